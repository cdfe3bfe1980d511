//! The handbook keeps its word: `quire check` has nothing to say about it, its commands run as they stand, its examples are
//! what the tool does, and no key and no rule is missing.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

mod blocks;
mod commands;
mod examples;
mod keys;
mod search;

/// The clock of every test, so that no post of the handbook is still to come: the first day of 2027.
const NOW: &str = "1798761600";

fn content() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content")
}

/// The posts by the names of their files.
fn posts() -> Vec<(String, String)> {
    let files = fs::read_dir(content()).expect("the handbook").map(|entry| entry.expect("a file").path());
    let mut posts: Vec<(String, String)> = files
        .filter(|file| file.extension().is_some_and(|ending| ending == "md"))
        .map(|file| {
            let name = file.file_name().expect("a name").to_string_lossy().into_owned();
            (name, fs::read_to_string(&file).expect("a post"))
        })
        .collect();
    posts.sort();
    posts
}

fn post(name: &str) -> String {
    fs::read_to_string(content().join(name)).expect(name)
}

fn quire(arguments: &[&str], folder: &Path) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_quire"));
    command.args(arguments).current_dir(folder).env("SOURCE_DATE_EPOCH", NOW).output().expect("quire runs")
}

/// Runs a command as an author does who has `quire` on the path.
fn shell(line: &str, folder: &Path) -> Output {
    let tool = Path::new(env!("CARGO_BIN_EXE_quire")).parent().expect("a folder");
    let path = format!("{}:{}", tool.display(), std::env::var("PATH").unwrap_or_default());
    let mut command = Command::new("sh");
    command.args(["-c", line]).current_dir(folder);
    command.env("PATH", path).env("TMPDIR", folder).env("SOURCE_DATE_EPOCH", NOW).output().expect("a shell")
}

#[test]
fn quire_check_has_nothing_to_say_about_it() {
    let folder = content();
    let checked = quire(&["check", "--content", &folder.to_string_lossy()], &folder);
    let said = String::from_utf8_lossy(&checked.stdout);
    assert!(checked.status.success() && said.ends_with("nothing to mend\n"), "{said}");
}
