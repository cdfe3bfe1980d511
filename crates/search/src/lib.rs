//! Full-text search for static sites: one crate writes the index and reads it.
//!
//! A build tool hands [`build`] its posts and gets bytes; it serves them as one file.
//! The reader's browser fetches that file, [`Index::open`]s it, and asks it a [`Filter`] at every
//! keystroke. There is no server, no I/O and no clock in here, and no dependency but `quire-bundle`:
//! what is asked of the host is one function, [`Fold`], since every browser can lower the case of a
//! text already.
//!
//! ```
//! use quire_bundle::{Filter, Term};
//! use quire_search::{Document, Index, build};
//!
//! let fold = |text: &str| text.to_lowercase();
//! let posts = [
//!     Document {
//!         title: "Borrowing, explained".into(),
//!         url: "/posts/borrowing/".into(),
//!         body: "A borrow lends a value without giving it away.".into(),
//!         tags: vec![Term { slug: "rust".into(), label: "Rust".into() }],
//!         year: Some(2023),
//!         ..Document::default()
//!     },
//!     Document {
//!         title: "Bread".into(),
//!         url: "/posts/bread/".into(),
//!         body: "You may borrow my oven.".into(),
//!         year: Some(2024),
//!         ..Document::default()
//!     },
//! ];
//! let index = Index::open(build(&posts, &fold))?;
//!
//! // The last word is still being typed, so "borr" stands for all that begin with it.
//! let mut filter = Filter { text: "borr".into(), ..Filter::default() };
//! let answer = index.search(&filter, 0, 10, &fold);
//! assert_eq!(answer.total, 2);
//! assert_eq!(answer.hits[0].url, "/posts/borrowing/");
//! assert_eq!(answer.years[0].slug, "2023");
//!
//! filter.tags = vec!["rust".into()];
//! assert_eq!(index.search(&filter, 0, 10, &fold).total, 1);
//! # Ok::<(), quire_search::Error>(())
//! ```
//!
//! # The way of a post, and of a question
//!
//! | module | what it does |
//! |---|---|
//! | `analyse` | text to words, the same way for posts and for questions |
//! | `document` | what goes in: [`Document`] |
//! | `build` | posts to bytes |
//! | `format` | the frame of the file: magic, version, checksum, order of the sections |
//! | `bytes` | the alphabet of the file: varints, texts and spans, written and read |
//! | `dictionary` | the sorted words, front-coded in blocks, found by binary search |
//! | `lists` | posting lists while they are gathered |
//! | `postings` | which documents hold a word, how often and where |
//! | `facets` | the tags, authors and years, each with its documents |
//! | `rows` | what one hit shows |
//! | `query`, `answer` | what is asked, what is said |
//! | `read` | bytes to an [`Index`], or the [`Error`] that says why not |
//! | `search` | a question to its answer |
//! | `rank` | how well a document answers: the weights, in one place |
//!
//! The bytes are written down in `FORMAT.md`, beside this crate's manifest.
//! Numbers of documents ascend with their dates, so "newest first" is a descending count.
//!
//! [`Filter`]: quire_bundle::Filter

mod analyse;
mod answer;
mod build;
mod bytes;
mod dictionary;
mod document;
mod facets;
mod format;
mod lists;
mod postings;
mod query;
mod rank;
mod read;
mod rows;
mod search;

pub use analyse::{Fold, words};
pub use answer::{Answer, Facet, Hit};
pub use build::build;
pub use document::Document;
pub use read::{Error, Index};
