//! What a reader gets in place of a shortcode that stands alone, when the author has no template for it.

use super::call::Call;
use super::expansion::Source;
use super::{NOWHERE, shape};
use crate::markdown::{Place, Target, has_scheme};

/// What stands in for a call.
pub(super) enum StandIn<'c> {
    /// This Markdown.
    Text(String),
    /// What Quire's template of this name writes.
    Template(&'static str),
    /// A picture with words under it: its address, and the text for those who do not see it.
    Figure(String, String),
    /// A film that stands alone: its address and its title.
    Film(String, String),
    /// The reference names no post. The text is what stays.
    NoPost(&'c str, String),
    /// There is no such picture. The text is what stays.
    NoPicture(&'c str, String),
    /// The call is known, and lacks this, which is given under this name.
    Lacks(&'static str, &'static str),
    /// The call is not known. The text is what stays.
    Unknown(String),
}

/// Finds what stands in for the call.
pub(super) fn stand_in<'c>(call: &Call<'c>, source: &Source<'_>, place: &Place<'_>) -> StandIn<'c> {
    let before = source.text[..call.start].trim_end_matches([' ', '<']);
    let in_address = ["](", "=\"", "='", "=", "]:"].iter().any(|sign| before.ends_with(sign));
    let nothing = || if in_address { NOWHERE.to_owned() } else { String::new() };
    if is_reference(call.name) {
        let name = call.value(&["", "path", "page"]).unwrap_or_default();
        return match place.reference(name).map(|address| encoded(&address)) {
            Some(address) if in_address => StandIn::Text(address),
            Some(address) => StandIn::Text(labelled(&address, &address)),
            None => StandIn::NoPost(name, nothing()),
        };
    }
    let found = if in_address {
        let address = call.value(&["", "src", "file", "url", "href"]);
        address.and_then(|address| found(address, place)).map(StandIn::Text)
    } else if call.name == "multilingual_quote" && call.value(&["original"]).is_some() {
        Some(StandIn::Template("multilingual_quote"))
    } else if is_picture(call.name) {
        picture(call, source.text, place)
    } else {
        film(call, source.text)
            .or_else(|| link(call, place).map(StandIn::Text))
            .or_else(|| words(call, source.text))
    };
    found.unwrap_or_else(|| match call.value(PICTURE).filter(|_| is_picture(call.name)) {
        Some(picture) => StandIn::NoPicture(picture, nothing()),
        None if in_address => StandIn::Unknown(nothing()),
        None => lacks(call.name)
            .map_or_else(|| StandIn::Unknown(nothing()), |(what, name)| StandIn::Lacks(what, name)),
    })
}

/// Pairs that hide their body behind a line.
pub(super) fn is_details(name: &str) -> bool {
    matches!(name, "collapse" | "details" | "expand" | "spoiler")
}

/// Calls that set a passage apart.
pub(super) fn is_note(name: &str) -> bool {
    NOTES.contains(&name)
}

const NOTES: &[&str] = &[
    "accordion",
    "admonition",
    "alert",
    "aside",
    "attention",
    "box",
    "callout",
    "card-policy",
    "card-prompt",
    "caution",
    "danger",
    "hint",
    "important",
    "info",
    "note",
    "notice",
    "ring",
    "tip",
    "warning",
];

fn is_reference(name: &str) -> bool {
    matches!(name, "ref" | "relref" | "post_url" | "link" | "get_url")
}

fn is_picture(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    ["img", "image", "figure", "picture", "screenshot"].iter().any(|part| lower.contains(part))
}

/// What a call that Quire knows cannot do without.
fn lacks(name: &str) -> Option<(&'static str, &'static str)> {
    match name {
        "figure" | "image" | "img" | "picture" => Some(("the address of a picture", "src")),
        "gist" | "tweet" | "twitter" | "vimeo" | "youtube" => Some(("an id", "id")),
        _ => None,
    }
}

/// The address of a picture or file that is there.
fn found(address: &str, place: &Place<'_>) -> Option<String> {
    if has_scheme(address) {
        return Some(encoded(address));
    }
    if (place.blog.file)(address.trim_start_matches('/')) {
        return Some(encoded(&format!("/{}", address.trim_start_matches('/'))));
    }
    match place.target(address) {
        Target::Address(found) if !address.starts_with('/') => Some(encoded(&found)),
        _ => None,
    }
}

/// Arguments that name a picture.
const PICTURE: &[&str] = &["src", "light_src", "default_src", "url", "path", ""];

fn picture<'c>(call: &Call<'c>, source: &str, place: &Place<'_>) -> Option<StandIn<'c>> {
    let alt = call.value(&["alt", "default_alt", "caption", "title"]).unwrap_or_default();
    let alt = alt.replace("\\\"", "\"").replace('\n', " ");
    // A post of that name is no picture.
    let there = |address: &&str| {
        (place.blog.file)(address.trim_start_matches('/'))
            || matches!(place.media(address), Target::Address(_))
    };
    let at = |names: &[&str]| call.value(names).filter(there).and_then(|address| found(address, place));
    let Some(address) = at(PICTURE) else {
        // A link around a picture that is gone still needs words.
        let linked = source[..call.start].ends_with('[') && source[call.end..].starts_with("](");
        let wanted = call.value(PICTURE).filter(|_| linked && !alt.is_empty())?;
        return Some(StandIn::NoPicture(wanted, escaped(&alt)));
    };
    let stands_alone = shape::alone(source, call.start, call.end).is_some();
    if stands_alone && (call.name == "figure" || call.value(&["caption", "title", "attr"]).is_some()) {
        return Some(StandIn::Figure(address, alt));
    }
    let mut text = match at(&["dark_src"]) {
        Some(dark) => format!(
            "<picture><source media=\"(prefers-color-scheme: dark)\" srcset=\"{dark}\">\
             <img src=\"{address}\" alt=\"{}\"></picture>",
            alt.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
        ),
        // The author says that it is only an ornament.
        None if alt.is_empty() && call.arguments.iter().any(|own| own.name == "alt") => {
            format!("<img src=\"{address}\" alt=\"\">")
        }
        None => format!("![{}](<{address}>)", escaped(&alt)),
    };
    // The reader cannot exchange one for the other, and sees both.
    if let Some(second) = at(&["toggled_src", "hovered_src"]) {
        let alt = call.value(&["toggled_alt", "hovered_alt"]).unwrap_or_default();
        text.extend([" ![", &escaped(alt), "](<", &second, ">)"]);
    }
    Some(StandIn::Text(text))
}

fn escaped(label: &str) -> String {
    label.replace('\\', "").replace('[', "\\[").replace(']', "\\]").replace('\n', " ")
}

/// Films and messages of other sites become links to them.
fn film<'c>(call: &Call<'_>, source: &str) -> Option<StandIn<'c>> {
    let mut parts = call.positional();
    let id = call.value(&["id"]).or_else(|| parts.next());
    let address = match call.name.to_ascii_lowercase().as_str() {
        "youtube" => format!("https://www.youtube.com/watch?v={}", id?),
        "vimeo" => format!("https://vimeo.com/{}", id?),
        "tweet" | "twitter" | "x" => match (call.value(&["user"]), parts.next()) {
            (Some(user), _) => format!("https://twitter.com/{user}/status/{}", id?),
            (None, Some(second)) => format!("https://twitter.com/{}/status/{second}", id?),
            (None, None) => format!("https://twitter.com/i/status/{}", id?),
        },
        "gist" => match parts.next() {
            Some(second) => format!("https://gist.github.com/{}/{second}", id?),
            None => format!("https://gist.github.com/{}", id?),
        },
        _ => return None,
    };
    let bare = address.trim_start_matches("https://").trim_start_matches("www.");
    let title = call.value(&["title"]).unwrap_or(bare);
    let is_film = matches!(call.name.to_ascii_lowercase().as_str(), "vimeo" | "youtube");
    Some(if is_film && shape::alone(source, call.start, call.end).is_some() {
        StandIn::Film(encoded(&address), title.replace("\\\"", "\""))
    } else {
        StandIn::Text(labelled(title, &address))
    })
}

/// A call that names an address becomes a link to it.
fn link(call: &Call<'_>, place: &Place<'_>) -> Option<String> {
    let given = call.value(&["href", "url", "link", "button-url", "src", "file", ""])?;
    let label = call.value(&["text", "label", "button-text", "title", "caption", "name"]);
    let address = if given.starts_with("http://") || given.starts_with("https://") {
        encoded(given)
    } else {
        found(given, place)?
    };
    let bare = address.split_once("://").map_or(&*address, |(_, bare)| bare);
    Some(labelled(label.unwrap_or(bare), &address))
}

/// A call that brings its own words leaves them.
fn words<'c>(call: &Call<'c>, source: &str) -> Option<StandIn<'c>> {
    let words = call.value(&["text", "quote", "label", "content", "intro"])?;
    let words = words.replace("\\\"", "\"").replace("\\n", "\n");
    let alone = shape::alone(source, call.start, call.end);
    let quote = call.name.contains("quote");
    if is_note(call.name) && alone.is_some() {
        return Some(StandIn::Template("note"));
    }
    Some(match alone {
        Some(indent) if quote => {
            let cite = call.value(&["cite", "author", "source"]).map(str::trim);
            let cite = cite.map_or(String::new(), |cite| format!("\n{indent}>\n{indent}> — {cite}"));
            StandIn::Text(format!("> {}{cite}", words.trim().replace('\n', &format!("\n{indent}> "))))
        }
        _ if quote || is_note(call.name) || is_details(call.name) => StandIn::Text(words),
        _ => StandIn::Unknown(words),
    })
}

fn labelled(label: &str, address: &str) -> String {
    format!("[{}](<{address}>)", escaped(label.trim()))
}

/// The address without signs that would end it in Markdown or in an attribute.
fn encoded(address: &str) -> String {
    let mut encoded = String::with_capacity(address.len());
    for letter in address.trim().chars() {
        match letter {
            ' ' => encoded.push_str("%20"),
            '(' => encoded.push_str("%28"),
            ')' => encoded.push_str("%29"),
            '<' => encoded.push_str("%3C"),
            '>' => encoded.push_str("%3E"),
            '"' => encoded.push_str("%22"),
            '\'' => encoded.push_str("%27"),
            '\n' | '\t' => {}
            letter => encoded.push(letter),
        }
    }
    encoded
}
