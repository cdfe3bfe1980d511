//! Builds the two halves of Quire: the app (trunk, into `dist/`), then the `quire`
//! tool that carries the built app inside itself. The order matters, because the
//! tool's build script reads the finished app.

use crate::{
    error::Error,
    project::Project,
    step::{Output, Step},
    tools,
};

/// Sets up the tools and builds the app.
pub(crate) fn build(project: &mut Project) -> Result<(), Error> {
    tools::ensure(project)?;
    // Trunk is kept off the network, so that it cannot download tools of its own choosing;
    // the crates must be there before it starts.
    let next = "check the network; if Cargo.lock is out of date, run `cargo check` and commit it";
    let fetch = project.cargo(&["fetch", "--locked"]);
    Step::new("fetching the crates", "crates fetched", next).run(project, fetch)?;

    let mut trunk = project.command(project.tool("trunk"));
    trunk.args(["build", "--release", "--locked", "--offline"]);
    // Trunk 0.21 takes NO_COLOR=1 for a malformed option and stops.
    trunk.env_remove("NO_COLOR").env("TRUNK_COLOR", "never");
    // Its own backtraces would push the compiler's message out of the lines that are shown.
    trunk.env("RUST_BACKTRACE", "0").env_remove("RUST_LIB_BACKTRACE");
    let next = "mend what the compiler or trunk names above, then run the same task again";
    Step::new("building the app", "app built", next).run(project, trunk)
}

/// Builds the tool around the app that [`build`] left.
pub(crate) fn build_tool(project: &mut Project) -> Result<(), Error> {
    let args = ["build", "--locked", "--profile", "native", "--package", "quire-press"];
    let mut cargo = project.cargo(&args);
    cargo.env("QUIRE_APP", project.dist());
    let next = "mend what the compiler names above, then run the same task again";
    Step::new("building the tool", "tool built", next).run(project, cargo)
}

/// Presses content with the built tool; `args` are the options of `quire build`.
pub(crate) fn press(project: &mut Project, args: &[std::ffi::OsString]) -> Result<(), Error> {
    let mut quire = project.command(project.quire());
    quire.arg("build").args(args);
    let next = "mend the content or the option named above, then run the same task again";
    let mut step = Step::new("pressing the content", "content pressed", next);
    // Warnings about the content are for its author, who is the one waiting.
    step.output = Output::Reported;
    step.run(project, quire)
}
