//! The promise that a misspelt word finds what was probably meant: the words that a look at all of them finds nearest.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::ask::{Answer, Desk};
use super::corpus::{builder, chance, document_of, stem};
use super::scan::distance;
use crate::Document;

fn posts(bodies: &[&str]) -> Vec<Document> {
    bodies.iter().map(|body| document_of("", body)).collect()
}

fn ask(bodies: &[&str], typed: &str) -> Answer {
    Desk::new(&builder(&posts(bodies)).finish()).text(typed)
}

fn corrected(bodies: &[&str], typed: &str) -> Option<String> {
    ask(bodies, typed).corrected.into_iter().next().map(|(_, shown)| shown)
}

/// The documents that hold one of these words, or another of its stem.
fn holding(documents: &[Document], words: &[&str]) -> Vec<u32> {
    let stems: Vec<String> = words.iter().map(|word| stem(word, "en")).collect();
    let holds = |document: &Document| document.body.split(' ').any(|word| stems.contains(&stem(word, "en")));
    (0..).zip(documents).filter(|(_, document)| holds(document)).map(|(number, _)| number).collect()
}

/// Words over three letters, so that many are near each other.
fn dense() -> impl Strategy<Value = Vec<Document>> {
    let text = prop::collection::vec("[abc]{1,9}", 1..4).prop_map(|words| words.join(" "));
    prop::collection::vec(text, 1..12)
        .prop_map(|bodies| bodies.iter().map(|body| document_of("", body)).collect())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn what_was_meant_is_what_a_look_at_all_words_finds(
        documents in dense(),
        chance in chance(),
        typed in "[abc]{3,10}",
        is_ended: bool,
    ) {
        let answer = Desk::new(&builder(&documents).finish_cut(&chance))
            .text(&(typed.clone() + if is_ended { " " } else { "" }));
        let all: BTreeSet<&str> = documents.iter().flat_map(|document| document.body.split(' ')).collect();
        if all.iter().any(|word| word.starts_with(&typed)) {
            prop_assert!(answer.corrected.is_empty());
            return Ok(());
        }
        let most = match typed.len() {
            0..4 => 0,
            4..8 => 1,
            _ => 2,
        };
        let near = |(edits, beginning): (usize, &str)| -> Vec<&str> {
            let near = all.iter().copied().filter(|word| distance(&typed, word, !is_ended) == edits);
            near.filter(|word| word.starts_with(beginning)).collect()
        };
        let is_split = (2..typed.len() - 1).any(|cut| all.contains(&typed[..cut]) && all.contains(&typed[cut..]));
        let first = &typed[..1];
        let ways = [(1, first), (2, first), (1, ""), (2, "")];
        let least = ways.into_iter().find(|&(edits, beginning)| edits <= most && !near((edits, beginning)).is_empty());
        if least != Some((1, first)) && is_split && most > 0 {
            let (_, shown) = &answer.corrected[0];
            let (left, right) = shown.split_once(' ').unwrap();
            prop_assert_eq!(&(left.to_string() + right), &typed);
            prop_assert_eq!(answer.documents(), holding(&documents, &[left, right]));
        } else if let Some(way) = least {
            let near = near(way);
            prop_assert!(near.contains(&answer.corrected[0].1.as_str()));
            let all = holding(&documents, &near);
            if near.len() <= 8 {
                prop_assert_eq!(answer.documents(), all);
            } else {
                prop_assert!(answer.total > 0 && answer.documents().iter().all(|document| all.contains(document)));
            }
        } else {
            prop_assert_eq!((answer.total, answer.corrected), (0, vec![]));
        }
    }
}

#[test]
fn a_word_of_four_letters_may_have_one_edit_and_a_word_of_eight_two() {
    let known = ["ink", "leaf", "paperback", "chapter"];
    for (typed, meant) in [
        ("inc ", None),
        ("lead ", Some("leaf")),
        ("laef ", Some("leaf")),
        ("leaef ", Some("leaf")),
        ("lef ", None),
        ("laed ", None),
        ("chapetrs ", Some("chapter")),
        ("chaptrr ", Some("chapter")),
        ("chqptrr ", None),
        ("papreback ", Some("paperback")),
        ("papreabck ", Some("paperback")),
        ("apprebakc ", None),
    ] {
        assert_eq!(corrected(&known, typed).as_deref(), meant, "{typed}");
    }
}

#[test]
fn a_word_that_anything_begins_with_is_not_corrected() {
    let answer = ask(&["leaves", "leaf"], "leav");
    assert_eq!((answer.documents(), answer.corrected), (vec![0], vec![]));
    assert_eq!(corrected(&["leaves", "leaf"], "leav "), None);
}

#[test]
fn the_same_first_letter_wins_then_fewest_edits_then_the_more_frequent_word() {
    assert_eq!(corrected(&["chaptered", "chipperer"], "chapperer ").as_deref(), Some("chipperer"));
    assert_eq!(corrected(&["book", "book too", "nock"], "nook ").as_deref(), Some("nock"));
    assert_eq!(corrected(&["bookseller", "nookcellar"], "nookseller ").as_deref(), Some("nookcellar"));
    assert_eq!(corrected(&["bookseller", "nothing"], "nookseller ").as_deref(), Some("bookseller"));
    assert_eq!(corrected(&["bank", "bunk", "bunk too"], "bonk ").as_deref(), Some("bunk"));
}

#[test]
fn a_half_typed_word_is_corrected_by_its_beginning() {
    assert_eq!(corrected(&["accessibility"], "acessib").as_deref(), Some("accessibility"));
    assert_eq!(corrected(&["accessibility"], "acessib "), None);
}

#[test]
fn words_that_were_typed_as_one_are_split_and_words_that_were_typed_apart_are_joined() {
    let answer = ask(&["a web assembly", "web", "nothing"], "webassembly ");
    assert_eq!(answer.corrected, [("webassembly".to_string(), "web assembly".to_string())]);
    assert_eq!(answer.documents(), [0, 1]);
    assert_eq!(ask(&["webassembly", "nothing"], "web assembly ").documents(), [0]);
    // The halves may be found by a stem that begins otherwise.
    assert_eq!(ask(&["better mouse", "good mice"], "bettermice ").documents(), [0, 1]);
}

#[test]
fn a_corrected_word_is_marked_as_it_was_meant() {
    let answer = ask(&["accessibility"], "acessibility ");
    assert_eq!(answer.marked.0, ["accessibility"]);
}
