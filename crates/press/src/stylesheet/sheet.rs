//! An author's style sheet: what is wrong in it, and the text that works from the place where the site's style sheet lies.

use std::collections::BTreeSet;
use std::ops::Range;
use std::path::Path;

use quire_bundle::{decode, encode};

use crate::css::{self, Kind, Piece};
use crate::files::Files;
use crate::likely::likely;
use crate::problem::{Problem, Rule};

/// The text for the layer `own`, empty where it would break the page, and what is wrong.
///
/// `file` is its path on the site, and its place as its author sees it; `known` are the properties that the look sets.
pub(super) fn read(
    text: &str,
    file: (&str, &Path),
    files: &Files,
    known: &BTreeSet<String>,
) -> (String, Vec<Problem>) {
    let (path, place) = file;
    let problem = |at: usize, message: String| {
        Problem::warning(Rule::Stylesheet, place, Some(css::line(text, at)), message)
    };
    if let Some((at, what)) = open(text) {
        let message = format!("{what}, so the whole style sheet is left out; close it, or take it out");
        return (String::new(), vec![problem(at, message)]);
    }
    let mut problems = Vec::new();
    let mut kept = String::with_capacity(text.len());
    let mut from = 0;
    for (name, place) in outer(text) {
        if name == "import" {
            let message = "`@import` cannot stand here, so it is left out; put those rules into this file";
            problems.push(problem(place.start, message.to_owned()));
        }
        kept += text.get(from..place.start).unwrap_or_default();
        from = place.end;
    }
    kept += text.get(from..).unwrap_or_default();
    let own: BTreeSet<&str> = css::properties(text).into_iter().map(|(name, ..)| name).collect();
    let is_known = |name: &str| known.contains(name) || own.contains(name);
    for asked in css::asked(text).into_iter().filter(|asked| !asked.has_other && !is_known(asked.name)) {
        let all = known.iter().map(String::as_str).chain(own.iter().copied());
        let hint = match likely(asked.name, all) {
            Some(meant) => format!("did you mean `var({meant})`?"),
            None => "the handbook lists those that there are".to_owned(),
        };
        problems.push(problem(asked.at, format!("nothing sets `{}`; {hint}", asked.name)));
    }
    for address in css::addresses(text) {
        if let Place::Missing(path) = place_of(address.url, path, files) {
            let message =
                format!("there is no file `{path}` on the site; put it there, or correct the address");
            problems.push(problem(address.from, message));
        }
    }
    let css = css::readdressed(&kept, |url| match place_of(url, path, files) {
        Place::Here(url) => Some(url),
        Place::Missing(_) | Place::Away => None,
    });
    (css, problems)
}

/// Where an address leads.
enum Place {
    /// To a file of the site: its address from the root.
    Here(String),
    /// To none, though it should.
    Missing(String),
    /// Elsewhere, or to no file.
    Away,
}

fn place_of(url: &str, from: &str, files: &Files) -> Place {
    let end = url.find(['?', '#']).unwrap_or(url.len());
    let (path, rest) = url.split_at(end);
    let has_scheme = path.split_once(':').is_some_and(|(scheme, _)| !scheme.contains('/'));
    if path.is_empty() || path.starts_with("//") || has_scheme {
        return Place::Away;
    }
    let folder = from.trim_start_matches('/').rsplit_once('/').map(|(folder, _)| folder);
    let mut parts: Vec<&str> =
        folder.filter(|_| !path.starts_with('/')).map_or_else(Vec::new, |folder| folder.split('/').collect());
    let decoded = decode(path);
    for part in decoded.split('/') {
        match part {
            "" | "." => {}
            ".." if parts.is_empty() => return Place::Missing(path.to_owned()),
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    let path = parts.join("/");
    if files.has(&path) { Place::Here(encode(&path, true) + rest) } else { Place::Missing(path) }
}

/// What begins and does not end, or ends without having begun, and where.
fn open(text: &str) -> Option<(usize, String)> {
    let mut open: Vec<Piece<'_>> = Vec::new();
    for piece in css::pieces(text) {
        let is_cut = match piece.kind {
            Kind::Comment => !piece.text.ends_with("*/") || piece.text.len() < 4,
            Kind::Text => piece.text.len() < 2 || !piece.text.ends_with(piece.text.chars().next()?),
            Kind::Address => !piece.text.ends_with(')'),
            _ => false,
        };
        if is_cut {
            let what = if piece.kind == Kind::Comment { "a comment" } else { "a text or an address" };
            return Some((piece.at, format!("{what} begins here and does not end")));
        }
        if piece.kind != Kind::Sign {
            continue;
        }
        let opener = match piece.text {
            "{" | "(" | "[" => {
                open.push(piece);
                continue;
            }
            "}" => "{",
            ")" => "(",
            "]" => "[",
            _ => continue,
        };
        match open.pop() {
            Some(last) if last.is(opener) => {}
            Some(last) => return Some((last.at, format!("`{}` is not closed", last.text))),
            None => return Some((piece.at, format!("`{}` closes nothing", piece.text))),
        }
    }
    open.pop().map(|last| (last.at, format!("`{}` is not closed", last.text)))
}

/// The statements that stand only at the top of a style sheet, which a layer is not.
fn outer(text: &str) -> Vec<(&'static str, Range<usize>)> {
    let pieces = css::pieces(text);
    let mut outer = Vec::new();
    for (index, pair) in pieces.windows(2).enumerate() {
        let names = ["charset", "import"];
        let name = names.into_iter().find(|name| pair[1].text.eq_ignore_ascii_case(name));
        let Some(name) = name.filter(|_| pair[0].is("@")) else { continue };
        let end = pieces.get(index..).into_iter().flatten().find(|piece| piece.is(";"));
        outer.push((name, pair[0].at..end.map_or(text.len(), |end| end.at + 1)));
    }
    outer
}
