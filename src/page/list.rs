//! The home page and the pages of a term: cards with a pager.

use quire_bundle::{Card, Pager, Taxonomy, Term, Word};

use crate::app::Scene;
use crate::view::element::{Element, element};
use crate::view::{card, pager};

/// The cards of the blog, or of one term.
pub fn view(scene: Scene<'_>, of: Option<&(Taxonomy, Term)>, cards: &[Card], pages: Pager) -> Element {
    let site = scene.site;
    let heading = match of {
        None => home_heading(scene),
        Some((taxonomy, _)) => {
            let kind = element("p").class("kind").text(site.word(taxonomy.words().1));
            let count = site.words.count(pages.total, Word::OnePost, Word::ManyPosts);
            element("header")
                .class("title")
                .child(kind)
                .child(scene.heading())
                .child(element("p").class("count").text(&count))
        }
    };
    let empty = || element("p").class("empty").text(site.word(Word::NoPosts));
    element("section")
        .class("list")
        .child(heading)
        .maybe(cards.is_empty().then(empty))
        .children(cards.iter().map(|card| card::view(scene, card)))
        .maybe(pager::view(scene, pages))
}

fn home_heading(scene: Scene<'_>) -> Element {
    let site = scene.site;
    let description = || element("p").class("tagline").attribute("dir", "auto").text(&site.description);
    element("header")
        .class("title home")
        .child(scene.heading())
        .maybe((!site.description.is_empty()).then(description))
}
