//! What a reader meets on the way from page to page, once the app is there.

use serde_json::json;

use crate::harness::{BASES, Blog, Engine, Fault, Page, Source, engine, everywhere, leaf, leaves, promises};

promises! {
    in every engine:
    an_overtaken_page_never_shows,
    the_next_link_loads_no_document,
    nothing_is_said_of_a_page_that_the_reader_has_left,
    a_control_click_is_the_browsers,
    back_and_forward_restore_the_scroll,
    back_restores_the_scroll_after_a_reload,
    fragment_links_scroll_without_a_load,
    a_link_to_a_fragment_of_another_post_scrolls_there,
    files_are_left_to_the_browser;
    in chromium:
    a_page_names_its_own_feeds_and_the_app_those_of_the_blog,
}

async fn the_next_link_loads_no_document() {
    everywhere(async |page: Page| {
        let before = page.site.documents();
        page.click_link("Leaf 39").await;
        page.wait_for("h1", "Leaf 39").await;
        page.wait_for("#quire > .announcer", "Leaf 39").await;
        assert_eq!(page.site.documents(), before, "{:?}", page.site.log());
        assert_eq!(page.title().await, "Leaf 39 · Leaves");
        assert_eq!(page.place().await, leaf(&page.site, 39));
        assert_eq!(
            page.js("document.activeElement === document.querySelector('h1')").await,
            true,
            "the heading has the focus"
        );
        assert_eq!(page.scroll().await, 0);
        assert_eq!(page.count("#quire > .leaf").await, 1);
        page.click("nav.neighbours a").await;
        page.wait_for("h1", "Leaf 38").await;
        assert_eq!(page.site.documents(), before);
    })
    .await;
}

async fn nothing_is_said_of_a_page_that_the_reader_has_left() {
    everywhere(async |page: Page| {
        page.click_link("Leaf 39").await;
        page.wait_for("h1", "Leaf 39").await;
        let stale = "document.head.querySelectorAll('[property], [name=author], [type=\"application/ld+json\"]').length";
        assert_eq!(page.js(stale).await, 0);
        let kept = "['title', '[rel=stylesheet]', '[name=viewport]'].every(tag => document.head.querySelector(tag))";
        assert_eq!(page.js(kept).await, true);
    })
    .await;
}

async fn a_control_click_is_the_browsers() {
    everywhere(async |page: Page| {
        let (tabs, place, documents) = (page.tabs().await, page.place().await, page.site.documents());
        page.control_click_link("Leaf 39").await;
        let path = leaf(&page.site, 39);
        page.wait_for_request(&path).await;
        assert_eq!(page.site.documents(), documents + 1);
        // WebKitGTK's own browser opens no second tab while it is driven.
        if engine() != Engine::WebKit {
            assert_eq!(page.tabs().await, tabs + 1);
            assert_eq!(page.place().await, place, "this tab stays");
        }
    })
    .await;
}

async fn wait_for_scroll(page: &Page, height: f64) {
    page.wait_until_with(&format!("the scroll {height}"), "Math.abs(scrollY - a[0]) <= 2", &[height.into()])
        .await;
}

/// Clicks the first card that is whole in view, so that the click itself scrolls nothing; says its title.
async fn click_a_card_in_view(page: &Page) -> String {
    let visible = "(link => { link.id = 'in-view'; return link.textContent.trim() })( \
        [...document.querySelectorAll('main h2 a')].find(link => { \
            const box = link.getBoundingClientRect(); return box.top > 80 && box.bottom < innerHeight - 80 }))";
    let title = page.js(visible).await;
    page.click("#in-view").await;
    title.as_str().unwrap_or_default().to_string()
}

async fn back_and_forward_restore_the_scroll() {
    everywhere(async |page: Page| {
        page.resize(800, 600).await;
        page.scroll_to(150.0).await;
        page.js("document.querySelectorAll('main .tags a')[0].id = 'tag'").await;
        page.run("document.getElementById('tag').focus({preventScroll: true}); document.getElementById('tag').click()", &[])
            .await
            .expect("there is a tag");
        page.wait_for("h1", "leaf").await;
        page.scroll_to(600.0).await;
        let title = click_a_card_in_view(&page).await;
        page.wait_for("h1", &title).await;
        assert_eq!(page.scroll().await, 0);
        page.scroll_to(300.0).await;

        page.back().await;
        page.wait_for("h1", "leaf").await;
        wait_for_scroll(&page, 600.0).await;
        page.back().await;
        page.wait_for("h1", "Leaves").await;
        wait_for_scroll(&page, 150.0).await;
        page.forward().await;
        page.wait_for("h1", "leaf").await;
        wait_for_scroll(&page, 600.0).await;
        page.forward().await;
        page.wait_for("h1", &title).await;
        wait_for_scroll(&page, 300.0).await;
        assert_eq!(page.site.documents(), 1);
    })
    .await;
}

async fn back_restores_the_scroll_after_a_reload() {
    everywhere(async |page: Page| {
        page.resize(800, 600).await;
        page.click_link("leaf").await;
        page.wait_for("h1", "leaf").await;
        page.scroll_to(500.0).await;
        let title = click_a_card_in_view(&page).await;
        page.wait_for("h1", &title).await;
        page.reload().await;
        page.wait_for("h1", &title).await;
        page.wait_for_app().await;
        page.back().await;
        page.wait_for("h1", "leaf").await;
        wait_for_scroll(&page, 500.0).await;
    })
    .await;
}

async fn fragment_links_scroll_without_a_load() {
    everywhere(async |page: Page| {
        let path = leaf(&page.site, 1);
        page.go_to("/archive/2020/").await;
        page.start_app().await;
        page.click_link("Leaf 1").await;
        page.wait_for("h1", "Leaf 1").await;
        // What searching needs comes by itself when the browser is idle.
        let asked = || page.site.log().len() - page.site.requests("/search-*.js");
        let before = asked();
        page.js("window.kept = document.querySelector('#quire > .leaf')").await;
        page.click_link("Down to the medlars").await;
        let at_heading = "Math.abs(document.getElementById('medlars').getBoundingClientRect().top) < 120";
        page.wait_until("the heading at the top", at_heading).await;
        assert_eq!(page.place().await, format!("{path}#medlars"));
        assert_eq!(page.js("kept === document.querySelector('#quire > .leaf')").await, true);
        assert_eq!(asked(), before, "nothing is requested");
        page.back().await;
        page.wait_for_place(&path).await;
        assert_eq!(page.text("h1").await, "Leaf 1");
        assert_eq!(asked(), before, "nothing is requested");
    })
    .await;
}

async fn a_link_to_a_fragment_of_another_post_scrolls_there() {
    everywhere(async |page: Page| {
        page.click_link("Leaf 39").await;
        page.wait_for("h1", "Leaf 39").await;
        let before = page.site.documents();
        page.click_link("its code").await;
        page.wait_for("h1", "Leaf 1").await;
        let at_heading = "Math.abs(document.getElementById('code').getBoundingClientRect().top) < 120";
        page.wait_until("the heading at the top", at_heading).await;
        assert_eq!(page.place().await, format!("{}#code", leaf(&page.site, 1)));
        assert_eq!(page.site.documents(), before);
    })
    .await;
}

async fn an_overtaken_page_never_shows() {
    let site = leaves(Source::Requests, "/blog/").await;
    let page = site.open("/").await;
    page.start_app().await;
    let slow = format!("{}index.json", leaf(&site, 39));
    site.fault(&slow, Fault::Held);
    page.click_link("Leaf 39").await;
    page.wait_for_any("#quire[data-loading]").await;
    assert_eq!(page.text("h1").await, "Leaves", "the old page stays meanwhile");
    page.click_link("Leaf 38").await;
    page.wait_for("h1", "Leaf 38").await;
    site.heal();
    page.wait_for_request(&slow).await;
    page.wait_for_app().await;
    assert_eq!(page.text("h1").await, "Leaf 38");
    assert_eq!(page.place().await, leaf(&site, 38));
}

async fn files_are_left_to_the_browser() {
    let site = leaves(Source::Requests, "/blog/").await;
    let page = site.open("/").await;
    page.start_app().await;
    page.click_link("Feed").await;
    page.wait_for_place("/bundle.json").await;
    assert_eq!(site.documents(), 2);
}

async fn a_page_names_its_own_feeds_and_the_app_those_of_the_blog() {
    // The paths of the feeds that the head names, once each of them has been asked for.
    let named = "return Promise.all([...document.head.querySelectorAll('link[rel=alternate]')] \
        .map(async ({href}) => (await fetch(href)).ok && href.slice(arguments[0].length)))";
    for base in BASES {
        let config = format!(
            "title = \"Pier\"\nbase_url = \"https://pier.example{base}\"\n[feeds]\nof = [\"tags\"]\n"
        );
        let post = "---\ntitle: Keel\ndate: 2024-01-02\ntags: [boats]\n---\nWords.\n";
        let site = Blog::new().config(&config).post("keel.md", post).press().serve(base).await;
        let page = site.open("/tags/boats/").await;
        let root = [site.url("/").into()];
        let own = ["tags/boats/atom.xml", "tags/boats/rss.xml", "tags/boats/feed.json"];
        let blog = ["atom.xml", "rss.xml", "feed.json"];
        assert_eq!(page.run(named, &root).await, Ok(json!([own, blog].concat())));
        page.start_app().await;
        page.click_link("Keel").await;
        page.wait_for("h1", "Keel").await;
        assert_eq!(page.run(named, &root).await, Ok(json!(blog)));
        assert_eq!(site.documents(), 1);
    }
}
