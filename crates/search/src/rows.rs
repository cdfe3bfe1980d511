//! Rows: what a hit shows of each document, in blocks, so that ten hits cost ten small files.

use crate::coder::{Coder, LETTER, MOST_TEXT, NUMBER, Reader, Writer};

/// Up to how many documents a segment has small blocks.
const SMALL: usize = 8192;

/// How many documents a block has, in a segment of so many; the last may have fewer. Ten hits lie in ten blocks as a
/// rule, so that these are small, and the more there are, the more room their names take in the root.
pub(crate) fn block(documents: usize) -> usize {
    if documents <= SMALL { 16 } else { 32 }
}

/// What a hit shows of a document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Row {
    pub(crate) title: String,
    pub(crate) url: String,
    pub(crate) date: String,
}

const COUNT: usize = 0;
const SHARED: usize = NUMBER;
const LETTERS: usize = 2 * NUMBER;
const CONTEXTS: usize = LETTERS + 3 * LETTER;

/// A block of rows, written from `rows`, or read.
fn code<const READS: bool>(coder: &mut Coder<READS>, rows: &[Row]) -> Vec<Row> {
    let (mut read, mut unfolded): (Vec<Row>, usize) = (Vec::new(), 0);
    let none = Row::default();
    for at in 0..coder.number(COUNT, rows.len() as u32) {
        let row = rows.get(at as usize).unwrap_or(&none);
        let before = read.last().map_or("", |row| row.url.as_str()).to_string();
        let title = text(coder, 0, "", &row.title);
        let url = text(coder, 1, &before, &row.url);
        let before = read.last().map_or("", |row| row.date.as_str()).to_string();
        let date = text(coder, 2, &before, &row.date);
        unfolded += title.len() + url.len() + date.len();
        if coder.is_over() || READS && unfolded > MOST_TEXT {
            break;
        }
        read.push(Row { title, url, date });
    }
    read
}

/// A text of one column: how much it shares with the beginning of that before, and what follows.
fn text<const READS: bool>(coder: &mut Coder<READS>, column: usize, before: &str, text: &str) -> String {
    let shared = if column == 0 {
        0
    } else {
        coder.number(SHARED, crate::dictionary::shared(before, text) as u32) as usize
    };
    let mut read = before.as_bytes().get(..shared).unwrap_or_default().to_vec();
    let rest = text.as_bytes().get(shared..).unwrap_or_default();
    read.extend(coder.letters(LETTERS + column * LETTER, read.last().copied().unwrap_or(0), rest));
    String::from_utf8(read).unwrap_or_default()
}

/// The bytes of a block.
pub(crate) fn encode(rows: &[Row]) -> Vec<u8> {
    let mut coder = Writer::new(CONTEXTS);
    code(&mut coder, rows);
    coder.finish()
}

/// Reads a block.
pub(crate) fn decode(bytes: &[u8]) -> Vec<Row> {
    code(&mut Reader::new(CONTEXTS, bytes), &[])
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn rows_are_read_as_they_were_written(texts in prop::collection::vec(("[^\0]{0,20}", "[^\0]{0,20}", "[^\0]{0,9}"), 0..40)) {
            let rows: Vec<Row> = texts.into_iter().map(|(title, url, date)| Row { title, url, date }).collect();
            prop_assert_eq!(decode(&encode(&rows)), rows);
        }

        #[test]
        fn any_bytes_are_read(bytes: Vec<u8>) {
            decode(&bytes);
        }
    }
}
