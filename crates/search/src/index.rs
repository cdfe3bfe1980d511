//! An index as it is read: the segments whose roots have come, and what is asked of all of them together.

use quire_bundle::{Filter, order};

use crate::analyse::{Fold, words};
use crate::found::{Found, Hit};
use crate::name::{hash, name, parse};
use crate::query::MOST_WORDS;
use crate::root::Error;
use crate::segment::Segment;
use crate::slot::Needs;

/// Up to how many bytes of dictionary are worth fetching while nothing else is to be done.
const IDLE: u32 = 256 * 1024;

/// An index. Its files are handed in; it fetches nothing.
#[derive(Default)]
pub struct Index {
    roots: Vec<Slot>,
}

/// A root, by the hash that its name says.
struct Slot {
    hash: u64,
    segment: Option<Segment>,
    is_lost: bool,
}

impl Index {
    /// The index whose segments have these roots, oldest documents first. A name that is none is never asked for.
    pub fn new(roots: &[String]) -> Index {
        let hashes = roots.iter().filter_map(|name| parse(name));
        Index { roots: hashes.map(|hash| Slot { hash, segment: None, is_lost: false }).collect() }
    }

    /// The index that is this segment.
    pub(crate) fn of(segment: Segment) -> Index {
        Index { roots: vec![Slot { hash: 0, segment: Some(segment), is_lost: false }] }
    }

    /// Takes in a file that was asked for.
    ///
    /// # Errors
    ///
    /// The bytes are not those that the name says, or no file of this index: fetch it again, past every cache, and if
    /// that does not help, [`give_up`](Index::give_up).
    pub fn take(&mut self, name: &str, bytes: &[u8]) -> Result<(), Error> {
        let wanted = parse(name).ok_or(Error::Unknown)?;
        if hash(bytes) != wanted {
            return Err(Error::Damaged);
        }
        let mut is_known = false;
        for slot in &mut self.roots {
            if slot.hash == wanted {
                if slot.segment.is_none() {
                    slot.segment = Some(Segment::open(bytes, 0)?);
                    slot.is_lost = false;
                }
                is_known = true;
            } else if let Some(segment) = &mut slot.segment {
                is_known |= segment.fill(wanted, Some(bytes));
            }
        }
        self.count();
        if is_known { Ok(()) } else { Err(Error::Unknown) }
    }

    /// Goes on without a file that does not come: answers say what they lack.
    pub fn give_up(&mut self, name: &str) {
        let Some(wanted) = parse(name) else { return };
        for slot in &mut self.roots {
            slot.is_lost |= slot.hash == wanted && slot.segment.is_none();
            if let Some(segment) = &mut slot.segment {
                segment.fill(wanted, None);
            }
        }
    }

    /// How many documents there are in the segments that have come.
    pub fn len(&self) -> usize {
        self.segments().map(|segment| segment.len() as usize).sum()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The names of the roots that have not come yet: what to fetch as soon as search is wanted.
    pub fn missing_roots(&self) -> Vec<String> {
        let away = self.roots.iter().filter(|slot| slot.segment.is_none() && !slot.is_lost);
        away.map(|slot| name(slot.hash)).collect()
    }

    /// Files that are worth fetching while nothing else is to be done: with them, a misspelt word costs no more time on
    /// the way than any other.
    pub fn idle(&self) -> Vec<String> {
        let files: Vec<_> = self.segments().flat_map(Segment::missing_dictionary).collect();
        let bytes: u32 = files.iter().map(|file| file.size).fold(0, u32::saturating_add);
        if bytes > IDLE { Vec::new() } else { files.into_iter().map(|file| name(file.hash)).collect() }
    }

    /// Answers a question: everything that matches, ranked.
    ///
    /// # Errors
    ///
    /// The names of files that are needed first: fetch all of them at once, [`take`](Index::take) them or
    /// [`give_up`](Index::give_up), and ask again.
    pub fn find(&self, filter: &Filter, fold: Fold<'_>) -> Result<Found, Vec<String>> {
        self.find_up_to(MOST_WORDS, filter, fold)
    }

    /// As [`find`](Index::find), of so many words, phrases and operators of the question.
    ///
    /// # Errors
    ///
    /// As for [`find`](Index::find).
    pub fn find_up_to(&self, most: usize, filter: &Filter, fold: Fold<'_>) -> Result<Found, Vec<String>> {
        let missing = self.missing_roots();
        if missing.is_empty() { crate::find::find(self, most, filter, fold) } else { Err(missing) }
    }

    /// What is shown of what was found: `limit` hits from number `offset` on.
    ///
    /// # Errors
    ///
    /// As for [`find`](Index::find).
    pub fn hits(&self, found: &Found, offset: usize, limit: usize) -> Result<Vec<Hit>, Vec<String>> {
        let mut needs = Needs::default();
        let hits = self.known_hits(found, offset, limit, &mut needs);
        if needs.is_waiting() { Err(needs.names()) } else { Ok(hits) }
    }

    /// The names of the files that would be needed to show the rest of these hits, and that were given up:
    /// [`hits`](Index::hits) goes on without what they hold.
    pub fn missing_hits(&self, found: &Found, offset: usize, limit: usize) -> Vec<String> {
        let mut needs = Needs::default();
        self.known_hits(found, offset, limit, &mut needs);
        needs.lost
    }

    fn known_hits(&self, found: &Found, offset: usize, limit: usize, needs: &mut Needs) -> Vec<Hit> {
        let mut hits = Vec::new();
        for key in found.best(offset.saturating_add(limit)).into_iter().skip(offset) {
            let (document, score) = (key as u32, (key >> 32) as u32);
            let row =
                self.segment_of(document).and_then(|segment| segment.row(document - segment.first, needs));
            if let Some(row) = row {
                let (title, url, date) = (row.title.clone(), row.url.clone(), row.date.clone());
                hits.push(Hit { document, score, title, url, date });
            }
        }
        hits
    }

    /// Words that the last one of a text may become, those of most documents first, from the dictionaries that are here.
    pub fn suggest(&self, text: &str, limit: usize, fold: Fold<'_>) -> Vec<String> {
        let Some(last) = words(text, fold).pop().filter(|_| text.ends_with(char::is_alphanumeric)) else {
            return Vec::new();
        };
        let mut known: Vec<(&str, u32)> = Vec::new();
        let mut needs = Needs::default();
        for segment in self.segments() {
            for shard in segment.dictionaries(&last, &(last.clone() + "\u{10FFFF}")) {
                let Some(dictionary) = segment.dictionary(shard, &mut needs) else { continue };
                for group in &dictionary.groups {
                    let Some(form) = group.forms.split(' ').find(|form| form.starts_with(&last)) else {
                        continue;
                    };
                    match known.iter_mut().find(|known| known.0 == form) {
                        Some(known) => known.1 = known.1.saturating_add(group.holding),
                        None => known.push((form, group.holding)),
                    }
                }
            }
        }
        let sorted = order(known.len(), &|a, b| known[b].1.cmp(&known[a].1).then(known[a].0.cmp(known[b].0)));
        sorted
            .into_iter()
            .map(|at| known[at].0)
            .filter(|form| *form != last)
            .take(limit)
            .map(str::to_string)
            .collect()
    }

    /// The segments that have come.
    pub(crate) fn segments(&self) -> impl Iterator<Item = &Segment> {
        self.roots.iter().filter_map(|slot| slot.segment.as_ref())
    }

    /// The names of the roots that will not come.
    pub(crate) fn lost_roots(&self) -> Vec<String> {
        self.roots.iter().filter(|slot| slot.is_lost).map(|slot| name(slot.hash)).collect()
    }

    fn segment_of(&self, document: u32) -> Option<&Segment> {
        self.segments().filter(|segment| segment.first <= document).last()
    }

    /// Gives the segments that are here the numbers of their documents.
    fn count(&mut self) {
        let mut first = 0;
        for segment in self.roots.iter_mut().filter_map(|slot| slot.segment.as_mut()) {
            segment.first = first;
            first += segment.len();
        }
    }
}
