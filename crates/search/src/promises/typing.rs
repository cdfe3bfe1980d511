//! The promises about what is seen while a question is typed: each letter only narrows, nothing that begins with the
//! typed letters is lost, and the same question always gives the same answer.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::ask::Desk;
use super::corpus::{builder, chance, document_of, documents, fold, stem};
use super::question::question;
use crate::{Document, Hit, words};

/// Words over few letters, so that many begin alike and share stems, and some that have signs in them.
fn dense() -> impl Strategy<Value = Vec<Document>> {
    let word = prop_oneof![
        6 => "[ab]{1,4}(s|ing)?",
        1 => prop::sample::select(&["ran", "run", "c", "c++", "c#", "1", "1.8", "1.85.0", "don't", "don"][..])
            .prop_map(str::to_string),
        1 => prop::sample::select(&["検索機能", "検査", "ประเทศ", "über", "école"][..]).prop_map(str::to_string),
    ];
    let text = prop::collection::vec(word, 1..6).prop_map(|words| words.join(" "));
    prop::collection::vec(text, 1..20)
        .prop_map(|bodies| bodies.iter().map(|body| document_of("", body)).collect())
}

/// Every word of these documents, as a reader types it, and its folded form.
fn typed(documents: &[Document]) -> BTreeSet<String> {
    documents.iter().flat_map(|document| document.body.split(' ').map(str::to_string)).collect()
}

/// The documents that have a word which begins so, by going through all of them.
fn beginning(documents: &[Document], typed: &str) -> BTreeSet<u32> {
    let texts = |document: &Document| {
        let labels = [&document.tags, &document.categories, &document.series, &document.authors];
        let labels = labels.into_iter().flatten().map(|term| term.label.clone());
        labels.chain([document.title.clone(), document.body.clone()]).collect::<Vec<String>>()
    };
    let begins = |document: &Document| {
        texts(document).iter().flat_map(|text| words(text, &fold)).any(|word| word.starts_with(typed))
    };
    (0..).zip(documents).filter(|(_, document)| begins(document)).map(|(number, _)| number).collect()
}

/// Every beginning of a word, the shortest first, and at last the word with a space behind it.
fn beginnings(word: &str) -> Vec<String> {
    let ends = word.char_indices().skip(1).map(|(end, _)| end).chain([word.len()]);
    ends.map(|end| word[..end].to_string()).chain([format!("{word} ")]).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn each_further_letter_of_a_word_only_narrows(documents in dense(), chance in chance()) {
        let mut desk = Desk::new(&builder(&documents).finish_cut(&chance));
        for word in typed(&documents) {
            let mut before: Option<BTreeSet<u32>> = None;
            for typed in beginnings(&word) {
                let answer = desk.text(&typed);
                prop_assert!(answer.corrected.is_empty(), "{} was corrected", typed);
                let found: BTreeSet<u32> = answer.documents().into_iter().collect();
                if let Some(before) = before {
                    prop_assert!(found.is_subset(&before), "{}: {:?} of {:?}", typed, found, before);
                }
                before = Some(found);
            }
        }
    }

    #[test]
    fn nothing_that_begins_with_the_typed_letters_is_lost(
        documents in documents(20),
        chance in chance(),
        before in prop::sample::select(&["", "rust ", "the ", "zzzz webasembly ", "c "][..]),
        letters in "[a-z]{1,3}",
    ) {
        let mut desk = Desk::new(&builder(&documents).finish_cut(&chance));
        let bodies: Vec<String> = documents.iter().flat_map(|document| words(&document.body, &fold)).collect();
        for word in bodies.iter().chain([&letters]) {
            for typed in beginnings(word).iter().filter(|typed| typed.ends_with(char::is_alphanumeric)) {
                let found: BTreeSet<u32> = desk.text(&(before.to_string() + typed)).documents().into_iter().collect();
                let beginning = beginning(&documents, typed);
                prop_assert!(beginning.is_subset(&found), "{}{}: {:?} of {:?}", before, typed, found, beginning);
            }
        }
    }

    #[test]
    fn a_title_that_is_typed_whole_comes_first(documents in documents(12), chance in chance(), end in prop::sample::select(&["", " "][..])) {
        let mut desk = Desk::new(&builder(&documents).finish_cut(&chance));
        for (number, document) in (0..).zip(&documents) {
            if words(&document.title, &fold).is_empty() {
                continue;
            }
            // It is in the first tier, as are those of the same stems; none is before these.
            let hits = desk.text(&(document.title.clone() + end)).hits;
            let is_first = |hit: &Hit| hit.score >> 31 == 1;
            let own = hits.iter().find(|hit| hit.document == number);
            prop_assert!(own.is_some_and(is_first), "{}", document.title);
            prop_assert!(hits.is_sorted_by_key(|hit| !is_first(hit)));
        }
    }

    #[test]
    fn the_same_question_always_gives_the_same_answer(
        documents in documents(20),
        chance in chance(),
        questions in prop::collection::vec(question(3), 2..6),
    ) {
        let files = builder(&documents).finish_cut(&chance);
        let mut desk = Desk::new(&files);
        let answers: Vec<_> = questions.iter().map(|question| desk.filter(&question.filter())).collect();
        // Asked again, in another order, of another index, and of one that has all its files.
        let mut another = Desk::new(&files);
        for (question, answer) in questions.iter().zip(&answers).rev() {
            prop_assert_eq!(&another.filter(&question.filter()), answer);
            prop_assert_eq!(&desk.filter(&question.filter()), answer);
        }
    }
}

#[test]
fn the_word_that_was_typed_beats_longer_ones() {
    let documents = [document_of("Net", "net"), document_of("Network", "network")];
    let mut desk = Desk::new(&builder(&documents).finish());
    let mut titles = |text: &str| desk.text(text).hits.into_iter().map(|hit| hit.title).collect::<Vec<_>>();
    assert_eq!(titles("net"), ["Net", "Network"]);
    assert_eq!(titles("net "), ["Net"]);
    assert_eq!(titles("netw"), ["Network"]);
}

#[test]
fn a_stem_of_a_longer_word_is_found_by_its_beginning_even_if_it_begins_otherwise() {
    let documents = [document_of("", "a mouse"), document_of("", "three mice"), document_of("", "micro")];
    let mut desk = Desk::new(&builder(&documents).finish());
    assert_eq!(stem("mice", "en"), "mouse");
    assert_eq!(desk.text("mic").documents(), [0, 1, 2]);
    assert_eq!(desk.text("mice").documents(), [0, 1]);
}
