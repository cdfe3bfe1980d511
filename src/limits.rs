//! How much of a blog the app reads and draws before it stops, so that no browser runs out of memory or of patience,
//! whoever wrote it. One place for all limits: an element of a page may say others, which then hold for the page.

use std::cell::Cell;

use quire_bundle::whole_number;
use web_sys::HtmlElement;

/// What has a limit.
#[derive(Clone, Copy)]
pub(crate) enum Most {
    /// Bytes of one file that are read without a question.
    Bytes,
    /// Items of a feed.
    Items,
    /// Nodes of a body. As many as a very long book has.
    Nodes,
    /// Elements of a body inside each other. Deeper than any text is nested by hand; browsers' parsers stop at 512.
    Depth,
    /// Words, phrases and operators of a question.
    Words,
}

/// The attributes that say them, in the order of [`Most`].
const NAMES: [&str; 5] =
    ["data-most-bytes", "data-most-items", "data-most-nodes", "data-most-depth", "data-most-words"];

thread_local! {
    static LIMITS: [Cell<usize>; 5] = const {
        [
            Cell::new(20_000_000),
            Cell::new(quire_bundle::MOST_ITEMS),
            Cell::new(100_000),
            Cell::new(200),
            Cell::new(quire_search::MOST_WORDS),
        ]
    };
}

/// The limit of something.
pub(crate) fn most(of: Most) -> usize {
    LIMITS.with(|limits| limits[of as usize].get())
}

/// Sets the limit of something.
pub(crate) fn allow(of: Most, most: usize) {
    LIMITS.with(|limits| limits[of as usize].set(most));
}

/// Sets the limits that an element names.
pub(crate) fn read(root: &HtmlElement) {
    LIMITS.with(|limits| {
        for (limit, name) in limits.iter().zip(NAMES) {
            if let Some(most) = number(root, name) {
                limit.set(most);
            }
        }
    });
}

/// The whole number that an attribute is.
#[inline(never)]
pub(crate) fn number(root: &HtmlElement, name: &str) -> Option<usize> {
    whole_number(&root.get_attribute(name)?)
}
