//! The folder of Markdown that an author points at: which files are posts, which are pictures to
//! copy, and what each post says of itself. Files are read side by side; a bad one is named and
//! left out, and the others go on.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use jiff::tz::TimeZone;
use rayon::prelude::*;

use crate::date::Moment;
use crate::front_matter;
use crate::problem::{Problem, Rule};

mod cover;
mod error;
mod facts;
mod folder;
mod name;
mod plain;
mod post_file;
mod report;
mod separator;
mod series;
mod settle;
mod text;

pub use error::ContentError;
use facts::{Facts, Found};
pub(crate) use folder::is_markdown;
pub use folder::slashed;
use folder::{folders, is_jekyll, is_posts, section_language};
pub(crate) use name::Name;
use plain::plain;
pub use post_file::{Cover, PostFile};

/// How to read a folder.
#[derive(Debug, Clone)]
pub struct ReadOptions {
    /// Whether drafts are posts too.
    pub drafts: bool,
    /// The blog's own front matter keys, and which of ours each stands for: `team` for `tags`.
    pub keys: BTreeMap<String, String>,
    /// The zone of dates that name none.
    pub time_zone: TimeZone,
    /// The time by which posts are scheduled or expired; without it none is.
    pub now: Option<Timestamp>,
    /// What becomes of scheduled posts.
    pub to_come: ToCome,
    /// What lies in the folder and is no content, with its whole path: the configuration, the static folder.
    pub apart: Vec<PathBuf>,
    /// Files that the site has from elsewhere, by their paths on it: a cover may be one of them.
    pub static_files: BTreeSet<String>,
    /// Whether titles such as `Making a clock: the hands` make a series.
    pub infer_series: bool,
}

impl Default for ReadOptions {
    fn default() -> Self {
        Self {
            drafts: false,
            keys: BTreeMap::new(),
            time_zone: TimeZone::UTC,
            now: None,
            to_come: ToCome::LeftOut,
            apart: Vec::new(),
            static_files: BTreeSet::new(),
            infer_series: false,
        }
    }
}

/// What becomes of posts whose date has not come yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ToCome {
    /// They are left out.
    LeftOut,
    /// They are pressed ahead, to appear on their date.
    Ahead,
    /// They are posts as all others.
    Posts,
}

/// All that a folder holds, in the order of file names.
#[derive(Debug, Default)]
pub struct Content {
    /// The posts that could be read.
    pub posts: Vec<PostFile>,
    /// Scheduled posts that are pressed before their time; no list knows of them.
    pub ahead: Vec<PostFile>,
    /// What `_index.md` files say of their folders; of one folder the file that names no language first.
    pub sections: Vec<Section>,
    /// Every other file, relative to the folder, to be copied.
    pub files: Vec<PathBuf>,
    /// What is wrong, and where.
    pub problems: Vec<Problem>,
    /// Posts that are not shown, though nothing is wrong with them.
    pub left_out: Vec<LeftOut>,
}

/// A post that is not shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    /// The file, relative to the content folder.
    pub file: PathBuf,
    /// Why.
    pub reason: Reason,
}

/// Why a post is not shown, though nothing is wrong with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// Its author says that it is not finished.
    Draft,
    /// Its date has not come yet.
    Scheduled(Moment),
    /// Its last day is over.
    Expired(Moment),
}

impl fmt::Display for Reason {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Draft => formatter.write_str("a draft"),
            Self::Scheduled(moment) => write!(formatter, "scheduled for {}", moment.rfc3339),
            Self::Expired(moment) => write!(formatter, "expired at {}", moment.rfc3339),
        }
    }
}

/// A folder of posts that introduces itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// The folder, slash separated; empty for the content folder itself.
    pub dir: String,
    /// What it is called.
    pub title: Option<String>,
    /// What it is about.
    pub description: Option<String>,
    /// The language that its file names: `_index.es.md`.
    pub language: Option<String>,
}

/// Reads a folder. Fails only where there is nothing to make a site of; everything else that is
/// wrong is in [`Content::problems`].
pub fn read(folder: &Path, options: &ReadOptions) -> Result<Content, ContentError> {
    let root = match folder.canonicalize() {
        Ok(root) if root.is_dir() => root,
        Ok(_) => return Err(ContentError::NotFolder(folder.into())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return Err(ContentError::Missing(folder.into()));
        }
        Err(error) => return Err(ContentError::Unreadable(folder.into(), error)),
    };
    if let Err(error) = fs::read_dir(&root) {
        return Err(ContentError::Unreadable(folder.into(), error));
    }
    let mut content = Content::default();
    let sources = folder::walk(&root, &options.apart, &mut content);
    if sources.is_empty() && content.problems.is_empty() {
        return Err(ContentError::NoPosts(folder.into()));
    }
    let known: BTreeSet<String> = content.files.iter().map(|file| slashed(file)).collect();
    let known = &known | &options.static_files;
    let read: Vec<(Option<Source>, Vec<Problem>)> = sources
        .into_par_iter()
        .map(|file| {
            let mut problems = Vec::new();
            let source = source(&root, &file, options, &known, &mut problems);
            (source, problems)
        })
        .collect();
    let mut found = Vec::new();
    for (source, problems) in read {
        content.problems.extend(problems);
        match source {
            Some(Source::Post(post)) => found.push(*post),
            Some(Source::Section(section)) => content.sections.push(section),
            None => {}
        }
    }
    content.sections.sort_by(|a, b| (&a.dir, &a.language).cmp(&(&b.dir, &b.language)));
    settle::settle(found, options, &mut content);
    Ok(content)
}

enum Source {
    Post(Box<Found>),
    Section(Section),
}

fn source(
    root: &Path,
    file: &Path,
    options: &ReadOptions,
    known: &BTreeSet<String>,
    problems: &mut Vec<Problem>,
) -> Option<Source> {
    match fs::read(root.join(file)) {
        Ok(bytes) => read_source(bytes, file, options, known, problems),
        Err(error) => {
            let message = format!("cannot be read ({error}); check who may read it");
            problems.push(Problem::error(Rule::Unreadable, file, None, message));
            None
        }
    }
}

/// What the bytes of a file say, wherever they come from.
fn read_source(
    bytes: Vec<u8>,
    file: &Path,
    options: &ReadOptions,
    known: &BTreeSet<String>,
    problems: &mut Vec<Problem>,
) -> Option<Source> {
    let text = text::decode(bytes).map_err(|(line, message)| (Rule::Unreadable, line, message));
    let parts = text.and_then(|text| match front_matter::read(&text, &options.keys) {
        Ok(parts) => Ok((text, parts)),
        Err(broken) => Err((Rule::FrontMatter, broken.line, broken.message)),
    });
    let (text, (front_matter, body, body_line)) = match parts {
        Ok(parts) => parts,
        Err((rule, line, message)) => {
            problems.push(Problem::error(rule, file, line, message));
            return None;
        }
    };
    if let Some(language) = section_language(file) {
        report::report(&front_matter, file, problems);
        return Some(Source::Section(Section {
            dir: file.parent().map(slashed).unwrap_or_default(),
            title: front_matter.text("title").map(|title| plain(&title)),
            description: front_matter.text("description").map(|text| plain(&text)),
            language,
        }));
    }
    let markdown = if body == 0 { text } else { text[body..].to_owned() };
    let markdown = match front_matter.exact("excerpt_separator") {
        Some(separator) => separator::marked(markdown, separator),
        None => markdown,
    };
    let facts = Facts { file, front_matter: &front_matter, options, known };
    Some(Source::Post(Box::new(facts.post(markdown, body_line, problems))))
}

/// A post of these bytes, for the fuzz target of front matter.
#[cfg(any(test, fuzzing))]
pub(crate) fn read_post(bytes: Vec<u8>, file: &Path) -> (Option<PostFile>, Vec<Problem>) {
    let mut problems = Vec::new();
    let known = BTreeSet::from(["a/pic.png".to_owned()]);
    let read = read_source(bytes, file, &ReadOptions::default(), &known, &mut problems);
    let post = match read {
        Some(Source::Post(found)) => Some(found.post),
        _ => None,
    };
    (post, problems)
}

#[cfg(test)]
mod broken;
#[cfg(test)]
mod hostile;
#[cfg(test)]
mod tests;
