//! The author's own HTML, which stands on every page at one of three places, outside what the app draws: in the head, after a
//! post, at the foot.
//!
//! It is the author's own, so it is not made clean as a post is; but what would reach into the page around it is left out,
//! and what the policy of the page forbids is said before readers miss it.

use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

use quire_bundle::decode;

use crate::config::{Found, shown};
use crate::files::Files;
use crate::likely::likely;
use crate::policy::sources;
use crate::problem::{Problem, Rule};

mod html;
#[cfg(test)]
mod tests;

use html::{Attribute, Read, Tag, Wrong};

/// The files, by the places for which they are.
const NAMES: [&str; 3] = ["head.html", "after-post.html", "footer.html"];
/// What may stand in the head of a page.
const OF_HEAD: [&str; 6] = ["link", "meta", "noscript", "script", "style", "template"];
/// What takes the place of the way to the site's root, in a text that is kept: as seen from the page, and from the host.
const FROM_PAGE: char = '\u{1}';
const FROM_HOST: char = '\u{2}';
/// A file is not longer than this, in bytes.
const LONGEST: u64 = 200_000;

/// The author's own HTML; empty where there is none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Partials {
    head: String,
    after_post: String,
    foot: String,
}

impl Partials {
    /// Reads the folder, and says what is wrong with it.
    pub(crate) fn read(found: &Found, files: &Files) -> (Partials, Vec<Problem>) {
        let Some(folder) = found.partial_folder() else { return (Partials::default(), Vec::new()) };
        let mut problems = strangers(&folder);
        let [head, after_post, foot] = NAMES.map(|name| {
            let file = folder.join(name);
            if !file.is_file() {
                return String::new();
            }
            let place = shown(&file);
            let text = match text(&file) {
                Ok(text) => text,
                Err(cause) => {
                    let message = format!("cannot be read ({cause}), so it is left out");
                    problems.push(Problem::warning(Rule::Partial, &place, None, message));
                    return String::new();
                }
            };
            let partial = Partial { text: &text, place: &place, found, files, is_head: name == NAMES[0] };
            let (kept, wrong) = partial.read();
            problems.extend(wrong);
            kept
        });
        (Partials { head, after_post, foot }, problems)
    }

    /// What stands at the end of a page's head; `root` is the way from the page to the root of the site.
    pub(crate) fn head(&self, root: &str) -> String {
        self.head.replace(FROM_PAGE, root)
    }

    /// What stands behind the app's root; `base` is the path of the site on its host.
    pub(crate) fn body(&self, root: &str, base: &str) -> String {
        let block = |name: &str, html: &str| match html {
            "" => String::new(),
            html => format!("<div class=\"partial {name}\">\n{html}\n</div>\n"),
        };
        let html = block("after-post", &self.after_post) + &block("foot", &self.foot);
        html.replace(FROM_PAGE, root).replace(FROM_HOST, base)
    }
}

/// Names the files that have none of the three names.
fn strangers(folder: &Path) -> Vec<Problem> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .into_iter()
        .flatten()
        .filter_map(|entry| Some(entry.ok()?.file_name().to_string_lossy().into_owned()))
        .filter(|name| !name.starts_with('.') && !NAMES.contains(&name.as_str()))
        .collect();
    names.sort();
    let said = names.iter().map(|name| {
        let hint = match likely(name, NAMES) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => format!("name it as one of {}", NAMES.join(", ")),
        };
        let message = format!("stands on no page, as it has another name than a partial; {hint}");
        Problem::warning(Rule::Partial, &shown(&folder.join(name)), None, message)
    });
    said.collect()
}

fn text(file: &Path) -> Result<String, String> {
    if fs::metadata(file).is_ok_and(|facts| facts.len() > LONGEST) {
        return Err(format!("it has more than {LONGEST} bytes, which every page would have"));
    }
    let bytes = fs::read(file).map_err(|error| error.to_string())?;
    let text = String::from_utf8(bytes).map_err(|_| "it is not UTF-8 text".to_owned())?;
    Ok(text.trim_start_matches('\u{feff}').replace("\r\n", "\n").replace([FROM_PAGE, FROM_HOST], ""))
}

/// A partial while it is read.
struct Partial<'a> {
    text: &'a str,
    place: &'a PathBuf,
    found: &'a Found,
    files: &'a Files,
    is_head: bool,
}

impl Partial<'_> {
    /// The HTML for pages, empty where it would break them, and what is wrong.
    fn read(&self) -> (String, Vec<Problem>) {
        let read = match html::read(self.text).and_then(|read| self.fits(read)) {
            Ok(read) => read,
            Err((at, what)) => {
                let message = format!("{what}, so this file is left out; mend it");
                return (String::new(), vec![self.problem(at, message)]);
            }
        };
        let (mut problems, mut places) = (Vec::new(), Vec::new());
        for tag in &read.tags {
            problems.extend(self.forbidden(tag).into_iter().map(|(at, message)| self.problem(at, message)));
            for attribute in &tag.attributes {
                let Some(new) = address(tag, attribute) else { continue };
                let to = attribute.at + attribute.value.len();
                places.push((attribute.at..to, new));
                problems.extend(self.missing(tag, attribute));
            }
        }
        (replaced(self.text, places).trim().to_owned(), problems)
    }

    /// What stands in the head and cannot would end it.
    fn fits<'t>(&self, read: Read<'t>) -> Result<Read<'t>, Wrong> {
        let stranger = read.tags.iter().find(|tag| tag.depth == 0 && !OF_HEAD.contains(&tag.name.as_str()));
        let place =
            stranger.map(|tag| (tag.at, format!("`<{}>` cannot stand in the head of a page", tag.name)));
        let text = read.text.map(|at| (at, "text cannot stand in the head of a page".to_owned()));
        match place.into_iter().chain(text).min().filter(|_| self.is_head) {
            Some(wrong) => Err(wrong),
            None => Ok(read),
        }
    }

    /// What the policy of the page forbids in an element, and what to do.
    fn forbidden(&self, tag: &Tag<'_>) -> Vec<Wrong> {
        let mut wrong = Vec::new();
        let media_type = tag.value("type").unwrap_or_default();
        let is_script =
            tag.name == "script" && !media_type.contains('/') || media_type.contains("javascript");
        if is_script && tag.value("src").is_none() {
            let what = "no browser runs a script that stands in the page; put it into a file of the static folder, and \
                        write `<script src=\"/name.js\" defer></script>`";
            wrong.push((tag.at, what.to_owned()));
        }
        if tag.name == "style" {
            let what = "no browser takes a style sheet that stands in the page; put it into the file that `stylesheet` \
                        in quire.toml names";
            wrong.push((tag.at, what.to_owned()));
        }
        for attribute in &tag.attributes {
            let what = if attribute.name == "style" {
                "no browser takes `style=` on these pages; give the element a class, and style that in the file that \
                 `stylesheet` in quire.toml names"
            } else if attribute.name.starts_with("on") && attribute.name.len() > 3 {
                "no browser runs a script that stands in an attribute; add a listener in a script file"
            } else {
                continue;
            };
            wrong.push((attribute.at, what.to_owned()));
        }
        wrong.extend(self.stranger(tag));
        wrong
    }

    /// A server that the element asks and the policy does not allow.
    fn stranger(&self, tag: &Tag<'_>) -> Option<Wrong> {
        let is_sheet = || tag.value("rel").is_some_and(|rel| rel.eq_ignore_ascii_case("stylesheet"));
        let (attribute, setting, directive) = match tag.name.as_str() {
            "script" => ("src", "script", "script-src"),
            "iframe" => ("src", "frame", "frame-src"),
            "form" => ("action", "form", "form-action"),
            "link" if is_sheet() => ("href", "style", "style-src"),
            _ => return None,
        };
        let at = tag.attributes.iter().find(|one| one.name == attribute)?;
        let url = match at.value.strip_prefix("//") {
            Some(rest) => format!("https://{rest}"),
            None => at.value.to_owned(),
        };
        let origin = url::Url::parse(&url).ok()?.origin();
        let origin = origin.is_tuple().then(|| origin.ascii_serialization())?;
        let is_allowed = sources(&self.found.config, directive).iter().any(|source| allows(source, &origin));
        (!is_allowed).then(|| {
            let what = format!(
                "these pages may not ask {origin}; if you want them to, write `{setting} = [\"{origin}\"]` under [policy] in \
                 quire.toml"
            );
            (at.at, what)
        })
    }

    /// Says that there is no such file on the site.
    fn missing(&self, tag: &Tag<'_>, attribute: &Attribute<'_>) -> Option<Problem> {
        let asks = match tag.name.as_str() {
            "script" | "img" | "source" | "video" | "audio" | "track" => true,
            "link" => tag.value("rel").is_some_and(|rel| rel.eq_ignore_ascii_case("stylesheet")),
            _ => false,
        };
        let path = attribute.value.split(['?', '#']).next().unwrap_or_default();
        let path = decode(path.trim_start_matches('/').trim());
        (asks && !self.files.has(&path)).then(|| {
            let message = format!(
                "there is no file `{path}` on the site; put it into the static folder, or correct the name"
            );
            self.problem(attribute.at, message)
        })
    }

    fn problem(&self, at: usize, message: String) -> Problem {
        let line = 1 + self.text.bytes().take(at).filter(|byte| *byte == b'\n').count();
        Problem::warning(Rule::Partial, self.place, Some(line), message)
    }
}

/// An address within the site, as it is kept.
fn address(tag: &Tag<'_>, attribute: &Attribute<'_>) -> Option<String> {
    // A link is followed when the app has gone to another page long since, and the rest is asked for at once.
    let way = match (tag.name.as_str(), attribute.name.as_str()) {
        ("a" | "area", "href") | ("form", "action") | (_, "formaction") => FROM_HOST,
        ("base", _) => return None,
        (_, "href" | "src" | "poster") => FROM_PAGE,
        _ => return None,
    };
    let path = attribute.value.trim();
    is_path(path).then(|| format!("{way}{}", path.strip_prefix('/').unwrap_or(path)))
}

/// Whether an address is a path within the site.
fn is_path(url: &str) -> bool {
    let url = url.trim();
    let has_scheme = url.split(['/', '?', '#']).next().is_some_and(|first| first.contains(':'));
    !url.is_empty() && !has_scheme && !url.starts_with("//") && !url.starts_with(['#', '?'])
}

/// Whether a source of a policy allows a server.
fn allows(source: &str, origin: &str) -> bool {
    match source.split_once("//*.") {
        Some((scheme, domain)) => {
            origin.strip_prefix(scheme).is_some_and(|rest| rest.ends_with(&format!(".{domain}")))
        }
        None => source == origin,
    }
}

/// A text with other texts at some places.
fn replaced(text: &str, mut places: Vec<(Range<usize>, String)>) -> String {
    places.sort_by_key(|(place, _)| place.start);
    let (mut new, mut at) = (String::with_capacity(text.len()), 0);
    for (place, other) in places {
        new += text.get(at..place.start).unwrap_or_default();
        new += &other;
        at = place.end;
    }
    new + text.get(at..).unwrap_or_default()
}
