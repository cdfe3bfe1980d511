//! The promises that need a blog that is cut as blogs are: how often something is fetched, and that the usual cuts change
//! no answer.

use std::sync::LazyLock;

use quire_bundle::Filter;

use super::ask::Desk;
use super::corpus::{builder, fold};
use super::question::{Part, Question};
use super::scan::Scan;
use crate::{Document, Files, words};

/// Numbers by chance, always the same.
struct Random(u64);

impl Random {
    fn below(&mut self, count: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % count.max(1)
    }

    /// A rank as words have it: the first far more often than the last.
    fn rank(&mut self, count: usize) -> usize {
        let square = self.below(count) * self.below(count) / count;
        square * self.below(count) / count
    }
}

/// A blog of one language, with words of syllables in a few forms each, frequent and rare as words are.
static BLOG: LazyLock<Vec<Document>> = LazyLock::new(|| {
    let mut random = Random(7);
    let syllables =
        ["ba", "ce", "di", "fo", "gu", "ha", "je", "ki", "lo", "mu", "na", "pe", "ri", "so", "tu", "tra"];
    let mut stems: Vec<String> = Vec::new();
    while stems.len() < 4000 {
        let stem: String =
            (0..2 + random.below(3)).map(|_| syllables[random.below(syllables.len())]).collect();
        stems.push(stem + "n");
    }
    let mut text = |count: usize| {
        let word = |_| stems[random.rank(stems.len())].clone() + ["", "", "s", "ing"][random.below(4)];
        (0..count).map(word).collect::<Vec<_>>().join(" ")
    };
    let document = |number: i32| Document {
        title: text(5),
        url: format!("/{number}/"),
        date: format!("day {number}"),
        day: Some(15_000 + number),
        body: text(50),
        language: "en".into(),
        ..Document::default()
    };
    (0..1200).map(document).collect()
});

static FILES: LazyLock<Files> = LazyLock::new(|| builder(&BLOG).finish());

/// Words of the blog, from all over it.
fn some_words() -> impl Iterator<Item = String> {
    BLOG.iter().step_by(7).filter_map(|document| words(&document.body, &fold).into_iter().nth(9))
}

#[test]
fn an_answer_takes_two_trips_and_hardly_ever_a_third() {
    assert!(FILES.files.len() > 100, "the blog is small: {} files", FILES.files.len());
    let (mut asked, mut more) = (0, 0);
    for (word, other) in some_words().zip(some_words().skip(3)) {
        for text in [word.clone(), format!("{word} "), word[..4].to_string(), format!("{word} {other}")] {
            let mut desk = Desk::new(&FILES);
            // The roots are fetched before anything is typed.
            for name in desk.index.missing_roots() {
                assert_eq!(desk.index.take(&name, &desk.files[&name]), Ok(()));
            }
            let found = desk.find(&Filter { text: text.clone(), ..Filter::default() });
            assert!(found.settled && found.total > 0 && found.corrected.is_empty());
            assert!(desk.rounds <= 2, "{text}: {} trips", desk.rounds);
            asked += 1;
            more += usize::from(desk.rounds > 1);
            let hits = desk.until(|index| index.hits(&found, 0, 10));
            assert!(!hits.is_empty() && desk.rounds <= 3);
        }
    }
    assert!(more * 100 < asked, "{more} of {asked} questions took a trip more");
}

#[test]
fn a_blog_as_it_is_cut_as_a_rule_answers_as_a_scan_does() {
    let mut desk = Desk::new(&FILES);
    let scan = Scan::new(&BLOG);
    for (word, other) in some_words().zip(some_words().skip(3)).step_by(12) {
        let title = words(&BLOG[600].title, &fold).join(" ");
        for (parts, is_ended) in [
            (vec![Part::Words(word.clone())], false),
            (vec![Part::Words(word.clone()), Part::Without(other.clone())], true),
            (vec![Part::Words(title)], false),
            (vec![Part::Words(word.replace('n', "nn")), Part::Words(other.clone())], true),
            (
                vec![Part::Phrase { words: format!("{word} {other}"), is_without: false, is_open: false }],
                false,
            ),
        ] {
            let question = Question { parts, is_ended, filter: Filter::default() };
            let (answer, scanned) = (desk.filter(&question.filter()), scan.ask(&question));
            let keys: Vec<_> = answer.hits.iter().map(|hit| (hit.score, hit.document as usize)).collect();
            assert_eq!((keys, answer.corrected), (scanned.keys, scanned.corrected), "{question:?}");
        }
    }
}

#[test]
fn what_is_the_same_in_every_post_is_counted_in_every_post() {
    let mut desk = Desk::new(&FILES);
    let languages = desk.text("").facets.languages;
    assert_eq!(
        languages.iter().map(|facet| (facet.slug.as_str(), facet.count)).collect::<Vec<_>>(),
        [("en", BLOG.len())]
    );
}

#[test]
fn a_phrase_of_a_post_finds_it_wherever_it_stands() {
    let mut desk = Desk::new(&FILES);
    for (number, document) in BLOG.iter().enumerate().step_by(97) {
        let words = words(&document.body, &fold);
        let phrase = words[number % 40..][..3].join(" ");
        assert!(desk.text(&format!("\"{phrase}\"")).documents().contains(&(number as u32)), "{phrase}");
    }
}
