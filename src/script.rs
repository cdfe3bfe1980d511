//! A script's way in: what `quire.js` calls. It says everything in one text, which `quire.js` takes apart, so that readers
//! who never run a script download as little as may be.

use std::rc::Rc;

use js_sys::Promise;
use quire_bundle::{Route, Words};
use quire_search::Facets;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::fetch::{Turns, promise};
use crate::finder::all;
use crate::held::Held;
use crate::limits::{Most, allow};
use crate::opened::{Blog, Opened};
use crate::view::results::Excerpt;

/// Behind each record, and between the fields of one.
const RECORD: &str = "\u{1e}";
const FIELD: &str = "\u{1f}";

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = performance)]
    fn now() -> f64;
}

/// Without a number: opens the site at the root that `text` is, or the feed that is its second line, and says its number;
/// `limit` is then how many bytes a file may have.
/// With one: answers the search whose address, from the root, `text` is. What went wrong is one record of two fields: its
/// code, and what is said of it.
#[wasm_bindgen]
pub fn script(number: Option<usize>, text: String, limit: usize) -> Promise {
    promise(Box::pin(async move { JsValue::from(answer(number, text, limit).await) }))
}

async fn answer(number: Option<usize>, text: String, limit: usize) -> String {
    let asked = number.and_then(Blog::numbered);
    let is_asked = asked.is_some();
    if !is_asked && limit > 0 {
        allow(Most::Bytes, limit);
    }
    let (blog, number) = match asked {
        Some(blog) => (blog, 0),
        None => match text.split_once('\n') {
            // `quire.js` has asked for the facts of a site before.
            Some((root, feed)) => Blog::at(root.to_string(), Some(feed.to_string()), true),
            None => Blog::at(text.clone(), None, false),
        },
    };
    match blog.open().await {
        Ok(opened) if is_asked => search(&opened, &text, limit).await.unwrap_or_default(),
        Ok(_) => number.to_string(),
        Err(failure) => [failure.code(), FIELD, &failure.said(&Words::default()), RECORD].concat(),
    }
}

async fn search(opened: &Opened, address: &str, limit: usize) -> Option<String> {
    let Some(Route::Search(filter)) = Route::parse("", address) else { return None };
    let (finder, turn) = (&opened.finder, Turns::default().next());
    let found = finder.answer(&filter, limit, &turn, 0).await?.found;
    let facets = finder.facets(&filter, &found, &turn).await?;
    // Once more, for the time that the engine takes when its files are there.
    let started = now();
    let answer = finder.attempt(&filter, limit).ok()?;
    let taken = ((now() - started) * 1000.0) as usize;
    if answer.hits.is_empty() && !answer.trouble.is_empty() {
        return Some(["search", FIELD, &answer.trouble, RECORD].concat());
    }
    let (said, answer) = (Rc::new(Held::default()), Rc::new(answer));
    let settled = if found.settled { "1" } else { "" };
    say(&said, &["", &answer.found.total.to_string(), settled, &taken.to_string()]);
    for hit in &answer.hits {
        let url = Route::Post { path: hit.url.clone() }.href("");
        say(&said, &["hit", &hit.url, &url, &hit.title, &hit.score.to_string()]);
    }
    let Facets { tags, categories, series, authors, languages, years, months } = &facets;
    let kinds = ["tags", "categories", "series", "authors", "languages", "years"];
    for (kind, facets) in kinds.into_iter().zip([tags, categories, series, authors, languages, years]) {
        for facet in facets {
            let chosen = if facet.chosen { "1" } else { "" };
            say(&said, &[kind, &facet.slug, &facet.label, &facet.count.to_string(), chosen]);
        }
    }
    for (year, month, count) in months {
        say(&said, &["months", &year.to_string(), &usize::from(*month).to_string(), &count.to_string()]);
    }
    let told = said.clone();
    let found: Rc<dyn Fn(String, Excerpt)> = Rc::new(move |path, excerpt| {
        say(&told, &["excerpt", &path, &excerpt.text, &excerpt.origin.unwrap_or_default()]);
    });
    let paths = answer.hits.iter().map(|hit| hit.url.clone()).collect();
    all(finder.excerpts(&answer, paths, &found)).await;
    Some(said.take())
}

/// Adds a record to what is said.
#[inline(never)]
fn say(said: &Held<String>, fields: &[&str]) {
    let mut said = said.borrow_mut();
    for field in fields {
        said.push_str(field);
        said.push_str(FIELD);
    }
    said.push_str(RECORD);
}
