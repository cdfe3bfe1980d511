//! The cover of a post in Atom and RSS, where neither has a place for it: Media RSS,
//! <https://www.rssboard.org/media-rss>. Feed readers show it beside the title; an enclosure they would offer as a file.

use std::collections::BTreeMap;

use mime_guess::mime;
use quire_app::head::is_shown;
use quire_bundle::{Feed, Post, is_absolute};

/// The prefix of the elements, and what it stands for.
const PREFIX: &str = "media";
const NAMESPACE: &str = "http://search.yahoo.com/mrss/";
/// The element, without its prefix.
const CONTENT: &str = "content";

/// What a feed has to declare, if a post in it has a cover.
pub(super) fn namespaces(feed: &Feed<'_>) -> BTreeMap<String, String> {
    let is_needed = feed.items.iter().any(|item| attributes(feed, item.post).is_some());
    is_needed.then(|| (PREFIX.to_owned(), NAMESPACE.to_owned())).into_iter().collect()
}

/// The element of a post's cover, if it has one, as either of the two libraries has it: made of name and attributes.
pub(super) fn cover<Extension>(
    feed: &Feed<'_>,
    post: &Post,
    element: impl Fn(String, BTreeMap<String, String>) -> Extension,
) -> BTreeMap<String, BTreeMap<String, Vec<Extension>>> {
    let one = attributes(feed, post).map(|attributes| element(format!("{PREFIX}:{CONTENT}"), attributes));
    let named = |one| (PREFIX.to_owned(), BTreeMap::from([(CONTENT.to_owned(), vec![one])]));
    one.map(named).into_iter().collect()
}

/// Where the cover is and how large.
fn attributes(feed: &Feed<'_>, post: &Post) -> Option<BTreeMap<String, String>> {
    post.cover.as_ref().filter(|cover| is_shown(cover))?;
    let (address, size) = feed.cover(post).filter(|(address, _)| is_absolute(address))?;
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let media_type = mime_guess::from_path(path).first().filter(|one| one.type_() == mime::IMAGE);
    let mut attributes = BTreeMap::from([("medium".to_owned(), "image".to_owned())]);
    attributes.extend(media_type.map(|media_type| ("type".to_owned(), media_type.to_string())));
    for (name, side) in ["width", "height"].into_iter().zip(size.into_iter().flat_map(|(x, y)| [x, y])) {
        attributes.insert(name.to_owned(), side.to_string());
    }
    attributes.insert("url".to_owned(), address);
    Some(attributes)
}
