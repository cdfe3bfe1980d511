//! What is asked: the text of the search box, and the filters beside it.

use crate::analyse::{Fold, words};

/// A question. The default one, with nothing in it, asks for all documents, newest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// What the reader typed. Every word is wanted, a repeated word once.
    ///
    /// The last word stands for all that begin with it, since it may still be being typed; white
    /// space after it ends it, and it then stands for itself alone. A text without words is as good
    /// as none.
    pub text: String,
    /// Slugs of tags: a document must have them all.
    pub tags: Vec<String>,
    /// Slugs of authors: a document must have one of them, if there are any here.
    pub authors: Vec<String>,
    /// Years: a document must be of one of them, if there are any here.
    pub years: Vec<i32>,
}

/// One word that is wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Wanted {
    /// The word, folded.
    pub(crate) word: String,
    /// Whether it stands for all words that begin with it.
    pub(crate) prefix: bool,
}

impl Query {
    /// The words of the text as they were typed, folded.
    pub(crate) fn words(&self, fold: Fold<'_>) -> Vec<String> {
        words(&self.text, fold)
    }

    /// Each word that is wanted, once. `typed` are the words of the text.
    pub(crate) fn wanted(&self, typed: &[String]) -> Vec<Wanted> {
        let open = !self.text.ends_with(char::is_whitespace);
        let mut wanted: Vec<Wanted> = Vec::new();
        for (at, word) in typed.iter().enumerate() {
            // A prefix that was typed before as a whole word asks for nothing new.
            if wanted.iter().all(|other| other.word != *word) {
                wanted.push(Wanted { word: word.clone(), prefix: open && at + 1 == typed.len() });
            }
        }
        wanted
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wanted(text: &str) -> Vec<(String, bool)> {
        let query = Query { text: text.into(), ..Query::default() };
        let typed = query.words(&|text| text.to_lowercase());
        let wanted = query.wanted(&typed).into_iter();
        wanted.map(|wanted| (wanted.word, wanted.prefix)).collect()
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
