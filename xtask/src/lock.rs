//! Reads `Cargo.lock`. The wasm-bindgen tool must be of exactly the version of the
//! library the app is compiled with, and the lock file is where that is written.

use std::{fs, path::Path};

use crate::error::Error;

/// The locked version of a package of the project.
pub(crate) fn version(root: &Path, package: &str) -> Result<String, Error> {
    let path = root.join("Cargo.lock");
    let lock = fs::read_to_string(&path).map_err(|error| {
        let what = format!("{} cannot be read: {error}", path.display());
        Error::new(what, "restore it from version control")
    })?;
    version_in(&lock, package).map(str::to_owned).ok_or_else(|| {
        let what = format!("{} does not name {package}", path.display());
        Error::new(what, "run `cargo update --workspace`, which completes it")
    })
}

fn version_in<'a>(lock: &'a str, package: &str) -> Option<&'a str> {
    let name = format!("name = \"{package}\"");
    lock.split("[[package]]")
        .find(|entry| entry.lines().any(|line| line == name))?
        .lines()
        .find_map(|line| line.strip_prefix("version = \"")?.strip_suffix('"'))
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOCK: &str = r#"version = 4

[[package]]
name = "app"
version = "0.1.0"
dependencies = [
 "wasm-bindgen",
]

[[package]]
name = "wasm-bindgen-futures"
version = "0.4.50"

[[package]]
name = "wasm-bindgen"
version = "0.2.130"
source = "registry"
"#;

    #[test]
    fn the_package_of_exactly_that_name_counts() {
        assert_eq!(version_in(LOCK, "wasm-bindgen"), Some("0.2.130"));
        assert_eq!(version_in(LOCK, "wasm"), None);
        assert_eq!(version_in(&LOCK.replace('\n', "\r\n"), "wasm-bindgen"), Some("0.2.130"));
    }

    #[test]
    fn the_projects_own_lock_names_wasm_bindgen() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask has a parent");
        let version = version(root, "wasm-bindgen").expect("the app depends on it");
        assert!(version.starts_with("0.2."), "{version}");
    }
}
