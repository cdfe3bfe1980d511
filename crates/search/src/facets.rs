//! Facets: the tags, the authors and the years, each with the documents that have it. They are
//! posting lists like those of words, and few, so all their names are read when the index opens.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::bytes::{Reader, put_span, put_varint};
use crate::document::{Document, Term};
use crate::postings::{self, Places, Posting};

/// One tag, author or year.
#[derive(Debug)]
pub(crate) struct Entry {
    /// Its names; those of a year are its digits.
    pub(crate) term: Term,
    /// Where its posting list lies in the index.
    pub(crate) documents: Range<usize>,
}

/// One kind of facets as it is written.
pub(crate) struct Writer {
    /// The section of the index.
    pub(crate) section: Vec<u8>,
    /// The number of each slug.
    pub(crate) numbers: BTreeMap<String, u32>,
}

/// Writes one kind of facets, sorted by label, so that a reader need not compare labels.
///
/// A slug that comes with several labels keeps that of the newest document.
pub(crate) fn encode(documents: &[Document], terms: &dyn Fn(&Document) -> Vec<Term>) -> Writer {
    let mut by_slug: BTreeMap<String, (String, Vec<Posting>)> = BTreeMap::new();
    for (document, number) in documents.iter().zip(0..) {
        for Term { slug, label } in terms(document) {
            let entry = by_slug.entry(slug).or_default();
            entry.0 = label;
            if entry.1.last().is_none_or(|last| last.document < number) {
                entry.1.push(Posting { document: number, places: Places::new(1, false, false) });
            }
        }
    }
    let mut sorted: Vec<_> = by_slug.into_iter().collect();
    sorted.sort_by(|(_, left), (_, right)| left.0.cmp(&right.0));

    let mut section = Vec::new();
    let mut numbers = BTreeMap::new();
    put_varint(&mut section, sorted.len() as u32);
    for ((slug, (label, list)), number) in sorted.into_iter().zip(0..) {
        put_span(&mut section, slug.as_bytes());
        put_span(&mut section, label.as_bytes());
        put_span(&mut section, &postings::encode(&list));
        numbers.insert(slug, number);
    }
    Writer { section, numbers }
}

/// Reads one kind of facets out of the section of `bytes` that `reader` comes to next.
pub(crate) fn decode(reader: &mut Reader<'_>) -> Option<Vec<Entry>> {
    let section = reader.span()?;
    // The ranges are those of the whole index, so the cursor runs over its bytes, not the section's.
    let mut reader = reader.within(section)?;
    let count = reader.varint()?;
    let mut entries = Vec::new();
    for _ in 0..count {
        let (slug, label) = (reader.text()?, reader.text()?);
        entries.push(Entry { term: Term { slug, label }, documents: reader.span()? });
    }
    Some(entries)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tagged(tags: &[(&str, &str)]) -> Document {
        let tags = tags.iter().map(|&(slug, label)| Term { slug: slug.into(), label: label.into() });
        Document { tags: tags.collect(), ..Document::default() }
    }

    #[test]
    fn facets_come_back_by_label_with_the_newest_spelling() {
        let documents = [tagged(&[("b", "beta"), ("a", "zeta"), ("b", "beta")]), tagged(&[("b", "Beta")])];
        let writer = encode(&documents, &|document| document.tags.clone());
        let mut bytes = Vec::new();
        put_span(&mut bytes, &writer.section);
        let entries = decode(&mut Reader::new(&bytes, 0)).expect("readable");
        let read: Vec<_> = entries
            .iter()
            .map(|entry| {
                let list = postings::decode(&bytes[entry.documents.clone()]);
                let numbers: Vec<_> = list.map(|posting| posting.document).collect();
                (entry.term.label.as_str(), numbers)
            })
            .collect();
        assert_eq!(read, [("Beta", vec![0, 1]), ("zeta", vec![0])]);
        assert_eq!(writer.numbers["b"], 0);
    }

    #[test]
    fn a_section_that_promises_more_than_it_holds_is_refused() {
        let mut bytes = Vec::new();
        put_span(&mut bytes, &[9, 1, b'a']);
        assert!(decode(&mut Reader::new(&bytes, 0)).is_none());
    }
}
