//! A picture that is not part of a text: over a post, and of a post in a list.

use quire_bundle::{Picture, rebase_urls};

use crate::app::Scene;
use crate::view::element::{Element, element};

/// How wide one is shown at most, as `sizes` has it: `--measure` and `--margin` of the stylesheet.
const SIZES: &str = "(max-width: 688px) 90vw, 620px";

/// The picture in whichever width suits the screen, with its room kept.
pub fn view(scene: &Scene<'_>, picture: &Picture, alt: &str) -> Element {
    let mut image = element("img").attribute("src", scene.within(&picture.url)).attribute("alt", alt);
    if let Some((width, height)) = picture.size {
        image = image.attribute("width", width.to_string()).attribute("height", height.to_string());
    }
    if !picture.set.is_empty() {
        image = image
            .attribute("srcset", rebase_urls(&picture.set, "/", &scene.base()))
            .attribute("sizes", SIZES);
    }
    image
}

/// The picture of a post in a list: decoration, as the title beside it says what the post is. Only the first of a page is
/// wanted at once.
pub fn lead(scene: &Scene<'_>, picture: &Picture, is_first: bool) -> Element {
    view(scene, picture, "")
        .class("lead")
        .when(!picture.color.is_empty(), "data-color", &picture.color)
        .when(!is_first, "loading", "lazy")
}
