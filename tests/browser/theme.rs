//! Light or dark: as the reader's device says, or as the reader chose, on every page and from its first paint.

use crate::harness::{Page, Source, everywhere, leaves, promises};

promises![pages_are_dark_where_the_reader_prefers_it, a_chosen_theme_stays];

/// How bright the page is, from 0 to 255.
const BRIGHTNESS: &str = "(colour => colour.reduce((sum, part) => sum + part, 0) / 3)( \
    [document.body, document.documentElement].map(element => getComputedStyle(element).backgroundColor) \
        .find(colour => !colour.endsWith(', 0)')).match(/[\\d.]+/g).slice(0, 3).map(Number))";

async fn is_dark(page: &Page) -> bool {
    let brightness = page.js(BRIGHTNESS).await;
    brightness.as_f64().unwrap_or_else(|| panic!("a brightness, not {brightness}")) < 100.0
}

async fn pages_are_dark_where_the_reader_prefers_it() {
    let site = leaves(Source::Whole, "/").await;
    let page = site.open("/").await;
    assert!(!is_dark(&page).await);
    page.in_the_dark().await;
    assert!(is_dark(&page).await);
    page.without_scripts().await;
    page.go_to("/archive/").await;
    assert!(is_dark(&page).await, "without scripts too");
}

async fn a_chosen_theme_stays() {
    everywhere(async |page: Page| {
        let before = is_dark(&page).await;
        page.click("button.theme").await;
        assert_ne!(is_dark(&page).await, before);
        page.click_link("Archive").await;
        page.wait_for("h1", "Archive").await;
        assert_ne!(is_dark(&page).await, before, "after a link");
        page.reload().await;
        assert_ne!(is_dark(&page).await, before, "after a reload");
        page.click("button.theme").await;
        assert_eq!(is_dark(&page).await, before);
    })
    .await;
}
