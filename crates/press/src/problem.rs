//! What is wrong with an author's file, where, and what to do about it. One bad post never stops
//! a build; it becomes a `Problem`, and problems are counted and named at the end.

use std::fmt;
use std::path::{Path, PathBuf};

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The post is left out.
    Error,
    /// The post is there, with something less on show.
    Warning,
}

/// One thing that is wrong with one file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// The file, relative to the content folder.
    pub file: PathBuf,
    /// The line, counted from 1, where it is known.
    pub line: Option<usize>,
    /// How bad it is.
    pub severity: Severity,
    /// What happened, and what to do.
    pub message: String,
}

impl Problem {
    /// A problem for which the post is left out.
    pub fn error(file: &Path, line: Option<usize>, message: impl Into<String>) -> Self {
        Self::new(file, line, Severity::Error, message.into())
    }

    /// A problem that the post survives.
    pub fn warning(file: &Path, line: Option<usize>, message: impl Into<String>) -> Self {
        Self::new(file, line, Severity::Warning, message.into())
    }

    fn new(file: &Path, line: Option<usize>, severity: Severity, message: String) -> Self {
        Self { file: file.to_path_buf(), line, severity, message }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}:", self.file.display())?;
        if let Some(line) = self.line {
            write!(formatter, "{line}:")?;
        }
        let severity = match self.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        write!(formatter, " {severity}: {}", self.message)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_problem_reads_like_a_compilers() {
        let file = Path::new("news/x.md");
        let known = Problem::error(file, Some(3), "the date is not one");
        assert_eq!(known.to_string(), "news/x.md:3: error: the date is not one");
        let unknown = Problem::warning(file, None, "no title");
        assert_eq!(unknown.to_string(), "news/x.md: warning: no title");
    }
}
