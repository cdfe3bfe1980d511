//! The style sheet of a site: what all looks share, the look's own, what the author adds, and what is for paper, each in its
//! layer; and the fonts that it names.

use crate::app_files::hash;
use crate::css;
use crate::look::Look;

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
    /// Name and bytes of each font.
    pub(crate) fonts: Vec<(String, Vec<u8>)>,
}

impl Stylesheet {
    /// That of a look.
    pub(crate) fn of(look: Look) -> Stylesheet {
        let fonts: Vec<(String, String, &[u8])> = look
            .fonts()
            .map(|(name, bytes)| (format!("fonts/{name}"), font_name(name, bytes), bytes))
            .collect();
        let named = |url: &str| {
            let font = fonts.iter().find(|(place, ..)| place == url);
            font.map(|(_, name, _)| name.clone())
        };
        let mut css = String::new();
        css.extend(BEFORE);
        css += look.tokens();
        css += &css::readdressed(look.font_faces(), named);
        css.extend(BETWEEN);
        css += look.style();
        css += PRINT;
        let fonts = fonts.into_iter().map(|(_, name, bytes)| (name, bytes.to_vec())).collect();
        Stylesheet { css: css::minified(&css), fonts }
    }
}

/// The name of a font file on the site, which holds the hash of its bytes.
pub(crate) fn font_name(file: &str, bytes: &[u8]) -> String {
    let ending = file.rsplit_once('.').map_or("woff2", |(_, ending)| ending).to_lowercase();
    format!("font-{}.{ending}", hash(bytes))
}

#[cfg(test)]
mod tests {
    use super::Stylesheet;
    use crate::css::addresses;
    use crate::look::Look;

    #[test]
    fn the_layers_are_named_first_in_their_order() {
        for look in Look::ALL {
            let css = Stylesheet::of(look).css;
            assert!(css.starts_with("@layer tokens,base,layout,parts,look,own,print;"), "{look}");
        }
    }

    #[test]
    fn every_font_that_the_style_sheet_names_is_there_and_every_font_is_named() {
        for look in Look::ALL {
            let Stylesheet { css, fonts } = Stylesheet::of(look);
            let named: Vec<&str> =
                addresses(&css).iter().map(|one| one.url).filter(|url| !url.starts_with("data:")).collect();
            assert!(named.iter().all(|url| fonts.iter().any(|(name, _)| name == url)), "{look}: {named:?}");
            assert!(fonts.iter().all(|(name, _)| named.contains(&name.as_str())), "{look}");
        }
    }

    #[test]
    fn braces_are_closed_in_every_look() {
        for look in Look::ALL {
            let css = Stylesheet::of(look).css;
            assert_eq!(css.matches('{').count(), css.matches('}').count(), "{look}");
        }
    }
}
