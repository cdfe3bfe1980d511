//! LaTeX to `MathML` by `math-core`: within bounds, as it calls itself for everything that is nested, and with a few
//! commands that it does not know.

use std::thread;

use math_core::{LatexToMathML, MathCoreConfig, MathDisplay};

use super::Wrong;

/// A formula that nobody wrote by hand, in bytes.
const LONGEST: usize = 8_000;
/// Groups within groups. Each is an element within another, and the app shows 200.
const DEEPEST: usize = 50;
/// What the deepest formula of a build without optimisation needs, many times over. Only what is used is taken.
const STACK: usize = 64 << 20;

/// Commands that the library does not know, by those that it does. Colours are left out, as a page is light or dark.
const MACROS: &[(&str, &str)] = &[
    ("boxed", r"\begin{array}{|c|}\hline #1 \\ \hline\end{array}"),
    ("colorbox", "{#2}"),
    ("dotsb", r"\cdots"),
    ("dotsc", r"\ldots"),
    ("dotsi", r"\cdots"),
    ("dotsm", r"\cdots"),
    ("smash", "{#1}"),
    ("textcolor", "{#2}"),
    ("C", r"\mathbb{C}"),
    ("N", r"\mathbb{N}"),
    ("Q", r"\mathbb{Q}"),
    ("R", r"\mathbb{R}"),
    ("Z", r"\mathbb{Z}"),
];

/// Names of the like where a macro cannot stand.
const NAMES: &[(&str, &str)] = &[
    (r"\mbox{", r"\text{"),
    (r"\hbox{", r"\text{"),
    ("{split}", "{aligned}"),
    ("{smallmatrix}", "{matrix}"),
];

/// What reads the formulas of one post.
pub(super) fn converter() -> LatexToMathML {
    let macros = MACROS.iter().map(|(name, meaning)| (name.to_string(), meaning.to_string())).collect();
    LatexToMathML::new(MathCoreConfig { macros, ..MathCoreConfig::default() }).unwrap_or_default()
}

/// The formula as the library writes it.
pub(super) fn mathml(converter: &mut LatexToMathML, source: &str, apart: bool) -> Result<String, Wrong> {
    if source.len() > LONGEST {
        return Err(at(source, 0, &format!("it is longer than {LONGEST} bytes")));
    }
    if let Some(place) = too_deep(source) {
        return Err(at(source, place, &format!("it is more than {DEEPEST} groups deep")));
    }
    let written = Written::of(source);
    let display = if apart { MathDisplay::Block } else { MathDisplay::Inline };
    let convert = || converter.convert_with_global_state(&written.text, display);
    let outcome = thread::scope(|scope| {
        let thread = thread::Builder::new().stack_size(STACK).spawn_scoped(scope, convert).ok()?;
        thread.join().ok()
    });
    match outcome {
        Some(Ok(formula)) => Ok(formula.mathml),
        Some(Err(error)) => {
            let what = error.error_message();
            let what = what.trim_end_matches('.');
            let (first, rest) = what.split_at_checked(1).unwrap_or((what, ""));
            Err(at(source, written.place(error.0.start), &(first.to_ascii_lowercase() + rest)))
        }
        None => Err(at(source, 0, "the library that reads formulas failed on it")),
    }
}

/// What to say of a formula in which something is that no browser draws.
pub(super) fn unlike(source: &str, what: &str) -> Wrong {
    at(
        source,
        0,
        &format!("there is a `{what}` in it, which browsers do not draw (of \\cancel and its like)"),
    )
}

/// What is wrong at this byte of a formula.
fn at(source: &str, place: usize, what: &str) -> Wrong {
    let place =
        (0..=place.min(source.len())).rev().find(|place| source.is_char_boundary(*place)).unwrap_or(0);
    let (before, after) = source.split_at(place);
    let character = before.chars().count() + 1;
    let there: String = after.lines().next().unwrap_or_default().chars().take(20).collect();
    let there = if there.is_empty() { "its end".to_owned() } else { format!("`{there}`") };
    let message = format!(
        "the formula cannot be read at its character {character}, {there}: {what}; it stays as it is written; correct \
         it, or write `\\$` where a dollar is meant"
    );
    Wrong { line: before.matches('\n').count(), message }
}

/// Where a formula is deeper than [`DEEPEST`]. A command takes the next one as its argument, so that many in a row are
/// as deep as groups.
fn too_deep(source: &str) -> Option<usize> {
    let (mut depth, mut row) = (0_usize, 0_usize);
    let mut rest = source;
    while let Some(sign) = rest.chars().next() {
        let mut length = sign.len_utf8();
        match sign {
            '\\' => {
                let name = &rest[1..];
                let letters = name.bytes().take_while(u8::is_ascii_alphabetic).count();
                match &name[..letters] {
                    "begin" | "left" => depth += 1,
                    "end" | "right" => depth = depth.saturating_sub(1),
                    "" => length += name.chars().next().map_or(0, char::len_utf8),
                    _ => row += 1,
                }
                length += letters;
            }
            '{' => depth += 1,
            '}' => (depth, row) = (depth.saturating_sub(1), 0),
            sign if sign.is_whitespace() => {}
            _ => row = 0,
        }
        if depth + row > DEEPEST {
            return Some(source.len() - rest.len());
        }
        rest = &rest[length..];
    }
    None
}

/// A formula with [`NAMES`] in it.
struct Written {
    text: String,
    /// Places of the text, and where they are in the source.
    places: Vec<(usize, usize)>,
}

impl Written {
    fn of(source: &str) -> Written {
        let mut written = Written { text: String::with_capacity(source.len()), places: vec![(0, 0)] };
        let mut rest = source;
        while let Some((place, (from, to))) =
            NAMES.iter().filter_map(|name| Some((rest.find(name.0)?, *name))).min_by_key(|(place, _)| *place)
        {
            written.text.push_str(&rest[..place]);
            written.text.push_str(to);
            rest = &rest[place + from.len()..];
            written.places.push((written.text.len(), source.len() - rest.len()));
        }
        written.text.push_str(rest);
        written
    }

    fn place(&self, of: usize) -> usize {
        let (text, source) = self.places.iter().rfind(|(text, _)| *text <= of).copied().unwrap_or_default();
        source + of - text
    }
}
