//! The search page: the form, and the place where the results come in.

use quire_bundle::{Route, Word};

use crate::app::Scene;
use crate::view::element::{Element, element};
use crate::view::search_box;

/// Results shown at once, and added by "more".
pub const STEP: usize = 10;

/// The form with what the address asks for; `search.rs` fills in the results.
pub fn view(scene: &Scene<'_>) -> Element {
    let text = match &scene.page.route {
        Route::Search(filter) => filter.text.as_str(),
        _ => "",
    };
    let needs_script = element("p").text(scene.site.word(Word::SearchNeedsScript));
    element("section")
        .class("search")
        .child(element("header").class("title").child(scene.heading()))
        .child(search_box::view(scene, text))
        .child(element("noscript").child(needs_script))
        .child(element("div").class("results"))
}
