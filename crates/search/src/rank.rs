//! How well a document answers: all words of the question come first, then BM25 with weighted fields (BM25F; Robertson,
//! Zaragoza and Taylor, 2004). The frequencies of a stem in body, headings and labels are weighed and added before they
//! saturate; a title is a field of its own, with the rarity that the stem has among titles. Only additions and
//! multiplications, so native and WebAssembly agree to the bit, and no library of mathematics is linked.

use std::ops::Range;

use crate::postings::Places;
use crate::terms::How;

// The weights are measured: on two blogs of 750 and 2,082 posts, whose posts were searched by rare words of their titles,
// whole, half typed and misspelt, and on the judged collections Cranfield and MED. They are the same for all.

/// How soon repetition stops to count (BM25's k1).
const SATURATION: f32 = 2.0;
/// How much a long body counts against its words (BM25's b).
const LENGTH: f32 = 0.5;
/// The frequency that stands for each class of [`Places::class`].
const FREQUENCY: [f32; 4] = [0.0, 1.0, 1.6, 6.0];
/// What a heading or a label adds to the frequency of its words.
const HEADING: f32 = 1.0;
const LABEL: f32 = 1.0;
/// What a title counts, against a body, when it answers the whole question.
const TITLE: f32 = 4.0;
/// How much a long title counts against its words, and how many stems a title has as a rule.
const TITLE_LENGTH: f32 = 0.7;
const TITLE_STEMS: f32 = 6.0;
/// What is left of a word that is longer than what was typed, and of one that is an edit away.
const LONGER: f32 = 0.7;
const EDITED: f32 = 0.9;
/// A word that more than this part of all documents hold does not choose between them.
pub(crate) const COMMON: f32 = 0.7;

/// The weight of a word that `holding` of `all` documents hold: the rarer, the more, and never below zero.
pub(crate) fn rarity(holding: usize, all: usize) -> f32 {
    let (holding, all) = (holding as f32, all as f32);
    log2(1.0 + (all - holding + 0.5) / (holding + 0.5))
}

/// How well a stem fits a document by its body, headings and labels, before its rarity: 0 to 1. `length` is that of the
/// document, in average lengths.
pub(crate) fn fit(places: Places, length: f32) -> f32 {
    let mut frequency = FREQUENCY.get(places.class()).copied().unwrap_or_default();
    if places.is_in(Places::HEADING) {
        frequency += HEADING;
    }
    if places.is_in(Places::LABEL) {
        frequency += LABEL;
    }
    let weight = frequency / (1.0 - LENGTH + LENGTH * length);
    weight / (weight + SATURATION)
}

/// How well a stem fits a document by its title, before its rarity among titles.
pub(crate) fn title_fit(places: Places) -> f32 {
    let length = places.title_stems() as f32 / TITLE_STEMS;
    if places.is_in(Places::TITLE) { TITLE / (1.0 - TITLE_LENGTH + TITLE_LENGTH * length) } else { 0.0 }
}

/// How much a stem counts by how sure it is that it is meant.
pub(crate) fn sureness(how: How) -> f32 {
    match how {
        How::Typed => 1.0,
        How::Begun => LONGER,
        How::Misspelt(edits) => {
            if edits > 1 {
                EDITED * EDITED
            } else {
                EDITED
            }
        }
    }
}

/// Set in the score of a document whose whole title was typed, and in that of one that holds all terms.
const EXACT_TITLE: u32 = 1 << 31;
const ALL_TERMS: u32 = 1 << 30;

/// How well a document answers, while its terms are added up.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Score {
    /// What body and title add up to.
    body: f32,
    title: f32,
    /// The rarities of the terms that the title holds.
    title_rarity: f32,
    /// How many terms it holds.
    terms: u16,
    /// How many terms its title holds as they were typed, and the last of them.
    titled: u16,
    last_titled: u16,
    /// How many stems its title has.
    title_stems: u8,
}

impl Score {
    /// Its title, of so many stems, holds the term with this number, from 1, as it was typed.
    pub(crate) fn in_title(&mut self, term: u16, title_stems: usize) {
        if self.last_titled != term {
            self.last_titled = term;
            self.titled += 1;
        }
        self.title_stems = title_stems as u8;
    }

    /// It holds a term of this rarity so well by its body, and by its title.
    pub(crate) fn add(&mut self, rarity: f32, body: f32, title: f32) {
        self.body += body;
        self.title += title;
        if title > 0.0 {
            self.title_rarity += rarity;
        }
        self.terms += 1;
    }

    /// Whether it holds any term.
    pub(crate) fn is_found(&self) -> bool {
        self.terms > 0
    }

    /// The score as it is compared: in 256ths. The rarities of all terms add up to `whole`; `terms` are looked at.
    /// `title` tells how many stems a title may have that the question is the whole of.
    ///
    /// A title counts by how much of the question it answers, squared: one word of many in a title says little.
    pub(crate) fn fixed(&self, whole: f32, terms: usize, title: &Range<usize>) -> u32 {
        let share = if whole > 0.0 { self.title_rarity / whole } else { 0.0 };
        let score = self.body + self.title * share * share;
        let mut fixed = ((score * 256.0) as u32).min(ALL_TERMS - 1);
        if usize::from(self.terms) == terms {
            fixed |= ALL_TERMS;
        }
        let is_titled = terms > 0 && usize::from(self.titled) == terms;
        if is_titled && title.contains(&usize::from(self.title_stems)) { fixed | EXACT_TITLE } else { fixed }
    }
}

/// A length in words as one byte: exact below 8, then three significant bits.
pub(crate) fn length_to_byte(length: u32) -> u8 {
    let shift = 29 - length.leading_zeros().min(29);
    (shift << 2) as u8 + (length >> shift) as u8
}

/// The middle of the lengths that a byte stands for, in words.
pub(crate) fn byte_to_length(byte: u8) -> f32 {
    let shift = (byte >> 2).saturating_sub(1);
    let least = u64::from(byte - (shift << 2)) << shift.min(60);
    least as f32 + ((1_u64 << shift.min(60)) - 1) as f32 / 2.0
}

/// The logarithm to base 2 of a positive number, to two decimals: the exponent, and a parabola.
fn log2(number: f32) -> f32 {
    let bits = number.to_bits();
    let exponent = (bits >> 23) as f32 - 127.0;
    let mantissa = f32::from_bits(bits & 0x007F_FFFF | 0x3F80_0000);
    exponent + (2.0 - mantissa / 3.0) * mantissa - 5.0 / 3.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_logarithm_is_near_and_ascends() {
        let mut before = log2(1.0);
        assert!(before.abs() < 0.001);
        for step in 1u16..2000 {
            let number = 1.0 + f32::from(step) / 16.0;
            let here = log2(number);
            assert!((here - number.log2()).abs() < 0.02 && here > before);
            before = here;
        }
    }

    #[test]
    fn lengths_are_kept_to_an_eighth() {
        for length in (0..70_000).chain([u32::MAX / 2, u32::MAX]) {
            let kept = byte_to_length(length_to_byte(length));
            assert!((kept - length as f32).abs() <= length as f32 / 8.0, "{length} {kept}");
        }
        for byte in 0..=u8::MAX {
            assert!(byte_to_length(byte) >= 0.0);
        }
    }

    #[test]
    fn repetition_and_shortness_count_and_have_an_end() {
        let times = |times: u32, length: f32| fit(Places(Places::class_of(times)), length);
        assert!(times(1, 1.0) < times(2, 1.0) && times(3, 1.0) < times(4, 1.0) && times(9, 1.0) < 1.0);
        assert!(times(1, 0.5) > times(1, 2.0));
        let title = |stems: u32| title_fit(Places(Places::TITLE).with_title(stems));
        assert!(title(2) > title(9) && title(9) > 0.0);
        assert_eq!(title_fit(Places(1)).to_bits(), 0);
    }

    #[test]
    fn a_rarer_word_weighs_more_and_every_word_weighs_something() {
        assert!(rarity(1, 1000) > rarity(10, 1000));
        assert!(rarity(1000, 1000) >= 0.0);
    }
}
