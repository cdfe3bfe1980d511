//! The alphabet of the file: numbers, texts and spans. The writing half appends to a `Vec`; the
//! reading half is a cursor that gives `None` where the bytes end early, so that no length read
//! from a file is ever trusted.

use std::ops::Range;

/// Appends a number as a varint (LEB128): seven bits a byte, lowest first, the top bit set on all
/// bytes but the last.
pub(crate) fn put_varint(out: &mut Vec<u8>, mut number: u32) {
    while number > 0x7F {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

/// Appends a span: its length in bytes as a varint, then the bytes.
pub(crate) fn put_span(out: &mut Vec<u8>, bytes: &[u8]) {
    put_varint(out, bytes.len() as u32);
    out.extend_from_slice(bytes);
}

/// A cursor over bytes that may be anything.
pub(crate) struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Reader<'a> {
    /// Begins `at` bytes into `bytes`.
    pub(crate) fn new(bytes: &'a [u8], at: usize) -> Self {
        Reader { bytes, at }
    }

    /// A cursor over one part of the same bytes, which counts places from the same beginning.
    pub(crate) fn within(&self, part: Range<usize>) -> Option<Self> {
        let bytes = self.bytes.get(..part.end)?;
        Some(Reader::new(bytes, part.start))
    }

    /// Whether nothing is left to read.
    pub(crate) fn is_done(&self) -> bool {
        self.at >= self.bytes.len()
    }

    /// The next byte.
    pub(crate) fn byte(&mut self) -> Option<u8> {
        let byte = *self.bytes.get(self.at)?;
        self.at += 1;
        Some(byte)
    }

    /// A varint; `None` if it ends early or does not fit in 32 bits.
    pub(crate) fn varint(&mut self) -> Option<u32> {
        let mut number = 0;
        for shift in [0, 7, 14, 21, 28] {
            let byte = self.byte()?;
            let bits = u32::from(byte & 0x7F);
            if shift == 28 && bits > 0xF {
                return None;
            }
            number |= bits << shift;
            if byte < 0x80 {
                return Some(number);
            }
        }
        None
    }

    /// Where the next `length` bytes lie.
    pub(crate) fn range(&mut self, length: usize) -> Option<Range<usize>> {
        let range = self.at..self.at.checked_add(length)?;
        self.bytes.get(range.clone())?;
        self.at = range.end;
        Some(range)
    }

    /// Where the bytes of the next span lie.
    pub(crate) fn span(&mut self) -> Option<Range<usize>> {
        let length = self.varint()?;
        self.range(length as usize)
    }

    /// The next `length` bytes.
    pub(crate) fn take(&mut self, length: usize) -> Option<&'a [u8]> {
        let range = self.range(length)?;
        self.bytes.get(range)
    }

    /// The next span as text; `None` if it is not UTF-8.
    pub(crate) fn text(&mut self) -> Option<String> {
        let range = self.span()?;
        let bytes = self.bytes.get(range)?;
        std::str::from_utf8(bytes).ok().map(str::to_owned)
    }
}

/// Entry `number` of a table of offsets: 32 bits each, lowest byte first.
pub(crate) fn table_entry(table: &[u8], number: usize) -> Option<usize> {
    let at = number.checked_mul(4)?;
    let bytes = table.get(at..at.checked_add(4)?)?;
    Some(u32::from_le_bytes(bytes.try_into().ok()?) as usize)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn small_numbers_take_one_byte() {
        for (number, bytes) in [(0, 1), (127, 1), (128, 2), (u32::MAX, 5)] {
            let mut out = Vec::new();
            put_varint(&mut out, number);
            assert_eq!(out.len(), bytes);
        }
    }

    #[test]
    fn a_number_beyond_32_bits_is_refused() {
        let read = |bytes: &[u8]| Reader::new(bytes, 0).varint();
        assert_eq!(read(&[0xFF, 0xFF, 0xFF, 0xFF, 0x0F]), Some(u32::MAX));
        assert_eq!(read(&[0xFF, 0xFF, 0xFF, 0xFF, 0x1F]), None);
        assert_eq!(read(&[0x80, 0x80, 0x80, 0x80, 0x80, 0x00]), None);
    }

    #[test]
    fn a_span_longer_than_the_bytes_is_refused() {
        assert_eq!(Reader::new(&[3, b'a', b'b'], 0).text(), None);
        assert_eq!(Reader::new(&[1, 0xFF], 0).text(), None);
        assert_eq!(Reader::new(&[], 9).range(usize::MAX), None);
        assert_eq!(table_entry(&[1, 0, 0, 0], usize::MAX), None);
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(number: u32, text in ".*") {
            let mut out = Vec::new();
            put_varint(&mut out, number);
            put_span(&mut out, text.as_bytes());
            let mut reader = Reader::new(&out, 0);
            prop_assert_eq!(reader.varint(), Some(number));
            prop_assert_eq!(reader.text(), Some(text));
            prop_assert!(reader.is_done());
        }
    }
}
