//! What an author may expect of a folder.

use super::*;

fn folder(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, bytes) in files {
        let file = folder.path().join(name);
        fs::create_dir_all(file.parent().expect("a parent")).expect("folders");
        fs::write(file, bytes).expect("a file");
    }
    folder
}

fn read_all(files: &[(&str, &[u8])]) -> Content {
    read(folder(files).path(), &ReadOptions::default()).expect("content")
}

#[test]
fn a_folder_that_is_missing_empty_or_a_file_is_named_with_a_way_on() {
    let empty = folder(&[("x.png", b"")]);
    let error = |path: &Path| {
        let error = read(path, &ReadOptions::default()).expect_err("an error");
        error.to_string()
    };
    assert!(error(empty.path()).contains("holds no posts; put"));
    assert!(error(&empty.path().join("x.png")).contains("is a file"));
    assert!(error(&empty.path().join("nowhere")).contains("there is no content folder"));
}

#[test]
fn a_bad_post_is_named_with_its_line_and_the_others_go_on() {
    let content = read_all(&[
        ("bad.md", b"---\ntitle: [\n---\n"),
        ("bytes.md", b"---\ntitle: x\n---\n\nabc\xff\n"),
        ("good.md", b"---\ntitle: Good\ndate: soon\n---\nBody\n"),
    ]);
    assert_eq!(content.posts.len(), 1);
    assert_eq!(content.posts[0].body_line, 5);
    let problems: Vec<String> = content.problems.iter().map(ToString::to_string).collect();
    assert!(problems[0].starts_with("bad.md:3: error front-matter: "), "{problems:?}");
    assert!(problems[1].starts_with("bytes.md:5: error unreadable: byte 21 "), "{problems:?}");
    assert!(problems[2].starts_with("good.md:3: warning date: `soon` is not"), "{problems:?}");
}

#[test]
fn names_and_folders_say_slug_date_language_and_section() {
    let content = read_all(&[
        ("_posts/2014-1-2-old.md", b"# Old times\n"),
        ("a/b/my-post/index.es.md", b"---\ntitle: x\n---\n"),
        ("a/my-post/pic.png", b""),
        ("_hidden/x.md", b""),
        (".git/x.md", b""),
        ("_drafts/d.md", b"---\ntitle: d\n---\n"),
        ("a/_index.md", b"+++\ntitle = \"A &amp; B\"\n+++\n"),
    ]);
    let [old, mine] = content.posts.as_slice() else { panic!("{:?}", content.posts) };
    assert_eq!((old.title.as_str(), old.slug.as_str()), ("Old times", "old"));
    assert_eq!(old.date.as_ref().map(|date| date.date), Some((2014, 1, 2)));
    assert_eq!(old.section, None);
    assert_eq!((mine.slug.as_str(), mine.section.as_deref()), ("my-post", Some("a/b")));
    assert_eq!(mine.language.as_deref(), Some("es"));
    assert_eq!(content.files, [PathBuf::from("a/my-post/pic.png")]);
    assert_eq!(content.drafts, 1);
    assert_eq!(content.sections[0].dir, "a");
    assert_eq!(content.sections[0].title.as_deref(), Some("A & B"));
}

#[test]
fn windows_files_are_files_too() {
    let wide: Vec<u8> =
        "\u{feff}---\r\ntitle: Ü\r\n---\r\nx\r\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let content = read_all(&[("wide.md", &wide), ("bom.md", b"\xef\xbb\xbf---\r\ntitle: Y\r\n---\r\nx")]);
    let titles: Vec<&str> = content.posts.iter().map(|post| post.title.as_str()).collect();
    assert_eq!(titles, ["Y", "Ü"], "{:?}", content.problems);
    assert_eq!(content.posts[1].markdown, "x\n");
}

#[cfg(unix)]
#[test]
fn no_link_leads_out_of_the_folder_and_none_runs_in_circles() {
    let outside = folder(&[("secret.md", b"# Secret\n")]);
    let inside = folder(&[("post.md", b"# Post\n")]);
    for (target, name) in [(outside.path(), "out"), (inside.path(), "loop")] {
        std::os::unix::fs::symlink(target, inside.path().join(name)).expect("a link");
    }
    let content = read(inside.path(), &ReadOptions::default()).expect("content");
    assert_eq!(content.posts.len(), 1);
}

#[test]
fn a_jekyll_permalink_is_filled_in_and_none_leaves_the_site() {
    let content = read_all(&[
        ("2014-01-02-a.md", b"---\ntitle: a\npermalink: /:year/:title.html\n---\n"),
        ("b.md", b"---\ntitle: b\npermalink: /%2e%2e/b\n---\n"),
    ]);
    assert_eq!(content.posts[0].path.as_deref(), Some("2014/a.html"));
    assert_eq!(content.posts[1].path, None);
    assert_eq!(content.problems[0].line, Some(3));
}
