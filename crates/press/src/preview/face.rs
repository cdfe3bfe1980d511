//! The two typefaces of a preview picture: which text they cover, and how wide it is.

use skrifa::instance::{LocationRef, Size};
use skrifa::{FontRef, MetadataProvider};
use unicode_normalization::UnicodeNormalization;

/// A typeface that is built into this tool; see the folder `fonts`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Face {
    /// Its name within a drawing.
    pub(super) family: &'static str,
    /// Its file.
    pub(super) bytes: &'static [u8],
}

/// Letters of a text that are looked at: more than fit into a picture.
const LONGEST: usize = 400;

/// For titles.
pub(super) const SERIF: Face =
    Face { family: "Literata SemiBold", bytes: include_bytes!("../../fonts/Literata-SemiBold.ttf") };

/// For everything beside them.
pub(super) const SANS: Face =
    Face { family: "Inter Medium", bytes: include_bytes!("../../fonts/Inter-Medium.ttf") };

impl Face {
    /// The text in one line and as it can be drawn, or `None` if a letter of it cannot.
    ///
    /// Signs that only decorate, such as emoji, are left out: a title says the same without.
    pub(super) fn covered(self, text: &str) -> Option<String> {
        let font = FontRef::new(self.bytes).ok()?;
        let letters = font.charmap();
        let mut drawn = String::with_capacity(text.len());
        for letter in text.nfc().take(LONGEST) {
            if letter.is_whitespace() {
                drawn.push(' ');
            } else if is_ornament(letter) || letter.is_control() {
            } else if letters.map(letter).is_some() {
                drawn.push(letter);
            } else {
                return None;
            }
        }
        Some(crate::excerpt::one_line(&drawn)).filter(|drawn| !drawn.is_empty())
    }

    /// The width of a covered text whose letters are `size` high. Pairs that stand closer are not counted.
    pub(super) fn width(self, text: &str, size: f32) -> f32 {
        let Ok(font) = FontRef::new(self.bytes) else { return 0.0 };
        let (letters, widths) = (font.charmap(), font.glyph_metrics(Size::new(size), LocationRef::default()));
        text.chars().filter_map(|letter| widths.advance_width(letters.map(letter)?)).sum()
    }

    /// The text, cut with an ellipsis where it is wider than `width`.
    pub(super) fn cut(self, text: &str, size: f32, width: f32) -> String {
        if self.width(text, size) <= width {
            return text.to_string();
        }
        let mut kept = text;
        while let Some((end, _)) = kept.char_indices().next_back() {
            kept = kept
                .get(..end)
                .unwrap_or_default()
                .trim_end_matches([' ', ',', ';', ':', '.', '–', '—', '·']);
            if self.width(kept, size) + self.width("…", size) <= width {
                break;
            }
        }
        format!("{kept}…")
    }
}

/// Whether a sign has no sound: pictographs, and the invisible signs that join or vary them.
fn is_ornament(sign: char) -> bool {
    matches!(sign,
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{20e3}'
        | '\u{2300}'..='\u{23ff}' | '\u{2600}'..='\u{266c}' | '\u{2670}'..='\u{27bf}' | '\u{2b00}'..='\u{2bff}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{1f000}'..='\u{1faff}' | '\u{e0000}'..='\u{e0fff}')
}

#[cfg(test)]
mod tests {
    use super::{SANS, SERIF};

    #[test]
    fn latin_cyrillic_and_greek_are_covered() {
        for text in [
            "Zażółć gęślą jaźń",
            "Съешь же ещё этих булок",
            "Ξεσκεπάζω τὴν ψυχοφθόρα",
            "Việt “Nam” – 3 × €5 → ½",
        ] {
            for face in [SERIF, SANS] {
                assert_eq!(face.covered(text).as_deref(), Some(text), "{}", face.family);
            }
        }
    }

    #[test]
    fn a_letter_that_is_missing_is_never_drawn_as_a_box() {
        for text in ["مرحبا", "日本語の題", "Hello, 世界", "हिन्दी", "שלום", "C \u{e000}"]
        {
            assert_eq!(SERIF.covered(text), None, "{text}");
        }
    }

    #[test]
    fn ornaments_and_signs_that_nobody_sees_are_left_out() {
        assert_eq!(
            SERIF.covered("🚀 Ready\u{7}, set\t👩‍💻 go ❤️ 1️⃣\u{200b}").as_deref(),
            Some("Ready, set go 1")
        );
        assert_eq!(SERIF.covered("🎉\u{fe0f}"), None);
        assert_eq!(SERIF.covered("e\u{301}").as_deref(), Some("é"));
    }

    #[test]
    fn what_is_too_wide_is_cut() {
        assert_eq!(SANS.cut("One, two", 20.0, 500.0), "One, two");
        let cut = SANS.cut("One, two and a great many more", 20.0, 90.0);
        assert!(cut.starts_with("One") && cut.ends_with('…') && SANS.width(&cut, 20.0) <= 90.0, "{cut}");
    }
}
