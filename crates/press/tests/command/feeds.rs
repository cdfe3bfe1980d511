//! What a pressed blog tells feed readers and search engines, as they find it in the folder.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::runner::{self, build, build_with, files, read};

fn blog(files: &[(&str, &str)]) -> tempfile::TempDir {
    let posts = [
        (
            "content/one.md",
            "---\ntitle: One\ndate: 2025-01-02\nupdated: 2025-02-03\ntags: [Boats, a/b]\n---\n[self](/one/)\n",
        ),
        ("content/two.md", "---\ntitle: Two\ndate: 2025-01-03\naliases: [old/two.html]\n---\nWords.\n"),
        ("content/two.es.md", "---\ntitle: Dos\ndate: 2025-01-03\n---\nPalabras.\n"),
        (
            "content/away.md",
            "---\ntitle: Away\ndate: 2025-01-04\ncanonical_url: https://b.example/x\n---\nWords.\n",
        ),
        ("content/about.md", "---\ntitle: About\npage: true\n---\nWords.\n"),
        ("content/é.md", "---\ntitle: É\ndate: 2025-01-05\npath: é & b.html\n---\nWords.\n"),
        ("content/undated.md", "---\ntitle: Undated\n---\nWords.\n"),
    ];
    runner::blog(&posts.iter().chain(files).copied().collect::<Vec<_>>())
}

const SETTINGS: &str = "title = \"Pier\"\nbase_url = \"https://a.example/b/\"\npreviews = false\n";

/// What stands between two texts, everywhere in a document.
fn all<'a>(document: &'a str, before: &str, after: &str) -> Vec<&'a str> {
    document.split(before).skip(1).filter_map(|rest| rest.split(after).next()).collect()
}

#[test]
fn the_sitemap_names_every_page_that_is_to_be_found_once_and_nothing_else() {
    let folder = blog(&[("quire.toml", SETTINGS)]);
    build(folder.path());
    let mut pages: Vec<String> = Vec::new();
    let mut hidden = 0;
    // The page for frames is there with the app alone, and is none of the blog's.
    let is_html = |file: &str| Path::new(file).extension().is_some_and(|ending| ending == "html");
    let is_page = |file: &&String| is_html(file) && *file != "embed/index.html";
    for file in files(folder.path()).iter().filter(is_page) {
        let html = read(folder.path(), file);
        let canonical = all(&html, "<link rel=\"canonical\" href=\"", "\"");
        if html.contains("<meta name=\"robots\" content=\"noindex\">") {
            hidden += 1;
        } else if !canonical[0].starts_with("https://b.example/") {
            pages.push(canonical[0].replace("&amp;", "&"));
        }
    }
    // An old address, and the page for what is not there.
    assert_eq!(hidden, 2);
    pages.sort();
    let sitemap = read(folder.path(), "sitemap.xml");
    let mut named: Vec<String> =
        all(&sitemap, "<loc>", "</loc>").into_iter().map(|url| url.replace("&amp;", "&")).collect();
    named.sort();
    assert_eq!(named, pages);
    assert!(
        named.len() == 13 && named.iter().all(|url| url.starts_with("https://a.example/b/")),
        "{named:?}"
    );
    assert!(named.contains(&"https://a.example/b/%C3%A9%20%26%20b.html".to_owned()), "{named:?}");
}

#[test]
fn the_sitemap_says_when_posts_changed_and_which_are_versions_of_each_other() {
    let folder = blog(&[("quire.toml", SETTINGS)]);
    build(folder.path());
    let sitemap = read(folder.path(), "sitemap.xml");
    let entry = |path: &str| {
        let url = format!("<loc>https://a.example/b/{path}</loc>");
        all(&sitemap, "<url>", "</url>")
            .into_iter()
            .find_map(|entry| entry.strip_prefix(&url))
            .expect(path)
            .to_owned()
    };
    assert_eq!(entry("one/"), "<lastmod>2025-02-03T00:00:00+00:00</lastmod>");
    assert_eq!(entry("undated/"), "");
    assert_eq!(entry("tags/boats/"), "");
    let version = |language: &str, path: &str| {
        format!("<xhtml:link rel=\"alternate\" hreflang=\"{language}\" href=\"https://a.example/b/{path}\"/>")
    };
    let spanish = all(&sitemap, "hreflang=\"es\" href=\"https://a.example/b/", "\"")[0];
    let both = [
        "<lastmod>2025-01-03T00:00:00+00:00</lastmod>".to_owned(),
        version("en", "two/"),
        version("es", spanish),
        version("x-default", "two/"),
    ];
    assert_eq!(entry("two/"), both.concat());
    assert_eq!(entry(spanish), both.concat());
}

#[test]
fn every_feed_that_a_page_names_is_there_and_its_links_are_pages() {
    let settings = format!("{SETTINGS}[feeds]\nof = [\"tags\"]\n");
    let folder = blog(&[("quire.toml", &settings)]);
    build(folder.path());
    let there = files(folder.path());
    let mut named = BTreeSet::new();
    for file in there.iter().filter(|file| file.ends_with("index.html")) {
        let html = read(folder.path(), file);
        let depth = file.matches('/').count();
        let root = if depth == 0 { "./".to_owned() } else { "../".repeat(depth) };
        for tag in all(&html, "<link rel=\"alternate\" type=\"", ">") {
            let href = all(tag, " href=\"", "\"")[0].strip_prefix(&root).expect("a way from the page");
            assert!(there.contains(href), "{file}: {tag}");
            named.insert(href.to_owned());
        }
    }
    let feeds: BTreeSet<String> = there
        .iter()
        .filter(|file| ["atom.xml", "rss.xml", "feed.json"].iter().any(|name| file.ends_with(name)))
        .cloned()
        .collect();
    assert_eq!(named, feeds);
    assert_eq!(feeds.len(), 3 + 2 * 3, "{feeds:?}");
    for file in feeds {
        let feed = feed_rs::parser::parse(read(folder.path(), &file).as_bytes()).expect(&file);
        let count = if file.contains('/') { 1 } else { 4 };
        assert_eq!(feed.entries.len(), count, "{file}");
        for entry in feed.entries {
            let path = entry.id.strip_prefix("https://a.example/b/").expect("an address");
            let page = quire_bundle::Route::parse("", path).expect("a route").html_path();
            assert!(there.contains(&page), "{file}: {}", entry.id);
        }
    }
}

#[test]
fn robots_are_let_in_and_led_to_the_sitemap() {
    let folder = blog(&[("quire.toml", SETTINGS)]);
    let said = build(folder.path());
    let robots = read(folder.path(), "robots.txt");
    assert_eq!(robots, "User-agent: *\nAllow: /\n\nSitemap: https://a.example/b/sitemap.xml\n");
    assert!(!said.contains("base URL") && !said.contains("own"), "{said}");
}

#[test]
fn the_authors_own_file_wins_and_that_is_said() {
    let own = [
        ("quire.toml", SETTINGS),
        ("static/robots.txt", "User-agent: *\nDisallow: /\n"),
        ("content/rss.xml", "mine"),
        // The data of this page is feed.json.
        ("content/feed.md", "---\ntitle: Feed\npath: feed.html\n---\nWords.\n"),
    ];
    let folder = blog(&own);
    let said = build(folder.path());
    assert!(
        said.contains("left as the blog's own, and not written by quire: feed.json, robots.txt, rss.xml\n"),
        "{said}"
    );
    assert_eq!(read(folder.path(), "robots.txt"), own[1].1);
    assert_eq!(read(folder.path(), "rss.xml"), "mine");
    assert!(read(folder.path(), "feed.json").contains("\"title\":\"Feed\""));
    assert!(read(folder.path(), "atom.xml").contains("<feed "));
}

#[test]
fn without_a_base_url_nothing_wrong_is_written_and_that_is_said_once() {
    let folder = blog(&[]);
    let said = build(folder.path());
    let line = "no base URL: atom.xml, rss.xml, feed.json, sitemap.xml and robots.txt need whole addresses and are not \
                written; set `base_url` in quire.toml, or say --base-url\n";
    assert_eq!(said.matches(line).count(), 1, "{said}");
    let there = files(folder.path());
    for file in ["atom.xml", "rss.xml", "feed.json", "sitemap.xml", "robots.txt"] {
        assert!(!there.contains(file), "{file}");
    }
    let home = read(folder.path(), "index.html");
    assert_eq!(all(&home, "<link rel=\"alternate\" type=\"", "\"").len(), 1);
    assert!(home.contains("href=\"./bundle.json\">"), "{home}");
}

#[test]
fn a_blog_may_have_no_feeds_and_still_be_found() {
    let folder = blog(&[("quire.toml", &format!("{SETTINGS}[feeds]\nformats = []\nof = [\"tags\"]\n"))]);
    build(folder.path());
    let there = files(folder.path());
    assert!(
        there.contains("sitemap.xml") && there.iter().all(|file| !file.ends_with("atom.xml")),
        "{there:?}"
    );
    assert!(!read(folder.path(), "index.html").contains("rel=\"alternate\" type="));
}

#[test]
fn a_post_may_link_to_a_feed() {
    let text = "---\ntitle: Subscribe\ndescription: d\n---\n[Atom](/atom.xml), [boats](/tags/boats/rss.xml), [map](/sitemap.xml), [all](/bundle.json)\n";
    let settings = format!("{SETTINGS}[feeds]\nof = [\"tags\"]\n");
    let folder = blog(&[("quire.toml", &settings), ("content/subscribe.md", text)]);
    let said = build(folder.path());
    assert!(!said.contains("subscribe.md"), "{said}");
    fs::write(folder.path().join("quire.toml"), SETTINGS).expect("a file");
    let said = build(folder.path());
    assert!(
        said.contains("no page or file `/tags/boats/rss.xml`") && !said.contains("`/atom.xml`"),
        "{said}"
    );
}

#[test]
fn a_blog_of_pages_alone_has_valid_feeds_and_a_sitemap() {
    let folder = blog(&[("quire.toml", SETTINGS)]);
    let content = folder.path().join("content");
    fs::remove_dir_all(&content).expect("its posts");
    fs::create_dir(&content).expect("a folder");
    fs::write(content.join("about.md"), "---\ntitle: About\npage: true\n---\nWords.\n").expect("a file");
    build(folder.path());
    for file in ["atom.xml", "rss.xml", "feed.json"] {
        let feed = feed_rs::parser::parse(read(folder.path(), file).as_bytes()).expect(file);
        assert!(feed.entries.is_empty());
    }
    assert!(read(folder.path(), "sitemap.xml").contains("<loc>https://a.example/b/</loc>"));
}

#[test]
fn a_feed_is_there_under_its_old_name_and_says_its_new_one() {
    for (config, old, new) in [
        ("hugo.toml", "index.xml", "rss.xml"),
        ("_config.yml", "feed.xml", "atom.xml"),
        ("quire.toml", "feeds/all.atom", "atom.xml"),
    ] {
        let text = match config {
            "hugo.toml" => "baseURL = \"https://a.example/b/\"\n".to_owned(),
            "_config.yml" => "url: https://a.example\nbaseurl: /b\nplugins: [jekyll-feed]\n".to_owned(),
            _ => format!("{SETTINGS}[feeds]\nold_atom = [\"feeds/all.atom\"]\n"),
        };
        let folder = blog(&[(config, &text)]);
        build_with(folder.path(), &["--host", "netlify"]);
        assert_eq!(read(folder.path(), old), read(folder.path(), new));
        assert!(read(folder.path(), old).contains(&format!("href=\"https://a.example/b/{new}\"")));
        let rules = read(folder.path(), "_redirects");
        assert!(rules.contains(&format!("/b/{old} /b/{new} 301!\n")), "{rules}");
        build_with(folder.path(), &["--host", "s3"]);
        assert!(!read(folder.path(), "s3-upload.sh").contains(old), "a redirect of S3's is a page");
    }
}

#[test]
fn an_old_feed_in_a_format_that_the_blog_no_longer_has_stays_and_gives_way_to_the_authors_own() {
    let settings =
        format!("{SETTINGS}[feeds]\nformats = [\"atom\"]\nold_rss = [\"index.xml\", \"mine.xml\"]\n");
    let folder = blog(&[("quire.toml", &settings), ("static/mine.xml", "<mine/>")]);
    let said = build_with(folder.path(), &["--host", "netlify"]);
    assert!(said.contains("left as the blog's own, and not written by quire: mine.xml"), "{said}");
    assert_eq!(read(folder.path(), "mine.xml"), "<mine/>");
    assert!(
        read(folder.path(), "index.xml").contains("href=\"https://a.example/b/index.xml\""),
        "it names itself"
    );
    assert!(!folder.path().join("site/rss.xml").exists());
    assert!(!read(folder.path(), "_redirects").contains(".xml"), "nothing is elsewhere");
}

#[test]
fn two_builds_write_the_same_feeds_and_sitemap_to_the_byte() {
    let settings = format!("{SETTINGS}[feeds]\nof = [\"tags\", \"authors\", \"series\", \"categories\"]\n");
    let folder = blog(&[("quire.toml", &settings)]);
    let bytes = || {
        build(folder.path());
        let there = files(folder.path());
        there
            .into_iter()
            .map(|file| (fs::read(folder.path().join("site").join(&file)).expect("a file"), file))
            .collect::<Vec<_>>()
    };
    assert_eq!(bytes(), bytes());
}
