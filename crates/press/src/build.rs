//! `quire build`: from an author's project to a folder of static files, and what there is to say about it.

use std::path::PathBuf;
use std::{fmt, io};

use crate::app_files::AppFiles;
use crate::content::LeftOut;
use crate::document::Frame;
use crate::earlier::{self, Earlier, EarlierError};
use crate::host::{self, Host};
use crate::library::Read;
use crate::offline;
use crate::output::{Output, OutputError};
use crate::preview::{PreviewWork, Previews};
use crate::problem::{Problem, Severity};
use crate::project::{Project, ProjectError, ProjectOptions};
use crate::shortcode::Shortcodes;
use crate::site::{self, Parts};

/// What to build, and how.
#[derive(Clone, Debug)]
pub struct BuildOptions {
    /// The author's project.
    pub project: ProjectOptions,
    /// Where the site goes.
    pub out: PathBuf,
    /// The app as trunk wrote it, in place of the one that is built in.
    pub app: Option<PathBuf>,
    /// Where the site will be published; wins over the configuration.
    pub host: Option<Host>,
    /// Up to how many bytes one file holds the whole blog.
    pub whole_limit: u64,
    /// Whether a warning stops the build.
    pub strict: bool,
    /// The address of the site that is on the web, whose files open tabs still use; else those of the folder `out`.
    pub previous: Option<String>,
}

impl Default for BuildOptions {
    fn default() -> BuildOptions {
        BuildOptions {
            project: ProjectOptions::default(),
            out: PathBuf::from("site"),
            app: None,
            host: None,
            whole_limit: 1_000_000,
            strict: false,
            previous: None,
        }
    }
}

/// What a build did.
#[derive(Clone, Debug, Default)]
pub struct Summary {
    /// Posts and pages on the site.
    pub posts: usize,
    /// Posts that are not shown though nothing is wrong with them: drafts, scheduled and expired ones.
    pub left_out: Vec<LeftOut>,
    /// Files written.
    pub files: u64,
    /// Bytes written.
    pub bytes: u64,
    /// What is wrong, in the order of the files, which are named as seen from the current folder.
    pub problems: Vec<Problem>,
    /// What is to be said of a configuration that is another system's.
    pub settings: Option<String>,
    /// How many shortcodes there were, by name.
    pub shortcodes: Shortcodes,
    /// The preview pictures.
    pub previews: PreviewWork,
    /// Whether the site brings the app.
    pub has_app: bool,
    /// Files of builds before this one that are kept for tabs that are open.
    pub kept: usize,
    /// What there is to know about the site and its host, a sentence each: files that are not written, and why.
    pub notes: Vec<String>,
}

/// Why nothing was built.
#[derive(Debug)]
pub enum BuildError {
    /// The project cannot be read.
    Project(ProjectError),
    /// The app's folder cannot be read.
    App(PathBuf, io::Error),
    /// Something is wrong with the author's files, and the build is strict.
    Strict(Vec<Problem>),
    /// The builds before cannot be had.
    Earlier(EarlierError),
    /// The site cannot be written.
    Output(OutputError),
}

impl fmt::Display for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            BuildError::Project(error) => error.fmt(f),
            BuildError::App(folder, error) => {
                write!(f, "{}: the app cannot be read: {error}; build it with trunk", folder.display())
            }
            BuildError::Strict(problems) => {
                let (what, verb) = match problems.len() {
                    1 => ("warning or error", "stops"),
                    _ => ("warnings and errors", "stop"),
                };
                write!(f, "nothing is written: with --strict, {} {what} {verb} the build", problems.len())?;
                problems.iter().try_for_each(|problem| write!(f, "\n{problem}"))
            }
            BuildError::Earlier(error) => error.fmt(f),
            BuildError::Output(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for BuildError {}

/// Builds the site. One bad post never stops it, unless the build is strict; see [`Summary::problems`].
pub fn build(options: &BuildOptions) -> Result<Summary, BuildError> {
    let mut app = AppFiles::load(options.app.as_deref())
        .map_err(|error| BuildError::App(options.app.clone().unwrap_or_default(), error))?;
    let Project { found, files, read, left_out, problems } =
        Project::read(&options.project).map_err(BuildError::Project)?;
    if options.strict {
        let serious: Vec<Problem> =
            problems.iter().filter(|problem| problem.severity != Severity::Note).cloned().collect();
        if !serious.is_empty() {
            return Err(BuildError::Strict(serious));
        }
    }
    let on_the_web = options.previous.as_deref().map(Earlier::on_the_web);
    let on_the_web = on_the_web.transpose().map_err(BuildError::Earlier)?;
    app.offline = offline::words(&found.config, read.library.site());
    let Read { mut library, searched, shortcodes, .. } = read;
    let write = || {
        let output = Output::begin(&options.out, &options.project.content)?;
        // The author's own files first: a page wins over a file that has its name.
        files.copy(&output)?;
        let previews = Previews::write(&library, &files, found.config.previews, &output)?;
        let frame = Frame { app: &app, feeds: &found.config.feeds };
        let parts = Parts { frame, files: &files, previews: &previews, whole_limit: options.whole_limit };
        let written = site::write(&mut library, searched, &parts, &output)?;
        offline::write(&found.config, library.site(), frame, &written, &output)?;
        let earlier = on_the_web.unwrap_or_else(|| Earlier::Folder(output.folder().to_owned()));
        let kept = earlier::keep(&earlier, written.lasting, &output)?;
        let host = options.host.or(found.config.host);
        let mut notes = written.notes;
        if let Some(host) = host {
            notes.extend(host::write(host, &library, &found.config.feeds, &files, &output)?);
        }
        let (files, bytes) = output.finish()?;
        if host.is_none() {
            notes.extend(host::without_host(files));
        }
        Ok((files, bytes, previews.work, kept, notes))
    };
    let (files, bytes, previews, kept, notes) = write().map_err(BuildError::Output)?;
    Ok(Summary {
        posts: library.posts().len(),
        left_out,
        files,
        bytes,
        problems,
        settings: found.note(),
        shortcodes,
        previews,
        has_app: app.app.is_some(),
        kept,
        notes,
    })
}
