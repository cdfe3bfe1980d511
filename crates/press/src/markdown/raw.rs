//! HTML that an author wrote by hand, made ready for the sanitiser where it would lose something
//! that readers need: old anchors (`<a name>`), films in frames, the mark `<!-- more -->`.

use std::borrow::Cow;

use quire_bundle::allowed;
use url::Url;

use super::MORE;
use super::tags::{attributes, push_attribute, tag_end, unescape};
use crate::highlight::escape;
use crate::sanitize::LINE;

/// The HTML, made ready. It begins on this line of the author's file; links and pictures carry theirs to the last
/// pass.
pub(super) fn prepare(html: &str, line: usize) -> Cow<'_, str> {
    if !html.contains('<') {
        return Cow::Borrowed(html);
    }
    let mut out = String::with_capacity(html.len() + 32);
    let mut rest = html;
    let mut comments = true;
    // Up to where the line ends are counted, and how many there were.
    let mut counted = (0, line);
    while let Some(start) = rest.find('<') {
        out.push_str(&rest[..start]);
        rest = &rest[start..];
        if let Some(comment) = rest.strip_prefix("<!--").filter(|_| comments) {
            if let Some(end) = comment.find("-->") {
                if comment[..end].trim().eq_ignore_ascii_case("more") {
                    out.push(MORE);
                }
                rest = &comment[end + 3..];
                continue;
            }
            // No other comment ends either, and nobody needs to look again.
            comments = false;
        }
        let name = name(rest);
        if !is_in(CARRIERS, name) {
            // What looks like a tag within a value, or where everything is text, is none.
            let end = if starts_tag(rest) { opaque_end(rest, name) } else { 1 };
            out.push_str(&rest[..end]);
            rest = &rest[end..];
            continue;
        }
        let at = html.len() - rest.len();
        let ends = html[counted.0..at].matches('\n').count();
        counted = (at, counted.1 + ends);
        let end = tag_end(rest);
        let tag = &rest[..end];
        rest = &rest[end..];
        if name.eq_ignore_ascii_case("iframe") {
            frame(tag, counted.1, &mut out);
        } else if name.eq_ignore_ascii_case("a") {
            anchor(tag, counted.1, &mut out);
        } else {
            out.push_str(&tag[..=name.len()]);
            push_attribute(&mut out, LINE, &counted.1.to_string());
            out.push_str(&tag[1 + name.len()..]);
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// Elements that have an address, by which they can be wrong.
const CARRIERS: &[&str] = &["a", "audio", "iframe", "img", "source", "track", "video"];

/// Elements in which there are no tags but their own end.
const TEXTS: &[&str] = &["noembed", "noframes", "script", "style", "textarea", "title", "xmp"];

fn is_in(names: &[&str], name: &str) -> bool {
    names.iter().any(|one| one.eq_ignore_ascii_case(name))
}

fn starts_tag(text: &str) -> bool {
    let inner = text[1..].strip_prefix('/').unwrap_or(&text[1..]);
    inner.starts_with(|first: char| first.is_ascii_alphabetic())
}

/// The byte after a tag, and after its text if it holds nothing else.
fn opaque_end(text: &str, name: &str) -> usize {
    let end = tag_end(text);
    // Within a drawing such a tag closes itself; what stands in a drawing goes with it.
    if !is_in(TEXTS, name) || text[..end].ends_with("/>") {
        return end;
    }
    let closes = |at: &usize| {
        let (after, rest) = text.as_bytes()[at + 2..].split_at_checked(name.len()).unwrap_or_default();
        after.eq_ignore_ascii_case(name.as_bytes()) && rest.first().is_none_or(|byte| ends_name(*byte))
    };
    let closing = text[end..].match_indices("</").map(|(at, _)| end + at).find(closes);
    closing.unwrap_or(text.len())
}

/// Whether the name of a tag ends before this.
fn ends_name(byte: u8) -> bool {
    byte.is_ascii_whitespace() || matches!(byte, b'/' | b'>')
}

fn name(tag: &str) -> &str {
    let inner = &tag[1..];
    &inner[..inner.bytes().take_while(|byte| !ends_name(*byte)).count()]
}

/// A frame runs another site inside the post. A link to it says what was there.
fn frame(tag: &str, line: usize, out: &mut String) {
    let value = |wanted: &str| {
        let inner = tag["<iframe".len()..].trim_end_matches('>');
        let found = attributes(inner).find(|(name, _)| name.eq_ignore_ascii_case(wanted));
        found.map(|(_, value)| value).filter(|value| !value.trim().is_empty())
    };
    let Some(address) = value("src").and_then(framed) else { return };
    let film = allowed::film(&address);
    let class = if film.is_some() { " class=\"film\"" } else { "" };
    let address = film.unwrap_or(address);
    let bare = address.split_once("://").map_or("", |(_, bare)| bare);
    out.extend(["<p", class, "><a"]);
    push_attribute(out, LINE, &line.to_string());
    push_attribute(out, "href", &address);
    out.push('>');
    match value("title") {
        // It stands escaped in the tag, and stays so.
        Some(title) => out.push_str(&title.replace('<', "&lt;")),
        None => escape(bare.split('?').next().unwrap_or(bare), out),
    }
    out.push_str("</a></p>");
}

/// Where a frame leads, as browsers write it: somewhere else on the web.
fn framed(written: &str) -> Option<String> {
    let url = Url::parse("https://a.example/").ok()?.join(&unescape(written)).ok()?;
    let is_elsewhere = url.host_str() != Some("a.example") && allowed::MEDIA_SCHEMES.has(url.scheme());
    is_elsewhere.then(|| url.to_string())
}

/// Old pages named places with `<a name>`; links to them still come.
fn anchor(tag: &str, line: usize, out: &mut String) {
    let inner = tag[2..].trim_end_matches('>');
    let mut list = attributes(inner);
    let named = list.any(|(name, _)| name.eq_ignore_ascii_case("name"));
    let has_id = attributes(inner).any(|(name, _)| name.eq_ignore_ascii_case("id"));
    out.push_str("<a");
    push_attribute(out, LINE, &line.to_string());
    if !named || has_id {
        out.push_str(&tag[2..]);
        return;
    }
    for (name, value) in attributes(inner) {
        let name = if name.eq_ignore_ascii_case("name") { "id" } else { name };
        push_attribute(out, name, &value.replace("&amp;", "&"));
    }
    out.push('>');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_film_in_a_frame_becomes_a_link_to_it() {
        for (frame, film) in [
            ("https://www.youtube.com/embed/abc?x=1", "https://www.youtube.com/watch?v=abc"),
            ("//www.youtube-nocookie.com/embed/abc", "https://www.youtube.com/watch?v=abc"),
            ("https://player.vimeo.com/video/12?h=3", "https://vimeo.com/12"),
        ] {
            assert_eq!(
                prepare(&format!("<iframe width=1 src='{frame}' title=\"A film\"></iframe>"), 7),
                format!("<p class=\"film\"><a data-line=\"7\" href=\"{film}\">A film</a></p></iframe>")
            );
        }
        assert_eq!(
            prepare("<iframe src='https://maps.example/embed/abc'></iframe>", 7),
            "<p><a data-line=\"7\" href=\"https://maps.example/embed/abc\">maps.example/embed/abc</a></p></iframe>"
        );
    }

    #[test]
    fn a_frame_is_known_by_what_a_browser_makes_of_its_address() {
        for (frame, link) in [
            ("https://youtube.evil.example/embed/abc", "https://youtube.evil.example/embed/abc"),
            ("https://maps.example/a?b=1&amp;c=2", "https://maps.example/a?b=1&amp;c=2"),
            ("\n https://maps.example/a", "https://maps.example/a"),
        ] {
            let html = format!("<iframe src=\"{frame}\"></iframe>");
            let prepared = prepare(&html, 7);
            assert!(prepared.starts_with(&format!("<p><a data-line=\"7\" href=\"{link}\">")), "{prepared}");
        }
        for frame in
            ["javascript:alert(1)", "java\nscript:alert(1)", "data:text/html,x", "own.html", "https://["]
        {
            assert_eq!(prepare(&format!("<iframe src=\"{frame}\"></iframe>"), 7), "</iframe>", "{frame}");
        }
    }

    #[test]
    fn what_looks_like_a_tag_and_is_none_stays_as_it_is() {
        for html in [
            "<i title=\"</style><img src=x>\">a</i>",
            "<i title='<a>'>a</i title=\"<a>\">",
            "<i title = \"<a>\"  data-x=\"<img>\">",
            "<textarea><img src=x></textarea>",
            "<STYLE>a::after { content: '<a>' }</sTyle>",
            "<title><a>",
            "<style></styles><a></style>",
            "<a-b href=x><img-compare src=x></img-compare></a-b>",
        ] {
            assert_eq!(prepare(html, 7), html);
        }
        // No value begins with these quotation marks.
        for html in [
            "<i don't><a>",
            "<i a=b'c><a>",
            "<i = \"><a>",
            "a <' <a>",
            "</ \"><a>",
            "<title-card><a>",
            "<svg><style/><a>",
        ] {
            assert_eq!(prepare(html, 7), html.replace("<a>", "<a data-line=\"7\">"), "{html}");
        }
    }

    #[test]
    fn an_old_anchor_becomes_an_id() {
        assert_eq!(prepare("\n<a name=tool></a>", 1), "\n<a data-line=\"2\" id=\"tool\"></a>");
        assert_eq!(prepare("<A HREF='/x'>", 1), "<a data-line=\"1\" HREF='/x'>");
    }

    #[test]
    fn comments_go_and_more_leaves_its_mark() {
        assert_eq!(prepare("a<!-- x > y -->b<!--more-->c", 1), format!("ab{MORE}c"));
    }
}
