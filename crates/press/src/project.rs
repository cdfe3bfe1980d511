//! An author's project, read and rendered: configuration, files, library, and everything that is wrong with them.
//!
//! `quire build` writes it as a site, and `quire check` only says what is wrong: both read it here, so they agree.

use std::env;
use std::fmt;
use std::path::PathBuf;

use jiff::Timestamp;

use crate::check;
use crate::config::{Config, ConfigError, Found, is_web_address, whole_address};
use crate::content::{self, ContentError, LeftOut, ReadOptions, ToCome};
use crate::contrast;
use crate::files::Files;
use crate::library::{Read, library};
use crate::partials::Partials;
use crate::problem::{Problem, Severity};
use crate::progress::{Phase, Progress};
use crate::shortcode::Templates;
use crate::site_facts;
use crate::stylesheet::OwnStyle;

/// Where an author's project lies, and how much of it is meant for readers.
#[derive(Clone, Debug)]
pub struct ProjectOptions {
    /// The author's folder.
    pub content: PathBuf,
    /// The author's configuration; else the one that is found in the folder or around it.
    pub config: Option<PathBuf>,
    /// Where the blog will live; wins over the configuration.
    pub base_url: Option<String>,
    /// Whether drafts are shown.
    pub drafts: bool,
    /// Whether posts are shown whose day is still to come.
    pub future: bool,
    /// The clock by which posts are scheduled or expired, in seconds since 1970; else that of the build.
    pub now: Option<i64>,
}

impl Default for ProjectOptions {
    fn default() -> ProjectOptions {
        let content = PathBuf::from("content");
        ProjectOptions { content, config: None, base_url: None, drafts: false, future: false, now: None }
    }
}

/// Why a project cannot be read at all.
#[derive(Debug)]
pub enum ProjectError {
    /// The content folder cannot be used.
    Content(ContentError),
    /// The configuration cannot be used.
    Config(ConfigError),
    /// The base URL is not absolute.
    BaseUrl(String),
}

impl fmt::Display for ProjectError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ProjectError::Content(error) => error.fmt(f),
            ProjectError::Config(error) => error.fmt(f),
            ProjectError::BaseUrl(url) => {
                write!(f, "--base-url is \"{url}\"; {}", whole_address(url))
            }
        }
    }
}

impl std::error::Error for ProjectError {}

/// A project that has been read.
pub(crate) struct Project {
    pub(crate) found: Found,
    pub(crate) files: Files,
    pub(crate) read: Read,
    /// What the blog has of its own over its look.
    pub(crate) own: OwnStyle,
    pub(crate) partials: Partials,
    pub(crate) left_out: Vec<LeftOut>,
    /// In the order of files and lines; the files are named as seen from the current folder.
    pub(crate) problems: Vec<Problem>,
}

impl Project {
    /// Reads and renders everything. One bad post never stops it.
    pub(crate) fn read(options: &ProjectOptions, progress: &Progress) -> Result<Project, ProjectError> {
        let found =
            Config::find(options.config.as_deref(), &options.content).map_err(ProjectError::Config)?;
        if let Some(url) = options.base_url.as_ref().filter(|url| !is_web_address(url)) {
            return Err(ProjectError::BaseUrl(url.clone()));
        }
        let config = &found.config;
        let mut problems = found.problems.clone();
        let statics = found.static_files(&mut problems);
        let read = ReadOptions {
            drafts: options.drafts,
            to_come: match (options.future, config.publish_ahead) {
                (true, _) => ToCome::Posts,
                (false, true) => ToCome::Ahead,
                (false, false) => ToCome::LeftOut,
            },
            keys: config.keys.clone(),
            time_zone: config.time_zone.clone(),
            now: Some(
                options.now.and_then(|seconds| Timestamp::from_second(seconds).ok()).unwrap_or_else(now),
            ),
            infer_series: config.infer_series,
            apart: found.apart(),
            static_files: statics.iter().map(|file| content::slashed(file)).collect(),
        };
        let mut content = content::read(&options.content, &read).map_err(ProjectError::Content)?;
        let static_folder = found.static_folder().unwrap_or_default();
        let files = Files::of((&static_folder, &statics), (&options.content, &content.files));
        let templates = found.shortcode_folder().map(|folder| Templates::read(&folder));
        let (templates, broken) = templates.unwrap_or_default();
        problems.extend(broken);
        let (own, wrong) = OwnStyle::read(&found, &files);
        problems.extend(wrong);
        let (partials, wrong) = Partials::read(&found, &files);
        problems.extend(wrong);
        problems.extend(contrast::problems(&found));
        let site = site_facts::site(config, options, &content);
        progress.begin(Phase::Rendering, content.posts.len() + content.ahead.len());
        let mut read = library(&site, config, &files, &templates, &mut content, progress);
        problems.extend(site_facts::complete(&mut read, &found, &content, &files));
        content.problems.extend(check::posts(&content.posts));
        let located = |problem: Problem| Problem { file: options.content.join(&problem.file), ..problem };
        problems.extend(content.problems.into_iter().map(located));
        // A post that is left out is always said, whatever the author wants to hear.
        problems.retain(|one| one.severity == Severity::Error || !config.off.contains(&one.rule));
        problems.sort();
        problems.dedup();
        Ok(Project { files, read, left_out: content.left_out, own, partials, problems, found })
    }
}

/// The clock of a build: <https://reproducible-builds.org/specs/source-date-epoch/> if it is set.
fn now() -> Timestamp {
    let set = env::var("SOURCE_DATE_EPOCH").ok().and_then(|seconds| seconds.trim().parse().ok());
    set.and_then(|seconds| Timestamp::from_second(seconds).ok()).unwrap_or_else(Timestamp::now)
}

#[cfg(test)]
mod tests {
    use super::{Progress, Project, ProjectOptions};
    use std::fs;

    #[test]
    fn a_cover_may_lie_in_the_static_folder() {
        let folder = tempfile::tempdir().expect("a folder");
        for (file, text) in [
            ("content/a/here.md", "---\ntitle: Here\ndescription: x\ncover: img/tide.png\n---\nx"),
            ("content/a/gone.md", "---\ntitle: Gone\ndescription: x\ncover: img/gone.png\n---\nx"),
        ] {
            let file = folder.path().join(file);
            fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
            fs::write(file, text).expect("a file");
        }
        fs::create_dir_all(folder.path().join("static/img")).expect("a folder");
        let tide = include_bytes!("../../../content/tide.png");
        fs::write(folder.path().join("static/img/tide.png"), tide).expect("a picture");
        let content = folder.path().join("content");
        let options = ProjectOptions { content: content.clone(), ..ProjectOptions::default() };
        let project = Project::read(&options, &Progress::default()).expect("a project");
        let posts = project.read.library.posts();
        let cover = |title: &str| {
            let post = posts.iter().find(|post| post.card.title == title).expect("a post");
            post.cover.as_ref().map(|cover| cover.url.as_str())
        };
        assert_eq!((cover("Here"), cover("Gone")), (Some("/img/tide.png"), None));
        let problems: Vec<String> = project.problems.iter().map(ToString::to_string).collect();
        assert_eq!(
            problems,
            [format!(
                "{}:4: warning missing-picture: there is no picture `img/gone.png`, neither beside the post nor in \
                 the content or the static folder; put it there, or correct the name",
                content.join("a/gone.md").display()
            )]
        );
    }
}
