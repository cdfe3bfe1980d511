//! What a question finds.

use crate::marks::Marks;

/// Everything that matches a question, ranked.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// How many documents match.
    pub total: usize,
    /// Whether that is all: else a word was so short that not all that begins with it was looked at, or files are
    /// missing, and the counts are "at least".
    pub settled: bool,
    /// Words that no document has, and the words that were searched in their place.
    pub corrected: Vec<(String, String)>,
    /// Operators that make no sense, as they were typed; they were searched as words.
    pub unknown: Vec<String>,
    /// Names of the files that did not come and would have been needed.
    pub missing: Vec<String>,
    /// What to mark in titles and excerpts.
    pub marks: Marks,
    /// A number for each document that sorts as the answer does: the score, and in the lower 32 bits the document, of
    /// which the greater is the newer.
    pub(crate) keys: Vec<u64>,
}

/// A document that was found, as it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Its number, which grows with its date.
    pub document: u32,
    /// How well it answers; of equals the newer comes first.
    pub score: u32,
    /// Its title.
    pub title: String,
    /// Where it is, as the builder was given it.
    pub url: String,
    /// Its date, as the reader is to see it.
    pub date: String,
}

impl Found {
    /// The greatest keys, in order: the answer as far as it is looked at.
    pub(crate) fn best(&self, count: usize) -> Vec<u64> {
        if count > 1000 {
            let keys = &self.keys;
            let sorted = quire_bundle::order(keys.len(), &|a, b| keys[b].cmp(&keys[a]));
            return sorted.into_iter().take(count).map(|at| keys[at]).collect();
        }
        // Few are wanted of many, so that each that is good enough is put in its place.
        let mut best: Vec<u64> = Vec::with_capacity(count.min(self.keys.len()) + 1);
        for &key in &self.keys {
            if best.len() < count || best.last().is_some_and(|&last| key > last) {
                best.insert(best.partition_point(|&other| other > key), key);
                best.truncate(count);
            }
        }
        best
    }
}
