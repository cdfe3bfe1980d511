//! Finds a front matter in its file and reads it, in YAML or TOML, as one kind of value.

use std::borrow::Cow;

use serde_yaml_ng::Value;

use super::Broken;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Format {
    Yaml,
    Toml,
}

/// Where the front matter lies in its file.
pub(super) struct Block<'a> {
    format: Format,
    text: &'a str,
    /// The line of the file on which its text begins, counted from 1.
    pub(crate) first_line: usize,
    /// The byte at which the body begins.
    pub(crate) body: usize,
    /// The line of the file on which the body begins, counted from 1.
    pub(crate) body_line: usize,
}

impl<'a> Block<'a> {
    /// The front matter of a file, if it has one.
    pub(super) fn find(source: &'a str) -> Result<Option<Self>, Broken> {
        let mut start = 0;
        let mut line = 1;
        let mut lines = source.split_inclusive('\n');
        // Blank lines before the fence are common in files that were moved from other systems.
        let fence = loop {
            let Some(first) = lines.next() else {
                return Ok(None);
            };
            start += first.len();
            line += 1;
            if !first.trim().is_empty() {
                break first.trim_end();
            }
        };
        let format = match fence {
            "---" => Format::Yaml,
            "+++" => Format::Toml,
            _ => return Ok(None),
        };
        let (mut end, mut close_line) = (start, line);
        for next in lines {
            let trimmed = next.trim_end();
            if trimmed == fence || (format == Format::Yaml && trimmed == "...") {
                return Ok(Some(Self {
                    format,
                    text: &source[start..end],
                    first_line: line,
                    body: end + next.len(),
                    body_line: close_line + 1,
                }));
            }
            end += next.len();
            close_line += 1;
        }
        Err(Broken {
            line: Some(line - 1),
            message: format!(
                "the front matter that opens with `{fence}` never closes; \
                 write `{fence}` on a line of its own after it"
            ),
        })
    }

    /// What it says. Keys that stand there twice go to `repeated`, with the line of the first.
    pub(super) fn value(&self, repeated: &mut Vec<(String, usize)>) -> Result<Value, Broken> {
        match self.format {
            Format::Yaml => self.yaml(repeated),
            Format::Toml => match self.text.parse::<toml::Table>() {
                Ok(table) => Ok(yaml(toml::Value::Table(table))),
                Err(error) => Err(Broken {
                    line: error.span().map(|span| {
                        let before = self.text.get(..span.start).unwrap_or(self.text);
                        self.first_line + before.matches('\n').count()
                    }),
                    message: format!(
                        "the front matter is not valid TOML: {}; texts go into quotes",
                        error.message().trim_end().replace('\n', ", ")
                    ),
                }),
            },
        }
    }

    /// YAML forbids a key that stands there twice, but Hugo's authors have written such.
    fn yaml(&self, repeated: &mut Vec<(String, usize)>) -> Result<Value, Broken> {
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
                .and_then(|key| Some((key, without_first(&text, key)?)));
            if let Some((key, (line, shorter))) = twice {
                repeated.push((key.to_owned(), self.first_line + line));
                text = Cow::Owned(shorter);
                continue;
            }
            let cause = message.split(" at line ").next().unwrap_or(&message);
            return Err(Broken {
                line: Some(
                    error
                        .location()
                        .map_or(self.first_line, |place| self.first_line + place.line().saturating_sub(1)),
                ),
                message: format!(
                    "the front matter is not valid YAML: {cause}; \
                     put a value with a colon or quotation mark in it into quotes"
                ),
            });
        }
    }

    /// The line of the file on which a key stands, counted from 1.
    pub(super) fn line_of(&self, key: &str) -> Option<usize> {
        let place = self.text.lines().position(|line| {
            let line = line.trim_start().trim_start_matches(['"', '\'']);
            line.strip_prefix(key)
                .is_some_and(|rest| rest.trim_start_matches(['"', '\'']).trim_start().starts_with([':', '=']))
        })?;
        Some(self.first_line + place)
    }
}

/// The text with the first lines of this key left empty, and where they are; nothing if the key
/// does not stand there twice.
fn without_first(text: &str, key: &str) -> Option<(usize, String)> {
    let is_key = |line: &&str| line.strip_prefix(key).is_some_and(|rest| rest.trim_start().starts_with(':'));
    (text.lines().filter(is_key).count() > 1).then_some(())?;
    let first = text.lines().position(|line| is_key(&line))?;
    let more = text.lines().skip(first + 1);
    let last = first + more.take_while(|line| line.starts_with([' ', '\t', '-'])).count();
    let kept = text
        .split_inclusive('\n')
        .enumerate()
        .map(|(place, line)| if (first..=last).contains(&place) { "\n" } else { line });
    Some((first, kept.collect()))
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
