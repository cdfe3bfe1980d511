//! One file per kind of page, each a function of what the page holds.

pub mod archive;
pub mod home;
pub mod list;
pub mod missing;
pub mod post;
pub mod search;
pub mod terms;
