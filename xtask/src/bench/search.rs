//! `cargo xtask bench search`: Quire and its peers, the same posts and the same queries, in one run.

use std::{
    ffi::OsString,
    fs,
    path::{Path, PathBuf},
};

use super::{
    chosen, memory,
    rows::Rows,
    table,
    workbench::{CORPORA, Workbench},
};
use crate::{args::Arguments, error::Error, project::Project, step::Step};

/// The peers, in the order they are asked.
const PEERS: &[&str] = &["pagefind", "minisearch", "flexsearch", "orama", "lunr", "elasticlunr", "fuse"];

/// The one that has a script of its own, as it answers in the browser only.
const IN_BROWSER: &str = "pagefind";

/// Measures all engines on all corpora and prints the table, which is kept in `target/bench/search.md` too.
pub(crate) fn run(project: &mut Project, arguments: &Arguments) -> Result<(), Error> {
    let corpora = chosen(arguments, "--corpora", CORPORA)?;
    let mut peers = chosen(arguments, "--engines", PEERS)?;
    let in_browser = !arguments.has("--no-browser");
    peers.retain(|peer| in_browser || peer != IN_BROWSER);
    let Some(bench) = Workbench::prepare(project, in_browser)? else {
        return Ok(());
    };
    Workbench::build(project)?;
    let mut measured = Vec::new();
    for name in corpora {
        let corpus = Corpus::new(project, &bench, &name)?;
        corpus.quire(project, in_browser)?;
        for peer in &peers {
            corpus.peer(project, peer)?;
        }
        let rows = Rows::read(&corpus.rows)?;
        measured.push((name, rows));
    }
    let report = table::report(&measured);
    let kept = bench.folder.join("search.md");
    fs::write(&kept, &report).map_err(|error| bench.broken(&kept, &error))?;
    print!("{report}");
    Ok(())
}

/// One corpus, and the file of what was measured on it.
struct Corpus<'a> {
    bench: &'a Workbench,
    name: &'a str,
    folder: PathBuf,
    rows: PathBuf,
}

impl<'a> Corpus<'a> {
    fn new(project: &mut Project, bench: &'a Workbench, name: &'a str) -> Result<Self, Error> {
        let folder = bench.corpus(project, name)?;
        let rows = bench.empty(&format!("rows/{name}"))?.join("rows.tsv");
        Ok(Self { bench, name, folder, rows })
    }

    /// Presses the corpus as a blog, and asks its index, from outside and in the page.
    fn quire(&self, project: &mut Project, in_browser: bool) -> Result<(), Error> {
        let place = self.bench.empty(&format!("blogs/{}", self.name))?;
        let (content, site) = (place.join("content"), place.join("site"));
        self.run(project, "written as a blog", "bench/blog.mjs", &[(&content).into()])?;
        eprintln!("  {}: pressing the blog …", self.name);
        let mut quire = project.command(project.quire());
        quire.arg("build").arg("--content").arg(&content).arg("--out").arg(&site);
        let built = memory::run(quire, &place.join("build.log"))?;
        let seconds = OsString::from(format!("{:.2}", built.seconds));
        let native = [(&site).into(), project.quire().into(), seconds.clone()];
        self.run(project, "quire asked", "bench/native.mjs", &native)?;
        if !in_browser {
            return Ok(());
        }
        if !site.join("quire.js").is_file() {
            eprintln!("  {}: the site has no quire.js, so Quire is not measured in Chromium", self.name);
            return Ok(());
        }
        self.run(project, "quire asked in Chromium", "bench/page.mjs", &[(&site).into(), seconds])?;
        if self.folder.join("known.jsonl").is_file() {
            let done = "quire and minisearch typed to in Chromium";
            self.run(project, done, "bench/keystrokes.mjs", &[site.into()])?;
        }
        Ok(())
    }

    fn peer(&self, project: &mut Project, peer: &str) -> Result<(), Error> {
        // One at a time: the memory that one leaves behind would slow the next.
        let (script, args): (_, &[OsString]) = match peer {
            IN_BROWSER => ("pagefind.mjs", &[]),
            library => ("search.mjs", &[library.into()]),
        };
        self.run(project, &format!("{peer} asked"), script, args)
    }

    fn run(&self, project: &mut Project, done: &str, script: &str, args: &[OsString]) -> Result<(), Error> {
        let mut node = self.bench.node(project, script, Path::new(&self.rows))?;
        node.arg(&self.folder).args(args);
        let next = format!("read the lines above; the script is {script} of benches/ or of the peers");
        let done = format!("{}: {done}", self.name);
        Step::new(format!("{}: {script}", self.name), done, next).run(project, node)
    }
}
