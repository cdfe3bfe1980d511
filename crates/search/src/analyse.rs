//! Text to words. Posts and questions pass through the same function, so whatever is decided here
//! about an odd spelling, both sides decide it alike and the post is found.

use std::str::Chars;

/// Lowers the case and removes the marks of a text: `"Über"` becomes `"uber"`.
///
/// It is a given, because the browser has `String.prototype.normalize` and a native tool has a
/// crate, and tables of Unicode would be the largest part of this one. The index and the question
/// must be folded alike. A fold that decomposes (NFD) should compose again (NFC) at its end: Korean
/// syllables are told by their composed form.
pub type Fold<'a> = &'a dyn Fn(&str) -> String;

/// Text to words and their stems: what the builder of an index is given.
pub trait Analyse {
    /// Emits each word of a text in this language as the form that readers see and type, and the stem under which it is
    /// found, both folded, in order. The forms are those of [`words`].
    fn analyse(&mut self, text: &str, language: &str, emit: &mut dyn FnMut(&str, &str));
}

/// Every form is its own stem: for the browser, which brings no stemmer.
pub struct Plain<'a>(pub Fold<'a>);

impl Analyse for Plain<'_> {
    fn analyse(&mut self, text: &str, _: &str, emit: &mut dyn FnMut(&str, &str)) {
        for word in words(text, self.0) {
            emit(&word, &word);
        }
    }
}

/// Bytes after which a word is cut, so that a blob of base64 does not fill the dictionary.
const LONGEST: usize = 64;

/// The words of `text`, in order, folded.
///
/// A word is a run of letters and digits, and all else parts words: `wasm32-unknown-unknown` is
/// `wasm32`, `unknown`, `unknown`; `.net` is `net`. Beyond that:
///
/// - An apostrophe or a soft hyphen inside a word is dropped: `don't` is `dont`.
/// - A single letter keeps `++` or `#` behind it: `c++`, `c#`.
/// - A point between digits stays, and a number of three parts or more is found by fewer as well:
///   `1.85.0` is `1.85` and `1.85.0`. The `v` in front of such a number is dropped.
/// - Chinese, Japanese, Korean and Thai, which do not part words by spaces (or not where a reader
///   would look them up), become overlapping pairs: `検索機能` is `検索`, `索機`, `機能`.
///   A character that stands alone is a word.
/// - A word is cut after about 64 bytes.
///
/// ```
/// let fold = |text: &str| text.to_lowercase();
/// assert_eq!(quire_search::words("Don't use C++!", &fold), ["dont", "use", "c++"]);
/// ```
pub fn words(text: &str, fold: Fold<'_>) -> Vec<String> {
    let folded = fold(text);
    let mut chars = folded.chars();
    let mut found = Vec::new();
    while let Some(first) = chars.next() {
        if is_unspaced(first) {
            read_pairs(first, &mut chars, &mut found);
        } else if is_inside(first) {
            read_word(first, &mut chars, &mut found);
        }
    }
    found
}

/// A run of a script without spaces, as overlapping pairs.
fn read_pairs(first: char, chars: &mut Chars<'_>, found: &mut Vec<String>) {
    let mut left = first;
    let mut alone = true;
    while let Some(right) = ahead(chars, 0).filter(|&sign| is_unspaced(sign)) {
        chars.next();
        found.push(String::from_iter([left, right]));
        left = right;
        alone = false;
    }
    if alone {
        found.push(String::from(left));
    }
}

/// A run of a script with spaces: one word, and the shorter forms of a number with points.
fn read_word(first: char, chars: &mut Chars<'_>, found: &mut Vec<String>) {
    let mut word = String::from(first);
    while let Some(sign) = ahead(chars, 0) {
        let next = ahead(chars, 1);
        if is_inside(sign) {
            if word.len() < LONGEST {
                word.push(sign);
            }
        } else if sign == '.' && next.is_some_and(|sign| sign.is_ascii_digit()) {
            let mut number = word.strip_prefix('v').unwrap_or(&word).to_owned();
            if !number.bytes().all(|byte| byte == b'.' || byte.is_ascii_digit()) {
                break;
            }
            if number.contains('.') {
                found.push(number.clone());
            }
            if number.len() < LONGEST {
                number.push('.');
            }
            word = number;
        } else if !(is_dropped(sign) && next.is_some_and(is_inside)) {
            break;
        }
        chars.next();
    }
    if word.len() == 1 && first.is_ascii_alphabetic() {
        keep_signs(&mut word, chars);
    }
    found.push(word);
}

/// The signs that make another language of a letter: C is neither C++ nor C#.
fn keep_signs(word: &mut String, chars: &mut Chars<'_>) {
    for signs in ["++", "#"] {
        if chars.as_str().starts_with(signs) {
            word.push_str(signs);
            chars.nth(signs.len() - 1);
            return;
        }
    }
}

/// The character `distance` places further on, which stays unread.
fn ahead(chars: &Chars<'_>, distance: usize) -> Option<char> {
    chars.clone().nth(distance)
}

/// Whether a word may hold this character.
fn is_inside(sign: char) -> bool {
    sign.is_alphanumeric() && !is_unspaced(sign) && !is_dropped(sign)
}

/// Apostrophes, the soft hyphen, and the joiners of no width: part of how a word is set.
pub(crate) fn is_dropped(sign: char) -> bool {
    matches!(sign, '\'' | '\u{2019}' | '\u{2BC}' | '\u{AD}' | '\u{200B}'..='\u{200D}')
}

/// Thai, kana, Hangul syllables and Han.
fn is_unspaced(sign: char) -> bool {
    let script = matches!(
        u32::from(sign),
        0x0E00..=0x0E7F
            | 0x3005..=0x3007
            | 0x3040..=0x30FF
            | 0x31F0..=0x31FF
            | 0x3400..=0x9FFF
            | 0xAC00..=0xD7AF
            | 0xF900..=0xFAFF
            | 0xFF66..=0xFF9F
            | 0x20000..=0x3FFFF
    );
    script && sign.is_alphanumeric()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    fn words(text: &str) -> Vec<String> {
        super::words(text, &|text| text.to_lowercase())
    }

    #[test]
    fn words_are_runs_of_letters_and_digits() {
        assert_eq!(words("  Hello,\tWorld_2! "), ["hello", "world", "2"]);
        assert_eq!(words("wasm32-unknown-unknown"), ["wasm32", "unknown", "unknown"]);
        assert_eq!(words("ASP.NET and .net"), ["asp", "net", "and", "net"]);
        assert!(words("… — !").is_empty());
    }

    #[test]
    fn apostrophes_and_soft_hyphens_inside_a_word_are_dropped() {
        assert_eq!(words("don't ‘rock ’n’ roll’"), ["dont", "rock", "n", "roll"]);
        assert_eq!(words("don’t donʼt ʼt"), ["dont", "dont", "t"]);
        assert_eq!(words("Zeit\u{AD}geist"), ["zeitgeist"]);
    }

    #[test]
    fn languages_named_by_signs_are_words_of_their_own() {
        assert_eq!(words("C++, C# (or C)"), ["c++", "c#", "or", "c"]);
        assert_eq!(words("C++20"), ["c++", "20"]);
        assert_eq!(words("page#top c+"), ["page", "top", "c"]);
    }

    #[test]
    fn versions_are_found_whole_and_by_their_first_parts() {
        assert_eq!(words("Rust 1.85.0."), ["rust", "1.85", "1.85.0"]);
        assert_eq!(words("v0.8.1"), ["0.8", "0.8.1"]);
        assert_eq!(words("v8, 1. x"), ["v8", "1", "x"]);
        assert_eq!(words("a1.5 2.5mm"), ["a1", "5", "2.5mm"]);
    }

    #[test]
    fn scripts_without_spaces_become_overlapping_pairs() {
        assert_eq!(words("検索機能"), ["検索", "索機", "機能"]);
        assert_eq!(words("猫"), ["猫"]);
        assert_eq!(words("Rustの本"), ["rust", "の本"]);
        assert_eq!(words("검색 엔진은"), ["검색", "엔진", "진은"]);
        assert_eq!(words("サーバー・犬"), ["サー", "ーバ", "バー", "犬"]);
    }

    #[test]
    fn a_word_without_end_is_cut() {
        assert_eq!(words(&"a".repeat(1000)), ["a".repeat(64)]);
        assert!(words(&"1.".repeat(1000)).iter().all(|word| word.len() <= 65));
    }

    proptest! {
        #[test]
        fn any_text_gives_words_that_are_short_and_not_empty(text in ".*") {
            for word in words(&text) {
                prop_assert!(!word.is_empty() && word.len() <= 68);
            }
        }

        #[test]
        fn a_word_without_points_is_itself_when_read_again(text in "\\PC*") {
            for word in words(&text).into_iter().filter(|word| !word.contains('.')) {
                let again = words(&word);
                prop_assert_eq!(again, [word]);
            }
        }
    }
}
