//! The home page and the pages of a term: cards with a pager.

use quire_bundle::{About, Card, Masthead, Pager, Taxonomy, Term, Word, YearCount};

use crate::app::Scene;
use crate::page::archive;
use crate::view::element::{Element, element, line, link};
use crate::view::{card, pager};

/// The cards of the blog, or of one term.
pub fn view(
    scene: &Scene<'_>,
    of: Option<&(Taxonomy, Term)>,
    cards: &[Card],
    years: &[YearCount],
    pages: &Pager,
) -> Element {
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
    let of = of.map_or("", |(taxonomy, _)| taxonomy.segment());
    let empty = || element("p").class("empty").text(site.word(Word::NoPosts));
    element("section")
        .class("list")
        .when(!of.is_empty(), "data-of", of)
        .child(heading)
        .maybe(archive::years(scene, None, years))
        .maybe(cards.is_empty().then(empty))
        .child(card::list(scene, cards, "h2", true))
        .maybe(pager::view(scene, pages))
}

/// The blog's name, and what it says of itself.
pub fn home_heading(scene: &Scene<'_>) -> Element {
    let site = scene.site;
    element("header")
        .class("title home")
        .maybe(site.masthead.as_ref().map(masthead))
        .child(scene.heading())
        .maybe(line("tagline", &site.tagline))
        .maybe(line("description", &site.description))
}

/// Which issue this is.
fn masthead(masthead: &Masthead) -> Element {
    let text = |text: &str| element("span").text(text);
    // Said already in the line: this one is drawn by the style sheet, and is no text.
    let pale = element("span").class("pale").attribute("data-number", &masthead.number);
    element("p")
        .class("issue")
        .child(text(&masthead.line))
        .text(" ")
        .child(text(&masthead.month))
        .text(" ")
        .child(pale)
}

/// What the author says of a term: picture, sentence, and a page about it.
fn about(scene: &Scene<'_>, about: &About, term: &Term) -> Element {
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
