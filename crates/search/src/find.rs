//! A question to its answer.
//!
//! Everything is worked out for all documents at once, term by term: which may be shown at all, which hold a term and how
//! well, and how much of the question each answers.

use std::ops::Range;

use quire_bundle::Filter;

use crate::analyse::Fold;
use crate::filter::allowed;
use crate::found::Found;
use crate::index::Index;
use crate::marks::Marks;
use crate::phrase;
use crate::postings::Places;
use crate::query::{Phrase, Query};
use crate::rank::{self, Score};
use crate::slot::Needs;
use crate::terms::{How, Meant, Term, each_once, holding, stems, terms};

/// Bytes of posting lists that the words behind one beginning may cost of a segment; what is beyond is not looked at.
const BROAD: u32 = 96 * 1024;

/// Answers a question, or says which files that needs.
pub(crate) fn find(
    index: &Index,
    most: usize,
    filter: &Filter,
    fold: Fold<'_>,
) -> Result<Found, Vec<String>> {
    let mut query = Query::parse(&filter.text, most, fold);
    let mut needs = Needs::default();
    let mut found = Found { settled: true, ..Found::default() };

    let mut allowed = allowed(index, filter, &mut query, fold, &mut needs);
    let mut terms = terms(index, &query, &mut needs, &mut found.corrected);
    let mut without = Vec::new();
    for word in &query.without {
        let typed = stems(index, word, false, &mut needs).into_iter().filter(|meant| meant.how == How::Typed);
        without.extend(typed);
    }
    let without = each_once(&without);
    for (word, is_prefix) in query.phrases.iter().flat_map(Phrase::each_word) {
        let prefix = is_prefix.then(|| word.to_string());
        terms.push(Term { stems: stems(index, word, is_prefix, &mut needs), prefix, ..Term::default() });
    }
    if needs.is_waiting() {
        return Err(needs.names());
    }

    let forgotten = forget_common(index, &mut terms);
    for term in &mut terms {
        found.settled &= !narrow(index, term);
    }
    for phrase in &query.phrases {
        phrase::keep(index, phrase, true, &mut allowed, &mut needs);
    }
    for phrase in &query.without_phrases {
        phrase::keep(index, phrase, false, &mut allowed, &mut needs);
    }
    each_posting(index, &without, &mut needs, &mut |_, document, _| {
        if let Some(allowed) = allowed.get_mut(document as usize) {
            *allowed = false;
        }
    });
    let (scores, whole) = scores(index, &terms, &mut needs);
    if needs.is_waiting() {
        return Err(needs.names());
    }

    let titles = if query.title.is_empty() { 0..0 } else { titles(&terms, forgotten) };
    let newest = filter.newest || !query.has_words();
    for (document, (score, allowed)) in scores.into_iter().zip(allowed).enumerate() {
        if allowed && (score.is_found() || !query.has_words()) {
            let score = if newest { 0 } else { score.fixed(whole, terms.len(), &titles) };
            found.keys.push(u64::from(score) << 32 | document as u64);
        }
    }
    found.total = found.keys.len();
    found.unknown = query.unknown;
    found.marks = marks(index, terms, &mut needs);
    found.missing = needs.lost;
    found.missing.extend(index.lost_roots());
    found.settled &= found.missing.is_empty() && !needs.is_narrow;
    Ok(found)
}

/// Leaves out the words that most documents have, where others find something: they tell nothing, and cost most. Says
/// how many. What is still being typed stays: longer words may come of it, and none of theirs may be lost before.
fn forget_common(index: &Index, terms: &mut Vec<Term>) -> usize {
    let most = index.len() as f32 * rank::COMMON;
    let mut needs = Needs::default();
    let mut is_common = |term: &Term| {
        let mut typed = term.stems.iter().filter(|meant| meant.how == How::Typed);
        let is_whole = !term.in_title && term.prefix.is_none();
        is_whole && typed.any(|meant| holding(index, &meant.stem, &mut needs) as f32 > most)
    };
    let common: Vec<bool> = terms.iter().map(&mut is_common).collect();
    let before = terms.len();
    if terms.iter().zip(&common).any(|(term, is_common)| !is_common && !term.stems.is_empty()) {
        let mut common = common.into_iter();
        terms.retain(|_| !common.next().unwrap_or(false));
    }
    before - terms.len()
}

/// How many stems a title may have that the terms are the whole of: words of one stem are one, those that have others too
/// may be, and words that were left out may be there.
fn titles(terms: &[Term], forgotten: usize) -> Range<usize> {
    let is_typed = |meant: &&Meant| meant.how == How::Typed;
    let typed = |term: &'_ Term| term.stems.iter().filter(is_typed).cloned().collect::<Vec<Meant>>();
    let (mut apart, mut different): (usize, Vec<Vec<Meant>>) = (0, Vec::new());
    for term in terms.iter().map(typed) {
        let is_shared = different.iter().flatten().any(|meant| term.contains(meant));
        apart += usize::from(!is_shared);
        if !different.contains(&term) {
            different.push(term);
        }
    }
    apart..different.len() + forgotten + 1
}

/// Leaves out what would cost too much of what only begins with the word; whether anything was. What is here already is
/// counted too, so that the same question always has the same answer.
fn narrow(index: &Index, term: &mut Term) -> bool {
    let all = term.stems.len();
    for segment in index.segments() {
        let mut spent = 0;
        let mut before = None;
        term.stems.retain(|meant| {
            let file = segment.list_file(&meant.stem);
            if file != before {
                spent = file.map_or(spent, |file| file.size.saturating_add(spent));
                before = file;
            }
            spent <= BROAD || meant.how != How::Begun
        });
    }
    term.stems.len() < all
}

/// Calls with every posting of stems that stand in their order: the place of the stem, the document, and its places.
fn each_posting(index: &Index, stems: &[Meant], needs: &mut Needs, act: &mut dyn FnMut(usize, u32, Places)) {
    for segment in index.segments() {
        segment.each_list(stems, needs, &mut |at, list| {
            for posting in list {
                act(at, segment.first + posting.document(), posting.places());
            }
        });
    }
}

/// How well each document answers the terms, and how rare these are together.
fn scores(index: &Index, terms: &[Term], needs: &mut Needs) -> (Vec<Score>, f32) {
    let mut scores = vec![Score::default(); index.len()];
    let lengths: Vec<f32> = lengths(index);
    let mut best = vec![(0.0_f32, 0.0_f32); index.len()];
    let mut whole = 0.0;
    for (term, number) in terms.iter().zip(1..) {
        let mut touched: Vec<u32> = Vec::new();
        let mut titled = 0;
        each_posting(index, &term.stems, needs, &mut |stem, document, places| {
            let at = document as usize;
            let (Some(best), Some(length), Some(score), Some(meant)) =
                (best.get_mut(at), lengths.get(at), scores.get_mut(at), term.stems.get(stem))
            else {
                return;
            };
            if term.in_title && !places.is_in(Places::TITLE) {
                return;
            }
            let sure = rank::sureness(meant.how);
            let fit = (sure * rank::fit(places, *length), sure * rank::title_fit(places));
            if *best == (0.0, 0.0) && fit != (0.0, 0.0) {
                touched.push(document);
            }
            titled += usize::from(best.1 == 0.0 && fit.1 > 0.0);
            *best = (best.0.max(fit.0), best.1.max(fit.1));
            if meant.how == How::Typed && places.is_in(Places::TITLE) {
                score.in_title(number, places.title_stems());
            }
        });
        let rarity = rank::rarity(touched.len(), scores.len());
        let title_rarity = rank::rarity(titled, scores.len());
        whole += rarity;
        for at in touched.into_iter().map(|document| document as usize) {
            scores[at].add(rarity, rarity * best[at].0, title_rarity * best[at].1);
            best[at] = (0.0, 0.0);
        }
    }
    (scores, whole)
}

/// The lengths of all documents, in average lengths.
fn lengths(index: &Index) -> Vec<f32> {
    let bytes = index.segments().flat_map(|segment| &segment.root.lengths);
    let mut lengths: Vec<f32> = bytes.map(|&byte| rank::byte_to_length(byte)).collect();
    let average = (lengths.iter().sum::<f32>() / lengths.len().max(1) as f32).max(1.0);
    for length in &mut lengths {
        *length /= average;
    }
    lengths
}

/// What made documents match: every word of the stems that were meant, and the beginnings that were typed.
fn marks(index: &Index, terms: Vec<Term>, needs: &mut Needs) -> Marks {
    let (mut words, mut prefixes) = (Vec::new(), Vec::new());
    for term in terms {
        for meant in &term.stems {
            for group in index.segments().filter_map(|segment| segment.group(&meant.stem, needs)) {
                words.extend(group.forms.split(' ').map(str::to_string));
            }
        }
        prefixes.extend(term.prefix);
    }
    Marks::new(&words, prefixes)
}
