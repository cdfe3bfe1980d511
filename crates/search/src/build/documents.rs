//! What is kept of a document until its segment is written.

use std::ops::Range;

use quire_bundle::Term;

use crate::document::Document;
use crate::facets::KINDS;
use crate::root::UNDATED;
use crate::rows::Row;

/// A document whose words are tokens.
pub(super) struct Kept {
    pub(super) row: Row,
    pub(super) day: i32,
    pub(super) terms: [Vec<Term>; KINDS],
    pub(super) body: Range<usize>,
    pub(super) title: Range<usize>,
    pub(super) labels: Range<usize>,
    pub(super) headings: Range<usize>,
}

impl Kept {
    pub(super) fn new(document: &Document, terms: [Vec<Term>; KINDS], tokens: [Range<usize>; 4]) -> Kept {
        // A 0 ends a text in the files.
        let text = |text: &str| text.replace('\0', " ");
        let row = Row { title: text(&document.title), url: text(&document.url), date: text(&document.date) };
        let [body, title, labels, headings] = tokens;
        Kept { row, day: document.day.unwrap_or(UNDATED), terms, body, title, labels, headings }
    }

    /// The same, behind so many other tokens.
    pub(super) fn behind(mut self, tokens: usize) -> Kept {
        for range in [&mut self.body, &mut self.title, &mut self.labels, &mut self.headings] {
            *range = range.start + tokens..range.end + tokens;
        }
        self
    }
}
