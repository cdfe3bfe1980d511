//! Text made fit for a URL, in any script: `Grüße, мир!` becomes `grüße-мир`; and paths that authors
//! chose, kept inside the site.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The bytes that one part of a path may have: file systems stop at 255, and an ending may follow.
const PART: usize = 200;

/// The bytes that a whole path may have: some file systems stop at 1,024, folders before it included.
const PATH: usize = 700;

/// Lower case, letters and digits kept (normalised to NFC), every run of anything else one `-`.
/// Empty when the text holds no letter and no digit; cut where it is too long for a file's name.
pub(crate) fn slug(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    let mut gap = false;
    let mut kept = false;
    for letter in text.nfc().flat_map(char::to_lowercase) {
        // A mark belongs to the letter before it: without its vowel signs, Hindi is not readable.
        if letter.is_alphanumeric() || (kept && is_combining_mark(letter)) {
            let dash = if gap && !slug.is_empty() { "-" } else { "" };
            if slug.len() + dash.len() + letter.len_utf8() > PART {
                break;
            }
            slug.push_str(dash);
            slug.push(letter);
            (gap, kept) = (false, true);
        } else {
            (gap, kept) = (true, false);
        }
    }
    slug
}

/// A slug that an author chose: kept as it is where it is fit for a URL as it stands
/// (`rust_1.0`), else made fit.
pub(crate) fn chosen(text: &str) -> String {
    let text = text.trim();
    let fit = |letter: char| letter.is_alphanumeric() || "-_.~".contains(letter);
    if (1..=PART).contains(&text.len()) && text.chars().all(fit) && !text.chars().all(|letter| letter == '.')
    {
        text.to_owned()
    } else {
        slug(&decoded(text))
    }
}

/// A path that an author chose for a post, fit for a site: no scheme and host, no slash at either
/// end, nothing that climbs out of the site. `None` when nothing is left, or too much for a file system.
pub(crate) fn path(text: &str) -> Option<String> {
    let text = match text.trim().split_once("://") {
        Some((_, rest)) => rest.split_once('/').map_or("", |(_, path)| path),
        None => text.trim(),
    };
    let text = text.split(['?', '#']).next().unwrap_or_default();
    let decoded = decoded(text);
    let parts: Vec<&str> =
        decoded.split(['/', '\\']).map(str::trim).filter(|part| !part.is_empty() && *part != ".").collect();
    let safe = |part: &&str| *part != ".." && part.len() <= PART && !part.contains(char::is_control);
    let path = parts.join("/");
    (!parts.is_empty() && parts.iter().all(safe) && path.len() <= PATH).then_some(path)
}

/// The text with `%2e` and the like as the letters that they stand for.
pub(crate) fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        let digit = |place: usize| char::from(*after.get(place)?).to_digit(16);
        if let (b'%', Some(high), Some(low)) = (first, digit(0), digit(1)) {
            bytes.push((high * 16 + low) as u8);
            rest = &after[2..];
        } else {
            bytes.push(*first);
            rest = after;
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_script_keeps_its_letters() {
        assert_eq!(slug("What's new in Rust 1.88?"), "what-s-new-in-rust-1-88");
        assert_eq!(slug("  Grüße,  мир!  "), "grüße-мир");
        assert_eq!(slug("مرحبا بالعالم"), "مرحبا-بالعالم");
        assert_eq!(slug("हिन्दी में"), "हिन्दी-में");
        assert_eq!(slug("日本語の題"), "日本語の題");
        assert_eq!(slug("e\u{301}te\u{301}"), "été");
    }

    #[test]
    fn text_without_letters_is_empty() {
        assert_eq!(slug("?!… 🦀\u{fe0f}"), "");
    }

    #[test]
    fn nothing_grows_too_long_for_a_file_system() {
        assert_eq!(slug(&"ü ".repeat(500)).len(), 200);
        assert_eq!(chosen(&"x".repeat(500)).len(), 200);
        assert_eq!(path(&"x".repeat(201)), None);
        assert_eq!(path(&"x/".repeat(400)), None);
    }

    #[test]
    fn an_authors_own_slug_stays_when_it_is_fit() {
        assert_eq!(chosen("Rust_1.0"), "Rust_1.0");
        assert_eq!(chosen("a/b c"), "a-b-c");
        assert_eq!(chosen("a%e2%80%8ab"), "a-b");
        assert_eq!(chosen(".."), "");
    }

    #[test]
    fn an_authors_own_path_never_leaves_the_site() {
        assert_eq!(path("/2014/12/12/x/").as_deref(), Some("2014/12/12/x"));
        assert_eq!(path("https://example.org/a/b.html").as_deref(), Some("a/b.html"));
        assert_eq!(path("/%2e%2e/%2e%2e/baddie.html"), None);
        assert_eq!(path("..\\x"), None);
        assert_eq!(path("a/../../x"), None);
        assert_eq!(path("a\0b"), None);
        assert_eq!(path("a%00b"), None);
        assert_eq!(path("/"), None);
        assert_eq!(path("caf%C3%A9").as_deref(), Some("café"));
    }
}
