//! The way to the next and the previous page of a list.

use quire_bundle::{Pager, Word};

use crate::app::Scene;
use crate::view::element::{Element, element, link};

/// Nothing when the list has one page.
pub fn view(scene: &Scene<'_>, pager: &Pager) -> Option<Element> {
    if pager.pages < 2 {
        return None;
    }
    let site = scene.site;
    let to = |page: usize, word: Word, rel: &'static str| {
        let href = scene.href(&scene.page.route.with_page(page));
        link(href).attribute("rel", rel).class(rel).text(site.word(word))
    };
    let range = pager.range();
    let shown = [range.start + 1, range.end, pager.total].map(|number| number.to_string());
    let here = site.words.fill(Word::Range, &[&shown[0], &shown[1], &shown[2]]);
    let nav = element("nav")
        .class("pager")
        .attribute("aria-label", site.word(Word::Pages))
        .maybe((pager.page > 1).then(|| to(pager.page - 1, Word::Newer, "prev")))
        .child(element("span").text(&here))
        .maybe((pager.page < pager.pages).then(|| to(pager.page + 1, Word::Older, "next")));
    Some(nav)
}
