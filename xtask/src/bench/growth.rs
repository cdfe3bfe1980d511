//! `cargo xtask bench growth`: how much of the index a reader has to fetch anew after each of 64 posts, added one by one.

use std::{
    collections::BTreeMap,
    fs, io,
    path::{Path, PathBuf},
};

use super::{
    memory,
    rows::{mean, percentile},
    workbench::Workbench,
};
use crate::{error::Error, project::Project, step::Step};

/// The blog that grows.
const CORPUS: &str = "digitalgov";

/// By how many posts, the newest that it has.
const POSTS: usize = 64;

/// Builds the blog without its newest posts, adds them one at a time, and prints the share of bytes that changed.
pub(crate) fn run(project: &mut Project) -> Result<(), Error> {
    let Some(bench) = Workbench::prepare(project, false)? else {
        return Ok(());
    };
    Workbench::build(project)?;
    let place = bench.empty("growth")?;
    let (content, site, to_come) = (place.join("content"), place.join("site"), place.join("to-come"));
    let corpus = bench.corpus(project, CORPUS)?;
    let mut write = bench.node(project, "bench/blog.mjs", &place.join("rows.tsv"))?;
    write.arg(&corpus).arg(&content);
    let next = "read the lines above; the script is benches/blog.mjs";
    Step::new("writing the blog", "blog written", next).run(project, write)?;

    // The corpus begins with the newest.
    let files: Vec<String> = (0..POSTS).map(|number| format!("doc-{number}.md")).collect();
    let moved = |from: &Path, to: &Path, file: &str| {
        fs::rename(from.join(file), to.join(file)).map_err(|error| bench.broken(&from.join(file), &error))
    };
    fs::create_dir_all(&to_come).map_err(|error| bench.broken(&to_come, &error))?;
    files.iter().try_for_each(|file| moved(&content, &to_come, file))?;
    let build = |project: &Project| {
        let mut quire = project.command(project.quire());
        quire.arg("build").arg("--content").arg(&content).arg("--out").arg(&site);
        memory::run(quire, &place.join("build.log"))?;
        index(&site).map_err(|error| bench.broken(&site, &error))
    };
    let mut shares = Vec::with_capacity(POSTS);
    let mut before = build(project)?;
    for (number, file) in files.iter().rev().enumerate() {
        moved(&to_come, &content, file)?;
        let after = build(project)?;
        shares.push(changed(&before, &after));
        before = after;
        eprintln!("  post {} of {POSTS}: {:.1} % of the index is new", number + 1, shares[number] * 100.0);
    }
    let (mean, p50, most) = (mean(&shares), percentile(&shares, 0.5), percentile(&shares, 1.0));
    let bytes: u64 = before.values().sum();
    println!(
        "{POSTS} posts added to {CORPUS} one by one: of {:.0} kB of index, {:.1} % changed with each on average, \
         {:.1} % in the middle, {:.1} % at most.",
        bytes as f64 / 1e3,
        mean * 100.0,
        p50 * 100.0,
        most * 100.0
    );
    Ok(())
}

/// The files of a site's index, whose names hold their hashes, and their sizes.
fn index(site: &Path) -> io::Result<BTreeMap<PathBuf, u64>> {
    let mut files = BTreeMap::new();
    for folder in [site.to_path_buf(), site.join("search")] {
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            if entry.path().extension().is_some_and(|extension| extension == "bin") {
                files.insert(entry.path(), entry.metadata()?.len());
            }
        }
    }
    Ok(files)
}

/// The share of the new files' bytes that the old files do not have.
fn changed(before: &BTreeMap<PathBuf, u64>, after: &BTreeMap<PathBuf, u64>) -> f64 {
    let all: u64 = after.values().sum();
    let new: u64 = after.iter().filter(|(file, _)| !before.contains_key(*file)).map(|(_, bytes)| bytes).sum();
    new as f64 / all.max(1) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_files_of_a_new_name_are_changed() {
        let files = |names: &[(&str, u64)]| names.iter().map(|&(name, bytes)| (name.into(), bytes)).collect();
        let (before, after) = (files(&[("a", 90), ("b", 10)]), files(&[("a", 90), ("c", 30)]));
        assert!((changed(&before, &after) - 0.25).abs() < 1e-9);
        assert!(changed(&after, &after).abs() < 1e-9);
    }
}
