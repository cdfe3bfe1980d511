//! Which words of a text made it match.

/// Words to mark.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    /// Folded, in the order of their bytes.
    words: Vec<String>,
    /// Beginnings of words, folded.
    prefixes: Vec<String>,
}

impl Marks {
    /// Whether a word, folded, is to be marked.
    pub fn is_marked(&self, word: &str) -> bool {
        self.words.binary_search_by(|marked| marked.as_str().cmp(word)).is_ok()
            || self.prefixes.iter().any(|prefix| word.starts_with(prefix))
    }

    /// Whether there is nothing to mark.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty() && self.prefixes.is_empty()
    }

    /// The words to mark; not those that only begin with what was typed.
    pub fn words(&self) -> &[String] {
        &self.words
    }

    /// The beginnings of words to mark.
    pub fn prefixes(&self) -> &[String] {
        &self.prefixes
    }

    /// Marks these words, and all that begin with one of these.
    pub(crate) fn new(words: &[String], prefixes: Vec<String>) -> Marks {
        let sorted = quire_bundle::order(words.len(), &|a, b| words[a].cmp(&words[b]));
        let mut marked: Vec<String> = Vec::with_capacity(words.len());
        for word in sorted.into_iter().map(|at| &words[at]) {
            if marked.last() != Some(word) {
                marked.push(word.clone());
            }
        }
        Marks { words: marked, prefixes }
    }
}
