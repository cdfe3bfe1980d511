//! A blog that is kept on the reader's device is there when the network is not, and goes when it is told to.

use crate::harness::{BASES, Blog, Fault, Page, Site, Source, expect_console, promises};

promises![
    what_was_visited_is_there_without_a_network,
    search_works_without_a_network,
    what_is_not_there_leads_to_what_is,
    a_reader_can_forget_the_blog,
    all_of_that_needs_no_pointer,
    an_author_can_take_it_back,
    a_page_that_a_cache_kept_too_long_loads_itself_anew_once,
];

const NOTICE: &str = "#quire > .notice";
/// `WebDriver`'s codes of keys.
const TAB: &str = "\u{e004}";
/// Whether nothing is kept but what was asked for since: the files of the app are not.
const GONE: &str = "caches.keys().then(names => !names.some(name => name.endsWith(':files')))";
const ENTER: &str = "\u{e007}";

async fn kept(source: Source, base: &str) -> Site {
    blog(source, "offline = true\n").press().serve(base).await
}

fn blog(source: Source, config: &str) -> Blog {
    let mut blog = Blog::new().source(source).config(config);
    for leaf in 0..5 {
        blog = blog.post(
            &format!("leaf-{leaf}.md"),
            &format!(
                "---\ntitle: Leaf {leaf}\ndate: 2024-03-0{}\n---\nA leaf fell on day {leaf}.\n",
                leaf + 1
            ),
        );
    }
    blog
}

/// Opens a page, and waits until the worker has what it keeps.
async fn visit(site: &Site, path: &str) -> Page {
    let page = site.open(path).await;
    page.wait_until("the worker", "navigator.serviceWorker.controller?.state === 'activated'").await;
    page.start_app().await;
    wait_for_kept(&page, path).await;
    page
}

/// Waits until a page is on the device, by the end of its address.
async fn wait_for_kept(page: &Page, path: &str) {
    let here = "caches.keys().then(names => Promise.all(names.map(async name => (await (await caches.open(name)).keys()).map(({url}) => url)))) \
        .then(urls => urls.flat())";
    let is_here = format!("{here}.then(urls => urls.some(url => url.endsWith(a[0])))");
    page.wait_until_with("what is kept", &is_here, &[path.into()]).await;
}

async fn what_was_visited_is_there_without_a_network() {
    for source in Source::BOTH {
        for base in BASES {
            let site = kept(source, base).await;
            let page = visit(&site, "/").await;
            page.click_link("Leaf 3").await;
            page.wait_for("h1", "Leaf 3").await;
            wait_for_kept(&page, "/leaf-3/").await;
            site.fault("*", Fault::Unreachable);
            page.reload().await;
            page.wait_for("h1", "Leaf 3").await;
            page.wait_until(
                "the notice",
                &format!("document.querySelector('{NOTICE}')?.textContent.includes('You are offline')"),
            )
            .await;
            page.go_to("/").await;
            page.wait_for_any("#quire").await;
            assert!(page.text("main").await.contains("Leaf 4"));
            page.start_app().await;
            page.click_link("Leaf 3").await;
            page.wait_for("h1", "Leaf 3").await;
        }
    }
}

async fn search_works_without_a_network() {
    for source in Source::BOTH {
        let site = kept(source, "/blog/").await;
        let page = visit(&site, "/").await;
        wait_for_kept(&page, "/search/").await;
        wait_for_kept(&page, ".bin").await;
        site.fault("*", Fault::Unreachable);
        page.go_to("/search/?q=leaf").await;
        page.wait_until("results", "document.querySelectorAll('.results h2, .results h3').length >= 5").await;
        let covers = "main .covers + .results";
        page.wait_for_any(covers).await;
        assert!(page.text("main .covers").await.contains("not on this device"));
        // It is not said of a page without results, nor when the network is there again.
        page.click_link("content").await;
        page.wait_for("h1", "content").await;
        assert_eq!(page.count(".covers").await, 0);
        page.back().await;
        page.wait_for_any(covers).await;
        // What the worker has said of requests before may be heard only now.
        site.heal();
        let taken_back = "(dispatchEvent(new Event('online')), !document.querySelector('.covers'))";
        page.wait_until("the line to be taken back", taken_back).await;
    }
}

/// A reader who has been to the second post and asks for the fourth, without a network.
async fn astray(site: &Site) -> Page {
    let page = visit(site, "/leaf-2/").await;
    site.fault("*", Fault::Unreachable);
    page.go_to("/leaf-4/").await;
    page.wait_for("h1", "You are offline").await;
    page.wait_for(".here", "Leaf 2").await;
    page
}

async fn what_is_not_there_leads_to_what_is() {
    let site = kept(Source::Requests, "/blog/").await;
    let page = astray(&site).await;
    assert!(!page.text(".here").await.contains("Leaf 4"));
    site.heal();
    page.click(".again").await;
    page.wait_for("h1", "Leaf 4").await;
}

async fn a_reader_can_forget_the_blog() {
    let site = kept(Source::Whole, "/").await;
    let page = visit(&site, "/leaf-1/").await;
    page.go_to("/offline.html").await;
    page.wait_for(".here", "Leaf 1").await;
    page.click(".forget").await;
    page.wait_for(".forgotten", "It is forgotten.").await;
    let left = page.run("return caches.keys().then(names => names.length)", &[]).await;
    assert_eq!(left, Ok(0.into()));
    let workers =
        page.run("return navigator.serviceWorker.getRegistrations().then(all => all.length)", &[]).await;
    assert_eq!(workers, Ok(0.into()));
}

/// Goes on by the tab key until something has the focus, which has to be seen.
async fn tab_to(page: &Page, selector: &str) {
    for _ in 0..40 {
        page.press(TAB).await;
        if page.js_with("document.activeElement.matches(a[0])", &[selector.into()]).await == true {
            let outline = page.js("getComputedStyle(document.activeElement).outlineStyle").await;
            assert_ne!(outline, "none", "{selector} shows that it has the focus");
            return;
        }
    }
    panic!("the tab key does not lead to {selector}");
}

async fn all_of_that_needs_no_pointer() {
    let site = kept(Source::Requests, "/blog/").await;
    let page = astray(&site).await;
    tab_to(&page, ".again").await;
    tab_to(&page, ".here a").await;
    page.press(ENTER).await;
    page.wait_for("h1", "Leaf 2").await;
    page.back().await;
    page.wait_for(".here", "Leaf 2").await;
    tab_to(&page, ".forget").await;
    page.press(" ").await;
    page.wait_for(".forgotten", "It is forgotten.").await;
    assert_eq!(page.js("document.activeElement.matches('.forget')").await, true, "the focus stays");
    assert_eq!(page.text(".here").await, "");
}

/// That the worker goes too is promised natively and was seen by hand: Chromium lets none rest that a driver watches.
async fn an_author_can_take_it_back() {
    for source in Source::BOTH {
        let site = kept(source, "/blog/").await;
        let page = visit(&site, "/").await;
        let off = blog(source, "").press();
        let worker =
            std::fs::read_to_string(off.folder().join("sw.js")).expect("a worker that takes itself away");
        site.fault("/sw.js", Fault::Replaced(worker));
        let update =
            "return navigator.serviceWorker.getRegistration().then(one => one.update()).then(() => 1)";
        page.run(update, &[]).await.expect("it is asked");
        page.wait_until("what was kept is gone", GONE).await;
    }
}

async fn a_page_that_a_cache_kept_too_long_loads_itself_anew_once() {
    expect_console("Quire's app did not load");
    let site = blog(Source::Whole, "").press().serve("/blog/").await;
    let facts = std::fs::read_to_string(site.folder().join("site.json")).expect("the facts");
    let facts: serde_json::Value = serde_json::from_str(&facts).expect("JSON");
    let build = facts["_quire"]["build"].as_str().expect("a build").to_string();
    let newer = facts.to_string().replace(&build, "0123456789abcdef");
    site.fault("*.wasm", Fault::Missing);
    site.fault("/site.json", Fault::Replaced(newer));
    let page = site.open("/").await;
    page.wait_until("the second load", "sessionStorage.getItem('quire:/blog/:renewed') && performance.getEntriesByType('navigation')[0].type === 'reload'").await;
    page.wait_for_any("#quire[data-app=missing]").await;
    page.click_link("Leaf 3").await;
    page.wait_for("h1", "Leaf 3").await;
    page.wait_for_any("#quire[data-app=missing]").await;
    assert_eq!(site.documents(), 3, "it was loaded anew once, and the next page not at all");
}
