//! The search page before anybody has asked, and when nobody can be asked.

use crate::harness::{BASES, Fault, Source, expect_console, leaves, promises};
use crate::search::{open_search, wait_for_status};

promises![
    the_search_page_is_whole_before_anybody_asks,
    without_the_app_a_question_is_not_left_without_a_word,
];

/// What is said where search cannot answer.
const NEEDS: &str =
    "Search runs in your browser and needs JavaScript and WebAssembly. The archive lists every post.";

/// What stands below the form, without what only goes with a question, and without the words of posts further down.
const BELOW: &str = "(() => { const found = document.querySelector('.results .found').cloneNode(true); \
    found.querySelector('.hits > .more')?.remove(); \
    [...found.querySelectorAll('.summary')].slice(1).forEach(summary => summary.replaceChildren()); return found.innerHTML.replaceAll('<!---->', ''); })()";

async fn the_search_page_is_whole_before_anybody_asks() {
    for source in Source::BOTH {
        for base in BASES {
            let site = leaves(source, base).await;
            let page = site.open("/search/").await;
            page.wait_for_app().await;
            // Nobody has asked, so nothing of the index has been brought, and the first paint is what stays.
            assert_eq!(page.count(".results .found.unasked").await, 1);
            assert_eq!(page.count(".results .hits article.card").await, 10);
            let pressed = page.js(BELOW).await;
            // The same as the app finds.
            page.click_link("Archive").await;
            page.wait_for("h1", "Archive").await;
            open_search(&page).await;
            page.wait_until("filters", "document.querySelector('.filters li')").await;
            page.wait_until("a summary", "document.querySelector('.hits .summary').textContent").await;
            assert_eq!(page.js(BELOW).await, pressed);

            // A filter of it is chosen with the keyboard: the answer comes, and the focus stays.
            page.resize(1280, 900).await;
            page.go_to("/search/").await;
            page.wait_until("a place for answers", "document.querySelector('.unasked + .found')").await;
            page.run("document.querySelector('.unasked .filters li a').focus()", &[])
                .await
                .expect("it can have the focus");
            page.press("\u{e007}").await;
            page.wait_until(
                "the focus on the chosen filter",
                "!document.querySelector('.unasked') \
                    && document.activeElement.getAttribute('aria-current') === 'true'",
            )
            .await;
            // Asked for by its address, no other posts are ever on the page.
            page.go_to("/search/?q=quinc").await;
            assert_eq!(page.count(".unasked").await, 0);
            wait_for_status(&page, "1 result").await;
        }
    }
}

async fn without_the_app_a_question_is_not_left_without_a_word() {
    expect_console("Quire's app did not load");
    let site = leaves(Source::Whole, "/blog/").await;
    site.fault("*.wasm", Fault::Missing);
    let page = site.open("/search/?q=quinc").await;
    page.wait_for("main p", NEEDS).await;
    assert_eq!(page.count(".hits").await, 0, "what was not asked for is no answer");
    // Without a question the posts stay.
    page.go_to("/search/").await;
    page.wait_for("main p", NEEDS).await;
    assert_eq!(page.count(".unasked .hits article").await, 10);
}
