//! The last word on what HTML leaves a post: ammonia, told by the one table that the browser's
//! sanitiser uses too ([`quire_bundle::allowed`]).

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use ammonia::{Builder, UrlRelative};
use quire_bundle::allowed;

/// How often cleaning may be repeated until it changes nothing. One round is enough for all but
/// tag soup that was written to be read differently the second time.
const ROUNDS: usize = 4;

/// Carries the line of the author's file from the Markdown to the last pass, which takes it out.
pub(crate) const LINE: &str = "data-line";

/// The HTML with nothing in it that the table does not allow.
pub(crate) fn clean(html: &str) -> String {
    CLEANER.clean(html).to_string()
}

/// As [`clean`], repeated until a browser that reads the result sees the same again. `None` when
/// that never happens, or when tags are never closed: such HTML is an attack or an accident, and nobody can say what
/// it means.
pub(crate) fn clean_until_stable(html: &str) -> Option<String> {
    if is_too_deep(html) {
        return None;
    }
    let mut before = clean(html);
    for _ in 0..ROUNDS {
        let after = clean(&before);
        if after == before {
            return Some(before);
        }
        before = after;
    }
    None
}

/// More elements stand in each other in no text. Parsers walk up from every element, so that 10,000 take seconds.
const DEPTH: usize = 1_000;

/// Elements that have no content, and so are never open.
const VOID: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track",
    "wbr",
];

/// Elements that end where the next of their kind begins.
const REPEATED: &[&str] = &["dd", "dt", "li", "option", "p", "td", "th", "tr"];

/// Whether more than [`DEPTH`] elements are open at once, as far as can be seen without parsing.
fn is_too_deep(html: &str) -> bool {
    let mut open: Vec<&str> = Vec::new();
    for tag in html.split('<').skip(1) {
        let closes = tag.starts_with('/');
        let inner = &tag[usize::from(closes)..];
        let name = &inner[..inner.bytes().take_while(u8::is_ascii_alphanumeric).count()];
        let is_name = |one: &&str| one.eq_ignore_ascii_case(name);
        if closes {
            open.truncate(open.iter().rposition(is_name).unwrap_or(open.len()));
        } else if !name.is_empty() && !VOID.iter().any(is_name) {
            if open.last().is_some_and(is_name) && REPEATED.iter().any(is_name) {
                open.pop();
            }
            open.push(name);
            if open.len() > DEPTH {
                return true;
            }
        }
    }
    false
}

static CLEANER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut tag_attributes: HashMap<&str, HashSet<&str>> = HashMap::new();
    for element in allowed::ELEMENTS {
        tag_attributes.insert(element.name, element.attributes.iter().copied().collect());
    }
    let mut builder = Builder::empty();
    builder
        .tags(allowed::ELEMENTS.iter().map(|element| element.name).collect())
        .clean_content_tags(allowed::DROPPED_WITH_CONTENT.iter().copied().collect())
        .tag_attributes(tag_attributes)
        .generic_attributes(allowed::GLOBAL_ATTRIBUTES.iter().copied().chain([LINE]).collect())
        .url_schemes(allowed::LINK_SCHEMES.iter().copied().collect())
        .url_relative(UrlRelative::PassThrough)
        .link_rel(None)
        .strip_comments(true)
        .set_tag_attribute_value("input", "disabled", "")
        .attribute_filter(value);
    builder
});

/// The value of an attribute as far as the table allows it.
fn value<'a>(element: &str, attribute: &str, value: &'a str) -> Option<Cow<'a, str>> {
    if attribute == LINE {
        return Some(Cow::Borrowed(value));
    }
    allowed::value(allowed::element(element)?, attribute, value).map(Cow::Owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_runs_or_styles_is_gone_and_what_reads_stays() {
        for (from, to) in [
            ("<p onclick=x style=color:red class='card hl-x'>a</p>", "<p class=\"hl-x\">a</p>"),
            ("<script>x</script><b>b</b><style>c</style>", "<b>b</b>"),
            ("<a href='java\nscript:x'>a</a>", "<a>a</a>"),
            ("<img src=data:text/html,x alt=a>", "<img alt=\"a\">"),
            ("<x-card><i>kept</i></x-card>", "<i>kept</i>"),
            ("<svg><title><b>x</b></title></svg>y", "y"),
            ("<img srcset='a.png 1x, javascript:x 2x' src=a.png>", "<img src=\"a.png\">"),
        ] {
            assert_eq!(clean(from), to, "{from}");
        }
    }

    #[test]
    fn html_whose_tags_are_never_closed_is_refused_and_what_html_closes_itself_is_not() {
        for unclosed in ["<div>", "<b>x", "<ul><li>", "<x-y>"] {
            assert_eq!(clean_until_stable(&unclosed.repeat(2_000)), None, "{unclosed}");
        }
        for closed in
            ["<p>x", "<br>", "<div></div>", "<p>a<T></p>", "<table><tr><td>x</table>", "a < b ", "</div>"]
        {
            assert!(!is_too_deep(&closed.repeat(2_000)), "{closed}");
        }
    }

    #[test]
    fn what_is_clean_stays_as_it_is() {
        for html in [
            "<p><a href=\"/x/\" rel=\"noopener\">a &amp; b</a>\u{a0}</p>",
            "<table><tr><td>1</table><p><div>x",
            "<a href=x><table><a href=y>",
            "<b><p>x</b>y</p>",
        ] {
            let once = clean_until_stable(html).expect("it settles");
            assert_eq!(clean(&once), once, "{html}");
        }
    }
}
