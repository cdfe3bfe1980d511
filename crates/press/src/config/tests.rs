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
fn widths_of_pictures_and_the_number_of_previews_are_numbers_that_make_sense() {
    let said = parse("picture_widths = [900, 300, 900]\npreviews = 12").expect("a configuration");
    assert_eq!((said.picture_widths, said.previews), (vec![300, 900], 12));
    let said = parse("picture_widths = []\npreviews = false").expect("a configuration");
    assert_eq!((said.picture_widths, said.previews), (Vec::new(), 0));
    assert_eq!(parse("previews = true").expect("a configuration").previews, usize::MAX);
    let example = "write a list of numbers, such as picture_widths = [640, 1000, 1280]";
    for (text, message) in [
        ("picture_widths = 640", format!("`picture_widths` is a number; {example}")),
        ("picture_widths = [\"640\"]", format!("`picture_widths` has text in it; {example}")),
        ("picture_widths = [-640]", format!("`picture_widths` has -640 in it; {example}")),
        (
            "picture_widths = [640, 40, 9000]",
            "`picture_widths` has 40 in it; write widths in pixels from 100 to 4000\nquire.toml:2: `picture_widths` has 9000 \
             in it; write widths in pixels from 100 to 4000"
                .into(),
        ),
        (
            "picture_widths = [100, 200, 300, 400, 500, 600, 700]",
            "`picture_widths` has 7 widths in it; write 6 at most, as each is a file for each picture".into(),
        ),
        (
            "previews = \"all\"",
            "`previews` is text; write previews = true, previews = false or a number, such as previews = 5000".into(),
        ),
        (
            "previews = -1",
            "`previews` is -1; write previews = true, previews = false or a number, such as previews = 5000".into(),
        ),
    ] {
        assert_eq!(wrong(&format!("title = \"A\"\n{text}")), format!("quire.toml:2: {message}"));
    }
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
fn a_feed_that_there_is_not_is_refused() {
    for (text, message) in [
        ("[feeds]\nitems = 0", "`items` is 0; write a number, such as items = 20"),
        (
            "[feeds]\ncontent = \"sumary\"",
            "`content` is \"sumary\", which there is not; did you mean \"summary\"?",
        ),
        (
            "[feeds]\ncontent = \"title\"",
            "`content` is \"title\", which there is not; write \"full\" or \"summary\"",
        ),
        (
            "[feeds]\nformats = [\"atoms\"]",
            "`formats` has \"atoms\" in it, which there is not; did you mean \"atom\"?",
        ),
        (
            "[feeds]\nold_rss = [\"sitemap.xml\"]",
            "`old_rss` has \"sitemap.xml\" in it, where no old feed can be; write the path of a file that Quire does not write itself, such as \"index.xml\" or \"blog/feed.rss\"",
        ),
        (
            "[feeds]\nformats = [\"html\"]",
            "`formats` has \"html\" in it, which there is not; it takes atom, rss, json",
        ),
        (
            "[feeds]\nof = [\"tag\"]",
            "`of` has \"tag\" in it, which there is not; it takes tags, categories, series, authors",
        ),
        ("[feeds]\nof = \"tags\"", "`of` is text; write a list of texts, such as of = [\"tags\"]"),
    ] {
        assert_eq!(wrong(text), format!("quire.toml:2: {message}"));
    }
}

#[test]
fn a_blog_without_feeds_says_so_by_an_empty_list() {
    assert_eq!(parse("").expect("valid").feeds.formats, Format::ALL);
    assert_eq!(parse("[feeds]\nformats = []").expect("valid").feeds.formats, []);
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
