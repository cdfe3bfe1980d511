//! The looks that a blog can have: one skeleton, and for each look its own colours, type and layout.
//!
//! A look is a folder in `style/looks`. This is the one table of them; everything else asks it.

use std::fmt;
use std::str::FromStr;

use quire_bundle::Part;

use crate::excerpt;
use crate::likely::likely;
use crate::stylesheet::{OwnStyle, Stylesheet};

/// What `build.rs` has found in the folders: the fonts of each look, and the style sheets that name them.
mod found {
    include!(concat!(env!("OUT_DIR"), "/looks.rs"));
}

/// A look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Look {
    /// A printed quarterly.
    Notebook,
    /// A well-kept log.
    Ledger,
    /// Someone thinking aloud, carefully.
    #[default]
    Journal,
    /// A lively front page.
    Magazine,
}

/// What a look consists of.
struct Facts {
    name: &'static str,
    tokens: &'static str,
    style: &'static str,
    /// What it shows beside [`POSTS`].
    lists: &'static [Part],
    /// The font files of which every page shows letters before it is scrolled, each behind the stack that asks for it.
    first_fonts: &'static [(&'static str, &'static str)],
}

/// Those of the Notebook: the names and titles, and what is said beside them.
const NOTEBOOK: &[(&str, &str)] =
    &[("display", "Fraunces-Regular.woff2"), ("sans", "IBMPlexSans-Regular.woff2")];

/// How wide pictures are shown at most in a text, in CSS pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Columns {
    /// Among words.
    pub(crate) text: usize,
    /// Alone, with words under them.
    pub(crate) figure: usize,
}

/// What every look shows of posts.
const POSTS: [Part; 6] =
    [Part::Progress, Part::Contents, Part::Series, Part::Share, Part::Related, Part::Neighbours];

macro_rules! facts {
    ($name:literal, $lists:expr, $first_fonts:expr) => {
        &Facts {
            name: $name,
            tokens: include_str!(concat!("../../../style/looks/", $name, "/tokens.css")),
            style: include_str!(concat!("../../../style/looks/", $name, "/look.css")),
            lists: $lists,
            first_fonts: $first_fonts,
        }
    };
}

impl Look {
    /// All of them.
    pub const ALL: [Look; 4] = [Look::Notebook, Look::Ledger, Look::Journal, Look::Magazine];

    fn facts(self) -> &'static Facts {
        match self {
            Look::Notebook => facts!("notebook", &[], NOTEBOOK),
            Look::Ledger => facts!("ledger", &[Part::Minutes, Part::Kinds, Part::Years], &[]),
            Look::Journal => facts!("journal", &[Part::Minutes, Part::Tags], &[]),
            Look::Magazine => {
                facts!(
                    "magazine",
                    &[Part::Tags, Part::Kinds, Part::Pictures, Part::Episodes, Part::More],
                    &[]
                )
            }
        }
    }

    /// Its name in `quire.toml`, which is that of its folder.
    pub fn name(self) -> &'static str {
        self.facts().name
    }

    /// The style sheet of a site that has this look, and nothing of its author's.
    pub fn stylesheet(self) -> String {
        Stylesheet::of(self, &OwnStyle::default()).css
    }

    /// Its colours and type, for the layer `tokens`.
    pub(crate) fn tokens(self) -> &'static str {
        self.facts().tokens
    }

    /// What it lays out otherwise than all looks do, for the layer `look`.
    pub(crate) fn style(self) -> &'static str {
        self.facts().style
    }

    /// The rules that name its font files by `url("fonts/…")`; empty for a look whose type the reader's system has.
    pub(crate) fn font_faces(self) -> &'static str {
        let own = found::FACES.iter().find(|(look, _)| *look == self.name());
        own.map_or("", |(_, css)| css)
    }

    /// Name and bytes of its font files.
    pub(crate) fn fonts(self) -> impl Iterator<Item = (&'static str, &'static [u8])> {
        found::FONTS
            .iter()
            .filter(move |(look, ..)| *look == self.name())
            .map(|(_, name, bytes)| (*name, *bytes))
    }

    /// The names of the font files that every first view shows, each behind the custom property whose stack asks for it.
    pub(crate) fn first_fonts(self) -> &'static [(&'static str, &'static str)] {
        self.facts().first_fonts
    }

    /// The parts of pages that it shows unless the author does not want them.
    pub(crate) fn parts(self) -> Vec<Part> {
        [&POSTS, self.facts().lists].concat()
    }

    /// How wide its columns are where there is room.
    pub(crate) fn columns(self) -> Columns {
        let (text, figure) = match self {
            Look::Notebook => (627, 627),
            Look::Ledger => (612, 992),
            Look::Journal | Look::Magazine => (620, 620),
        };
        Columns { text, figure }
    }

    /// How long excerpts are that are cut from posts unless the author wants another length, in characters.
    pub(crate) fn excerpt(self) -> usize {
        if self == Look::Magazine { 600 } else { excerpt::USUAL }
    }
}

impl fmt::Display for Look {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Look {
    type Err = String;

    fn from_str(name: &str) -> Result<Look, String> {
        let names = Look::ALL.map(Look::name);
        Look::ALL.into_iter().find(|look| look.name() == name).ok_or_else(|| {
            let meant =
                likely(name, names).map_or_else(String::new, |meant| format!("did you mean {meant}? "));
            format!("there is no look \"{name}\"; {meant}the looks are {}", names.join(", "))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Look;
    use crate::css::addresses;

    #[test]
    fn a_look_is_known_by_its_name_and_a_slip_of_the_fingers_is_understood() {
        for look in Look::ALL {
            assert_eq!(look.name().parse(), Ok(look));
        }
        let said = "jornal".parse::<Look>().expect_err("no look");
        assert_eq!(
            said,
            "there is no look \"jornal\"; did you mean journal? the looks are notebook, ledger, journal, magazine"
        );
    }

    #[test]
    fn the_columns_are_those_of_the_style_sheet() {
        for look in Look::ALL {
            let value = |name: &str| {
                let after = look.tokens().split_once(&format!("--{name}: ")).expect(name).1;
                after.split_once(';').expect("its end").0
            };
            let number = |text: &str| text.trim().parse::<f64>().expect(text);
            let most = value("text")
                .trim_end_matches(')')
                .rsplit(',')
                .next()
                .and_then(|one| one.strip_suffix("rem"));
            let letters =
                value("measure").strip_prefix("calc(").and_then(|one| one.strip_suffix(" * var(--text))"));
            let text = number(letters.expect("a measure")) * number(most.expect("a size")) * 16.0;
            let beyond = look.style().split_once("figure) {\n    max-inline-size: min(100%, ");
            let figure =
                beyond.map_or(text, |(_, rest)| number(rest.split("rem").next().expect("a width")) * 16.0);
            let columns = look.columns();
            let pixels = |width: f64| width.round() as usize;
            assert_eq!((columns.text, columns.figure), (pixels(text), pixels(figure)), "{look}");
            assert_eq!(look.style().contains("figure"), beyond.is_some(), "{look}");
        }
    }

    #[test]
    fn a_look_names_the_fonts_that_it_has_and_no_others() {
        for look in Look::ALL {
            let mut named: Vec<&str> = addresses(look.font_faces()).iter().map(|one| one.url).collect();
            let mut there: Vec<String> = look.fonts().map(|(name, _)| format!("fonts/{name}")).collect();
            named.sort_unstable();
            named.dedup();
            there.sort_unstable();
            assert_eq!(named, there, "{look}");
        }
    }
}
