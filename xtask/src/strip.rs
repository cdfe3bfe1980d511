//! `cargo xtask strip`: takes the names of functions out of the module that trunk has
//! just built, a quarter of what a reader would download, and makes those short that
//! the module shares with its script. Trunk calls it, so that `trunk build` alone gives
//! the small files too; the module with its names is kept for `size`.
//! The compiler's own `strip` would take out what wasm-bindgen still needs to read.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

use crate::{
    args::{Arguments, Takes},
    error::Error,
    needless, path,
    project::Project,
    slim, wasm,
};

/// The task takes no options.
pub(crate) const TAKES: Takes = Takes { options: &[], word: None };

/// Binaryen's program that makes modules smaller.
pub(crate) const WASM_OPT: &str = "wasm-opt";

/// What is done to the module, in this order. Taken apart and put together again before it is made small, it is a
/// hundredth smaller; the second round finds what the first has left. Functions of one caller that are longer than
/// this many instructions stay apart, as others resemble them then and they compress better.
const PASSES: [&str; 8] = [
    "--low-memory-unused",
    "--enable-mutable-globals",
    "--flatten",
    "--rse",
    "--rereloop",
    "-Oz",
    "-Oz",
    "--one-caller-inline-max-function-size=30",
];

/// Strips the module in the folder that trunk is working in.
pub(crate) fn run(project: &mut Project, _: &Arguments) -> Result<(), Error> {
    let folder = env::var_os("TRUNK_STAGING_DIR").map_or_else(|| project.dist(), PathBuf::from);
    let entries = fs::read_dir(&folder).map_err(|error| failed(format!("{}: {error}", folder.display())))?;
    let mut files: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    files.sort();
    let ours = ["boot.js", "search.js", "trouble.js", "shell.js"];
    for path in files.iter().filter(|path| ours.iter().any(|name| path.ends_with(name))) {
        let text =
            fs::read_to_string(path).map_err(|error| failed(format!("{}: {error}", path.display())))?;
        fs::write(path, minified(path, &text)?)
            .map_err(|error| failed(format!("{}: {error}", path.display())))?;
    }
    let is_module = |path: &&PathBuf| path.extension().is_some_and(|extension| extension == "wasm");
    files.iter().filter(is_module).try_for_each(|path| strip(project, path))
}

/// Strips a module, and its script with it.
fn strip(project: &Project, path: &Path) -> Result<(), Error> {
    let io = |error| failed(format!("{}: {error}", path.display()));
    let no_module = || failed(format!("{} is no WebAssembly module", path.display()));
    let bytes = fs::read(path).map_err(io)?;
    if wasm::without_custom_sections(&bytes).ok_or_else(no_module)?.len() == bytes.len() {
        return Ok(());
    }
    // The script of `quire-app-0_bg.wasm` is `quire-app-0.js`.
    let stem = path.file_stem().map(|stem| stem.to_string_lossy().replace("_bg", "")).unwrap_or_default();
    let script = path.with_file_name(format!("{stem}.js"));
    let text = fs::read_to_string(&script)
        .map_err(|error| failed(format!("{}, the script of the module: {error}", script.display())))?;
    let text = needless::without(&text);
    // What the script does not call, nobody can; and what nobody calls goes.
    let is_called = |name: &[u8]| str::from_utf8(name).is_ok_and(|name| slim::mentions(&text, name));
    let bytes = wasm::exporting(&bytes, &is_called).ok_or_else(no_module)?;
    fs::write(path, &bytes).map_err(io)?;
    fs::write(named(project), &bytes).map_err(io)?;
    let mut stripped = wasm::without_custom_sections(&bytes).ok_or_else(no_module)?;
    if let Some(smaller) = optimised(project, path)? {
        stripped = wasm::with_tables_of(&bytes, &smaller)
            .and_then(|mended| wasm::without_custom_sections(&mended))
            .ok_or_else(|| failed(format!("wasm-opt made no module of {}", path.display())))?;
    }
    let names = slim::names(&text);
    let name = |long: &[u8]| match names.iter().position(|name| name.as_bytes() == long) {
        Some(place) => slim::short(place).into_bytes(),
        None => long.to_vec(),
    };
    stripped = wasm::renamed(&stripped, &name)
        .ok_or_else(|| failed(format!("{} has imports that make no sense", path.display())))?;
    slim::blank_places(&mut stripped, &cargo_home());
    fs::write(&script, minified(&script, &slim::script(&text, &names))?).map_err(io)?;
    fs::write(path, stripped).map_err(io)
}

fn failed(what: String) -> Error {
    Error::new(what, "run `trunk build --release` again")
}

/// The module as Binaryen makes it smaller, where that is installed: 2 to 3 kB less to download.
///
/// Of what is newer than the first WebAssembly only that is named which the compiler uses by itself: a Safari does not load
/// what comes of `--all-features`. Rust keeps its stack at the bottom of memory, whose lowest kilobyte only a stack
/// that overflows would reach.
fn optimised(project: &Project, path: &Path) -> Result<Option<Vec<u8>>, Error> {
    let Some(program) = path::find(&[WASM_OPT]) else {
        eprintln!("  without wasm-opt (Binaryen) the app is 5 kB larger than it need be, and over its bar");
        return Ok(None);
    };
    let smaller = project.target.join("quire-app-optimised.wasm");
    let features = ["bulk-memory", "nontrapping-float-to-int", "sign-ext", "reference-types", "multivalue"];
    let mut command = Command::new(program);
    command.args(PASSES);
    command.args(features.map(|feature| format!("--enable-{feature}")));
    let failed = |what: String| Error::new(what, "take a newer Binaryen, or take wasm-opt off PATH");
    let output = command
        .arg(path)
        .arg("-o")
        .arg(&smaller)
        .output()
        .map_err(|error| failed(format!("wasm-opt did not start: {error}")))?;
    if !output.status.success() {
        // An old one does not know all that a new compiler writes.
        eprintln!(
            "  wasm-opt could not read the app, which stays 5 kB larger, over its bar; a newer Binaryen may: {}",
            String::from_utf8_lossy(&output.stderr)
        );
        return Ok(None);
    }
    fs::read(&smaller).map(Some).map_err(|error| failed(format!("{}: {error}", smaller.display())))
}

fn minified(path: &Path, script: &str) -> Result<String, Error> {
    let failed = || Error::new(format!("{} is no script", path.display()), "mend it, and build again");
    slim::minified(script).ok_or_else(failed)
}

/// Where cargo keeps the sources of the packages.
fn cargo_home() -> String {
    let home = || env::home_dir().unwrap_or_default().join(".cargo");
    env::var_os("CARGO_HOME").map_or_else(home, PathBuf::from).to_string_lossy().into_owned()
}

/// Where the module is kept as it was, names and all.
pub(crate) fn named(project: &Project) -> PathBuf {
    Path::new(&project.target).join("quire-app-with-names.wasm")
}
