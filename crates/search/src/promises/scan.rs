//! The answer to a question by going through all posts by hand. Nothing here knows of files, segments or lists; of the
//! engine it has the words of a text and the weights.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use quire_bundle::{Filter, Term};

use super::corpus::fold;
use super::post::{Post, Word, terms};
use super::question::{Part, Question, UNFINISHED};
use crate::postings::Places;
use crate::rank::{self, Score};
use crate::terms::How;
use crate::{Document, words};

/// A document that was found: its score, and its number.
pub(super) type Key = (u32, usize);

/// What a scan finds.
#[derive(Debug, Default)]
pub(super) struct Scanned {
    /// Best first.
    pub(super) keys: Vec<Key>,
    pub(super) unknown: Vec<String>,
    pub(super) corrected: Vec<(String, String)>,
}

/// A word that is wanted.
#[derive(Clone, PartialEq)]
struct Wanted {
    word: String,
    is_prefix: bool,
    in_title: bool,
}

/// What a word stands for.
#[derive(Default)]
struct Meaning {
    stems: Vec<(String, How)>,
    in_title: bool,
    /// Whether the word is still being typed.
    is_prefix: bool,
}

/// All posts, and their words.
pub(super) struct Scan<'a> {
    documents: &'a [Document],
    posts: Vec<Post>,
    words: BTreeSet<Word>,
}

impl<'a> Scan<'a> {
    pub(super) fn new(documents: &'a [Document]) -> Scan<'a> {
        let posts: Vec<Post> = documents.iter().map(Post::new).collect();
        let words = posts.iter().flat_map(Post::words).cloned().collect();
        Scan { documents, posts, words }
    }

    /// Answers a question.
    pub(super) fn ask(&self, question: &Question) -> Scanned {
        let mut scanned = Scanned::default();
        let wanted = self.wanted(question, &mut scanned.unknown);
        let mut meanings = self.meanings(&wanted, &mut scanned.corrected);
        for (phrase, is_open) in phrases(question, false) {
            for (word, at) in phrase.iter().zip(1..) {
                let is_prefix = is_open && at == phrase.len();
                meanings.push(Meaning { stems: self.stems(word, is_prefix), in_title: false, is_prefix });
            }
        }
        let has_words = !meanings.is_empty();
        let all = meanings.len();
        if meanings.iter().any(|meaning| !self.is_common(meaning) && !meaning.stems.is_empty()) {
            meanings.retain(|meaning| !self.is_common(meaning));
        }
        let forgotten = all - meanings.len();
        let (scores, whole) = self.scores(&meanings);

        let is_title = question.parts.iter().all(|part| matches!(part, Part::Words(_)));
        // Words of one stem are one, and words that have others too may be.
        let typed = |meaning: &Meaning| {
            let typed = meaning.stems.iter().filter(|(_, how)| *how == How::Typed);
            typed.map(|(stem, _)| stem.clone()).collect::<BTreeSet<String>>()
        };
        let typed: Vec<BTreeSet<String>> = meanings.iter().map(typed).collect();
        let least = (0..typed.len())
            .filter(|&at| typed[..at].iter().all(|other| other.is_disjoint(&typed[at])))
            .count();
        let most = typed.iter().collect::<BTreeSet<_>>().len() + forgotten;
        let titles = if is_title { least..most + 1 } else { 0..0 };
        let newest = question.filter.newest || !has_words;
        for (number, score) in scores.into_iter().enumerate() {
            if (score.is_found() || !has_words) && self.passes(number, question) {
                let score = if newest { 0 } else { score.fixed(whole, meanings.len(), &titles) };
                scanned.keys.push((score, number));
            }
        }
        scanned.keys.sort_by_key(|&key| Reverse(key));
        scanned
    }

    /// The words that are wanted, each once; operators that make no sense are words, and are said.
    fn wanted(&self, question: &Question, unknown: &mut Vec<String>) -> Vec<Wanted> {
        let mut wanted: Vec<Wanted> = Vec::new();
        let mut want = |text: &str, is_open: bool, in_title: bool| {
            let found = words(text, &fold);
            let last = found.len();
            for (word, at) in found.into_iter().zip(1..) {
                let is_prefix = is_open && at == last;
                match wanted.iter_mut().find(|known| known.word == word && known.in_title == in_title) {
                    Some(known) => known.is_prefix |= is_prefix,
                    None => wanted.push(Wanted { word, is_prefix, in_title }),
                }
            }
        };
        for (part, at) in question.parts.iter().zip(1..) {
            let is_last = at == question.parts.len() && !question.is_ended;
            match part {
                Part::Words(text) => want(text, is_last && is_being_typed(text), false),
                Part::Title(text) => want(text, is_last && is_being_typed(text), true),
                Part::Bad(typed) => {
                    unknown.push(typed.clone());
                    want(typed, false, false);
                }
                _ => {}
            }
        }
        for part in &question.parts {
            if let Part::Term { kind, value, .. } = part
                && !self.documents.iter().any(|document| is_called(document, *kind, value))
            {
                unknown.push(part.operator());
                want(&part.operator(), false, false);
            }
        }
        wanted
    }

    fn meanings(&self, wanted: &[Wanted], corrected: &mut Vec<(String, String)>) -> Vec<Meaning> {
        let mut meanings = Vec::new();
        for (at, one) in wanted.iter().enumerate() {
            let mut stems = self.stems(&one.word, one.is_prefix);
            // Neighbours may be one word to the author.
            for pair in wanted.windows(2).skip(at.saturating_sub(1)).take(if at == 0 { 1 } else { 2 }) {
                stems.extend(self.exact(&(pair[0].word.clone() + &pair[1].word)));
            }
            let stems = each_once(stems);
            if stems.is_empty() {
                meanings.extend(self.corrected(one, corrected));
            } else {
                meanings.push(Meaning { stems, in_title: one.in_title, is_prefix: one.is_prefix });
            }
        }
        meanings
    }

    fn exact(&self, typed: &str) -> Vec<(String, How)> {
        let exact = self.words.iter().filter(|word| word.0 == typed);
        exact.map(|word| (word.1.clone(), How::Typed)).collect()
    }

    /// What a word stands for: its stems; where it has none or is still being typed, those of what begins with it.
    fn stems(&self, typed: &str, is_prefix: bool) -> Vec<(String, How)> {
        let mut stems = self.exact(typed);
        if is_prefix || stems.is_empty() {
            let begun = self.words.iter().filter(|word| word.0.starts_with(typed) && word.0 != typed);
            stems.extend(begun.map(|word| (word.1.clone(), How::Begun)));
        }
        each_once(stems)
    }

    /// What was probably meant by a word that there is not.
    fn corrected(&self, wanted: &Wanted, corrected: &mut Vec<(String, String)>) -> Vec<Meaning> {
        let most = match wanted.word.chars().count() {
            0..4 => 0,
            4..8 => 1,
            _ => 2,
        };
        let first = |word: &str| word.chars().next();
        let near = |edits: usize, with_first: bool| -> Vec<(usize, &Word)> {
            let near = self.words.iter().filter_map(|word| {
                let distance = distance(&wanted.word, &word.0, wanted.is_prefix);
                (distance <= edits).then_some((distance, word))
            });
            near.filter(|(_, word)| !with_first || first(&word.0) == first(&wanted.word)).collect()
        };
        // The words with the same first letter come first, and two words in one after the first edit.
        let mut found = near(most.min(1), true);
        if found.is_empty()
            && most > 0
            && let Some(halves) = self.halves(wanted, corrected)
        {
            return halves;
        }
        for (edits, with_first) in [(2, true), (1, false), (2, false)] {
            if found.is_empty() {
                found = near(most.min(edits), with_first);
            }
        }
        let mut near = found;
        near.sort_by_key(|(edits, word)| {
            let begins_otherwise = word.0.chars().next() != wanted.word.chars().next();
            let longer = word.0.len().saturating_sub(wanted.word.len() + edits);
            (*edits, begins_otherwise, longer, Reverse(self.holding(&word.1)), *word)
        });
        near.truncate(8);
        corrected.extend(near.first().map(|(_, word)| (wanted.word.clone(), word.0.clone())));
        let stems = near.iter().map(|(edits, word)| (word.1.clone(), How::Misspelt(*edits))).collect();
        vec![Meaning { stems: each_once(stems), in_title: wanted.in_title, is_prefix: false }]
    }

    /// Two words that were typed as one: the rarer of them as frequent as can be.
    fn halves(&self, wanted: &Wanted, corrected: &mut Vec<(String, String)>) -> Option<Vec<Meaning>> {
        let letters: Vec<char> = wanted.word.chars().collect();
        let mut best: Option<(usize, String, String)> = None;
        for cut in 2..letters.len().saturating_sub(1) {
            let (left, right) = (String::from_iter(&letters[..cut]), String::from_iter(&letters[cut..]));
            let holding =
                |word: &str| self.exact(word).iter().map(|(stem, _)| self.holding(stem)).sum::<usize>();
            let rarer = holding(&left).min(holding(&right));
            if rarer > best.as_ref().map_or(0, |best| best.0) {
                best = Some((rarer, left, right));
            }
        }
        let (_, left, right) = best?;
        corrected.push((wanted.word.clone(), format!("{left} {right}")));
        let in_title = wanted.in_title;
        let meaning = |word: &str| Meaning { stems: self.stems(word, false), in_title, is_prefix: false };
        Some(vec![meaning(&left), meaning(&right)])
    }

    fn holding(&self, stem: &str) -> usize {
        self.posts.iter().filter(|post| post.holds(stem)).count()
    }

    fn is_common(&self, meaning: &Meaning) -> bool {
        let most = self.posts.len() as f32 * rank::COMMON;
        let mut typed = meaning.stems.iter().filter(|(_, how)| *how == How::Typed);
        !meaning.in_title && !meaning.is_prefix && typed.any(|(stem, _)| self.holding(stem) as f32 > most)
    }

    /// Scores, by the weights of the engine from counts of our own, and the rarity of all terms.
    fn scores(&self, meanings: &[Meaning]) -> (Vec<Score>, f32) {
        let all = self.posts.len();
        let lengths: Vec<f32> = self.posts.iter().map(Post::length).collect();
        let average = (lengths.iter().sum::<f32>() / all.max(1) as f32).max(1.0);
        let mut scores = vec![Score::default(); all];
        let mut whole = 0.0;
        for (meaning, number) in meanings.iter().zip(1..) {
            let mut fits: Vec<Option<(f32, f32)>> = vec![None; all];
            for (at, post) in self.posts.iter().enumerate() {
                for (stem, how) in &meaning.stems {
                    let places = post.places(stem);
                    if places == Places::default() || meaning.in_title && !places.is_in(Places::TITLE) {
                        continue;
                    }
                    let sure = rank::sureness(*how);
                    let fit =
                        (sure * rank::fit(places, lengths[at] / average), sure * rank::title_fit(places));
                    let best = fits[at].get_or_insert((0.0, 0.0));
                    *best = (best.0.max(fit.0), best.1.max(fit.1));
                    if *how == How::Typed && places.is_in(Places::TITLE) {
                        scores[at].in_title(number, places.title_stems());
                    }
                }
            }
            let holding = fits.iter().flatten().count();
            let titled = fits.iter().flatten().filter(|fit| fit.1 > 0.0).count();
            let (rarity, title_rarity) = (rank::rarity(holding, all), rank::rarity(titled, all));
            whole += rarity;
            for (score, fit) in scores.iter_mut().zip(fits) {
                if let Some(fit) = fit {
                    score.add(rarity, rarity * fit.0, title_rarity * fit.1);
                }
            }
        }
        (scores, whole)
    }

    /// Whether a document may be shown at all.
    fn passes(&self, number: usize, question: &Question) -> bool {
        let (document, post) = (&self.documents[number], &self.posts[number]);
        if !passes(document, &question.filter) {
            return false;
        }
        let has_phrase = |(phrase, is_open): (Vec<String>, bool)| post.has_phrase(&phrase, is_open);
        let keeps = |part: &Part| match part {
            Part::Without(text) => {
                let stems = words(text, &fold).into_iter().flat_map(|word| self.exact(&word));
                stems.into_iter().all(|(stem, _)| !post.holds(&stem))
            }
            Part::Term { kind, value, is_without } => {
                let is_known = self.documents.iter().any(|document| is_called(document, *kind, value));
                !is_known || is_called(document, *kind, value) != *is_without
            }
            Part::Days { first, end, .. } => document.day.is_some_and(|day| (*first..*end).contains(&day)),
            _ => true,
        };
        question.parts.iter().all(keeps)
            && phrases(question, false).into_iter().all(has_phrase)
            && !phrases(question, true).into_iter().any(has_phrase)
    }
}

/// Whether the last word of a text may go on: it ends the text, but for a sign that may be its middle.
fn is_being_typed(text: &str) -> bool {
    text.ends_with(char::is_alphanumeric) || UNFINISHED.iter().any(|unfinished| text.ends_with(unfinished))
}

/// The quotations of a question that are wanted, or that are not; and whether each is still being typed.
fn phrases(question: &Question, unwanted: bool) -> Vec<(Vec<String>, bool)> {
    let of = |part: &Part| match part {
        Part::Phrase { words: text, is_without, is_open } if *is_without == unwanted => {
            Some((words(text, &fold), *is_open && is_being_typed(text)))
        }
        _ => None,
    };
    question.parts.iter().filter_map(of).filter(|(words, _)| !words.is_empty()).collect()
}

fn is_called(document: &Document, kind: usize, value: &str) -> bool {
    let is_it = |term: &Term| fold(&term.slug) == fold(value) || fold(&term.label) == fold(value);
    terms(document, kind).iter().any(is_it)
}

/// Whether a document passes what was chosen.
fn passes(document: &Document, filter: &Filter) -> bool {
    let has = |kind: usize, slug: &String| terms(document, kind).iter().any(|term| term.slug == *slug);
    let chosen = [&filter.tags, &filter.categories, &filter.series, &filter.authors, &filter.languages];
    let terms = chosen.iter().enumerate().all(|(kind, slugs)| {
        let mut each = slugs.iter().map(|slug| has(kind, slug));
        if kind == 0 && !filter.any_tag {
            each.all(|has| has)
        } else {
            slugs.is_empty() || each.any(|has| has)
        }
    });
    let is_dated = document
        .day
        .map(crate::calendar::month)
        .is_some_and(|(year, month)| filter.years.contains(&year) || filter.months.contains(&(year, month)));
    terms && (is_dated || filter.years.is_empty() && filter.months.is_empty())
}

/// Stems in their order, each by the best of its ways.
fn each_once(mut stems: Vec<(String, How)>) -> Vec<(String, How)> {
    stems.sort();
    stems.dedup_by(|next, first| next.0 == first.0);
    stems
}

/// Edits between what was typed and a word, or the nearest beginning of it: the plain table of optimal string alignment.
pub(super) fn distance(typed: &str, word: &str, is_prefix: bool) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (typed.chars().collect(), word.chars().collect());
    let mut table = vec![vec![0; b.len() + 1]; a.len() + 1];
    for i in 0..=a.len() {
        for j in 0..=b.len() {
            table[i][j] = if i == 0 || j == 0 {
                i + j
            } else {
                let changed = table[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]);
                changed.min(table[i - 1][j] + 1).min(table[i][j - 1] + 1)
            };
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                table[i][j] = table[i][j].min(table[i - 2][j - 2] + 1);
            }
        }
    }
    let last = &table[a.len()];
    if is_prefix { last[1..].iter().copied().min().unwrap_or(usize::MAX) } else { last[b.len()] }
}
