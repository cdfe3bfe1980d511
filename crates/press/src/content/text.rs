//! The bytes of a file as text, whichever system it was written on.

/// The text of a file: UTF-8, or UTF-16 that says so, with line ends as `\n`.
pub(super) fn decode(bytes: Vec<u8>) -> Result<String, (Option<usize>, String)> {
    let wide = |read: fn([u8; 2]) -> u16| {
        let (pairs, odd) = bytes[2..].as_chunks::<2>();
        let units: Vec<u16> = pairs.iter().map(|pair| read(*pair)).collect();
        match String::from_utf16(&units) {
            Ok(text) if odd.is_empty() => Ok(text),
            _ => Err((None, "is not valid UTF-16; save it as UTF-8".to_owned())),
        }
    };
    let mut text = match bytes.as_slice() {
        [0xff, 0xfe, ..] => wide(u16::from_le_bytes)?,
        [0xfe, 0xff, ..] => wide(u16::from_be_bytes)?,
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
