//! The promises about what a reader sees first.

use quire_bundle::{Filter, Term};
use quire_search::{Document, Index, build};

fn fold(text: &str) -> String {
    text.to_lowercase()
}

fn post(title: &str, body: &str) -> Document {
    Document { title: title.into(), url: title.into(), body: body.into(), ..Document::default() }
}

/// The titles that answer a text, best first.
fn titles(posts: &[Document], text: &str) -> Vec<String> {
    let index = Index::open(build(posts, &fold)).expect("what build writes opens");
    let query = Filter { text: text.into(), ..Filter::default() };
    let hits = index.search(&query, 0, 10, &fold).hits;
    hits.into_iter().map(|hit| hit.title).collect()
}

#[test]
fn nothing_asked_gives_all_newest_first() {
    let posts = [post("Old", ""), post("New", "")];
    assert_eq!(titles(&posts, ""), ["New", "Old"]);
    assert_eq!(titles(&posts, " … "), ["New", "Old"]);
}

#[test]
fn equals_come_newest_first() {
    let posts = [post("One", "same words"), post("Two", "same words")];
    assert_eq!(titles(&posts, "same"), ["Two", "One"]);
}

#[test]
fn a_title_that_matches_beats_a_body_that_repeats() {
    let posts = [post("Lifetimes", "How long a value lives."), post("Other", &"lifetimes ".repeat(50))];
    assert_eq!(titles(&posts, "lifetimes"), ["Lifetimes", "Other"]);
}

#[test]
fn a_tag_beats_a_mention() {
    let mut tagged = post("Tagged", "Something else.");
    tagged.tags.push(Term { slug: "wasm".into(), label: "wasm".into() });
    let posts = [tagged, post("Mention", "A wasm file, and more.")];
    assert_eq!(titles(&posts, "wasm"), ["Tagged", "Mention"]);
}

#[test]
fn the_whole_title_typed_comes_first() {
    let posts = [
        post("The Rust book", "Rust."),
        post("The Rust book club", "The Rust book. The Rust book."),
        post("Book: the Rust", "The Rust book. The Rust book."),
    ];
    assert_eq!(titles(&posts, "the rust BOOK")[0], "The Rust book");
    assert_eq!(titles(&posts, "the rust BOOK ")[0], "The Rust book");
}

#[test]
fn the_word_as_typed_beats_longer_ones() {
    let posts = [post("Net", "net"), post("Network", "network")];
    assert_eq!(titles(&posts, "net"), ["Net", "Network"]);
    assert_eq!(titles(&posts, "net "), ["Net"]);
    assert_eq!(titles(&posts, "netw"), ["Network"]);
    assert!(titles(&posts, "netw ").is_empty());
}

#[test]
fn every_word_is_wanted() {
    let posts = [post("A", "red"), post("B", "red and blue")];
    assert_eq!(titles(&posts, "blue red "), ["B"]);
    assert!(titles(&posts, "red green ").is_empty());
}
