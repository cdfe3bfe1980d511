//! Which files of a folder are posts, and which are to be copied.

use std::io;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use super::Content;
use super::name::with_language;
use crate::problem::{Problem, Rule};

/// The Markdown files in order; the other files go to `content.files`. What is `apart` is left alone.
pub(super) fn walk(root: &Path, apart: &[PathBuf], content: &mut Content) -> Vec<PathBuf> {
    let mut sources = Vec::new();
    let mut links = Vec::new();
    let entries =
        WalkDir::new(root).follow_links(true).sort_by_file_name().into_iter().filter_entry(|entry| {
            if entry.depth() == 0 {
                return true;
            }
            if !wanted(entry) || apart.iter().any(|path| path == entry.path()) {
                return false;
            }
            if !entry.path_is_symlink() {
                return true;
            }
            let problem = link(root, entry.path());
            let inside = problem.is_none();
            links.extend(problem);
            inside
        });
    for entry in entries {
        match entry {
            Ok(entry) if entry.file_type().is_file() => {
                let Ok(file) = entry.path().strip_prefix(root) else { continue };
                if is_markdown(file) {
                    sources.push(file.to_path_buf());
                } else if !folders(file).any(is_jekyll) {
                    content.files.push(file.to_path_buf());
                } else {
                    let message = "is no Markdown, so it is left out; a post ends in .md, \
                                   and a picture belongs into another folder";
                    content.problems.push(Problem::warning(Rule::Unreadable, file, None, message));
                }
            }
            Ok(_) => {}
            Err(error) => content.problems.extend(unreadable(root, &error)),
        }
    }
    content.problems.append(&mut links);
    sources
}

/// What is wrong with a link of the file system, if it does not stay in the folder.
fn link(root: &Path, path: &Path) -> Option<Problem> {
    let message = match path.canonicalize() {
        Ok(real) if real.starts_with(root) => return None,
        Ok(_) => {
            "is a link that leads out of the content folder, so it is left out; \
             put what it leads to into the folder"
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            "is a link to what is not there, so it is left out; correct or remove it"
        }
        Err(_) => "is a link that leads back to itself, so it is left out; correct or remove it",
    };
    Some(Problem::warning(Rule::Outside, relative(root, path), None, message))
}

/// What to say of a place that cannot be walked; nothing of one that nobody asked for.
fn unreadable(root: &Path, error: &walkdir::Error) -> Option<Problem> {
    let whole = error.path().unwrap_or(root);
    let path = relative(root, whole);
    // Editors mark an open file by a hidden link to nowhere.
    if path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(['.', '_'])) {
        return None;
    }
    if error.loop_ancestor().is_some() {
        let message = "is a link that leads back to a folder around it, so it is left out; remove it";
        return Some(Problem::warning(Rule::Outside, path, None, message));
    }
    if whole.is_symlink()
        && let Some(problem) = link(root, whole)
    {
        return Some(problem);
    }
    let cause = error.io_error().map_or_else(|| error.to_string(), ToString::to_string);
    let message = format!("cannot be read ({cause}); check who may read it, or remove it");
    Some(Problem::error(Rule::Unreadable, path, None, message))
}

fn relative<'a>(root: &Path, path: &'a Path) -> &'a Path {
    path.strip_prefix(root).unwrap_or(path)
}

fn wanted(entry: &walkdir::DirEntry) -> bool {
    let name = entry.file_name().to_string_lossy();
    if name.starts_with('_') {
        let section = !entry.file_type().is_dir() && section_language(Path::new(&*name)).is_some();
        return section || (entry.file_type().is_dir() && is_jekyll(&name));
    }
    !name.starts_with('.')
}

/// Whether a file introduces its folder (`_index.md`), and the language in its name (`_index.es.md`).
#[expect(clippy::option_option, reason = "no such file is not the same as one that names no language")]
pub(super) fn section_language(file: &Path) -> Option<Option<String>> {
    let stem = file.file_stem()?.to_str()?;
    let (name, language) = with_language(stem);
    (is_markdown(file) && name.eq_ignore_ascii_case("_index")).then(|| language.map(str::to_owned))
}

/// The endings that Jekyll takes for Markdown, and that of Markdown with components.
pub(crate) fn is_markdown(file: &Path) -> bool {
    file.extension().is_some_and(|extension| {
        ["md", "markdown", "mdown", "mkdown", "mkdn", "mkd", "mdx"]
            .iter()
            .any(|one| extension.eq_ignore_ascii_case(one))
    })
}

/// Whether it is one of the two folders of Jekyll's that hold posts though they begin with `_`.
pub(super) fn is_jekyll(folder: &str) -> bool {
    is_posts(folder) || folder == "_drafts"
}

/// Whether it is the one of them that holds what readers may see.
pub(super) fn is_posts(folder: &str) -> bool {
    folder == "_posts"
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
