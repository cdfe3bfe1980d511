//! Shortcodes: the calls to templates that Hugo, Zola and Jekyll let authors write into Markdown
//! (`{{< x >}}`, `{{% x %}}`, `{{ x() }}`, `{% x %}`). The templates are not here, so each call
//! becomes what a reader can still use (a link, a picture, its inner text), or goes, and is
//! counted. In code, nothing is a shortcode.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use pulldown_cmark::{Event, Parser, Tag};

use crate::markdown::{self, Place};
use crate::problem::Problem;

mod parse;
mod replace;

use parse::{Call, Kind};

/// Markdown without shortcodes.
#[derive(Debug, Default)]
pub(crate) struct Expanded<'a> {
    /// The Markdown.
    pub(crate) markdown: Cow<'a, str>,
    /// Which parts of the author's text it holds: where each begins, and what it was in the source. Empty when it is
    /// the source.
    pub(crate) copied: Vec<(usize, Range<usize>)>,
    /// How many were dropped, by name.
    pub(crate) dropped: BTreeMap<String, usize>,
    /// References to posts that are not there.
    pub(crate) problems: Vec<Problem>,
}

/// A link with this address loses it to the sanitiser, and its words stay.
pub(crate) const NOWHERE: &str = "quire-nowhere:";

/// Takes the shortcodes out of a post's Markdown.
pub(crate) fn expand<'a>(place: &Place<'a>) -> Expanded<'a> {
    let source = place.post.markdown.as_str();
    let mut expanded = Expanded { markdown: Cow::Borrowed(source), ..Expanded::default() };
    if !source.contains("{{") && !source.contains("{%") {
        return expanded;
    }
    let calls = calls(source);
    if calls.is_empty() {
        return expanded;
    }
    let partners = partners(&calls);
    let mut out = String::with_capacity(source.len());
    let mut at = 0;
    for (index, call) in calls.iter().enumerate() {
        expanded.copied.push((out.len(), at..call.start));
        out.push_str(&source[at..call.start]);
        at = call.end;
        let partner = partners[index].map(|partner| &calls[partner]);
        match call.kind {
            Kind::Verbatim => verbatim(call, &mut out),
            // `{{</* x */>}}` shows how `{{< x >}}` is written.
            Kind::Literal => {
                let shown = call.inner.replace("/*", "").replace("*/", "");
                out.push_str(&shown.replace('<', "&lt;"));
            }
            Kind::Close => {
                if partner.is_some_and(|open| boxed(source, open, call)) {
                    out.push_str("\n\n</aside>\n\n");
                }
            }
            Kind::Open => match partner {
                Some(close) if boxed(source, call, close) => {
                    out.push_str("\n\n<aside class=\"note\">\n\n");
                    if let Some(title) = call.value(&["title", "kicker"]) {
                        out.extend(["**", title.trim(), "**\n\n"]);
                    }
                }
                Some(_) if call.name == "highlight" => out.push_str("<mark>"),
                Some(_) => {}
                None => replace::replace(call, source, place, &mut out, &mut expanded),
            },
        }
        if call.kind == Kind::Close
            && call.name == "highlight"
            && partner.is_some_and(|open| !boxed(source, open, call))
        {
            out.push_str("</mark>");
        }
    }
    expanded.copied.push((out.len(), at..source.len()));
    out.push_str(&source[at..]);
    expanded.markdown = Cow::Owned(out);
    expanded
}

/// Every call outside code, in order; those inside a verbatim one are part of it.
fn calls(source: &str) -> Vec<Call<'_>> {
    let code = code(source);
    let mut calls = Vec::new();
    let mut at = 0;
    while let Some(call) = parse::next(source, at) {
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
    let mut html = 0..0;
    Parser::new_ext(source, markdown::options())
        .into_offset_iter()
        .filter_map(|(event, range)| match event {
            Event::Code(_) | Event::Start(Tag::CodeBlock(_)) => Some(range),
            Event::Start(Tag::HtmlBlock) => {
                html = range;
                source[html.clone()].trim_start().starts_with("<pre").then(|| html.clone())
            }
            _ => None,
        })
        .collect()
}

/// For each call, the one that it opens for or closes.
fn partners(calls: &[Call<'_>]) -> Vec<Option<usize>> {
    let mut partners = vec![None; calls.len()];
    let mut open: Vec<usize> = Vec::new();
    for (index, call) in calls.iter().enumerate() {
        match call.kind {
            Kind::Open => open.push(index),
            Kind::Close => {
                let place = open.iter().rposition(|&other| calls[other].is_closed_by(call));
                if let Some(place) = place {
                    partners[open[place]] = Some(index);
                    partners[index] = Some(open[place]);
                    open.truncate(place);
                }
            }
            Kind::Verbatim | Kind::Literal => {}
        }
    }
    partners
}

/// Names of shortcodes that set a passage apart.
const BOXES: &[&str] = &[
    "accordion",
    "admonition",
    "alert",
    "aside",
    "attention",
    "box",
    "callout",
    "card-policy",
    "card-prompt",
    "caution",
    "danger",
    "details",
    "hint",
    "important",
    "info",
    "note",
    "notice",
    "ring",
    "tip",
    "warning",
];

/// Whether a pair stands on lines of its own, so that its inner text can be set apart.
fn boxed(source: &str, open: &Call<'_>, close: &Call<'_>) -> bool {
    let before = &source[..open.start];
    let after = &source[close.end..];
    BOXES.contains(&open.name)
        && (before.is_empty() || before.ends_with('\n'))
        && after.lines().next().is_none_or(|rest| rest.trim().is_empty())
}

/// Code that stands in a shortcode becomes code in Markdown.
fn verbatim(call: &Call<'_>, out: &mut String) {
    let language = match call.name {
        "raw" => {
            out.push_str(&call.inner.replace('<', "&lt;"));
            return;
        }
        "mermaid" | "katex" => call.name,
        _ => call.value(&["", "lang", "language"]).unwrap_or_default(),
    };
    let longest = call.inner.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    if !call.inner.contains('\n') && call.name == "highlight" {
        let ticks = "`".repeat(longest + 1);
        out.extend([&ticks, call.inner, &ticks]);
        return;
    }
    let fence = "`".repeat(longest.max(2) + 1);
    let inner = call.inner.trim_start_matches('\n');
    let end = if inner.ends_with('\n') { "" } else { "\n" };
    out.extend(["\n\n", &fence, language, "\n", inner, end, &fence, "\n\n"]);
}

#[cfg(test)]
mod tests;
