//! A post that was pressed ahead is there when its time has come, and not before: on static pages and on those that the app
//! draws. The time has come because the blog was pressed long ago.

use crate::harness::{BASES, Blog, Page, Site, Source, promises};

promises![
    what_is_due_is_first_in_its_lists_and_leads_to_the_post,
    what_is_due_is_there_after_navigations_too,
    what_is_not_due_is_nowhere_and_its_address_says_when_it_appears,
    a_blog_built_since_shows_nothing_twice,
];

/// The first day of 2024.
const LONG_AGO: i64 = 1_704_067_200;

fn blog(source: Source) -> Blog {
    let post = |title: &str, date: &str, text: &str| {
        format!(
            "---\ntitle: {title}\ndate: {date}\ntags: [leaves]\ndescription: About {title}.\n---\n{text}\n"
        )
    };
    Blog::new()
        .source(source)
        .config(
            "title = \"Leaves\"\nbase_url = \"https://a.example/\"\npreviews = false\npublish_ahead = true\n",
        )
        .post(
            "old.md",
            &post("Old", "2023-02-03", "It leads to [what follows](due.md) and to [what is last](last.md)."),
        )
        .post("due.md", &post("Due", "2024-06-07", "The words of a post that is due."))
        .post("next.md", &post("Next", "2024-06-08", "The words of the next one."))
        .post("last.md", &post("Last", "2999-01-02", "The words of a post that is not due."))
}

async fn site(source: Source, base: &str) -> Site {
    blog(source).pressed_at(LONG_AGO).press().serve(base).await
}

/// Waits for the titles of a list.
async fn wait_for_cards(page: &Page, titles: &[&str]) {
    let shown = "[...document.querySelectorAll('.list .card h2')].map(title => title.textContent).join()";
    page.wait_until_with("the cards", &format!("{shown} === a[0]"), &[titles.join(",").into()]).await;
}

async fn what_is_due_is_first_in_its_lists_and_leads_to_the_post() {
    for base in BASES {
        let site = site(Source::Whole, base).await;
        let page = site.open("/").await;
        wait_for_cards(&page, &["Next", "Due", "Old"]).await;
        page.click_link("Due").await;
        page.wait_for("h1", "Due").await;
        page.wait_for(".post > .body", "The words of a post that is due.").await;
        assert_eq!(page.place().await, "/due/");
        assert_eq!(page.title().await, "Due · Leaves");
        assert_eq!(page.js("document.querySelector('meta[name=robots]')").await, serde_json::Value::Null);
        assert_eq!(page.js("document.querySelector('meta[name=description]').content").await, "About Due.");
        page.back().await;
        wait_for_cards(&page, &["Next", "Due", "Old"]).await;
        page.go_to("/archive/").await;
        page.wait_until(
            "the months",
            "[...document.querySelectorAll('.month')].map(month => month.innerText.replace(/\\s+/g, ' ')).join('; ') === \
             'June 2024 Next 8 June 2024 Due 7 June 2024; February 2023 Old 3 February 2023'",
        )
        .await;
    }
}

async fn what_is_due_is_there_after_navigations_too() {
    for source in Source::BOTH {
        for base in BASES {
            let site = site(source, base).await;
            let page = site.open("/old/").await;
            page.start_app().await;
            page.click_link("leaves").await;
            wait_for_cards(&page, &["Next", "Due", "Old"]).await;
            page.click_link("Old").await;
            page.wait_for("h1", "Old").await;
            // The app knows nothing of the post; its page is loaded as others are.
            page.click_link("what follows").await;
            page.wait_for(".post > .body", "The words of a post that is due.").await;
            page.start_app().await;
            let documents = site.documents();
            page.click(".masthead .name").await;
            wait_for_cards(&page, &["Next", "Due", "Old"]).await;
            page.back().await;
            page.wait_for(".post > .body", "The words of a post that is due.").await;
            assert_eq!(page.title().await, "Due · Leaves");
            assert_eq!(site.documents(), documents, "the app went there and back");
            assert_eq!(page.count("main").await, 1);
        }
    }
}

async fn what_is_not_due_is_nowhere_and_its_address_says_when_it_appears() {
    const WHEN: &str = "This post appears on 2 January 2999";
    for source in Source::BOTH {
        let site = site(source, "/blog/").await;
        let page = site.open("/last/").await;
        page.wait_for("h1", WHEN).await;
        page.wait_for_request("/scheduled.json").await;
        page.start_app().await;
        page.click(".masthead .name").await;
        wait_for_cards(&page, &["Next", "Due", "Old"]).await;
        page.back().await;
        page.wait_for("h1", WHEN).await;
        page.go_to("/old/").await;
        page.start_app().await;
        page.click_link("what is last").await;
        page.wait_for("h1", WHEN).await;
        assert!(!page.text("main").await.contains("not due"));
        assert_eq!(page.js("document.querySelector('meta[name=robots]').content").await, "noindex");
        let asked = site.log();
        assert!(!asked.iter().any(|one| format!("{one:?}").contains("/last/scheduled-")), "{asked:?}");
    }
}

async fn a_blog_built_since_shows_nothing_twice() {
    let old = blog(Source::Whole).pressed_at(LONG_AGO).press();
    let list = std::fs::read(old.folder().join("scheduled.json")).expect("the list");
    let site = blog(Source::Whole).press().serve("/").await;
    // Some cache has kept the list of the build before.
    std::fs::write(site.folder().join("scheduled.json"), list).expect("a file");
    for path in ["/", "/tags/leaves/"] {
        let page = site.open(path).await;
        page.wait_for_request("/scheduled.json").await;
        page.start_app().await;
        wait_for_cards(&page, &["Next", "Due", "Old"]).await;
        page.click_link("Due").await;
        page.wait_for(".post > .body", "The words of a post that is due.").await;
    }
}
