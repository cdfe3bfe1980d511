//! A question to its answer. Each document has one tally; each word of the question goes through
//! its posting lists once, and a document that lacks it is out. Then the rest are counted, sorted
//! and shown.

use quire_bundle::{Filter, order};

use crate::analyse::{Fold, words};
use crate::answer::{Answer, Facet, Hit};
use crate::dictionary::Form;
use crate::facets::Entry;
use crate::query::{Wanted, wanted};
use crate::rank::{self, EXACT_TITLE};
use crate::read::Index;
use crate::rows;

/// What is known of one document while a question is answered.
struct Tally {
    /// Whether it matches, as far as one can tell yet.
    stays: bool,
    /// The length of its body, in average lengths.
    length: f32,
    /// Its score by the words so far.
    score: f32,
    /// How well the word in hand fits, by the best of its forms; below zero if it does not stand
    /// in the document.
    best: f32,
    /// How many words of the question stand in its title as they were typed.
    in_title: usize,
}

/// What [`Tally::best`] is before a form of the word is found.
const ABSENT: f32 = -1.0;

impl Index {
    /// Answers a question: its best documents from number `offset` on, at most `limit` of them, and
    /// the counts over all that match. The default filter, with nothing in it, asks for all
    /// documents, newest first.
    ///
    /// Every word of the text is wanted, a repeated word once. The last word stands for all that
    /// begin with it, since it may still be being typed; white space after it ends it, and it then
    /// stands for itself alone. A text without words is as good as none. A document must have all
    /// the tags, one of the authors if there are any, and be of one of the years if there are any.
    ///
    /// `fold` must be the one the index was built with. Bytes that were damaged and yet have the
    /// right checksum give fewer hits, never a panic.
    pub fn search(&self, filter: &Filter, offset: usize, limit: usize, fold: Fold<'_>) -> Answer {
        let (typed, wanted) = wanted(&filter.text, fold);
        let years: Vec<String> = filter.years.iter().map(i32::to_string).collect();

        let mut tallies = self.filtered(filter, &years);
        let mut forms = Vec::new();
        for word in &wanted {
            let found = self.dictionary().find(&word.word, word.prefix);
            self.add_word(&mut tallies, word, &found);
            forms.extend(found);
        }

        let ranked = descending(&self.ranked(&tallies, &typed, wanted.len(), fold));
        let best = ranked.iter().skip(offset).take(limit);
        let shown: Vec<(u32, usize)> = best.map(|&key| ((key >> 32) as u32, key as u32 as usize)).collect();
        Answer {
            total: ranked.len(),
            tags: self.facets(&self.tags, &filter.tags, &tallies),
            authors: self.facets(&self.authors, &filter.authors, &tallies),
            years: self.facets(&self.years, &years, &tallies),
            words: self.words_shown(forms, &shown),
            hits: shown.iter().filter_map(|&(score, document)| self.hit(document, score)).collect(),
        }
    }

    /// A tally for each document, of which those stay that pass the filters.
    fn filtered(&self, filter: &Filter, years: &[String]) -> Vec<Tally> {
        let new = |length| Tally { stays: true, length, score: 0.0, best: ABSENT, in_title: 0 };
        let mut tallies: Vec<Tally> = self.lengths().map(new).collect();
        for tag in &filter.tags {
            self.keep_any(&mut tallies, &self.tags, std::slice::from_ref(tag));
        }
        if !filter.authors.is_empty() {
            self.keep_any(&mut tallies, &self.authors, &filter.authors);
        }
        if !years.is_empty() {
            self.keep_any(&mut tallies, &self.years, years);
        }
        tallies
    }

    /// Drops the documents that have none of the facets with these slugs.
    fn keep_any(&self, tallies: &mut [Tally], entries: &[Entry], slugs: &[String]) {
        let mut keep = vec![false; tallies.len()];
        for entry in entries {
            if slugs.contains(&entry.term.slug) {
                for posting in self.facet_postings(entry) {
                    if let Some(keep) = keep.get_mut(posting.document as usize) {
                        *keep = true;
                    }
                }
            }
        }
        for (tally, keep) in tallies.iter_mut().zip(keep) {
            tally.stays &= keep;
        }
    }

    /// Adds one word of the question, which stands for `forms`, to the scores, and drops the
    /// documents without it.
    fn add_word(&self, tallies: &mut [Tally], wanted: &Wanted, forms: &[Form]) {
        for form in forms {
            let whole = form.word == wanted.word;
            for posting in self.word_postings(&form.postings) {
                let Some(tally) = tallies.get_mut(posting.document as usize) else {
                    break;
                };
                let fit = rank::fit(posting.places, tally.length, !whole);
                tally.best = tally.best.max(fit);
                tally.in_title += usize::from(whole && posting.places.in_title());
            }
        }
        // All forms together are as rare as what was typed: a rare form is not a better answer.
        let holding = tallies.iter().filter(|tally| tally.best > ABSENT).count();
        let rarity = rank::rarity(holding, tallies.len());
        for tally in tallies {
            tally.stays &= tally.best > ABSENT;
            tally.score += rarity * tally.best;
            tally.best = ABSENT;
        }
    }

    /// The documents that stay, each as a number that sorts by score and then by date: the score,
    /// then the number of the document in the lower 32 bits.
    fn ranked(&self, tallies: &[Tally], typed: &[String], wanted: usize, fold: Fold<'_>) -> Vec<u64> {
        let mut ranked = Vec::new();
        for (document, tally) in tallies.iter().enumerate() {
            if tally.stays {
                let mut score = rank::fixed(tally.score);
                // Few documents have all words in the title, so few titles are read for this.
                if wanted > 0 && tally.in_title == wanted && self.has_title(document, typed, fold) {
                    score |= EXACT_TITLE;
                }
                ranked.push(u64::from(score) << 32 | document as u64);
            }
        }
        ranked
    }

    /// Whether the title of a document is these words, in this order.
    fn has_title(&self, document: usize, typed: &[String], fold: Fold<'_>) -> bool {
        let hit = self.hit(document, 0);
        hit.is_some_and(|hit| words(&hit.title, fold) == typed)
    }

    /// What is shown of a document.
    fn hit(&self, document: usize, score: u32) -> Option<Hit> {
        let (table, rows) = self.rows();
        let hit = rows::decode(table, rows, document, &self.tags, &self.authors)?;
        Some(Hit { score, ..hit })
    }

    /// The facets of one kind, counted over the documents that stay.
    fn facets(&self, entries: &[Entry], slugs: &[String], tallies: &[Tally]) -> Vec<Facet> {
        let mut keys: Vec<u64> = Vec::new();
        for (entry, number) in entries.iter().zip(0u32..) {
            let stays = |document: u32| {
                let tally = tallies.get(document as usize);
                tally.is_some_and(|tally| tally.stays)
            };
            let documents = self.facet_postings(entry);
            let count = documents.filter(|posting| stays(posting.document)).count();
            let chosen = slugs.contains(&entry.term.slug);
            if chosen || count > 0 {
                // Entries are in the order of their labels, so the lower number is to come first.
                let order = u64::from(chosen) << 63 | (count as u64) << 32;
                keys.push(order | u64::from(!number));
            }
        }
        let facet = |&key: &u64| {
            let entry = entries.get(!(key as u32) as usize)?;
            Some(Facet {
                slug: entry.term.slug.clone(),
                label: entry.term.label.clone(),
                count: (key << 1 >> 33) as usize,
                chosen: key >> 63 == 1,
            })
        };
        descending(&keys).iter().filter_map(facet).collect()
    }

    /// The forms that stand in one of the documents shown, each once.
    fn words_shown(&self, forms: Vec<Form>, shown: &[(u32, usize)]) -> Vec<String> {
        let mut is_shown = vec![false; self.len()];
        for &(_, document) in shown {
            if let Some(is_shown) = is_shown.get_mut(document) {
                *is_shown = true;
            }
        }
        let mut words: Vec<String> = Vec::new();
        for form in forms {
            let mut documents = self.word_postings(&form.postings);
            let stands = |document: u32| is_shown.get(document as usize) == Some(&true);
            if documents.any(|posting| stands(posting.document)) && !words.contains(&form.word) {
                words.push(form.word);
            }
        }
        words
    }
}

/// The keys, the greatest first.
fn descending(keys: &[u64]) -> Vec<u64> {
    order(keys.len(), &|a, b| keys[b].cmp(&keys[a])).iter().map(|&at| keys[at]).collect()
}
