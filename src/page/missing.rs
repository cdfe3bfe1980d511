//! What a reader finds at an address where nothing is, or no longer is: a sentence, and a way on.

use quire_bundle::{Route, Word};

use crate::app::Scene;
use crate::view::element::{Element, element, link};
use crate::view::search_box;

/// Search, for the words of the address to begin with, and the archive.
pub fn view(scene: &Scene<'_>) -> Element {
    let site = scene.site;
    let way = |route: Route, word: Word| element("li").child(link(scene.href(&route)).text(site.word(word)));
    let ways = element("ul")
        .class("ways")
        .child(way(Route::Home { page: 1 }, Word::HomePage))
        .child(way(Route::Archive { year: None, page: 1 }, Word::Archive));
    element("section")
        .class("missing")
        .child(element("header").class("title").child(scene.heading()))
        .child(element("p").text(site.word(Word::NotFoundHelp)))
        .child(search_box::view(scene, &words(&scene.page.route.path())))
        .child(ways)
        // Last, as it comes late: nothing that a reader may be about to press moves.
        .child(element("div").class("results"))
}

/// The words of an address: `2019/hello-world.html` asks for `2019 hello world`. Of the file that a host shows for every
/// address `boot.js` finds them.
fn words(path: &str) -> String {
    let is_word = |word: &&str| !matches!(*word, "" | "html" | "htm" | "404");
    let words: Vec<&str> = path.split(|letter: char| !letter.is_alphanumeric()).filter(is_word).collect();
    words.join(" ")
}

/// The way to where the post is now.
pub fn moved(scene: &Scene<'_>, path: &str) -> Element {
    let way = link(scene.post_href(path)).text(scene.site.word(Word::OpenDirectly));
    element("section")
        .class("missing")
        .child(element("header").class("title").child(scene.heading()))
        .child(element("p").child(way))
}
