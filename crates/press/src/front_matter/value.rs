//! What a value of a front matter says as text, as a list, as yes or no; and what to tell the author
//! where it cannot say what its key needs.

use std::collections::HashSet;

use serde_json::Value as Json;
use serde_yaml_ng::Value;

use super::keys::Kind;

/// Entries of a table that hold its text, and entries that hold a picture's address.
const NAMED: &[&str] = &["name", "title", "src", "url", "image", "path"];
const ADDRESS: &[&str] = &["image", "src", "url", "path", "file", "filename"];

/// The first text of a value that is not empty; numbers and truth values count as text.
pub(super) fn first_text(value: &Value) -> Option<String> {
    let text = match value {
        Value::Sequence(list) => return list.iter().find_map(first_text),
        Value::Mapping(table) => return NAMED.iter().find_map(|key| first_text(table.get(*key)?)),
        Value::Tagged(tagged) => return first_text(&tagged.value),
        value => text_of(value)?,
    };
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

/// A single value as text.
pub(super) fn text_of(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(flag) => Some(flag.to_string()),
        _ => None,
    }
}

/// Yes or no, where that is what a value says.
pub(super) fn flag(value: &Value) -> Option<bool> {
    match value {
        Value::Bool(flag) => Some(*flag),
        Value::Mapping(table) => ["enable", "enabled", "show"].iter().find_map(|key| flag(table.get(*key)?)),
        value => match first_text(value)?.to_ascii_lowercase().as_str() {
            "true" | "yes" | "on" | "1" => Some(true),
            "false" | "no" | "off" | "0" => Some(false),
            _ => None,
        },
    }
}

/// Texts, each once, in the order in which they came.
#[derive(Default)]
pub(super) struct Texts {
    list: Vec<String>,
    seen: HashSet<String>,
}

impl Texts {
    pub(super) fn push(&mut self, text: &str) {
        let text = text.trim();
        if !text.is_empty() && self.seen.insert(text.to_owned()) {
            self.list.push(text.to_owned());
        }
    }

    pub(super) fn push_all(&mut self, value: &Value) {
        match value {
            Value::Sequence(values) => values.iter().for_each(|value| self.push_all(value)),
            value => first_text(value).iter().for_each(|text| self.push(text)),
        }
    }

    pub(super) fn into_list(self) -> Vec<String> {
        self.list
    }
}

/// A picture as a front matter names it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Picture {
    pub(crate) address: String,
    pub(crate) alt: Option<String>,
    pub(crate) caption: Option<String>,
}

/// The pictures that a value names.
pub(super) fn pictures(value: &Value) -> Vec<Picture> {
    match value {
        Value::Sequence(list) => list.iter().flat_map(pictures).collect(),
        Value::Tagged(tagged) => pictures(&tagged.value),
        Value::Mapping(table) => {
            let text = |keys: &[&str]| keys.iter().find_map(|key| first_text(table.get(*key)?));
            let (alt, caption) = (text(&["alt", "alt_text", "altText"]), text(&["caption"]));
            text(ADDRESS).map(|address| Picture { address, alt, caption }).into_iter().collect()
        }
        Value::String(_) => {
            first_text(value).map(|address| Picture { address, ..Picture::default() }).into_iter().collect()
        }
        _ => Vec::new(),
    }
}

/// What is wrong with a value that cannot be what its key needs, what was done, and what to do.
pub(super) fn misfit(key: &str, name: &str, kind: Kind, value: &Value) -> Option<String> {
    if matches!(value, Value::Null) || kind == Kind::Any {
        return None;
    }
    let wanted = match kind {
        Kind::Text => "one text",
        Kind::Date => "one date such as 2024-05-31",
        Kind::Flag => "true or false",
        Kind::Number => "a whole number",
        Kind::Names => "a list such as [one, two]",
        Kind::Picture => "its address under `image`",
        Kind::Any => return None,
    };
    let done = if name == "draft" { "the post is taken for a draft" } else { "it counts as not said" };
    let because = match (kind, value) {
        (Kind::Picture, Value::Mapping(_)) if pictures(value).is_empty() => {
            return Some(format!(
                "`{key}` is a table without a picture's address, so the post has no picture from it; write \
                 `image: name.jpg` into it"
            ));
        }
        (Kind::Text | Kind::Date, Value::Sequence(list)) if list.len() != 1 => {
            let taken = if list.is_empty() { done } else { "its first entry is taken" };
            return Some(format!("`{key}` is a list, so {taken}; write {wanted}"));
        }
        (Kind::Text | Kind::Date, Value::Mapping(_)) => "a table".to_owned(),
        (Kind::Names, Value::Mapping(_)) if first_text(value).is_none() => "a table".to_owned(),
        (Kind::Names, Value::Sequence(list)) if list.iter().any(nameless) => {
            return Some(format!(
                "an entry of `{key}` is a table without a name, so it is left out; write {wanted}"
            ));
        }
        (Kind::Flag, value) if flag(value).is_none() => given(value)?,
        (Kind::Number, value) if number(value).is_none() => given(value)?,
        _ => return None,
    };
    Some(format!("`{key}` is {because}, so {done}; write {wanted}"))
}

/// A whole number, where that is what a value says.
pub(super) fn number(value: &Value) -> Option<i64> {
    first_text(value)?.parse().ok()
}

/// A value of an author's within a message.
pub(crate) fn shown(text: &str) -> String {
    format!("`{}`", short(text, 60))
}

/// A text cut after so many letters, on one line.
pub(super) fn short(text: &str, letters: usize) -> String {
    let one_line = |letter: char| if letter.is_control() { '\u{fffd}' } else { letter };
    let mut short: String = text.chars().take(letters).map(one_line).collect();
    if text.chars().nth(letters).is_some() {
        short.push('…');
    }
    short
}

/// A value as JSON, for shortcodes. What JSON has no word for (not a number, infinite) is null.
pub(super) fn json(value: Value) -> Json {
    match value {
        Value::Null => Json::Null,
        Value::Bool(flag) => Json::Bool(flag),
        Value::Number(number) => match (number.as_i64(), number.as_u64(), number.as_f64()) {
            (Some(number), ..) => Json::from(number),
            (_, Some(number), _) => Json::from(number),
            (.., number) => number.map_or(Json::Null, Json::from),
        },
        Value::String(text) => Json::String(text),
        Value::Sequence(list) => Json::Array(list.into_iter().map(json).collect()),
        Value::Mapping(table) => Json::Object(
            table.into_iter().filter_map(|(key, value)| Some((text_of(&key)?, json(value)))).collect(),
        ),
        Value::Tagged(tagged) => json(tagged.value),
    }
}

fn given(value: &Value) -> Option<String> {
    match value {
        Value::Sequence(_) => Some("a list".to_owned()),
        Value::Mapping(_) => Some("a table".to_owned()),
        value => first_text(value).map(|text| shown(&text)),
    }
}

fn nameless(value: &Value) -> bool {
    matches!(value, Value::Mapping(_)) && first_text(value).is_none()
}
