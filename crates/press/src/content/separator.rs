//! Jekyll's `excerpt_separator`: the text that ends a post's first words, in place of `<!-- more -->`.

use std::ops::Range;

use pulldown_cmark::{Event, Parser, Tag};

/// The Markdown with `<!-- more -->` before the first separator that stands after words and outside code.
/// No line is added, so that problems keep theirs.
pub(super) fn marked(mut markdown: String, separator: &str) -> String {
    let code = |(event, range): (Event<'_>, Range<usize>)| {
        matches!(event, Event::Code(_) | Event::Start(Tag::CodeBlock(_))).then_some(range)
    };
    let code: Vec<Range<usize>> = Parser::new(&markdown).into_offset_iter().filter_map(code).collect();
    let mut places = markdown.match_indices(separator).map(|(place, _)| place);
    let fits = |place: &usize| {
        !markdown[..*place].trim().is_empty() && !code.iter().any(|range| range.contains(place))
    };
    if let Some(place) = places.find(fits).filter(|_| !separator.is_empty()) {
        markdown.insert_str(place, "<!-- more -->");
    }
    markdown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_words_end_at_the_authors_separator_outside_code() {
        for (markdown, separator, expected) in [
            ("a\n\nb\n\n---\n\nc\n\n---\n", "\n---\n", "a\n\nb\n<!-- more -->\n---\n\nc\n\n---\n"),
            ("\n\na\n\nb", "\n\n", "\n\na<!-- more -->\n\nb"),
            ("a `~` b\n\n    ~\n\nc ~ d", "~", "a `~` b\n\n    ~\n\nc <!-- more -->~ d"),
            ("a", "", "a"),
            ("a", "~", "a"),
        ] {
            assert_eq!(marked(markdown.to_owned(), separator), expected);
        }
    }
}
