//! `cargo xtask bench pages`: what Lighthouse says of pages of a large blog, beside the same pages without the app, and
//! what a first view takes of blogs of three sizes.

use std::{fmt::Write as _, fs, path::Path};

use super::{
    generate::generate,
    memory,
    rows::Rows,
    workbench::{BLOG, Workbench},
};
use crate::{args::Arguments, error::Error, project::Project, step::Step};

/// Where the blog is served: its pages name their own address, which Lighthouse compares.
const PORT: &str = "8099";

/// How many posts, unless it is said.
const POSTS: &str = "100,2083,10000";

/// A page of each kind; the post and the tag are among those of the blog that is measured.
const PAGES: &[&str] =
    &["/", "/news/2025/rebuilding-cdc-gov/", "/tags/customer-experience/", "/archive/", "/search/"];

const HEADER: &str = "\
| page | performance | accessibility | best practices | SEO | LCP ms | of floor | TBT ms | floor | CLS |
|---|---|---|---|---|---|---|---|---|---|
";

const VIEWS: &str = "
| posts | home: requests | kB | with the app: requests | kB | post: requests | kB | with the app: requests | kB |
|---|---|---|---|---|---|---|---|---|
";

const NOTES: &str = "
Lighthouse: mobile preset, simulated throttling, the median of five loads that take turns with the floor: the same words \
with the same stylesheet from the same host, without a script. Bytes of a first view: Brotli 11, with the document.
";

/// Presses, measures, and prints the tables, which are kept in `target/bench/pages.md` too.
pub(crate) fn run(project: &mut Project, arguments: &Arguments) -> Result<(), Error> {
    let sizes = super::scale::sizes(arguments.value("--posts").unwrap_or(POSTS))?;
    let Some(bench) = Workbench::prepare(project, true)? else {
        return Ok(());
    };
    Workbench::build(project)?;
    let mut table = HEADER.to_owned() + &judged(project, &bench)? + VIEWS;
    for posts in sizes {
        table += &viewed(project, &bench, posts)?;
    }
    table += NOTES;
    let kept = bench.folder.join("pages.md");
    fs::write(&kept, &table).map_err(|error| bench.broken(&kept, &error))?;
    print!("{table}");
    Ok(())
}

/// What Lighthouse says, a line a page.
fn judged(project: &mut Project, bench: &Workbench) -> Result<String, Error> {
    let folder = bench.empty("pages")?;
    let site = folder.join("site");
    let address = format!("http://127.0.0.1:{PORT}/");
    press(project, &bench.blog(BLOG), &site, &["--base-url", &address])?;
    let rows = folder.join("rows.tsv");
    let mut node = bench.node(project, "bench/pages.mjs", &rows)?;
    node.arg(&site).arg(PORT).args(PAGES);
    let next = format!("read the lines above; the script is benches/pages.mjs, and port {PORT} must be free");
    Step::new("judging pages", "pages judged", next).run(project, node)?;
    let rows = Rows::read(&rows)?;
    let lines = PAGES.iter().filter_map(|page| {
        let (ours, floor) =
            (rows.measured(&format!("page {page}"))?, rows.measured(&format!("floor {page}"))?);
        line(page, ours, floor)
    });
    Ok(lines.collect())
}

/// Four scores, then LCP, TBT and CLS, of a page and of its floor.
fn line(page: &str, ours: &[f64], floor: &[f64]) -> Option<String> {
    let &[performance, accessibility, practices, seo, lcp, tbt, cls] = ours else { return None };
    let &[.., floor_lcp, floor_tbt, _] = floor else { return None };
    Some(format!(
        "| {page} | {performance:.0} | {accessibility:.0} | {practices:.0} | {seo:.0} | {lcp:.0} | {:.2} | {tbt:.0} | \
         {floor_tbt:.0} | {cls:.3} |\n",
        lcp / floor_lcp
    ))
}

/// What a first view of a blog of so many posts takes.
fn viewed(project: &mut Project, bench: &Workbench, posts: usize) -> Result<String, Error> {
    let folder = bench.empty(&format!("views/{posts}"))?;
    let made = generate(&bench.blogs(), posts, &folder).map_err(|error| bench.broken(&folder, &error))?;
    let site = folder.join("site");
    press(project, &made.content, &site, &[])?;
    let rows = folder.join("rows.tsv");
    let mut node = bench.node(project, "bench/first-view.mjs", &rows)?;
    node.arg(&site);
    let next = "read the lines above; the script is benches/first-view.mjs";
    Step::new(format!("{posts} posts: opening"), format!("{posts} posts opened"), next).run(project, node)?;
    let rows = Rows::read(&rows)?;
    let mut line = format!("| {posts}");
    for view in ["home, page", "home, app too", "post, page", "post, app too"] {
        match rows.measured(view) {
            Some(&[requests, bytes]) => {
                let _ = write!(line, " | {requests:.0} | {:.1}", bytes / 1e3);
            }
            _ => line += " | — | —",
        }
    }
    Ok(line + " |\n")
}

fn press(project: &mut Project, content: &Path, site: &Path, options: &[&str]) -> Result<(), Error> {
    eprintln!("  pressing {} …", content.display());
    let mut quire = project.command(project.quire());
    quire.arg("build").arg("--content").arg(content).arg("--out").arg(site).args(options);
    memory::run(quire, &site.with_file_name("build.log")).map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_compared_with_its_floor() {
        let (ours, floor) =
            ([100.0, 100.0, 100.0, 92.0, 1050.0, 5.0, 0.0], [100.0, 0.0, 0.0, 0.0, 1000.0, 1.0, 0.0]);
        let line = line("/", &ours, &floor).expect("seven figures");
        assert_eq!(line, "| / | 100 | 100 | 100 | 92 | 1050 | 1.05 | 5 | 1 | 0.000 |\n");
        let columns = HEADER.lines().next().unwrap_or_default().matches('|').count();
        assert_eq!(line.matches('|').count(), columns);
        assert_eq!(super::line("/", &ours[1..], &floor), None);
    }
}
