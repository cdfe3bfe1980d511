//! Colours for TOML, which the built-in syntaxes lack and blogs about Rust are full of.

use super::Output;

/// Writes the code with its classes.
pub(super) fn highlight(code: &str, out: &mut Output) {
    let mut fence: Option<&str> = None;
    for line in code.split_inclusive('\n') {
        let mut rest = line;
        let start = line.trim_start();
        if fence.is_none() && start.starts_with('[') && !line.contains(" = ") && is_header(start) {
            let end = line.rfind(']').map_or(line.len(), |place| place + 1);
            out.push(Some("type"), &line[..end]);
            rest = &line[end..];
        } else if fence.is_none()
            && let Some(equals) = line.find('=')
            && !line[..equals].contains(['"', '\'', '#', '{', '['])
        {
            out.push(Some("keyword"), &line[..equals]);
            rest = &line[equals..];
        }
        while !rest.is_empty() {
            let (class, length) = token(rest, &mut fence);
            out.push(class, &rest[..length]);
            rest = &rest[length..];
        }
    }
}

fn is_header(line: &str) -> bool {
    let inner = line.trim_start_matches('[');
    let end = inner.find(']').unwrap_or(inner.len());
    !inner[..end].contains(',') && inner.len() > end && !inner[..end].trim().is_empty()
}

/// The class and length of what a line begins with. `fence` is the quotation mark of a text of
/// many lines that is open.
fn token(rest: &str, fence: &mut Option<&'static str>) -> (Option<&'static str>, usize) {
    if let Some(mark) = *fence {
        return match rest.find(mark) {
            Some(end) => {
                *fence = None;
                (Some("string"), end + mark.len())
            }
            None => (Some("string"), rest.len()),
        };
    }
    for mark in ["\"\"\"", "'''"] {
        if rest.starts_with(mark) {
            *fence = Some(mark);
            return (Some("string"), mark.len());
        }
    }
    let first = rest.chars().next().unwrap_or(' ');
    match first {
        '#' => (Some("comment"), rest.len()),
        '"' | '\'' => (Some("string"), quoted(rest, first)),
        '0'..='9' | '-' | '+' => (Some("number"), word(rest)),
        letter if letter.is_alphabetic() => {
            let length = word(rest);
            let class = matches!(&rest[..length], "true" | "false" | "inf" | "nan");
            (class.then_some("number"), length)
        }
        letter => (None, letter.len_utf8()),
    }
}

fn quoted(rest: &str, mark: char) -> usize {
    let mut escaped = false;
    for (place, letter) in rest.char_indices().skip(1) {
        if letter == mark && !escaped {
            return place + 1;
        }
        escaped = letter == '\\' && mark == '"' && !escaped;
    }
    rest.len()
}

fn word(rest: &str) -> usize {
    let end = |letter: char| !(letter.is_alphanumeric() || "_-+.:".contains(letter));
    rest.find(end).unwrap_or(rest.len())
}

#[cfg(test)]
mod tests {
    use crate::highlight::highlight;

    #[test]
    fn keys_headers_values_and_comments_are_told_apart() {
        let html =
            highlight("[package] # x\nname = \"a\" # b\nn = 1\ntext = '''\n# not a comment\n'''\n", "toml");
        for part in [
            "<span class=\"hl-type\">[package]</span> <span class=\"hl-comment\"># x</span>",
            "<span class=\"hl-keyword\">name</span> = <span class=\"hl-string\">&quot;a&quot;</span>",
            "= <span class=\"hl-number\">1</span>",
            "<span class=\"hl-string\">'''\n# not a comment\n'''</span>",
        ] {
            assert!(html.contains(part), "{part} in {html}");
        }
    }
}
