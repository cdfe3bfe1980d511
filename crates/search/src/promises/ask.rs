//! An index and its files, asked as a browser asks: what is needed is fetched, and the question put again.

use std::collections::BTreeMap;

use quire_bundle::Filter;

use super::corpus::fold;
use crate::{Facets, Files, Found, Hit, Index};

/// All that is to be known of an answer.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Answer {
    pub(super) total: usize,
    pub(super) settled: bool,
    pub(super) corrected: Vec<(String, String)>,
    pub(super) unknown: Vec<String>,
    pub(super) missing: Vec<String>,
    pub(super) marked: (Vec<String>, Vec<String>),
    pub(super) hits: Vec<Hit>,
    pub(super) facets: Facets,
}

impl Answer {
    /// The numbers of the documents that were found, ascending.
    pub(super) fn documents(&self) -> Vec<u32> {
        let mut documents: Vec<u32> = self.hits.iter().map(|hit| hit.document).collect();
        documents.sort_unstable();
        documents
    }
}

/// How files come.
#[derive(Clone, Copy, Debug)]
pub(super) enum Coming {
    /// All that were asked for, before the question is put again.
    Together,
    /// One of those that were asked for, by chance.
    OneByOne(u64),
}

/// An index, and the files that can be fetched.
pub(super) struct Desk {
    pub(super) index: Index,
    pub(super) files: BTreeMap<String, Vec<u8>>,
    pub(super) coming: Coming,
    /// How often something was fetched.
    pub(super) rounds: usize,
}

impl Desk {
    pub(super) fn new(files: &Files) -> Desk {
        Desk {
            index: Index::new(&files.roots),
            files: files.files.iter().cloned().collect(),
            coming: Coming::Together,
            rounds: 0,
        }
    }

    /// Everything that is found for a text.
    pub(super) fn text(&mut self, text: &str) -> Answer {
        self.filter(&Filter { text: text.into(), ..Filter::default() })
    }

    /// Everything that is found.
    pub(super) fn filter(&mut self, filter: &Filter) -> Answer {
        let found = self.find(filter);
        let hits = self.until(|index| index.hits(&found, 0, usize::MAX));
        let facets = self.until(|index| index.facets(&found, filter));
        Answer {
            total: found.total,
            settled: found.settled,
            corrected: found.corrected,
            unknown: found.unknown,
            missing: found.missing,
            marked: (found.marks.words().to_vec(), found.marks.prefixes().to_vec()),
            hits,
            facets,
        }
    }

    pub(super) fn find(&mut self, filter: &Filter) -> Found {
        self.until(|index| index.find(filter, &fold))
    }

    /// Asks until there is an answer. What cannot be fetched, or is refused, is given up.
    pub(super) fn until<T>(&mut self, ask: impl Fn(&Index) -> Result<T, Vec<String>>) -> T {
        let most = self.files.len() + self.rounds + 2;
        loop {
            let mut needed = match ask(&self.index) {
                Ok(answer) => return answer,
                Err(needed) => needed,
            };
            assert!(!needed.is_empty(), "nothing is asked for, and nothing is answered");
            self.rounds += 1;
            assert!(self.rounds <= most, "files are asked for without end: {needed:?}");
            if let Coming::OneByOne(state) = &mut self.coming {
                *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                let chosen = (*state >> 33) as usize % needed.len();
                needed.swap(0, chosen);
                needed.truncate(1);
            }
            for name in needed {
                let bytes = self.files.get(&name).map_or(&[][..], Vec::as_slice);
                if self.index.take(&name, bytes).is_err() {
                    self.index.give_up(&name);
                }
            }
        }
    }
}
