//! What helps with reading is asked for by pages of blogs that show it, and never reaches feeds.

use std::fs;

use crate::runner::{GOOD, blog, build, files, read};

/// The name of the script that helps.
fn script(files: &std::collections::BTreeSet<String>) -> &str {
    let is_script = |name: &&String| name.starts_with("reading-");
    files.iter().find(is_script).expect("the script")
}

#[test]
fn every_page_of_a_blog_with_posts_says_what_helps_and_in_which_words() {
    let config = "language = \"de\"\n[words]\ncopy = \"Kopieren \\\"&\"\n";
    let folder = blog(&[("content/good.md", GOOD), ("quire.toml", config)]);
    build(folder.path());
    for page in ["index.html", "good/index.html", "archive/index.html"] {
        let html = read(folder.path(), page);
        assert!(html.contains(" data-reading=\"contents share copy footnotes zoom anchors\""), "{page}");
        assert!(html.contains("&quot;copy&quot;:&quot;Kopieren \\&quot;&amp;&quot;"), "{page}: {html}");
    }
    let files = files(folder.path());
    let boot = files.iter().find(|name| name.starts_with("boot-")).expect("the first script");
    assert!(read(folder.path(), boot).contains(script(&files)));
}

#[test]
fn what_is_not_shown_is_not_named_and_a_blog_that_shows_nothing_of_it_does_not_ask_for_the_script() {
    let said = |off: &[&str]| {
        let lines = off.iter().map(|name| [name, " = false\n"].concat()).collect::<String>();
        let config = format!("[policy]\nframe = [\"https://player.vimeo.com\"]\n[show]\n{lines}");
        let folder = blog(&[("content/good.md", GOOD), ("quire.toml", &config)]);
        build(folder.path());
        let html = read(folder.path(), "good/index.html");
        html.split_once(" data-reading=\"")
            .map(|(_, rest)| rest.split('"').next().unwrap_or_default().to_owned())
    };
    let all = ["contents", "share", "copy", "footnotes", "zoom", "anchors", "films"];
    for off in all {
        let others: Vec<&str> = all.into_iter().filter(|name| *name != off).collect();
        assert_eq!(said(&[off]), Some(others.join(" ")));
    }
    assert_eq!(said(&all), None);
}

#[test]
fn a_blog_without_posts_asks_for_nothing() {
    let folder = blog(&[("content/_index.md", "+++\ntitle = \"Empty\"\n+++\n")]);
    build(folder.path());
    assert!(!read(folder.path(), "index.html").contains("data-reading"));
}

#[test]
fn feeds_have_the_text_and_nothing_that_is_only_for_pages() {
    let words = "## Quinces\n\n```rust\nlet x;\n```\n\n{{< youtube id=\"abc\" title=\"A film\" >}}\n";
    let folder = blog(&[
        ("content/good.md", &GOOD.replace("Words.", words)),
        ("quire.toml", "base_url = \"https://a.example/\"\n"),
    ]);
    build(folder.path());
    let feeds: Vec<String> = files(folder.path()).into_iter().filter(|name| name.contains(".xml")).collect();
    let feed = feeds.iter().map(|name| read(folder.path(), name)).find(|text| text.contains("Quinces"));
    let feed = feed.unwrap_or_else(|| panic!("no feed in {feeds:?} has the text"));
    assert!(feed.contains("A film") && !feed.contains("button") && !feed.contains("anchor"), "{feed}");
    assert!(
        fs::read_to_string(folder.path().join("site/good/index.html"))
            .is_ok_and(|html| html.contains("class=\"film\""))
    );
}
