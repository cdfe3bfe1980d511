//! Shortcodes: the calls to templates that Hugo, Zola and Jekyll let authors write into Markdown
//! (`{{< x >}}`, `{{% x %}}`, `{{ x() }}`, `{% x %}`). An author's own template wins, then come those
//! that Quire knows; of the rest a reader gets what can still be used (a link, the inner text),
//! and the author is told. In code, nothing is a shortcode.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use pulldown_cmark::{Event, Parser, Tag};

use crate::markdown::{self, Place};
use crate::problem::Problem;

mod call;
mod expansion;
mod fenced;
mod include;
mod liquid;
mod pairs;
mod parse;
mod replace;
mod shape;
mod single;
mod templates;
mod written;

use call::Call;
use expansion::Expansion;
use parse::Reader;
pub use templates::Templates;

/// Markdown without shortcodes.
#[derive(Debug, Default)]
pub(crate) struct Expanded<'a> {
    /// The Markdown.
    pub(crate) markdown: Cow<'a, str>,
    /// Which parts of the author's text it holds: where each begins, and what it was in the source. Empty when it is
    /// the source.
    pub(crate) copied: Vec<(usize, Range<usize>)>,
    /// How many there were.
    pub(crate) shortcodes: Shortcodes,
    /// What was left out, and references to posts that are not there.
    pub(crate) problems: Vec<Problem>,
}

/// How many shortcodes there were, by name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Shortcodes {
    /// Those in whose place a reader sees something.
    pub rendered: BTreeMap<String, usize>,
    /// Those that were left out; each is a problem too.
    pub dropped: BTreeMap<String, usize>,
}

impl Shortcodes {
    /// Adds those of another post.
    pub fn add(&mut self, other: &Shortcodes) {
        for (all, more) in [(&mut self.rendered, &other.rendered), (&mut self.dropped, &other.dropped)] {
            for (name, count) in more {
                *all.entry(name.clone()).or_default() += count;
            }
        }
    }
}

/// A link with this address loses it to the sanitiser, and its words stay.
pub(crate) const NOWHERE: &str = "quire-nowhere:";

/// Takes the shortcodes out of a post's Markdown.
pub(crate) fn expand<'a>(place: &Place<'a>) -> Expanded<'a> {
    let source = place.post.markdown.as_str();
    let mut expansion = Expansion::new(place);
    let markdown = match expansion.passage(source, &place.post.file, place.post.body_line) {
        Some(markdown) => Cow::Owned(markdown),
        None => Cow::Borrowed(source),
    };
    Expanded {
        markdown,
        copied: expansion.copied,
        shortcodes: expansion.shortcodes,
        problems: expansion.problems,
    }
}

/// Every call outside code, in order; those inside a verbatim one are part of it.
fn calls(source: &str) -> Vec<Call<'_>> {
    let mut calls = Vec::new();
    if !source.contains("{{") && !source.contains("{%") {
        return calls;
    }
    let code = code(source);
    let mut at = 0;
    let mut reader = Reader::new(source);
    while let Some(call) = reader.next(at) {
        let place = code.partition_point(|range| range.end <= call.start);
        let inside = code.get(place).filter(|range| range.contains(&call.start));
        at = inside.map_or(call.end, |range| range.end);
        if inside.is_none() {
            calls.push(call);
        }
    }
    calls
}

/// Where code is: blocks, spans, and `<pre>` by hand.
fn code(source: &str) -> Vec<Range<usize>> {
    // Most posts have none, and Markdown is slow to read.
    if !["`", "~~~", "    ", "\t", "<pre"].iter().any(|sign| source.contains(sign)) {
        return Vec::new();
    }
    Parser::new_ext(source, markdown::options())
        .into_offset_iter()
        .filter_map(|(event, range)| match event {
            Event::Code(_) | Event::Start(Tag::CodeBlock(_)) => Some(range),
            Event::Start(Tag::HtmlBlock) if source[range.clone()].trim_start().starts_with("<pre") => {
                Some(range)
            }
            _ => None,
        })
        .collect()
}

#[cfg(test)]
mod tests;
