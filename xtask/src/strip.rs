//! `cargo xtask strip`: takes the names of functions out of the module that trunk has
//! just built, a quarter of what a reader would download. Trunk calls it, so that
//! `trunk build` alone gives the small module too; the named one is kept for `size`.
//! The compiler's own `strip` would take out what wasm-bindgen still needs to read.

use std::{
    env, fs,
    path::{Path, PathBuf},
};

use crate::{
    args::{Arguments, Takes},
    error::Error,
    project::Project,
    wasm,
};

/// The task takes no options.
pub(crate) const TAKES: Takes = Takes { options: &[], word: None };

/// Strips the module in the folder that trunk is working in.
pub(crate) fn run(project: &mut Project, _: &Arguments) -> Result<(), Error> {
    let folder = env::var_os("TRUNK_STAGING_DIR").map_or_else(|| project.dist(), PathBuf::from);
    let failed = |what: String| Error::new(what, "run `trunk build --release` again");
    let names = fs::read_dir(&folder).map_err(|error| failed(format!("{}: {error}", folder.display())))?;
    let modules = names.filter_map(|entry| Some(entry.ok()?.path()));
    for path in modules.filter(|path| path.extension().is_some_and(|extension| extension == "wasm")) {
        let io = |error| failed(format!("{}: {error}", path.display()));
        let bytes = fs::read(&path).map_err(io)?;
        let stripped = wasm::without_custom_sections(&bytes)
            .ok_or_else(|| failed(format!("{} is no WebAssembly module", path.display())))?;
        if stripped.len() < bytes.len() {
            fs::write(named(project), &bytes).map_err(io)?;
            fs::write(&path, stripped).map_err(io)?;
        }
    }
    Ok(())
}

/// Where the module is kept as it was, names and all.
pub(crate) fn named(project: &Project) -> PathBuf {
    Path::new(&project.target).join("quire-app-with-names.wasm")
}
