//! The files of the reader's app under names that hold the hash of their own bytes, so that each can be cached for ever.
//!
//! Trunk's own names are not enough: 0.21 names the JavaScript after another file (trunk#1028).

use std::path::Path;
use std::{fs, io};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use crate::stylesheet::Stylesheet;

/// The app that was built into this tool; see `build.rs`.
static BUILT_IN: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/app.rs"));

/// The way in for scripts: the one file beside the pages whose name never changes.
const QUIRE: &str = include_str!("../../../public/quire.js");
/// The names that never change.
const STABLE: [&str; 3] = ["embed.js", "quire.js", "quire.d.ts"];
/// What that file holds, for editors and compilers.
const TYPES: &str = include_str!("../../../public/quire.d.ts");

/// A blog in other people's pages, and in a frame.
const EMBED: &str = include_str!("../../../public/embed.js");
const FRAME: &str = include_str!("../../../public/frame.js");

const BOOT: &str = include_str!("../../../public/boot.js");
/// By this `BOOT` asks for it.
const SEARCH_NAME: &str = "search.js";
const SEARCH: &str = include_str!("../../../public/search.js");
/// By this `BOOT` asks for it.
const OFFLINE_NAME: &str = "offline.js";
const OFFLINE: &str = include_str!("../../../public/offline.js");
/// By this `BOOT` asks for it.
const SCHEDULED_NAME: &str = "scheduled.js";
const SCHEDULED: &str = include_str!("../../../public/scheduled.js");
/// By this `BOOT` asks for it.
const READING_NAME: &str = "reading.js";
const READING: &str = include_str!("../../../public/reading.js");
/// By this `BOOT` asks for it.
const TROUBLE_NAME: &str = "trouble.js";
const TROUBLE: &str = include_str!("../../../public/trouble.js");
const ICON: &str = include_str!("../../../public/icon.svg");

/// A script under a name that never changes its bytes.
#[derive(Debug)]
pub(crate) struct Pinned {
    pub(crate) name: String,
    /// What its bytes are.
    pub(crate) integrity: String,
}

/// What every page loads.
#[derive(Debug)]
pub(crate) struct AppFiles {
    /// Name and bytes of each file.
    pub(crate) files: Vec<(String, Vec<u8>)>,
    /// The stylesheet's name.
    pub(crate) style: String,
    /// The names of the fonts that every first view shows, which come at once or not on that page.
    pub(crate) first_fonts: Vec<String>,
    /// The icon's name.
    pub(crate) icon: String,
    /// The first script's name.
    pub(crate) boot: String,
    /// What its bytes must be for a browser to run it (W3C, Subresource Integrity).
    pub(crate) boot_integrity: String,
    /// The names of the app's JavaScript and WebAssembly, when this tool has them.
    pub(crate) app: Option<(String, String)>,
    /// The script of blogs in other people's pages.
    pub(crate) pinned: Option<Pinned>,
    /// That of the page for frames.
    pub(crate) frame: String,
    /// What readers are told who are offline, as JSON, where the blog is kept on their devices.
    pub(crate) offline: Option<String>,
    /// Whether posts may appear on pages that are there already.
    pub(crate) scheduled: bool,
    /// The attributes by which the pages tell `reading.js` what to do, as HTML, where there is something.
    pub(crate) reading: Option<String>,
    /// Changes when any of the files does that pages load.
    pub(crate) build: String,
}

impl AppFiles {
    /// The app in `folder`, as trunk wrote it, or the one that was built in, dressed in that style sheet.
    pub(crate) fn load(folder: Option<&Path>, style: Stylesheet) -> io::Result<AppFiles> {
        let (mut script, mut wasm) = (None, None);
        let mut take = |name: &str, bytes: Vec<u8>| match name
            .strip_prefix("quire-app")
            .and_then(|rest| rest.rsplit_once('.'))
        {
            Some((_, "js")) => script = Some(bytes),
            Some((_, "wasm")) => wasm = Some(bytes),
            _ => {}
        };
        match folder {
            Some(folder) => {
                for entry in fs::read_dir(folder)? {
                    let entry = entry?;
                    let name = entry.file_name().to_string_lossy().into_owned();
                    if entry.file_type()?.is_file() {
                        take(&name, fs::read(entry.path())?);
                    }
                }
            }
            None => BUILT_IN.iter().for_each(|(name, bytes)| take(name, bytes.to_vec())),
        }
        // The fonts first: the style sheet names them.
        let (mut files, first_fonts) = (style.fonts, style.first);
        let mut add = |stem: &str, ending: &str, bytes: Vec<u8>| {
            let name = format!("{stem}-{}.{ending}", hash(&bytes));
            files.push((name.clone(), bytes));
            name
        };
        let guest = add("embed", "css", style.guest.into_bytes());
        let style = add("quire", "css", style.css.into_bytes());
        let icon = add("icon", "svg", ICON.as_bytes().to_vec());
        let search = add("search", "js", without_comments(SEARCH).into_bytes());
        let offline = add("offline", "js", without_comments(OFFLINE).into_bytes());
        let scheduled = add("scheduled", "js", without_comments(SCHEDULED).into_bytes());
        let reading = add("reading", "js", without_comments(READING).into_bytes());
        let trouble = add("trouble", "js", without_comments(TROUBLE).into_bytes());
        let boot = without_comments(BOOT)
            .replace(TROUBLE_NAME, &trouble)
            .replace(SEARCH_NAME, &search)
            .replace(OFFLINE_NAME, &offline)
            .replace(SCHEDULED_NAME, &scheduled)
            .replace(READING_NAME, &reading);
        let boot_integrity = integrity(boot.as_bytes());
        let boot = add("boot", "js", boot.into_bytes());
        let app =
            script.zip(wasm).map(|(script, wasm)| (add("quire", "js", script), add("quire", "wasm", wasm)));
        let frame = add("frame", "js", without_comments(FRAME).into_bytes());
        let embed = app.as_ref().map(|(script, wasm)| {
            let embed = without_comments(EMBED).replace("__SCRIPT__", script).replace("__WASM__", wasm);
            embed.replace("__STYLE__", &guest).replace("__TROUBLE__", &trouble)
        });
        let pinned = embed.as_ref().map(|embed| Pinned {
            name: add("embed", "js", embed.clone().into_bytes()),
            integrity: integrity(embed.as_bytes()),
        });
        files.extend(embed.map(|embed| ("embed.js".to_owned(), embed.into_bytes())));
        let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
        let build = hash(names.join(" ").as_bytes());
        if let Some((script, wasm)) = &app {
            let quire = QUIRE
                .replace("__SCRIPT__", script)
                .replace("__WASM__", wasm)
                .replace("__TROUBLE__", &trouble);
            files.push(("quire.js".to_owned(), quire.into_bytes()));
            files.push(("quire.d.ts".to_owned(), TYPES.as_bytes().to_vec()));
        }
        let (offline, scheduled, reading) = (None, false, None);
        Ok(AppFiles {
            files,
            style,
            first_fonts,
            icon,
            boot,
            boot_integrity,
            app,
            pinned,
            frame,
            offline,
            scheduled,
            reading,
            build,
        })
    }
}

impl AppFiles {
    /// The names that hold the hash of their file's bytes, of what the blog's own pages need.
    pub(crate) fn own(&self) -> impl Iterator<Item = &str> {
        let others = ["embed-", "frame-"];
        self.lasting().filter(move |name| !others.iter().any(|other| name.starts_with(other)))
    }

    /// The names that hold the hash of their file's bytes.
    pub(crate) fn lasting(&self) -> impl Iterator<Item = &str> {
        let names = self.files.iter().map(|(name, _)| name.as_str());
        names.filter(|name| !STABLE.contains(name))
    }
}

/// A script as a reader downloads it; trunk's shell has no comments either.
fn without_comments(script: &str) -> String {
    let code = script.lines().filter(|line| !line.trim_start().starts_with("//"));
    code.flat_map(|line| [line, "\n"]).collect()
}

/// A digest as pages and policies name it.
pub(crate) fn integrity(bytes: &[u8]) -> String {
    format!("sha256-{}", STANDARD.encode(Sha256::digest(bytes)))
}

/// Sixteen hexadecimal digits of SHA-256.
pub(crate) fn hash(bytes: &[u8]) -> String {
    let digest = Sha256::digest(bytes);
    let start = digest.first_chunk().map_or(0, |start| u64::from_be_bytes(*start));
    format!("{start:016x}")
}

#[cfg(test)]
mod tests {
    use super::AppFiles;
    use crate::stylesheet::Stylesheet;
    use std::fs;

    #[test]
    fn the_first_script_finds_the_others() {
        let app = AppFiles::load(None, Stylesheet::default()).expect("the files that are built in");
        let text = |start: &str| {
            let file = app.files.iter().find(|(name, _)| name.starts_with(start)).expect("the file");
            (file.0.clone(), String::from_utf8(file.1.clone()).expect("a script"))
        };
        for other in ["search-", "offline-", "scheduled-", "reading-", "trouble-"] {
            let (name, _) = text(other);
            assert!(text("boot-").1.contains(&format!("import(\"./{name}\")")), "{name}");
        }
    }

    #[test]
    fn the_integrity_of_the_first_script_is_that_of_its_bytes() {
        let app = AppFiles::load(None, Stylesheet::default()).expect("the files that are built in");
        let boot = app.files.iter().find(|(name, _)| *name == app.boot).expect("the first script");
        assert_eq!(app.boot_integrity, super::integrity(&boot.1));
        // As `openssl dgst -sha256 -binary | base64` has it for no bytes at all.
        assert_eq!(super::integrity(b""), "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
    }

    #[test]
    fn a_script_finds_the_app_under_a_name_that_never_changes() {
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join("quire-app-1.js"), "script").expect("a file");
        fs::write(folder.path().join("quire-app-1_bg.wasm"), "wasm").expect("a file");
        let files = AppFiles::load(Some(folder.path()), Stylesheet::default()).expect("the app");
        let (script, wasm) = files.app.expect("the app");
        let text = |name: &str| {
            let file = files.files.iter().find(|file| file.0 == name).expect(name);
            String::from_utf8(file.1.clone()).expect("text")
        };
        let quire = text("quire.js");
        assert!(quire.contains(&script) && quire.contains(&wasm) && !quire.contains("__SCRIPT__"), "{quire}");
        assert!(text("quire.d.ts").contains("open"));
    }

    #[test]
    fn without_the_app_there_is_no_way_in() {
        let folder = tempfile::tempdir().expect("a folder");
        let files = AppFiles::load(Some(folder.path()), Stylesheet::default()).expect("no app");
        assert!(files.files.iter().all(|(name, _)| !name.starts_with("quire.")));
    }
}
