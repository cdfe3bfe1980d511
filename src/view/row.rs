//! A post as one line: its title, and its date at the other end.

use quire_bundle::PageLink;

use crate::app::Scene;
use crate::view::date;
use crate::view::element::{Element, element, link};

/// Posts, a line each.
pub fn list(scene: &Scene<'_>, posts: &[PageLink]) -> Element {
    let row = |post: &PageLink| {
        let title = link(scene.post_href(&post.path)).attribute("dir", "auto").text(&post.title);
        element("li").child(title).text(" ").maybe(post.date.as_ref().map(date::view))
    };
    element("ul").children(posts.iter().map(row))
}
