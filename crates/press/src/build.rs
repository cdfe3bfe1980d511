//! `quire build`: from an author's project to a folder of static files, and what there is to say about it.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::{fmt, io};

use crate::ahead;
use crate::app_files::AppFiles;
use crate::content::LeftOut;
use crate::document::Frame;
use crate::earlier::{self, Earlier, EarlierError};
use crate::host::{self, Host};
use crate::library::Read;
use crate::made::Made;
use crate::offline;
use crate::output::{Output, OutputError, Size};
use crate::pictures::{self, PictureWork};
use crate::policy::policy;
use crate::preview::{PreviewWork, Previews};
use crate::problem::{Problem, Rule, Severity};
use crate::progress::{Phase, Progress};
use crate::project::{Project, ProjectError, ProjectOptions};
use crate::reading;
use crate::shortcode::Shortcodes;
use crate::site::{self, Parts};
use crate::stylesheet::Stylesheet;

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
    /// What tells how far the build is.
    pub progress: Arc<Progress>,
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
            progress: Arc::default(),
        }
    }
}

/// What a build did.
#[derive(Clone, Debug, Default)]
pub struct Summary {
    /// Posts on the site, and pages that their author has written.
    pub posts: usize,
    /// Pages of the site: these, and the lists that lead to them.
    pub pages: usize,
    /// Posts that are not shown though nothing is wrong with them: drafts, scheduled and expired ones.
    pub left_out: Vec<LeftOut>,
    /// The moments in which posts appear that are pressed ahead, the next one first.
    pub scheduled: Vec<String>,
    /// Files of the site.
    pub files: u64,
    /// How many of them are not as they were in the site before; none when there was no site.
    pub changed: Option<u64>,
    /// Their bytes.
    pub bytes: u64,
    /// What is wrong, in the order of the files, which are named as seen from the current folder.
    pub problems: Vec<Problem>,
    /// What is to be said of a configuration that is another system's.
    pub settings: Option<String>,
    /// How many shortcodes there were, by name.
    pub shortcodes: Shortcodes,
    /// The pictures that were resized.
    pub pictures: PictureWork,
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

impl From<OutputError> for BuildError {
    fn from(error: OutputError) -> BuildError {
        BuildError::Output(error)
    }
}

/// Builds the site. One bad post never stops it, unless the build is strict; see [`Summary::problems`].
pub fn build(options: &BuildOptions) -> Result<Summary, BuildError> {
    let progress = &*options.progress;
    let Project { found, files, read, own, partials, left_out, mut problems } =
        Project::read(&options.project, progress).map_err(BuildError::Project)?;
    strictly(options, &problems)?;
    let mut app = AppFiles::load(options.app.as_deref(), Stylesheet::of(found.config.look, &own))
        .map_err(|error| BuildError::App(options.app.clone().unwrap_or_default(), error))?;
    let earlier = options.previous.as_deref().map(Earlier::on_the_web);
    let earlier = earlier.transpose().map_err(BuildError::Earlier)?.unwrap_or(Earlier::Folder);
    app.scheduled = found.config.publish_ahead;
    app.offline = offline::words(&found.config, read.library.site());
    app.reading = reading::attributes(&found.config, read.library.site(), read.library.posts().is_empty());
    let Read { mut library, searched, shortcodes, pictures: shown, drawings, ahead, .. } = read;
    let scheduled: Vec<String> =
        ahead.iter().filter_map(|post| Some(post.card.date.as_ref()?.rfc3339.clone())).collect();
    let output = Output::begin(&options.out, &options.project.content)?;
    progress.begin(Phase::Pictures, 0);
    // The author's own files first: a page wins over a file that has its name.
    files.copy(&output)?;
    drawings.iter().try_for_each(|drawing| output.write(Path::new(&drawing.path), drawing.svg.as_bytes()))?;
    let made = Made::none(&output, &earlier);
    let (widths, columns) = (&found.config.picture_widths, found.config.look.columns());
    let (pictures, damaged) = pictures::write(&mut library, &shown, widths, &files, &made, columns)?;
    let damaged = damaged.into_iter().filter(|_| !found.config.off.contains(&Rule::BrokenPicture));
    problems.extend(damaged.map(|one| Problem { file: options.project.content.join(&one.file), ..one }));
    problems.sort();
    problems.dedup();
    strictly(options, &problems)?;
    let previews = Previews::write(&library, &files, &found.config, &made)?;
    made.finish()?;
    let policy = policy(&found.config);
    let frame = Frame { app: &app, feeds: &found.config.feeds, policy: &policy, partials: &partials };
    let whole_limit = options.whole_limit;
    let parts = Parts { frame, files: &files, previews: &previews, whole_limit, progress };
    let written = site::write(&mut library, searched, &parts, &output)?;
    offline::write(&found.config, library.site(), frame, &written, &output)?;
    let kept = earlier::keep(&earlier, written.lasting, &output)?;
    let host = options.host.or(found.config.host);
    let (mut notes, pages) = (written.notes, written.pages);
    notes.extend(previews.note());
    notes.extend(ahead::write(&found.config, &library, ahead, frame, &output)?);
    if let Some(host) = host {
        notes.extend(host::write(host, &library, frame, &files, &output)?);
    }
    let Size { files, bytes, changed } = output.finish()?;
    if host.is_none() {
        notes.extend(host::without_host(files));
    }
    Ok(Summary {
        posts: library.posts().len(),
        pages,
        left_out,
        scheduled,
        files,
        changed,
        bytes,
        problems,
        settings: found.note(),
        shortcodes,
        pictures,
        previews: previews.work,
        has_app: app.app.is_some(),
        kept,
        notes,
    })
}

/// Stops a strict build at what is worse than a note.
fn strictly(options: &BuildOptions, problems: &[Problem]) -> Result<(), BuildError> {
    let serious = problems.iter().filter(|problem| problem.severity != Severity::Note);
    let serious: Vec<Problem> = serious.filter(|_| options.strict).cloned().collect();
    if serious.is_empty() { Ok(()) } else { Err(BuildError::Strict(serious)) }
}
