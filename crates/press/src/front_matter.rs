//! The lines at the head of a post that say what it is: YAML between `---`, TOML between `+++`, or a
//! JSON object. Other blog systems name the same thing by other keys; here each gets its one name, so
//! that an author can point `quire` at an old blog and have a site.

use std::collections::BTreeMap;

use serde_yaml_ng::Value;

mod block;
mod keys;
mod lines;
mod value;

use block::Block;
use keys::{Key, TABLES};
pub(crate) use value::{Picture, shown};
use value::{Texts, first_text, text_of};

/// Why a front matter cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Broken {
    /// The line of the file, counted from 1.
    pub(crate) line: Option<usize>,
    /// What is wrong, and what to do.
    pub(crate) message: String,
}

/// What a front matter says, by our own names.
#[derive(Debug, Default)]
pub(crate) struct FrontMatter {
    /// Keys that stand there twice, with the line of the first: the last is the one that counts.
    pub(crate) repeated: Vec<(String, usize)>,
    /// Keys at the top that neither Quire nor another system is known to define, with their lines.
    pub(crate) unknown: Vec<(String, Option<usize>)>,
    /// All that Quire does not read, with the tables `extra` and `params` laid open.
    pub(crate) extra: serde_json::Map<String, serde_json::Value>,
    fields: Vec<Field>,
}

#[derive(Debug)]
struct Field {
    key: &'static Key,
    written: String,
    /// Its place among the synonyms; those of nested tables come last.
    rank: usize,
    nested: bool,
    line: Option<usize>,
    value: Value,
}

/// A file taken apart: what its front matter says, where its body begins (byte), and on which
/// line, counted from 1.
pub(crate) type Parts = (FrontMatter, usize, usize);

/// Takes a file apart. A file without a front matter is all body. `own` says which of the blog's
/// own keys stand for which of ours (`team` for `tags`).
pub(crate) fn read(source: &str, own: &BTreeMap<String, String>) -> Result<Parts, Broken> {
    let Some(block) = Block::find(source)? else {
        return Ok((FrontMatter::default(), 0, 1));
    };
    let mut repeated = Vec::new();
    let mapping = match block.value(&mut repeated)? {
        Value::Mapping(mapping) => mapping,
        Value::Null => serde_yaml_ng::Mapping::new(),
        _ => {
            return Err(Broken {
                line: Some(block.first_line),
                message: "the front matter is not a list of `key: value` lines; \
                          write it so, or remove its fence"
                    .into(),
            });
        }
    };
    let (body, body_line) = (block.body, block.body_line);
    let mut reader =
        Reader { front_matter: FrontMatter { repeated, ..Default::default() }, own, lines: block.lines() };
    for (key, value) in mapping {
        let Some(key) = text_of(&key) else { continue };
        match value {
            Value::Mapping(table) if TABLES.contains(&key.as_str()) => reader.table(&key, table),
            value => reader.top(key, value),
        }
    }
    let mut front_matter = reader.front_matter;
    front_matter.fields.sort_by_key(|field| field.rank);
    Ok((front_matter, body, body_line))
}

struct Reader<'a> {
    front_matter: FrontMatter,
    own: &'a BTreeMap<String, String>,
    lines: lines::Lines,
}

impl Reader<'_> {
    fn top(&mut self, written: String, value: Value) {
        let line = self.lines.get(&written).copied();
        let ours = self.own.get(&written).unwrap_or(&written);
        if let Some((key, rank)) = keys::known(ours) {
            self.front_matter.fields.push(Field { key, written, rank, nested: false, line, value });
            return;
        }
        if !keys::is_harmless(&written) && !TABLES.contains(&written.as_str()) {
            self.front_matter.unknown.push((written.clone(), line));
        }
        self.front_matter.extra.insert(written, value::json(value));
    }

    fn table(&mut self, name: &str, table: serde_yaml_ng::Mapping) {
        for (key, value) in table {
            let Some(written) = text_of(&key) else { continue };
            let line = self.lines.get(&format!("{name}.{written}")).or_else(|| self.lines.get(name)).copied();
            let known = match self.own.get(&written) {
                Some(ours) => keys::known(ours),
                None => keys::known_in(name, &written),
            };
            if let Some((key, rank)) = known {
                self.front_matter.fields.push(Field {
                    key,
                    written,
                    rank: rank + 100,
                    nested: true,
                    line,
                    value,
                });
            } else {
                // A key at the top wins over one of the same name in a table.
                self.front_matter.extra.entry(written).or_insert_with(|| value::json(value));
            }
        }
    }
}

impl FrontMatter {
    /// The first text given under this name that is not empty. Numbers and truth values count as
    /// text, of a list the first, of a table its `name`, `src`, `url`, `image` or `path`.
    pub(crate) fn text(&self, name: &str) -> Option<String> {
        // A table is no text, whatever it has in it.
        self.named(name)
            .filter(|field| !matches!(field.value, Value::Mapping(_)))
            .find_map(|field| first_text(&field.value))
    }

    /// The text given under this name as it stands, with the white space around it.
    pub(crate) fn exact<'a>(&'a self, name: &'a str) -> Option<&'a str> {
        self.named(name).find_map(|field| field.value.as_str())
    }

    /// Everything given under this name, each once, in order. A single text is split at commas;
    /// one without commas at spaces, when its key is a plural (as Jekyll does).
    pub(crate) fn list(&self, name: &str) -> Vec<String> {
        let mut texts = Texts::default();
        for field in self.named(name) {
            let plural = matches!(field.written.as_str(), "tags" | "categories");
            match &field.value {
                Value::String(text) if text.contains(',') => {
                    text.split(',').for_each(|part| texts.push(part));
                }
                Value::String(text) if plural => {
                    text.split_whitespace().for_each(|part| texts.push(part));
                }
                value => texts.push_all(value),
            }
        }
        texts.into_list()
    }

    /// Everything given under this name, each once, in order; a single text is one of them whole.
    pub(crate) fn names(&self, name: &str) -> Vec<String> {
        let mut texts = Texts::default();
        self.named(name).for_each(|field| texts.push_all(&field.value));
        texts.into_list()
    }

    /// Yes or no, where that is what was said.
    pub(crate) fn flag(&self, name: &str) -> Option<bool> {
        self.named(name).find_map(|field| value::flag(&field.value))
    }

    /// A whole number, where that is what was said.
    pub(crate) fn number(&self, name: &str) -> Option<i64> {
        self.named(name).find_map(|field| value::number(&field.value))
    }

    /// The pictures given under this name, most telling first, with their lines.
    pub(crate) fn pictures(&self, name: &str) -> Vec<(Picture, Option<usize>)> {
        let with_line = |field: &Field| {
            let line = field.line;
            value::pictures(&field.value).into_iter().map(move |picture| (picture, line))
        };
        self.named(name).flat_map(with_line).collect()
    }

    /// Whether anything is said under this name, readable or not.
    pub(crate) fn says(&self, name: &str) -> bool {
        self.named(name).any(|field| {
            !matches!(&field.value, Value::Null) && first_text(&field.value).as_deref() != Some("")
        })
    }

    /// The lines of the file on which things are said, by our own names for them.
    pub(crate) fn lines(&self) -> BTreeMap<&'static str, usize> {
        let said = self.fields.iter().rev();
        said.filter_map(|field| Some((field.key.name, field.line?))).collect()
    }

    /// The line of the file on which this was said, counted from 1.
    pub(crate) fn line(&self, name: &str) -> Option<usize> {
        self.named(name).find_map(|field| field.line)
    }

    /// The key that an author probably meant by one that is not known.
    pub(crate) fn meant(&self, unknown: &str) -> Option<&'static str> {
        keys::meant(unknown, |name| self.named(name).next().is_some())
    }

    /// Values that cannot be what their keys need: the line, and what to say.
    /// The tables are the author's own, so nothing in them is judged.
    pub(crate) fn misfits(&self) -> impl Iterator<Item = (Option<usize>, String)> {
        self.fields.iter().filter(|field| !field.nested).filter_map(|field| {
            let message = value::misfit(&field.written, field.key.name, field.key.kind, &field.value)?;
            Some((field.line, message))
        })
    }

    fn named<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Field> {
        self.fields.iter().filter(move |field| field.key.name == name)
    }
}

#[cfg(test)]
mod tests;
