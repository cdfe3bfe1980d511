//! A footnote shows beside its reference, and goes away again; without the script the reference leads to it.

use crate::aids::{ENTER, ESCAPE, TAB, focus, read_as_usual};
use crate::harness::{Page, promises};

promises![
    a_footnote_shows_in_its_place,
    a_footnote_is_read_by_keyboard,
    the_keyboard_goes_on_from_a_footnote,
    a_second_click_closes_a_footnote,
    without_scripts_a_reference_leads_to_its_note,
];

const GONE: &str = "!document.querySelector('.footnote-box')";

async fn a_footnote_shows_in_its_place() {
    read_as_usual(async |page: Page| {
        for width in [320, 1280] {
            page.resize(width, 800).await;
            page.scroll_to(0.0).await;
            page.click("#fnref-1 a").await;
            page.wait_for(".footnote-box:popover-open", "It softens when cooked.").await;
            assert_eq!(page.count(".footnote-box [id], .footnote-box .footnote-back").await, 0);
            assert_eq!(page.place().await, "/quinces/", "the reader has gone nowhere");
            assert_eq!(page.scroll().await, 0);
            let near = "(([note, at]) => Math.abs(note.top - at.bottom) < 20 && note.left >= 0 && note.right <= innerWidth)( \
                [document.querySelector('.footnote-box'), document.querySelector('#fnref-1')].map(one => one.getBoundingClientRect()))";
            assert_eq!(page.js(near).await, true, "it is beside its reference at {width}");
            page.click("h1").await;
            page.wait_until("the note to go", GONE).await;
        }
    })
    .await;
}

async fn a_footnote_is_read_by_keyboard() {
    read_as_usual(async |page: Page| {
        focus(&page, "#fnref-1 a").await;
        page.press(ENTER).await;
        page.wait_until("the focus", "document.activeElement.matches('.footnote-box:popover-open')").await;
        assert_eq!(
            page.js("[document.activeElement.role, document.activeElement.ariaLabel].join()").await,
            "note,Footnote 1"
        );
        page.press(ESCAPE).await;
        page.wait_until("the note to go", GONE).await;
        assert_eq!(page.js("document.activeElement.matches('#fnref-1 a')").await, true, "the focus is back");
    })
    .await;
}

async fn the_keyboard_goes_on_from_a_footnote() {
    read_as_usual(async |page: Page| {
        focus(&page, "#fnref-1 a").await;
        page.press(ENTER).await;
        page.wait_until("the focus", "document.activeElement.matches('.footnote-box')").await;
        page.press(TAB).await;
        page.wait_until("the link of the note", "document.activeElement.matches('.footnote-box a')").await;
        page.press(TAB).await;
        page.wait_until("the note to go", GONE).await;
        assert_eq!(
            page.js("document.activeElement.matches('#fnref-2 a')").await,
            true,
            "the next thing on the page"
        );
    })
    .await;
}

async fn a_second_click_closes_a_footnote() {
    read_as_usual(async |page: Page| {
        for _ in 0..2 {
            page.click("#fnref-2 a").await;
            page.wait_for(".footnote-box:popover-open", "Two hours.").await;
            page.js("addEventListener('click', () => window.clicked = true, {once: true}), window.clicked = false").await;
            page.click("#fnref-2 a").await;
            page.wait_until("the note to go", &format!("window.clicked && {GONE}")).await;
        }
    })
    .await;
}

async fn without_scripts_a_reference_leads_to_its_note() {
    let site = crate::aids::blog("").press().serve("/").await;
    let page = site.page().await;
    page.without_scripts().await;
    page.go_to("/quinces/").await;
    page.click("#fnref-1 a").await;
    page.wait_for_place("/quinces/#fn-1").await;
}
