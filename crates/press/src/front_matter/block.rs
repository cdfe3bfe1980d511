//! Finds a front matter in its file and reads it, in YAML, TOML or JSON, as one kind of value.

use std::borrow::Cow;

use serde::de::IgnoredAny;
use serde_yaml_ng::Value;

use super::Broken;
use super::lines::{self, Lines};
use super::value::short;

/// Up to how many different keys may stand in one front matter twice; more is no slip of an author's.
const REPEATED: usize = 5;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Format {
    Yaml,
    Toml,
    Json,
}

/// How many brackets may be open at once. The parser of YAML takes the square of it in time.
const NESTED: usize = 200;

/// How many bytes aliases (`*name`) may make of a front matter at most.
const REPEATS: usize = 64_000_000;

/// Where the front matter lies in its file.
pub(super) struct Block<'a> {
    format: Format,
    text: &'a str,
    /// The line of the file on which its text begins, counted from 1.
    pub(super) first_line: usize,
    /// The byte at which the body begins.
    pub(super) body: usize,
    /// The line of the file on which the body begins, counted from 1.
    pub(super) body_line: usize,
}

impl<'a> Block<'a> {
    /// The front matter of a file, if it has one.
    pub(super) fn find(source: &'a str) -> Result<Option<Self>, Broken> {
        // Blank lines before the fence are common in files that were moved from other systems.
        let blank: usize =
            source.split_inclusive('\n').take_while(|line| line.trim().is_empty()).map(str::len).sum();
        let line = source[..blank].matches('\n').count() + 1;
        let rest = &source[blank..];
        let fence = rest.lines().next().unwrap_or_default().trim_end();
        match fence {
            "---" => Self::fenced(Format::Yaml, source, blank, line).map(Some),
            "+++" => Self::fenced(Format::Toml, source, blank, line).map(Some),
            _ if is_object(rest) => Self::object(source, blank, line).map(Some),
            _ => Ok(None),
        }
    }

    fn fenced(format: Format, source: &'a str, start: usize, line: usize) -> Result<Self, Broken> {
        let mut lines = source[start..].split_inclusive('\n');
        let fence = lines.next().unwrap_or_default();
        let start = start + fence.len();
        let fence = fence.trim_end();
        let mut end = start;
        for (number, next) in lines.enumerate() {
            let trimmed = next.trim_end();
            if trimmed == fence || (format == Format::Yaml && trimmed == "...") {
                let (body, body_line) = (end + next.len(), line + number + 2);
                return Ok(Self { format, text: &source[start..end], first_line: line + 1, body, body_line });
            }
            end += next.len();
        }
        Err(Broken {
            line: Some(line),
            message: format!(
                "the front matter that opens with `{fence}` never closes; \
                 write `{fence}` on a line of its own after it"
            ),
        })
    }

    /// A JSON object (Hugo): it ends where it closes.
    fn object(source: &'a str, start: usize, line: usize) -> Result<Self, Broken> {
        let text = &source[start..];
        let mut objects = serde_json::Deserializer::from_str(text).into_iter::<IgnoredAny>();
        match objects.next() {
            Some(Err(error)) if error.is_eof() => Err(Broken {
                line: Some(line),
                message: "the front matter that opens with `{` never closes; write `}` after it".into(),
            }),
            Some(Err(error)) => Err(Broken {
                line: Some(line + error.line().saturating_sub(1)),
                message: format!(
                    "the front matter is not valid JSON: {}; keys and texts go into double quotes, \
                     with a comma between entries",
                    cause(&error.to_string())
                ),
            }),
            _ => {
                let end = start + objects.byte_offset();
                let rest = source[end..].split_inclusive('\n').next().unwrap_or_default();
                let body = if rest.trim().is_empty() { end + rest.len() } else { end };
                Ok(Self {
                    format: Format::Json,
                    text: &source[start..end],
                    first_line: line,
                    body,
                    body_line: line + source[start..body].matches('\n').count(),
                })
            }
        }
    }

    /// What it says. Keys that stand there twice go to `repeated`, with the line of the first.
    pub(super) fn value(&self, repeated: &mut Vec<(String, usize)>) -> Result<Value, Broken> {
        match self.format {
            Format::Yaml => self.yaml(repeated),
            Format::Toml => match self.text.parse::<toml::Table>() {
                Ok(table) => Ok(yaml(toml::Value::Table(table))),
                Err(error) => {
                    let before =
                        error.span().and_then(|span| self.text.get(..span.start)).unwrap_or_default();
                    let cause = short(&error.message().trim_end().replace('\n', ", "), 100);
                    let deep = cause.contains("recurs");
                    let advice = if deep { "write it flatter" } else { "texts go into quotes" };
                    Err(Broken {
                        line: Some(self.first_line + before.matches('\n').count()),
                        message: format!("the front matter is not valid TOML: {cause}; {advice}"),
                    })
                }
            },
            Format::Json => serde_json::from_str(self.text).map_err(|error| Broken {
                line: Some(self.first_line + error.line().saturating_sub(1)),
                message: format!(
                    "the front matter is not valid JSON: {}; correct it",
                    cause(&error.to_string())
                ),
            }),
        }
    }

    /// The lines of the file on which its keys stand, counted from 1.
    pub(super) fn lines(&self) -> Lines {
        let mut lines = match self.format {
            Format::Yaml => lines::of_yaml(self.text),
            Format::Toml => lines::of_toml(self.text),
            Format::Json => lines::of_json(self.text),
        };
        for line in lines.values_mut() {
            *line += self.first_line;
        }
        lines
    }

    /// YAML forbids a key that stands there twice, but Hugo's authors have written such.
    fn yaml(&self, repeated: &mut Vec<(String, usize)>) -> Result<Value, Broken> {
        self.within_measure()?;
        let mut text = Cow::Borrowed(self.text);
        loop {
            let error = match serde_yaml_ng::from_str(&text) {
                Ok(value) => return Ok(value),
                Err(error) => error,
            };
            let message = error.to_string();
            let twice = message
                .split_once("duplicate entry with key \"")
                .and_then(|(_, rest)| rest.split('"').next())
                .filter(|_| repeated.len() < REPEATED)
                .and_then(|key| Some((key, last_only(&text, key)?)));
            if let Some((key, (line, shorter))) = twice {
                repeated.push((key.to_owned(), self.first_line + line));
                text = Cow::Owned(shorter);
                continue;
            }
            let line = error.location().map_or(0, |place| place.line().saturating_sub(1));
            let advice = match message.split(' ').next() {
                Some("repetition") => "its aliases grow beyond measure, so write the values out",
                Some("recursion") => "it lies too deep, or within itself, so write it flatter",
                Some("duplicate") => "remove one of the two",
                _ => "put a value with a colon or quotation mark in it into quotes",
            };
            let cause = cause(&message);
            return Err(Broken {
                line: Some(self.first_line + line),
                message: format!("the front matter is not valid YAML: {cause}; {advice}"),
            });
        }
    }

    /// What would keep the parser of YAML busy for minutes is refused before.
    fn within_measure(&self) -> Result<(), Broken> {
        let (mut open, mut aliases, mut line, mut before) = (0_usize, 0_usize, 0, b' ');
        for byte in self.text.bytes() {
            match byte {
                b'[' | b'{' => open += 1,
                b']' | b'}' => open = open.saturating_sub(1),
                b'\n' => line += 1,
                b'*' if matches!(before, b' ' | b'[' | b',') => aliases += 1,
                _ => {}
            }
            before = byte;
            let too_much = if open > NESTED {
                format!("opens more than {NESTED} brackets without closing them")
            } else if aliases > 1000 && aliases * self.text.len() > REPEATS && self.text.contains('&') {
                "repeats its values (`*`) beyond measure".to_owned()
            } else {
                continue;
            };
            return Err(Broken {
                line: Some(self.first_line + line),
                message: format!(
                    "the front matter {too_much}; put texts with such signs into quotes, or shorten it"
                ),
            });
        }
        Ok(())
    }
}

/// Whether a file begins with a JSON object, and not with a shortcode (`{{`, `{%`) or attributes (`{#`).
fn is_object(text: &str) -> bool {
    text.strip_prefix('{').is_some_and(|rest| rest.trim_start().starts_with(['"', '}']))
}

/// What a parser says is wrong, without the place, on one line.
fn cause(message: &str) -> String {
    short(message.split(" at line ").next().unwrap_or(message), 100)
}

/// The text with the lines of all but the last of this key left empty, and where the first is;
/// nothing if the key does not stand there twice.
fn last_only(text: &str, key: &str) -> Option<(usize, String)> {
    let is_key = |line: &str| line.strip_prefix(key).is_some_and(|rest| rest.trim_start().starts_with(':'));
    let places: Vec<usize> =
        text.lines().enumerate().filter(|(_, line)| is_key(line)).map(|(place, _)| place).collect();
    let ([first, ..], Some(last)) = (places.as_slice(), places.last()) else { return None };
    (first < last).then_some(())?;
    let mut dropping = false;
    let kept = text.split_inclusive('\n').enumerate().map(|(place, line)| {
        dropping = if is_key(line) { place < *last } else { dropping && line.starts_with([' ', '\t', '-']) };
        if dropping { "\n" } else { line }
    });
    Some((*first, kept.collect()))
}

/// TOML as YAML, so that everything after reads one kind of value.
fn yaml(value: toml::Value) -> Value {
    match value {
        toml::Value::String(text) => Value::String(text),
        toml::Value::Integer(number) => Value::Number(number.into()),
        toml::Value::Float(number) => Value::Number(number.into()),
        toml::Value::Boolean(flag) => Value::Bool(flag),
        toml::Value::Datetime(date) => Value::String(date.to_string()),
        toml::Value::Array(list) => Value::Sequence(list.into_iter().map(yaml).collect()),
        toml::Value::Table(table) => {
            Value::Mapping(table.into_iter().map(|(key, value)| (Value::String(key), yaml(value))).collect())
        }
    }
}
