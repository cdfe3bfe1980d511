//! A hash table of numbers, which finds again what was numbered.
//!
//! It is our own, because whoever opens a foreign feed downloads it: it is a tenth of the code that a map of the standard
//! library would add, and it always gives the same numbers.

/// An open hash table of numbers that count up from 0.
#[derive(Default)]
pub(crate) struct Slots {
    /// The hash of each number.
    hashes: Vec<u32>,
    /// Numbers plus one, each at the place that its hash says or after it; 0 where nothing stands.
    slots: Vec<u32>,
}

impl Slots {
    /// The number with this hash that is the one, or else the slot where it would stand.
    pub(crate) fn find(&self, hash: u32, is_it: &dyn Fn(u32) -> bool) -> Result<u32, usize> {
        // The number of slots is a power of two.
        let mask = self.slots.len().wrapping_sub(1);
        let mut slot = hash as usize & mask;
        while let Some(number @ 1..) = self.slots.get(slot).copied() {
            if self.hashes[number as usize - 1] == hash && is_it(number - 1) {
                return Ok(number - 1);
            }
            slot = (slot + 1) & mask;
        }
        Err(slot)
    }

    /// Takes the next number in, at the slot where [`find`](Slots::find) did not find it.
    pub(crate) fn put(&mut self, slot: usize, hash: u32) -> u32 {
        self.hashes.push(hash);
        if let Some(slot) = self.slots.get_mut(slot) {
            *slot = self.hashes.len() as u32;
        }
        // At most half of the slots are taken, so a search soon comes to a free one.
        if self.hashes.len() * 2 >= self.slots.len() {
            self.grow();
        }
        self.hashes.len() as u32 - 1
    }

    fn grow(&mut self) {
        self.slots = vec![0; (self.slots.len() * 2).max(64)];
        for number in 0..self.hashes.len() {
            if let Err(slot) = self.find(self.hashes[number], &|_| false) {
                self.slots[slot] = number as u32 + 1;
            }
        }
    }
}

/// FNV-1a of 32 bits, mixed once more because only its lower bits are used.
pub(crate) fn hash(text: &str) -> u32 {
    let mut hash = 0x811C_9DC5_u32;
    for byte in text.bytes() {
        hash = (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
    }
    hash ^ hash >> 15
}
