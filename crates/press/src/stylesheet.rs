//! The style sheet of a site: what all looks share, the look's own, what the author adds, and what is for paper, each in its
//! layer; and the fonts that it names.

use crate::app_files::hash;
use crate::css;
use crate::look::Look;

mod guest;
mod own;
mod sheet;
#[cfg(test)]
mod tests;

pub(crate) use own::OwnStyle;

/// What stands before the look's own, in the order of the layers.
const BEFORE: [&str; 1] = [include_str!("../../../style/tokens.css")];
/// What stands between its tokens and the rest of it.
const BETWEEN: [&str; 4] = [
    include_str!("../../../style/base.css"),
    include_str!("../../../style/layout.css"),
    include_str!("../../../style/parts.css"),
    include_str!("../../../style/reading.css"),
];
/// What stands behind all.
const PRINT: &str = include_str!("../../../style/print.css");

/// A style sheet, and the files that it asks for by their names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Stylesheet {
    pub(crate) css: String,
    /// The same for shadow roots on other people's pages.
    pub(crate) guest: String,
    /// Name and bytes of each font.
    pub(crate) fonts: Vec<(String, Vec<u8>)>,
    /// The names of those that every first view shows.
    pub(crate) first: Vec<String>,
}

impl Stylesheet {
    /// That of a look, with what its author has of their own.
    pub(crate) fn of(look: Look, own: &OwnStyle) -> Stylesheet {
        let fonts: Vec<(String, String, &[u8])> = look
            .fonts()
            .map(|(name, bytes)| (format!("fonts/{name}"), font_name(name, bytes), bytes))
            .collect();
        let named = |url: &str| {
            let font = fonts.iter().find(|(place, ..)| place == url);
            font.map(|(_, name, _)| name.clone())
        };
        let first = look.first_fonts().iter().filter(|(stack, _)| !own.sets(stack));
        let first = first.filter_map(|(_, file)| named(&format!("fonts/{file}"))).collect();
        let mut css = String::new();
        css.extend(BEFORE);
        css += look.tokens();
        if !own.tokens.is_empty() {
            css.extend(["@layer tokens{:root,:host{", &own.tokens, "}}"]);
        }
        css += &css::readdressed(look.font_faces(), named);
        css += &own.faces;
        css.extend(BETWEEN);
        css += look.style();
        if !own.css.is_empty() {
            css.extend(["@layer own{", &own.css, "}"]);
        }
        css += PRINT;
        let mut fonts: Vec<(String, Vec<u8>)> =
            fonts.into_iter().map(|(_, name, bytes)| (name, bytes.to_vec())).collect();
        fonts.extend(own.fonts.iter().cloned());
        let css = css::minified(&css);
        Stylesheet { guest: guest::guest(&css), css, fonts, first }
    }
}

/// The name of a font file on the site, which holds the hash of its bytes.
pub(crate) fn font_name(file: &str, bytes: &[u8]) -> String {
    let ending = file.rsplit_once('.').map_or("woff2", |(_, ending)| ending).to_lowercase();
    format!("font-{}.{ending}", hash(bytes))
}
