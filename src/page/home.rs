//! The home page of a blog whose author has put it together from parts: the newest, the pinned, those of a term, a text,
//! the newsletter.

use quire_bundle::{HomePart, Route, Word, rebase};

use crate::app::Scene;
use crate::page::list;
use crate::view::element::{Element, element, link};
use crate::view::{card, newsletter};

/// The parts under each other, each with a way to all of its posts.
pub fn view(scene: &Scene<'_>, parts: &[HomePart]) -> Element {
    let mut home = element("div").class("parts").child(list::home_heading(scene));
    let mut is_first = true;
    for one in parts {
        home = home.child(part(scene, one, is_first));
        is_first &= one.cards.is_empty();
    }
    home
}

/// The HTML of a part that is a text, as it is on this page.
pub(crate) fn html(scene: &Scene<'_>, part: &HomePart) -> String {
    rebase(&part.html, "/", &scene.base())
}

fn part(scene: &Scene<'_>, part: &HomePart, is_first: bool) -> Element {
    let heading = || {
        let mut heading = element("h2");
        if !part.number.is_empty() {
            heading = heading.child(element("span").class("number").text(&part.number)).text(" ");
        }
        heading.child(element("span").attribute("dir", "auto").text(&part.title))
    };
    let heading = (!part.title.is_empty()).then(heading);
    if part.newsletter {
        return newsletter::view(scene, heading);
    }
    let section = element("section");
    if !part.html.is_empty() {
        return section.class("part prose").maybe(heading).child(body(scene, part));
    }
    let all = match &part.of {
        Some((taxonomy, term)) => Route::Term { taxonomy: *taxonomy, slug: term.slug.clone(), page: 1 },
        None => Route::Archive { year: None, page: 1 },
    };
    let text = scene.site.words.fill(Word::AllPosts, &[&part.total.to_string()]);
    let all = || element("p").class("all").child(link(scene.href(&all)).text(&text));
    section
        .class("list part")
        .maybe(heading)
        .child(card::list(scene, &part.cards, "h3", is_first))
        .maybe((part.total > part.cards.len()).then(all))
}

fn body(scene: &Scene<'_>, part: &HomePart) -> Element {
    let body = element("div").class("body");
    // In a browser `run.rs` fills it; see `post.rs`.
    #[cfg(not(target_arch = "wasm32"))]
    let body = body.html(html(scene, part));
    #[cfg(target_arch = "wasm32")]
    let _ = (scene, part);
    body
}
