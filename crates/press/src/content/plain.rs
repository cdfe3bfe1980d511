//! Texts of a front matter as plain text.

/// A text on one line: references such as `&#58;` and `&mdash;`, which old systems wrote into titles,
/// as the letters that they stand for, and control characters as spaces.
pub(super) fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find('&') {
        plain.push_str(&rest[..start]);
        rest = &rest[start..];
        let reference = rest.find(';').filter(|end| *end < 12);
        if let Some((end, letter)) = reference.and_then(|end| Some((end, letter(&rest[1..end])?))) {
            plain.push(letter);
            rest = &rest[end + 1..];
        } else {
            plain.push('&');
            rest = &rest[1..];
        }
    }
    plain.push_str(rest);
    if plain.contains(char::is_control) {
        plain = plain.replace(char::is_control, " ");
    }
    plain
}

fn letter(reference: &str) -> Option<char> {
    if let Some(number) = reference.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        };
        return char::from_u32(code).filter(|letter| !letter.is_control());
    }
    let named = [
        ("amp", '&'),
        ("lt", '<'),
        ("gt", '>'),
        ("quot", '"'),
        ("apos", '\''),
        ("nbsp", '\u{a0}'),
        ("ndash", '–'),
        ("mdash", '—'),
        ("lsquo", '‘'),
        ("rsquo", '’'),
        ("ldquo", '“'),
        ("rdquo", '”'),
        ("hellip", '…'),
        ("bull", '•'),
        ("copy", '©'),
        ("reg", '®'),
        ("trade", '™'),
        ("eacute", 'é'),
        ("ntilde", 'ñ'),
    ];
    named.iter().find(|(name, _)| *name == reference).map(|(_, letter)| *letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_become_letters_and_everything_else_stays() {
        assert_eq!(plain("A&#58; B &mdash; C&#x21;"), "A: B — C!");
        assert_eq!(plain("two\nlines\0"), "two lines ");
        assert_eq!(plain("AT&T; x & y &nosuch; &#0; &"), "AT&T; x & y &nosuch; &#0; &");
    }
}
