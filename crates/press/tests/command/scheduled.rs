//! Posts whose time is still to come: pressed ahead when the author wants that, and known to nobody before.

use std::fs;

use crate::runner::{GOOD, blog, build, files, read};

const SETTINGS: &str = "publish_ahead = true\nbase_url = \"https://a.example/\"\npreviews = false\n";

/// A post that appears after the first day of 2026.
fn later(title: &str, date: &str, more: &str) -> String {
    format!("---\ntitle: {title}\ndate: {date}\ntags: [boats, unheard]\n{more}---\nA secret{title}.\n")
}

fn list(folder: &std::path::Path) -> serde_json::Value {
    serde_json::from_str(&read(folder, "scheduled.json")).expect("JSON")
}

#[test]
fn a_scheduled_post_is_nowhere_but_at_its_address_beside_it_and_in_the_list() {
    let good = GOOD.replace("title: Good", "title: Good\ntags: [boats]");
    let folder = blog(&[
        ("quire.toml", SETTINGS),
        ("content/good.md", &good),
        ("content/later.md", &later("Later", "2026-03-04T18:00:00+02:00", "")),
        ("content/last.md", &later("Last", "2026-05-06", "aliases: [old/last]\n")),
    ]);
    let said = build(folder.path());
    assert!(
        said.contains("pressed ahead: 2 scheduled posts (the next appears on 2026-03-04T18:00:00+02:00)\n"),
        "{said}"
    );
    let mut finished = Vec::new();
    for file in files(folder.path()) {
        let bytes = fs::read(folder.path().join("site").join(&file)).unwrap();
        let text = String::from_utf8_lossy(&bytes);
        if file.contains("/scheduled-") {
            assert!(text.contains("A secretLa"), "{file}");
            finished.push(file);
        } else {
            assert!(!text.contains("secretLa") || file == "scheduled.json", "{file}");
            assert!(
                !text.contains("later") || file.starts_with("later/") || file == "scheduled.json",
                "{file}"
            );
        }
    }
    assert_eq!(finished.len(), 2);
    assert!(!folder.path().join("site/old/last/index.html").exists());
    assert!(!folder.path().join("site/tags/unheard").exists());

    let page = read(folder.path(), "later/index.html");
    assert!(page.contains("<title>This post appears on 4 March 2026 · content</title>"), "{page}");
    assert!(page.contains("<meta name=\"robots\" content=\"noindex\">") && page.contains(" data-scheduled"));
    assert!(page.contains("data-root=\"../\"") && !page.contains("Later"));
    assert!(read(folder.path(), "later/index.json").contains("\"missing\""));

    let list = list(folder.path());
    let later = &list["posts"][0];
    assert_eq!((&later["from"], &later["url"]), (&"2026-03-04T18:00:00+02:00".into(), &"later/".into()));
    let whole = read(folder.path(), later["page"].as_str().expect("an address"));
    assert!(
        whole.contains("<h1") && whole.contains("A secretLater.") && !whole.contains("noindex"),
        "{whole}"
    );
    // What appears after it is not known to it, and no list of a tag is that has no page.
    assert!(
        !whole.contains("Last") && !whole.contains("unheard") && whole.contains("href=\"../tags/boats/\"")
    );
    let places: Vec<(&str, u64, &str)> = later["lists"]
        .as_array()
        .expect("lists")
        .iter()
        .map(|one| {
            (one["url"].as_str().unwrap(), one["before"].as_u64().unwrap(), one["as"].as_str().unwrap())
        })
        .collect();
    assert_eq!(places, [("", 0, "h2"), ("archive/", 0, "month"), ("tags/boats/", 0, "h2")]);
    assert!(
        later["h2"].as_str().unwrap().contains("<a href=\"later/\" dir=\"auto\">Later</a></h2>"),
        "{later}"
    );
    assert!(later["month"].as_str().unwrap().contains("<h2>March 2026</h2>") && later["h3"] == "");
}

#[test]
fn a_post_that_appears_later_stands_where_it_belongs_in_every_list() {
    let part = "part_title\n".to_owned();
    let settings = format!(
        "{SETTINGS}[[home]]\ntitle = \"Pinned\"\npinned = true\n[[home]]\nseries = \"Refit\"\n[[home]]\ntitle = \"New\"\nlatest = true\n# {part}"
    );
    let series = |title: &str, order: u8| {
        GOOD.replace("title: Good", &format!("title: {title}\nseries: Refit\nseries_order: {order}"))
    };
    let folder = blog(&[
        ("quire.toml", &settings),
        ("content/one.md", &series("One", 1)),
        ("content/three.md", &series("Three", 3)),
        ("content/two.md", &series("Two", 2).replace("2025", "2026")),
    ]);
    build(folder.path());
    let list = list(folder.path());
    let places: Vec<String> = list["posts"][0]["lists"]
        .as_array()
        .expect("lists")
        .iter()
        .map(|one| {
            format!(
                "{}{}:{}:{}",
                one["url"].as_str().unwrap(),
                one["as"].as_str().unwrap(),
                one["part"],
                one["before"]
            )
        })
        .collect();
    // Nothing is pinned, so the series is the first part of the home page.
    assert_eq!(places, ["h3:0:1", "h3:1:0", "archive/month:0:0", "series/refit/h2:0:1"]);
}

#[test]
fn without_the_setting_nothing_of_a_scheduled_post_is_written() {
    let folder = blog(&[("content/good.md", GOOD), ("content/later.md", &later("Later", "2026-03-04", ""))]);
    let said = build(folder.path());
    assert!(
        said.contains("1 scheduled post (the next is due on 2026-03-04T00:00:00+00:00; --future shows"),
        "{said}"
    );
    for file in files(folder.path()).iter().filter(|file| !file.contains(".js")) {
        let bytes = fs::read(folder.path().join("site").join(file)).unwrap();
        let text = String::from_utf8_lossy(&bytes);
        assert!(
            !file.contains("scheduled.json") && !text.contains("later") && !text.contains("data-scheduled"),
            "{file}"
        );
    }
}

#[test]
fn what_is_there_never_makes_way_for_what_is_still_to_come() {
    let folder = blog(&[
        ("quire.toml", SETTINGS),
        // This one wants the address of the post that is there, and comes before it by its name.
        ("content/a.md", &later("Later", "2026-03-04", "slug: good\n")),
        ("content/good.md", &GOOD.replace("title: Good", "title: Good\naliases: [moved]")),
        ("content/moved.md", &later("Last", "2026-03-05", "")),
        ("content/link.md", &GOOD.replace("Words.", "[Soon](a.md)")),
    ]);
    let said = build(folder.path());
    assert!(read(folder.path(), "good/index.html").contains("<p>Words.</p>"));
    assert!(read(folder.path(), "good-2/index.html").contains("This post appears on"));
    assert!(read(folder.path(), "moved/index.html").contains("url=../good/"));
    assert!(said.contains("/moved/ is an old address of another post, so the scheduled post"), "{said}");
    // An author may link to what is still to come.
    assert!(
        read(folder.path(), "link/index.html").contains("href=\"../good-2/\"") && !said.contains("dead-link")
    );
}

#[test]
fn a_post_in_another_language_says_when_it_appears_in_the_words_of_the_blog() {
    let settings = format!("{SETTINGS}language = \"es\"\n[words]\nscheduled = \"Se publica el {{}}\"\n");
    let folder = blog(&[("quire.toml", &settings), ("content/later.md", &later("Later", "2026-03-04", ""))]);
    // A blog of which nothing has appeared yet is a blog.
    build(folder.path());
    let page = read(folder.path(), "later/index.html");
    assert!(page.contains("Se publica el 4 de marzo de 2026</h1>"), "{page}");
}
