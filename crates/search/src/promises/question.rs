//! Questions by chance: the parts that make one, and the text that a reader would type for them.

use proptest::prelude::*;
use quire_bundle::Filter;

use super::corpus::{TERMS, VOCABULARY};

/// A part of a question.
#[derive(Clone, Debug)]
pub(super) enum Part {
    /// Words that are wanted.
    Words(String),
    /// A quotation; without its end if it is open, which only the last part can be.
    Phrase { words: String, is_without: bool, is_open: bool },
    /// A word that must not be there.
    Without(String),
    /// A filter of a kind by what was typed behind the colon.
    Term { kind: usize, value: String, is_without: bool },
    /// A word that must be in the title.
    Title(String),
    /// The days from the first to before the last, by the operator that says so.
    Days { typed: String, first: i32, end: i32 },
    /// An operator that makes no sense.
    Bad(String),
}

/// A question: its parts, whether white space ends it, and what is chosen beside it.
#[derive(Clone, Debug)]
pub(super) struct Question {
    pub(super) parts: Vec<Part>,
    pub(super) is_ended: bool,
    /// Without the text.
    pub(super) filter: Filter,
}

const KINDS: [&str; 5] = ["tag", "category", "series", "author", "lang"];

impl Part {
    fn typed(&self) -> String {
        let minus = |is_without: &bool| if *is_without { "-" } else { "" };
        match self {
            Part::Words(words) => words.clone(),
            Part::Phrase { words, is_without, is_open } => {
                format!("{}\"{words}{}", minus(is_without), if *is_open { "" } else { "\"" })
            }
            Part::Without(word) => format!("-{word}"),
            Part::Term { kind, .. } => KINDS[*kind].to_string() + &self.value(),
            Part::Title(word) => format!("title:{word}"),
            Part::Days { typed, .. } | Part::Bad(typed) => typed.clone(),
        }
    }

    fn value(&self) -> String {
        match self {
            Part::Term { value, .. } if value.contains(' ') => format!(":“{value}”"),
            Part::Term { value, .. } => format!(":{value}"),
            _ => String::new(),
        }
    }

    /// The operator of a term as it was typed.
    pub(super) fn operator(&self) -> String {
        let is_without = matches!(self, Part::Term { is_without: true, .. });
        if is_without { format!("-{}", self.typed()) } else { self.typed() }
    }
}

impl Question {
    /// As it is typed.
    pub(super) fn filter(&self) -> Filter {
        let typed: Vec<String> = self.parts.iter().map(Part::operator).collect();
        let end = if self.is_ended { " " } else { "" };
        Filter { text: typed.join(" ") + end, ..self.filter.clone() }
    }
}

/// Words in the midst of a sign that may or may not end them.
pub(super) const UNFINISHED: [&str; 3] = ["don'", "1.", "c+"];

/// Words that readers type: those of posts, beginnings of such, misspelt ones, and words that no post has.
const TYPED: [&str; 27] = [
    "don'",
    "1.",
    "c+",
    "ru",
    "ca",
    "we",
    "1.8",
    "検",
    "t",
    "acc",
    "runn",
    "mic",
    "webasembly",
    "runing",
    "zebrra",
    "assmbly",
    "goodrust",
    "webzebra",
    "accesibel",
    "accesibilty",
    "serch",
    "gooood",
    "tr",
    "nothing",
    "zzz",
    "web-assembly",
    "café-mice",
];

fn word() -> impl Strategy<Value = String> {
    prop_oneof![3 => prop::sample::select(&VOCABULARY[..]), 2 => prop::sample::select(&TYPED[..])]
        .prop_map(str::to_string)
}

fn phrase() -> impl Strategy<Value = Part> {
    let words = prop::collection::vec(prop::sample::select(&VOCABULARY[..]), 1..4);
    (words, prop::bool::weighted(0.3)).prop_map(|(words, is_without)| Part::Phrase {
        words: words.join(" "),
        is_without,
        is_open: false,
    })
}

fn term() -> impl Strategy<Value = Part> {
    let value = |kind: usize| {
        let known = TERMS.get(kind).copied().unwrap_or(&[("en", "en"), ("ES", "es")]);
        let known = known.iter().flat_map(|&(slug, label)| [slug, label]);
        prop::sample::select(known.chain(["none", "Rust"]).collect::<Vec<_>>())
    };
    (0..KINDS.len(), prop::bool::weighted(0.3)).prop_flat_map(move |(kind, is_without)| {
        value(kind).prop_map(move |value| Part::Term { kind, value: value.to_string(), is_without })
    })
}

/// 18262 is the first day of 2020.
fn days() -> impl Strategy<Value = Part> {
    let days = [
        ("year:2020", 18_262, 18_628),
        ("year:1970", 0, 365),
        ("after:2020-02", 18_293, i32::MAX),
        ("after:1970-01-02", 1, i32::MAX),
        ("before:2021", i32::MIN + 1, 18_628),
        ("before:2020-03-01", i32::MIN + 1, 18_322),
    ];
    prop::sample::select(days.to_vec()).prop_map(|(typed, first, end)| Part::Days {
        typed: typed.to_string(),
        first,
        end,
    })
}

fn part() -> impl Strategy<Value = Part> {
    let bad =
        &["year:soon", "after:2024-13", "tag:", "-title:rust", "before:", "-year:2020", "year:20200"][..];
    prop_oneof![
        12 => word().prop_map(Part::Words),
        3 => phrase(),
        2 => word().prop_map(Part::Without),
        2 => term(),
        1 => word().prop_map(Part::Title),
        1 => days(),
        1 => prop::sample::select(bad).prop_map(|bad| Part::Bad(bad.to_string())),
    ]
}

fn chosen(known: &'static [&'static str]) -> impl Strategy<Value = Vec<String>> {
    let one = prop::sample::select(known).prop_map(str::to_string);
    prop_oneof![5 => Just(Vec::new()), 1 => prop::collection::vec(one, 1..3)]
}

fn filter() -> impl Strategy<Value = Filter> {
    let some =
        |of: std::ops::Range<i32>| prop_oneof![8 => Just(Vec::new()), 1 => prop::collection::vec(of, 1..3)];
    let months = some(0..28).prop_map(|months| {
        months.into_iter().map(|month| (2019 + month / 12, (month % 12 + 1) as u8)).collect::<Vec<_>>()
    });
    let terms = (
        chosen(&["rust", "open-data", "web", "none"]),
        chosen(&["news", "rust"]),
        chosen(&["mice"]),
        chosen(&["ann", "bo", "none"]),
        chosen(&["en", "es"]),
    );
    let newest = prop::bool::weighted(0.1);
    (terms, any::<bool>(), some(2018..2022), months, newest).prop_map(
        |((tags, categories, series, authors, languages), any_tag, years, months, newest)| Filter {
            text: String::new(),
            tags,
            any_tag,
            categories,
            series,
            authors,
            languages,
            years,
            months,
            newest,
        },
    )
}

/// A question of at most so many parts.
pub(super) fn question(most: usize) -> impl Strategy<Value = Question> {
    let parts = prop::collection::vec(part(), 0..=most);
    let filter = prop_oneof![1 => Just(Filter::default()), 1 => filter()];
    (parts, any::<bool>(), any::<bool>(), filter).prop_map(|(mut parts, is_ended, opens, filter)| {
        // The last quotation may still be being typed.
        if let Some(Part::Phrase { is_open, .. }) = parts.last_mut() {
            *is_open = opens && !is_ended;
        }
        Question { parts, is_ended, filter }
    })
}
