//! What a blog is: [`Post`], [`Card`], [`Site`], [`Library`], [`Route`] and [`Page`], and JSON Feed in and out.
//!
//! Everything that Quire shows goes one way:
//!
//! ```text
//! JSON Feed ──Library::read──▶ Library ──library.page(&route)──▶ Page ──(a view)──▶ HTML
//! ```
//!
//! The crate knows nothing of the web, the file system, the clock or Leptos, so that `press` and the reader's
//! browser run the very same code.
//! Inside it a URL is a path from the root of the site (`posts/a/`, and `/posts/a/` in a body); only the edges
//! (JSON, a page's links) write it as their reader needs it.
//!
//! ```
//! use quire_bundle::{Content, Library, Route};
//!
//! let feed = r#"{"version": "https://jsonfeed.org/version/1.1", "title": "Leaves", "items": [
//!     {"id": 1, "url": "posts/first/", "title": "First", "content_text": "Hello.", "tags": ["paper"]}]}"#;
//! let (library, report) = Library::read(feed).unwrap();
//! assert!(report.dropped.is_empty());
//! let page = library.page(&Route::parse("/", "/posts/first/").unwrap());
//! let Content::Post(leaf) = page.content else { panic!("a post") };
//! assert_eq!(leaf.post.html, "<p>Hello.</p>");
//! ```

pub mod allowed;
mod archive;
mod date;
mod excerpt;
mod feed_in;
mod feed_json;
mod feed_out;
#[cfg(any(test, fuzzing))]
pub mod fuzz;
mod item;
mod json;
mod library;
mod number;
mod order;
mod page;
mod page_json;
mod post;
mod read;
mod rebase;
mod route;
mod site;
mod site_json;
mod url;
mod words;

pub use archive::{ARCHIVE_ROWS, Month, YearCount};
pub use date::{Date, days_since_1970};
pub use excerpt::{excerpt, plain_text};
pub use feed_in::{Dropped, FeedError, MOST_ITEMS, Report};
pub use feed_json::{Feed, FeedItem};
pub use library::Library;
pub use number::whole_number;
pub use order::order;
pub use page::{Content, Counted, Episode, HomePart, Leaf, Page, PageLink, Pager, SeriesPlace};
pub use page_json::PageError;
pub use post::{Card, Heading, Picture, Post, Translation};
pub use rebase::{rebase, rebase_urls};
pub use route::{Filter, Route};
pub use site::{
    About, Chosen, FORMAT, HomeSection, Link, Masthead, Newsletter, Part, Parts, Site, Taxonomy, Term,
};
pub use url::{after_scheme, decode, encode, is_absolute, relative_root};
pub use words::{Word, Words};
