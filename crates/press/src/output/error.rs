//! What can hinder a site from being written, and what an author does about it.

use std::path::PathBuf;
use std::{fmt, io};

/// Why the site cannot be written.
#[derive(Debug)]
pub enum OutputError {
    /// The folder holds files that are no site of Quire's.
    NotASite(PathBuf),
    /// It is a file.
    NotAFolder(PathBuf),
    /// Another build is writing it.
    Busy(PathBuf),
    /// It is the content folder, or inside it, or around it.
    Overlaps(PathBuf, PathBuf),
    /// A file cannot be written.
    Io(PathBuf, io::Error),
}

impl fmt::Display for OutputError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            OutputError::NotASite(folder) => write!(
                f,
                "{}: the folder holds files that Quire did not write; name an empty or a new folder as --out",
                folder.display()
            ),
            OutputError::NotAFolder(file) => write!(
                f,
                "{}: this is a file, and the site is written to a folder; name another as --out",
                file.display()
            ),
            OutputError::Busy(folder) => {
                write!(f, "{}: another build is writing this folder; wait until it is done", folder.display())
            }
            OutputError::Overlaps(folder, content) => write!(
                f,
                "{}: the site cannot be written into the content folder {} or around it; name a folder beside it as --out",
                folder.display(),
                content.display()
            ),
            OutputError::Io(path, error) => {
                write!(
                    f,
                    "{}: cannot be written: {error}; see to the rights and the free space there",
                    path.display()
                )
            }
        }
    }
}

impl std::error::Error for OutputError {}
