//! One file per visible thing, each a function of what it shows.

pub mod card;
pub mod date;
pub mod element;
pub(crate) mod facets;
pub mod newsletter;
#[cfg(target_arch = "wasm32")]
pub(crate) mod options;
pub mod pager;
pub mod picture;
pub(crate) mod results;
pub mod row;
pub mod search_box;
pub mod terms;
pub mod toc;
#[cfg(not(target_arch = "wasm32"))]
pub mod unasked;
