//! What an author can say beside posts, as its readers meet it: pages, translations, a home page of parts, an author.

use serde_json::json;

use crate::harness::{Blog, Page, Site, Source, promises};

promises![
    a_page_is_in_the_navigation_and_in_search_and_in_no_list,
    a_translation_is_one_link_away,
    the_home_page_shows_its_parts,
    what_is_known_of_an_author_stands_over_the_posts,
    pictures_come_in_the_width_of_the_screen,
    a_foreign_bundle_cannot_run_anything_by_a_link_of_its_navigation,
];

const TITLES: &str =
    "[...document.querySelectorAll('.card h2, .card h3')].map(title => title.textContent.trim())";

/// A picture of 900 by 60 pixels, of which no two are alike, so that it is worth resizing.
fn tide() -> Vec<u8> {
    let mut seed = 1u32;
    let mut noise = || {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (seed >> 24) as u8
    };
    let pixels: Vec<u8> = (0..900 * 60 * 3).map(|_| noise()).collect();
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, 900, 60);
    encoder.set_color(png::ColorType::Rgb);
    let mut writer = encoder.write_header().expect("a head");
    writer.write_image_data(&pixels).expect("pixels");
    writer.finish().expect("an end");
    bytes
}

/// A small blog with everything that a configuration can say.
pub(crate) async fn pier(source: Source, base: &str) -> Site {
    let post = |title: &str, more: &str| format!("---\ntitle: {title}\nauthors: [Ann Lee]\n{more}\n---\n");
    let config = format!(
        "title = \"The pier\"\ntagline = \"Boats and tides\"\nbase_url = \"https://pier.example{base}\"\nhashtags = true\n\
         [[authors]]\nname = \"Ann Lee\"\npage = \"about.md\"\npicture = \"pier.svg\"\ndescription = \"Mends boats.\"\n\
         [[home]]\ntitle = \"Latest\"\nlatest = true\ncount = 1\n[[home]]\nseries = \"The refit\"\n\
         [[home]]\ntitle = \"Begin here\"\npinned = true\n\
         [[navigation]]\nurl = \"archive\"\n[[navigation]]\nurl = \"about.md\"\n"
    );
    let picture = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"8\" height=\"4\"><rect width=\"8\" height=\"4\"/></svg>";
    let varnish =
        "series: The refit\ntags: [boats]\ncover: {image: pier.svg, alt: The pier, caption: At low tide}";
    let keel = "series: The refit\nseries_order: 1\ncover: tide.png\ncover_alt: The tide";
    let alerts = "> [!WARNING]\n> It burns.\n\nBow\n: The front.\n\nWith #paint, [elsewhere](https://a.example/).\n\n\
                  ![Pier](pier.svg \"From the slip\")\n\nA note.[^1]\n\n[^1]: The note.\n";
    Blog::new()
        .config(&config)
        .post("pier.svg", picture)
        .picture("tide.png", &tide())
        .post("about.md", "---\ntitle: About\n---\nI write from the quayside.\n")
        .post("2026-01-02-varnish.md", &(post("Varnish", varnish) + "Seven coats.\n\n" + alerts))
        .post("2026-01-02-varnish.es.md", &(post("Barniz", "tags: [barcos]") + "Siete capas.\n"))
        .post("2026-02-03-keel.md", &(post("Keel", keel) + "The keel.\n\n![Tide](tide.png)\n"))
        .post("2025-05-01-hello.md", &(post("Hello", "pinned: true") + "Why this blog.\n"))
        .post("2999-01-01-later.md", &(post("Later", "") + "Not yet.\n"))
        .source(source)
        .press()
        .serve(base)
        .await
}

async fn everywhere(act: impl AsyncFn(Page)) {
    for source in Source::BOTH {
        let page = pier(source, "/blog/").await.open("/").await;
        page.start_app().await;
        act(page).await;
    }
}

async fn a_page_is_in_the_navigation_and_in_search_and_in_no_list() {
    everywhere(async |page: Page| {
        page.click_link("About").await;
        page.wait_for("h1", "About").await;
        assert_eq!(page.text(".masthead [aria-current]").await, "About");
        assert_eq!(page.count(".facts > *, .neighbours").await, 0, "a page has no date and no neighbours");
        page.click_link("Archive").await;
        page.wait_for("h1", "Archive").await;
        let titles =
            page.js("[...document.querySelectorAll('.month li a')].map(link => link.textContent)").await;
        assert_eq!(titles, json!(["Keel", "Varnish", "Hello"]));
        page.click_link("Search").await;
        page.wait_for_any(".search input[name=q]").await;
        page.type_into(".search input[name=q]", "quayside").await;
        page.wait_for(".results .status", "1 result").await;
        assert_eq!(page.js(TITLES).await, json!(["About"]));
    })
    .await;
}

async fn pictures_come_in_the_width_of_the_screen() {
    let come = "[...document.querySelectorAll('main img')].map(one => one.complete && one.naturalWidth ? one.currentSrc : '')";
    everywhere(async |page: Page| {
        page.resize(1000, 800).await;
        page.click_link("Keel").await;
        page.wait_for("h1", "Keel").await;
        // By the app, and as the static page.
        for _ in 0..2 {
            page.wait_until("both pictures", &format!("{come}.filter(one => one).length == 2")).await;
            let pictures = page.js(come).await;
            let is_resized = |one: &serde_json::Value| {
                one.as_str().is_some_and(|one| one.contains("/blog/resized/") && one.ends_with("-640.png"))
            };
            assert!(pictures.as_array().expect("pictures").iter().all(is_resized), "{pictures}");
            page.reload().await;
        }
    })
    .await;
}

async fn a_translation_is_one_link_away() {
    everywhere(async |page: Page| {
        let before = page.site.documents();
        page.click_link("Keel").await;
        page.wait_for("h1", "Keel").await;
        assert_eq!(page.count(".translations").await, 0);
        page.click(".neighbours .prev").await;
        page.wait_for("h1", "Varnish").await;
        page.click_link("español").await;
        page.wait_for("h1", "Barniz").await;
        page.wait_for_place("/es/varnish/").await;
        assert_eq!(page.js("document.documentElement.lang").await, "es");
        assert_eq!(page.text("article time").await, "2 de enero de 2026");
        page.click_link("English").await;
        page.wait_for("h1", "Varnish").await;
        assert_eq!(page.js("document.documentElement.lang").await, "en");
        assert_eq!(page.site.documents(), before);
    })
    .await;
}

async fn the_home_page_shows_its_parts() {
    everywhere(async |page: Page| {
        let parts = "[...document.querySelectorAll('.list > h2')].map(title => title.textContent)";
        assert_eq!(page.js(parts).await, json!(["Latest", "The refit", "Begin here"]));
        assert_eq!(page.js(TITLES).await, json!(["Keel", "Keel", "Varnish", "Hello"]));
        page.click_link("About").await;
        page.wait_for("h1", "About").await;
        page.click_link("The pier").await;
        page.wait_for("h1", "The pier").await;
        assert_eq!(page.js(TITLES).await, json!(["Keel", "Keel", "Varnish", "Hello"]));
        page.click_link("All 3 posts").await;
        page.wait_for("h1", "Archive").await;
    })
    .await;
}

async fn what_is_known_of_an_author_stands_over_the_posts() {
    everywhere(async |page: Page| {
        page.click_link("Keel").await;
        page.wait_for("h1", "Keel").await;
        page.click_link("Ann Lee").await;
        page.wait_for(".known", "Mends boats. More about Ann Lee").await;
        page.wait_until("the portrait is there", "document.querySelector('.portrait').naturalWidth > 0")
            .await;
        page.click_link("More about Ann Lee").await;
        page.wait_for("h1", "About").await;
    })
    .await;
}

async fn a_foreign_bundle_cannot_run_anything_by_a_link_of_its_navigation() {
    let page = pier(Source::Whole, "/blog/").await;
    let site = page.folder().join("site.json");
    let text = std::fs::read_to_string(&site).expect("the facts of the site");
    let hostile =
        text.replace("[\"Archive\",\"/archive/\"]", "[\"Archive\",\"javascript:document.title=1\"]");
    assert_ne!(hostile, text);
    let bundle = page.folder().join("bundle.json");
    let whole = std::fs::read_to_string(&bundle).expect("the bundle");
    std::fs::write(&bundle, whole.replace("\"/archive/\"", "\"javascript:document.title=1\""))
        .expect("a bundle");
    std::fs::write(&site, hostile).expect("a file");
    let page = page.open("/").await;
    page.start_app().await;
    page.click_link("About").await;
    page.wait_for("h1", "About").await;
    let links =
        "[...document.querySelectorAll('.masthead a')].map(link => link.getAttribute('href')).join(' ')";
    let links = page.js(links).await;
    assert!(!links.as_str().unwrap_or("javascript:").contains("javascript:"), "{links}");
}
