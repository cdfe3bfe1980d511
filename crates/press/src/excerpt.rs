//! The few words that stand for a post on a card: cut where a reader would cut them.

/// The length that an excerpt is cut near to unless its author wants another, in characters.
pub(crate) const USUAL: usize = 200;
/// The longest that an author may want.
pub(crate) const LONGEST: usize = 1_000;

/// The text in one line, cut at the end of a word near `length` characters, with `…` if it was
/// cut. Text in a script without spaces is cut between letters.
pub(crate) fn excerpt(text: &str, length: usize) -> String {
    let line = one_line(text);
    let Some((end, _)) = line.char_indices().nth(length) else {
        return line;
    };
    let head = &line[..end];
    let at_word = line[end..].starts_with(' ');
    let cut = match head.rfind(' ') {
        // A space far back means one very long word, or a script that has no spaces.
        Some(space) if !at_word && head[space..].chars().count() < USUAL / 4 => &head[..space],
        _ => head,
    };
    let cut = cut.trim_end_matches(|c: char| c.is_whitespace() || ",;:.–—-([{«“‘".contains(c));
    format!("{cut}…")
}

/// The text with every run of white space as one space.
pub(crate) fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}

/// How many words a reader reads: words between white space that hold a letter or a digit; in
/// scripts without spaces, two letters count as a word.
pub(crate) fn words(text: &str) -> usize {
    let mut words = 0;
    let mut letters = 0;
    // Most words are ASCII between ASCII; only the others are worth a look at Unicode.
    for piece in text.split_ascii_whitespace() {
        if piece.is_ascii() {
            words += usize::from(piece.bytes().any(|byte| byte.is_ascii_alphanumeric()));
            continue;
        }
        for word in piece.split_whitespace() {
            let dense = word.chars().filter(|&letter| is_dense(letter)).count();
            letters += dense;
            words += usize::from(dense == 0 && word.chars().any(char::is_alphanumeric));
        }
    }
    words + letters.div_ceil(2)
}

/// Whether the letter is of a script that is written without spaces (Chinese, Japanese, Thai …).
fn is_dense(letter: char) -> bool {
    matches!(letter,
        '\u{0e00}'..='\u{0eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}'
        | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_text_stays_whole() {
        assert_eq!(excerpt(" Two\n words. ", USUAL), "Two words.");
    }

    #[test]
    fn long_text_is_cut_after_a_word() {
        let text = "word, ".repeat(60);
        for length in [USUAL, 150] {
            let cut = excerpt(&text, length);
            assert!(cut.ends_with("word…"), "{cut}");
            assert!((length - 10..=length + 1).contains(&cut.chars().count()), "{cut}");
        }
    }

    #[test]
    fn text_without_spaces_is_cut_between_letters() {
        let cut = excerpt(&"字".repeat(300), USUAL);
        assert_eq!(cut.chars().count(), USUAL + 1);
    }

    #[test]
    fn words_are_counted_as_they_are_read() {
        assert_eq!(words("It is — well – 3 words"), 5);
        assert_eq!(words("日本語の題"), 3);
        assert_eq!(words("été à"), 2);
        assert_eq!(words("a\u{a0}b\u{2003}é"), 3);
    }
}
