//! The words of all documents, numbered in the order in which they come, each with its stem.
//!
//! A hash table of its own, because whoever opens a foreign feed has downloaded the writing half too: it is a tenth of
//! the code that a map of the standard library would add, and it always gives the same numbers.

/// A word as readers see it, and the number of its stem.
pub(super) struct Form {
    pub(super) text: String,
    pub(super) stem: u32,
}

/// Words and stems, numbered from 0.
#[derive(Default)]
pub(super) struct Vocabulary {
    pub(super) forms: Vec<Form>,
    pub(super) stems: Vec<String>,
    form_slots: Slots,
    stem_slots: Slots,
}

impl Vocabulary {
    /// The number of a word with this stem, new or known.
    pub(super) fn number(&mut self, form: &str, stem: &str) -> u32 {
        let hash = hash(form) ^ hash(stem).rotate_left(7);
        let Vocabulary { forms, stems, form_slots, stem_slots } = self;
        let known = form_slots.find(hash, |number| {
            let known = &forms[number as usize];
            known.text == form && stems[known.stem as usize] == stem
        });
        match known {
            Ok(number) => number,
            Err(slot) => {
                let number = match stem_slots.find(self::hash(stem), |number| stems[number as usize] == stem)
                {
                    Ok(number) => number,
                    Err(slot) => {
                        stems.push(stem.to_string());
                        stem_slots.put(slot, self::hash(stem))
                    }
                };
                forms.push(Form { text: form.to_string(), stem: number });
                form_slots.put(slot, hash)
            }
        }
    }
}

/// An open hash table of numbers that count up from 0.
#[derive(Default)]
struct Slots {
    /// The hash of each number.
    hashes: Vec<u32>,
    /// Numbers plus one, each at the place that its hash says or after it; 0 where nothing stands.
    slots: Vec<u32>,
}

impl Slots {
    /// The number with this hash that is the one, or else the slot where it would stand.
    fn find(&self, hash: u32, is_it: impl Fn(u32) -> bool) -> Result<u32, usize> {
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
    fn put(&mut self, slot: usize, hash: u32) -> u32 {
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
            if let Err(slot) = self.find(self.hashes[number], |_| false) {
                self.slots[slot] = number as u32 + 1;
            }
        }
    }
}

/// FNV-1a of 32 bits, mixed once more because only its lower bits are used.
fn hash(text: &str) -> u32 {
    let mut hash = 0x811C_9DC5_u32;
    for byte in text.bytes() {
        hash = (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
    }
    hash ^ hash >> 15
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_word_keeps_its_number_and_its_stem(words in prop::collection::vec(("[ab]{0,5}", "[ab]{0,2}"), 0..300)) {
            let mut vocabulary = Vocabulary::default();
            let mut first: Vec<&(String, String)> = Vec::new();
            for word in &words {
                if !first.contains(&word) {
                    first.push(word);
                }
                let number = vocabulary.number(&word.0, &word.1) as usize;
                prop_assert_eq!(first[number], word);
                let form = &vocabulary.forms[number];
                prop_assert_eq!((&form.text, &vocabulary.stems[form.stem as usize]), (&word.0, &word.1));
            }
            prop_assert_eq!(vocabulary.forms.len(), first.len());
        }
    }
}
