//! Reads clean HTML tag by tag. This is no parser for HTML in the wild: it reads what the
//! sanitiser wrote, where every value stands in double quotes and `<` in text is escaped.

use std::borrow::Cow;
use std::fmt::Write;

/// A piece of HTML.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// Text, still escaped.
    Text(&'a str),
    /// A tag that opens, or stands alone.
    Open(Tag<'a>),
    /// A tag that closes; the name.
    Close(&'a str),
}

/// A tag that opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Tag<'a> {
    /// Its name in lower case.
    pub name: &'a str,
    /// The tag as it stands, with its brackets.
    pub whole: &'a str,
    attributes: &'a str,
}

impl<'a> Tag<'a> {
    /// Names and values in order; values still escaped.
    pub(super) fn attributes(&self) -> impl Iterator<Item = (&'a str, &'a str)> + use<'a> {
        attributes(self.attributes)
    }

    /// The value of an attribute, unescaped.
    pub(super) fn attribute(&self, name: &str) -> Option<Cow<'a, str>> {
        let (_, value) = self.attributes().find(|(own, _)| *own == name)?;
        Some(unescape(value))
    }

    /// Whether it wears this class.
    pub(super) fn has_class(&self, class: &str) -> bool {
        self.attribute("class").is_some_and(|own| own.split_ascii_whitespace().any(|one| one == class))
    }
}

/// The pieces of clean HTML, in order.
pub(super) fn tokens(html: &str) -> impl Iterator<Item = Token<'_>> {
    let mut rest = html;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        if !rest.starts_with('<') {
            let end = rest.find('<').unwrap_or(rest.len());
            let text = &rest[..end];
            rest = &rest[end..];
            return Some(Token::Text(text));
        }
        let end = tag_end(rest);
        let whole = &rest[..end];
        rest = &rest[end..];
        let inner = whole.trim_start_matches('<').trim_end_matches('>');
        if let Some(name) = inner.strip_prefix('/') {
            return Some(Token::Close(name.trim()));
        }
        let split = inner.bytes().position(|byte| byte.is_ascii_whitespace()).unwrap_or(inner.len());
        let (name, attributes) = inner.split_at(split);
        Some(Token::Open(Tag { name, whole, attributes }))
    })
}

/// The byte after the tag that the text begins with, as browsers find it: a quotation mark is one where a value begins, and
/// a letter like any other elsewhere.
///
/// Source: <https://html.spec.whatwg.org/multipage/parsing.html#before-attribute-name-state> and what follows.
pub(crate) fn tag_end(text: &str) -> usize {
    enum At {
        Tag,
        Between,
        Name,
        AfterName,
        BeforeValue,
        Value,
        Quoted(u8),
    }
    let mut at = At::Tag;
    for (place, byte) in text.bytes().enumerate() {
        at = match (at, byte) {
            (At::Quoted(mark), byte) if mark == byte => At::Between,
            (At::Quoted(mark), _) | (At::BeforeValue, mark @ (b'"' | b'\'')) => At::Quoted(mark),
            (_, b'>') => return place + 1,
            (At::Name, byte) if byte.is_ascii_whitespace() => At::AfterName,
            (At::Tag | At::Value, byte) if byte.is_ascii_whitespace() => At::Between,
            (at, byte) if byte.is_ascii_whitespace() => at,
            (At::Name | At::AfterName, b'=') => At::BeforeValue,
            (At::BeforeValue | At::Value, _) => At::Value,
            // The bracket that the tag begins with, and that of one that closes something.
            (At::Tag, b'/') if place < 2 => At::Tag,
            (_, b'/') => At::Between,
            (At::Tag, _) => At::Tag,
            (At::Between | At::Name | At::AfterName, _) => At::Name,
        };
    }
    text.len()
}

/// Names and values of what stands in a tag after its name, quoted or not; values still escaped.
pub(crate) fn attributes(text: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let find = |text: &str, ends: fn(u8) -> bool| text.bytes().position(ends).unwrap_or(text.len());
        rest = &rest[find(rest, |byte| !byte.is_ascii_whitespace() && byte != b'/')..];
        let end = find(rest, |byte| byte.is_ascii_whitespace() || byte == b'=');
        if end == 0 {
            return None;
        }
        let name = &rest[..end];
        rest = rest[end..].trim_ascii_start();
        let Some(after) = rest.strip_prefix('=') else {
            return Some((name, ""));
        };
        let after = after.trim_ascii_start();
        let (value, left) = match after.as_bytes().first() {
            Some(quote @ (b'"' | b'\'')) => {
                after[1..].split_once(char::from(*quote)).unwrap_or((&after[1..], ""))
            }
            _ => after.split_at(find(after, |byte| byte.is_ascii_whitespace())),
        };
        rest = left;
        Some((name, value))
    })
}

/// The text with the references that the sanitiser writes as the letters they stand for.
pub(crate) fn unescape(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    Cow::Owned(
        text.replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&quot;", "\"")
            .replace("&nbsp;", "\u{a0}")
            .replace("&amp;", "&"),
    )
}

/// Writes ` name="value"`.
pub(crate) fn push_attribute(html: &mut String, name: &str, value: &str) {
    html.push(' ');
    html.push_str(name);
    html.push_str("=\"");
    push_value(html, value);
    html.push('"');
}

/// Writes an address as an attribute, its letters outside ASCII as `%` and two digits, as Markdown has it.
pub(super) fn push_href(html: &mut String, name: &str, address: &str) {
    html.extend([" ", name, "=\""]);
    for byte in address.bytes() {
        match byte {
            b'&' => html.push_str("&amp;"),
            b'\'' => html.push_str("&#39;"),
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => html.push(char::from(byte)),
            byte if b"!#$%()*+,-./:;=?@_~".contains(&byte) => html.push(char::from(byte)),
            byte => {
                let _ = write!(html, "%{byte:02X}");
            }
        }
    }
    html.push('"');
}

fn push_value(html: &mut String, value: &str) {
    // The no-break space begins with the byte 0xc2.
    if !value.bytes().any(|byte| matches!(byte, b'&' | b'<' | b'>' | b'"' | 0xc2)) {
        return html.push_str(value);
    }
    for letter in value.chars() {
        match letter {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\u{a0}' => html.push_str("&nbsp;"),
            letter => html.push(letter),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_texts_and_values_are_told_apart() {
        let html = "a &lt; <img alt=\"x > y &amp; z\" src=\"/a\"><p class=\"one two\">b</p>";
        let tokens: Vec<Token<'_>> = tokens(html).collect();
        let [Token::Text("a &lt; "), Token::Open(img), Token::Open(p), Token::Text("b"), Token::Close("p")] =
            tokens.as_slice()
        else {
            panic!("{tokens:?}")
        };
        assert_eq!(img.attribute("alt").as_deref(), Some("x > y & z"));
        assert!(p.has_class("two") && !p.has_class("tw"));
    }

    #[test]
    fn what_an_author_wrote_by_hand_is_read_as_well() {
        let read: Vec<_> = attributes(" src=x.png  alt='a b' hidden title = \"t\" /").collect();
        assert_eq!(read, [("src", "x.png"), ("alt", "a b"), ("hidden", ""), ("title", "t")]);
    }

    #[test]
    fn a_value_comes_back_as_it_was_written() {
        let mut html = String::from("<a");
        push_attribute(&mut html, "title", "<\"&amp;\">\u{a0}");
        html.push('>');
        let Some(Token::Open(tag)) = tokens(&html).next() else { panic!("{html}") };
        assert_eq!(tag.attribute("title").as_deref(), Some("<\"&amp;\">\u{a0}"));
    }
}
