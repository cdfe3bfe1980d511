//! Every fixture of Jekyll's own tests has a row in `jekyll_fixtures.tsv`: what a reader may expect of it, and the
//! documentation that says so. Held here against what Quire makes of them; without the fixtures it says that it skips.
//!
//! The fixtures are pressed three times: as they are; with a `_config.yml` beside them, by which posts keep their
//! addresses (`kept`); and with the `_` of hidden folders taken away, for what is in those.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use quire_press::content::{self, PostFile, ReadOptions, slashed};
use quire_press::{BuildOptions, ProjectOptions, Rule, build, check};
use serde_json::Value;
use walkdir::WalkDir;

const TABLE: &str = include_str!("jekyll_fixtures.tsv");

/// The columns, as the first line of the table has them. `-` is none.
///
/// - `outcome`: `post`, `page`, `draft`, `skipped` (no Markdown), or `hidden` (a name that begins with `_`), then what
///   the file is once its folder has lost the `_`: `hidden post`, `hidden error`.
/// - `excerpt`: the first words that a list shows; `-` where they are those of the text.
/// - `text`: the whole text, or how it begins, up to `…`.
/// - `problems`: what `quire check` says of the file alone, as `severity rule:line`.
const COLUMNS: &str =
    "fixture\toutcome\taddress\tkept\ttitle\tdate\ttags\tcategories\texcerpt\ttext\tproblems\tsource";

/// Rules about posts beside each other, and one that every fixture breaks.
const BESIDE: [Rule; 4] = [Rule::DuplicateTitle, Rule::SimilarTags, Rule::NoDescription, Rule::UnknownKey];

#[test]
fn every_fixture_of_jekylls_is_what_its_documentation_promises() {
    let Some(root) = fixtures() else { return };
    let mut lines = TABLE.lines();
    assert_eq!(lines.next(), Some(COLUMNS));
    let rows: BTreeMap<&str, Vec<&str>> =
        lines.map(|line| (line.split('\t').next().unwrap_or_default(), line.split('\t').collect())).collect();
    let files = files(&root);
    let held: BTreeSet<&str> = rows.keys().copied().collect();
    let there: BTreeSet<&str> = files.iter().map(String::as_str).collect();
    assert_eq!(there, held, "every fixture has a row, and every row a fixture");
    assert_eq!(TABLE.lines().count(), rows.len() + 1, "no fixture has two rows");

    let here = tempfile::tempdir().expect("a folder");
    // Not beside the copies, which are to have none.
    fs::create_dir(here.path().join("config")).expect("a folder");
    let config = here.path().join("config/_config.yml");
    fs::write(&config, "title: Fixtures\n").expect("a file");
    let shown = here.path().join("shown");
    for file in files.iter().filter(|file| file.starts_with('_') && !file.starts_with("_posts")) {
        let copy = shown.join(file.trim_start_matches('_'));
        fs::create_dir_all(copy.parent().expect("a folder")).expect("folders");
        fs::write(copy, fs::read(root.join(file)).expect("a fixture")).expect("a copy");
    }
    let plain = Pressed::of(&root, None, &here.path().join("plain-site"));
    let kept = Pressed::of(&root, Some(config), &here.path().join("kept-site"));
    let shown = Pressed::of(&shown, None, &here.path().join("shown-site"));

    let mut wrong = Vec::new();
    for (fixture, row) in &rows {
        let [_, outcome, _, kept_address, ..] = row[..] else { panic!("a short row: {row:?}") };
        let (pressed, file) = match outcome.strip_prefix("hidden") {
            Some(_) => (&shown, fixture.trim_start_matches('_')),
            None => (&plain, *fixture),
        };
        let found = pressed.row(file, row);
        let found = if outcome.starts_with("hidden") {
            let hidden = plain.outcome(fixture);
            assert_eq!(hidden, "hidden", "{fixture}");
            [hidden, &found[0]].join(" ").replace("hidden hidden", "hidden") + "\t" + &found[1..].join("\t")
        } else {
            found.join("\t")
        };
        let expected = [&row[1..3], &row[4..11]].concat().join("\t");
        if found != expected {
            wrong.push(format!("{fixture}\n  expected {expected}\n  found    {found}"));
        }
        if *kept_address != *"-" && kept.page(kept_address).as_ref().map(title) != Some(row[4].to_owned()) {
            wrong.push(format!("{fixture}: with `_config.yml` it is not at {kept_address}"));
        }
        if row.len() != 12 || row[11].is_empty() {
            wrong.push(format!("{fixture}: says no source"));
        }
    }
    assert!(wrong.is_empty(), "{} rows differ:\n{}", wrong.len(), wrong.join("\n"));
    for (pressed, column, hidden) in [(&plain, 2, false), (&kept, 3, false), (&shown, 2, true)] {
        let addresses: BTreeSet<&str> = rows
            .values()
            .filter(|row| row[column] != "-" && row[1].starts_with("hidden") == hidden)
            .map(|row| row[column])
            .collect();
        assert_eq!(addresses.len(), pressed.count, "each post has an address of its own in the table");
    }
}

/// A folder, read, checked and pressed.
struct Pressed {
    posts: BTreeMap<String, PostFile>,
    drafts: BTreeSet<String>,
    problems: BTreeMap<String, Vec<String>>,
    site: PathBuf,
    count: usize,
}

impl Pressed {
    fn of(root: &Path, config: Option<PathBuf>, site: &Path) -> Pressed {
        let read = content::read(root, &ReadOptions::default()).expect("the fixtures can be read");
        let project = ProjectOptions { content: root.to_path_buf(), config, ..ProjectOptions::default() };
        let mut problems: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for problem in check(&project).expect("a check").problems {
            let file = problem.file.strip_prefix(root).unwrap_or(&problem.file);
            let line = problem.line.map_or(String::new(), |line| format!(":{line}"));
            let said = format!("{} {}{line}", problem.severity.name(), problem.rule.name());
            let of_file = problems.entry(slashed(file)).or_default();
            if !BESIDE.contains(&problem.rule) && of_file.last() != Some(&said) {
                of_file.push(said);
            }
        }
        let options = BuildOptions { project, out: site.to_path_buf(), ..BuildOptions::default() };
        Pressed {
            posts: read.posts.into_iter().map(|post| (slashed(&post.file), post)).collect(),
            drafts: read.left_out.iter().map(|one| slashed(&one.file)).collect(),
            problems,
            count: build(&options).expect("a site").posts,
            site: site.to_path_buf(),
        }
    }

    fn outcome(&self, file: &str) -> &'static str {
        let problems = self.problems.get(file).map(|list| list.join(" ")).unwrap_or_default();
        match self.posts.get(file) {
            Some(post) if post.page => "page",
            Some(_) => "post",
            None if self.drafts.contains(file) => "draft",
            None if problems.contains("error ") => "error",
            None if problems.is_empty() => "hidden",
            None => "skipped",
        }
    }

    /// The columns from `outcome` to `problems` without `kept`, as they are; the address is the one in `row` if the
    /// post is there.
    fn row(&self, file: &str, row: &[&str]) -> Vec<String> {
        let or_none = |text: String| if text.is_empty() { "-".to_owned() } else { text };
        let problems = self.problems.get(file).map(|list| list.join(", ")).unwrap_or_default();
        let mut found = vec![self.outcome(file).to_owned()];
        match self.posts.get(file) {
            None => found.extend(vec!["-".to_owned(); 7]),
            Some(post) => {
                let page = self.page(row[2]).unwrap_or_default();
                let same = title(&page) == post.title
                    && page["date_published"].as_str()
                        == post.date.as_ref().map(|date| date.rfc3339.as_str());
                let text = text(page["content_html"].as_str().unwrap_or_default());
                let excerpt = page["summary"].as_str().unwrap_or_default().to_owned();
                found.extend([
                    if same { row[2].to_owned() } else { "another".to_owned() },
                    post.title.clone(),
                    or_none(post.date.as_ref().map(|date| date.rfc3339.clone()).unwrap_or_default()),
                    or_none(post.tags.join(", ")),
                    or_none(post.categories.join(", ")),
                    if row[8] == "-" { "-".to_owned() } else { excerpt },
                    or_none(match row[9].strip_suffix('…') {
                        Some(start) if text.starts_with(start) => row[9].to_owned(),
                        _ => text,
                    }),
                ]);
            }
        }
        found.push(or_none(problems));
        found
    }

    /// What the site says at an address.
    fn page(&self, address: &str) -> Option<Value> {
        let path = address.strip_prefix('/')?;
        let (path, ending) = path.strip_suffix(".html").map_or((path, "index"), |path| (path, ""));
        let file = self.site.join(format!("{path}{ending}.json"));
        assert!(!file.is_file() || file.with_extension("html").is_file(), "{address} is a page");
        let page: Value = serde_json::from_slice(&fs::read(file).ok()?).expect("JSON");
        Some(page["item"].clone())
    }
}

fn title(item: &Value) -> String {
    item["title"].as_str().unwrap_or_default().to_owned()
}

/// The words of HTML, with one space between them.
fn text(html: &str) -> String {
    let mut text = String::new();
    let mut rest = html;
    while let Some((before, after)) = rest.split_once('<') {
        text.push_str(before);
        rest = after.split_once('>').map_or("", |(_, after)| after);
    }
    text.push_str(rest);
    for (reference, letter) in
        [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")]
    {
        text = text.replace(reference, letter);
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn files(root: &Path) -> Vec<String> {
    let entries = WalkDir::new(root).into_iter().map(|entry| entry.expect("an entry"));
    let files = entries.filter(|entry| entry.file_type().is_file());
    files.map(|entry| slashed(entry.path().strip_prefix(root).expect("inside"))).collect()
}

fn fixtures() -> Option<PathBuf> {
    let beside = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let shared = std::env::var_os("QUIRE_SHARED").map_or(beside, PathBuf::from);
    let root = shared.join("data/blogs/jekyll-fixtures/test/source");
    if !root.is_dir() {
        eprintln!("skipped: Jekyll's fixtures are not here; QUIRE_SHARED may name the folder of their data/");
        return None;
    }
    Some(root)
}
