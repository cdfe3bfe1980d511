//! Nothing sticks out and no text is cut, from a small phone to a wide desk, whatever an author writes.

use serde_json::Value;

use crate::harness::{Blog, Page, Source, note, promises, rust_blog};
use crate::pier::pier;

promises![the_rust_blog_fits_every_width, the_pier_fits_every_width, what_is_hard_to_set_fits_every_width];

const WIDTHS: [u32; 4] = [320, 390, 820, 1440];
const LAYOUT: &str = include_str!("scripts/layout.js");

/// Looks at pages in every width; says how many it saw.
async fn look_at(page: &Page, paths: &[String]) -> usize {
    let mut found = Vec::new();
    for path in paths {
        page.go_to(path).await;
        if path.starts_with("/search/") {
            page.wait_until("results", "document.querySelector('.results .hits article.card')").await;
        }
        for width in WIDTHS {
            page.resize(width, 900).await;
            let said = page.run(LAYOUT, &[]).await.unwrap_or_else(|error| panic!("{path}: {error}"));
            let lines = said.as_array().cloned().unwrap_or_default();
            found.extend(
                lines.iter().filter_map(Value::as_str).map(|line| format!("{path} at {width}: {line}")),
            );
        }
    }
    let shown = found.iter().take(20).cloned().collect::<Vec<_>>().join("\n");
    assert!(found.is_empty(), "{} places:\n{shown}", found.len());
    paths.len()
}

async fn the_rust_blog_fits_every_width() {
    let Some(pressed) = rust_blog(Source::Requests) else { return };
    let site = pressed.serve("/").await;
    site.expect_failure("/nothing/");
    let pages = site.pages();
    let mut paths: Vec<String> =
        ["/", "/archive/", "/search/?q=rust", "/nothing/"].map(str::to_string).into();
    for kind in ["/tags/", "/categories/", "/authors/", "/archive/"] {
        paths.extend(pages.iter().filter(|path| path.starts_with(kind)).take(3).cloned());
    }
    // Every twentieth post; their addresses begin with the year.
    let posts = pages.iter().filter(|path| path.starts_with("/20")).step_by(20);
    paths.extend(posts.cloned());
    let count = look_at(&site.page().await, &paths).await;
    note(format!("{count} pages of rust-blog in {} widths", WIDTHS.len()));
}

async fn the_pier_fits_every_width() {
    let site = pier(Source::Whole, "/").await;
    let count = look_at(&site.page().await, &site.pages()).await;
    note(format!("{count} pages in {} widths", WIDTHS.len()));
}

fn nasty() -> Blog {
    let word = "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen".repeat(3);
    let cells = "| cell with several words ".repeat(14) + "|";
    let table = format!("{cells}\n{}|\n{cells}\n", "|---".repeat(14));
    let code = format!("```\n{}\n```\n", "let_a_very_long_line_run = ".repeat(20));
    let long = format!(
        "+++\ntitle = \"{word}\"\ndate = 2024-01-01\ntags = [\"{word}\", \"b\"]\nauthors = [\"{word}\"]\n\
         description = \"{word}\"\n+++\n{word}\n\n## {word}\n\n## B\n\n## C\n\n{table}\n{code}\n> {word}\n\n- {word}\n\n\
         `{word}`\n\n1. {code}\n\nhttps://a.example/{}\n",
        "path/".repeat(60)
    );
    let arabic = "+++\ntitle = \"كيف تجعل المدونة سريعة وسهلة القراءة\"\ndate = 2024-01-02\nlang = \"ar\"\n\
        tags = [\"مدونة\"]\n+++\nهذه فقرة من النص العربي مع `code` و [رابط](long.md) وكلمات English في السطر.\n\n\
        > اقتباس من كتاب قديم.\n\n- أول\n- ثان\n";
    let japanese = format!(
        "+++\ntitle = \"{}\"\ndate = 2024-01-03\nlang = \"ja\"\ntags = [\"日本語\"]\n+++\n{}\n",
        "静的なページは読者のブラウザで動くアプリより先に届きます".repeat(2),
        "これはとても長い段落で、区切りの空白がありません。".repeat(20)
    );
    Blog::new()
        .config("base_url = \"https://nasty.example/blog/\"")
        .post("_index.md", &format!("+++\ntitle = \"{word}\"\ndescription = \"{word}\"\n+++\n"))
        .post("long.md", &long)
        .post("arabic.md", arabic)
        .post("japanese.md", &japanese)
}

async fn what_is_hard_to_set_fits_every_width() {
    let site = nasty().press().serve("/blog/").await;
    site.expect_failure("/nothing/");
    let mut paths = site.pages();
    paths.extend(["/search/?q=d".to_string(), "/nothing/".to_string()]);
    let count = look_at(&site.page().await, &paths).await;
    note(format!("{count} pages in {} widths", WIDTHS.len()));
}
