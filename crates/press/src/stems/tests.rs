//! What finds what, by language.

use proptest::prelude::*;
use quire_search::{Analyse, words};

use super::Stems;
use crate::fold::fold;

fn stems(language: &str, text: &str) -> Vec<String> {
    let mut stems = Vec::new();
    Stems::default().analyse(text, language, &mut |_, stem| stems.push(stem.to_owned()));
    stems
}

#[track_caller]
fn are_one(language: &str, text: &str) {
    let stems = stems(language, text);
    assert!(stems.len() > 1 && stems.iter().all(|stem| *stem == stems[0]), "{text}: {stems:?}");
}

#[track_caller]
fn differ(language: &str, text: &str) {
    let mut stems = stems(language, text);
    let count = stems.len();
    stems.sort();
    stems.dedup();
    assert_eq!(stems.len(), count, "{text}");
}

#[test]
fn the_forms_of_a_word_are_found_by_each_other() {
    are_one("en", "boat boats boat's boats’ Boats BOATING");
    are_one("en", "happy happiness");
    are_one("es", "canción canciones cancion");
    are_one("es", "publicado publicada publicados");
    are_one("ca", "navegador navegadors");
    are_one("de", "Haus Häuser Hauses");
    are_one("fr", "continu continue continuer");
    are_one("it", "libro libri");
    are_one("pt", "publicado publicada publicados");
    are_one("ru", "книга книги книгу книгой");
    are_one("sv", "båt båten båtar");
    are_one("da", "hund hunde hunden");
    are_one("nb", "båt båten båter");
    are_one("fi", "talo talon talossa");
    are_one("nl", "boek boeken");
    are_one("pl", "książka książki");
    are_one("cs", "kniha knihy");
    are_one("hu", "könyv könyvek könyvet");
    are_one("ro", "cărți cărții");
    are_one("tr", "kitap kitaplar");
    are_one("el", "ιστολόγια ιστολογίου");
    are_one("ar", "كتاب الكتاب كِتَاب");
    are_one("hi", "किताब किताबें");
}

#[test]
fn words_that_only_look_alike_stay_apart() {
    differ("en", "universe boat bread");
    differ("es", "ano mano hermano");
    differ("de", "Haus Maus Boot");
}

#[test]
fn an_elided_article_does_not_hide_its_word() {
    are_one("fr", "article articles l’article L'Article d'articles qu’article");
    are_one("it", "anno dell'anno quest’anno");
    are_one("ca", "arbre l'arbre d’arbre");
    assert_eq!(stems("fr", "l’auto-école"), stems("fr", "auto-école"));
    assert_eq!(stems("fr", "aujourd’hui"), ["aujourdhui"]);
}

#[test]
fn numbers_and_names_with_signs_are_their_own_stems() {
    for word in ["1.85", "1.85.0", "c++", "c#", "wasm32", "2nd", "3s"] {
        assert_eq!(stems("en", word).last().map(String::as_str), Some(word));
    }
}

#[test]
fn the_language_is_told_by_its_first_part_and_an_unknown_one_has_no_stems() {
    for tag in ["en", "EN-gb", "en-Latn-US"] {
        assert_eq!(stems(tag, "boats"), ["boat"], "{tag}");
    }
    for tag in ["", "tlh", "ja", "english"] {
        assert_eq!(stems(tag, "boats Ünïs"), ["boats", "unis"], "{tag}");
    }
}

#[test]
fn no_stemmer_touches_scripts_without_spaces() {
    let text = "全文検索サービスを使う 검색엔진은 ค้นหาข้อความ";
    let pairs = words(text, &fold);
    for language in ["en", "es", "tr", "ta", "ru", "ar", "el", "hu"] {
        assert_eq!(stems(language, text), pairs, "{language}");
    }
}

fn language() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "en", "es", "ca", "fr", "it", "de", "ar", "el", "nl", "hi", "ta", "tr", "ne", "ja",
    ])
}

proptest! {
    #[test]
    fn the_forms_are_the_words_that_a_question_has(text in ".*|[a-z'’.+# \u{AD}\u{301}1éλ検का-]{0,40}", language in language()) {
        let mut forms = Vec::new();
        let mut is_empty = false;
        Stems::default().analyse(&text, language, &mut |form, stem| {
            forms.push(form.to_owned());
            is_empty |= stem.is_empty();
        });
        prop_assert!(!is_empty);
        prop_assert_eq!(forms, words(&text, &fold));
    }

    #[test]
    fn what_was_met_before_changes_nothing(texts in prop::collection::vec("[a-cs'é., ]{0,12}", 1..5), language in language()) {
        let mut known = Stems::default();
        for text in &texts {
            known.analyse(text, language, &mut |_, _| {});
        }
        for text in &texts {
            let mut again = Vec::new();
            known.analyse(text, language, &mut |_, stem| again.push(stem.to_owned()));
            prop_assert_eq!(again, stems(language, text));
        }
    }
}
