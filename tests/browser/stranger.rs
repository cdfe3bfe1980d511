//! Pages that are somebody else's, with more on them than a blog: styles and policies that are against it, a router of their
//! own, a second blog. Neither takes anything from the other.

use serde_json::{Value, json};

use crate::embed::{LATEST, WHOLE, blog, blog_called, click, host, host_with, inside, ready, wait_inside};
use crate::harness::{expect_console, new_folder, promises, serve};

promises! {
    in every engine:
    a_hostile_style_does_not_come_in,
    a_strict_policy_is_enough,
    a_feed_of_another_origin_is_a_blog_where_it_may_be_read,
    a_frame_shows_it_where_scripts_may_not,
    two_copies_of_the_script_are_one,
    a_router_on_the_document_and_the_blog_leave_each_other_alone,
    two_blogs_on_a_page_know_nothing_of_each_other,
}

async fn a_hostile_style_does_not_come_in() {
    let blog = blog().await;
    let style = "<style>* { all: unset !important } a, p, h2 { color: red !important; display: none !important }</style>";
    let page = host(&blog, &format!("{style}<div dir=\"rtl\" style=\"width: 200px\">{WHOLE}</div>")).await;
    ready(&page).await;
    let shown = "[s.host, s.querySelector('.quire'), s.querySelector('.card h2 a')].map(one => getComputedStyle(one).display !== 'none' && one.getBoundingClientRect().height > 0)";
    assert_eq!(inside(&page, shown).await, json!([true, true, true]));
    assert_ne!(
        inside(&page, "getComputedStyle(s.querySelector('.card h2 a')).color").await,
        "rgb(255, 0, 0)"
    );
    let narrow = host(&blog, &format!("<div dir=\"rtl\" style=\"width: 200px\">{WHOLE}</div>")).await;
    ready(&narrow).await;
    assert_eq!(
        inside(&narrow, "[s.host.scrollWidth <= 200, getComputedStyle(s.querySelector('.leaf')).direction]")
            .await,
        json!([true, "ltr"])
    );
}

async fn a_strict_policy_is_enough() {
    let blog = blog().await;
    let origin = blog.url("/");
    let origin = origin.trim_end_matches('/');
    let policy = format!(
        "default-src 'none'; script-src {origin} 'wasm-unsafe-eval'; connect-src {origin}; img-src {origin}"
    );
    let page = host_with(&blog, &policy, WHOLE).await;
    ready(&page).await;
    assert_ne!(inside(&page, "getComputedStyle(s.querySelector('.quire')).fontFamily").await, "");
    assert_eq!(inside(&page, "s.adoptedStyleSheets.length").await, 1);
    // Without WebAssembly what stood there stands there.
    expect_console("WebAssembly");
    expect_console("Content Security Policy");
    expect_console("wasm-eval");
    let page = host_with(&blog, &policy.replace(" 'wasm-unsafe-eval'", ""), WHOLE).await;
    let failed = "document.querySelector('quire-blog')?.dataset.state === 'failed'";
    page.wait_until("the sentence", failed).await;
    assert_eq!(inside(&page, "s.querySelector('slot').hidden").await, false);
    let said = inside(&page, "s.querySelector('.notice').textContent").await;
    assert!(said.as_str().is_some_and(|said| said.contains("WebAssembly")), "{said}");
}

const FEED: &str = r#"{"version": "https://jsonfeed.org/version/1.1", "title": "Elsewhere", "items": [
    {"id": "1", "url": "https://elsewhere.example/first", "title": "First", "content_html": "<p>Some words.</p>"}]}"#;

async fn a_feed_of_another_origin_is_a_blog_where_it_may_be_read() {
    let blog = blog().await;
    let folder = new_folder();
    std::fs::create_dir_all(&folder).expect("a folder");
    std::fs::write(folder.join("feed.json"), FEED).expect("a feed");
    let elsewhere = serve(&folder, "/").await;
    let body =
        format!("<quire-blog src=\"{}\" view=\"latest\">There</quire-blog>", elsewhere.url("/feed.json"));
    for line in ["CORS", "there was no answer", "net::ERR", "Quire (cors)", "Quire (network)"] {
        expect_console(line);
    }
    let page = host(&blog, &body).await;
    let failed = "document.querySelector('quire-blog')?.dataset.state === 'failed'";
    page.wait_until("the refusal", failed).await;
    let said = inside(&page, "s.querySelector('.notice').textContent").await;
    assert!(said.as_str().is_some_and(|said| said.contains("feed.json")), "{said}");
    elsewhere.share();
    let page = host(&blog, &body).await;
    ready(&page).await;
    click(&page, "First").await;
    wait_inside(&page, "the item", "s.querySelector('.body p')?.textContent === 'Some words.'").await;
}

async fn a_frame_shows_it_where_scripts_may_not() {
    let blog = blog().await;
    let origin = blog.url("/");
    let origin = origin.trim_end_matches('/');
    let body = "<iframe data-quire title=\"Quinces\" src=\"{blog}embed/?view=latest&limit=2\"></iframe>";
    let policy = format!(
        "default-src 'none'; script-src {origin}; frame-src {origin}; require-trusted-types-for 'script'; trusted-types 'none'"
    );
    let page = host_with(&blog, &policy, body).await;
    // The frame says how high it is, and no other window can. With a list in it, it is higher than by itself.
    page.wait_until("its height", "parseInt(document.querySelector('iframe').style.height) > 300").await;
    // What the blog tells comes as a message.
    let told = "return new Promise(done => { \
        addEventListener('message', ({data}) => data.quire === 'quire-ready' && done(data.detail.path)); \
        document.querySelector('iframe').src += '&theme=dark' })";
    assert_eq!(page.run(told, &[]).await, Ok(json!("")));
    page.wait_until("its height", "parseInt(document.querySelector('iframe').style.height) > 300").await;
    page.run("postMessage({quireHeight: 7}, '*')", &[]).await.expect("a stranger speaks");
    page.run(
        "return new Promise(done => { addEventListener('message', () => done(1)); postMessage('x', '*') })",
        &[],
    )
    .await
    .expect("it was heard");
    assert_ne!(page.js("document.querySelector('iframe').style.height").await, "7px");
    // What is not of this site is not shown in its name.
    expect_console("does not know what to show");
    let foreign = blog.open("/embed/?src=https://elsewhere.example/feed.json").await;
    wait_inside(&foreign, "the refusal", "s.querySelector('.notice')?.textContent.includes('src=')").await;
}

async fn two_copies_of_the_script_are_one() {
    expect_console("is there already");
    let blog = blog().await;
    let pinned = std::fs::read_to_string(blog.folder().join("embed.json")).expect("the pinned name");
    let pinned: Value = serde_json::from_str(&pinned).expect("JSON");
    let name = pinned["src"].as_str().and_then(|src| src.rsplit('/').next()).expect("a name").to_owned();
    let integrity = pinned["integrity"].as_str().expect("its integrity");
    let second = format!(
        "<script type=\"module\" crossorigin integrity=\"{integrity}\" src=\"{{blog}}{name}\"></script>{LATEST}"
    );
    let page = host(&blog, &second).await;
    ready(&page).await;
    assert_eq!(blog.requests("/site.json"), 1);
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
