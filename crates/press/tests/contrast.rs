//! Every look can be read: its colours, in both themes, differ as much as WCAG 2.2 asks, computed from its tokens.
//!
//! The ratios are those of <https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio>. `--nocapture` prints them all.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use quire_press::Look;

/// What every look says; the shared style sheets ask for it.
const TOKENS: [&str; 27] = [
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
    "serif",
    "sans",
    "mono",
    "display",
    "text",
    "small",
    "large",
    "title",
    "name",
    "leading",
    "tight",
    "measure",
    "slant",
];
/// Pairs of colours in a theme.
const PAIRS: usize = 20;

fn style() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../style")
}

fn css(file: &str) -> String {
    fs::read_to_string(style().join(file)).expect(file)
}

/// A style sheet without comments.
fn plain(css: &str) -> String {
    let mut parts = css.split("/*");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| text + part.split_once("*/").map_or("", |(_, rest)| rest))
}

/// The names that stand between `before` and `follows`.
fn names(css: &str, before: &str, follows: char) -> BTreeSet<String> {
    let name = |rest: &str| {
        let end = rest.find(|sign: char| !sign.is_ascii_alphanumeric() && sign != '-')?;
        let after = rest[end..].trim_start();
        after.starts_with(follows).then(|| rest[..end].to_owned())
    };
    plain(css).split(before).skip(1).filter_map(name).filter(|name| !name.is_empty()).collect()
}

fn set(css: &str) -> BTreeSet<String> {
    names(css, "--", ':')
}

#[test]
fn every_pair_of_colours_can_be_told_apart_in_every_look_and_theme() {
    let mut weak = Vec::new();
    for look in Look::ALL {
        let contrasts = look.contrasts();
        assert_eq!(contrasts.len(), PAIRS * 2, "{look} lacks a colour");
        for contrast in contrasts {
            let line = format!("{look:<8} {contrast}");
            println!("{line}");
            weak.extend((!contrast.is_enough()).then_some(line));
        }
    }
    assert!(weak.is_empty(), "{weak:#?}");
}

/// How well the outline of what has the focus can be seen, <https://www.w3.org/TR/WCAG22/#non-text-contrast>.
const OUTLINE: f32 = 3.0;

#[test]
fn the_outline_of_what_has_the_focus_can_be_seen_wherever_it_stands() {
    let shared = ["base", "layout", "parts"].map(|name| css(&format!("{name}.css"))).concat();
    for look in Look::ALL {
        let all = plain(&(shared.clone() + &css(&format!("looks/{look}/look.css"))));
        let mut drawn: Vec<&str> =
            all.split("outline: ").skip(1).filter_map(|rest| rest.split(';').next()).collect();
        // None stands where a heading, a status or a field shows the focus by itself, transparent and `Highlight` where
        // colours are forced.
        drawn.retain(|outline| !["none", "2px solid transparent", "2px solid Highlight"].contains(outline));
        assert_eq!(drawn, ["2px solid var(--accent)"], "{look}");
        let beside: Vec<_> = look.contrasts().into_iter().filter(|one| one.on_top == "accent").collect();
        assert_eq!(beside.len(), 4, "{look}: on the ground and on what is tinted, in both themes");
        for contrast in beside {
            assert!(contrast.ratio >= OUTLINE, "{look}: {contrast}");
        }
    }
}

#[test]
fn no_look_lacks_a_token_that_the_others_set() {
    let shared = set(&css("tokens.css"));
    for look in Look::ALL {
        let own = set(&css(&format!("looks/{look}/tokens.css")));
        let missing: Vec<&&str> =
            TOKENS.iter().filter(|token| !own.contains(**token) && !shared.contains(**token)).collect();
        assert!(missing.is_empty(), "{look} lacks {missing:?}");
    }
}

#[test]
fn every_property_that_is_asked_for_is_set_somewhere() {
    let shared: String =
        ["tokens", "base", "layout", "parts", "print"].map(|name| css(&format!("{name}.css"))).concat();
    for look in Look::ALL {
        let own = ["tokens", "look"].map(|name| css(&format!("looks/{look}/{name}.css"))).concat();
        let all = shared.clone() + &own;
        let (asked, set) = (names(&all, "var(--", ')'), set(&all));
        assert!(asked.len() > 20, "{look}: {asked:?}");
        let unset: Vec<&String> = asked.difference(&set).collect();
        assert!(unset.is_empty(), "{look}: nothing sets {unset:?}");
    }
}
