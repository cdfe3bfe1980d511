//! The promise that whatever is typed is answered.

use proptest::prelude::*;
use quire_bundle::{Filter, Term};

use super::ask::{Answer, Desk};
use super::corpus::{builder, document_of, fold};
use crate::build::Chance;
use crate::{Document, passage};

/// A few posts in several scripts, in many small files.
fn desk() -> Desk {
    let bodies = [
        "ink and paper",
        "検索機能は速い",
        "검색 엔진",
        "การค้นหา",
        "чернила и бумага",
        "الحبر والورق",
        "c++ 1.85.0 don't",
    ];
    let post = |body: &&str| {
        let mut post = document_of(body, body);
        let label = body.split(' ').next().unwrap_or_default().to_string();
        post.tags.push(Term { slug: label.clone(), label });
        post
    };
    let documents: Vec<Document> = bodies.iter().map(post).collect();
    let chance = Chance { segment: 3, positions: 2, postings: 2, dictionary: 3, seed: 4, whole: 0 };
    Desk::new(&builder(&documents).finish_cut(&chance))
}

/// Asks for a text, as it is and in all that else a text is asked for.
fn ask(desk: &mut Desk, text: &str) -> Answer {
    let answer = desk.text(text);
    assert_eq!(answer.hits.len(), answer.total);
    assert!(answer.settled && answer.total <= desk.index.len());
    let found = desk.find(&Filter { text: text.into(), newest: true, ..Filter::default() });
    assert_eq!(found.total, answer.total);
    passage(text, &found.marks, 80, &fold);
    desk.index.suggest(text, 5, &fold);
    answer
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn any_text_is_answered(text in "(\\PC|.|\\x00|\u{FFFD}|[\"“”:+'.-]|-?(tag|title|lang|year|after|before):|2020|ink |検){0,30}") {
        ask(&mut desk(), &text);
    }
}

#[test]
fn ten_thousand_characters_of_anything_are_answered() {
    let mut desk = desk();
    for part in [
        "a",
        " ",
        "a ",
        "ink ",
        "inkk ",
        "paperr ink ",
        "\"",
        "\"ink ",
        "\"ink\" ",
        "-ink ",
        "-\"ink and\" ",
        "-",
        ":",
        "tag:",
        "tag:x ",
        "-tag:\"",
        "title:in ",
        "year:2020 ",
        "after:",
        "+",
        "'",
        "1.",
        "v1.2.",
        "c++",
        "検",
        "การ",
        "가",
        "ب",
        "\u{301}",
        "\u{FFFD}",
        "\u{0}",
        "\u{202E}",
        "\u{10FFFF}",
        "😀",
        "\u{200D}",
        "\r\n\t",
        "ﬁ",
        "İ",
        "ß",
    ] {
        let text = part.repeat(10_000_usize.div_ceil(part.chars().count()));
        ask(&mut desk, &text);
        ask(&mut desk, &format!("ink {text}"));
    }
}

#[test]
fn only_operators_leave_out_or_filter_and_find_the_rest() {
    let mut desk = desk();
    assert_eq!(ask(&mut desk, "-ink").total, 6);
    assert_eq!(ask(&mut desk, "tag:ink").total, 1);
    assert_eq!(ask(&mut desk, "-tag:ink -\"검색 엔진\"").total, 5);
    assert_eq!(ask(&mut desk, "-").total, 7);
    assert_eq!(ask(&mut desk, "\"ink").total, 1);
    assert_eq!(ask(&mut desk, "\u{FFFD}\u{FFFD} ink").total, 1);
}

#[test]
fn words_of_every_script_are_found_by_their_parts() {
    let mut desk = desk();
    for (text, document) in [
        ("検索", 1),
        ("機能", 1),
        ("검색", 2),
        ("ค้นหา", 3),
        ("бума", 4),
        ("الحبر", 5),
        ("C++", 6),
        ("1.85", 6),
        ("don’t", 6),
    ] {
        assert_eq!(ask(&mut desk, text).documents(), [document], "{text}");
    }
}
