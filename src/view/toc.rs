//! The table of contents of a post.

use quire_bundle::{Heading, Word};

use crate::app::Scene;
use crate::view::element::{Element, element, link};

/// Folded away until it is opened; nothing when there are fewer than three headings.
///
/// The list is flat, with the level as a class, as deep nesting would say no more.
pub fn view(scene: &Scene<'_>, headings: &[Heading]) -> Option<Element> {
    let shown: Vec<&Heading> = headings.iter().filter(|heading| heading.level <= 3).collect();
    if shown.len() < 3 {
        return None;
    }
    let entry = |heading: &&Heading| {
        let class = if heading.level > 2 { "deeper" } else { "top" };
        let target = link(format!("#{}", heading.id)).attribute("dir", "auto").text(&heading.text);
        element("li").class(class).child(target)
    };
    let title = element("summary").text(scene.site.word(Word::Contents));
    let list = element("ol").children(shown.iter().map(entry));
    Some(element("details").class("toc").child(title).child(element("nav").child(list)))
}
