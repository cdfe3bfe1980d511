//! A deploy while a tab is open: the tab goes on with what it has, or loads itself anew once; it is never blank.

use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::harness::{
    BASES, Blog, Fault, Page, Site, Source, app_folder, expect_console, new_folder, other_app, promises,
    serve, variant,
};

promises![
    a_tab_goes_on_with_the_files_that_are_kept,
    a_tab_whose_app_is_gone_loads_itself_anew_once_and_says_so,
    a_tab_whose_app_is_gone_for_good_does_not_loop,
    a_reader_who_has_begun_something_keeps_the_page,
    an_app_that_runs_goes_on_when_its_files_are_gone,
];

/// What the console was told outlives the page in which it was told; the app comes at a sign of need alone.
const PREPARED: &str = "{
    window.requestIdleCallback = () => 0;
    const {info} = console;
    console.info = (...words) => { sessionStorage.setItem('told', words.join(' ')); info(...words); };
}";

fn blog(source: Source, posts: usize) -> Blog {
    let mut blog = Blog::new().source(source);
    for leaf in 1..=posts {
        let text = format!(
            "---\ntitle: Leaf {leaf}\ndate: 2024-03-{leaf:02}\n---\nQuinces are fruit number {leaf}.\n"
        );
        blog = blog.post(&format!("leaf-{leaf}.md"), &text);
    }
    blog
}

/// A blog of nine posts on a host, and the folder that it is served from.
async fn first(source: Source, base: &str) -> (Site, PathBuf) {
    let folder = new_folder().join("site");
    blog(source, 9).press_over(&folder, app_folder());
    (serve(&folder, base).await, folder)
}

/// The next build, with one post more and another release of the app.
fn deploy(source: Source, folder: &Path, keeps: bool) {
    if !keeps {
        std::fs::remove_dir_all(folder).expect("the old site can be taken away");
    }
    blog(source, 10).press_over(folder, other_app());
}

/// The build that a site is of.
fn build(folder: &Path) -> String {
    let facts = std::fs::read(folder.join("site.json")).expect("the facts");
    let facts: Value = serde_json::from_slice(&facts).expect("JSON");
    facts["_quire"]["build"].as_str().expect("a build").to_string()
}

/// The names of the app's two files, from the root.
fn app_files(folder: &Path) -> Vec<String> {
    let files = std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    let ending = |path: &PathBuf| path.extension().and_then(|ending| ending.to_str().map(str::to_string));
    let is_app = |path: &PathBuf| matches!(ending(path).as_deref(), Some("js" | "wasm"));
    let name = |path: PathBuf| Some(format!("/{}", path.file_name()?.to_string_lossy()));
    files.filter(is_app).filter_map(name).filter(|name| name.starts_with("/quire-")).collect()
}

async fn open_without_the_app(site: &Site) -> Page {
    let page = site.page().await;
    page.before_pages(PREPARED).await;
    page.go_to("/").await;
    page.wait_for("h1", "content").await;
    page
}

/// The first sign of need.
async fn bring_the_app(page: &Page) {
    page.hover("main a").await;
    page.wait_for_app().await;
}

async fn is_of(page: &Page, build: &str) {
    page.wait_until_with(
        "the build",
        "document.getElementById('quire')?.dataset.build === a[0]",
        &[build.into()],
    )
    .await;
}

/// Asks by the palette, and says how many posts it offers.
async fn ask_the_palette(page: &Page, text: &str) {
    page.press("/").await;
    page.wait_until("the palette", "document.activeElement.matches('dialog [name=q]')").await;
    page.type_into("dialog [name=q]", text).await;
    page.wait_until("an answer", "document.querySelector('dialog .post')").await;
    page.js("document.querySelector('dialog').close()").await;
}

async fn a_tab_goes_on_with_the_files_that_are_kept() {
    for source in Source::BOTH {
        for base in BASES {
            variant(format!("{source:?} under {base}"));
            let (site, folder) = first(source, base).await;
            let old = build(&folder);
            let page = open_without_the_app(&site).await;
            deploy(source, &folder, true);
            assert_ne!(build(&folder), old);
            bring_the_app(&page).await;
            is_of(&page, &old).await;
            ask_the_palette(&page, "quinces").await;
            page.click_link("Leaf 3").await;
            page.wait_for("h1", "Leaf 3").await;
            // Its pages may need another app, so the first link loads one as a document.
            is_of(&page, &build(&folder)).await;
            assert_eq!(site.documents(), 2);
            bring_the_app(&page).await;
            page.click_link("content").await;
            page.wait_until("the new post", "document.querySelector('main').textContent.includes('Leaf 10')")
                .await;
            assert_eq!(site.documents(), 2);
        }
    }
}

async fn a_tab_whose_app_is_gone_loads_itself_anew_once_and_says_so() {
    expect_console("Quire's app did not load");
    expect_console("module script");
    for (source, base) in [(Source::Whole, "/"), (Source::Requests, "/blog/")] {
        for answers in [Fault::Missing, Fault::Homepage] {
            variant(format!("{source:?} under {base}, {answers:?}"));
            let (site, folder) = first(source, base).await;
            let gone = app_files(&folder);
            let page = open_without_the_app(&site).await;
            deploy(source, &folder, false);
            for name in &gone {
                site.fault(name, answers.clone());
            }
            page.hover("main a").await;
            is_of(&page, &build(&folder)).await;
            page.wait_for("h1", "content").await;
            let told = page.js("sessionStorage.getItem('told')").await;
            assert_eq!(told, "This page was of an older build, and is loaded anew.");
            bring_the_app(&page).await;
            page.click_link("Leaf 3").await;
            page.wait_for("h1", "Leaf 3").await;
            ask_the_palette(&page, "quinces").await;
            assert_eq!(site.documents(), 2, "once, and then no more");
        }
    }
}

async fn a_tab_whose_app_is_gone_for_good_does_not_loop() {
    expect_console("Quire's app did not load");
    expect_console("module script");
    let (site, folder) = first(Source::Whole, "/blog/").await;
    let page = open_without_the_app(&site).await;
    deploy(Source::Whole, &folder, false);
    site.fault("/quire-*", Fault::Homepage);
    page.hover("main a").await;
    is_of(&page, &build(&folder)).await;
    page.hover("main a").await;
    page.wait_for_any("#quire[data-app=missing]").await;
    page.click_link("Leaf 3").await;
    page.wait_for("h1", "Leaf 3").await;
    page.hover("main a").await;
    page.wait_for_any("#quire[data-app=missing]").await;
    assert_eq!(site.documents(), 3, "the page, itself anew, and the one that the link led to");
}

async fn a_reader_who_has_begun_something_keeps_the_page() {
    expect_console("Quire's app did not load");
    let (site, folder) = first(Source::Whole, "/blog/").await;
    let gone = app_files(&folder);
    let page = open_without_the_app(&site).await;
    deploy(Source::Whole, &folder, false);
    for name in &gone {
        site.expect_failure(name);
    }
    // The page asks whether there is a newer build, and hears of it when the reader has done something.
    site.fault("/site.json", Fault::Held);
    page.click("button.theme").await;
    page.wait_for_request("/site.json").await;
    site.heal();
    page.wait_for_any("#quire[data-app=missing]").await;
    page.click_link("Leaf 3").await;
    page.wait_for("h1", "Leaf 3").await;
    is_of(&page, &build(&folder)).await;
    assert_eq!(site.documents(), 2, "the page, and the one that the link led to");
}

async fn an_app_that_runs_goes_on_when_its_files_are_gone() {
    for source in Source::BOTH {
        for base in BASES {
            variant(format!("{source:?} under {base}"));
            let (site, folder) = first(source, base).await;
            site.expect_failure("/search/*");
            let page = site.open("/").await;
            bring_the_app(&page).await;
            page.click_link("Leaf 3").await;
            page.wait_for("h1", "Leaf 3").await;
            deploy(source, &folder, false);
            page.click_link("content").await;
            page.wait_for("h1", "content").await;
            page.click_link("Leaf 5").await;
            page.wait_for("h1", "Leaf 5").await;
            ask_the_palette(&page, "quinces").await;
            assert_eq!(site.documents(), 1);
        }
    }
}
