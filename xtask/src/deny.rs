//! `cargo xtask deny`: holds the crates that Quire is made of to `deny.toml`: their licences, where they come from,
//! which of them are there twice, and what is known against them. The last needs a database from the web, and is
//! passed over where that cannot be had.

use crate::{
    args::{Arguments, Takes},
    error::Error,
    project::Project,
    step::{Output, Step},
    tools,
};

/// The options of the task: none.
pub(crate) const TAKES: Takes = Takes { options: &[], word: None };

/// Checks what can be checked here.
pub(crate) fn run(project: &mut Project, _: &Arguments) -> Result<(), Error> {
    tools::ensure_deny(project)?;
    check(project, &["licenses", "bans", "sources"])?;
    let deny = project.tool("cargo-deny");
    let fetched = project.command(&deny).args(["--log-level", "off", "fetch", "db"]).output();
    if fetched.is_ok_and(|fetched| fetched.status.success()) {
        check(project, &["--disable-fetch", "advisories"])
    } else {
        println!("skipped: advisories, as their database cannot be fetched from here");
        Ok(())
    }
}

fn check(project: &mut Project, what: &[&str]) -> Result<(), Error> {
    let mut command = project.command(project.tool("cargo-deny"));
    command.args(["--locked", "check"]).args(what);
    let next = "read above which crate it is; choose another, or say in deny.toml why it may stay";
    let mut step = Step::new("checking the crates", "crates checked", next);
    step.output = Output::Streamed;
    step.run(project, command)
}
