//! The part of the last pass that is about pictures, sound and film: where they are, how large pictures are, so that
//! the page does not jump when they come, and what those get who do not see them.

use quire_bundle::allowed::candidates;

use super::finish::{Pass, line};
use super::links::{Target, split};
use super::tags::Tag;
use crate::front_matter::shown;
use crate::highlight::escape;
use crate::pictures::{Source, is_drawing};
use crate::problem::Rule;
use crate::slug::decoded;

/// What the blog says of a picture: what that says of itself, nothing, or why it is none.
pub(super) type Known = Result<Option<Source>, String>;

impl Pass<'_> {
    /// Writes a picture, sound or film, or what belongs to one.
    pub(super) fn media(&mut self, tag: &Tag<'_>) {
        if tag.name == "img" {
            return self.picture(tag);
        }
        let mut set: Vec<(&str, String)> = Vec::new();
        for name in ["src", "poster"] {
            if let Some(address) = tag.attribute(name) {
                set.push((name, self.media_address(&address, line(tag)).unwrap_or_default()));
            }
        }
        self.candidates(tag, &mut set);
        if matches!(tag.name, "video" | "audio") && tag.attribute("controls").is_none() {
            self.write_bare(tag, &set, " controls=\"\"");
        } else {
            self.write(tag, &set);
        }
    }

    fn picture(&mut self, tag: &Tag<'_>) {
        let line = line(tag);
        let source = tag.attribute("src").unwrap_or_default();
        // A picture with a title and no text of its own has its title read out (WCAG, failure F65).
        let alt =
            tag.attribute("alt").or_else(|| tag.attribute("title").filter(|title| !title.trim().is_empty()));
        if alt.is_none() && self.is_drawing(&source) {
            let message = "the diagram has no text for those who do not see it; say in a few words what it shows, as in \
                           ```dot alt=\"words\" or by a `label` of the whole graph";
            self.warn(Rule::NoAlternativeText, line, message.to_owned());
        } else if alt.is_none() {
            let message = format!(
                "the picture {} has no text for those who do not see it; say in a few words what it shows, as \
                 in `![words](address)` or `alt=\"words\"`, or write `alt=\"\"` if it is only an ornament",
                shown(&source)
            );
            self.warn(Rule::NoAlternativeText, line, message);
        }
        let address = self.media_address(&source, line).unwrap_or_default();
        let mut set = vec![("src", address.clone())];
        self.candidates(tag, &mut set);
        if set.iter().all(|(_, address)| address.is_empty()) {
            return;
        }
        match self.known(&address) {
            Ok(Some(picture)) => {
                if tag.attribute("width").is_none() && tag.attribute("height").is_none() {
                    let (width, height) = picture.size;
                    set.extend([("width", width.to_string()), ("height", height.to_string())]);
                }
                let is_drawn = is_drawing(&path(&address));
                if let Some((rule, message)) = picture.flaw(&source).filter(|_| !is_drawn) {
                    self.warn(rule, line, message);
                }
                if tag.attribute("srcset").is_none() && !is_drawn {
                    self.done.pictures.push((path(&address), line));
                }
            }
            Ok(None) => {}
            Err(reason) => {
                let message = format!(
                    "`{source}` is no picture ({reason}), so its text stands in its place; \
                     save it again as a PNG, JPEG, WebP or AVIF"
                );
                self.warn(Rule::BrokenPicture, line, message);
                let mut words = String::new();
                escape(&alt.unwrap_or_default(), &mut words);
                self.text(&words);
                return;
            }
        }
        let loading = if self.pictures == 0 { "" } else { "lazy" };
        self.pictures += 1;
        if let (Some(title), None) = (&alt, tag.attribute("alt")) {
            set.push(("alt", title.to_string()));
        }
        set.extend([("loading", loading.to_owned()), ("decoding", "async".to_owned())]);
        let silent = if alt.is_none() { " alt=\"\"" } else { "" };
        self.write_bare(tag, &set, silent);
    }

    /// What a picture says of itself that lies on the site. A drawing (SVG) need not say anything.
    fn known(&mut self, address: &str) -> Known {
        let path = path(address);
        let is_here = address.starts_with('/') && !address.starts_with("//") && (self.place.blog.file)(&path);
        if !is_here {
            return Ok(None);
        }
        let ask = |path: &String| match (self.place.blog.picture)(path) {
            Err(_) if is_drawing(path) => Ok(None),
            known => known.map(Some),
        };
        self.known.entry(path).or_insert_with_key(ask).clone()
    }

    /// Whether this is the address of a diagram that was drawn from this post.
    fn is_drawing(&self, address: &str) -> bool {
        self.drawings.iter().any(|drawing| address.strip_prefix('/') == Some(&*drawing.path))
    }

    fn candidates(&mut self, tag: &Tag<'_>, set: &mut Vec<(&str, String)>) {
        let Some(written) = tag.attribute("srcset") else { return };
        let line = line(tag);
        let candidates = candidates(&written, &mut |address| self.media_address(address, line));
        set.push(("srcset", candidates.unwrap_or_default()));
    }

    /// Where a picture, sound or film is, as it has to be written. One that is not there keeps its place, because it
    /// may be put there by other means.
    fn media_address(&mut self, written: &str, line: Option<usize>) -> Option<String> {
        let (address, is_here) = match self.place.media(written) {
            Target::Address(address) if address.starts_with('/') && !address.starts_with("//") => {
                let is_here = self.is_drawing(&address) || (self.place.blog.file)(&path(&address));
                (address, is_here)
            }
            Target::Address(address) => (address, true),
            Target::NoFile(address) => {
                let is_here = self.is_drawing(&address);
                (address, is_here)
            }
            Target::Nowhere => return None,
            Target::NoPost => {
                self.no_post(written, line);
                return None;
            }
        };
        if !is_here {
            let message = format!(
                "there is no file `{written}`; put it at {}, or correct the name",
                address.trim_start_matches('/')
            );
            self.warn(Rule::MissingPicture, line, message);
        }
        Some(address)
    }
}

/// The file that an address of the site leads to, from the site's root.
fn path(address: &str) -> String {
    decoded(split(address).0.trim_start_matches('/'))
}
