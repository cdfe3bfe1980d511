//! Puts the built app into the tool, so that an author needs no Rust toolchain: `QUIRE_APP` names the folder that
//! trunk wrote. Without it the tool is built too, and takes the app from `--app`.
//!
//! The fonts of the looks go into the tool as they lie in the folders of the looks.

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() {
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
    let write = |name: &str, text: String| {
        fs::write(out.join(name), text).expect("cargo's folder can be written");
    };
    write("app.rs", app());
    write("looks.rs", looks());
}

/// The files of the app, for `app_files.rs`.
fn app() -> String {
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
    list
}

/// The fonts of the looks, for `look.rs`.
fn looks() -> String {
    let looks = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../style/looks");
    println!("cargo:rerun-if-changed={}", looks.display());
    let (mut faces, mut fonts) = (String::new(), String::new());
    for look in listed(&looks) {
        let name = look.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let file = look.join("fonts.css");
        if file.is_file() {
            let _ = writeln!(faces, "    ({name:?}, include_str!({:?})),", file.display().to_string());
        }
        for font in listed(&look.join("fonts")).iter().filter(|file| is_font(file)) {
            let of = font.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let _ =
                writeln!(fonts, "    ({name:?}, {of:?}, include_bytes!({:?})),", font.display().to_string());
        }
    }
    format!(
        "pub(super) static FACES: &[(&str, &str)] = &[\n{faces}];\n\
         pub(super) static FONTS: &[(&str, &str, &[u8])] = &[\n{fonts}];\n"
    )
}

/// What is in a folder, in order; nothing where there is none.
fn listed(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> =
        fs::read_dir(folder).into_iter().flatten().filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.sort();
    paths
}

fn is_font(file: &Path) -> bool {
    file.extension().is_some_and(|ending| ending == "woff2")
}

/// The WebAssembly and its JavaScript; the rest of what trunk writes is the shell's.
fn is_app(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    name.starts_with("quire-app") && (name.ends_with(".js") || name.ends_with(".wasm"))
}
