//! A post in a list.

use quire_bundle::{Card, Taxonomy, Word};

use crate::app::Scene;
use crate::view::element::{Element, element, link};
use crate::view::{date, terms};

/// What is pinned, and the reading time, over the title, which is a heading of that level, the summary under it, then date and tags.
pub fn view(scene: Scene<'_>, card: &Card, heading: &'static str) -> Element {
    let site = scene.site;
    let mut notice = if card.pinned { site.word(Word::Pinned).to_string() } else { String::new() };
    if card.minutes > 0 {
        let separator = if card.pinned { " · " } else { "" };
        notice = notice + separator + &site.words.fill(Word::Minutes, &[&card.minutes.to_string()]);
    }
    let title = link(scene.post_href(&card.path)).attribute("dir", "auto").text(&card.title);
    let summary = || element("p").class("summary").attribute("dir", "auto").text(&card.summary);
    let about = element("div").class("about").maybe(card.date.as_ref().map(date::view)).maybe(terms::view(
        scene,
        Taxonomy::Tag,
        &card.tags,
    ));
    scene
        .in_language(element("article").class("card"), card.language.as_ref())
        .maybe((!notice.is_empty()).then(|| element("p").class("minutes").text(&notice)))
        .child(element(heading).child(title))
        .maybe((!card.summary.is_empty()).then(summary))
        .child(about)
}
