//! What is asked: which words the text of the search box wants.

use crate::analyse::{Fold, words};

/// One word that is wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Wanted {
    /// The word, folded.
    pub(crate) word: String,
    /// Whether it stands for all words that begin with it.
    pub(crate) prefix: bool,
}

/// The words of a text as they were typed, folded, and each word that is wanted, once.
pub(crate) fn wanted(text: &str, fold: Fold<'_>) -> (Vec<String>, Vec<Wanted>) {
    let typed = words(text, fold);
    let open = !text.ends_with(char::is_whitespace);
    let mut wanted: Vec<Wanted> = Vec::new();
    for (at, word) in typed.iter().enumerate() {
        // A prefix that was typed before as a whole word asks for nothing new.
        if wanted.iter().all(|other| other.word != *word) {
            wanted.push(Wanted { word: word.clone(), prefix: open && at + 1 == typed.len() });
        }
    }
    (typed, wanted)
}

#[cfg(test)]
mod tests {
    fn wanted(text: &str) -> Vec<(String, bool)> {
        let (_, wanted) = super::wanted(text, &|text| text.to_lowercase());
        wanted.into_iter().map(|wanted| (wanted.word, wanted.prefix)).collect()
    }

    #[test]
    fn the_last_word_is_a_prefix_until_white_space_ends_it() {
        assert_eq!(wanted("Big dat"), [("big".into(), false), ("dat".into(), true)]);
        assert_eq!(wanted("big data\u{A0}").last(), Some(&("data".into(), false)));
    }

    #[test]
    fn a_repeated_word_is_wanted_once() {
        assert_eq!(wanted("big Big big "), [("big".into(), false)]);
        assert_eq!(wanted("big big"), [("big".into(), false)]);
    }

    #[test]
    fn a_text_without_words_wants_nothing() {
        assert!(wanted("").is_empty());
        assert!(wanted(" ?! ").is_empty());
    }
}
