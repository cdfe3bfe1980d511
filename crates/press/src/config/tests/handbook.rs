//! The handbook says of the configuration what the code does.

use std::fs;

use quire_bundle::Words;

use super::{parse, wrong};
use crate::config::read::settings;
use crate::config::{BODY_WORDS, Config};

/// The handbook's post about the configuration.
fn handbook() -> String {
    post("configure.md")
}

fn post(name: &str) -> String {
    let content = concat!(env!("CARGO_MANIFEST_DIR"), "/../../content/");
    fs::read_to_string(content.to_owned() + name).expect("the handbook")
}

#[test]
fn the_handbook_names_every_setting_with_its_default() {
    let handbook = handbook();
    let rows: Vec<Vec<&str>> = handbook
        .lines()
        .filter(|line| line.starts_with("| `"))
        .map(|line| line.trim_matches('|').split('|').map(str::trim).collect())
        .collect();
    let default = |key: &str| rows.iter().find(|row| row[0] == format!("`{key}`")).map(|row| row[1]);
    let mut defaults = String::new();
    for key in settings() {
        let default = default(key).unwrap_or_else(|| panic!("the handbook has no row for `{key}`"));
        assert!(!default.is_empty(), "{key}");
        if let Some(value) = default.strip_prefix('`').and_then(|rest| rest.strip_suffix('`')) {
            defaults.extend([key, " = ", value, "\n"]);
        }
    }
    assert_eq!(defaults.lines().count(), 16, "settings whose default is a value: {defaults}");
    let mut said = parse(&defaults).expect("defaults");
    for folder in [&mut said.static_folder, &mut said.shortcode_folder, &mut said.partial_folder] {
        assert!(folder.line > 0);
        folder.line = 0;
    }
    said.date_form.date = None;
    assert_eq!(said, Config::default());
}

#[test]
fn the_handbook_names_every_setting_of_every_table() {
    let handbook = handbook();
    for header in [
        "[[authors]]",
        "[[navigation]]",
        "[[home]]",
        "[masthead]",
        "[subscribe]",
        "[show]",
        "[[categories]]",
        "[[series]]",
        "[feeds]",
        "[check]",
    ] {
        let message = wrong(&format!("{header}\nsomething_else = 1\n"));
        let section = handbook.split(&format!("`{header}`")).nth(1).expect(header);
        let section = section.split("\n## ").next().unwrap_or_default();
        let names = message.lines().find_map(|line| line.split_once("; it has ")).expect(header).1;
        for name in names.split(", ") {
            assert!(section.contains(&format!("| {name} |")), "{header} {name}");
        }
    }
}

#[test]
fn the_handbook_names_every_setting_of_looks() {
    let handbook = post("looks.md");
    for header in ["[colors]", "[fonts]", "[[fonts.files]]", "[policy]"] {
        let message = wrong(&format!("{header}\nsomething_else = 1\n"));
        let names = message.lines().find_map(|line| line.split_once("; it has ")).expect(header).1;
        for name in names.split(", ").filter(|name| *name != "`files`") {
            assert!(handbook.contains(&format!("| {name} |")), "{header} {name}");
        }
    }
    for example in
        handbook.split("```toml\n").skip(1).map(|rest| rest.split("```").next().unwrap_or_default())
    {
        parse(example).unwrap_or_else(|error| panic!("{error}\n{example}"));
    }
}

#[test]
fn the_handbook_lists_every_word_with_its_english() {
    let handbook = handbook();
    for (name, english) in Words::english().chain(BODY_WORDS.iter().copied()) {
        assert!(handbook.contains(&format!("| `{name}` | {english} |")), "| `{name}` | {english} |");
    }
}

#[test]
fn every_example_of_the_handbook_is_a_valid_configuration() {
    let handbook = handbook();
    let examples: Vec<&str> = handbook
        .split("```toml\n")
        .skip(1)
        .map(|rest| rest.split("```").next().unwrap_or_default())
        .collect();
    assert!(examples.len() > 5);
    for example in examples {
        parse(example).unwrap_or_else(|error| panic!("{error}\n{example}"));
    }
}

#[test]
fn the_messages_in_the_handbook_are_what_quire_says() {
    let handbook = handbook();
    let after = handbook.split("## What a mistake looks like").nth(1).expect("the section");
    let mut blocks =
        after.split("```text\n").skip(1).map(|rest| rest.split("```").next().unwrap_or_default());
    let (file, messages) = (blocks.next().expect("the file"), blocks.next().expect("the messages"));
    assert_eq!(wrong(file), messages.trim_end());
}
