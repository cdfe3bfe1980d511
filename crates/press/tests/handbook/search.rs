//! What the handbook says of search is what is there: operators, filters, languages, and what the command answers.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use quire_bundle::{Filter, Route};
use serde_json::Value;

use super::blocks::{blocks, code, rows};
use super::{post, quire, shell};

const POST: &str = "search-and-filter.md";

/// A pressed blog that has one of everything.
fn workplace() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir(folder.path().join("content")).expect("a folder");
    let front = "title: Tide table\ndate: 2026-05-02\nlang: es\ntags: [Boats]\ncategories: [Guide]\nseries: Handbook\nauthors: [Ann]";
    let write = |name: &str, text: String| {
        fs::write(folder.path().join("content").join(name), text).expect("a file");
    };
    write("a.md", format!("---\n{front}\n---\nUna tide table.\n"));
    let texts =
        ["A tablet.", "Of boats and the tide.", "Café, C++, 1.85.0, don’t, 全文検索.", "Quiet.", "Calm."];
    for (number, text) in texts.iter().enumerate() {
        write(&format!("{number}.md"), format!("---\ntitle: Else\ndate: 2025-01-01\n---\n{text}\n"));
    }
    assert!(quire(&["build"], folder.path()).status.success());
    folder
}

fn ask(folder: &Path, query: &str) -> Value {
    let quoted = query.replace('\'', "'\\''");
    let answer = shell(&format!("printf '%s\\n' '{quoted}' | quire search --json"), folder);
    serde_json::from_slice(&answer.stdout).expect("a line of JSON")
}

#[test]
fn every_filter_that_can_be_typed_is_in_the_handbook_and_does_something() {
    let folder = workplace();
    let text = post(POST);
    let rows = rows(&text, "\n## Say more exactly what you want");
    assert!(rows.len() > 12);
    for row in rows {
        let query = code(row[0]).next().expect("an example");
        let answer = ask(folder.path(), query);
        assert_eq!(answer["unknown"], serde_json::json!([]), "{query}: {answer}");
        // Each is true of the first post alone, or of the five others.
        let is_without = query.starts_with('-') || query.starts_with("before:");
        assert_eq!(answer["total"], if is_without { 5 } else { 1 }, "{query}: {answer}");
    }
    for bad in ["tag:nowhere", "year:soon"] {
        assert!(text.contains(&format!("`{bad}`")));
        assert_eq!(ask(folder.path(), bad)["unknown"], serde_json::json!([bad]));
    }
}

#[test]
fn what_finds_what_is_as_written() {
    let folder = workplace();
    let text = post(POST);
    let section = text.split("\n## What finds what\n").nth(1).expect("the section");
    let section = section.split("\n## ").next().unwrap_or_default();
    for (query, total) in [
        ("tab", 2),
        ("tide table", 3),
        ("boats", 2),
        ("cafe", 1),
        ("dont", 1),
        ("don't", 1),
        ("C++", 1),
        ("1.85", 1),
        ("検索", 1),
    ] {
        assert!(section.contains(&format!("`{query}`")), "{query}");
        assert_eq!(ask(folder.path(), query)["total"], total, "{query}");
    }
    assert_eq!(ask(folder.path(), "tide table")["hits"][0]["title"], "Tide table");
    let answer = ask(folder.path(), "tidal tabel");
    assert_eq!(answer["corrected"][0]["shown"], "table", "{answer}");
}

#[test]
fn the_parts_of_an_address_are_those_that_a_filter_has() {
    let text = post(POST);
    let table = rows(&text, "| Part |");
    let names: Vec<&str> = table.iter().flat_map(|row| code(row[0])).collect();
    let filter = Filter {
        text: "x".into(),
        tags: vec!["a".into()],
        any_tag: true,
        categories: vec!["b".into()],
        series: vec!["c".into()],
        authors: vec!["d".into()],
        languages: vec!["es".into()],
        years: vec![2026],
        months: vec![(2026, 5)],
        newest: true,
    };
    let href = Route::Search(filter).href("/");
    let written: Vec<&str> =
        href.split(['?', '&']).skip(1).map(|pair| pair.split('=').next().unwrap_or(pair)).collect();
    let address_parts: Vec<&str> = names.into_iter().take(written.len()).collect();
    assert_eq!(address_parts, written);
    let example =
        blocks(&text).into_iter().find(|block| block.text.starts_with("/search/")).expect("an example");
    let route = Route::parse("/", example.text.trim()).expect("a search");
    assert_eq!(route.href("/").replace("%20", "+"), example.text.trim());
}

#[test]
fn the_languages_are_those_whose_stems_are_known() {
    let source = include_str!("../../src/stems/languages.rs");
    let table = source.split("match primary {").nth(1).and_then(|rest| rest.split("_ => return").next());
    let known: BTreeSet<&str> = table.expect("the table").split('"').skip(1).step_by(2).collect();
    let text = post(POST);
    let named: BTreeSet<&str> =
        rows_of(&text, "| Language | Tag |").iter().flat_map(|row| code(row[1])).collect();
    assert_eq!(named, known);
}

/// The cells of a table whose rows begin with plain text.
fn rows_of<'a>(post: &'a str, head: &str) -> Vec<Vec<&'a str>> {
    let table = post.split(head).nth(1).unwrap_or_else(|| panic!("the handbook has no `{head}`"));
    let rows = table.lines().skip(2).take_while(|line| line.starts_with('|'));
    rows.map(|row| row.trim_matches('|').split('|').map(str::trim).collect()).collect()
}

#[test]
fn the_fields_of_an_answer_are_those_in_the_handbook() {
    let folder = workplace();
    let answer = ask(folder.path(), "tabel tag:none");
    let text = post(POST);
    let table = rows(&text, "| Field |");
    let fields: BTreeSet<&str> = table.iter().filter_map(|row| code(row[0]).next()).collect();
    let object = answer.as_object().expect("an object");
    assert_eq!(fields, object.keys().map(String::as_str).collect());
    for (name, first) in [("hits", &answer["hits"][0]), ("corrected", &answer["corrected"][0])] {
        let row = table.iter().find(|row| code(row[0]).next() == Some(name)).expect(name);
        let named: BTreeSet<&str> = code(row[1]).collect();
        let keys: BTreeSet<&str> = first.as_object().expect(name).keys().map(String::as_str).collect();
        assert_eq!(named, keys, "{name}");
    }
    assert!(text.contains("The exit code is `0`, or `1` when nothing could be searched at all."));
    assert_eq!(shell("quire search --site nowhere < /dev/null", folder.path()).status.code(), Some(1));
}
