//! When the app starts, nothing on the page changes: the reader may be in the middle of something.

use serde_json::Value;

use crate::harness::{BASES, Fault, Page, Source, leaf, leaves, promises};

promises![
    nothing_changes_in_a_post,
    nothing_changes_while_a_reader_types,
    each_sign_of_need_brings_the_app,
    without_need_the_app_comes_when_the_browser_is_idle,
    a_browser_that_tells_nobody_when_it_paints_has_the_app_too,
];

/// Everything that a reader would miss, as one value.
const STATE: &str = "{
    selection: getSelection().toString(),
    focus: document.activeElement.outerHTML,
    caret: document.activeElement.selectionStart ?? null,
    typed: document.querySelector('main input')?.value ?? null,
    open: [...document.querySelectorAll('details')].map(details => details.open),
    inner: [...document.querySelectorAll('pre')].map(pre => pre.scrollLeft),
    scroll: scrollY,
    height: document.documentElement.scrollHeight,
    heading: JSON.stringify(document.querySelector('h1').getBoundingClientRect()),
    same: document.querySelector('#quire > .leaf') === (window.kept ??= document.querySelector('#quire > .leaf')),
    title: document.title,
    history: history.length,
}";

/// Watches for moved content and changed nodes.
const WATCH: &str = "window.changes = []; \
    new MutationObserver(records => changes.push(...records.map(record => record.target.outerHTML ?? 'text'))) \
        .observe(document.querySelector('#quire > .leaf'), \
            {subtree: true, childList: true, attributes: true, characterData: true}); \
    new PerformanceObserver(list => changes.push(...list.getEntries().map(entry => `shift of ${entry.value}`))) \
        .observe({type: 'layout-shift'})";

async fn arrive(page: &Page, with_nodes: bool) {
    // The app is asked for, and cannot come yet.
    page.wait_for_request("*.wasm").await;
    page.run(WATCH, &[]).await.expect("the page can be watched");
    let before = page.js(STATE).await;
    page.site.heal();
    page.wait_for_app().await;
    page.run("return new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))", &[])
        .await
        .ok();
    let after = page.js(STATE).await;
    assert_eq!(before, after);
    assert_eq!(before["same"], true);
    if with_nodes {
        assert_eq!(page.js("changes").await, Value::Array(Vec::new()));
    }
}

async fn nothing_changes_in_a_post() {
    for source in Source::BOTH {
        for base in BASES {
            let site = leaves(source, base).await;
            site.fault("*.wasm", Fault::Held);
            let page = site.open(&leaf(&site, 1)).await;
            let prepare = "document.querySelectorAll('details').forEach(details => details.open = true); \
                document.querySelector('pre').scrollLeft = 50; \
                document.querySelector('main a[href*=\"leaf-2\"], main .tags a').focus({preventScroll: true}); \
                scrollTo({top: 120, behavior: 'instant'}); \
                const words = document.querySelector('.body p').firstChild; \
                getSelection().setBaseAndExtent(words, 0, words, 16)";
            page.run(prepare, &[]).await.expect("the post has all of that");
            assert_eq!(page.js("getSelection().toString()").await, "Selectable words");
            assert_eq!(page.js("document.querySelector('pre').scrollLeft").await, 50, "the code is wide");
            arrive(&page, true).await;
        }
    }
}

async fn nothing_changes_while_a_reader_types() {
    for base in BASES {
        let site = leaves(Source::Whole, base).await;
        site.expect_failure("/quince/");
        // The field of a page that is missing has the words of its address.
        for (path, there, typed) in [("/quince/", "quince", " jam"), ("/search/", "", "quin")] {
            site.fault("*.wasm", Fault::Held);
            let page = site.open(path).await;
            page.type_into("main input[name=q]", typed).await;
            page.wait_for_request("*.wasm").await;
            page.run(WATCH, &[]).await.expect("the page can be watched");
            let state = "[document.activeElement.name, document.activeElement.value, \
                document.activeElement.selectionStart, \
                JSON.stringify(document.querySelector('h1').getBoundingClientRect())]";
            let before = page.js(state).await;
            assert_eq!(before[1], format!("{there}{typed}"));
            site.heal();
            page.wait_for_app().await;
            assert_eq!(page.js(state).await, before, "{path}");
            page.type_into("main input[name=q]", "ces").await;
            assert_eq!(page.js("document.activeElement.value").await, format!("{there}{typed}ces"), "{path}");
        }
        // On the search page what was typed early is also looked for.
        let page = site.page().await;
        page.wait_for(".results .hits article.card h2", "Leaf 1").await;
    }
}

async fn each_sign_of_need_brings_the_app() {
    let site = leaves(Source::Requests, "/").await;
    let page = site.page().await;
    page.before_pages("window.requestIdleCallback = () => 0").await;
    for sign in ["pointer", "focus", "key", "touch"] {
        page.go_to("/archive/").await;
        let before = site.requests("*.wasm");
        match sign {
            "pointer" => page.hover("main a").await,
            "focus" => drop(page.js("document.querySelector('main a').focus()").await),
            "key" => page.press("j").await,
            _ => {
                let touch = "document.querySelector('main a').dispatchEvent(new TouchEvent('touchstart', {bubbles: true}))";
                page.js(touch).await;
            }
        }
        page.wait_for_app().await;
        assert!(site.requests("*.wasm") > before, "{sign}");
    }
}

async fn without_need_the_app_comes_when_the_browser_is_idle() {
    let site = leaves(Source::Requests, "/").await;
    let page = site.open("/").await;
    page.wait_for_app().await;
    assert_eq!(
        site.requests("/*index.json") + site.requests("/site.json"),
        0,
        "it asks for nothing before a click"
    );
}

/// Some browsers keep times to themselves, against being told apart.
async fn a_browser_that_tells_nobody_when_it_paints_has_the_app_too() {
    for without in
        ["delete window.PerformanceObserver", "PerformanceObserver = class { observe() {} disconnect() {} }"]
    {
        let site = leaves(Source::Requests, "/").await;
        let page = site.page().await;
        page.before_pages(without).await;
        page.go_to("/").await;
        page.wait_for_app().await;
        page.click("button.theme").await;
        page.wait_until("another theme", "document.documentElement.dataset.theme").await;
    }
}
