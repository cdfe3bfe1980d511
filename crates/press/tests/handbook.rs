//! The handbook keeps its word: `quire check` has nothing to say about it, and its commands run as they stand.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// What begins a line of the handbook that this test does not run: what builds the app and the tool itself, which runs this test,
/// and what needs another machine.
const NOT_RUN: &[&str] =
    &["cargo xtask", "trunk ", "rsync", "cp ", "python3 ", "for post in", "    wc", "done", "cd "];

fn content() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content")
}

fn quire(arguments: &[&str], folder: &Path) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_quire"));
    command.args(arguments).current_dir(folder).output().expect("quire runs")
}

/// A folder in which the handbook is the blog, with its site.
fn workplace() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let target = folder.path().join("content");
    fs::create_dir(&target).expect("a folder");
    for entry in fs::read_dir(content()).expect("the handbook") {
        let file = entry.expect("a file").path();
        if file.is_file() {
            fs::copy(&file, target.join(file.file_name().expect("a name"))).expect("a copy");
        }
    }
    fs::write(folder.path().join("blog.toml"), "title = \"Blog\"\n").expect("a configuration");
    assert!(quire(&["build"], folder.path()).status.success());
    folder
}

#[test]
fn quire_check_has_nothing_to_say_about_it() {
    let folder = content();
    let checked = quire(&["check", "--content", &folder.to_string_lossy()], &folder);
    let said = String::from_utf8_lossy(&checked.stdout);
    assert!(checked.status.success() && said.ends_with("nothing to mend\n"), "{said}");
}

#[test]
fn its_commands_run_as_they_stand() {
    let folder = workplace();
    let tool = Path::new(env!("CARGO_BIN_EXE_quire")).parent().expect("a folder");
    let path = format!("{}:{}", tool.display(), std::env::var("PATH").unwrap_or_default());
    let mut run = 0;
    for (post, line) in commands() {
        if NOT_RUN.iter().any(|start| line.starts_with(start)) {
            continue;
        }
        assert!(line.contains("quire "), "{post}: `{line}` is no command of Quire's; name it among NOT_RUN");
        if line.starts_with("quire serve") {
            serves(&line, folder.path());
        } else {
            let shell = Command::new("sh")
                .args(["-c", &line])
                .current_dir(folder.path())
                .env("PATH", &path)
                .env("TMPDIR", folder.path())
                .output()
                .expect("a shell");
            let said = String::from_utf8_lossy(&shell.stderr);
            assert!(shell.status.code().is_some_and(|code| code <= 1), "{post}: `{line}`: {said}");
            assert!(!said.contains("error:") && !said.starts_with("quire: "), "{post}: `{line}`: {said}");
        }
        run += 1;
    }
    assert!(run >= 5, "only {run} commands were found");
}

/// The lines of every `bash` block, with the post that they stand in.
fn commands() -> Vec<(String, String)> {
    let mut commands = Vec::new();
    for entry in fs::read_dir(content()).expect("the handbook") {
        let file = entry.expect("a file").path();
        let Ok(text) = fs::read_to_string(&file) else { continue };
        let blocks = text.split("\n```bash\n").skip(1).filter_map(|rest| rest.split("\n```").next());
        for line in blocks.flat_map(str::lines).filter(|line| !line.trim().is_empty()) {
            commands.push((file.display().to_string(), line.to_owned()));
        }
    }
    commands
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
