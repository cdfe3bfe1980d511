//! What must be told apart from what on a page, and how well: the pairs of colours of every look, and those that an author
//! has made.

use std::fmt;

use crate::colour::{Palette, palette};
use crate::config::{Config, Found};
use crate::look::Look;
use crate::problem::{Problem, Rule};

/// Text that is read for long, <https://www.w3.org/TR/WCAG22/#contrast-enhanced>.
const READ: f32 = 7.0;
/// All other text, <https://www.w3.org/TR/WCAG22/#contrast-minimum>.
const SEEN: f32 = 4.5;

/// What is drawn on what.
const PAIRS: &[(&str, &[&str], f32)] = &[
    ("ink", &["ground", "tint"], READ),
    ("ink", &["mark", "selection"], SEEN),
    ("muted", &["ground", "tint"], SEEN),
    ("accent", &["ground", "tint"], SEEN),
    ("comment", &["ground", "tint"], SEEN),
    ("keyword", &["ground", "tint"], SEEN),
    ("string", &["ground", "tint"], SEEN),
    ("number", &["ground", "tint"], SEEN),
    ("function", &["ground", "tint"], SEEN),
    ("type", &["ground", "tint"], SEEN),
];

/// How well one colour of a theme can be told from another.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Contrast {
    /// Whether the theme is the dark one.
    pub is_dark: bool,
    /// What is drawn.
    pub on_top: &'static str,
    /// What it is drawn on.
    pub below: &'static str,
    /// From 1 to 21.
    pub ratio: f32,
    /// The least that it has to be.
    pub least: f32,
}

impl Contrast {
    /// Whether it is enough.
    pub fn is_enough(&self) -> bool {
        self.ratio >= self.least
    }
}

/// As a line of a table.
impl fmt::Display for Contrast {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Contrast { is_dark, on_top, below, ratio, least } = self;
        let theme = if *is_dark { "dark" } else { "light" };
        write!(f, "{theme:<5} {on_top:<9} on {below:<9} {ratio:>5.2}, at least {least}")
    }
}

impl Look {
    /// Every pair of colours of this look in both themes.
    pub fn contrasts(self) -> Vec<Contrast> {
        contrasts(&palette(self.tokens()))
    }
}

/// The colours of a blog: those of its look, and its author's own.
pub(crate) fn colours(config: &Config) -> Palette {
    let mut colours = palette(config.look.tokens());
    let own = config.own.colors.iter().map(|(name, said)| ((*name).to_owned(), said.value));
    colours.extend(own);
    colours
}

/// Warns of the author's colours that cannot be told apart.
pub(crate) fn problems(found: &Found) -> Vec<Problem> {
    let (config, Some(file)) = (&found.config, found.shown_file()) else { return Vec::new() };
    let own = |name: &str| {
        let said = config.own.colors.iter().find(|(one, _)| *one == name);
        said.map(|(_, said)| said.line)
    };
    let weak = contrasts(&colours(config)).into_iter().filter(|one| !one.is_enough());
    weak.filter_map(|one| {
        let Contrast { on_top, below, ratio, least, is_dark } = one;
        let line = own(on_top).or_else(|| own(below))?;
        let theme = if is_dark { "dark" } else { "light" };
        // Never rounded up to what would do.
        let ratio = (ratio * 100.0).floor() / 100.0;
        let message = format!(
            "`{on_top}` on `{below}` has a contrast of {ratio:.2} in the {theme} theme, and some readers cannot read \
             what has less than {least}; make the two differ more"
        );
        Some(Problem::warning(Rule::Contrast, &file, Some(line), message))
    })
    .collect()
}

fn contrasts(colours: &Palette) -> Vec<Contrast> {
    let mut contrasts = Vec::new();
    for (theme, is_dark) in [(0, false), (1, true)] {
        for &(on_top, grounds, least) in PAIRS {
            for &below in grounds {
                let (Some(ink), Some(ground)) = (colours.get(on_top), colours.get(below)) else { continue };
                let ratio = ink[theme].contrast(ground[theme]);
                contrasts.push(Contrast { is_dark, on_top, below, ratio, least });
            }
        }
    }
    contrasts
}
