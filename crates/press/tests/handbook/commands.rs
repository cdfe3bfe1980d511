//! Every command of the handbook runs as it stands.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use super::blocks::blocks;
use super::{posts, quire, shell};

/// What begins a line of the handbook that this test does not run: what builds the app and the tool itself, which runs this test,
/// what needs another machine, and what makes a folder for an example of `examples.rs`, which runs it.
const NOT_RUN: &[&str] = &[
    "cargo xtask",
    "trunk ",
    "rsync",
    "cp ",
    "python3 ",
    "printf 'Caf",
    "(echo '# Heron'",
    "ln -s",
    "npx ",
    "curl ",
    "git ",
    "aws ",
    "sh site/s3-upload.sh",
    "sudo ",
];

/// A folder with a small blog and its site.
fn workplace() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |file: &str, text: &str| fs::write(folder.path().join(file), text).expect("a file");
    fs::create_dir(folder.path().join("content")).expect("a folder");
    write("content/heron.md", "---\ntitle: Heron\ndescription: A boat.\n---\nHer front matter is oak.\n");
    write("blog.toml", "title = \"Blog\"\n");
    assert!(quire(&["build"], folder.path()).status.success());
    folder
}

#[test]
fn its_commands_run_as_they_stand() {
    let folder = workplace();
    let mut run = BTreeSet::new();
    for (name, text) in posts() {
        let commands =
            blocks(&text).into_iter().filter(|block| block.language == "bash").map(|block| block.text);
        for line in commands.collect::<String>().lines() {
            let asks_elsewhere = line.contains("--previous https:");
            if asks_elsewhere
                || NOT_RUN.iter().any(|start| line.starts_with(start))
                || !run.insert(line.to_owned())
            {
                continue;
            }
            assert!(
                line.contains("quire "),
                "{name}: `{line}` is no command of Quire's; name it among NOT_RUN"
            );
            if line.starts_with("quire serve") {
                serves(line, folder.path());
                continue;
            }
            let done = shell(line, folder.path());
            let said = String::from_utf8_lossy(&done.stderr);
            assert!(done.status.success(), "{name}: `{line}`: {said}");
            assert!(!said.contains("error:") && !said.starts_with("quire: "), "{name}: `{line}`: {said}");
        }
    }
    assert!(run.len() >= 10, "only {} commands were found", run.len());
}

/// Starts the command on a free port, and waits until it names its address.
fn serves(line: &str, folder: &Path) {
    let mut words: Vec<&str> = line.split_whitespace().skip(1).collect();
    if let Some(port) = words.iter().position(|word| *word == "--port") {
        words[port + 1] = "0";
    } else {
        words.extend(["--port", "0"]);
    }
    if let Some(site) = words.iter().position(|word| *word == "--site") {
        words[site + 1] = "site";
    }
    let mut server = Command::new(env!("CARGO_BIN_EXE_quire"))
        .args(words)
        .current_dir(folder)
        .stdout(Stdio::piped())
        .spawn()
        .expect("quire runs");
    let mut address = String::new();
    let out = server.stdout.take().expect("its output");
    let read = std::io::BufRead::read_line(&mut std::io::BufReader::new(out), &mut address);
    server.kill().expect("it runs still");
    server.wait().expect("it ends");
    assert!(read.is_ok() && address.starts_with("http://127.0.0.1:"), "`{line}` said `{address}`");
}
