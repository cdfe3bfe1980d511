//! Definition lists (`: meaning` under a term), and nothing else that begins with a colon. The Markdown library takes
//! every colon at the beginning of a line for one, so `:::note` and `:smile:` would tear a paragraph apart; here a
//! definition is what has white space after its colon.

use std::borrow::Cow;

use pulldown_cmark::{CowStr, Event, Tag};

/// Stands for a colon that begins a line and no definition, while the library reads. One byte, as the colon is, so
/// that every place stays as it was.
const COLON: &str = "\u{1}";

/// The Markdown as the library may read it, and whether there are definitions in it.
pub(super) fn guarded(markdown: &str) -> (Cow<'_, str>, bool) {
    let leading: Vec<usize> =
        markdown.match_indices(':').map(|(at, _)| at).filter(|at| leads(&markdown[..*at])).collect();
    let defines = |at: &usize| markdown[at + 1..].starts_with([' ', '\t']);
    if !leading.iter().any(defines) {
        return (Cow::Borrowed(markdown), false);
    }
    let mut guarded = String::with_capacity(markdown.len());
    let mut done = 0;
    for at in leading.into_iter().filter(|at| !defines(at) && !is_ruler(&markdown[*at..])) {
        guarded.push_str(&markdown[done..at]);
        guarded.push_str(COLON);
        done = at + 1;
    }
    if done == 0 {
        return (Cow::Borrowed(markdown), true);
    }
    guarded.push_str(&markdown[done..]);
    (Cow::Owned(guarded), true)
}

/// The event with its colons back.
pub(super) fn restored(event: Event<'_>) -> Event<'_> {
    match event {
        Event::Text(text) => Event::Text(back(text)),
        Event::Code(text) => Event::Code(back(text)),
        Event::InlineMath(source) => Event::InlineMath(back(source)),
        Event::DisplayMath(source) => Event::DisplayMath(back(source)),
        Event::Html(html) => Event::Html(back(html)),
        Event::InlineHtml(html) => Event::InlineHtml(back(html)),
        Event::Start(Tag::Link { link_type, dest_url, title, id }) => {
            Event::Start(Tag::Link { link_type, dest_url, title: back(title), id })
        }
        Event::Start(Tag::Image { link_type, dest_url, title, id }) => {
            Event::Start(Tag::Image { link_type, dest_url, title: back(title), id })
        }
        event => event,
    }
}

fn back(text: CowStr<'_>) -> CowStr<'_> {
    if text.contains(COLON) { text.replace(COLON, ":").into() } else { text }
}

/// Whether what follows this text begins a line, but for quotation marks and white space.
fn leads(before: &str) -> bool {
    let before = before.trim_end_matches([' ', '\t', '>']);
    before.is_empty() || before.ends_with(['\n', '\r'])
}

/// Whether the line sets the columns of a table.
fn is_ruler(text: &str) -> bool {
    let line = text.lines().next().unwrap_or_default();
    line.contains('-') && line.trim_end().bytes().all(|byte| b":-| \t".contains(&byte))
}
