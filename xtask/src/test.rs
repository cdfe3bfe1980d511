//! `cargo xtask test`: every test there is, against the very app a reader would download.

use std::time::Duration;

use crate::{
    app,
    args::{Arguments, Takes, optional},
    browser,
    error::Error,
    progress::seconds,
    project::Project,
    step::{Output, Step},
};

/// The options of the task.
pub(crate) const TAKES: Takes = Takes {
    options: &[optional("--browser", Some("NAME")), optional("--no-browser", None)],
    word: Some("FILTER"),
};

// What the browser tests look for, the names of engines; without it they say that they are skipped.
const BROWSER: &str = "QUIRE_TEST_BROWSER";

/// Builds the app, then runs the tests whose names contain the filter. The tool that they press with is cargo's own, which
/// is built with them, as the one for authors would take minutes more.
pub(crate) fn run(project: &mut Project, arguments: &Arguments) -> Result<(), Error> {
    let engines = if arguments.has("--no-browser") {
        None
    } else {
        Some(browser::ensure_engines(project, arguments.value("--browser"))?)
    };
    app::build(project)?;

    let mut cargo = project.cargo(&["test", "--workspace", "--locked"]);
    cargo.args(&arguments.word).env("QUIRE_APP", project.dist());
    match engines {
        Some(names) => cargo.env(BROWSER, names),
        None => cargo.env_remove(BROWSER),
    };
    let next = "the first failing test above says what it expected; run it alone with \
                `cargo xtask test <its name>`";
    let mut step = Step::new("running the tests", "tests passed", next);
    step.output = Output::Streamed;
    let result = step.run(project, cargo);
    summarise(&project.finished);
    result
}

fn summarise(finished: &[(String, Duration)]) {
    eprintln!("\nTime per step:");
    for (step, took) in finished {
        eprintln!("  {step:<28} {:>8}", seconds(*took));
    }
    let total = finished.iter().map(|(_, took)| *took).sum();
    eprintln!("  {:<28} {:>8}", "together", seconds(total));
}
