//! Words with their stems, by the language of the post: `boats` is found by "boat", and "cafés" by "café".
//!
//! Only the tool knows stemmers. What it writes carries the stem of each word, so that the browser needs none.

use std::collections::HashMap;

use quire_search::{Analyse, words};
use snowball_stemmers_rs::{Algorithm, Stemmer};
use unicode_normalization::char::is_combining_mark;

use crate::fold::{fold, lower};

mod languages;

/// Words of more bytes than this are no words of a language, and longer stretches without white space are not
/// remembered.
const LONGEST: usize = 64;

/// Finds words and their stems, and remembers them.
#[derive(Default)]
pub(crate) struct Stems {
    /// By the primary subtag of the language.
    languages: HashMap<String, Language>,
}

/// What is known of one language.
struct Language {
    stemmer: Option<Stemmer>,
    is_english: bool,
    elisions: &'static [&'static str],
    /// The words of every stretch without white space that was met.
    known: HashMap<Box<str>, Box<[Word]>>,
}

/// A word, folded.
struct Word {
    form: Box<str>,
    stem: Box<str>,
}

impl Analyse for Stems {
    fn analyse(&mut self, text: &str, language: &str, emit: &mut dyn FnMut(&str, &str)) {
        let language = self.language(language);
        for chunk in text.split_whitespace() {
            // No sign of ASCII but these two ends a word and belongs to it, so "boat," is "boat".
            let chunk =
                chunk.trim_matches(|sign: char| sign.is_ascii_punctuation() && !matches!(sign, '+' | '#'));
            let mut say = |words: &[Word]| words.iter().for_each(|word| emit(&word.form, &word.stem));
            if let Some(known) = language.known.get(chunk) {
                say(known);
            } else {
                let found = language.words(chunk);
                say(&found);
                if chunk.len() <= LONGEST {
                    language.known.insert(chunk.into(), found.into());
                }
            }
        }
    }
}

impl Stems {
    fn language(&mut self, tag: &str) -> &mut Language {
        let primary = tag.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
        self.languages.entry(primary).or_insert_with_key(|primary| Language::new(primary))
    }
}

impl Language {
    fn new(primary: &str) -> Language {
        let algorithm = languages::algorithm(primary);
        Language {
            is_english: matches!(algorithm, Some(Algorithm::English)),
            stemmer: algorithm.map(Stemmer::create),
            elisions: languages::elisions(primary),
            known: HashMap::new(),
        }
    }

    /// The words of a text with their stems.
    fn words(&self, text: &str) -> Vec<Word> {
        let forms = words(text, &fold);
        let written = self.written(text, forms.len());
        let mut written = written.iter().map(String::as_str);
        let word = |form: String| {
            let stem = self.stem(&form, written.next().unwrap_or(&form));
            Word { form: form.into(), stem: stem.into() }
        };
        forms.into_iter().map(word).collect()
    }

    /// The words of a text as stemmers need them, with their marks: so many, or none.
    fn written(&self, text: &str, count: usize) -> Vec<String> {
        let text = lower(text).replace(['\u{2019}', '\u{2BC}'], "'");
        let text = self.without_elision(&text);
        if count == 1 {
            // By itself a mark may part words, as in Hindi, whose vowels are marks.
            let belongs = |sign: &char| {
                sign.is_alphanumeric() || is_combining_mark(*sign) || self.is_english && *sign == '\''
            };
            return vec![text.chars().filter(belongs).collect()];
        }
        let written = words(text, &lower);
        if written.len() == count { written } else { Vec::new() }
    }

    /// The text without the short word that an apostrophe hangs on its first.
    fn without_elision<'a>(&self, text: &'a str) -> &'a str {
        let Some((short, rest)) = text.split_once('\'') else { return text };
        let short = short.trim_start_matches(|sign: char| !sign.is_alphanumeric());
        let is_elision = self.elisions.contains(&short) && rest.starts_with(char::is_alphabetic);
        if is_elision { rest } else { text }
    }

    /// The stem of a word: `form` is the word folded, `written` the word with its marks.
    ///
    /// Numbers, names with signs (`c++`) and what has no end are their own stems. So are the pairs of letters of scripts
    /// without spaces, which no stemmer touches.
    fn stem(&self, form: &str, written: &str) -> String {
        let is_word = written.len() <= LONGEST && form.chars().all(char::is_alphabetic);
        let Some(stemmer) = self.stemmer.as_ref().filter(|_| is_word) else { return form.to_owned() };
        let stem = fold(&stemmer.stem(written)).replace('\'', "");
        if stem.is_empty() { form.to_owned() } else { stem }
    }
}

#[cfg(test)]
mod tests;
