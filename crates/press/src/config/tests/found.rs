//! Promises about where the configuration is, and what is read from other systems'.

use std::fs;
use std::path::{Path, PathBuf};

use jiff::tz::TimeZone;

use super::post;
use crate::config::{Config, Found};
use crate::content::{self, PostFile, ReadOptions};
use crate::problem::Rule;

/// A folder with these files and an empty `content`, its path, and what is found for it.
fn found(files: &[(&str, &str)]) -> (tempfile::TempDir, Found) {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir(folder.path().join("content")).expect("a folder");
    for (name, text) in files {
        let file = folder.path().join(name);
        fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
        fs::write(file, text).expect("a file");
    }
    let found = Config::find(None, &folder.path().join("content")).expect("a configuration");
    (folder, found)
}

fn file_of(found: &Found) -> Option<String> {
    found.file.as_ref().map(|file| file.file_name().expect("a name").to_string_lossy().into_owned())
}

#[test]
fn ours_is_found_before_others_and_in_the_content_folder_first() {
    let (folder, both) = found(&[
        ("quire.toml", "title = \"Around\""),
        ("content/quire.toml", "title = \"Inside\""),
        ("content/zola.toml", "title = \"Zola\""),
    ]);
    assert_eq!(both.config.title.as_deref(), Some("Inside"));
    assert_eq!(both.folder, folder.path().join("content").canonicalize().expect("a folder"));
    assert_eq!(both.note(), None);
    let (folder, around) =
        found(&[("quire.toml", "title = \"Around\""), ("content/zola.toml", "title = \"Zola\"")]);
    assert_eq!((around.config.title.as_deref(), around.foreign), (Some("Around"), false));
    assert_eq!(around.folder, folder.path().canonicalize().expect("a folder"));
    let (_folder, none) = found(&[]);
    assert_eq!((none.config, none.file), (Config::default(), None));
}

#[test]
fn the_file_that_the_author_names_wins_and_may_be_another_systems() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("quire.toml"), "title = \"Ours\"").expect("a file");
    let named = |name: &str, text: &str| {
        let file = folder.path().join(name);
        fs::write(&file, text).expect("a file");
        Config::find(Some(&file), folder.path()).expect("a configuration")
    };
    assert_eq!(named("blog.toml", "title = \"Named\"").config.title.as_deref(), Some("Named"));
    assert!(!named("config.toml", "title = \"Named\"").foreign);
    assert!(named("config.toml", "title = \"Named\"\nbaseURL = \"https://a.example/\"").foreign);
    assert_eq!(named("_config.yml", "title: Named").config.title.as_deref(), Some("Named"));
    let missing = Config::find(Some(Path::new("no.toml")), folder.path()).expect_err("an error");
    assert_eq!(missing.to_string(), "no.toml: there is no such file; name your configuration with --config");
    let bad = folder.path().join("bad.toml");
    fs::write(&bad, b"title = \"\xff\"").expect("a file");
    let bad = Config::find(Some(&bad), folder.path()).expect_err("an error").to_string();
    assert!(bad.ends_with("bad.toml: it is not UTF-8 text; save it as UTF-8"), "{bad}");
}

#[test]
fn a_mark_before_the_text_and_windows_line_ends_do_no_harm() {
    let (_folder, found) = found(&[("quire.toml", "\u{feff}title = \"A\"\r\npage_size = 3\r\n")]);
    assert_eq!((found.config.title.as_deref(), found.config.page_size), (Some("A"), 3));
}

#[test]
fn a_false_friend_is_left_alone() {
    for text in ["[build]\ntarget-dir = \"target\"\n", "not toml at all", "[net\nretry = 2", "\u{0}"] {
        let (_folder, found) = found(&[("config.toml", text), ("config.yml", "services: [a]")]);
        assert_eq!(file_of(&found), None, "{text}");
        assert!(found.problems.is_empty());
    }
}

#[test]
fn zola_is_read() {
    let text =
        "base_url = \"https://a.example\"\ntitle = \"Tides\"\ndefault_language = \"pt\"\nauthor = \"Ada\"\n";
    for name in ["zola.toml", "config.toml", "content/config.toml"] {
        let (_folder, found) = found(&[(name, text)]);
        let config = &found.config;
        assert_eq!(config.title.as_deref(), Some("Tides"));
        assert_eq!(config.base_url.as_deref(), Some("https://a.example"));
        assert_eq!((config.language.as_str(), config.words.month(1)), ("pt", "janeiro"));
        assert_eq!(config.authors[0].name, "Ada");
        assert_eq!(config.permalinks.all, None);
        let note = found.note().expect("a note");
        assert!(
            note.starts_with("no quire.toml: title, base URL, language and authors are read from "),
            "{note}"
        );
        assert!(note.ends_with(name), "{note}");
    }
}

#[test]
fn hugo_is_read_whatever_its_capitals() {
    let toml = "baseURL = \"https://a.example/\"\nTitle = \"Tides\"\nlanguageCode = \"en-gb\"\n\
                timeZone = \"Europe/Lisbon\"\n[params]\nauthor = [\"Ada\", \"Tom\"]\ndescription = \"Boats.\"\n\
                [permalinks]\nnotes = \"/:year/:title/\"\n";
    let yaml = "baseURL: https://a.example/\ntitle: Tides\nlanguageCode: en-gb\ntimeZone: Europe/Lisbon\n\
                params:\n  author: [Ada, Tom]\n  description: Boats.\n\
                permalinks:\n  page:\n    notes: /:year/:title/\n";
    let json = r#"{"baseurl": "https://a.example/", "title": "Tides", "languageCode": "en-gb",
        "timeZone": "Europe/Lisbon", "params": {"author": ["Ada", "Tom"], "description": "Boats."},
        "permalinks": {"notes": "/:year/:title/"}}"#;
    for (name, text) in [("hugo.toml", toml), ("config.toml", toml), ("hugo.yaml", yaml), ("hugo.json", json)]
    {
        let (_folder, found) = found(&[(name, text)]);
        assert_eq!(
            found.facts,
            [
                "title",
                "description",
                "base URL",
                "language",
                "time zone",
                "permalinks",
                "authors",
                "old addresses of feeds"
            ],
            "{name}"
        );
        assert_eq!(found.config.time_zone, TimeZone::get("Europe/Lisbon").expect("a zone"));
        assert_eq!(found.config.authors.len(), 2);
        let here = post("notes/2019/x.md", Some("2019-03-05"));
        assert_eq!(found.config.permalinks.path(&here).as_deref(), Some("2019/the-tide-table/"));
        let elsewhere = PostFile { section: Some("logs".to_owned()), ..here };
        assert_eq!(found.config.permalinks.path(&elsewhere), None);
    }
}

#[test]
fn jekyll_is_read_and_keeps_its_addresses() {
    let tides = PostFile {
        section: None,
        categories: vec!["Boats".to_owned()],
        ..post("_posts/2019-03-05-tides.md", Some("2019-03-05"))
    };
    for (permalink, path) in [
        ("", "boats/2019/03/05/tides.html"),
        ("permalink: date", "boats/2019/03/05/tides.html"),
        ("permalink: pretty", "boats/2019/03/05/tides/"),
        ("permalink: none", "boats/tides.html"),
        ("permalink: ordinal", "boats/2019/064/tides.html"),
        ("permalink: weekdate", "boats/2019/W10/Tue/tides.html"),
        ("permalink: /:year/:title/", "2019/tides/"),
    ] {
        let text = format!(
            "title: Tides\nurl: https://a.example/\nbaseurl: /blog\nlocale: en_GB.UTF-8\n\
             author:\n  name: Ada\n  avatar: /ada.jpg\n{permalink}\n"
        );
        let (_folder, found) = found(&[("_config.yml", &text), ("content/ada.jpg", "")]);
        assert_eq!(found.config.base_url.as_deref(), Some("https://a.example/blog"));
        assert_eq!(found.config.language, "en-GB");
        assert_eq!(found.config.authors[0].picture.as_deref(), Some("/ada.jpg"));
        assert_eq!(found.config.permalinks.path(&tides).as_deref(), Some(path), "{permalink}");
        assert!(found.problems.is_empty(), "{:?}", found.problems);
    }
}

#[test]
fn the_addresses_of_an_old_blogs_feeds_are_known() {
    let old = |name: &str, text: &str| -> Vec<String> {
        let (_folder, found) = found(&[(name, text)]);
        found.config.feeds.old.iter().map(|(path, format)| format!("{} {path}", format.name())).collect()
    };
    let hugo = |text: &str| old("hugo.toml", text);
    assert_eq!(hugo("title = \"A\""), ["rss index.xml"]);
    assert_eq!(
        hugo("[outputs]\nhome = [\"HTML\", \"RSS\"]\n[outputFormats.RSS]\nbaseName = \"feed\""),
        ["rss feed.xml"]
    );
    assert!(hugo("[outputs]\nhome = [\"html\", \"json\"]").is_empty());
    assert!(hugo("disableKinds = [\"taxonomy\", \"RSS\"]").is_empty());
    assert!(hugo("[outputFormats.RSS]\nbaseName = \"rss\"").is_empty(), "Quire's own is there");
    let zola = |text: &str| old("zola.toml", text);
    assert!(zola("feed_filenames = [\"feed.xml\"]").is_empty(), "it had none");
    assert!(zola("generate_feeds = true").is_empty(), "it was atom.xml");
    assert_eq!(zola("generate_feed = true\nfeed_filename = \"blog-rss.xml\""), ["rss blog-rss.xml"]);
    assert_eq!(
        zola("generate_feeds = true\nfeed_filenames = [\"feed.xml\", \"releases.json\", \"../up.xml\"]"),
        ["atom feed.xml"]
    );
    let jekyll = |text: &str| old("_config.yml", text);
    assert!(jekyll("title: A\nplugins: [jekyll-sitemap]").is_empty());
    assert_eq!(jekyll("plugins:\n  - jekyll-feed"), ["atom feed.xml"]);
    assert_eq!(jekyll("gems: [jekyll-feed]\nfeed:\n  path: /blog/feed.xml"), ["atom blog/feed.xml"]);
}

#[test]
fn a_mistake_in_another_systems_file_is_a_warning_with_its_line() {
    let warnings = |name: &str, text: &str| {
        let (folder, found) = found(&[(name, text)]);
        let folder = format!("{}/", folder.path().canonicalize().expect("a folder").display());
        let all = found.problems.iter().map(|problem| problem.to_string().replace(&folder, ""));
        all.collect::<Vec<_>>()
    };
    assert_eq!(
        warnings(
            "_config.yml",
            "title: A\ntimezone: Mars\nlang: english please\nurl: a.example\npermalink: /:yaer/:title\n"
        ),
        [
            "_config.yml:4: warning value: `a.example/` is no whole address, so it is passed over; \
             name it with --base-url",
            "_config.yml:3: warning value: `english please` is no language tag, so the blog counts as English; \
             write it like en-GB",
            "_config.yml:2: warning value: there is no time zone \"Mars\"; write one such as \"Europe/Paris\"; \
             dates are read in UTC",
            "_config.yml:5: warning value: the pattern \"/:yaer/:title\" has a placeholder `:yaer`, which there is \
             not; did you mean `:year`?; until then posts are named after their files",
        ]
    );
    assert_eq!(
        warnings("zola.toml", "title = \"A\"\nbase_url = https\n"),
        ["zola.toml:2: warning value: it cannot be read, so nothing is taken from it: \
             string values must be quoted, expected literal string; write a quire.toml"]
    );
}

#[test]
fn pictures_and_folders_that_are_not_there_are_warned_of() {
    let text = "picture = \"pier.jpg\"\nshortcodes = \"parts\"\n\
                [[authors]]\nname = \"Ada\"\npicture = \"ada.jpg\"\n[[authors]]\nname = \"Tom\"\npicture = \"tom.jpg\"\n";
    let (_folder, found) = found(&[("quire.toml", text), ("content/ada.jpg", ""), ("static/tom.jpg", "")]);
    let problems: Vec<_> =
        found.problems.iter().map(|problem| (problem.line, problem.rule, problem.message.as_str())).collect();
    assert_eq!(
        problems,
        [
            (
                Some(1),
                Rule::MissingPicture,
                "there is no picture `pier.jpg` in the content folder or the static folder; \
                 put it there, or correct the name"
            ),
            (
                Some(2),
                Rule::Value,
                "there is no folder `parts` beside this file; make it, or correct the name"
            ),
        ]
    );
    assert!(found.static_folder().is_some_and(|folder| folder.ends_with("static")));
    assert_eq!(found.shortcode_folder(), None);
}

#[test]
fn the_configuration_and_its_folders_are_not_content() {
    let (folder, found) = found(&[
        ("content/quire.toml", "title = \"A\""),
        ("content/static/a.png", ""),
        ("content/static/about.md", "# About these files"),
        ("content/shortcodes/note.html", ""),
        ("content/shortcodes/README.md", "# How to use them"),
        ("content/pier.jpg", ""),
        ("content/pier.md", "# The pier\n\nx"),
        ("content/pier/static/tide.md", "# The tide\n\nx"),
    ]);
    let options = ReadOptions { apart: found.apart(), ..ReadOptions::default() };
    let content = content::read(&folder.path().join("content"), &options).expect("content");
    assert_eq!(content.files, [PathBuf::from("pier.jpg")]);
    let titles: Vec<&str> = content.posts.iter().map(|post| post.title.as_str()).collect();
    assert_eq!(titles, ["The tide", "The pier"]);
}

#[cfg(unix)]
#[test]
fn static_files_are_found_in_order_and_a_link_that_leads_out_is_named() {
    let (folder, found) = found(&[
        ("static/img/b.png", ""),
        ("static/img/a.png", ""),
        ("static/.well-known/x", ""),
        ("secret.txt", ""),
        ("secrets/x.txt", ""),
    ]);
    let root = folder.path().canonicalize().expect("a folder");
    for (target, link) in [("secret.txt", "out.txt"), ("secrets", "out"), ("static/img/a.png", "in.png")] {
        std::os::unix::fs::symlink(root.join(target), root.join("static").join(link)).expect("a link");
    }
    let mut problems = Vec::new();
    let files = found.static_files(&mut problems);
    assert_eq!(files, [".well-known/x", "img/a.png", "img/b.png", "in.png"].map(PathBuf::from));
    let problems: Vec<String> = problems
        .iter()
        .map(|problem| problem.to_string().replace(&format!("{}/", root.display()), ""))
        .collect();
    let message = "leads out of the static folder, so it is left out; put the file itself there";
    assert_eq!(
        problems,
        ["static/out", "static/out.txt"].map(|file| format!("{file}: warning outside: {message}"))
    );
}
