//! Input that is broken or odd: each case is named with its line and what to do, and the other posts go on.

use std::fmt::Write as _;

use super::tests::{folder, problems, read_all};
use super::*;

/// The one file of a folder, and what is said about it.
pub(super) fn read_one(text: impl AsRef<[u8]>) -> (Option<PostFile>, Vec<String>) {
    let mut content = read_all(&[("x.md", text.as_ref())]);
    (content.posts.pop(), problems(&content))
}

/// What is said about a post with these lines in its front matter.
pub(super) fn said_of(lines: &str) -> Vec<String> {
    read_one(format!("---\ntitle: x\n{lines}\n---\nbody\n")).1
}

#[test]
fn every_encoding_that_editors_write_is_read() {
    let text = "---\r\ntitle: Ü\r\n---\r\nbody\r\n";
    let wide = |mark: &str, bytes: fn(u16) -> [u8; 2]| -> Vec<u8> {
        format!("{mark}{text}").encode_utf16().flat_map(bytes).collect()
    };
    for file in [
        wide("\u{feff}", u16::to_le_bytes),
        wide("\u{feff}", u16::to_be_bytes),
        wide("", u16::to_le_bytes),
        wide("", u16::to_be_bytes),
        format!("\u{feff}{text}").into_bytes(),
        text.replace("\r\n", "\r").into_bytes(),
    ] {
        let (post, problems) = read_one(&file);
        let post = post.unwrap_or_else(|| panic!("{problems:?}"));
        assert_eq!((post.title.as_str(), post.markdown.as_str(), post.body_line), ("Ü", "body\n", 4));
        assert_eq!(problems, [] as [&str; 0]);
    }
    let mut odd = wide("\u{feff}", u16::to_le_bytes);
    odd.push(b'x');
    assert_eq!(read_one(&odd).1, ["x.md: error unreadable: is not valid UTF-16; save it as UTF-8"]);
    let latin = b"---\ntitle: \xdc\n---\n";
    assert_eq!(read_one(latin).1, ["x.md:2: error unreadable: byte 11 is not UTF-8; save the file as UTF-8"]);
}

#[test]
fn blank_lines_before_the_fence_do_no_harm() {
    let (post, problems) = read_one("\n \r\n---\ntitle: A\n---\nbody");
    assert_eq!(post.map(|post| (post.title, post.body_line)), Some(("A".to_owned(), 6)));
    assert_eq!(problems, [] as [&str; 0]);
}

#[test]
fn a_front_matter_that_is_broken_is_named_with_its_line() {
    for (text, message) in [
        (
            "---\ntitle: A\n",
            "x.md:1: error front-matter: the front matter that opens with `---` never closes; \
             write `---` on a line of its own after it",
        ),
        (
            "\n+++\ntitle = 'A'\n",
            "x.md:2: error front-matter: the front matter that opens with `+++` never closes; \
             write `+++` on a line of its own after it",
        ),
        (
            "{\"title\": \"A\",\n",
            "x.md:1: error front-matter: the front matter that opens with `{` never closes; write `}` after it",
        ),
        (
            "---\ntitle: one: two\n---\n",
            "x.md:2: error front-matter: the front matter is not valid YAML: mapping values are not allowed \
             in this context; put a value with a colon or quotation mark in it into quotes",
        ),
        (
            "---\na:\n\tb: 1\n---\n",
            "x.md:3: error front-matter: the front matter is not valid YAML: found character that cannot \
             start any token; put a value with a colon or quotation mark in it into quotes",
        ),
        (
            "---\njust words\n---\n",
            "x.md:2: error front-matter: the front matter is not a list of `key: value` lines; \
             write it so, or remove its fence",
        ),
        (
            "+++\nx = 1\ntitle = A\n+++\n",
            "x.md:3: error front-matter: the front matter is not valid TOML: string values must be quoted, \
             expected literal string; texts go into quotes",
        ),
        (
            "{\n\"a\": 1,\n\"b\" 2}\nbody",
            "x.md:3: error front-matter: the front matter is not valid JSON: expected `:`; \
             keys and texts go into double quotes, with a comma between entries",
        ),
    ] {
        let (post, problems) = read_one(text);
        assert!(post.is_none());
        assert_eq!(problems, [message]);
    }
}

#[test]
fn a_front_matter_of_a_megabyte_is_read_or_refused_and_soon() {
    let lines = |count: usize, line: fn(usize) -> String| -> String { (0..count).map(line).collect() };
    let aliases = lines(12, |n| {
        let before = n.checked_sub(1).map_or("x".to_owned(), |n| format!("*a{n}"));
        format!("a{n}: &a{n} [{}]\n", [before.as_str(); 10].join(","))
    });
    let deep = "the front matter opens more than 200 brackets without closing them; \
                put texts with such signs into quotes, or shorten it";
    for (yaml, message) in [
        (lines(80_000, |n| format!("k{n}: v\n")), ""),
        (format!("description: {}\n", "word ".repeat(200_000)), ""),
        (
            "kk: 1\n".repeat(150_000),
            "x.md:3: warning repeated-key: `kk` is said twice; the last one counts, so remove this one",
        ),
        (
            lines(30_000, |n| format!("k{n}: v\nk{n}: w\n")),
            "x.md:2: error front-matter: the front matter is not valid YAML: \
             duplicate entry with key \"k5\"; remove one of the two",
        ),
        (format!("a: {}", "[".repeat(1_000_000)), &format!("x.md:3: error front-matter: {deep}")),
        (
            format!("a:\n {}", "- ".repeat(500_000)),
            "x.md:4: error front-matter: the front matter is not valid YAML: recursion limit exceeded; \
             it lies too deep, or within itself, so write it flatter",
        ),
        (
            "a: &a [*a]".to_owned(),
            "x.md:3: error front-matter: the front matter is not valid YAML: recursion limit exceeded; \
             it lies too deep, or within itself, so write it flatter",
        ),
        (
            aliases,
            "x.md:2: error front-matter: the front matter is not valid YAML: repetition limit exceeded; \
             its aliases grow beyond measure, so write the values out",
        ),
        (
            format!("a: &x {}\nb: [{}]", "y".repeat(500_000), "*x,".repeat(100_000)),
            "x.md:4: error front-matter: the front matter repeats its values (`*`) beyond measure; \
             put texts with such signs into quotes, or shorten it",
        ),
    ] {
        let problems = said_of(&yaml);
        assert_eq!(problems.last().map_or("", String::as_str), message);
    }
    for deep in [format!("a = {}", "[".repeat(1_000_000)), format!("a{} = 1", ".a".repeat(400_000))] {
        let (post, problems) = read_one(format!("+++\n{deep}\n+++\n"));
        assert!(post.is_none());
        assert!(problems[0].starts_with("x.md:2: error front-matter: the front matter is not valid TOML: "));
        assert!(problems[0].ends_with("; write it flatter"), "{problems:?}");
    }
}

#[test]
fn a_body_of_one_and_of_ten_megabytes_is_a_body() {
    for megabytes in [1, 10] {
        let body = "word ".repeat(megabytes * 200_000);
        let (post, problems) = read_one(format!("---\ntitle: A\n---\n{body}"));
        assert_eq!(post.map(|post| post.markdown.len()), Some(body.len()));
        assert_eq!(problems, [] as [&str; 0]);
    }
}

#[test]
fn what_is_missing_is_said_and_the_post_is_there() {
    let untitled = "x.md:1: warning no-title: has no title, so it is called after its file; \
                    write `title:` in the front matter";
    let empty = "x.md:1: warning empty-post: there is nothing in this post; write it, name the page that \
                 it is about under `external_url`, or set `draft: true` until you do";
    for (text, expected) in [
        ("just words", vec![untitled]),
        ("---\ntitle: A\n---\n \n", vec![empty]),
        ("---\ntitle: null\n---\nwords", vec![untitled]),
        ("", vec![empty, untitled]),
        ("---\ntitle: A\nlink: https://blog.example/\n---\n", vec![]),
    ] {
        let (post, problems) = read_one(text);
        assert!(post.is_some());
        assert_eq!(problems, expected, "{text}");
    }
}

#[test]
fn of_ten_thousand_tags_the_first_two_hundred_count_and_the_site_is_there_soon() {
    let mut tags = String::new();
    for number in 0..10_000 {
        let _ = writeln!(tags, "- tag {number}");
    }
    let text = format!("---\ntitle: x\ntags:\n{tags}---\nbody");
    let (post, problems) = read_one(&text);
    assert_eq!(post.map(|post| post.tags.len()), Some(200));
    assert_eq!(
        problems,
        ["x.md:3: warning value: has 10000 tags, each with a page of its own, so only the first 200 count; \
          remove those that readers do not need"]
    );
    let here = folder(&[("content/x.md", text.as_bytes())]);
    let (content, out) = (here.path().join("content"), here.path().join("site"));
    crate::build(&crate::BuildOptions {
        project: crate::ProjectOptions { content, ..Default::default() },
        out,
        ..Default::default()
    })
    .expect("a site");
}

#[test]
fn a_value_that_its_key_cannot_have_is_said_with_what_was_done() {
    for (line, message) in [
        ("description: {en: x}", "`description` is a table, so it counts as not said; write one text"),
        ("summary: [a, b]", "`summary` is a list, so its first entry is taken; write one text"),
        ("slug: []", "`slug` is a list, so it counts as not said; write one text"),
        ("draft: maybe", "`draft` is `maybe`, so the post is taken for a draft; write true or false"),
        ("featured: [a]", "`featured` is a list, so it counts as not said; write true or false"),
        (
            "date: [2024-01-01, 2024-01-02]",
            "`date` is a list, so its first entry is taken; write one date such as 2024-05-31",
        ),
        ("date: {y: 2024}", "`date` is a table, so it counts as not said; write one date such as 2024-05-31"),
        ("tags: {a: 1}", "`tags` is a table, so it counts as not said; write a list such as [one, two]"),
        (
            "authors: [Ann, {x: 1}]",
            "an entry of `authors` is a table without a name, so it is left out; write a list such as [one, two]",
        ),
        ("series_order: first", "`series_order` is `first`, so it counts as not said; write a whole number"),
        (
            "featured_image: {uid: x}",
            "`featured_image` is a table without a picture's address, so the post has no picture from it; write `image: name.jpg` into it",
        ),
        (
            "lang: English",
            "`English` is no language tag, so it counts as not said; write one such as en or pt-BR",
        ),
        (
            "canonicalURL: blog.example/x",
            "`blog.example/x` is no address on the web, so search engines are told this page's own; write it with https:// in front",
        ),
        (
            "link: javascript:alert(1)",
            "`javascript:alert(1)` is no address on the web, so the post is a page of its own; write it with https:// in front",
        ),
    ] {
        assert_eq!(said_of(line), [format!("x.md:3: warning value: {message}")]);
    }
    for fine in [
        "tags: 5",
        "description: null",
        "slug: 2024",
        "series_order: '3'",
        "image: false",
        "authors: [1, null]",
    ] {
        assert_eq!(said_of(fine), [] as [&str; 0], "{fine}");
    }
}

#[test]
fn a_permalink_that_asks_for_the_unknown_is_named() {
    assert_eq!(
        said_of("permalink: /:yaer/:title/"),
        [
            "x.md:3: warning path: the path `/:yaer/:title/` has a placeholder `:yaer`, which there is not, so the post \
          gets one from its file name; did you mean `:year`?"
        ]
    );
    assert_eq!(
        said_of("permalink: /:year/:title/"),
        ["x.md:3: warning path: the path `/:year/:title/` needs a date, so the post gets one from its file \
          name; write `date:`"]
    );
}
