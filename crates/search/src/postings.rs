//! Posting lists: which documents hold a word, how often, and where. Most postings are a small gap
//! and "a few times in the body", so those share one varint; title and labels, which are rare, cost
//! a byte more. Lists of tags, authors and years are the same, with nothing to say but the number.

use crate::bytes::{Reader, put_varint};

/// One document in a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Posting {
    /// The number of the document.
    pub(crate) document: u32,
    /// Where the word stands in it.
    pub(crate) places: Places,
}

/// Where a word stands in a document, in four bits: two for the class of its frequency in the body
/// (0 absent, 1 once, 2 two or three times, 3 more often), then title, then labels.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Places(u8);

impl Places {
    const CLASS: u8 = 0b0011;
    const TITLE: u8 = 0b0100;
    const LABEL: u8 = 0b1000;

    /// For a word that stands `times` times in the body.
    pub(crate) fn new(times: usize, title: bool, label: bool) -> Self {
        let class = match times {
            0 => 0,
            1 => 1,
            2 | 3 => 2,
            _ => 3,
        };
        let title = if title { Self::TITLE } else { 0 };
        let label = if label { Self::LABEL } else { 0 };
        Places(class | title | label)
    }

    /// The class of the frequency in the body, 0 to 3.
    pub(crate) fn class(self) -> u8 {
        self.0 & Self::CLASS
    }

    /// Whether the title holds the word.
    pub(crate) fn in_title(self) -> bool {
        self.0 & Self::TITLE != 0
    }

    /// Whether the label of a tag or an author holds the word.
    pub(crate) fn in_label(self) -> bool {
        self.0 & Self::LABEL != 0
    }
}

/// Writes postings, whose documents must ascend.
///
/// A gap is what lies between a number and the lowest that could have come.
pub(crate) fn encode(postings: &[Posting]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut lowest = 0;
    for posting in postings {
        let gap = posting.document - lowest;
        let Places(places) = posting.places;
        let body_only = places == posting.places.class() && places != 0;
        put_varint(&mut out, gap << 2 | u32::from(if body_only { places } else { 0 }));
        if !body_only {
            out.push(places);
        }
        lowest = posting.document + 1;
    }
    out
}

/// Reads what [`encode`] wrote, up to the first thing that cannot be read.
pub(crate) fn decode(bytes: &[u8]) -> Postings<'_> {
    Postings { reader: Reader::new(bytes, 0), lowest: 0 }
}

/// The postings of one list, in ascending order.
pub(crate) struct Postings<'a> {
    reader: Reader<'a>,
    lowest: u32,
}

impl Iterator for Postings<'_> {
    type Item = Posting;

    fn next(&mut self) -> Option<Posting> {
        let head = self.reader.varint()?;
        let document = self.lowest.checked_add(head >> 2)?;
        self.lowest = document.checked_add(1)?;
        let class = head as u8 & Places::CLASS;
        let places = if class == 0 { self.reader.byte()? } else { class };
        Some(Posting { document, places: Places(places) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_common_posting_takes_one_byte() {
        let posting = Posting { document: 31, places: Places::new(2, false, false) };
        assert_eq!(encode(&[posting]), [31 << 2 | 2]);
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(
            list in prop::collection::btree_map(0u32..1 << 20, (0usize..6, any::<bool>(), any::<bool>()), 0..40),
        ) {
            let list: Vec<_> = list
                .into_iter()
                .map(|(document, (times, title, label))| Posting {
                    document,
                    places: Places::new(times, title, label),
                })
                .collect();
            let bytes = encode(&list);
            prop_assert_eq!(decode(&bytes).collect::<Vec<_>>(), list);
        }

        #[test]
        fn any_bytes_give_ascending_numbers(bytes: Vec<u8>) {
            let numbers: Vec<_> = decode(&bytes).map(|posting| posting.document).collect();
            prop_assert!(numbers.is_sorted_by(|left, right| left < right));
            prop_assert!(numbers.len() <= bytes.len());
        }
    }
}
