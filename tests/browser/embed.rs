//! A blog in somebody else's page: it shows what its element asks for, fits in, and leaves the page alone.

use serde_json::{Value, json};

use crate::harness::{Blog, Fault, Page, Site, expect_console, new_folder, note, promises, serve};

promises! {
    in every engine:
    the_latest_posts_stand_in_a_strangers_page,
    nothing_is_brought_before_it_is_nearly_in_view,
    links_open_inside_and_leave_the_page_alone,
    links_open_on_the_blog_where_that_is_asked,
    the_hash_holds_the_route_where_that_is_asked,
    a_page_hears_what_happens_and_can_forbid_it,
    attributes_change_while_it_is_shown,
    an_element_can_be_moved_removed_and_put_back,
    twenty_elements_bring_the_blog_once,
    what_fails_leaves_the_fallback,
    a_mistake_is_named,
    an_app_that_breaks_gives_the_page_back;
    in chromium:
    mounting_again_costs_no_memory,
}

const POSTS: usize = 12;

/// A pressed blog on a host that lets others read its files.
pub(crate) async fn blog() -> Site {
    blog_called("Quince").await
}

/// One whose posts have this in their titles.
pub(crate) async fn blog_called(name: &str) -> Site {
    let lower = name.to_lowercase();
    let config = format!("title = \"{name}s\"\nbase_url = \"https://{lower}s.example/\"\n");
    let mut blog = Blog::new().config(&config);
    for number in 1..=POSTS {
        let tag = if number % 2 == 0 { "even" } else { "odd" };
        let text = format!(
            "---\ntitle: {name} {number}\ndate: 2024-03-{number:02}\ntags: [{tag}]\n---\n\
             Words about {lower} {number}.\n\n## Far down\n\n[Another]({lower}-1.md)\n"
        );
        blog = blog.post(&format!("{lower}-{number}.md"), &text);
    }
    let site = blog.press().serve("/").await;
    site.share();
    site
}

/// A stranger's page with this in its body, on an origin of its own; `{blog}` is the address of the blog.
pub(crate) async fn host(blog: &Site, body: &str) -> Page {
    host_with(blog, "", body).await
}

pub(crate) async fn host_with(blog: &Site, policy: &str, body: &str) -> Page {
    let folder = new_folder();
    std::fs::create_dir_all(&folder).expect("a folder");
    let html = format!(
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Stranger</title>\
         <script type=\"module\" src=\"{{blog}}embed.js\"></script>\n<body>{body}</body></html>"
    );
    std::fs::write(folder.join("index.html"), html.replace("{blog}", &blog.url("/"))).expect("a page");
    let site = serve(&folder, "/").await;
    site.set_policy(policy);
    site.open("/").await
}

pub(crate) const LATEST: &str = "<quire-blog src=\"{blog}bundle.json\" view=\"latest\" limit=\"3\">\
    <a href=\"{blog}\">The blog</a></quire-blog>";
pub(crate) const WHOLE: &str =
    "<quire-blog src=\"{blog}bundle.json\"><a href=\"{blog}\">The blog</a></quire-blog>";

/// An expression over the shadow root of the first element, as `s`.
pub(crate) async fn inside(page: &Page, expression: &str) -> Value {
    page.js(&format!("(s => {expression})(document.querySelector('quire-blog').shadowRoot)")).await
}

pub(crate) async fn wait_inside(page: &Page, what: &str, expression: &str) {
    let script = format!("(s => {expression})(document.querySelector('quire-blog').shadowRoot)");
    page.wait_until(what, &script).await;
}

pub(crate) async fn ready(page: &Page) {
    let ready = "document.querySelector('quire-blog')?.dataset.state === 'ready'";
    page.wait_until("the element to be ready", ready).await;
}

/// Clicks the first link in the element whose text begins so.
pub(crate) async fn click(page: &Page, text: &str) {
    let click = "(s => [...s.querySelectorAll('a')].find(a => a.textContent.trim().startsWith(a_)).click())";
    let script = click.replace("a_", &json!(text).to_string());
    page.run(&format!("{script}(document.querySelector('quire-blog').shadowRoot)"), &[])
        .await
        .unwrap_or_else(|error| panic!("{text}: {error}"));
}

async fn the_latest_posts_stand_in_a_strangers_page() {
    let blog = blog().await;
    let page = host(&blog, LATEST).await;
    ready(&page).await;
    let titles = "[...s.querySelectorAll('.card h2, .card h3')].map(one => one.textContent.trim())";
    assert_eq!(inside(&page, titles).await, json!(["Quince 12", "Quince 11", "Quince 10"]));
    assert_eq!(inside(&page, "s.querySelector('slot').hidden").await, true, "the fallback has gone");
    assert_eq!(inside(&page, "s.querySelectorAll('.masthead, .footer, .pager, main').length").await, 0);
    assert_eq!(inside(&page, "s.querySelector('.card').part.value").await, "card");
    assert_eq!(
        inside(&page, "[s.querySelector('.quire').lang, s.querySelector('.quire').dir]").await,
        json!(["en", "ltr"])
    );
    assert_eq!(page.title().await, "Stranger");
    // No name of the blog's lands in the page.
    assert_eq!(
        page.js("[typeof content, document.adoptedStyleSheets.length]").await,
        json!(["undefined", 0])
    );
}

async fn nothing_is_brought_before_it_is_nearly_in_view() {
    let blog = blog().await;
    let page = host(&blog, &format!("<div style=\"height: 5000px\"></div>{LATEST}")).await;
    page.wait_until("the script", "customElements.get('quire-blog') !== undefined").await;
    assert_eq!(blog.log().iter().map(|request| request.path.clone()).collect::<Vec<_>>(), ["/embed.js"]);
    let length = std::fs::metadata(blog.folder().join("embed.js")).expect("the script").len();
    note(format!("embed.js: {length} bytes before compression"));
    page.run("document.querySelector('quire-blog').scrollIntoView()", &[]).await.expect("it scrolls");
    ready(&page).await;
}

async fn links_open_inside_and_leave_the_page_alone() {
    let blog = blog().await;
    let page =
        host(&blog, &format!("<p id=\"top\">Before</p>{WHOLE}<div style=\"height: 3000px\"></div>")).await;
    ready(&page).await;
    let before = page.js("[location.href, history.length, history.state, document.title]").await;
    click(&page, "Quince 12").await;
    wait_inside(&page, "the post", "s.querySelector('h1')?.textContent === 'Quince 12'").await;
    assert_eq!(inside(&page, "s.activeElement?.localName").await, "h1", "the focus is where one reads on");
    assert_eq!(inside(&page, "s.querySelector('.announcer').textContent").await, "Quince 12");
    click(&page, "Search").await;
    wait_inside(&page, "the search", "s.querySelector('[name=q]') !== null").await;
    let ask = "const field = document.querySelector('quire-blog').shadowRoot.querySelector('[name=q]'); \
        field.value = 'quince 7'; field.dispatchEvent(new InputEvent('input', {bubbles: true}))";
    page.run(ask, &[]).await.expect("it is typed");
    wait_inside(&page, "the answer", "s.querySelector('.results article')?.textContent.includes('Quince 7')")
        .await;
    assert_eq!(page.js("[location.href, history.length, history.state, document.title]").await, before);
    assert_eq!(page.js("document.documentElement.dataset.theme ?? null").await, Value::Null);
}

async fn links_open_on_the_blog_where_that_is_asked() {
    let blog = blog().await;
    let page = host(&blog, &LATEST.replace("limit", "links=\"site\" limit")).await;
    ready(&page).await;
    click(&page, "Quince 12").await;
    let there = format!("location.href === {}", json!(blog.url("/quince-12/")));
    page.wait_until("the blog's own page", &there).await;
}

async fn the_hash_holds_the_route_where_that_is_asked() {
    let blog = blog().await;
    let page = host(&blog, &WHOLE.replace("src=", "routing=\"hash\" src=")).await;
    ready(&page).await;
    click(&page, "Quince 12").await;
    page.wait_for_place("/#/quince-12/").await;
    wait_inside(&page, "the post", "s.querySelector('h1')?.textContent === 'Quince 12'").await;
    // What a link or a picture names is the blog's own, wherever it is shown.
    let link = inside(&page, "s.querySelector('.name').href").await;
    assert_eq!(link, json!(blog.url("/")));
    page.back().await;
    wait_inside(&page, "the list", "s.querySelector('h1')?.textContent === 'Quinces'").await;
    let page = page.site.open("/#/quince-3/").await;
    ready(&page).await;
    assert_eq!(inside(&page, "s.querySelector('h1').textContent").await, "Quince 3");
}

async fn a_page_hears_what_happens_and_can_forbid_it() {
    let blog = blog().await;
    let page = host(&blog, LATEST).await;
    let hear = "window.heard = []; \
        for (const name of ['quire-ready', 'quire-navigate']) document.addEventListener(name, event => { \
            heard.push([name, event.target.localName, event.detail.path]); \
            if (window.forbidden) event.preventDefault() })";
    page.run(hear, &[]).await.expect("it listens");
    ready(&page).await;
    page.run("window.forbidden = true", &[]).await.expect("it forbids");
    click(&page, "Quince 11").await;
    page.wait_until("the event", "heard.some(([name]) => name === 'quire-navigate')").await;
    page.run("window.forbidden = false", &[]).await.expect("it allows");
    click(&page, "Quince 12").await;
    wait_inside(&page, "the post", "s.querySelector('h1')?.textContent === 'Quince 12'").await;
    let heard = page.js("heard.filter(([name]) => name === 'quire-navigate')").await;
    assert_eq!(
        heard,
        json!([
            ["quire-navigate", "quire-blog", "quince-11/"],
            ["quire-navigate", "quire-blog", "quince-12/"]
        ])
    );
    // The way back to what was asked for.
    assert_eq!(inside(&page, "s.querySelector('.way').hidden").await, false);
    click(&page, "←").await;
    wait_inside(
        &page,
        "the list",
        "s.querySelector('.way').hidden && s.querySelectorAll('.card').length === 3",
    )
    .await;
    wait_inside(&page, "the focus", "s.activeElement?.localName === 'h1'").await;
}

async fn attributes_change_while_it_is_shown() {
    let blog = blog().await;
    let page = host(&blog, LATEST).await;
    ready(&page).await;
    for (name, value, there) in [
        ("limit", "2", "s.querySelectorAll('.card').length === 2"),
        ("view", "tag:even", "s.querySelector('h1')?.textContent === 'even'"),
        ("view", "post:/quince-3/", "s.querySelector('h1')?.textContent === 'Quince 3'"),
        ("view", "archive", "s.querySelector('h1')?.textContent === 'Archive'"),
        ("view", "search", "s.querySelector('[name=q]') !== null"),
        ("view", "blog", "s.querySelector('.masthead') !== null"),
        ("theme", "dark", "getComputedStyle(s.querySelector('.quire')).colorScheme === 'dark'"),
    ] {
        let set = format!("document.querySelector('quire-blog').setAttribute('{name}', '{value}')");
        page.run(&set, &[]).await.expect("it is set");
        wait_inside(&page, value, there).await;
    }
    assert_eq!(blog.requests("/site.json"), 1, "the blog was brought once");
}

async fn an_element_can_be_moved_removed_and_put_back() {
    let blog = blog().await;
    blog.fault("/site.json", Fault::Held);
    let page = host(&blog, &format!("<div id=\"a\">{LATEST}</div><div id=\"b\"></div>")).await;
    page.wait_until("the start", "document.querySelector('quire-blog')?.dataset.state === 'loading'").await;
    page.run("b.append(document.querySelector('quire-blog'))", &[]).await.expect("it is moved");
    blog.heal();
    ready(&page).await;
    let take = "window.kept = document.querySelector('quire-blog'); kept.remove(); \
        return new Promise(done => setTimeout(() => done(kept.shadowRoot.querySelectorAll('.leaf').length), 0))";
    assert_eq!(page.run(take, &[]).await, Ok(json!(0)), "what is taken out ends");
    page.run("delete kept.dataset.state; a.append(kept)", &[]).await.expect("it is put back");
    ready(&page).await;
    wait_inside(&page, "the posts", "s.querySelectorAll('.card').length === 3").await;
}

async fn twenty_elements_bring_the_blog_once() {
    let blog = blog().await;
    let mut body = WHOLE.to_string();
    for view in ["latest", "archive", "tag:odd", "search", "post:/quince-2/"].iter().cycle().take(20) {
        let one = "<quire-blog src=\"{blog}bundle.json\" view=\"VIEW\" loading=\"eager\"></quire-blog>";
        body += &one.replace("VIEW", view);
    }
    let page = host(&blog, &body).await;
    let all = "document.querySelectorAll('quire-blog[data-state=ready]').length === 21";
    page.wait_until("all of them", all).await;
    for pattern in ["/site.json", "/bundle.json", "/quire-*.wasm", "/quire-*.js", "/embed-*.css"] {
        assert_eq!(blog.requests(pattern), 1, "{pattern}");
    }
    // One more is cheap: the time of the main thread from its beginning to its words.
    let more = "const started = performance.now(); const one = document.createElement('quire-blog'); \
        one.setAttribute('src', document.querySelector('quire-blog').getAttribute('src')); one.setAttribute('view', 'latest'); \
        one.setAttribute('loading', 'eager'); \
        const done = new Promise(done => one.addEventListener('quire-ready', () => done(performance.now() - started))); \
        document.body.append(one); return done";
    let taken = page.run(more, &[]).await.expect("it is ready");
    note(format!(
        "one more element: {:.1} ms from its beginning to its words",
        taken.as_f64().unwrap_or_default()
    ));
}

async fn what_fails_leaves_the_fallback() {
    let blog = blog().await;
    for (pattern, fault) in [
        ("/*.json", Fault::Missing),
        ("/*.json", Fault::Homepage),
        ("/*.json", Fault::Unreachable),
        ("/*.wasm", Fault::Missing),
        ("/quire-*.js", Fault::Unreachable),
        ("/embed-*.css", Fault::Missing),
    ] {
        blog.heal();
        blog.fault(pattern, fault);
        expect_console("Quire");
        for line in [
            "reader did not load",
            "bundle.json",
            "site.json",
            "there was no answer",
            "CORS",
            "net::ERR",
            "could not",
        ] {
            expect_console(line);
        }
        let page = host(&blog, LATEST).await;
        let failed = "document.querySelector('quire-blog')?.dataset.state === 'failed'";
        page.wait_until(&format!("the failure of {pattern}"), failed).await;
        assert_eq!(inside(&page, "s.querySelector('slot').hidden").await, false, "{pattern}");
        assert_ne!(inside(&page, "s.querySelector('.notice p').textContent.length").await, 0, "{pattern}");
        blog.heal();
        page.run("document.querySelector('quire-blog').reload()", &[]).await.expect("it begins again");
        ready(&page).await;
    }
}

async fn a_mistake_is_named() {
    expect_console("does not know what to show");
    let blog = blog().await;
    for (attributes, named) in [
        ("", "src="),
        ("src=\"javascript:alert(1)\"", "src="),
        ("src=\"{blog}bundle.json\" view=\"newest\"", "view=\"newest\""),
        ("src=\" {blog}bundle.json \" limit=\"few\"", "limit=\"few\""),
        ("src=\"{blog}bundle.json\" most-nodes=\"many\"", "most-nodes=\"many\""),
    ] {
        let page = host(&blog, &format!("<quire-blog {attributes}>There</quire-blog>")).await;
        wait_inside(&page, attributes, "s.querySelector('.notice') !== null").await;
        let said = inside(&page, "s.querySelector('.notice').textContent").await;
        assert!(said.as_str().is_some_and(|said| said.contains(named)), "{said}");
    }
}

/// The view is broken by the name that Leptos asks for.
async fn an_app_that_breaks_gives_the_page_back() {
    // WebKit does not say what a script of another origin has thrown.
    for line in ["Quire (broken)", "unreachable", "RuntimeError", "panicked", "Script error."] {
        expect_console(line);
    }
    let blog = blog().await;
    let page = host(&blog, &format!("{WHOLE}{LATEST}")).await;
    let all = "document.querySelectorAll('quire-blog[data-state=ready]').length === 2";
    page.wait_until("both", all).await;
    let breaks = "window.whole = Document.prototype.createElement; \
        Document.prototype.createElement = function (name) { \
            if (name.toLowerCase() === 'article') throw new Error('no such element'); \
            return whole.apply(this, arguments) }";
    page.run(breaks, &[]).await.expect("it is broken");
    click(&page, "Quince 12").await;
    let broken = "document.querySelectorAll('quire-blog[data-state=broken]').length === 2";
    page.wait_until("both to break", broken).await;
    assert_eq!(inside(&page, "s.querySelector('slot').hidden").await, false, "the fallback is back");
    page.run("Document.prototype.createElement = whole", &[]).await.expect("it is whole");
    let again = "for (const one of document.querySelectorAll('quire-blog')) one.shadowRoot.querySelector('.notice button').click()";
    page.run(again, &[]).await.expect("it is started again");
    page.wait_until("both again", all).await;
    assert_eq!(
        page.js("document.activeElement.localName").await,
        "quire-blog",
        "the focus goes on from the button"
    );
    wait_inside(&page, "the posts", "s.querySelectorAll('.card').length > 3").await;
}

async fn mounting_again_costs_no_memory() {
    let blog = blog().await;
    let page = host(&blog, LATEST).await;
    ready(&page).await;
    let mount = "const blog = document.querySelector('quire-blog'); const times = arguments[0]; \
        for (let at = 0; at < times; at++) { \
            const ready = new Promise(done => blog.addEventListener('quire-ready', done, { once: true })); \
            blog.reload(); await ready; }";
    let mount = format!("return (async function () {{ {mount} }}).apply(null, arguments)");
    // The script of the app is a module, so this is the one that the element has.
    let memory = "return (async () => { \
        const names = performance.getEntriesByType('resource').map(({name}) => name); \
        const module = await import(names.find(name => /quire-\\w+\\.js$/.test(name))); \
        return (await module.default({})).memory.buffer.byteLength })()";
    let size = || async {
        let memory = page.run(memory, &[]).await.expect("the app's memory").as_f64().unwrap_or_default();
        (page.heap().await, memory)
    };
    page.run(&mount, &[10.into()]).await.expect("it is mounted");
    let ten = size().await;
    page.run(&mount, &[90.into()]).await.expect("it is mounted");
    let hundred = size().await;
    note(format!("bytes of scripts and of WebAssembly after 10 mounts {ten:?}, after 100 {hundred:?}"));
    assert!(ten.0 > 0.0 && hundred.0 <= 1.05 * ten.0 && hundred.1 <= 1.05 * ten.1, "{ten:?} {hundred:?}");
    assert_eq!(inside(&page, "s.querySelectorAll('.leaf').length").await, 1);
    assert_eq!(blog.requests("/site.json"), 1);
}
