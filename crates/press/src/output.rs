//! The output folder: written beside the one that is there, and swapped in when it is whole.
//!
//! A build that stops halfway leaves the site as it was.

use std::collections::HashSet;
use std::fs::{self, File, TryLockError};
use std::path::{Component, Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::{fmt, io};

use walkdir::WalkDir;

use crate::content::slashed;

/// A site that is being written.
#[derive(Debug)]
pub(crate) struct Output {
    folder: PathBuf,
    beside: PathBuf,
    lock: PathBuf,
    /// Held as long as the site is being written; the system lets go of it if the process dies.
    _held: File,
    files: AtomicU64,
    bytes: AtomicU64,
    /// Folders that are there already: asking the system again for every file takes longer than writing it.
    made: Mutex<HashSet<PathBuf>>,
}

/// A file of a site.
#[derive(Debug)]
pub(crate) struct Listed {
    /// From the root of the site, slash separated.
    pub(crate) path: String,
    pub(crate) bytes: u64,
}

/// Why the site cannot be written.
#[derive(Debug)]
pub enum OutputError {
    /// The folder holds files that are no site of Quire's.
    NotASite(PathBuf),
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

impl Output {
    /// Begins a site at `folder`.
    pub(crate) fn begin(folder: &Path, content: &Path) -> Result<Output, OutputError> {
        let absolute =
            std::path::absolute(folder).map_err(|error| OutputError::Io(folder.to_path_buf(), error))?;
        let inner = content.canonicalize().unwrap_or_else(|_| content.to_path_buf());
        let outer = absolute.canonicalize().unwrap_or_else(|_| absolute.clone());
        if outer.starts_with(&inner) || inner.starts_with(&outer) {
            return Err(OutputError::Overlaps(folder.to_path_buf(), content.to_path_buf()));
        }
        if !is_free(&absolute).map_err(|error| OutputError::Io(absolute.clone(), error))? {
            return Err(OutputError::NotASite(folder.to_path_buf()));
        }
        let (beside, lock) = (sibling(&absolute, "new"), sibling(&absolute, "lock"));
        if let Some(parent) = absolute.parent() {
            fs::create_dir_all(parent).map_err(|error| OutputError::Io(parent.to_path_buf(), error))?;
        }
        let held = File::create(&lock).map_err(|error| OutputError::Io(lock.clone(), error))?;
        match held.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(OutputError::Busy(folder.to_path_buf())),
            Err(TryLockError::Error(error)) => return Err(OutputError::Io(lock, error)),
        }
        // What a build left that was stopped.
        remove(&beside)?;
        fs::create_dir_all(&beside).map_err(|error| OutputError::Io(beside.clone(), error))?;
        let (files, bytes) = (AtomicU64::new(0), AtomicU64::new(0));
        Ok(Output { folder: absolute, beside, lock, _held: held, files, bytes, made: Mutex::default() })
    }

    /// Writes a file of the site; `path` is relative to its root and cannot leave it.
    pub(crate) fn write(&self, path: &Path, bytes: &[u8]) -> Result<(), OutputError> {
        let file = self.place(path)?;
        fs::write(&file, bytes).map_err(|error| OutputError::Io(file, error))?;
        self.count(bytes.len() as u64);
        Ok(())
    }

    /// Copies a file into the site.
    pub(crate) fn copy(&self, from: &Path, path: &Path) -> Result<(), OutputError> {
        let file = self.place(path)?;
        let bytes = fs::copy(from, &file).map_err(|error| OutputError::Io(file, error))?;
        self.count(bytes);
        Ok(())
    }

    /// What the site before this one has under that name.
    pub(crate) fn earlier(&self, path: &Path) -> Option<Vec<u8>> {
        fs::read(self.folder.join(path)).ok()
    }

    /// Says that a file could not be made.
    pub(crate) fn failed(&self, path: &Path, cause: String) -> OutputError {
        OutputError::Io(self.folder.join(path), io::Error::other(cause))
    }

    /// Every file that was written so far, by path.
    pub(crate) fn list(&self) -> Result<Vec<Listed>, OutputError> {
        let mut files = Vec::new();
        for entry in WalkDir::new(&self.beside) {
            let io = |error: walkdir::Error| OutputError::Io(self.beside.clone(), error.into());
            let entry = entry.map_err(io)?;
            if entry.file_type().is_file() {
                let path = slashed(entry.path().strip_prefix(&self.beside).unwrap_or(entry.path()));
                files.push(Listed { path, bytes: entry.metadata().map_err(io)?.len() });
            }
        }
        files.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(files)
    }

    /// The bytes of a file that was written.
    pub(crate) fn read(&self, path: &Path) -> Result<Vec<u8>, OutputError> {
        let file = self.beside.join(path);
        fs::read(&file).map_err(|error| OutputError::Io(file, error))
    }

    /// Puts the finished site in the place of the one before, and says how many files and bytes it has.
    pub(crate) fn finish(self) -> Result<(u64, u64), OutputError> {
        let old = sibling(&self.folder, "old");
        remove(&old)?;
        let io = |error| OutputError::Io(self.folder.clone(), error);
        if self.folder.exists() {
            fs::rename(&self.folder, &old).map_err(io)?;
        }
        fs::rename(&self.beside, &self.folder).map_err(io)?;
        remove(&old)?;
        let _ = fs::remove_file(&self.lock);
        Ok((self.files.load(Ordering::Relaxed), self.bytes.load(Ordering::Relaxed)))
    }

    /// Leaves the site as it was, and nothing beside it.
    pub(crate) fn abandon(self) {
        // What cannot be removed now the next build removes.
        let _ = remove(&self.beside);
        let _ = fs::remove_file(&self.lock);
    }

    fn place(&self, path: &Path) -> Result<PathBuf, OutputError> {
        let inside = path.components().all(|part| matches!(part, Component::Normal(_)));
        if !inside {
            let error = io::Error::new(io::ErrorKind::InvalidInput, "the path leaves the output folder");
            return Err(OutputError::Io(path.to_path_buf(), error));
        }
        let file = self.beside.join(path);
        let Some(parent) = file.parent() else { return Ok(file) };
        let made = || self.made.lock().unwrap_or_else(PoisonError::into_inner);
        if !made().contains(parent) {
            fs::create_dir_all(parent).map_err(|error| OutputError::Io(parent.to_path_buf(), error))?;
            made().insert(parent.to_path_buf());
        }
        Ok(file)
    }

    fn count(&self, bytes: u64) {
        self.files.fetch_add(1, Ordering::Relaxed);
        self.bytes.fetch_add(bytes, Ordering::Relaxed);
    }
}

/// Whether a site may be written there: nothing is, or an empty folder, or a site of Quire's.
fn is_free(folder: &Path) -> io::Result<bool> {
    match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(true),
        Err(error) => Err(error),
        Ok(mut entries) => {
            let ours =
                || fs::read_to_string(folder.join("site.json")).is_ok_and(|text| text.contains("\"_quire\""));
            Ok(entries.next().is_none() || ours())
        }
    }
}

fn sibling(folder: &Path, kind: &str) -> PathBuf {
    let name = folder.file_name().unwrap_or_default().to_string_lossy();
    folder.with_file_name(format!(".{name}.quire-{kind}"))
}

fn remove(folder: &Path) -> Result<(), OutputError> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            Err(OutputError::Io(folder.to_path_buf(), error))
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::{Output, OutputError};
    use std::fs;
    use std::path::Path;

    #[test]
    fn a_site_is_swapped_in_whole() {
        let folder = tempfile::tempdir().unwrap();
        let (content, out) = (folder.path().join("content"), folder.path().join("site"));
        fs::create_dir(&content).unwrap();
        for round in ["one", "two"] {
            let output = Output::begin(&out, &content).unwrap();
            output.write(Path::new("site.json"), b"{\"_quire\": {}}").unwrap();
            output.write(Path::new(round), b"x").unwrap();
            output.finish().unwrap();
        }
        assert!(out.join("two").exists() && !out.join("one").exists());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
    }

    #[test]
    fn a_build_that_stops_leaves_the_site_as_it_was() {
        let folder = tempfile::tempdir().unwrap();
        let (content, out) = (folder.path().join("content"), folder.path().join("site"));
        fs::create_dir(&content).unwrap();
        drop(Output::begin(&out, &content).unwrap());
        assert!(!out.exists());
        Output::begin(&out, &content).unwrap().abandon();
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
        Output::begin(&out, &content).unwrap().finish().unwrap();
        assert!(out.exists());
    }

    #[test]
    fn what_is_not_ours_is_not_touched() {
        let folder = tempfile::tempdir().unwrap();
        let content = folder.path().join("content");
        let out = folder.path().join("precious");
        fs::create_dir(&content).unwrap();
        fs::create_dir(&out).unwrap();
        fs::write(out.join("thesis.txt"), "x").unwrap();
        assert!(matches!(Output::begin(&out, &content), Err(OutputError::NotASite(_))));
        assert!(matches!(Output::begin(&content.join("site"), &content), Err(OutputError::Overlaps(..))));
        assert!(matches!(Output::begin(folder.path(), &content), Err(OutputError::Overlaps(..))));
    }

    #[test]
    fn two_builds_do_not_write_one_folder() {
        let folder = tempfile::tempdir().unwrap();
        let (content, out) = (folder.path().join("content"), folder.path().join("site"));
        fs::create_dir(&content).unwrap();
        let first = Output::begin(&out, &content).unwrap();
        assert!(matches!(Output::begin(&out, &content), Err(OutputError::Busy(_))));
        assert!(first.write(Path::new("../x"), b"x").is_err());
    }
}
