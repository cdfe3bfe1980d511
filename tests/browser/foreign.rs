//! The app alone, as trunk builds it, beside any JSON Feed as `bundle.json`: hash-routed, and honest about bad feeds.

use crate::harness::{
    BASES, Page, Site, app_folder, copy_folder, expect_console, new_folder, promises, serve,
};

promises! {
    in every engine:
    any_feed_is_a_blog,
    a_feed_of_1_0_with_oddities_shows_what_it_has,
    items_that_are_left_out_are_counted,
    every_broken_feed_gets_its_sentence,
    hostile_html_does_nothing,
}

const FEED: &str = r##"{"version": "https://jsonfeed.org/version/1.1", "title": "Elsewhere",
    "home_page_url": "https://elsewhere.example/", "feed_url": "https://elsewhere.example/feed.json", "items": [
    {"id": "1", "url": "https://elsewhere.example/first", "title": "First", "tags": ["paper"],
     "date_published": "2024-05-01T10:00:00Z", "content_html": "<p>Some <b>bold</b> words.</p><p><a href=\"#far\">Far</a></p><h2 id=\"far\">Far away</h2>"},
    {"id": "2", "url": "https://elsewhere.example/second", "title": "Second", "tags": ["paper", "ink"],
     "date_published": "2024-06-01T10:00:00Z", "content_text": "Plain words about quinces.\n\nAnother paragraph."}]}"##;

async fn beside(feed: Option<&str>, base: &str) -> Site {
    let folder = new_folder();
    copy_folder(&app_folder(), &folder);
    let _ = std::fs::remove_file(folder.join("bundle.json"));
    if let Some(feed) = feed {
        std::fs::write(folder.join("bundle.json"), feed).expect("the feed can be written");
    }
    serve(&folder, base).await
}

async fn any_feed_is_a_blog() {
    for base in BASES {
        let site = beside(Some(FEED), base).await;
        let page = site.open("/").await;
        page.wait_for("h1", "Elsewhere").await;
        assert_eq!(page.title().await, "Elsewhere");
        page.click_link("First").await;
        page.wait_for("h1", "First").await;
        assert_eq!(page.place().await, "/#/first/");
        assert_eq!(page.text(".body b").await, "bold");
        page.click_link("paper").await;
        page.wait_for("h1", "paper").await;
        page.click_link("Second").await;
        page.wait_for("h1", "Second").await;
        assert_eq!(page.count(".body p").await, 2);
        page.reload().await;
        page.wait_for("h1", "Second").await;
        page.back().await;
        page.wait_for("h1", "paper").await;
        page.click_link("Archive").await;
        page.wait_for("h1", "Archive").await;
        searches(&page).await;
        assert!(site.documents() <= 2, "only the reload was a document: {:?}", site.log());
    }
}

async fn items_that_are_left_out_are_counted() {
    let feed = r#"{"title": "Odd", "items": [{"id": 1, "title": "Good"}, null, {"id": 3}]}"#;
    expect_console("was left out");
    let page = beside(Some(feed), "/").await.open("/").await;
    page.wait_for("main article h2", "Good").await;
    page.wait_for(".notice p", "2 of this blog’s posts could not be read.").await;
    page.click(".notice button").await;
    assert_eq!(page.count(".notice").await, 0);
    assert_eq!(page.js("document.activeElement.localName").await, "h1", "the focus has not gone with it");
}

async fn searches(page: &Page) {
    page.click_link("Search").await;
    page.wait_for("h1", "Search").await;
    page.type_into(".search input[name=q]", "quinc").await;
    page.wait_for(".results .status", "1 result").await;
    page.click(".results .hits article.card h2 a").await;
    page.wait_for("h1", "Second").await;
}

async fn a_feed_of_1_0_with_oddities_shows_what_it_has() {
    expect_console("was left out");
    let feed = "\u{feff}{\"version\": \"https://jsonfeed.org/version/1\", \"title\": \"Odd\", \"items\": [
        {\"id\": 12, \"title\": \"Numbered\", \"author\": {\"name\": \"Ann\"}, \"content_text\": \"a\"}, null, 7, {\"id\": \"x\"},
        {\"id\": \"d\", \"title\": \"Undated\", \"content_html\": \"<p>b</p>\", \"date_published\": \"soon\"}]}";
    let site = beside(Some(feed), "/").await;
    let page = site.open("/").await;
    page.wait_for("h1", "Odd").await;
    assert_eq!(page.count("main article.card").await, 2);
    page.click_link("Numbered").await;
    page.wait_for("h1", "Numbered").await;
    page.click_link("Ann").await;
    page.wait_for("h1", "Ann").await;
}

async fn every_broken_feed_gets_its_sentence() {
    let rows: [(Option<&str>, &str); 6] = [
        (None, "404"),
        (Some("not JSON"), "damaged at line 1"),
        (Some(&FEED[..FEED.len() / 2]), "ends in the middle"),
        (Some("<!doctype html><title>Sign in</title>"), "web page"),
        (Some("{\"posts\": []}"), "not a JSON Feed"),
        (Some("{\"items\": [], \"_quire\": {\"format\": 99}}"), "format 99"),
    ];
    expect_console("Quire (newer)");
    for (feed, words) in rows {
        let site = beside(feed, "/blog/").await;
        site.expect_failure("/bundle.json");
        let page = site.open("/").await;
        page.wait_for_any("#quire > .notice[role=alert]").await;
        let said = "document.querySelector('.notice').textContent.includes(a[0])";
        page.wait_until_with(&format!("a sentence with '{words}'"), said, &[words.into()]).await;
        assert!(page.count(".notice a[href], .notice button").await > 0, "{words}: there is a way on");
        assert!(!page.text("main").await.contains("Loading"), "{words}: nothing is said to load still");
    }
}

async fn hostile_html_does_nothing() {
    let body = "<p onclick='window.hit=1'>Words</p><script>window.hit=1</script><img src=x onerror='window.hit=1'> \
        <svg onload='window.hit=1'></svg><a href='javascript:window.hit=1'>Tempting</a> \
        <form><input name=attributes></form><style>body{display:none}</style><base href='https://evil.example/'> \
        <math href='javascript:window.hit=1'><mtext><table><mglyph><style><img src=x onerror='window.hit=1'></style></table></mtext></math> \
        <math><maction actiontype='statusline' onclick='window.hit=1'><mi style='color:red'>x</mi></maction><annotation-xml \
        encoding='text/html'><img src=x onerror='window.hit=1'></annotation-xml></math>";
    let feed = serde_json::json!({"title": "Bad", "home_page_url": "https://bad.example/",
        "items": [{"id": "1", "title": "Bait", "content_html": body}]});
    let site = beside(Some(&feed.to_string()), "/").await;
    let page = site.open("/").await;
    expect_console("https://bad.example/x");
    // Chromium tells of the handlers even while it parses them inert, and forbids them there too.
    expect_console("inline event handler");
    expect_console("policy: script-src-attr");
    expect_console("Applying inline style");
    expect_console("policy: style-src-attr");
    page.wait_for("h1", "Bad").await;
    page.click_link("Bait").await;
    page.wait_for("h1", "Bait").await;
    assert_eq!(page.count(".body script, .body svg, .body style, .body form, base").await, 0);
    assert_eq!(page.count(".body :is(maction, mglyph, annotation-xml, [style])").await, 0);
    let formula = "document.querySelector('.body mi')?.namespaceURI";
    assert_eq!(page.js(formula).await, "http://www.w3.org/1998/Math/MathML");
    let handlers = "[...document.querySelectorAll('.leaf *')].some(element => element.getAttributeNames().some(name => \
        name.startsWith('on') || element.getAttribute(name).startsWith('javascript:')))";
    assert_eq!(page.js(handlers).await, false);
    page.js("document.querySelector('.body p').click()").await;
    assert_eq!(page.js("window.hit ?? null").await, serde_json::Value::Null);
}
