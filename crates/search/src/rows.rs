//! Rows: what a hit shows of a document. They are the only part of the index that is text to be
//! read rather than searched, so a row is decoded when its document is among the hits shown.

use quire_bundle::Term;

use crate::answer::Hit;
use crate::bytes::{Reader, put_span, put_varint, table_entry};
use crate::document::Document;
use crate::facets::{Entry, Writer};

/// The rows of all documents, and the offset of each.
#[derive(Default)]
pub(crate) struct Rows {
    pub(crate) table: Vec<u8>,
    pub(crate) rows: Vec<u8>,
}

impl Rows {
    /// Adds the row of the next document.
    pub(crate) fn push(&mut self, document: &Document, tags: &Writer, authors: &Writer) {
        let offset = self.rows.len() as u32;
        self.table.extend_from_slice(&offset.to_le_bytes());
        let Document { title, url, date, summary, .. } = document;
        for text in [title, url, date, summary] {
            put_span(&mut self.rows, text.as_bytes());
        }
        put_numbers(&mut self.rows, &document.tags, tags);
        put_numbers(&mut self.rows, &document.authors, authors);
    }
}

/// Appends how many terms there are, and the number of each.
fn put_numbers(out: &mut Vec<u8>, terms: &[Term], facets: &Writer) {
    let numbers: Vec<u32> = terms.iter().filter_map(|term| facets.number(&term.slug)).collect();
    put_varint(out, numbers.len() as u32);
    for number in numbers {
        put_varint(out, number);
    }
}

/// Reads the row of a document as a hit without a score.
pub(crate) fn decode(
    table: &[u8],
    rows: &[u8],
    document: usize,
    tags: &[Entry],
    authors: &[Entry],
) -> Option<Hit> {
    let mut reader = Reader::new(rows, table_entry(table, document)?);
    Some(Hit {
        title: reader.text()?,
        url: reader.text()?,
        date: reader.text()?,
        summary: reader.text()?,
        tags: read_terms(&mut reader, tags)?,
        authors: read_terms(&mut reader, authors)?,
        score: 0,
    })
}

/// Reads the numbers of some terms, and gives their names.
fn read_terms(reader: &mut Reader<'_>, entries: &[Entry]) -> Option<Vec<Term>> {
    let mut terms = Vec::new();
    for _ in 0..reader.varint()? {
        let entry = entries.get(reader.varint()? as usize)?;
        terms.push(entry.term.clone());
    }
    Some(terms)
}
