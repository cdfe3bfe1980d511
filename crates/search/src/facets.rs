//! Facets: what documents can be filtered by (tags, categories, series, authors, languages), each with its documents.
//! One file of a segment holds one kind.

use quire_bundle::{Term, order};

use crate::coder::{Coder, LETTER, NUMBER, Reader, Writer};
use crate::postings::documents;

/// How many kinds there are: tags, categories, series, authors, languages.
pub(crate) const KINDS: usize = 5;

/// One tag, say, and the documents that have it, ascending.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Entry {
    pub(crate) term: Term,
    pub(crate) documents: Vec<u32>,
}

const COUNT: usize = 0;
const HOLDING: usize = NUMBER;
const GAPS: usize = 2 * NUMBER;
const RARITIES: usize = 27;
const SLUGS: usize = GAPS + RARITIES * NUMBER;
const LABELS: usize = SLUGS + LETTER;
const CONTEXTS: usize = LABELS + LETTER;

/// A kind of facets over `all` documents, written from `entries`, or read.
fn code<const READS: bool>(coder: &mut Coder<READS>, all: u32, entries: &[Entry]) -> Vec<Entry> {
    let mut read = Vec::new();
    let none = Entry { term: Term { slug: String::new(), label: String::new() }, documents: Vec::new() };
    for at in 0..coder.number(COUNT, entries.len() as u32) {
        let entry = entries.get(at as usize).unwrap_or(&none);
        let slug = text(coder, SLUGS, &entry.term.slug);
        let label = text(coder, LABELS, &entry.term.label);
        let holding = coder.number(HOLDING, entry.documents.len() as u32);
        let rarity = (all / holding.max(1)).max(1).ilog2() as usize;
        let documents = documents(coder, GAPS + rarity * NUMBER, all, holding, &entry.documents);
        if coder.is_over() {
            break;
        }
        read.push(Entry { term: Term { slug, label }, documents });
    }
    read
}

fn text<const READS: bool>(coder: &mut Coder<READS>, context: usize, text: &str) -> String {
    String::from_utf8(coder.letters(context, 0, text.as_bytes())).unwrap_or_default()
}

/// The bytes of a kind.
pub(crate) fn encode(all: u32, entries: &[Entry]) -> Vec<u8> {
    let mut coder = Writer::new(CONTEXTS);
    code(&mut coder, all, entries);
    coder.finish()
}

/// Reads a kind.
pub(crate) fn decode(all: u32, bytes: &[u8]) -> Vec<Entry> {
    code(&mut Reader::new(CONTEXTS, bytes), all, &[])
}

/// The entries of a kind of facets, from the terms of each document, sorted by label and then by slug.
///
/// A slug that comes with several labels keeps that of the newest document.
pub(crate) fn entries(documents: &[&[Term]]) -> Vec<Entry> {
    let mut named: Vec<(&Term, u32)> = Vec::new();
    for (terms, number) in documents.iter().zip(0..) {
        named.extend(terms.iter().map(|term| (term, number)));
    }
    let by_slug = order(named.len(), &|a, b| named[a].0.slug.cmp(&named[b].0.slug));
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
    let by_label = order(entries.len(), &|a, b| name(a).cmp(&name(b)));
    by_label.into_iter().map(|at| entries[at].clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_every_document_has_is_read_though_it_takes_no_bytes() {
        for all in [1, 40, 5000] {
            let term = Term { slug: "paper".to_string(), label: "Paper".to_string() };
            let entries = [Entry { term, documents: (0..all).collect() }];
            assert_eq!(decode(all, &encode(all, &entries)), entries);
        }
    }

    proptest! {
        #[test]
        fn facets_are_read_as_they_were_written(
            entries in prop::collection::vec(("[^\0]{1,9}", "[^\0]{1,9}", prop::collection::btree_set(0..99u32, 0..30)), 0..9),
        ) {
            let entry = |(slug, label, documents): (String, String, std::collections::BTreeSet<u32>)| Entry {
                term: Term { slug, label },
                documents: documents.into_iter().collect(),
            };
            let entries: Vec<Entry> = entries.into_iter().map(entry).collect();
            prop_assert_eq!(decode(99, &encode(99, &entries)), entries);
        }

        #[test]
        fn any_bytes_are_read(bytes: Vec<u8>) {
            decode(9, &bytes);
        }
    }
}
