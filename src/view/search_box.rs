//! The field that a reader searches with: a real form, so that it works as a link to the search page by itself.

use quire_bundle::{Filter, Route, Word};

use crate::app::Scene;
use crate::view::element::{Element, element};

/// The form with `text` in its field.
pub fn view(scene: &Scene<'_>, text: &str) -> Element {
    let label = scene.site.word(Word::SearchLabel);
    let field = element("input")
        .attribute("type", "search")
        .attribute("name", "q")
        .attribute("value", text)
        .attribute("aria-label", label)
        .attribute("placeholder", label)
        .attribute("autocomplete", "off")
        .attribute("spellcheck", "false")
        .attribute("dir", "auto");
    element("form")
        .class("search-box")
        .attribute("role", "search")
        .attribute("action", scene.href(&Route::Search(Filter::default())))
        .child(field)
}
