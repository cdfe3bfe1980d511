//! Full-text search for static sites: one crate writes the index and reads it.

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
pub use parts::Part;
pub use passage::{Passage, passage};
pub use root::Error;
