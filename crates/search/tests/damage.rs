//! The promise that no file and no question can take the app down: what is not an index is refused
//! with a sentence, and what is asked in whatever script gets an answer.

use proptest::prelude::*;
use quire_bundle::{Filter, Term};
use quire_search::{Document, Error, Index, build};

fn fold(text: &str) -> String {
    text.to_lowercase()
}

/// A small index with something in every section.
fn bytes() -> Vec<u8> {
    let term = |name: &str| Term { slug: name.to_lowercase(), label: name.into() };
    let document = |number: i32| Document {
        title: format!("Post {number} on Rust"),
        url: format!("/{number}/"),
        date: "3 May 2024".into(),
        summary: "Short.".into(),
        body: ["shared words and word", &number.to_string()].join(" "),
        tags: vec![term("Rust"), term("Web")],
        authors: vec![term("Ann")],
        year: Some(2000 + number % 3),
    };
    build(&(0..20).map(document).collect::<Vec<_>>(), &fold)
}

/// Puts the right checksum on bytes that were changed.
fn seal(bytes: &mut [u8]) {
    let sum = bytes
        .iter()
        .skip(12)
        .fold(0x811C_9DC5_u32, |sum, &byte| (sum ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    if let Some(place) = bytes.get_mut(8..12) {
        place.copy_from_slice(&sum.to_le_bytes());
    }
}

/// Asks all there is to ask.
fn ask(index: &Index, text: &str) {
    let query = Filter { text: text.into(), ..Filter::default() };
    let answer = index.search(&query, 0, 10, &fold);
    assert!(answer.hits.len() <= answer.total && answer.total <= index.len());
    let filters = Filter {
        tags: vec!["rust".into()],
        authors: vec!["ann".into()],
        years: vec![2000, i32::MIN],
        ..query
    };
    index.search(&filters, usize::MAX, usize::MAX, &fold);
    index.search(&filters, 0, usize::MAX, &fold);
}

fn error(bytes: Vec<u8>) -> Option<Error> {
    Index::open(bytes).err()
}

#[test]
fn another_file_is_told_from_an_index() {
    assert_eq!(error(Vec::new()), Some(Error::NotAnIndex));
    assert_eq!(error(b"<!doctype html>".to_vec()), Some(Error::NotAnIndex));
}

#[test]
fn a_newer_format_is_refused_by_its_number() {
    let mut bytes = bytes();
    bytes[7] = 9;
    let error = error(bytes).expect("refused");
    assert_eq!(error, Error::NewerFormat { found: 9, supported: 1 });
    assert!(error.to_string().contains("format 9"));
    assert!(error.to_string().contains("build site and index with one version"));
}

#[test]
fn every_shorter_file_is_refused() {
    let bytes = bytes();
    for length in 0..bytes.len() {
        assert!(error(bytes[..length].to_vec()).is_some(), "{length} bytes");
    }
}

#[test]
fn every_changed_byte_is_noticed() {
    let whole = bytes();
    for at in 0..whole.len() {
        for flip in [0x01, 0x80, 0xFF] {
            let mut bytes = whole.clone();
            bytes[at] ^= flip;
            assert!(error(bytes).is_some(), "byte {at}");
        }
    }
}

#[test]
fn an_index_of_nothing_answers_with_nothing() {
    let index = Index::open(build(&[], &fold)).expect("what build writes opens");
    assert!(index.is_empty());
    ask(&index, "");
    ask(&index, "word");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn any_bytes_open_or_are_refused(mut bytes: Vec<u8>, begins_well: bool) {
        if begins_well {
            bytes.splice(..0, *b"QSEARCH\x01....");
            seal(&mut bytes);
        }
        if let Ok(index) = Index::open(bytes) {
            ask(&index, "a");
        }
    }

    #[test]
    fn a_wrong_index_with_the_right_checksum_is_survived(
        changes in prop::collection::vec((12usize..2000, any::<u8>()), 1..4),
    ) {
        let mut bytes = bytes();
        for (at, byte) in changes {
            let at = at % bytes.len();
            bytes[at] = byte;
        }
        seal(&mut bytes);
        if let Ok(index) = Index::open(bytes) {
            for text in ["", "w", "words ", "post 1", "rust"] {
                ask(&index, text);
            }
        }
    }

    #[test]
    fn any_question_is_answered(text in "(\\PC|.){0,20}") {
        let index = Index::open(bytes()).expect("what build writes opens");
        ask(&index, &text);
    }
}
