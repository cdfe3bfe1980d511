//! The `quire` command: `build` a site, `serve` it on this machine, `search` it.

use std::io::{BufWriter, Write};
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;
use std::{env, io};

use clap::{Args, Parser, Subcommand};
use quire_press::{BuildOptions, Severity, Summary, build, search, serve};

/// Warnings shown without `--verbose`.
const SHOWN: usize = 20;

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
    /// Serve a built site on this machine.
    Serve(Serve),
    /// Ask a built site's search index: a query a line on standard input.
    Search(Search),
}

#[derive(Args)]
struct Build {
    /// The folder with the posts.
    #[arg(long, default_value = "content")]
    content: PathBuf,
    /// The folder for the site; it is replaced whole.
    #[arg(long, short, default_value = "site")]
    out: PathBuf,
    /// The blog's settings; else `quire.toml` in the content folder or the folder around it.
    #[arg(long)]
    config: Option<PathBuf>,
    /// Where the site will live: feeds and canonical links need it.
    #[arg(long)]
    base_url: Option<String>,
    /// Show drafts too.
    #[arg(long)]
    drafts: bool,
    /// The app as trunk built it, in place of the one inside this tool.
    #[arg(long)]
    app: Option<PathBuf>,
    /// Show every warning.
    #[arg(long, short)]
    verbose: bool,
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
        Task::Build(task) => run_build(&task),
        Task::Serve(task) => run_serve(&task),
        Task::Search(task) => {
            let answers = BufWriter::new(io::stdout().lock());
            search::search(&task.site, task.limit, task.json, io::stdin().lock(), answers)
                .map_err(|error| error.to_string())
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("quire: {message}");
            ExitCode::FAILURE
        }
    }
}

fn run_build(task: &Build) -> Result<(), String> {
    let started = Instant::now();
    let options = BuildOptions {
        content: task.content.clone(),
        out: task.out.clone(),
        config: task.config.clone(),
        base_url: task.base_url.clone(),
        drafts: task.drafts,
        app: task.app.clone(),
        ..BuildOptions::default()
    };
    let summary = build(&options).map_err(|error| error.to_string())?;
    let mut err = io::stderr().lock();
    report(&summary, task.verbose, &mut err);
    let bytes = summary.bytes as f64 / 1e6;
    let _ = writeln!(
        err,
        "{} in {} files ({bytes:.1} MB) in {:.2} s: {}",
        counted(summary.posts, "post"),
        summary.files,
        started.elapsed().as_secs_f64(),
        env::current_dir().unwrap_or_default().join(&task.out).display()
    );
    Ok(())
}

/// What there is to say about the author's files: every error, and as many warnings as one reads.
fn report(summary: &Summary, verbose: bool, to: &mut impl Write) {
    let (errors, warnings): (Vec<_>, Vec<_>) = summary
        .problems
        .iter()
        .filter(|problem| verbose || problem.severity != Severity::Note)
        .partition(|problem| problem.severity == Severity::Error);
    let shown = if verbose { warnings.len() } else { SHOWN };
    for problem in warnings.iter().take(shown).chain(&errors) {
        let _ = writeln!(to, "{problem}");
    }
    if warnings.len() > shown {
        let _ = writeln!(to, "… and {} more warnings; --verbose shows them all", warnings.len() - shown);
    }
    if let Some(settings) = &summary.settings {
        let _ = writeln!(to, "{settings}");
    }
    let (rendered, dropped) = (&summary.shortcodes.rendered, &summary.shortcodes.dropped);
    for (counts, what) in [(rendered, "rendered"), (dropped, "left out, see the warnings")] {
        if !counts.is_empty() && (verbose || what != "rendered") {
            let names: Vec<String> = counts.iter().map(|(name, count)| format!("{name} ({count})")).collect();
            let _ = writeln!(to, "shortcodes {what}: {}", names.join(", "));
        }
    }
    if summary.drafts > 0 {
        let _ = writeln!(to, "{} left out; --drafts shows them", counted(summary.drafts, "draft"));
    }
    if !errors.is_empty() {
        let _ = writeln!(to, "{} left out: see the errors above", counted(errors.len(), "post"));
    }
    if !summary.has_app {
        let _ = writeln!(
            to,
            "this quire was built without the reader's app: the site has no search; name the app's folder with --app"
        );
    }
}

fn counted(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}

fn run_serve(task: &Serve) -> Result<(), String> {
    let ready = |address| println!("http://{address}/");
    serve::serve(&task.site, task.port, ready).map_err(|error| {
        let (site, port) = (task.site.display(), task.port);
        format!("cannot serve {site} on port {port}: {error}; build the site first, or name another --port")
    })
}
