//! What is wrong with a project stops a build with one clear sentence, and nothing is half-written.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::runner::{GOOD, Run, blog, build, quire, run};

/// A build that fails for this reason: the folder is as it was, but for nothing.
fn fails(folder: &Path, arguments: &[&str], reason: &str) -> Run {
    let before = names(folder);
    let run = quire(folder, arguments);
    assert_eq!(run.code, 2, "{}", run.err);
    assert!(run.err.starts_with(&format!("quire: {reason}")), "{}", run.err);
    assert_eq!(names(folder), before, "nothing is half-written");
    run
}

/// The files and folders that lie in a folder.
fn names(folder: &Path) -> Vec<String> {
    let name = |entry: std::io::Result<fs::DirEntry>| {
        entry.expect("an entry").file_name().to_string_lossy().into_owned()
    };
    let mut names: Vec<String> = fs::read_dir(folder).expect("a folder").map(name).collect();
    names.sort();
    names
}

#[test]
fn a_base_url_without_a_scheme_is_named_with_its_line() {
    for (url, hint) in [
        ("blog.example/notes/", "write the whole address: https://blog.example/notes/"),
        ("//blog.example", "write the whole address: https://blog.example"),
        ("/notes/", "write the whole address, such as https://example.org/"),
        ("https://", "write the whole address, such as https://example.org/"),
    ] {
        let settings = format!("title = \"x\"\nbase_url = \"{url}\"\n");
        let folder = blog(&[("content/good.md", GOOD), ("quire.toml", &settings)]);
        fails(folder.path(), &["build"], &format!("quire.toml:2: `base_url` is \"{url}\"; {hint}\n"));
        let clean = blog(&[("content/good.md", GOOD)]);
        let said = format!("--base-url is \"{url}\"; {hint}\n");
        fails(clean.path(), &["build", "--base-url", url], &said);
    }
}

#[test]
fn a_host_that_is_not_known_is_named_with_its_line() {
    let settings = "title = \"x\"\nhost = \"netlfy\"\n";
    let folder = blog(&[("content/good.md", GOOD), ("quire.toml", settings)]);
    let run = fails(folder.path(), &["build"], "quire.toml:2: ");
    assert!(run.err.contains("there is no host \"netlfy\"; did you mean netlify?"), "{}", run.err);
    let clean = blog(&[("content/good.md", GOOD)]);
    let run = quire(clean.path(), &["build", "--host", "netlfy"]);
    assert!(
        run.code == 2
            && run.err.contains("'--host <HOST>': there is no host \"netlfy\"; did you mean netlify?"),
        "{}",
        run.err
    );
    assert!(!clean.path().join("site").exists());
}

#[test]
fn the_folder_of_another_tool_and_a_file_stay_as_they_are() {
    let folder = blog(&[
        ("content/good.md", GOOD),
        ("public/index.html", "<meta name=generator content=Hugo>"),
        ("public/index.xml", "<rss/>"),
        ("thesis/chapter.txt", "x"),
        ("site.tar", "x"),
    ]);
    for out in ["public", "thesis"] {
        let said = format!(
            "{out}: the folder holds files that Quire did not write; name an empty or a new folder as --out\n"
        );
        fails(folder.path(), &["build", "--out", out], &said);
    }
    for out in ["site.tar", "site.tar/site"] {
        let run = fails(folder.path(), &["build", "--out", out], "");
        let said = "site.tar: this is a file, and the site is written to a folder; name another as --out\n";
        assert!(run.err.ends_with(said), "{}", run.err);
    }
    fails(
        folder.path(),
        &["build", "--out", "content/site"],
        "content/site: the site cannot be written into",
    );
    fails(folder.path(), &["build", "--out", "."], ".: the site cannot be written into");
}

#[test]
fn addresses_that_lead_to_each_other_are_said_and_every_one_is_a_page() {
    let post = |title: &str, aliases: &str| {
        GOOD.replace("title: Good", &format!("title: {title}\naliases: [{aliases}]"))
    };
    let folder = blog(&[
        ("content/a.md", &post("A", "/b/, /a/, /x/")),
        ("content/b.md", &post("B", "/a/, /x/, /y/")),
        // A chain: from an old address to what is itself an old address of another.
        ("content/c.md", &post("C", "/y/, /z/")),
    ]);
    let run = quire(folder.path(), &["check"]);
    assert_eq!(run.code, 1);
    for said in [
        "content/a.md:3: warning alias: the alias /b is the address of b.md, so nothing leads on from it",
        "content/a.md:3: warning alias: the alias /a is the post's own address, and would lead to itself, so nothing",
        "content/b.md:3: warning alias: the alias /a is the address of a.md, so nothing leads on from it",
        "content/b.md:3: warning alias: the alias /x is an alias of a.md already, so nothing leads on from it",
        "content/c.md:3: warning alias: the alias /y is an alias of b.md already, so nothing leads on from it",
    ] {
        assert!(run.out.contains(said), "{said}: {}", run.out);
    }
    build(folder.path());
    let page =
        |path: &str| fs::read_to_string(folder.path().join(format!("site/{path}/index.html"))).expect(path);
    for path in ["a", "b", "c"] {
        assert!(page(path).contains("<p>Words.</p>"), "{path}");
    }
    for (from, to) in [("x", "a"), ("y", "b"), ("z", "c")] {
        assert!(page(from).contains(&format!("url=../{to}/\"")), "{from}");
    }
}

/// A disk that takes no more, as far as a test can have one: no file may be longer than this many blocks.
#[cfg(unix)]
#[test]
fn a_disk_that_takes_no_more_leaves_the_site_as_it_was() {
    let folder = blog(&[("content/good.md", GOOD)]);
    build(folder.path());
    let before = fs::read_to_string(folder.path().join("site/index.html")).unwrap();
    let long = GOOD.replace("Words.", &"Many words. ".repeat(100_000));
    fs::write(folder.path().join("content/long.md"), long).unwrap();
    let quire = env!("CARGO_BIN_EXE_quire");
    let script = format!("trap '' XFSZ; ulimit -f 200; exec '{quire}' build");
    let run = run(Command::new("sh").args(["-c", &script]).current_dir(folder.path()));
    assert_eq!(run.code, 2, "{}", run.err);
    assert!(
        run.err.contains(": cannot be written: ")
            && run.err.ends_with("; see to the rights and the free space there\n"),
        "{}",
        run.err
    );
    assert_eq!(names(folder.path()), ["content", "site"]);
    assert_eq!(fs::read_to_string(folder.path().join("site/index.html")).unwrap(), before);
}

#[cfg(unix)]
#[test]
fn a_folder_that_may_not_be_written_is_named() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = blog(&[("content/good.md", GOOD), ("locked/x", "")]);
    let locked = folder.path().join("locked");
    fs::set_permissions(&locked, fs::Permissions::from_mode(0o555)).unwrap();
    // Some users may write anywhere.
    let may = fs::write(locked.join("y"), "").is_ok();
    if !may {
        let said = format!("{}: cannot be written: Permission denied", locked.display());
        fails(folder.path(), &["build", "--out", "locked/site"], &said);
    }
    fs::set_permissions(&locked, fs::Permissions::from_mode(0o755)).unwrap();
}
