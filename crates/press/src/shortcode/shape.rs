//! Puts what a template writes into Markdown, so that both work as an author expects: HTML of the
//! template stays HTML though it is indented, and the passages that are Markdown (the body of a
//! pair, what `| markdown` marks) are read as Markdown wherever they stand.

use pulldown_cmark::{Event, Parser, Tag, TagEnd, html};

use crate::markdown;

/// Stands before a passage of Markdown in what a template writes. No text may hold this code point.
pub(super) const BEGIN: char = '\u{fdd2}';
/// Stands after it.
pub(super) const END: char = '\u{fdd3}';

/// The text as a passage of Markdown.
pub(super) fn passage(text: &str) -> String {
    format!("{BEGIN}{}{END}", plain(text))
}

/// The text without marks of passages.
pub(super) fn plain(text: &str) -> String {
    text.replace([BEGIN, END], "")
}

/// How far the line is indented on which a call stands alone; nothing when something else stands
/// on its first or last line.
pub(super) fn alone(text: &str, start: usize, end: usize) -> Option<&str> {
    let line = &text[text[..start].rfind('\n').map_or(0, |place| place + 1)..start];
    let rest = text[end..].split('\n').next().unwrap_or_default();
    (line.trim().is_empty() && rest.trim().is_empty()).then_some(line)
}

/// Writes what a template wrote for a call that stands in the middle of a line.
pub(super) fn inline(output: &str, out: &mut String) {
    for (own, markdown) in pieces(output.trim()) {
        for (number, line) in own.split('\n').enumerate() {
            let line = if number == 0 { line } else { line.trim_start() };
            if number > 0 && !line.is_empty() {
                out.push(' ');
            }
            out.push_str(line);
        }
        out.push_str(markdown);
    }
}

/// Writes what a template wrote for a call that stands on lines of its own, indented like it.
pub(super) fn block(output: &str, indent: &str, out: &mut String) {
    let pieces = pieces(output.trim());
    let skeleton = skeleton(&pieces);
    let within = html_blocks(&skeleton);
    blank_line(out);
    let mut seen = 0;
    for (part, (_, markdown)) in skeleton.split(BEGIN).zip(&pieces) {
        for (number, line) in part.split('\n').enumerate() {
            if number > 0 {
                out.push('\n');
            }
            if !line.trim().is_empty() && (number > 0 || seen == 0) {
                out.push_str(indent);
            }
            out.push_str(line);
        }
        seen += part.len();
        let in_html = within.iter().any(|range| range.contains(&seen));
        seen += BEGIN.len_utf8();
        match in_html.then(|| one_paragraph(markdown)) {
            None if part.is_empty() || part.ends_with('\n') => lines(markdown, indent, out),
            None => out.push_str(markdown.trim()),
            Some(Some(line)) => out.push_str(&line),
            Some(None) => {
                blank_line(out);
                lines(markdown, indent, out);
                out.push_str("\n\n");
                out.push_str(indent);
            }
        }
    }
    blank_line(out);
}

/// What the template wrote itself, each with the Markdown that follows it.
fn pieces(output: &str) -> Vec<(&str, &str)> {
    let mut pieces = Vec::new();
    let mut rest = output;
    while let Some((own, after)) = rest.split_once(BEGIN) {
        let (markdown, after) = after.split_once(END).unwrap_or((after, ""));
        pieces.push((own, markdown));
        rest = after;
    }
    pieces.push((rest, ""));
    pieces
}

/// What the template wrote itself, with a mark where Markdown goes. Lines that begin with HTML or
/// with Markdown lose their indentation, which would make them code.
fn skeleton(pieces: &[(&str, &str)]) -> String {
    let mut whole = String::new();
    for (number, (own, _)) in pieces.iter().enumerate() {
        if number > 0 {
            whole.push(BEGIN);
        }
        whole.push_str(own);
    }
    let mut preformatted = false;
    let lines = whole.split('\n').map(|line| {
        let bare = line.trim_start();
        let kept = preformatted || !(bare.is_empty() || bare.starts_with(['<', BEGIN]));
        preformatted = match (line.rfind("<pre"), line.rfind("</pre")) {
            (None, None) => preformatted,
            (open, close) => open > close,
        };
        if kept { line } else { bare }
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// Where `CommonMark` sees blocks of HTML, in which it reads no Markdown.
fn html_blocks(text: &str) -> Vec<std::ops::Range<usize>> {
    let events = Parser::new_ext(text, markdown::options()).into_offset_iter();
    let blocks = events.filter(|(event, _)| matches!(event, Event::Start(Tag::HtmlBlock)));
    blocks.map(|(_, range)| range).collect()
}

/// Markdown that is no more than one paragraph, as HTML. What names something that is defined
/// elsewhere (a footnote, a link) can only be read there.
fn one_paragraph(text: &str) -> Option<String> {
    let text = text.trim();
    let mut events: Vec<Event<'_>> = Parser::new_ext(text, markdown::options()).collect();
    if events.is_empty() {
        return Some(String::new());
    }
    let is_words = matches!(events.first(), Some(Event::Start(Tag::Paragraph)))
        && matches!(events.last(), Some(Event::End(TagEnd::Paragraph)))
        && events.iter().filter(|event| matches!(event, Event::Start(Tag::Paragraph))).count() == 1
        && !events.iter().any(|event| matches!(event, Event::Text(text) if text.contains('[')));
    is_words.then_some(())?;
    events.pop();
    let mut line = String::with_capacity(text.len() + text.len() / 2);
    html::push_html(&mut line, events.into_iter().skip(1));
    Some(line)
}

/// Writes Markdown that begins on a line of its own. Its lines are indented already, but for the
/// first when it stood on the line of the call.
fn lines(markdown: &str, indent: &str, out: &mut String) {
    if !markdown.starts_with('\n') && !out.ends_with(indent) {
        out.push_str(indent);
    }
    out.push_str(markdown.trim_matches('\n').trim_end());
}

/// Ends the line, and leaves an empty one after it.
fn blank_line(out: &mut String) {
    out.truncate(out.trim_end_matches([' ', '\t']).len());
    if !out.is_empty() && !out.ends_with("\n\n") {
        out.push_str(if out.ends_with('\n') { "\n" } else { "\n\n" });
    }
}
