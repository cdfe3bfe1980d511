//! What is kept of a document until its segment is written.

use std::ops::Range;

use quire_bundle::Term;

use crate::document::Document;
use crate::facets::{Entry, KINDS};
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
}

/// The entries of one kind of facets among these documents, sorted by label and then by slug.
///
/// A slug that comes with several labels keeps that of the newest document.
pub(super) fn entries(documents: &[Kept], kind: usize) -> Vec<Entry> {
    let mut named: Vec<(&Term, u32)> = Vec::new();
    for (document, number) in documents.iter().zip(0..) {
        named.extend(document.terms.get(kind).into_iter().flatten().map(|term| (term, number)));
    }
    let by_slug = quire_bundle::order(named.len(), &|a, b| named[a].0.slug.cmp(&named[b].0.slug));
    let mut entries: Vec<Entry> = Vec::new();
    for at in by_slug {
        let (term, number) = named[at];
        match entries.last_mut() {
            Some(last) if last.term.slug == term.slug => {
                last.term.label.clone_from(&term.label);
                if last.documents.last() != Some(&number) {
                    last.documents.push(number);
                }
            }
            _ => entries.push(Entry { term: term.clone(), documents: vec![number] }),
        }
    }
    let name = |at: usize| (&entries[at].term.label, &entries[at].term.slug);
    let by_label = quire_bundle::order(entries.len(), &|a, b| name(a).cmp(&name(b)));
    by_label.into_iter().map(|at| entries[at].clone()).collect()
}
