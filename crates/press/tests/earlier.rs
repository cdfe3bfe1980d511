//! What tabs still find that were opened before a deploy: files of the builds before, from the folder and from the web; and
//! which worker a build leaves there for those who have an earlier one.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::mpsc::channel;
use std::thread;

use quire_press::{BuildOptions, ProjectOptions, Summary, build, serve};

/// A blog of so many posts; each further post is in the list of all.
fn write(folder: &Path, posts: usize) {
    fs::create_dir_all(folder.join("content")).expect("a folder");
    for post in 0..posts {
        let text =
            format!("---\ntitle: Leaf {post}\ndate: 2024-01-{:02}\n---\nA leaf of number{post}.\n", post + 1);
        fs::write(folder.join(format!("content/leaf-{post}.md")), text).expect("a post");
    }
}

fn press(folder: &Path, out: &str, previous: Option<String>) -> Result<Summary, String> {
    let project = ProjectOptions { content: folder.join("content"), ..ProjectOptions::default() };
    let options = BuildOptions { project, out: folder.join(out), previous, ..BuildOptions::default() };
    build(&options).map_err(|error| error.to_string())
}

/// The files of a site whose names hold a hash.
fn lasting(site: &Path) -> BTreeSet<String> {
    let list = fs::read(site.join("builds.json")).expect("the list");
    let list: serde_json::Value = serde_json::from_slice(&list).expect("JSON");
    let newest = list["builds"][0].as_array().expect("a build").iter();
    newest.map(|name| name.as_str().expect("a name").to_owned()).collect()
}

/// Serves a folder for as long as the tests run, and says where.
fn served(site: &Path) -> String {
    let (site, (send, receive)) = (site.to_owned(), channel());
    thread::spawn(move || {
        let _ = serve::serve(&site, 0, move |address| drop(send.send(format!("http://{address}/"))));
    });
    receive.recv().expect("an address")
}

#[test]
fn a_tab_of_two_builds_before_finds_its_files_and_an_older_one_does_not() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut builds = Vec::new();
    for posts in 1..=4 {
        write(folder.path(), posts);
        press(folder.path(), "site", None).expect("a site");
        builds.push(lasting(&folder.path().join("site")));
    }
    let is_there = |name: &String| folder.path().join("site").join(name).is_file();
    assert!(builds[1..].iter().flatten().all(is_there));
    let only_first: Vec<&String> = builds[0].difference(&builds[1]).collect();
    assert!(!only_first.is_empty() && !only_first.into_iter().any(is_there));
}

#[test]
fn on_a_clean_machine_they_come_from_the_site_that_is_on_the_web() {
    let folder = tempfile::tempdir().expect("a folder");
    write(folder.path(), 3);
    press(folder.path(), "live", None).expect("a site");
    let live = lasting(&folder.path().join("live"));
    let address = served(&folder.path().join("live"));
    write(folder.path(), 4);
    let summary = press(folder.path(), "site", Some(address)).expect("a site");
    let new = lasting(&folder.path().join("site"));
    assert_eq!(summary.kept, live.difference(&new).count());
    assert!(summary.kept > 0 && live.iter().all(|name| folder.path().join("site").join(name).is_file()));
}

#[test]
fn a_site_of_another_tool_is_a_first_build_and_one_that_does_not_answer_stops_it() {
    let folder = tempfile::tempdir().expect("a folder");
    write(folder.path(), 1);
    fs::create_dir(folder.path().join("other")).expect("a folder");
    fs::write(folder.path().join("other/index.html"), "<p>Another</p>").expect("a page");
    let address = served(&folder.path().join("other"));
    assert_eq!(press(folder.path(), "site", Some(address)).expect("a site").kept, 0);

    let error = press(folder.path(), "never", Some("http://127.0.0.1:9".into())).expect_err("nobody there");
    assert!(error.contains("http://127.0.0.1:9/builds.json") && error.contains("--previous"), "{error}");
    assert!(!folder.path().join("never").exists());
}

#[test]
fn a_blog_that_is_no_longer_kept_leaves_a_worker_that_takes_the_earlier_one_away() {
    let folder = tempfile::tempdir().expect("a folder");
    write(folder.path(), 2);
    let worker = |settings: &str| {
        fs::write(folder.path().join("quire.toml"), settings).expect("the settings");
        press(folder.path(), "site", None).expect("a site");
        fs::read_to_string(folder.path().join("site/sw.js")).expect("a worker")
    };
    let kept = worker("offline = true\n");
    assert!(
        kept.contains("\"offline.html\"") && kept.contains("search/") && !kept.contains("__KEPT__"),
        "{kept}"
    );
    assert!(folder.path().join("site/offline.html").is_file());
    let off = worker("");
    assert!(
        off.contains("registration.unregister()") && !off.contains("addEventListener(\"fetch\""),
        "{off}"
    );
    assert!(!folder.path().join("site/offline.html").exists());
}
