//! Plain text out of HTML, and the beginning of it: for feeds whose items bring no summary.

/// The text of some HTML: tags are taken out, the common character references read, white space folded.
pub fn plain_text(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find(['<', '&']) {
        text.push_str(&rest[..at]);
        rest = &rest[at..];
        if rest.starts_with('<') {
            let end = rest.find('>').map_or(rest.len(), |end| end + 1);
            // Only what starts a block parts words: `<b>half</b>way` is one.
            let inline = [
                "<a", "<b>", "<c", "<e", "<i>", "<m", "<s", "</a", "</b>", "</c", "</e", "</i>", "</m", "</s",
            ];
            if !inline.iter().any(|tag| rest.starts_with(tag)) {
                text.push(' ');
            }
            rest = &rest[end..];
        } else {
            let (character, length) = reference(rest);
            text.push(character);
            rest = &rest[length..];
        }
    }
    text.push_str(rest);
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ")
}

/// The beginning of a text: at most `limit` characters, cut between words, with an ellipsis where it was cut.
pub fn excerpt(text: &str, limit: usize) -> String {
    let Some((cut, _)) = text.char_indices().nth(limit) else { return text.to_string() };
    let start = &text[..cut];
    // A text without spaces is cut where the limit is.
    let end = start.rfind(' ').filter(|&end| end > cut / 2).unwrap_or(cut);
    let kept = start[..end].trim_end_matches([',', ';', ':', '.', ' ', '-', '–', '—']);
    format!("{kept}…")
}

/// The character that a reference at the start of `rest` stands for, and how many bytes it takes.
fn reference(rest: &str) -> (char, usize) {
    let known = [
        ("&amp;", '&'),
        ("&lt;", '<'),
        ("&gt;", '>'),
        ("&quot;", '"'),
        ("&#39;", '\''),
        ("&apos;", '\''),
        ("&nbsp;", ' '),
    ];
    match known.into_iter().find(|(name, _)| rest.starts_with(name)) {
        Some((name, character)) => (character, name.len()),
        None => ('&', 1),
    }
}

#[cfg(test)]
mod tests {
    use super::{excerpt, plain_text};

    #[test]
    fn tags_leave_and_words_stay_apart() {
        assert_eq!(plain_text("<p>One</p><p><b>half</b>way &amp; &lt;two&gt;</p>"), "One halfway & <two>");
        assert_eq!(plain_text("a <br"), "a");
        assert_eq!(plain_text("AT&T"), "AT&T");
    }

    #[test]
    fn an_excerpt_ends_between_words() {
        assert_eq!(excerpt("one two three", 20), "one two three");
        assert_eq!(excerpt("one two, three", 9), "one two…");
        assert_eq!(excerpt("日本語の文章です", 4), "日本語の…");
    }
}
