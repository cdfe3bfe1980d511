//! A post as its author wrote it: what the rest of the tool knows of a file.

use std::collections::BTreeMap;
use std::path::PathBuf;

use crate::date::Moment;

/// A post as its author wrote it.
#[expect(clippy::struct_excessive_bools, reason = "each is an answer of the author's to one question")]
#[derive(Debug, Clone, Default, PartialEq)]
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
    /// The path that the author gave, or that the blog's pattern or the language of a translation
    /// makes, without a slash at either end; none where folder and slug make it.
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
    /// What all language versions of a post share: `x.md` and `x.es.md` in one folder, or those that
    /// name one `translationKey`.
    pub translation_key: String,
    /// Whether the name of its file says its language, and another file has the same name in another.
    pub is_translation: bool,
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
    /// Whether `$x$` is a formula in it; else as everywhere in the blog.
    pub math: Option<bool>,
    /// Whether its diagrams are drawn; else as everywhere in the blog.
    pub diagrams: Option<bool>,
    /// Its picture.
    pub cover: Option<Cover>,
    /// The address under which it was published first, for search engines.
    pub canonical_url: Option<String>,
    /// The page that a link post is about.
    pub external_url: Option<String>,
    /// What else the front matter says, for the author's own shortcodes: keys that Quire does not know.
    pub extra: serde_json::Map<String, serde_json::Value>,
    /// Keys that neither Quire nor another system is known to define, with their lines.
    pub unknown_keys: Vec<(String, Option<usize>)>,
    /// The lines of the file on which its front matter says what it says, by our own keys.
    pub lines: BTreeMap<&'static str, usize>,
    /// The body.
    pub markdown: String,
    /// The line of the file on which the body begins, counted from 1.
    pub body_line: usize,
}

impl PostFile {
    /// The line on which its front matter says this; the first line, where it does not.
    pub fn line(&self, key: &str) -> usize {
        self.lines.get(key).copied().unwrap_or(1)
    }
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
