//! `quire search`: asks a pressed site's index from the command line, with the very engine that readers use.

use std::io::{BufRead, Write};
use std::path::{Path, PathBuf};
use std::time::Instant;
use std::{fmt, fs, io};

use quire_bundle::{FeedError, Filter, Route, Site};
use quire_search::Index;
use serde_json::json;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Why a site cannot be searched.
#[derive(Debug)]
pub enum SearchError {
    /// A file of it cannot be read.
    Io(PathBuf, io::Error),
    /// Its `site.json` is none.
    Site(PathBuf, FeedError),
    /// It has no index, or that is damaged.
    Index(PathBuf, String),
}

impl fmt::Display for SearchError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            SearchError::Io(path, error) => {
                write!(f, "{}: {error}; name a folder that quire build wrote", path.display())
            }
            SearchError::Site(path, error) => write!(f, "{}: {error}", path.display()),
            SearchError::Index(path, error) => write!(f, "{}: {error}", path.display()),
        }
    }
}

impl std::error::Error for SearchError {}

/// Answers each line of `queries` with a line of JSON or of text.
pub fn search(
    site: &Path,
    limit: usize,
    as_json: bool,
    queries: impl BufRead,
    mut answers: impl Write,
) -> Result<(), SearchError> {
    let index = open(site)?;
    let io = |error| SearchError::Io(site.to_path_buf(), error);
    for query in queries.lines() {
        let query = query.map_err(io)?;
        let started = Instant::now();
        let asked = Filter { text: query.clone(), ..Filter::default() };
        let answer = index.search(&asked, 0, limit, &fold);
        let milliseconds = started.elapsed().as_secs_f64() * 1000.0;
        let url = |path: &str| Route::Post { path: path.to_string() }.href("/");
        if as_json {
            let hits: Vec<_> = answer
                .hits
                .iter()
                .map(|hit| json!({"url": url(&hit.url), "title": hit.title, "score": hit.score}))
                .collect();
            let line = json!({"query": query, "ms": (milliseconds * 1000.0).round() / 1000.0, "total": answer.total, "hits": hits});
            writeln!(answers, "{line}").map_err(io)?;
        } else {
            writeln!(answers, "{} for \"{query}\" in {milliseconds:.3} ms", answer.total).map_err(io)?;
            for hit in &answer.hits {
                writeln!(answers, "  {}  {}", hit.title, url(&hit.url)).map_err(io)?;
            }
        }
    }
    Ok(())
}

/// Lower case, marks removed, composed: what the browser does with its own tables.
pub(crate) fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    text.to_lowercase().nfd().filter(|&character| !is_combining_mark(character)).nfc().collect()
}

fn open(folder: &Path) -> Result<Index, SearchError> {
    let file = folder.join("site.json");
    let text = fs::read_to_string(&file).map_err(|error| SearchError::Io(file.clone(), error))?;
    let site = Site::read(&text).map_err(|error| SearchError::Site(file.clone(), error))?;
    let name = site
        .index
        .first()
        .ok_or_else(|| SearchError::Index(file, "the site has no search index".to_string()))?;
    let file = folder.join(name);
    let bytes = fs::read(&file).map_err(|error| SearchError::Io(file.clone(), error))?;
    Index::open(bytes).map_err(|error| SearchError::Index(file, error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::fold;

    #[test]
    fn folding_takes_case_and_marks_away() {
        assert_eq!(fold("Ünïcode ÀÉ"), "unicode ae");
        assert_eq!(fold("ΣΊΣΥΦΟΣ"), "σισυφος");
        assert_eq!(fold("한국어"), "한국어");
    }
}
