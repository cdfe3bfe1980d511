//! Tags, authors and the like as a row of links.

use quire_bundle::{Route, Taxonomy, Term};

use crate::app::Scene;
use crate::view::element::{Element, element, link};

/// The terms as a list of links, or nothing when there are none.
pub fn view(scene: &Scene<'_>, taxonomy: Taxonomy, terms: &[Term]) -> Option<Element> {
    let items = terms.iter().map(|term| element("li").child(one(scene, taxonomy, term)));
    let list = || {
        element("ul")
            .class(if taxonomy == Taxonomy::Category { "tags kinds" } else { "tags" })
            .attribute("aria-label", scene.site.word(taxonomy.words().0))
            .children(items)
    };
    (!terms.is_empty()).then(list)
}

/// The names of the authors as links, with commas between them; nothing when there are none.
pub fn byline(scene: &Scene<'_>, authors: &[Term]) -> Option<Element> {
    let mut line = element("span").class("byline");
    for (at, author) in authors.iter().enumerate() {
        if at > 0 {
            line = line.text(", ");
        }
        line = line.child(one(scene, Taxonomy::Author, author));
    }
    (!authors.is_empty()).then_some(line)
}

/// A link to a term's posts.
pub fn one(scene: &Scene<'_>, taxonomy: Taxonomy, term: &Term) -> Element {
    let route = Route::Term { taxonomy, slug: term.slug.clone(), page: 1 };
    link(scene.href(&route)).attribute("dir", "auto").text(&term.label)
}
