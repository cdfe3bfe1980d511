//! Puts the built app into the tool, so that an author needs no Rust toolchain: `QUIRE_APP` names the folder that
//! trunk wrote. Without it the tool is built too, and takes the app from `--app`.

use std::fmt::Write;
use std::path::Path;
use std::{env, fs};

fn main() {
    println!("cargo:rerun-if-env-changed=QUIRE_APP");
    let mut list = String::from("&[\n");
    if let Some(folder) = env::var_os("QUIRE_APP").filter(|folder| !folder.is_empty()) {
        println!("cargo:rerun-if-changed={}", folder.display());
        let mut files: Vec<_> = fs::read_dir(&folder)
            .unwrap_or_else(|error| {
                panic!("QUIRE_APP names {}, which cannot be read: {error}", folder.display())
            })
            .filter_map(|entry| Some(entry.ok()?.path()))
            .filter(|path| is_app(path))
            .collect();
        files.sort();
        for file in files {
            let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let path = file.canonicalize().unwrap_or(file);
            println!("cargo:rerun-if-changed={}", path.display());
            let _ = writeln!(list, "    ({name:?}, include_bytes!({:?})),", path.display().to_string());
        }
    }
    list.push(']');
    let out = env::var_os("OUT_DIR").expect("cargo sets OUT_DIR");
    fs::write(Path::new(&out).join("app.rs"), list).expect("cargo's folder can be written");
}

/// The WebAssembly and its JavaScript; the rest of what trunk writes is the shell's.
fn is_app(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    name.starts_with("quire-app") && (name.ends_with(".js") || name.ends_with(".wasm"))
}
