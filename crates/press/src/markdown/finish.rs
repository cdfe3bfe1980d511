//! The last pass over a post's clean HTML: links lead somewhere or become text, headings get their
//! levels and anchors, tables and code can be scrolled by keyboard, pictures load when they are
//! near. On the way the plain text is gathered. It writes only what the sanitiser would leave as
//! it is.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use quire_bundle::allowed;

use super::links::{self, Place, Target};
use super::media::Known;
use super::plain::Plain;
use super::survey::{Survey, level};
use super::tags::{Tag, Token, push_attribute, tag_end, tokens, unescape};
use super::{Heading, InternalLink, MORE};
use crate::diagram::Drawing;
use crate::problem::{Problem, Rule};
use crate::sanitize::{LINE, SOURCE};
use crate::slug::decoded;

/// What the last pass made.
pub(super) struct Finished {
    /// The HTML for the site.
    pub html: String,
    /// The headings in order.
    pub toc: Vec<Heading>,
    /// Its plain text.
    pub plain: Plain,
    /// Links that lead nowhere, and the like.
    pub problems: Vec<Problem>,
    /// Links to other pages and files of the site.
    pub links: Vec<InternalLink>,
    /// Every id in the HTML.
    pub ids: HashSet<String>,
    /// Pictures of the site whose author names no other widths, with their lines.
    pub pictures: Vec<(String, Option<usize>)>,
}

/// Makes the last pass. The drawings are files that the site will have.
pub(super) fn finish(html: &str, drawings: &[Drawing], place: &Place<'_>) -> Finished {
    let survey = Survey::of(html, &place.post.title);
    let mut pass = Pass {
        place,
        drawings,
        survey: &survey,
        done: Finished {
            html: String::with_capacity(html.len() + html.len() / 8),
            toc: Vec::new(),
            plain: Plain::default(),
            problems: Vec::new(),
            links: Vec::new(),
            ids: HashSet::new(),
            pictures: Vec::new(),
        },
        ids: HashSet::new(),
        heading: 0,
        open_headings: Vec::new(),
        skip_title: survey.repeats_title,
        links: Vec::new(),
        tables: 0,
        pictures: 0,
        known: HashMap::new(),
        code_start: None,
    };
    for token in tokens(html) {
        pass.token(token);
    }
    let mut done = pass.done;
    done.plain.end();
    done.toc = survey.headings;
    done.ids = survey.ids;
    done
}

/// A link that is open.
struct OpenLink {
    /// Where its tag begins in the HTML; nothing if it became text.
    start: Option<usize>,
    /// Whether links of other pages may lead to it, so that it stays even when it is empty.
    anchor: bool,
    /// Whether it leads back from a footnote: a sign, no text.
    back: bool,
}

/// The last pass at work.
pub(super) struct Pass<'a> {
    pub(super) place: &'a Place<'a>,
    pub(super) drawings: &'a [Drawing],
    survey: &'a Survey,
    pub(super) done: Finished,
    ids: HashSet<String>,
    heading: usize,
    open_headings: Vec<u8>,
    skip_title: bool,
    links: Vec<OpenLink>,
    tables: usize,
    /// How many pictures there were.
    pub(super) pictures: usize,
    /// What the blog said of them, so that it is asked once.
    pub(super) known: HashMap<String, Known>,
    /// Where in the HTML the content of the last `<pre>` begins.
    code_start: Option<usize>,
}

impl Pass<'_> {
    fn token(&mut self, token: Token<'_>) {
        if self.skip_title {
            self.skip_title = token != Token::Close("h1");
            return;
        }
        match token {
            Token::Text(text) => {
                // A browser drops a line end there, and with it one that was meant to stay.
                let starts_code = self.code_start == Some(self.done.html.len());
                let text = text.trim_start_matches(|c| starts_code && (c == '\n' || c == MORE));
                self.text(text);
            }
            Token::Open(tag) => self.open(&tag),
            Token::Close(name) => self.close(name),
        }
    }

    pub(super) fn text(&mut self, text: &str) {
        let mut rest = text;
        while let Some(place) = rest.find(MORE) {
            self.done.plain.push(&rest[..place]);
            self.done.html.push_str(&rest[..place]);
            self.done.plain.mark_more();
            rest = &rest[place + MORE.len_utf8()..];
        }
        self.done.plain.push(rest);
        self.done.html.push_str(rest);
    }

    fn open(&mut self, tag: &Tag<'_>) {
        self.done.plain.open(tag.name);
        match tag.name {
            "a" => return self.link(tag),
            "img" | "source" | "video" | "audio" | "track" => return self.media(tag),
            "input" if tag.attribute("type").is_none() => return,
            "sup" if self.done.plain.aside > 0 || tag.has_class("footnote-ref") => {
                self.done.plain.aside += 1;
            }
            "math" => {
                let apart = tag.attribute("display").is_some_and(|display| display == "block");
                if let Some(source) = tag.attribute(SOURCE).filter(|_| !apart) {
                    self.done.plain.formula(&source);
                }
                self.done.plain.aside += 1;
            }
            "table" => {
                if self.tables == 0 {
                    self.done.html.push_str("<div class=\"table\" tabindex=\"0\" role=\"group\"");
                    push_attribute(&mut self.done.html, "aria-label", &self.place.blog.reading.table);
                    self.done.html.push('>');
                }
                self.tables += 1;
            }
            "pre" => {
                if tag.has_class("code") {
                    self.write(tag, &[]);
                } else {
                    let name =
                        tag.attribute("aria-label").unwrap_or(Cow::Borrowed(&self.place.blog.reading.code));
                    let set =
                        [("class", "code"), ("tabindex", "0"), ("role", "group"), ("aria-label", &name)];
                    self.write(tag, &set.map(|(name, value)| (name, value.to_owned())));
                }
                self.code_start = Some(self.done.html.len());
                return;
            }
            _ => {}
        }
        if level(tag.name).is_some()
            && let Some(heading) = self.survey.headings.get(self.heading)
        {
            self.heading += 1;
            self.open_headings.push(heading.level);
            self.ids.insert(heading.id.clone());
            let name = format!("h{}", heading.level);
            return self.write_as(&name, tag, &[("id", heading.id.clone())]);
        }
        self.write(tag, &[]);
    }

    fn close(&mut self, name: &str) {
        if name == "a" {
            return self.close_link();
        }
        match level(name).and_then(|_| self.open_headings.pop()) {
            Some(level) => self.close_tag(&format!("h{level}")),
            None => self.close_tag(name),
        }
        match name {
            "sup" | "math" => {
                let aside = &mut self.done.plain.aside;
                *aside = aside.saturating_sub(1);
            }
            "table" => {
                self.tables = self.tables.saturating_sub(1);
                if self.tables == 0 {
                    self.done.html.push_str("</div>");
                }
            }
            _ => {}
        }
        self.done.plain.close(name);
    }

    fn close_tag(&mut self, name: &str) {
        self.done.html.push_str("</");
        self.done.html.push_str(name);
        self.done.html.push('>');
    }

    fn link(&mut self, tag: &Tag<'_>) {
        let back = tag.has_class("footnote-back");
        self.done.plain.aside += usize::from(back);
        let anchor = tag.attribute("id").is_some();
        let address = self.link_address(&tag.attribute("href").unwrap_or_default(), line(tag));
        let start = (anchor || address.is_some()).then_some(self.done.html.len());
        self.links.push(OpenLink { start, anchor, back });
        if start.is_none() {
            return;
        }
        let own = tag.attribute("rel").unwrap_or_default();
        let mut rel: Vec<&str> = own.split_ascii_whitespace().collect();
        let leaves = address.as_deref().is_some_and(allowed::is_external);
        if leaves && !rel.contains(&"external") {
            rel.push("external");
        }
        let rel = rel.join(" ");
        let rel = if leaves { allowed::external(&rel) } else { rel };
        self.write(tag, &[("href", address.unwrap_or_default()), ("rel", rel)]);
    }

    fn close_link(&mut self) {
        let Some(link) = self.links.pop() else { return };
        self.done.plain.aside = self.done.plain.aside.saturating_sub(usize::from(link.back));
        let Some(start) = link.start else { return };
        // A link around nothing (its picture is gone) cannot be seen, and must not be tabbed to.
        let end = start + tag_end(&self.done.html[start..]);
        if !link.anchor && self.done.html[end..].trim().is_empty() {
            self.done.html.truncate(start);
        } else {
            self.done.html.push_str("</a>");
        }
    }

    /// Where a link leads, as it has to be written; what is wrong with it becomes a problem.
    fn link_address(&mut self, written: &str, line: Option<usize>) -> Option<String> {
        let written = written.trim_ascii();
        if let Some(fragment) = written.strip_prefix('#') {
            let place = self.survey.anchor(fragment);
            if place.is_none() && !fragment.is_empty() && !fragment.eq_ignore_ascii_case("top") {
                let message = format!(
                    "there is no heading `{}` in this post, so the link leads nowhere; \
                     correct it, or give the place that name with `{{#{0}}}`",
                    decoded(fragment)
                );
                self.warn(Rule::DeadAnchor, line, message);
            }
            return Some(format!("#{}", place.unwrap_or(fragment)));
        }
        match self.place.target(written) {
            Target::Address(address) => {
                if let Some(link) = internal(&address, line) {
                    self.done.links.push(link);
                }
                Some(address)
            }
            Target::Nowhere => None,
            Target::NoPost => {
                self.no_post(written, line);
                None
            }
            Target::NoFile(address) => {
                let message = format!(
                    "there is no file `{written}`; put it at {}, or correct the name",
                    address.trim_start_matches('/')
                );
                self.warn(Rule::DeadLink, line, message);
                Some(address)
            }
        }
    }

    pub(super) fn no_post(&mut self, written: &str, line: Option<usize>) {
        let message = format!(
            "there is no post `{written}`, so the words stay without a link; \
             correct the name, or remove the link"
        );
        self.warn(Rule::DeadLink, line, message);
    }

    pub(super) fn warn(&mut self, rule: Rule, line: Option<usize>, message: String) {
        self.done.problems.push(Problem::warning(rule, &self.place.post.file, line, message));
    }

    pub(super) fn write(&mut self, tag: &Tag<'_>, set: &[(&str, String)]) {
        self.write_as(tag.name, tag, set);
    }

    fn write_as(&mut self, name: &str, tag: &Tag<'_>, set: &[(&str, String)]) {
        self.write_start(name, tag, set);
        self.done.html.push('>');
    }

    pub(super) fn write_bare(&mut self, tag: &Tag<'_>, set: &[(&str, String)], more: &str) {
        self.write_start(tag.name, tag, set);
        self.done.html.push_str(more);
        self.done.html.push('>');
    }

    /// The tag with some attributes set anew; those set to nothing go.
    fn write_start(&mut self, name: &str, tag: &Tag<'_>, set: &[(&str, String)]) {
        self.done.html.push('<');
        self.done.html.push_str(name);
        for (attribute, value) in tag.attributes().filter(|(name, _)| *name != LINE && *name != SOURCE) {
            if let Some((_, value)) = set.iter().find(|(name, _)| *name == attribute) {
                if !value.is_empty() {
                    push_attribute(&mut self.done.html, attribute, value);
                }
                continue;
            }
            let value = unescape(value);
            if attribute == "id" && !self.ids.insert(value.to_string()) {
                continue;
            }
            push_attribute(&mut self.done.html, attribute, &value);
        }
        for (attribute, value) in set {
            let stands = tag.attributes().any(|(name, _)| name == *attribute);
            if !stands && !value.is_empty() {
                push_attribute(&mut self.done.html, attribute, value);
            }
        }
    }
}

/// The line of the author's file on which this tag stands.
pub(super) fn line(tag: &Tag<'_>) -> Option<usize> {
    tag.attribute(LINE)?.parse().ok()
}

/// A link to another page or file of the site, for whoever knows them all.
fn internal(address: &str, line: Option<usize>) -> Option<InternalLink> {
    if !address.starts_with('/') || address.starts_with("//") {
        return None;
    }
    let (path, _) = links::split(address);
    let fragment = address.split_once('#').map(|(_, fragment)| decoded(fragment));
    let fragment = fragment.filter(|fragment| !fragment.is_empty());
    Some(InternalLink { address: path.to_owned(), fragment, line })
}
