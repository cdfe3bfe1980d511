//! A post as a scan reads it: all its fields as words, and what they count.

use std::collections::BTreeSet;

use quire_bundle::Term;

use super::corpus::{fold, stem};
use crate::postings::Places;
use crate::{Document, rank, words};

/// A word of a post, and its stem.
pub(super) type Word = (String, String);

/// Every field of a document that is text, as words.
pub(super) struct Post {
    title: Vec<Word>,
    body: Vec<Word>,
    headings: Vec<Word>,
    labels: Vec<Vec<Word>>,
}

impl Post {
    pub(super) fn new(document: &Document) -> Post {
        let of = |text: &str| {
            let stemmed = |form: String| {
                let stem = stem(&form, &document.language);
                (form, stem)
            };
            words(text, &fold).into_iter().map(stemmed).collect::<Vec<Word>>()
        };
        Post {
            title: of(&document.title),
            body: of(&document.body),
            headings: document.headings.iter().flat_map(|heading| of(heading)).collect(),
            labels: searched(document).map(|term| of(&term.label)).collect(),
        }
    }

    pub(super) fn words(&self) -> impl Iterator<Item = &Word> {
        self.title.iter().chain(&self.body).chain(self.labels.iter().flatten())
    }

    pub(super) fn holds(&self, stem: &str) -> bool {
        self.words().any(|word| word.1 == stem)
    }

    /// Whether these words stand one behind the other in one of its fields, the last of them as a beginning if `is_open`.
    pub(super) fn has_phrase(&self, phrase: &[String], is_open: bool) -> bool {
        let is_it = |run: &[Word]| {
            run.iter().zip(phrase).enumerate().all(|(at, (word, wanted))| {
                word.0 == *wanted || is_open && at + 1 == phrase.len() && word.0.starts_with(wanted)
            })
        };
        let fields = [&self.title, &self.body].into_iter().chain(&self.labels);
        fields.into_iter().any(|field| field.windows(phrase.len()).any(is_it))
    }

    /// Where it holds a stem, and how often.
    pub(super) fn places(&self, stem: &str) -> Places {
        let is_in = |words: &[Word], bit: u16| if words.iter().any(|word| word.1 == stem) { bit } else { 0 };
        let times = self.body.iter().filter(|word| word.1 == stem).count() as u32;
        let fields = is_in(&self.title, Places::TITLE)
            | is_in(&self.headings, Places::HEADING)
            | is_in(&self.labels.concat(), Places::LABEL);
        let stems: BTreeSet<&String> = self.title.iter().map(|word| &word.1).collect();
        Places(Places::class_of(times) | fields).with_title(stems.len() as u32)
    }

    /// Its length as the weights want it: a place for each word, and one behind each field.
    pub(super) fn length(&self) -> f32 {
        let fields = 2 + self.labels.len();
        rank::byte_to_length(rank::length_to_byte((self.words().count() + fields) as u32))
    }
}

/// The terms of a document whose labels are searched.
fn searched(document: &Document) -> impl Iterator<Item = &Term> {
    document.tags.iter().chain(&document.categories).chain(&document.series).chain(&document.authors)
}

/// The terms of one kind; the language last.
pub(super) fn terms(document: &Document, kind: usize) -> Vec<Term> {
    let language = Term { slug: document.language.clone(), label: document.language.clone() };
    let kinds = [&document.tags, &document.categories, &document.series, &document.authors];
    kinds.get(kind).map_or_else(|| vec![language], |&terms| terms.clone())
}
