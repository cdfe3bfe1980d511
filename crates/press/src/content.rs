//! The folder of Markdown that an author points at: which files are posts, which are pictures to
//! copy, and what each post says of itself. Files are read side by side; a bad one is named and
//! left out, and the others go on.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use jiff::tz::TimeZone;
use rayon::prelude::*;

use crate::date::Moment;
use crate::front_matter;
use crate::problem::{Problem, Rule};

mod facts;
mod folder;
mod name;
mod text;

use facts::{Facts, plain};
pub use folder::slashed;
use folder::{folders, is_jekyll};

/// How to read a folder.
#[derive(Debug, Clone)]
pub struct ReadOptions {
    /// Whether drafts are posts too.
    pub drafts: bool,
    /// The blog's own front matter keys, and which of ours each stands for: `team` for `tags`.
    pub keys: BTreeMap<String, String>,
    /// The zone of dates that name none.
    pub time_zone: TimeZone,
}

impl Default for ReadOptions {
    fn default() -> Self {
        Self { drafts: false, keys: BTreeMap::new(), time_zone: TimeZone::UTC }
    }
}

/// All that a folder holds, in the order of file names.
#[derive(Debug, Default)]
pub struct Content {
    /// The posts that could be read.
    pub posts: Vec<PostFile>,
    /// What `_index.md` files say of their folders.
    pub sections: Vec<Section>,
    /// Every other file, relative to the folder, to be copied.
    pub files: Vec<PathBuf>,
    /// What is wrong, and where.
    pub problems: Vec<Problem>,
    /// How many drafts were left out.
    pub drafts: usize,
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
}

/// A post as its author wrote it.
#[derive(Debug, Clone, Default, PartialEq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a key of the front matter")]
pub struct PostFile {
    /// The file, relative to the content folder.
    pub file: PathBuf,
    /// From the front matter, else the first heading, else the file name.
    pub title: String,
    /// From the front matter, else the file name, else the path; none if there is none.
    pub date: Option<Moment>,
    /// When it was last changed, if the author says so.
    pub updated: Option<Moment>,
    /// When it stops to be shown, if the author says so.
    pub expires: Option<Moment>,
    /// The path that the author gave, without a slash at either end.
    pub path: Option<String>,
    /// The last part of its URL when there is no `path`; never empty.
    pub slug: String,
    /// The folder, slash separated, without the post's own (`x/index.md`) and Jekyll's `_posts`.
    pub section: Option<String>,
    /// A sentence about it, as plain text.
    pub description: Option<String>,
    /// What it is about.
    pub tags: Vec<String>,
    /// Where it belongs.
    pub categories: Vec<String>,
    /// The series that it is part of.
    pub series: Vec<String>,
    /// Its place in a series, where that is another than its date's.
    pub series_order: Option<i64>,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// Paths that it had before, without a slash at either end.
    pub aliases: Vec<String>,
    /// The language that the author named, in the front matter or the file name (`x.es.md`).
    pub language: Option<String>,
    /// Whether it stands before the others.
    pub pinned: bool,
    /// Whether it is not meant for readers yet.
    pub draft: bool,
    /// Whether it stands on its own (`about`): in the navigation and in search, in no list and no feed.
    pub page: bool,
    /// Whether search finds it.
    pub search: bool,
    /// Whether its table of contents is shown.
    pub toc: bool,
    /// Its picture.
    pub cover: Option<Cover>,
    /// The address under which it was published first, for search engines.
    pub canonical_url: Option<String>,
    /// The page that a link post is about.
    pub external_url: Option<String>,
    /// What else the front matter says, for the author's own shortcodes: keys that Quire does not know.
    pub extra: serde_json::Map<String, serde_json::Value>,
    /// The body.
    pub markdown: String,
    /// The line of the file on which the body begins, counted from 1.
    pub body_line: usize,
}

/// The picture that stands for a post.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cover {
    /// A URL, or a site-rooted path.
    pub url: String,
    /// What it shows, for those who do not see it.
    pub alt: String,
    /// What stands under it.
    pub caption: String,
}

/// Why a folder cannot be read at all.
#[derive(Debug)]
pub enum ContentError {
    /// There is no such folder.
    Missing(PathBuf),
    /// It is a file.
    NotFolder(PathBuf),
    /// The system refuses.
    Unreadable(PathBuf, io::Error),
    /// It holds no Markdown.
    NoPosts(PathBuf),
}

impl fmt::Display for ContentError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing(path) => write!(
                formatter,
                "there is no content folder {}; name the folder of your posts with --content",
                path.display()
            ),
            Self::NotFolder(path) => write!(
                formatter,
                "{} is a file; --content needs the folder that holds your posts",
                path.display()
            ),
            Self::Unreadable(path, cause) => write!(
                formatter,
                "the content folder {} cannot be read ({cause}); check who may read it",
                path.display()
            ),
            Self::NoPosts(path) => write!(
                formatter,
                "the content folder {} holds no posts; put a Markdown file (name.md) into it",
                path.display()
            ),
        }
    }
}

impl std::error::Error for ContentError {}

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
    let sources = folder::walk(&root, &mut content);
    if sources.is_empty() && content.problems.is_empty() {
        return Err(ContentError::NoPosts(folder.into()));
    }
    let known: BTreeSet<String> = content.files.iter().map(|file| slashed(file)).collect();
    let read: Vec<(Option<Source>, Vec<Problem>)> = sources
        .into_par_iter()
        .map(|file| {
            let mut problems = Vec::new();
            let source = source(&root, &file, options, &known, &mut problems);
            (source, problems)
        })
        .collect();
    for (source, problems) in read {
        content.problems.extend(problems);
        match source {
            Some(Source::Post(post)) if post.draft && !options.drafts => content.drafts += 1,
            Some(Source::Post(post)) => content.posts.push(*post),
            Some(Source::Section(section)) => content.sections.push(section),
            None => {}
        }
    }
    Ok(content)
}

enum Source {
    Post(Box<PostFile>),
    Section(Section),
}

fn source(
    root: &Path,
    file: &Path,
    options: &ReadOptions,
    known: &BTreeSet<String>,
    problems: &mut Vec<Problem>,
) -> Option<Source> {
    let text = match fs::read(root.join(file)) {
        Ok(bytes) => text::decode(bytes).map_err(|(line, message)| (Rule::Unreadable, line, message)),
        Err(error) => {
            Err((Rule::Unreadable, None, format!("cannot be read ({error}); check who may read it")))
        }
    };
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
    if file.file_name().is_some_and(|name| name.eq_ignore_ascii_case("_index.md")) {
        return Some(Source::Section(Section {
            dir: file.parent().map(slashed).unwrap_or_default(),
            title: front_matter.text("title").map(|title| plain(&title)),
            description: front_matter.text("description").map(|text| plain(&text)),
        }));
    }
    let facts = Facts { file, front_matter: &front_matter, zone: &options.time_zone, known };
    Some(Source::Post(Box::new(facts.post(text, body, body_line, problems))))
}

#[cfg(test)]
mod tests;
