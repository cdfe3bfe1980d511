//! Search and filter, as one types.

use serde_json::Value;

use crate::harness::{Fault, Page, Source, everywhere, leaves, promises};

promises![
    half_a_word_finds_its_post,
    typing_adds_nothing_to_the_history,
    filters_and_text_live_in_the_address,
    a_chosen_filter_keeps_the_focus,
    a_search_from_elsewhere_arrives_with_its_words,
    back_returns_to_the_results,
    no_result_says_so,
    an_outage_never_looks_like_no_result,
];

const FIELD: &str = ".search input[name=q]";
const TITLES: &str =
    "[...document.querySelectorAll('.results .hits article.card h2')].map(title => title.textContent.trim())";

async fn open_search(page: &Page) {
    page.click_link("Search").await;
    page.wait_for("h1", "Search").await;
    page.wait_for_any(FIELD).await;
}

async fn wait_for_status(page: &Page, text: &str) {
    page.wait_for(".results .status", text).await;
}

async fn half_a_word_finds_its_post() {
    everywhere(async |page: Page| {
        let before = page.site.documents();
        open_search(&page).await;
        assert_eq!(page.js("document.activeElement.name").await, "q", "the field has the focus");
        page.type_into(FIELD, "quinc").await;
        wait_for_status(&page, "1 result").await;
        assert_eq!(page.js(TITLES).await, serde_json::json!(["Leaf 1"]));
        page.click(".results .hits article.card h2 a").await;
        page.wait_for("h1", "Leaf 1").await;
        assert_eq!(page.site.documents(), before);
    })
    .await;
}

async fn typing_adds_nothing_to_the_history() {
    everywhere(async |page: Page| {
        open_search(&page).await;
        let length = page.js("history.length").await;
        page.type_into(FIELD, "plain words").await;
        wait_for_status(&page, "39 results").await;
        page.wait_until(
            "the words in the address",
            "new URLSearchParams(location.search).get('q') === 'plain words'",
        )
        .await;
        assert_eq!(page.js("history.length").await, length);
        page.back().await;
        page.wait_for("h1", "Leaves").await;
    })
    .await;
}

async fn choose(page: &Page, label: &str) {
    let link = "[...document.querySelectorAll('.results .filters a')] \
        .find(link => link.textContent.trim().split(' ')[0] === a[0])";
    let chosen = format!("({link})?.getAttribute('aria-current') === 'true'");
    page.wait_until_with(&format!("the filter {label}"), link, &[label.into()]).await;
    page.js_with(&format!("({link}).click()"), &[label.into()]).await;
    page.wait_until_with(&format!("{label} to be chosen"), &chosen, &[label.into()]).await;
}

async fn filters_and_text_live_in_the_address() {
    everywhere(async |page: Page| {
        open_search(&page).await;
        page.type_into(FIELD, "words").await;
        wait_for_status(&page, "40 results").await;
        for label in ["even", "Ann", "2021"] {
            choose(&page, label).await;
        }
        // Of the ten of 2021 (leaves 11 to 20), the five even ones.
        wait_for_status(&page, "5 results").await;
        let expected = ["Leaf 12", "Leaf 14", "Leaf 16", "Leaf 18", "Leaf 20"];
        let sorted = format!("{TITLES}.sort()");
        assert_eq!(page.js(&sorted).await, serde_json::json!(expected));
        let place = page.place().await;
        assert_eq!(place, "/search/?q=words&tag=even&author=ann&year=2021");
        page.reload().await;
        wait_for_status(&page, "5 results").await;
        assert_eq!(page.js(&sorted).await, serde_json::json!(expected));
        assert_eq!(page.place().await, place);
        assert_eq!(page.js_with("document.querySelector(a[0]).value", &[FIELD.into()]).await, "words");
        assert_eq!(page.count(".results .filters a[aria-current=true]").await, 3);
    })
    .await;
}

async fn a_chosen_filter_keeps_the_focus() {
    everywhere(async |page: Page| {
        open_search(&page).await;
        page.resize(1280, 900).await;
        let last =
            "[...document.querySelectorAll('.filters .group')].at(-1)?.querySelector('li:last-child a')";
        page.wait_until("filters", last).await;
        let year = page.js(&format!("({last}).textContent.split(' ')[0]")).await;
        page.run(&format!("({last}).focus()"), &[]).await.expect("the filter can have the focus");
        page.press("\u{e007}").await;
        page.wait_until_with(
            "the focus on the chosen filter",
            "document.activeElement.getAttribute('aria-current') === 'true' \
                && document.activeElement.textContent.startsWith(a[0])",
            &[year],
        )
        .await;
    })
    .await;
}

async fn a_search_from_elsewhere_arrives_with_its_words() {
    everywhere(async |page: Page| {
        page.site.expect_failure("/nothing/");
        page.go_to("/nothing/").await;
        page.start_app().await;
        page.type_into("main input[name=q]", "medlar\u{e007}").await;
        page.wait_for("h1", "Search").await;
        wait_for_status(&page, "1 result").await;
        assert_eq!(page.place().await, "/search/?q=medlar");
    })
    .await;
}

async fn back_returns_to_the_results() {
    everywhere(async |page: Page| {
        open_search(&page).await;
        page.type_into(FIELD, "quinc").await;
        wait_for_status(&page, "1 result").await;
        page.click(".results .hits article.card h2 a").await;
        page.wait_for("h1", "Leaf 1").await;
        page.back().await;
        page.wait_for("h1", "Search").await;
        wait_for_status(&page, "1 result").await;
        assert_eq!(page.js_with("document.querySelector(a[0]).value", &[FIELD.into()]).await, "quinc");
    })
    .await;
}

async fn no_result_says_so() {
    everywhere(async |page: Page| {
        open_search(&page).await;
        page.type_into(FIELD, "xylophone").await;
        page.wait_until(
            "a sentence",
            "document.querySelector('.results .status')?.textContent.startsWith('Nothing was found')",
        )
        .await;
        assert_eq!(page.js(TITLES).await, Value::Array(Vec::new()));
    })
    .await;
}

async fn an_outage_never_looks_like_no_result() {
    for source in Source::BOTH {
        for fault in
            [Fault::Broken, Fault::Missing, Fault::CutShort(100), Fault::Unreachable, Fault::BreaksOff(100)]
        {
            let site = leaves(source, "/blog/").await;
            let facts = std::fs::read(site.folder().join("site.json")).expect("site.json was pressed");
            let facts: Value = serde_json::from_slice(&facts).expect("site.json is JSON");
            let index = facts.pointer("/_quire/index/0").and_then(Value::as_str);
            let index = format!("/{}", index.unwrap_or_else(|| panic!("site.json names the index: {facts}")));
            site.fault(&index, fault.clone());
            let page = site.open("/search/?q=quinc").await;
            let said = "(text => text && !text.startsWith('Loading'))(document.querySelector('.results .status')?.textContent)";
            page.wait_until(&format!("the outage to be told ({fault:?})"), said).await;
            let status = page.text(".results .status").await;
            assert!(
                !status.contains("Nothing was found") && !status.contains("result"),
                "{fault:?}: {status}"
            );
            assert!(
                status.contains("index") || status.contains("answer"),
                "{fault:?} says what happened: {status}"
            );
            assert!(page.count(".results a[href], .results button").await > 0, "{fault:?} has a way on");
            site.heal();
            page.click_link("Try again").await;
            wait_for_status(&page, "1 result").await;
        }
    }
}
