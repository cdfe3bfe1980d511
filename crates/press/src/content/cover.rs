//! The picture of a post: found beside it, from the content folder or in the static one, never outside the site.

use super::facts::Facts;
use super::plain::plain;
use super::{Cover, slashed};
use crate::config::is_web_address;
use crate::front_matter::{Picture, shown};
use crate::markdown;
use crate::problem::{Problem, Rule};
use crate::slug;

enum Place {
    At(String),
    Missing,
    Outside,
}

/// The first picture that the front matter names and that is there.
pub(super) fn cover(facts: &Facts<'_>, problems: &mut Vec<Problem>) -> Option<Cover> {
    let said = facts.front_matter;
    let mut problem = None;
    for (Picture { address, alt, caption }, line) in said.pictures("cover") {
        let (rule, what) = match place(facts, &address) {
            Place::At(url) => {
                let text = |own: Option<String>, key| own.or_else(|| said.text(key)).unwrap_or_default();
                let (alt, caption) = (plain(&text(alt, "cover_alt")), plain(&text(caption, "cover_caption")));
                return Some(Cover { url, alt, caption });
            }
            Place::Missing => {
                let what = "neither beside the post nor in the content or the static folder; put it there, or correct the name";
                (Rule::MissingPicture, format!("there is no picture {}, {what}", shown(&address)))
            }
            Place::Outside => {
                let what = "leads out of the site, so the post goes without; put it beside the post";
                (Rule::Path, format!("the picture {} {what}", shown(&address)))
            }
        };
        problem.get_or_insert_with(|| Problem::warning(rule, facts.file, line, what));
    }
    problems.extend(problem);
    None
}

fn place(facts: &Facts<'_>, given: &str) -> Place {
    let given = given.replace('\\', "/");
    let decoded = slug::decoded(&given).replace('\\', "/");
    if decoded.contains(char::is_control) {
        return Place::Outside;
    }
    if is_web_address(&given) || given.starts_with("//") {
        return Place::At(given);
    }
    if decoded.starts_with('/') {
        return markdown::resolve("", &decoded).map_or(Place::Outside, |path| Place::At(format!("/{path}")));
    }
    let folder = facts.file.parent().map(slashed).unwrap_or_default();
    let readings = |path: &str| [markdown::resolve(&folder, path), markdown::resolve("", path)];
    let inside: Vec<String> = readings(&decoded).into_iter().flatten().collect();
    let literal = readings(&given).into_iter().flatten();
    match literal.chain(inside.iter().cloned()).find(|path| facts.known.contains(path)) {
        Some(path) => Place::At(format!("/{path}")),
        None if inside.is_empty() => Place::Outside,
        None => Place::Missing,
    }
}
