//! Why there is nothing to make a site of.

use std::fmt;
use std::io;
use std::path::PathBuf;

/// Why a folder cannot be read at all.
#[derive(Debug)]
pub enum ContentError {
    /// There is no such folder.
    Missing(PathBuf),
    /// It is a file.
    NotFolder(PathBuf),
    /// The system refuses.
    Unreadable(PathBuf, io::Error),
    /// It holds no Markdown.
    NoPosts(PathBuf),
}

impl fmt::Display for ContentError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing(path) => write!(
                formatter,
                "there is no content folder {}; name the folder of your posts with --content",
                path.display()
            ),
            Self::NotFolder(path) => write!(
                formatter,
                "{} is a file; --content needs the folder that holds your posts",
                path.display()
            ),
            Self::Unreadable(path, cause) => write!(
                formatter,
                "the content folder {} cannot be read ({cause}); check who may read it",
                path.display()
            ),
            Self::NoPosts(path) => write!(
                formatter,
                "the content folder {} holds no posts; put a Markdown file (name.md) into it",
                path.display()
            ),
        }
    }
}

impl std::error::Error for ContentError {}
