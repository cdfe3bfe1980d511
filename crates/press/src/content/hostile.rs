//! Nothing that a post or a folder says leads out of the folder: neither addresses nor links of the file system.

use super::broken::{read_one, said_of};
use super::tests::{folder, problems};
use super::*;

#[test]
fn no_address_and_no_picture_leads_out_of_the_site() {
    let bad = ["../../etc/passwd", "..\\\\..\\\\x", "/../x", "%2e%2e/x", "a/%2E%2E/../x", "a\\0b", "a%00b"];
    for given in bad {
        let text = format!(
            "---\ntitle: x\npermalink: \"{given}\"\naliases: [\"{given}\"]\ncover: \"{given}\"\n---\nbody"
        );
        let (post, problems) = read_one(text);
        let post = post.expect("a post");
        assert_eq!((post.path, post.aliases.as_slice(), post.cover), (None, [].as_slice(), None), "{given}");
        let rules: Vec<&str> = problems.iter().filter_map(|problem| problem.split(": ").nth(1)).collect();
        assert_eq!(rules, ["warning path"; 3], "{problems:?}");
    }
    let shown = "`../../etc/passwd`";
    assert_eq!(
        said_of("permalink: ../../etc/passwd\naliases: [../../etc/passwd]\ncover: ../../etc/passwd"),
        [
            format!(
                "x.md:3: warning path: the path {shown} is not one inside the site, so the post gets one \
                 from its file name; write it like 2024/my-post"
            ),
            format!(
                "x.md:4: warning path: the alias {shown} is not an address inside the site, so nothing \
                 leads on from it; write it like old/my-post"
            ),
            format!(
                "x.md:5: warning path: the picture {shown} leads out of the site, so the post goes \
                 without; put it beside the post"
            ),
        ]
    );
    let (post, problems) = read_one("---\ntitle: x\nslug: ../../etc/passwd\n---\nbody");
    assert_eq!(post.map(|post| post.slug).as_deref(), Some("etc-passwd"));
    assert_eq!(
        problems,
        ["x.md:3: warning path: the slug `../../etc/passwd` is not fit for an address, so it is \
          `etc-passwd`; write letters, digits, `-`, `_` and `.`"]
    );
    let (post, _) = read_one(format!("---\ntitle: x\nslug: {0}\npath: {0}\n---\nbody", "x".repeat(5000)));
    let post = post.expect("a post");
    assert_eq!((post.slug.len(), post.path), (200, None), "no file system takes more");
}

#[test]
fn a_build_of_hostile_posts_writes_nothing_outside_its_folder() {
    let hostile = "../../../../hostile";
    let text = format!(
        "---\ntitle: {hostile}\nslug: {hostile}\npermalink: {hostile}\naliases: [{hostile}, /x/{hostile}]\n\
         cover: {hostile}\ntags: [{hostile}, ..]\nauthors: [..]\nseries: {hostile}\nlang: {hostile}\n\
         external_url: {hostile}\n---\n![x]({hostile}) [x]({hostile})\n"
    );
    let here = folder(&[("a/b/c/content/x/hostile.md", text.as_bytes())]);
    let inner = here.path().join("a/b/c");
    let options = crate::BuildOptions {
        project: crate::ProjectOptions { content: inner.join("content"), ..Default::default() },
        out: inner.join("site"),
        ..crate::BuildOptions::default()
    };
    let summary = crate::build(&options).expect("a site");
    assert_eq!(summary.posts, 1);
    let names = |folder: &Path| -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(folder)
            .expect("a folder")
            .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    };
    assert_eq!(names(here.path()), ["a"]);
    assert_eq!(names(&here.path().join("a")), ["b"]);
    assert_eq!(names(&here.path().join("a/b")), ["c"]);
    assert_eq!(names(&inner), ["content", "site"]);
}

#[cfg(unix)]
#[test]
fn links_out_of_the_folder_to_nowhere_and_to_themselves_are_said_and_not_followed() {
    let outside = folder(&[("secret.md", b"# Secret\n")]);
    let inside = folder(&[("posts/post.md", b"# Post\n\nbody")]);
    for (target, name) in [
        (outside.path().to_path_buf(), "folder"),
        (outside.path().join("secret.md"), "file.md"),
        ("nowhere.md".into(), "broken.md"),
        ("self.md".into(), "self.md"),
        (inside.path().to_path_buf(), "posts/loop"),
        ("post.md".into(), "posts/twin.md"),
        ("ann@laptop.4711".into(), "posts/.#post.md"),
    ] {
        std::os::unix::fs::symlink(target, inside.path().join(name)).expect("a link");
    }
    let content = read(inside.path(), &ReadOptions::default()).expect("content");
    let files: Vec<String> = content.posts.iter().map(|post| slashed(&post.file)).collect();
    assert_eq!(files, ["posts/post.md", "posts/twin.md"]);
    let out = "is a link that leads out of the content folder, so it is left out; \
               put what it leads to into the folder";
    let mut problems = problems(&content);
    problems.sort();
    assert_eq!(
        problems,
        [
            "broken.md: warning outside: is a link to what is not there, so it is left out; correct or remove it"
                .to_owned(),
            format!("file.md: warning outside: {out}"),
            format!("folder: warning outside: {out}"),
            "posts/loop: warning outside: is a link that leads back to a folder around it, so it is left out; \
             remove it"
                .to_owned(),
            "self.md: warning outside: is a link that leads back to itself, so it is left out; \
             correct or remove it"
                .to_owned(),
        ]
    );
}

#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_read_is_named_and_the_others_go_on() {
    use std::os::unix::fs::PermissionsExt;
    let inside = folder(&[("post.md", b"# Post\n\nbody"), ("shut/x.md", b"# X\n\nbody")]);
    let shut = inside.path().join("shut");
    fs::set_permissions(&shut, fs::Permissions::from_mode(0o0)).expect("permissions");
    if fs::read_dir(&shut).is_ok() {
        eprintln!("skipped: this user may read every folder");
        return;
    }
    let content = read(inside.path(), &ReadOptions::default()).expect("content");
    fs::set_permissions(&shut, fs::Permissions::from_mode(0o700)).expect("permissions");
    assert_eq!(content.posts.len(), 1);
    assert_eq!(
        problems(&content),
        ["shut: error unreadable: cannot be read (Permission denied (os error 13)); \
          check who may read it, or remove it"]
    );
}
