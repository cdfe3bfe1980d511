//! When something does not come: the reader sees what happened and a way on, and the page that is there stays.

use serde_json::Value;

use crate::aids::{ENTER, ESCAPE, TAB, focus};
use crate::harness::{BASES, Fault, Page, Source, expect_console, leaf, leaves, promises};

promises! {
    in every engine:
    a_host_that_is_gone_is_told,
    an_app_that_does_not_come_leaves_the_links,
    a_browser_without_web_assembly_has_the_links,
    a_cut_short_app_leaves_the_links,
    a_page_without_its_json_is_told_and_opened_directly,
    the_keyboard_goes_to_the_message_and_back,
    a_broken_blog_in_one_file_falls_back_to_its_pages,
    back_to_a_page_that_does_not_come_is_told,
    a_first_script_that_was_changed_does_not_run,
    a_stylesheet_that_was_changed_still_dresses_the_page,
}

const NOTICE: &str = "#quire > .notice[role=alert]";

async fn notice(page: &Page) -> String {
    page.wait_for_any(NOTICE).await;
    page.wait_until("the notice to have words", "document.querySelector('.notice').textContent.length > 20")
        .await;
    page.text(NOTICE).await
}

async fn a_page_without_its_json_is_told_and_opened_directly() {
    for base in BASES {
        let faults = [
            (Fault::Missing, "404"),
            (Fault::Broken, "500"),
            (Fault::CutShort(40), "ends in the middle"),
            (Fault::Replaced("<!doctype html><p>Sign in</p>".to_string()), "web page"),
            (Fault::Replaced("{\"items\": [}".to_string()), "damaged"),
            (Fault::Unreachable, "no answer"),
        ];
        for (fault, words) in faults {
            let site = leaves(Source::Requests, base).await;
            let page = site.open("/").await;
            page.start_app().await;
            let path = leaf(&site, 39);
            site.fault(&format!("{path}index.json"), fault);
            page.click_link("Leaf 39").await;
            let said = notice(&page).await;
            assert!(said.contains(words), "'{said}' should say '{words}'");
            assert_eq!(page.text("h1").await, "Leaves", "the page stays");
            assert_eq!(page.place().await, "/", "and so does its address");
            page.click(&format!("{NOTICE} a[href]")).await;
            page.wait_for("h1", "Leaf 39").await;
            assert_eq!(page.place().await, path);
            assert_eq!(site.documents(), 2, "it was opened as a document");
        }
    }
}

async fn the_keyboard_goes_to_the_message_and_back() {
    let site = leaves(Source::Requests, "/").await;
    let page = site.open("/").await;
    page.start_app().await;
    let path = leaf(&site, 39);
    site.fault(&format!("{path}index.json"), Fault::Missing);
    let link = format!("main a[href$='{path}']");
    let back = format!("document.activeElement.matches(\"{link}\")");
    let message = "document.activeElement.matches('.notice[data-code=status]')";
    focus(&page, &link).await;
    page.press(ENTER).await;
    page.wait_until("the focus on the message", message).await;
    page.press(ESCAPE).await;
    page.wait_until("the focus on the link", &back).await;
    assert_eq!(page.count(NOTICE).await, 0, "the message has gone");
    page.press(ENTER).await;
    page.wait_until("the focus on the message", message).await;
    page.press(TAB).await;
    page.wait_until("a way on", "document.activeElement.matches('.notice a')").await;
    focus(&page, &format!("{NOTICE} [data-action=dismiss]")).await;
    page.press(ENTER).await;
    page.wait_until("the focus on the link", &back).await;
}

fn whole_file(folder: &std::path::Path) -> String {
    let facts = std::fs::read(folder.join("site.json")).expect("site.json was pressed");
    let facts: Value = serde_json::from_slice(&facts).expect("site.json is JSON");
    let whole = facts.pointer("/whole").or_else(|| facts.pointer("/_quire/whole")).and_then(Value::as_str);
    format!("/{}", whole.unwrap_or_else(|| panic!("site.json names the whole: {facts}")))
}

/// The pages have files of their own too, so a reader need not hear of it; the console does.
async fn a_broken_blog_in_one_file_falls_back_to_its_pages() {
    for base in BASES {
        let faults = [
            Fault::Missing,
            Fault::Broken,
            Fault::Unreachable,
            Fault::CutShort(1000),
            Fault::Replaced("not JSON".to_string()),
            Fault::Replaced("{\"version\": \"1\", \"items\": [], \"_quire\": {\"format\": 99}}".to_string()),
        ];
        for fault in faults {
            let site = leaves(Source::Whole, base).await;
            let whole = whole_file(site.folder());
            expect_console(&format!("{whole})"));
            expect_console(&format!("for {}", site.url(&whole)));
            expect_console(&format!("from {}", site.url(&whole)));
            site.fault(&whole, fault);
            let page = site.open("/").await;
            page.start_app().await;
            page.click_link("Leaf 39").await;
            page.wait_for("h1", "Leaf 39").await;
            assert_eq!(site.documents(), 1);
            assert_eq!(site.requests(&format!("{}index.json", leaf(&site, 39))), 1);
        }
    }
}

async fn a_host_that_is_gone_is_told() {
    for source in Source::BOTH {
        let site = leaves(source, "/blog/").await;
        let page = site.open("/").await;
        page.start_app().await;
        site.fault("*", Fault::Unreachable);
        page.click_link("Leaf 39").await;
        let said = notice(&page).await;
        assert!(said.contains("offline") && said.contains("Open it directly"), "{said}");
        assert_eq!(page.text("h1").await, "Leaves");
        site.heal();
        page.click_link("Leaf 38").await;
        page.wait_for("h1", "Leaf 38").await;
        assert_eq!(page.count(NOTICE).await, 0, "what is over is taken away");
    }
}

async fn the_links_work(page: &Page) {
    page.wait_for_any("#quire[data-app=missing]").await;
    page.click_link("Leaf 39").await;
    page.wait_for("h1", "Leaf 39").await;
    page.back().await;
    page.wait_for("h1", "Leaves").await;
    page.wait_for_any("#quire[data-app=missing]").await;
    assert!(page.site.documents() >= 2);
}

async fn an_app_that_does_not_come_leaves_the_links() {
    expect_console("Quire's app did not load");
    for pattern in ["*.wasm", "*quire*.js"] {
        for fault in [Fault::Missing, Fault::Broken, Fault::Unreachable] {
            let site = leaves(Source::Whole, "/blog/").await;
            site.fault(pattern, fault);
            the_links_work(&site.open("/").await).await;
        }
    }
}

/// As where a reader or an administrator has switched it off.
async fn a_browser_without_web_assembly_has_the_links() {
    expect_console("Quire's app did not load");
    let site = leaves(Source::Whole, "/blog/").await;
    let page = site.page().await;
    page.before_pages("delete window.WebAssembly").await;
    page.go_to("/").await;
    the_links_work(&page).await;
}

async fn a_cut_short_app_leaves_the_links() {
    expect_console("Quire's app did not load");
    expect_console("WebAssembly");
    for fault in
        [Fault::CutShort(5000), Fault::BreaksOff(5000), Fault::Replaced("<!doctype html>".to_string())]
    {
        let site = leaves(Source::Whole, "/").await;
        site.fault("*.wasm", fault);
        the_links_work(&site.open("/").await).await;
    }
}

async fn back_to_a_page_that_does_not_come_is_told() {
    let site = leaves(Source::Requests, "/").await;
    let page = site.open("/archive/").await;
    page.start_app().await;
    page.click_link("Tags").await;
    page.wait_for("h1", "Tags").await;
    site.fault("/archive/index.json", Fault::Missing);
    page.back().await;
    let said = notice(&page).await;
    assert!(said.contains("404"), "{said}");
    page.click(&format!("{NOTICE} a[href]")).await;
    page.wait_for("h1", "Archive").await;
}

async fn a_first_script_that_was_changed_does_not_run() {
    expect_console("integrity");
    for base in BASES {
        let site = leaves(Source::Whole, base).await;
        site.fault("/boot-*.js", Fault::Replaced("document.title = 'changed'".to_string()));
        let page = site.open("/").await;
        page.wait_until("the end of the load", "document.readyState === 'complete'").await;
        assert_eq!(page.title().await, "Leaves");
        page.click_link("Leaf 39").await;
        page.wait_for("h1", "Leaf 39").await;
        page.wait_until("the end of the load", "document.readyState === 'complete'").await;
        assert_eq!(page.title().await, "Leaf 39 · Leaves");
        assert_eq!((site.documents(), site.requests("*.wasm")), (2, 0), "it is a site of pages");
    }
}

/// It carries no integrity: what a host or a proxy has made smaller is worth more than no style at all.
async fn a_stylesheet_that_was_changed_still_dresses_the_page() {
    let site = leaves(Source::Whole, "/").await;
    site.fault("/quire-*.css", Fault::Replaced("h1 { color: rgb(1, 2, 3) }".to_string()));
    let page = site.open("/").await;
    let colour = page.js("getComputedStyle(document.querySelector('h1')).color").await;
    assert_eq!(colour, "rgb(1, 2, 3)");
}
