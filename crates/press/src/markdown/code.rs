//! Blocks of code: which language, and the element that holds them. The element can be reached by
//! keyboard, because it scrolls sideways, and so has a name: its language, which the stylesheet shows.

use pulldown_cmark::CodeBlockKind;

use super::tags::{attributes, push_attribute};
use crate::highlight::highlight;

/// A block of code as HTML. `unnamed` is what code is called that is in no language.
pub(super) fn block(kind: &CodeBlockKind<'_>, code: &str, unnamed: &str) -> String {
    let language = language(kind);
    let mut html = String::from("<pre class=\"code\" tabindex=\"0\" role=\"group\"");
    push_attribute(&mut html, "aria-label", if language.is_empty() { unnamed } else { &language });
    html.push_str("><code");
    if !language.is_empty() {
        html.push_str(" class=\"language-");
        html.push_str(&language);
        html.push('"');
    }
    html.push('>');
    html.push_str(&highlight(code, &language));
    html.push_str("</code></pre>\n");
    html
}

/// The language of a block, which its info string names: `rust,ignore` is `rust`, `{.python}` is `python`.
pub(super) fn language(kind: &CodeBlockKind<'_>) -> String {
    let CodeBlockKind::Fenced(info) = kind else { return String::new() };
    let info = info.trim_start_matches(['{', '.', ' ']);
    let end = info.find(|c: char| !(c.is_alphanumeric() || "+#_-".contains(c))).unwrap_or(info.len());
    let name = info[..end].to_lowercase();
    match name.as_str() {
        "rs" | "ignore" | "no_run" | "should_panic" | "compile_fail" => "rust".into(),
        _ => name,
    }
}

/// What the info string of a block says beside the language: of `alt` in `dot alt="A tree"`, `A tree`.
pub(super) fn said(kind: &CodeBlockKind<'_>, key: &str) -> Option<String> {
    let CodeBlockKind::Fenced(info) = kind else { return None };
    let (_, said) = attributes(info).find(|(name, _)| *name == key)?;
    Some(said.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_is_the_first_word_however_it_is_written() {
        for (info, name) in [
            ("rust,ignore", "rust"),
            ("rs", "rust"),
            ("toml,name=x.toml", "toml"),
            ("{.python}", "python"),
            ("C++", "c++"),
            ("\"><script>", ""),
            ("", ""),
        ] {
            assert_eq!(language(&CodeBlockKind::Fenced(info.into())), name, "{info}");
        }
    }
}
