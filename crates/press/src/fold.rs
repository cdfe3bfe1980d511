//! How texts are made alike for search: what the browser does with its own tables is done here with a crate's.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Lower case, marks removed, composed.
pub(crate) fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    text.to_lowercase().nfd().filter(|&character| !is_combining_mark(character)).nfc().collect()
}

/// Lower case, composed, with its marks: as dictionaries and stemmers write words.
pub(crate) fn lower(text: &str) -> String {
    if text.is_ascii() { text.to_ascii_lowercase() } else { text.to_lowercase().nfc().collect() }
}

#[cfg(test)]
mod tests {
    use super::{fold, lower};

    #[test]
    fn folding_takes_case_and_marks_away() {
        assert_eq!(fold("Ünïcode ÀÉ"), "unicode ae");
        assert_eq!(fold("ΣΊΣΥΦΟΣ"), "σισυφος");
        assert_eq!(fold("한국어"), "한국어");
    }

    #[test]
    fn lower_case_keeps_marks_and_composes_them() {
        assert_eq!(lower("CAFE\u{301} Ünï"), "café ünï");
    }
}
