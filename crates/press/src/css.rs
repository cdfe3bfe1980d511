//! Style sheets as far as this tool has to understand them: pieces, not rules. What a browser makes of them is its own
//! business; here they are made smaller, and what they name is found.
//!
//! After <https://www.w3.org/TR/css-syntax-3/#tokenization>, with one sign or word a piece.

/// A piece of a style sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Piece<'a> {
    pub(crate) kind: Kind,
    /// As it stands there.
    pub(crate) text: &'a str,
    /// Where it begins, in bytes.
    pub(crate) at: usize,
}

/// What a piece is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Comment,
    Space,
    /// With its quotation marks.
    Text,
    /// `url(…)` without quotation marks, whole. With them it is a word, a sign and a text.
    Address,
    /// A name, a number, or a part of one.
    Word,
    /// One sign.
    Sign,
}

impl Piece<'_> {
    /// Whether it is that sign.
    pub(crate) fn is(&self, sign: &str) -> bool {
        self.kind == Kind::Sign && self.text == sign
    }

    /// Whether it says nothing.
    pub(crate) fn is_blank(&self) -> bool {
        matches!(self.kind, Kind::Comment | Kind::Space)
    }
}

/// The pieces of a style sheet; put together they are the style sheet again.
pub(crate) fn pieces(css: &str) -> Vec<Piece<'_>> {
    let (mut pieces, mut at) = (Vec::new(), 0);
    while let Some(rest) = css.get(at..).filter(|rest| !rest.is_empty()) {
        let (kind, length) = first(rest);
        let text = rest.get(..length).unwrap_or(rest);
        pieces.push(Piece { kind, text, at });
        at += text.len();
    }
    pieces
}

/// The line of a place, counted from 1.
pub(crate) fn line(css: &str, at: usize) -> usize {
    1 + css.bytes().take(at).filter(|byte| *byte == b'\n').count()
}

/// The same style sheet without comments, and without the blanks that part nothing.
pub(crate) fn minified(css: &str) -> String {
    let mut small = String::with_capacity(css.len());
    let (mut blank, mut comment, mut last) = (false, false, None::<Piece<'_>>);
    for piece in pieces(css) {
        match piece.kind {
            Kind::Space => blank = true,
            Kind::Comment => comment = true,
            _ => {
                if piece.is("}") && last.is_some_and(|last| last.is(";")) {
                    small.pop();
                }
                let parts = |piece: &Piece<'_>| ["{", "}", ";", ","].iter().any(|sign| piece.is(sign));
                // A comment parts two words, and nothing else.
                let words = last.is_some_and(|last| last.kind == Kind::Word) && piece.kind == Kind::Word;
                let is_needed = last.is_some_and(|last| !parts(&last) && !last.is(":")) && !parts(&piece);
                if is_needed && (blank || comment && words) {
                    small.push(' ');
                }
                small += piece.text;
                (blank, comment, last) = (false, false, Some(piece));
            }
        }
    }
    small
}

/// The names of custom properties that a style sheet sets, with the values and places of them.
pub(crate) fn properties(css: &str) -> Vec<(&str, &str, usize)> {
    let pieces: Vec<Piece<'_>> = pieces(css).into_iter().filter(|piece| !piece.is_blank()).collect();
    let mut set = Vec::new();
    for (index, pair) in pieces.windows(2).enumerate() {
        let [name, colon] = pair else { continue };
        if name.kind != Kind::Word || !name.text.starts_with("--") || !colon.is(":") {
            continue;
        }
        let end = pieces.get(index..).into_iter().flatten().find(|piece| piece.is(";") || piece.is("}"));
        let value = css.get(colon.at + 1..end.map_or(css.len(), |end| end.at)).unwrap_or_default();
        set.push((name.text, value.trim(), name.at));
    }
    set
}

/// A custom property that a style sheet asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Asked<'a> {
    pub(crate) name: &'a str,
    /// Where, in bytes.
    pub(crate) at: usize,
    /// Whether it says what to take when there is none.
    pub(crate) has_other: bool,
}

/// The custom properties that a style sheet asks for by `var()`.
pub(crate) fn asked(css: &str) -> Vec<Asked<'_>> {
    let pieces: Vec<Piece<'_>> = pieces(css).into_iter().filter(|piece| !piece.is_blank()).collect();
    let asked = pieces.windows(4).filter_map(|four| {
        let [var, bracket, name, behind] = four else { return None };
        let asks = var.text.eq_ignore_ascii_case("var") && bracket.is("(");
        asks.then(|| Asked { name: name.text, at: name.at, has_other: behind.is(",") })
    });
    asked.collect()
}

/// A file that a style sheet asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Address<'a> {
    /// What it asks for.
    pub(crate) url: &'a str,
    /// Where all that names it begins, and ends: with its quotation marks, or with `url()` where it has none.
    pub(crate) from: usize,
    pub(crate) to: usize,
    /// Whether that holds `url()` too.
    pub(crate) is_bare: bool,
}

/// The files that a style sheet asks for by `url()`.
pub(crate) fn addresses(css: &str) -> Vec<Address<'_>> {
    let pieces: Vec<Piece<'_>> = pieces(css).into_iter().filter(|piece| !piece.is_blank()).collect();
    let mut addresses = Vec::new();
    for (index, piece) in pieces.iter().enumerate() {
        let (from, to) = (piece.at, piece.at + piece.text.len());
        if piece.kind == Kind::Address {
            let inside = piece.text.get(4..).unwrap_or_default().trim_end_matches(')');
            addresses.push(Address { url: inside.trim(), from, to, is_bare: true });
        }
        let before = index.checked_sub(2).and_then(|two| pieces.get(two..index));
        let is_url = before.is_some_and(|two| two[0].text.eq_ignore_ascii_case("url") && two[1].is("("));
        if piece.kind == Kind::Text && is_url {
            let inside = piece.text.get(1..piece.text.len().saturating_sub(1)).unwrap_or_default();
            addresses.push(Address { url: inside, from, to, is_bare: false });
        }
    }
    addresses
}

/// A style sheet that asks for other addresses, where `other` has one.
pub(crate) fn readdressed(css: &str, other: impl Fn(&str) -> Option<String>) -> String {
    let (mut text, mut at) = (String::with_capacity(css.len()), 0);
    for Address { url, from, to, is_bare } in addresses(css) {
        let Some(other) = other(url) else { continue };
        text += css.get(at..from).unwrap_or_default();
        let [before, after] = if is_bare { ["url(\"", "\")"] } else { ["\"", "\""] };
        text.extend([before, &other, after]);
        at = to;
    }
    text + css.get(at..).unwrap_or_default()
}

/// What a style sheet begins with, and how many bytes that has.
fn first(rest: &str) -> (Kind, usize) {
    let run = |is: fn(char) -> bool| rest.find(|sign| !is(sign)).unwrap_or(rest.len());
    if let Some(inside) = rest.strip_prefix("/*") {
        return (Kind::Comment, inside.find("*/").map_or(rest.len(), |end| end + 4));
    }
    match rest.chars().next() {
        Some(blank) if blank.is_ascii_whitespace() => (Kind::Space, run(|sign| sign.is_ascii_whitespace())),
        Some(quote @ ('"' | '\'')) => (Kind::Text, text(rest, quote)),
        Some(sign) if is_of_a_word(sign) || sign == '\\' => {
            let word = word(rest);
            match address(rest, word) {
                Some(length) => (Kind::Address, length),
                None => (Kind::Word, word),
            }
        }
        Some(sign) => (Kind::Sign, sign.len_utf8()),
        None => (Kind::Space, 0),
    }
}

fn is_of_a_word(sign: char) -> bool {
    sign.is_alphanumeric() || matches!(sign, '-' | '_') || !sign.is_ascii()
}

/// The bytes of a word; a sign behind a backslash belongs to it.
fn word(rest: &str) -> usize {
    let mut signs = rest.char_indices();
    while let Some((at, sign)) = signs.next() {
        if sign == '\\' {
            signs.next();
        } else if !is_of_a_word(sign) {
            return at;
        }
    }
    rest.len()
}

/// The bytes of a text in quotation marks. One that is not closed ends with its line, as a browser has it.
fn text(rest: &str, quote: char) -> usize {
    let mut signs = rest.char_indices().skip(1);
    while let Some((at, sign)) = signs.next() {
        match sign {
            '\\' => drop(signs.next()),
            '\n' => return at,
            sign if sign == quote => return at + 1,
            _ => {}
        }
    }
    rest.len()
}

/// The bytes of a `url(…)` that has no quotation marks, where the word is its name.
fn address(rest: &str, word: usize) -> Option<usize> {
    let inside = rest.get(word..)?.strip_prefix('(').filter(|_| rest[..word].eq_ignore_ascii_case("url"))?;
    if inside.trim_start().starts_with(['"', '\'']) {
        return None;
    }
    Some(inside.find(')').map_or(rest.len(), |end| word + 1 + end + 1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_parts_nothing_goes_and_the_rest_means_the_same() {
        for (css, small) in [
            ("/* x */\na ,\n b > c { color : red ; }\n", "a,b > c{color :red}"),
            ("a :hover {}\na:hover {}", "a :hover{}a:hover{}"),
            ("@media (width >= 40rem) and (hover: hover) { }", "@media (width >= 40rem) and (hover:hover){}"),
            (".a { margin: calc(1px + 2px) 0 -1px; }", ".a{margin:calc(1px + 2px) 0 -1px}"),
            ("a::after { content: \"  /* ; */  \" }", "a::after{content:\"  /* ; */  \"}"),
            ("a { background: url( a;b.png ) }", "a{background:url( a;b.png )}"),
            ("a{font:1em/**/b}", "a{font:1em b}"),
            ("a/**/.b{}.a\\, b{}", "a.b{}.a\\, b{}"),
            ("@layer x { a { b: c; } }", "@layer x{a{b:c}}"),
        ] {
            assert_eq!(minified(css), small);
        }
    }

    #[test]
    fn what_it_sets_and_asks_for_is_found_with_its_place() {
        let css = ":root { --ink: light-dark(#000, #fff); /* --no: 1; */ }\na { color: var(--ink); b: var( --x, 1px) }";
        assert_eq!(properties(css), [("--ink", "light-dark(#000, #fff)", 8)]);
        let asked = asked(css);
        let said: Vec<_> =
            asked.iter().map(|asked| (asked.name, asked.has_other, line(css, asked.at))).collect();
        assert_eq!(said, [("--ink", false, 2), ("--x", true, 2)]);
    }

    #[test]
    fn addresses_are_found_in_all_their_forms_and_written_anew() {
        let css = "a { b: url(x.png); c: url( \"y z.png\" ); d: URL('w'); e: \"url(no)\" }";
        assert_eq!(addresses(css).iter().map(|one| one.url).collect::<Vec<_>>(), ["x.png", "y z.png", "w"]);
        let new = readdressed(css, |url| (url != "w").then(|| format!("in/{url}")));
        assert_eq!(new, "a { b: url(\"in/x.png\"); c: url( \"in/y z.png\" ); d: URL('w'); e: \"url(no)\" }");
    }

    proptest! {
        #[test]
        fn the_pieces_of_any_text_are_the_text(css in "([ -~\\n]|é|日|/\\*|\\*/|url\\(|\\\\){0,40}") {
            let whole: String = pieces(&css).iter().map(|piece| piece.text).collect();
            prop_assert_eq!(&whole, &css);
            let small = minified(&css);
            prop_assert!(small.len() <= css.len());
            let _ = (properties(&css), asked(&css), addresses(&css), readdressed(&css, |_| Some("x".into())));
        }
    }
}
