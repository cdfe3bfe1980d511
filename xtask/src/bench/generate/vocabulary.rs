//! Every word there is: the real ones, and those that are invented from parts of them, so that the vocabulary grows as
//! a real one does (Heaps' law: about as a root of what was written).

use std::collections::HashMap;

use crate::bench::random::Random;

/// A word, by number.
pub(crate) type Word = u32;

/// How many different words so many posts have: 183,000 at a hundred thousand, as measured on real blogs and drawn on.
const FORMS: f64 = 183_000.0;
const AT: f64 = 100_000.0;
const GROWTH: f64 = 0.45;

/// No post invents more than this.
const NEW_IN_A_POST: usize = 8;

/// How often an invented word comes back, for a post.
const OLD_IN_A_POST: usize = 6;

/// Words that say nothing in a title: the peers' `corpus.py` has the same list.
const STOP: &[&str] = &[
    "the", "of", "and", "to", "in", "a", "for", "is", "on", "with", "how", "your", "you", "we", "our",
    "from", "new", "at", "by", "an", "it", "as", "what", "why", "this", "that", "are", "be",
];

/// All words, what is known of each, and those of the blog so far.
#[derive(Default)]
pub(crate) struct Vocabulary {
    numbers: HashMap<String, Word>,
    known: Vec<Known>,
    /// How many of them were real.
    real: usize,
    /// Every use of an invented word: who was used often is used again.
    uses: Vec<Word>,
    forms: usize,
}

struct Known {
    text: String,
    /// How often the real blogs say it.
    said: u32,
    /// How many posts of the made blog have it, and the last of them, counted from 1.
    posts: u32,
    last: usize,
}

impl Vocabulary {
    /// The number of a word that a real blog says.
    pub(crate) fn real(&mut self, text: &str) -> Word {
        let word = self.number(text);
        self.known[word as usize].said += 1;
        self.real = self.known.len();
        word
    }

    pub(crate) fn text(&self, word: Word) -> &str {
        &self.known[word as usize].text
    }

    /// How many different words the blog has.
    pub(crate) fn forms(&self) -> usize {
        self.forms
    }

    /// Whether a title may hold it for its own sake.
    pub(crate) fn is_rare(&self, word: Word) -> bool {
        let known = &self.known[word as usize];
        known.text.len() >= 4 && known.said < 2000
    }

    /// Whether it can be a tag: neither rare nor everywhere.
    pub(crate) fn is_tag(&self, word: Word) -> bool {
        let known = &self.known[word as usize];
        known.text.len() >= 5 && known.said < 2000 && (known.said >= 100 || self.real < 2000)
    }

    /// Whether a query is made of it, in a blog of so many posts.
    pub(crate) fn is_telling(&self, word: Word, posts: usize) -> bool {
        let known = &self.known[word as usize];
        let (text, had) = (known.text.as_str(), known.posts as usize);
        text.len() >= 4 && !STOP.contains(&text) && had >= 2 && had <= posts / 5
    }

    /// Brings invented words into a post, which is the blog's `number`th.
    pub(crate) fn grow(&mut self, number: usize, body: &mut [Word], random: &mut Random) {
        for _ in 0..OLD_IN_A_POST.min(self.uses.len()) {
            let word = *random.of(&self.uses);
            self.place(word, body, random);
        }
        let wanted = (FORMS * (number as f64 / AT).powf(GROWTH)) as usize;
        for _ in 0..wanted.saturating_sub(self.forms).min(NEW_IN_A_POST) {
            if let Some(word) = self.invented(random) {
                self.place(word, body, random);
            }
        }
    }

    /// Counts the words of a post.
    pub(crate) fn count<'a>(&mut self, number: usize, words: impl Iterator<Item = &'a Word>) {
        for &word in words {
            let known = &mut self.known[word as usize];
            self.forms += usize::from(known.posts == 0);
            if known.last != number + 1 {
                known.last = number + 1;
                known.posts += 1;
            }
        }
    }

    /// Once to three times: who says a rare word says it again.
    fn place(&mut self, word: Word, body: &mut [Word], random: &mut Random) {
        for _ in 0..random.between(1, 3) {
            let at = random.below(body.len());
            body[at] = word;
        }
        self.uses.push(word);
    }

    /// A word of the beginning of one real word and the end of another; none when a few real words have no more to give.
    fn invented(&mut self, random: &mut Random) -> Option<Word> {
        for _ in 0..100 {
            let (one, other) = (random.below(self.real), random.below(self.real));
            let (one, other) = (self.known[one].text.as_str(), self.known[other].text.as_str());
            let text = format!("{}{}", &one[..one.len().div_ceil(2)], &other[other.len() / 2..]);
            if (4..=16).contains(&text.len()) && !self.numbers.contains_key(&text) {
                return Some(self.number(&text));
            }
        }
        None
    }

    fn number(&mut self, text: &str) -> Word {
        if let Some(&word) = self.numbers.get(text) {
            return word;
        }
        let word = self.known.len() as Word;
        self.known.push(Known { text: text.to_owned(), said: 0, posts: 0, last: 0 });
        self.numbers.insert(text.to_owned(), word);
        word
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_blog_without_new_words_is_given_some_and_knows_how_many_it_has() {
        let mut vocabulary = Vocabulary::default();
        let real: Vec<Word> =
            ["reading", "writing", "printing", "binding"].map(|text| vocabulary.real(text)).to_vec();
        let mut random = Random::new(3);
        let mut body: Vec<Word> = (0..100).map(|_| *random.of(&real)).collect();
        vocabulary.grow(1, &mut body, &mut random);
        vocabulary.count(0, body.iter());
        let mut forms = body.clone();
        forms.sort_unstable();
        forms.dedup();
        assert_eq!(vocabulary.forms(), forms.len());
        assert!(forms.len() > real.len(), "{forms:?}");
    }

    #[test]
    fn a_telling_word_is_in_several_posts_and_not_in_most() {
        let mut vocabulary = Vocabulary::default();
        let [often, twice, once] = ["often", "twice", "once"].map(|text| vocabulary.real(text));
        for post in 0..20 {
            let words = [often, if post < 2 { twice } else { often }, if post == 9 { once } else { often }];
            vocabulary.count(post, words.iter());
        }
        assert_eq!([often, twice, once].map(|word| vocabulary.is_telling(word, 20)), [false, true, false]);
    }
}
