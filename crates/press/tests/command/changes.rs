//! A second build writes what has changed, and nothing else.

use std::fs;
use std::time::{Duration, SystemTime};

use crate::runner::{GOOD, blog, build, files, quire};

#[test]
fn only_what_changed_is_written_again_and_counted() {
    let other = GOOD.replace("title: Good", "title: Other");
    let folder = blog(&[("content/good.md", GOOD), ("content/other.md", &other), ("static/robot.txt", "x")]);
    let first = build(folder.path());
    assert!(!first.contains(" changed\n"), "{first}");
    let long_ago = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
    let site = |file: &str| folder.path().join("site").join(file);
    for file in files(folder.path()) {
        fs::File::options().append(true).open(site(&file)).unwrap().set_modified(long_ago).unwrap();
    }
    let count = files(folder.path()).len();
    let same = build(folder.path());
    assert!(same.ends_with(&format!("\n0 of {count} files changed\n")), "{same}");

    fs::write(folder.path().join("content/other.md"), other.replace("Words", "Other words")).unwrap();
    let said = build(folder.path());
    let is_new = |file: &String| fs::metadata(site(file)).unwrap().modified().unwrap() > long_ago;
    let changed: Vec<String> = files(folder.path()).into_iter().filter(is_new).collect();
    // Those of the build before are kept for tabs that are open.
    let count = files(folder.path()).len();
    assert!(said.ends_with(&format!("\n{} of {count} files changed\n", changed.len())), "{said}");
    for file in ["other/index.html", "other/index.json", "bundle.json", "site.json"] {
        assert!(changed.iter().any(|one| one == file), "{file}: {changed:?}");
    }
    for file in ["good/index.html", "good/index.json", "404.html", "robot.txt", "archive/index.html"] {
        assert!(!changed.iter().any(|one| one == file), "{file}: {changed:?}");
    }
}

#[test]
fn a_build_after_another_is_the_same_to_the_byte_as_one_from_nothing() {
    let folder = blog(&[("content/good.md", GOOD), ("content/later.md", &GOOD.replace("Good", "Later"))]);
    build(folder.path());
    fs::write(folder.path().join("content/good.md"), GOOD.replace("Words", "More words")).unwrap();
    build(folder.path());
    assert_eq!(quire(folder.path(), &["build", "--out", "fresh"]).code, 0);
    for file in files(folder.path()) {
        let read = |out: &str| fs::read(folder.path().join(out).join(&file)).ok();
        // The list of builds, and what it keeps, know of the build before.
        if let Some(fresh) = read("fresh").filter(|_| file != "builds.json") {
            assert_eq!(read("site"), Some(fresh), "{file}");
        }
    }
}
