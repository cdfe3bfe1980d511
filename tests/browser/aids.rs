//! What helps with reading a post is there on a page as it was pressed, and on one that the app has drawn: the table of
//! contents follows, a heading can be linked to, code is copied, the post is shared.

use crate::harness::{Blog, Page, Site, promises, variant};

promises![
    the_table_of_contents_follows_the_reader,
    a_heading_gives_a_link_to_itself,
    a_heading_is_linked_to_by_keyboard,
    code_says_its_language_and_is_copied,
    code_is_copied_by_keyboard,
    the_button_stays_while_long_lines_are_scrolled,
    a_post_is_shared_by_its_own_address,
    under_a_finger_everything_is_there,
    a_phone_shares_by_its_own_sheet,
    what_is_not_shown_is_not_asked_for,
];

/// `WebDriver`'s codes of keys.
pub(crate) const TAB: &str = "\u{e004}";
pub(crate) const ENTER: &str = "\u{e007}";
pub(crate) const ESCAPE: &str = "\u{e00c}";

/// A blog of one post with something of everything that needs help, and another one.
pub(crate) fn blog(config: &str) -> Blog {
    let picture = |width: u32| {
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{0}\"><rect width=\"{width}\" height=\"{0}\"/></svg>",
            width / 2
        )
    };
    let words = "Some sentences about quinces fill the page. ".repeat(80);
    let post = format!(
        "---\ntitle: Quinces\ndate: 2024-02-01\n---\nThe fruit is hard.[^1] It is cooked for long.[^2]\n\n\
         {{{{< youtube id=\"abc\" title=\"Quinces in autumn\" >}}}}\n\n\
         <p><img src=\"small.svg\" srcset=\"small.svg 400w, large.svg 1600w\" sizes=\"400px\" alt=\"A quince\"></p>\n\n\
         ![A leaf](tiny.svg)\n\n\
         ## Baked\n\n{words}\n\n```rust\nlet quince = \"{}\";\n```\n\n    plain\n\n## Boiled\n\n{words}\n\n## Raw\n\n{words}\n\n\
         [^1]: It *softens* when [cooked](https://quince.example/).\n[^2]: Two hours.\n",
        "long ".repeat(60)
    );
    let mut blog = Blog::new().config(config).post("quinces.md", &post);
    for (name, width) in [("small", 400), ("large", 1600), ("tiny", 40)] {
        blog = blog.post(&format!("{name}.svg"), &picture(width));
    }
    blog.post("other.md", "---\ntitle: Other\ndate: 2023-02-01\n---\nSee [the quinces](quinces.md).\n")
}

/// Opens the post as it was pressed, and as the app draws it, with the script that helps.
pub(crate) async fn read(site: &Site, act: impl AsyncFn(Page)) {
    let helped = "#quire[data-shares]";
    variant("as it was pressed".into());
    let page = site.open("/quinces/").await;
    page.wait_for_any(helped).await;
    act(page).await;
    variant("as the app draws it".into());
    let page = site.open("/other/").await;
    page.wait_for_any(helped).await;
    page.start_app().await;
    page.click_link("the quinces").await;
    page.wait_for("h1", "Quinces").await;
    // While a page turns into another, the pointer is over neither.
    page.wait_until("the page to be at rest", "!document.activeViewTransition").await;
    act(page).await;
}

/// The same, for a blog whose author has said nothing of reading.
pub(crate) async fn read_as_usual(act: impl AsyncFn(Page)) {
    read(&blog("").press().serve("/blog/").await, act).await;
}

/// The focus moves to an element as a reader's who goes by keyboard.
pub(crate) async fn focus(page: &Page, selector: &str) {
    page.press(TAB).await;
    page.js_with("document.querySelector(a[0]).focus()", &[selector.into()]).await;
}

async fn the_table_of_contents_follows_the_reader() {
    read_as_usual(async |page: Page| {
        assert_eq!(page.count(".toc [aria-current]").await, 0, "nothing is read yet");
        for (id, title) in [("boiled", "Boiled"), ("baked", "Baked")] {
            page.js(&format!("document.getElementById('{id}').scrollIntoView()")).await;
            page.wait_for(".toc [aria-current=true]", title).await;
            assert_eq!(page.count(".toc [aria-current]").await, 1);
        }
        page.js("scrollTo(0, document.documentElement.scrollHeight)").await;
        page.wait_for(".toc [aria-current]", "Raw").await;
        page.scroll_to(0.0).await;
        page.wait_until("no section to be read", "!document.querySelector('.toc [aria-current]')").await;
    })
    .await;
}

async fn a_heading_gives_a_link_to_itself() {
    read_as_usual(async |page: Page| {
        assert_eq!(page.count(".anchor").await, 0, "the page is what was pressed");
        page.hover("#boiled").await;
        page.click("#boiled .anchor").await;
        page.wait_for(".announcer", "Copied").await;
        page.wait_for_place("/quinces/#boiled").await;
        assert_eq!(page.clipboard().await, page.site.url("/quinces/#boiled"));
        assert_eq!(page.js("document.querySelector('.anchor').ariaLabel").await, "Link to this section");
        page.wait_for("#boiled .anchor", "#").await;
    })
    .await;
}

async fn a_heading_is_linked_to_by_keyboard() {
    read_as_usual(async |page: Page| {
        focus(&page, ".body p a").await;
        assert_eq!(page.count(".anchor").await, 3, "each heading has one before the focus comes there");
        focus(&page, "#raw .anchor").await;
        let visible = "getComputedStyle(document.activeElement).opacity === '1'";
        page.wait_until("the link to be seen", visible).await;
        page.press(ENTER).await;
        page.wait_for(".announcer", "Copied").await;
        page.wait_for_place("/quinces/#raw").await;
    })
    .await;
}

async fn code_says_its_language_and_is_copied() {
    read_as_usual(async |page: Page| {
        let label = "getComputedStyle(document.querySelector('.code'), '::before').content";
        assert!(page.js(label).await.as_str().is_some_and(|label| label.contains("rust")));
        let name = "(code => [code.role, code.ariaLabel, code.tabIndex])(document.querySelector('.code'))";
        assert_eq!(page.js(name).await, serde_json::json!(["group", "rust", 0]));
        page.hover(".code").await;
        page.click(".code .copy button").await;
        page.wait_for(".copy button", "Copied").await;
        page.wait_for(".announcer", "Copied").await;
        assert_eq!(page.clipboard().await, format!("let quince = \"{}\";", "long ".repeat(60)));
        page.wait_for(".copy button", "Copy").await;
    })
    .await;
}

async fn code_is_copied_by_keyboard() {
    read_as_usual(async |page: Page| {
        page.js("document.querySelectorAll('.code')[1].focus()").await;
        page.press(TAB).await;
        page.wait_until(
            "the button",
            "document.activeElement.matches('.code:not(:has(> [class^=l])) button')",
        )
        .await;
        page.press(ENTER).await;
        page.wait_for(".announcer", "Copied").await;
        assert_eq!(page.clipboard().await, "plain");
    })
    .await;
}

async fn the_button_stays_while_long_lines_are_scrolled() {
    read_as_usual(async |page: Page| {
        for width in [320, 1280] {
            page.resize(width, 800).await;
            page.hover(".code").await;
            let place = "Math.round(document.querySelector('.copy button').getBoundingClientRect().right)";
            let before = page.js(place).await;
            let inside = "(code => { code.scrollLeft = 250; return code.scrollLeft; })(document.querySelector('.code'))";
            assert_eq!(page.js(inside).await, 250, "the lines are longer than the page is wide");
            assert_eq!(page.js(place).await, before, "at {width}");
            let edge = "Math.round(document.querySelector('.code').getBoundingClientRect().right)";
            assert!(before.as_i64() <= page.js(edge).await.as_i64(), "at {width}");
            page.js("document.querySelector('.code').scrollLeft = 0").await;
        }
    })
    .await;
}

async fn a_post_is_shared_by_its_own_address() {
    let config = "base_url = \"https://quinces.example/blog/\"\n";
    read(&blog(config).press().serve("/blog/").await, async |page: Page| {
        page.click("[data-action=share]").await;
        page.wait_for("[data-action=share]", "Copied").await;
        page.wait_for(".announcer", "Copied").await;
        assert_eq!(page.clipboard().await, "https://quinces.example/blog/quinces/");
        page.wait_for("[data-action=share]", "Copy link").await;
    })
    .await;
    let site = blog(config).press().serve("/blog/").await;
    let page = site.page().await;
    page.without_scripts().await;
    page.go_to("/quinces/").await;
    let shown = "document.querySelector('[data-action=share]').checkVisibility({visibilityProperty: true})";
    assert_eq!(page.js(shown).await, false, "no button is there that does nothing");
}

/// A phone's own sheet for sharing, which says what it was given.
const SHEET: &str = "navigator.share = given => (window.given = given, Promise.resolve())";

async fn a_phone_shares_by_its_own_sheet() {
    let site = blog("base_url = \"https://quinces.example/\"\n").press().serve("/").await;
    let page = site.page().await;
    page.on_a_phone().await;
    page.before_pages(SHEET).await;
    page.go_to("/quinces/").await;
    page.wait_for("[data-action=share]", "Share").await;
    page.click("[data-action=share]").await;
    page.wait_until("the sheet", "window.given").await;
    let given = page.js("[given.title, given.url]").await;
    assert_eq!(given, serde_json::json!([page.title().await, "https://quinces.example/quinces/"]));
}

async fn what_is_not_shown_is_not_asked_for() {
    let off = |names: &[&str]| {
        let lines = names.iter().map(|name| [name, " = false\n"].concat()).collect::<String>();
        blog(&format!("[show]\n{lines}")).press()
    };
    for (name, its) in [
        ("contents", ".toc"),
        ("anchors", ".anchor"),
        ("copy", ".copy"),
        ("zoom", "img[role=button]"),
        ("share", "[data-action=share]"),
    ] {
        read(&off(&[name]).serve("/").await, async |page: Page| {
            page.press(TAB).await;
            assert_eq!(page.count(its).await, 0, "{name}");
        })
        .await;
    }
    read(&off(&["footnotes"]).serve("/").await, async |page: Page| {
        page.click("#fnref-1 a").await;
        page.wait_for_place("/quinces/#fn-1").await;
    })
    .await;
    let all = ["contents", "anchors", "copy", "footnotes", "zoom", "share", "films"];
    let site = off(&all).serve("/").await;
    let page = site.open("/other/").await;
    page.start_app().await;
    page.click_link("the quinces").await;
    page.wait_for("h1", "Quinces").await;
    page.press(TAB).await;
    assert_eq!(site.requests("*reading-*"), 0, "{:?}", site.log());
}

async fn under_a_finger_everything_is_there() {
    let site = blog("").press().serve("/").await;
    let page = site.page().await;
    page.on_a_phone().await;
    page.go_to("/other/").await;
    page.start_app().await;
    page.click_link("the quinces").await;
    page.wait_for("h1", "Quinces").await;
    page.wait_until("the buttons", "document.querySelectorAll('.copy button').length === 2").await;
    assert_eq!(page.count(".anchor").await, 3);
    let seen = "[...document.querySelectorAll('.anchor, .copy button')] \
        .every(one => getComputedStyle(one).opacity === '1' && one.getBoundingClientRect().height >= 24)";
    assert_eq!(page.js(seen).await, true);
    assert_eq!(page.js("document.documentElement.scrollWidth").await, 390, "nothing hangs out");
}
