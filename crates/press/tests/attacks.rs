//! The attacks that `DOMPurify` is tested with, written into posts: what is pressed of them holds nothing that the table
//! of allowed HTML does not name. Without the shared folder the test says that it skips.

use std::path::{Path, PathBuf};

use quire_bundle::allowed;
use quire_press::Templates;
use quire_press::content::PostFile;
use quire_press::markdown::{Blog, Reading, render};
use scraper::{ElementRef, Html, Selector};
use serde_json::Value;
use url::Url;

#[test]
fn of_known_attacks_nothing_is_pressed_that_the_table_does_not_name() {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let shared = std::env::var_os("QUIRE_SHARED").map_or(beside, PathBuf::from);
    let Ok(text) = std::fs::read_to_string(shared.join("data/suites/dompurify/expect.json")) else {
        eprintln!(
            "skipped: the attacks are not on this machine; QUIRE_SHARED may name the folder of their data/"
        );
        return;
    };
    let attacks: Vec<Value> = serde_json::from_str(&text).expect("a list of attacks");
    assert!(attacks.len() > 200);
    let mut elements = 0;
    for attack in attacks.iter().filter_map(|attack| attack["payload"].as_str()) {
        let html = pressed(attack);
        let all = Selector::parse("*").expect("a selector");
        // The parser puts an element of its own around a fragment.
        for element in Html::parse_fragment(&html).select(&all).skip(1) {
            elements += 1;
            let wrong = wrong(element);
            assert!(wrong.is_empty(), "{attack}\nbecame {html}\nin which {wrong} is not allowed");
        }
    }
    assert!(elements > 100, "something of them is text and stays");
}

fn pressed(html: &str) -> String {
    let post =
        PostFile { file: "a.md".into(), title: "a".into(), markdown: html.into(), ..PostFile::default() };
    let (reading, templates) = (Reading::default(), Templates::default());
    let blog = Blog {
        post: &|_| None,
        file: &|_| false,
        picture: &|_| Err("no picture is measured here".to_owned()),
        text: &|_| Err("no file is put in here".to_owned()),
        templates: &templates,
        reading: &reading,
    };
    render(&post, &blog).html
}

/// What of an element the table does not name.
fn wrong(element: ElementRef<'_>) -> String {
    let name = element.value().name();
    let Some(entry) = allowed::element(name) else { return format!("<{name}>") };
    for (attribute, value) in element.value().attrs() {
        let schemes = match allowed::rule(&entry, attribute) {
            allowed::Rule::Link => allowed::LINK_SCHEMES,
            _ => allowed::MEDIA_SCHEMES,
        };
        let is_address = matches!(attribute, "href" | "src" | "poster");
        // As a browser reads it: what it takes for a part of the way leads nowhere, and runs nothing.
        let here = Url::parse("https://a.example/").expect("an address");
        let is_bad = is_address && here.join(value).is_ok_and(|read| !schemes.has(read.scheme()));
        if is_bad || attribute.starts_with("on") || !allowed::attribute(&entry, attribute) {
            return format!("{attribute}={value}");
        }
    }
    String::new()
}
