//! A segment as it is read: its root, and what has come of its other files.
//!
//! Files are decoded when a question first needs them, and then kept.

use std::cell::OnceCell;
use std::ops::Range;

use crate::coder::Reader;
use crate::dictionary::{Dictionary, Group};
use crate::facets::{self, Entry, KINDS};
use crate::positions::{self, Stands};
use crate::postings::{self, Posting};
use crate::root::{Error, File, PositionsTable, Root, Shard};
use crate::rows::{self, Row};
use crate::slot::{Filled, Needs, Slot, slots};
use crate::terms::Meant;

/// Shards of postings that are fetched before it is known whether they are needed: so many, or of so many bytes together.
const AHEAD: usize = 3;
const AHEAD_BYTES: u32 = 12 * 1024;

/// A segment.
pub(crate) struct Segment {
    pub(crate) root: Root,
    /// The number of its first document among those of the whole index.
    pub(crate) first: u32,
    dictionary: Vec<Slot<Dictionary>>,
    postings: Vec<Slot<Vec<Vec<Posting>>>>,
    positions_table: Slot<PositionsTable>,
    /// Known once their table is here.
    positions: OnceCell<Positions>,
    facets: Vec<Slot<Vec<Entry>>>,
    rows: Vec<Slot<Vec<Row>>>,
}

/// The shards of the positions: for each stem, where it stands in each of its documents.
type Positions = Vec<Slot<Vec<Vec<Stands>>>>;

/// All that a segment holds.
pub(crate) struct Held {
    pub(crate) dictionary: Dictionary,
    pub(crate) postings: Vec<Vec<Posting>>,
    pub(crate) positions_table: PositionsTable,
    pub(crate) positions: Vec<Vec<Stands>>,
    pub(crate) facets: Vec<Vec<Entry>>,
    pub(crate) rows: Vec<Vec<Row>>,
}

impl Segment {
    /// A segment by its root, which may be followed by other files.
    pub(crate) fn open(bytes: &[u8], first: u32) -> Result<Segment, Error> {
        let (root, mut at) = Root::decode(bytes)?;
        let of = |shards: &[Shard]| shards.iter().map(|shard| shard.file).collect::<Vec<_>>().into_iter();
        let mut segment = Segment {
            first,
            dictionary: slots(of(&root.dictionary)),
            postings: slots(of(&root.postings)),
            positions_table: Slot::new(root.positions),
            positions: OnceCell::new(),
            facets: slots(root.facets.into_iter()),
            rows: slots(root.rows.iter().copied()),
            root,
        };
        if segment.root.whole {
            for (file, slot) in segment.inner() {
                let end = at + file.size as usize;
                slot.fill(file.hash, Some(bytes.get(at..end).ok_or(Error::Damaged)?));
                at = end;
            }
        }
        Ok(segment)
    }

    /// A segment that is whole from the start.
    pub(crate) fn holding(root: Root, held: Held) -> Segment {
        Segment {
            root,
            first: 0,
            dictionary: vec![Slot::of(held.dictionary)],
            postings: vec![Slot::of(held.postings)],
            positions_table: Slot::of(held.positions_table),
            positions: OnceCell::from(vec![Slot::of(held.positions)]),
            facets: held.facets.into_iter().map(Slot::of).collect(),
            rows: held.rows.into_iter().map(Slot::of).collect(),
        }
    }

    /// The table of the positions, and their shards once that is here.
    pub(crate) fn position_files(&self) -> impl Iterator<Item = File> {
        let shards = self.positions(&mut Needs::default()).map(|(_, shards)| shards);
        let files = shards.into_iter().flatten().map(|slot| slot.file);
        [self.root.positions].into_iter().chain(files)
    }

    /// How many documents it has.
    pub(crate) fn len(&self) -> u32 {
        self.root.days.len() as u32
    }

    /// The files that may follow the root, in their order.
    fn inner(&mut self) -> Vec<(File, &mut dyn Filled)> {
        let mut files: Vec<(File, &mut dyn Filled)> = Vec::new();
        files.extend(self.dictionary.iter_mut().map(|slot| (slot.file, slot as &mut dyn Filled)));
        files.extend(self.postings.iter_mut().map(|slot| (slot.file, slot as &mut dyn Filled)));
        files.extend(self.facets.iter_mut().map(|slot| (slot.file, slot as &mut dyn Filled)));
        files.extend(self.rows.iter_mut().map(|slot| (slot.file, slot as &mut dyn Filled)));
        files
    }

    /// Takes the bytes of a file in, or that it will not come; whether it is one of these.
    pub(crate) fn fill(&mut self, hash: u64, bytes: Option<&[u8]>) -> bool {
        let mut is_ours = self.positions_table.fill(hash, bytes);
        // Known by their table, which was asked for before them.
        let _ = self.positions(&mut Needs::default());
        for slot in self.positions.get_mut().into_iter().flatten() {
            is_ours |= slot.fill(hash, bytes);
        }
        for (_, slot) in self.inner() {
            is_ours |= slot.fill(hash, bytes);
        }
        is_ours
    }

    /// The shards of the dictionary that words from `first` to `last` may stand in.
    pub(crate) fn dictionaries(&self, first: &str, last: &str) -> Range<usize> {
        range(&self.root.dictionary, first, last)
    }

    /// One shard of the dictionary.
    pub(crate) fn dictionary(&self, shard: usize, needs: &mut Needs) -> Option<&Dictionary> {
        self.dictionary.get(shard)?.get(needs, Dictionary::decode)
    }

    /// The files of the dictionary that are not here, with their bytes.
    pub(crate) fn missing_dictionary(&self) -> impl Iterator<Item = File> {
        self.dictionary.iter().filter(|slot| !slot.is_here()).map(|slot| slot.file)
    }

    /// Asks for the posting lists of a word, or of all that begin with it unless these are many, before it is known whether
    /// there are any.
    pub(crate) fn prefetch(&self, word: &str, is_prefix: bool, needs: &mut Needs) {
        let away = &self.root.away;
        let first = away.partition_point(|away| away.0.as_str() < word);
        let away = away.iter().skip(first).take_while(|away| away.0 == word).map(|away| away.1 as usize);
        let mut shards: Vec<usize> = away.collect();
        if is_prefix || shards.is_empty() {
            let last = if is_prefix { word.to_string() + "\u{10FFFF}" } else { word.to_string() };
            let range = range(&self.root.postings, word, &last);
            let files = self.postings.get(range.clone()).unwrap_or_default();
            let bytes = files.iter().map(|slot| slot.file.size).fold(0, u32::saturating_add);
            if files.len() <= AHEAD || bytes <= AHEAD_BYTES {
                shards.extend(range);
            }
        }
        for slot in shards.into_iter().filter_map(|shard| self.postings.get(shard)) {
            if !slot.is_here() {
                Needs::add(&mut needs.files, slot.file);
            }
        }
    }

    /// The group of a stem, with the number of its shard; the shard must be here.
    pub(crate) fn group(&self, stem: &str, needs: &mut Needs) -> Option<&Group> {
        let shard = self.dictionaries(stem, stem).start;
        let groups = &self.dictionary(shard, needs)?.groups;
        let at = groups.partition_point(|group| group.stem.as_str() < stem);
        groups.get(at).filter(|group| group.stem == stem)
    }

    /// The posting list of a stem.
    pub(crate) fn list(&self, stem: &str, needs: &mut Needs) -> Option<&[Posting]> {
        let shard = range(&self.root.postings, stem, stem).start;
        let (groups, lists) = self.lists(shard, needs)?;
        let at = groups.binary_search_by(|group| group.stem.as_str().cmp(stem)).ok()?;
        lists.get(at).map(Vec::as_slice)
    }

    /// Calls with the posting lists of stems that stand in their order, and the place of each stem among them.
    pub(crate) fn each_list(
        &self,
        stems: &[Meant],
        needs: &mut Needs,
        act: &mut dyn FnMut(usize, &[Posting]),
    ) {
        let mut at = 0;
        while let Some(meant) = stems.get(at) {
            let shard = range(&self.root.postings, &meant.stem, &meant.stem).start;
            let end = self.root.postings.get(shard + 1).map(|next| next.key.as_str());
            let start = at;
            while stems.get(at).is_some_and(|meant| end.is_none_or(|end| meant.stem.as_str() < end)) {
                at += 1;
            }
            let Some((groups, lists)) = self.lists(shard, needs) else { continue };
            let mut groups = groups.iter().zip(lists).peekable();
            for (place, meant) in stems.iter().enumerate().take(at).skip(start) {
                while groups.next_if(|(group, _)| group.stem < meant.stem).is_some() {}
                if let Some((_, list)) = groups.next_if(|(group, _)| group.stem == meant.stem) {
                    act(place, list);
                }
            }
        }
    }

    /// The groups and the posting lists of a shard.
    fn lists(&self, shard: usize, needs: &mut Needs) -> Option<(&[Group], &[Vec<Posting>])> {
        let groups = self.groups_of(&self.root.postings, shard, needs)?;
        let decode = |bytes: &[u8]| {
            let mut coder = Reader::new(postings::CONTEXTS, bytes);
            groups.iter().map(|group| postings::list(&mut coder, self.len(), group.holding, &[])).collect()
        };
        Some((groups, self.postings.get(shard)?.get(needs, decode)?))
    }

    /// The file that holds the posting list of a stem, if the segment has it.
    pub(crate) fn list_file(&self, stem: &str) -> Option<File> {
        self.group(stem, &mut Needs::default())?;
        self.postings.get(range(&self.root.postings, stem, stem).start).map(|slot| slot.file)
    }

    /// The table of the positions and their shards.
    fn positions(&self, needs: &mut Needs) -> Option<(&PositionsTable, &Positions)> {
        let table = self.positions_table.get(needs, PositionsTable::decode)?;
        let slots = self.positions.get_or_init(|| slots(table.shards.iter().map(|shard| shard.file)));
        Some((table, slots))
    }

    /// Where the words of a stem stand, for each posting of its list.
    pub(crate) fn stands(&self, stem: &str, needs: &mut Needs) -> Option<&[Stands]> {
        let (table, slots) = self.positions(needs)?;
        let shard = range(&table.shards, stem, stem).start;
        let groups = self.groups_of(&table.shards, shard, needs)?;
        let slot = slots.get(shard)?;
        if slot.decoded.get().is_none() {
            // All lists of the shard are needed to read it; they and it are asked for together.
            let lists: Vec<Option<&[Posting]>> =
                groups.iter().map(|group| self.list(&group.stem, needs)).collect();
            if lists.iter().any(Option::is_none) {
                if !slot.is_here() {
                    Needs::add(&mut needs.files, slot.file);
                }
                return None;
            }
            slot.get(needs, |bytes| decode_stands(bytes, groups, &lists, &table.places))?;
        }
        let at = groups.binary_search_by(|group| group.stem.as_str().cmp(stem)).ok()?;
        slot.decoded.get()?.get(at).map(Vec::as_slice)
    }

    /// The groups whose lists are in one shard of postings or positions. They may be in more than one of the dictionary,
    /// of which the first then is not enough: shards of the dictionary begin where shards of the others do.
    fn groups_of(&self, shards: &[Shard], shard: usize, needs: &mut Needs) -> Option<&[Group]> {
        let key = &shards.get(shard)?.key;
        let end = shards.get(shard + 1).map(|shard| shard.key.as_str());
        let groups = &self.dictionary(self.dictionaries(key, key).start, needs)?.groups;
        let place = |key: &str| groups.partition_point(|group| group.stem.as_str() < key);
        groups.get(place(key)..end.map_or(groups.len(), place))
    }

    /// One kind of facets; `None` as long as it has not come, and empty where there are none.
    pub(crate) fn facets(&self, kind: usize, needs: &mut Needs) -> &[Entry] {
        debug_assert!(kind < KINDS);
        let decode = |bytes: &[u8]| facets::decode(self.len(), bytes);
        self.facets.get(kind).and_then(|slot| slot.get(needs, decode)).map_or(&[], Vec::as_slice)
    }

    /// What a hit shows of a document of the segment.
    pub(crate) fn row(&self, document: u32, needs: &mut Needs) -> Option<&Row> {
        let size = rows::block(self.root.days.len());
        let (block, at) = (document as usize / size, document as usize % size);
        self.rows.get(block)?.get(needs, rows::decode)?.get(at)
    }
}

/// The places of the stems of these groups, whose posting lists these are, in documents of so many places.
fn decode_stands(
    bytes: &[u8],
    groups: &[Group],
    lists: &[Option<&[Posting]>],
    places: &[u32],
) -> Vec<Vec<Stands>> {
    let mut coder = Reader::new(positions::CONTEXTS, bytes);
    let document = |posting: &Posting| {
        let places = places.get(posting.document() as usize).copied().unwrap_or(0);
        (posting.places().class(), places)
    };
    let mut left = positions::most_stands(bytes.len());
    let stands = |(group, list): (&Group, Option<&[Posting]>)| {
        let documents: Vec<(usize, u32)> = list.unwrap_or_default().iter().map(document).collect();
        positions::stands(&mut coder, group.forms.split(' ').count(), &documents, &[], &mut left)
    };
    groups.iter().zip(lists.iter().copied()).map(stands).collect()
}

/// The shards that what lies from `first` to `last` may be in: from the last that does not begin behind `first`.
fn range(shards: &[Shard], first: &str, last: &str) -> Range<usize> {
    let behind = |word: &str| shards.partition_point(|shard| shard.key.as_str() <= word);
    let start = behind(first).saturating_sub(1);
    start..behind(last).max(start + 1).min(shards.len().max(start))
}
