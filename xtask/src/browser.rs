//! The browsers the tests drive, with their drivers: Chromium, without which the tests could not run, and Firefox and
//! `WebKitGTK`, whose promises are skipped where they are not. They are looked for before anything is built.

use std::path::PathBuf;

use crate::{
    error::Error,
    path::{can_apt_get, find},
    project::Project,
    step::Step,
    tools,
};

/// An engine the tests know.
struct Engine {
    /// On the command line.
    name: &'static str,
    /// What it needs, by the names that any one program of each may have.
    programs: &'static [&'static [&'static str]],
    /// Debian's packages of them.
    packages: &'static [&'static str],
}

const BROWSERS: &[&str] = &["chromium", "chromium-browser", "google-chrome"];
const CHROMIUM: Engine = Engine {
    name: "chromium",
    programs: &[BROWSERS, &["chromedriver"]],
    packages: &["chromium", "chromium-driver"],
};
const FIREFOX: Engine =
    Engine { name: "firefox", programs: &[&["firefox", "firefox-esr"]], packages: &["firefox-esr"] };
const WEBKIT: Engine = Engine {
    name: "webkit",
    programs: &[&["WebKitWebDriver"], &["Xvfb"]],
    packages: &["webkit2gtk-driver", "xvfb"],
};

/// Makes sure of Chromium and its driver; installs them where that needs no one's password.
pub(crate) fn ensure(project: &mut Project) -> Result<(), Error> {
    install(project, &CHROMIUM)?;
    let missing = CHROMIUM.missing();
    if missing.is_empty() {
        return Ok(());
    }
    Err(Error::new(
        format!(
            "The browser tests and the bench need {}, and PATH has no such program",
            missing.join(" and ")
        ),
        "install both (Debian: `sudo apt-get install chromium chromium-driver`; macOS: \
         `brew install --cask chromium chromedriver`; others: Chrome and the ChromeDriver of the \
         same version), or leave the browser out with `--no-browser`",
    ))
}

/// Makes sure of the engine of this name, or of all three; says their names, by commas. Firefox and `WebKitGTK` may be
/// missing: the tests say what they skip.
pub(crate) fn ensure_engines(project: &mut Project, wanted: Option<&str>) -> Result<String, Error> {
    let all = [CHROMIUM, FIREFOX, WEBKIT];
    let chosen: Vec<Engine> =
        all.into_iter().filter(|engine| wanted.is_none_or(|name| name == engine.name)).collect();
    if chosen.is_empty() {
        let what = format!("There is no browser `{}` to test in", wanted.unwrap_or_default());
        return Err(Error::new(
            what,
            "name `chromium`, `firefox` or `webkit`, or leave `--browser` out for all",
        ));
    }
    for engine in &chosen {
        if engine.name == CHROMIUM.name {
            ensure(project)?;
        } else if let Err(error) = ensure_other(project, engine) {
            eprintln!("{error}\n  The tests go on without {}.", engine.name);
        }
    }
    Ok(chosen.iter().map(|engine| engine.name).collect::<Vec<_>>().join(","))
}

fn ensure_other(project: &mut Project, engine: &Engine) -> Result<(), Error> {
    install(project, engine)?;
    if engine.name == FIREFOX.name && engine.missing().is_empty() {
        tools::ensure_geckodriver(project)?;
    }
    Ok(())
}

/// Where the browser is, if there is one.
pub(crate) fn program() -> Option<PathBuf> {
    find(BROWSERS)
}

impl Engine {
    fn missing(&self) -> Vec<String> {
        let missing = self.programs.iter().filter(|names| find(names).is_none());
        missing.map(|names| names.join(" or ")).collect()
    }
}

/// Installs what an engine lacks, where that needs no one's password.
fn install(project: &mut Project, engine: &Engine) -> Result<(), Error> {
    if engine.missing().is_empty() || !can_apt_get() {
        return Ok(());
    }
    let args = [&["install", "-y", "--no-install-recommends"], engine.packages].concat();
    apt_get(project, "reading the list of packages", "package list read", &["update"])?;
    let (doing, done) = (format!("installing {}", engine.name), format!("{} installed", engine.name));
    apt_get(project, &doing, &done, &args)
}

fn apt_get(project: &mut Project, doing: &str, done: &str, args: &[&str]) -> Result<(), Error> {
    let mut command = project.command("apt-get");
    command.args(args).env("DEBIAN_FRONTEND", "noninteractive");
    let next = "install the packages by hand, or leave the browser tests out with \
                `cargo xtask test --no-browser`";
    Step::new(doing, done, next).run(project, command)
}
