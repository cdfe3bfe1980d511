//! The configurations of Zola, Hugo and Jekyll: a few facts of each, read with patience, because they were not written
//! for us. What is wrong with them is a warning and never stops a build.

use std::path::Path;

use serde_yaml_ng::Value;

use super::feeds::old_path;
use super::read::{is_language, zone};
use super::{Author, Config, Format, Target, is_web_address};
use crate::permalink::{Dialect, Permalink, Wrong};
use crate::problem::{Problem, Rule};

/// Whose configuration a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum System {
    Zola,
    Hugo,
    Jekyll,
}

/// Settings that only Zola has.
const ZOLA: &[&str] = &[
    "default_language",
    "compile_sass",
    "build_search_index",
    "generate_feed",
    "generate_feeds",
    "feed_filename",
    "feed_filenames",
    "markdown",
];

/// Settings that only Hugo has, in small letters.
const HUGO: &[&str] = &["baseurl", "languagecode", "defaultcontentlanguage", "params", "theme"];

impl System {
    /// The names of their files, in the order in which they are looked for.
    pub(super) const FILES: &[&str] = &[
        "zola.toml",
        "config.toml",
        "hugo.toml",
        "hugo.yaml",
        "hugo.yml",
        "hugo.json",
        "config.yaml",
        "config.yml",
        "_config.yml",
        "_config.yaml",
    ];

    /// Whose file this is. Any program may have a `config.toml`; a blog's names the blog or its address.
    pub(super) fn of(name: &str, text: &str) -> Option<System> {
        match name {
            "zola.toml" => return Some(System::Zola),
            "hugo.toml" | "hugo.yaml" | "hugo.yml" | "hugo.json" => return Some(System::Hugo),
            "_config.yml" | "_config.yaml" => return Some(System::Jekyll),
            "config.toml" | "config.yaml" | "config.yml" => {}
            _ => return None,
        }
        let Ok(facts) = Facts::parse(name, text) else {
            let text = text.to_lowercase();
            let blog = text.contains("base_url") || text.contains("baseurl");
            return blog.then(|| if text.contains("base_url") { System::Zola } else { System::Hugo });
        };
        let is_blog = ["title", "base_url", "baseurl"].iter().any(|key| facts.text(&[key]).is_some());
        let system = if facts.has(ZOLA) || facts.has(&["base_url"]) { System::Zola } else { System::Hugo };
        is_blog.then_some(system)
    }

    /// Whether a file that the author named is not ours: its name says so, or settings that we do not have.
    pub(super) fn is_certain(name: &str, text: &str) -> bool {
        name != "config.toml"
            || Facts::parse(name, text).is_ok_and(|facts| facts.has(ZOLA) || facts.has(HUGO))
    }
}

/// What was found in such a file.
pub(super) struct Foreign {
    pub(super) config: Config,
    /// What was taken from it, in words.
    pub(super) facts: Vec<&'static str>,
    pub(super) problems: Vec<Problem>,
}

impl Foreign {
    /// Reads the text of a file, which is called `file` in warnings.
    pub(super) fn read(system: System, file: &Path, text: &str) -> Foreign {
        let mut foreign = Foreign { config: Config::default(), facts: Vec::new(), problems: Vec::new() };
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        match Facts::parse(&name, text) {
            Ok(facts) => foreign.take(system, &facts, &mut Warnings { file, text, list: Vec::new() }),
            Err((line, cause)) => {
                let message =
                    format!("it cannot be read, so nothing is taken from it: {cause}; write a quire.toml");
                foreign.problems.push(Problem::warning(Rule::Value, file, line, message));
            }
        }
        foreign
    }

    fn take(&mut self, system: System, facts: &Facts, warnings: &mut Warnings<'_>) {
        self.config.title = facts.text(&["title"]);
        self.config.description =
            facts.text(&["description"]).or_else(|| facts.text(&["params", "description"]));
        let base_url = base_url(system, facts, warnings);
        let language = language(facts, warnings);
        let zone = facts.text(&["timezone"]).and_then(|name| {
            zone(&name)
                .map_err(|message| warnings.add("timezone", format!("{message}; dates are read in UTC")))
                .ok()
        });
        self.permalinks(system, facts, warnings);
        self.config.authors = authors(facts);
        self.config.feeds.old = old_feeds(system, facts);
        let permalinks = &self.config.permalinks;
        let found = [
            ("title", self.config.title.is_some()),
            ("description", self.config.description.is_some()),
            ("base URL", base_url.is_some()),
            ("language", language.is_some()),
            ("time zone", zone.is_some()),
            ("permalinks", permalinks.all.is_some() || !permalinks.sections.is_empty()),
            ("authors", !self.config.authors.is_empty()),
            ("old addresses of feeds", !self.config.feeds.old.is_empty()),
        ];
        self.facts = found.into_iter().filter(|(_, there)| *there).map(|(name, _)| name).collect();
        self.config.base_url = base_url;
        if let Some(language) = language {
            self.config.set_language(language);
        }
        if let Some(zone) = zone {
            self.config.time_zone = zone;
        }
        self.problems.append(&mut warnings.list);
    }

    fn permalinks(&mut self, system: System, facts: &Facts, warnings: &mut Warnings<'_>) {
        match system {
            System::Zola => {}
            System::Jekyll => {
                // A blog of Jekyll's that says nothing has this one, and its addresses should stay.
                let said = facts.text(&["permalink"]).unwrap_or_else(|| "date".to_owned());
                let read = Permalink::read(jekyll_style(&said), Dialect::Quire);
                self.config.permalinks.all = warnings.kept("permalink", &said, read);
            }
            System::Hugo => {
                let own = facts.get(&["permalinks", "page"]).or_else(|| facts.get(&["permalinks"]));
                for (section, pattern) in own.and_then(Value::as_mapping).into_iter().flatten() {
                    let (Some(section), Some(pattern)) = (section.as_str(), pattern.as_str()) else {
                        continue;
                    };
                    let read = Permalink::read(pattern, Dialect::Hugo);
                    if let Some(permalink) = warnings.kept(section, pattern, read) {
                        match section {
                            "/" => self.config.permalinks.all = Some(permalink),
                            _ => self.config.permalinks.sections.push((section.to_owned(), permalink)),
                        }
                    }
                }
            }
        }
    }
}

/// The pattern behind one of Jekyll's names for patterns.
fn jekyll_style(said: &str) -> &str {
    match said {
        "date" => "/:categories/:year/:month/:day/:title.html",
        "pretty" => "/:categories/:year/:month/:day/:title/",
        "ordinal" => "/:categories/:year/:y_day/:title.html",
        "weekdate" => "/:categories/:year/W:week/:short_day/:title.html",
        "none" => "/:categories/:title.html",
        pattern => pattern,
    }
}

fn base_url(system: System, facts: &Facts, warnings: &mut Warnings<'_>) -> Option<String> {
    let (key, url) = match system {
        System::Zola => ("base_url", facts.text(&["base_url"])?),
        System::Hugo => ("baseurl", facts.text(&["baseurl"])?),
        System::Jekyll => {
            let path = facts.text(&["baseurl"]).unwrap_or_default();
            let host = facts.text(&["url"])?;
            ("url", format!("{}/{}", host.trim_end_matches('/'), path.trim_start_matches('/')))
        }
    };
    if url == "/" || is_web_address(&url) {
        return Some(url).filter(|url| url != "/");
    }
    warnings.add(key, format!("`{url}` is no whole address, so it is passed over; name it with --base-url"));
    None
}

fn language(facts: &Facts, warnings: &mut Warnings<'_>) -> Option<String> {
    let keys = ["default_language", "languagecode", "defaultcontentlanguage", "lang", "locale", "language"];
    let (key, said) = keys.iter().find_map(|key| Some((*key, facts.text(&[key])?)))?;
    let tag = said.split('.').next().unwrap_or_default().replace('_', "-");
    if is_language(&tag) {
        return Some(tag);
    }
    warnings
        .add(key, format!("`{said}` is no language tag, so the blog counts as English; write it like en-GB"));
    None
}

/// Where the feed of the whole blog was, in so far as Quire's is not there anyway.
fn old_feeds(system: System, facts: &Facts) -> Vec<(String, Format)> {
    let named = match system {
        System::Zola => {
            let is_on = ["generate_feeds", "generate_feed"].iter().any(|key| facts.is(&[key], true));
            let names = facts.texts(&["feed_filenames"]);
            let names = if names.is_empty() { facts.texts(&["feed_filename"]) } else { names };
            if is_on { names } else { Vec::new() }
        }
        // Hugo writes one unless it is told not to.
        System::Hugo => {
            let kinds = [&["disablekinds"][..], &["outputs", "home"]]
                .map(|place| facts.get(place).map(|_| facts.texts(place)));
            let has = |kinds: &Vec<String>| kinds.iter().any(|kind| kind.eq_ignore_ascii_case("rss"));
            let is_off =
                kinds[0].as_ref().is_some_and(has) || kinds[1].as_ref().is_some_and(|kinds| !has(kinds));
            let stem =
                facts.text(&["outputformats", "rss", "basename"]).unwrap_or_else(|| "index".to_owned());
            if is_off { Vec::new() } else { vec![format!("{stem}.xml")] }
        }
        // The plugin's feed is Atom, whatever its name.
        System::Jekyll => {
            let plugins = [&["plugins"][..], &["gems"]].map(|place| facts.texts(place)).concat();
            let path = facts.text(&["feed", "path"]);
            let is_on = path.is_some() || plugins.iter().any(|plugin| plugin == "jekyll-feed");
            if is_on { vec![path.unwrap_or_else(|| "feed.xml".to_owned())] } else { Vec::new() }
        }
    };
    let format = |name: &str| match name {
        _ if system == System::Hugo || name.contains("rss") => Some(Format::Rss),
        "feed.json" => Some(Format::Json),
        // Another template of the author's own, which is no feed for all that is known.
        _ if Path::new(name).extension().is_some_and(|ending| ending == "json") => None,
        _ => Some(Format::Atom),
    };
    named.iter().filter_map(|name| Some((old_path(name)?, format(name)?))).collect()
}

/// One author or some, by name or as a table.
fn authors(facts: &Facts) -> Vec<Author> {
    let places: [&[&str]; 4] = [&["authors"], &["author"], &["params", "authors"], &["params", "author"]];
    let Some(said) = places.iter().find_map(|place| facts.get(place)) else { return Vec::new() };
    let one = |value: &Value| match value {
        Value::String(name) => Some(Author { name: name.trim().to_owned(), ..Author::default() }),
        value => {
            let author = Facts(value.clone());
            let page = ["url", "uri", "website"].iter().find_map(|key| author.text(&[key]));
            let picture = ["picture", "avatar", "image"].iter().find_map(|key| author.text(&[key]));
            Some(Author {
                name: author.text(&["name"])?,
                page: page.and_then(|url| Target::of(&url)),
                picture,
                description: ["description", "bio"].iter().find_map(|key| author.text(&[key])),
                line: 0,
            })
        }
    };
    let authors: Vec<Author> = match said {
        Value::Sequence(list) => list.iter().filter_map(one).collect(),
        value => one(value).into_iter().collect(),
    };
    authors.into_iter().filter(|author| !author.name.is_empty()).collect()
}

/// What such a file says. Capitals in a key do not matter, as they do not for Hugo.
struct Facts(Value);

impl Facts {
    /// Reads TOML, YAML or JSON by the name's ending; an error has the line where it is known, and the cause.
    fn parse(name: &str, text: &str) -> Result<Facts, (Option<usize>, String)> {
        let is_toml = Path::new(name).extension().is_some_and(|ending| ending == "toml");
        let value = if is_toml {
            toml::from_str(text).map_err(|error| {
                let before = text.bytes().take(error.span().map_or(0, |span| span.start));
                (Some(1 + before.filter(|byte| *byte == b'\n').count()), error.message().replace('\n', ", "))
            })
        } else {
            serde_yaml_ng::from_str(text)
                .map_err(|error| (error.location().map(|place| place.line()), error.to_string()))
        };
        value.map(Facts)
    }

    /// The value at a place; the keys of the place are in small letters.
    fn get(&self, place: &[&str]) -> Option<&Value> {
        place.iter().try_fold(&self.0, |value, key| {
            let named = |name: &Value| name.as_str().is_some_and(|name| name.to_lowercase() == *key);
            value.as_mapping()?.iter().find(|(name, _)| named(name)).map(|(_, value)| value)
        })
    }

    fn text(&self, place: &[&str]) -> Option<String> {
        let text = self.get(place)?.as_str()?.trim();
        (!text.is_empty()).then(|| text.to_owned())
    }

    /// The texts of a list, or the one that stands there alone.
    fn texts(&self, place: &[&str]) -> Vec<String> {
        match self.get(place) {
            Some(Value::Sequence(list)) => {
                list.iter().filter_map(Value::as_str).map(|text| text.trim().to_owned()).collect()
            }
            _ => self.text(place).into_iter().collect(),
        }
    }

    fn is(&self, place: &[&str], flag: bool) -> bool {
        self.get(place).and_then(Value::as_bool) == Some(flag)
    }

    fn has(&self, keys: &[&str]) -> bool {
        keys.iter().any(|key| self.get(&[key]).is_some())
    }
}

/// The warnings of one file.
struct Warnings<'a> {
    file: &'a Path,
    text: &'a str,
    list: Vec<Problem>,
}

impl Warnings<'_> {
    /// Adds one, on the line that begins with the key.
    fn add(&mut self, key: &str, message: String) {
        let begins = |line: &str| {
            let line = line.trim_start().trim_start_matches('"').to_lowercase();
            line.strip_prefix(key).is_some_and(|rest| rest.starts_with(['"', ' ', ':', '=']))
        };
        let line = self.text.lines().position(begins).map(|line| line + 1);
        self.list.push(Problem::warning(Rule::Value, self.file, line, message));
    }

    fn kept(&mut self, key: &str, pattern: &str, read: Result<Permalink, Wrong>) -> Option<Permalink> {
        read.map_err(|wrong| {
            let message =
                format!("the pattern \"{pattern}\" {wrong}; until then posts are named after their files");
            self.add(key, message);
        })
        .ok()
    }
}
