//! One segment to its files.

use std::ops::Range;

use quire_bundle::Term;

use super::layout::Layout;
use super::lists::Lists;
use super::shards::Cuts;
use super::{Builder, Files, documents};

use crate::coder::Writer;
use crate::dictionary::{Dictionary, Group};
use crate::facets::{self, KINDS};
use crate::name::{hash, name};
use crate::postings::{self, Posting};
use crate::rank::length_to_byte;
use crate::root::{File, PositionsTable, Root, Shard};
use crate::{positions, rows};

/// Up to how many bytes dictionary, postings, facets and rows are one file with their root: in a blog of one segment, and
/// beside greater ones, of which a question needs little.
pub(super) const WHOLE: usize = 64 * 1024;
pub(super) const WHOLE_BESIDE: usize = 8 * 1024;
/// From how many documents on lengths are told to a quarter only: a root has one of each document.
const COARSE: usize = 8192;

/// A word is frequent if one of so many documents holds it.
const FREQUENT: u32 = 2048;

/// Writes the segment of these documents.
pub(super) fn write(builder: &Builder, layout: &Layout<'_>, range: Range<usize>, files: &mut Files) {
    let lists = Lists::of(builder, range.clone());
    let kept = builder.documents.get(range).unwrap_or_default();
    let shards = Shards::new(lists, layout);
    let dictionaries = shards.dictionaries();
    let postings = shards.postings();
    let positions = shards.positions();
    let all = kept.len() as u32;
    let kind = |kind: usize| {
        let terms: Vec<&[Term]> = kept.iter().map(|kept| kept.terms[kind].as_slice()).collect();
        let entries = facets::entries(&terms);
        if entries.is_empty() { Vec::new() } else { facets::encode(all, &entries) }
    };
    let facets: [Vec<u8>; KINDS] = std::array::from_fn(kind);
    let block = |block: &[documents::Kept]| {
        rows::encode(&block.iter().map(|kept| kept.row.clone()).collect::<Vec<_>>())
    };
    let rows: Vec<Vec<u8>> = kept.chunks(rows::block(kept.len())).map(block).collect();

    let table = PositionsTable { places: shards.lists.places.clone(), shards: named(&positions) }.encode();
    let inner: Vec<&Vec<u8>> = dictionaries
        .iter()
        .map(|shard| &shard.1)
        .chain(postings.iter().map(|shard| &shard.1))
        .chain(&facets)
        .chain(&rows)
        .collect();
    let coarse = if kept.len() > COARSE { !1 } else { !0 };
    let whole = if kept.len() == builder.documents.len() { layout.whole } else { layout.whole_beside };
    let root = Root {
        days: kept.iter().map(|kept| kept.day).collect(),
        lengths: shards.lists.places.iter().map(|&places| length_to_byte(places) & coarse).collect(),
        dictionary: named(&dictionaries),
        postings: named(&postings),
        away: shards.away(&postings),
        positions: file(&table),
        facets: std::array::from_fn(|kind| file(&facets[kind])),
        rows: rows.iter().map(|bytes| file(bytes)).collect(),
        whole: inner.iter().map(|bytes| bytes.len()).sum::<usize>() <= whole,
    };
    let mut bytes = root.encode();
    if root.whole {
        for file in inner {
            bytes.extend(file);
        }
    } else {
        for file in inner.into_iter().filter(|bytes| !bytes.is_empty()) {
            put(files, file.clone());
        }
    }
    for bytes in positions.into_iter().map(|shard| shard.1).chain([table]) {
        put(files, bytes);
    }
    files.roots.push(name(hash(&bytes)));
    put(files, bytes);
}

/// Two files of the same bytes are one.
fn put(files: &mut Files, bytes: Vec<u8>) {
    let name = name(hash(&bytes));
    files.files.push((name, bytes));
}

fn file(bytes: &[u8]) -> File {
    File { hash: hash(bytes), size: bytes.len() as u32 }
}

fn named(shards: &[(String, Vec<u8>)]) -> Vec<Shard> {
    shards.iter().map(|(key, bytes)| Shard { key: key.clone(), file: file(bytes) }).collect()
}

/// The shards of a segment, each as its key and its bytes.
struct Shards {
    lists: Lists,
    cuts: Cuts,
}

impl Shards {
    fn new(lists: Lists, layout: &Layout<'_>) -> Shards {
        let cuts = (layout.cuts)(&lists);
        Shards { lists, cuts }
    }

    fn dictionaries(&self) -> Vec<(String, Vec<u8>)> {
        let keys: Vec<String> = self.cuts.dictionary.iter().map(|&at| self.key(at)).collect();
        let shard_of = |word: &str| keys.partition_point(|key| key.as_str() <= word).saturating_sub(1);
        let mut aliases = vec![Vec::new(); keys.len()];
        for group in &self.lists.groups {
            let home = shard_of(&group.stem);
            for form in group.forms.split(' ').filter(|form| shard_of(form) != home) {
                aliases[shard_of(form)].push((form.to_string(), group.stem.clone()));
            }
        }
        let ranges = self.ranges(&self.cuts.dictionary).into_iter().zip(aliases);
        let shard = |(range, aliases): (Range<usize>, _)| {
            let groups: Vec<Group> = self.lists.groups[range.clone()].to_vec();
            (self.key(range.start), Dictionary::new(groups, aliases).encode())
        };
        ranges.map(shard).collect()
    }

    fn postings(&self) -> Vec<(String, Vec<u8>)> {
        let all = self.lists.places.len() as u32;
        let shard = |range: Range<usize>| {
            let mut coder = Writer::new(postings::CONTEXTS);
            for group in range.clone() {
                let list = self.lists.postings(group);
                postings::list(&mut coder, all, list.len() as u32, &list);
            }
            (self.key(range.start), coder.finish())
        };
        self.ranges(&self.cuts.postings).into_iter().map(shard).collect()
    }

    /// The frequent words whose stems are in other shards of postings than the words would be.
    fn away(&self, postings: &[(String, Vec<u8>)]) -> Vec<(String, u32)> {
        let shard_of = |word: &str| postings.partition_point(|shard| shard.0.as_str() <= word) as u32 - 1;
        let least = self.lists.places.len() as u32 / FREQUENT;
        let mut away = Vec::new();
        for group in self.lists.groups.iter().filter(|group| group.holding >= least.max(2)) {
            let home = shard_of(&group.stem);
            let words = group.forms.split(' ').filter(|word| shard_of(word) != home);
            away.extend(words.map(|word| (word.to_string(), home)));
        }
        away.sort_unstable();
        away
    }

    fn positions(&self) -> Vec<(String, Vec<u8>)> {
        let shard = |range: Range<usize>| {
            let mut coder = Writer::new(positions::CONTEXTS);
            let mut left = usize::MAX;
            for group in range.clone() {
                let forms = self.lists.groups[group].forms.split(' ').count();
                let documents: Vec<(usize, u32)> =
                    self.lists.postings(group).iter().map(|posting| self.places(*posting)).collect();
                let stands = self.lists.stands(group);
                positions::stands(&mut coder, forms, &documents, &stands, &mut left);
            }
            (self.key(range.start), coder.finish())
        };
        self.ranges(&self.cuts.positions).into_iter().map(shard).collect()
    }

    /// What the reader too knows of a posting's document: the class of its frequency, and how many places it has.
    fn places(&self, posting: Posting) -> (usize, u32) {
        let places = self.lists.places[posting.document() as usize];
        (posting.places().class(), places)
    }

    /// The key of a shard: as few letters of the stem as part it from the one before.
    fn key(&self, group: usize) -> String {
        let (Some(before), Some(group)) = (group.checked_sub(1), self.lists.groups.get(group)) else {
            return String::new();
        };
        let shared = crate::dictionary::shared(&self.lists.groups[before].stem, &group.stem);
        let stem = group.stem.as_str();
        let end = (shared + 1..stem.len()).find(|&end| stem.is_char_boundary(end)).unwrap_or(stem.len());
        stem[..end].to_string()
    }

    fn ranges(&self, cuts: &[usize]) -> Vec<Range<usize>> {
        let ends = cuts.iter().skip(1).copied().chain([self.lists.groups.len()]);
        cuts.iter().copied().zip(ends).map(|(start, end)| start..end).collect()
    }
}
