//! Phrases: which documents have these very words one behind the other.

use quire_bundle::order;

use crate::index::Index;
use crate::query::Phrase;
use crate::segment::Segment;
use crate::slot::Needs;
use crate::terms::stems;

/// Keeps the documents that have a phrase, or those that have it not.
pub(crate) fn keep(index: &Index, phrase: &Phrase, with: bool, allowed: &mut [bool], needs: &mut Needs) {
    let mut has = vec![false; allowed.len()];
    // By stems, as positions lie with them; all words are looked up before any is given up, to ask for all files at once.
    let stems: Vec<Vec<String>> = phrase
        .each_word()
        .map(|(word, is_prefix)| {
            stems(index, word, is_prefix, needs).into_iter().map(|meant| meant.stem).collect()
        })
        .collect();
    for segment in index.segments() {
        let mut places: Option<Vec<u64>> = None;
        for (at, ((word, is_prefix), stems)) in phrase.each_word().zip(&stems).enumerate() {
            let stand = stands(segment, word, is_prefix, stems, needs);
            // A place where the words so far stand, if this one stands behind them.
            places = Some(match places {
                Some(mut places) => {
                    places.retain(|place| stand.binary_search(&(place + at as u64)).is_ok());
                    places
                }
                None => stand,
            });
        }
        for place in places.unwrap_or_default() {
            if let Some(has) = has.get_mut((segment.first + (place >> 32) as u32) as usize) {
                *has = true;
            }
        }
    }
    for (allowed, has) in allowed.iter_mut().zip(has) {
        *allowed &= has == with;
    }
}

/// Where a word stands in a segment: the document in the upper half of each number, the place in the lower; ascending.
fn stands(segment: &Segment, word: &str, is_prefix: bool, stems: &[String], needs: &mut Needs) -> Vec<u64> {
    let mut found = Vec::new();
    for stem in stems {
        let Some(group) = segment.group(stem, needs) else { continue };
        let is_it = |form: &str| form == word || is_prefix && form.starts_with(word);
        let forms: Vec<bool> = group.forms.split(' ').map(is_it).collect();
        if !forms.contains(&true) {
            continue;
        }
        let (Some(stands), Some(list)) = (segment.stands(stem, needs), segment.list(stem, needs)) else {
            continue;
        };
        for (stands, posting) in stands.iter().zip(list) {
            for &(place, form) in stands {
                if forms.get(form as usize) == Some(&true) {
                    found.push(u64::from(posting.document()) << 32 | u64::from(place));
                }
            }
        }
    }
    let sorted = order(found.len(), &|a, b| found[a].cmp(&found[b]));
    sorted.into_iter().map(|at| found[at]).collect()
}
