//! The passage of a text that says most about why it was found.

use std::ops::Range;

use crate::analyse::Fold;
use crate::marks::Marks;

/// A part of a text, and what is to be marked in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Passage {
    /// The part, with an ellipsis where the text goes on.
    pub text: String,
    /// The words to mark, in bytes of the part.
    pub marked: Vec<Range<usize>>,
    /// Where the part begins in the whole text, in bytes.
    pub start: usize,
}

/// A word of the text that is marked, and the word as it is looked for.
struct Match {
    place: Range<usize>,
    word: String,
}

/// The passage of about `limit` characters in which most different words are marked; of equals the first. Where nothing
/// is marked it is the beginning of the text.
pub fn passage(text: &str, marks: &Marks, limit: usize, fold: Fold<'_>) -> Passage {
    let matches = matches(text, marks, fold);
    let mut best = (0, 0..0);
    for first in 0..matches.len() {
        let start = matches[first].place.start;
        let mut seen: Vec<&str> = Vec::new();
        let mut last = first;
        let mut score = 0;
        for (at, one) in matches.iter().enumerate().skip(first) {
            if one.place.end - start > limit {
                break;
            }
            // A word more counts as many times as one that is there already.
            score += if seen.contains(&one.word.as_str()) { 1 } else { 8 };
            seen.push(&one.word);
            last = at;
        }
        if score > best.0 {
            best = (score, start..matches[last].place.end);
        }
    }
    let (start, end) = around(text, &best.1, limit);
    let mut passage = Passage { start, ..Passage::default() };
    if start > 0 {
        passage.text.push('…');
    }
    let before = passage.text.len();
    passage.text.push_str(text.get(start..end).unwrap_or("").trim_end());
    let inside = matches.iter().filter(|one| one.place.start >= start && one.place.end <= end);
    passage.marked =
        inside.map(|one| one.place.start - start + before..one.place.end - start + before).collect();
    if end < text.len() {
        passage.text.push('…');
    }
    passage
}

/// Every word of a text that is marked.
fn matches(text: &str, marks: &Marks, fold: Fold<'_>) -> Vec<Match> {
    let mut found = Vec::new();
    each_word(text, &mut |place| {
        let word = fold(text.get(place.clone()).unwrap_or(""));
        if marks.is_marked(&word) {
            found.push(Match { place, word });
        }
    });
    found
}

/// Calls with the place of every run of letters and digits.
pub(crate) fn each_word(text: &str, act: &mut dyn FnMut(Range<usize>)) {
    let mut start = None;
    for (at, sign) in text.char_indices().chain([(text.len(), ' ')]) {
        match (start, sign.is_alphanumeric()) {
            (None, true) => start = Some(at),
            (Some(begin), false) => {
                act(begin..at);
                start = None;
            }
            _ => {}
        }
    }
}

/// The words around a part of a text, up to `limit` characters in all: a third of what is left before it, so that the
/// beginning of its sentence is there, and the rest behind.
fn around(text: &str, part: &Range<usize>, limit: usize) -> (usize, usize) {
    let left = limit.saturating_sub(part.len());
    let before = part.start.saturating_sub(left / 3);
    let start = boundary(text, before);
    let start = match text.get(start..part.start) {
        Some(_) if start == 0 => 0,
        Some(lead) => start + lead.find(' ').map_or(0, |space| space + 1),
        None => part.start,
    };
    let end = boundary(text, (start + limit).max(part.end).min(text.len()));
    if end == text.len() {
        return (start, end);
    }
    let tail = text.get(part.end..end).unwrap_or("");
    (start, tail.rfind(' ').map_or(end, |space| part.end + space))
}

/// The nearest place at or before this one that parts two characters.
fn boundary(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn fold(text: &str) -> String {
        text.to_lowercase()
    }

    fn marks(words: &[&str]) -> Marks {
        Marks::new(&words.iter().map(|&word| word.to_string()).collect::<Vec<_>>(), Vec::new())
    }

    fn marked(passage: &Passage) -> Vec<&str> {
        passage.marked.iter().map(|place| &passage.text[place.clone()]).collect()
    }

    #[test]
    fn a_passage_is_where_most_words_stand_together() {
        let text = format!(
            "Ink is old. {} Ink on paper is older still. {}",
            "Filler words. ".repeat(30),
            "More. ".repeat(50)
        );
        let passage = passage(&text, &marks(&["ink", "paper"]), 80, &fold);
        assert_eq!(marked(&passage), ["Ink", "paper"]);
        assert!(passage.text.starts_with('…') && passage.text.ends_with('…'), "{}", passage.text);
        assert!(passage.text.contains("Ink on paper"));
        assert!(text[passage.start..].starts_with(passage.text.trim_matches('…')));
    }

    #[test]
    fn where_nothing_is_marked_the_beginning_is_shown() {
        let passage = passage("One two three four", &marks(&[]), 9, &fold);
        assert_eq!((passage.text.as_str(), passage.start), ("One two…", 0));
        assert_eq!(super::passage("Short.", &marks(&["x"]), 99, &fold).text, "Short.");
    }

    proptest! {
        #[test]
        fn any_text_has_a_passage(text in "(\\PC|a| ){0,80}", limit in 0..60usize) {
            let passage = passage(&text, &marks(&["a"]), limit, &fold);
            for place in &passage.marked {
                prop_assert_eq!(passage.text.get(place.clone()).map(fold), Some("a".to_string()));
            }
            prop_assert!(text.get(passage.start..).is_some());
        }
    }
}
