//! A picture that is larger than it is shown opens large; a film plays in its place where its author lets it, and is a link
//! where not.

use serde_json::json;

use crate::aids::{ENTER, ESCAPE, TAB, blog, focus, read, read_as_usual};
use crate::harness::{Page, expect_console, promises};

promises![
    a_picture_opens_large,
    a_picture_is_opened_by_keyboard,
    a_film_is_a_link_that_loads_nothing,
    a_film_plays_in_its_place_where_its_author_lets_it,
];

const PICTURE: &str = ".body img[alt='A quince']";
const OPEN: &str = "document.querySelector('dialog.zoom[open] img')?.complete";

async fn a_picture_opens_large() {
    read_as_usual(async |page: Page| {
        page.hover(PICTURE).await;
        page.click(PICTURE).await;
        page.wait_until("the picture", OPEN).await;
        let shown = "(picture => [picture.src.split('/').pop(), picture.alt, picture.naturalWidth])(document.querySelector('.zoom img'))";
        assert_eq!(page.js(shown).await, json!(["large.svg", "A quince", 1600]));
        assert_eq!(page.js("document.querySelector('.zoom').ariaLabel").await, "A quince");
        let fits = "(box => box.width > 900 && box.right <= innerWidth && box.bottom <= innerHeight)(document.querySelector('.zoom img').getBoundingClientRect())";
        assert_eq!(page.js(fits).await, true);
        page.click(".zoom button").await;
        page.wait_until("it to close", "!document.querySelector('.zoom')").await;
        page.click(".body img[alt='A leaf']").await;
        assert_eq!(page.count(".zoom").await, 0, "it is as large as it is shown");
    })
    .await;
}

async fn a_picture_is_opened_by_keyboard() {
    read_as_usual(async |page: Page| {
        page.press(TAB).await;
        assert_eq!(page.count(".body img[role=button]").await, 1, "only the one that is larger");
        for key in [ENTER, " "] {
            focus(&page, PICTURE).await;
            page.press(key).await;
            page.wait_until("the picture", OPEN).await;
            page.press(ESCAPE).await;
            page.wait_until("it to close", "!document.querySelector('.zoom')").await;
            assert_eq!(page.js("document.activeElement.alt").await, "A quince", "the focus is back");
        }
    })
    .await;
}

/// Whether a click on the film was taken from the browser; the browser does not follow it here.
const CLICK: &str = "return new Promise(done => { \
    addEventListener('click', event => { done(event.defaultPrevented); event.preventDefault(); }, {once: true}); \
    document.querySelector('.film a').click(); })";

async fn a_film_is_a_link_that_loads_nothing() {
    read_as_usual(async |page: Page| {
        let link = "(link => [link.href, link.textContent])(document.querySelector('.film a'))";
        assert_eq!(page.js(link).await, json!(["https://www.youtube.com/watch?v=abc", "Quinces in autumn"]));
        let shape = "(box => Math.round(100 * box.width / box.height))(document.querySelector('.film a').getBoundingClientRect())";
        assert_eq!(page.js(shape).await, 178, "as wide and high as the film will be");
        let elsewhere = "performance.getEntriesByType('resource').filter(one => !one.name.startsWith(location.origin)).length";
        assert_eq!(page.js(elsewhere).await, 0);
        assert_eq!(page.run(CLICK, &[]).await, Ok(json!(false)), "the link leads to the film");
        assert_eq!(page.count("iframe").await, 0);
    })
    .await;
}

async fn a_film_plays_in_its_place_where_its_author_lets_it() {
    // Nobody answers there.
    expect_console("net::ERR_NAME_NOT_RESOLVED");
    let config = "[policy]\nframe = [\"https://www.youtube-nocookie.com\"]\n";
    read(&blog(config).press().serve("/blog/").await, async |page: Page| {
        assert_eq!(page.run(CLICK, &[]).await, Ok(json!(true)), "the click is taken");
        page.wait_for_any(".film iframe").await;
        let frame = "(frame => [frame.src, frame.title, frame === document.activeElement])(document.querySelector('.film iframe'))";
        let player = "https://www.youtube-nocookie.com/embed/abc?autoplay=1";
        assert_eq!(page.js(frame).await, json!([player, "Quinces in autumn", true]));
        let shape = "(box => Math.round(100 * box.width / box.height))(document.querySelector('.film iframe').getBoundingClientRect())";
        assert_eq!(page.js(shape).await, 178);
        assert_eq!(page.place().await, "/quinces/");
    })
    .await;
}
