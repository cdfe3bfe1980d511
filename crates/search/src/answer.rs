//! What is said: how many documents there are, the hits of one page, and what the filters would
//! find among them.

use quire_bundle::Term;

/// The answer to a [`Filter`](quire_bundle::Filter). The same question always gives the same answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// How many documents match, on all pages together.
    pub total: usize,
    /// The documents that were asked for, best first, and the newest first among equals.
    pub hits: Vec<Hit>,
    /// The tags of all documents that match.
    pub tags: Vec<Facet>,
    /// The authors of all documents that match.
    pub authors: Vec<Facet>,
    /// The years of all documents that match.
    pub years: Vec<Facet>,
    /// The words to mark in the hits: those of the question, and for a prefix all that begin with
    /// it and stand in one of the hits. They are folded, so a text to be marked must be too.
    pub words: Vec<String>,
}

/// One document that matches. All but the score is as it was given to [`build`](crate::build).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hit {
    /// The title.
    pub title: String,
    /// Where the post is.
    pub url: String,
    /// The date, as the reader is to see it.
    pub date: String,
    /// The summary.
    pub summary: String,
    /// The tags, each with the label of the newest document that has it.
    pub tags: Vec<Term>,
    /// The authors, likewise.
    pub authors: Vec<Term>,
    /// How well it answers: higher is better, and only scores of one answer compare. 0 where the
    /// question has no words.
    pub score: u32,
}

/// A tag, an author or a year, and how many of the documents that match have it.
///
/// Chosen ones come first, then those with most documents, then by label. Those with no document
/// are left out unless chosen; a choice that the index does not know is left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facet {
    /// The name that identifies it; that of a year is its digits, such as `2024`.
    pub slug: String,
    /// The name that is shown.
    pub label: String,
    /// How many documents of the whole answer have it.
    pub count: usize,
    /// Whether the question asked for it.
    pub chosen: bool,
}
