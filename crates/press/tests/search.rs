//! What `quire search` finds in a site that was just pressed, what it says when files are missing, and which posts are
//! related.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;

/// What a run of the tool did.
struct Run {
    code: i32,
    out: String,
    err: String,
}

fn quire(folder: &Path, arguments: &[&str], input: &str) -> Run {
    let mut command = Command::new(env!("CARGO_BIN_EXE_quire"));
    command.args(arguments).current_dir(folder).env("SOURCE_DATE_EPOCH", "1767225600"); // 2026-01-01
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("quire runs");
    // A tool that ends at once has no use for what is asked.
    let _ = child.stdin.take().expect("its input").write_all(input.as_bytes());
    let output = child.wait_with_output().expect("quire ends");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    Run {
        code: output.status.code().expect("an exit code"),
        out: text(output.stdout),
        err: text(output.stderr),
    }
}

/// A blog of these posts, pressed; the texts are front matter and body without the fences.
fn pressed(posts: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in posts {
        let file = folder.path().join("content").join(name);
        fs::create_dir_all(file.parent().expect("a parent")).expect("folders");
        fs::write(file, format!("---\n{}\n", text.replacen("\n\n", "\n---\n", 1))).expect("a file");
    }
    let run = quire(folder.path(), &["build"], "");
    assert_eq!(run.code, 0, "{}", run.err);
    folder
}

fn ask(folder: &Path, query: &str) -> Value {
    let run = quire(folder, &["search", "--json"], &format!("{query}\n"));
    assert_eq!((run.code, run.err.as_str()), (0, ""), "{query}");
    serde_json::from_str(&run.out).expect("a line of JSON")
}

/// The titles that a query finds, best first.
fn titles(folder: &Path, query: &str) -> Vec<String> {
    let hits = ask(folder, query)["hits"].as_array().expect("hits").clone();
    hits.iter().map(|hit| hit["title"].as_str().expect("a title").to_owned()).collect()
}

fn sorted(mut titles: Vec<String>) -> Vec<String> {
    titles.sort();
    titles
}

#[test]
fn a_word_finds_its_other_forms_in_the_language_of_the_post() {
    let folder = pressed(&[
        ("a.md", "title: Ann\ndate: 2025-01-01\n\nTwo boats were boating."),
        ("b.md", "title: Ben\ndate: 2025-01-02\n\nThe boat’s oars."),
        ("c.md", "title: Cleo\ndate: 2025-01-03\nlanguage: es\n\nLas canciones del mar."),
        ("d.md", "title: Dora\ndate: 2025-01-04\nlanguage: es\n\nUna canción."),
        ("e.md", "title: Emil\ndate: 2025-01-05\nlanguage: de\n\nDie Häuser am Hafen."),
        ("f.md", "title: Fritz\ndate: 2025-01-06\nlanguage: de\n\nEin Haus am See."),
        ("g.md", "title: Gamal\ndate: 2025-01-07\nlanguage: ar\n\nقرأت الكتاب"),
        ("h.md", "title: Hala\ndate: 2025-01-08\nlanguage: ar\n\nهذا كتاب"),
        ("i.md", "title: Igor\ndate: 2025-01-09\nlanguage: fr\n\nL’article du jour."),
        ("j.md", "title: Jean\ndate: 2025-01-10\nlanguage: fr\n\nDes articles."),
    ]);
    for (query, found) in [
        ("boats ", ["Ann", "Ben"]),
        ("boat’s ", ["Ann", "Ben"]),
        ("canción ", ["Cleo", "Dora"]),
        ("cancion ", ["Cleo", "Dora"]),
        ("Haus ", ["Emil", "Fritz"]),
        ("كتاب ", ["Gamal", "Hala"]),
        ("articles ", ["Igor", "Jean"]),
    ] {
        assert_eq!(sorted(titles(folder.path(), query)), found, "{query}");
    }
}

#[test]
fn an_answer_says_all_that_a_script_needs() {
    let folder = pressed(&[
        (
            "a.md",
            "title: Ink & oil\ndate: 2025-01-01\ndescription: A recipe.\n\nLamp black is ground for an hour.",
        ),
        ("b.md", "title: Paper\ndate: 2025-01-02\n\nMade of rags.\n\n## Lamp black\n\nNot here."),
    ]);
    let mut answer = ask(folder.path(), "grounb tag:rags");
    assert!(answer["ms"].as_f64().is_some_and(|milliseconds| milliseconds >= 0.0), "{answer}");
    assert!(answer["hits"][0]["score"].as_u64().is_some_and(|score| score > 0), "{answer}");
    answer["ms"] = Value::Null;
    for hit in answer["hits"].as_array_mut().expect("hits") {
        hit["score"] = Value::Null;
    }
    let wanted = serde_json::json!({
        "query": "grounb tag:rags", "ms": null, "total": 2, "settled": true,
        "hits": [
            {"url": "/b/", "title": "Paper", "score": null, "excerpt": "Made of rags. Lamp black Not here."},
            {"url": "/a/", "title": "Ink & oil", "score": null, "excerpt": "Lamp black is ground for an hour."},
        ],
        "corrected": [{"typed": "grounb", "shown": "ground"}], "unknown": ["tag:rags"], "missing": [],
    });
    assert_eq!(answer, wanted);
    let run = quire(folder.path(), &["search", "--limit", "1"], "recipe\n\"lamp black\"\n");
    let lines: Vec<&str> = run.out.lines().map(|line| line.split(" in ").next().unwrap_or(line)).collect();
    assert_eq!(lines[..3], ["1 for \"recipe\"", "  Ink & oil  /a/", "    Lamp black is ground for an hour."]);
    assert_eq!(lines[3..5], ["2 for \"\"lamp black\"\"", "  Paper  /b/"]);
}

#[test]
fn what_is_kept_out_of_search_is_not_found_and_a_description_is() {
    let folder = pressed(&[
        ("a.md", "title: Open\ndate: 2025-01-01\ndescription: Of walnuts.\n\nWords about ink."),
        ("b.md", "title: Closed\ndate: 2025-01-02\nsearch: false\n\nWords about walnuts."),
        (
            "c.md",
            "title: Link\ndate: 2025-01-03\ndescription: Quills from geese.\nlink: https://a.example/\n\n",
        ),
    ]);
    assert_eq!(titles(folder.path(), "walnuts"), ["Open"]);
    let answer = ask(folder.path(), "quill");
    assert_eq!(answer["hits"][0]["excerpt"], "Quills from geese.", "{answer}");
}

/// A blog whose index is of several files.
fn large() -> tempfile::TempDir {
    let post = |number: usize| {
        let words: Vec<String> =
            (0..60).map(|word| format!("w{}x", (number * 7 + word * word) % 2000)).collect();
        let date = format!("2024-{:02}-03", number % 12 + 1);
        let text = format!("title: Post {number}\ndate: {date}\n\nInk {}", words.join(" "));
        (format!("p{number}.md"), text)
    };
    let posts: Vec<(String, String)> = (0..330).map(post).collect();
    let posts: Vec<(&str, &str)> = posts.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    pressed(&posts)
}

/// The files of the index.
fn index_files(folder: &Path) -> Vec<PathBuf> {
    let files =
        fs::read_dir(folder.join("site/search")).expect("the index").map(|file| file.expect("a file").path());
    let mut files: Vec<PathBuf> =
        files.filter(|file| file.extension().is_some_and(|ending| ending == "bin")).collect();
    files.sort();
    files
}

#[test]
fn a_file_that_is_missing_or_damaged_is_named_and_the_rest_is_searched() {
    let folder = large();
    let queries = "ink\nw8x w15x\n\"w8x w9x\"\nink tag:none\n";
    let whole = quire(folder.path(), &["search", "--json"], queries);
    assert_eq!((whole.code, whole.err.as_str()), (0, ""));
    let files = index_files(folder.path());
    assert!(files.len() > 3, "{files:?}");
    let mut named = 0;
    for file in &files {
        let bytes = fs::read(file).expect("a file");
        let name = file.file_name().expect("a name").to_string_lossy().into_owned();
        let mut flipped = bytes.clone();
        flipped[bytes.len() / 2] ^= 1;
        for damaged in [None, Some(&bytes[..bytes.len() / 2]), Some(&flipped[..])] {
            match damaged {
                None => fs::remove_file(file).expect("it was there"),
                Some(bytes) => fs::write(file, bytes).expect("a file"),
            }
            let run = quire(folder.path(), &["search", "--json"], queries);
            assert_eq!((run.code, run.out.lines().count()), (0, 4), "{name}: {}", run.err);
            // Not every file is needed for these.
            if !run.err.is_empty() {
                named += 1;
                assert_eq!(run.err.matches(&name).count(), 1, "{}", run.err);
                assert!(run.err.ends_with("; build the site again\n"), "{}", run.err);
                assert!(run.out.contains(&format!("\"missing\":[\"search/{name}\"]")), "{name}: {}", run.out);
            }
        }
        fs::write(file, bytes).expect("a file");
    }
    assert!(named >= 6, "only {named} were needed");
}

#[test]
fn nothing_to_search_is_a_failure_of_its_own() {
    let folder = pressed(&[("a.md", "title: Ann\ndate: 2025-01-01\n\nBoats.")]);
    for file in index_files(folder.path()) {
        fs::write(file, b"no index").expect("a file");
    }
    let run = quire(folder.path(), &["search", "--json"], "boats\n");
    assert_eq!(run.code, 1);
    assert!(run.out.contains("\"total\":0") && run.out.contains("\"missing\":[\"search/"), "{}", run.out);
    assert!(
        run.err.ends_with("quire: site: nothing could be searched; build the site again\n"),
        "{}",
        run.err
    );

    fs::write(folder.path().join("site/site.json"), "{\"_quire\": {\"format\": 1}}").expect("a file");
    let run = quire(folder.path(), &["search"], "boats\n");
    let said = "quire: site/site.json: the site has no search index; build it again\n";
    assert_eq!((run.code, run.err.as_str()), (1, said));

    let run = quire(folder.path(), &["search", "--site", "nowhere"], "boats\n");
    assert_eq!(run.code, 1);
    assert!(run.err.contains("nowhere/site.json") && run.err.contains("name a folder"), "{}", run.err);
}

#[test]
fn a_post_leads_to_those_that_are_most_like_it() {
    let topics = [
        ("ink", "Oak gall ink needs iron salt, gum and patience."),
        ("bread", "Rye bread needs sour dough and a hot oven."),
        ("boats", "A boat needs tar, oars and a mast of pine."),
        ("tides", "Spring floods come twice a month, after full moon."),
        ("birds", "Herons nest in alders and hunt frogs at dawn."),
    ];
    let mut posts = Vec::new();
    for day in 1..4 {
        for (topic, text) in topics {
            let header = format!("title: {topic}{day}\ndate: 2025-01-{day:02}");
            posts.push((format!("{topic}{day}.md"), format!("{header}\n\n{text}")));
        }
    }
    let ink = topics[0].1;
    posts.push(("ink-page.md".to_owned(), format!("title: ink-page\npage: true\n\n{ink}")));
    let header = "title: ink-hidden\ndate: 2025-02-01\nsearch: false";
    posts.push(("ink-hidden.md".to_owned(), format!("{header}\n\n{ink}")));
    let posts: Vec<(&str, &str)> = posts.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let folder = pressed(&posts);
    let site = folder.path().join("site");
    let read = |file: &str| fs::read_to_string(site.join(file)).expect(file);
    let bundle: Value = serde_json::from_str(&read("bundle.json")).expect("JSON");
    let items = bundle["items"].as_array().expect("items");
    let related = |name: &str| -> Vec<String> {
        let item = items.iter().find(|item| item["title"] == name).expect(name);
        let urls = item["_quire"]["related"].as_array().cloned().unwrap_or_default();
        urls.iter().map(|url| url.as_str().expect("a URL").trim_matches('/').to_owned()).collect()
    };
    assert_eq!(sorted(related("ink1")), ["ink2", "ink3"]);
    assert_eq!(sorted(related("birds3")), ["birds1", "birds2"]);
    assert!(related("ink-hidden").is_empty());
    // The page shows them, with and without the app.
    let (html, json) = (read("ink1/index.html"), read("ink1/index.json"));
    let nav = html.split("<nav class=\"related\"").nth(1).and_then(|rest| rest.split("</nav>").next());
    let nav = nav.expect("the page shows them");
    assert!(nav.contains("Related posts") && nav.contains("href=\"../ink3/\""), "{nav}");
    assert_eq!(nav.matches("<time").count(), 2, "{nav}");
    let page: Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(page["related"].as_array().map(Vec::len), Some(2), "{page}");
    assert!(!read("ink-page/index.html").contains("class=\"related\""));
}
