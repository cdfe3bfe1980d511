//! The browser the tests drive: Chromium and its driver. Without them the browser
//! tests could not run, so they are looked for before anything is built.

use std::path::PathBuf;

use crate::{
    error::Error,
    path::{can_apt_get, find},
    project::Project,
    step::Step,
};

const BROWSERS: &[&str] = &["chromium", "chromium-browser", "google-chrome"];
const DRIVER: &str = "chromedriver";

/// Makes sure of a browser and its driver; installs them where that needs no one's password.
pub(crate) fn ensure(project: &mut Project) -> Result<(), Error> {
    if missing().is_empty() {
        return Ok(());
    }
    if can_apt_get() {
        apt_get(project, "reading the list of packages", "package list read", &["update"])?;
        let install = ["install", "-y", "chromium", "chromium-driver"];
        apt_get(project, "installing Chromium", "Chromium installed", &install)?;
    }
    let missing = missing();
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

/// Where the browser is, if there is one.
pub(crate) fn program() -> Option<PathBuf> {
    find(BROWSERS)
}

fn missing() -> Vec<String> {
    let mut missing = Vec::new();
    if program().is_none() {
        missing.push(format!("Chromium ({})", BROWSERS.join(" or ")));
    }
    if find(&[DRIVER]).is_none() {
        missing.push(DRIVER.to_owned());
    }
    missing
}

fn apt_get(project: &mut Project, doing: &str, done: &str, args: &[&str]) -> Result<(), Error> {
    let mut command = project.command("apt-get");
    command.args(args).env("DEBIAN_FRONTEND", "noninteractive");
    let next = "install chromium and chromium-driver by hand, or leave the browser tests out with \
                `cargo xtask test --no-browser`";
    Step::new(doing, done, next).run(project, command)
}
