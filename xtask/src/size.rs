//! `cargo xtask size`: what a reader downloads, held against the budgets, and which
//! crates of the app it comes from. Breaking a bar fails the task, so that weight is
//! noticed in the change that brings it.

use std::{
    fmt::Write as _,
    fs, io,
    path::{Path, PathBuf},
};

use brotli::enc::BrotliEncoderParams;

use crate::{
    app,
    args::{Arguments, Takes},
    blame,
    error::Error,
    project::Project,
};

/// The task takes no options.
pub(crate) const TAKES: Takes = Takes { options: &[], word: None };

/// What may be downloaded of certain files together, in bytes after compression.
struct Budget {
    name: &'static str,
    extensions: &'static [&'static str],
    /// Files that it leaves out: what neither a first navigation nor a first search needs.
    except: &'static [&'static str],
    bar: usize,
    goal: usize,
}

const SCRIPTS: &[&str] = &["js", "mjs", "wasm"];

const BUDGETS: &[Budget] = &[
    Budget {
        name: "JS + WASM",
        extensions: SCRIPTS,
        except: &["search.js", "trouble.js", "shell.js"],
        bar: 125_000,
        goal: 100_000,
    },
    Budget { name: "JS + WASM, everything", extensions: SCRIPTS, except: &[], bar: 160_000, goal: 130_000 },
    Budget { name: "CSS", extensions: &["css"], except: &[], bar: 12_000, goal: 8_000 },
];

/// One file of the app.
struct Asset {
    name: String,
    raw: usize,
    compressed: usize,
}

/// Builds the app, prints the tables, and fails when a bar is broken.
pub(crate) fn run(project: &mut Project, _: &Arguments) -> Result<(), Error> {
    app::build(project)?;
    let assets = assets(&project.dist())?;
    print!("\n{}", table(&assets));
    // With the bars broken or not: whoever reads the first table wants to know why.
    println!("\n{}", blame::report(project)?);
    match broken(&assets) {
        Some(what) => Err(Error::new(
            what,
            "find out what grew in the tables of crates and functions above, and make it smaller",
        )),
        None => Ok(()),
    }
}

/// Bytes in the unit of the budgets, 1 kB = 1,000 bytes.
pub(crate) fn kb(bytes: usize) -> String {
    format!("{:.1} kB", bytes as f64 / 1000.0)
}

fn table(assets: &[Asset]) -> String {
    let mut table = format!("{:<40} {:>10} {:>12}\n", "The app", "raw", "brotli 11");
    for Asset { name, raw, compressed } in assets {
        let _ = writeln!(table, "{name:<40} {:>10} {:>12}", kb(*raw), kb(*compressed));
    }
    table.push('\n');
    for budget in BUDGETS {
        let (raw, compressed) = budget.sum(assets);
        let verdict = match compressed {
            n if n > budget.bar => "over the bar!",
            n if n > budget.goal => "under the bar, over the goal",
            _ => "within the goal",
        };
        let (name, bar, goal) = (budget.name, kb(budget.bar), kb(budget.goal));
        let sizes = format!("{name:<40} {:>10} {:>12}", kb(raw), kb(compressed));
        let _ = writeln!(table, "{sizes}   bar {bar}, goal {goal}: {verdict}");
    }
    table
}

fn broken(assets: &[Asset]) -> Option<String> {
    let over = BUDGETS.iter().filter_map(|budget| {
        let (_, compressed) = budget.sum(assets);
        let excess = compressed.checked_sub(budget.bar).filter(|&excess| excess > 0)?;
        let (name, bar) = (budget.name, kb(budget.bar));
        Some(format!("{name} is {compressed} bytes, {excess} over the bar of {bar}"))
    });
    let over: Vec<String> = over.collect();
    (!over.is_empty()).then(|| over.join("; "))
}

impl Budget {
    fn sum(&self, assets: &[Asset]) -> (usize, usize) {
        let ours = |asset: &&Asset| {
            let extension = Path::new(&asset.name).extension().and_then(|name| name.to_str());
            let is_needed = !self.except.contains(&asset.name.as_str());
            is_needed && extension.is_some_and(|extension| self.extensions.contains(&extension))
        };
        let ours = assets.iter().filter(ours);
        ours.fold((0, 0), |(raw, small), asset| (raw + asset.raw, small + asset.compressed))
    }
}

fn assets(dist: &Path) -> Result<Vec<Asset>, Error> {
    let unreadable = |path: &Path, error: &io::Error| {
        let what = format!("{} cannot be measured: {error}", path.display());
        Error::new(what, "delete the dist folder and run `cargo xtask size` again")
    };
    let mut files = Vec::new();
    collect(dist, &mut files).map_err(|error| unreadable(dist, &error))?;
    files.sort();
    let measure = |path: &PathBuf| {
        let bytes = fs::read(path).map_err(|error| unreadable(path, &error))?;
        let compressed = compressed(&bytes).map_err(|error| unreadable(path, &error))?;
        let name = path.strip_prefix(dist).unwrap_or(path).display().to_string();
        Ok(Asset { name, raw: bytes.len(), compressed })
    };
    files.iter().map(measure).collect()
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else {
            files.push(path);
        }
    }
    Ok(())
}

/// The size a web server that compresses ahead of time would send.
fn compressed(mut bytes: &[u8]) -> io::Result<usize> {
    let params = BrotliEncoderParams { quality: 11, lgwin: 22, ..Default::default() };
    let mut sent = Vec::new();
    brotli::BrotliCompress(&mut bytes, &mut sent, &params)?;
    Ok(sent.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asset(name: &str, compressed: usize) -> Asset {
        Asset { name: name.to_owned(), raw: compressed * 3, compressed }
    }

    #[test]
    fn only_a_byte_over_the_bar_breaks_it() {
        let at = [asset("a.js", 25_000), asset("b.wasm", 100_000), asset("c.css", 12_000)];
        assert_eq!(broken(&at), None);
        let over = [asset("a/b.js", 25_001), asset("b.wasm", 100_000), asset("x.html", 9_000_000)];
        let what = broken(&over).expect("one byte too many");
        assert_eq!(what, "JS + WASM is 125001 bytes, 1 over the bar of 125.0 kB");
        assert!(table(&over).contains("over the bar!"));
    }

    #[test]
    fn repetition_compresses() {
        let size = compressed(&[b'a'; 10_000]).expect("memory does not fail");
        assert!(size < 40, "{size}");
    }
}
