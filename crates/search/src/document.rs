//! What goes into an index: one [`Document`] per post, in plain text and already in the words of
//! the site, so that this crate needs neither Markdown nor calendars.

use quire_bundle::{Date, Post, Term, whole_number};

/// A post, as the index sees it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// The title, as a hit shows it. Its words weigh most.
    pub title: String,
    /// Where the post is, given back as it came.
    pub url: String,
    /// The date as the reader is to see it, such as `3 May 2024`; it is neither parsed nor searched.
    pub date: String,
    /// The day of its own calendar, in days since 1 January 1970, where the post has a date.
    pub day: Option<i32>,
    /// The whole text, plain, without markup.
    pub body: String,
    /// The texts of its headings, which stand in the body too: their words weigh more.
    pub headings: Vec<String>,
    /// The tags: to filter by, and their labels to be searched. So are the next three.
    pub tags: Vec<Term>,
    /// The categories.
    pub categories: Vec<Term>,
    /// The series.
    pub series: Vec<Term>,
    /// The authors.
    pub authors: Vec<Term>,
    /// The language, as a BCP 47 tag: to filter by, and to know its stems.
    pub language: String,
}

impl Document {
    /// A post of a library whose language is `site_language`; `body` is its plain text.
    pub fn new(post: &Post, body: String, site_language: &str) -> Document {
        let card = &post.card;
        Document {
            title: card.title.clone(),
            url: card.path.clone(),
            date: card.date.as_ref().map(|date| date.text.clone()).unwrap_or_default(),
            day: card.date.as_ref().and_then(day),
            body,
            headings: post.headings.iter().map(|heading| heading.text.clone()).collect(),
            tags: card.tags.clone(),
            categories: post.categories.clone(),
            series: post.series.clone(),
            authors: card.authors.clone(),
            language: card.language.clone().unwrap_or_else(|| site_language.to_string()),
        }
    }

    /// The terms of each kind that can be filtered by, in the order of [`crate::facets`], the language last.
    pub(crate) fn terms(&self) -> [Vec<Term>; crate::facets::KINDS] {
        let language = Term { slug: self.language.clone(), label: self.language.clone() };
        [&self.tags, &self.categories, &self.series, &self.authors, &vec![language]].map(Clone::clone)
    }
}

/// The day that a date names.
fn day(date: &Date) -> Option<i32> {
    let day = whole_number(date.day().get(8..10)?)?;
    Some(crate::calendar::days(date.year(), date.month() as u32, day))
}
