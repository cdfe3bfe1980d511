//! JSON Feed 1.0 and 1.1 in: any feed is a bundle, item by item.
//!
//! Source: <https://www.jsonfeed.org/version/1.1/>. A bad item is dropped and reported, never the feed.

use std::fmt;

use crate::item::{Edge, complete, read_post};
use crate::json::{self, Json};
use crate::library::Library;
use crate::route::Route;
use crate::site::{FORMAT, Site};
use crate::url::after_scheme;

/// What reading a feed left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Items that could not be shown.
    pub dropped: Vec<Dropped>,
    /// Where the feed goes on, when it is only the newest part of a blog.
    pub next_url: Option<String>,
}

/// One item that could not be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dropped {
    /// Its number in the feed, from 1.
    pub item: usize,
    /// Why, as the rest of the sentence "item 3 was left out: …".
    pub reason: &'static str,
}

/// Why a text is no bundle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FeedError {
    /// It is a web page: a host answered with HTML.
    WebPage,
    /// It ends in the middle: the download was cut short.
    CutShort,
    /// It is not JSON from this line and column on.
    NotJson(usize, usize),
    /// It is JSON, but no feed.
    NotAFeed,
    /// It was written in this format by a newer Quire.
    NewerFormat(u64),
}

impl fmt::Display for FeedError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            FeedError::WebPage => {
                f.write_str("the address gave a web page, not a JSON Feed; check the address")
            }
            FeedError::CutShort => f.write_str("the file ends in the middle; load it again"),
            FeedError::NotJson(line, column) => {
                write!(f, "the file is damaged at line {line}, column {column}; build the site again")
            }
            FeedError::NotAFeed => f.write_str("the file is JSON but not a JSON Feed: it needs \"items\""),
            FeedError::NewerFormat(found) => {
                write!(
                    f,
                    "the file has format {found}, and this app reads up to {FORMAT}; reload the page to get the newer app"
                )
            }
        }
    }
}

impl std::error::Error for FeedError {}

impl Library {
    /// Reads a JSON Feed, ours or anybody's.
    pub fn read(text: &str) -> Result<(Library, Report), FeedError> {
        let feed = parse(text)?;
        let Json::List(items) = feed.get("items") else { return Err(FeedError::NotAFeed) };
        let ours = feed.has("_quire");
        // Pages that are in no list are no items of a feed, so they stand beside them.
        let unlisted = feed.get("_quire").get("unlisted").values();
        let mut site = Site::of(&feed)?;
        if !ours {
            site.base = foreign_base(&feed.get("home_page_url").string());
        }
        let mut report = Report { next_url: feed.get("next_url").text(), ..Report::default() };
        let mut taken = Vec::new();
        let mut posts = Vec::new();
        let edge = Edge::absolute(&site.base);
        for (at, item) in items.iter().chain(unlisted).enumerate() {
            let reason = match read_post(item, &edge, ours) {
                Ok(mut post) => {
                    if complete(&mut post) {
                        post.card.path = path(&post.card.path, &post.id, at, &mut taken);
                        posts.push(post);
                        continue;
                    }
                    "it has neither a title nor text"
                }
                Err(reason) => reason,
            };
            report.dropped.push(Dropped { item: at + 1, reason });
        }
        Ok((Library::new(site, posts), report))
    }
}

/// The JSON value of a text, with a byte order mark or without.
pub(crate) fn parse(text: &str) -> Result<Json, FeedError> {
    let text = text.trim_start_matches('\u{feff}').trim_start();
    if text.starts_with('<') {
        return Err(FeedError::WebPage);
    }
    json::parse(text).map_err(|at| {
        if at == text.len() {
            return FeedError::CutShort;
        }
        let before = text.as_bytes().get(..at).unwrap_or_default();
        let mut lines = before.rsplit(|byte| *byte == b'\n');
        let column = lines.next().map_or(0, <[u8]>::len) + 1;
        FeedError::NotJson(lines.count() + 1, column)
    })
}

/// The folder of a foreign blog's home page.
fn foreign_base(home: &str) -> String {
    let folder = home.rfind('/').and_then(|slash| home.get(..=slash));
    match folder {
        Some(folder) if after_scheme(folder).is_some_and(|host| !host.is_empty()) => folder.to_string(),
        _ if home.is_empty() => "/".to_string(),
        _ => format!("{home}/"),
    }
}

/// A path that no other post has: what the URL says, else what the id says. Those that are taken are in order.
fn path(wanted: &str, id: &str, at: usize, taken: &mut Vec<String>) -> String {
    let mut wanted = wanted.split(['?', '#']).next().unwrap_or("").to_string();
    if wanted.trim_matches('/').is_empty() {
        let name =
            id.split(['?', '#']).next().unwrap_or("").trim_end_matches('/').rsplit('/').next().unwrap_or("");
        wanted = if name.is_empty() { format!("posts/{}", at + 1) } else { format!("posts/{name}") };
    }
    let free = Route::free_path(&wanted);
    let mut path = free.clone();
    let mut count = 1;
    loop {
        let Err(place) = taken.binary_search(&path) else {
            count += 1;
            let stem = free.strip_suffix('/').unwrap_or(&free);
            path = Route::free_path(&format!("{stem}-{count}"));
            continue;
        };
        taken.insert(place, path.clone());
        return path;
    }
}

#[cfg(test)]
mod tests {
    use super::{Dropped, FeedError};
    use crate::Library;
    use proptest::prelude::*;

    fn titles(items: &str) -> (Vec<String>, Vec<Dropped>) {
        let feed = format!(
            r#"{{"version": "https://jsonfeed.org/version/1", "title": 7, "home_page_url": "https://a.example", "items": {items}}}"#
        );
        let (library, report) = Library::read(&feed).unwrap();
        (
            library.posts().iter().map(|post| format!("{} {}", post.card.path, post.card.title)).collect(),
            report.dropped,
        )
    }

    #[test]
    fn an_item_is_read_as_far_as_it_goes() {
        let (posts, dropped) = titles(
            r#"[{"id": 12, "title": "Numeric id"}, null, "text", {"id": "x"}, {"id": "a", "content_text": "One <two>\n\nThree"},
                {"url": "https://a.example/2020/b?utm=1", "title": ["odd"], "content_html": "<p>Body &amp; soul</p>", "date_published": "soon"},
                {"id": "c", "title": "Theirs", "url": "https://b.example/c"}, {"id": "d", "title": "Taken", "url": "https://a.example/tags"}]"#,
        );
        assert_eq!(
            posts,
            [
                "2020/b/ Body & soul",
                "posts/12/ Numeric id",
                "posts/a/ One <two> Three",
                "posts/c/ Theirs",
                "posts/tags/ Taken"
            ]
        );
        let reasons: Vec<_> = dropped.iter().map(|dropped| (dropped.item, dropped.reason)).collect();
        assert_eq!(
            reasons,
            [(2, "it is not an object"), (3, "it is not an object"), (4, "it has neither a title nor text")]
        );
    }

    #[test]
    fn two_items_of_one_address_are_both_shown() {
        let (posts, _) = titles(
            r#"[{"id": "x", "title": "One"}, {"id": "x", "title": "Two"}, {"id": "x-2", "title": "Three"}]"#,
        );
        assert_eq!(posts, ["posts/x-2-2/ Three", "posts/x-2/ Two", "posts/x/ One"]);
    }

    #[test]
    fn an_author_of_1_0_and_of_1_1_is_an_author() {
        let feed = r#"{"items": [{"id": 1, "title": "a", "author": {"name": "Ann"}}, {"id": 2, "title": "b", "authors": [{"name": "Ben"}, null, {}]}]}"#;
        let (library, _) = Library::read(feed).unwrap();
        let names: Vec<&str> = library
            .posts()
            .iter()
            .flat_map(|post| &post.card.authors)
            .map(|author| author.label.as_str())
            .collect();
        assert_eq!(names, ["Ann", "Ben"]);
    }

    #[test]
    fn what_is_no_feed_is_told_apart() {
        let error = |text: &str| Library::read(text).unwrap_err();
        assert_eq!(error("<!doctype html>"), FeedError::WebPage);
        assert_eq!(error("{\"items\": ["), FeedError::CutShort);
        assert_eq!(error(""), FeedError::CutShort);
        assert_eq!(error("{\"items\": [}"), FeedError::NotJson(1, 12));
        assert_eq!(error("[]"), FeedError::NotAFeed);
        assert_eq!(error("{\"items\": null}"), FeedError::NotAFeed);
        assert_eq!(error(r#"{"items": [], "_quire": {"format": 2}}"#), FeedError::NewerFormat(2));
        assert!(Library::read("\u{feff}{\"items\": []}").is_ok());
    }

    proptest! {
        #[test]
        fn no_text_is_too_odd(text in ".*") {
            let _ = Library::read(&text);
        }

        #[test]
        fn a_bundle_cut_anywhere_is_never_half_a_blog(cut in 0..130usize) {
            let feed = r#"{"items": [{"id": 1, "title": "a", "content_text": "b"}, {"id": 2, "title": "b", "tags": ["x", "y"]}], "title": "Cut", "x": [1]}"#;
            prop_assume!(cut < feed.len());
            prop_assert_eq!(Library::read(&feed[..cut]), Err(FeedError::CutShort));
        }
    }
}
