//! The form that gets a blog by mail: an ordinary one, which the author's provider answers.

use quire_bundle::Word;

use crate::app::Scene;
use crate::view::element::{Element, element, line};

/// The form under a heading: that of its place, else its own.
pub fn view(scene: &Scene<'_>, heading: Option<Element>) -> Element {
    let block = element("section").class("part subscribe");
    let Some(letter) = &scene.site.newsletter else { return block };
    let own = || element("h2").attribute("dir", "auto").text(&letter.title);
    let label = scene.site.word(Word::Email);
    let field = element("input")
        .attribute("type", "email")
        .attribute("name", &letter.field)
        .attribute("required", "")
        .attribute("autocomplete", "email")
        .attribute("aria-label", label)
        .attribute("placeholder", label);
    let button = element("button").text(scene.site.word(Word::SubscribeByMail));
    let form = element("form")
        .attribute("action", scene.within(&letter.action))
        .attribute("method", "post")
        .child(field)
        .child(button);
    block
        .maybe(heading.or_else(|| (!letter.title.is_empty()).then(own)))
        .maybe(line("promise", &letter.text))
        .child(form)
        .maybe(line("hint", &letter.note))
}
