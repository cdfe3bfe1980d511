//! The one code in which every file of an index is written: an adaptive binary range coder.
//!
//! It is the coder of LZMA: every choice is one bit, and each kind of bit keeps its own probability, which follows what
//! has been seen, the faster the less that was, as most files are small. Writing and reading are the same calls, in the
//! same order, on the same struct, so that a section of a file is described by one function for both directions: what is
//! handed in is written, or ignored and read.
//! (Igor Pavlov, LZMA specification, 2015; G. N. N. Martin, "Range encoding", 1979.)

/// Bits of a probability.
const SCALE: u32 = 12;
/// Bits beside it in a context: how many bits that context has seen, up to as many as these can tell.
const SEEN: u32 = 4;
/// Below this the range is widened by a byte.
const NARROW: u32 = 1 << 24;
/// Contexts that a number takes; see [`Coder::number`].
pub(crate) const NUMBER: usize = 160;
/// Contexts that a letter takes; see [`Coder::letter`].
pub(crate) const LETTER: usize = 64 * 256;
/// Zeros at its end that a writer drops. No more, as a reader could not tell bytes that are cut short from what takes no
/// bytes at all, such as a tag that every document has.
const DROPPED: usize = 4;
/// Bytes that may be read past the end before the bytes are called cut short: those dropped, and four read ahead.
const SLACK: usize = DROPPED + 4;
/// Bytes of text that one file may unfold to by what its texts share: more is in no file that a writer wrote.
pub(crate) const MOST_TEXT: usize = 1 << 22;

/// A reader of bits, or a writer. Which of the two it is the compiler knows, so that a page that only reads brings no
/// code that writes.
pub(crate) struct Coder<const READS: bool> {
    /// The probabilities that a bit is 0, of each context.
    contexts: Vec<u16>,
    bytes: Vec<u8>,
    range: u32,
    // Reading.
    code: u32,
    at: usize,
    // Writing: the low end of the range, and bytes that a carry may still change.
    low: u64,
    held: u8,
    pending: usize,
}

/// Bits are written.
pub(crate) type Writer = Coder<false>;
/// Bits are read.
pub(crate) type Reader = Coder<true>;

impl Writer {
    /// A writer, with so many contexts.
    pub(crate) fn new(contexts: usize) -> Writer {
        Coder::start(contexts, Vec::new())
    }

    /// The bytes that were written.
    pub(crate) fn finish(mut self) -> Vec<u8> {
        for _ in 0..5 {
            self.shift();
        }
        // The first byte that leaves a writer is always 0. One byte is kept, as a file of none would be no file.
        self.bytes.drain(..self.bytes.len().min(1));
        for _ in 0..DROPPED {
            if self.bytes.len() > 1 {
                self.bytes.pop_if(|last| *last == 0);
            }
        }
        self.bytes
    }
}

impl Reader {
    /// A reader of these bytes, with so many contexts.
    pub(crate) fn new(contexts: usize, bytes: &[u8]) -> Reader {
        let mut coder = Coder::start(contexts, bytes.to_vec());
        for _ in 0..4 {
            coder.code = coder.code << 8 | coder.next();
        }
        coder
    }
}

impl<const READS: bool> Coder<READS> {
    fn start(contexts: usize, bytes: Vec<u8>) -> Coder<READS> {
        let contexts = vec![1 << (SCALE + SEEN - 1); contexts];
        Coder { contexts, bytes, range: u32::MAX, code: 0, at: 0, low: 0, held: 0, pending: 0 }
    }

    /// Whether more was read than there is: the bytes are cut short, or wrong.
    pub(crate) fn is_over(&self) -> bool {
        READS && self.at > self.bytes.len() + SLACK
    }

    /// One bit, in a context.
    pub(crate) fn bit(&mut self, context: usize, bit: bool) -> bool {
        let Some(known) = self.contexts.get_mut(context) else { return false };
        let (mut chance, seen) = (*known >> SEEN, *known & ((1 << SEEN) - 1));
        // What is known from few bits follows each new one further: half of the way at first, then less and less.
        let rate = (seen + 1).ilog2() + 1;
        let bound = (self.range >> SCALE) * u32::from(chance);
        let bit = if READS { self.code >= bound } else { bit };
        if bit {
            chance -= chance >> rate;
            self.range -= bound;
            if READS {
                self.code -= bound;
            } else {
                self.low += u64::from(bound);
            }
        } else {
            chance += ((1 << SCALE) - chance) >> rate;
            self.range = bound;
        }
        *known = chance << SEEN | (seen + 1).min((1 << SEEN) - 1);
        self.widen();
        bit
    }

    /// A value below `count`, all of them being as likely. `count` is at least 1.
    pub(crate) fn uniform(&mut self, count: u32, value: u32) -> u32 {
        if count > 1 << 16 {
            let high = self.uniform(((count - 1) >> 12) + 1, value >> 12);
            return high << 12 | self.uniform(1 << 12, value & 0xFFF);
        }
        let share = self.range / count.max(1);
        let value = if READS { (self.code / share).min(count - 1) } else { value };
        if READS {
            self.code -= share * value;
        } else {
            self.low += u64::from(share * value);
        }
        self.range = share;
        self.widen();
        value
    }

    /// A number below 2^32 - 1, in [`NUMBER`] contexts: how many bits it has, the upper bits as they are likely, and the
    /// others as they are.
    pub(crate) fn number(&mut self, context: usize, number: u32) -> u32 {
        let more = number.saturating_add(1);
        let length = self.tree(context, 5, more.ilog2());
        let known = length.min(2);
        let upper = self.tree(
            context + 32 + 4 * length as usize,
            known,
            more >> (length - known) & ((1 << known) - 1),
        );
        let mut read = 1 << known | upper;
        let mut left = length - known;
        while left > 0 {
            let step = left.min(12);
            left -= step;
            read = read << step | self.uniform(1 << step, more >> left & ((1 << step) - 1));
        }
        read - 1
    }

    /// A byte behind another, in [`LETTER`] contexts.
    pub(crate) fn letter(&mut self, context: usize, before: u8, letter: u8) -> u8 {
        self.tree(context + usize::from(before & 63) * 256, 8, u32::from(letter)) as u8
    }

    /// The bytes of a text that hold no 0, behind `before`, with a 0 at their end.
    pub(crate) fn letters(&mut self, context: usize, mut before: u8, text: &[u8]) -> Vec<u8> {
        let mut read = Vec::new();
        for at in 0.. {
            let letter = self.letter(context, before, text.get(at).copied().unwrap_or(0));
            if letter == 0 || self.is_over() {
                break;
            }
            read.push(letter);
            before = letter;
        }
        read
    }

    /// A value of so many bits, each in the context of those above it.
    pub(crate) fn tree(&mut self, context: usize, bits: u32, value: u32) -> u32 {
        let mut node = 1;
        for bit in (0..bits).rev() {
            node = node << 1 | u32::from(self.bit(context + node as usize, value >> bit & 1 == 1));
        }
        node - (1 << bits)
    }

    fn widen(&mut self) {
        while self.range < NARROW {
            self.range <<= 8;
            if READS {
                self.code = self.code << 8 | self.next();
            } else {
                self.shift();
            }
        }
    }

    fn next(&mut self) -> u32 {
        let byte = self.bytes.get(self.at).copied().unwrap_or(0);
        self.at += 1;
        u32::from(byte)
    }

    /// Lets the uppermost byte go, once no carry can change it.
    fn shift(&mut self) {
        if self.low < 0xFF00_0000 || self.low > u64::from(u32::MAX) {
            let carry = (self.low >> 32) as u8;
            self.bytes.push(self.held.wrapping_add(carry));
            for _ in 0..self.pending {
                self.bytes.push(0xFF_u8.wrapping_add(carry));
            }
            self.pending = 0;
            self.held = (self.low >> 24) as u8;
        } else {
            self.pending += 1;
        }
        self.low = (self.low & 0x00FF_FFFF) << 8;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_written_is_read(
            numbers in prop::collection::vec((0..u32::MAX - 1, 0..33u32), 0..300),
            texts in prop::collection::vec("[a-zé]{0,9}", 0..40),
            values in prop::collection::vec((1..5_000_000u32, any::<u32>()), 0..100),
        ) {
            let run = |coder: &mut Writer| {
                let mut seen = Vec::new();
                for &(number, shift) in &numbers {
                    seen.push(coder.number(0, number.checked_shr(shift).unwrap_or(0)));
                }
                for &(count, value) in &values {
                    seen.push(coder.uniform(count, value % count));
                }
                let read: Vec<Vec<u8>> = texts.iter().map(|text| coder.letters(NUMBER, b'.', text.as_bytes())).collect();
                (seen, read)
            };
            let mut writer = Writer::new(NUMBER + LETTER);
            let written = run(&mut writer);
            let bytes = writer.finish();
            // The reader is handed the same values and must not look at them: it is given others.
            let mut reader = Reader::new(NUMBER + LETTER, &bytes);
            let numbers: Vec<u32> = numbers.iter().map(|_| reader.number(0, 0)).collect();
            let values: Vec<u32> = values.iter().map(|&(count, _)| reader.uniform(count, 0)).collect();
            let read: Vec<Vec<u8>> = texts.iter().map(|_| reader.letters(NUMBER, b'.', b"")).collect();
            prop_assert_eq!([numbers, values].concat(), written.0);
            prop_assert_eq!(read, written.1);
            prop_assert!(!reader.is_over());
        }

        #[test]
        fn any_bytes_are_read_as_something(bytes: Vec<u8>) {
            let mut reader = Reader::new(NUMBER + LETTER, &bytes);
            for count in 1..500 {
                reader.number(0, 0);
                prop_assert!(reader.uniform(count, 0) < count);
                reader.letters(NUMBER, 0, b"");
            }
        }
    }

    #[test]
    fn what_is_likely_costs_little() {
        let mut writer = Writer::new(NUMBER);
        for _ in 0..8000 {
            writer.number(0, 3);
        }
        assert!(writer.finish().len() < 400);
    }

    #[test]
    fn what_is_as_likely_as_can_be_is_read_to_its_end() {
        for count in [0, 1, 10, 8000] {
            let mut writer = Writer::new(NUMBER);
            for _ in 0..count {
                writer.number(0, 0);
            }
            let bytes = writer.finish();
            let mut reader = Reader::new(NUMBER, &bytes);
            for _ in 0..count {
                assert_eq!(reader.number(0, 9), 0);
            }
            assert!(!reader.is_over(), "{count}");
        }
    }
}
