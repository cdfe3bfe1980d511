//! Bundles that are wrong, hosts that are, and browsers that forbid what the app needs: each ends in a state that has a
//! name, with a sentence for the reader and a line for the owner; no page is blank, and nothing loads for ever.

#[path = "../bad_bundle/families.rs"]
mod families;

use std::time::{Duration, Instant};

use families::Case;
use serde_json::{Value, json};

use crate::harness::{
    Blog, Engine, Fault, Page, Site, app_folder, copy_folder, engine, expect_console, new_folder, note,
    promises, sample, serve, variant,
};

promises! {
    in every engine:
    what_the_policy_forbids_is_named,
    without_webassembly_the_shell_says_so,
    a_shell_whose_app_does_not_come_says_so,
    a_view_that_breaks_leaves_a_notice_and_links;
    in chromium:
    a_bundle_cut_anywhere_is_incomplete,
    a_bundle_with_a_field_missing_or_odd_is_shown_or_named,
    a_script_hears_of_every_bad_bundle_what_it_is,
    what_a_host_does_wrong_has_a_name,
    what_takes_its_time_is_said_and_can_be_tried_again,
    what_another_origin_does_not_allow_is_named,
    a_feed_in_a_language_that_is_none_is_shown,
}

/// What a shell in its place looks like: a page, or a message with a name.
const STATE: &str = "(() => { \
    const shown = (selector) => [...document.querySelectorAll(selector)].find((one) => one.checkVisibility?.() ?? one.offsetParent); \
    const said = shown('[data-when]'), notice = document.querySelector('.notice'); \
    if (said) return said.dataset.when; \
    if (notice && notice.textContent.length > 10 && !document.querySelector('.leaf h1')) return notice.dataset.code; \
    return document.querySelector('.leaf h1') ? 'read' : null; })()";

/// Said of what is shown of a bundle with something wrong in it.
const SAID: [&str; 5] = ["Quire (", "was left out", "Failed to load resource", "net::ERR_", "quire: "];

pub(crate) fn expect_all() {
    SAID.into_iter().for_each(expect_console);
}

/// The shell beside a bundle.
pub(crate) async fn shell(bundle: &str) -> Site {
    shell_with(bundle, "").await
}

/// The same with something more in its `<head>`, before all else.
async fn shell_with(bundle: &str, head: &str) -> Site {
    let folder = new_folder();
    copy_folder(&app_folder(), &folder);
    std::fs::write(folder.join("bundle.json"), bundle).expect("the bundle can be written");
    let page = std::fs::read_to_string(folder.join("index.html")).expect("the shell");
    // A page is loaded for the browser when all is that it preloads, and some of that never comes here.
    let page = page.replace("rel=\"preload\"", "rel=\"later\"");
    std::fs::write(folder.join("index.html"), page.replacen("<head>", &format!("<head>{head}"), 1))
        .expect("the shell");
    serve(&folder, "/").await
}

fn bundle() -> String {
    let folder = sample("journal").folder().join("bundle.json");
    std::fs::read_to_string(folder).expect("the bundle of the sample blog")
}

pub(crate) fn feed() -> String {
    json!({"version": "https://jsonfeed.org/version/1.1", "title": "Elsewhere", "items": [
        {"id": "1", "title": "First", "content_html": "<p>Words.</p>", "date_published": "2024-05-01T10:00:00Z"}]})
    .to_string()
}

/// Waits until the page is in a state that has a name, and says which.
async fn state(page: &Page) -> String {
    page.wait_until("a state with a name", &format!("{STATE} !== null")).await;
    page.js(STATE).await.as_str().unwrap_or_default().to_string()
}

/// Waits until the page is in that state; what is found out afterwards may give it another name.
pub(crate) async fn wait_for_state(page: &Page, name: &str) {
    page.wait_until_with(&format!("the state '{name}'"), &format!("{STATE} === a[0]"), &[name.into()]).await;
}

/// Loads the shell with each of these bundles, and says how many ended how.
async fn load_each(cases: &[Case], allowed: &[&str]) -> Vec<String> {
    let site = shell("{}").await;
    let page = site.page().await;
    let mut states = Vec::new();
    let mut slowest = Duration::ZERO;
    for case in cases {
        variant(case.name.clone());
        std::fs::write(site.folder().join("bundle.json"), &case.text).expect("the bundle can be written");
        let started = Instant::now();
        page.go_to("/").await;
        let state = state(&page).await;
        slowest = slowest.max(started.elapsed());
        assert!(allowed.contains(&state.as_str()), "{}: {state}", case.name);
        assert_eq!(page.count(".loading:not([hidden])").await, 0, "nothing loads still");
        states.push(state);
    }
    note(format!("the slowest of them took {:.2} s to its state", slowest.as_secs_f64()));
    states
}

async fn a_bundle_cut_anywhere_is_incomplete() {
    expect_all();
    let states = load_each(&families::cuts(&bundle()), &["incomplete"]).await;
    note(format!("{} page loads, each 'incomplete'", states.len()));
}

async fn a_bundle_with_a_field_missing_or_odd_is_shown_or_named() {
    expect_all();
    let whole: Value = serde_json::from_str(&bundle()).expect("a bundle is JSON");
    let is_top = |case: &Case| case.name.matches('/').count() == 1;
    let cases: Vec<Case> =
        families::dropped(&whole).into_iter().chain(families::flipped(&whole)).filter(is_top).collect();
    let mut cases = cases;
    cases.extend(families::nested(&whole));
    let states = load_each(&cases, &["read", "not-a-feed", "no-items", "damaged"]).await;
    let counts: Vec<String> = ["read", "not-a-feed", "no-items", "damaged"]
        .into_iter()
        .map(|name| format!("{} {name}", states.iter().filter(|state| *state == name).count()))
        .collect();
    note(format!("{} page loads: {}", states.len(), counts.join(", ")));
}

/// Opens each file of a folder, and says its outcome or that there was none within five seconds.
const OPEN_EACH: &str = "return (async ([module, count, url]) => { \
    const { open } = await import(module); \
    const late = () => new Promise((done) => setTimeout(done, 5000, 'nothing within 5 s')); \
    const one = (number) => open(url + number + '.json') \
        .then((blog) => blog.search('the', { limit: 3 }).then(() => 'read'), (error) => error.code ?? String(error)); \
    const all = []; \
    for (let number = 0; number < count; number += 1) all.push(await Promise.race([one(number), late()])); \
    return all; })(arguments)";

async fn a_script_hears_of_every_bad_bundle_what_it_is() {
    expect_all();
    let pressed = sample("journal");
    let folder = new_folder();
    copy_folder(pressed.folder(), &folder);
    let mut whole: Value =
        serde_json::from_slice(&std::fs::read(folder.join("bundle.json")).expect("the bundle"))
            .expect("JSON");
    // Three items have all there is to spoil, and six hundred bundles of them fit in here.
    whole["items"].as_array_mut().expect("items").truncate(3);
    let mut cases = families::cuts(&whole.to_string());
    for family in
        [families::dropped, families::flipped, families::overlong, families::nested, families::twins]
    {
        cases.extend(family(&whole));
    }
    std::fs::create_dir(folder.join("bad")).expect("a folder");
    for (number, case) in cases.iter().enumerate() {
        std::fs::write(folder.join(format!("bad/{number}.json")), &case.text).expect("a bundle");
    }
    let site = serve(&folder, "/").await;
    let page = site.open("/site.json").await;
    let arguments = [site.url("/quire.js").into(), cases.len().into(), site.url("/bad/").into()];
    let outcomes = page.run(OPEN_EACH, &arguments).await.expect("the script runs");
    let outcomes = outcomes.as_array().expect("a list").clone();
    let mut counts = std::collections::BTreeMap::new();
    for (case, outcome) in cases.iter().zip(&outcomes) {
        let known = ["read", "incomplete", "damaged", "not-a-feed", "no-items", "newer"];
        let is_known = outcome.as_str().is_some_and(|outcome| known.contains(&outcome));
        assert!(is_known, "{}: {outcome}", case.name);
        *counts.entry(outcome.as_str().unwrap_or_default().to_string()).or_insert(0) += 1;
    }
    note(format!("{} bundles opened and searched: {counts:?}", cases.len()));
    // The page that draws: a sample of what could be read, each at its first post.
    let drawn = shell("{}").await;
    let page = drawn.page().await;
    let read = cases.iter().zip(&outcomes).filter(|(_, outcome)| **outcome == "read");
    let mut count = 0;
    for (case, _) in read.step_by(17) {
        variant(case.name.clone());
        std::fs::write(drawn.folder().join("bundle.json"), &case.text).expect("the bundle can be written");
        page.go_to("/").await;
        wait_for_state(&page, "read").await;
        page.wait_for_app().await;
        page.click("main article.card a").await;
        page.wait_for_any("article.post h1").await;
        page.wait_for_app().await;
        count += 1;
    }
    note(format!("{count} of them drawn, list and post"));
}

async fn what_a_host_does_wrong_has_a_name() {
    expect_all();
    let marked = format!("\u{feff}{}", feed());
    let nothing = "{\"title\": \"Bare\", \"items\": []}";
    let rows = [
        (Fault::Missing, "status"),
        (Fault::Broken, "status"),
        (Fault::Unreachable, "network"),
        (Fault::BreaksOff(40), "incomplete"),
        (Fault::CutShort(40), "incomplete"),
        (Fault::Homepage, "web-page"),
        (Fault::Replaced("<!doctype html><p>Sign in</p>".into()), "web-page"),
        (Fault::Replaced("\u{0}{\"items\": []}".into()), "damaged"),
        (Fault::Replaced("[]".into()), "not-a-feed"),
        (Fault::Replaced("{\"items\": [7, null]}".into()), "no-items"),
        (Fault::Replaced("{\"items\": [], \"_quire\": {\"format\": 99}}".into()), "newer"),
        (Fault::Replaced(marked), "read"),
        (Fault::Replaced(nothing.into()), "read"),
        (Fault::Header("Content-Type", "text/plain".into()), "read"),
    ];
    let site = shell(&feed()).await;
    let page = site.page().await;
    for (fault, code) in rows {
        variant(format!("{fault:?} is {code}"));
        site.heal();
        site.fault("/bundle.json", fault.clone());
        page.go_to("/").await;
        let state = state(&page).await;
        assert_eq!(state, code);
        let is_empty = page.text("main").await.contains("No posts yet");
        assert_eq!(
            is_empty,
            matches!(&fault, Fault::Replaced(text) if text == nothing),
            "an outage is no empty blog"
        );
        if code == "read" {
            continue;
        }
        // What was wrong is right again, and the reader says so.
        site.heal();
        if code == "newer" {
            page.click(".notice [data-action=reload]").await;
        } else {
            page.click(".notice a.again").await;
        }
        page.wait_for("h1", "Elsewhere").await;
        assert_eq!(page.count(".notice").await, 0, "what is over is taken away");
    }
}

/// Has ten seconds be over at once, so that no test waits for them.
const HURRY: &str = "<script>{ const rest = window.setTimeout; \
    window.setTimeout = (act, time, ...more) => rest(act, time === 10000 ? 200 : time, ...more); }</script>";

async fn what_takes_its_time_is_said_and_can_be_tried_again() {
    expect_all();
    let site = shell_with(&feed(), HURRY).await;
    // The bundle does not come.
    site.fault_once("/bundle.json", Fault::Held);
    let page = site.open("/").await;
    page.wait_for(".notice[data-code=slow][role=status] p", "Still loading…").await;
    page.click(".notice [data-action=reload]").await;
    page.wait_for("h1", "Elsewhere").await;
    assert_eq!(page.count(".notice").await, 0);
    // Nor does the app.
    site.fault_once("*.wasm", Fault::Held);
    page.go_to("/?again").await;
    page.wait_for_any("[role=status][data-when=slow]:not([hidden])").await;
    page.click("[data-when=slow] a").await;
    page.wait_for("h1", "Elsewhere").await;
    site.heal();
}

/// What opening a bundle says, on a page of another origin.
const OPEN: &str = "return import(arguments[0]).then(({ open }) => open(arguments[1])).then(() => 'read', (error) => error.code)";

async fn what_another_origin_does_not_allow_is_named() {
    expect_all();
    expect_console("CORS");
    let blog = || Blog::new().post("first.md", "+++\ntitle = \"First\"\n+++\nHello.").press();
    let (home, away) = (blog().serve("/").await, shell(&feed()).await);
    let page = home.open("/site.json").await;
    let open = async |name: &str| {
        page.run(OPEN, &[home.url("/quire.js").into(), away.url(name).into()]).await.expect("the script runs")
    };
    assert_eq!(open("/bundle.json?feed").await, "cors");
    away.fault("/bundle.json", Fault::Header("Access-Control-Allow-Origin", "*".into()));
    assert_eq!(open("/bundle.json?feed").await, "read");
    away.fault("/bundle.json", Fault::Unreachable);
    assert_eq!(open("/bundle.json?later").await, "network");
    // The same of a page: its bundle has moved to where it may not be read.
    away.heal();
    let moved = shell(&feed()).await;
    moved.fault("/bundle.json", Fault::Moved(away.url("/bundle.json")));
    moved.expect_failure("/bundle.json");
    let page = moved.open("/").await;
    let state = state(&page).await;
    assert!(["network", "cors"].contains(&state.as_str()), "{state}");
    let said = page.text(".notice p").await;
    let origin = page.js("location.origin").await;
    assert!(said.contains(origin.as_str().unwrap_or_default()), "{said} names {origin}");
}

async fn what_the_policy_forbids_is_named() {
    expect_all();
    expect_console("Content Security Policy");
    expect_console("policy: ");
    expect_console("violates the document");
    expect_console("CompileError");
    let site = shell(&feed()).await;
    let files = std::fs::read_dir(site.folder()).expect("the shell");
    let names = files.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned());
    let wasm = names
        .into_iter()
        .find(|name| std::path::Path::new(name).extension().is_some_and(|kind| kind == "wasm"))
        .expect("the app");
    site.set_policy(&format!("connect-src {}", site.url(&wasm)));
    let page = site.open("/").await;
    wait_for_state(&page, "csp").await;
    site.set_policy("script-src 'self' 'unsafe-inline'");
    page.go_to("/?again").await;
    wait_for_state(&page, "no-wasm").await;
    assert!(page.text("[data-when=no-wasm]").await.contains("needs WebAssembly"));
    assert!(page.count("[data-when=no-wasm] a[href='bundle.json']").await > 0, "there is a way to the posts");
}

async fn without_webassembly_the_shell_says_so() {
    expect_all();
    expect_console("WebAssembly");
    let site = shell_with(&feed(), "<script>delete window.WebAssembly</script>").await;
    let page = site.open("/").await;
    wait_for_state(&page, "no-wasm").await;
    page.wait_for_any("#quire[data-app=missing]").await;
}

async fn a_shell_whose_app_does_not_come_says_so() {
    expect_all();
    expect_console("WebAssembly");
    expect_console("Failed to fetch");
    // Firefox says less, and of a script that did not come nothing but that it is undefined.
    for words in ["Error: 404", "NetworkError", "undefined at undefined"] {
        expect_console(words);
    }
    for (pattern, fault) in [
        ("*.wasm", Fault::Missing),
        ("*.wasm", Fault::Unreachable),
        ("/quire-app-*.js", Fault::Missing),
        ("/quire-app-*.js", Fault::Unreachable),
    ] {
        variant(format!("{pattern}: {fault:?}"));
        let site = shell(&feed()).await;
        site.fault(pattern, fault);
        let page = site.open("/").await;
        wait_for_state(&page, "no-app").await;
        site.heal();
        // A module that was missing stays so for WebKitGTK, even when the page is loaded again.
        if engine() == Engine::WebKit && pattern.starts_with("/quire-app") {
            continue;
        }
        page.click("[data-when=no-app] a[target]").await;
        page.wait_for("h1", "Elsewhere").await;
    }
}

async fn a_view_that_breaks_leaves_a_notice_and_links() {
    expect_all();
    for words in ["unreachable", "RuntimeError", "panicked"] {
        expect_console(words);
    }
    let pressed = Blog::new().post("first.md", "+++\ntitle = \"First\"\n+++\nHello.").press();
    let site = pressed.serve("/").await;
    let page = site.open("/").await;
    page.start_app().await;
    let forbid = "const create = Document.prototype.createElement; \
        Document.prototype.createElement = function (name) { \
            if (name.toLowerCase() === 'article') throw new Error('no such element'); return create.call(this, name); }; return 1";
    page.run(forbid, &[]).await.expect("it can be forbidden");
    page.click_link("First").await;
    page.wait_for_any("#quire[data-app=broken] > .notice[role=alert][data-code=broken]").await;
    assert_eq!(page.count("#quire[data-loading]").await, 0);
    assert_eq!(page.text("h1").await, "content", "the page stays");
    page.click_link("First").await;
    page.wait_for("h1", "First").await;
    assert_eq!(site.documents(), 2, "a link is the browser's again");
}

async fn a_feed_in_a_language_that_is_none_is_shown() {
    expect_all();
    for language in ["en_US", "", "x", "\u{0}\u{1}", &"deutsch-".repeat(900)] {
        let feed = json!({"title": "Odd", "language": language, "items": [
            {"id": 1, "title": "Day", "date_published": "2024-05-01T10:00:00Z"},
            {"id": 2, "title": "No day", "date_published": "2024-02-31T10:00:00Z"}]});
        let page = shell(&feed.to_string()).await.open("/").await;
        page.wait_for("h1", "Odd").await;
        page.wait_for_app().await;
        let dates = page.text("main").await;
        assert!(dates.contains("2024") && !dates.contains("Invalid"), "{language}: {dates}");
    }
}
