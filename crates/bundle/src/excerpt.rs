//! Plain text out of HTML, and the beginning of it: for feeds whose items bring no summary.

/// The beginnings of tags that part no words: `<b>half</b>way` is one.
const INLINE: [&str; 14] = ["a", "b>", "c", "e", "i>", "m", "s", "/a", "/b>", "/c", "/e", "/i>", "/m", "/s"];

/// The character references that are read, behind their `&`.
const REFERENCES: [(&str, char); 7] = [
    ("amp;", '&'),
    ("lt;", '<'),
    ("gt;", '>'),
    ("quot;", '"'),
    ("#39;", '\''),
    ("apos;", '\''),
    ("nbsp;", ' '),
];

/// The text of some HTML: tags and formulas are taken out, the common character references read, white space folded.
pub fn plain_text(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut rest = html.chars();
    while let Some(character) = rest.next() {
        match character {
            '<' => {
                if rest.as_str().starts_with("math") {
                    while !rest.as_str().starts_with("/math") && rest.next().is_some() {}
                } else if !INLINE.iter().any(|tag| rest.as_str().starts_with(tag)) {
                    text.push(' ');
                }
                rest.find(|&character| character == '>');
            }
            '&' => {
                let read = |(name, meant): &(&str, char)| Some((rest.as_str().strip_prefix(name)?, *meant));
                let (after, meant) = REFERENCES.iter().find_map(read).unwrap_or((rest.as_str(), '&'));
                text.push(meant);
                rest = after.chars();
            }
            other => text.push(other),
        }
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ")
}

/// The beginning of a text: at most `limit` characters, cut between words, with an ellipsis where it was cut.
pub fn excerpt(text: &str, limit: usize) -> String {
    let cut = text.char_indices().nth(limit);
    let Some((cut, start)) = cut.and_then(|(cut, _)| Some((cut, text.get(..cut)?))) else {
        return text.to_string();
    };
    // A text without spaces is cut where the limit is.
    let end = start.rfind(' ').filter(|&end| end > cut / 2);
    let kept = end.and_then(|end| start.get(..end)).unwrap_or(start);
    kept.trim_end_matches([',', ';', ':', '.', ' ', '-', '–', '—']).to_string() + "…"
}

#[cfg(test)]
mod tests {
    use super::{excerpt, plain_text};

    #[test]
    fn tags_leave_and_words_stay_apart() {
        assert_eq!(plain_text("<p>One</p><p><b>half</b>way &amp; &lt;two&gt;</p>"), "One halfway & <two>");
        assert_eq!(plain_text("a <br"), "a");
        assert_eq!(plain_text("as <math display=\"block\"><mi>a</mi></math>, <b>b</b>"), "as , b");
        assert_eq!(plain_text("AT&T"), "AT&T");
    }

    #[test]
    fn an_excerpt_ends_between_words() {
        assert_eq!(excerpt("one two three", 20), "one two three");
        assert_eq!(excerpt("one two, three", 9), "one two…");
        assert_eq!(excerpt("日本語の文章です", 4), "日本語の…");
    }
}
