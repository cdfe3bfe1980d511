//! Code as a fenced block of Markdown that nothing in the code can end.

/// Writes a block of code in a language, which may be empty.
pub(super) fn fenced(language: &str, code: &str, indent: &str, out: &mut String) {
    let fence = "`".repeat(longest_ticks(code).max(2) + 1);
    out.extend(["\n\n", indent, &fence, language, "\n"]);
    for line in code.trim_start_matches('\n').split_inclusive('\n') {
        out.push_str(indent);
        out.push_str(line);
    }
    if !out.ends_with('\n') {
        out.push('\n');
    }
    out.extend([indent, &fence, "\n\n"]);
}

/// Writes a span of code.
pub(super) fn span(code: &str, out: &mut String) {
    let ticks = "`".repeat(longest_ticks(code) + 1);
    out.extend([&ticks, code, &ticks]);
}

fn longest_ticks(code: &str) -> usize {
    code.split(|c| c != '`').map(str::len).max().unwrap_or(0)
}
