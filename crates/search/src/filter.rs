//! Which documents may be shown at all: those that pass the filters that were chosen, and those that were typed.

use quire_bundle::Filter;

use crate::analyse::Fold;
use crate::calendar;
use crate::facets::Entry;
use crate::index::Index;
use crate::query::{Facet, Query};
use crate::slot::Needs;

/// For each document whether it passes. Filters that were typed and name nothing become words of the question.
pub(crate) fn allowed(
    index: &Index,
    filter: &Filter,
    query: &mut Query,
    fold: Fold<'_>,
    needs: &mut Needs,
) -> Vec<bool> {
    let mut allowed = vec![true; index.len()];
    let tags = &filter.tags;
    if filter.any_tag {
        keep_any(index, 0, tags, &mut allowed, needs);
    } else {
        for tag in tags {
            keep_any(index, 0, std::slice::from_ref(tag), &mut allowed, needs);
        }
    }
    let others = [&filter.categories, &filter.series, &filter.authors, &filter.languages];
    for (kind, slugs) in (1..).zip(others) {
        keep_any(index, kind, slugs, &mut allowed, needs);
    }
    keep_days(index, filter, query, &mut allowed);
    for facet in std::mem::take(&mut query.facets) {
        if !keep_typed(index, &facet, fold, &mut allowed, needs) && !needs.is_waiting() {
            query.add_as_words(&facet.typed, fold);
        }
    }
    allowed
}

/// Drops the documents that have none of these slugs, if there are any.
fn keep_any(index: &Index, kind: usize, slugs: &[String], allowed: &mut [bool], needs: &mut Needs) {
    if !slugs.is_empty() {
        keep(index, kind, true, &|entry| slugs.contains(&entry.term.slug), allowed, needs);
    }
}

/// Keeps the documents that have what was typed, or those that have not; `false` if nothing is called so, as far as the
/// files tell that will come.
fn keep_typed(index: &Index, facet: &Facet, fold: Fold<'_>, allowed: &mut [bool], needs: &mut Needs) -> bool {
    let is_it =
        |entry: &Entry| fold(&entry.term.slug) == facet.value || fold(&entry.term.label) == facet.value;
    let known = index.segments().any(|segment| {
        let is_here = segment.facets(facet.kind, needs).iter().any(is_it);
        is_here || segment.root.facets.get(facet.kind).is_some_and(|file| needs.is_without(*file))
    });
    if known {
        keep(index, facet.kind, !facet.is_without, &is_it, allowed, needs);
    }
    known
}

/// Keeps the documents that have one of these entries, or those that have none of them.
fn keep(
    index: &Index,
    kind: usize,
    with: bool,
    is_it: &dyn Fn(&Entry) -> bool,
    allowed: &mut [bool],
    needs: &mut Needs,
) {
    let mut has = vec![false; allowed.len()];
    for segment in index.segments() {
        for entry in segment.facets(kind, needs).iter().filter(|entry| is_it(entry)) {
            for document in &entry.documents {
                if let Some(has) = has.get_mut((segment.first + document) as usize) {
                    *has = true;
                }
            }
        }
    }
    for (allowed, has) in allowed.iter_mut().zip(has) {
        *allowed &= has == with;
    }
}

/// Keeps the documents of the years and months that were chosen, and of all the days that were typed.
fn keep_days(index: &Index, filter: &Filter, query: &Query, allowed: &mut [bool]) {
    let is_chosen = |day: i32| {
        let (year, month) = calendar::month(day);
        filter.years.contains(&year) || filter.months.contains(&(year, month))
    };
    let chooses = !filter.years.is_empty() || !filter.months.is_empty();
    if !chooses && query.days.is_empty() {
        return;
    }
    let days = index.segments().flat_map(|segment| &segment.root.days);
    for (allowed, &day) in allowed.iter_mut().zip(days) {
        let is_dated = day != crate::root::UNDATED;
        let is_within = query.days.iter().all(|&(first, end)| (first..end).contains(&day));
        *allowed &= is_dated && is_within && (!chooses || is_chosen(day));
    }
}
