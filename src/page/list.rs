//! The home page and the pages of a term: cards with a pager.

use quire_bundle::{About, Card, Pager, Taxonomy, Term, Word};

use crate::app::Scene;
use crate::view::element::{Element, element, link};
use crate::view::{card, pager};

/// The cards of the blog, or of one term.
pub fn view(scene: Scene<'_>, of: Option<&(Taxonomy, Term)>, cards: &[Card], pages: Pager) -> Element {
    let site = scene.site;
    let heading = match of {
        None => home_heading(scene),
        Some((taxonomy, term)) => {
            let kind = element("p").class("kind").text(site.word(taxonomy.words().1));
            let count = site.words.count(pages.total, Word::OnePost, Word::ManyPosts);
            element("header")
                .class("title")
                .child(kind)
                .child(scene.heading())
                .child(element("p").class("count").text(&count))
                .maybe(site.about(*taxonomy, &term.slug).map(|known| about(scene, known, term)))
        }
    };
    let empty = || element("p").class("empty").text(site.word(Word::NoPosts));
    element("section")
        .class("list")
        .child(heading)
        .maybe(cards.is_empty().then(empty))
        .children(cards.iter().map(|card| card::view(scene, card, "h2")))
        .maybe(pager::view(scene, pages))
}

/// The blog's name, and what it says of itself.
pub fn home_heading(scene: Scene<'_>) -> Element {
    let site = scene.site;
    let line = |class: &'static str, text: &str| {
        (!text.is_empty()).then(|| element("p").class(class).attribute("dir", "auto").text(text))
    };
    element("header")
        .class("title home")
        .child(scene.heading())
        .maybe(line("tagline", &site.tagline))
        .maybe(line("description", &site.description))
}

/// What the author says of a term: picture, sentence, and a page about it.
fn about(scene: Scene<'_>, about: &About, term: &Term) -> Element {
    let picture = || {
        element("img").attribute("src", scene.within(&about.picture)).attribute("alt", "").class("portrait")
    };
    let more =
        || link(scene.within(&about.url)).text(&scene.site.words.fill(Word::MoreAbout, &[&term.label]));
    let text = element("span")
        .attribute("dir", "auto")
        .text(&about.description)
        .text(" ")
        .maybe((!about.url.is_empty()).then(more));
    element("p").class("known").maybe((!about.picture.is_empty()).then(picture)).child(text)
}
