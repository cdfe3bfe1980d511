//! The promise that an outage never looks like an answer: a file that is missing, damaged or of another build is noticed,
//! what cannot be searched is said, and what can be found still is.

use proptest::prelude::*;
use quire_bundle::{Filter, Term};

use super::ask::Desk;
use super::corpus::{build, builder, chance, document_of, documents, fold};
use super::question::question;
use crate::build::Chance;
use crate::name::{hash, name};
use crate::{Document, Error, Files, Index};

/// Sixty posts in a few segments with many files each.
fn files() -> Files {
    let post = |number: usize| {
        let mut post =
            document_of(&format!("Leaf {number}"), &format!("ink and paper w{} chapters", number % 7));
        post.tags.push(Term { slug: "en".into(), label: "In English".into() });
        post
    };
    let documents: Vec<Document> = (0..60).map(post).collect();
    let chance = Chance { segment: 25, positions: 4, postings: 3, dictionary: 6, seed: 9, whole: 0 };
    builder(&documents).finish_cut(&chance)
}

#[test]
fn every_shorter_file_is_refused() {
    let files = files();
    for (name, bytes) in &files.files {
        for length in 0..bytes.len() {
            assert!(fresh(&files).take(name, &bytes[..length]).is_err(), "{name}: {length} bytes");
        }
    }
}

#[test]
fn every_changed_byte_is_noticed() {
    let files = files();
    for (name, bytes) in &files.files {
        for at in 0..bytes.len() {
            let mut bytes = bytes.clone();
            bytes[at] ^= 1 << (at % 8);
            assert_eq!(fresh(&files).take(name, &bytes), Err(Error::Damaged), "{name}: byte {at}");
        }
    }
}

/// An index that has its roots.
fn fresh(files: &Files) -> Index {
    let mut index = Index::new(&files.roots);
    for (name, bytes) in files.files.iter().filter(|file| files.roots.contains(&file.0)) {
        index.take(name, bytes).expect("a root is taken");
    }
    index
}

#[test]
fn a_file_of_another_build_or_of_no_index_at_all_is_refused() {
    let files = files();
    let other = build(&[document_of("Another", "build")]);
    let mut index = fresh(&files);
    for (name, bytes) in &other.files {
        assert_eq!(index.take(name, bytes), Err(Error::Unknown));
    }
    let page = b"<!doctype html>";
    assert_eq!(index.take(&files.files[0].0, page), Err(Error::Damaged));
    assert_eq!(index.take(&name(hash(page)), page), Err(Error::Unknown));
    assert_eq!(index.take("../search/0000000000.bin", page), Err(Error::Unknown));
    // A page under the name of a root, as a host may send for what it does not know.
    let mut index = Index::new(&[name(hash(page))]);
    assert_eq!(index.take(&name(hash(page)), page), Err(Error::Damaged));
}

#[test]
fn a_root_of_a_newer_format_is_refused_by_its_number() {
    let bytes = b"QSEARCH\x63whatever it may hold";
    let root = name(hash(bytes));
    let error = Index::new(std::slice::from_ref(&root)).take(&root, bytes).expect_err("refused");
    assert_eq!(error, Error::Format(0x63));
    assert!(error.to_string().contains("format 99") && error.to_string().contains("reload the page"));
}

#[test]
fn a_lost_segment_is_said_and_the_others_are_searched() {
    let files = files();
    let lost = files.roots[1].clone();
    let mut desk = Desk::new(&files);
    desk.files.remove(&lost);
    let answer = desk.text("ink ");
    assert_eq!((answer.total, answer.settled), (35, false));
    assert_eq!(answer.missing, std::slice::from_ref(&lost));
    // It came after all.
    let bytes = files.files.iter().find(|file| file.0 == lost).unwrap();
    desk.files.insert(lost.clone(), bytes.1.clone());
    assert_eq!(desk.index.take(&lost, &bytes.1), Ok(()));
    let answer = desk.text("ink ");
    assert_eq!((answer.total, answer.settled, answer.missing), (60, true, vec![]));
}

#[test]
fn without_any_file_but_the_roots_an_answer_says_that_it_is_none() {
    let files = files();
    for text in ["ink ", "in", "\"ink and\"", "zzzzzzzz", "-ink", "tag:en ink", "-\"ink and\" paper"] {
        let mut desk = Desk::new(&files);
        desk.files.retain(|name, _| files.roots.contains(name));
        let answer = desk.text(text);
        assert!(!answer.settled && !answer.missing.is_empty(), "{text}");
        assert!(answer.corrected.is_empty() && answer.unknown.is_empty(), "{text}: {answer:?}");
    }
}

#[test]
fn a_word_that_may_have_been_lost_is_not_corrected() {
    let chance = Chance { segment: 9, positions: 1, postings: 1, dictionary: 1, seed: 0, whole: 0 };
    let mut index = fresh(&builder(&[document_of("", "caper paper")]).finish_cut(&chance));
    let dictionary = index.segments().next().map(|segment| segment.root.dictionary.clone()).unwrap();
    index.give_up(&name(dictionary[1].file.hash));
    let mut desk = Desk { index, ..Desk::new(&Files::default()) };
    desk.files = builder(&[document_of("", "caper paper")]).finish_cut(&chance).files.into_iter().collect();
    let answer = desk.text("paper ");
    assert_eq!((answer.total, answer.settled, answer.corrected), (0, false, vec![]));
    // Words with the same first letter are looked for first, and these are all here.
    let answer = desk.text("caqer ");
    assert_eq!((answer.total, answer.settled, answer.corrected.len()), (1, true, 1));
    let answer = desk.text("baper ");
    assert_eq!((answer.total, answer.settled, answer.corrected.len()), (1, false, 1));
}

#[test]
fn nothing_is_fetched_for_words_that_cannot_be_known() {
    let mut index = fresh(&files());
    let dictionaries: Vec<String> = index
        .segments()
        .flat_map(|segment| segment.root.dictionary.iter().map(|shard| name(shard.file.hash)))
        .collect();
    for name in &dictionaries {
        index.give_up(name);
    }
    for text in ["ink ", "in", "\"ink and\""] {
        let found = index.find(&Filter { text: text.into(), ..Filter::default() }, &fold);
        assert!(found.is_ok_and(|found| !found.settled), "{text}");
    }
}

#[test]
fn a_file_that_comes_after_it_was_given_up_is_used() {
    let files = files();
    let mut desk = Desk::new(&files);
    let whole = std::mem::take(&mut desk.files);
    desk.files.extend(
        whole
            .iter()
            .filter(|file| files.roots.contains(file.0))
            .map(|(name, bytes)| (name.clone(), bytes.clone())),
    );
    assert!(!desk.text("\"ink and paper\"").settled);
    desk.files = whole;
    // Shards of positions are known once their table is.
    for (name, bytes) in desk.files.iter().chain(&desk.files) {
        let _ = desk.index.take(name, bytes);
    }
    let answer = desk.text("\"ink and paper\"");
    assert_eq!((answer.total, answer.settled), (60, true));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn what_can_be_found_without_lost_files_still_is(
        documents in documents(30),
        chance in chance(),
        lost in prop::collection::vec(any::<prop::sample::Index>(), 1..4),
        question in question(2),
    ) {
        let files = builder(&documents).finish_cut(&chance);
        let whole = Desk::new(&files).filter(&question.filter());
        let mut desk = Desk::new(&files);
        for lost in lost {
            desk.files.remove(&lost.get(&files.files).0);
        }
        let found = desk.find(&question.filter());
        // Whatever was needed and did not come is said, and nothing else is.
        let known: Vec<String> = desk.files.keys().cloned().collect();
        let is_lost = |name: &String| !known.contains(name);
        prop_assert!(found.missing.iter().all(is_lost));
        prop_assert_eq!(found.settled, found.missing.is_empty());
        if found.settled {
            prop_assert_eq!(found.total, whole.total);
            prop_assert_eq!(&found.corrected, &whole.corrected);
            prop_assert_eq!(&found.unknown, &whole.unknown);
        }
        // Hits whose rows are lost cannot be shown; the others are.
        let hits = desk.until(|index| index.hits(&found, 0, usize::MAX));
        prop_assert!(hits.len() <= found.total);
        let missing = desk.index.missing_hits(&found, 0, usize::MAX);
        prop_assert!(missing.iter().all(is_lost));
        prop_assert_eq!(hits.len() == found.total, missing.is_empty());
        for hit in hits {
            prop_assert!(documents.iter().any(|document| document.url == hit.url && document.title == hit.title));
        }
        desk.until(|index| index.facets(&found, &question.filter));
    }
}

#[test]
fn words_whose_lists_are_here_are_found_whatever_else_is_lost() {
    let files = files();
    // With one file lost at a time, all that other segments have is found; two of these share files.
    for (lost, _) in files.files.iter().filter(|file| !files.roots.contains(&file.0)) {
        let mut desk = Desk::new(&files);
        desk.files.remove(lost);
        let found = desk.find(&Filter { text: "paper ".into(), ..Filter::default() });
        assert!(found.total >= 10, "{lost}: {}", found.total);
        assert_eq!(found.total == 60, found.settled, "{lost}");
    }
}

#[test]
fn a_beginning_that_costs_too_much_is_looked_at_in_part_and_that_is_said() {
    let (mut root, mut files) = crate::fuzz::segment();
    let mut whole = desk_of(&root.encode(), &mut files);
    // The same lists, said to be long.
    for shard in &mut root.postings {
        shard.file.size = 60 * 1024;
    }
    let mut long = desk_of(&root.encode(), &mut files);
    for (text, is_settled) in [("w", false), ("w1", true), ("in", true), ("", true), ("ink w", false)] {
        let (part, all) = (long.text(text), whole.text(text));
        assert_eq!(part.settled, is_settled, "{text}");
        assert!(all.settled && part.total <= all.total && part.total > 0, "{text}");
        assert!(part.documents().iter().all(|document| all.documents().contains(document)), "{text}");
        // It is the same once more, and however much is here.
        assert_eq!(long.text(text), part, "{text}");
    }
}

/// A desk with a root of its own.
fn desk_of(root: &[u8], files: &mut Vec<(String, Vec<u8>)>) -> Desk {
    files.push((name(hash(root)), root.to_vec()));
    Desk::new(&Files { roots: vec![name(hash(root))], files: files.clone() })
}
