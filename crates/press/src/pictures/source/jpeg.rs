//! The segments of a JPEG file: which way up its camera was held, and whether its end is there.

use std::io::{self, BufRead, Seek, SeekFrom};

use image::metadata::Orientation;

use super::{Kind, Seen, take, take_some};

/// Markers of the segments that are looked at, behind their `0xff`.
const FRAMES: [u8; 3] = [0xc0, 0xc1, 0xc2];
const SCAN: u8 = 0xda;
const EXIF: u8 = 0xe1;
const END: [u8; 2] = [0xff, 0xd9];

pub(super) fn see(reader: &mut (impl BufRead + Seek)) -> io::Result<Seen> {
    let _start: [u8; 2] = take(reader)?;
    let mut seen = Seen { kind: None, turned: Orientation::NoTransforms, is_whole: false };
    loop {
        let [mark] = take(reader)?;
        if mark != 0xff {
            // What stands between segments is skipped, as all who show pictures do.
            continue;
        }
        let mut marker = mark;
        while marker == 0xff {
            [marker] = take(reader)?;
        }
        // A marker that stands alone.
        if matches!(marker, 0x00 | 0x01 | 0xd0..=0xd8) {
            continue;
        }
        if marker == END[1] {
            return Ok(seen);
        }
        let length = u16::from_be_bytes(take(reader)?).saturating_sub(2);
        if marker == SCAN {
            seen.is_whole = has_end(reader)?;
            return Ok(seen);
        }
        let segment = take_some(reader, length.into())?;
        if FRAMES.contains(&marker) {
            // With one part it is grey, with three coloured; with four it is meant for a printing press.
            let is_plain = matches!(segment.as_slice(), [8, _, _, _, _, 1 | 3, ..]);
            seen.kind = is_plain.then_some(Kind::Jpeg);
        }
        if let Some(exif) = segment.strip_prefix(b"Exif\0\0").filter(|_| marker == EXIF) {
            seen.turned = Orientation::from_exif_chunk(exif).unwrap_or(seen.turned);
        }
    }
}

/// Whether the picture ends. Its end may have anything behind it: another picture, or a film.
fn has_end(reader: &mut (impl BufRead + Seek)) -> io::Result<bool> {
    let here = reader.stream_position()?;
    reader.seek(SeekFrom::End(-2))?;
    if take(reader)? == END {
        return Ok(true);
    }
    reader.seek(SeekFrom::Start(here))?;
    let mut last = 0;
    loop {
        let bytes = reader.fill_buf()?;
        let Some(&end) = bytes.last() else { return Ok(false) };
        // No pixel is written as an end: behind a 0xff of theirs stands a 0.
        if [last, bytes[0]] == END || bytes.windows(2).any(|pair| pair == END) {
            return Ok(true);
        }
        last = end;
        let count = bytes.len();
        reader.consume(count);
    }
}
