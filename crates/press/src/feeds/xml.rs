//! What XML cannot hold, taken out.

/// A document without the characters that XML 1.0 does not allow, not even escaped (§2.2, "Characters"): one of them in a
/// title, and no feed reader opens the feed.
pub(crate) fn without_controls(document: Vec<u8>) -> String {
    let mut text = String::from_utf8(document)
        .unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned());
    text.retain(|character| {
        !matches!(character, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}')
    });
    text
}
