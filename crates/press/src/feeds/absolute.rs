//! A body as it can be read far from its page: every address in it is made whole.
//!
//! What the tool itself resolves begins with `/`; an author's HTML may name more, and a footnote names its own page.

use quire_bundle::allowed::scheme;
use url::Url;

/// The attributes that hold an address, as they stand in the HTML that the sanitiser leaves.
const ADDRESSES: [&str; 4] = [" href=\"", " src=\"", " poster=\"", " cite=\""];

/// The one that holds several, with their sizes.
const SET: &str = " srcset=\"";

/// The HTML with absolute addresses. `base` is the root of the site, `page` the post's own address.
pub(super) fn absolute(html: &str, base: &str, page: &str) -> String {
    let mut whole = String::with_capacity(html.len() + 256);
    let mut rest = html;
    while let Some((text, tag)) = rest.split_once('<') {
        whole += text;
        whole.push('<');
        rest = in_tag(tag, &mut whole, |address| resolved(address, base, page));
    }
    whole + rest
}

/// Copies one tag from behind its `<`, and gives what follows it.
fn in_tag<'a>(tag: &'a str, whole: &mut String, resolved: impl Fn(&str) -> Option<String>) -> &'a str {
    let mut rest = tag;
    // Each turn copies up to the next quoted value and the value itself.
    loop {
        let end = rest.find(['"', '>']).map_or(rest.len(), |at| at + 1);
        let (before, after) = rest.split_at(end);
        *whole += before;
        if !before.ends_with('"') {
            return after;
        }
        let (value, after) = after.split_at(after.find('"').unwrap_or(after.len()));
        if before.ends_with(SET) {
            let candidates: Vec<String> = value.split(", ").map(|one| candidate(one, &resolved)).collect();
            *whole += &candidates.join(", ");
        } else {
            let is_address = ADDRESSES.iter().any(|name| before.ends_with(name));
            match is_address.then(|| resolved(value)).flatten() {
                Some(address) => *whole += &address,
                None => *whole += value,
            }
        }
        let (quote, after) = after.split_at(after.len().min(1));
        *whole += quote;
        rest = after;
    }
}

/// One picture of several, with its size.
fn candidate(one: &str, resolved: impl Fn(&str) -> Option<String>) -> String {
    let one = one.trim();
    let (address, size) = one.split_at(one.find(' ').unwrap_or(one.len()));
    resolved(address).unwrap_or_else(|| address.to_owned()) + size
}

/// What an address means on a page; `None` when it is whole already, or nothing can be made of it.
fn resolved(address: &str, base: &str, page: &str) -> Option<String> {
    if scheme(address).is_some() || address.is_empty() {
        return None;
    }
    if let Some(path) = address.strip_prefix('/').filter(|path| !path.starts_with('/')) {
        return Some(format!("{base}{path}"));
    }
    if address.starts_with('#') {
        return Some(format!("{page}{address}"));
    }
    Some(Url::parse(page).ok()?.join(address).ok()?.into())
}

#[cfg(test)]
mod tests {
    use super::absolute;

    #[test]
    fn every_address_in_a_body_is_whole() {
        for (address, whole) in [
            ("/c/", "https://a.example/b/c/"),
            ("/", "https://a.example/b/"),
            ("#fn1", "https://a.example/b/posts/x/#fn1"),
            ("img/d e.png", "https://a.example/b/posts/x/img/d%20e.png"),
            ("../y/?q=1&amp;r=2#z", "https://a.example/b/posts/y/?q=1&amp;r=2#z"),
            ("//c.example/d", "https://c.example/d"),
            ("https://c.example/%41", "https://c.example/%41"),
            ("mailto:ada@a.example", "mailto:ada@a.example"),
            ("", ""),
        ] {
            for attribute in ["href", "src", "poster", "cite"] {
                let html = |address: &str| {
                    format!("<p>\"a\" <x id=\"/\" {attribute}=\"{address}\" alt=\" href=\">b</x></p>")
                };
                let found = absolute(&html(address), "https://a.example/b/", "https://a.example/b/posts/x/");
                assert_eq!(found, html(whole), "{address}");
            }
        }
    }

    #[test]
    fn every_address_of_a_set_is_whole() {
        let html =
            |set: &str| format!("<img src=\"\" srcset=\"{set}\" sizes=\"(max-width: 9px) 90vw, 9px\">");
        let set = "/a.png 640w, b/c.png 1000w, https://c.example/d 2x, /e,f.png";
        let whole = "https://a.example/b/a.png 640w, https://a.example/b/x/b/c.png 1000w, https://c.example/d 2x, \
                     https://a.example/b/e,f.png";
        assert_eq!(absolute(&html(set), "https://a.example/b/", "https://a.example/b/x/"), html(whole));
    }

    #[test]
    fn text_is_left_alone_and_so_is_what_is_cut_short() {
        for html in ["", "a < b", "<", "<a", "<a href=", "say href=\"/x\"", "<p>href=\"/x\"</p>"] {
            assert_eq!(absolute(html, "https://a.example/", "https://a.example/x/"), html);
        }
        let cut = absolute("<a href=\"/x", "https://a.example/", "https://a.example/y/");
        assert_eq!(cut, "<a href=\"https://a.example/x");
    }
}
