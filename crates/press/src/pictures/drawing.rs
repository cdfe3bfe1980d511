//! How large a drawing (SVG) is shown, as the first tag of its file says, so that its room can be kept.
//!
//! Only the head of the file is read. What browsers would not take as a size, or what depends on type, is no size.

use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// Before so many bytes the first tag has to end.
const HEAD: u64 = 64 * 1024;
/// A drawing that only says which form it has fills the column, so it counts as wider than any column.
const WIDE: f64 = 1600.0;
/// No side is longer.
const MOST: f64 = 1_000_000.0;

/// Whether a file's name is that of a drawing, which has every width.
pub(crate) fn is_drawing(path: &str) -> bool {
    path.len() > 4 && path.as_bytes()[path.len() - 4..].eq_ignore_ascii_case(b".svg")
}

/// Width and height of a drawing; an error says why they are not known.
pub(super) fn size(file: &Path) -> Result<(usize, usize), String> {
    let file = File::open(file).map_err(|error| error.to_string())?;
    size_in(BufReader::new(file.take(HEAD))).ok_or_else(|| "it does not say how large it is".to_owned())
}

fn size_in(head: impl BufRead) -> Option<(usize, usize)> {
    let (mut reader, mut buffer) = (Reader::from_reader(head), Vec::new());
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer).ok()? {
            Event::Start(tag) | Event::Empty(tag) => return size_of(&tag),
            Event::Eof => return None,
            _ => {}
        }
    }
}

/// What an attribute says of a side.
#[derive(Clone, Copy)]
enum Side {
    /// It is so many pixels long.
    Long(f64),
    /// It is as long as there is room, or as the other one demands.
    Free,
}

fn size_of(root: &BytesStart<'_>) -> Option<(usize, usize)> {
    if root.local_name().as_ref() != b"svg" {
        return None;
    }
    let mut attributes = root.attributes();
    let attributes: Vec<(Vec<u8>, String)> = attributes
        .with_checks(false)
        .flatten()
        .map(|one| (one.key.as_ref().to_vec(), String::from_utf8_lossy(&one.value).into_owned()))
        .collect();
    let value = |name: &[u8]| {
        attributes.iter().find(|(own, _)| own == name).map_or("", |(_, value)| value.as_str().trim())
    };
    let is_stretched = value(b"preserveAspectRatio").starts_with("none");
    let ratio = || ratio(value(b"viewBox")).filter(|_| !is_stretched);
    let (width, height) = match (side(value(b"width"))?, side(value(b"height"))?) {
        (Side::Long(width), Side::Long(height)) => (width, height),
        (Side::Long(width), Side::Free) => (width, width / ratio()?),
        (Side::Free, Side::Long(height)) => (height * ratio()?, height),
        (Side::Free, Side::Free) => (WIDE, WIDE / ratio()?),
    };
    let whole = |side: f64| (1.0..=MOST).contains(&side.round()).then_some(side.round() as usize);
    whole(width).zip(whole(height))
}

/// A length in the units that are the same on every page.
fn side(text: &str) -> Option<Side> {
    if text.is_empty() || text == "auto" || text.ends_with('%') {
        return Some(Side::Free);
    }
    let number = text.trim_end_matches(|letter: char| letter.is_ascii_alphabetic());
    let pixels = match text.get(number.len()..)?.to_ascii_lowercase().as_str() {
        "" | "px" => 1.0,
        "in" => 96.0,
        "cm" => 96.0 / 2.54,
        "mm" => 96.0 / 25.4,
        "pc" => 16.0,
        "pt" => 96.0 / 72.0,
        _ => return None,
    };
    Some(Side::Long(positive(number)? * pixels))
}

/// How many times as wide as high a `viewBox` is.
fn ratio(view_box: &str) -> Option<f64> {
    let parts = view_box.split(|letter: char| letter == ',' || letter.is_ascii_whitespace());
    let numbers: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
    let [_, _, width, height] = numbers.as_slice() else { return None };
    Some(positive(width)? / positive(height)?)
}

fn positive(text: &str) -> Option<f64> {
    text.parse().ok().filter(|number: &f64| number.is_finite() && *number > 0.0)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{HEAD, size_in};

    fn size(attributes: &str) -> Option<(usize, usize)> {
        size_in(format!("<svg xmlns=\"http://www.w3.org/2000/svg\" {attributes}><g/></svg>").as_bytes())
    }

    #[test]
    fn a_drawing_has_the_size_that_its_first_tag_says() {
        assert_eq!(size("width=\"300\" height='200px'"), Some((300, 200)));
        assert_eq!(size("width=\" 29.6 \" height=\"1e2\" viewBox=\"0 0 1 1\""), Some((30, 100)));
        assert_eq!(size("width=\"210mm\" height=\"3in\""), Some((794, 288)));
    }

    #[test]
    fn the_side_that_is_not_said_follows_from_the_form() {
        assert_eq!(size("width=\"300\" viewBox=\"0 0 30 20\""), Some((300, 200)));
        assert_eq!(size("height=\"200\" width=\"auto\" viewBox=\"0,0 , 30\n20\""), Some((300, 200)));
    }

    #[test]
    fn a_drawing_that_has_only_a_form_fills_the_column_as_browsers_show_it() {
        assert_eq!(size("viewBox=\"-5 -5 16 9\""), Some((1600, 900)));
        assert_eq!(size("width=\"100%\" height=\"100%\" viewBox=\"0 0 2 1\""), Some((1600, 800)));
    }

    #[test]
    fn an_odd_value_means_that_the_size_is_not_known() {
        let odd = [
            "",
            "width=\"300\"",
            "width=\"-3\" height=\"2\"",
            "width=\"0\" height=\"2\"",
            "width=\"NaN\" height=\"2\"",
            "width=\"inf\" height=\"2\"",
            "width=\"1e30\" height=\"2\"",
            "width=\"20em\" height=\"2\" viewBox=\"0 0 3 2\"",
            "width=\"\u{fc}\" height=\"px\"",
            "viewBox=\"0 0 3\"",
            "viewBox=\"0 0 0 2\"",
            "viewBox=\"0 0 3 2\" preserveAspectRatio=\"none\"",
            "viewBox=\"0 0 1 1e9\"",
            "WIDTH=\"3\" height=\"2\"",
        ];
        for attributes in odd {
            assert_eq!(size(attributes), None, "{attributes}");
        }
    }

    #[test]
    fn the_first_tag_is_found_behind_what_programs_write_before_it() {
        let head = "\u{feff}<?xml version=\"1.0\"?>\n<!-- <svg width=\"1\" height=\"1\"> -->\n\
                    <!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"svg11.dtd\" [ <!ENTITY a \"b>\"> ]>\n";
        let drawing = |tag: &str| size_in(format!("{head}{tag}").as_bytes());
        assert_eq!(drawing("<svg:svg width=\"3\" height=\"2\""), None);
        assert_eq!(drawing("<svg:svg width=\"3\" height=\"2\">"), Some((3, 2)));
        assert_eq!(drawing("<html width=\"3\" height=\"2\"><svg width=\"3\" height=\"2\"/>"), None);
        let far = format!("<!--{}--><svg width=\"3\" height=\"2\"/>", " ".repeat(HEAD as usize));
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("far.svg");
        std::fs::write(&file, far).expect("a file");
        assert!(super::size(&file).is_err());
    }

    proptest! {
        #[test]
        fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..200), said in "[-0-9a-z%.,é \"']{0,20}") {
            let _ = size_in(bytes.as_slice());
            let _ = size(&format!("width=\"{said}\" viewBox=\"{said}\""));
        }
    }
}
