//! The library's `MathML` in this site's own shape: classes where it writes styles, which the site's policy forbids, and
//! only elements that a post may hold.

use quire_bundle::allowed;

use super::super::tags::{Tag, Token, push_attribute, tokens};

/// What stands within `<math>`; an error names an element that would be lost.
pub(super) fn shaped(mathml: &str) -> Result<String, String> {
    let mut html = String::with_capacity(mathml.len());
    // What closes the elements that are open.
    let mut open: Vec<String> = Vec::new();
    for token in tokens(mathml) {
        match token {
            Token::Text(text) => html.push_str(text),
            Token::Close("math") => {}
            Token::Close(_) => html.push_str(&open.pop().unwrap_or_default()),
            Token::Open(tag) => {
                let name = tag.name.trim_end_matches('/');
                if name == "math" {
                    continue;
                }
                if allowed::element(name).is_none() {
                    return Err(name.to_owned());
                }
                let close = opened(name, &tag, &mut html);
                if tag.whole.ends_with("/>") {
                    html.push_str(&close);
                } else {
                    open.push(close);
                }
            }
        }
    }
    Ok(html)
}

/// Writes a tag; gives what closes it.
fn opened(name: &str, tag: &Tag<'_>, html: &mut String) -> String {
    let style = tag.attribute("style").unwrap_or_default();
    let style = || style.split(';').filter_map(|one| one.split_once(':')).map(|(a, b)| (a.trim(), b.trim()));
    if name == "mpadded" && tag.attribute("width").is_none() {
        let space = |side: &str| match style().find(|(name, _)| *name == side) {
            Some((_, width)) => format!("<mspace width=\"{width}\"></mspace>"),
            None => String::new(),
        };
        html.push_str("<mrow>");
        html.push_str(&space("padding-left"));
        return space("padding-right") + "</mrow>";
    }
    html.push('<');
    html.push_str(name);
    let mut classes: Vec<&str> = style().filter_map(|(name, value)| class(name, value)).collect();
    classes.dedup();
    if !classes.is_empty() {
        push_attribute(html, "class", &classes.join(" "));
    }
    for (attribute, value) in
        tag.attributes().filter(|(attribute, _)| !matches!(*attribute, "style" | "class"))
    {
        html.extend([" ", attribute, "=\"", value, "\""]);
    }
    html.push('>');
    format!("</{name}>")
}

/// The class that stands for a style. Styles without one are finer points of spacing.
fn class(name: &str, value: &str) -> Option<&'static str> {
    Some(match (name, value) {
        ("text-align", "left") => "align-left",
        ("text-align", "right") => "align-right",
        ("padding-left" | "padding-right", "0") => "align-close",
        ("width", "100%") => "align-wide",
        ("width", "50%") => "align-half",
        ("border-top", _) => "rule-top",
        ("border-bottom", _) => "rule-bottom",
        ("border-left", _) => "rule-left",
        ("border-right", _) => "rule-right",
        _ => return None,
    })
}
