//! `[feeds]` in `quire.toml`: which feeds the blog has, in which formats, and how much of the posts is in them.

use quire_bundle::Taxonomy;

use super::Said;
use super::table::Table;
use crate::likely::likely;

/// Which feeds the blog has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Feeds {
    /// Posts in a feed, the newest.
    pub(crate) items: usize,
    /// Whether a feed holds the summaries of posts and not their whole texts.
    pub(crate) summaries: bool,
    /// The formats in which each feed is written, the one that a page names first in front; may be empty.
    pub(crate) formats: Vec<Format>,
    /// The taxonomies whose terms have feeds of their own.
    pub(crate) of: Vec<Taxonomy>,
    /// Where the blog's own feed was before the blog was Quire's, from the root, and in which format.
    pub(crate) old: Vec<(String, Format)>,
}

impl Default for Feeds {
    fn default() -> Feeds {
        Feeds { items: 20, summaries: false, formats: Format::ALL.to_vec(), of: Vec::new(), old: Vec::new() }
    }
}

/// A format of feeds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    Atom,
    Rss,
    Json,
}

impl Format {
    /// All three, in the order in which pages name them: what says most to most readers comes first.
    pub(crate) const ALL: [Format; 3] = [Format::Atom, Format::Rss, Format::Json];

    /// Its name in `quire.toml`.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Format::Atom => "atom",
            Format::Rss => "rss",
            Format::Json => "json",
        }
    }

    /// The name of its file.
    pub(crate) fn file(self) -> &'static str {
        match self {
            Format::Atom => "atom.xml",
            Format::Rss => "rss.xml",
            Format::Json => "feed.json",
        }
    }

    /// The setting that says where the feed in this format was before.
    fn old(self) -> &'static str {
        match self {
            Format::Atom => "old_atom",
            Format::Rss => "old_rss",
            Format::Json => "old_json",
        }
    }

    /// Its media type.
    pub(crate) fn media_type(self) -> &'static str {
        match self {
            Format::Atom => "application/atom+xml",
            Format::Rss => "application/rss+xml",
            Format::Json => "application/feed+json",
        }
    }
}

/// Reads the table.
pub(super) fn feeds(table: &mut Table<'_>) -> Feeds {
    let default = Feeds::default();
    Feeds {
        items: table.count("items", default.items).unwrap_or(default.items),
        summaries: table.text("content", "full").is_some_and(|said| summaries(table, &said)),
        formats: chosen(table, "formats", &Format::ALL, Format::name).unwrap_or(default.formats),
        of: chosen(table, "of", &Taxonomy::ALL, Taxonomy::segment).unwrap_or(default.of),
        old: Format::ALL.into_iter().flat_map(|format| old(table, format)).collect(),
    }
}

/// Where the feed in one format was before.
fn old(table: &mut Table<'_>, format: Format) -> Vec<(String, Format)> {
    let key = format.old();
    let mut found = Vec::new();
    for said in table.texts(key, "index.xml").unwrap_or_default() {
        match old_path(&said) {
            Some(path) => found.push((path, format)),
            None => table.mistakes.add(
                said.line,
                format!(
                    "`{key}` has \"{}\" in it, where no old feed can be; write the path of a file that Quire does not \
                     write itself, such as \"index.xml\" or \"blog/feed.rss\"",
                    said.value
                ),
            ),
        }
    }
    found
}

/// The path of a file in which a feed can be kept under an old name.
pub(super) fn old_path(said: &str) -> Option<String> {
    let path = said.trim_start_matches('/');
    let (folder, name) = path.rsplit_once('/').map_or(("", path), |(folder, name)| (folder, name));
    let (stem, ending) = name.rsplit_once('.')?;
    let is_inside =
        path.split('/').all(|part| !["", ".", ".."].contains(&part)) && !path.contains(['\\', '?', '#']);
    let is_feed = ["xml", "rss", "atom", "rdf", "json"].contains(&ending);
    let own = ["bundle.json", "site.json", "builds.json", "sitemap.xml"]
        .into_iter()
        .chain(Format::ALL.map(Format::file));
    let is_own = (folder.is_empty() && own.into_iter().any(|own| own == name)) || name == "index.json";
    (is_inside && is_feed && !stem.is_empty() && !is_own).then(|| path.to_owned())
}

fn summaries(table: &Table<'_>, said: &Said<String>) -> bool {
    let known = ["full", "summary"];
    if !known.contains(&said.as_str()) {
        let hint = match likely(said, known) {
            Some(meant) => format!("did you mean \"{meant}\"?"),
            None => "write \"full\" or \"summary\"".to_owned(),
        };
        table.mistakes.add(said.line, format!("`content` is \"{}\", which there is not; {hint}", said.value));
    }
    said.value == "summary"
}

/// Those of a list that the author names, in the author's order; `None` when there is no such setting.
fn chosen<T: Copy + PartialEq>(
    table: &mut Table<'_>,
    key: &'static str,
    all: &[T],
    name: fn(T) -> &'static str,
) -> Option<Vec<T>> {
    let names = || all.iter().map(|one| name(*one));
    let said = table.texts(key, all.first().map_or("", |one| name(*one)))?;
    let mut chosen = Vec::new();
    for text in said {
        match all.iter().find(|one| name(**one) == text.value) {
            Some(one) if chosen.contains(one) => {}
            Some(one) => chosen.push(*one),
            None => {
                let hint = match likely(&text, names()) {
                    Some(meant) => format!("did you mean \"{meant}\"?"),
                    None => format!("it takes {}", names().collect::<Vec<_>>().join(", ")),
                };
                let message = format!("`{key}` has \"{}\" in it, which there is not; {hint}", text.value);
                table.mistakes.add(text.line, message);
            }
        }
    }
    Some(chosen)
}
