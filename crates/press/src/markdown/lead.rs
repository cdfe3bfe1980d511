//! The picture that a body begins with: in a list it stands for a post whose author names no other.

use quire_bundle::Picture;

use super::tags::{Tag, Token, tokens, unescape};
use crate::slug::decoded;

/// What may stand around a picture that stands alone.
const AROUND: &[&str] = &["a", "b", "center", "div", "em", "figure", "p", "span", "strong"];
/// A picture that is meant narrower, in pixels, is a badge or a button.
const NARROWEST: usize = 200;

/// The first thing of a clean body, if that is a picture with no words beside it.
pub(crate) fn lead(html: &str) -> Option<Picture> {
    let is_blank = |token: &Token<'_>| matches!(token, Token::Text(text) if unescape(text).trim().is_empty());
    let mut tokens = tokens(html).filter(|token| !is_blank(token));
    let picture = loop {
        match tokens.next()? {
            Token::Open(tag) if tag.name == "img" => break read(tag)?,
            Token::Open(tag) if AROUND.contains(&tag.name) => {}
            _ => return None,
        }
    };
    // Up to the end of its block.
    let stands_alone = loop {
        match tokens.next() {
            Some(Token::Close("p" | "div" | "figure")) | None => break true,
            Some(Token::Open(tag)) if tag.name == "figcaption" => break true,
            Some(Token::Close(_)) => {}
            Some(_) => break false,
        }
    };
    stands_alone.then_some(picture)
}

fn read(tag: Tag<'_>) -> Option<Picture> {
    let address = tag.attribute("src").filter(|address| !address.starts_with("data:"))?;
    // As covers have it: of the site, the name of the file.
    let url = match address.strip_prefix('/').filter(|path| !path.starts_with('/')) {
        Some(path) => format!("/{}", decoded(path.split(['?', '#']).next().unwrap_or_default())),
        None => address.into_owned(),
    };
    let pixels = |name: &str| tag.attribute(name).and_then(|value| value.trim().parse::<usize>().ok());
    let size = pixels("width").zip(pixels("height")).filter(|size| size.0 > 0 && size.1 > 0);
    let alt = tag.attribute("alt").unwrap_or_default().into_owned();
    let is_wide = pixels("width").is_none_or(|width| width >= NARROWEST);
    (is_wide && !url.is_empty()).then(|| Picture { url, alt, size, ..Picture::default() })
}

#[cfg(test)]
mod tests {
    use super::lead;

    fn url(html: &str) -> Option<String> {
        lead(html).map(|picture| picture.url)
    }

    #[test]
    fn a_picture_that_stands_alone_at_the_beginning_is_found_whatever_stands_around_it() {
        for html in [
            "<p><img src=\"/a.png\" alt=\"\"></p>\n<p>Words.</p>",
            "\n<figure><img src=\"/a.png\"><figcaption>Said.</figcaption></figure>",
            "<div class=\"separator\"><a href=\"/b.png\"><img src=\"/a.png\"></a>&nbsp;</div><br><p>Words.</p>",
            "<img src=\"/a.png\">",
        ] {
            assert_eq!(url(html).as_deref(), Some("/a.png"), "{html}");
        }
    }

    #[test]
    fn a_picture_behind_words_or_beside_them_stands_for_nothing() {
        for html in [
            "<p>Words.</p><p><img src=\"/a.png\"></p>",
            "<p><img src=\"/a.png\"> and words</p>",
            "<p><img src=\"/a.png\"> <img src=\"/b.png\"></p>",
            "<h2>Words</h2><p><img src=\"/a.png\"></p>",
            "<ul><li><img src=\"/a.png\"></li></ul>",
            "<p><img src=\"/a.png\" width=\"80\" height=\"20\"></p>",
            "<p><img src=\"data:image/png;base64,AA\"></p>",
            "",
        ] {
            assert_eq!(url(html), None, "{html}");
        }
    }

    #[test]
    fn its_address_is_the_name_of_the_file_and_its_size_that_of_the_tag() {
        let html = "<p><img src=\"/a%20%C3%A9.png?v=1\" alt=\"&lt;A&gt;\" width=\"640\" height=\"360\"></p>";
        let picture = lead(html).expect("a picture");
        assert_eq!((picture.url.as_str(), picture.alt.as_str()), ("/a é.png", "<A>"));
        assert_eq!(picture.size, Some((640, 360)));
        let far = "<p><img src=\"https://b.example/a%20b.png?x=1&amp;y=2\"></p>";
        assert_eq!(url(far).as_deref(), Some("https://b.example/a%20b.png?x=1&y=2"));
    }
}
