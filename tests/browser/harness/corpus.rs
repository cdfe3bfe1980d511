//! The blogs that several promises share: one of forty small posts with everything in it, the sample blog of each look,
//! and the real `rust-blog`.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, OnceLock, PoisonError};

use super::blog::{Blog, Pressed, Source, new_folder, press, press_on};
use super::engine::Engine;
use super::page::Page;
use super::site::Site;
use super::trial;

/// The paths that sites are served under.
pub(crate) const BASES: [&str; 2] = ["/", "/blog/"];

/// Forty posts about leaves, numbered; pressed once for each source and path that they will be served under, which the
/// configuration names, as a page for missing addresses can know it from nowhere else.
///
/// Post 1 is long and has a table of contents, `<details>`, code, a footnote and links; every post has the tag `leaf`;
/// even ones are by Ann and tagged `even`, odd ones by Ben; years are 2020 to 2023, ten posts each.
pub(crate) async fn leaves(source: Source, base: &str) -> Site {
    static PRESSED: Mutex<BTreeMap<(Source, String), Pressed>> = Mutex::new(BTreeMap::new());
    let pressed = {
        let mut all = PRESSED.lock().unwrap_or_else(PoisonError::into_inner);
        all.entry((source, base.to_string()))
            .or_insert_with(|| leaves_blog(base).source(source).press())
            .clone()
    };
    pressed.serve(base).await
}

fn leaves_blog(base: &str) -> Blog {
    let config = format!("base_url = \"https://leaves.example{base}\"\n");
    let index = "+++\ntitle = \"Leaves\"\ndescription = \"A blog about leaves.\"\n+++\n";
    let mut blog = Blog::new().config(&config).post("_index.md", index).post("leaf-1.md", &long_post());
    for number in 2..=40 {
        let front = front_matter(number);
        let text = format!(
            "{front}The plain words of leaf {number} begin here.\n\n## Middle\n\nSee [the first](leaf-1.md), or \
             [its code](leaf-1.md#code).\n\n{}",
            "A leaf is turned, and another leaf is read. ".repeat(60)
        );
        blog = blog.post(&format!("leaf-{number}.md"), &text);
    }
    blog
}

fn front_matter(number: usize) -> String {
    let (author, parity) = if number.is_multiple_of(2) { ("Ann", ", \"even\"") } else { ("Ben", "") };
    let series = if number <= 4 { "series = \"Beginnings\"\n" } else { "" };
    let month = (number % 10) + 1;
    format!(
        "+++\ntitle = \"Leaf {number}\"\ndate = {}-{month:02}-15\nauthors = [\"{author}\"]\n\
         categories = [\"Paper\"]\ntags = [\"leaf\"{parity}]\n{series}+++\n",
        2020 + (number - 1) / 10
    )
}

fn long_post() -> String {
    let mut text = front_matter(1);
    text += "Selectable words stand in the first paragraph.[^1]\n\n<details><summary>More</summary>\n\nHidden words.\n\n\
             </details>\n\n";
    for (title, word) in [("Code", "code"), ("Quinces", "quinces"), ("Medlars", "medlars")] {
        let _ = write!(
            text,
            "## {title}\n\n{}\n\n",
            format!("Some sentences about {word} fill the page. ").repeat(80)
        );
        if word == "code" {
            let _ = write!(text, "```rust\nfn main() {{ println!(\"{}\"); }}\n```\n\n", "long ".repeat(80));
        }
    }
    text += "[Down to the medlars](#medlars) or [the second](leaf-2.md).\n\n[^1]: The note itself.\n";
    text
}

/// Does something on the home page of the forty leaves, with the app ready: for both sources, under both paths. What
/// differs by the engine does not differ by how the two meet, so that others than Chromium have each once.
pub(crate) async fn everywhere(act: impl AsyncFn(Page)) {
    let all = Source::BOTH.into_iter().flat_map(|source| BASES.map(|base| (source, base)));
    let each: Vec<_> = Source::BOTH.into_iter().zip(BASES).collect();
    let is_chromium = trial::engine() == Engine::Chromium;
    for (source, base) in all.filter(|pair| is_chromium || each.contains(pair)) {
        trial::variant(format!("{source:?} under {base}"));
        let page = leaves(source, base).await.open("/").await;
        page.start_app().await;
        act(page).await;
    }
}

/// The address of one of the forty leaves.
pub(crate) fn leaf(site: &Site, number: usize) -> String {
    let end = format!("/leaf-{number}/");
    site.pages()
        .into_iter()
        .find(|path| path.ends_with(&end))
        .unwrap_or_else(|| panic!("leaf {number} was not pressed"))
}

/// The sample blog of a look, pressed on a day after its newest post.
pub(crate) fn sample(look: &str) -> Pressed {
    let blog = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/blogs").join(look);
    press_on(1_795_219_200, blog.join("content"), blog.join("quire.toml"))
}

/// The endings of pictures and films.
const PICTURES: &[&str] = &["png", "jpg", "jpeg", "gif", "svg", "webp", "mp4", "webm"];

/// A file or folder below the shared folder; without it the promise counts as ignored.
fn shared(path: &str) -> Option<PathBuf> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let shared = std::env::var_os("QUIRE_SHARED").map_or(beside, PathBuf::from);
    let found = shared.join(path);
    if !found.exists() {
        trial::ignore(&format!("{path} is not on this machine; QUIRE_SHARED may name the folder of it"));
        return None;
    }
    Some(found)
}

/// The folder of the `rust-blog`, when this machine has it.
pub(crate) fn rust_blog_content() -> Option<PathBuf> {
    shared("data/blogs/rust-blog/content")
}

/// The attacks that `DOMPurify` is tested with, when this machine has them.
pub(crate) fn attacks() -> Option<Vec<String>> {
    let text = std::fs::read_to_string(shared("data/suites/dompurify/expect.json")?).ok()?;
    let all: serde_json::Value = serde_json::from_str(&text).ok()?;
    let payload = |one: &serde_json::Value| Some(one["payload"].as_str()?.to_string());
    all.as_array()?.iter().map(payload).collect()
}

/// The real `rust-blog`, pressed once for each source; without it the promise counts as ignored.
///
/// Its pictures are not in this copy, or lie on other hosts, which the browser of the promises cannot reach.
pub(crate) fn rust_blog(source: Source) -> Option<Pressed> {
    static PRESSED: [OnceLock<Pressed>; 2] = [const { OnceLock::new() }; 2];
    let content = rust_blog_content()?;
    trial::expect_console("net::ERR_NAME_NOT_RESOLVED");
    let press = || {
        let config = new_folder().join("quire.toml");
        let text = "title = \"Rust Blog\"\n[keys]\nteam = \"tags\"\n";
        std::fs::write(&config, text).expect("the configuration can be written");
        press(content, Some(config), source).lacking(PICTURES)
    };
    Some(PRESSED[source as usize].get_or_init(press).clone())
}
