//! `cargo xtask`: the one door to setting up, building, serving, testing and
//! measuring Quire. This file is the table of tasks; each task lives in the file
//! of its name.

mod app;
mod args;
mod bench;
mod blame;
mod browser;
mod build;
mod deny;
mod error;
mod lock;
mod names;
mod needless;
mod path;
mod progress;
mod project;
mod serve;
mod setup;
mod size;
mod slim;
mod step;
mod strip;
mod test;
mod tools;
mod wasm;

use std::{env, fmt::Write as _, process::ExitCode};

use args::Arguments;
use error::Error;
use project::Project;

/// One line of the table: what the task is called, takes, does, and the function that does it.
struct Task {
    name: &'static str,
    help: &'static str,
    takes: args::Takes,
    run: fn(&mut Project, &Arguments) -> Result<(), Error>,
}

const TASKS: &[Task] = &[
    Task {
        name: "serve",
        help: "build everything, press the content and serve it on this machine",
        takes: serve::TAKES,
        run: serve::run,
    },
    Task {
        name: "build",
        help: "build everything and press a folder of Markdown into a blog",
        takes: build::TAKES,
        run: build::run,
    },
    Task {
        name: "test",
        help: "build everything and run every test, in a real browser too",
        takes: test::TAKES,
        run: test::run,
    },
    Task {
        name: "size",
        help: "build the app and hold its download against its budgets",
        takes: size::TAKES,
        run: size::run,
    },
    Task {
        name: "bench",
        help: "build everything and measure search: against its peers, on large blogs, on a blog that grows",
        takes: bench::TAKES,
        run: bench::run,
    },
    Task {
        name: "deny",
        help: "check the licences and the sources of all crates, and what is known against them",
        takes: deny::TAKES,
        run: deny::run,
    },
    Task {
        name: "setup",
        help: "install the tools the other tasks need, which they also do themselves",
        takes: setup::TAKES,
        run: setup::run,
    },
    Task {
        name: "strip",
        help: "take the names out of the built app; trunk calls this by itself",
        takes: strip::TAKES,
        run: strip::run,
    },
];

fn main() -> ExitCode {
    let words: Vec<String> = env::args_os().skip(1).map(|word| word.to_string_lossy().into_owned()).collect();
    match dispatch(&words) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::from(error.exit_code())
        }
    }
}

fn dispatch(words: &[String]) -> Result<(), Error> {
    let Some((name, rest)) = words.split_first() else {
        print!("{}", table());
        return Ok(());
    };
    if is_help(name) || name == "help" {
        print!("{}", table());
        return Ok(());
    }
    let Some(task) = TASKS.iter().find(|task| task.name == name) else {
        let likely = args::closest(name, TASKS.iter().map(|task| task.name));
        let hint = likely.map(|name| format!("Did you mean `cargo xtask {name}`?\n\n"));
        let hint = hint.unwrap_or_default();
        return Err(Error::Usage(format!("There is no task `{name}`. {hint}{}", table())));
    };
    if rest.iter().any(|word| is_help(word)) {
        println!("cargo xtask {}{}\n  {}", task.name, task.takes.usage(), task.help);
        return Ok(());
    }
    let arguments = args::parse(task.name, &task.takes, rest)?;
    let mut project = Project::locate()?;
    (task.run)(&mut project, &arguments)
}

fn is_help(word: &str) -> bool {
    word == "--help" || word == "-h"
}

fn table() -> String {
    let mut table = String::from("Usage: cargo xtask <task> [options]\n\n");
    for task in TASKS {
        let (name, help, usage) = (task.name, task.help, task.takes.usage());
        let _ = write!(table, "  {name:<6} {help}\n  {:<6}{usage}\n", "");
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dispatched(words: &[&str]) -> Result<(), Error> {
        dispatch(&words.iter().map(ToString::to_string).collect::<Vec<_>>())
    }

    #[test]
    fn every_task_has_its_line_in_the_table() {
        let table = table();
        for task in TASKS {
            assert!(table.contains(task.help), "{} is missing from\n{table}", task.name);
        }
    }

    #[test]
    fn an_unknown_task_exits_2_and_names_the_likely_one() {
        let error = dispatched(&["serv"]).expect_err("there is no such task");
        assert_eq!(error.exit_code(), 2);
        assert!(error.to_string().contains("cargo xtask serve"), "{error}");
    }

    #[test]
    fn an_unknown_option_exits_2_and_names_the_likely_one() {
        let error = dispatched(&["serve", "--prot", "80"]).expect_err("there is no such option");
        assert_eq!(error.exit_code(), 2);
        assert!(error.to_string().contains("--port"), "{error}");
    }
}
