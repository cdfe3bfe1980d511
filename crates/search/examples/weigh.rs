//! What a site's index weighs, by what its files hold: `weigh SITE ROOT…`, the roots as `site.json` names them.
//!
//! Prints a line for each kind, its name and its bytes with a tab between.

use std::path::Path;
use std::process::ExitCode;
use std::{env, fs};

use quire_search::{Index, Sizes};

fn main() -> ExitCode {
    let mut arguments = env::args().skip(1);
    let site = arguments.next().unwrap_or_default();
    match weigh(Path::new(&site), &arguments.collect::<Vec<_>>()) {
        Ok(sizes) => {
            let Sizes { roots, dictionary, postings, positions, facets, rows } = sizes;
            println!("roots\t{roots}\ndictionary\t{dictionary}\npostings\t{postings}");
            println!("positions\t{positions}\nfacets\t{facets}\nrows\t{rows}");
            ExitCode::SUCCESS
        }
        Err(message) => {
            eprintln!("weigh: {message}");
            ExitCode::FAILURE
        }
    }
}

fn weigh(site: &Path, roots: &[String]) -> Result<Sizes, String> {
    let mut index = Index::new(roots);
    for root in roots {
        let file = site.join(root);
        let failed = |error: &dyn std::fmt::Display| format!("{}: {error}", file.display());
        let bytes = fs::read(&file).map_err(|error| failed(&error))?;
        index.take(root, &bytes).map_err(|error| failed(&error))?;
    }
    Ok(index.sizes())
}
