//! Promises to whoever finds a page, or shows a link to it.

use quire_bundle::{
    About, Card, Content, Date, Library, Page, Picture, Post, Route, Site, Taxonomy, Term, Translation,
};
use serde_json::Value;

use super::{DESCRIPTION, Head, STALE, preview};

const BASE: &str = "https://a.example/blog/";

fn site() -> Site {
    let (title, description) = ("A & B".to_string(), "Boats and tides.".to_string());
    Site { title, description, base: BASE.into(), page_size: 2, ..Site::default() }
}

fn term(label: &str) -> Term {
    Term { slug: label.to_lowercase().replace(' ', "-"), label: label.to_string() }
}

fn post(path: &str) -> Post {
    let date = |rfc3339: &str| Some(Date { rfc3339: rfc3339.into(), text: String::new() });
    Post {
        card: Card {
            path: path.into(),
            title: format!("On {path}"),
            date: date("2026-05-10T09:00:00+02:00"),
            summary: "What the tide left.".into(),
            tags: vec![term("Tide"), term("Low water")],
            authors: vec![term("Ada Reyes")],
            ..Card::default()
        },
        updated: date("2026-06-01"),
        categories: vec![term("Boats")],
        ..Post::default()
    }
}

fn library() -> Library {
    Library::new(site(), ["a/", "b/", "c/", "d/", "e/"].map(post).to_vec())
}

fn page(library: &Library, path: &str) -> Page {
    library.page(&Route::parse("/", path).expect("a route"))
}

fn alone(post: Post) -> Page {
    let route = Route::Post { path: post.card.path.clone() };
    Library::new(site(), vec![post]).page(&route)
}

/// The values of a tag, by its name.
fn all(html: &str, name: &str) -> Vec<String> {
    let named = format!("=\"{name}\" ");
    let values = html.lines().filter(|line| line.contains(&named));
    values.filter_map(|line| Some(line.rsplit_once("=\"")?.1.strip_suffix("\">")?.to_string())).collect()
}

fn one(html: &str, name: &str) -> Option<String> {
    let mut values = all(html, name);
    assert!(values.len() < 2, "{name}: {values:?}");
    values.pop()
}

/// The things that the linked data speaks of.
fn graph(html: &str) -> Vec<Value> {
    let data = html.split("<script type=\"application/ld+json\">").nth(1);
    let Some(data) = data.map(|rest| rest.split("</script>").next().expect("the end")) else {
        return Vec::new();
    };
    let data: Value = serde_json::from_str(data).expect("JSON");
    assert_eq!(data["@context"], "https://schema.org");
    data["@graph"].as_array().expect("a list").clone()
}

fn typed<'a>(graph: &'a [Value], kind: &str) -> Option<&'a Value> {
    graph.iter().find(|thing| thing["@type"] == kind)
}

#[test]
fn the_head_says_where_the_page_is_and_what_it_is_about() {
    let html = Head::of(&site(), &page(&library(), "/search/?q=x")).to_html();
    assert!(html.contains("<title>Search · A &amp; B</title>"), "{html}");
    assert!(html.contains("<meta name=\"robots\" content=\"noindex\">"), "{html}");
    assert!(html.contains("href=\"https://a.example/blog/search/?q=x\""), "{html}");
}

#[test]
fn search_engines_find_the_search_page_and_pass_over_its_answers() {
    let library = library();
    let hidden = |path: &str| Head::of(library.site(), &page(&library, path)).hidden;
    assert!(!hidden("/search/") && hidden("/search/?q=x") && hidden("/nothing/") && !hidden("/tags/tide/"));
}

#[test]
fn a_page_that_nobody_has_described_says_what_is_on_it() {
    let site = Site { description: String::new(), ..site() };
    let mut posts = ["a/", "b/", "c/"].map(post).to_vec();
    posts[0].card.summary = String::new();
    let library = Library::new(site, posts);
    let said = |path: &str| Head::of(library.site(), &page(&library, path)).description;
    for (path, description) in [
        ("/", "On c/ · On b/"),
        ("/page/2/", "On a/"),
        ("/tags/tide/", "On c/ · On b/"),
        ("/tags/", "Low water · Tide"),
        ("/archive/", "On c/ · On b/ · On a/"),
        ("/search/", "A & B · Search the posts"),
        ("/a/", "On a/"),
        ("/nothing/", ""),
    ] {
        assert_eq!(said(path), description, "{path}");
    }
}

#[test]
fn a_description_is_as_long_as_search_engines_show() {
    let mut long = post("a/");
    long.card.summary = "word ".repeat(100);
    let description = Head::of(&site(), &alone(long)).description;
    let length = description.chars().count();
    assert!((160..=DESCRIPTION + 1).contains(&length) && description.ends_with("word…"), "{description}");
}

#[test]
fn a_page_in_arabic_runs_from_right_to_left() {
    let site = Site { language: "ar-EG".into(), ..Site::default() };
    let head = Head::of(&site, &Page { route: Route::Home { page: 1 }, content: Content::Missing });
    assert_eq!(head.html_attributes(), "lang=\"ar-EG\" dir=\"rtl\"");
}

#[test]
fn a_post_is_an_article_with_all_that_is_known_of_it() {
    let cover = Picture {
        url: "/tide.png".into(),
        alt: "The tide, \"low\"".into(),
        size: Some((800, 400)),
        ..Picture::default()
    };
    let page = alone(Post { cover: Some(cover), ..post("a/") });
    let html = preview(&site(), &page, None);
    for (name, value) in [
        ("og:type", "article"),
        ("og:title", "On a/"),
        ("og:description", "What the tide left."),
        ("og:url", "https://a.example/blog/a/"),
        ("og:site_name", "A &amp; B"),
        ("og:locale", "en_US"),
        ("og:image", "https://a.example/blog/tide.png"),
        ("og:image:width", "800"),
        ("og:image:height", "400"),
        ("og:image:alt", "The tide, &quot;low&quot;"),
        ("article:published_time", "2026-05-10T09:00:00+02:00"),
        ("article:modified_time", "2026-06-01"),
        ("article:author", "https://a.example/blog/authors/ada-reyes/"),
        ("author", "Ada Reyes"),
        ("article:section", "Boats"),
        ("twitter:card", "summary_large_image"),
    ] {
        assert_eq!(one(&html, name).as_deref(), Some(value), "{name} in {html}");
    }
    assert_eq!(all(&html, "article:tag"), ["Tide", "Low water"]);
}

#[test]
fn lists_are_pages_of_the_blog_and_an_authors_is_a_profile() {
    let library = library();
    let kinds = [
        ("/", "website", "A &amp; B", "summary"),
        ("/tags/tide/", "website", "Tide", "summary"),
        ("/archive/2026/", "website", "2026", "summary"),
        ("/search/", "website", "Search", "summary"),
        ("/authors/ada-reyes/", "profile", "Ada Reyes", "summary"),
        ("/tags/tide/page/2/", "website", "Tide (2)", "summary"),
    ];
    for (path, kind, title, card) in kinds {
        let html = preview(&site(), &page(&library, path), None);
        let said = ["og:type", "og:title", "twitter:card"].map(|name| one(&html, name));
        assert_eq!(said, [kind, title, card].map(|text| Some(text.to_string())), "{path}");
        assert_eq!(one(&html, "og:image"), None);
        assert!(!html.contains("article:"), "{html}");
    }
    assert_eq!(preview(&site(), &page(&library, "/nothing/"), None), "");
}

#[test]
fn the_cover_wins_over_the_picture_that_is_given_unless_nobody_shows_it() {
    let given = Picture { url: "/og/1.png".into(), size: Some((1200, 630)), ..Picture::default() };
    for (cover, expected) in [
        (None, "https://a.example/blog/og/1.png"),
        (Some("https://c.example/d.png"), "https://c.example/d.png"),
        (Some("/drawn.SVG?x"), "https://a.example/blog/og/1.png"),
    ] {
        let cover = cover.map(|url| Picture { url: url.into(), ..Picture::default() });
        let html = preview(&site(), &alone(Post { cover, ..post("a/") }), Some(&given));
        assert_eq!(one(&html, "og:image").as_deref(), Some(expected));
    }
    let nowhere = Site { base: "/".into(), ..site() };
    let html = preview(&nowhere, &alone(post("a/")), Some(&given));
    assert_eq!(one(&html, "og:image"), None);
    assert_eq!(one(&html, "article:author"), None);
    assert!(!html.contains("ld+json") && !html.contains("og:url"), "{html}");
}

#[test]
fn every_version_of_a_post_names_all_of_them() {
    let version = |language: &str, path: &str| Translation {
        language: language.into(),
        path: path.into(),
        ..Translation::default()
    };
    let mut english = post("a/");
    english.translations = vec![version("es", "es/a/"), version("de", "de/a/")];
    let mut spanish = post("es/a/");
    spanish.card.language = Some("es".into());
    spanish.translations = vec![version("en", "a/"), version("de", "de/a/")];
    let versions = |post: Post| {
        let html = preview(&site(), &alone(post), None);
        ["de", "en", "es", "x-default"].map(|language| one(&html, language).expect(language))
    };
    let expected = ["de/a/", "a/", "es/a/", "a/"].map(|path| format!("{BASE}{path}"));
    assert_eq!(versions(english), expected);
    assert_eq!(versions(spanish), expected);
    assert!(!preview(&site(), &alone(post("a/")), None).contains("hreflang"));
}

#[test]
fn no_head_has_another_page_downloaded() {
    let library = library();
    for path in ["/", "/page/2/", "/page/3/", "/archive/2026/"] {
        let page = page(&library, path);
        let html = Head::of(&site(), &page).to_html() + &preview(&site(), &page, None);
        assert!(html.contains("<link rel=\"canonical\""), "{html}");
        for relation in ["next", "prefetch", "prerender", "preload"] {
            assert!(!html.contains(&format!("rel=\"{relation}\"")), "{path}: {html}");
        }
    }
}

#[test]
fn the_linked_data_of_a_post_is_that_of_the_post() {
    let about = About {
        taxonomy: Taxonomy::Author,
        slug: "ada-reyes".into(),
        description: String::new(),
        url: "/about/".into(),
        picture: String::new(),
    };
    let given = Picture { url: "/og/1.png".into(), ..Picture::default() };
    let html = preview(&Site { about: vec![about], ..site() }, &alone(post("a/")), Some(&given));
    let graph = graph(&html);
    let posting = typed(&graph, "BlogPosting").expect("the post");
    for (name, value) in [
        ("headline", "On a/"),
        ("description", "What the tide left."),
        ("datePublished", "2026-05-10T09:00:00+02:00"),
        ("dateModified", "2026-06-01"),
        ("image", "https://a.example/blog/og/1.png"),
        ("mainEntityOfPage", "https://a.example/blog/a/"),
        ("articleSection", "Boats"),
        ("inLanguage", "en"),
    ] {
        assert_eq!(posting[name], value, "{name}");
    }
    assert_eq!(posting["keywords"], serde_json::json!(["Tide", "Low water"]));
    assert_eq!(posting["author"][0]["name"], "Ada Reyes");
    assert_eq!(posting["author"][0]["url"], "https://a.example/blog/about/");
    assert_eq!(posting["isPartOf"]["name"], "A & B");
    assert_eq!(crumbs(&graph), [("A & B", ""), ("Boats", "categories/boats/"), ("On a/", "a/")]);
}

/// The names and paths of the way to a page.
fn crumbs(graph: &[Value]) -> Vec<(&str, &str)> {
    let list = typed(graph, "BreadcrumbList").expect("the way");
    let items = list["itemListElement"].as_array().expect("a list");
    assert!(items.iter().enumerate().all(|(at, item)| item["position"] == at + 1));
    let mut way = Vec::new();
    for item in items {
        let url = item["item"].as_str().and_then(|url| url.strip_prefix(BASE));
        way.push((item["name"].as_str().expect("a name"), url.expect("an address of the blog")));
    }
    way
}

#[test]
fn the_home_page_says_how_to_search_the_blog() {
    let library = library();
    let graph = graph(&preview(&site(), &page(&library, "/"), None));
    let blog = typed(&graph, "WebSite").expect("the blog");
    let posting = self::graph(&preview(&site(), &page(&library, "/a/"), None));
    assert_eq!(blog["@id"], typed(&posting, "BlogPosting").expect("a post")["isPartOf"]["@id"]);
    let action = &blog["potentialAction"];
    assert_eq!(action["target"]["urlTemplate"], "https://a.example/blog/search/?q={search_term_string}");
    assert_eq!(action["query-input"], "required name=search_term_string");
}

#[test]
fn the_way_to_a_page_stands_in_its_linked_data() {
    let library = library();
    let way = |path: &str| {
        let graph = graph(&preview(&site(), &page(&library, path), None));
        crumbs(&graph).into_iter().map(|(name, url)| format!("{name} {url}")).collect::<Vec<_>>().join(" > ")
    };
    assert_eq!(way("/tags/tide/"), "A & B  > Tags tags/ > Tide tags/tide/");
    assert_eq!(way("/tags/"), "A & B  > Tags tags/");
    assert_eq!(way("/archive/2026/"), "A & B  > Archive archive/ > 2026 archive/2026/");
    let mut about = post("about/");
    (about.unlisted, about.card.date, about.categories) = (true, None, Vec::new());
    let html = preview(&site(), &alone(about), None);
    assert_eq!(one(&html, "og:type").as_deref(), Some("website"));
    let graph = graph(&html);
    assert_eq!(typed(&graph, "WebPage").expect("a page")["name"], "On about/");
    assert_eq!(crumbs(&graph), [("A & B", ""), ("On about/", "about/")]);
}

#[test]
fn a_hostile_title_stays_a_title() {
    for title in [
        "</script><script>alert(1)</script>",
        "\"><img src=x>",
        "<!-- <script>",
        "a\u{0}b\u{1b}\u{2028}c\\\"d",
        "'&amp;",
    ] {
        let mut hostile = post("a/");
        hostile.card.title = title.into();
        hostile.card.tags = vec![Term { slug: "x".into(), label: title.into() }];
        let page = alone(hostile);
        let html = Head::of(&site(), &page).to_html() + &preview(&site(), &page, None);
        assert_eq!(html.matches("<script").count(), 1, "{html}");
        assert_eq!(html.matches("</script>").count(), 1, "{html}");
        assert!(!html.contains("<img") && !html.contains("<!--"), "{html}");
        let graph = graph(&html);
        let posting = typed(&graph, "BlogPosting").expect("the post");
        assert_eq!(posting["headline"], title);
        assert_eq!(posting["keywords"][0], title);
        let escaped =
            title.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;");
        assert_eq!(all(&html, "og:title"), [escaped]);
    }
}

#[test]
fn the_app_knows_every_tag_that_it_has_to_take_out() {
    let library = library();
    let mut translated = post("a/");
    translated.translations =
        vec![Translation { language: "es".into(), path: "es/a/".into(), ..Translation::default() }];
    let html = preview(&site(), &alone(translated), None)
        + &preview(&site(), &page(&library, "/"), None)
        + &preview(&site(), &page(&library, "/page/3/"), None);
    // Each selector, and what begins or ends the attribute that it means.
    let own_feed = "<link rel=\"alternate\" data-own>\n";
    let html = html + own_feed;
    let selectors = [
        ("[property]", " property=\""),
        ("[hreflang]", " hreflang=\""),
        ("[name^=tw]", " name=\"tw"),
        ("[name=author]", " name=\"author\""),
        ("[type*=ld]", "type=\"application/ld"),
        ("[data-own]", " data-own"),
    ];
    assert_eq!(STALE, format!("head>:is({})", selectors.map(|(selector, _)| selector).join(",")));
    for (_, attribute) in selectors {
        assert!(html.contains(attribute), "{attribute}");
    }
    for line in html.lines() {
        assert!(selectors.iter().any(|(_, attribute)| line.contains(attribute)), "{line}");
    }
}
