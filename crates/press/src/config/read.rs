//! `quire.toml` read: every setting by its name, its type and what can be meant by it. All mistakes are told at once.

use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};

use jiff::tz::{TimeZone, db};
use quire_bundle::Site;
use toml::de::DeTable;

use super::address::lists;
use super::feeds::feeds;
use super::look::{look, own};
use super::policy::policy;
use super::table::{Mistakes, Table};
use super::words::{local, own_months, words};
use super::{
    About, Author, Config, ConfigError, Link, Said, Target, front_page, is_web_address, whole_address,
};
use crate::date::{self, Form};
use crate::host::Host;
use crate::likely::likely;
use crate::permalink::{Dialect, Permalink, Permalinks};
use crate::problem::Rule;

/// Posts that have a preview picture drawn unless the author says how many: two CPU minutes of drawing.
const PREVIEWS: usize = 5_000;

/// The widths that pictures are resized to unless the author says which. The column is 620 pixels wide at most: one for
/// screens that show a pixel as a pixel, one for telephones, one for screens that are twice or three times as fine.
const PICTURE_WIDTHS: [usize; 3] = [640, 1000, 1280];
/// The least and the most that a width may be.
const WIDTHS: RangeInclusive<usize> = 100..=4_000;
/// As many widths as a picture may have.
const MOST_WIDTHS: usize = 6;

/// Names that other systems have for a setting, small letters without `_` and `-`.
const SYNONYMS: &[(&str, &str)] = &[
    ("colours", "colors"),
    ("cover", "picture"),
    ("css", "stylesheet"),
    ("defaultcontentlanguage", "language"),
    ("defaultlanguage", "language"),
    ("feed", "feeds"),
    ("image", "picture"),
    ("lang", "language"),
    ("languagecode", "language"),
    ("locale", "language"),
    ("menu", "navigation"),
    ("name", "title"),
    ("nav", "navigation"),
    ("paginate", "page_size"),
    ("paginateby", "page_size"),
    ("postsperpage", "page_size"),
    ("rss", "feeds"),
    ("subtitle", "tagline"),
    ("summary", "description"),
    ("template", "look"),
    ("theme", "look"),
    ("url", "base_url"),
];

impl Default for Config {
    fn default() -> Config {
        let mistakes = Mistakes::new("");
        config(&mut Table::top(DeTable::new(), &mistakes))
    }
}

impl Config {
    /// Reads the text of a `quire.toml`, which is called `file` in errors.
    pub(super) fn parse(text: &str, file: &Path) -> Result<Config, ConfigError> {
        let mistakes = Mistakes::new(text);
        let mut found = None;
        match DeTable::parse(text) {
            Ok(values) => {
                let mut table = Table::top(values.into_inner(), &mistakes);
                found = Some(config(&mut table));
                table.finish(SYNONYMS);
            }
            Err(error) => {
                let line = mistakes.line(error.span().map_or(0, |span| span.start));
                let cause = error.message().replace('\n', ", ");
                mistakes
                    .add(line, format!("it is not valid TOML: {cause}; write settings as `name = value`"));
            }
        }
        match (found, mistakes.all()) {
            (Some(config), none) if none.is_empty() => Ok(config),
            (_, mistakes) => {
                let mistakes = mistakes.into_iter().map(|(line, message)| (Some(line), message)).collect();
                Err(ConfigError { file: file.to_path_buf(), mistakes })
            }
        }
    }
}

impl Config {
    /// Sets the language, and what follows from it.
    pub(super) fn set_language(&mut self, language: String) {
        self.words = local(std::mem::take(&mut self.words), &language);
        self.date_form.language.clone_from(&language);
        self.language = language;
    }
}

/// Whether this is a name that may stand at the top of the file.
pub(super) fn is_setting(name: &str) -> bool {
    settings().contains(&name)
}

/// The names that may stand at the top of the file.
pub(super) fn settings() -> Vec<&'static str> {
    let mistakes = Mistakes::new("");
    let mut table = Table::top(DeTable::new(), &mistakes);
    config(&mut table);
    table.known().to_vec()
}

fn config(table: &mut Table<'_>) -> Config {
    let (title, tagline) =
        (table.text("title", "Notes from the pier"), table.text("tagline", "Twice a month"));
    let description = table.text("description", "Boats, tides and repairs.");
    let language = language(table);
    let (words, body_words) = words(table);
    Config {
        title: title.map(|said| said.value),
        tagline: tagline.map(|said| said.value),
        description: description.map(|said| said.value),
        base_url: base_url(table),
        host: host(table),
        look: look(table),
        own: own(table),
        time_zone: time_zone(table),
        authors: table.tables("authors", author),
        navigation: table.tables("navigation", link),
        page_size: table.count("page_size", 10).unwrap_or(Site::default().page_size),
        permalinks: Permalinks { all: permalink(table), sections: Vec::new() },
        home: table.tables("home", front_page::section),
        masthead: table.table("masthead", front_page::masthead),
        newsletter: table.table("subscribe", front_page::newsletter).flatten(),
        colophon: table.text("colophon", "Set in Georgia.").map(|said| said.value),
        edit_url: front_page::edit_url(table),
        excerpt: front_page::excerpt(table),
        shows: table.table("show", front_page::shows).unwrap_or_default(),
        categories: table.tables("categories", about),
        series: table.tables("series", about),
        picture: picture(table),
        previews: table.flag_or_count("previews", PREVIEWS).unwrap_or(PREVIEWS),
        picture_widths: picture_widths(table),
        date_form: Form {
            date: form(table, "date_format", "%-d %B %Y", false),
            time: form(table, "time_format", "%H:%M", true),
            months: own_months(&words),
            language: language.clone(),
        },
        static_folder: folder(table, "static"),
        shortcode_folder: folder(table, "shortcodes"),
        partial_folder: folder(table, "partials"),
        policy: table.table("policy", policy).unwrap_or_default(),
        smart_punctuation: table.flag("smart_punctuation").unwrap_or(false),
        hashtags: table.flag("hashtags").unwrap_or(false),
        math: table.flag("math").unwrap_or(false),
        diagrams: table.flag("diagrams").unwrap_or(false),
        offline: table.flag("offline").unwrap_or(false),
        publish_ahead: table.flag("publish_ahead").unwrap_or(false),
        infer_series: table.flag("infer_series").unwrap_or(false),
        words: local(words, &language),
        body_words,
        feeds: table.table("feeds", feeds).unwrap_or_default(),
        off: table.table("check", off).unwrap_or_default(),
        keys: table.pairs("keys").into_iter().map(|(key, ours)| (key.value, ours)).collect(),
        language,
    }
}

fn language(table: &mut Table<'_>) -> String {
    let said = table.text("language", "en");
    let english = || Site::default().language;
    let Some(said) = said else { return english() };
    if is_language(&said) {
        return said.value;
    }
    let swapped = said.replace('_', "-");
    let hint = if is_language(&swapped) {
        format!("did you mean \"{swapped}\"?")
    } else {
        "write a tag such as \"en\", \"pt-BR\" or \"zh-Hant\"".to_owned()
    };
    table
        .mistakes
        .add(said.line, format!("`language` is \"{}\", which is no language tag; {hint}", said.value));
    english()
}

/// Whether a text has the shape of a BCP 47 tag: a language of two or three letters, then script, region and so on.
pub(super) fn is_language(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let language = parts.next().unwrap_or_default();
    (2..=3).contains(&language.len())
        && language.bytes().all(|byte| byte.is_ascii_alphabetic())
        && parts.all(|part| {
            (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
        })
}

fn base_url(table: &mut Table<'_>) -> Option<String> {
    let said = table.text("base_url", "https://example.org/")?;
    if !is_web_address(&said) {
        let message = format!("`base_url` is \"{}\"; {}", said.value, whole_address(&said));
        table.mistakes.add(said.line, message);
    }
    Some(said.value)
}

fn picture_widths(table: &mut Table<'_>) -> Vec<usize> {
    let Some(said) = table.counts("picture_widths", &PICTURE_WIDTHS) else { return PICTURE_WIDTHS.to_vec() };
    if said.len() > MOST_WIDTHS {
        let message = format!(
            "`picture_widths` has {} widths in it; write {MOST_WIDTHS} at most, as each is a file for each picture",
            said.len()
        );
        table.mistakes.add(said.line, message);
    }
    for width in said.iter().filter(|width| !WIDTHS.contains(width)) {
        let message = format!(
            "`picture_widths` has {width} in it; write widths in pixels from {} to {}",
            WIDTHS.start(),
            WIDTHS.end()
        );
        table.mistakes.add(said.line, message);
    }
    let mut widths = said.value;
    widths.sort_unstable();
    widths.dedup();
    widths
}

fn host(table: &mut Table<'_>) -> Option<Host> {
    let said = table.text("host", "netlify")?;
    said.parse().map_err(|wrong: String| table.mistakes.add(said.line, wrong)).ok()
}

fn time_zone(table: &mut Table<'_>) -> TimeZone {
    let Some(said) = table.text("time_zone", "Europe/Lisbon") else { return TimeZone::UTC };
    zone(&said).unwrap_or_else(|message| {
        table.mistakes.add(said.line, message);
        TimeZone::UTC
    })
}

/// The time zone of that name; an error says what to write.
pub(super) fn zone(name: &str) -> Result<TimeZone, String> {
    TimeZone::get(name).map_err(|_| {
        let names: Vec<String> = db().available().map(|zone| zone.as_str().to_owned()).collect();
        let hint = match likely(name, names.iter().map(String::as_str)) {
            Some(meant) => format!("did you mean \"{meant}\"?"),
            None => "write one such as \"Europe/Paris\"".to_owned(),
        };
        format!("there is no time zone \"{name}\"; {hint}")
    })
}

fn author(table: &mut Table<'_>) -> Option<Author> {
    let (name, page) = (table.required("name", "Ada Reyes"), table.text("page", "/about/"));
    Some(Author {
        page: target(table, "page", page),
        picture: table.text("picture", "ada.jpg").map(|said| said.value),
        description: table.text("description", "Mends nets.").map(|said| said.value),
        line: table.line,
        name: name?.value,
    })
}

fn link(table: &mut Table<'_>) -> Option<Link> {
    let title = table.text("title", "About").map(|said| said.value);
    let url = table.required("url", "/about/");
    Some(Link { title, target: target(table, "url", url)?, line: table.line })
}

fn target(table: &Table<'_>, key: &str, said: Option<Said<String>>) -> Option<Target> {
    let said = said?;
    let target = Target::of(&said);
    if target.is_none() {
        let hint = match likely(&said, lists().map(|(name, _)| name)) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => "write it like /about/, about.md, tags or https://example.org/".to_owned(),
        };
        table.mistakes.add(said.line, format!("`{key}` is \"{}\", which is no address; {hint}", said.value));
    }
    target
}

fn permalink(table: &mut Table<'_>) -> Option<Permalink> {
    let said = table.text("permalink", "/:year/:month/:slug/")?;
    let read = Permalink::read(&said, Dialect::Quire);
    read.map_err(|wrong| {
        table.mistakes.add(said.line, format!("the pattern \"{}\" of `permalink` {wrong}", said.value));
    })
    .ok()
}

fn about(table: &mut Table<'_>) -> Option<About> {
    let name = table.required("name", "Repairs");
    let description = table.text("description", "What broke, and how it was mended.");
    Some(About { description: description.map(|said| said.value), line: table.line, name: name?.value })
}

fn picture(table: &mut Table<'_>) -> Option<Said<String>> {
    table.text("picture", "pier.jpg")
}

fn form(table: &mut Table<'_>, key: &'static str, example: &str, time: bool) -> Option<String> {
    let said = table.text(key, example)?;
    if let Some(wrong) = date::wrong(&said, time) {
        let message =
            format!("`{key}` is \"{}\", which is no form: {wrong}; write {key} = \"{example}\"", said.value);
        table.mistakes.add(said.line, message);
    }
    Some(said.value)
}

fn folder(table: &mut Table<'_>, key: &'static str) -> Said<PathBuf> {
    let said = table.text(key, key).unwrap_or_else(|| Said { value: key.to_owned(), line: 0 });
    Said { value: PathBuf::from(said.value), line: said.line }
}

fn off(table: &mut Table<'_>) -> Vec<Rule> {
    let mut rules = Vec::new();
    for name in table.texts("off", "no-description").unwrap_or_default() {
        if let Some(rule) = Rule::of(&name) {
            rules.push(rule);
            continue;
        }
        let hint = match likely(&name, Rule::ALL.iter().map(|rule| rule.name())) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => "`quire check` prints the name of the rule in each line".to_owned(),
        };
        table.mistakes.add(name.line, format!("there is no rule `{}`; {hint}", name.value));
    }
    rules
}
