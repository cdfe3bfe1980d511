//! Where the lists of a segment are cut into shards.
//!
//! Cuts follow the content: a cut is where the beginning of a stem says so by its hash, so that a word more or less moves
//! no cut but its neighbours. A list that is as long as a shard has one of its own, so that nobody who looks for its
//! neighbours must fetch it.

use super::lists::Lists;
use crate::name::hash;

/// Bytes of a shard of postings, about, of a small and of a great segment.
const SMALL: usize = 4096;
const GREAT: usize = 8192;
/// From how many bytes of postings on a segment is great.
const FROM: usize = 2_000_000;
/// Words of a shard of the dictionary, about.
const WORDS: usize = 3000;
/// Characters of a stem at which shards are parted: words with the same beginning are looked for together.
const BEGINNING: usize = 3;

/// Where shards begin, as numbers of groups.
#[derive(Debug, Default)]
pub(super) struct Cuts {
    pub(super) dictionary: Vec<usize>,
    pub(super) postings: Vec<usize>,
    pub(super) positions: Vec<usize>,
}

/// Cuts the groups of a segment, whose posting lists have so many postings.
pub(super) fn cuts(lists: &Lists, holding: &[u32]) -> Cuts {
    let documents = lists.places.len() as u32;
    let size = |group: usize| bytes(documents, holding[group]);
    let total: usize = (0..holding.len()).map(size).sum();
    let target = if total > FROM { GREAT } else { SMALL };
    let mut cuts = Cuts { dictionary: vec![0], postings: vec![0], positions: vec![0] };
    let (mut gathered, mut words, mut places) = (0, 0, 0);
    for group in 1..holding.len() {
        gathered += size(group - 1);
        words += lists.groups[group - 1].forms.split(' ').count();
        places += lists.occurrences(group - 1);
        let stem = beginning(&lists.groups[group].stem);
        let parted = stem != beginning(&lists.groups[group - 1].stem);
        let chance = hash(stem.as_bytes());
        let heavy = size(group) >= target || size(group - 1) >= target;
        let enough = gathered >= target / 2;
        // A place takes about a byte. Where postings are cut, positions are too, as they are read beside them.
        let mut cut = places >= target * 2 || parted && places >= target && chance.is_multiple_of(8);
        if parted && enough && chance.is_multiple_of(8)
            || gathered >= target * 2
            || heavy && gathered > target / 4
        {
            cuts.postings.push(group);
            gathered = 0;
            cut = true;
            if parted && (words >= WORDS / 2 && chance.is_multiple_of(16) || words >= WORDS * 2) {
                cuts.dictionary.push(group);
                words = 0;
            }
        }
        if cut {
            cuts.positions.push(group);
            places = 0;
        }
    }
    cuts
}

/// About how many bytes a list takes: the gaps of a random set, and two bits a posting.
fn bytes(documents: u32, holding: u32) -> usize {
    let gap = f64::from(documents) / f64::from(holding.max(1));
    ((gap.max(1.0).log2() + 3.4) * f64::from(holding) / 8.0) as usize
}

fn beginning(stem: &str) -> &str {
    let end = stem.char_indices().nth(BEGINNING).map_or(stem.len(), |(at, _)| at);
    &stem[..end]
}
