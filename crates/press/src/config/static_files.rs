//! The author's static folder: every file of it goes to the site as it is, hidden ones such as `.well-known` too.

use std::path::PathBuf;

use walkdir::WalkDir;

use super::Found;
use super::find::shown;
use crate::problem::{Problem, Rule};

impl Found {
    /// The files of the static folder, named from it, in order. A link that leads out of it is left out and becomes a
    /// problem, and so does what cannot be read.
    pub(crate) fn static_files(&self, problems: &mut Vec<Problem>) -> Vec<PathBuf> {
        let Some(root) = self.static_folder().and_then(|folder| folder.canonicalize().ok()) else {
            return Vec::new();
        };
        let mut files = Vec::new();
        let mut entries = WalkDir::new(&root).follow_links(true).sort_by_file_name().into_iter();
        while let Some(entry) = entries.next() {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => {
                    let path = shown(error.path().unwrap_or(&root));
                    let cause =
                        error.io_error().map_or("it leads back to itself".into(), ToString::to_string);
                    let message = format!("cannot be read ({cause}); check who may read it, or remove it");
                    problems.push(Problem::warning(Rule::Unreadable, &path, None, message));
                    continue;
                }
            };
            let is_outside = || !entry.path().canonicalize().is_ok_and(|real| real.starts_with(&root));
            if entry.path_is_symlink() && is_outside() {
                let message = "leads out of the static folder, so it is left out; put the file itself there";
                problems.push(Problem::warning(Rule::Outside, &shown(entry.path()), None, message));
                if entry.file_type().is_dir() {
                    entries.skip_current_dir();
                }
            } else if entry.file_type().is_file()
                && let Ok(file) = entry.path().strip_prefix(&root)
            {
                files.push(file.to_path_buf());
            }
        }
        files
    }
}
