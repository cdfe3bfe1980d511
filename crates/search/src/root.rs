//! The root of a segment: how many documents there are, when they were written, how long they are, and which files hold
//! the rest, by the words that they begin with.

use crate::coder::{Coder, LETTER, MOST_TEXT, NUMBER, Reader, Writer};
use crate::facets::KINDS;

/// What stands in front of every root.
const MAGIC: &[u8] = b"QSEARCH";
/// The format that this crate writes, and the only one that it reads.
pub(crate) const FORMAT: u8 = 3;

/// The day of a document without a date.
pub(crate) const UNDATED: i32 = i32::MIN;

/// A file of a segment: the hash of its bytes, which is its name, and how many there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct File {
    pub(crate) hash: u64,
    pub(crate) size: u32,
}

/// A file that holds what belongs to the stems from `key` on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Shard {
    pub(crate) key: String,
    pub(crate) file: File,
}

/// The root of a segment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Root {
    /// The day of each document since 1 January 1970, ascending; [`UNDATED`] first.
    pub(crate) days: Vec<i32>,
    /// How long each document is, as [`crate::rank::length_to_byte`] says it.
    pub(crate) lengths: Vec<u8>,
    /// The shards of the dictionary; the key is that of their first shard of postings.
    pub(crate) dictionary: Vec<Shard>,
    /// The shards of the posting lists.
    pub(crate) postings: Vec<Shard>,
    /// Frequent words whose own place is in another shard of postings than their stem's is, in order, and the number of
    /// that shard: so that it can be asked for together with the dictionary.
    pub(crate) away: Vec<(String, u32)>,
    /// The table of the positions.
    pub(crate) positions: File,
    /// The facets, one file a kind; of size 0 where there are none.
    pub(crate) facets: [File; KINDS],
    /// The blocks of rows.
    pub(crate) rows: Vec<File>,
    /// Whether dictionary, postings, facets and rows follow the root in its own file.
    pub(crate) whole: bool,
}

const COUNT: usize = 0;
const GAPS: usize = NUMBER;
const SIZES: usize = 2 * NUMBER;
const SHARED: usize = 3 * NUMBER;
const LENGTHS: usize = 4 * NUMBER;
const KEYS: usize = LENGTHS + LETTER;
const FLAGS: usize = KEYS + LETTER;
const AWAY: usize = FLAGS + 1;
const CONTEXTS: usize = AWAY + NUMBER;

/// Why a file of an index cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Error {
    /// It is no file of this index, or of another build.
    Unknown,
    /// Its bytes are not those that its name says: it was cut short, changed on its way, or something else was sent.
    Damaged,
    /// It is of a format that this build cannot read.
    Format(u8),
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Error::Unknown => f.write_str("it is no file of this search index; reload the page"),
            Error::Damaged => f.write_str("it is damaged or of another build; reload the page"),
            Error::Format(format) => {
                write!(f, "it is of format {format} and this page reads {FORMAT}; reload the page")
            }
        }
    }
}

impl std::error::Error for Error {}

impl Root {
    /// The bytes of the root, without the files that may follow it.
    pub(crate) fn encode(&self) -> Vec<u8> {
        let mut coder = Writer::new(CONTEXTS);
        self.code(&mut coder);
        let mut bytes = MAGIC.to_vec();
        bytes.push(FORMAT);
        let root = coder.finish();
        bytes.extend((root.len() as u32).to_le_bytes());
        bytes.extend(root);
        bytes
    }

    /// Reads a root, and says where the files begin that may follow it.
    pub(crate) fn decode(bytes: &[u8]) -> Result<(Root, usize), Error> {
        let (format, rest) = bytes.strip_prefix(MAGIC).and_then(<[u8]>::split_first).ok_or(Error::Damaged)?;
        if *format != FORMAT {
            return Err(Error::Format(*format));
        }
        let (length, rest) = rest.split_first_chunk().ok_or(Error::Damaged)?;
        let length = u32::from_le_bytes(*length) as usize;
        let mut coder = Reader::new(CONTEXTS, rest.get(..length).ok_or(Error::Damaged)?);
        let root = Root::default().code(&mut coder);
        if coder.is_over() { Err(Error::Damaged) } else { Ok((root, bytes.len() - rest.len() + length)) }
    }

    fn code<const READS: bool>(&self, coder: &mut Coder<READS>) -> Root {
        let mut read = Root::default();
        let documents = coder.number(COUNT, self.days.len() as u32);
        let undated = self.days.iter().filter(|&&day| day == UNDATED).count();
        let undated = coder.number(COUNT, undated as u32).min(documents);
        let mut before = None;
        for at in 0..documents {
            if coder.is_over() {
                return read;
            }
            let given = self.days.get(at as usize).copied().unwrap_or(0);
            let day = if at < undated { UNDATED } else { day(coder, before, given) };
            before = Some(day).filter(|&day| day != UNDATED);
            read.days.push(day);
            let length = self.lengths.get(at as usize).copied().unwrap_or(0);
            read.lengths.push(coder.letter(LENGTHS, 0, length));
        }
        read.postings = shards(coder, &self.postings);
        read.dictionary = shards(coder, &self.dictionary);
        read.away = away(coder, &self.away);
        read.positions = file(coder, self.positions);
        for (read, given) in read.facets.iter_mut().zip(&self.facets) {
            *read = file(coder, *given);
        }
        read.rows = files(coder, &self.rows);
        read.whole = coder.bit(FLAGS, self.whole);
        read
    }
}

/// The table of the positions of a segment, which is a file of its own as only quotations need it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct PositionsTable {
    /// How many places each document has.
    pub(crate) places: Vec<u32>,
    /// The shards of the positions.
    pub(crate) shards: Vec<Shard>,
}

impl PositionsTable {
    /// The bytes of the table.
    pub(crate) fn encode(&self) -> Vec<u8> {
        let mut coder = Writer::new(CONTEXTS);
        self.code(&mut coder);
        coder.finish()
    }

    /// Reads a table.
    pub(crate) fn decode(bytes: &[u8]) -> PositionsTable {
        PositionsTable::default().code(&mut Reader::new(CONTEXTS, bytes))
    }

    fn code<const READS: bool>(&self, coder: &mut Coder<READS>) -> PositionsTable {
        let mut places = Vec::new();
        for at in 0..coder.number(COUNT, self.places.len() as u32) {
            if coder.is_over() {
                break;
            }
            places.push(coder.number(GAPS, self.places.get(at as usize).copied().unwrap_or(0)));
        }
        PositionsTable { places, shards: shards(coder, &self.shards) }
    }
}

/// What is added to the days between two documents: they are in the order of their moments, and two time zones can be
/// two days apart.
const ZONES: i32 = 2;

/// The first day as it is, with its sign last; each other as the days since the one before.
fn day<const READS: bool>(coder: &mut Coder<READS>, before: Option<i32>, day: i32) -> i32 {
    if let Some(before) = before {
        let gap = coder.number(GAPS, day.wrapping_sub(before).wrapping_add(ZONES).cast_unsigned());
        return before.wrapping_add(gap.cast_signed()).wrapping_sub(ZONES);
    }
    unfold(coder.number(COUNT, fold(day)))
}

fn away<const READS: bool>(coder: &mut Coder<READS>, away: &[(String, u32)]) -> Vec<(String, u32)> {
    let mut read: Vec<(String, u32)> = Vec::new();
    let (mut before, mut text) = ((String::new(), 0), 0);
    for at in 0..coder.number(COUNT, away.len() as u32) {
        let (given, number) = away.get(at as usize).cloned().unwrap_or_default();
        let word = key(coder, &before.0, &given);
        // Words that lie near each other have stems that do.
        let ahead = number.wrapping_sub(before.1).cast_signed();
        let ahead = unfold(coder.number(AWAY, fold(ahead)));
        text += word.len();
        if coder.is_over() || READS && text > MOST_TEXT {
            break;
        }
        before = (word, before.1.wrapping_add(ahead.cast_unsigned()));
        read.push(before.clone());
    }
    read
}

/// A word by what it shares with the one before, and the rest.
fn key<const READS: bool>(coder: &mut Coder<READS>, before: &str, given: &str) -> String {
    let shared = coder.number(SHARED, crate::dictionary::shared(before, given) as u32) as usize;
    let mut key = before.as_bytes().get(..shared).unwrap_or_default().to_vec();
    let rest = given.as_bytes().get(shared..).unwrap_or_default();
    key.extend(coder.letters(KEYS, key.last().copied().unwrap_or(0), rest));
    String::from_utf8(key).unwrap_or_default()
}

/// A number with its sign last.
fn fold(number: i32) -> u32 {
    ((number << 1) ^ (number >> 31)).cast_unsigned()
}

fn unfold(folded: u32) -> i32 {
    (folded >> 1).cast_signed() ^ -(folded & 1).cast_signed()
}

fn shards<const READS: bool>(coder: &mut Coder<READS>, shards: &[Shard]) -> Vec<Shard> {
    let mut read = Vec::new();
    let (mut before, mut text) = (String::new(), 0);
    for at in 0..coder.number(COUNT, shards.len() as u32) {
        let given = shards.get(at as usize).cloned().unwrap_or_default();
        let key = key(coder, &before, &given.key);
        let file = file(coder, given.file);
        text += key.len() + size_of::<Shard>();
        if coder.is_over() || READS && text > MOST_TEXT {
            break;
        }
        before.clone_from(&key);
        read.push(Shard { key, file });
    }
    read
}

fn files<const READS: bool>(coder: &mut Coder<READS>, files: &[File]) -> Vec<File> {
    let mut read = Vec::new();
    for at in 0..coder.number(COUNT, files.len() as u32) {
        let file = file(coder, files.get(at as usize).copied().unwrap_or_default());
        // No block of rows is empty.
        if coder.is_over() || file.size == 0 {
            break;
        }
        read.push(file);
    }
    read
}

fn file<const READS: bool>(coder: &mut Coder<READS>, file: File) -> File {
    let size = coder.number(SIZES, file.size);
    if size == 0 {
        return File::default();
    }
    let high = coder.uniform(1 << 20, (file.hash >> 20) as u32);
    let low = coder.uniform(1 << 20, (file.hash & 0xF_FFFF) as u32);
    File { hash: u64::from(high) << 20 | u64::from(low), size }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn file() -> impl Strategy<Value = File> {
        (0..1u64 << 40, 1..1_000_000u32).prop_map(|(hash, size)| File { hash, size })
    }

    fn shards() -> impl Strategy<Value = Vec<Shard>> {
        prop::collection::vec(("[a-zé]{0,6}", file()).prop_map(|(key, file)| Shard { key, file }), 0..20)
    }

    proptest! {
        #[test]
        fn a_root_is_read_as_it_was_written(
            mut days in prop::collection::vec(prop_oneof![1 => Just(UNDATED), 9 => -900_000..900_000i32], 0..50),
            dictionary in shards(),
            postings in shards(),
            positions in file(),
            facet in file(),
            rows in prop::collection::vec(file(), 0..9),
            away in prop::collection::vec(("[a-zé]{0,6}", any::<u32>()), 0..9),
            whole: bool,
        ) {
            days.sort_unstable();
            let lengths = days.iter().map(|day| *day as u8).collect();
            let facets = [File::default(), facet, File::default(), facet, facet];
            let away = away.into_iter().map(|(word, shard)| (word, shard / 4)).collect();
            let root = Root { days, lengths, dictionary, postings, away, positions, facets, rows, whole };
            let bytes = root.encode();
            prop_assert_eq!(Root::decode(&bytes), Ok((root, bytes.len())));
        }

        #[test]
        fn a_table_is_read_as_it_was_written(places in prop::collection::vec(0..9_000_000u32, 0..40), shards in shards()) {
            let table = PositionsTable { places, shards };
            prop_assert_eq!(PositionsTable::decode(&table.encode()), table);
        }

        #[test]
        fn any_bytes_are_read_or_refused(mut bytes: Vec<u8>, begins_well: bool) {
            if begins_well {
                bytes.splice(..0, *b"QSEARCH\x03\x20\0\0\0");
            }
            let _ = Root::decode(&bytes);
        }
    }

    #[test]
    fn another_format_is_refused_by_its_number() {
        assert_eq!(Root::decode(b"QSEARCH\x63..").unwrap_err(), Error::Format(0x63));
        assert_eq!(Root::decode(b"<!doctype html>").unwrap_err(), Error::Damaged);
    }
}
