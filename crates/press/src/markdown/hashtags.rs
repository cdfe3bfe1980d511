//! `#word` in the text as a tag of the post, for authors who want that. What is a hashtag is decided on the author's
//! own letters: an escaped `\#` is none, nor is what stands in the middle of a word or an address.

use std::collections::HashSet;
use std::ops::Range;

use pulldown_cmark::{CowStr, Event, Tag, TagEnd};
use quire_bundle::{Route, Taxonomy};
use unicode_normalization::char::is_combining_mark;

use super::tags::push_attribute;
use crate::highlight::escape;
use crate::slug::slug;

/// Elements by hand in which nothing is a hashtag.
const CLOSED: &[&str] = &["a", "code", "kbd", "pre", "samp"];

/// The hashtags of one post, found while its events go by.
#[derive(Default)]
pub(super) struct Hashtags {
    /// As written, without `#`, each once.
    pub found: Vec<String>,
    slugs: HashSet<String>,
    /// How deep inside links and headings.
    closed: usize,
    /// How deep inside elements by hand where nothing is a hashtag.
    closed_by_hand: usize,
    /// Text that stands together in the source, and where; the library cuts it at every sign.
    run: String,
    place: Range<usize>,
}

impl Hashtags {
    /// Takes an event. What it gives back is for the body, after what [`Hashtags::flush`] gives.
    pub(super) fn gather<'a>(
        &mut self,
        event: Event<'a>,
        place: &Range<usize>,
        source: &str,
        body: &mut Vec<Event<'a>>,
    ) -> Option<Event<'a>> {
        match &event {
            Event::Text(text) if self.closed + self.closed_by_hand == 0 => {
                let as_written = source.get(place.clone()) == Some(text);
                if place.start != self.place.end || !as_written {
                    self.flush(source, body);
                    self.place.start = place.start;
                }
                self.run.push_str(text);
                // After a sign that is written as another, no text goes on.
                self.place.end = if as_written { place.end } else { usize::MAX };
                return None;
            }
            Event::Start(Tag::Link { .. } | Tag::Heading { .. }) => self.closed += 1,
            Event::End(TagEnd::Link | TagEnd::Heading(_)) => self.closed = self.closed.saturating_sub(1),
            Event::End(TagEnd::Paragraph) => self.closed_by_hand = 0,
            Event::InlineHtml(html) => {
                let name = |tag: &str| CLOSED.iter().any(|name| tag.eq_ignore_ascii_case(name));
                let inner = html.trim_start_matches('<');
                let own =
                    |tag: &str| tag.split(|c: char| !c.is_ascii_alphanumeric()).next().is_some_and(name);
                match inner.strip_prefix('/') {
                    Some(tag) if own(tag) => self.closed_by_hand = self.closed_by_hand.saturating_sub(1),
                    None if own(inner) => self.closed_by_hand += 1,
                    _ => {}
                }
            }
            _ => {}
        }
        self.flush(source, body);
        Some(event)
    }

    /// Gives the text that was gathered to the body.
    pub(super) fn flush(&mut self, source: &str, body: &mut Vec<Event<'_>>) {
        let run = std::mem::take(&mut self.run);
        let before = source.get(..self.place.start).and_then(|text| text.chars().next_back());
        self.place = usize::MAX..usize::MAX;
        if run.is_empty() {
            return;
        }
        let mut done = 0;
        for (at, _) in run.match_indices('#') {
            let last = run[..at].chars().next_back().or(before);
            if at < done || !last.is_none_or(opens) || in_address(&run[..at]) {
                continue;
            }
            let word = word(&run[at + 1..]);
            let slug = slug(word);
            if !word.chars().any(char::is_alphabetic) || slug.is_empty() {
                continue;
            }
            body.push(Event::Text(CowStr::from(run[done..at].to_owned())));
            body.push(link(word, &slug));
            done = at + 1 + word.len();
            if self.slugs.insert(slug) {
                self.found.push(word.to_owned());
            }
        }
        body.push(Event::Text(if done == 0 { run.into() } else { run[done..].to_owned().into() }));
    }
}

/// Whether a hashtag may follow this sign: white space, an opening sign, or one of Markdown's own.
fn opens(before: char) -> bool {
    before.is_whitespace() || "([{<>\"'“‘„‚«‹「『（【¡¿*_~|—–、。，！？".contains(before)
}

/// Whether the text ends within a web address. No address is looked at further back than this many bytes.
fn in_address(text: &str) -> bool {
    let near = &text[text.floor_char_boundary(text.len().saturating_sub(300))..];
    let last = near.rfind(char::is_whitespace).map_or(near, |space| &near[space..]);
    last.contains("://") || last.contains("www.")
}

/// The letters, digits and marks at the beginning, and what joins them.
fn word(text: &str) -> &str {
    let joins = |c: char| matches!(c, '_' | '-' | '\u{200c}' | '\u{200d}');
    let part = |c: char| c.is_alphanumeric() || is_combining_mark(c);
    let end = text.find(|c: char| !part(c) && !joins(c)).unwrap_or(text.len());
    let word = text[..end].trim_end_matches(joins);
    if word.starts_with(joins) { "" } else { word }
}

fn link<'a>(word: &str, slug: &str) -> Event<'a> {
    let route = Route::Term { taxonomy: Taxonomy::Tag, slug: slug.to_owned(), page: 1 };
    let mut html = String::from("<a");
    push_attribute(&mut html, "href", &route.href("/"));
    html.push_str(" rel=\"tag\">#");
    escape(word, &mut html);
    html.push_str("</a>");
    Event::Html(html.into())
}
