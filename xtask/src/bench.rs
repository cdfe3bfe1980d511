//! `cargo xtask bench`: Quire measured. `search` asks it and its peers the same queries in one run;
//! `scale` builds blogs of up to a hundred thousand posts and says what search costs there; `growth` adds posts to a blog
//! and says how much of its index changes; `pages` has Lighthouse judge pages, and weighs a first view.
//!
//! What is measured runs in Node and in Chromium (the scripts in `benches/`, copied beside the peers that they
//! measure); the tables are made here.

mod compare;
mod generate;
mod growth;
mod memory;
mod pages;
mod random;
mod rows;
mod scale;
mod search;
mod table;
mod workbench;

use crate::{
    args::{Arguments, Takes, optional},
    error::Error,
    project::Project,
};

/// The options of the task.
pub(crate) const TAKES: Takes = Takes {
    options: &[
        optional("--corpora", Some("NAME,…")),
        optional("--engines", Some("NAME,…")),
        optional("--posts", Some("N,…")),
        optional("--no-browser", None),
    ],
    word: Some("search|scale|growth|pages"),
};

/// Runs the bench of the given name.
pub(crate) fn run(project: &mut Project, arguments: &Arguments) -> Result<(), Error> {
    let refuse =
        |what: &str| Err(Error::Usage(format!("{what}\nUsage: cargo xtask bench{}\n", TAKES.usage())));
    match arguments.word.as_deref() {
        Some("search") if arguments.has("--posts") => {
            refuse("`--posts` is for `bench scale` and `bench pages`.")
        }
        Some("search") => search::run(project, arguments),
        Some("scale") if arguments.has("--corpora") || arguments.has("--engines") => {
            refuse("`--corpora` and `--engines` are for `bench search`.")
        }
        Some("scale") => scale::run(project, arguments),
        Some("growth") => growth::run(project),
        Some("pages")
            if arguments.has("--corpora") || arguments.has("--engines") || arguments.has("--no-browser") =>
        {
            refuse("`bench pages` takes `--posts` only.")
        }
        Some("pages") => pages::run(project, arguments),
        Some(other) => refuse(&format!("There is no bench `{other}`.")),
        None => refuse("Which bench: `search`, `scale`, `growth` or `pages`?"),
    }
}

/// What an option lists, separated by commas; without the option, all of them.
fn chosen(arguments: &Arguments, option: &str, all: &[&str]) -> Result<Vec<String>, Error> {
    let Some(given) = arguments.value(option) else {
        return Ok(all.iter().map(ToString::to_string).collect());
    };
    let named: Vec<String> = given.split(',').map(|name| name.trim().to_owned()).collect();
    match named.iter().find(|name| !all.contains(&name.as_str())) {
        Some(name) => {
            let all = all.join(", ");
            Err(Error::Usage(format!("`{option} {name}`: there are {all}.")))
        }
        None => Ok(named),
    }
}
