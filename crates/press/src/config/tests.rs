//! Promises to authors about their configuration.

use std::path::{Path, PathBuf};

use jiff::tz::TimeZone;
use proptest::prelude::*;
use quire_bundle::{Route, Taxonomy, Word};

use super::foreign::{Foreign, System};
use super::read::settings;
use super::{Config, Feeds, Format, HomeSource, Target};
use crate::content::PostFile;
use crate::date;
use crate::problem::Rule;

mod found;
mod handbook;
mod mistakes;

fn parse(text: &str) -> Result<Config, String> {
    Config::parse(text, Path::new("quire.toml")).map_err(|error| error.to_string())
}

fn wrong(text: &str) -> String {
    parse(text).expect_err(text)
}

#[test]
fn a_blog_without_feeds_says_so_by_an_empty_list() {
    assert_eq!(parse("").expect("valid").feeds.formats, Format::ALL);
    assert_eq!(parse("[feeds]\nformats = []").expect("valid").feeds.formats, []);
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

[feeds]
items = 7
content = "summary"
formats = ["json", "atom", "json"]
of = ["series"]
old_rss = ["/index.xml", "posts/index.xml"]

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
    let formats = vec![Format::Json, Format::Atom];
    let old = ["index.xml", "posts/index.xml"].map(|path| (path.to_owned(), Format::Rss)).into();
    assert_eq!(config.feeds, Feeds { items: 7, summaries: true, formats, of: vec![Taxonomy::Series], old });
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
fn a_permalink_with_a_date_is_not_for_a_post_without_one_and_none_is_for_a_page() {
    let undated = post("tides.md", None);
    assert_eq!(parse("permalink = \"/:year/:slug/\"").expect("valid").permalinks.path(&undated), None);
    let page = PostFile { page: true, ..undated.clone() };
    assert_eq!(parse("permalink = \"/:slug/\"").expect("valid").permalinks.path(&page), None);
    assert_eq!(Config::default().permalinks.path(&undated), None);
}

proptest! {
    #[test]
    fn no_file_however_odd_makes_it_panic(
        parts in proptest::collection::vec(".{0,12}", 0..4),
        value in "[ -~éü%:/{}日]{0,16}",
        key in 0..24usize,
    ) {
        let quoted = value.replace(['\\', '"'], "");
        let said = format!("{} = \"{quoted}\"\n", settings()[key]);
        let words = format!("[words]\nmonths = \"{quoted}\"\n[[navigation]]\nurl = \"{quoted}\"\n");
        for text in [parts.join("\n"), said.clone(), words, parts.join(&said)] {
            if let Ok(config) = parse(&text) {
                let post = post("notes/a.md", Some("2019-03-05 18:30"));
                date::text(post.date.as_ref().expect("a date"), &config.date_form);
                config.permalinks.path(&post);
            }
            for system in [System::Zola, System::Hugo, System::Jekyll] {
                for name in ["config.toml", "_config.yml"] {
                    System::of(name, &text);
                    Foreign::read(system, Path::new(name), &text);
                }
            }
        }
    }
}
