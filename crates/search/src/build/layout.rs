//! How an index is cut: documents into segments, lists into shards, small files into one. Answers never depend on it.

use super::lists::Lists;
use super::shards::{self, Cuts};
use super::{ladder, segment};

/// The ways in which an index is cut.
pub(super) struct Layout<'a> {
    /// The sizes of the segments of so many documents.
    pub(super) segments: &'a dyn Fn(usize) -> Vec<usize>,
    /// Where the lists of a segment are cut.
    pub(super) cuts: &'a dyn Fn(&Lists) -> Cuts,
    /// Up to how many bytes files follow their root, where it is the only one, and where it is not.
    pub(super) whole: usize,
    pub(super) whole_beside: usize,
}

impl Default for Layout<'_> {
    fn default() -> Self {
        let (whole, whole_beside) = (segment::WHOLE, segment::WHOLE_BESIDE);
        Layout { segments: &ladder::sizes, cuts: &shards::cuts, whole, whole_beside }
    }
}

/// A layout for tests, whose cuts fall by chance.
#[cfg(test)]
#[derive(Clone, Copy, Debug)]
pub(crate) struct Chance {
    /// Documents of a segment.
    pub(crate) segment: usize,
    /// How many stems a shard of each kind has, about.
    pub(crate) positions: u64,
    pub(crate) postings: u64,
    pub(crate) dictionary: u64,
    pub(crate) seed: u64,
    /// Up to how many bytes files follow their root.
    pub(crate) whole: usize,
}

#[cfg(test)]
impl super::Builder {
    /// Writes the index, cut otherwise than it is as a rule.
    pub(crate) fn finish_cut(&self, chance: &Chance) -> super::Files {
        let segments = |documents: usize| {
            let size = chance.segment.max(1);
            let mut sizes = vec![size; documents / size];
            sizes.extend(Some(documents % size).filter(|&rest| rest > 0 || documents == 0));
            sizes
        };
        let cuts = |lists: &Lists| {
            let mut cuts = Cuts { dictionary: vec![0], postings: vec![0], positions: vec![0] };
            let mut state = chance.seed;
            let mut one_in = |count: u64| {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                (state >> 33).is_multiple_of(count.max(1))
            };
            for group in 1..lists.groups.len() {
                // Where a shard of the dictionary begins, shards of the others do too.
                let is_both = one_in(chance.dictionary);
                for (cut, cuts) in [
                    (is_both, &mut cuts.dictionary),
                    (is_both || one_in(chance.postings), &mut cuts.postings),
                    (is_both || one_in(chance.positions), &mut cuts.positions),
                ] {
                    cuts.extend(cut.then_some(group));
                }
            }
            cuts
        };
        let (whole, whole_beside) = (chance.whole, chance.whole);
        self.finish_as(&Layout { segments: &segments, cuts: &cuts, whole, whole_beside })
    }
}
