//! Posts to bytes: the writing half of the crate, which runs where the site is built, and in the browser for a feed
//! that brings no index. It holds the whole index in memory and sorts it once; what it writes is a pure function of what
//! it is given.

use quire_bundle::{Term, order};

use crate::analyse::{Fold, words};
use crate::bytes::{put_span, put_varint};
use crate::document::Document;
use crate::lists::Lists;
use crate::{dictionary, facets, format, rank, rows};

/// Writes the index of `documents`, which must be in the order of their dates, oldest first: the
/// order is what "newest first" goes by.
///
/// The same documents give the same bytes. An index holds less than 4 GiB.
pub fn build(documents: &[Document], fold: Fold<'_>) -> Vec<u8> {
    let tags = facets::encode(documents, &|document| document.tags.clone());
    let authors = facets::encode(documents, &|document| document.authors.clone());
    let years = facets::encode(documents, &|document| {
        let digits = document.year.map(|year| year.to_string());
        let term = |slug: String| Term { label: slug.clone(), slug };
        digits.map(term).into_iter().collect()
    });
    let mut lists = Lists::default();
    let mut lengths = Vec::new();
    let mut rows = rows::Rows::default();
    for (document, number) in documents.iter().zip(0..) {
        let length = add_words(&mut lists, document, number, fold);
        lengths.push(rank::length_to_byte(length));
        rows.push(document, &tags, &authors);
    }
    let mut dictionary = dictionary::Writer::default();
    let mut all_postings = Vec::new();
    for word in order(lists.len(), &|a, b| lists.text(a).cmp(lists.text(b))) {
        let bytes = lists.encode(word);
        dictionary.push(lists.text(word), bytes.len());
        all_postings.extend_from_slice(&bytes);
    }

    let mut body = Vec::new();
    put_varint(&mut body, documents.len() as u32);
    body.extend_from_slice(&lengths);
    for section in [
        &dictionary.table,
        &dictionary.blocks,
        &all_postings,
        &tags.section,
        &authors.section,
        &years.section,
        &rows.table,
        &rows.rows,
    ] {
        put_span(&mut body, section);
    }
    let mut index = Vec::with_capacity(format::HEADER + body.len());
    index.extend_from_slice(format::MAGIC);
    index.push(format::FORMAT);
    index.extend_from_slice(&format::checksum(&body).to_le_bytes());
    index.extend_from_slice(&body);
    index
}

/// Adds the words of one document to the posting lists, and gives the length of its body in words.
fn add_words(lists: &mut Lists, document: &Document, number: u32, fold: Fold<'_>) -> u32 {
    let mut length = 0;
    for text in [&document.summary, &document.body] {
        for word in words(text, fold) {
            lists.count(word, number).1.body += 1;
            length += 1;
        }
    }
    for word in words(&document.title, fold) {
        lists.count(word, number).1.title = true;
    }
    for term in document.tags.iter().chain(&document.authors) {
        for word in words(&term.label, fold) {
            lists.count(word, number).1.label = true;
        }
    }
    length
}
