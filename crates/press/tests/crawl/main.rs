//! Every address that a pressed site says leads somewhere on it: the handbook and the real `rust-blog` are crawled, at the
//! root of a host and below a path.
//!
//! What an author's own links get wrong the tool has to know, and to say: the crawl finds those, and no other.

mod host;
mod page;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use quire_press::{BuildOptions, Problem, ProjectOptions, Rule, build};
use serde_json::Value;

use host::{Found, Host};
use page::{Document, Kind};

/// Where the blog lives: at the root of its host, and below a path.
const BASES: [&str; 2] = ["https://crawled.example/", "https://crawled.example/blog/"];

/// What is wrong, and how often.
type Counted = BTreeMap<String, usize>;

#[test]
fn every_address_in_the_handbook_leads_somewhere() {
    let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content");
    let config = content.join("quire.toml");
    let crawled = crawl(&content, Some(config));
    assert!(crawled.pages > 30 && crawled.addresses > 2000 && crawled.wrong == 0, "{crawled:?}");
}

#[test]
fn every_address_in_the_rust_blog_leads_somewhere_but_those_that_the_tool_names() {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let shared = std::env::var_os("QUIRE_SHARED").map_or(beside, PathBuf::from);
    let blog = shared.join("data/blogs/rust-blog");
    if !blog.is_dir() {
        eprintln!("skipped: rust-blog is not on this machine; QUIRE_SHARED may name the folder of its data/");
        return;
    }
    let crawled = crawl(&blog.join("content"), None);
    assert!(crawled.pages > 500 && crawled.addresses > 20_000, "{crawled:?}");
    assert!(crawled.wrong > 100, "its pictures are not in this copy, and the crawl can see it: {crawled:?}");
}

/// How much was looked at.
#[derive(Debug, Default)]
struct Crawled {
    pages: usize,
    addresses: usize,
    wrong: usize,
}

fn crawl(content: &Path, config: Option<PathBuf>) -> Crawled {
    let folder = tempfile::tempdir().expect("a folder");
    let config = config.unwrap_or_else(|| {
        let file = folder.path().join("quire.toml");
        // Preview pictures would take longer than all the rest.
        fs::write(&file, "title = \"Crawled\"\npreviews = false\n").expect("a file");
        file
    });
    // The app itself is not needed, but pages have to name its files rightly.
    let app = folder.path().join("app");
    fs::create_dir(&app).expect("a folder");
    for name in ["quire-app-1.js", "quire-app-1_bg.wasm"] {
        fs::write(app.join(name), name).expect("a file");
    }
    let mut crawled = Crawled::default();
    for base in BASES {
        let options = BuildOptions {
            project: ProjectOptions {
                content: content.to_owned(),
                config: Some(config.clone()),
                base_url: Some(base.to_owned()),
                ..ProjectOptions::default()
            },
            // The second build takes the preview pictures of the first.
            out: folder.path().join("site"),
            app: Some(app.clone()),
            ..BuildOptions::default()
        };
        let said = build(&options).unwrap_or_else(|error| panic!("{base}: {error}"));
        let host = Host::new(&options.out, base);
        let mut wrong = Counted::new();
        crawled = look_through(&host, &mut wrong);
        crawled.wrong = wrong.values().sum();
        compare(base, &wrong, &known(&said.problems));
    }
    eprintln!("{}: {crawled:?}", content.display());
    crawled
}

/// Both must be the same; what only one of them has is shown.
fn compare(base: &str, found: &Counted, said: &Counted) {
    let differs = |(line, count): (&String, &usize)| {
        let (found, said) = (found.get(line).unwrap_or(&0), said.get(line).unwrap_or(&0));
        (found != said && *count > 0).then(|| format!("{line} (found {found} times, said {said} times)\n"))
    };
    let lines: BTreeSet<String> = found.iter().chain(said).filter_map(differs).collect();
    assert!(lines.is_empty(), "{base}: {} differences:\n{}", lines.len(), String::from_iter(lines));
}

/// What the tool has said of links and pictures, in the words of the crawl.
fn known(problems: &[Problem]) -> Counted {
    let mut known = Counted::new();
    let mut say = |line: String| *known.entry(line).or_default() += 1;
    let quoted = |message: &str, number: usize| message.split('`').nth(number).map(str::to_owned);
    for Problem { rule, message, .. } in problems {
        let file = || message.split_once("put it at ").and_then(|(_, rest)| rest.split(", or").next());
        let names = |words: &str| message.starts_with(words);
        match rule {
            Rule::DeadLink if names("there is no page or file") => {
                say(format!("there is no {}", quoted(message, 1).expect("the address")));
            }
            Rule::DeadLink | Rule::MissingPicture if file().is_some() => {
                say(format!("there is no /{}", file().unwrap_or_default()));
            }
            Rule::DeadAnchor if names("there is no heading") => {
                say(format!("there is no #{} here", quoted(message, 1).expect("the name")));
            }
            Rule::DeadAnchor => {
                let place = quoted(message, 1).expect("the name");
                say(format!("there is no {place} in {}", quoted(message, 3).expect("the address")));
            }
            _ => {}
        }
    }
    known
}

/// Looks at every address on the site; what is wrong is counted in `wrong`.
fn look_through(host: &Host, wrong: &mut Counted) -> Crawled {
    let mut crawled = Crawled::default();
    let mut say = |line: String| *wrong.entry(line).or_default() += 1;
    let documents: BTreeMap<String, Document> = host.documents();
    for (path, document) in &documents {
        crawled.pages += 1;
        document.repeated.iter().for_each(|id| say(format!("{path} has the id {id} more than once")));
        document.lost.iter().for_each(|id| say(format!("{path} names the id {id}, which it has not")));
        // The page for missing addresses is shown anywhere, so that every address in it has to be whole.
        let shown_at = if path == "404.html" { "some/where/deep/" } else { path };
        for address in &document.addresses {
            crawled.addresses += 1;
            if let Some(fragment) = address.text.strip_prefix('#') {
                let fragment = host::place(fragment);
                let lost = fragment.filter(|name| !document.ids.contains(name));
                if let Some(name) = lost {
                    say(format!("there is no #{name} here"));
                }
                continue;
            }
            match host.find(shown_at, &address.text) {
                Err(why) => say(format!("{path}: {}: {why}", address.text)),
                Ok(Found::Elsewhere) => {}
                Ok(Found::Nothing(place)) => say(format!("there is no /{place}")),
                Ok(Found::File { file, fragment }) => {
                    let Some(fragment) = fragment.filter(|_| address.kind == Kind::Link) else { continue };
                    if !documents.get(&file).is_some_and(|target| target.ids.contains(&fragment)) {
                        let page = file.strip_suffix("index.html").unwrap_or(&file);
                        say(format!("there is no #{fragment} in /{page}"));
                    }
                }
            }
        }
    }
    for (file, address) in told_to_others(host) {
        crawled.addresses += 1;
        match host.find(&file, &address) {
            Ok(Found::File { .. }) => {}
            other => say(format!("{file} names {address}: {other:?}")),
        }
    }
    crawled
}

/// The addresses of this site in its feeds, its sitemap and the files that the app reads, by file.
fn told_to_others(host: &Host) -> Vec<(String, String)> {
    let mut told = Vec::new();
    let mut tell = |file: &str, address: &str| told.push((file.to_owned(), address.to_owned()));
    for file in ["sitemap.xml", "robots.txt"] {
        let text = host.text(file);
        let ends = |sign: char| sign.is_whitespace() || matches!(sign, '<' | '"');
        let addresses = text.match_indices(&*host.base).map(|(at, _)| &text[at..]);
        addresses.for_each(|rest| tell(file, &rest.split(ends).next().unwrap_or(rest).replace("&amp;", "&")));
    }
    for file in ["atom.xml", "rss.xml", "feed.json"] {
        let feed = feed_rs::parser::parse(host.text(file).as_bytes())
            .unwrap_or_else(|error| panic!("{file}: {error}"));
        assert!(!feed.entries.is_empty(), "{file}");
        let of_entries = feed.entries.iter().flat_map(|entry| &entry.links);
        let links = feed.links.iter().chain(of_entries).map(|link| link.href.as_str());
        links.filter(|link| link.starts_with(&*host.base)).for_each(|link| tell(file, link));
        for entry in &feed.entries {
            let html = entry.content.as_ref().and_then(|content| content.body.clone()).unwrap_or_default();
            for address in Document::read(&html).addresses {
                assert!(address.text.contains(':'), "{file}: {} means nothing in a feed", address.text);
            }
        }
    }
    let site: Value = serde_json::from_str(&host.text("site.json")).expect("JSON");
    let index = site["_quire"]["index"].as_array().expect("the first files of the index");
    index.iter().filter_map(Value::as_str).for_each(|name| tell("site.json", name));
    told
}
