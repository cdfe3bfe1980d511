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
    back_returns_to_as_many_results_as_were_shown,
    no_result_says_so_and_helps,
    a_misspelt_word_is_shown_as_it_was_searched,
    quotations_and_operators_are_understood,
    several_tags_are_all_wanted_or_any,
    a_month_is_chosen_from_its_bar,
    what_is_chosen_is_taken_away_again,
    the_newest_come_first_when_asked,
    an_outage_never_looks_like_no_result,
];

const FIELD: &str = ".search input[name=q]";
const TITLES: &str =
    "[...document.querySelectorAll('.results .hits article.card h2')].map(title => title.textContent.trim())";

pub(crate) async fn open_search(page: &Page) {
    page.click_link("Search").await;
    page.wait_for("h1", "Search").await;
    page.wait_for_any(FIELD).await;
}

pub(crate) async fn wait_for_status(page: &Page, text: &str) {
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
        wait_for_status(&page, "40 results").await;
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
    let link = "[...document.querySelectorAll('.results .filters li a')] \
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
        for label in ["Ann", "even", "2021"] {
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
        page.site.expect_failure("/med/");
        page.go_to("/med/").await;
        page.start_app().await;
        // The words of the address are there already.
        page.type_into("main input[name=q]", "lar\u{e007}").await;
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

async fn back_returns_to_as_many_results_as_were_shown() {
    everywhere(async |page: Page| {
        page.resize(800, 600).await;
        open_search(&page).await;
        page.type_into(FIELD, "words").await;
        wait_for_status(&page, "40 results").await;
        let first = page.js(TITLES).await;
        page.js("document.querySelector('.more').click()").await;
        page.wait_until("twenty results", &format!("{TITLES}.length === 20")).await;
        assert_eq!(page.js(&format!("{TITLES}.slice(0, 10)")).await, first, "those that were there stay");
        let last = "document.querySelectorAll('.results .hits h2 a')[19]";
        page.js(&format!("{last}.scrollIntoView({{block: 'center', behavior: 'instant'}})")).await;
        let (scrolled, title) = (page.scroll().await, page.js(&format!("{last}.textContent")).await);
        page.js(&format!("{last}.click()")).await;
        page.wait_until_with("the post", "document.querySelector('h1').textContent === a[0]", &[title]).await;
        page.back().await;
        page.wait_for("h1", "Search").await;
        page.wait_until("twenty results again", &format!("{TITLES}.length === 20")).await;
        page.wait_until("the place that was left", &format!("Math.abs(scrollY - {scrolled}) <= 2")).await;
        let focused = page.js(&format!("{last} === document.activeElement")).await;
        assert_eq!(focused, true, "the focus is on the result that was left");
    })
    .await;
}

async fn no_result_says_so_and_helps() {
    everywhere(async |page: Page| {
        open_search(&page).await;
        page.type_into(FIELD, "xylophone").await;
        wait_for_status(&page, "Nothing was found.").await;
        assert_eq!(page.js(TITLES).await, Value::Array(Vec::new()));
        assert!(page.text(".results .hint").await.contains("spelling"));
        assert_eq!(page.count(".results [role=status] .status").await, 1, "it is read out");
        page.js("document.querySelector('.results .hint a:last-child').click()").await;
        page.wait_for("h1", "Archive").await;
    })
    .await;
}

async fn a_misspelt_word_is_shown_as_it_was_searched() {
    everywhere(async |page: Page| {
        open_search(&page).await;
        page.type_into(FIELD, "medlasr").await;
        page.wait_for(".results .hint", "Showing results for medlars").await;
        wait_for_status(&page, "1 result").await;
        assert_eq!(page.js(TITLES).await, serde_json::json!(["Leaf 1"]));
        // What was found is marked, not what was typed.
        let mark = "document.querySelector('.results .summary mark')?.textContent.toLowerCase()";
        page.wait_until("a mark", &format!("{mark} === 'medlars'")).await;
    })
    .await;
}

async fn quotations_and_operators_are_understood() {
    everywhere(async |page: Page| {
        open_search(&page).await;
        for (asked, answered) in [
            ("\"plain words of leaf 7 begin\"", "1 result"),
            ("words -plain", "1 result"),
            ("words tag:even year:2021", "5 results"),
            ("words -tag:even author:ben before:2021", "5 results"),
            ("\"plain words of leaf 7", "1 result"),
        ] {
            let clear = "(field => { field.value = ''; field.focus(); })(document.querySelector(a[0]))";
            page.js_with(clear, &[FIELD.into()]).await;
            page.type_into(FIELD, asked).await;
            page.wait_for(".found:not([aria-busy=true]) .status", answered).await;
        }
        page.js_with("document.querySelector(a[0]).value = ''", &[FIELD.into()]).await;
        page.type_into(FIELD, "medlars year:soon").await;
        page.wait_until(
            "the word",
            "document.querySelector('.results .hint')?.textContent.includes('year:soon')",
        )
        .await;
        wait_for_status(&page, "1 result").await;
    })
    .await;
}

/// The link with this text in a part of the results, clicked once it is there.
async fn click_in(page: &Page, part: &str, text: &str) {
    let link = "[...document.querySelectorAll(a[0] + ' a')].find(link => link.textContent.trim() === a[1])";
    let clicked = format!("(link => link && (link.click(), true))({link})");
    page.wait_until_with(&format!("'{text}' in {part}"), &clicked, &[part.into(), text.into()]).await;
}

async fn several_tags_are_all_wanted_or_any() {
    everywhere(async |page: Page| {
        open_search(&page).await;
        page.type_into(FIELD, "words").await;
        wait_for_status(&page, "40 results").await;
        choose(&page, "leaf").await;
        choose(&page, "even").await;
        wait_for_status(&page, "20 results").await;
        click_in(&page, ".filters .order", "Any of these").await;
        wait_for_status(&page, "40 results").await;
        assert_eq!(page.place().await, "/search/?q=words&tag=leaf&tag=even&any=1");
        click_in(&page, ".filters .order", "All of these").await;
        wait_for_status(&page, "20 results").await;
        page.back().await;
        wait_for_status(&page, "40 results").await;
    })
    .await;
}

async fn a_month_is_chosen_from_its_bar() {
    everywhere(async |page: Page| {
        page.resize(390, 800).await;
        open_search(&page).await;
        page.type_into(FIELD, "words tag:even").await;
        wait_for_status(&page, "20 results").await;
        let bars = "[...document.querySelectorAll('.months a')]";
        page.wait_until("a bar for each month that has some", &format!("{bars}.length === 20")).await;
        let reachable = page.js(&format!("{bars}.filter(bar => bar.tabIndex === 0).length")).await;
        assert_eq!(reachable, 1, "all of them are one stop of the tab key");
        let fits = "document.documentElement.scrollWidth <= innerWidth";
        assert_eq!(page.js(fits).await, true, "they scroll within themselves");
        page.js(&format!("{bars}[0].focus()")).await;
        page.press("\u{e012}").await; // To the left.
        let name = page.js("document.activeElement.getAttribute('aria-label')").await;
        let expected = page.js(&format!("{bars}[1].getAttribute('aria-label')")).await;
        assert_eq!(name, expected);
        page.press("\u{e007}").await;
        wait_for_status(&page, "1 result").await;
        assert!(page.place().await.contains("&month=2023-"), "{}", page.place().await);
        page.wait_until(
            "the chosen bar to be marked and to keep the focus",
            "document.activeElement.matches('.months a[aria-current=true]')",
        )
        .await;
        let named = name.as_str().and_then(|name| name.split(':').next()).unwrap_or("?").to_string();
        page.wait_for(".chips li:first-child", &named).await;
    })
    .await;
}

async fn what_is_chosen_is_taken_away_again() {
    everywhere(async |page: Page| {
        page.go_to("/search/?q=words&tag=even&author=ann&year=2021").await;
        wait_for_status(&page, "5 results").await;
        page.wait_for(".chips li:nth-child(2)", "Ann").await;
        page.js("document.querySelector('.chips li:nth-child(3) a').focus()").await;
        page.press("\u{e007}").await;
        wait_for_status(&page, "20 results").await;
        assert_eq!(page.place().await, "/search/?q=words&tag=even&author=ann");
        page.wait_until("the focus among the results", "document.activeElement.closest('.results')").await;
        click_in(&page, ".chips", "Clear the filters").await;
        wait_for_status(&page, "40 results").await;
        assert_eq!(page.place().await, "/search/?q=words");
        assert_eq!(page.count(".chips").await, 0);
    })
    .await;
}

async fn the_newest_come_first_when_asked() {
    everywhere(async |page: Page| {
        open_search(&page).await;
        page.type_into(FIELD, "leaf 1").await;
        page.wait_until("the best", &format!("{TITLES}[0] === 'Leaf 1'")).await;
        page.js("document.querySelectorAll('.head .order a')[1].focus()").await;
        page.press("\u{e007}").await;
        page.wait_until("the newest", &format!("{TITLES}[0] === 'Leaf 19'")).await;
        assert_eq!(page.place().await, "/search/?q=leaf%201&order=date");
        let current = page.js("document.activeElement.getAttribute('aria-current')").await;
        assert_eq!(current, "true", "the way that was chosen has the focus");
        page.back().await;
        page.wait_until("the best again", &format!("{TITLES}[0] === 'Leaf 1'")).await;
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
                ["damaged", "answer", "ends in the middle"].iter().any(|what| status.contains(what)),
                "{fault:?} says what happened: {status}"
            );
            // A browser that got no answer at all asks again by itself, up to twice for each of our two times: how
            // often hangs on which of its connections were open before.
            let most = if matches!(fault, Fault::Unreachable) { 6 } else { 2 };
            assert!((2..=most).contains(&site.requests(&index)), "{fault:?}: {:?}", site.log());
            assert!(page.count(".results a[href], .results button").await > 0, "{fault:?} has a way on");
            site.heal();
            page.click_link("Try again").await;
            wait_for_status(&page, "1 result").await;
        }
    }
}
