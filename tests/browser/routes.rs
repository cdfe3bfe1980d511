//! Every kind of page opens by a link, by its address and on reload, from both sources and under both paths.

use crate::harness::{BASES, Page, Site, Source, everywhere, leaf, leaves, note, promises, rust_blog};

promises! {
    in every engine:
    every_kind_of_page_opens_in_every_way,
    history_works_across_reloads;
    in chromium:
    the_rust_blog_opens_in_every_way,
}

/// A kind of page, and how a reader comes to it.
pub(crate) struct Kind {
    pub(crate) path: String,
    pub(crate) heading: String,
    /// A page with a link to it.
    from: String,
    /// The text of that link.
    link: String,
}

/// Every kind of page that the forty leaves have.
pub(crate) fn kinds(site: &Site) -> Vec<Kind> {
    let rows = [
        ("/", "Leaves", "/archive/", "Leaves"),
        ("/page/2/", "Leaves", "/", "Older"),
        ("/tags/", "Tags", "/", "Tags"),
        ("/tags/leaf/", "leaf", "/tags/", "leaf"),
        ("/tags/leaf/page/2/", "leaf", "/tags/leaf/", "Older"),
        ("/categories/", "Categories", "/", "Categories"),
        ("/categories/paper/", "Paper", "/categories/", "Paper"),
        ("/series/", "Series", "/", "Series"),
        ("/series/beginnings/", "Beginnings", "/series/", "Beginnings"),
        ("/authors/", "Authors", "/", "Authors"),
        ("/authors/ann/", "Ann", "/authors/", "Ann"),
        ("/archive/", "Archive", "/", "Archive"),
        ("/archive/2021/", "2021", "/archive/", "2021"),
        ("/search/", "Search", "/", "Search"),
    ];
    let kind = |(path, heading, from, link): (&str, &str, &str, &str)| Kind {
        path: path.to_string(),
        heading: heading.to_string(),
        from: from.to_string(),
        link: link.to_string(),
    };
    let mut kinds: Vec<Kind> = rows.into_iter().map(kind).collect();
    let (path, from) = (leaf(site, 9), "/archive/2020/".to_string());
    kinds.push(Kind { path, heading: "Leaf 9".to_string(), from, link: "Leaf 9".to_string() });
    kinds
}

async fn opens_in_every_way(page: &Page, kind: &Kind) {
    page.go_to(&kind.path).await;
    page.wait_for("h1", &kind.heading).await;
    let title = page.title().await;

    page.go_to(&kind.from).await;
    page.start_app().await;
    let before = page.site.documents();
    page.click_link(&kind.link).await;
    page.wait_for_place(&kind.path).await;
    page.wait_until_with(&format!("the title '{title}'"), "document.title === a[0]", &[title.clone().into()])
        .await;
    assert_eq!(page.text("h1").await, kind.heading, "{} by a link", kind.path);
    assert_eq!(page.site.documents(), before, "{} by a link needs no document", kind.path);

    page.reload().await;
    page.wait_for("h1", &kind.heading).await;
    assert_eq!(page.title().await, title, "{} on reload", kind.path);
    assert_eq!(page.place().await, kind.path, "{} on reload", kind.path);
    assert_eq!(page.site.documents(), before + 1);
}

async fn every_kind_of_page_opens_in_every_way() {
    everywhere(async |page: Page| {
        for kind in kinds(&page.site) {
            opens_in_every_way(&page, &kind).await;
        }
    })
    .await;
}

/// One page of each shape, found by following the blog's own links. The two sources take turns with the two paths, as the
/// forty leaves have each with both.
async fn the_rust_blog_opens_in_every_way() {
    for (source, base) in Source::BOTH.into_iter().zip(BASES) {
        let Some(pressed) = rust_blog(source) else { return };
        let site = pressed.serve(base).await;
        let mut opened = 0;
        for from in ["/", "/archive/", "/authors/", "/tags/", "/categories/"] {
            if !site.pages().iter().any(|path| path == from) {
                continue;
            }
            let page = site.open(from).await;
            for selector in
                ["main article h2 a", "main nav.pager a", "main li a", "main .tags a", ".byline a"]
            {
                let found = "(link => link && {text: link.textContent.trim(), url: link.href})(document.querySelector(a[0]))";
                let found = page.js_with(found, &[selector.into()]).await;
                let (Some(text), Some(url)) = (found["text"].as_str(), found["url"].as_str()) else {
                    continue;
                };
                let path = site.place(url);
                page.go_to(&path).await;
                let heading = page.text("h1").await;
                let kind = Kind { path, heading, from: from.to_string(), link: text.to_string() };
                opens_in_every_way(&page, &kind).await;
                page.go_to(from).await;
                opened += 1;
            }
        }
        note(format!("{opened} pages of rust-blog from {source:?} under {base}"));
    }
}

async fn history_works_across_reloads() {
    let site = leaves(Source::Requests, "/blog/").await;
    let page = site.open("/").await;
    page.start_app().await;
    page.click_link("Archive").await;
    page.wait_for("h1", "Archive").await;
    page.click_link("2020").await;
    page.wait_for("h1", "2020").await;
    page.reload().await;
    page.wait_for("h1", "2020").await;
    page.back().await;
    page.wait_for("h1", "Archive").await;
    page.wait_for_app().await;
    page.back().await;
    page.wait_for("h1", "Leaves").await;
    assert_eq!(page.place().await, "/");
    page.forward().await;
    page.wait_for("h1", "Archive").await;
}
