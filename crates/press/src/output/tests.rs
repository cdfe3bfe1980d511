//! Promises about the folder that a site is written to.

use super::{Output, OutputError, Size};
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

struct Place {
    folder: tempfile::TempDir,
}

impl Place {
    fn new() -> Place {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("content")).unwrap();
        Place { folder }
    }

    fn out(&self) -> PathBuf {
        self.folder.path().join("site")
    }

    fn content(&self) -> PathBuf {
        self.folder.path().join("content")
    }

    /// Writes a site of these files, over what is there.
    fn build(&self, files: &[(&str, &str)]) -> Size {
        let output = Output::begin(&self.out(), &self.content()).unwrap();
        output.write(Path::new("site.json"), b"{\"_quire\": {}}").unwrap();
        for (file, text) in files {
            output.write(Path::new(file), text.as_bytes()).unwrap();
        }
        output.finish().unwrap()
    }

    /// Says that everything is from long ago.
    fn age(&self) -> SystemTime {
        let long_ago = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
        for entry in walkdir::WalkDir::new(self.out()).into_iter().map(Result::unwrap) {
            if entry.file_type().is_file() {
                fs::File::options().append(true).open(entry.path()).unwrap().set_modified(long_ago).unwrap();
            }
        }
        long_ago
    }

    fn modified(&self, file: &str) -> SystemTime {
        fs::metadata(self.out().join(file)).unwrap().modified().unwrap()
    }
}

#[test]
fn what_is_the_same_keeps_its_time_and_what_changed_is_counted() {
    let place = Place::new();
    let same = "same".repeat(10_000);
    let first = place.build(&[("a/same.html", &same), ("b.html", "one"), ("gone.html", "x")]);
    assert_eq!((first.files, first.changed), (4, None));
    let long_ago = place.age();
    let second = place.build(&[("a/same.html", &same), ("b.html", "two"), ("new.html", "x")]);
    assert_eq!(second, Size { files: 4, bytes: 40_000 + 3 + 1 + 14, changed: Some(2) });
    assert_eq!(place.modified("a/same.html"), long_ago);
    assert!(place.modified("b.html") > long_ago && place.modified("new.html") > long_ago);
    assert!(!place.out().join("gone.html").exists());
    // One byte at the end is another file.
    let third = place.build(&[("a/same.html", &format!("{}!", &same[1..])), ("b.html", "two")]);
    assert_eq!(third.changed, Some(1));
}

#[test]
fn an_authors_file_is_the_same_only_with_the_same_rights() {
    let place = Place::new();
    let own = place.content().join("own.txt");
    fs::write(&own, "mine").unwrap();
    let copy = || {
        let output = Output::begin(&place.out(), &place.content()).unwrap();
        output.write(Path::new("site.json"), b"{\"_quire\": {}}").unwrap();
        output.copy(&own, Path::new("own.txt")).unwrap();
        output.finish().unwrap().changed
    };
    copy();
    let long_ago = place.age();
    assert_eq!((copy(), place.modified("own.txt")), (Some(0), long_ago));
    let mut rights = fs::metadata(&own).unwrap().permissions();
    rights.set_readonly(true);
    fs::set_permissions(&own, rights.clone()).unwrap();
    assert_eq!(copy(), Some(1));
    assert_eq!(fs::metadata(place.out().join("own.txt")).unwrap().permissions(), rights);
}

#[test]
fn what_is_written_never_changes_a_file_that_has_another_name() {
    let place = Place::new();
    let own = place.content().join("own.txt");
    fs::write(&own, "mine").unwrap();
    place.build(&[("page.html", "old")]);
    // A copy of the site that shares its files, as backups do, and a site that shares one with the author.
    let backup = place.folder.path().join("backup.html");
    fs::hard_link(place.out().join("page.html"), &backup).unwrap();
    fs::hard_link(&own, place.out().join("own.txt")).unwrap();
    let mut served = fs::File::open(place.out().join("page.html")).unwrap();
    let output = Output::begin(&place.out(), &place.content()).unwrap();
    output.write(Path::new("site.json"), b"{\"_quire\": {}}").unwrap();
    // Linked at first, and then another page takes its place.
    fs::write(place.content().join("page.html"), "old").unwrap();
    output.copy(&place.content().join("page.html"), Path::new("page.html")).unwrap();
    output.write(Path::new("page.html"), b"new").unwrap();
    output.copy(&own, Path::new("own.txt")).unwrap();
    output.write(Path::new("own.txt"), b"not mine").unwrap();
    let size = output.finish().unwrap();
    assert_eq!(size, Size { files: 3, bytes: 14 + 3 + 8, changed: Some(2) });
    let mut text = String::new();
    served.read_to_string(&mut text).unwrap();
    assert_eq!(text, "old");
    assert_eq!(fs::read_to_string(backup).unwrap(), "old");
    assert_eq!(fs::read_to_string(own).unwrap(), "mine");
    assert_eq!(fs::read_to_string(place.out().join("page.html")).unwrap(), "new");
}

#[cfg(unix)]
#[test]
fn a_link_in_the_place_of_a_file_is_not_followed() {
    let place = Place::new();
    place.build(&[("page.html", "same")]);
    let elsewhere = place.folder.path().join("elsewhere.html");
    fs::rename(place.out().join("page.html"), &elsewhere).unwrap();
    std::os::unix::fs::symlink(&elsewhere, place.out().join("page.html")).unwrap();
    assert_eq!(place.build(&[("page.html", "same")]).changed, Some(1));
    assert!(fs::symlink_metadata(place.out().join("page.html")).unwrap().is_file());
}

#[test]
fn a_build_that_was_stopped_in_the_moment_of_change_loses_nothing() {
    let place = Place::new();
    place.build(&[("page.html", "same")]);
    let long_ago = place.age();
    fs::rename(place.out(), place.folder.path().join(".site.quire-old")).unwrap();
    assert_eq!(place.build(&[("page.html", "same")]).changed, Some(0));
    assert_eq!(place.modified("page.html"), long_ago);
    assert_eq!(fs::read_dir(place.folder.path()).unwrap().count(), 2);
}

#[test]
fn a_site_is_swapped_in_whole() {
    let folder = tempfile::tempdir().unwrap();
    let (content, out) = (folder.path().join("content"), folder.path().join("site"));
    fs::create_dir(&content).unwrap();
    for round in ["one", "two"] {
        let output = Output::begin(&out, &content).unwrap();
        output.write(Path::new("site.json"), b"{\"_quire\": {}}").unwrap();
        output.write(Path::new(round), b"x").unwrap();
        output.finish().unwrap();
    }
    assert!(out.join("two").exists() && !out.join("one").exists());
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
}

#[test]
fn a_build_that_stops_leaves_the_site_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let (content, out) = (folder.path().join("content"), folder.path().join("site"));
    fs::create_dir(&content).unwrap();
    let stopped = Output::begin(&out, &content).unwrap();
    stopped.write(Path::new("page.html"), b"x").unwrap();
    drop(stopped);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing half-written is left");
    Output::begin(&out, &content).unwrap().finish().unwrap();
    assert!(out.exists());
}

#[test]
fn what_is_not_ours_is_not_touched() {
    let folder = tempfile::tempdir().unwrap();
    let content = folder.path().join("content");
    let out = folder.path().join("precious");
    fs::create_dir(&content).unwrap();
    fs::create_dir(&out).unwrap();
    fs::write(out.join("thesis.txt"), "x").unwrap();
    assert!(matches!(Output::begin(&out, &content), Err(OutputError::NotASite(_))));
    fs::write(folder.path().join("file"), "x").unwrap();
    for out in ["file", "file/site"] {
        let begun = Output::begin(&folder.path().join(out), &content);
        assert!(matches!(begun, Err(OutputError::NotAFolder(file)) if file.ends_with("file")));
    }
    assert!(matches!(Output::begin(&content.join("site"), &content), Err(OutputError::Overlaps(..))));
    assert!(matches!(Output::begin(folder.path(), &content), Err(OutputError::Overlaps(..))));
}

#[test]
fn two_builds_do_not_write_one_folder() {
    let folder = tempfile::tempdir().unwrap();
    let (content, out) = (folder.path().join("content"), folder.path().join("site"));
    fs::create_dir(&content).unwrap();
    let first = Output::begin(&out, &content).unwrap();
    assert!(matches!(Output::begin(&out, &content), Err(OutputError::Busy(_))));
    assert!(first.write(Path::new("../x"), b"x").is_err());
}
