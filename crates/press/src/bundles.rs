//! `bundle.json`: the whole blog while it is small, the newest of it when it is large.
//!
//! A large blog's older posts lie in pages of a hundred, counted from the oldest, so that a new post leaves them as they
//! are; each names the one before it as `next_url`.

use std::ops::Range;

use quire_bundle::Library;
use rayon::prelude::*;

/// Posts on one page of older ones.
const PAGE: usize = 100;

/// The files of the bundle: name and text. Says in the library's site whether one file holds the whole blog.
pub(crate) fn bundles(library: &mut Library, whole_limit: u64) -> Vec<(String, String)> {
    library.site_mut().whole = Some("bundle.json".to_string());
    let total = library.posts().len();
    // Bodies alone may be too much, and then the file need not be made to know it.
    let bodies: u64 = library.posts().iter().map(|post| post.html.len() as u64).sum();
    if bodies <= whole_limit {
        let whole = library.to_feed(0..total, None);
        if whole.len() as u64 <= whole_limit {
            return vec![("bundle.json".to_string(), whole)];
        }
    }
    library.site_mut().whole = None;
    // At least one full page of posts is in the first file.
    let pages = total.saturating_sub(PAGE / 2) / PAGE;
    let library = &*library;
    let older = (1..=pages).into_par_iter().map(|page| {
        let posts: Range<usize> = (page - 1) * PAGE..page * PAGE;
        (file(page), library.to_feed(posts, next(page - 1).as_deref()))
    });
    let mut files: Vec<(String, String)> = older.collect();
    files.push(("bundle.json".to_string(), library.to_feed(pages * PAGE..total, next(pages).as_deref())));
    files
}

fn next(page: usize) -> Option<String> {
    (page > 0).then(|| file(page))
}

fn file(page: usize) -> String {
    format!("bundle/{page}.json")
}
