//! Bundles that were written to do harm, and such as chance has written: nothing of them runs, and nothing is on the page
//! that the table of allowed HTML does not name.
//!
//! The attacks are those that `DOMPurify` is tested with; they are not in the project, and lie in the shared folder. No
//! policy is sent, so that it is the sanitiser alone that holds; and the same attacks as they are do run there.

mod chance;

use std::collections::BTreeMap;

use chance::chance;
use quire_bundle::allowed::{self, GLOBAL_ATTRIBUTES, LINK_SCHEMES, MEDIA_SCHEMES, WordList};
use serde_json::{Value, json};

use crate::harness::{
    Blog, Engine, Page, app_folder, attacks, copy_folder, engine, expect_console, new_folder, note, promises,
    serve,
};

promises! {
    in every engine:
    no_known_attack_does_anything,
    no_known_attack_does_anything_in_a_strangers_page,
    nothing_that_chance_writes_does_anything,
    bodies_that_are_too_long_or_too_deep_say_so,
    a_foreign_body_names_no_place_of_the_page,
    a_foreign_body_brings_its_pictures_and_no_frames,
}

const JUDGE: &str = include_str!("scripts/sanitise.js");
/// Posts for each script, so that none runs into the driver's deadline.
const BATCH: usize = 60;

/// A page of the app alone beside a feed of these bodies, each its own title and tag too.
async fn beside(bodies: &[String]) -> Page {
    beside_items(&everywhere(bodies)).await
}

/// Posts that have these bodies in each of their fields.
fn everywhere(bodies: &[String]) -> Value {
    let post = |(at, body): (usize, &String)| {
        json!({"id": at.to_string(), "url": format!("https://bad.example/p/{at}/"), "title": body, "tags": [body],
            "content_html": format!("<p>needle {at}</p>{body}"), "authors": [{"name": body}],
            "external_url": body, "_quire": {"edit_url": body}})
    };
    bodies.iter().enumerate().map(post).collect()
}

async fn beside_items(items: &Value) -> Page {
    let folder = new_folder();
    copy_folder(&app_folder(), &folder);
    let feed = json!({"title": "Bad", "home_page_url": "https://bad.example/", "items": items});
    std::fs::write(folder.join("bundle.json"), feed.to_string()).expect("the feed can be written");
    let site = serve(&folder, "/").await;
    site.set_policy("");
    site.expect_failure("*");
    // Browsers say much of such HTML while they parse it; a panic would end every promise here.
    expect_console("");
    let page = site.open("/").await;
    page.wait_for("h1", "Bad").await;
    judged(&page, "watch()").await;
    page
}

/// The value of an expression over what `scripts/sanitise.js` offers; `a` are the arguments.
async fn judged_with(page: &Page, expression: &str, arguments: &[Value]) -> Value {
    let script = format!("{JUDGE}\nreturn (async (a) => {{ return {expression}; }})(arguments)");
    page.run(&script, arguments).await.unwrap_or_else(|error| panic!("{expression}: {error}"))
}

async fn judged(page: &Page, expression: &str) -> Value {
    judged_with(page, expression, &[]).await
}

fn table() -> Value {
    let words = |list: WordList| list.iter().collect::<Vec<_>>();
    let mut spaces = [BTreeMap::new(), BTreeMap::new()];
    for name in allowed::names() {
        let entry = allowed::element(name).expect("it is in the table");
        spaces[usize::from(allowed::is_math(&entry))].insert(name, words(entry.attributes));
    }
    let [html, math] = spaces;
    json!({"html": html, "math": math, "all": words(GLOBAL_ATTRIBUTES), "links": words(LINK_SCHEMES),
        "media": words(MEDIA_SCHEMES)})
}

/// Goes to every post, has everything happen there, and gives the bodies as they have become.
async fn visit(page: &Page, count: usize) -> Vec<String> {
    let visit = "(async () => { const wrong = [], outputs = []; \
        for (let at = a[0]; at < a[1]; at += 1) { \
            await go(`#/p/${at}/`); \
            const leaf = document.querySelector('.leaf'), body = leaf.querySelector('.post > .body'); \
            if (location.hash !== `#/p/${at}/` || !body) wrong.push(`${at}: it is not shown`); \
            else { \
                outputs.push(body.innerHTML); \
                wrong.push(...judge(body, a[2]).map(one => `${at}: ${one}`), ...beside(leaf).map(one => `${at}: ${one}`)); \
                shake(body); shake(leaf.querySelector('.title')); \
            } \
        } \
        await fetch(location.pathname); \
        return {wrong, outputs, fired: window.fired}; })()";
    let mut bodies = Vec::new();
    for start in (0..count).step_by(BATCH) {
        let end = (start + BATCH).min(count);
        let found = judged_with(page, visit, &[start.into(), end.into(), table()]).await;
        assert_eq!(found["wrong"], json!([]), "posts {start} to {end}");
        assert_eq!(found["fired"], 0, "posts {start} to {end}: nothing runs");
        let outputs = found["outputs"].as_array().expect("a list of bodies");
        bodies.extend(outputs.iter().filter_map(Value::as_str).map(str::to_string));
    }
    assert_eq!(bodies.len(), count);
    bodies
}

/// Posts that are nothing but these bodies.
fn plain(bodies: &[String]) -> Value {
    let post = |(at, body): (usize, &String)| {
        let url = format!("https://bad.example/p/{at}/");
        json!({"id": at.to_string(), "url": url, "title": "x", "content_html": body})
    };
    bodies.iter().enumerate().map(post).collect()
}

/// What was cleaned is clean: written as HTML and cleaned again, it is the same, but for a few where an element has lost
/// its tags, so that list items stand in list items or links in links; no parser reads those so, and the second time is
/// the last. How many are not the same.
async fn unsettled(bodies: &[String]) -> usize {
    let first = cleaned_again(bodies).await;
    assert!(first.len() < 5, "they become others: {first:?}");
    let second = cleaned_again(&first).await;
    assert_eq!(second, Vec::<String>::new(), "they become others twice");
    first.len()
}

/// Those that become others, as they have become.
async fn cleaned_again(bodies: &[String]) -> Vec<String> {
    let page = beside_items(&plain(bodies)).await;
    let again = visit(&page, bodies.len()).await;
    bodies.iter().zip(again).filter(|(before, after)| *before != after).map(|(_, after)| after).collect()
}

async fn no_known_attack_does_anything() {
    let Some(attacks) = attacks() else { return };
    let page = beside(&attacks).await;
    let list = "beside(document.querySelector('.leaf'))";
    for path in ["#/tags/", "#/authors/", "#/archive/", "#/"] {
        judged_with(&page, "go(a[0])", &[path.into()]).await;
        assert_eq!(judged(&page, list).await, json!([]), "{path}");
        judged(&page, "shake(document.querySelector('.leaf'))").await;
    }
    let bodies = visit(&page, attacks.len()).await;
    excerpts(&page, attacks.len()).await;
    assert_eq!(judged(&page, "fetch(location.pathname).then(() => window.fired)").await, 0, "nothing runs");
    let other = unsettled(&bodies).await;
    // The detector is no decoration.
    let raw = "(() => { let count = 0; \
        for (const text of a[0]) { \
            const before = window.fired, place = document.createElement('div'); \
            document.body.append(place); place.innerHTML = text; shake(place); place.remove(); \
            count += window.fired > before; \
        } return count; })()";
    let fired = judged_with(&page, raw, &[json!(attacks)]).await.as_u64().unwrap_or_default();
    assert!(
        fired > 20,
        "of the attacks as they are only {fired} run, so nobody knows whether it would be seen"
    );
    note(format!(
        "{} attacks: 0 run, {other} are other ones when cleaned again; as they are, {fired} run",
        attacks.len()
    ));
}

/// The same in an element of a page that holds nothing back.
async fn no_known_attack_does_anything_in_a_strangers_page() {
    let Some(attacks) = attacks() else { return };
    let site = Blog::new().post("first.md", "+++\ntitle = \"First\"\n+++\nHello.").press().serve("/").await;
    site.set_policy("");
    site.expect_failure("*");
    expect_console("");
    let feed =
        json!({"title": "Bad", "home_page_url": "https://bad.example/", "items": everywhere(&attacks)});
    let host = "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Stranger</title>\
        <script type=\"module\" src=\"embed.js\"></script><h1>Stranger</h1><quire-blog src=\"bad.json\"></quire-blog>";
    std::fs::write(site.folder().join("bad.json"), feed.to_string()).expect("the feed can be written");
    std::fs::write(site.folder().join("host.html"), host).expect("the page can be written");
    let page = site.open("/host.html").await;
    page.wait_until("the element", "document.querySelector('quire-blog')?.dataset.state === 'ready'").await;
    judged(&page, "watch()").await;
    let visit = "(async () => { const wrong = []; \
        for (const view of ['latest', 'archive']) { await view_of(view, (leaf) => wrong.push(...beside(leaf))); } \
        for (let at = a[0]; at < a[1]; at += 1) { \
            await view_of(`post:/p/${at}/`, (leaf) => { \
                const body = leaf.querySelector('.post > .body'); \
                if (!body?.textContent.startsWith(`needle ${at}`)) wrong.push(`${at}: it is not shown`); \
                else wrong.push(...judge(body, a[2]).map(one => `${at}: ${one}`), ...beside(leaf).map(one => `${at}: ${one}`)); \
            }); \
        } \
        return {wrong, fired: window.fired}; })()";
    for start in (0..attacks.len()).step_by(BATCH) {
        let end = (start + BATCH).min(attacks.len());
        let found = judged_with(&page, visit, &[start.into(), end.into(), table()]).await;
        assert_eq!(found, json!({"wrong": [], "fired": 0}), "posts {start} to {end}");
    }
}

/// A search that finds all of them, with the passage of each.
async fn excerpts(page: &Page, count: usize) {
    judged(page, "go('#/search/?q=needle')").await;
    page.wait_for_any(".results .hits article").await;
    // One round after the other, as a click that comes too soon begins the round anew.
    let hits = "document.querySelectorAll('.results .hits article').length";
    for shown in (10..count).step_by(10) {
        page.wait_until_with("a round of results", &format!("{hits} >= a[0]"), &[shown.into()]).await;
        page.js("document.querySelector('.results .more').click()").await;
    }
    page.wait_until_with("all posts as results", &format!("{hits} === a[0]"), &[count.into()]).await;
    // Scrolled once: passages are looked for when the reader rests.
    page.js("scrollTo(0, document.body.scrollHeight)").await;
    let marked =
        "[...document.querySelectorAll('.results .hits article')].every(hit => hit.querySelector('mark'))";
    page.wait_until("a passage of each", marked).await;
    assert_eq!(judged(page, "beside(document.querySelector('.leaf'))").await, json!([]), "results");
    judged(page, "shake(document.querySelector('.results'))").await;
}

async fn nothing_that_chance_writes_does_anything() {
    let count = if engine() == Engine::Chromium { 300 } else { 100_u64 };
    let mut bodies: Vec<String> =
        (1..=count).map(|seed| chance(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15))).collect();
    // Where a form hides what its elements are, and where one language looks like another.
    bodies.extend(
        [
            "<form><input name=localName><input name=namespaceURI><input name=firstChild><img src=x onerror=alert(1)></form>",
            "<form id=f><input name=nextSibling><input name=nodeType></form><b onclick=alert(1)>b</b>",
            "<form><input name=attributes><input name=getAttributeNames><input name=getAttribute></form>",
            "<img name=body><img name=createElementNS><img name=defaultView>",
            "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
            "<svg><a xlink:href=javascript:alert(1)><circle r=9></a><script>alert(1)</script></svg>",
            "<math><a href=javascript:alert(1)>a</a><script>alert(1)</script></math>",
            "<svg><desc><mi>x</mi><math><p onclick=alert(1)>a</p></math></desc></svg>",
        ]
        .map(str::to_string),
    );
    let page = beside(&bodies).await;
    let cleaned = visit(&page, bodies.len()).await;
    let other = unsettled(&cleaned).await;
    note(format!("{} bodies by chance: 0 run, {other} are other ones when cleaned again", bodies.len()));
}

async fn bodies_that_are_too_long_or_too_deep_say_so() {
    let deep = |tag: &str| format!("<{tag}>").repeat(10_000) + "words";
    let bodies = [
        deep("div"),
        deep("x-card"),
        deep("blockquote"),
        "<b>x</b>".repeat(100_000),
        "<p>x</p>".repeat(40_000),
    ];
    let page = beside_items(&plain(&bodies)).await;
    for at in 0..bodies.len() {
        judged(&page, &format!("go('#/p/{at}/')")).await;
        let is_whole = at == 4;
        assert_eq!(page.count(".post > .body > .note:last-child").await, usize::from(!is_whole), "{at}");
        let nodes = page.js("document.querySelectorAll('.post > .body *').length").await;
        assert!(nodes.as_u64().is_some_and(|nodes| nodes > 0 && nodes <= 100_001), "{at}: {nodes} elements");
    }
    assert!(page.text(".post > .body").await.ends_with('x'), "a long book is all there");
}

async fn a_foreign_body_names_no_place_of_the_page() {
    let body = "<p><a href='#far'>Far</a> <a href='#user-content-near'>Near</a></p><p id=near>Near</p>"
        .to_string()
        + &"<p>Words.</p>".repeat(80)
        + "<h2 id=far>Far</h2><table><tr><th id='a b'>x</th><td headers='a b'>y</td></tr></table><p id=quire>z</p>";
    let page = beside_items(
        &json!([{"id": "0", "url": "https://bad.example/p/0/", "title": "x", "content_html": body,
        "_quire": {"headings": [[2, "far", "Far"], [2, "b", "B"], [2, "c", "C"]]}}]),
    )
    .await;
    judged(&page, "go('#/p/0/')").await;
    assert_eq!(page.count(".body [id]:not([id^=user-content-])").await, 0);
    assert_eq!(page.count(".body td[headers='user-content-a user-content-b']").await, 1);
    assert_eq!(page.count("[id=quire]").await, 1);
    for (link, place) in [
        (".body a[href='#user-content-far']", "user-content-far"),
        (".body a[href='#user-content-near']", "user-content-near"),
        (".toc a[href='#far']", "user-content-far"),
    ] {
        page.js_with("document.querySelector(a[0]).click()", &[link.into()]).await;
        let near = "Math.abs(document.getElementById(a[0]).getBoundingClientRect().top) < innerHeight";
        page.wait_until_with(&format!("{place} in view"), near, &[place.into()]).await;
        assert_eq!(page.place().await, "/#/p/0/");
    }
}

async fn a_foreign_body_brings_its_pictures_and_no_frames() {
    let body = "<img src=a.png srcset='a.png 1x,../b,c.png 2x, data:image/png,x 3x'><a href=/x rel=nofollow>x</a> \
        <p><iframe src='https://www.youtube.com/embed/abc_1?rel=0' title='A film' onload=alert(1)></iframe></p> \
        <iframe src='//player.vimeo.com/video/12'></iframe><iframe src='https://youtube.evil.example/embed/abc'></iframe> \
        <iframe src='javascript:alert(1)'></iframe><iframe srcdoc='<b>x</b>'></iframe><video src=v.mp4></video>";
    let page = beside_items(&plain(&[body.to_string()])).await;
    judged(&page, "go('#/p/0/')").await;
    let all = "[...document.querySelectorAll('.body :is(a, img, video, iframe)')].map(one => \
        one.getAttributeNames().sort().map(name => name + '=' + one.getAttribute(name)).join(' ') + '|' + one.textContent)";
    let closed = "referrerpolicy=no-referrer rel=noopener|";
    assert_eq!(
        page.js(all).await,
        json!([
            "alt= decoding=async loading=lazy referrerpolicy=no-referrer src=https://bad.example/p/0/a.png \
             srcset=https://bad.example/p/0/a.png 1x, https://bad.example/p/b,c.png 2x|",
            "href=https://bad.example/x referrerpolicy=no-referrer rel=nofollow noopener|x",
            format!("href=https://www.youtube.com/watch?v=abc_1 {closed}A film"),
            format!("href=https://vimeo.com/12 {closed}vimeo.com/12"),
            format!("href=https://youtube.evil.example/embed/abc {closed}youtube.evil.example/embed/abc"),
            "controls= src=https://bad.example/p/0/v.mp4|",
        ])
    );
    assert_eq!(page.count(".body .film > a").await, 2);
}
