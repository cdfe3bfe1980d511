//! HTML that an author wrote by hand, made ready for the sanitiser where it would lose something
//! that readers need: old anchors (`<a name>`), films in frames, the mark `<!-- more -->`.

use std::borrow::Cow;

use super::MORE;
use super::tags::{attributes, push_attribute, tag_end};

/// The HTML, made ready.
pub(super) fn prepare(html: &str) -> Cow<'_, str> {
    if !html.contains(['<']) {
        return Cow::Borrowed(html);
    }
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        out.push_str(&rest[..start]);
        rest = &rest[start..];
        if let Some(comment) = rest.strip_prefix("<!--")
            && let Some(end) = comment.find("-->")
        {
            if comment[..end].trim().eq_ignore_ascii_case("more") {
                out.push(MORE);
            }
            rest = &comment[end + 3..];
            continue;
        }
        let end = tag_end(rest);
        match name(&rest[..end]).as_str() {
            "iframe" => frame(&rest[..end], &mut out),
            "a" => anchor(&rest[..end], &mut out),
            _ => {
                out.push('<');
                rest = &rest[1..];
                continue;
            }
        }
        rest = &rest[end..];
    }
    out.push_str(rest);
    Cow::Owned(out)
}

fn name(tag: &str) -> String {
    let letters = tag[1..].bytes().take_while(u8::is_ascii_alphanumeric);
    letters.map(|byte| char::from(byte.to_ascii_lowercase())).collect()
}

/// A frame runs another site inside the post. A link to it says what was there.
fn frame(tag: &str, out: &mut String) {
    let value = |wanted: &str| {
        let inner = tag["<iframe".len()..].trim_end_matches('>');
        let found = attributes(inner).find(|(name, _)| name.eq_ignore_ascii_case(wanted));
        found.map(|(_, value)| value).filter(|value| !value.trim().is_empty())
    };
    let Some(address) = value("src") else { return };
    let address = if address.starts_with("//") { format!("https:{address}") } else { address.to_owned() };
    let Some((_, bare)) = address.split_once("://") else { return };
    let address = match bare.split_once("/embed/") {
        Some((host, film)) if host.contains("youtube") => {
            let film = film.split(['?', '&', '/']).next().unwrap_or_default();
            format!("https://www.youtube.com/watch?v={film}")
        }
        _ => address,
    };
    let bare = address.split_once("://").map_or("", |(_, bare)| bare);
    let text = value("title").unwrap_or_else(|| bare.split('?').next().unwrap_or(bare));
    // Both stand escaped in the tag, and stay so.
    out.push_str("<p><a href=\"");
    out.push_str(&address.replace('"', "&quot;"));
    out.push_str("\">");
    out.push_str(&text.replace('<', "&lt;"));
    out.push_str("</a></p>");
}

/// Old pages named places with `<a name>`; links to them still come.
fn anchor(tag: &str, out: &mut String) {
    let inner = tag[2..].trim_end_matches('>');
    let mut list = attributes(inner);
    let named = list.any(|(name, _)| name.eq_ignore_ascii_case("name"));
    let has_id = attributes(inner).any(|(name, _)| name.eq_ignore_ascii_case("id"));
    if !named || has_id {
        out.push_str(tag);
        return;
    }
    out.push_str("<a");
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
        let html =
            prepare("<iframe width=1 src='https://www.youtube.com/embed/abc?x=1' title=\"A film\"></iframe>");
        assert_eq!(html, "<p><a href=\"https://www.youtube.com/watch?v=abc\">A film</a></p></iframe>");
    }

    #[test]
    fn an_old_anchor_becomes_an_id() {
        assert_eq!(prepare("<a name=tool></a>"), "<a id=\"tool\"></a>");
        assert_eq!(prepare("<A HREF='/x'>"), "<A HREF='/x'>");
    }

    #[test]
    fn comments_go_and_more_leaves_its_mark() {
        assert_eq!(prepare("a<!-- x > y -->b<!--more-->c"), format!("ab{MORE}c"));
    }
}
