//! HTML as far as it takes to see that a piece of it breaks nothing around it: tags, one after another, and whether each is
//! closed.
//!
//! After <https://html.spec.whatwg.org/multipage/parsing.html#tokenization>.

/// A tag that opens an element.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Tag<'a> {
    /// In small letters.
    pub(super) name: String,
    pub(super) attributes: Vec<Attribute<'a>>,
    /// Where it begins, in bytes.
    pub(super) at: usize,
    /// How many elements are open around it.
    pub(super) depth: usize,
    /// What is in it, where that is no HTML: a script, a style sheet.
    pub(super) inside: &'a str,
}

/// An attribute of a tag.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Attribute<'a> {
    /// In small letters.
    pub(super) name: String,
    pub(super) value: &'a str,
    /// Where its value begins, in bytes.
    pub(super) at: usize,
}

impl Tag<'_> {
    /// The value of an attribute.
    pub(super) fn value(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|one| one.name == name).map(|one| one.value)
    }
}

/// Elements that hold nothing.
const VOID: [&str; 13] =
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"];
/// Elements that end with what they are in.
const OPTIONAL: [&str; 14] =
    ["dd", "dt", "li", "optgroup", "option", "p", "rp", "rt", "tbody", "td", "tfoot", "th", "thead", "tr"];
/// Elements whose inside is no HTML.
const RAW: [&str; 4] = ["script", "style", "textarea", "title"];

/// What is wrong with a piece of HTML, and where.
pub(super) type Wrong = (usize, String);

/// The tags of a piece of HTML, and the place of the first text that stands in no element.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Read<'a> {
    pub(super) tags: Vec<Tag<'a>>,
    pub(super) text: Option<usize>,
}

/// Reads a piece of HTML; an error is what would reach into the page around it.
pub(super) fn read(html: &str) -> Result<Read<'_>, Wrong> {
    let (mut read, mut at) = (Read::default(), 0);
    // Names and places of what is open.
    let mut open: Vec<(String, usize)> = Vec::new();
    while let Some(rest) = html.get(at..).filter(|rest| !rest.is_empty()) {
        let is_tag = |rest: &str, before: &str| {
            rest.strip_prefix(before)
                .is_some_and(|name| name.starts_with(|sign: char| sign.is_ascii_alphabetic()))
        };
        if let Some(inside) = rest.strip_prefix("<!--") {
            let end = inside.find("-->").ok_or_else(|| (at, "a comment is not closed".to_owned()))?;
            at += 4 + end + 3;
        } else if is_tag(rest, "</") {
            let end = rest.find('>').ok_or_else(|| (at, "a tag is not closed".to_owned()))?;
            let name = rest[2..end].trim().to_ascii_lowercase();
            close(&mut open, &name, at)?;
            at += end + 1;
        } else if is_tag(rest, "<") {
            let (tag, end, is_closed) = tag(html, at, open.len())?;
            at = end;
            let is_foreign = || open.iter().any(|(name, _)| name == "svg" || name == "math");
            let is_void =
                VOID.contains(&tag.name.as_str()) || (is_closed && (is_foreign() || tag.name == "svg"));
            read.tags.push(tag);
            let Some(tag) = read.tags.last_mut().filter(|_| !is_void) else { continue };
            if RAW.contains(&tag.name.as_str()) {
                let end = format!("</{}", tag.name);
                let rest = html.get(at..).unwrap_or_default();
                let length = rest.to_ascii_lowercase().find(&end);
                let length = length.ok_or_else(|| (tag.at, format!("`<{}>` is not closed", tag.name)))?;
                tag.inside = &rest[..length];
                at += length;
            }
            open.push((tag.name.clone(), tag.at));
        } else if rest.starts_with("<!") || rest.starts_with("<?") {
            return Err((at, "a whole document cannot stand here".to_owned()));
        } else {
            // What begins with `<` and is no tag is text.
            let length =
                rest.match_indices('<').map(|(next, _)| next).find(|next| *next > 0).unwrap_or(rest.len());
            if open.is_empty() && !rest[..length].trim().is_empty() {
                read.text.get_or_insert(at);
            }
            at += length;
        }
    }
    match open.into_iter().find(|(name, _)| !OPTIONAL.contains(&name.as_str())) {
        Some((name, at)) => Err((at, format!("`<{name}>` is not closed"))),
        None => Ok(read),
    }
}

/// Closes an element, and those in it that end with it.
fn close(open: &mut Vec<(String, usize)>, name: &str, at: usize) -> Result<(), Wrong> {
    let Some(place) = open.iter().rposition(|(one, _)| one == name) else {
        return Err((at, format!("`</{name}>` closes nothing")));
    };
    let within = open.split_off(place);
    match within.into_iter().skip(1).find(|(inner, _)| !OPTIONAL.contains(&inner.as_str())) {
        Some((inner, at)) => Err((at, format!("`<{inner}>` is not closed"))),
        None => Ok(()),
    }
}

/// The tag that begins at a place, where it ends, and whether it ends in `/>`.
fn tag(html: &str, from: usize, depth: usize) -> Result<(Tag<'_>, usize, bool), Wrong> {
    let open = || (from, "a tag is not closed".to_owned());
    let blank = |sign: char| sign.is_ascii_whitespace();
    let rest = |at: usize| html.get(at..).unwrap_or_default();
    let run =
        |at: usize, ends: fn(char) -> bool| rest(at).find(ends).map_or(html.len(), |length| at + length);
    let mut at = run(from + 1, |sign| sign.is_ascii_whitespace() || matches!(sign, '/' | '>'));
    let name = html.get(from + 1..at).unwrap_or_default().to_ascii_lowercase();
    let mut tag = Tag { name, attributes: Vec::new(), at: from, depth, inside: "" };
    let mut is_closed = false;
    loop {
        at += rest(at).len() - rest(at).trim_start_matches(blank).len();
        match rest(at).chars().next().ok_or_else(open)? {
            '>' => return Ok((tag, at + 1, is_closed)),
            '/' => {
                is_closed = true;
                at += 1;
                continue;
            }
            '<' => return Err(open()),
            _ => is_closed = false,
        }
        // An attribute may begin with "=", as a browser has it.
        let first = rest(at).chars().next().map_or(0, char::len_utf8);
        let end = run(at + first, |sign| sign.is_ascii_whitespace() || matches!(sign, '/' | '>' | '='));
        let name = html.get(at..end).unwrap_or_default().to_ascii_lowercase();
        at = end;
        let behind = rest(at).trim_start_matches(blank);
        let Some(value) = behind.strip_prefix('=').map(|value| value.trim_start_matches(blank)) else {
            tag.attributes.push(Attribute { name, value: "", at });
            continue;
        };
        at = html.len() - value.len();
        let quote = value.chars().next().filter(|sign| matches!(sign, '"' | '\''));
        let (start, end) = match quote {
            Some(quote) => {
                let length = value[1..].find(quote).ok_or_else(open)?;
                (at + 1, at + 1 + length)
            }
            None => (at, run(at, |sign| sign.is_ascii_whitespace() || sign == '>')),
        };
        tag.attributes.push(Attribute { name, value: html.get(start..end).unwrap_or_default(), at: start });
        at = end + usize::from(quote.is_some());
    }
}

#[cfg(test)]
mod tests {
    use super::read;
    use proptest::prelude::*;

    #[test]
    fn html_that_closes_what_it_opens_is_whole() {
        for html in [
            "",
            "text <b>bold</b> & more < 3",
            "<p>One<p>Two <ul><li>a<li>b</ul>",
            "<img src=x><br><input value='>'>",
            "<script src='/a.js'></script><script type=\"application/json\">{\"a\": \"<b>\"}</script>",
            "<svg viewBox='0 0 1 1'><path d='M0 0'/></svg>",
            "<!-- <div> --><TABLE><TR><TD>x</TABLE>",
        ] {
            assert!(read(html).is_ok(), "{html}: {:?}", read(html));
        }
    }

    #[test]
    fn what_reaches_into_the_page_is_named_with_its_place() {
        for (html, at, wrong) in [
            ("<p>a</p><div><b>x</b>", 8, "`<div>` is not closed"),
            ("a</div>", 1, "`</div>` closes nothing"),
            ("<b><i>x</b></i>", 3, "`<i>` is not closed"),
            ("<script>let a;", 0, "`<script>` is not closed"),
            ("x<!-- y", 1, "a comment is not closed"),
            ("<a href=\"x>y</a>", 0, "a tag is not closed"),
            ("<div", 0, "a tag is not closed"),
            ("<!doctype html>", 0, "a whole document cannot stand here"),
        ] {
            assert_eq!(read(html), Err((at, wrong.to_owned())), "{html}");
        }
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(html in "([ -~\\n]|é|<!--|-->|</|<script>|<p a=){0,30}") {
            let _ = read(&html);
        }
    }
}
