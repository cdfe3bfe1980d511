//! The home page of a blog whose author has put it together from parts: the newest, the pinned, those of a term.

use quire_bundle::{HomeList, Route, Word};

use crate::app::Scene;
use crate::page::list;
use crate::view::card;
use crate::view::element::{Element, element, link};

/// The parts under each other, each with a way to all of its posts.
pub fn view(scene: Scene<'_>, lists: &[HomeList]) -> Element {
    element("div")
        .class("parts")
        .child(list::home_heading(scene))
        .children(lists.iter().map(|list| part(scene, list)))
}

fn part(scene: Scene<'_>, list: &HomeList) -> Element {
    let all = match &list.of {
        Some((taxonomy, term)) => Route::Term { taxonomy: *taxonomy, slug: term.slug.clone(), page: 1 },
        None => Route::Archive { year: None, page: 1 },
    };
    let text = scene.site.words.fill(Word::AllPosts, &[&list.total.to_string()]);
    let all = || element("p").class("all").child(link(scene.href(&all)).text(&text));
    element("section")
        .class("list")
        .child(element("h2").attribute("dir", "auto").text(&list.title))
        .children(list.cards.iter().map(|one| card::view(scene, one, "h3")))
        .maybe((list.total > list.cards.len()).then(all))
}
