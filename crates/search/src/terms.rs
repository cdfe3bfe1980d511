//! From the words of a question to the stems that they stand for.
//!
//! A word stands for the stem that it has; where it has none, or is still being typed, for those of the words that begin
//! with it; and where there are no such words, for those of the words that were probably meant.

use std::cmp::Reverse;
use std::ops::Range;

use crate::dictionary::Group;
use crate::index::Index;
use crate::query::{Query, Wanted};
use crate::slot::Needs;
use crate::spell::{Distance, Speller, most_edits};

/// Stems that one misspelt word stands for at most.
const MEANT: usize = 8;
/// Words of a segment that one beginning stands for at most: those that most documents hold. A single letter begins
/// thousands, and whoever types it types on.
const BEGUN: usize = 256;

/// A word of the question, and what it stands for.
#[derive(Clone, Debug, Default)]
pub(crate) struct Term {
    pub(crate) stems: Vec<Meant>,
    pub(crate) in_title: bool,
    /// What is marked beside the words of the stems: the beginning that was typed.
    pub(crate) prefix: Option<String>,
}

/// A stem that a word stands for.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Meant {
    pub(crate) stem: String,
    /// How sure that is.
    pub(crate) how: How,
}

impl Meant {
    /// A stem, by a word of its that begins with what was typed.
    fn by(form: &str, typed: &str, stem: &str) -> Meant {
        Meant { stem: stem.to_string(), how: if form == typed { How::Typed } else { How::Begun } }
    }
}

/// How a stem is meant, the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum How {
    /// The word was typed.
    Typed,
    /// Its beginning was.
    Begun,
    /// Something with so many edits was.
    Misspelt(usize),
}

/// The terms of a question, and how misspelt words were read.
pub(crate) fn terms(
    index: &Index,
    query: &Query,
    needs: &mut Needs,
    corrected: &mut Vec<(String, String)>,
) -> Vec<Term> {
    let mut terms: Vec<Term> = Vec::new();
    for (at, wanted) in query.words.iter().enumerate() {
        let mut term = Term { in_title: wanted.in_title, ..Term::default() };
        term.prefix = wanted.is_prefix.then(|| wanted.word.clone());
        term.stems = stems(index, &wanted.word, wanted.is_prefix, needs);
        let (before, after) = (at.checked_sub(1).and_then(|at| query.words.get(at)), query.words.get(at + 1));
        for (left, right) in [(before, Some(wanted)), (Some(wanted), after)] {
            if let (Some(left), Some(right)) = (left, right) {
                // "web assembly" finds "webassembly" too.
                let joined = stems(index, &(left.word.clone() + &right.word), false, needs);
                let typed = joined.into_iter().filter(|meant| meant.how == How::Typed);
                term.stems.extend(typed);
            }
        }
        term.stems = each_once(&term.stems);
        // As long as files are to come, a word may yet be known, and where one is lost, it may have been.
        if term.stems.is_empty() && !needs.is_waiting() && !is_lost(index, &wanted.word, needs) {
            terms.extend(meant(index, wanted, needs, corrected));
        } else {
            terms.push(term);
        }
    }
    terms
}

/// The stems of a word, and of those that begin with it where it is a prefix or no word at all.
pub(crate) fn stems(index: &Index, word: &str, is_prefix: bool, needs: &mut Needs) -> Vec<Meant> {
    let last = word.to_string() + "\u{10FFFF}";
    let mut stems: Vec<Meant> = Vec::new();
    let mut is_narrow = false;
    for segment in index.segments() {
        let mut begun: Vec<(&str, &Group)> = Vec::new();
        for shard in segment.dictionaries(word, &last) {
            let Some(dictionary) = segment.dictionary(shard, needs) else {
                // Nothing else of what is lost is of use.
                if needs.is_waiting() {
                    segment.prefetch(word, is_prefix, needs);
                }
                continue;
            };
            begun.extend(dictionary.beginning_with(word).filter_map(|at| dictionary.form(at)));
            for (form, stem) in dictionary.aliases.iter().filter(|alias| alias.0.starts_with(word)) {
                stems.push(Meant::by(form, word, stem));
            }
        }
        let fewest = least_holding(&begun);
        is_narrow |= fewest > 0;
        for (form, group) in
            begun.into_iter().filter(|(form, group)| group.holding >= fewest || *form == word)
        {
            stems.push(Meant::by(form, word, &group.stem));
        }
    }
    if !is_prefix && stems.iter().any(|meant| meant.how == How::Typed) {
        stems.retain(|meant| meant.how == How::Typed);
    } else {
        needs.is_narrow |= is_narrow;
    }
    each_once(&stems)
}

/// How many documents must hold a stem, as a power of two, so that not too many are left; 0 if there are few anyway.
fn least_holding(begun: &[(&str, &Group)]) -> u32 {
    let mut least = 0;
    while begun.iter().filter(|(_, group)| group.holding >= least).count() > BEGUN {
        least = (least * 2).max(2);
    }
    least
}

/// Whether the part of a dictionary that would have a word will not come.
fn is_lost(index: &Index, word: &str, needs: &Needs) -> bool {
    index.segments().any(|segment| {
        let shard = segment.root.dictionary.get(segment.dictionaries(word, word).start);
        shard.is_some_and(|shard| needs.is_without(shard.file))
    })
}

/// The stems in their order, each once, by the best of the ways in which it is meant.
pub(crate) fn each_once(stems: &[Meant]) -> Vec<Meant> {
    let place = |at: usize| (&stems[at].stem, stems[at].how);
    let sorted = quire_bundle::order(stems.len(), &|a, b| place(a).cmp(&place(b)));
    let mut once: Vec<Meant> = Vec::with_capacity(stems.len());
    for meant in sorted.into_iter().map(|at| &stems[at]) {
        if once.last().is_none_or(|last| last.stem != meant.stem) {
            once.push(meant.clone());
        }
    }
    once
}

/// What a word that there is not was probably meant to be: a word that is near, or two that were typed as one.
fn meant(
    index: &Index,
    wanted: &Wanted,
    needs: &mut Needs,
    corrected: &mut Vec<(String, String)>,
) -> Vec<Term> {
    let most = most_edits(wanted.word.chars().count());
    let mut near = Vec::new();
    // Hardly anyone mistypes the first letter, and the words that begin with it are a small part of all.
    let first = wanted.word.chars().next().map(String::from).unwrap_or_default();
    'near: for beginning in [first.as_str(), ""] {
        for edits in 1..=most {
            near = near_words(index, wanted, beginning, edits, needs);
            if !near.is_empty() || needs.is_waiting() {
                break 'near;
            }
            // Two words that were typed as one are as likely as two edits of a word.
            if edits == 1
                && !beginning.is_empty()
                && let Some(terms) = halves(index, wanted, needs, corrected)
            {
                return terms;
            }
        }
    }
    let sorted = quire_bundle::order(near.len(), &|a, b| near[a].cmp(&near[b]));
    let mut term = Term { in_title: wanted.in_title, ..Term::default() };
    for near in sorted.into_iter().map(|at| &near[at]) {
        if term.stems.is_empty() {
            corrected.push((wanted.word.clone(), near.form.to_string()));
        }
        if term.stems.len() < MEANT {
            term.stems.push(Meant { stem: near.stem.to_string(), how: How::Misspelt(near.edits) });
        }
    }
    term.stems = each_once(&term.stems);
    vec![term]
}

/// The words that begin so and are at most so many edits away.
fn near_words<'a>(
    index: &'a Index,
    wanted: &Wanted,
    beginning: &str,
    most: usize,
    needs: &mut Needs,
) -> Vec<Near<'a>> {
    let last = beginning.to_string() + "\u{10FFFF}";
    let mut near = Vec::new();
    for segment in index.segments() {
        for shard in segment.dictionaries(beginning, &last) {
            let Some(dictionary) = segment.dictionary(shard, needs) else { continue };
            let mut speller = Speller::new(&wanted.word, wanted.is_prefix, most);
            let Range { start: mut at, end } = dictionary.beginning_with(beginning);
            while at < end
                && let Some((form, group)) = dictionary.form(at)
            {
                match speller.distance(form) {
                    Distance::Near(edits) => {
                        near.push(Near::new(form, &group.stem, edits, &wanted.word));
                        at += 1;
                    }
                    Distance::Far => at += 1,
                    // All that begin so are as far away.
                    Distance::FarFrom(end) => at = dictionary.behind(form.get(..end).unwrap_or(form), at),
                }
            }
        }
    }
    // Each once, and what is rare is so in all segments together.
    let word = |at: usize| (near[at].form, near[at].stem);
    let mut once: Vec<Near<'a>> = Vec::new();
    for at in quire_bundle::order(near.len(), &|a, b| word(a).cmp(&word(b))) {
        if once.last().is_none_or(|last| (last.form, last.stem) != word(at)) {
            let rare = Reverse(holding(index, near[at].stem, needs));
            once.push(Near { rare, ..near[at] });
        }
    }
    once
}

/// The two words that were typed as one, if there are such: the rarer of them as frequent as can be.
fn halves(
    index: &Index,
    wanted: &Wanted,
    needs: &mut Needs,
    corrected: &mut Vec<(String, String)>,
) -> Option<Vec<Term>> {
    let word = wanted.word.as_str();
    let mut best = (0, "", "");
    for (cut, _) in word.char_indices() {
        let (left, right) = word.split_at_checked(cut).unwrap_or(("", ""));
        // A single letter is hardly a word.
        if left.chars().nth(1).is_some() && right.chars().nth(1).is_some() {
            let frequency = word_holding(index, left, needs).min(word_holding(index, right, needs));
            if frequency > best.0 {
                best = (frequency, left, right);
            }
        }
    }
    let (_, left, right) = Some(best).filter(|best| best.0 > 0)?;
    corrected.push((word.to_string(), format!("{left} {right}")));
    let mut term = |word: &str| Term {
        stems: stems(index, word, false, needs),
        in_title: wanted.in_title,
        prefix: None,
    };
    Some(vec![term(left), term(right)])
}

/// How many documents hold a word, or others of its stems.
fn word_holding(index: &Index, word: &str, needs: &mut Needs) -> u32 {
    let mut stems: Vec<&str> = Vec::new();
    for segment in index.segments() {
        let shard = segment.dictionaries(word, word).start;
        let Some(dictionary) = segment.dictionary(shard, needs) else { continue };
        let forms = dictionary.beginning_with(word).filter_map(|at| dictionary.form(at));
        let aliases = dictionary.aliases.iter().filter(|alias| alias.0 == word);
        let forms = forms.take_while(|form| form.0 == word).map(|form| &form.1.stem);
        for stem in forms.chain(aliases.map(|alias| &alias.1)) {
            if !stems.contains(&stem.as_str()) {
                stems.push(stem);
            }
        }
    }
    stems.into_iter().map(|stem| holding(index, stem, needs)).fold(0, u32::saturating_add)
}

/// How many documents hold a stem.
pub(crate) fn holding(index: &Index, stem: &str, needs: &mut Needs) -> u32 {
    let groups = index.segments().filter_map(|segment| segment.group(stem, needs));
    groups.map(|group| group.holding).fold(0, u32::saturating_add)
}

/// A word that is near, compared by how likely it was meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Near<'a> {
    edits: usize,
    /// Hardly anyone mistypes the first letter.
    begins_otherwise: bool,
    /// Letters that it has more than what was typed.
    longer: usize,
    rare: Reverse<u32>,
    form: &'a str,
    stem: &'a str,
}

impl<'a> Near<'a> {
    fn new(form: &'a str, stem: &'a str, edits: usize, typed: &str) -> Near<'a> {
        Near {
            edits,
            begins_otherwise: form.chars().next() != typed.chars().next(),
            longer: form.len().saturating_sub(typed.len() + edits),
            rare: Reverse(0),
            form,
            stem,
        }
    }
}
