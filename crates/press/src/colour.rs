//! Colours as style sheets and authors write them, and how well two of them can be told apart.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use crate::css;

/// The colours that a look is made of, as authors name them; a style sheet has two dashes before each.
pub(crate) const NAMES: [&str; 14] = [
    "ground",
    "ink",
    "muted",
    "accent",
    "line",
    "tint",
    "mark",
    "selection",
    "comment",
    "keyword",
    "string",
    "number",
    "function",
    "type",
];

/// A colour of the sRGB space, with how much it covers; each from 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Colour {
    red: f32,
    green: f32,
    blue: f32,
    cover: f32,
}

/// The colours of a look by their names: light, dark.
pub(crate) type Palette = BTreeMap<String, [Colour; 2]>;

impl FromStr for Colour {
    type Err = String;

    /// Any colour that CSS can say without asking others, as `#8a2d1c`, `rgb(…)`, `oklch(…)` or by its name.
    fn from_str(text: &str) -> Result<Colour, String> {
        let hint = "write one such as \"#8a2d1c\"";
        let is_marked = text.starts_with('#') || !text.chars().all(|sign| sign.is_ascii_hexdigit());
        match csscolorparser::parse(text) {
            Ok(colour) if is_marked => {
                let [red, green, blue, cover] = colour.to_array().map(|part| part.clamp(0.0, 1.0));
                Ok(Colour { red, green, blue, cover })
            }
            Ok(_) => Err(format!("is \"{text}\", which is no colour; did you mean \"#{text}\"?")),
            Err(_) => Err(format!("is \"{text}\", which is no colour; {hint}")),
        }
    }
}

/// As a style sheet has it.
impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [red, green, blue, cover] =
            [self.red, self.green, self.blue, self.cover].map(|part| (part * 255.0).round() as u8);
        write!(f, "#{red:02x}{green:02x}{blue:02x}")?;
        if cover == u8::MAX { Ok(()) } else { write!(f, "{cover:02x}") }
    }
}

impl Colour {
    pub(crate) const BLACK: Colour = Colour { red: 0.0, green: 0.0, blue: 0.0, cover: 1.0 };

    /// This much of a colour, and the rest of another.
    pub(crate) fn mixed(self, share: f32, other: Colour) -> Colour {
        let mix = |one: f32, two: f32| one * share + two * (1.0 - share);
        Colour {
            red: mix(self.red, other.red),
            green: mix(self.green, other.green),
            blue: mix(self.blue, other.blue),
            cover: 1.0,
        }
    }

    /// As it is seen on a ground.
    fn on(self, ground: Colour) -> Colour {
        self.mixed(self.cover, ground)
    }

    /// How light it is, from 0 to 1: <https://www.w3.org/TR/WCAG22/#dfn-relative-luminance>.
    fn luminance(self) -> f32 {
        let linear = |part: f32| {
            if part <= 0.040_45 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * linear(self.red) + 0.7152 * linear(self.green) + 0.0722 * linear(self.blue)
    }

    /// How well this colour can be told from the one behind it, from 1 to 21:
    /// <https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio>.
    pub(crate) fn contrast(self, ground: Colour) -> f32 {
        let (one, two) = (self.on(ground).luminance(), ground.luminance());
        (one.max(two) + 0.05) / (one.min(two) + 0.05)
    }
}

/// The colours that a style sheet sets. What is set twice counts as it is set first: after it come special readers.
pub(crate) fn palette(css: &str) -> Palette {
    let mut values: BTreeMap<&str, &str> = BTreeMap::new();
    for (name, value, _) in css::properties(css) {
        values.entry(name.trim_start_matches('-')).or_insert(value);
    }
    let colour = |name: &&str| Some(((*name).to_owned(), both(values.get(name)?, &values, 0)?));
    NAMES.iter().filter_map(colour).collect()
}

/// A value for light and for dark.
fn both(value: &str, values: &BTreeMap<&str, &str>, depth: usize) -> Option<[Colour; 2]> {
    let inside = |function: &str| value.strip_prefix(function)?.strip_suffix(')');
    if let Some(name) = inside("var(") {
        let name = name.trim().trim_start_matches('-');
        return both(values.get(name).filter(|_| depth < 8)?, values, depth + 1);
    }
    if let Some(pair) = inside("light-dark(") {
        let parts: Vec<&str> = pair.split(',').collect();
        // A colour may have commas of its own.
        return (1..parts.len()).find_map(|at| {
            let side = |parts: &[&str], of: usize| Some(both(parts.join(",").trim(), values, depth + 1)?[of]);
            Some([side(&parts[..at], 0)?, side(&parts[at..], 1)?])
        });
    }
    value.parse().ok().map(|colour| [colour, colour])
}

#[cfg(test)]
mod tests {
    use super::{Colour, palette};

    fn colour(text: &str) -> Colour {
        text.parse().expect("a colour")
    }

    #[test]
    fn contrast_is_that_of_the_guidelines() {
        // The two ends, and greys whose contrast on white is known.
        for (ink, ratio) in
            [("#000", 21.0), ("#fff", 1.0), ("#777", 4.48), ("#767676", 4.54), ("#595959", 7.0), ("red", 4.0)]
        {
            let found = colour(ink).contrast(colour("#fff"));
            assert!((found - ratio).abs() < 0.006, "{ink}: {found}");
            assert!((colour("#fff").contrast(colour(ink)) - found).abs() < 0.001, "{ink}");
        }
        let half = colour("#00000080").contrast(colour("#fff"));
        assert!((3.9..4.1).contains(&half), "{half}");
    }

    #[test]
    fn a_colour_is_read_however_it_is_written() {
        for text in ["#8a2d1c", "#8A2D1C", "rgb(138, 45, 28)", "rgb(138 45 28)", "hsl(9.27 66.27% 32.55%)"] {
            assert_eq!(colour(text).to_string(), "#8a2d1c", "{text}");
        }
        assert_eq!(colour("#8a2d1c80").to_string(), "#8a2d1c80");
        assert_eq!(colour("rebeccapurple").to_string(), "#663399");
        for text in ["", "8a2d1c", "#8a2d1", "mauvee", "red; } body { display: none", "var(--ink)", "url(x)"]
        {
            assert!(text.parse::<Colour>().is_err(), "{text}");
        }
    }

    #[test]
    fn the_colours_of_a_style_sheet_are_those_that_it_sets_first() {
        let palette = palette(
            ":root { --ground: light-dark(rgb(255, 255, 255), #000); --ink: var(--type); --type: #123456; }\n\
             @media (prefers-contrast: more) { :root { --ink: #000 } }",
        );
        let said = |name: &str| palette[name].map(|colour| colour.to_string());
        assert_eq!(said("ground"), ["#ffffff", "#000000"]);
        assert_eq!(said("ink"), ["#123456", "#123456"]);
        assert_eq!(palette.len(), 3);
    }
}
