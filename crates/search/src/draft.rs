//! Documents to an index that is asked at once and never written: what a page does with a feed that brings none.
//!
//! It knows no stems, so that every word is its own, and it is small, as it is downloaded with the app.

use quire_bundle::{Term, order};

use crate::analyse::{Fold, words};
use crate::dictionary::{Dictionary, Group};
use crate::document::Document;
use crate::facets::{self, KINDS};
use crate::index::Index;
use crate::positions::Stands;
use crate::postings::{Places, Posting};
use crate::rank::length_to_byte;
use crate::root::{PositionsTable, Root, Shard, UNDATED};
use crate::rows::{self, Row};
use crate::segment::{Held, Segment};
use crate::slots::{Slots, hash};

/// An index that is being made.
#[derive(Default)]
pub struct Draft {
    words: Vec<Word>,
    slots: Slots,
    root: Root,
    rows: Vec<Row>,
    terms: Vec<[Vec<Term>; KINDS]>,
    /// How many words the title of each document has.
    titles: Vec<u32>,
}

/// A word, and where it stands.
struct Word {
    text: String,
    stands: Vec<Stand>,
}

/// Where a word stands in one document.
struct Stand {
    document: u32,
    times: u32,
    fields: u16,
    places: Stands,
}

impl Draft {
    /// Nothing yet.
    pub fn new() -> Draft {
        Draft::default()
    }

    /// Adds a document. They come ordered by date and path, oldest first.
    pub fn add(&mut self, document: &Document, fold: Fold<'_>) {
        let terms = document.terms();
        let labels = terms.iter().take(KINDS - 1).flatten().map(|term| (Places::LABEL, &term.label));
        let headings = document.headings.iter().map(|heading| (Places::HEADING, heading));
        let fields = [(0, &document.body), (Places::TITLE, &document.title)];
        let (mut place, mut length) = (0, 0);
        self.titles.push(0);
        for (field, text) in fields.into_iter().chain(labels).chain(headings) {
            for word in words(text, fold) {
                self.put(word, field, place);
                place += 1;
            }
            // No phrase runs from one field into the next.
            place += 1;
            if field != Places::HEADING {
                length = place;
            }
        }
        self.root.days.push(document.day.unwrap_or(UNDATED));
        self.root.lengths.push(length_to_byte(length));
        let (title, url, date) = (document.title.clone(), document.url.clone(), document.date.clone());
        self.rows.push(Row { title, url, date });
        self.terms.push(terms);
    }

    /// A word stands in this field of the last document, at this place.
    fn put(&mut self, word: String, field: u16, place: u32) {
        let hash = hash(&word);
        let number = match self.slots.find(hash, &|number| self.words[number as usize].text == word) {
            Ok(number) => number,
            Err(slot) => {
                self.words.push(Word { text: word, stands: Vec::new() });
                self.slots.put(slot, hash)
            }
        };
        let document = self.rows.len() as u32;
        let Some(word) = self.words.get_mut(number as usize) else { return };
        if word.stands.last().is_none_or(|last| last.document != document) {
            word.stands.push(Stand { document, times: 0, fields: 0, places: Vec::new() });
        }
        let Some(stand) = word.stands.last_mut() else { return };
        if field == Places::TITLE && stand.fields & field == 0 {
            self.titles[document as usize] += 1;
        }
        stand.times += u32::from(field == 0);
        stand.fields |= field;
        // Headings stand in the body too.
        if field != Places::HEADING {
            stand.places.push((place, 0));
        }
    }

    /// The index.
    pub fn index(self) -> Index {
        let Draft { words, mut root, rows, terms, titles, .. } = self;
        let (mut groups, mut postings, mut positions) = (Vec::new(), Vec::new(), Vec::new());
        for at in order(words.len(), &|a, b| words[a].text.cmp(&words[b].text)) {
            let Word { text, stands } = &words[at];
            let posting = |stand: &Stand| {
                let places = Places(Places::class_of(stand.times) | stand.fields);
                Posting::new(stand.document, places.with_title(titles[stand.document as usize]).0)
            };
            groups.push(Group { stem: text.clone(), forms: text.clone(), holding: stands.len() as u32 });
            postings.push(stands.iter().map(posting).collect());
            positions.push(stands.iter().map(|stand| stand.places.clone()).collect());
        }
        let kind = |kind: usize| {
            let terms: Vec<&[Term]> = terms.iter().map(|terms| terms[kind].as_slice()).collect();
            facets::entries(&terms)
        };
        // One shard of each kind, for all words.
        let shards = || vec![Shard::default()];
        (root.dictionary, root.postings) = (shards(), shards());
        Index::of(Segment::holding(
            root,
            Held {
                dictionary: Dictionary::new(groups, Vec::new()).sorted(),
                postings,
                positions_table: PositionsTable { places: Vec::new(), shards: shards() },
                positions,
                facets: (0..KINDS).map(kind).collect(),
                rows: rows.chunks(rows::block(rows.len())).map(<[Row]>::to_vec).collect(),
            },
        ))
    }
}

#[cfg(test)]
mod tests {
    use quire_bundle::Filter;

    use super::*;
    use crate::{Builder, Plain};

    fn fold(text: &str) -> String {
        text.to_lowercase()
    }

    #[test]
    fn a_draft_answers_as_an_index_that_was_written() {
        let term = |label: &str| Term { slug: label.to_lowercase(), label: label.into() };
        let document = |number: i32| Document {
            title: format!("Leaf {number} of many"),
            url: format!("{number}/"),
            day: Some(number * 40),
            body: format!("Ink and paper, w{} w{} and paper. A chapter.", number % 7, number % 5),
            headings: vec!["A chapter".into()],
            tags: vec![term(["Ink", "Paper"][number as usize % 2])],
            language: "en".into(),
            ..Document::default()
        };
        let (mut draft, mut builder, mut plain) = (Draft::new(), Builder::new(), Plain(&fold));
        for document in (0..90).map(document) {
            draft.add(&document, &fold);
            builder.add(&document, &mut plain);
        }
        let files = builder.finish();
        let mut written = Index::new(&files.roots);
        for (name, bytes) in files.files.iter().rev().chain(&files.files) {
            let _ = written.take(name, bytes);
        }
        let draft = draft.index();
        for text in [
            "",
            "w3",
            "ink w",
            "leaf 7 of many",
            "\"and paper\" w1",
            "-w2 tag:ink",
            "papper",
            "chapter",
            "\"many ink\"",
        ] {
            let filter = Filter { text: text.into(), ..Filter::default() };
            let (a, b) = (draft.find(&filter, &fold).unwrap(), written.find(&filter, &fold).unwrap());
            assert_eq!((a.total, &a.corrected, &a.keys), (b.total, &b.corrected, &b.keys), "{text}");
            assert_eq!(draft.hits(&a, 0, 9), written.hits(&b, 0, 9));
            assert_eq!(draft.facets(&a, &filter), written.facets(&b, &filter));
        }
    }
}
