//! Posting lists: which documents of a segment hold a stem, how often, and in which fields.

use crate::coder::{Coder, NUMBER};

/// Where and how often a stem stands in a document: bits 0 and 1 are the class of its frequency in the body, bits 2 to 4
/// say that title, headings and labels (of tags, authors and the like) hold it, and bits 5 to 8 are how many stems the
/// title has, 15 for more, where it holds this one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Places(pub(crate) u16);

impl Places {
    pub(crate) const TITLE: u16 = 4;
    pub(crate) const HEADING: u16 = 8;
    pub(crate) const LABEL: u16 = 16;

    /// The class of a frequency: 1 once, 2 two or three times, 3 more often.
    pub(crate) fn class_of(times: u32) -> u16 {
        match times {
            0 | 1 => times as u16,
            2 | 3 => 2,
            _ => 3,
        }
    }

    /// The class of its frequency in the body.
    pub(crate) fn class(self) -> usize {
        usize::from(self.0 & 3)
    }

    /// The places, where the title has so many stems.
    pub(crate) fn with_title(self, stems: u32) -> Places {
        Places(self.0 & 31 | if self.is_in(Places::TITLE) { (stems.min(15) as u16) << 5 } else { 0 })
    }

    /// How many stems the title has, 15 for more; 0 where the title does not hold this one.
    pub(crate) fn title_stems(self) -> usize {
        usize::from(self.0 >> 5)
    }

    /// Whether one of these fields holds it.
    pub(crate) fn is_in(self, fields: u16) -> bool {
        self.0 & fields != 0
    }
}

/// A document and its [`Places`], in one number that sorts by document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Posting(pub(crate) u32);

impl Posting {
    pub(crate) fn new(document: u32, places: u16) -> Posting {
        Posting(document << 9 | u32::from(places))
    }

    /// The number of the document within its segment.
    pub(crate) fn document(self) -> u32 {
        self.0 >> 9
    }

    /// Where it holds the stem.
    pub(crate) fn places(self) -> Places {
        Places((self.0 & 0x1FF) as u16)
    }
}

/// How rare a list may be: its documents are one in 2^0 to 2^26.
const RARITIES: usize = 27;
/// Contexts of the bits of places, for each rarity: of the class, of each field, and of the title's size.
const BITS: usize = 48;
/// Contexts of posting lists.
pub(crate) const CONTEXTS: usize = RARITIES * (NUMBER + BITS);

/// A posting list of `holding` of a segment's `documents`, written from `postings`, or read.
///
/// Each posting is the gap to the document before, then its places. The contexts are those of how rare the list is.
pub(crate) fn list<const READS: bool>(
    coder: &mut Coder<READS>,
    documents: u32,
    holding: u32,
    postings: &[Posting],
) -> Vec<Posting> {
    let rarity = (documents / holding.max(1)).max(1).ilog2() as usize;
    let (gaps, bits) = (rarity * NUMBER, RARITIES * NUMBER + rarity * BITS);
    let mut read = Vec::new();
    let mut next = 0;
    for at in 0..holding {
        let posting = postings.get(at as usize).copied().unwrap_or(Posting(0));
        let document = coder.number(gaps, posting.document().wrapping_sub(next)).wrapping_add(next);
        let places = places(coder, bits, posting.places());
        if document >= documents || coder.is_over() {
            break;
        }
        read.push(Posting::new(document, places));
        next = document + 1;
    }
    read
}

/// The numbers of documents of a list whose places do not matter.
pub(crate) fn documents<const READS: bool>(
    coder: &mut Coder<READS>,
    context: usize,
    documents: u32,
    holding: u32,
    list: &[u32],
) -> Vec<u32> {
    let mut read = Vec::new();
    let mut next = 0;
    for at in 0..holding {
        let document = list.get(at as usize).copied().unwrap_or(0);
        let document = coder.number(context, document.wrapping_sub(next)).wrapping_add(next);
        if document >= documents || coder.is_over() {
            break;
        }
        read.push(document);
        next = document + 1;
    }
    read
}

/// The class as one to three bits, then a bit for each field, in a context of what is known already.
fn places<const READS: bool>(coder: &mut Coder<READS>, context: usize, places: Places) -> u16 {
    let class = places.class();
    let class = if coder.bit(context, class != 1) {
        if coder.bit(context + 1, class != 2) {
            if coder.bit(context + 2, class != 3) { 0 } else { 3 }
        } else {
            2
        }
    } else {
        1
    };
    let title = coder.bit(context + 4 + class, places.is_in(Places::TITLE));
    let stems = if title { coder.tree(context + 32, 4, places.title_stems() as u32) } else { 0 };
    let after = class * 2 + usize::from(title);
    let heading = coder.bit(context + 8 + after, places.is_in(Places::HEADING));
    let label = coder.bit(context + 16 + after, places.is_in(Places::LABEL));
    let field = |holds: bool, bit: u16| if holds { bit } else { 0 };
    let fields = field(title, Places::TITLE) | field(heading, Places::HEADING) | field(label, Places::LABEL);
    Places(class as u16 | fields).with_title(stems).0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::coder::{Reader, Writer};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_list_is_read_as_it_was_written(places in prop::collection::btree_map(0..5000u32, (0..32u16, 0..20u32), 0..400)) {
            let postings: Vec<Posting> = places
                .iter()
                .map(|(&document, &(places, stems))| Posting::new(document, Places(places).with_title(stems).0))
                .collect();
            let mut writer = Writer::new(CONTEXTS);
            let holding = postings.len() as u32;
            list(&mut writer, 5000, holding, &postings);
            let bytes = writer.finish();
            let mut reader = Reader::new(CONTEXTS, &bytes);
            prop_assert_eq!(list(&mut reader, 5000, holding, &[]), postings);
        }
    }
}
