//! What goes into an index: one [`Document`] per post, in plain text and already in the words of
//! the site, so that this crate needs neither Markdown nor calendars.

use quire_bundle::{Date, Post, Term};

/// A post, as the index sees it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// The title, as a hit shows it. Its words weigh most.
    pub title: String,
    /// Where the post is, given back as it came.
    pub url: String,
    /// The date as the reader is to see it, such as `3 May 2024`; it is neither parsed nor searched.
    pub date: String,
    /// A sentence or two for the hit. Its words count as those of the body.
    pub summary: String,
    /// The whole text, plain, without markup.
    pub body: String,
    /// The tags: to filter by, and their labels to be searched.
    pub tags: Vec<Term>,
    /// The authors: to filter by, and their labels to be searched.
    pub authors: Vec<Term>,
    /// The year to filter by, where the post has a date.
    pub year: Option<i32>,
}

impl Document {
    /// A post of a library; `body` is its plain text.
    pub fn new(post: &Post, body: String) -> Document {
        let card = &post.card;
        Document {
            title: card.title.clone(),
            url: card.path.clone(),
            date: card.date.as_ref().map(|date| date.text.clone()).unwrap_or_default(),
            summary: card.summary.clone(),
            body,
            tags: card.tags.clone(),
            authors: card.authors.clone(),
            year: card.date.as_ref().map(Date::year),
        }
    }
}
