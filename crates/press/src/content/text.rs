//! The bytes of a file as text, whichever system it was written on.

/// The text of a file: UTF-8, or UTF-16 with or without its mark, with line ends as `\n`.
pub(super) fn decode(bytes: Vec<u8>) -> Result<String, (Option<usize>, String)> {
    let mut text = match bytes.as_slice() {
        [0xff, 0xfe, rest @ ..] => wide(rest, u16::from_le_bytes)?,
        [0xfe, 0xff, rest @ ..] => wide(rest, u16::from_be_bytes)?,
        rest if is_wide(rest, 1) => wide(rest, u16::from_le_bytes)?,
        rest if is_wide(rest, 0) => wide(rest, u16::from_be_bytes)?,
        _ => String::from_utf8(bytes).map_err(|error| {
            let place = error.utf8_error().valid_up_to();
            let before = &error.as_bytes()[..place];
            let line = before.split(|byte| *byte == b'\n').count();
            (Some(line), format!("byte {place} is not UTF-8; save the file as UTF-8"))
        })?,
    };
    if text.starts_with('\u{feff}') {
        text.remove(0);
    }
    if text.contains('\r') {
        text = text.replace("\r\n", "\n").replace('\r', "\n");
    }
    Ok(text)
}

fn wide(bytes: &[u8], read: fn([u8; 2]) -> u16) -> Result<String, (Option<usize>, String)> {
    let (pairs, odd) = bytes.as_chunks::<2>();
    let units: Vec<u16> = pairs.iter().map(|pair| read(*pair)).collect();
    match String::from_utf16(&units) {
        Ok(text) if odd.is_empty() => Ok(text),
        _ => Err((None, "is not valid UTF-16; save it as UTF-8".to_owned())),
    }
}

/// Whether it looks like UTF-16 without its mark: every front matter and most prose begin with
/// letters of ASCII, each of which has a zero in one and the same half.
fn is_wide(bytes: &[u8], zero: usize) -> bool {
    let (pairs, _) = bytes.as_chunks::<2>();
    let pairs = &pairs[..pairs.len().min(4)];
    !pairs.is_empty() && pairs.iter().all(|pair| pair[zero] == 0 && pair[1 - zero] != 0)
}
