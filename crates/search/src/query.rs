//! What is asked: the text of the search box, taken apart.

use crate::analyse::{Fold, is_dropped, words};
use crate::calendar;

/// Words, phrases and operators beyond these are not looked at: an answer takes no longer for a longer question.
pub const MOST_WORDS: usize = 48;

/// A question, taken apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Query {
    /// How many it has at most of each of these.
    most: usize,
    /// The words that are wanted, each once.
    pub(crate) words: Vec<Wanted>,
    /// The phrases that must be there.
    pub(crate) phrases: Vec<Phrase>,
    /// Words that must not be there.
    pub(crate) without: Vec<String>,
    /// Phrases that must not be there.
    pub(crate) without_phrases: Vec<Phrase>,
    /// Filters by tag and the like.
    pub(crate) facets: Vec<Facet>,
    /// The days that are wanted, each from the first to before the last.
    pub(crate) days: Vec<(i32, i32)>,
    /// Operators that make no sense, as they were typed; their words are wanted.
    pub(crate) unknown: Vec<String>,
    /// All words as they were typed, if the question is nothing but words.
    pub(crate) title: Vec<String>,
}

/// A word that is wanted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Wanted {
    /// The word, folded.
    pub(crate) word: String,
    /// Whether it stands for all words that begin with it.
    pub(crate) is_prefix: bool,
    /// Whether only titles count.
    pub(crate) in_title: bool,
}

/// Words that are wanted one behind the other.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Phrase {
    /// The words, folded.
    pub(crate) words: Vec<String>,
    /// Whether the last stands for all words that begin with it: the quotation is still being typed.
    pub(crate) is_open: bool,
}

impl Phrase {
    /// Its words, each with whether it stands for all that begin with it.
    pub(crate) fn each_word(&self) -> impl Iterator<Item = (&str, bool)> {
        let last = self.words.len();
        self.words.iter().zip(1..).map(move |(word, at)| (word.as_str(), self.is_open && at == last))
    }
}

/// A filter that was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Facet {
    /// Which kind, as in [`crate::facets`].
    pub(crate) kind: usize,
    /// The slug or the label, folded.
    pub(crate) value: String,
    /// Whether posts that have it are left out.
    pub(crate) is_without: bool,
    /// As it was typed.
    pub(crate) typed: String,
}

/// The operators that name a kind of facets, in the order of their files.
const KINDS: [&str; crate::facets::KINDS] = ["tag", "category", "series", "author", "lang"];

/// One part of the text.
struct Part<'a> {
    /// All of it, as it was typed.
    typed: &'a str,
    is_without: bool,
    /// What stands before a colon.
    name: &'a str,
    value: &'a str,
    is_quoted: bool,
    /// Whether a quotation was never ended.
    is_open: bool,
}

impl Query {
    /// Takes a text apart: so many of its words, phrases and operators.
    pub(crate) fn parse(text: &str, most: usize, fold: Fold<'_>) -> Query {
        let mut query = Query { most, ..Query::default() };
        let mut rest = text;
        let mut is_plain = true;
        let mut parts = 0;
        while let Some((part, after)) = part(rest) {
            // The last word may still be being typed, unless something follows it.
            let is_last = after.is_empty();
            is_plain &= !part.is_without && !part.is_quoted && part.name.is_empty();
            query.add(&part, is_last, fold);
            rest = after;
            parts += 1;
            if parts >= most {
                break;
            }
        }
        if is_plain {
            query.title = words(text, fold);
        }
        query
    }

    /// Wants the words of an operator that turned out to be none.
    pub(crate) fn add_as_words(&mut self, typed: &str, fold: Fold<'_>) {
        self.unknown.push(typed.to_string());
        self.want(typed, false, false, fold);
    }

    /// Whether nothing is asked for by words.
    pub(crate) fn has_words(&self) -> bool {
        !self.words.is_empty() || !self.phrases.is_empty()
    }

    fn add(&mut self, part: &Part<'_>, is_last: bool, fold: Fold<'_>) {
        let span = |value: &str| calendar::span(value);
        let kind = KINDS.iter().position(|kind| *kind == part.name);
        match (part.name, kind) {
            ("", _) => self.add_words(part, is_last, fold),
            (_, Some(kind)) if !part.value.is_empty() => self.facets.push(Facet {
                kind,
                value: fold(part.value.trim()),
                is_without: part.is_without,
                typed: part.typed.to_string(),
            }),
            ("title", _) if !part.is_without && !part.value.is_empty() => {
                self.want(part.value, is_last && !part.is_quoted, true, fold);
            }
            ("year", _) if !part.is_without && part.value.len() == 4 && span(part.value).is_some() => {
                self.days.extend(span(part.value));
            }
            ("after", _) if !part.is_without && span(part.value).is_some() => {
                self.days.extend(span(part.value).map(|span| (span.0, i32::MAX)));
            }
            ("before", _) if !part.is_without && span(part.value).is_some() => {
                self.days.extend(span(part.value).map(|span| (i32::MIN + 1, span.0)));
            }
            _ => self.add_as_words(part.typed, fold),
        }
    }

    fn add_words(&mut self, part: &Part<'_>, is_last: bool, fold: Fold<'_>) {
        let mut found = words(part.value, fold);
        if part.is_quoted {
            found.truncate(self.most);
            let phrase = Phrase { words: found, is_open: part.is_open && is_last && is_open(part.value) };
            match (phrase.words.len(), part.is_without) {
                (0, _) => {}
                (_, true) => self.without_phrases.push(phrase),
                (_, false) => self.phrases.push(phrase),
            }
        } else if part.is_without {
            self.without.append(&mut found);
            self.without.truncate(self.most);
        } else {
            self.want(part.value, is_last, false, fold);
        }
    }

    fn want(&mut self, text: &str, is_last: bool, in_title: bool, fold: Fold<'_>) {
        let found = words(text, fold);
        let is_open = is_last && is_open(text);
        let last = found.len().wrapping_sub(1);
        for (at, word) in found.into_iter().enumerate() {
            let is_prefix = is_open && at == last;
            let is_it = |wanted: &Wanted| wanted.word == word && wanted.in_title == in_title;
            if let Some(known) = self.words.iter().position(is_it) {
                self.words[known].is_prefix |= is_prefix;
            } else if self.words.len() < self.most {
                self.words.push(Wanted { word, is_prefix, in_title });
            }
        }
    }
}

/// The next part of a text, and what follows it: white space, too, which ends a word.
fn part(text: &str) -> Option<(Part<'_>, &str)> {
    let text = text.trim_start();
    if text.is_empty() {
        return None;
    }
    let (is_without, bare) = match text.strip_prefix('-') {
        Some(bare) if bare.starts_with(|next: char| !next.is_whitespace() && next != '-') => (true, bare),
        _ => (false, text),
    };
    let operator = bare.split_once(':').filter(|(name, _)| is_operator(name));
    let is_operator = operator.is_some();
    let (name, value) = operator.unwrap_or(("", bare));
    let quoted = value.strip_prefix(is_quote);
    let (value, after, is_open) = if let Some(quoted) = quoted {
        let ended = quoted.split_once(is_quote);
        ended.map_or((quoted, "", true), |(value, after)| (value, after, false))
    } else {
        let end = value.find(|sign: char| sign.is_whitespace() || !is_operator && is_quote(sign));
        let (value, after) = end.and_then(|end| value.split_at_checked(end)).unwrap_or((value, ""));
        (value, after, false)
    };
    let is_quoted = quoted.is_some();
    let typed = text.strip_suffix(after).unwrap_or(text);
    Some((Part { typed, is_without, name, value, is_quoted, is_open }, after))
}

fn is_operator(name: &str) -> bool {
    KINDS.contains(&name) || ["title", "year", "after", "before"].contains(&name)
}

/// Whether the last word of a text may still be being typed: the text ends in it, or in a sign that may go on to be part
/// of it, as in `don'`, `1.` and `c+`.
fn is_open(text: &str) -> bool {
    let mut signs = text.chars().rev();
    let (last, before, start) = (signs.next(), signs.next(), signs.next());
    let is_word = |sign: Option<char>| sign.is_some_and(char::is_alphanumeric);
    match last {
        Some('.') => before.is_some_and(|sign| sign.is_ascii_digit()),
        Some('+') => before.is_some_and(|sign| sign.is_ascii_alphabetic()) && !is_word(start),
        Some(sign) if is_dropped(sign) => is_word(before),
        last => is_word(last),
    }
}

fn is_quote(sign: char) -> bool {
    matches!(sign, '"' | '“' | '”')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn parse(text: &str) -> Query {
        Query::parse(text, MOST_WORDS, &|text| text.to_lowercase())
    }

    fn wanted(text: &str) -> Vec<String> {
        let star = |wanted: Wanted| wanted.word + if wanted.is_prefix { "*" } else { "" };
        parse(text).words.into_iter().map(star).collect()
    }

    fn phrases(phrases: &[Phrase]) -> Vec<String> {
        let text = |phrase: &Phrase| phrase.words.join(" ") + if phrase.is_open { "*" } else { "" };
        phrases.iter().map(text).collect()
    }

    #[test]
    fn the_last_word_is_a_prefix_until_something_ends_it() {
        assert_eq!(wanted("Big dat"), ["big", "dat*"]);
        assert_eq!(wanted("big data\u{A0}"), ["big", "data"]);
        assert_eq!(wanted("big data!"), ["big", "data"]);
        assert_eq!(wanted("big-dat"), ["big", "dat*"]);
        assert_eq!(wanted("dat tag:x"), ["dat"]);
    }

    #[test]
    fn a_sign_that_may_stand_inside_a_word_does_not_end_it() {
        for (text, last) in
            [("don'", "don*"), ("1.", "1*"), ("v1.85.", "1.85*"), ("c+", "c*"), ("c++", "c++")]
        {
            assert_eq!(wanted(text).last().map(String::as_str), Some(last), "{text}");
        }
        for (text, last) in [("end.", "end"), ("data+", "data"), ("a '", "a"), ("1..", "1")] {
            assert_eq!(wanted(text).last().map(String::as_str), Some(last), "{text}");
        }
    }

    #[test]
    fn a_repeated_word_is_wanted_once() {
        assert_eq!(wanted("big Big big "), ["big"]);
        assert_eq!(wanted("big big"), ["big*"]);
    }

    #[test]
    fn a_text_without_words_wants_nothing() {
        for text in ["", " ?! ", "-", "--", "\"", "\"\"", "- -"] {
            assert!(!parse(text).has_words(), "{text}");
        }
    }

    #[test]
    fn quotations_are_phrases() {
        let query = parse("one \"two three\" “four five” \"six sev");
        assert_eq!(wanted("one \"two three\""), ["one"]);
        assert_eq!(phrases(&query.phrases), ["two three", "four five", "six sev*"]);
        assert_eq!(phrases(&parse("\"one\" -\"two three\"").phrases), ["one"]);
        assert_eq!(phrases(&parse("-\"two three\"").without_phrases), ["two three"]);
    }

    #[test]
    fn a_minus_takes_words_away() {
        let query = parse("one -two well-known -three");
        assert_eq!(query.without, ["two", "three"]);
        assert_eq!(wanted("one -two well-known -three"), ["one", "well", "known"]);
    }

    #[test]
    fn operators_filter() {
        let query = parse(
            "tag:rust -tag:\"Open Data\" author:Ann lang:es title:Leaf year:2024 after:2024-05 before:2025-01-02",
        );
        let facets: Vec<_> =
            query.facets.iter().map(|facet| (facet.kind, facet.value.as_str(), facet.is_without)).collect();
        assert_eq!(facets, [(0, "rust", false), (0, "open data", true), (3, "ann", false), (4, "es", false)]);
        assert_eq!(query.words, [Wanted { word: "leaf".into(), is_prefix: false, in_title: true }]);
        let day = crate::calendar::days;
        assert_eq!(query.days.len(), 3);
        assert_eq!(query.days[0], (day(2024, 1, 1), day(2025, 1, 1)));
        assert_eq!(query.days[1].0, day(2024, 5, 1));
        assert_eq!(query.days[2].1, day(2025, 1, 2));
        assert!(query.unknown.is_empty());
    }

    #[test]
    fn a_bad_operator_is_words_and_is_said() {
        let query = parse("year:soon after:2024-13 tag: -title:x");
        assert_eq!(query.unknown, ["year:soon", "after:2024-13", "tag:", "-title:x"]);
        assert_eq!(query.words[0].word, "year");
        assert_eq!(query.words[1].word, "soon");
        assert!(parse("std::vec https://a.example foo:bar").unknown.is_empty());
        assert_eq!(wanted("std::vec foo:bar "), ["std", "vec", "foo", "bar"]);
    }

    #[test]
    fn only_a_question_of_words_can_be_a_title() {
        assert_eq!(parse("The the Book").title, ["the", "the", "book"]);
        assert!(parse("the -book").title.is_empty());
    }

    proptest! {
        #[test]
        fn any_text_is_taken_apart(text in "(\\PC|[\"“:\\- ]|tag:|after:|.){0,60}") {
            let query = parse(&text);
            prop_assert!(query.words.len() <= MOST_WORDS);
        }
    }

    #[test]
    fn a_text_without_end_is_taken_apart_soon() {
        for text in [
            "\"".repeat(10_000),
            "-".repeat(10_000),
            "tag:".repeat(2500),
            "a ".repeat(5000),
            "a".repeat(10_000),
        ] {
            let query = parse(&text);
            assert!(query.words.len() <= MOST_WORDS && query.phrases.len() <= MOST_WORDS);
        }
        let all: Vec<String> = (0..5000).map(|number| format!("w{number}")).collect();
        assert_eq!(parse(&all.join(" ")).words.len(), MOST_WORDS);
    }
}
