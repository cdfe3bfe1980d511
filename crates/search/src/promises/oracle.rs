//! The promise that a settled answer is the one a reader would find by going through all posts by hand: the same posts in
//! the same order with the same counts, however the index is cut and however its files come.

use std::cmp::Reverse;

use proptest::prelude::*;

use super::ask::{Answer, Coming, Desk};
use super::corpus::{build, builder, chance, documents, fold};
use super::post::terms;
use super::question::{Question, question};
use super::scan::{Scan, Scanned};
use crate::{Builder, Document, Draft, Facet, Facets, Files};

/// The facets of one kind, counted by hand.
fn count(documents: &[Document], found: &[usize], kind: usize, chosen: &[String]) -> Vec<Facet> {
    let mut facets: Vec<Facet> = Vec::new();
    for (number, document) in documents.iter().enumerate() {
        for term in terms(document, kind) {
            let count = usize::from(found.contains(&number));
            match facets.iter_mut().find(|facet| facet.slug == term.slug) {
                Some(facet) => facet.count += count,
                None => facets.push(Facet {
                    chosen: chosen.contains(&term.slug),
                    slug: term.slug,
                    label: term.label,
                    count,
                }),
            }
        }
    }
    facets.retain(|facet| facet.chosen || facet.count > 0);
    facets
        .sort_by_key(|facet| (!facet.chosen, Reverse(facet.count), facet.label.clone(), facet.slug.clone()));
    facets
}

fn facets(documents: &[Document], found: &[usize], question: &Question) -> Facets {
    let filter = &question.filter;
    let kind = |kind: usize, chosen: &[String]| count(documents, found, kind, chosen);
    let month = |number: usize| documents[number].day.map(crate::calendar::month);
    let mut months: Vec<(i32, u8)> = (0..documents.len()).filter_map(month).collect();
    months.sort_unstable();
    months.dedup();
    let of_month = |wanted: (i32, u8)| found.iter().filter(|&&number| month(number) == Some(wanted)).count();
    let of_year =
        |year: i32| found.iter().filter(|&&number| month(number).is_some_and(|it| it.0 == year)).count();
    let mut years: Vec<i32> =
        months.iter().map(|month| month.0).chain(filter.years.iter().copied()).collect();
    years.sort_unstable();
    years.dedup();
    let year = |year: i32| {
        let (slug, chosen) = (year.to_string(), filter.years.contains(&year));
        Facet { label: slug.clone(), slug, count: of_year(year), chosen }
    };
    Facets {
        tags: kind(0, &filter.tags),
        categories: kind(1, &filter.categories),
        series: kind(2, &filter.series),
        authors: kind(3, &filter.authors),
        languages: kind(4, &filter.languages),
        years: years.into_iter().rev().map(year).filter(|facet| facet.chosen || facet.count > 0).collect(),
        months: months.into_iter().map(|(year, month)| (year, month, of_month((year, month)))).collect(),
    }
}

/// Fails unless an answer is what the scan found.
fn same(
    documents: &[Document],
    question: &Question,
    answer: &Answer,
    scanned: &Scanned,
) -> Result<(), TestCaseError> {
    let keys: Vec<(u32, usize)> = answer.hits.iter().map(|hit| (hit.score, hit.document as usize)).collect();
    prop_assert_eq!(&keys, &scanned.keys);
    prop_assert_eq!(answer.total, keys.len());
    prop_assert!(answer.settled && answer.missing.is_empty());
    prop_assert_eq!(&answer.unknown, &scanned.unknown);
    prop_assert_eq!(&answer.corrected, &scanned.corrected);
    for hit in &answer.hits {
        let Document { title, url, date, .. } = &documents[hit.document as usize];
        prop_assert_eq!((&hit.title, &hit.url, &hit.date), (title, url, date));
    }
    let found: Vec<usize> = keys.iter().map(|key| key.1).collect();
    prop_assert_eq!(&answer.facets, &facets(documents, &found, question));
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn an_answer_is_what_a_scan_of_all_posts_finds(
        documents in documents(14),
        questions in prop::collection::vec(question(4), 1..6),
    ) {
        let mut desk = Desk::new(&build(&documents));
        let scan = Scan::new(&documents);
        for question in questions {
            let answer = desk.filter(&question.filter());
            same(&documents, &question, &answer, &scan.ask(&question))?;
        }
    }

    #[test]
    fn an_answer_does_not_depend_on_how_the_index_is_cut_or_how_its_files_come(
        documents in documents(40),
        chance in chance(),
        coming in any::<u64>(),
        questions in prop::collection::vec(question(4), 1..4),
    ) {
        let files = builder(&documents).finish_cut(&chance);
        let scan = Scan::new(&documents);
        let mut together = Desk::new(&files);
        for question in questions {
            let mut one_by_one = Desk { coming: Coming::OneByOne(coming), ..Desk::new(&files) };
            let answer = one_by_one.filter(&question.filter());
            same(&documents, &question, &answer, &scan.ask(&question))?;
            prop_assert_eq!(together.filter(&question.filter()), answer);
        }
        prop_assert_eq!(together.index.len(), documents.len());
    }

    #[test]
    fn a_draft_answers_as_a_scan_does(mut documents in documents(14), question in question(4)) {
        for document in &mut documents {
            document.language = "es".into();
        }
        let mut draft = Draft::new();
        for document in &documents {
            draft.add(document, &fold);
        }
        let mut desk = Desk { index: draft.index(), ..Desk::new(&Files::default()) };
        let answer = desk.filter(&question.filter());
        same(&documents, &question, &answer, &Scan::new(&documents).ask(&question))?;
    }

    #[test]
    fn the_pages_of_an_answer_are_the_answer(documents in documents(40), question in question(2), size in 1usize..5) {
        let mut desk = Desk::new(&build(&documents));
        let answer = desk.filter(&question.filter());
        let found = desk.find(&question.filter());
        let pages = (0..found.total).step_by(size);
        let hits: Vec<_> = pages.flat_map(|offset| desk.until(|index| index.hits(&found, offset, size))).collect();
        prop_assert_eq!(hits, answer.hits);
    }

    #[test]
    fn posts_that_were_read_side_by_side_give_the_same_files(documents in documents(20), cuts in prop::collection::vec(0..20usize, 0..4)) {
        let mut cuts: Vec<usize> = cuts.into_iter().map(|cut| cut.min(documents.len())).chain([0, documents.len()]).collect();
        cuts.sort_unstable();
        let mut apart = Builder::new();
        for cut in cuts.windows(2) {
            apart.append(builder(&documents[cut[0]..cut[1]]));
        }
        prop_assert_eq!(apart.related(3), builder(&documents).related(3));
        prop_assert_eq!(apart.finish(), build(&documents));
    }

    #[test]
    fn the_same_posts_give_the_same_files(documents in documents(20)) {
        prop_assert_eq!(build(&documents), build(&documents));
    }
}
