//! The sample blogs in `tests/blogs/` show what Quire draws, each in the shape of a kind of blog that people write.
//! Here each is pressed, and what its kind of blog stands for has to be in its pages, so that no look is drawn for
//! elements that are not there.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use scraper::{ElementRef, Html, Selector};

/// The clock of every test, after the last post: 21 November 2026.
const NOW: &str = "1795219200";

/// What must be there: the blog, its page or `*` for any, the element as a selector, and words in it.
type Row = (&'static str, &'static str, &'static str, &'static str);

/// Beside these, `EVERY_BLOG` is true of all.
const ROWS: &[Row] = &[
    // A printed quarterly: issue and month, a standfirst that names its author, sections, a pinned introduction at the
    // end, a colophon.
    ("notebook", "", ".title.home .issue span:nth-of-type(1)", "Vol. II · Issue 05"),
    ("notebook", "", ".title.home .issue span:nth-of-type(2)", "November 2026"),
    ("notebook", "", ".title.home .issue .pale[data-number='05']", ""),
    ("notebook", "", ".title.home .description", "written by Ines Halloran"),
    ("notebook", "", ".parts > section:nth-of-type(1) > h2 .number", "01"),
    ("notebook", "", ".parts > section:nth-of-type(3) > h2 .number", "03"),
    ("notebook", "", ".parts > section:nth-of-type(1) > h2", "Long pieces"),
    ("notebook", "", ".parts > section:nth-of-type(1) article:nth-of-type(3):last-of-type .summary", "swap"),
    ("notebook", "", ".parts > section:nth-of-type(2) > h2", "From the bench"),
    ("notebook", "", ".parts > section:nth-of-type(3) > h2", "A rain gauge from nothing"),
    ("notebook", "", ".parts > section:nth-of-type(3) article:first-of-type h3", "The seesaw"),
    ("notebook", "", ".subscribe:nth-of-type(4) h2", "The next issue"),
    ("notebook", "", ".subscribe .promise", "nothing for sale"),
    (
        "notebook",
        "",
        ".subscribe form[method=post][action^='https://letters'] input[type=email][required]",
        "",
    ),
    ("notebook", "", ".subscribe form button", "Subscribe"),
    ("notebook", "", ".subscribe .hint", "About 640 readers."),
    (
        "notebook",
        "",
        ".parts > section:nth-of-type(5):last-of-type article.pinned:only-of-type .minutes",
        "Pinned",
    ),
    ("notebook", "*", "footer .colophon", "Set in Fraunces, IBM Plex and JetBrains Mono"),
    ("notebook", "", ".masthead nav a[href='./colophon/']", "Colophon"),
    ("notebook", "colophon", ".body", "Fraunces"),
    ("notebook", "rain-gauge-3-the-record", "article > .series", "Part 3 of 3 in A rain gauge from nothing"),
    ("notebook", "rain-gauge-3-the-record", ".facts .updated", "updated 19 October 2026"),
    ("notebook", "rain-gauge-1-the-seesaw", ".body dl dd", "The circle that catches"),
    ("notebook", "the-wall-was-wrong", ".body figure img[src$='.png'][alt][width][height]", ""),
    ("notebook", "how-far-a-crystal-wanders", "figure.cover figcaption", "only ever slows"),
    ("notebook", "*", ".body aside", "Important"),
    ("notebook", "*", ".body code.language-python .hl-keyword", ""),
    ("notebook", "*", ".body code.language-rust .hl-keyword", ""),
    ("notebook", "*", ".body code.language-c", ""),
    // An engineering log: what it is about, then entries with a kind, a standfirst, a date in figures and a reading time,
    // newest first, ten to a page, over three years.
    ("ledger", "", ".title.home .description", "timetable data"),
    ("ledger", "", "article.card:nth-of-type(10):last-of-type", ""),
    ("ledger", "", "article.card:first-of-type time", "2026-11-10"),
    ("ledger", "", "article.card:first-of-type .kinds a", "Measurement"),
    ("ledger", "", "article.card:first-of-type .minutes", "2 min read"),
    ("ledger", "", ".cards > .year:first-child", "2026"),
    ("ledger", "", "nav[aria-label='Years'] li.h10 a[href$='archive/2025/']", "2025"),
    ("ledger", "", "article.card:last-of-type time", "2025-06-30"),
    ("ledger", "", "article.card .summary", "one loop replaced our graph"),
    ("ledger", "", ".pager", "1–10 of 15"),
    ("ledger", "page/2", "article.card:last-of-type time", "2024-03-11"),
    ("ledger", "archive", ".years li:nth-of-type(3):last-of-type", "2024"),
    ("ledger", "categories", "section.terms li:nth-of-type(4):last-of-type", ""),
    ("ledger", "categories/incident", "article.card:nth-of-type(2) h2", "The morning of two Sundays"),
    ("ledger", "", ".footer .colophon", "two machines"),
    ("ledger", "2026/polling-is-fine", ".end .edit[href$='/2026-02-17-polling-is-fine.md']", ""),
    ("ledger", "2026/polling-is-fine", "footer.end [aria-label='Kinds'] a", "Report"),
    ("ledger", "2025/the-morning-of-two-sundays", ".facts .byline a:nth-of-type(2)", "Emil Amoah"),
    ("ledger", "2025/ten-nights-of-nonsense", "article > .series", "Part 3 of 3 in The feed reader"),
    ("ledger", "2026/before-you-take-a-feed", ".body input[type=checkbox]", ""),
    ("ledger", "*", ".body code.language-sql .hl-keyword", ""),
    ("ledger", "*", ".body code.language-diff .hl-inserted", ""),
    ("ledger", "*", ".body code.language-http", ""),
    // A journal: by-line and tagline, reading time and tags on every entry, a page of all tags.
    ("journal", "", ".title.home .tagline", "A journal by Maren Holt"),
    ("journal", "", ".title.home .description", "Essays on listening"),
    ("journal", "", "article.card:first-of-type .minutes + h2", "The Comma"),
    ("journal", "", "article.card:first-of-type .minutes", "min read"),
    ("journal", "", "article.card:first-of-type .summary", "the oldest moral problem in my trade."),
    ("journal", "", "article.card:first-of-type .tags li:nth-of-type(4)", ""),
    ("journal", "tags", "section.terms .number", ""),
    ("journal", "tags", "section.terms .many a", "craft"),
    ("journal", "tags", "section.terms .few a", "tools"),
    // A front page: lead pictures with their room and their colour, excerpts that are cut, tags in the text, series that are
    // named or read from titles, with episodes and a strip of them, digests with their stories.
    ("magazine", "", "article.card:first-of-type img.lead[width='1600'][height='900'][data-color]", ""),
    ("magazine", "", "article.card img.lead[src$='ferry.jpg'][srcset][loading=lazy]", ""),
    ("magazine", "", "article.card .summary", "…"),
    ("magazine", "", "article.card .summary .more", "Read more"),
    ("magazine", "", "article.card .serial a", "Lamp and Map"),
    ("magazine", "", "article.card .serial .episode", "Episode 5"),
    ("magazine", "", "article.card .kinds a[href$='digest/']", "Digest"),
    ("magazine", "", "article.card .about .tags:not(.kinds) a", "WinterRiding"),
    ("magazine", "", ".parts > section:nth-of-type(2) article:first-of-type .episode", "Episode 1"),
    ("magazine", "", ".parts > section:nth-of-type(3) article:nth-of-type(3) time", "Thu Oct 8 2026"),
    (
        "magazine",
        "series/the-back-room-workshop",
        "[data-of=series] article:nth-of-type(5):last-of-type .episode",
        "Episode 5",
    ),
    ("magazine", "*", "article.post figure.cover img[alt]", ""),
    ("magazine", "*", ".body > figure:first-child img[src$='ferry.jpg']", ""),
    ("magazine", "*", ".body a[href*='tags/']", "#Wexcombe"),
    ("magazine", "*", "article > .series", "Part 2 of 5"),
    ("magazine", "*", "nav.series li.past a[title='Why the Chain Skips']", "1"),
    ("magazine", "*", "nav.series a[aria-current=page]", "5"),
    ("magazine", "*", ".toc li a[href^='#']", "Story 3"),
    ("magazine", "*", ".body h2", "Story 1"),
];

/// Page, element and words that every blog has.
const EVERY_BLOG: &[(&str, &str, &str)] = &[
    ("", "a.skip[href='#content']", "Skip to content"),
    ("", ".masthead nav a", "About"),
    ("", "article.card .summary", ""),
    ("", "article.card time[datetime]", ""),
    ("*", ".facts .byline a", ""),
    ("*", "footer.end .tags a", ""),
    ("*", ".related li a", ""),
    ("*", ".neighbours a[rel=prev]", "Previous"),
    ("*", ".neighbours a[rel=next]", "Next"),
];

/// What blogs about technical things have somewhere, beside that.
const TECHNICAL: &[(&str, &str)] = &[
    (".facts .updated", "updated"),
    (".toc li a[href^='#']", ""),
    (".body blockquote p", ""),
    (".body ol li", ""),
    (".body table td", ""),
    (".body aside", "Tip"),
    (".body a[href^='../']", ""),
    (".body .footnote-ref a", "1"),
    (".footnotes .footnote-back", ""),
    (".body figure img[alt]", ""),
    (".body figure figcaption", ""),
];

/// The folders of the blogs, found by reading.
fn blogs() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/blogs");
    let entries =
        fs::read_dir(folder).expect("the sample blogs").map(|entry| entry.expect("an entry").path());
    let mut blogs: Vec<PathBuf> = entries.filter(|blog| blog.is_dir()).collect();
    blogs.sort();
    assert!(blogs.len() == 4, "{blogs:?}");
    blogs
}

fn name(blog: &Path) -> &str {
    blog.file_name().and_then(OsStr::to_str).expect("a name")
}

/// What the tool says, where everything has to go well.
fn quire(blog: &Path, arguments: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_quire"));
    command.args(arguments).current_dir(blog).env("SOURCE_DATE_EPOCH", NOW);
    let output = command.output().expect("quire runs");
    let said = [output.stdout, output.stderr].concat();
    let said = String::from_utf8(said).expect("UTF-8");
    assert!(output.status.success(), "{}: {said}", name(blog));
    said
}

/// A blog that was pressed: its name, and its pages by their addresses.
struct Pressed<'a> {
    name: &'a str,
    pages: BTreeMap<String, Html>,
}

impl Pressed<'_> {
    fn new(blog: &Path) -> Pressed<'_> {
        let out = tempfile::tempdir().expect("a folder");
        let said = quire(blog, &["build", "--out", &out.path().to_string_lossy()]);
        assert!(said.contains(" 0 warnings,") && !said.contains("left out"), "{}: {said}", name(blog));
        let mut pages = BTreeMap::new();
        read_pages(out.path(), out.path(), &mut pages);
        Pressed { name: name(blog), pages }
    }

    /// Says that it lacks an element, if it does.
    fn lacks(&self, page: &str, element: &str, words: &str) -> Option<String> {
        let selector = Selector::parse(element).expect("a selector");
        let has_words = |found: ElementRef<'_>| found.text().collect::<String>().contains(words);
        let mut pages = self.pages.iter().filter(|(address, _)| page == "*" || *address == page);
        let is_there = pages.any(|(_, document)| document.select(&selector).any(has_words));
        (!is_there).then(|| format!("{}: no `{element}` with {words:?} in the page `{page}`", self.name))
    }
}

/// Every HTML document below a folder; `index.html` is the page of its folder.
fn read_pages(root: &Path, folder: &Path, pages: &mut BTreeMap<String, Html>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            read_pages(root, &path, pages);
        } else if path.extension() == Some(OsStr::new("html")) {
            let file = path.strip_prefix(root).expect("a page of the site").to_string_lossy();
            let address = file.strip_suffix("index.html").unwrap_or(&file).trim_end_matches('/');
            let text = fs::read_to_string(&path).expect("a page");
            pages.insert(address.to_owned(), Html::parse_document(&text));
        }
    }
}

#[test]
fn quire_check_has_nothing_to_say_about_any_of_them() {
    for blog in blogs() {
        let said = quire(&blog, &["check"]);
        assert!(said.ends_with("nothing to mend\n"), "{}: {said}", name(&blog));
        assert_eq!(quire(&blog, &["check", "--future"]), said, "{}: a post is still to come", name(&blog));
    }
}

#[test]
fn each_has_at_least_eight_posts_in_its_archive() {
    for blog in blogs() {
        let pressed = Pressed::new(&blog);
        let selector = Selector::parse(".month li a").expect("a selector");
        let links = pressed.pages["archive"].select(&selector);
        let posts: BTreeSet<&str> = links.filter_map(|link| link.attr("href")).collect();
        assert!(posts.len() >= 8, "{}: {posts:?}", pressed.name);
    }
}

#[test]
fn every_element_of_its_kind_of_blog_is_in_its_pages() {
    let mut lacks = Vec::new();
    for blog in blogs() {
        let pressed = Pressed::new(&blog);
        let rows: Vec<&Row> = ROWS.iter().filter(|row| row.0 == pressed.name).collect();
        assert!(!rows.is_empty(), "{}: say in ROWS what it has to show", pressed.name);
        for (_, page, element, words) in rows {
            lacks.extend(pressed.lacks(page, element, words));
        }
        for (page, element, words) in EVERY_BLOG {
            lacks.extend(pressed.lacks(page, element, words));
        }
        let is_technical = ["notebook", "ledger"].contains(&pressed.name);
        for (element, words) in TECHNICAL.iter().filter(|_| is_technical) {
            lacks.extend(pressed.lacks("*", element, words));
        }
    }
    assert!(lacks.is_empty(), "{lacks:#?}");
}
