//! The last word on what HTML leaves a post: ammonia, told by the one table that the browser's
//! sanitiser uses too ([`quire_bundle::allowed`]).

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use ammonia::{Builder, UrlRelative};
use quire_bundle::allowed::{self, WordList};
use url::Url;

/// How often cleaning may be repeated until it changes nothing. One round is enough for all but
/// tag soup that was written to be read differently the second time.
const ROUNDS: usize = 4;

/// Carries the line of the author's file from the Markdown to the last pass, which takes it out.
pub(crate) const LINE: &str = "data-line";

/// Carries the source of a formula there, for texts that have no formulas.
pub(crate) const SOURCE: &str = "data-source";

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
    let entries = || allowed::names().filter_map(|name| Some((name, allowed::element(name)?)));
    let tag_attributes: HashMap<&str, HashSet<&str>> =
        entries().map(|(name, element)| (name, element.attributes.iter().collect())).collect();
    let mut builder = Builder::empty();
    builder
        .tags(allowed::names().collect())
        .clean_content_tags(allowed::DROPPED_WITH_CONTENT.iter().collect())
        .tag_attributes(tag_attributes)
        .generic_attributes(allowed::GLOBAL_ATTRIBUTES.iter().chain([LINE, SOURCE]).collect())
        .url_schemes(allowed::LINK_SCHEMES.iter().collect())
        .url_relative(UrlRelative::PassThrough)
        .link_rel(None)
        .strip_comments(true)
        .set_tag_attribute_value("input", "disabled", "")
        .attribute_filter(value);
    builder
});

/// The value of an attribute as far as the table allows it.
fn value<'a>(element: &str, attribute: &str, value: &'a str) -> Option<Cow<'a, str>> {
    if attribute == LINE || attribute == SOURCE {
        return Some(Cow::Borrowed(value));
    }
    let rule = allowed::rule(&allowed::element(element)?, attribute);
    allowed::value(rule, value, &judged).map(Cow::Owned)
}

/// An address as it is written, if it is one by one of the schemes: read as a browser reads it.
fn judged(address: &str, schemes: WordList) -> Option<String> {
    static SOMEWHERE: LazyLock<Option<Url>> = LazyLock::new(|| Url::parse("https://a.example/").ok());
    let read = SOMEWHERE.as_ref()?.join(address).ok()?;
    schemes.has(read.scheme()).then(|| address.to_owned())
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
            (
                "<math><mi href=x onclick=x style=x class='x rule-top'>a</mi></math>",
                "<math><mi class=\"rule-top\">a</mi></math>",
            ),
            ("<math><maction actiontype=toggle><mn>1</mn></maction></math>", "<math><mn>1</mn></math>"),
            (
                "<math><semantics><mi>a</mi><annotation>b</annotation></semantics></math>",
                "<math><mi>a</mi></math>",
            ),
            ("<mi>a</mi>b", "b"),
            ("<img srcset='a.png 1x, javascript:x 2x' src=a.png>", "<img srcset=\"a.png 1x\" src=\"a.png\">"),
            ("<img srcset='data:,x 1x' src=a.png>", "<img src=\"a.png\">"),
            ("<a referrerpolicy=unsafe-url href='//['>a</a>", "<a>a</a>"),
        ] {
            assert_eq!(clean(from), to, "{from}");
        }
    }

    #[test]
    fn an_address_is_judged_as_a_browser_would_read_it() {
        for good in ["/x/", "#x", "", "x.png", "https://a/", "HTTPS://a/", "mailto:a@b", "a/b:c", "//a/b"] {
            assert_eq!(judged(good, allowed::LINK_SCHEMES).as_deref(), Some(good));
        }
        for bad in [
            "javascript:x",
            " javascript:x",
            "\u{1}javascript:x",
            "java\tscript:x",
            "JAVASCRIPT:x",
            "data:text/html,x",
            "vbscript:x",
            "https://[",
        ] {
            assert_eq!(judged(bad, allowed::LINK_SCHEMES), None, "{bad}");
        }
        assert_eq!(judged("mailto:a@b", allowed::MEDIA_SCHEMES), None);
    }

    /// Where formulas and HTML meet, a second reading may see other elements than the first: what a known attack makes of it
    /// is nothing that runs, however often it is read.
    #[test]
    fn formulas_hide_nothing_that_a_second_reading_finds() {
        for attack in [
            "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
            "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">",
            "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
            "<math><annotation-xml encoding=\"text/html\"><style></annotation-xml><img src=x onerror=alert(1)>",
            "<math><mi><mglyph><svg><mtext><textarea><path id=\"</textarea><img onerror=alert(1) src=1>\">",
            "<math><mtext><option><FAKEFAKE><option></option><mglyph><svg><mtext><style><a title=\"</style><img src=x onerror=alert(1)>\">",
            "<math href=\"javascript:alert(1)\"><mrow href=\"javascript:alert(1)\" xlink:href=\"javascript:alert(1)\">CLICK",
            "<math><maction actiontype=\"statusline#http://a.b\" xlink:href=\"javascript:alert(1)\">CLICK</maction></math>",
            "<svg></p><math><mtext></svg><style><img src=x onerror=alert(1)></style>",
            "<math><mtext><p><mi><img src=x onerror=alert(1)>",
            "<math><mi//xlink:href=\"data:x,<script>alert(1)</script>\">",
            "<math><malignmark><table><mtext><noscript><img src=x onerror=alert(1)>",
        ] {
            let Some(clean) = clean_until_stable(attack) else { continue };
            for bad in [
                "onerror",
                "javascript:",
                "<style",
                "<script",
                "<svg",
                "xlink",
                "mglyph",
                "<noscript",
                "annotation",
            ] {
                let tags = clean.split('<').skip(1).filter_map(|tag| tag.split('>').next());
                let tags = tags.map(|tag| tag.split('"').step_by(2).collect::<String>());
                assert!(!tags.into_iter().any(|tag| format!("<{tag}").contains(bad)), "{attack}: {clean}");
            }
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
