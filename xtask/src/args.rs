//! The command line of a task: which options it takes, and reading them. By hand,
//! because an argument library would take longer to compile than the rest of xtask.

use std::{
    collections::BTreeMap,
    fmt::Write as _,
    path::{Path, PathBuf},
};

use crate::error::Error;

/// What a task accepts.
pub(crate) struct Takes {
    /// The options, in the order the help shows them.
    pub(crate) options: &'static [Opt],
    /// The name of the single bare word it accepts, if any.
    pub(crate) word: Option<&'static str>,
}

/// One option of a task.
pub(crate) struct Opt {
    /// With its dashes: `--port`.
    pub(crate) name: &'static str,
    /// The name of its value in the help; `None` makes it a switch.
    pub(crate) value: Option<&'static str>,
    /// Whether the task is refused without it.
    pub(crate) required: bool,
}

/// What was given on the command line, already checked against [`Takes`].
#[derive(Debug, Default)]
pub(crate) struct Arguments {
    values: BTreeMap<&'static str, String>,
    /// The bare word, if one was given.
    pub(crate) word: Option<String>,
}

/// Shorthand for tables of options: a switch or an option that may be left out.
pub(crate) const fn optional(name: &'static str, value: Option<&'static str>) -> Opt {
    Opt { name, value, required: false }
}

/// Shorthand for tables of options: an option the task cannot do without.
pub(crate) const fn required(name: &'static str, value: &'static str) -> Opt {
    Opt { name, value: Some(value), required: true }
}

impl Arguments {
    /// Whether the option was given.
    pub(crate) fn has(&self, option: &str) -> bool {
        self.values.contains_key(option)
    }

    /// The option's value, if it was given.
    pub(crate) fn value(&self, option: &str) -> Option<&str> {
        self.values.get(option).map(String::as_str)
    }

    /// The option's value as a path, seen from the folder `cargo xtask` was called in.
    pub(crate) fn path(&self, option: &str, caller: &Path) -> Option<PathBuf> {
        self.value(option).map(|value| caller.join(value))
    }
}

impl Takes {
    /// The options on one line, as the help shows them, with a space in front of each.
    pub(crate) fn usage(&self) -> String {
        let mut usage = self.word.map(|word| format!(" [{word}]")).unwrap_or_default();
        for option in self.options {
            let value = option.value.map(|value| format!(" {value}")).unwrap_or_default();
            let (open, close) = if option.required { ("", "") } else { ("[", "]") };
            let _ = write!(usage, " {open}{}{value}{close}", option.name);
        }
        usage
    }
}

/// Reads the words after the task's name; `--name value` and `--name=value` are the same.
pub(crate) fn parse(task: &str, takes: &Takes, words: &[String]) -> Result<Arguments, Error> {
    let refuse = |what: String| Error::Usage(format!("{what}\nUsage: cargo xtask {task}{}\n", takes.usage()));
    let mut given = Arguments::default();
    let mut words = words.iter();
    while let Some(word) = words.next() {
        if !word.starts_with('-') {
            if takes.word.is_none() || given.word.is_some() {
                return Err(refuse(format!("`{task}` has no use for `{word}`.")));
            }
            given.word = Some(word.clone());
            continue;
        }
        let (name, inline) = match word.split_once('=') {
            Some((name, value)) => (name, Some(value.to_owned())),
            None => (word.as_str(), None),
        };
        let Some(option) = takes.options.iter().find(|option| option.name == name) else {
            let likely = closest(name, takes.options.iter().map(|option| option.name));
            let hint = likely.map(|name| format!(" Did you mean `{name}`?")).unwrap_or_default();
            return Err(refuse(format!("`{task}` has no option `{name}`.{hint}")));
        };
        let value = match (option.value, inline) {
            (None, None) => String::new(),
            (None, Some(_)) => return Err(refuse(format!("`{name}` takes no value."))),
            (Some(value), inline) => inline
                .or_else(|| words.next().filter(|next| !next.starts_with("--")).cloned())
                .filter(|given| !given.is_empty())
                .ok_or_else(|| refuse(format!("`{name}` needs a value: {name} {value}")))?,
        };
        if given.values.insert(option.name, value).is_some() {
            return Err(refuse(format!("`{name}` is given twice.")));
        }
    }
    match takes.options.iter().find(|option| option.required && !given.has(option.name)) {
        Some(missing) => Err(refuse(format!("`{task}` needs `{}`.", missing.name))),
        None => Ok(given),
    }
}

/// The candidate a mistyped word most likely meant, unless none is near.
pub(crate) fn closest(word: &str, candidates: impl Iterator<Item = &'static str>) -> Option<&'static str> {
    candidates
        .map(|candidate| {
            let edits = if candidate.starts_with(word) { 1 } else { distance(word, candidate) };
            (edits, candidate)
        })
        .filter(|&(edits, candidate)| edits <= candidate.trim_start_matches('-').len().div_ceil(2))
        .min()
        .map(|(_, candidate)| candidate)
}

/// The number of letters to add, drop or change to get from one word to the other.
fn distance(from: &str, to: &str) -> usize {
    let to: Vec<char> = to.chars().collect();
    let mut row: Vec<usize> = (0..=to.len()).collect();
    for (i, a) in from.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, b) in to.iter().enumerate() {
            let change = diagonal + usize::from(a != *b);
            diagonal = row[j + 1];
            row[j + 1] = change.min(diagonal + 1).min(row[j] + 1);
        }
    }
    row[to.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    const TAKES: Takes = Takes {
        options: &[required("--out", "DIR"), optional("--port", Some("N")), optional("--open", None)],
        word: Some("FILTER"),
    };

    fn parsed(line: &str) -> Result<Arguments, Error> {
        let words: Vec<String> = line.split(' ').map(str::to_owned).collect();
        parse("serve", &TAKES, &words)
    }

    #[test]
    fn values_come_after_a_space_or_an_equals_sign() {
        let given = parsed("--out=a/b --port 81 --open words").expect("all of these are known");
        assert_eq!(given.value("--out"), Some("a/b"));
        assert_eq!(given.value("--port"), Some("81"));
        assert!(given.has("--open"));
        assert_eq!(given.word.as_deref(), Some("words"));
        let path = given.path("--out", Path::new("/home"));
        assert_eq!(path.as_deref(), Some(Path::new("/home/a/b")));
    }

    #[test]
    fn every_mistake_is_refused_with_its_reason() {
        for (line, reason) in [
            ("--out x --opne", "Did you mean `--open`?"),
            ("--out x --zebra", "no option `--zebra`.\n"),
            ("--out x --port", "`--port` needs a value"),
            ("--out --open", "`--out` needs a value"),
            ("--out= --open", "`--out` needs a value"),
            ("--out x --open=yes", "takes no value"),
            ("--out x --out y", "given twice"),
            ("--out x one two", "no use for `two`"),
            ("--open", "needs `--out`"),
        ] {
            let error = parsed(line).expect_err(line).to_string();
            assert!(error.contains(reason), "{line}: {error}");
        }
    }

    #[test]
    fn distance_counts_edits() {
        assert_eq!(distance("kitten", "sitting"), 3);
        assert_eq!(distance("", "abc"), 3);
    }
}
