//! A title in lines: as large as fits, broken where its language breaks, and balanced so that no word is left alone.

use unicode_linebreak::linebreaks;

use super::face::Face;

/// A text set in lines.
#[derive(Debug, PartialEq)]
pub(super) struct Set {
    /// The size of its letters.
    pub(super) size: f32,
    pub(super) lines: Vec<String>,
}

/// Sets a covered text in the first of `sizes`, each with the number of lines that it may have, in which it fits `width`.
/// What does not fit in the last of them is cut.
pub(super) fn set(face: Face, text: &str, sizes: &[(f32, usize)], width: f32) -> Set {
    let pieces = pieces(face, text);
    for &(size, most) in sizes {
        let scaled = width / size;
        let lines = broken(&pieces, scaled);
        if lines.len() <= most && pieces.iter().all(|piece| piece.width <= scaled) {
            return Set { size, lines: balanced(&pieces, scaled, lines) };
        }
    }
    let &(size, most) = sizes.last().unwrap_or(&(16.0, 1));
    let scaled = width / size;
    let mut lines = broken(&divided(face, pieces, scaled), scaled);
    if lines.len() > most {
        let rest = lines.split_off(most.saturating_sub(1)).join(" ");
        lines.push(face.cut(&rest, size, width));
    }
    Set { size, lines }
}

/// What stays together, and how wide it is in letters of size 1, without and with the blank behind it.
struct Piece<'a> {
    text: &'a str,
    width: f32,
    blank: f32,
}

fn piece(face: Face, text: &str) -> Piece<'_> {
    let word = text.trim_end();
    let blank = face.width(text.get(word.len()..).unwrap_or_default(), 1.0);
    Piece { text, width: face.width(word, 1.0), blank }
}

fn pieces(face: Face, text: &str) -> Vec<Piece<'_>> {
    let mut from = 0;
    let breaks = linebreaks(text).filter_map(|(to, _)| {
        let text = text.get(std::mem::replace(&mut from, to)..to)?;
        Some(piece(face, text))
    });
    breaks.collect()
}

/// The same pieces, with those cut between letters that are wider than a line.
fn divided<'a>(face: Face, pieces: Vec<Piece<'a>>, width: f32) -> Vec<Piece<'a>> {
    let divide = |whole: Piece<'a>| {
        let mut parts = Vec::new();
        let mut rest = whole.text;
        while face.width(rest.trim_end(), 1.0) > width {
            let fits =
                |&(end, _): &(usize, char)| face.width(rest.get(..end).unwrap_or_default(), 1.0) <= width;
            let Some((end, _)) = rest.char_indices().skip(1).take_while(fits).last() else { break };
            let (part, after) = rest.split_at(end);
            parts.push(piece(face, part));
            rest = after;
        }
        parts.push(piece(face, rest));
        parts
    };
    pieces.into_iter().flat_map(divide).collect()
}

fn broken(pieces: &[Piece<'_>], width: f32) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut used = 0.0;
    for piece in pieces {
        match lines.last_mut() {
            Some(line) if used + piece.width <= width => line.push_str(piece.text),
            _ => {
                lines.push(piece.text.to_string());
                used = 0.0;
            }
        }
        used += piece.width + piece.blank;
    }
    lines.iter().map(|line| line.trim_end().to_string()).collect()
}

/// As many lines as `lines`, as narrow as they can be.
fn balanced(pieces: &[Piece<'_>], width: f32, lines: Vec<String>) -> Vec<String> {
    let mut best = lines;
    let (mut least, mut most) = (0.0, width);
    for _ in 0..8 {
        let middle = f32::midpoint(least, most);
        let tried = broken(pieces, middle);
        if tried.len() <= best.len() && pieces.iter().all(|piece| piece.width <= middle) {
            best = tried;
            most = middle;
        } else {
            least = middle;
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::super::face::SERIF;
    use super::{Set, set};

    const SIZES: &[(f32, usize)] = &[(80.0, 2), (40.0, 3)];

    fn lines(text: &str) -> Set {
        set(SERIF, text, SIZES, 800.0)
    }

    #[test]
    fn a_short_title_is_large_and_a_long_one_smaller() {
        assert_eq!(lines("Hello"), Set { size: 80.0, lines: vec!["Hello".to_string()] });
        let long = "What the tide left behind on the pier in the first week of a very cold November";
        assert!(lines(long).size < 50.0);
    }

    #[test]
    fn no_word_is_left_alone_on_the_last_line() {
        let set = lines("The boats that came back to us");
        assert_eq!(set.lines.join(" "), "The boats that came back to us");
        let widths: Vec<f32> = set.lines.iter().map(|line| SERIF.width(line, set.size)).collect();
        assert!(widths.len() == 2 && widths[1] > widths[0] / 2.0, "{set:?}");
    }

    #[test]
    fn nothing_is_wider_than_the_picture_and_what_is_too_long_is_cut() {
        for text in ["word ".repeat(200), "x".repeat(400), "a-".repeat(300), "W".to_string()] {
            let set = lines(text.trim());
            assert!(
                set.lines.len() <= 3 && set.lines.iter().all(|line| SERIF.width(line, set.size) <= 800.0)
            );
            assert_eq!(set.lines.last().is_some_and(|line| line.ends_with('…')), text.len() > 1, "{set:?}");
        }
    }
}
