//! `quire build`: from a folder of Markdown to a folder of static files, and what there is to say about it.

use std::path::{Path, PathBuf};
use std::{fmt, io};

use quire_bundle::Site;

use crate::app_files::AppFiles;
use crate::config::{Config, ConfigError, is_web_address};
use crate::content::{self, Content, ContentError, ReadOptions, Reason};
use crate::library::library;
use crate::markdown::Reading;
use crate::output::{Output, OutputError};
use crate::problem::{Problem, Severity};
use crate::shortcode::Shortcodes;
use crate::site;

/// What to build, and how.
#[derive(Clone, Debug)]
pub struct BuildOptions {
    /// The author's folder.
    pub content: PathBuf,
    /// Where the site goes.
    pub out: PathBuf,
    /// The author's configuration.
    pub config: Option<PathBuf>,
    /// Where the blog will live; wins over the configuration.
    pub base_url: Option<String>,
    /// Whether drafts are shown.
    pub drafts: bool,
    /// The app as trunk wrote it, in place of the one that is built in.
    pub app: Option<PathBuf>,
    /// Up to how many bytes one file holds the whole blog.
    pub whole_limit: u64,
}

impl Default for BuildOptions {
    fn default() -> BuildOptions {
        let (content, out) = (PathBuf::from("content"), PathBuf::from("site"));
        BuildOptions {
            content,
            out,
            config: None,
            base_url: None,
            drafts: false,
            app: None,
            whole_limit: 1_000_000,
        }
    }
}

/// What a build did.
#[derive(Clone, Debug, Default)]
pub struct Summary {
    /// Posts on the site.
    pub posts: usize,
    /// Drafts that were left out.
    pub drafts: usize,
    /// Files written.
    pub files: u64,
    /// Bytes written.
    pub bytes: u64,
    /// What is wrong with the author's files, in the order of the files.
    pub problems: Vec<Problem>,
    /// What is to be said of a configuration that is another system's.
    pub settings: Option<String>,
    /// How many shortcodes there were, by name.
    pub shortcodes: Shortcodes,
    /// Whether the site brings the app.
    pub has_app: bool,
}

impl Summary {
    /// Posts that were left out because something is wrong with them.
    pub fn left_out(&self) -> usize {
        self.problems.iter().filter(|problem| problem.severity == Severity::Error).count()
    }
}

/// Why nothing was built.
#[derive(Debug)]
pub enum BuildError {
    /// The content folder cannot be used.
    Content(ContentError),
    /// The configuration cannot be used.
    Config(ConfigError),
    /// The base URL is not absolute.
    BaseUrl(String),
    /// The app's folder cannot be read.
    App(PathBuf, io::Error),
    /// The site cannot be written.
    Output(OutputError),
}

impl fmt::Display for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            BuildError::Content(error) => error.fmt(f),
            BuildError::Config(error) => error.fmt(f),
            BuildError::BaseUrl(url) => {
                write!(f, "--base-url is \"{url}\"; write the whole address, such as https://blog.example/")
            }
            BuildError::App(folder, error) => {
                write!(f, "{}: the app cannot be read: {error}; build it with trunk", folder.display())
            }
            BuildError::Output(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for BuildError {}

/// Builds the site. One bad post never stops it; see [`Summary::problems`].
pub fn build(options: &BuildOptions) -> Result<Summary, BuildError> {
    let found = Config::find(options.config.as_deref(), &options.content).map_err(BuildError::Config)?;
    let config = &found.config;
    if let Some(url) = options.base_url.as_ref().filter(|url| !is_web_address(url)) {
        return Err(BuildError::BaseUrl(url.clone()));
    }
    let app = AppFiles::load(options.app.as_deref())
        .map_err(|error| BuildError::App(options.app.clone().unwrap_or_default(), error))?;
    let time_zone = config.time_zone.clone();
    let read = ReadOptions {
        drafts: options.drafts,
        keys: config.keys.clone(),
        time_zone,
        language: config.language.clone(),
        ..ReadOptions::default()
    };
    let mut content = content::read(&options.content, &read).map_err(BuildError::Content)?;
    content.files.retain(|file| !found.owns(&options.content, file));
    let site = site_of(config, options, &content);
    let reading = Reading {
        smart_punctuation: config.smart_punctuation,
        hashtags: config.hashtags,
        base_url: options.base_url.clone().or_else(|| config.base_url.clone()),
    };
    let read = library(site, &options.content, &reading, config, &mut content);
    let mut library = read.library;
    let output = Output::begin(&options.out, &options.content).map_err(BuildError::Output)?;
    // The author's own files first: a page wins over a file that has its name.
    for file in found.static_files(&mut content.problems) {
        let folder = found.static_folder().unwrap_or_default();
        output.copy(&folder.join(&file), &file).map_err(BuildError::Output)?;
    }
    for file in &content.files {
        output.copy(&options.content.join(file), file).map_err(BuildError::Output)?;
    }
    site::write(&mut library, &read.texts, &app, options.whole_limit, &output).map_err(BuildError::Output)?;
    let (files, bytes) = output.finish().map_err(BuildError::Output)?;
    let mut problems = found.problems.clone();
    problems.append(&mut content.problems);
    problems.sort_by(|a, b| (&a.file, a.line).cmp(&(&b.file, b.line)));
    Ok(Summary {
        settings: found.note(),
        posts: library.posts().len(),
        drafts: content.left_out.iter().filter(|one| one.reason == Reason::Draft).count(),
        files,
        bytes,
        problems,
        shortcodes: read.shortcodes,
        has_app: app.app.is_some(),
    })
}

/// The facts about the blog: what the configuration says, else what the folder says of itself.
fn site_of(config: &Config, options: &BuildOptions, content: &Content) -> Site {
    let own = content.sections.iter().find(|section| section.dir.is_empty());
    let base = options.base_url.as_ref().or(config.base_url.as_ref());
    let base = base.map_or_else(|| "/".to_string(), |url| format!("{}/", url.trim_end_matches('/')));
    let site = Site::default();
    Site {
        title: config
            .title
            .clone()
            .or_else(|| own?.title.clone())
            .unwrap_or_else(|| folder_name(&options.content)),
        description: config.description.clone().or_else(|| own?.description.clone()).unwrap_or_default(),
        language: config.language.clone(),
        page_size: config.page_size,
        words: config.words.clone(),
        base,
        ..site
    }
}

fn folder_name(folder: &Path) -> String {
    let folder = folder.canonicalize().unwrap_or_else(|_| folder.to_path_buf());
    folder.file_name().map_or_else(|| "Blog".to_string(), |name| name.to_string_lossy().into_owned())
}
