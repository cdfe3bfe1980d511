//! A TOML table as it is read: each setting is asked for by name and type, and whatever is not as it should be becomes a
//! mistake with its line. So all mistakes of a file are told at once, and a setting's name stands in the code once.

use std::cell::RefCell;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::Said;
use crate::likely::likely;

/// What is wrong with a file, gathered while it is read.
pub(super) struct Mistakes<'t> {
    text: &'t str,
    /// Line, counted from 1, and message.
    list: RefCell<Vec<(usize, String)>>,
}

impl<'t> Mistakes<'t> {
    pub(super) fn new(text: &'t str) -> Mistakes<'t> {
        Mistakes { text, list: RefCell::default() }
    }

    /// Adds one.
    pub(super) fn add(&self, line: usize, message: impl Into<String>) {
        self.list.borrow_mut().push((line, message.into()));
    }

    /// The line at a place in the text, counted from 1.
    pub(super) fn line(&self, at: usize) -> usize {
        1 + self.text.bytes().take(at).filter(|byte| *byte == b'\n').count()
    }

    /// All of them, from the top of the file down.
    pub(super) fn all(self) -> Vec<(usize, String)> {
        let mut list = self.list.into_inner();
        list.sort();
        list
    }
}

/// A table of which the settings are taken one by one.
pub(super) struct Table<'t> {
    /// Its header, such as `[words]`; empty at the top of the file.
    header: String,
    /// The line on which it begins, counted from 1.
    pub(super) line: usize,
    values: DeTable<'t>,
    known: Vec<&'static str>,
    pub(super) mistakes: &'t Mistakes<'t>,
}

impl<'t> Table<'t> {
    /// The whole file.
    pub(super) fn top(values: DeTable<'t>, mistakes: &'t Mistakes<'t>) -> Table<'t> {
        Table { header: String::new(), line: 1, values, known: Vec::new(), mistakes }
    }

    /// The names that were asked for.
    pub(super) fn known(&self) -> &[&'static str] {
        &self.known
    }

    /// A text that is not blank.
    pub(super) fn text(&mut self, key: &'static str, example: &str) -> Option<Said<String>> {
        let wanted = format!("write text in quotation marks, such as {key} = \"{example}\"");
        let said = self.take(key, &wanted, |value| match value {
            DeValue::String(text) => Ok(text.trim().to_owned()),
            other => Err(other),
        })?;
        (!said.value.is_empty()).then_some(said)
    }

    /// A text that has to be there.
    pub(super) fn required(&mut self, key: &'static str, example: &str) -> Option<Said<String>> {
        let missing = match self.values.get(key).map(Spanned::get_ref) {
            Some(value) => value.as_str().is_some_and(|text| text.trim().is_empty()),
            None => true,
        };
        let said = self.text(key, example);
        if missing {
            let message = format!("{} has no `{key}`; write one, such as {key} = \"{example}\"", self.header);
            self.mistakes.add(self.line, message);
        }
        said
    }

    /// A text or a number, as a text.
    pub(super) fn text_or_number(&mut self, key: &'static str, example: &str) -> Option<Said<String>> {
        let wanted = format!("write {key} = {example}");
        self.take(key, &wanted, |value| match value {
            DeValue::String(text) => Ok(text.trim().to_owned()),
            DeValue::Integer(number) => Ok(number.to_string()),
            other => Err(other),
        })
    }

    /// A text, or a list of two.
    pub(super) fn one_or_two(&mut self, key: &'static str, example: &str) -> Option<Said<[String; 2]>> {
        let wanted = format!("write {key} = {example}, or a list of two such texts, for light and for dark");
        let text = |value: &Spanned<DeValue<'_>>| value.get_ref().as_str().map(|text| text.trim().to_owned());
        self.take(key, &wanted, |value| match &value {
            DeValue::String(one) => Ok([one.trim().to_owned(), one.trim().to_owned()]),
            DeValue::Array(list) => match list.iter().map(text).collect::<Option<Vec<String>>>().as_deref() {
                Some([light, dark]) => Ok([light.clone(), dark.clone()]),
                _ => Err(value),
            },
            _ => Err(value),
        })
    }

    /// Yes or no.
    pub(super) fn flag(&mut self, key: &'static str) -> Option<bool> {
        let wanted = format!("write {key} = true or {key} = false");
        let said = self.take(key, &wanted, |value| value.as_bool().ok_or(value))?;
        Some(said.value)
    }

    /// A number above 0.
    pub(super) fn count(&mut self, key: &'static str, example: usize) -> Option<usize> {
        let wanted = format!("write a number, such as {key} = {example}");
        let said = self.take(key, &wanted, |value| match &value {
            DeValue::Integer(number) => Ok(number.to_string()),
            _ => Err(value),
        })?;
        let number = said.value.parse().ok().filter(|number| *number > 0);
        if number.is_none() {
            let message = format!("`{key}` is {}; {wanted}", said.value);
            self.mistakes.add(said.line, message);
        }
        number
    }

    /// Yes for all of them, no for none, or a number of them.
    pub(super) fn flag_or_count(&mut self, key: &'static str, example: usize) -> Option<usize> {
        let wanted = format!("write {key} = true, {key} = false or a number, such as {key} = {example}");
        let said = self.take(key, &wanted, |value| match &value {
            DeValue::Boolean(all) => Ok(if *all { usize::MAX.to_string() } else { "0".to_owned() }),
            DeValue::Integer(number) => Ok(number.to_string()),
            _ => Err(value),
        })?;
        let number = said.value.parse().ok();
        if number.is_none() {
            self.mistakes.add(said.line, format!("`{key}` is {}; {wanted}", said.value));
        }
        number
    }

    /// A list of numbers; `None` when there is no such setting.
    pub(super) fn counts(&mut self, key: &'static str, example: &[usize]) -> Option<Said<Vec<usize>>> {
        let wanted = format!("write a list of numbers, such as {key} = {example:?}");
        let list = self.take(key, &wanted, |value| match value {
            DeValue::Array(list) => Ok(list),
            other => Err(other),
        })?;
        let mut numbers = Vec::new();
        for one in list.value {
            let said = match one.get_ref() {
                DeValue::Integer(number) => number.to_string(),
                other => kind(other).to_owned(),
            };
            let Ok(number) = said.parse() else {
                let line = self.mistakes.line(one.span().start);
                self.mistakes.add(line, format!("`{key}` has {said} in it; {wanted}"));
                continue;
            };
            numbers.push(number);
        }
        Some(Said { value: numbers, line: list.line })
    }

    /// A list of texts; `None` when there is no such setting.
    pub(super) fn texts(&mut self, key: &'static str, example: &str) -> Option<Vec<Said<String>>> {
        let wanted = format!("write a list of texts, such as {key} = [\"{example}\"]");
        let list = self.take(key, &wanted, |value| match value {
            DeValue::Array(list) => Ok(list),
            other => Err(other),
        })?;
        let mut texts = Vec::new();
        for one in list.value {
            let line = self.mistakes.line(one.span().start);
            match one.into_inner() {
                DeValue::String(text) => texts.push(Said { value: text.trim().to_owned(), line }),
                other => {
                    self.mistakes.add(line, format!("`{key}` has {} in it; {wanted}", kind(&other)));
                }
            }
        }
        Some(texts)
    }

    /// The texts of a table whose names are the author's own or many.
    pub(super) fn pairs(&mut self, key: &'static str) -> Vec<(Said<String>, String)> {
        let header = format!("[{key}]");
        let wanted = format!("write {header} on a line of its own, and `name = \"text\"` below it");
        let table = self.take(key, &wanted, |value| match value {
            DeValue::Table(table) => Ok(table),
            other => Err(other),
        });
        let mut pairs = Vec::new();
        for (name, value) in table.into_iter().flat_map(|said| said.value) {
            let line = self.mistakes.line(name.span().start);
            let name = name.into_inner().into_owned();
            match value.into_inner() {
                DeValue::String(text) => {
                    pairs.push((Said { value: name, line }, text.trim().to_owned()));
                }
                other => {
                    let what = kind(&other);
                    let hint = above(&name).unwrap_or_else(|| "write text in quotation marks".to_owned());
                    self.mistakes.add(line, format!("`{name}` in {header} is {what}; {hint}"));
                }
            }
        }
        pairs
    }

    /// One table: `[key]`.
    pub(super) fn table<T>(
        &mut self,
        key: &'static str,
        read: impl FnOnce(&mut Table<'t>) -> T,
    ) -> Option<T> {
        let wanted = format!("write [{key}] on a line of its own, and its settings below it");
        let said = self.take(key, &wanted, |value| match value {
            DeValue::Table(table) => Ok(table),
            other => Err(other),
        })?;
        let header = format!("[{key}]");
        Some(self.inner(header, said, read))
    }

    /// A list of tables: `[[key]]`, as often as there is something to say.
    pub(super) fn tables<T>(
        &mut self,
        key: &'static str,
        read: impl Fn(&mut Table<'t>) -> Option<T>,
    ) -> Vec<T> {
        // A list within a table has the names of both.
        let header = match self.header.trim_matches(['[', ']']) {
            "" => format!("[[{key}]]"),
            outer => format!("[[{outer}.{key}]]"),
        };
        let wanted = format!("write {header}, in two brackets, once for each, and its settings below it");
        let list = self.take(key, &wanted, |value| match value {
            DeValue::Array(list) => Ok(list),
            other => Err(other),
        });
        let mut all = Vec::new();
        for one in list.into_iter().flat_map(|said| said.value) {
            let line = self.mistakes.line(one.span().start);
            match one.into_inner() {
                DeValue::Table(value) => {
                    all.extend(self.inner(header.clone(), Said { value, line }, &read));
                }
                other => {
                    self.mistakes.add(line, format!("`{key}` has {} in it; {wanted}", kind(&other)));
                }
            }
        }
        all
    }

    /// Names what nobody asked for. `synonyms` are names that other systems have for a setting.
    pub(super) fn finish(self, synonyms: &[(&str, &'static str)]) {
        for key in self.values.keys() {
            let line = self.mistakes.line(key.span().start);
            let key: &str = key.get_ref();
            let plain = key.replace(['_', '-'], "").to_lowercase();
            let synonym = synonyms.iter().find(|(name, _)| *name == plain).map(|(_, known)| *known);
            let meant = likely(key, self.known.iter().copied()).or(synonym);
            let place = if self.header.is_empty() { String::new() } else { format!(" in {}", self.header) };
            let hint = match meant {
                Some(meant) => format!("did you mean `{meant}`?"),
                None if self.header.is_empty() => "take it out, or correct its name".to_owned(),
                None => above(key).unwrap_or_else(|| {
                    let names: Vec<String> = self.known.iter().map(|name| format!("`{name}`")).collect();
                    format!("it has {}", names.join(", "))
                }),
            };
            self.mistakes.add(line, format!("there is no setting `{key}`{place}; {hint}"));
        }
    }

    fn inner<T>(&self, header: String, said: Said<DeTable<'t>>, read: impl FnOnce(&mut Table<'t>) -> T) -> T {
        let mut table =
            Table { header, line: said.line, values: said.value, known: Vec::new(), mistakes: self.mistakes };
        let value = read(&mut table);
        table.finish(&[]);
        value
    }

    fn take<T>(
        &mut self,
        key: &'static str,
        wanted: &str,
        read: impl FnOnce(DeValue<'t>) -> Result<T, DeValue<'t>>,
    ) -> Option<Said<T>> {
        self.known.push(key);
        let value: Spanned<DeValue<'t>> = self.values.remove(key)?;
        let line = self.mistakes.line(value.span().start);
        match read(value.into_inner()) {
            Ok(value) => Some(Said { value, line }),
            Err(other) => {
                self.mistakes.add(line, format!("`{key}` is {}; {wanted}", kind(&other)));
                None
            }
        }
    }
}

fn kind(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "text",
        DeValue::Integer(_) | DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}

/// What to say of a name that is one of the blog's settings and slipped below a header.
pub(super) fn above(name: &str) -> Option<String> {
    let is_setting = super::is_setting(name);
    is_setting.then(|| "it is a setting of the whole blog, so write it above the first [header]".to_owned())
}
