//! Percent-encoding, and the small part of URL resolution that a site's own files need.

/// Encodes one path (slashes stay) or one query value (`slash` false) so that [`decode`] gives it back.
///
/// What RFC 3986 §3.3 lets stand in a path segment stays, but for `&`, `=`, `+` and `'`, which mean something in a query
/// or in HTML.
pub fn encode(text: &str, slash: bool) -> String {
    let mut encoded = String::with_capacity(text.len());
    for &byte in text.as_bytes() {
        let plain =
            byte.is_ascii_alphanumeric() || b"-._~!$()*,;:@".contains(&byte) || (slash && byte == b'/');
        if plain {
            encoded.push(char::from(byte));
        } else {
            encoded.push('%');
            encoded.push(hexadecimal(byte >> 4));
            encoded.push(hexadecimal(byte & 15));
        }
    }
    encoded
}

/// Decodes percent-encoding; what is not valid stays as it stands.
pub fn decode(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let pair = (byte == b'%')
            .then(|| Some(digit(*bytes.get(at + 1)?)? * 16 + digit(*bytes.get(at + 2)?)?))
            .flatten();
        decoded.push(pair.unwrap_or(byte));
        at += if pair.is_some() { 3 } else { 1 };
    }
    String::from_utf8(decoded).unwrap_or_else(|_| text.to_string())
}

/// Whether a URL says its scheme and host.
pub fn is_absolute(url: &str) -> bool {
    after_scheme(url).is_some()
}

/// What follows `https://` in an absolute URL.
pub fn after_scheme(url: &str) -> Option<&str> {
    url.split_once(':')?.1.strip_prefix("//")
}

/// The way from a path up to the root: `./` for `a.html`, `../../` for `posts/a/`.
pub fn relative_root(path: &str) -> String {
    match path.bytes().filter(|&byte| byte == b'/').count() {
        0 => "./".to_string(),
        depth => "../".repeat(depth),
    }
}

/// The path from the root that `reference` means in a file at `from`, when it stays within the site.
///
/// `base` is the site's own absolute URL or `/`.
pub(crate) fn resolve(base: &str, from: &str, reference: &str) -> Option<String> {
    if let Some(rest) = reference.strip_prefix(base) {
        return Some(decode(rest));
    }
    if reference.contains(':') || reference.starts_with('/') {
        return None;
    }
    let mut segments: Vec<&str> = from.split('/').collect();
    segments.pop();
    let mut rest = reference;
    loop {
        if let Some(after) = rest.strip_prefix("../") {
            segments.pop()?;
            rest = after;
        } else if let Some(after) = rest.strip_prefix("./") {
            rest = after;
        } else {
            break;
        }
    }
    segments.push(rest);
    Some(decode(&segments.join("/")))
}

fn digit(byte: u8) -> Option<u8> {
    match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'a'..=b'f' => Some(byte - b'a' + 10),
        b'A'..=b'F' => Some(byte - b'A' + 10),
        _ => None,
    }
}

fn hexadecimal(value: u8) -> char {
    char::from(if value < 10 { b'0' + value } else { b'A' + value - 10 })
}

#[cfg(test)]
mod tests {
    use super::{decode, encode, relative_root, resolve};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn any_text_survives_encoding(text in ".*") {
            prop_assert_eq!(decode(&encode(&text, true)), text.clone());
            prop_assert_eq!(decode(&encode(&text, false)), text);
        }

        #[test]
        fn the_way_up_leads_to_the_root(from in "([a-z]{1,3}/){0,4}", to in "([a-z]{1,3}/){1,4}") {
            let reference = relative_root(&from) + &to;
            prop_assert_eq!(resolve("/", &from, &reference), Some(to));
        }
    }

    #[test]
    fn what_leaves_the_site_is_no_path_of_it() {
        assert_eq!(resolve("https://a.example/", "", "https://a.example/x/"), Some("x/".to_string()));
        assert_eq!(resolve("https://a.example/", "", "https://b.example/x/"), None);
        assert_eq!(resolve("https://a.example/blog/", "x/", "../../y/"), None);
        assert_eq!(decode("100%"), "100%");
    }
}
