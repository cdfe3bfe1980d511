//! The author's own words in `quire.toml`: those of the interface, and those within posts.

use std::collections::BTreeMap;

use quire_bundle::Words;

use super::BODY_WORDS;
use super::table::{Table, above};
use crate::date;
use crate::likely::likely;

/// The author's own words within posts, by their names.
pub(super) type BodyWords = BTreeMap<&'static str, String>;

/// The author's own words of the interface, and those within posts.
pub(super) fn words(table: &mut Table<'_>) -> (Words, BodyWords) {
    let (mut words, mut body) = (Words::default(), BodyWords::new());
    for (name, text) in table.pairs("words") {
        if let Some(wrong) = wrong_word(&name, &text) {
            table.mistakes.add(name.line, wrong);
        } else if let Some((known, _)) = BODY_WORDS.iter().find(|(known, _)| *known == name.value) {
            body.insert(known, text);
        } else {
            words.set(&name, &text);
        }
    }
    (words, body)
}

/// Why a word cannot be used.
fn wrong_word(name: &str, text: &str) -> Option<String> {
    let all = || Words::english().chain(BODY_WORDS.iter().copied());
    let Some((_, english)) = all().find(|(known, _)| *known == name) else {
        let meant = likely(name, all().map(|(known, _)| known));
        let hint = match meant.map(|meant| format!("did you mean `{meant}`?")).or_else(|| above(name)) {
            Some(hint) => hint,
            None => "the handbook lists them".to_owned(),
        };
        return Some(format!("there is no word `{name}`; {hint}"));
    };
    let places = |text: &str| text.matches("{}").count();
    if places(text) > places(english) {
        let wanted = places(english);
        return Some(format!(
            "the word `{name}` has more than {wanted} times `{{}}`; its English is \"{english}\""
        ));
    }
    (name == "months" && months(text).len() != 12)
        .then(|| format!("`months` has {} names; write twelve, with commas between them", months(text).len()))
}

fn months(text: &str) -> Vec<String> {
    text.split(',').map(|name| name.trim().to_owned()).collect()
}

/// The names of months that the author has written.
pub(super) fn own_months(words: &Words) -> Option<Vec<String>> {
    let mut own = words.own();
    own.find(|(name, _)| *name == "months").map(|(_, text)| months(text))
}

/// The words with the names of months in the blog's language, where the author does not write them.
pub(super) fn local(mut words: Words, language: &str) -> Words {
    let english = language.get(..2).is_some_and(|code| code.eq_ignore_ascii_case("en"));
    let said = own_months(&words).is_some();
    if let Some(months) = date::months(language).filter(|_| !said && !english) {
        words.set("months", &months.join(","));
    }
    words
}
