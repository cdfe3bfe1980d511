//! Full-text search for static sites: one crate writes the index and reads it.
//!
//! A build tool hands a [`Builder`] its posts and gets files, which lie beside the pages on any host. The reader's browser
//! asks an [`Index`], which says which of these files it needs, all at once, and answers when they are there. There is no
//! server, no I/O and no clock in here, and no dependency but `quire-bundle`: what is asked of the host is one function,
//! [`Fold`], since every browser can lower the case of a text already, and the words' stems, which only the tool knows.
//!
//! ```
//! use quire_bundle::Filter;
//! use quire_search::{Builder, Document, Index, Plain};
//!
//! let fold = |text: &str| text.to_lowercase();
//! let post = |title: &str, body: &str| Document {
//!     title: title.into(),
//!     url: format!("/{title}/"),
//!     body: body.into(),
//!     language: "en".into(),
//!     ..Document::default()
//! };
//! let mut builder = Builder::new();
//! builder.add(&post("Borrowing", "A borrow lends a value without giving it away."), &mut Plain(&fold));
//! builder.add(&post("Bread", "You may borrow my oven."), &mut Plain(&fold));
//! let files = builder.finish();
//!
//! // The last word is still being typed, so "borr" stands for all that begin with it.
//! let filter = Filter { text: "borr".into(), ..Filter::default() };
//! let mut index = Index::new(&files.roots);
//! let found = loop {
//!     match index.find(&filter, &fold) {
//!         Ok(found) => break found,
//!         // Each of these is fetched; here they are at hand.
//!         Err(names) => {
//!             for (name, bytes) in files.files.iter().filter(|file| names.contains(&file.0)) {
//!                 index.take(name, bytes).unwrap();
//!             }
//!         }
//!     }
//! };
//! assert_eq!(found.total, 2);
//! assert_eq!(index.hits(&found, 0, 10).unwrap()[0].title, "Borrowing");
//! ```
//!
//! # The way of a post, and of a question
//!
//! | module | what it does |
//! |---|---|
//! | `analyse` | text to words, the same way for posts and for questions |
//! | `document` | what goes in: [`Document`] |
//! | `build` | posts to segments, segments to shards |
//! | `draft` | posts to an index at once, for a feed that brings none |
//! | `coder`, `name` | the code in which every file is written; the names that files have |
//! | `root`, `dictionary`, `postings`, `positions`, `facets`, `rows` | what is in a file: one function for writing and reading |
//! | `segment`, `index` | the files as they come |
//! | `query` | the text of a question, taken apart |
//! | `terms`, `spell` | its words, and the stems that they stand for; words that were probably meant |
//! | `filter`, `phrase` | which documents may be shown at all |
//! | `find`, `rank` | the answer, and how well a document answers |
//! | `found`, `count`, `marks`, `passage` | what is shown of an answer |
//!
//! The bytes are written down in `FORMAT.md`, beside this crate's manifest.
//! Numbers of documents ascend with their dates, so "newest first" is a descending count.

mod analyse;
mod build;
mod calendar;
mod coder;
mod count;
mod dictionary;
mod document;
mod draft;
mod facets;
mod filter;
mod find;
mod found;
#[cfg(any(test, fuzzing))]
pub mod fuzz;
mod index;
mod marks;
mod name;
mod parts;
mod passage;
mod phrase;
mod positions;
mod postings;
#[cfg(test)]
mod promises;
mod query;
mod rank;
mod root;
mod rows;
mod segment;
mod slot;
mod slots;
mod spell;
mod terms;

pub use analyse::{Analyse, Fold, Plain, words};
pub use build::{Builder, Files};
pub use count::{Facet, Facets};
pub use document::Document;
pub use draft::Draft;
pub use found::{Found, Hit};
pub use index::Index;
pub use marks::Marks;
pub use name::is_named_after;
pub use parts::Part;
pub use passage::{Passage, passage};
pub use query::MOST_WORDS;
pub use root::Error;
