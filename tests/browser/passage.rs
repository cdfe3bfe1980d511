//! A result shows the passage that answers, leads to it, and never moves while it does.

use crate::harness::{Fault, Page, everywhere, promises};

promises![
    the_passage_is_shown_with_its_words_marked,
    what_comes_late_moves_nothing,
    a_result_leads_to_its_passage,
    a_letter_more_asks_for_no_post_again,
];

const FIELD: &str = ".search input[name=q]";
const MARKS: &str =
    "[...document.querySelectorAll('.results .summary mark')].map(mark => mark.textContent.toLowerCase())";

async fn search(page: &Page, text: &str) {
    page.go_to("/search/").await;
    page.wait_for_any(".results .hits article").await;
    page.type_into(FIELD, text).await;
}

async fn the_passage_is_shown_with_its_words_marked() {
    everywhere(async |page: Page| {
        search(&page, "medlar").await;
        page.wait_for(".results .status", "1 result").await;
        page.wait_until("marks", &format!("{MARKS}.length > 0")).await;
        assert_eq!(page.js(&format!("{MARKS}.every(mark => mark === 'medlars')")).await, true);
        let summary = page.text(".results .summary").await;
        assert!(summary.contains("about medlars fill") && summary.len() < 260, "{summary}");
        page.type_into(FIELD, " leaf 12").await;
        let mark = "[...document.querySelectorAll('.hits h2')].find(title => title.textContent === 'Leaf 12') \
            ?.querySelector('mark')?.textContent";
        page.wait_until("a title to be marked", &format!("{mark} === '12'")).await;
    })
    .await;
}

/// Where each title stands.
const PLACES: &str = "[...document.querySelectorAll('.results .hits h2')] \
    .map(title => [title.textContent, Math.round(title.getBoundingClientRect().top + scrollY)])";

async fn what_comes_late_moves_nothing() {
    everywhere(async |page: Page| {
        for width in [390, 1280] {
            page.resize(width, 900).await;
            page.go_to("/search/").await;
            page.wait_for_any(".results .hits article").await;
            page.wait_for_any(".months a").await;
            // The posts themselves are late: the whole blog, or each of them.
            page.site.fault("*bundle.json", Fault::Held);
            page.site.fault("*index.json", Fault::Held);
            page.type_into(FIELD, "leaf 1").await;
            page.wait_for(".results .status", "11 results").await;
            let before = page.js(PLACES).await;
            page.site.heal();
            let passage = "document.querySelector('.results .summary').textContent.length > 40";
            page.wait_until("a passage", passage).await;
            page.run("return new Promise(done => setTimeout(done, 200))", &[]).await.expect("time goes by");
            assert_eq!(page.js(PLACES).await, before, "at {width}");
        }
    })
    .await;
}

async fn a_result_leads_to_its_passage() {
    everywhere(async |page: Page| {
        page.resize(800, 600).await;
        search(&page, "medlars").await;
        page.wait_for_any(".results .summary mark").await;
        let href = page.js("document.querySelector('.results .hits h2 a').getAttribute('href')").await;
        assert!(href.as_str().is_some_and(|href| href.ends_with("/leaf-1/#medlars")), "{href}");
        page.click(".results .hits h2 a").await;
        page.wait_for("h1", "Leaf 1").await;
        page.wait_until("the words to be marked", "CSS.highlights.get('found')?.size >= 80").await;
        let ranges = "[...CSS.highlights.get('found')]";
        let words = page.js(&format!("[...new Set({ranges}.map(range => range.toString().toLowerCase()))]")).await;
        assert_eq!(words, serde_json::json!(["medlars"]));
        let in_view = format!(
            "{ranges}.some(range => (box => box.top >= 0 && box.bottom <= innerHeight)(range.getBoundingClientRect()))"
        );
        page.wait_until("the passage in view", &in_view).await;
        assert!(page.scroll().await > 1000, "it is far down");
        assert_eq!(page.js("document.activeElement.id").await, "medlars", "one reads on from there");
    })
    .await;
}

async fn a_letter_more_asks_for_no_post_again() {
    everywhere(async |page: Page| {
        search(&page, "medlar").await;
        page.wait_for_any(".results .summary mark").await;
        let before = page.site.requests("*leaf-1/index.json");
        page.type_into(FIELD, "s").await;
        page.wait_until("the new passage", &format!("{MARKS}.length > 0")).await;
        page.click(".results .hits h2 a").await;
        page.wait_for("h1", "Leaf 1").await;
        assert_eq!(page.site.requests("*leaf-1/index.json"), before, "the post was there already");
    })
    .await;
}
