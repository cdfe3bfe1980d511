//! Where the lists of a segment are cut into shards.
//!
//! Cuts follow the content: a cut is where the beginning of a stem says so by its hash, so that a word more or less moves
//! no cut but its neighbours. A list that is as long as a shard has one of its own, so that nobody who looks for its
//! neighbours must fetch it.

use super::lists::Lists;
use crate::name::hash;

/// The least and the most bytes of a shard of postings, about.
const LEAST: usize = 1536;
const MOST: usize = 6144;
/// Bytes of a shard of positions, about; only quotations need them.
const POSITIONS: usize = 16 * 1024;
/// The least bytes of a shard of the dictionary, about: a shard must learn the letters of its words anew.
const DICTIONARY: usize = 2048;
/// Bytes that a word takes in the dictionary, about.
const WORD: usize = 4;
/// Characters of a stem at which shards are parted: words with the same beginning are looked for together.
const BEGINNING: usize = 3;

/// Where shards begin, as numbers of groups.
#[derive(Debug, Default)]
pub(super) struct Cuts {
    pub(super) dictionary: Vec<usize>,
    pub(super) postings: Vec<usize>,
    pub(super) positions: Vec<usize>,
}

/// Cuts the groups of a segment.
pub(super) fn cuts(lists: &Lists) -> Cuts {
    let documents = lists.places.len() as u32;
    let holding: Vec<u32> = lists.groups.iter().map(|group| group.holding).collect();
    let size = |group: usize| bytes(documents, holding[group]);
    let total: usize = (0..holding.len()).map(size).sum();
    let target = shard(total);
    let words_of = |group: usize| lists.groups[group].forms.split(' ').count();
    let most_words = shard((0..holding.len()).map(words_of).sum::<usize>() * WORD).max(DICTIONARY) / WORD;
    let mut cuts = Cuts { dictionary: vec![0], postings: vec![0], positions: vec![0] };
    let (mut gathered, mut words, mut places) = (0, 0, 0);
    // The stem that those behind it begin with: whoever looks for one of its words looks among them.
    let mut family = "";
    for group in 0..holding.len() {
        let stem = lists.groups[group].stem.as_str();
        let is_family = family.len() > BEGINNING && stem.starts_with(family);
        if !is_family {
            family = stem;
        }
        let before = group.checked_sub(1).map_or("", |before| lists.groups[before].stem.as_str());
        let parted = beginning(stem) != beginning(before);
        let chance = hash(beginning(stem).as_bytes());
        // A list as long as a shard has one of its own, with those of its family.
        let heavy = gathered >= target || size(group) >= target && gathered > target / 4;
        let by_chance = parted && gathered >= target / 2 && chance.is_multiple_of(8);
        let is_full = parted && words >= most_words;
        let mut cut = places >= POSITIONS * 2 || parted && places >= POSITIONS && chance.is_multiple_of(8);
        if group > 0 && (by_chance || heavy && !is_family || is_full || gathered >= target * 4) {
            cuts.postings.push(group);
            gathered = 0;
            if parted && (words >= most_words / 2 && chance.is_multiple_of(16) || is_full) {
                cuts.dictionary.push(group);
                words = 0;
                cut = true;
            }
        }
        if cut && group > 0 {
            cuts.positions.push(group);
            places = 0;
        }
        gathered += size(group);
        words += words_of(group);
        places += lists.occurrences(group);
    }
    cuts
}

/// How many bytes a shard of so many in all is to have. A question costs the shards that it needs and the names of all of
/// them, so that the best size grows with the root of the whole.
fn shard(total: usize) -> usize {
    (total.isqrt() * 3).clamp(LEAST, MOST)
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
