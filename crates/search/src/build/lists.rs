//! The words of one segment turned around: for each stem, where it stands.

use std::ops::Range;

use super::{BREAK, Builder};
use crate::dictionary::Group;
use crate::positions::{self, Stands};
use crate::postings::{Places, Posting};

/// Fields of an occurrence.
const BODY: u64 = 0;
const TITLE: u64 = 1;
const LABEL: u64 = 2;
const HEADING: u64 = 3;

/// One occurrence of a stem in one number that sorts by document and then by place: 24 bits of the document, 24 of the
/// place, 14 of the word within its group, 2 of the field.
#[derive(Clone, Copy)]
struct Occurrence(u64);

/// Places and words beyond these are not told apart, which only a phrase could notice.
const MOST_PLACES: u64 = positions::MOST_PLACES as u64;
const MOST_FORMS: u64 = (1 << 14) - 1;

impl Occurrence {
    fn new(document: usize, place: usize, form: u32, field: u64) -> Occurrence {
        let (place, form) = ((place as u64).min(MOST_PLACES), u64::from(form).min(MOST_FORMS));
        Occurrence((document as u64) << 40 | place << 16 | form << 2 | field)
    }

    fn document(self) -> u32 {
        (self.0 >> 40) as u32
    }

    fn field(self) -> u64 {
        self.0 & 3
    }

    fn stand(self) -> (u32, u32) {
        ((self.0 >> 16 & MOST_PLACES) as u32, (self.0 >> 2 & MOST_FORMS) as u32)
    }
}

/// The groups of a segment, sorted by their stems, and where each stands.
pub(super) struct Lists {
    pub(super) groups: Vec<Group>,
    /// How many places each document has.
    pub(super) places: Vec<u32>,
    /// How many stems the title of each document has.
    titles: Vec<u32>,
    occurrences: Vec<Occurrence>,
    /// Where the occurrences of each group end.
    ends: Vec<usize>,
}

impl Lists {
    /// The words of the documents in this range.
    pub(super) fn of(builder: &Builder, documents: Range<usize>) -> Lists {
        let kept = builder.documents.get(documents).unwrap_or_default();
        let forms = &builder.vocabulary.forms;
        let mut counts = vec![0; forms.len()];
        for document in kept {
            for field in [&document.body, &document.title, &document.labels, &document.headings] {
                for &token in builder.tokens(field).iter().filter(|&&token| token != BREAK) {
                    counts[token as usize] += 1;
                }
            }
        }
        let used: Vec<usize> = (0..forms.len()).filter(|&form| counts[form] > 0).collect();
        let name = |form: usize| (&builder.vocabulary.stems[forms[form].stem as usize], &forms[form].text);
        let sorted = quire_bundle::order(used.len(), &|a, b| name(used[a]).cmp(&name(used[b])));

        // The group of each form, and its number within that.
        let mut places_of = vec![(0, 0); forms.len()];
        let (mut groups, mut starts): (Vec<Group>, Vec<usize>) = (Vec::new(), Vec::new());
        let (mut total, mut within) = (0, 0);
        for form in sorted.into_iter().map(|at| used[at]) {
            let (stem, text) = name(form);
            match groups.last_mut() {
                Some(last) if last.stem == *stem => {
                    within += 1;
                    last.forms = std::mem::take(&mut last.forms) + " " + text;
                }
                _ => {
                    within = 0;
                    groups.push(Group { stem: stem.clone(), forms: text.clone(), holding: 0 });
                    starts.push(total);
                }
            }
            places_of[form] = (groups.len() - 1, within);
            total += counts[form];
        }

        let mut lists = Lists {
            groups,
            places: Vec::new(),
            titles: Vec::new(),
            occurrences: vec![Occurrence(0); total],
            ends: starts,
        };
        for (number, document) in kept.iter().enumerate() {
            let mut place = 0;
            for (range, field) in [
                (&document.body, BODY),
                (&document.title, TITLE),
                (&document.labels, LABEL),
                (&document.headings, HEADING),
            ] {
                for &token in builder.tokens(range) {
                    if let Some(&(group, form)) = places_of.get(token as usize) {
                        lists.put(group, Occurrence::new(number, place, form, field));
                    }
                    place += 1;
                }
                if field == LABEL {
                    lists.places.push(place as u32);
                }
            }
            let mut stems: Vec<u32> = Vec::new();
            for form in builder.tokens(&document.title).iter().filter_map(|&token| forms.get(token as usize))
            {
                if !stems.contains(&form.stem) {
                    stems.push(form.stem);
                }
            }
            lists.titles.push(stems.len() as u32);
        }
        for group in 0..lists.groups.len() {
            let same = |a: &Occurrence, b: &Occurrence| a.document() == b.document();
            lists.groups[group].holding = lists.of_group(group).chunk_by(same).count() as u32;
        }
        lists
    }

    fn put(&mut self, group: usize, occurrence: Occurrence) {
        let end = &mut self.ends[group];
        self.occurrences[*end] = occurrence;
        *end += 1;
    }

    fn of_group(&self, group: usize) -> &[Occurrence] {
        let start = if group == 0 { 0 } else { self.ends[group - 1] };
        &self.occurrences[start..self.ends[group]]
    }

    /// How often the stem of a group stands anywhere.
    pub(super) fn occurrences(&self, group: usize) -> usize {
        self.of_group(group).len()
    }

    /// The posting list of a group.
    pub(super) fn postings(&self, group: usize) -> Vec<Posting> {
        let same = |a: &Occurrence, b: &Occurrence| a.document() == b.document();
        let mut postings = Vec::new();
        for run in self.of_group(group).chunk_by(same) {
            let in_field =
                |field: u64, bit: u16| if run.iter().any(|one| one.field() == field) { bit } else { 0 };
            let times = run.iter().filter(|one| one.field() == BODY).count() as u32;
            let fields = in_field(TITLE, Places::TITLE)
                | in_field(HEADING, Places::HEADING)
                | in_field(LABEL, Places::LABEL);
            let document = run[0].document();
            let places = Places(Places::class_of(times) | fields).with_title(self.titles[document as usize]);
            postings.push(Posting::new(document, places.0));
        }
        postings
    }

    /// Where the words of a group stand, for each of its postings.
    pub(super) fn stands(&self, group: usize) -> Vec<Stands> {
        let same = |a: &Occurrence, b: &Occurrence| a.document() == b.document();
        let runs = self.of_group(group).chunk_by(same);
        // Headings stand in the body too.
        let stands = |run: &[Occurrence]| {
            let mut stands: Stands =
                run.iter().filter(|one| one.field() != HEADING).map(|one| one.stand()).collect();
            stands.dedup_by_key(|stand| stand.0);
            stands
        };
        runs.map(stands).collect()
    }
}
