//! Posting lists while they are gathered: words, or the slugs of tags, each with the documents that have it.
//!
//! A hash table of its own finds a text again, because whoever opens a foreign feed has downloaded the writing half too:
//! it is a tenth of the code that a map of the standard library would add. It numbers texts in the order in which they
//! come, so the same documents always give the same bytes.

use crate::format::checksum;
use crate::postings::{self, Places, Posting};

/// Where one text stands in one document.
#[derive(Default)]
pub(crate) struct Count {
    document: u32,
    /// How often it stands in the body.
    pub(crate) body: usize,
    /// Whether it stands in the title.
    pub(crate) title: bool,
    /// Whether it stands in the label of a tag or an author.
    pub(crate) label: bool,
}

/// Texts, numbered from 0, each with the documents that have it.
#[derive(Default)]
pub(crate) struct Lists {
    texts: Vec<String>,
    counts: Vec<Vec<Count>>,
    /// The numbers of the texts plus one, each at the place that its hash says or after it; 0 where nothing stands.
    slots: Vec<u32>,
}

impl Lists {
    /// How many texts there are.
    pub(crate) fn len(&self) -> usize {
        self.texts.len()
    }

    /// The text of this number.
    pub(crate) fn text(&self, number: usize) -> &str {
        self.texts.get(number).map_or("", String::as_str)
    }

    /// The number of a text.
    pub(crate) fn number(&self, text: &str) -> Option<usize> {
        self.find(text).ok()
    }

    /// The number of a text, new or known, and its count in `document`. Documents must come in ascending order.
    pub(crate) fn count(&mut self, text: String, document: u32) -> (usize, &mut Count) {
        // At most half of the slots are taken, so a search soon comes to a free one.
        if self.texts.len() * 2 >= self.slots.len() {
            self.grow();
        }
        let number = match self.find(&text) {
            Ok(number) => number,
            Err(slot) => {
                self.texts.push(text);
                self.counts.push(Vec::new());
                self.slots[slot] = self.texts.len() as u32;
                self.texts.len() - 1
            }
        };
        let counts = &mut self.counts[number];
        if counts.last().is_none_or(|last| last.document != document) {
            counts.push(Count { document, ..Count::default() });
        }
        let last = counts.len() - 1;
        (number, &mut counts[last])
    }

    /// The posting list of the text of this number, as bytes.
    pub(crate) fn encode(&self, number: usize) -> Vec<u8> {
        let counts = self.counts.get(number).map_or(&[][..], Vec::as_slice);
        let posting = |count: &Count| Posting {
            document: count.document,
            places: Places::new(count.body, count.title, count.label),
        };
        postings::encode(&counts.iter().map(posting).collect::<Vec<_>>())
    }

    /// The number of a text, or else the slot where that would stand.
    fn find(&self, text: &str) -> Result<usize, usize> {
        // The number of slots is a power of two.
        let mask = self.slots.len().wrapping_sub(1);
        let mut slot = checksum(text.as_bytes()) as usize & mask;
        while let Some(number @ 1..) = self.slots.get(slot).copied() {
            let number = number as usize - 1;
            if self.text(number) == text {
                return Ok(number);
            }
            slot = (slot + 1) & mask;
        }
        Err(slot)
    }

    /// Makes room for more texts.
    fn grow(&mut self) {
        self.slots = vec![0; (self.slots.len() * 2).max(64)];
        for number in 0..self.texts.len() {
            if let Err(slot) = self.find(self.text(number)) {
                self.slots[slot] = number as u32 + 1;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn nothing_is_found_among_no_texts() {
        assert_eq!(Lists::default().number("a"), None);
    }

    proptest! {
        #[test]
        fn every_text_keeps_its_number_and_its_documents(texts in prop::collection::vec("[ab]{0,6}", 0..300)) {
            let mut lists = Lists::default();
            let mut first: Vec<&String> = Vec::new();
            for (text, document) in texts.iter().zip(0..) {
                if !first.contains(&text) {
                    first.push(text);
                }
                let (number, count) = lists.count(text.clone(), document / 4);
                count.body += 1;
                prop_assert_eq!(first[number], text);
            }
            prop_assert_eq!(lists.len(), first.len());
            for (number, text) in first.into_iter().enumerate() {
                prop_assert_eq!(lists.number(text), Some(number));
                prop_assert_eq!(lists.text(number), text);
                let mut documents: Vec<u32> =
                    (0..).zip(&texts).filter(|(_, other)| *other == text).map(|(at, _)| at / 4).collect();
                documents.dedup();
                let bytes = lists.encode(number);
                let read: Vec<u32> = postings::decode(&bytes).map(|posting| posting.document).collect();
                prop_assert_eq!(read, documents);
            }
        }
    }
}
