//! The site is whole without the app: words, links and every kind of page, as plain files.

use serde_json::Value;

use crate::harness::{BASES, Source, inline_scripts, leaf, leaves, promises, rust_blog};
use crate::routes::kinds;

promises![
    every_kind_of_page_reads_without_scripts,
    links_lead_on_without_scripts,
    every_link_leads_to_a_page,
    the_rust_blog_links_only_to_pages_it_has,
    a_missing_address_has_a_way_on,
    an_old_address_leads_to_the_post,
    one_inline_script_serves_every_page,
];

async fn every_kind_of_page_reads_without_scripts() {
    for base in BASES {
        let site = leaves(Source::Whole, base).await;
        let page = site.page().await;
        page.without_scripts().await;
        for kind in kinds(&site) {
            page.go_to(&kind.path).await;
            assert_eq!(page.text("h1").await, kind.heading, "{}", kind.path);
            assert!(page.count("main a[href], main input").await > 0, "{} has links", kind.path);
        }
        page.go_to(&leaf(&site, 7)).await;
        assert!(page.text(".body").await.contains("The plain words of leaf 7 begin here."));
        assert!(site.requests("*.wasm") == 0, "no script, no app");
    }
}

async fn links_lead_on_without_scripts() {
    for base in BASES {
        let site = leaves(Source::Requests, base).await;
        let page = site.page().await;
        page.without_scripts().await;
        page.go_to("/").await;
        page.click_link("leaf").await;
        page.wait_for("h1", "leaf").await;
        page.click("main article h2 a").await;
        page.wait_for("h1", "Leaf 39").await;
        page.back().await;
        page.wait_for("h1", "leaf").await;
        // A fourth, where the browser has not kept the page for Back.
        assert!(site.documents() >= 3, "each step is a page of its own, {:?}", site.log());
    }
}

/// The addresses that a site's pages link to, and that fail. Fetched pages are parsed inert.
const DEAD_LINKS: &str = "return (async ([pages, root, skipped]) => {
    const found = new Map(), ids = new Map();
    for (const page of pages) {
        const parsed = new DOMParser().parseFromString(await (await fetch(page)).text(), 'text/html');
        ids.set(page, new Set([...parsed.querySelectorAll('[id]')].map(element => element.id)));
        if (skipped) parsed.querySelectorAll(skipped).forEach(element => element.remove());
        for (const link of parsed.querySelectorAll('a[href], link[href], script[src], img[src]')) {
            const url = new URL(link.getAttribute('href') ?? link.getAttribute('src'), page);
            if (url.href.startsWith(root)) found.set(url.href, page);
        }
    }
    const dead = [], statuses = new Map();
    for (const [url, page] of found) {
        const [address, fragment] = url.split('#');
        if (!statuses.has(address)) statuses.set(address, (await fetch(address)).status);
        if (statuses.get(address) !== 200) dead.push(`${page} -> ${url} (${statuses.get(address)})`);
        else if (fragment && ids.has(address) && !ids.get(address).has(decodeURIComponent(fragment)))
            dead.push(`${page} -> ${url} (no such id)`);
    }
    return {dead, count: found.size};
})(arguments)";

async fn every_link_leads_to_a_page() {
    for base in BASES {
        let site = leaves(Source::Whole, base).await;
        let page = site.open("/").await;
        let pages: Value = site.pages().iter().map(|path| site.url(path)).collect();
        let found = page
            .run(DEAD_LINKS, &[pages, site.url("/").into(), Value::Null])
            .await
            .expect("links can be read");
        assert_eq!(found["dead"], Value::Array(Vec::new()), "of {} links", found["count"]);
    }
}

/// What authors wrote into bodies ages; what Quire writes around them must not.
async fn the_rust_blog_links_only_to_pages_it_has() {
    let Some(pressed) = rust_blog(Source::Requests) else { return };
    let site = pressed.serve("/blog/").await;
    let page = site.open("/").await;
    let pages: Value = site.pages().iter().map(|path| site.url(path)).collect();
    let arguments = [pages, site.url("/").into(), ".body, .toc".into()];
    let found = page.run(DEAD_LINKS, &arguments).await.expect("links can be read");
    assert_eq!(found["dead"], Value::Array(Vec::new()), "of {} links", found["count"]);
}

async fn a_missing_address_has_a_way_on() {
    for base in BASES {
        for path in ["/nothing/", "/no/such/place/at/all", "/tags/nothing/"] {
            let site = leaves(Source::Requests, base).await;
            site.expect_failure(path);
            let page = site.open(path).await;
            page.wait_for("h1", "There is no such page").await;
            assert_eq!(site.log()[0].status, Some(404));
            page.click_link("Archive").await;
            page.wait_for("h1", "Archive").await;
            assert_eq!(page.place().await, "/archive/");
        }
    }
}

async fn an_old_address_leads_to_the_post() {
    let post = "+++\ntitle = \"Moved\"\naliases = [\"old/place\", \"old/file.html\"]\n+++\nHere it is now.\n";
    let site = crate::harness::Blog::new().post("moved.md", post).press().serve("/blog/").await;
    for old in ["/old/place/", "/old/file.html"] {
        let page = site.open(old).await;
        page.wait_for("h1", "Moved").await;
        assert!(page.place().await.ends_with("/moved/"), "{}", page.place().await);
    }
}

/// The policy of the design names one script; the harness serves every page under it and looks for breaches.
async fn one_inline_script_serves_every_page() {
    let site = leaves(Source::Whole, "/").await;
    let mut scripts = std::collections::BTreeSet::new();
    for path in site.pages() {
        let file = site.folder().join(quire_bundle::decode(path.trim_start_matches('/')));
        let file = if file.is_dir() { file.join("index.html") } else { file };
        let html = std::fs::read_to_string(&file).expect("a page can be read");
        assert!(!html.contains(" style=\""), "{path} has an inline style, which the policy forbids");
        scripts.extend(inline_scripts(&html).into_iter().map(str::to_string));
    }
    assert!(scripts.len() <= 1, "{scripts:?}");
}
