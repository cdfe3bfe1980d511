//! Rule 3 of the design: what the browser draws for a page is what `press` wrote for it.
//!
//! The comparison and the list of what it normalises stand in `scripts/same.js`.

use serde_json::Value;

use crate::harness::{Site, Source, leaves, note, promises, rust_blog};
use crate::pier::pier;

promises![
    the_leaves_are_drawn_as_they_were_pressed,
    the_pier_is_drawn_as_it_was_pressed,
    the_rust_blog_is_drawn_as_it_was_pressed,
];

const SAME: &str = include_str!("scripts/same.js");
/// Pages for each script, so that none runs into the driver's deadline.
const BATCH: usize = 40;
/// Differences shown; the others are counted.
const SHOWN: usize = 8;

async fn compare(site: Site, name: &str) -> usize {
    let page = site.open("/").await;
    page.without_motion().await;
    page.start_app().await;
    let (mut count, mut differences) = (0, Vec::new());
    for batch in site.pages().chunks(BATCH) {
        let urls: Value = batch.iter().map(|path| site.url(path)).collect();
        let answer = page.run(SAME, &[urls]).await.unwrap_or_else(|error| panic!("{batch:?}: {error}"));
        count += answer["count"].as_u64().unwrap_or_default() as usize;
        let found = answer["differences"].as_array().cloned().unwrap_or_default();
        differences.extend(found.iter().filter_map(Value::as_str).map(str::to_string));
    }
    let shown = differences.iter().take(SHOWN).cloned().collect::<Vec<_>>().join("\n");
    assert!(differences.is_empty(), "{name}: {} of {count} pages differ:\n{shown}", differences.len());
    note(format!("{name}: {count} pages are the same"));
    count
}

async fn the_leaves_are_drawn_as_they_were_pressed() {
    for source in Source::BOTH {
        let count = compare(leaves(source, "/blog/").await, &format!("leaves from {source:?}")).await;
        assert!(count > 55, "{count} pages");
    }
}

async fn the_pier_is_drawn_as_it_was_pressed() {
    for source in Source::BOTH {
        let count = compare(pier(source, "/blog/").await, &format!("the pier from {source:?}")).await;
        assert!(count > 15, "{count} pages");
    }
}

async fn the_rust_blog_is_drawn_as_it_was_pressed() {
    for (source, base) in [(Source::Requests, "/"), (Source::Whole, "/blog/")] {
        let Some(pressed) = rust_blog(source) else { return };
        let count = compare(pressed.serve(base).await, &format!("rust-blog from {source:?}")).await;
        assert!(count > 750, "{count} pages");
    }
}
