//! In every look nothing scrolls sideways, no text is cut and none lies over another, at every width and in both
//! directions.
//!
//! What is looked at are the sample blogs, which show all that a look draws: a mistake in the CSS of one look is found
//! here, where the blogs of `layout.rs` only wear the usual one.

use serde_json::Value;

use crate::harness::{Page, note, promises, sample, variant};

promises![
    the_notebook_fits_every_width,
    the_ledger_fits_every_width,
    the_journal_fits_every_width,
    the_magazine_fits_every_width,
];

const WIDTHS: [u32; 4] = [320, 390, 820, 1440];
const SCRIPTS: [&str; 2] = [include_str!("scripts/layout.js"), include_str!("scripts/overlap.js")];
/// How the addresses of lists begin; all other pages are posts and pages of the author.
const LISTS: [&str; 6] = ["/tags/", "/categories/", "/series/", "/authors/", "/archive/", "/page/"];

/// The home page, two of each kind of list, every sixth post, what a search finds and the page for missing addresses.
fn some_of_each_kind(pages: &[String]) -> Vec<String> {
    let mut paths: Vec<String> = ["/", "/search/?q=the", "/nothing/"].map(str::to_string).into();
    for kind in LISTS {
        paths.extend(pages.iter().filter(|path| path.starts_with(kind)).take(2).cloned());
    }
    let of_list = |path: &str| LISTS.iter().any(|kind| path.starts_with(kind));
    let posts = pages.iter().filter(|path| path.len() > 1 && !path.starts_with("/search/") && !of_list(path));
    paths.extend(posts.step_by(6).cloned());
    paths
}

async fn faults(page: &Page, path: &str) -> Vec<String> {
    let mut found = Vec::new();
    for script in SCRIPTS {
        let said = page.run(script, &[]).await.unwrap_or_else(|error| panic!("{path}: {error}"));
        let lines = said.as_array().cloned().unwrap_or_default();
        found.extend(lines.iter().filter_map(Value::as_str).map(str::to_string));
    }
    found
}

async fn fits(look: &str, base: &str) {
    let site = sample(look).serve(base).await;
    site.expect_failure("/nothing/");
    let paths = some_of_each_kind(&site.pages());
    assert!(paths.len() > 6, "there are pages to look at: {paths:?}");
    let page = site.page().await;
    let mut found = Vec::new();
    for path in &paths {
        page.go_to(path).await;
        if path.starts_with("/search/") {
            page.wait_until("results", "document.querySelector('.results .hits article.card')").await;
        }
        for direction in ["ltr", "rtl"] {
            variant(format!("{path} {direction}"));
            page.js_with("document.documentElement.dir = a[0]", &[direction.into()]).await;
            for width in WIDTHS {
                page.resize(width, 900).await;
                let lines = faults(&page, path).await;
                found.extend(lines.iter().map(|line| format!("{path} {direction} at {width}: {line}")));
            }
        }
    }
    let shown = found.iter().take(20).cloned().collect::<Vec<_>>().join("\n");
    assert!(found.is_empty(), "{} places:\n{shown}", found.len());
    note(format!("{} pages in {} widths and both directions", paths.len(), WIDTHS.len()));
}

async fn the_notebook_fits_every_width() {
    fits("notebook", "/").await;
}

async fn the_ledger_fits_every_width() {
    fits("ledger", "/log/").await;
}

async fn the_journal_fits_every_width() {
    fits("journal", "/").await;
}

async fn the_magazine_fits_every_width() {
    fits("magazine", "/").await;
}
