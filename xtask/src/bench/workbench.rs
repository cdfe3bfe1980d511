//! The folder that benches work in, `target/bench`: the peers' scripts and libraries beside our own scripts, and the
//! corpora. Nothing of the shared folder is kept in the project, and without that folder there is no bench.

use std::{
    env,
    ffi::{OsStr, OsString},
    fs, io,
    path::{Path, PathBuf},
    process::Command,
};

use crate::{app, browser, error::Error, path, project::Project, step::Step};

/// The blog whose pages are measured.
pub(crate) const BLOG: &str = "digitalgov";

/// Made from blogs by the peers' `corpus.py`: a name, and where under `data/blogs` its posts are.
const BLOGS: &[(&str, &str)] = &[("digitalgov", "digitalgov/news"), ("rust-blog", "rust-blog/content")];

/// With judgements by people: folders of `data/ir`.
const JUDGED: &[&str] = &["cranfield", "med"];

/// Every corpus, in the order of the table.
pub(crate) const CORPORA: &[&str] = &["digitalgov", "rust-blog", "cranfield", "med"];

/// What drives Chromium (`pagefind.mjs` needs it too), and what judges pages: the last that runs in Node 20.
const DRIVERS: &[&str] = &["playwright-core@1", "lighthouse@12"];

/// A folder where benches can run.
pub(crate) struct Workbench {
    /// The folder itself.
    pub(crate) folder: PathBuf,
    /// Blogs, collections and the peers' scripts.
    shared: PathBuf,
    browser: Option<PathBuf>,
}

impl Workbench {
    /// Gets everything ready, or says what is missing: without the shared folder there is nothing to measure on.
    pub(crate) fn prepare(project: &mut Project, in_browser: bool) -> Result<Option<Self>, Error> {
        let beside = project.root.join("../shared");
        let shared = env::var_os("QUIRE_SHARED").map_or(beside, |folder| project.caller.join(folder));
        if !shared.join("peers").is_dir() || !shared.join("data").is_dir() {
            eprintln!(
                "skipped: {} has no peers/ and data/; QUIRE_SHARED may name the folder that has them",
                shared.display()
            );
            return Ok(None);
        }
        let browser = if in_browser {
            browser::ensure(project)?;
            browser::program()
        } else {
            None
        };
        let bench = Self { folder: project.target.join("bench"), shared, browser };
        bench.peers(project)?;
        Ok(Some(bench))
    }

    /// Builds what is measured: the app, the tool, and the program that weighs an index.
    pub(crate) fn build(project: &mut Project) -> Result<(), Error> {
        app::build(project)?;
        app::build_tool(project)?;
        let cargo =
            ["build", "--locked", "--profile", "native", "--package", "quire-search", "--example", "weigh"];
        let cargo = project.cargo(&cargo);
        let next = "mend what the compiler names above, then run the same task again";
        Step::new("building the scales", "scales built", next).run(project, cargo)
    }

    /// The posts of the real blogs.
    pub(crate) fn blogs(&self) -> Vec<PathBuf> {
        BLOGS.iter().map(|(_, posts)| self.shared.join("data/blogs").join(posts)).collect()
    }

    /// The folder of a blog with all that belongs to it.
    pub(crate) fn blog(&self, name: &str) -> PathBuf {
        self.shared.join("data/blogs").join(name)
    }

    /// The folder of a corpus, made now when it is a blog's.
    pub(crate) fn corpus(&self, project: &mut Project, name: &str) -> Result<PathBuf, Error> {
        let Some((_, posts)) = BLOGS.iter().find(|(blog, _)| *blog == name) else {
            debug_assert!(JUDGED.contains(&name), "{name} is a corpus");
            return Ok(self.shared.join("data/ir").join(name));
        };
        let folder = self.folder.join("corpora").join(name);
        if !folder.join("known.jsonl").is_file() {
            let python = self.python(project)?;
            let mut python = project.command(python);
            python.args(["-W", "ignore"]).arg(self.folder.join("peers/corpus.py"));
            python.arg(self.shared.join("data/blogs").join(posts)).arg(&folder);
            let next = "read the lines above; corpus.py is the shared folder's";
            let done = format!("{name} turned into a corpus");
            Step::new(format!("turning {name} into a corpus"), done, next).run(project, python)?;
        }
        Ok(folder)
    }

    /// A command that runs a script of ours (`bench/…`) or of the peers.
    pub(crate) fn node(&self, project: &Project, script: &str, rows: &Path) -> Result<Command, Error> {
        let scratch = self.empty("scratch")?;
        let mut node = project.command("node");
        // Orama's index of a blog passes what Node allows itself.
        node.arg("--max-old-space-size=8192").arg(self.folder.join("peers").join(script));
        node.env("ROWS", rows).env("TMPDIR", scratch).env("WEIGH", weigh(project));
        if let Some(browser) = &self.browser {
            node.env("CHROMIUM", browser);
        }
        Ok(node)
    }

    /// A folder of that name with nothing in it.
    pub(crate) fn empty(&self, name: &str) -> Result<PathBuf, Error> {
        let folder = self.folder.join(name);
        let emptied = match fs::remove_dir_all(&folder) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => fs::create_dir_all(&folder),
        };
        emptied.map_err(|error| self.broken(&folder, &error))?;
        Ok(folder)
    }

    /// What to say when something in the folder cannot be read or written.
    pub(crate) fn broken(&self, path: &Path, error: &io::Error) -> Error {
        let next = format!("look at the disk, or delete {} and try again", self.folder.display());
        Error::new(format!("{}: {error}", path.display()), next)
    }

    /// Copies the scripts, and installs the libraries they need.
    fn peers(&self, project: &mut Project) -> Result<(), Error> {
        let peers = self.folder.join("peers");
        let copy = |from: &Path, to: &Path| copy_files(from, to).map_err(|error| self.broken(to, &error));
        copy(&self.shared.join("peers"), &peers)?;
        copy(&project.root.join("benches"), &peers.join("bench"))?;
        // Ours takes the place of theirs, and calls it.
        let (theirs, ours) = (peers.join("measure.mjs"), peers.join("bench/measure.mjs"));
        fs::rename(&theirs, peers.join("shared.mjs")).map_err(|error| self.broken(&theirs, &error))?;
        fs::rename(&ours, &theirs).map_err(|error| self.broken(&ours, &error))?;

        let (wanted, installed) = (peers.join("package.json"), peers.join("node_modules/.installed"));
        let wanted = fs::read(&wanted).map_err(|error| self.broken(&wanted, &error))?;
        let wanted = [wanted, DRIVERS.join("\n").into_bytes()].concat();
        if fs::read(&installed).is_ok_and(|installed| installed == wanted) {
            return Ok(());
        }
        if path::find(&["npm"]).is_none() || path::find(&["node"]).is_none() {
            let next = "install Node.js, version 20.11 or newer, which brings both";
            return Err(Error::new("The bench needs node and npm, and PATH lacks one of them", next));
        }
        let mut npm = project.command("npm");
        npm.args(["install", "--no-audit", "--no-fund"]).args(DRIVERS).current_dir(&peers);
        let next = "check the network and npm's settings, then run the same task again";
        Step::new("installing the peers", "peers installed", next).run(project, npm)?;
        fs::write(&installed, wanted).map_err(|error| self.broken(&installed, &error))
    }

    /// A Python that has `yaml`: the machine's own, or one in the bench's folder.
    fn python(&self, project: &mut Project) -> Result<OsString, Error> {
        let has_yaml = |python: &OsStr| path::output_of(python, &["-c", "import yaml, tomllib"]).is_some();
        if has_yaml(OsStr::new("python3")) {
            return Ok("python3".into());
        }
        let folder = self.folder.join("python");
        let python = path::executable(&folder.join("bin"), "python3").into_os_string();
        if !has_yaml(&python) {
            let next = "install Python 3.11 or newer with venv and pip, or PyYAML for the python3 on PATH";
            let mut venv = project.command("python3");
            venv.args(["-m", "venv"]).arg(&folder);
            Step::new("making a Python of its own", "Python made", next).run(project, venv)?;
            let mut pip = project.command(&python);
            pip.args(["-m", "pip", "install", "--quiet", "pyyaml"]);
            Step::new("installing PyYAML", "PyYAML installed", next).run(project, pip)?;
        }
        Ok(python)
    }
}

/// `crates/search/examples/weigh.rs`, built.
fn weigh(project: &Project) -> PathBuf {
    path::executable(&project.target.join("native/examples"), "weigh")
}

/// Copies the files of a folder, not its folders.
fn copy_files(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let file = entry?.path();
        if let Some(name) = file.file_name().filter(|_| file.is_file()) {
            // Written, not copied: a copy would inherit that the original is read-only.
            fs::write(to.join(name), fs::read(&file)?)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_corpus_is_a_blog_or_judged() {
        let blogs = BLOGS.iter().map(|(name, _)| *name);
        assert_eq!(blogs.chain(JUDGED.iter().copied()).collect::<Vec<_>>(), CORPORA);
    }
}
