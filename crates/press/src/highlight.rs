//! Code in colour, decided when the site is written: spans with a handful of classes, so that the
//! reader downloads no highlighter and every stylesheet can colour them.

use std::sync::LazyLock;

use syntect::parsing::{ParseState, Scope, ScopeStack, SyntaxReference, SyntaxSet};
use syntect::util::LinesWithEndings;

mod toml;

/// Longer code stays plain, in bytes: nobody reads it in colour, and it would take seconds.
const LONGEST: usize = 100_000;

/// Code with a longer line stays plain, in bytes: it is made by machines.
const LONGEST_LINE: usize = 2_000;

/// The code as HTML: escaped, with spans of class `hl-…`. Plain when the language is not known.
pub(crate) fn highlight(code: &str, language: &str) -> String {
    let mut out = Output::new(code.len());
    if code.len() > LONGEST || code.lines().any(|line| line.len() > LONGEST_LINE) {
        out.push(None, code);
    } else if language == "toml" || language == "cargo" {
        toml::highlight(code, &mut out);
    } else if let Some(syntax) = syntax(language) {
        with_syntax(code, syntax, &mut out);
    } else {
        out.push(None, code);
    }
    out.finish()
}

/// Escapes what HTML would read as markup.
pub(crate) fn escape(text: &str, html: &mut String) {
    for piece in text.split_inclusive(['&', '<', '>', '"']) {
        let (plain, special) = match piece.as_bytes().last() {
            Some(b'&') => (&piece[..piece.len() - 1], "&amp;"),
            Some(b'<') => (&piece[..piece.len() - 1], "&lt;"),
            Some(b'>') => (&piece[..piece.len() - 1], "&gt;"),
            Some(b'"') => (&piece[..piece.len() - 1], "&quot;"),
            _ => (piece, ""),
        };
        html.push_str(plain);
        html.push_str(special);
    }
}

/// Spans being written; neighbours of the same class become one.
struct Output {
    html: String,
    class: Option<&'static str>,
}

impl Output {
    fn new(length: usize) -> Self {
        Self { html: String::with_capacity(length + length / 2), class: None }
    }

    fn push(&mut self, class: Option<&'static str>, text: &str) {
        if text.is_empty() {
            return;
        }
        // White space has no colour, so it may as well stay in the span that is open.
        let blank = text.bytes().all(|byte| byte.is_ascii_whitespace());
        if class != self.class && !blank {
            self.close();
            if let Some(class) = class {
                self.html.push_str("<span class=\"hl-");
                self.html.push_str(class);
                self.html.push_str("\">");
            }
            self.class = class;
        }
        escape(text, &mut self.html);
    }

    fn close(&mut self) {
        if self.class.take().is_some() {
            // White space that followed goes after the span, not into it.
            let end = self.html.trim_end().len();
            self.html.insert_str(end, "</span>");
        }
    }

    fn finish(mut self) -> String {
        self.close();
        self.html
    }
}

static SYNTAXES: LazyLock<SyntaxSet> = LazyLock::new(SyntaxSet::load_defaults_newlines);

fn syntax(language: &str) -> Option<&'static SyntaxReference> {
    let token = match language {
        "" | "text" | "txt" | "plain" | "plaintext" | "console" | "output" => return None,
        "shell" | "zsh" | "bash" => "sh",
        "typescript" | "ts" | "jsx" | "tsx" | "javascript" | "mjs" => "js",
        "jsonc" | "json5" => "json",
        "c++" | "cxx" => "cpp",
        "golang" => "go",
        "patch" => "diff",
        other => other,
    };
    SYNTAXES.find_syntax_by_token(token)
}

fn with_syntax(code: &str, syntax: &SyntaxReference, out: &mut Output) {
    let mut state = ParseState::new(syntax);
    let mut stack = ScopeStack::new();
    let mut class = None;
    for line in LinesWithEndings::from(code) {
        let Ok(operations) = state.parse_line(line, &SYNTAXES) else {
            out.push(None, line);
            continue;
        };
        let mut at = 0;
        for (place, operation) in operations {
            if place > at {
                out.push(class, &line[at..place]);
                at = place;
            }
            if stack.apply(&operation).is_err() {
                stack = ScopeStack::new();
            }
            class = class_of(stack.as_slice());
        }
        out.push(class, &line[at..]);
    }
}

/// Which beginnings of scope names get which class; the first that fits decides.
static CLASSES: LazyLock<Vec<(Scope, Option<&'static str>)>> = LazyLock::new(|| {
    let table = [
        ("comment", Some("comment")),
        ("markup.inserted", Some("inserted")),
        ("markup.deleted", Some("deleted")),
        ("meta.diff", Some("comment")),
        ("constant.numeric", Some("number")),
        ("constant.language", Some("keyword")),
        ("string", Some("string")),
        ("keyword.operator.word", Some("keyword")),
        ("keyword.operator.logical.python", Some("keyword")),
        ("keyword.operator", None),
        ("keyword", Some("keyword")),
        ("storage", Some("keyword")),
        ("variable.language", Some("keyword")),
        ("entity.name.tag", Some("keyword")),
        ("entity.name.function", Some("function")),
        ("entity.name.macro", Some("function")),
        ("support.function", Some("function")),
        ("support.macro", Some("function")),
        ("variable.function", Some("function")),
        ("entity.other.attribute-name", Some("type")),
        ("entity.other.inherited-class", Some("type")),
        ("entity.name", Some("type")),
        ("support.type", Some("type")),
        ("support.class", Some("type")),
    ];
    table.into_iter().filter_map(|(name, class)| Some((Scope::new(name).ok()?, class))).collect()
});

/// The innermost scope that has a class decides.
fn class_of(stack: &[Scope]) -> Option<&'static str> {
    stack.iter().rev().find_map(|scope| {
        CLASSES.iter().find(|(beginning, _)| beginning.is_prefix_of(*scope)).map(|(_, class)| *class)
    })?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rust_is_coloured_with_few_spans() {
        let html = highlight("pub fn main() { // hi <b>\n    let x = \"a\\n\";\n}\n", "rust");
        assert!(
            html.starts_with(
                "<span class=\"hl-keyword\">pub fn</span> <span class=\"hl-function\">main</span>()"
            ),
            "{html}"
        );
        assert!(html.contains("<span class=\"hl-comment\">// hi &lt;b&gt;</span>\n"), "{html}");
        assert!(html.contains("<span class=\"hl-string\">&quot;a\\n&quot;</span>;"), "{html}");
    }

    #[test]
    fn an_unknown_language_and_very_long_code_stay_plain() {
        assert_eq!(highlight("a < b", "klingon"), "a &lt; b");
        let long = "let x = 1;\n".repeat(20_000);
        assert_eq!(highlight(&long, "rust"), long);
    }

    #[test]
    fn a_diff_shows_what_came_and_went() {
        let html = highlight("+new\n-old\n", "diff");
        assert!(html.contains("hl-inserted") && html.contains("hl-deleted"), "{html}");
    }

    #[test]
    fn nothing_of_the_code_is_lost() {
        let code = "fn f<'a>(x: &'a str) -> u8 {\n\n\tx.len() as u8 + 1_000 // é\n}";
        for language in ["rust", "toml", "python", "html", "sh", "json", "c", "yaml", "diff"] {
            let html = highlight(code, language);
            let mut text = String::new();
            for piece in html.split('<') {
                text.push_str(piece.split_once('>').map_or(piece, |(_, text)| text));
            }
            let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"");
            assert_eq!(text.replace("&amp;", "&"), code, "{language}");
        }
    }
}
