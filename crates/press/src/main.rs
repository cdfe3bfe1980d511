//! The `quire` command: `build` a site, `check` what it is made of, `serve` it on this machine, `search` it.

use std::io::{BufWriter, Write};
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;
use std::{env, io};

use clap::{Args, Parser, Subcommand};
use quire_press::{BuildOptions, Host, ProjectOptions, Severity, build, check, search, serve};

mod bar;
mod report;

use bar::Bar;

/// A blog is made of millions of small texts, and this one hands them out faster than the system's.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// The exit code when something failed, or `quire check` found a post that is left out.
const FAILED: u8 = 2;

/// The exit code when `quire check` found warnings and nothing worse.
const WARNED: u8 = 1;

/// The exit code when a site could not be searched at all.
const NOT_SEARCHED: u8 = 1;

/// A blog that runs in the reader's browser, made from Markdown.
#[derive(Parser)]
#[command(version, arg_required_else_help = true)]
struct Command {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Write the whole site as static files.
    Build(Build),
    /// Say what is wrong with the posts, without writing a site. Exit code: 0 nothing, 1 warnings, 2 errors.
    Check(Check),
    /// Serve a built site on this machine.
    Serve(Serve),
    /// Ask a built site's search index: a query a line on standard input.
    Search(Search),
}

#[derive(Args)]
struct Project {
    /// The folder with the posts.
    #[arg(long, default_value = "content")]
    content: PathBuf,
    /// The blog's settings; else `quire.toml` in the content folder or the folder around it.
    #[arg(long)]
    config: Option<PathBuf>,
    /// Where the site will live: feeds and canonical links need it.
    #[arg(long)]
    base_url: Option<String>,
    /// Show drafts too.
    #[arg(long)]
    drafts: bool,
    /// Show posts too whose day is still to come.
    #[arg(long)]
    future: bool,
}

impl Project {
    fn options(&self) -> ProjectOptions {
        ProjectOptions {
            content: self.content.clone(),
            config: self.config.clone(),
            base_url: self.base_url.clone(),
            drafts: self.drafts,
            future: self.future,
            now: None,
        }
    }
}

#[derive(Args)]
struct Build {
    #[command(flatten)]
    project: Project,
    /// The folder for the site; it is replaced whole.
    #[arg(long, short, default_value = "site")]
    out: PathBuf,
    /// The app as trunk built it, in place of the one inside this tool.
    #[arg(long)]
    app: Option<PathBuf>,
    /// The address of the site that is on the web: files that its open tabs still use are kept. Else they are taken from
    /// the folder that the site replaces.
    #[arg(long)]
    previous: Option<String>,
    /// Where the site will be published: netlify, cloudflare, github, vercel, s3 or nginx. What that host reads is written
    /// beside the site.
    #[arg(long)]
    host: Option<Host>,
    /// Let a warning stop the build.
    #[arg(long)]
    strict: bool,
    /// Show every warning.
    #[arg(long, short)]
    verbose: bool,
    /// Say only what is wrong: no progress, no summary.
    #[arg(long, short, conflicts_with = "verbose")]
    quiet: bool,
}

#[derive(Args)]
struct Check {
    #[command(flatten)]
    project: Project,
    /// Print a JSON object a line.
    #[arg(long)]
    json: bool,
}

#[derive(Args)]
struct Serve {
    /// The folder of the site.
    #[arg(long, default_value = "site")]
    site: PathBuf,
    /// The port to listen on.
    #[arg(long, default_value_t = 8080)]
    port: u16,
}

#[derive(Args)]
struct Search {
    /// The folder of the site.
    #[arg(long, default_value = "site")]
    site: PathBuf,
    /// How many hits to print.
    #[arg(long, default_value_t = 10)]
    limit: usize,
    /// Print a JSON object a line.
    #[arg(long)]
    json: bool,
}

fn main() -> ExitCode {
    let done = match Command::parse().task {
        Task::Build(task) => run_build(&task).map(|()| ExitCode::SUCCESS),
        Task::Check(task) => run_check(&task),
        Task::Serve(task) => run_serve(&task).map(|()| ExitCode::SUCCESS),
        Task::Search(task) => Ok(run_search(&task)),
    };
    done.unwrap_or_else(|message| {
        eprintln!("quire: {message}");
        ExitCode::from(FAILED)
    })
}

fn run_build(task: &Build) -> Result<(), String> {
    let started = Instant::now();
    let options = BuildOptions {
        project: task.project.options(),
        out: task.out.clone(),
        app: task.app.clone(),
        host: task.host,
        strict: task.strict,
        previous: task.previous.clone(),
        ..BuildOptions::default()
    };
    let bar = (!task.quiet).then(|| Bar::show(&options.progress));
    let built = build(&options).map_err(|error| error.to_string());
    drop(bar);
    let summary = built?;
    let mut err = io::stderr().lock();
    if task.quiet {
        let _ = report::problems(&summary, false, &mut err);
        return Ok(());
    }
    let _ = report::build(&summary, task.verbose, &mut err);
    let folder = env::current_dir().unwrap_or_default().join(&task.out);
    let _ = report::summary(&summary, started.elapsed(), &folder, &mut err);
    Ok(())
}

/// The exit code tells the worst that was found.
fn run_check(task: &Check) -> Result<ExitCode, String> {
    let checked = check(&task.project.options()).map_err(|error| error.to_string())?;
    let mut out = BufWriter::new(io::stdout().lock());
    let written =
        if task.json { report::check_json(&checked, &mut out) } else { report::check(&checked, &mut out) };
    written.and_then(|()| out.flush()).map_err(|error| format!("the report cannot be written: {error}"))?;
    let worst = checked.problems.iter().map(|problem| problem.severity).min();
    Ok(match worst {
        Some(Severity::Error) => ExitCode::from(FAILED),
        Some(Severity::Warning) => ExitCode::from(WARNED),
        Some(Severity::Note) | None => ExitCode::SUCCESS,
    })
}

/// What could not be searched is said; nothing at all is a failure of its own.
fn run_search(task: &Search) -> ExitCode {
    let answers = BufWriter::new(io::stdout().lock());
    match search::search(&task.site, task.limit, task.json, io::stdin().lock(), answers, io::stderr()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("quire: {error}");
            ExitCode::from(NOT_SEARCHED)
        }
    }
}

fn run_serve(task: &Serve) -> Result<(), String> {
    let ready = |address| println!("http://{address}/");
    serve::serve(&task.site, task.port, ready).map_err(|error| {
        let (site, port) = (task.site.display(), task.port);
        format!("cannot serve {site} on port {port}: {error}; build the site first, or name another --port")
    })
}
