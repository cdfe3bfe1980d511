//! Pages that are somebody else's, with more on them than a blog: a router of their own, a second blog. Neither takes
//! anything from the other.

use serde_json::json;

use crate::embed::{WHOLE, blog, blog_called, click, host, inside, ready, wait_inside};
use crate::harness::promises;

promises! {
    in every engine:
    a_router_on_the_document_and_the_blog_leave_each_other_alone,
    two_blogs_on_a_page_know_nothing_of_each_other,
}

/// As page.js and its like do it: they look for a link in all that the click went through, and leave what is taken.
const ROUTER: &str = "<a id=\"about\" href=\"/about\">About</a><script>\
    window.routed = []; \
    document.addEventListener('click', (event) => { \
        const link = event.composedPath().find((one) => one.localName === 'a'); \
        if (!link || event.defaultPrevented) return; \
        event.preventDefault(); routed.push(link.getAttribute('href')); history.pushState(7, '', link.href); \
    });</script>";

async fn a_router_on_the_document_and_the_blog_leave_each_other_alone() {
    let blog = blog().await;
    let page = host(&blog, &format!("{ROUTER}{WHOLE}")).await;
    ready(&page).await;
    click(&page, "Quince 12").await;
    wait_inside(&page, "the post", "s.querySelector('h1')?.textContent === 'Quince 12'").await;
    assert_eq!(page.js("[window.routed, history.state, location.pathname]").await, json!([[], null, "/"]));
    page.js("document.getElementById('about').click()").await;
    assert_eq!(
        page.js("[window.routed, history.state, location.pathname]").await,
        json!([["/about"], 7, "/about"])
    );
    assert_eq!(inside(&page, "s.querySelector('h1').textContent").await, "Quince 12", "the blog stays");
    // It goes on where it was, though the address of the page is another one.
    click(&page, "Another").await;
    wait_inside(&page, "the next post", "s.querySelector('h1')?.textContent === 'Quince 1'").await;
    page.js("history.back()").await;
    page.wait_until("the way back of the page", "location.pathname === '/'").await;
    assert_eq!(inside(&page, "s.querySelector('h1').textContent").await, "Quince 1");
}

async fn two_blogs_on_a_page_know_nothing_of_each_other() {
    let (one, other) = (blog().await, blog_called("Medlar").await);
    let second = format!("<quire-blog id=\"other\" src=\"{}\"></quire-blog>", other.url("/bundle.json"));
    let page = host(&one, &format!("{WHOLE}{second}")).await;
    let both = "[...document.querySelectorAll('quire-blog')].every(one => one.dataset.state === 'ready')";
    page.wait_until("both blogs", both).await;
    let heads = "[...document.querySelectorAll('quire-blog')].map(one => one.shadowRoot.querySelector('.card h2 a').textContent.trim())";
    assert_eq!(page.js(heads).await, json!(["Quince 12", "Medlar 12"]));
    click(&page, "Quince 12").await;
    wait_inside(&page, "the post", "s.querySelector('h1')?.textContent === 'Quince 12'").await;
    let of_the_other = "document.getElementById('other').shadowRoot";
    let cards = page.js(&format!("{of_the_other}.querySelectorAll('.card').length")).await;
    assert!(cards.as_u64().is_some_and(|cards| cards > 1), "the other shows its list: {cards}");
    page.js(&format!(
        "[...{of_the_other}.querySelectorAll('a')].find(a => a.textContent.trim() === 'Medlar 12').click()"
    ))
    .await;
    page.wait_until(
        "the other's post",
        &format!("{of_the_other}.querySelector('h1')?.textContent === 'Medlar 12'"),
    )
    .await;
    assert_eq!(inside(&page, "s.querySelector('h1').textContent").await, "Quince 12");
}
