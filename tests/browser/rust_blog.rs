//! The two journeys that matter most, over a blog of 750 real posts, from both sources and under both paths.

use crate::harness::{BASES, Page, Source, promises, rust_blog, variant};

promises![back_returns_to_where_one_was, a_search_with_two_filters_survives_a_reload];

async fn everywhere(act: impl AsyncFn(Page)) {
    for source in Source::BOTH {
        let Some(pressed) = rust_blog(source) else { return };
        for base in BASES {
            variant(format!("{source:?} under {base}"));
            let page = pressed.serve(base).await.open("/").await;
            page.start_app().await;
            act(page).await;
        }
    }
}

async fn click_in_place(page: &Page, link: &str) {
    let found = format!("(link => link && (link.click(), true))({link})");
    page.wait_until(link, &found).await;
}

async fn back_returns_to_where_one_was() {
    everywhere(async |page: Page| {
        page.resize(800, 600).await;
        let scrolled = |height: i64| format!("Math.abs(scrollY - {height}) <= 2");
        page.scroll_to(700.0).await;
        click_in_place(&page, "document.querySelector('main .tags a')").await;
        page.wait_until("a tag", "location.pathname.includes('/tags/') && document.querySelector('.kind')")
            .await;
        let tag = page.text("h1").await;
        page.scroll_to(400.0).await;
        click_in_place(&page, "document.querySelectorAll('main .card h2 a')[1]").await;
        page.wait_for_any("article.post").await;
        assert_eq!(page.scroll().await, 0);
        page.back().await;
        page.wait_for("h1", &tag).await;
        page.wait_until("the tag as it was left", &scrolled(400)).await;
        page.back().await;
        page.wait_for("h1", "Rust Blog").await;
        page.wait_until("the home page as it was left", &scrolled(700)).await;
        assert_eq!(page.site.documents(), 1);
    })
    .await;
}

async fn a_search_with_two_filters_survives_a_reload() {
    const STATUS: &str = "document.querySelector('.results .status')?.textContent";
    const CHOSEN: &str = ".results .filters a[aria-current=true]";
    everywhere(async |page: Page| {
        page.click_link("Search").await;
        page.wait_for("h1", "Search").await;
        page.type_into(".search input[name=q]", "compil").await;
        page.wait_until("results", &format!("/^[1-9]\\d* results?$/.test({STATUS})")).await;
        for group in [0, 2] {
            let before = page.count(CHOSEN).await;
            let link = format!(
                "document.querySelectorAll('.filters .group')[{group}]?.querySelector('a:not([aria-current])')"
            );
            click_in_place(&page, &link).await;
            page.wait_until("a filter", &format!("document.querySelectorAll('{CHOSEN}').length > {before}")).await;
        }
        let (place, status) = (page.place().await, page.text(".results .status").await);
        assert!(place.contains("?q=compil&tag=") && place.contains("&year="), "{place}");
        page.reload().await;
        page.wait_for(".results .status", &status).await;
        assert_eq!(page.place().await, place);
        page.wait_until("both filters", &format!("document.querySelectorAll('{CHOSEN}').length === 2")).await;
    })
    .await;
}
