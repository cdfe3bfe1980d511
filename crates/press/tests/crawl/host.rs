//! A folder as a plain static host serves it: which file is the answer for an address.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use quire_bundle::decode;
use url::Url;

use crate::page::Document;

/// A served folder.
pub(crate) struct Host {
    folder: PathBuf,
    /// The address of its root.
    pub(crate) base: String,
}

/// Where an address leads.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Found {
    /// To another site, or to no site at all.
    Elsewhere,
    /// To a file, from the root, and to a place in it.
    File { file: String, fragment: Option<String> },
    /// To this site, where there is nothing; from the root.
    Nothing(String),
}

impl Host {
    /// Serves a folder at an address.
    pub(crate) fn new(folder: &Path, base: &str) -> Host {
        Host { folder: folder.to_owned(), base: base.to_owned() }
    }

    /// The text of a file.
    pub(crate) fn text(&self, file: &str) -> String {
        fs::read_to_string(self.folder.join(file)).unwrap_or_else(|error| panic!("{file}: {error}"))
    }

    /// Every HTML file, by its path from the root.
    pub(crate) fn documents(&self) -> BTreeMap<String, Document> {
        let files =
            walkdir::WalkDir::new(&self.folder).into_iter().map(|entry| entry.expect("an entry").into_path());
        let is_html =
            |path: &PathBuf| path.extension().is_some_and(|ending| ending == "html" || ending == "htm");
        files
            .filter(|path| path.is_file())
            .filter(is_html)
            .map(|path| {
                let inside = path.strip_prefix(&self.folder).expect("inside");
                let inside = inside.to_str().expect("UTF-8").replace('\\', "/");
                let document = Document::read(&self.text(&inside));
                (inside, document)
            })
            .collect()
    }

    /// Where an address leads that stands in a file, which is named from the root.
    pub(crate) fn find(&self, file: &str, address: &str) -> Result<Found, String> {
        let page = file.strip_suffix("index.html").unwrap_or(file);
        let base = Url::parse(&self.base).and_then(|base| base.join(&quire_bundle::encode(page, true)));
        let url = base.and_then(|base| base.join(address)).map_err(|error| error.to_string())?;
        let origin = Url::parse(&self.base).map_err(|error| error.to_string())?.origin();
        if url.origin() != origin {
            return Ok(Found::Elsewhere);
        }
        let fragment = url.fragment().and_then(place);
        let whole = Url::parse(&self.base).map_err(|error| error.to_string())?;
        let Some(inside) = url.path().strip_prefix(whole.path()) else {
            return Err(format!("it leads out of the site, to {}", url.path()));
        };
        let path = decode(inside);
        let mut found = self.folder.join(&path);
        if found.is_dir() {
            found.push("index.html");
        }
        if !found.is_file() || path.split('/').any(|part| part == "..") {
            return Ok(Found::Nothing(path));
        }
        let file = found.strip_prefix(&self.folder).map_err(|error| error.to_string())?;
        Ok(Found::File { file: file.to_string_lossy().replace('\\', "/"), fragment })
    }
}

/// The id that a fragment names; a page's beginning has none, and words of a text need none.
pub(crate) fn place(fragment: &str) -> Option<String> {
    let name = decode(fragment.split(":~:").next().unwrap_or_default());
    Some(name).filter(|name| !name.is_empty() && !name.eq_ignore_ascii_case("top"))
}
