//! JSON Feed 1.0 and 1.1 in: any feed is a bundle, item by item.
//!
//! Source: <https://www.jsonfeed.org/version/1.1/>. A bad item is dropped and reported, never the feed.

use std::fmt;

use crate::item::{Edge, complete, read_post};
use crate::json::{self, Json};
use crate::library::Library;
use crate::order::order;
use crate::post::Post;
use crate::route::Route;
use crate::site::{FORMAT, Site};
use crate::url::after_scheme;
use crate::words::{Word, Words};

/// Items of a feed that are read; what comes after them is left out. A page that holds more at once is slow everywhere,
/// and a blog of more is read page by page.
pub const MOST_ITEMS: usize = 100_000;

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
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FeedError {
    /// It is a web page: a host answered with HTML.
    WebPage,
    /// It ends in the middle: the download was cut short.
    CutShort,
    /// It is not JSON from this line and column on, or lists and objects stand in each other too deep.
    NotJson(usize, usize),
    /// It is JSON, but no feed.
    NotAFeed,
    /// It is a feed of so many items, and none of them can be shown: that is no empty blog.
    NoItems(usize),
    /// It was written in this format by a newer Quire.
    NewerFormat(u64),
}

impl FeedError {
    /// Its name for whoever embeds a blog or asks for one by script; these never change.
    pub fn code(&self) -> &'static str {
        match self {
            FeedError::WebPage => "web-page",
            FeedError::CutShort => "incomplete",
            FeedError::NotJson(..) => "damaged",
            FeedError::NotAFeed => "not-a-feed",
            FeedError::NoItems(_) => "no-items",
            FeedError::NewerFormat(_) => "newer",
        }
    }

    /// What a reader is told, and the numbers in it.
    pub fn word(&self) -> (Word, [usize; 2]) {
        match *self {
            FeedError::WebPage => (Word::WebPage, [0, 0]),
            FeedError::CutShort => (Word::CutShort, [0, 0]),
            FeedError::NotJson(line, column) => (Word::Damaged, [line, column]),
            FeedError::NotAFeed => (Word::NotAFeed, [0, 0]),
            FeedError::NoItems(count) => (Word::NoItems, [count, 0]),
            FeedError::NewerFormat(found) => (Word::NewerFormat, [found as usize, FORMAT as usize]),
        }
    }
}

impl fmt::Display for FeedError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (word, numbers) = self.word();
        f.write_str(&Words::default().numbers(word, numbers))
    }
}

impl std::error::Error for FeedError {}

impl Library {
    /// Reads a JSON Feed, ours or anybody's.
    pub fn read(text: &str) -> Result<(Library, Report), FeedError> {
        Library::read_up_to(text, MOST_ITEMS)
    }

    /// Reads so many items of a JSON Feed; what comes after them is reported.
    pub fn read_up_to(text: &str, most: usize) -> Result<(Library, Report), FeedError> {
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
        let mut posts = Vec::new();
        let edge = Edge::absolute(&site.base);
        for (at, item) in items.iter().chain(unlisted).enumerate() {
            let reason = match (at < most).then(|| read_post(item, &edge, ours)) {
                None => "no more items are read than the page allows",
                Some(Ok(mut post)) => {
                    if complete(&mut post) {
                        post.card.path = path(&post.card.path, &post.id, at);
                        posts.push(post);
                        continue;
                    }
                    "it has neither a title nor text"
                }
                Some(Err(reason)) => reason,
            };
            report.dropped.push(Dropped { item: at + 1, reason });
        }
        if posts.is_empty() && !report.dropped.is_empty() {
            return Err(FeedError::NoItems(report.dropped.len()));
        }
        tell_apart(&mut posts);
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

/// The path of a post: what its URL says, else what its id says.
fn path(wanted: &str, id: &str, at: usize) -> String {
    let mut wanted = wanted.split(['?', '#']).next().unwrap_or("").to_string();
    if wanted.trim_matches('/').is_empty() {
        let name =
            id.split(['?', '#']).next().unwrap_or("").trim_end_matches('/').rsplit('/').next().unwrap_or("");
        wanted = if name.is_empty() { format!("posts/{}", at + 1) } else { format!("posts/{name}") };
    }
    Route::free_path(&wanted)
}

/// Gives each post a path that no other has: of several with one, the first keeps it, and the others get a number.
///
/// A number is only looked for among the paths that posts brought, as two that were given are never the same; so
/// that a feed of nothing but one address is read as soon as any other.
fn tell_apart(posts: &mut [Post]) {
    let by_path = order(posts.len(), &|a, b| posts[a].card.path.cmp(&posts[b].card.path));
    let brought: Vec<String> = by_path.iter().map(|&at| posts[at].card.path.clone()).collect();
    let mut count = 1;
    let mut last = "";
    for (path, at) in brought.iter().zip(by_path) {
        if path != last {
            (last, count) = (path, 1);
            continue;
        }
        let mut free = String::new();
        while free.is_empty() || brought.binary_search(&free).is_ok() {
            count += 1;
            free = Route::free_path(&format!("{}-{count}", path.strip_suffix('/').unwrap_or(path)));
        }
        posts[at].card.path = free;
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
        assert_eq!(posts, ["posts/x-2/ Three", "posts/x-3/ Two", "posts/x/ One"]);
    }

    #[test]
    fn a_feed_of_items_that_are_none_is_no_empty_blog() {
        let read = |items: &str| {
            Library::read(&format!(r#"{{"items": {items}}}"#)).map(|(all, _)| all.posts().len())
        };
        assert_eq!(read("[]"), Ok(0));
        assert_eq!(read("[null, {}, 7]"), Err(FeedError::NoItems(3)));
        assert_eq!(read(r#"[null, {"id": 1, "title": "a"}]"#), Ok(1));
    }

    #[test]
    fn a_feed_is_read_up_to_a_number_of_items() {
        let items = vec![r#"{"id":1,"title":"a"}"#; 100_003].join(",");
        let (library, report) = Library::read(&format!(r#"{{"items": [{items}]}}"#)).expect("a feed");
        assert_eq!((library.posts().len(), report.dropped.len()), (100_000, 3));
        let mut paths: Vec<&str> = library.posts().iter().map(|post| post.card.path.as_str()).collect();
        paths.sort_unstable();
        paths.dedup();
        assert_eq!(paths.len(), 100_000, "each has an address of its own");
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
