//! `quire search`: asks a pressed site's index from the command line, with the very engine that readers use.

use std::collections::BTreeMap;
use std::io::{BufRead, Write};
use std::path::{Path, PathBuf};
use std::time::Instant;
use std::{fmt, fs, io};

use quire_bundle::{Content, FeedError, Filter, Page, Route, Site, plain_text};
use quire_search::{Found, Hit, Index, passage};
use serde_json::json;

use crate::fold::fold;

/// About how many characters of a post are shown around what was found.
const EXCERPT: usize = 200;

/// Why a site cannot be searched.
#[derive(Debug)]
pub enum SearchError {
    /// A file of it cannot be read.
    Io(PathBuf, io::Error),
    /// Its `site.json` is none.
    Site(PathBuf, FeedError),
    /// It has no index.
    NoIndex(PathBuf),
    /// No file of its index can be used.
    Lost(PathBuf),
    /// The answers cannot be written.
    Answers(io::Error),
}

impl fmt::Display for SearchError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            SearchError::Io(path, error) => {
                write!(f, "{}: {error}; name a folder that quire build wrote", path.display())
            }
            SearchError::Site(path, error) => write!(f, "{}: {error}", path.display()),
            SearchError::NoIndex(path) => {
                write!(f, "{}: the site has no search index; build it again", path.display())
            }
            SearchError::Lost(path) => {
                write!(f, "{}: nothing could be searched; build the site again", path.display())
            }
            SearchError::Answers(error) => write!(f, "the answers cannot be written: {error}"),
        }
    }
}

impl std::error::Error for SearchError {}

/// Answers each line of `queries` with a line of JSON or with lines of text; files that are missing or damaged are said
/// once each in `said`, and the answers are what can be said without them.
pub fn search(
    site: &Path,
    limit: usize,
    as_json: bool,
    queries: impl BufRead,
    mut answers: impl Write,
    said: impl Write,
) -> Result<(), SearchError> {
    let mut pressed = Pressed::open(site, said)?;
    for query in queries.lines() {
        let query = query.map_err(SearchError::Answers)?;
        let answer = pressed.answer(&query, limit);
        let written = if as_json { answer.json(&mut answers) } else { answer.text(&mut answers) };
        written.map_err(SearchError::Answers)?;
    }
    answers.flush().map_err(SearchError::Answers)?;
    if pressed.index.is_empty() && !pressed.lost.is_empty() {
        return Err(SearchError::Lost(site.to_path_buf()));
    }
    Ok(())
}

/// A site that `quire build` wrote, and what has been read of it.
struct Pressed<W> {
    folder: PathBuf,
    index: Index,
    /// The files that could not be used, and why.
    lost: BTreeMap<String, String>,
    said: W,
}

/// What a query found.
struct Answer {
    query: String,
    milliseconds: f64,
    found: Found,
    /// Each with the passage that matches best.
    hits: Vec<(Hit, String)>,
}

impl<W: Write> Pressed<W> {
    fn open(folder: &Path, said: W) -> Result<Pressed<W>, SearchError> {
        let file = folder.join("site.json");
        let text = fs::read_to_string(&file).map_err(|error| SearchError::Io(file.clone(), error))?;
        let site = Site::read(&text).map_err(|error| SearchError::Site(file.clone(), error))?;
        if site.index.is_empty() {
            return Err(SearchError::NoIndex(file));
        }
        let index = Index::new(&site.index);
        Ok(Pressed { folder: folder.to_path_buf(), index, lost: BTreeMap::new(), said })
    }

    fn answer(&mut self, query: &str, limit: usize) -> Answer {
        let filter = Filter { text: query.to_owned(), ..Filter::default() };
        let ask = |index: &Index| {
            let mut found = index.find(&filter, &fold)?;
            let hits = index.hits(&found, 0, limit)?;
            let unshown = index.missing_hits(&found, 0, limit);
            found.missing.extend(unshown);
            Ok((found, hits))
        };
        self.bring(&ask);
        // Once more, as now all is here that the answer needs: this is what the engine takes by itself.
        let started = Instant::now();
        let (found, hits) = self.bring(&ask);
        let milliseconds = started.elapsed().as_secs_f64() * 1000.0;
        let hits = hits.into_iter().map(|hit| {
            let excerpt = self.excerpt(&hit, &found);
            (hit, excerpt)
        });
        let hits = hits.collect();
        Answer { query: query.to_owned(), milliseconds, found, hits }
    }

    /// Asks until every file that the answer needs has been read or given up.
    fn bring<T>(&mut self, ask: &impl Fn(&Index) -> Result<T, Vec<String>>) -> T {
        loop {
            match ask(&self.index) {
                Ok(answer) => return answer,
                Err(files) => files.iter().for_each(|name| self.take(name)),
            }
        }
    }

    /// Reads a file of the index, or gives it up.
    fn take(&mut self, name: &str) {
        let file = self.folder.join(name);
        let read = fs::read(&file).map_err(|error| error.to_string());
        let taken = read.and_then(|bytes| self.index.take(name, &bytes).map_err(|error| error.to_string()));
        if let Err(reason) = taken {
            self.index.give_up(name);
            self.lose(name, &reason);
        }
    }

    /// Says once that a file cannot be used.
    fn lose(&mut self, name: &str, reason: &str) {
        if self.lost.insert(name.to_owned(), reason.to_owned()).is_none() {
            let file = self.folder.join(name);
            let _ = writeln!(self.said, "{}: {reason}; build the site again", file.display());
        }
    }

    /// The passage of a hit's post that matches best, or what is said of a post without a body; empty when the post
    /// cannot be read.
    fn excerpt(&mut self, hit: &Hit, found: &Found) -> String {
        let route = Route::Post { path: hit.url.clone() };
        let name = route.json_path();
        let read = fs::read_to_string(self.folder.join(&name)).map_err(|error| error.to_string());
        let page = read.and_then(|text| Page::read(&text, route).map_err(|error| error.to_string()));
        match page.map(|page| page.content) {
            Ok(Content::Post(leaf)) => {
                let text = plain_text(&leaf.post.html);
                let text = if text.is_empty() { leaf.post.card.summary } else { text };
                passage(&text, &found.marks, EXCERPT, &fold).text
            }
            Ok(_) => String::new(),
            Err(reason) => {
                self.lose(&name, &reason);
                String::new()
            }
        }
    }
}

impl Answer {
    /// One line of JSON.
    fn json(&self, answers: &mut impl Write) -> io::Result<()> {
        let hits = self.hits.iter().map(|(hit, excerpt)| {
            json!({"url": url(hit), "title": hit.title, "score": hit.score, "excerpt": excerpt})
        });
        let corrected =
            self.found.corrected.iter().map(|(typed, shown)| json!({"typed": typed, "shown": shown}));
        let line = json!({
            "query": self.query,
            "ms": (self.milliseconds * 1000.0).round() / 1000.0,
            "total": self.found.total,
            "settled": self.found.settled,
            "hits": hits.collect::<Vec<_>>(),
            "corrected": corrected.collect::<Vec<_>>(),
            "unknown": self.found.unknown,
            "missing": self.found.missing,
        });
        writeln!(answers, "{line}")
    }

    /// How much was found, what was made of the query, and two lines for each hit.
    fn text(&self, answers: &mut impl Write) -> io::Result<()> {
        let Answer { query, milliseconds, found, hits } = self;
        let least = if found.settled { "" } else { "at least " };
        writeln!(answers, "{least}{} for \"{query}\" in {milliseconds:.3} ms", found.total)?;
        for (typed, shown) in &found.corrected {
            writeln!(answers, "  \"{typed}\" was searched as \"{shown}\"")?;
        }
        for unknown in &found.unknown {
            writeln!(answers, "  \"{unknown}\" is no filter, and was searched as words")?;
        }
        if !found.missing.is_empty() {
            writeln!(answers, "  not searched: {}", found.missing.join(", "))?;
        }
        for (hit, excerpt) in hits {
            writeln!(answers, "  {}  {}", hit.title, url(hit))?;
            if !excerpt.is_empty() {
                writeln!(answers, "    {excerpt}")?;
            }
        }
        Ok(())
    }
}

fn url(hit: &Hit) -> String {
    Route::Post { path: hit.url.clone() }.href("/")
}
