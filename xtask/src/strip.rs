//! `cargo xtask strip`: takes the names of functions out of the module that trunk has
//! just built, a quarter of what a reader would download, and makes those short that
//! the module shares with its script. Trunk calls it, so that `trunk build` alone gives
//! the small files too; the module with its names is kept for `size`.
//! The compiler's own `strip` would take out what wasm-bindgen still needs to read.

use std::{
    env, fs,
    path::{Path, PathBuf},
};

use crate::{
    args::{Arguments, Takes},
    error::Error,
    needless,
    project::Project,
    slim, wasm,
};

/// The task takes no options.
pub(crate) const TAKES: Takes = Takes { options: &[], word: None };

/// Strips the module in the folder that trunk is working in.
pub(crate) fn run(project: &mut Project, _: &Arguments) -> Result<(), Error> {
    let folder = env::var_os("TRUNK_STAGING_DIR").map_or_else(|| project.dist(), PathBuf::from);
    let failed = |what: String| Error::new(what, "run `trunk build --release` again");
    let entries = fs::read_dir(&folder).map_err(|error| failed(format!("{}: {error}", folder.display())))?;
    let mut files: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    files.sort();
    let ends = |path: &Path, ending| path.extension().is_some_and(|extension| extension == ending);
    let ours = ["boot.js", "search.js", "trouble.js", "shell.js"];
    for path in files.iter().filter(|path| ours.iter().any(|name| path.ends_with(name))) {
        let io = |error| failed(format!("{}: {error}", path.display()));
        let text = fs::read_to_string(path).map_err(io)?;
        fs::write(path, minified(path, &text)?).map_err(io)?;
    }
    for path in files.iter().filter(|path| ends(path, "wasm")) {
        let io = |error| failed(format!("{}: {error}", path.display()));
        let bytes = fs::read(path).map_err(io)?;
        let mut stripped = wasm::without_custom_sections(&bytes)
            .ok_or_else(|| failed(format!("{} is no WebAssembly module", path.display())))?;
        if stripped.len() == bytes.len() {
            continue;
        }
        fs::write(named(project), &bytes).map_err(io)?;
        // The script of `quire-app-0_bg.wasm` is `quire-app-0.js`.
        let stem = path.file_stem().map(|stem| stem.to_string_lossy().replace("_bg", "")).unwrap_or_default();
        let script = path.with_file_name(format!("{stem}.js"));
        if let Ok(text) = fs::read_to_string(&script) {
            let names = slim::names(&text);
            let name = |long: &[u8]| match names.iter().position(|name| name.as_bytes() == long) {
                Some(place) => slim::short(place).into_bytes(),
                None => long.to_vec(),
            };
            stripped = wasm::renamed(&stripped, &name)
                .ok_or_else(|| failed(format!("{} has imports that make no sense", path.display())))?;
            fs::write(&script, minified(&script, &slim::script(&needless::without(&text), &names))?)
                .map_err(io)?;
        }
        slim::blank_places(&mut stripped, &cargo_home());
        fs::write(path, stripped).map_err(io)?;
    }
    Ok(())
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
