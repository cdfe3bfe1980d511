//! Facets: the tags, the authors and the years, each with the documents that have it. They are
//! posting lists like those of words, and few, so all their names are read when the index opens.

use std::ops::Range;

use quire_bundle::{Term, order};

use crate::bytes::{Reader, put_span, put_varint};
use crate::document::Document;
use crate::lists::Lists;

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
    /// The slugs, in the order in which they came.
    lists: Lists,
    /// The number in the section of each slug.
    places: Vec<u32>,
}

impl Writer {
    /// The number of a slug in the section.
    pub(crate) fn number(&self, slug: &str) -> Option<u32> {
        self.places.get(self.lists.number(slug)?).copied()
    }
}

/// Writes one kind of facets, sorted by label, so that a reader need not compare labels.
///
/// A slug that comes with several labels keeps that of the newest document.
pub(crate) fn encode(documents: &[Document], terms: &dyn Fn(&Document) -> Vec<Term>) -> Writer {
    let mut lists = Lists::default();
    let mut labels: Vec<String> = Vec::new();
    for (document, number) in documents.iter().zip(0..) {
        for Term { slug, label } in terms(document) {
            let (at, count) = lists.count(slug, number);
            count.body = 1;
            match labels.get_mut(at) {
                Some(known) => *known = label,
                None => labels.push(label),
            }
        }
    }
    let name = |at: usize| (labels[at].as_str(), lists.text(at));
    let by_label = order(labels.len(), &|a, b| name(a).cmp(&name(b)));

    let mut section = Vec::new();
    let mut places = vec![0; labels.len()];
    put_varint(&mut section, labels.len() as u32);
    for (at, place) in by_label.into_iter().zip(0..) {
        let (label, slug) = name(at);
        put_span(&mut section, slug.as_bytes());
        put_span(&mut section, label.as_bytes());
        put_span(&mut section, &lists.encode(at));
        places[at] = place;
    }
    Writer { section, lists, places }
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
    use crate::postings;

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
        assert_eq!(writer.number("b"), Some(0));
    }

    #[test]
    fn a_section_that_promises_more_than_it_holds_is_refused() {
        let mut bytes = Vec::new();
        put_span(&mut bytes, &[9, 1, b'a']);
        assert!(decode(&mut Reader::new(&bytes, 0)).is_none());
    }
}
