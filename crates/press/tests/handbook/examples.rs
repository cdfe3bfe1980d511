//! What the handbook says of `quire check` is what it does: each message stands under the files that bring it, and the
//! test makes these files and looks.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Output;

use quire_press::Rule;

use super::blocks::{Block, blocks, code, rows};
use super::{post, posts, quire, shell};

const POST: &str = "check-your-posts.md";

/// Where the author of the examples works.
const HOME: &str = "/home/ada/blog";

#[test]
fn every_message_of_the_handbook_is_what_the_tool_says_to_the_example_before_it() {
    let text = post(POST);
    let mut said = BTreeSet::new();
    for section in sections(&text) {
        said.extend(run(section, &text));
    }
    for rule in Rule::ALL {
        let name = rule.name();
        assert!(text.contains(&format!("\n### `{name}` {{#{name}}}\n")), "there is no section `{name}`");
        let is_shown = said.iter().any(|message| message.contains(&format!(" {name}: ")));
        // Nobody can write a file for which Quire has a defect that is known.
        assert_eq!(is_shown, *rule != Rule::Defect, "`{name}` has no example");
    }
    for (name, text) in posts() {
        let messages = blocks(&text).into_iter().filter(|block| block.text.starts_with("content/"));
        for message in messages.flat_map(|block| block.text.lines().map(str::to_owned).collect::<Vec<_>>()) {
            assert!(name == POST || said.contains(&message), "{name}: no example says `{message}`");
        }
    }
}

#[test]
fn the_fields_of_the_report_are_those_in_the_handbook() {
    let text = post(POST);
    let example = blocks(&text).into_iter().find(|block| block.language == "json").expect("an example").text;
    let object: serde_json::Map<String, serde_json::Value> =
        serde_json::from_str(example.lines().next().expect("a line")).expect("an object");
    let rows = rows(&text, "| Field |");
    let fields: BTreeSet<&str> = rows.iter().flat_map(|row| code(row[0])).take(object.len()).collect();
    assert_eq!(fields, object.keys().map(String::as_str).collect());
}

#[test]
fn every_exit_code_is_as_written() {
    let text = post(POST);
    let folder = tempfile::tempdir().expect("a folder");
    assert_eq!(quire(&["check"], folder.path()).status.code(), exit_code(&text, "nothing could be checked"));
    let write = |markdown: &str| {
        fs::create_dir_all(folder.path().join("content")).expect("a folder");
        fs::write(folder.path().join("content/heron.md"), markdown).expect("a file");
    };
    write("---\ntitle: Heron\ndescription: A boat.\n---\nShe floats.\n");
    assert_eq!(quire(&["check"], folder.path()).status.code(), exit_code(&text, "nothing is wrong"));
    write("---\ntitle: Heron: a refit\n---\n");
    fs::write(folder.path().join("content/alma.md"), "[x](y.md)\n").expect("a file");
    assert!(text.contains("Neither errors nor warnings stop a build, and its exit code is `0`"));
    assert_eq!(quire(&["build"], folder.path()).status.code(), Some(0));
    assert!(text.contains("stops it, the old site stays as it was, and the exit code is `2`"));
    let old = fs::read(folder.path().join("site/index.html")).expect("a site");
    write("---\ntitle: Heron\n---\n[x](y.md)\n");
    assert_eq!(quire(&["build", "--strict"], folder.path()).status.code(), Some(2));
    assert_eq!(fs::read(folder.path().join("site/index.html")).expect("the old site"), old);
}

/// The exit code that the handbook has for this.
fn exit_code(text: &str, after: &str) -> Option<i32> {
    let rows = rows(text, "| Exit code |");
    let row =
        rows.iter().find(|row| row[1].contains(after)).unwrap_or_else(|| panic!("no exit code: {after}"));
    row[0].trim_matches('`').parse().ok()
}

/// The blocks that belong together: each rule has a blog of its own, and all before the rules is about one.
fn sections(text: &str) -> Vec<Vec<Block<'_>>> {
    let mut sections: Vec<Vec<Block<'_>>> = Vec::new();
    for block in blocks(text) {
        let last = sections.last_mut().filter(|section| {
            !block.heading.starts_with("### ") || section.iter().any(|one| one.heading == block.heading)
        });
        match last {
            Some(section) => section.push(block),
            None => sections.push(vec![block]),
        }
    }
    sections
}

/// Makes the files of a section, runs its commands, and compares what they say with what it shows. Gives back the messages.
fn run(section: Vec<Block<'_>>, text: &str) -> Vec<String> {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path().canonicalize().expect("a folder");
    fs::create_dir(folder.join("content")).expect("a folder");
    let (mut output, mut messages) = (String::new(), Vec::new());
    for block in section {
        let heading = block.heading;
        if let Some(file) = block.file() {
            let is_beside = file == "quire.toml" || file.starts_with("partials/");
            let file = if is_beside { folder.join(file) } else { folder.join("content").join(file) };
            fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
            fs::write(file, &block.text).expect("a file");
            output.clear();
        } else if block.language == "bash" {
            output = printed(&shell(&block.text, &folder), &folder);
        } else if matches!(block.language, "text" | "json") {
            if output.is_empty() {
                output = checked(heading, text, &folder);
            }
            assert_eq!(measured(&block.text), measured(&output), "{heading}");
            messages.extend(block.text.lines().map(str::to_owned));
            output.clear();
        }
    }
    messages
}

/// The problems that `quire check` finds, and that its exit code is the one of the handbook.
fn checked(heading: &str, text: &str, folder: &Path) -> String {
    if !heading.contains("no-description") {
        let file = folder.join("quire.toml");
        let own = fs::read_to_string(&file).unwrap_or_default();
        fs::write(file, own + "[check]\noff = [\"no-description\"]\n").expect("a configuration");
    }
    // What is said of the blog as a whole is said of one with a post.
    let posts = folder.join("content");
    if !fs::read_dir(&posts)
        .expect("a folder")
        .flatten()
        .any(|file| file.path().extension().is_none_or(|end| end != "css"))
    {
        fs::write(posts.join("heron.md"), "# Heron\n\nShe floats.\n").expect("a post");
    }
    let checked = quire(&["check"], folder);
    let said = String::from_utf8_lossy(&checked.stdout).into_owned();
    let worst = match &said {
        said if said.contains(": error ") => "there is an error",
        said if said.contains(": warning ") => "there is a warning",
        _ => "notes only",
    };
    assert_eq!(checked.status.code(), exit_code(text, worst), "{heading}: {said}");
    let is_problem =
        |line: &&str| ["content/", "partials/", "quire.toml:"].iter().any(|place| line.starts_with(place));
    let problems = said.lines().filter(is_problem);
    problems.flat_map(|line| [line, "\n"]).collect()
}

/// The text without figures that differ from build to build: how many files, how large, how long.
fn measured(text: &str) -> String {
    let lines = text.lines().map(|line| match line.split_once(" files (") {
        Some((counted, rest)) => {
            (counted.rsplit_once(' ').map_or("", |(posts, _)| posts), rest.split_once(": "))
        }
        None => (line, None),
    });
    lines.flat_map(|(line, place)| [line, place.map_or("", |(_, place)| place), "\n"]).collect()
}

/// What a command prints, at the home of the author of the examples and without what differs from machine to machine.
fn printed(output: &Output, folder: &Path) -> String {
    let said = [&*output.stdout, &*output.stderr].concat();
    let said = String::from_utf8(said).expect("text").replace(&*folder.to_string_lossy(), HOME);
    let lines = said.lines().filter(|line| !line.starts_with("this quire was built without"));
    lines.flat_map(|line| [line, "\n"]).collect()
}
