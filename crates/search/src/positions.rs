//! Positions: at which places of a document a stem stands, and by which of its words. Only a quotation needs them.
//!
//! A document's places are counted through its body, its title and the labels of its tags and authors, with one place
//! left free between two of them, so that no phrase runs from one into the next.

use crate::coder::{Coder, NUMBER};

/// Where a stem stands in one document.
pub(crate) type Stands = Vec<(u32, u32)>;

/// Contexts: how often, for each class of frequency; by which word.
pub(crate) const CONTEXTS: usize = 4 * NUMBER + 16;
/// Words beyond which a place is told no word apart.
const RANKS: usize = 15;
/// Places that a document may have: those beyond are not told apart.
pub(crate) const MOST_PLACES: u32 = (1 << 24) - 1;

/// How many stands a shard of so many bytes may hold: a writer needs a bit for most of them.
pub(crate) fn most_stands(bytes: usize) -> usize {
    (1 << 20) + bytes * 16
}

/// The places of one stem, document by document, each as place and number of the word among the group's `forms`.
///
/// No more are read than there is room `left` for. `documents` gives for each posting the class of its frequency, and how many places the document has. Places are
/// written as a set (binary interpolative coding; Moffat and Stuiver, 2000), words by how lately they were used.
pub(crate) fn stands<const READS: bool>(
    coder: &mut Coder<READS>,
    forms: usize,
    documents: &[(usize, u32)],
    stands: &[Stands],
    left: &mut usize,
) -> Vec<Stands> {
    let mut lately: Vec<u32> = (0..forms as u32).collect();
    let mut read = Vec::new();
    let none = Stands::new();
    for (at, &(class, length)) in documents.iter().enumerate() {
        let given = stands.get(at).unwrap_or(&none);
        // One more than the last place.
        let length = length.min(MOST_PLACES + 1);
        let count = coder.number(class * NUMBER, given.len() as u32).min(length) as usize;
        if coder.is_over() || count > *left {
            break;
        }
        *left -= count;
        let mut places: Vec<u32> = given.iter().map(|stand| stand.0).collect();
        places.resize(count, 0);
        set(coder, &mut places, 0, length);
        let word = |(at, place): (usize, u32)| {
            let word = given.get(at).map_or(0, |stand| stand.1);
            (place, lately_used(coder, &mut lately, word))
        };
        read.push(places.into_iter().enumerate().map(word).collect());
    }
    read
}

/// Ascending values from `low` up to below `high`: the middle one, then those on both sides of it.
fn set<const READS: bool>(coder: &mut Coder<READS>, values: &mut [u32], low: u32, high: u32) {
    let middle = values.len() / 2;
    let (left, right) = values.split_at_mut(middle);
    let Some((value, right)) = right.split_first_mut() else { return };
    let least = low + left.len() as u32;
    let choices = high.saturating_sub(right.len() as u32).saturating_sub(least).max(1);
    *value = least + coder.uniform(choices, value.saturating_sub(least).min(choices - 1));
    set(coder, left, low, *value);
    set(coder, right, *value + 1, high);
}

/// The rank of a word among those lately used, in unary; it then is the latest.
fn lately_used<const READS: bool>(coder: &mut Coder<READS>, lately: &mut Vec<u32>, word: u32) -> u32 {
    let rank = lately.iter().position(|&other| other == word).unwrap_or(0);
    let mut at = 0;
    while at + 1 < lately.len() && coder.bit(4 * NUMBER + at.min(RANKS), rank > at) {
        at += 1;
    }
    if at >= lately.len() {
        return 0;
    }
    let word = lately.remove(at);
    lately.insert(0, word);
    word
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::coder::{Reader, Writer};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn places_are_read_as_they_were_written(
            places in prop::collection::vec(prop::collection::btree_map(0..300u32, 0..3u32, 1..20), 0..30),
        ) {
            let given: Vec<Stands> = places.into_iter().map(|places| places.into_iter().collect()).collect();
            let documents: Vec<(usize, u32)> = given.iter().map(|stands| (stands.len().min(3), 300)).collect();
            let mut writer = Writer::new(CONTEXTS);
            let mut left = usize::MAX;
            stands(&mut writer, 3, &documents, &given, &mut left);
            let bytes = writer.finish();
            let mut reader = Reader::new(CONTEXTS, &bytes);
            prop_assert_eq!(stands(&mut reader, 3, &documents, &[], &mut most_stands(bytes.len())), given);
        }

        #[test]
        fn any_bytes_are_read(bytes: Vec<u8>) {
            let documents = [(1, 9), (3, 500), (0, 0), (2, u32::MAX)];
            let mut left = 1000;
            let read = stands(&mut Reader::new(CONTEXTS, &bytes), 2, &documents, &[], &mut left);
            prop_assert_eq!(read.iter().map(Vec::len).sum::<usize>() + left, 1000);
        }
    }
}
