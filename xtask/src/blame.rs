//! The second half of `cargo xtask size`: which crates and which functions the app's
//! code comes from, uncompressed. It reads the module that `strip` kept, which differs
//! from what is downloaded by its names alone.

use std::{collections::HashMap, fmt::Write as _, fs};

use crate::{
    error::Error,
    names::{crate_of, readable},
    project::Project,
    size::kb,
    strip, wasm,
};

const CRATES: usize = 20;
const FUNCTIONS: usize = 20;
const WIDTH: usize = 100;

/// The tables of crates and functions.
pub(crate) fn report(project: &Project) -> Result<String, Error> {
    let path = strip::named(project);
    let unreadable = |why: String| {
        let what = format!("{} cannot be analysed: {why}", path.display());
        Error::new(what, "delete it and run `cargo xtask size` again")
    };
    let bytes = fs::read(&path).map_err(|error| unreadable(error.to_string()))?;
    let module = wasm::read(&bytes).map_err(|why| unreadable(why.to_owned()))?;
    Ok(tables(&module))
}

fn tables(module: &wasm::Module) -> String {
    let (code, data) = (kb(module.code), kb(module.data));
    let mut report = format!("Of the module, uncompressed: {code} of code, {data} of data\n");
    if module.functions.iter().all(|(name, _)| name.is_none()) {
        report += "No function has a name: something has taken them out before `cargo xtask strip`.\n";
        return report;
    }
    let mut crates = HashMap::<String, usize>::new();
    let mut functions = Vec::new();
    for (name, size) in &module.functions {
        let name = name.as_deref().map_or_else(|| "(no name)".to_owned(), readable);
        *crates.entry(crate_of(&name).to_owned()).or_default() += size;
        functions.push((name, *size));
    }
    let crates = largest(crates.into_iter().collect(), CRATES);
    let functions = largest(functions, FUNCTIONS);
    for (title, rows) in [("Code by crate", crates), ("Largest functions", functions)] {
        let _ = writeln!(report, "\n{title}");
        for (name, size) in rows {
            let share = size as f64 * 100.0 / module.code.max(1) as f64;
            let _ = writeln!(report, "{:>10} {share:>5.1} %  {}", kb(size), shortened(&name));
        }
    }
    report
}

/// The largest rows, and one for all the others.
fn largest(mut rows: Vec<(String, usize)>, count: usize) -> Vec<(String, usize)> {
    rows.sort_by(|(a, small), (b, large)| large.cmp(small).then_with(|| a.cmp(b)));
    let others = rows.split_off(count.min(rows.len()));
    if !others.is_empty() {
        let sum = others.iter().map(|(_, size)| size).sum();
        rows.push((format!("({} others)", others.len()), sum));
    }
    rows
}

/// Generic code has names of thousands of letters, of which the first tell enough.
fn shortened(name: &str) -> String {
    if name.chars().count() <= WIDTH {
        return name.to_owned();
    }
    name.chars().take(WIDTH - 1).chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_add_up_by_crate() {
        let function = |name: &str, size| (Some(name.to_owned()), size);
        let functions = vec![
            function("_ZN1a1b17h0123456789abcdefE", 1500),
            function("_ZN1a1c17h0123456789abcdefE", 1500),
            (None, 1000),
        ];
        let report = tables(&wasm::Module { code: 4000, data: 100, functions });
        assert!(report.contains("   3.0 kB  75.0 %  a\n"), "{report}");
        assert!(report.contains("   1.5 kB  37.5 %  a::b\n"), "{report}");
    }

    #[test]
    fn stripped_names_are_explained() {
        let module = wasm::Module { code: 4, data: 0, functions: vec![(None, 4)] };
        assert!(tables(&module).contains("strip"));
    }

    #[test]
    fn what_is_left_out_is_summed() {
        let rows = (1..=4).map(|n| (n.to_string(), n)).collect();
        let expected = [("4".to_owned(), 4), ("3".to_owned(), 3), ("(2 others)".to_owned(), 3)];
        assert_eq!(largest(rows, 2), expected);
    }
}
