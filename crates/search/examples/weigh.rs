//! What a site's index is made of: `weigh SITE ROOT…`, the roots as `site.json` names them.
//!
//! Prints a line for each part: what it holds, its bytes and the name of its file, with tabs between.

use std::path::Path;
use std::process::ExitCode;
use std::{env, fs};

use quire_search::{Index, Part};

fn main() -> ExitCode {
    let mut arguments = env::args().skip(1);
    let site = arguments.next().unwrap_or_default();
    match parts(Path::new(&site), &arguments.collect::<Vec<_>>()) {
        Ok(parts) => {
            for Part { kind, name, bytes } in parts {
                println!("{kind}\t{bytes}\t{name}");
            }
            ExitCode::SUCCESS
        }
        Err(message) => {
            eprintln!("weigh: {message}");
            ExitCode::FAILURE
        }
    }
}

fn parts(site: &Path, roots: &[String]) -> Result<Vec<Part>, String> {
    let mut index = Index::new(roots);
    let take = |index: &mut Index, name: &str| {
        let file = site.join(name);
        let failed = |error: &dyn std::fmt::Display| format!("{}: {error}", file.display());
        let bytes = fs::read(&file).map_err(|error| failed(&error))?;
        index.take(name, &bytes).map_err(|error| failed(&error))
    };
    roots.iter().try_for_each(|root| take(&mut index, root))?;
    // Only their table says which shards of positions there are.
    let mut tables = index.parts().into_iter().filter(|part| part.kind == "positions");
    tables.try_for_each(|table| take(&mut index, &table.name))?;
    Ok(index.parts())
}
