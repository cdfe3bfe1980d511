//! What tells others of the blog: feeds for feed readers, `sitemap.xml` and `robots.txt` for search engines. They need
//! whole addresses, and a file of the author's own that has one of their names stays as it is.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use quire_bundle::{Content, Library, Route, is_absolute};

use crate::config::Feeds;
use crate::feeds;
use crate::files::Files;
use crate::output::{Output, OutputError};
use crate::sitemap::{self, Entry};

const ROBOTS: &str = "robots.txt";
const SITEMAP: &str = "sitemap.xml";

/// The paths of the files that a blog has, from the root, for those who link to them.
pub(crate) fn paths(library: &Library, feeds: &Feeds) -> Vec<String> {
    let mut paths = feeds::paths(library, feeds);
    if is_absolute(&library.site().base) {
        paths.extend([ROBOTS, SITEMAP].map(str::to_owned));
    }
    paths
}

/// Writes them. `entries` are the pages that search engines may find. Gives back what the author should know.
pub(crate) fn write(
    library: &Library,
    entries: &[Entry],
    feeds: &Feeds,
    files: &Files,
    output: &Output,
) -> Result<Vec<String>, OutputError> {
    let base = &library.site().base;
    if !is_absolute(base) {
        return Ok(vec![homeless(feeds)]);
    }
    let own: Mutex<Vec<String>> = Mutex::default();
    let write = |path: &str, bytes: &[u8]| {
        if is_taken(path, library, files) {
            own.lock().unwrap_or_else(PoisonError::into_inner).push(path.to_owned());
            return Ok(());
        }
        output.write(Path::new(path), bytes)
    };
    feeds::write(library, feeds, &write)?;
    let sitemaps = sitemap::files(base, entries, sitemap::LIMIT).map_err(unwritten)?;
    sitemaps.iter().try_for_each(|(path, text)| write(path, text.as_bytes()))?;
    let robots = format!("User-agent: *\nAllow: /\n\nSitemap: {base}{SITEMAP}\n");
    write(ROBOTS, robots.as_bytes())?;
    let mut own = own.into_inner().unwrap_or_else(PoisonError::into_inner);
    own.sort();
    Ok(Vec::from_iter(
        (!own.is_empty())
            .then(|| format!("left as the blog's own, and not written by quire: {}", own.join(", "))),
    ))
}

/// What is missing when nobody says where the blog will live.
fn homeless(feeds: &Feeds) -> String {
    let files = feeds.formats.iter().map(|format| format.file()).chain([SITEMAP]);
    let files: Vec<&str> = files.collect();
    format!(
        "no base URL: {} and {ROBOTS} need whole addresses and are not written; \
         set `base_url` in quire.toml, or say --base-url",
        files.join(", ")
    )
}

/// Whether the blog has a file of that name already: the author's, or the data of a page (`feed.json` of `feed.html`).
fn is_taken(path: &str, library: &Library, files: &Files) -> bool {
    let page = |stem: &str| {
        ["html", "htm"].iter().any(|ending| {
            let page = Route::Post { path: format!("{stem}.{ending}") };
            library.page(&page).content != Content::Missing
        })
    };
    files.has(path) || path.strip_suffix(".json").is_some_and(page)
}

fn unwritten(error: io::Error) -> OutputError {
    OutputError::Io(PathBuf::from(SITEMAP), error)
}
