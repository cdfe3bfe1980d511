//! What goes into an index: one [`Document`] per post, in plain text and already in the words of
//! the site, so that this crate needs neither Markdown nor calendars.

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

/// A tag or an author: the name in URLs, and the name on the page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Term {
    /// The name that identifies it, such as `web-assembly`.
    pub slug: String,
    /// The name that is shown, such as `WebAssembly`.
    pub label: String,
}
