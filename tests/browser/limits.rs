//! How much of a blog is read and drawn before the app stops: what a reader is asked, and what an element can say of it.

use serde_json::json;

use crate::bad_bundle::{expect_all, feed, shell, wait_for_state};
use crate::embed::{blog, host, inside, ready, wait_inside};
use crate::harness::{Fault, Site, promises, variant};

promises! {
    a_large_bundle_is_asked_for,
    an_element_says_how_much_is_read_and_drawn,
    an_element_of_a_strangers_page_says_it_too,
}

/// A feed, and white space up to so many bytes.
fn padded(bytes: usize) -> String {
    let feed = feed();
    let room = bytes - feed.len();
    feed + &" ".repeat(room)
}

async fn a_large_bundle_is_asked_for() {
    expect_all();
    for fault in [Fault::Replaced(padded(50_000_000)), Fault::Unsized(padded(50_000_000))] {
        let says = matches!(fault, Fault::Replaced(_));
        variant(format!("the host says how long it is: {says}"));
        let site = shell(&feed()).await;
        site.fault("/bundle.json", fault);
        let page = site.open("/").await;
        wait_for_state(&page, "too-large").await;
        let said = page.text(".notice p").await;
        let told = if says { "large: 50 MB" } else { "large: 2" };
        assert!(said.contains(told), "{said}");
        assert!(page.text(".notice").await.contains("Load it"));
        page.click(".notice a.again").await;
        page.wait_for("h1", "Elsewhere").await;
    }
}

/// The shell beside a feed of three items, with these attributes.
async fn limited(attributes: &str) -> Site {
    let item = |number: u32, html: &str| json!({"id": format!("post-{number}"), "title": format!("Post {number}"), "content_html": html});
    let feed = json!({"title": "Limited", "items": [
        item(1, "<p>Quince.</p>"), item(2, "<p>Medlar.</p>"), item(3, "<div><div><p>Deep</p></div></div><p>Far</p>")]});
    let site = shell(&feed.to_string()).await;
    let file = site.folder().join("index.html");
    let page = std::fs::read_to_string(&file).expect("the shell");
    let limited = page.replace("<div id=\"quire\"", &format!("<div id=\"quire\" {attributes}"));
    assert_ne!(limited, page, "the shell has the element");
    std::fs::write(&file, limited).expect("the shell");
    site
}

async fn an_element_says_how_much_is_read_and_drawn() {
    expect_all();
    variant("bytes".into());
    let page = limited("data-most-bytes=\"200\"").await.open("/").await;
    wait_for_state(&page, "too-large").await;
    page.click(".notice a.again").await;
    page.wait_for("h1", "Limited").await;
    variant("items".into());
    let page = limited("data-most-items=\"2\"").await.open("/").await;
    page.wait_for(".notice p", "1 of this blog’s posts could not be read.").await;
    assert_eq!(page.count("main article.card").await, 2);
    let cut = "The rest is left out here: it is too long, or lies too deep.";
    for (attribute, body) in [
        ("", "DeepFar".to_string()),
        ("data-most-depth=\"2\"", format!("Far{cut}")),
        ("data-most-nodes=\"4\"", format!("Deep{cut}")),
    ] {
        variant(attribute.into());
        let page = limited(attribute).await.open("/#/posts/post-3/").await;
        page.wait_for("h1", "Post 3").await;
        assert_eq!(page.text(".post > .body").await, body);
    }
    for (attribute, found) in [("", "Nothing was found."), ("data-most-words=\"1\"", "1 result")] {
        variant(attribute.into());
        let page = limited(attribute).await.open("/#/search/?q=quince+-quince").await;
        page.wait_for(".results .status", found).await;
    }
}

async fn an_element_of_a_strangers_page_says_it_too() {
    expect_all();
    let blog = blog().await;
    let body = "<quire-blog src=\"{blog}bundle.json\" view=\"post:/quince-3/\" most-nodes=\"1\" most-items=\"1\"></quire-blog>";
    // A blog that was pressed is whole, however many items a feed from elsewhere may have.
    let page = host(&blog, body).await;
    ready(&page).await;
    wait_inside(&page, "the note", "s.querySelector('.body > .note') !== null").await;
    assert_eq!(inside(&page, "s.querySelectorAll('.body > *').length").await, 2, "one node, and the note");
}
