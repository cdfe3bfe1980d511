//! How many of the documents that were found have each tag, author, month and so on.

use quire_bundle::{Filter, order};

use crate::calendar;
use crate::facets::KINDS;
use crate::found::Found;
use crate::index::Index;
use crate::root::UNDATED;
use crate::slot::Needs;

/// Something to filter by, and how many of the documents found have it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facet {
    /// Its name in the address.
    pub slug: String,
    /// Its name for readers; of a language its tag, of a year its digits.
    pub label: String,
    /// How many of the documents that were found have it.
    pub count: usize,
    /// Whether it was chosen.
    pub chosen: bool,
}

/// What an answer can be narrowed by. Each list has what was chosen first, then what most documents have, then the order
/// of the labels; years have the newest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facets {
    /// By tag.
    pub tags: Vec<Facet>,
    /// By category.
    pub categories: Vec<Facet>,
    /// By series.
    pub series: Vec<Facet>,
    /// By author.
    pub authors: Vec<Facet>,
    /// By language.
    pub languages: Vec<Facet>,
    /// By year.
    pub years: Vec<Facet>,
    /// Every month of the blog that has documents, oldest first: year, month, and how many of them were found.
    pub months: Vec<(i32, u8, usize)>,
}

impl Index {
    /// Counts what was found.
    ///
    /// # Errors
    ///
    /// As for [`find`](Index::find).
    pub fn facets(&self, found: &Found, filter: &Filter) -> Result<Facets, Vec<String>> {
        let mut needs = Needs::default();
        let mut is_found = vec![false; self.len()];
        for &key in &found.keys {
            if let Some(is_found) = is_found.get_mut(key as u32 as usize) {
                *is_found = true;
            }
        }
        let mut kinds =
            [&filter.tags, &filter.categories, &filter.series, &filter.authors, &filter.languages]
                .into_iter()
                .enumerate()
                .map(|(kind, chosen)| self.kind(kind, chosen, &is_found, &mut needs))
                .collect::<Vec<_>>()
                .into_iter();
        debug_assert!(kinds.len() == KINDS);
        let mut next = || kinds.next().unwrap_or_default();
        let facets = Facets {
            tags: next(),
            categories: next(),
            series: next(),
            authors: next(),
            languages: next(),
            months: self.months(&is_found),
            years: Vec::new(),
        };
        let years = years(&facets.months, filter);
        if needs.is_waiting() { Err(needs.names()) } else { Ok(Facets { years, ..facets }) }
    }

    /// The facets of one kind, over all segments.
    fn kind(&self, kind: usize, chosen: &[String], is_found: &[bool], needs: &mut Needs) -> Vec<Facet> {
        let mut facets: Vec<Facet> = Vec::new();
        for segment in self.segments() {
            for entry in segment.facets(kind, needs) {
                let found =
                    |document: &&u32| is_found.get((segment.first + **document) as usize) == Some(&true);
                let count = entry.documents.iter().filter(found).count();
                let (slug, label) = (entry.term.slug.clone(), entry.term.label.clone());
                match facets.iter_mut().find(|facet| facet.slug == slug) {
                    // Later segments are newer, and the newest spelling counts.
                    Some(facet) => *facet = Facet { count: facet.count + count, label, ..facet.clone() },
                    None => facets.push(Facet { chosen: chosen.contains(&slug), slug, label, count }),
                }
            }
        }
        facets.retain(|facet| facet.chosen || facet.count > 0);
        let place = |at: usize| {
            let Facet { slug, label, count, chosen } = &facets[at];
            (!chosen, std::cmp::Reverse(*count), label, slug)
        };
        let sorted = order(facets.len(), &|a, b| place(a).cmp(&place(b)));
        sorted.into_iter().map(|at| facets[at].clone()).collect()
    }

    fn months(&self, is_found: &[bool]) -> Vec<(i32, u8, usize)> {
        let mut months: Vec<(i32, u8, usize)> = Vec::new();
        let days = self.segments().flat_map(|segment| &segment.root.days);
        for (&day, &found) in days.zip(is_found).filter(|(day, _)| **day != UNDATED) {
            let (year, month) = calendar::month(day);
            // Documents are nearly in the order of their days: only time zones part them.
            match months.iter_mut().rev().take(3).find(|known| (known.0, known.1) == (year, month)) {
                Some(known) => known.2 += usize::from(found),
                None => months.push((year, month, usize::from(found))),
            }
        }
        let sorted = order(months.len(), &|a, b| months[a].cmp(&months[b]));
        sorted.into_iter().map(|at| months[at]).collect()
    }
}

/// The years of these months that have documents or were chosen, newest first.
fn years(months: &[(i32, u8, usize)], filter: &Filter) -> Vec<Facet> {
    let mut years: Vec<(i32, usize)> = Vec::new();
    for &(year, _, count) in months.iter().rev() {
        match years.last_mut() {
            Some(last) if last.0 == year => last.1 += count,
            _ => years.push((year, count)),
        }
    }
    for &year in &filter.years {
        let at = years.partition_point(|known| known.0 > year);
        if years.get(at).is_none_or(|known| known.0 != year) {
            years.insert(at, (year, 0));
        }
    }
    let facet = |(year, count): (i32, usize)| {
        let label = year.to_string();
        Facet { slug: label.clone(), label, count, chosen: filter.years.contains(&year) }
    };
    years.into_iter().map(facet).filter(|facet| facet.chosen || facet.count > 0).collect()
}
