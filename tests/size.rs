//! The app's bytes and those of each look against the design's budgets: a reader downloads them, so a test holds them.
//!
//! `QUIRE_APP` names the built app; without it only the looks are weighed. `cargo xtask size` prints where bytes are.

use std::fs;
use std::path::{Path, PathBuf};

use quire_press::Look;

/// All JavaScript and WebAssembly that a first navigation and a first search need, brotli 11.
const APP: usize = 125_000;
/// Everything that a reader can ever be sent of it.
const EVERYTHING: usize = 160_000;
/// What is brought only for the palette, and for who comes from results; only when something has failed; only by the shell,
/// which has no page to show without the app.
const LATER: &[&str] = &["search.js", "trouble.js", "shell.js"];
/// The stylesheet of one look, brotli 11.
const STYLE: usize = 12_000;

#[test]
fn the_app_is_within_its_budget() {
    let Some(app) = app() else { return };
    holds(&app, &["js", "wasm"], LATER, APP);
    holds(&app, &["js", "wasm"], &[], EVERYTHING);
}

#[test]
fn the_style_sheet_of_each_look_is_within_its_budget() {
    for look in Look::ALL {
        let size = compressed(look.stylesheet().as_bytes());
        println!("{look}: {size} of {STYLE} bytes");
        assert!(size <= STYLE, "{look}: {size} bytes are over the budget of {STYLE}");
    }
}

#[test]
fn the_style_of_the_shell_is_within_its_budget() {
    let Some(app) = app() else { return };
    holds(&app, &["css"], &[], STYLE);
}

fn app() -> Option<PathBuf> {
    let app = std::env::var_os("QUIRE_APP").map(PathBuf::from);
    if app.is_none() {
        eprintln!("skipped: QUIRE_APP is not set; `cargo xtask test` builds the app and sets it");
    }
    app
}

fn holds(app: &Path, endings: &[&str], except: &[&str], budget: usize) {
    let counts = |file: &PathBuf| {
        let ends = file.extension().is_some_and(|ending| endings.iter().any(|other| ending == *other));
        ends && !except.iter().any(|name| file.ends_with(name))
    };
    let sizes: Vec<(PathBuf, usize)> =
        files(app).into_iter().filter(counts).map(|file| (file.clone(), compressed(&read(&file)))).collect();
    assert!(!sizes.is_empty(), "{} holds no {endings:?}; build the app first", app.display());
    let total: usize = sizes.iter().map(|(_, size)| size).sum();
    println!("{endings:?}: {total} of {budget} bytes");
    assert!(total <= budget, "{total} bytes are over the budget of {budget}: {sizes:?}");
}

fn read(file: &Path) -> Vec<u8> {
    fs::read(file).expect("a file of the app can be read")
}

fn compressed(mut bytes: &[u8]) -> usize {
    let settings = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 24, ..Default::default() };
    let mut compressed = Vec::new();
    brotli::BrotliCompress(&mut bytes, &mut compressed, &settings).expect("bytes compress in memory");
    compressed.len()
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() { found.extend(files(&path)) } else { found.push(path) }
    }
    found
}
