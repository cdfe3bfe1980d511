//! The handbook names every key of a front matter with all its synonyms, and its own front matters are read without a word.

use std::fs;

use quire_press::{ProjectOptions, Rule, check};

use super::blocks::{blocks, code, rows};
use super::{post, posts};

/// The synonyms of every key, as the code has them.
fn keys() -> Vec<Vec<&'static str>> {
    let source = include_str!("../../src/front_matter/keys.rs");
    let table =
        source.split("static KEYS").nth(1).and_then(|rest| rest.split("\n];").next()).expect("the table");
    let keys = table.split("key(").skip(1).map(|key| {
        let synonyms = key.split("&[").nth(1).and_then(|rest| rest.split(']').next()).expect("synonyms");
        synonyms.split('"').skip(1).step_by(2).collect()
    });
    keys.collect()
}

#[test]
fn the_handbook_names_every_key_with_its_synonyms_in_their_order() {
    let text = post("write-a-post.md");
    let rows: Vec<Vec<&str>> = rows(&text, "\n## The keys\n")
        .iter()
        .map(|row| [row[0], row[2]].into_iter().flat_map(code).collect())
        .collect();
    let keys = keys();
    assert!(keys.len() > 20, "{keys:?}");
    for key in &keys {
        let row = rows.iter().find(|row| row.contains(&key[0]));
        let row = row.unwrap_or_else(|| panic!("the handbook has no row for `{}`", key[0]));
        let named: Vec<&str> = row.iter().copied().filter(|name| key.contains(name)).collect();
        // The first column has the name that we would choose; the others stand in the order in which they count.
        let mut wanted = key.clone();
        wanted.sort_by_key(|name| *name != row[0]);
        assert_eq!(named, wanted, "`{}`", key[0]);
    }
    for name in rows.concat() {
        assert!(keys.iter().any(|key| key.contains(&name)), "`{name}` is no key");
    }
}

#[test]
fn every_front_matter_of_the_handbook_is_read_without_a_word() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut examples = Vec::new();
    for (name, text) in posts() {
        for front_matter in blocks(&text).iter().filter_map(super::blocks::Block::front_matter) {
            let file = format!("{}-{name}", examples.len());
            fs::write(folder.path().join(file), format!("{front_matter}\nText.\n")).expect("a file");
            examples.push(front_matter);
        }
    }
    assert!(examples.len() > 12, "only {} were found", examples.len());
    let options = ProjectOptions { content: folder.path().into(), ..ProjectOptions::default() };
    let about = [
        Rule::FrontMatter,
        Rule::RepeatedKey,
        Rule::MisspeltKey,
        Rule::UnknownKey,
        Rule::Value,
        Rule::Date,
        Rule::Path,
    ];
    let problems = check(&options).expect("a project").problems;
    let problems: Vec<String> =
        problems.iter().filter(|one| about.contains(&one.rule)).map(ToString::to_string).collect();
    assert_eq!(problems, [""; 0]);
}

#[test]
fn the_handbook_has_every_word_of_the_interface_with_its_english() {
    let text = post("configure.md");
    let rows = rows(&text, "\n## The words");
    let named: Vec<(&str, &str)> = rows.iter().map(|row| (row[0].trim_matches('`'), row[1])).collect();
    for word in quire_bundle::Words::english() {
        assert!(named.contains(&word), "{word:?}");
    }
}
