//! Bundles that are wrong, read as the app reads them: each ends in a blog or in a named error, and every page of that blog
//! can be drawn. `tests/browser/bad_bundle.rs` serves the same to the app itself.

mod families;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::OnceLock;

use families::Case;
use quire_app::app::Reader;
use quire_app::html;
use quire_bundle::{Library, Page};
use serde_json::Value;

/// The bundle of the sample blog with the most kinds of fields, as it is pressed; once for all tests.
fn bundle() -> &'static str {
    static BUNDLE: OnceLock<String> = OnceLock::new();
    BUNDLE.get_or_init(pressed)
}

fn pressed() -> String {
    let blog = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/blogs/magazine");
    let out = std::env::temp_dir().join(format!("quire-bad-bundle-{}", std::process::id()));
    let project = quire_press::ProjectOptions {
        content: blog.join("content"),
        config: Some(blog.join("quire.toml")),
        now: Some(1_795_219_200),
        ..quire_press::ProjectOptions::default()
    };
    let options =
        quire_press::BuildOptions { project, out: out.clone(), ..quire_press::BuildOptions::default() };
    quire_press::build(&options).expect("the sample blog can be pressed");
    let text = std::fs::read_to_string(out.join("bundle.json")).expect("its bundle");
    let _ = std::fs::remove_dir_all(&out);
    text
}

/// How each case ends: `read`, or the code of its error; pages of what was read are drawn, and survive their files.
fn outcomes(cases: &[Case]) -> BTreeMap<&'static str, Vec<&str>> {
    let mut all: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for case in cases {
        let outcome = match Library::read(&case.text) {
            Ok((library, _)) => {
                assert!(!library.posts().is_empty(), "{}: an empty blog", case.name);
                // A sample of all kinds: seven hundred whole blogs would take minutes.
                for route in library.routes().into_iter().step_by(9) {
                    let page = library.page(&route);
                    let _ = html::render(library.site(), &page, &Reader::default());
                    let file = page.to_json();
                    assert!(Page::read(&file, route).is_ok(), "{}: {file}", case.name);
                }
                "read"
            }
            Err(error) => error.code(),
        };
        all.entry(outcome).or_default().push(&case.name);
    }
    all
}

fn count(outcomes: &BTreeMap<&str, Vec<&str>>) -> Vec<(String, usize)> {
    outcomes.iter().map(|(name, cases)| ((*name).to_string(), cases.len())).collect()
}

#[test]
fn every_bad_bundle_ends_in_a_blog_or_in_a_named_error() {
    let text = bundle();
    let whole: Value = serde_json::from_str(text).expect("a bundle is JSON");
    let posts = whole["items"].as_array().map_or(0, Vec::len);
    println!(
        "the bundle has {} bytes, {posts} items and {} kinds of fields",
        text.len(),
        families::fields(&whole).len()
    );

    let cut = families::cuts(text);
    let cuts = outcomes(&cut);
    println!("cut: {:?}", count(&cuts));
    assert_eq!(count(&cuts), [("incomplete".to_string(), 100)]);

    for (family, cases, errors) in [
        ("without a field", families::dropped(&whole), vec!["without /items"]),
        ("of another type", families::flipped(&whole), Vec::new()),
        ("overlong", families::overlong(&whole), Vec::new()),
        ("twins", families::twins(&whole), Vec::new()),
    ] {
        let ends = outcomes(&cases);
        println!("{family}: {} cases, {:?}", cases.len(), count(&ends));
        for (code, names) in ends.iter().filter(|(code, _)| **code != "read") {
            // Only what the whole hangs on costs the whole.
            assert!(["not-a-feed", "newer"].contains(code), "{code}: {names:?}");
            let is_known = |name: &&str| name.starts_with("/items is ") || errors.contains(name);
            assert!(names.iter().all(is_known), "{code}: {names:?}");
        }
    }

    let deep = families::nested(&whole);
    let ends = outcomes(&deep);
    println!("nested: {} cases, {:?}", deep.len(), count(&ends));
    assert_eq!(ends["read"], ["a body, deep"]);
    assert_eq!(ends["damaged"].len(), deep.len() - 1);
}

#[test]
fn twins_are_all_there_each_at_an_address_of_its_own() {
    let text = bundle();
    let whole: Value = serde_json::from_str(text).expect("a bundle is JSON");
    let (library, _) = Library::read(text).expect("a bundle");
    for case in families::twins(&whole) {
        let (twins, _) = Library::read(&case.text).expect("a bundle still");
        assert_eq!(twins.posts().len(), library.posts().len(), "{}", case.name);
        let mut paths: Vec<&str> = twins.posts().iter().map(|post| post.card.path.as_str()).collect();
        paths.sort_unstable();
        paths.dedup();
        assert_eq!(paths.len(), twins.posts().len(), "{}", case.name);
    }
}
