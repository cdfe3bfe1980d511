//! Posts by chance, and a stemmer of toys.

use proptest::prelude::*;
use quire_bundle::Term;

use crate::build::Chance;
use crate::{Analyse, Builder, Document, Files, words};

/// Folds as simply as the words of the tests need it.
pub(super) fn fold(text: &str) -> String {
    text.to_lowercase().replace('é', "e")
}

/// A stemmer for words of English; other languages have none.
pub(super) struct Stemmer;

/// Words whose stems begin otherwise.
const IRREGULAR: [(&str, &str); 6] = [
    ("ran", "run"),
    ("running", "run"),
    ("went", "go"),
    ("mice", "mouse"),
    ("better", "good"),
    ("assemblies", "zusammen"),
];

/// The stem of a word.
pub(super) fn stem(form: &str, language: &str) -> String {
    if language != "en" {
        return form.to_string();
    }
    if let Some((_, stem)) = IRREGULAR.iter().find(|(irregular, _)| *irregular == form) {
        return (*stem).to_string();
    }
    let cut = form.strip_suffix("ing").or_else(|| form.strip_suffix('s'));
    cut.filter(|stem| stem.chars().count() > 1).unwrap_or(form).to_string()
}

impl Analyse for Stemmer {
    fn analyse(&mut self, text: &str, language: &str, emit: &mut dyn FnMut(&str, &str)) {
        for form in words(text, &fold) {
            emit(&form, &stem(&form, language));
        }
    }
}

/// The words of the posts: those that share beginnings or stems, are a typo apart, or joined; and odd ones.
pub(super) const VOCABULARY: [&str; 38] = [
    "rust",
    "Rusty",
    "rusting",
    "rusts",
    "trust",
    "café",
    "cafes",
    "C++",
    "c",
    "don't",
    "検索機能",
    "検索",
    "1.85.0",
    "1.85",
    "1",
    "wasm32-unknown",
    "web",
    "assembly",
    "webassembly",
    "assemblies",
    "the",
    "The",
    "—",
    "ran",
    "running",
    "runs",
    "run",
    "mice",
    "mouse",
    "better",
    "good",
    "went",
    "go",
    "zebra",
    "zebras",
    "accessible",
    "accessibility",
    "search",
];

/// A text of at most so many words.
pub(super) fn text(most: usize) -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(&VOCABULARY[..]), 0..=most).prop_map(|words| words.join(" "))
}

/// The slugs of a kind, each with its label, and how many of them a post has at most.
pub(super) const TERMS: [&[(&str, &str)]; 4] = [
    &[("rust", "Rust"), ("open-data", "Open Data"), ("web", "Web Assembly")],
    &[("news", "News"), ("rust", "About Rust")],
    &[("mice", "Of Mice")],
    &[("ann", "Ann Good"), ("bo", "Bo")],
];

fn terms(kind: usize) -> impl Strategy<Value = Vec<Term>> {
    let term = |&(slug, label): &(&str, &str)| Term { slug: slug.into(), label: label.into() };
    let all: Vec<Term> = TERMS[kind].iter().map(term).collect();
    let most = all.len();
    prop::sample::subsequence(all, 0..=most)
}

fn document() -> impl Strategy<Value = Document> {
    let day =
        prop_oneof![1 => Just(None), 9 => (18_200..18_900).prop_map(Some), 1 => (-40..40).prop_map(Some)];
    let language = prop::sample::select(&["en", "en", "en", "es"][..]);
    let texts = (text(4), text(9), prop::collection::vec(text(2), 0..2));
    let all_terms = (terms(0), terms(1), terms(2), terms(3));
    (texts, all_terms, day, language).prop_map(
        |((title, body, headings), (tags, categories, series, authors), day, language)| {
            let body = body + " " + &headings.join("\n");
            let date = day.map(|day| format!("day {day}")).unwrap_or_default();
            let language = language.to_string();
            let url = String::new();
            Document { title, url, date, day, body, headings, tags, categories, series, authors, language }
        },
    )
}

/// Documents in the order of their days, whose addresses are their numbers.
pub(super) fn documents(most: usize) -> impl Strategy<Value = Vec<Document>> {
    prop::collection::vec(document(), 0..=most).prop_map(|mut documents| {
        documents.sort_by_key(|document| document.day);
        for (number, document) in documents.iter_mut().enumerate() {
            document.url = format!("/{number}/");
        }
        documents
    })
}

/// Ways to cut an index.
pub(super) fn chance() -> impl Strategy<Value = Chance> {
    let whole = prop::sample::select(&[0, 300, 1 << 20][..]);
    (1..16usize, 1..6u64, 1..6u64, 1..16u64, any::<u64>(), whole).prop_map(
        |(segment, positions, postings, dictionary, seed, whole)| Chance {
            segment,
            positions,
            postings,
            dictionary,
            seed,
            whole,
        },
    )
}

/// A builder that was given these.
pub(super) fn builder(documents: &[Document]) -> Builder {
    let mut builder = Builder::new();
    for document in documents {
        builder.add(document, &mut Stemmer);
    }
    builder
}

/// Their index, as it is cut as a rule.
pub(super) fn build(documents: &[Document]) -> Files {
    builder(documents).finish()
}

/// A document of a title and a body, in English.
pub(super) fn document_of(title: &str, body: &str) -> Document {
    let language = "en".to_string();
    Document { title: title.into(), url: title.into(), body: body.into(), language, ..Document::default() }
}
