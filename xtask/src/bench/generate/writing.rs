//! Words set as prose, and days of twenty years.

use super::vocabulary::{Vocabulary, Word};
use crate::bench::random::Random;

/// The first day of a made blog, counted from 1970-01-01: the first of 2005.
const FIRST_DAY: usize = 12_784;

/// Twenty years of days.
const DAYS: usize = 7_305;

/// Sentences, paragraphs and a heading now and then.
pub(super) fn prose(words: &[Word], vocabulary: &Vocabulary, random: &mut Random, text: &mut String) {
    let mut rest = words;
    let mut sentences = random.between(3, 6);
    let mut paragraphs = random.between(2, 4);
    while !rest.is_empty() {
        let (sentence, after) = rest.split_at(random.between(8, 20).min(rest.len()));
        line(sentence, vocabulary, text);
        rest = after;
        sentences -= 1;
        if sentences > 0 {
            text.push_str(". ");
            continue;
        }
        text.push_str(".\n\n");
        sentences = random.between(3, 6);
        paragraphs -= 1;
        if paragraphs == 0 && rest.len() > 40 {
            paragraphs = random.between(2, 4);
            let (heading, after) = rest.split_at(random.between(2, 5));
            text.push_str("## ");
            line(heading, vocabulary, text);
            text.push_str("\n\n");
            rest = after;
        }
        paragraphs = paragraphs.max(1);
    }
    text.push_str(".\n");
}

/// With a capital in front.
pub(super) fn capitalised(word: &str, text: &mut String) {
    let start = text.len();
    text.push_str(word);
    if let Some(first) = text.get_mut(start..=start) {
        first.make_ascii_uppercase();
    }
}

/// The day of a post, from the first to the last of all.
pub(super) fn date(number: usize, posts: usize) -> String {
    let mut day = FIRST_DAY + number * DAYS / posts.max(1);
    let mut year = 1970;
    let leap =
        |year: usize| year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    while day >= 365 + usize::from(leap(year)) {
        day -= 365 + usize::from(leap(year));
        year += 1;
    }
    let mut month = 0;
    let lengths = [31, 28 + usize::from(leap(year)), 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    while day >= lengths[month] {
        day -= lengths[month];
        month += 1;
    }
    format!("{year}-{:02}-{:02}", month + 1, day + 1)
}

fn line(words: &[Word], vocabulary: &Vocabulary, text: &mut String) {
    for (at, &word) in words.iter().enumerate() {
        if at == 0 {
            capitalised(vocabulary.text(word), text);
        } else {
            text.push(' ');
            text.push_str(vocabulary.text(word));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_go_from_the_first_to_the_last_of_twenty_years() {
        assert_eq!(date(0, 10), "2005-01-01");
        assert_eq!(date(7_304, 7_305), "2024-12-31");
        assert_eq!(date(1_154, 7_305), "2008-02-29");
    }

    #[test]
    fn prose_says_every_word_in_order() {
        let mut vocabulary = Vocabulary::default();
        let words: Vec<Word> = (0..300).map(|number| vocabulary.real(&format!("w{number}"))).collect();
        let mut text = String::new();
        prose(&words, &vocabulary, &mut Random::new(5), &mut text);
        let said: Vec<String> = text
            .split(|character: char| !character.is_ascii_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(str::to_ascii_lowercase)
            .collect();
        assert_eq!(said, (0..300).map(|number| format!("w{number}")).collect::<Vec<_>>());
        assert!(text.contains("\n\n## "), "{text}");
    }
}
