//! The index comes in files: none before a search is wanted, few and side by side then, and what goes wrong with one is
//! mended or said.

use std::path::Path;

use serde_json::Value;

use crate::harness::{
    Blog, Fault, Page, Site, Source, copy_folder, leaf, leaves, new_folder, note, promises, rust_blog, serve,
};

promises![
    nothing_is_fetched_before_a_search_is_wanted,
    a_first_answer_takes_two_trips,
    a_word_that_is_typed_on_asks_for_nothing,
    a_file_that_fails_once_is_asked_for_again,
    a_file_that_does_not_come_is_said_and_the_rest_is_found,
    a_site_that_was_built_anew_is_searched_as_it_is_now,
    a_tiny_blog_without_its_bundle_says_so,
];

const FIELD: &str = ".search input[name=q]";
const FILES: &str = "/search/*.bin";

/// The names of the first files of the index.
fn roots(folder: &Path) -> Vec<String> {
    let facts = std::fs::read(folder.join("site.json")).expect("site.json was pressed");
    let facts: Value = serde_json::from_slice(&facts).expect("site.json is JSON");
    let roots = facts.pointer("/_quire/index").and_then(Value::as_array).cloned().unwrap_or_default();
    roots.iter().filter_map(Value::as_str).map(|root| format!("/{root}")).collect()
}

async fn nothing_is_fetched_before_a_search_is_wanted() {
    for source in Source::BOTH {
        let site = leaves(source, "/blog/").await;
        let page = site.open(&leaf(&site, 1)).await;
        page.start_app().await;
        page.click_link("the second").await;
        page.wait_for("h1", "Leaf 2").await;
        page.back().await;
        page.wait_for("h1", "Leaf 1").await;
        assert_eq!(site.requests(FILES), 0);
        page.press("/").await;
        page.wait_for_request(&roots(site.folder())[0]).await;
        assert_eq!(site.requests(FILES), roots(site.folder()).len(), "what every search needs, and no more");
    }
}

/// The names of the files that are brought while nothing else is to be done.
fn words_of_the_index(folder: &Path) -> Vec<String> {
    let roots: Vec<String> =
        roots(folder).iter().map(|root| root.trim_start_matches('/').to_string()).collect();
    let mut index = quire_search::Index::new(&roots);
    for root in &roots {
        let bytes = std::fs::read(folder.join(root)).expect("a root of the index");
        index.take(root, &bytes).expect("it can be read");
    }
    index.idle()
}

/// Counts how many times files are waited for, one after the other: a round begins when all of the one before are read.
///
/// It goes by what the page has been given, and not by the clock: of files that are asked for at once, the first may be
/// there before the last is asked for, where the machine has other things to do.
const COUNT_TRIPS: &str = "
    window.round = { trips: 0, left: 0, answered: false };
    if (!window.rounds) {
        window.rounds = new WeakMap();
        const ask = window.fetch, read = Response.prototype.arrayBuffer;
        window.fetch = (...all) => {
            const round = window.round, answer = ask(...all);
            if (!String(all[0]).includes('/search/')) return answer;
            if (round.left === 0 && !round.answered) round.trips += 1;
            round.left += 1;
            return answer.then(answer => { rounds.set(answer, round); return answer; });
        };
        Response.prototype.arrayBuffer = function () {
            const round = rounds.get(this), bytes = read.call(this);
            if (round) bytes.then(() => { round.left -= 1; });
            return bytes;
        };
    }";

async fn a_first_answer_takes_two_trips() {
    let Some(pressed) = rust_blog(Source::Requests) else { return };
    let site = pressed.serve("/blog/").await;
    for asked in ["linker", "borrow checker", "async cl", "stabilisation of gats"] {
        let page = site.open("/archive/").await;
        page.start_app().await;
        page.press("/").await;
        page.wait_until("the palette", "document.activeElement.matches('dialog [name=q]')").await;
        let come = "performance.getEntriesByType('resource').filter(entry => entry.name.includes('/search/') && entry.responseEnd).length";
        page.wait_until_with("the roots", &format!("{come} >= a[0]"), &[roots(site.folder()).len().into()])
            .await;
        ask_in_two_trips(&page, asked).await;
    }
    // A misspelt word takes the words around it, which are brought while the reader reads.
    let page = site.page().await;
    let come = "(come => a[0].every(url => come.has(url)))(new Set(performance.getEntriesByType('resource') \
        .filter(entry => entry.responseEnd).map(entry => entry.name)))";
    let words: Value = words_of_the_index(site.folder()).iter().map(|name| site.url(name)).collect();
    assert!(words.as_array().is_some_and(|words| words.len() > 10), "{words}");
    page.before_pages("performance.setResourceTimingBufferSize(5000)").await;
    page.go_to("/archive/").await;
    page.start_app().await;
    page.press("/").await;
    page.wait_until("the palette", "document.activeElement.matches('dialog [name=q]')").await;
    page.type_into("dialog [name=q]", "linker").await;
    page.wait_until_with("the words", come, &[words]).await;
    ask_in_two_trips(&page, "rsutc").await;
}

async fn ask_in_two_trips(page: &Page, asked: &str) {
    // What comes after the answer, while nothing else is to be done, is nobody's wait.
    let watch = "performance.clearResourceTimings(); window.answeredAt = Infinity; \
        new MutationObserver((_, watch) => { \
            if (!document.querySelector('dialog .every')?.textContent.includes(arguments[0])) return; \
            window.answeredAt = performance.now(); window.round.answered = true; watch.disconnect(); \
        }).observe(document.querySelector('dialog'), {subtree: true, childList: true, characterData: true})";
    page.run(COUNT_TRIPS, &[]).await.expect("what is asked for can be counted");
    page.run(watch, &[asked.into()]).await.expect("the palette can be watched");
    let ask = "const field = document.activeElement; field.value = arguments[0]; \
        field.dispatchEvent(new InputEvent('input', {bubbles: true}))";
    page.run(ask, &[asked.into()]).await.expect("the field takes words");
    page.wait_until("the answer", "answeredAt < Infinity").await;
    let trips = page.js("round.trips").await.as_u64().unwrap_or(99);
    let bytes = "performance.getEntriesByType('resource') \
        .reduce((sum, entry) => sum + (entry.startTime < answeredAt ? entry.encodedBodySize : 0), 0)";
    note(format!("'{asked}': {trips} trips, {} bytes behind the roots", page.js(bytes).await));
    assert!(page.count("dialog .post").await > 0);
    assert!((1..=2).contains(&trips), "'{asked}' takes {trips} trips");
}

async fn a_word_that_is_typed_on_asks_for_nothing() {
    let Some(pressed) = rust_blog(Source::Requests) else { return };
    let site = pressed.serve("/").await;
    let page = site.open("/search/").await;
    page.wait_until("the first answer", "document.querySelector('.results .hits article')").await;
    page.wait_until("nothing to do", "document.querySelector('.months a')").await;
    site.fault(FILES, Fault::Held);
    let before = site.requests(FILES);
    // Faster than anybody types.
    page.run(
        "const field = document.querySelector(arguments[0]); \
        for (const length of [1, 2, 3, 4, 5, 6]) { field.value = 'linker'.slice(0, length); \
            field.dispatchEvent(new InputEvent('input', {bubbles: true})); }",
        &[FIELD.into()],
    )
    .await
    .expect("the field takes words");
    page.wait_until("the wait", "document.querySelector('.found[aria-busy=true]')").await;
    page.run("return new Promise(done => setTimeout(done, 400))", &[]).await.expect("time goes by");
    let asked = site.requests(FILES) - before;
    assert!((1..=8).contains(&asked), "only the whole word's files are asked for, not {asked}");
    site.heal();
    page.wait_until("the answer", "document.querySelector('.found[aria-busy=false] .hits mark')").await;
}

async fn a_file_that_fails_once_is_asked_for_again() {
    for fault in [Fault::Broken, Fault::CutShort(50), Fault::Replaced("<!doctype html>".to_string())] {
        let site = leaves(Source::Whole, "/blog/").await;
        let root = roots(site.folder()).remove(0);
        site.fault_once(&root, fault.clone());
        let page = site.open("/search/?q=quinc").await;
        page.wait_for(".results .status", "1 result").await;
        assert_eq!(page.count(".results .hint").await, 0, "{fault:?}: nothing is lacking");
        assert_eq!(site.requests(&root), 2);
    }
}

async fn a_file_that_does_not_come_is_said_and_the_rest_is_found() {
    const ASKED: &str = "/search/?q=%22borrow%20checker%22%20linker";
    let Some(pressed) = rust_blog(Source::Requests) else { return };
    let site = pressed.serve("/blog/").await;
    let page = site.open(ASKED).await;
    page.wait_until("an answer", "document.querySelector('.results .hits article')").await;
    // What the answer took, before its numbers, passages and all that is brought in idle time.
    let answered = "performance.getEntriesByType('resource').map(entry => entry.name)";
    let files = page.js(answered).await;
    let files: Vec<String> = files
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|file| file.as_str().map(|url| site.place(url)))
        .filter(|file| matches_shard(file, site.folder()))
        .take(8)
        .collect();
    assert!(files.len() > 3, "{files:?}");
    let mut partial = 0;
    for (file, fault) in files.iter().zip([Fault::Missing, Fault::CutShort(20), Fault::Broken].iter().cycle())
    {
        let site = pressed.serve("/blog/").await;
        site.fault(file, fault.clone());
        let page = site.open(ASKED).await;
        let said = "[...document.querySelectorAll('.results .hint, .results .status')].map(line => line.textContent).join(' ')";
        let told = format!("/did not come|not there just now/.test({said})");
        page.wait_until(&format!("{file} to be missed ({fault:?})"), &told).await;
        assert_ne!(page.text(".results .status").await, "Nothing was found.", "{fault:?}");
        assert!(page.count(".results [role=status] a").await > 0, "{fault:?} has a way on");
        assert_eq!(site.requests(file), 2, "{fault:?}: {file} is asked for once more");
        partial += usize::from(page.count(".results .hits article").await > 0);
    }
    assert!(partial > 0, "what can be found without it is found");
}

/// Whether a path is that of a file of the index which is no root.
fn matches_shard(path: &str, folder: &Path) -> bool {
    path.strip_prefix("/search/").is_some_and(|name| name.contains(".bin"))
        && !roots(folder).contains(&path.to_string())
}

/// A blog of so many posts, each long enough that the index is in files.
fn grown(posts: usize) -> Blog {
    let mut blog = Blog::new();
    for number in 1..=posts {
        let text = format!(
            "+++\ntitle = \"Leaf {number}\"\ndate = 2024-01-{number:02}\n+++\nQuinces are word{number} fruit.\n"
        );
        blog = blog.post(&format!("leaf-{number}.md"), &text);
    }
    blog
}

async fn a_site_that_was_built_anew_is_searched_as_it_is_now() {
    // What is served is changed, so it is a copy.
    let folder = new_folder();
    copy_folder(grown(10).press().folder(), &folder);
    let site: Site = serve(&folder, "/blog/").await;
    let old = roots(&folder);
    site.expect_failure(&old[0]);
    site.fault(&old[0], Fault::Held);
    let page: Page = site.open("/search/?q=quinces").await;
    page.wait_for_request(&old[0]).await;
    std::fs::remove_dir_all(folder.join("search")).expect("the old index can be taken away");
    copy_folder(grown(11).press().folder(), &folder);
    assert_ne!(roots(&folder), old);
    site.heal();
    page.wait_for(".results .status", "11 results").await;
    assert_eq!(page.count(".results .hint").await, 0);
    assert_eq!(site.requests("/site.json"), 2, "it is asked once whether the site is another");
}

async fn a_tiny_blog_without_its_bundle_says_so() {
    let site = grown(2).press().serve("/").await;
    if !roots(site.folder()).is_empty() {
        // It has an index of files, which the bundle is not needed for.
        let page = site.open("/search/?q=quinces").await;
        page.wait_for(".results .status", "2 results").await;
        return;
    }
    crate::harness::expect_console("bundle.json");
    site.fault("/bundle.json", Fault::Broken);
    let page = site.open("/search/?q=quinces").await;
    page.wait_until("the outage", "document.querySelector('.results .status')?.textContent.includes('500')")
        .await;
}
