//! `cargo xtask setup`: only the tools, for a machine that is to be prepared before
//! anything is built, such as one that runs the lints first.

use crate::{
    args::{Arguments, Takes, optional},
    browser,
    error::Error,
    project::Project,
    tools,
};

/// The options of the task.
pub(crate) const TAKES: Takes = Takes { options: &[optional("--browser", None)], word: None };

/// Installs what is missing.
pub(crate) fn run(project: &mut Project, arguments: &Arguments) -> Result<(), Error> {
    tools::ensure(project)?;
    if arguments.has("--browser") {
        browser::ensure_engines(project, None)?;
    }
    for tool in ["trunk", "wasm-bindgen"] {
        println!("{tool}: {}", project.tool(tool).display());
    }
    Ok(())
}
