//! How well a document answers. BM25 with weighted fields (BM25F): the frequencies of a word in
//! title, labels and body are weighed and added before they saturate, so that a word in the title
//! counts as many in the body. Only additions and multiplications, so native and WebAssembly agree
//! to the bit, and no library of mathematics is linked.

use crate::postings::Places;

/// How soon repetition stops to count (BM25's k1).
const SATURATION: f32 = 1.2;
/// How much a long body counts against its words (BM25's b).
const LENGTH: f32 = 0.75;
/// What a word in the title counts, in words of the body.
///
/// This and the next two are measured: known posts were searched by words of their titles, on two
/// blogs of 750 and 2,082 posts. More for titles gains next to nothing; with half as much, 2 % fewer
/// of the posts come first on one of them. The discount hardly matters between 0.7 and 0.95.
const TITLE: f32 = 20.0;
/// What a word in the label of a tag or an author counts.
const LABEL: f32 = 8.0;
/// The frequency that stands for each class of [`Places::class`].
const FREQUENCY: [f32; 4] = [0.0, 1.0, 2.4, 6.0];
/// What is left of the score of a word that is longer than the prefix that was typed.
const LONGER: f32 = 0.85;

/// Set in the score of a document whose whole title was typed: it beats all others.
pub(crate) const EXACT_TITLE: u32 = 1 << 31;

/// The weight of a word that `holding` of `all` documents hold: the rarer, the more, and never
/// below zero.
pub(crate) fn rarity(holding: usize, all: usize) -> f32 {
    let (holding, all) = (holding as f32, all as f32);
    log2(1.0 + (all - holding + 0.5) / (holding + 0.5))
}

/// How well a word fits a document, before its rarity: 0 to 1.
///
/// `length` is that of the body, in average lengths. `longer` tells that the word is longer than
/// what was typed.
pub(crate) fn fit(places: Places, length: f32, longer: bool) -> f32 {
    let class = usize::from(places.class());
    let frequency = FREQUENCY.get(class).copied().unwrap_or_default();
    let mut weight = frequency / (1.0 - LENGTH + LENGTH * length);
    if places.in_title() {
        weight += TITLE;
    }
    if places.in_label() {
        weight += LABEL;
    }
    let fit = weight / (weight + SATURATION);
    if longer { fit * LONGER } else { fit }
}

/// A score as it is compared and given out: in 256ths, below [`EXACT_TITLE`].
pub(crate) fn fixed(score: f32) -> u32 {
    ((score * 256.0) as u32).min(EXACT_TITLE - 1)
}

/// A length in words as one byte: exact below 16, then four significant bits.
pub(crate) fn length_to_byte(length: u32) -> u8 {
    let shift = (28 - length.leading_zeros().min(28)) as u8;
    (shift << 3) + (length >> shift) as u8
}

/// The length that a byte stands for, in words.
pub(crate) fn byte_to_length(byte: u8) -> f32 {
    let shift = (byte >> 3).saturating_sub(1);
    (u64::from(byte - (shift << 3)) << shift) as f32
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
        for length in (0..70_000).chain([u32::MAX]) {
            let kept = byte_to_length(length_to_byte(length));
            let exact = f64::from(length);
            assert!(f64::from(kept) <= exact && f64::from(kept) >= exact * 0.875);
        }
        for byte in 0..=u8::MAX {
            assert!(byte_to_length(byte) >= 0.0);
        }
    }

    #[test]
    fn a_title_beats_any_body() {
        let title = fit(Places::new(0, true, false), 9.0, false);
        let body = fit(Places::new(99, false, false), 0.5, false);
        assert!(title > body, "{title} {body}");
    }

    #[test]
    fn a_rarer_word_weighs_more_and_every_word_weighs_something() {
        assert!(rarity(1, 1000) > rarity(10, 1000));
        assert!(rarity(1000, 1000) >= 0.0);
    }
}
