//! Promises to authors about their configuration.

use std::fs;
use std::path::{Path, PathBuf};

use jiff::tz::TimeZone;
use quire_bundle::{Route, Taxonomy, Word};

use super::read::settings;
use super::{BODY_WORDS, Config, Found, HomeSource, Target};
use crate::content::PostFile;
use crate::date;
use crate::problem::Rule;

fn parse(text: &str) -> Result<Config, String> {
    Config::parse(text, Path::new("quire.toml")).map_err(|error| error.to_string())
}

fn wrong(text: &str) -> String {
    parse(text).expect_err(text)
}

#[test]
fn a_misspelt_setting_is_named_with_its_line_and_the_likely_one() {
    let message = wrong("title = \"A\"\npagesize = 3\n");
    assert_eq!(message, "quire.toml:2: there is no setting `pagesize`; did you mean `page_size`?");
    let message = wrong("paginate = 5");
    assert_eq!(message, "quire.toml:1: there is no setting `paginate`; did you mean `page_size`?");
    let message = wrong("layout = \"wide\"");
    assert_eq!(message, "quire.toml:1: there is no setting `layout`; take it out, or correct its name");
    let message = wrong("[[authors]]\nname = \"Ada\"\nhome_page = \"/ada/\"");
    assert_eq!(
        message,
        "quire.toml:3: there is no setting `home_page` in [[authors]]; \
         it has `name`, `page`, `picture`, `description`"
    );
}

#[test]
fn a_setting_of_the_blog_below_a_header_is_sent_up() {
    let message = wrong("[keys]\nteam = \"tags\"\npage_size = 12");
    assert_eq!(
        message,
        "quire.toml:3: `page_size` in [keys] is a number; \
         it is a setting of the whole blog, so write it above the first [header]"
    );
    assert_eq!(
        wrong("[check]\nbase_url = \"https://a.example/\""),
        "quire.toml:2: there is no setting `base_url` in [check]; \
         it is a setting of the whole blog, so write it above the first [header]"
    );
    assert_eq!(
        wrong("[words]\ntagline = \"A\""),
        "quire.toml:2: there is no word `tagline`; \
         it is a setting of the whole blog, so write it above the first [header]"
    );
}

#[test]
fn a_value_of_the_wrong_type_says_how_to_write_it() {
    for (text, message) in [
        ("page_size = \"ten\"", "`page_size` is text; write a number, such as page_size = 10"),
        (
            "title = 7",
            "`title` is a number; write text in quotation marks, such as title = \"Notes from the pier\"",
        ),
        ("hashtags = \"yes\"", "`hashtags` is text; write hashtags = true or hashtags = false"),
        (
            "check = true",
            "`check` is true or false; write [check] on a line of its own, and its settings below it",
        ),
        (
            "authors = [\"Ada\"]",
            "`authors` has text in it; \
             write [[authors]], in two brackets, once for each, and its settings below it",
        ),
        (
            "[home]\nlatest = true",
            "`home` is a table; write [[home]], in two brackets, once for each, and its settings below it",
        ),
        (
            "[check]\noff = \"date\"",
            "`off` is text; write a list of texts, such as off = [\"no-description\"]",
        ),
        ("[words]\nsearch = 1", "`search` in [words] is a number; write text in quotation marks"),
        (
            "date_format = 2026-11-21",
            "`date_format` is a date; write text in quotation marks, such as date_format = \"%-d %B %Y\"",
        ),
    ] {
        let line = text.lines().count();
        let line = if text.starts_with("[home]") { 1 } else { line };
        assert_eq!(wrong(text), format!("quire.toml:{line}: {message}"));
    }
}

#[test]
fn a_value_that_cannot_be_meant_is_refused() {
    for (text, message) in [
        ("page_size = 0", "`page_size` is 0; write a number, such as page_size = 10"),
        ("page_size = -3", "`page_size` is -3; write a number, such as page_size = 10"),
        (
            "time_zone = \"Europe/Lisbn\"",
            "there is no time zone \"Europe/Lisbn\"; did you mean \"Europe/Lisbon\"?",
        ),
        (
            "time_zone = \"Mars/Olympus\"",
            "there is no time zone \"Mars/Olympus\"; write one such as \"Europe/Paris\"",
        ),
        (
            "base_url = \"blog.example/a\"",
            "`base_url` is \"blog.example/a\"; write the whole address: https://blog.example/a",
        ),
        (
            "base_url = \"ftp://blog.example\"",
            "`base_url` is \"ftp://blog.example\"; write the whole address, such as https://example.org/",
        ),
        (
            "language = \"en_US\"",
            "`language` is \"en_US\", which is no language tag; did you mean \"en-US\"?",
        ),
        (
            "language = \"english\"",
            "`language` is \"english\", which is no language tag; write a tag such as \"en\", \"pt-BR\" or \"zh-Hant\"",
        ),
        (
            "date_format = \"%H:%M\"",
            "`date_format` is \"%H:%M\", which is no form: %H failed: requires time to format; \
             write date_format = \"%-d %B %Y\"",
        ),
        (
            "permalink = \"/:yaer/:slug/\"",
            "the pattern \"/:yaer/:slug/\" of `permalink` has a placeholder `:yaer`, which there is not; \
             did you mean `:year`?",
        ),
        (
            "permalink = \"/:year/:month/\"",
            "the pattern \"/:year/:month/\" of `permalink` gives all posts one address; write :slug into it",
        ),
        (
            "permalink = \"/../:slug/\"",
            "the pattern \"/../:slug/\" of `permalink` is no path inside the site; \
             write it like /:year/:month/:slug/",
        ),
        (
            "[[home]]\ntitle = \"New\"",
            "this [[home]] does not say which posts it shows; \
             write one of latest = true, pinned = true, tag, category or series",
        ),
        (
            "[[home]]\nlatest = true\ntag = \"boats\"",
            "this [[home]] shows posts of two kinds; make it two; \
             write one of latest = true, pinned = true, tag, category or series",
        ),
        (
            "[[categories]]\ndescription = \"A\"",
            "[[categories]] has no `name`; write one, such as name = \"Repairs\"",
        ),
        ("[[authors]]\nname = \" \"", "[[authors]] has no `name`; write one, such as name = \"Ada Reyes\""),
    ] {
        assert_eq!(wrong(text), format!("quire.toml:1: {message}"));
    }
    for (text, message) in [
        (
            "[[navigation]]\nurl = \"abut\"",
            "`url` is \"abut\", which is no address; write it like /about/, about.md, tags or https://example.org/",
        ),
        (
            "[[navigation]]\nurl = \"archiv\"",
            "`url` is \"archiv\", which is no address; did you mean `archive`?",
        ),
        (
            "[[navigation]]\nurl = \"javascript:alert(1)\"",
            "`url` is \"javascript:alert(1)\", which is no address; \
             write it like /about/, about.md, tags or https://example.org/",
        ),
        (
            "[check]\noff = [\"no-descripton\"]",
            "there is no rule `no-descripton`; did you mean `no-description`?",
        ),
        (
            "[check]\noff = [\"everything\"]",
            "there is no rule `everything`; `quire check` prints the name of the rule in each line",
        ),
        ("[words]\nserch = \"Buscar\"", "there is no word `serch`; did you mean `search`?"),
        (
            "[words]\npage_of = \"{} {} {}\"",
            "the word `page_of` has more than 2 times `{}`; its English is \"Page {} of {}\"",
        ),
        (
            "[words]\nmonths = \"enero,febrero\"",
            "`months` has 2 names; write twelve, with commas between them",
        ),
    ] {
        assert_eq!(wrong(text), format!("quire.toml:2: {message}"));
    }
}

#[test]
fn all_mistakes_of_a_file_are_told_at_once_from_the_top_down() {
    let message = wrong("[check]\noff = [\n  \"date\",\n  \"dates\",\n]\n[words]\nserch = \"x\"\n[[home]]\n");
    let lines: Vec<&str> = message.lines().collect();
    assert_eq!(lines.len(), 3, "{message}");
    assert_eq!(lines[0], "quire.toml:4: there is no rule `dates`; did you mean `date`?");
    assert!(lines[1].starts_with("quire.toml:7: there is no word `serch`"), "{message}");
    assert!(lines[2].starts_with("quire.toml:8: this [[home]]"), "{message}");
}

#[test]
fn what_is_no_toml_is_named_with_its_line() {
    assert_eq!(
        wrong("title = \"A\"\ntagline = Twice a month\n"),
        "quire.toml:2: it is not valid TOML: string values must be quoted, expected literal string; \
         write settings as `name = value`"
    );
    assert_eq!(
        wrong("title = \"A\"\ntitle = \"B\"\n"),
        "quire.toml:2: it is not valid TOML: duplicate key; write settings as `name = value`"
    );
}

#[test]
fn every_setting_is_read() {
    let config = parse(
        r#"
title = "Notes from the pier"
tagline = "Twice a month"
base_url = "https://example.org/notes/"
language = "es"
time_zone = "Europe/Lisbon"
page_size = 12
picture = "pier.jpg"
date_format = "%-d/%-m/%Y"
time_format = "%H:%M"
static = "files"
shortcodes = "parts"
smart_punctuation = true

[[authors]]
name = "Ada Reyes"
page = "about.md"
picture = "ada.jpg"

[[navigation]]
url = "tags"
[[navigation]]
title = "Elsewhere"
url = "https://example.net/"
[[navigation]]
title = "About"
url = "/about/"

[[home]]
latest = true
count = 3
[[home]]
title = "Boats"
tag = "boats"

[[series]]
name = "The winter refit"
description = "From keel to mast."

[words]
search = "Buscar"
alert_note = "Nota"

[check]
off = ["no-description"]

[keys]
team = "tags"
"#,
    )
    .expect("a configuration");
    assert_eq!(config.tagline.as_deref(), Some("Twice a month"));
    assert_eq!(config.time_zone, TimeZone::get("Europe/Lisbon").expect("a zone"));
    assert_eq!(config.authors[0].page, Some(Target::File("about.md".to_owned())));
    let targets: Vec<_> = config.navigation.iter().map(|link| (&link.target, link.line)).collect();
    assert_eq!(
        targets,
        [
            (&Target::List(Route::Terms { taxonomy: Taxonomy::Tag }), 20),
            (&Target::Away("https://example.net/".to_owned()), 22),
            (&Target::Path("/about/".to_owned()), 25),
        ]
    );
    let home: Vec<_> = config.home.iter().map(|section| (&section.source, section.count)).collect();
    assert_eq!(home, [(&HomeSource::Latest, 3), (&HomeSource::Tag("boats".to_owned()), 5)]);
    assert_eq!(config.series[0].description.as_deref(), Some("From keel to mast."));
    assert_eq!(config.picture.as_ref().map(|said| (said.as_str(), said.line)), Some(("pier.jpg", 8)));
    assert_eq!(*config.static_folder, PathBuf::from("files"));
    assert_eq!(config.words.get(Word::Search), "Buscar");
    assert_eq!(config.words.month(12), "diciembre");
    assert_eq!(config.body_words["alert_note"], "Nota");
    assert_eq!(config.off, [Rule::NoDescription]);
    assert_eq!(config.keys["team"], "tags");
    let moment = date::parse("2014-12-02 18:30", &config.time_zone).expect("a date");
    assert_eq!(date::text(&moment, &config.date_form), "2/12/2014 18:30");
}

#[test]
fn months_that_the_author_writes_are_those_of_dates_too() {
    let months = "jan,feb,mar,apr,maj,jun,jul,aŭg,sep,okt,nov,dec";
    let text = format!("language = \"eo\"\ndate_format = \"%-d %B\"\n[words]\nmonths = \"{months}\"");
    let config = parse(&text).expect("a configuration");
    let moment = date::parse("2014-08-02", &config.time_zone).expect("a date");
    assert_eq!(date::text(&moment, &config.date_form), "2 aŭg");
    assert_eq!(config.words.month(8), "aŭg");
}

fn post(file: &str, date: Option<&str>) -> PostFile {
    PostFile {
        file: PathBuf::from(file),
        title: "The Tide Table".to_owned(),
        slug: "tides".to_owned(),
        section: Some("notes/2019".to_owned()),
        date: date.map(|text| date::parse(text, &TimeZone::UTC).expect("a date")),
        categories: vec!["Boats".to_owned(), "Old Ropes".to_owned()],
        ..PostFile::default()
    }
}

#[test]
fn a_permalink_gives_a_post_its_address() {
    let post = post("notes/2019/2019-03-05-tides.md", Some("2019-03-05"));
    for (pattern, path) in [
        ("/:year/:month/:slug/", "2019/03/tides/"),
        ("/:short_year/:i_month/:i_day/:title.html", "19/3/5/tides.html"),
        ("/:categories/:year/:month/:day/:title:output_ext", "boats/old ropes/2019/03/05/tides.html"),
        ("/:slugified_categories/:name", "boats/old-ropes/tides"),
        ("/:section/:slug/", "notes/tides/"),
        ("/:sections/:filename/", "notes/2019/tides/"),
        ("/W:week/:short_day/:y_day_:slug/", "W10/Tue/064_tides/"),
    ] {
        let config = parse(&format!("permalink = \"{pattern}\"")).expect(pattern);
        assert_eq!(config.permalinks.path(&post).as_deref(), Some(path), "{pattern}");
    }
}

#[test]
fn a_permalink_with_a_date_is_not_for_a_post_without_one() {
    let undated = post("tides.md", None);
    assert_eq!(parse("permalink = \"/:year/:slug/\"").expect("valid").permalinks.path(&undated), None);
    assert_eq!(Config::default().permalinks.path(&undated), None);
}

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
            ["title", "description", "base URL", "language", "time zone", "permalinks", "authors"],
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

/// The handbook's post about the configuration.
fn handbook() -> String {
    fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../../content/configure.md"))
        .expect("the handbook")
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
    assert_eq!(defaults.lines().count(), 8, "settings whose default is a value: {defaults}");
    let mut said = parse(&defaults).expect("defaults");
    for folder in [&mut said.static_folder, &mut said.shortcode_folder] {
        assert!(folder.line > 0);
        folder.line = 0;
    }
    said.date_form.date = None;
    assert_eq!(said, Config::default());
}

#[test]
fn the_handbook_names_every_setting_of_every_table() {
    let handbook = handbook();
    for header in ["[[authors]]", "[[navigation]]", "[[home]]", "[[categories]]", "[[series]]", "[check]"] {
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
fn the_handbook_lists_every_word_with_its_english() {
    let handbook = handbook();
    for (name, english) in quire_bundle::Words::english().chain(BODY_WORDS.iter().copied()) {
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
