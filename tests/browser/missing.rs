//! A page where nothing is looks for the words of its address.

use crate::harness::{BASES, Fault, Source, leaves, promises, variant};

promises![
    a_dead_address_searches_its_own_words,
    so_does_one_that_the_app_was_led_to,
    what_is_typed_there_is_found_there,
    what_is_found_moves_nothing_that_was_there,
];

const FIELD: &str = ".missing input[name=q]";
const TITLES: &str =
    "[...document.querySelectorAll('.missing .hits h2')].map(title => title.textContent.trim())";

async fn a_dead_address_searches_its_own_words() {
    for source in Source::BOTH {
        for base in BASES {
            variant(format!("{source:?} under {base}"));
            let site = leaves(source, base).await;
            site.expect_failure("/2019/quinces-and-medlars.html");
            let page = site.open("/2019/quinces-and-medlars.html").await;
            page.wait_until(
                "the words in the field",
                &format!("document.querySelector('{FIELD}').value === '2019 quinces and medlars'"),
            )
            .await;
            page.start_app().await;
            page.wait_until("the post that was meant", &format!("{TITLES}[0] === 'Leaf 1'")).await;
            page.click(".missing .hits h2 a").await;
            page.wait_for("h1", "Leaf 1").await;
        }
    }
}

async fn so_does_one_that_the_app_was_led_to() {
    let site = leaves(Source::Whole, "/blog/").await;
    let page = site.open("/").await;
    page.start_app().await;
    let to = site.url("/lost/medlars/");
    page.run("return document.getElementById('quire').quire.go(arguments[0])", &[to.into()])
        .await
        .expect("it goes");
    page.wait_for("h1", "There is no such page").await;
    assert_eq!(page.js(&format!("document.querySelector('{FIELD}').value")).await, "lost medlars");
    page.wait_until("the post that was meant", &format!("{TITLES}[0] === 'Leaf 1'")).await;
}

async fn what_is_typed_there_is_found_there() {
    let site = leaves(Source::Requests, "/").await;
    site.expect_failure("/quin/");
    let page = site.open("/quin/").await;
    page.start_app().await;
    page.type_into(FIELD, "ces").await;
    page.wait_until("the post", &format!("{TITLES}[0] === 'Leaf 1'")).await;
    assert_eq!(page.place().await, "/quin/", "the address stays");
    page.type_into(FIELD, "\u{e007}").await;
    page.wait_for_place("/search/?q=quinces").await;
    page.wait_for(".results .status", "1 result").await;
}

/// A reader may be about to press one of the links.
async fn what_is_found_moves_nothing_that_was_there() {
    let site = leaves(Source::Requests, "/blog/").await;
    site.expect_failure("/quinces/");
    site.fault("*.wasm", Fault::Held);
    let page = site.open("/quinces/").await;
    page.wait_for_request("*.wasm").await;
    let places = "JSON.stringify([...document.querySelectorAll('.masthead a, .missing > *:not(.results), .ways a')] \
        .map(one => [one.getBoundingClientRect().x, one.getBoundingClientRect().y]))";
    let before = page.js(places).await;
    site.heal();
    page.wait_until("the post that was meant", &format!("{TITLES}[0] === 'Leaf 1'")).await;
    assert_eq!(page.js(places).await, before);
}
