//! All the tags (categories, series, authors) with the number of posts of each.

use quire_bundle::{Counted, Taxonomy};

use crate::app::Scene;
use crate::view::element::{Element, element};
use crate::view::terms;

/// Most posts first.
pub fn view(scene: &Scene<'_>, taxonomy: Taxonomy, counted: &[Counted]) -> Element {
    let most = counted.first().map_or(1, |counted| counted.count);
    let entry = |counted: &Counted| {
        let count = element("span").class("number").text(&counted.count.to_string());
        // Thirds of the most.
        let size = ["few", "some", "many"][(counted.count * 3).div_ceil(most.max(1)).clamp(1, 3) - 1];
        element("li").class(size).child(terms::one(scene, taxonomy, &counted.term)).text(" ").child(count)
    };
    element("section")
        .class("terms")
        .child(element("header").class("title").child(scene.heading()))
        .child(element("ul").children(counted.iter().map(entry)))
}
