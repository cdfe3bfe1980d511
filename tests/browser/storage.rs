//! A browser that keeps nothing, or has no room left: the blog is what it is without that, and nothing is thrown.

use crate::harness::{BASES, Blog, Page, Site, Source, promises, variant};

promises! {
    in every engine:
    a_blog_is_whole_where_reaching_for_storage_throws,
    a_blog_is_whole_where_there_is_no_storage,
    a_blog_is_whole_where_using_storage_fails,
    a_blog_is_whole_where_storage_is_full,
}

const THROWS: &str = "{
    const forbid = {configurable: true, get() { throw new DOMException('The operation is insecure.', 'SecurityError'); }};
    for (const name of ['localStorage', 'sessionStorage', 'caches', 'indexedDB']) Object.defineProperty(window, name, forbid);
    Object.defineProperty(Navigator.prototype, 'serviceWorker', forbid);
}";

const ABSENT: &str = "{
    const absent = {configurable: true, value: undefined};
    for (const name of ['localStorage', 'sessionStorage', 'caches', 'indexedDB']) Object.defineProperty(window, name, absent);
    Object.defineProperty(Navigator.prototype, 'serviceWorker', absent);
}";

const FAILS: &str = "{
    const refuse = () => { throw new DOMException('No.', 'QuotaExceededError'); }, reject = async () => refuse();
    for (const name of ['getItem', 'setItem', 'removeItem']) Storage.prototype[name] = refuse;
    for (const name of ['open', 'match', 'keys', 'has', 'delete']) CacheStorage.prototype[name] = reject;
    ServiceWorkerContainer.prototype.register = reject;
}";

async fn blog(source: Source, base: &str) -> Site {
    let mut blog = Blog::new().source(source).config("offline = true\n");
    for leaf in 1..=9 {
        let text = format!(
            "---\ntitle: Leaf {leaf}\ndate: 2024-03-{leaf:02}\n---\nQuinces are fruit number {leaf}.\n"
        );
        blog = blog.post(&format!("leaf-{leaf}.md"), &text);
    }
    blog.press().serve(base).await
}

/// Reads, follows links, goes back, changes the theme, searches, reloads.
async fn read_on(page: &Page) {
    page.go_to("/").await;
    page.wait_for("h1", "content").await;
    page.start_app().await;
    page.click_link("Leaf 3").await;
    page.wait_for("h1", "Leaf 3").await;
    page.click("button.theme").await;
    page.wait_for_any("html[data-theme=dark]").await;
    page.back().await;
    page.wait_for("h1", "content").await;
    page.wait_for_any("html[data-theme=dark]").await;
    page.forward().await;
    page.wait_for("h1", "Leaf 3").await;
    page.press("/").await;
    page.wait_until("the palette", "document.activeElement.matches('dialog [name=q]')").await;
    page.type_into("dialog [name=q]", "quinc").await;
    page.wait_until("an answer", "document.querySelector('dialog .post')").await;
    page.go_to("/search/?q=number").await;
    page.wait_for(".results .status", "9 results").await;
    page.reload().await;
    page.wait_for(".results .status", "9 results").await;
    page.go_to("/offline.html").await;
    page.wait_for("h1", "You are offline").await;
    page.click(".forget").await;
    page.click_link("content").await;
    page.wait_for("h1", "content").await;
}

async fn whole_with(script: &str) {
    for (source, base) in Source::BOTH.into_iter().zip(BASES) {
        variant(format!("{source:?} under {base}"));
        let site = blog(source, base).await;
        let page = site.page().await;
        page.before_pages(script).await;
        read_on(&page).await;
    }
}

async fn a_blog_is_whole_where_reaching_for_storage_throws() {
    whole_with(THROWS).await;
}

async fn a_blog_is_whole_where_there_is_no_storage() {
    whole_with(ABSENT).await;
}

async fn a_blog_is_whole_where_using_storage_fails() {
    whole_with(FAILS).await;
}

async fn a_blog_is_whole_where_storage_is_full() {
    const FILL: &str = "for (const storage of [localStorage, sessionStorage]) \
        for (let length = 1 << 20; length; length >>= 1) \
            try { for (let number = 0; ; number += 1) storage.setItem(`full-${length}-${number}`, 'x'.repeat(length)); } catch {} \
        return 1";
    for source in Source::BOTH {
        // Before the worker is there, and when it is and has kept something.
        for has_worker in [false, true] {
            variant(format!("{source:?}, a worker: {has_worker}"));
            let site = blog(source, "/blog/").await;
            let page = site.open("/").await;
            if has_worker {
                page.wait_until("the worker", "navigator.serviceWorker.controller?.state === 'activated'")
                    .await;
            }
            page.leave_room_for(0).await;
            page.run(FILL, &[]).await.expect("storage can be filled");
            assert_eq!(
                page.js("(() => { try { localStorage.setItem('more', 'x'.repeat(30)); } catch { return 'full'; } })()")
                    .await,
                "full"
            );
            read_on(&page).await;
        }
    }
}
