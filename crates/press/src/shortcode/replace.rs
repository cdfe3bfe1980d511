//! What a reader gets in place of a shortcode that stands alone.

use super::parse::Call;
use super::{Expanded, NOWHERE};
use crate::markdown::{Place, Target, has_scheme};
use crate::problem::{Problem, Rule};

/// Writes what stands in for the call, or counts it as dropped.
pub(super) fn replace(
    call: &Call<'_>,
    source: &str,
    place: &Place<'_>,
    out: &mut String,
    expanded: &mut Expanded<'_>,
) {
    let before = source[..call.start].trim_end_matches([' ', '<']);
    let in_address = ["](", "=\"", "='", "=", "]:"].iter().any(|sign| before.ends_with(sign));
    let stand_in = if is_reference(call.name) {
        reference(call, place, in_address, expanded)
    } else if in_address {
        let address = call.value(&["", "src", "file", "url", "href"]);
        address.and_then(|address| found(address, place))
    } else if is_picture(call.name) {
        picture(call, source, place)
    } else {
        film(call).or_else(|| link(call, place)).or_else(|| text(call, before))
    };
    if stand_in.is_none() && !is_reference(call.name) {
        *expanded.dropped.entry(call.name.to_owned()).or_default() += 1;
    }
    let nothing = if in_address { NOWHERE } else { "" };
    out.push_str(stand_in.as_deref().unwrap_or(nothing));
    // `[x]({{< ref "y" >}}"Title")` lacks a space that Hugo does not need.
    if before.ends_with("](") && source[call.end..].starts_with('"') {
        out.push(' ');
    }
}

/// The address of another post; as a link, where it does not stand in one.
fn reference(
    call: &Call<'_>,
    place: &Place<'_>,
    in_address: bool,
    expanded: &mut Expanded<'_>,
) -> Option<String> {
    let name = call.value(&["", "path", "page"]).unwrap_or_default();
    if let Some(address) = place.reference(name) {
        let address = encoded(&address);
        return Some(if in_address { address } else { labelled(&address, &address) });
    }
    let message = format!(
        "there is no post `{name}`, so the words stay without a link; \
         correct the name, or remove the link"
    );
    let line = Some(place.line(call.start));
    expanded.problems.push(Problem::warning(Rule::DeadLink, &place.post.file, line, message));
    None
}

fn is_reference(name: &str) -> bool {
    matches!(name, "ref" | "relref" | "post_url" | "link" | "get_url")
}

fn is_picture(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    ["img", "image", "figure", "picture", "screenshot"].iter().any(|part| lower.contains(part))
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

fn picture(call: &Call<'_>, source: &str, place: &Place<'_>) -> Option<String> {
    let address = call.value(&["src", "light_src", "default_src", "url", "path", ""]);
    let alt = call.value(&["alt", "caption", "title"]).unwrap_or_default();
    let alt = alt.replace('\\', "").replace('[', "\\[").replace(']', "\\]").replace('\n', " ");
    if let Some(address) = address.and_then(|address| found(address, place)) {
        return Some(format!("![{alt}](<{address}>)"));
    }
    // A link around a picture that is gone still needs words.
    let linked = source[..call.start].ends_with('[') && source[call.end..].starts_with("](");
    (linked && !alt.is_empty()).then_some(alt)
}

/// Films and messages of other sites become links to them.
fn film(call: &Call<'_>) -> Option<String> {
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
    Some(labelled(call.value(&["title"]).unwrap_or(bare), &address))
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
fn text(call: &Call<'_>, before: &str) -> Option<String> {
    let words = call.value(&["text", "quote", "label", "content", "intro"])?;
    let words = words.replace("\\\"", "\"").replace("\\n", "\n");
    let own_line = before.is_empty() || before.ends_with('\n');
    let title = call.value(&["title"]).map(str::trim);
    if !own_line {
        return Some(words);
    }
    let cite = call.value(&["cite", "author", "source"]).map(str::trim);
    if call.name.contains("quote") {
        let cite = cite.map_or(String::new(), |cite| format!("\n>\n> — {cite}"));
        return Some(format!("> {}{cite}", words.trim().replace('\n', "\n> ")));
    }
    let title = title.map_or(String::new(), |title| format!("**{title}**\n\n"));
    Some(format!("<aside class=\"note\">\n\n{title}{}\n\n</aside>\n", words.trim()))
}

fn labelled(label: &str, address: &str) -> String {
    let label = label.trim().replace('[', "\\[").replace(']', "\\]");
    format!("[{label}](<{address}>)")
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
