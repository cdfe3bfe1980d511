//! The words of all documents, numbered in the order in which they come, each with its stem.

use crate::slots::{Slots, hash};

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
        let both = hash(form) ^ hash(stem).rotate_left(7);
        let Vocabulary { forms, stems, form_slots, stem_slots } = self;
        let known = form_slots.find(both, &|number| {
            let known = &forms[number as usize];
            known.text == form && stems[known.stem as usize] == stem
        });
        match known {
            Ok(number) => number,
            Err(slot) => {
                let number = match stem_slots.find(hash(stem), &|number| stems[number as usize] == stem) {
                    Ok(number) => number,
                    Err(slot) => {
                        stems.push(stem.to_string());
                        stem_slots.put(slot, hash(stem))
                    }
                };
                forms.push(Form { text: form.to_string(), stem: number });
                form_slots.put(slot, both)
            }
        }
    }
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
