//! The sorted words, each with the length of its posting list. Neighbours share their beginnings,
//! so each word says only how much it shares with the one before (front coding); every sixteenth
//! begins afresh, so a word is found by binary search over blocks and a walk through one.

use std::ops::Range;

use crate::bytes::{Reader, put_varint, table_entry};

/// Words in a block: more make the file smaller and the walk longer.
const BLOCK: usize = 16;

/// A word of the dictionary that answers a word of the question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Form {
    /// The word, folded.
    pub(crate) word: String,
    /// Where its posting list lies among the posting lists.
    pub(crate) postings: Range<usize>,
}

/// A dictionary as it is written: the offsets of the blocks, and the blocks.
#[derive(Default)]
pub(crate) struct Writer {
    pub(crate) table: Vec<u8>,
    pub(crate) blocks: Vec<u8>,
    last: String,
    words: usize,
    postings: usize,
}

impl Writer {
    /// Adds a word (greater than all before, at most 255 bytes), whose posting list is `length` bytes long and follows
    /// that of the word before.
    pub(crate) fn push(&mut self, word: &str, length: usize) {
        if self.words.is_multiple_of(BLOCK) {
            let offset = self.blocks.len() as u32;
            self.table.extend_from_slice(&offset.to_le_bytes());
            put_varint(&mut self.blocks, self.postings as u32);
            self.last.clear();
        }
        let pairs = word.bytes().zip(self.last.bytes());
        let shared = pairs.take_while(|(new, old)| new == old).count();
        let rest = word.as_bytes().get(shared..).unwrap_or_default();
        self.blocks.push(shared as u8);
        self.blocks.push(rest.len() as u8);
        self.blocks.extend_from_slice(rest);
        put_varint(&mut self.blocks, length as u32);
        word.clone_into(&mut self.last);
        self.words += 1;
        self.postings += length;
    }
}

/// A dictionary as it is read: two sections of the index, as they lie there.
pub(crate) struct Dictionary<'a> {
    pub(crate) table: &'a [u8],
    pub(crate) blocks: &'a [u8],
}

impl<'a> Dictionary<'a> {
    /// The forms that a word of the question stands for, in order: itself, or, if it is a prefix,
    /// all that begin with it.
    pub(crate) fn find(&self, word: &str, prefix: bool) -> Vec<Form> {
        let mut forms = Vec::new();
        for number in self.block_of(word.as_bytes())..self.len() {
            let Some(mut block) = self.block(number) else {
                break;
            };
            while let Some(postings) = block.next() {
                let fits = if prefix {
                    block.word.starts_with(word.as_bytes())
                } else {
                    block.word == word.as_bytes()
                };
                if fits {
                    let Ok(word) = String::from_utf8(block.word.clone()) else {
                        continue;
                    };
                    forms.push(Form { word, postings });
                } else if block.word.as_slice() > word.as_bytes() {
                    return forms;
                }
            }
        }
        forms
    }

    /// How many blocks there are.
    fn len(&self) -> usize {
        self.table.len() / 4
    }

    /// The last block whose first word is not greater than `word`, or the first block.
    fn block_of(&self, word: &[u8]) -> usize {
        let (mut low, mut high) = (0, self.len());
        while low + 1 < high {
            let middle = low.midpoint(high);
            let first = self.block(middle).and_then(|mut block| {
                block.next()?;
                Some(block.word)
            });
            match first {
                Some(first) if first.as_slice() <= word => low = middle,
                _ => high = middle,
            }
        }
        low
    }

    /// A walk through block `number`.
    fn block(&self, number: usize) -> Option<Block<'a>> {
        let start = table_entry(self.table, number)?;
        let end = table_entry(self.table, number + 1).unwrap_or(self.blocks.len());
        let mut reader = Reader::new(self.blocks.get(start..end)?, 0);
        let postings = reader.varint()? as usize;
        Some(Block { reader, word: Vec::new(), postings })
    }
}

/// A walk through the words of one block.
struct Block<'a> {
    reader: Reader<'a>,
    /// The word that was read last.
    word: Vec<u8>,
    /// Where the posting list of the next word begins.
    postings: usize,
}

impl Block<'_> {
    /// Reads the next word into `word`, and says where its posting list lies.
    fn next(&mut self) -> Option<Range<usize>> {
        let shared = self.reader.byte()?;
        let length = self.reader.byte()?;
        let rest = self.reader.take(usize::from(length))?;
        let end = self.postings.checked_add(self.reader.varint()? as usize)?;
        self.word.truncate(usize::from(shared));
        self.word.extend_from_slice(rest);
        Some(std::mem::replace(&mut self.postings, end)..end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    fn written(words: &BTreeMap<String, usize>) -> Writer {
        let mut writer = Writer::default();
        for (word, &length) in words {
            writer.push(word, length);
        }
        writer
    }

    fn read(writer: &Writer) -> Dictionary<'_> {
        Dictionary { table: &writer.table, blocks: &writer.blocks }
    }

    #[test]
    fn an_empty_dictionary_finds_nothing() {
        assert!(read(&Writer::default()).find("", true).is_empty());
    }

    proptest! {
        #[test]
        fn find_gives_what_a_scan_of_the_words_gives(
            words in prop::collection::btree_map("[abé]{1,5}", 1usize..300, 0..120),
            asked in "[abé]{0,4}",
            prefix: bool,
        ) {
            let mut start = 0;
            let mut expected = Vec::new();
            for (word, length) in &words {
                if if prefix { word.starts_with(&asked) } else { *word == asked } {
                    expected.push(Form { word: word.clone(), postings: start..start + length });
                }
                start += length;
            }
            let writer = written(&words);
            prop_assert_eq!(read(&writer).find(&asked, prefix), expected);
        }

        #[test]
        fn any_bytes_can_be_searched(table: Vec<u8>, blocks: Vec<u8>, asked in ".*", prefix: bool) {
            let found = Dictionary { table: &table, blocks: &blocks }.find(&asked, prefix);
            prop_assert!(found.len() <= table.len() * blocks.len());
        }
    }
}
