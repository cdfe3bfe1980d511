//! One file per visible thing, each a function of what it shows.

pub mod card;
pub mod date;
pub mod element;
#[cfg(target_arch = "wasm32")]
pub(crate) mod facets;
#[cfg(target_arch = "wasm32")]
pub(crate) mod options;
pub mod pager;
#[cfg(target_arch = "wasm32")]
pub(crate) mod results;
pub mod search_box;
pub mod terms;
pub mod toc;
