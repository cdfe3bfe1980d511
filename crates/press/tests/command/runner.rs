//! Blogs in folders of their own, and the tool at work in them.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

/// What a run of the tool did.
pub(crate) struct Run {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

/// Runs the tool in a folder, on the first day of 2026.
pub(crate) fn quire(folder: &Path, arguments: &[&str]) -> Run {
    run(Command::new(env!("CARGO_BIN_EXE_quire")).args(arguments).current_dir(folder))
}

/// Runs a command that is the tool, or leads to it, on the first day of 2026.
pub(crate) fn run(command: &mut Command) -> Run {
    let output = command.env("SOURCE_DATE_EPOCH", "1767225600").output().expect("quire runs");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    Run {
        code: output.status.code().expect("an exit code"),
        out: text(output.stdout),
        err: text(output.stderr),
    }
}

/// A folder with these files.
pub(crate) fn blog(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in files {
        let file = folder.path().join(name);
        fs::create_dir_all(file.parent().expect("a parent")).expect("folders");
        fs::write(file, text).expect("a file");
    }
    folder
}

/// Builds a site, which goes well, and gives what is printed.
pub(crate) fn build(folder: &Path) -> String {
    build_with(folder, &[])
}

/// The same with some options.
pub(crate) fn build_with(folder: &Path, options: &[&str]) -> String {
    let run = quire(folder, &[&["build"], options].concat());
    assert_eq!(run.code, 0, "{}", run.err);
    run.err
}

/// The text of a file of the site.
pub(crate) fn read(folder: &Path, file: &str) -> String {
    fs::read_to_string(folder.join("site").join(file)).unwrap_or_else(|error| panic!("{file}: {error}"))
}

/// The files of the site, from its root.
pub(crate) fn files(folder: &Path) -> BTreeSet<String> {
    let site = folder.join("site");
    let entries = walkdir::WalkDir::new(&site).into_iter().map(|entry| entry.expect("an entry").into_path());
    let inside = |path: &Path| path.strip_prefix(&site).expect("inside").to_string_lossy().into_owned();
    entries.filter(|path| path.is_file()).map(|path| inside(&path)).collect()
}

/// A post with nothing to mend.
pub(crate) const GOOD: &str = "---\ntitle: Good\ndate: 2025-01-02\ndescription: A post.\n---\nWords.\n";
