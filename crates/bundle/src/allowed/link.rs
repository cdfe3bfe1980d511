//! Where addresses in a post lead: out of the site, to a film, by which scheme. What a browser would overlook in an address is
//! overlooked here too.

use super::MEDIA_SCHEMES;
use super::value::join;

/// Whether an address leads out of the site that a body was written for.
pub fn is_external(address: &str) -> bool {
    let scheme = address.split_once(':').unwrap_or_default().0;
    address.starts_with("//") || MEDIA_SCHEMES.has_in_any_case(scheme.trim())
}

/// What `rel` says of a link out of the site: what it says already, and that the page there learns nothing of this one.
pub fn external(rel: &str) -> String {
    const CLOSED: &str = "noopener";
    let mut rel = rel.to_string();
    if !rel.split(' ').any(|word| word == CLOSED) {
        join(&mut rel, " ", CLOSED);
    }
    rel
}

/// The page of the film that a frame shows, where that can be told from the frame's address, which is absolute and as
/// a parser of addresses writes it.
pub fn film(frame: &str) -> Option<String> {
    let address = frame.split(['?', '#']).next()?;
    let (host, path) = address.strip_prefix("https://")?.split_once('/')?;
    let (page, id) = match host.strip_prefix("www.").unwrap_or(host) {
        "youtube.com" | "youtube-nocookie.com" => {
            ("https://www.youtube.com/watch?v=", path.strip_prefix("embed/")?)
        }
        "player.vimeo.com" => ("https://vimeo.com/", path.strip_prefix("video/")?),
        _ => return None,
    };
    // A list of films has no page of its own.
    let is_id = id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_');
    (is_id && !id.is_empty() && id != "videoseries").then(|| page.to_string() + id)
}

/// The scheme of an address, as written, without its colon: `None` when it has none.
/// What a browser would overlook (white space around, control characters before) is overlooked.
pub fn scheme(address: &str) -> Option<&str> {
    let address = address.trim_start_matches(|c: char| c <= ' ');
    let end = address.find([':', '/', '?', '#'])?;
    let (scheme, rest) = address.split_at_checked(end)?;
    rest.starts_with(':').then_some(scheme)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_out_says_once_that_it_is_closed() {
        assert_eq!(external(""), "noopener");
        assert_eq!(external("nofollow"), "nofollow noopener");
        assert_eq!(external("noopener nofollow"), "noopener nofollow");
        assert!(is_external("//a.example") && is_external("HTTPS://a.example/"));
        assert!(!is_external("/x") && !is_external("mailto:a@b.example") && !is_external("x?y=http://a"));
    }

    #[test]
    fn a_film_is_known_by_host_and_id() {
        for (frame, page) in [
            ("https://www.youtube.com/embed/a_b-C?x=1", Some("https://www.youtube.com/watch?v=a_b-C")),
            ("https://www.youtube-nocookie.com/embed/abc", Some("https://www.youtube.com/watch?v=abc")),
            ("https://player.vimeo.com/video/12?h=3", Some("https://vimeo.com/12")),
            ("https://www.youtube.com/embed/videoseries?list=a", None),
            ("https://www.youtube.com/embed/", None),
            ("https://www.youtube.com/embed/a/b", None),
            ("https://www.youtube.com/embed/a%22b", None),
            ("https://youtube.evil.example/embed/abc", None),
            ("https://www.youtube.com@evil.example/embed/abc", None),
            ("https://evil.example/https://www.youtube.com/embed/abc", None),
            ("javascript:/embed/abc", None),
        ] {
            assert_eq!(film(frame).as_deref(), page, "{frame}");
        }
    }
}
