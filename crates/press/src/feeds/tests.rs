//! Promises to those who subscribe: what another program reads from a feed is what the posts say.

use std::collections::BTreeMap;
use std::sync::Mutex;

use feed_rs::model::{Entry, Feed};
use proptest::prelude::*;
use quire_bundle::{About, Card, Content, Date, Library, Pager, Picture, Post, Route, Site, Taxonomy, Term};

use super::{FeedLink, links, paths, write};
use crate::config::{Feeds, Format};

const BASE: &str = "https://a.example/b/";

/// Text that is hard to put into XML: markup, entities, the end of a CDATA section, characters beyond the first plane.
const ODD: &str = "A <b>&amp;</b> ]]> \"q\" 'r' 𝒳 🐚 é";

fn term(label: &str) -> Term {
    Term { slug: label.to_lowercase().replace(' ', "-"), label: label.into() }
}

fn date(rfc3339: &str) -> Date {
    Date { rfc3339: rfc3339.into(), text: String::new() }
}

fn post(path: &str, title: &str, published: impl Into<Option<Date>>) -> Post {
    let card = Card { path: path.into(), title: title.into(), date: published.into(), ..Card::default() };
    let id = Route::Post { path: path.into() }.href(BASE);
    Post { card, id, html: format!("<p>{path}</p>"), ..Post::default() }
}

fn site() -> Site {
    Site { title: "Notes & <Tides>".into(), base: BASE.into(), language: "en".into(), ..Site::default() }
}

/// Every file that is written, by its path.
fn written(library: &Library, feeds: &Feeds) -> BTreeMap<String, String> {
    let files: Mutex<BTreeMap<String, String>> = Mutex::default();
    let take = |path: &str, bytes: &[u8]| {
        files.lock().unwrap().insert(path.to_owned(), String::from_utf8(bytes.to_vec()).unwrap());
        Ok::<(), ()>(())
    };
    write(library, feeds, &take).unwrap();
    let files = files.into_inner().unwrap();
    let mut named = paths(library, feeds);
    named.sort();
    assert_eq!(files.keys().cloned().collect::<Vec<_>>(), named);
    files
}

fn read(text: &str) -> Feed {
    feed_rs::parser::parse(text.as_bytes()).unwrap_or_else(|error| panic!("{error}\n{text}"))
}

/// The three feeds of the blog, as another program reads them.
fn three(library: &Library) -> [Feed; 3] {
    let files = written(library, &Feeds::default());
    assert_eq!(files.len(), 3);
    Format::ALL.map(|format| read(&files[format.file()]))
}

fn text(of: Option<&feed_rs::model::Text>) -> &str {
    of.map_or("", |text| text.content.as_str())
}

fn body(entry: &Entry) -> &str {
    entry.content.as_ref().and_then(|content| content.body.as_deref()).unwrap_or("")
}

fn names(entry: &Entry) -> Vec<&str> {
    entry.authors.iter().map(|author| author.name.as_deref().unwrap_or("")).collect()
}

#[test]
fn a_cover_arrives_in_all_three_formats() {
    let picture = |url: &str, set: &str| Picture {
        url: url.into(),
        size: Some((1300, 260)),
        set: set.into(),
        ..Picture::default()
    };
    for (cover, url, width) in [
        (picture("/a b.png", ""), "https://a.example/b/a%20b.png", 1300),
        (
            picture("/a.png", "/resized/x-640.png 640w, /resized/x-1000.png 1000w"),
            "https://a.example/b/resized/x-1000.png",
            1000,
        ),
        (picture("https://c.example/a.png", ""), "https://c.example/a.png", 1300),
    ] {
        let library = Library::new(site(), vec![Post { cover: Some(cover), ..post("x/", "T", None) }]);
        let files = written(&library, &Feeds::default());
        for format in [Format::Atom, Format::Rss] {
            let feed = read(&files[format.file()]);
            let content = &feed.entries[0].media[0].content[0];
            assert_eq!(content.url.as_ref().map(ToString::to_string).as_deref(), Some(url), "{format:?}");
            assert_eq!(content.content_type.as_ref().map(ToString::to_string).as_deref(), Some("image/png"));
            assert_eq!((content.width, content.height), (Some(width), Some(width / 5)), "{format:?}");
        }
        let feed: serde_json::Value = serde_json::from_str(&files["feed.json"]).unwrap();
        assert_eq!(feed["items"][0]["image"], url);
    }
    // A drawing is shown by no feed reader, and what is not there is not declared.
    let drawing = Post { cover: Some(picture("/a.svg", "")), ..post("x/", "T", None) };
    let files = written(&Library::new(site(), vec![drawing]), &Feeds::default());
    assert!(!files["atom.xml"].contains("media") && !files["rss.xml"].contains("media"));
}

#[test]
fn every_field_of_a_post_arrives_in_all_three_formats() {
    let html = format!(
        "<p>{}</p><p><a href=\"/c/\">c</a> <a href=\"#fn1\">1</a> <a href=\"more.pdf\">2</a> <img src=\"/d.png\" alt=\"]]&gt;\"> ]]&gt;</p>",
        ODD.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
    );
    let mut whole = post("é/", ODD, date("2026-05-10T09:00:00+02:00"));
    whole.updated = Some(date("2026-06-01T10:30:00-05:00"));
    whole.card.summary = format!("Summary: {ODD}");
    whole.card.tags = vec![term("Old Boats"), term("R&D <x>")];
    whole.categories = vec![term("Repairs")];
    whole.card.authors = vec![term("Ada & Co"), term("Tom")];
    whole.html = html;
    let mut site = site();
    site.about = vec![About {
        taxonomy: Taxonomy::Author,
        slug: "tom".into(),
        description: String::new(),
        url: "/about/".into(),
        picture: String::new(),
    }];
    let address = "https://a.example/b/%C3%A9/";
    let expected = whole
        .html
        .replace("\"/c/\"", "\"https://a.example/b/c/\"")
        .replace("\"/d.png\"", "\"https://a.example/b/d.png\"")
        .replace("\"more.pdf\"", &format!("\"{address}more.pdf\""))
        .replace("\"#fn1\"", &format!("\"{address}#fn1\""));
    let library = Library::new(site, vec![whole.clone()]);
    for (feed, format) in three(&library).iter().zip(Format::ALL) {
        assert_eq!(text(feed.title.as_ref()), "Notes & <Tides>", "{format:?}");
        assert_eq!(feed.language.as_deref(), Some("en"), "{format:?}");
        let [entry] = feed.entries.as_slice() else { panic!("{format:?}: one entry") };
        assert_eq!(entry.id, address, "{format:?}");
        assert_eq!(text(entry.title.as_ref()), ODD, "{format:?}");
        assert_eq!(body(entry), expected, "{format:?}");
        assert_eq!(names(entry), ["Ada & Co", "Tom"], "{format:?}");
        assert!(entry.links.iter().any(|link| link.href == address), "{format:?}");
        let published = entry.published.expect("a date").to_rfc3339();
        assert_eq!(published, "2026-05-10T07:00:00+00:00", "{format:?}");
        let labels: Vec<&str> = entry
            .categories
            .iter()
            .map(|category| category.label.as_deref().unwrap_or(&category.term))
            .collect();
        assert_eq!(labels, ["Old Boats", "R&D <x>", "Repairs"], "{format:?}");
        if format == Format::Rss {
            // RSS reads its description as HTML, and knows one date.
            let escaped = ODD.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
            assert_eq!(text(entry.summary.as_ref()), format!("Summary: {}", escaped.replace('"', "&quot;")));
        } else {
            assert_eq!(text(entry.summary.as_ref()), format!("Summary: {ODD}"), "{format:?}");
            let updated = entry.updated.expect("a date").to_rfc3339();
            assert_eq!(updated, "2026-06-01T15:30:00+00:00", "{format:?}");
            assert_eq!(entry.authors[1].uri.as_deref(), Some("https://a.example/b/about/"), "{format:?}");
        }
    }
}

#[test]
fn a_date_keeps_its_time_zone() {
    let library = Library::new(site(), vec![post("a/", "A", date("2026-05-10T09:00:00+02:00"))]);
    let files = written(&library, &Feeds::default());
    assert!(files["atom.xml"].contains("<published>2026-05-10T09:00:00+02:00</published>"));
    assert!(files["rss.xml"].contains("<pubDate>Sun, 10 May 2026 09:00:00 +0200</pubDate>"));
    assert!(files["feed.json"].contains("\"2026-05-10T09:00:00+02:00\""));
}

#[test]
fn a_feed_says_where_it_lies_and_what_it_is_about() {
    let library = Library::new(site(), Vec::new());
    let files = written(&library, &Feeds::default());
    for (file, own) in [
        (
            "atom.xml",
            "<link href=\"https://a.example/b/atom.xml\" rel=\"self\" type=\"application/atom+xml\"/>",
        ),
        (
            "rss.xml",
            "<atom:link href=\"https://a.example/b/rss.xml\" rel=\"self\" type=\"application/rss+xml\"/>",
        ),
        ("feed.json", "\"feed_url\":\"https://a.example/b/feed.json\""),
    ] {
        assert!(files[file].contains(own), "{}", files[file]);
        let links = read(&files[file]).links;
        assert!(links.iter().any(|link| link.href == BASE), "{file}: {links:?}");
    }
}

#[test]
fn characters_that_xml_cannot_hold_are_dropped_and_the_feed_is_read_all_the_same() {
    let mut odd = post("a/", "A\u{0}\u{b}\u{1f}B\u{fffe}", date("2026-05-10T09:00:00Z"));
    odd.html = "<p>\u{c}x\u{8}\ty\n</p>".into();
    odd.card.tags = vec![Term { slug: "x\u{1}".into(), label: "X\u{2}".into() }];
    let [atom, rss, _] = three(&Library::new(site(), vec![odd]));
    for feed in [atom, rss] {
        let entry = &feed.entries[0];
        assert_eq!(text(entry.title.as_ref()), "AB");
        assert_eq!(body(entry), "<p>x\ty\n</p>");
    }
}

#[test]
fn a_post_without_a_date_is_in_the_feed_and_never_news() {
    let library = Library::new(site(), vec![post("a/", "A", None), post("b/", "B", date("2026-05-10"))]);
    for feed in three(&library) {
        let titles: Vec<&str> = feed.entries.iter().map(|entry| text(entry.title.as_ref())).collect();
        assert_eq!(titles, ["B", "A"]);
        assert_eq!(feed.entries[1].published, None);
        assert_eq!(feed.entries[0].published.expect("a date").to_rfc3339(), "2026-05-10T00:00:00+00:00");
    }
    let atom = &written(&library, &Feeds::default())["atom.xml"];
    assert!(atom.contains("<updated>1970-01-01T00:00:00+00:00</updated>"), "{atom}");
    assert_eq!(read(atom).updated.expect("a date").to_rfc3339(), "2026-05-10T00:00:00+00:00");
}

#[test]
fn an_empty_blog_has_empty_feeds() {
    for feed in three(&Library::new(site(), Vec::new())) {
        assert!(feed.entries.is_empty());
        assert_eq!(text(feed.title.as_ref()), "Notes & <Tides>");
    }
}

#[test]
fn a_language_that_runs_from_right_to_left_is_named_and_runs_so() {
    let mut arabic = post("ar/", "قارب", date("2026-05-10T09:00:00Z"));
    arabic.card.language = Some("ar".into());
    arabic.html = "<p>مرحبا</p>".into();
    let library = Library::new(site(), vec![arabic, post("en/", "Boat", date("2026-05-11T09:00:00Z"))]);
    for feed in three(&library) {
        assert_eq!(body(&feed.entries[0]), "<p>en/</p>");
        assert_eq!(body(&feed.entries[1]), "<div dir=\"rtl\"><p>مرحبا</p></div>");
    }
    let files = written(&library, &Feeds::default());
    assert!(files["atom.xml"].contains("<title xml:lang=\"ar\">قارب</title>"), "{}", files["atom.xml"]);
    assert!(files["atom.xml"].contains("<content xml:lang=\"ar\" type=\"html\">"), "{}", files["atom.xml"]);
    assert!(files["rss.xml"].contains("<dc:language>ar</dc:language>"), "{}", files["rss.xml"]);
    assert!(files["feed.json"].contains("\"language\":\"ar\""), "{}", files["feed.json"]);
}

#[test]
fn pages_and_other_versions_of_a_post_are_in_no_feed_and_the_newest_come_first() {
    let mut posts: Vec<Post> = (1..=9)
        .map(|day| post(&format!("{day}/"), &day.to_string(), date(&format!("2026-05-0{day}"))))
        .collect();
    posts[8].unlisted = true;
    posts[0].card.pinned = true;
    posts[3].card.tags = vec![term("Boats")];
    posts[8].card.tags = vec![term("Boats")];
    let library = Library::new(site(), posts);
    let feeds = Feeds { items: 3, of: vec![Taxonomy::Tag], ..Feeds::default() };
    let files = written(&library, &feeds);
    assert_eq!(files.len(), 6);
    let titles = |file: &str| -> Vec<String> {
        read(&files[file]).entries.iter().map(|entry| text(entry.title.as_ref()).to_owned()).collect()
    };
    for format in Format::ALL {
        assert_eq!(titles(format.file()), ["8", "7", "6"]);
        assert_eq!(titles(&format!("tags/boats/{}", format.file())), ["4"]);
    }
    let tag = read(&files["tags/boats/atom.xml"]);
    assert_eq!(text(tag.title.as_ref()), "Boats · Notes & <Tides>");
    assert_eq!(tag.id, "https://a.example/b/tags/boats/");
}

#[test]
fn a_feed_of_summaries_holds_no_whole_text() {
    let mut posts = vec![post("a/", "A", date("2026-05-01")), post("b/", "B", date("2026-05-02"))];
    posts[1].card.summary = "In short.".into();
    let library = Library::new(site(), posts);
    let files = written(&library, &Feeds { summaries: true, ..Feeds::default() });
    for text in files.values() {
        assert!(!text.contains("<p>") && !text.contains("&lt;p&gt;"), "{text}");
        assert!(text.contains("In short."), "{text}");
    }
    let json: serde_json::Value = serde_json::from_str(&files["feed.json"]).unwrap();
    assert_eq!(json["items"][1]["content_text"], "A");
}

#[test]
fn without_a_base_url_there_are_no_feeds_and_pages_name_the_bundle() {
    let site = Site { base: "/".into(), ..site() };
    let library = Library::new(site, vec![post("a/", "A", None)]);
    assert!(written(&library, &Feeds::default()).is_empty());
    let page = library.page(&Route::Home { page: 1 });
    let named: Vec<String> =
        links(library.site(), &page, &Feeds::default()).into_iter().map(|link| link.href).collect();
    assert_eq!(named, ["bundle.json"]);
}

#[test]
fn a_page_names_its_own_feed_before_the_blogs() {
    let feeds =
        Feeds { of: vec![Taxonomy::Tag], formats: vec![Format::Rss, Format::Atom], ..Feeds::default() };
    let list = |taxonomy| quire_bundle::Page {
        route: Route::Term { taxonomy, slug: "日本".into(), page: 1 },
        content: Content::List {
            of: Some((taxonomy, Term { slug: "日本".into(), label: "日本".into() })),
            cards: Vec::new(),
            years: Vec::new(),
            pager: Pager::default(),
        },
    };
    let link = |media_type, title: &str, href: &str| FeedLink {
        media_type,
        title: title.to_owned(),
        href: href.to_owned(),
        own: href.contains('/'),
    };
    let blog = [
        link("application/rss+xml", "Notes & <Tides>", "rss.xml"),
        link("application/atom+xml", "Notes & <Tides>", "atom.xml"),
    ];
    let own = [
        link("application/rss+xml", "日本 · Notes & <Tides>", "tags/%E6%97%A5%E6%9C%AC/rss.xml"),
        link("application/atom+xml", "日本 · Notes & <Tides>", "tags/%E6%97%A5%E6%9C%AC/atom.xml"),
    ];
    assert_eq!(links(&site(), &list(Taxonomy::Tag), &feeds), [own, blog.clone()].concat());
    assert_eq!(links(&site(), &list(Taxonomy::Author), &feeds), blog);
}

/// Text without what XML drops and without what its readers fold: carriage returns, blanks at both ends.
fn plain(text: &str) -> String {
    super::without_controls(text.as_bytes().to_vec()).replace('\r', "\n").trim().to_owned()
}

proptest! {
    #[test]
    fn no_title_and_no_body_is_too_odd(title in "\\PC{1,20}|.{1,20}", html in "(?s).{0,40}", year in 1..9999i32) {
        let mut odd = post("a/", &format!("x{title}x"), date(&format!("{year:04}-01-02T03:04:05-00:30")));
        odd.html = format!("x{html}x").replace(['<', '"'], "'");
        let library = Library::new(site(), vec![odd.clone()]);
        let files = written(&library, &Feeds::default());
        for format in [Format::Atom, Format::Rss] {
            let entry = &read(&files[format.file()]).entries[0];
            prop_assert_eq!(plain(&text(entry.title.as_ref()).replace("\r\n", "\n")), plain(&odd.card.title));
            prop_assert_eq!(plain(body(entry)), plain(&odd.html));
        }
    }
}
