//! What of Jekyll's Liquid makes sense without running it: the facts of the post
//! (`{{ page.title }}`), addresses (`{{ "/x.png" | relative_url }}`), and texts that the post itself
//! assigns. Conditions and loops are not run.

use std::collections::BTreeMap;

use serde_json::Value;

use super::call::Argument;
use crate::content::slashed;
use crate::date;
use crate::markdown::Place;

/// Tags of Liquid that a closing one ends.
const BLOCKS: &[&str] = &["capture", "case", "for", "if", "ifchanged", "tablerow", "unless"];

/// Tags of Liquid that stand inside such blocks, and say nothing by themselves.
const BRANCHES: &[&str] = &["break", "continue", "else", "elsif", "when"];

/// Whether it is a block of Liquid's, which is not run.
pub(super) fn is_block(name: &str) -> bool {
    BLOCKS.contains(&name)
}

/// Whether it is a branch of such a block.
pub(super) fn is_branch(name: &str) -> bool {
    BRANCHES.contains(&name)
}

/// The code in a `highlight` of Jekyll's, in which Liquid is run: without the marks of `raw`, and without
/// `assign`, which shows nothing. A line that held nothing else goes with them.
pub(super) fn highlighted(code: &str) -> String {
    let mut shown = String::with_capacity(code.len());
    let (mut rest, mut raw) = (code, false);
    while let Some((before, after)) = rest.split_once("{%") {
        shown.push_str(before);
        let tag = after.split_once("%}");
        let name = tag.and_then(|(tag, _)| tag.trim_matches('-').split_whitespace().next());
        let goes = match name {
            Some("raw" | "assign") => !raw,
            Some("endraw") => raw,
            _ => false,
        };
        let Some((_, after_tag)) = tag.filter(|_| goes) else {
            shown.push_str("{%");
            rest = after;
            continue;
        };
        raw = name == Some("raw") || (raw && name != Some("endraw"));
        let line = shown.rfind('\n').map_or(0, |end| end + 1);
        let end = after_tag.trim_start_matches([' ', '\t']);
        rest = match end.strip_prefix('\n') {
            Some(next) if shown[line..].trim().is_empty() => {
                shown.truncate(line);
                next
            }
            _ => after_tag,
        };
    }
    shown + rest
}

/// What stands for an expression.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Meaning {
    /// This text.
    Text(String),
    /// A variable that only Jekyll knows.
    Unknown,
    /// No variable: prose in braces.
    Prose,
}

/// The variables that a passage can name.
#[derive(Debug, Default)]
pub(super) struct Variables {
    /// Names that the post itself gives, with their texts where those are plain.
    own: BTreeMap<String, Option<String>>,
    /// What the call that includes a file gives it.
    pub(super) include: BTreeMap<String, String>,
}

impl Variables {
    /// Reads `x = "text"`. False when it is not a plain text.
    pub(super) fn assign(&mut self, written: &str, place: &Place<'_>) -> bool {
        let Some((name, expression)) = written.split_once('=') else { return false };
        let text = self.text(expression.trim(), place);
        let plain = text.is_some();
        self.own.insert(name.trim().to_owned(), text);
        plain
    }

    /// Reads the name that a loop or a capture gives: `x in site.posts`.
    pub(super) fn bind(&mut self, written: &str) {
        let name = written.split_whitespace().next().unwrap_or_default();
        self.own.entry(name.to_owned()).or_insert(None);
    }

    /// What an expression stands for.
    pub(super) fn meaning(&self, expression: &str, place: &Place<'_>) -> Meaning {
        let root = expression.split(['.', '|', ' ', '[']).next().unwrap_or_default();
        let known = matches!(root, "page" | "site" | "include" | "layout" | "forloop")
            || self.own.contains_key(root)
            || expression.starts_with(['"', '\'']);
        if !known {
            return Meaning::Prose;
        }
        self.text(expression, place).map_or(Meaning::Unknown, Meaning::Text)
    }

    /// The text with every variable in it filled in, as in `{% include {{ page.x }} %}`.
    pub(super) fn filled(&self, text: &str, place: &Place<'_>) -> Option<String> {
        let mut filled = String::with_capacity(text.len());
        let mut rest = text;
        while let Some((before, after)) = rest.split_once("{{") {
            let (expression, after) = after.split_once("}}")?;
            filled.push_str(before);
            filled.push_str(&self.text(expression.trim(), place)?);
            rest = after;
        }
        Some(filled + rest)
    }

    fn text(&self, expression: &str, place: &Place<'_>) -> Option<String> {
        let mut parts = expression.split('|').map(str::trim);
        let head = parts.next()?;
        let text = literal(head).map(str::to_owned).or_else(|| self.variable(head, place))?;
        parts.try_fold(text, |text, filter| {
            let (name, argument) = filter.split_once(':').unwrap_or((filter, ""));
            let argument = literal(argument.trim());
            Some(match name.trim() {
                "append" => text + argument?,
                "prepend" => argument?.to_owned() + &text,
                "upcase" => text.to_uppercase(),
                "downcase" => text.to_lowercase(),
                // Addresses hold from the root already, and dates are in words.
                "relative_url"
                | "absolute_url"
                | "date"
                | "date_to_string"
                | "date_to_long_string"
                | "markdownify"
                | "escape"
                | "strip" => text,
                _ => return None,
            })
        })
    }

    fn variable(&self, name: &str, place: &Place<'_>) -> Option<String> {
        let post = place.post;
        let (root, key) = name.split_once('.').unwrap_or((name, ""));
        match (root, key) {
            ("page", "title") => Some(post.title.clone()),
            ("page", "date") => Some(date::text(post.date.as_ref()?, &place.blog.reading.date_form)),
            ("page", "description") => post.description.clone(),
            ("page", "slug") => Some(post.slug.clone()),
            ("page", "url") => (place.blog.post)(&slashed(&post.file)),
            ("page", key) => match post.extra.get(key)? {
                Value::String(text) => Some(text.clone()),
                Value::Number(number) => Some(number.to_string()),
                Value::Bool(flag) => Some(flag.to_string()),
                _ => None,
            },
            // Addresses of the site begin with `/`.
            ("site", "baseurl" | "url") => Some(String::new()),
            ("include", key) => self.include.get(key).cloned(),
            (name, "") => self.own.get(name).cloned().flatten(),
            _ => None,
        }
    }
}

/// Named arguments by name, for `{{ include.x }}`.
pub(super) fn named(arguments: &[Argument<'_>]) -> BTreeMap<String, String> {
    let named = arguments.iter().filter(|argument| !argument.name.is_empty());
    named.map(|argument| (argument.name.to_owned(), argument.value.to_owned())).collect()
}

/// The text between quotation marks.
fn literal(text: &str) -> Option<&str> {
    let quote = text.chars().next().filter(|letter| matches!(letter, '"' | '\''))?;
    text[1..].strip_suffix(quote)
}
