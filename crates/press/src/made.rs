//! The pictures that this tool makes, each under a name that holds the hash of what it is made of: one that the site before
//! has under that name is taken from there, so that only new ones cost time.
//!
//! A list says which there are, with the hash of their own bytes. By it a damaged one is told from a whole one, wherever it
//! comes from, and on a machine without the site before nothing is asked for in vain. What else a picture had to be decoded
//! for is noted there too.

use std::collections::{BTreeMap, HashSet};
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use rayon::ThreadPoolBuilder;
use rayon::prelude::*;

use crate::app_files::hash;
use crate::earlier::Earlier;
use crate::output::{Output, OutputError};

/// The list, in the root of a site.
const LIST: &str = "made-pictures.json";
/// How many are asked for at once from a site on the web: they are waited for, not worked on.
const AT_ONCE: usize = 16;

/// Names, each with the hash of its bytes; without one where it was made and turned out to be of no use. A note has its text
/// there.
type Names = BTreeMap<String, Option<String>>;

/// The pictures that are made for a site.
pub(crate) struct Made<'a> {
    output: &'a Output,
    earlier: &'a Earlier,
    before: Names,
    now: Mutex<Names>,
}

impl<'a> Made<'a> {
    /// None yet; the site before is asked for its list.
    pub(crate) fn none(output: &'a Output, earlier: &'a Earlier) -> Made<'a> {
        // Without a list all are made once more, and nothing else is lost.
        let list = earlier.bytes(LIST, output).unwrap_or_default();
        let before = serde_json::from_slice(&list).unwrap_or_default();
        Made { output, earlier, before, now: Mutex::default() }
    }

    /// Takes those of these that the site before has, and gives the names of the others.
    pub(crate) fn keep<'n>(&self, names: &[&'n str]) -> Result<HashSet<&'n str>, OutputError> {
        let missing = || {
            let one = |name: &&'n str| Ok((!self.keep_one(name)?).then_some(*name));
            let missing: Result<Vec<Option<&str>>, OutputError> = names.par_iter().map(one).collect();
            Ok(missing?.into_iter().flatten().collect())
        };
        match (self.earlier, ThreadPoolBuilder::new().num_threads(AT_ONCE).build()) {
            (Earlier::Web { .. }, Ok(threads)) => threads.install(missing),
            _ => missing(),
        }
    }

    fn keep_one(&self, name: &str) -> Result<bool, OutputError> {
        match self.before.get(name) {
            None => Ok(false),
            Some(None) => {
                self.useless(name);
                Ok(true)
            }
            Some(Some(digits)) => match self.earlier.bytes(name, self.output) {
                Some(bytes) if *digits == hash(&bytes) => self.write(name, &bytes).map(|()| true),
                _ => Ok(false),
            },
        }
    }

    /// Writes one.
    pub(crate) fn write(&self, name: &str, bytes: &[u8]) -> Result<(), OutputError> {
        self.output.write(Path::new(name), bytes)?;
        self.add(name, Some(hash(bytes)));
        Ok(())
    }

    /// Remembers that one is of no use, so that it is not made again.
    pub(crate) fn useless(&self, name: &str) {
        self.add(name, None);
    }

    /// What is noted under a name, now or with the site before.
    pub(crate) fn noted(&self, name: &str) -> Option<String> {
        let now = || self.now.lock().unwrap_or_else(PoisonError::into_inner).get(name).cloned();
        let text = now().or_else(|| self.before.get(name).cloned())??;
        self.note(name, &text);
        Some(text)
    }

    /// Notes what was found out about a picture; the name must not be that of a picture.
    pub(crate) fn note(&self, name: &str, text: &str) {
        self.add(name, Some(text.to_owned()));
    }

    /// Whether there is such a picture on the site now.
    pub(crate) fn has(&self, name: &str) -> bool {
        let now = self.now.lock().unwrap_or_else(PoisonError::into_inner);
        now.get(name).is_some_and(Option::is_some)
    }

    /// Says that one could not be made.
    pub(crate) fn failed(&self, name: &str, cause: String) -> OutputError {
        self.output.failed(Path::new(name), cause)
    }

    /// Writes the list, if there is anything to say.
    pub(crate) fn finish(self) -> Result<(), OutputError> {
        let now = self.now.into_inner().unwrap_or_else(PoisonError::into_inner);
        if now.is_empty() {
            return Ok(());
        }
        self.output.write(Path::new(LIST), &serde_json::to_vec(&now).unwrap_or_default())
    }

    fn add(&self, name: &str, digits: Option<String>) {
        self.now.lock().unwrap_or_else(PoisonError::into_inner).insert(name.to_owned(), digits);
    }
}
