//! Bytes to an [`Index`]. Everything that could be wrong with a file is found here, before the first
//! question; what is decoded later is bounded by the file's own bytes.

use std::fmt;
use std::ops::Range;

use crate::bytes::Reader;
use crate::dictionary::Dictionary;
use crate::facets::{self, Entry};
use crate::format::{FORMAT, HEADER, MAGIC, checksum};
use crate::postings::{self, Postings};
use crate::rank::byte_to_length;

/// An index, open for questions. It owns its bytes and decodes of them what a question needs.
#[derive(Debug)]
pub struct Index {
    bytes: Vec<u8>,
    lengths: Range<usize>,
    table: Range<usize>,
    blocks: Range<usize>,
    postings: Range<usize>,
    row_table: Range<usize>,
    rows: Range<usize>,
    average_length: f32,
    pub(crate) tags: Vec<Entry>,
    pub(crate) authors: Vec<Entry>,
    pub(crate) years: Vec<Entry>,
}

impl Index {
    /// Opens what [`build`](crate::build) wrote.
    pub fn open(bytes: Vec<u8>) -> Result<Index, Error> {
        if !bytes.starts_with(MAGIC) {
            return Err(Error::NotAnIndex);
        }
        // A newer format may have another checksum, so it is told first.
        match bytes.get(MAGIC.len()) {
            Some(&found) if found > FORMAT => Err(Error::NewerFormat { found, supported: FORMAT }),
            Some(&FORMAT) => Index::open_sections(bytes).ok_or(Error::Damaged),
            _ => Err(Error::Damaged),
        }
    }

    /// Checks the checksum and finds the sections.
    fn open_sections(bytes: Vec<u8>) -> Option<Index> {
        let sum = bytes.get(MAGIC.len() + 1..HEADER)?;
        if sum != checksum(bytes.get(HEADER..)?).to_le_bytes() {
            return None;
        }
        let mut reader = Reader::new(&bytes, HEADER);
        let count = reader.varint()? as usize;
        let lengths = reader.range(count)?;
        let table = reader.span()?;
        let blocks = reader.span()?;
        let postings = reader.span()?;
        let tags = facets::decode(&mut reader)?;
        let authors = facets::decode(&mut reader)?;
        let years = facets::decode(&mut reader)?;
        let row_table = reader.span()?;
        let rows = reader.span()?;
        if !reader.is_done() || row_table.len() != count.checked_mul(4)? {
            return None;
        }
        let words: f32 = bytes.get(lengths.clone())?.iter().map(|&byte| byte_to_length(byte)).sum();
        Some(Index {
            average_length: (words / count as f32).max(1.0),
            bytes,
            lengths,
            table,
            blocks,
            postings,
            row_table,
            rows,
            tags,
            authors,
            years,
        })
    }

    /// How many documents the index holds.
    pub fn len(&self) -> usize {
        self.lengths.len()
    }

    /// Whether the index holds no document.
    pub fn is_empty(&self) -> bool {
        self.lengths.is_empty()
    }

    /// The length of each document's body, in average lengths.
    pub(crate) fn lengths(&self) -> impl Iterator<Item = f32> {
        let bytes = self.part(&self.lengths).iter();
        bytes.map(|&byte| byte_to_length(byte) / self.average_length)
    }

    /// The words of the index.
    pub(crate) fn dictionary(&self) -> Dictionary<'_> {
        Dictionary { table: self.part(&self.table), blocks: self.part(&self.blocks) }
    }

    /// The posting list of a word, by where the dictionary says it lies.
    pub(crate) fn word_postings(&self, range: &Range<usize>) -> Postings<'_> {
        let all = self.part(&self.postings);
        postings::decode(all.get(range.clone()).unwrap_or_default())
    }

    /// The posting list of a tag, an author or a year.
    pub(crate) fn facet_postings(&self, entry: &Entry) -> Postings<'_> {
        postings::decode(self.part(&entry.documents))
    }

    /// The table of the offsets of rows, and the rows.
    pub(crate) fn rows(&self) -> (&[u8], &[u8]) {
        (self.part(&self.row_table), self.part(&self.rows))
    }

    /// The bytes of one section.
    fn part(&self, range: &Range<usize>) -> &[u8] {
        self.bytes.get(range.clone()).unwrap_or_default()
    }
}

/// Why bytes cannot be opened as an index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Error {
    /// The bytes do not begin as an index does; they are most likely another file.
    NotAnIndex,
    /// The index is of a format that came after this version of the crate.
    NewerFormat {
        /// The format of the index.
        found: u8,
        /// The newest format that this version reads.
        supported: u8,
    },
    /// The bytes begin as an index does, but are not those that were written.
    Damaged,
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::NotAnIndex => {
                f.write_str("this file is not a search index; check that its address is that of the index")
            }
            Error::NewerFormat { found, supported } => write!(
                f,
                "the search index has format {found}, and this version reads formats up to \
                 {supported}; reload the page, or build site and index with one version",
            ),
            Error::Damaged => f.write_str(
                "the search index is damaged or was cut short; fetch it again, and if that does \
                 not help, build the site again",
            ),
        }
    }
}

impl std::error::Error for Error {}
