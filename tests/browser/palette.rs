//! The palette: search from anywhere, by the keyboard alone.

use serde_json::Value;

use crate::harness::{Fault, Page, Source, everywhere, leaf, leaves, promises};

promises![
    two_shortcuts_open_it_from_anywhere,
    it_opens_before_the_app_is_there,
    a_slash_in_a_field_is_a_slash,
    arrows_choose_and_enter_opens,
    enter_with_nothing_chosen_leads_to_all_results,
    escape_clears_and_then_closes_where_one_was,
    an_input_method_keeps_its_keys,
    words_are_suggested_and_filled_in,
    an_outage_is_said_in_it_too,
];

const FIELD: &str = "dialog[open] input[role=combobox]";
const OPTIONS: &str = "[...document.querySelectorAll('dialog[open] [role=option]')]";
const ENTER: &str = "\u{e007}";
const ESCAPE: &str = "\u{e00c}";
const DOWN: &str = "\u{e015}";
const UP: &str = "\u{e013}";
const CONTROL: &str = "\u{e009}";

async fn open(page: &Page) {
    page.press("/").await;
    page.wait_until("the palette with the focus", &format!("document.activeElement.matches('{FIELD}')"))
        .await;
}

async fn type_text(page: &Page, text: &str) {
    for letter in text.chars() {
        page.press(&letter.to_string()).await;
    }
}

async fn active(page: &Page) -> Value {
    page.js(&format!("document.querySelector('{FIELD}').getAttribute('aria-activedescendant')")).await
}

async fn two_shortcuts_open_it_from_anywhere() {
    everywhere(async |page: Page| {
        for path in ["/", "/archive/", "/search/", &leaf(&page.site, 1)] {
            page.go_to(path).await;
            page.start_app().await;
            page.js("document.activeElement.blur()").await;
            open(&page).await;
            page.press(ESCAPE).await;
            page.wait_until("it to close", "!document.querySelector('dialog[open]')").await;
            page.press_with(CONTROL, "k").await;
            page.wait_until("the palette", &format!("document.activeElement.matches('{FIELD}')")).await;
        }
    })
    .await;
}

async fn it_opens_before_the_app_is_there() {
    for source in Source::BOTH {
        let site = leaves(source, "/blog/").await;
        site.fault("*.wasm", Fault::Held);
        let page = site.open("/archive/").await;
        open(&page).await;
        type_text(&page, "quinc").await;
        assert_eq!(
            page.js(&format!("document.querySelector('{FIELD}').value")).await,
            "quinc",
            "no letter is lost"
        );
        site.heal();
        page.wait_for("dialog [role=option].post span", "Leaf 1").await;
    }
}

async fn a_slash_in_a_field_is_a_slash() {
    everywhere(async |page: Page| {
        page.go_to("/search/").await;
        page.start_app().await;
        page.type_into(".search input[name=q]", "and/or").await;
        assert_eq!(page.count("dialog[open]").await, 0);
        assert_eq!(page.js("document.querySelector('.search input').value").await, "and/or");
        page.js("document.activeElement.blur()").await;
        page.press_with(CONTROL, "/").await;
        assert_eq!(page.count("dialog[open]").await, 0, "with Control it is another key");
    })
    .await;
}

async fn arrows_choose_and_enter_opens() {
    everywhere(async |page: Page| {
        let before = page.site.documents();
        open(&page).await;
        assert_eq!(
            page.js(&format!("document.querySelector('{FIELD}').getAttribute('aria-expanded')")).await,
            "false"
        );
        type_text(&page, "leaf 1").await;
        page.wait_until("options", &format!("{OPTIONS}.length > 2")).await;
        let expanded = format!("document.querySelector('{FIELD}').getAttribute('aria-expanded')");
        assert_eq!(page.js(&expanded).await, "true");
        let posts = page.count("dialog [role=option].post").await;
        assert!((1..=8).contains(&posts), "{posts} posts");
        assert_eq!(active(&page).await, Value::Null, "nothing is chosen by itself");
        page.press(UP).await;
        let last = page.js(&format!("{OPTIONS}.at(-1).textContent")).await;
        assert!(last.as_str().is_some_and(|text| text.contains("All results for “leaf 1”")), "{last}");
        assert_eq!(active(&page).await, page.js(&format!("{OPTIONS}.at(-1).id")).await);
        page.press(DOWN).await;
        assert_eq!(active(&page).await, Value::Null, "past the end the field has it");
        page.press(DOWN).await;
        page.press(DOWN).await;
        page.press(UP).await;
        assert_eq!(active(&page).await, page.js(&format!("{OPTIONS}[0].id")).await);
        let selected = format!("{OPTIONS}.filter(option => option.ariaSelected === 'true').length");
        assert_eq!(page.js(&selected).await, 1);
        assert_eq!(
            page.js(&format!("document.activeElement.matches('{FIELD}')")).await,
            true,
            "the focus stays"
        );
        page.press(ENTER).await;
        page.wait_for("h1", "Leaf 1").await;
        assert_eq!(page.count("dialog[open]").await, 0);
        assert_eq!(page.site.documents(), before, "the app has followed it");
        assert_eq!(page.js("document.activeElement.tagName").await, "H1");
    })
    .await;
}

async fn enter_with_nothing_chosen_leads_to_all_results() {
    everywhere(async |page: Page| {
        for path in ["/archive/", "/search/?q=medlar&tag=leaf"] {
            page.go_to(path).await;
            page.start_app().await;
            page.js("document.activeElement.blur()").await;
            open(&page).await;
            type_text(&page, "words even").await;
            page.press(ENTER).await;
            page.wait_for("h1", "Search").await;
            page.wait_for_place("/search/?q=words%20even").await;
            page.wait_for(".results .status", "20 results").await;
            assert_eq!(page.js("document.querySelector('.search input').value").await, "words even");
        }
    })
    .await;
}

async fn escape_clears_and_then_closes_where_one_was() {
    everywhere(async |page: Page| {
        page.js("document.querySelector('main .card h2 a').focus()").await;
        open(&page).await;
        type_text(&page, "quin").await;
        page.wait_until("options", &format!("{OPTIONS}.length > 0")).await;
        page.press(ESCAPE).await;
        assert_eq!(page.js(&format!("document.querySelector('{FIELD}').value")).await, "");
        page.wait_until("the options to go", &format!("{OPTIONS}.length === 0")).await;
        page.press(ESCAPE).await;
        page.wait_until("it to close", "!document.querySelector('dialog[open]')").await;
        assert_eq!(page.js("document.activeElement.matches('main .card h2 a')").await, true);
    })
    .await;
}

async fn an_input_method_keeps_its_keys() {
    let site = leaves(Source::Whole, "/").await;
    let page = site.open("/archive/").await;
    page.start_app().await;
    open(&page).await;
    type_text(&page, "quinc").await;
    page.wait_until("options", &format!("{OPTIONS}.length > 0")).await;
    let press = "(field => field.dispatchEvent(new KeyboardEvent('keydown', \
        {key: a[0], keyCode: a[1], isComposing: a[2], bubbles: true, cancelable: true})))(document.activeElement)";
    for key in ["ArrowDown", "Enter", "Escape"] {
        for (code, composing) in [(229, false), (13, true)] {
            let unheard = page.js_with(press, &[key.into(), code.into(), composing.into()]).await;
            assert_eq!(unheard, true, "{key} is the input method's");
        }
    }
    assert_eq!(active(&page).await, Value::Null);
    assert_eq!(page.count("dialog[open]").await, 1);
    assert_eq!(page.place().await, "/archive/");
}

async fn words_are_suggested_and_filled_in() {
    everywhere(async |page: Page| {
        open(&page).await;
        type_text(&page, "plain quin").await;
        page.wait_for("dialog [role=option].word", "plain quinces").await;
        page.js("document.querySelector('dialog [role=option].word').click()").await;
        assert_eq!(page.js(&format!("document.querySelector('{FIELD}').value")).await, "plain quinces ");
        assert_eq!(page.js(&format!("document.activeElement.matches('{FIELD}')")).await, true);
        page.wait_until("the suggestion to go", "!document.querySelector('dialog [role=option].word')").await;
    })
    .await;
}

async fn an_outage_is_said_in_it_too() {
    let site = leaves(Source::Whole, "/blog/").await;
    let page = site.open("/archive/").await;
    page.start_app().await;
    site.fault("/search/*.bin", Fault::Unreachable);
    open(&page).await;
    type_text(&page, "quinc").await;
    page.wait_until(
        "the outage",
        "document.querySelector('dialog .status')?.textContent.includes('no answer')",
    )
    .await;
}
