//! `cargo xtask bench scale`: blogs of many posts made from the words of real ones, built, and searched in Chromium.

use std::{fmt::Write as _, fs, time::Instant};

use super::{
    generate::{Made, generate},
    memory::{self, Taken},
    rows::{Rows, mean, percentile},
    workbench::Workbench,
};
use crate::{args::Arguments, error::Error, project::Project, step::Step};

/// How many posts, unless it is said.
const POSTS: &str = "10,1000,10000,100000";

const HEADER: &str = "\
| posts | words | forms | generate s | build s | peak MB | index B/post | rows B/post | positions B/post \
| first answer kB, p50 | most | facets kB | trips after manifest | after roots | keystroke ms, p50 | p95 \
| first call ms, p50 | p95 | in ten |
|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|
";

const NOTES: &str = "
`build` is all of `quire build`, and `peak` the most memory it had. `index` is all files of the index but those of rows \
and positions. The first answer is ten titles with links to a title query, in a browser that has nothing but the \
app; facets follow it. Trips are waves of requests for the answer's files, the most that a query took. Keystrokes are \
every prefix of every query: what the engine takes to find and to make ten hits when its files are there, and the whole \
first call of `/quire.js`, with files, facets and excerpts. `in ten`: the post of the title is among the first ten.
";

/// Makes, builds and searches each blog, and prints the table, which is kept in `target/bench/scale.md` too.
pub(crate) fn run(project: &mut Project, arguments: &Arguments) -> Result<(), Error> {
    let sizes = sizes(arguments.value("--posts").unwrap_or(POSTS))?;
    let in_browser = !arguments.has("--no-browser");
    let Some(bench) = Workbench::prepare(project, in_browser)? else {
        return Ok(());
    };
    Workbench::build(project)?;
    let mut table = HEADER.to_owned();
    for posts in sizes {
        let line = measure(project, &bench, posts, in_browser)?;
        eprint!("{line}");
        table += &line;
    }
    table += NOTES;
    let kept = bench.folder.join("scale.md");
    fs::write(&kept, &table).map_err(|error| bench.broken(&kept, &error))?;
    print!("{table}");
    Ok(())
}

/// What `--posts` names.
pub(super) fn sizes(list: &str) -> Result<Vec<usize>, Error> {
    let size = |text: &str| text.trim().parse().ok().filter(|&posts| posts > 0);
    let sizes: Option<Vec<usize>> = list.split(',').map(size).collect();
    sizes.ok_or_else(|| Error::Usage(format!("`--posts {list}`: numbers of posts, separated by commas.")))
}

fn measure(
    project: &mut Project,
    bench: &Workbench,
    posts: usize,
    in_browser: bool,
) -> Result<String, Error> {
    let folder = bench.empty(&format!("scale/{posts}"))?;
    eprintln!("  {posts} posts: writing …");
    let started = Instant::now();
    let made = generate(&bench.blogs(), posts, &folder).map_err(|error| bench.broken(&folder, &error))?;
    let written = started.elapsed().as_secs_f64();

    eprintln!("  {posts} posts: building …");
    let site = folder.join("site");
    let mut quire = project.command(project.quire());
    quire.arg("build").arg("--content").arg(&made.content).arg("--out").arg(&site);
    let built = memory::run(quire, &folder.join("build.log"))?;

    let rows = folder.join("rows.tsv");
    let mut node = bench.node(project, "bench/scale.mjs", &rows)?;
    node.arg(&site).arg(&made.queries);
    if in_browser && site.join("quire.js").is_file() {
        node.arg("in-browser");
    } else {
        eprintln!("  {posts} posts: search is not measured in Chromium");
    }
    let done = format!("{posts} posts measured");
    let next = "read the lines above; the script is benches/scale.mjs";
    Step::new(format!("{posts} posts: searching"), done, next).run(project, node)?;
    Ok(line(posts, &made, written, &built, &Rows::read(&rows)?))
}

fn line(posts: usize, made: &Made, written: f64, built: &Taken, rows: &Rows) -> String {
    let bytes_of = |kind: &str| rows.measured(&format!("bytes of {kind}")).map_or(0.0, mean);
    let all: f64 = rows.measured_of("bytes of ").map(|(_, bytes)| mean(bytes)).sum();
    let (of_rows, positions) = (bytes_of("rows"), bytes_of("positions"));
    let post = |bytes: f64| format!("{:.0}", bytes / posts as f64);
    let peak = built.peak.map_or("—".to_owned(), |bytes| format!("{:.0}", bytes as f64 / 1e6));

    let mut line =
        format!("| {posts} | {} | {} | {written:.1} | {:.2} | {peak}", made.words, made.forms, built.seconds);
    let _ = write!(line, " | {} | {} | {}", post(all - of_rows - positions), post(of_rows), post(positions));
    let cell =
        |name: &str, figure: &dyn Fn(&[f64]) -> String| rows.measured(name).map_or("—".to_owned(), figure);
    let most = |numbers: &[f64]| percentile(numbers, 1.0);
    let keystroke = |share: f64| move |ms: &[f64]| format!("{:.2}", percentile(ms, share));
    for figure in [
        cell("first answer", &|bytes| format!("{:.1}", percentile(bytes, 0.5) / 1e3)),
        cell("first answer", &|bytes| format!("{:.1}", most(bytes) / 1e3)),
        cell("facets after it", &|bytes| format!("{:.1}", percentile(bytes, 0.5) / 1e3)),
        cell("trips after the manifest", &|trips| most(trips).to_string()),
        cell("trips after the roots", &|trips| most(trips).to_string()),
        cell("keystrokes", &keystroke(0.5)),
        cell("keystrokes", &keystroke(0.95)),
        cell("first calls", &keystroke(0.5)),
        cell("first calls", &keystroke(0.95)),
        cell("found", &|found| format!("{:.0} %", mean(found) * 100.0)),
    ] {
        let _ = write!(line, " | {figure}");
    }
    line + " |\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_numbers_with_commas_between() {
        assert_eq!(sizes("10, 1000").expect("two sizes"), [10, 1000]);
        for wrong in ["", "ten", "10,,20", "0"] {
            assert_eq!(sizes(wrong).expect_err(wrong).exit_code(), 2);
        }
    }

    #[test]
    fn a_line_has_a_cell_for_every_column_and_a_dash_for_what_was_not_measured() {
        let made = Made { content: "c".into(), queries: "q".into(), words: 6000, forms: 900 };
        let numbers =
            vec![("bytes of rows".to_owned(), vec![500.0]), ("bytes of postings".to_owned(), vec![2000.0])];
        let rows = Rows { numbers, ..Rows::default() };
        let line = line(10, &made, 0.5, &Taken { seconds: 1.0, peak: Some(2_000_000) }, &rows);
        assert!(line.starts_with("| 10 | 6000 | 900 | 0.5 | 1.00 | 2 | 200 | 50 | 0 | — |"), "{line}");
        let columns = HEADER.lines().next().unwrap_or_default().matches('|').count();
        assert_eq!(line.matches('|').count(), columns);
    }
}
