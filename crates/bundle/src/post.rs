//! A post, and the card that stands for it in a list.

use crate::date::Date;
use crate::site::{Taxonomy, Term};

/// What a list shows of a post.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Card {
    /// Its path from the root: `posts/first/`, `2020/first.html`. Unique in a [`Library`](crate::Library).
    pub path: String,
    /// Its title, never empty in a [`Library`](crate::Library).
    pub title: String,
    /// When it was published.
    pub date: Option<Date>,
    /// The author's description, or an excerpt: plain text.
    pub summary: String,
    /// Whole minutes of reading, 0 when nobody counted.
    pub minutes: usize,
    /// What it is about.
    pub tags: Vec<Term>,
    /// Who wrote it.
    pub authors: Vec<Term>,
    /// BCP 47 tag, when it is not the site's.
    pub language: Option<String>,
}

/// A whole post.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Post {
    /// What lists show of it.
    pub card: Card,
    /// Stable name in feeds.
    pub id: String,
    /// When it was last changed.
    pub updated: Option<Date>,
    /// What kind of post it is.
    pub categories: Vec<Term>,
    /// The sequences it belongs to.
    pub series: Vec<Term>,
    /// Its body as HTML; URLs within the site begin with `/`.
    pub html: String,
    /// Its headings, in order.
    pub headings: Vec<Heading>,
    /// Words in the body.
    pub words: usize,
    /// The page that a link post is about.
    pub external_url: Option<String>,
    /// Old paths from the root that lead here.
    pub aliases: Vec<String>,
    /// What relative URLs in a foreign body resolve against.
    pub origin: Option<String>,
}

impl Post {
    /// Its terms of one taxonomy.
    pub fn terms(&self, taxonomy: Taxonomy) -> &[Term] {
        match taxonomy {
            Taxonomy::Tag => &self.card.tags,
            Taxonomy::Category => &self.categories,
            Taxonomy::Series => &self.series,
            Taxonomy::Author => &self.card.authors,
        }
    }
}

/// A heading of a body, as the table of contents shows it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Heading {
    /// 2 to 6.
    pub level: usize,
    /// The id of the heading's element.
    pub id: String,
    /// Its text.
    pub text: String,
}
