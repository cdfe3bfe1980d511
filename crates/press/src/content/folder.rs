//! Which files of a folder are posts, and which are to be copied.

use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use super::Content;
use crate::problem::{Problem, Rule};

/// The Markdown files in order; the other files go to `content.files`.
pub(super) fn walk(root: &Path, content: &mut Content) -> Vec<PathBuf> {
    let mut sources = Vec::new();
    let inside = |entry: &walkdir::DirEntry| {
        !entry.path_is_symlink() || entry.path().canonicalize().is_ok_and(|real| real.starts_with(root))
    };
    let entries = WalkDir::new(root)
        .follow_links(true)
        .sort_by_file_name()
        .into_iter()
        .filter_entry(|entry| entry.depth() == 0 || (wanted(entry) && inside(entry)));
    for entry in entries {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                let path = error.path().unwrap_or(root);
                let path = path.strip_prefix(root).unwrap_or(path);
                let cause =
                    error.io_error().map_or_else(|| "it leads back to itself".into(), ToString::to_string);
                content.problems.push(Problem::error(
                    Rule::Unreadable,
                    path,
                    None,
                    format!("cannot be read ({cause}); check who may read it, or remove it"),
                ));
                continue;
            }
        };
        let Ok(file) = entry.path().strip_prefix(root) else { continue };
        if entry.file_type().is_file() {
            if is_markdown(file) {
                sources.push(file.to_path_buf());
            } else if !folders(file).any(is_jekyll) {
                content.files.push(file.to_path_buf());
            }
        }
    }
    sources
}

fn wanted(entry: &walkdir::DirEntry) -> bool {
    let name = entry.file_name().to_string_lossy();
    if name.starts_with('_') {
        let section = entry.file_type().is_file() && name.eq_ignore_ascii_case("_index.md");
        return section || (entry.file_type().is_dir() && is_jekyll(&name));
    }
    !name.starts_with('.')
}

fn is_markdown(file: &Path) -> bool {
    file.extension().is_some_and(|extension| {
        ["md", "markdown", "mdx"].iter().any(|one| extension.eq_ignore_ascii_case(one))
    })
}

/// Whether it is one of the two folders of Jekyll's that hold posts though they begin with `_`.
pub(super) fn is_jekyll(folder: &str) -> bool {
    folder == "_posts" || folder == "_drafts"
}

/// The folders of a file, outermost first.
pub(super) fn folders(file: &Path) -> impl Iterator<Item = &str> {
    let parent = file.parent().unwrap_or(Path::new(""));
    parent.iter().filter_map(|part| part.to_str())
}

/// A path with slashes, whatever the system.
pub fn slashed(file: &Path) -> String {
    let parts: Vec<_> = file.iter().map(|part| part.to_string_lossy()).collect();
    parts.join("/")
}
