//! Every kind of page keeps the content security policy that it is served with: the header that `quire build --host`
//! writes, and the one that each page carries for hosts that send none.

use serde_json::{Value, json};

use crate::harness::{BASES, Blog, Engine, Page, Site, Source, engine, expect_console, promises, variant};

promises! {
    in every engine:
    a_page_that_breaks_the_policy_is_noticed,
    every_kind_of_page_keeps_the_policy,
    a_page_that_asks_another_server_is_noticed,
}

/// Gathers breaches; the harness has a listener of its own, which puts them into the console.
const WATCH: &str = "window.breaches = []; addEventListener('securitypolicyviolation', \
    event => breaches.push(event.effectiveDirective))";

const POST: &str = "---
title: Everything
date: 2024-02-01
tags: [ink, paper]
categories: [Craft]
series: Beginnings
authors: [Ann]
aliases: [old/everything/]
cover: {image: pier.svg, alt: The pier}
---
Words.[^1]

```rust
fn main() { println!(\"{}\", 1); }
```

| left | centre | right |
|:-----|:------:|------:|
| 1    | 2      | 3     |

![Pier](pier.svg \"From the slip\")

![A film](film.mp4)

{{< youtube dQw4w9WgXcQ >}}

<details><summary>More</summary>

- [x] done

</details>

> [!WARNING]
> It burns.

<p style=\"color: red\" onclick=\"alert(1)\">By hand.</p>

[^1]: The note.
";

/// Every kind of page, and the heading that it has.
const KINDS: [(&str, &str); 18] = [
    ("/", "Pier"),
    ("/page/2/", "Pier"),
    ("/everything/", "Everything"),
    ("/about/", "About"),
    ("/tags/", "Tags"),
    ("/tags/ink/", "ink"),
    ("/categories/", "Categories"),
    ("/categories/craft/", "Craft"),
    ("/series/", "Series"),
    ("/series/beginnings/", "Beginnings"),
    ("/authors/", "Authors"),
    ("/authors/ann/", "Ann"),
    ("/archive/", "Archive"),
    ("/archive/2024/", "2024"),
    ("/search/?q=words", "Search"),
    ("/old/everything/", "Everything"),
    ("/nothing/here/", "There is no such page"),
    ("/offline.html", "You are offline"),
];

async fn blog(source: Source, base: &str) -> Site {
    let picture = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"8\" height=\"4\"><rect width=\"8\" height=\"4\"/></svg>";
    let mut blog = Blog::new()
        .source(source)
        .config(&format!(
            "title = \"Pier\"\nbase_url = \"https://pier.example{base}\"\nhost = \"netlify\"\noffline = true\npage_size = 3\n\
             [feeds]\nof = [\"tags\"]\n"
        ))
        .post("pier.svg", picture)
        .post("film.mp4", "")
        .post("everything.md", POST)
        .post("about.md", "---\ntitle: About\n---\nI write.\n");
    for leaf in 1..=4 {
        let text = format!("---\ntitle: Leaf {leaf}\ndate: 2024-01-0{leaf}\n---\nWords of leaf {leaf}.\n");
        blog = blog.post(&format!("leaf-{leaf}.md"), &text);
    }
    let site = blog.press().serve(base).await;
    site.expect_failure("/nothing/here/*");
    // Nobody has made a film.
    site.expect_failure("*.mp4");
    site
}

/// The policy in the file of rules that was written for the host.
fn header(site: &Site) -> String {
    let rules = std::fs::read_to_string(site.folder().join("_headers")).expect("the rules for the host");
    let line = rules.lines().find_map(|line| line.trim().strip_prefix("Content-Security-Policy: "));
    line.expect("a policy").to_string()
}

async fn is_kept(page: &Page, path: &str, when: &str) {
    assert_eq!(page.js("breaches").await, json!([]), "{path} {when}");
}

async fn shows(page: &Page, path: &str, heading: &str) {
    page.wait_for("h1", heading).await;
    if path.starts_with("/search/") {
        page.wait_until("results", "document.querySelector('.results .hits article')").await;
    }
}

async fn every_kind_of_page_keeps_the_policy() {
    // What the header and the element mean, Chromium shows with both sources; the others take one of each.
    let is_chromium = engine() == Engine::Chromium;
    for (source, base) in Source::BOTH.into_iter().zip(BASES) {
        for sends_header in [true, false].into_iter().filter(|sends| is_chromium || *sends == (base == "/")) {
            variant(format!("{source:?} under {base}, header: {sends_header}"));
            let site = blog(source, base).await;
            let policy = header(&site);
            assert!(policy.contains("script-src 'self' 'wasm-unsafe-eval' 'sha256-"), "{policy}");
            assert!(policy.contains("style-src 'self';"), "{policy}");
            site.set_policy(if sends_header { &policy } else { "" });
            let page = site.page().await;
            page.before_pages(WATCH).await;
            for (path, heading) in KINDS {
                page.go_to(path).await;
                shows(&page, path, heading).await;
                is_kept(&page, path, "as it was pressed").await;
                page.start_app().await;
                is_kept(&page, path, "with the app").await;
            }
            page.go_to("/").await;
            page.start_app().await;
            for (path, heading) in KINDS.into_iter().filter(|(path, _)| *path != "/offline.html") {
                let go = "return document.getElementById('quire').quire.go(arguments[0]).then(() => 1)";
                page.run(go, &[site.url(path).into()]).await.expect("the app goes there");
                if path != "/nothing/here/" {
                    shows(&page, path, heading).await;
                }
                is_kept(&page, path, "as the app draws it").await;
            }
            page.press("/").await;
            page.wait_until("the palette", "document.activeElement.matches('dialog [name=q]')").await;
            page.type_into("dialog [name=q]", "words").await;
            page.wait_until("an answer", "document.querySelector('dialog .post')").await;
            is_kept(&page, "the palette", "with an answer").await;
        }
    }
}

async fn a_page_that_breaks_the_policy_is_noticed() {
    expect_console("policy: ");
    expect_console("Content Security Policy");
    for sends_header in [true, false] {
        let site = blog(Source::Whole, "/").await;
        let page = std::fs::read_to_string(site.folder().join("index.html")).expect("the home page");
        let breaks = "<main><p style=\"color: red\">Red.</p><script>document.title = 'broken'</script>";
        let broken = page.replacen("<main", &format!("{breaks}</main><main"), 1);
        std::fs::write(site.folder().join("broken.html"), broken).expect("a page");
        let policy = header(&site);
        site.set_policy(if sends_header { &policy } else { "" });
        let page = site.page().await;
        page.before_pages(WATCH).await;
        page.go_to("/broken.html").await;
        page.wait_until("both breaches", "breaches.length >= 2").await;
        let Value::Array(mut breaches) = page.js("breaches").await else { panic!("a list") };
        breaches.sort_by_key(ToString::to_string);
        // The header and the page's own policy are two.
        breaches.dedup();
        assert_eq!(breaches, [json!("script-src-elem"), json!("style-src-attr")], "header: {sends_header}");
        assert_eq!(page.title().await, "Pier");
    }
}

/// No promise lets its browser reach another server, and what the console says of that is a failure of any of them.
async fn a_page_that_asks_another_server_is_noticed() {
    let site = blog(Source::Whole, "/").await;
    let page = std::fs::read_to_string(site.folder().join("index.html")).expect("the home page");
    let asks = "<img src=\"https://elsewhere.example/count.png\" alt=\"\"><main";
    std::fs::write(site.folder().join("asks.html"), page.replacen("<main", asks, 1)).expect("a page");
    let page = site.page().await;
    page.go_to("/asks.html").await;
    page.wait_until("the refusal", "document.querySelector('img[src*=elsewhere]').complete").await;
    // The console has come to rest where the page is left.
    page.go_to("/").await;
    let said = page.console().await;
    assert!(said.iter().any(|line| line.contains("https://elsewhere.example/count.png")), "{said:?}");
}
