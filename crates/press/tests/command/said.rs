//! What `quire` prints, what it writes, and what its exit code says.

use std::fs;

use crate::runner::{GOOD, blog, quire};

#[test]
fn the_exit_code_of_a_check_tells_the_worst() {
    let clean = blog(&[("content/good.md", GOOD)]);
    let run = quire(clean.path(), &["check"]);
    assert_eq!((run.code, run.out.as_str()), (0, "1 post checked: nothing to mend\n"));

    let noted = blog(&[("content/a.md", "---\ntitle: A\ndate: 2025-01-02\n---\nWords.\n")]);
    let run = quire(noted.path(), &["check"]);
    assert_eq!(run.code, 0, "{}", run.out);
    assert!(
        run.out.ends_with("1 post checked: 0 errors, 0 warnings, 1 note (1 no-description)\n"),
        "{}",
        run.out
    );

    let warned =
        blog(&[("content/good.md", GOOD), ("content/bad.md", &GOOD.replace("Words", "[x](gone.md)"))]);
    assert_eq!(quire(warned.path(), &["check"]).code, 1);

    let broken = blog(&[("content/good.md", GOOD), ("content/bad.md", "---\ntitle: [\n---\n")]);
    assert_eq!(quire(broken.path(), &["check"]).code, 2);

    let run = quire(broken.path(), &["check", "--content", "nowhere"]);
    assert_eq!(run.code, 2);
    assert_eq!(
        run.err,
        "quire: there is no content folder nowhere; name the folder of your posts with --content\n"
    );
}

#[test]
fn a_problem_is_an_object_a_line_for_those_who_ask_for_json() {
    let folder = blog(&[("content/bad.md", &GOOD.replace("Words.", "One.\n\n[x](gone.md)"))]);
    let run = quire(folder.path(), &["check", "--json"]);
    let found: serde_json::Value = serde_json::from_str(run.out.trim()).expect("one object");
    assert_eq!(
        found,
        serde_json::json!({
            "file": "content/bad.md", "line": 8, "severity": "warning", "rule": "dead-link",
            "message": "there is no post `gone.md`, so the words stay without a link; correct the name, or remove the link"
        })
    );
}

#[test]
fn a_rule_that_is_switched_off_says_nothing_but_a_post_that_is_left_out_is_always_said() {
    let files = [
        ("content/bad.md", "---\ntitle: [\n---\n"),
        ("content/good.md", &GOOD.replace("Words", "[x](gone.md)")),
        ("quire.toml", "[check]\noff = [\"dead-link\", \"front-matter\"]\n"),
    ];
    let run = quire(blog(&files).path(), &["check"]);
    assert!(!run.out.contains("dead-link") && run.out.contains("error front-matter"), "{}", run.out);
}

#[test]
fn a_strict_build_writes_nothing_when_there_is_a_warning() {
    let folder = blog(&[("content/bad.md", &GOOD.replace("Words", "[x](gone.md)"))]);
    let run = quire(folder.path(), &["build", "--strict"]);
    assert_eq!(run.code, 2);
    assert_eq!(
        run.err,
        "quire: nothing is written: with --strict, 1 warning or error stops the build\n\
         content/bad.md:6: warning dead-link: there is no post `gone.md`, so the words stay without a link; \
         correct the name, or remove the link\n"
    );
    assert!(!folder.path().join("site").exists());
    assert_eq!(quire(folder.path(), &["build"]).code, 0);
    assert!(folder.path().join("site/bad/index.html").exists());
}

#[test]
fn a_quiet_build_says_what_is_wrong_and_nothing_else() {
    let folder =
        blog(&[("content/good.md", GOOD), ("content/draft.md", &GOOD.replace("date", "draft: true\ndate"))]);
    let run = quire(folder.path(), &["build", "--quiet"]);
    assert_eq!((run.code, run.out.as_str(), run.err.as_str()), (0, "", ""));
    fs::write(folder.path().join("content/bad.md"), "---\ntitle: [\n---\n").expect("a post");
    let run = quire(folder.path(), &["build", "-q"]);
    assert_eq!((run.code, run.err.lines().count()), (0, 1), "{}", run.err);
    assert!(run.err.starts_with("content/bad.md:3: error front-matter: "), "{}", run.err);
    assert_eq!(quire(folder.path(), &["build", "--quiet", "--verbose"]).code, 2);
}

#[test]
fn what_is_not_meant_for_readers_yet_is_left_out_counted_and_said() {
    let folder = blog(&[
        ("content/good.md", GOOD),
        ("content/draft.md", &GOOD.replace("title: Good", "title: D\ndraft: true")),
        ("content/later.md", &GOOD.replace("2025-01-02", "2026-03-04")),
        ("content/over.md", &GOOD.replace("title: Good", "title: O\nexpires: 2025-02-03")),
    ]);
    let run = quire(folder.path(), &["build"]);
    let said = "left out: 1 draft (--drafts shows them), 1 scheduled post (the next is due on \
                2026-03-04T00:00:00+00:00; --future shows them), 1 expired post\n";
    assert!(run.err.starts_with(said) && run.err.contains("\n1 post, 5 pages, "), "{}", run.err);
    for (gone, there) in [("draft", false), ("later", false), ("over", false), ("good", true)] {
        assert_eq!(folder.path().join(format!("site/{gone}/index.html")).exists(), there, "{gone}");
    }
    quire(folder.path(), &["build", "--drafts", "--future"]);
    assert!(folder.path().join("site/draft/index.html").exists());
    assert!(folder.path().join("site/later/index.html").exists());
}

#[test]
fn two_posts_that_want_one_address_both_have_one() {
    let second = GOOD.replace("title: Good", "title: Second\nslug: good");
    let folder = blog(&[("content/good.md", GOOD), ("content/second.md", &second)]);
    let run = quire(folder.path(), &["check"]);
    assert!(
        run.out.starts_with(
            "content/second.md:3: warning duplicate-path: good.md has the address /good/ already, so this one is at /good-2/; \
             give one of them another slug\n"
        ),
        "{}",
        run.out
    );
    quire(folder.path(), &["build"]);
    assert!(folder.path().join("site/good-2/index.html").exists());
}

#[test]
fn an_old_address_where_something_else_is_leads_nowhere_and_that_is_said() {
    let with = |aliases: &str| GOOD.replace("title: Good", &format!("title: Good\naliases: {aliases}"));
    for (aliases, because) in [
        ("/good/", "/good is the post's own address, and would lead to itself"),
        ("/tags/boats/", "/tags/boats is an address that the blog's own lists may have"),
        ("/page/2/", "/page/2 is an address that the blog's own lists may have"),
        ("/404.html", "/404.html is the page for addresses where nothing is"),
        ("/second/", "/second is the address of second.md"),
        ("/taken/", "/taken is an alias of second.md already"),
    ] {
        let second =
            GOOD.replace("title: Good", "title: Second\naliases: [/taken/, /good/]").replace("2025", "2024");
        let folder = blog(&[("content/good.md", &with(aliases)), ("content/second.md", &second)]);
        let run = quire(folder.path(), &["check"]);
        let said = format!(
            "content/good.md:3: warning alias: the alias {because}, so nothing leads on from it to this post"
        );
        assert!(run.out.contains(&said), "{}", run.out);
        // Two that name each other's address are no loop: a page is at both.
        assert!(
            run.out.contains("content/second.md:3: warning alias: the alias /good is the address of good.md")
        );
        quire(folder.path(), &["build", "--host", "netlify"]);
        let page = fs::read_to_string(folder.path().join("site/good/index.html")).expect("the page");
        assert!(page.contains("Words.") && !page.contains("http-equiv=\"refresh\""), "{page}");
        let rules = fs::read_to_string(folder.path().join("site/_redirects")).expect("rules");
        assert!(
            rules.starts_with("/taken/ /second/ 301!\n") || rules.contains("\n/taken/ /second/"),
            "{rules}"
        );
        assert!(
            rules.lines().all(|line| !line.starts_with("/good/") && !line.starts_with("/404.html")),
            "{rules}"
        );
    }
    let folder = blog(&[("content/good.md", &with("/tide.html")), ("static/tide.html", "low")]);
    let said = "content/good.md:3: warning alias: the page that leads on from the alias /tide.html takes the place of a file of \
                yours; remove one of them\n";
    let run = quire(folder.path(), &["check"]);
    assert!(run.out.starts_with(said), "{}", run.out);
    let fine = blog(&[("content/good.md", &with("[/old/, 2019/good.html]"))]);
    assert_eq!(quire(fine.path(), &["check"]).code, 0);
}

#[test]
fn a_picture_that_is_none_is_named_and_its_words_stay() {
    let folder = blog(&[
        ("content/good.md", &GOOD.replace("Words", "![A pier](pier.png)")),
        ("content/pier.png", "this is no picture"),
    ]);
    let run = quire(folder.path(), &["check"]);
    assert!(run.out.starts_with("content/good.md:6: warning broken-picture: "), "{}", run.out);
    quire(folder.path(), &["build"]);
    let page = fs::read_to_string(folder.path().join("site/good/index.html")).expect("a page");
    assert!(page.contains("<p>A pier.</p>"), "{page}");
}

#[test]
fn another_systems_configuration_is_read_in_part_and_that_is_said() {
    let zola = "title = \"Leaves\"\nbase_url = \"https://a.example\"\ncompile_sass = true\n";
    let folder = blog(&[("content/good.md", GOOD), ("config.toml", zola)]);
    let run = quire(folder.path(), &["build"]);
    assert!(
        run.err.starts_with("no quire.toml: title and base URL are read from config.toml\n"),
        "{}",
        run.err
    );
    let page = fs::read_to_string(folder.path().join("site/index.html")).expect("a page");
    assert!(page.contains("<title>Leaves</title>") && page.contains("https://a.example/"), "{page}");
}

#[test]
fn two_builds_of_one_blog_are_the_same_to_the_byte() {
    let files: Vec<(String, String)> = (0..60)
        .map(|number| {
            let text =
                GOOD.replace("title: Good", &format!("title: Post {number}\ntags: [a{}, b]", number % 7));
            (format!("content/{number}.md"), text)
        })
        .collect();
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let folder = blog(&files);
    let bytes = |out: &str| {
        assert_eq!(quire(folder.path(), &["build", "--out", out]).code, 0);
        let mut files: Vec<_> = walkdir::WalkDir::new(folder.path().join(out))
            .into_iter()
            .map(|entry| entry.expect("an entry").into_path())
            .filter(|path| path.is_file())
            .collect();
        files.sort();
        let read = |path: &std::path::PathBuf| fs::read(path).expect("a file");
        files.iter().map(|path| (path.file_name().map(ToOwned::to_owned), read(path))).collect::<Vec<_>>()
    };
    assert_eq!(bytes("one"), bytes("two"));
}
