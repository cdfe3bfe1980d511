//! The output folder: written beside the one that is there, and swapped in when it is whole.
//!
//! A build that stops halfway leaves the site as it was, and a file that is the same as before is not written again.

use std::collections::{HashMap, HashSet};
use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Component, Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use rayon::prelude::*;
use walkdir::WalkDir;

use crate::content::slashed;

mod error;
#[cfg(test)]
mod tests;
mod unchanged;

pub(crate) use error::OutputError;
use unchanged::{Made, Source};

/// A site that is being written.
#[derive(Debug)]
pub(crate) struct Output {
    folder: PathBuf,
    beside: PathBuf,
    lock: PathBuf,
    /// Held as long as the site is being written; the system lets go of it if the process dies.
    _held: File,
    files: AtomicU64,
    changed: AtomicU64,
    bytes: AtomicU64,
    /// What was made of the author's own files: they come first, and a page takes the place of one that has its name.
    copied: Mutex<HashMap<PathBuf, Made>>,
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

/// What a site consists of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Size {
    pub(crate) files: u64,
    pub(crate) bytes: u64,
    /// Files that are not as they were in the site before; none when there was no site.
    pub(crate) changed: Option<u64>,
}

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
        let (beside, old, lock) =
            (sibling(&absolute, "new"), sibling(&absolute, "old"), sibling(&absolute, "lock"));
        if !is_free(&absolute)? {
            return Err(OutputError::NotASite(folder.to_path_buf()));
        }
        let parent = absolute.parent().unwrap_or(&absolute);
        fs::create_dir_all(parent).map_err(|error| no_folder(parent, error))?;
        let held = File::create(&lock).map_err(|error| OutputError::Io(parent.to_path_buf(), error))?;
        match held.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(OutputError::Busy(folder.to_path_buf())),
            Err(TryLockError::Error(error)) => return Err(OutputError::Io(lock, error)),
        }
        // What a build left that was stopped: in the moment of change the site before has the name of the old one.
        if !absolute.exists() && old.exists() {
            fs::rename(&old, &absolute).map_err(|error| OutputError::Io(absolute.clone(), error))?;
        }
        remove(&beside)?;
        fs::create_dir_all(&beside).map_err(|error| OutputError::Io(beside.clone(), error))?;
        Ok(Output {
            folder: absolute,
            beside,
            lock,
            _held: held,
            files: AtomicU64::new(0),
            changed: AtomicU64::new(0),
            bytes: AtomicU64::new(0),
            copied: Mutex::default(),
            made: Mutex::default(),
        })
    }

    /// Writes a file of the site; `path` is relative to its root and cannot leave it.
    pub(crate) fn write(&self, path: &Path, bytes: &[u8]) -> Result<(), OutputError> {
        let made = self.make(path, Source::Bytes(bytes))?;
        if made.replaced
            && let Some(before) = self.copied().remove(path)
        {
            self.files.fetch_sub(1, Ordering::Relaxed);
            self.bytes.fetch_sub(before.bytes, Ordering::Relaxed);
            self.changed.fetch_sub(before.changed.into(), Ordering::Relaxed);
        }
        Ok(())
    }

    /// Copies a file into the site.
    pub(crate) fn copy(&self, from: &Path, path: &Path) -> Result<(), OutputError> {
        let made = self.make(path, Source::File(from))?;
        self.copied().insert(path.to_path_buf(), made);
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

    /// Puts the finished site in the place of the one before, and says how large it is.
    pub(crate) fn finish(self) -> Result<Size, OutputError> {
        let old = sibling(&self.folder, "old");
        remove(&old)?;
        let io = |error| OutputError::Io(self.folder.clone(), error);
        let is_first = !self.folder.exists();
        if !is_first {
            fs::rename(&self.folder, &old).map_err(io)?;
        }
        if let Err(error) = fs::rename(&self.beside, &self.folder) {
            let _ = fs::rename(&old, &self.folder);
            return Err(io(error));
        }
        remove(&old)?;
        let count = |counter: &AtomicU64| counter.load(Ordering::Relaxed);
        let changed = (!is_first).then(|| count(&self.changed));
        Ok(Size { files: count(&self.files), bytes: count(&self.bytes), changed })
    }

    fn make(&self, path: &Path, source: Source<'_>) -> Result<Made, OutputError> {
        let file = self.place(path)?;
        let made = source.make(&self.folder.join(path), &file);
        let made = made.map_err(|error| OutputError::Io(self.folder.join(path), error))?;
        self.files.fetch_add(1, Ordering::Relaxed);
        self.bytes.fetch_add(made.bytes, Ordering::Relaxed);
        self.changed.fetch_add(made.changed.into(), Ordering::Relaxed);
        Ok(made)
    }

    fn copied(&self) -> MutexGuard<'_, HashMap<PathBuf, Made>> {
        self.copied.lock().unwrap_or_else(PoisonError::into_inner)
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
}

/// A build that fails leaves nothing half-written.
impl Drop for Output {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.beside);
        let _ = fs::remove_file(&self.lock);
    }
}

/// Whether a site may be written there: nothing is, or an empty folder, or a site of Quire's.
fn is_free(folder: &Path) -> Result<bool, OutputError> {
    match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(true),
        Err(error) => Err(no_folder(folder, error)),
        Ok(mut entries) => {
            let ours =
                || fs::read_to_string(folder.join("site.json")).is_ok_and(|text| text.contains("\"_quire\""));
            Ok(entries.next().is_none() || ours())
        }
    }
}

/// Why there is no folder, or none can be made.
fn no_folder(folder: &Path, error: io::Error) -> OutputError {
    let is_there = folder.ancestors().find(|path| path.exists());
    match is_there.filter(|path| !path.is_dir()) {
        Some(file) => OutputError::NotAFolder(file.to_path_buf()),
        None => OutputError::Io(folder.to_path_buf(), error),
    }
}

fn sibling(folder: &Path, kind: &str) -> PathBuf {
    let name = folder.file_name().unwrap_or_default().to_string_lossy();
    folder.with_file_name(format!(".{name}.quire-{kind}"))
}

/// Removes a folder, if it is there. A site has thousands of folders, and most lie in a few.
fn remove(folder: &Path) -> Result<(), OutputError> {
    let inner = WalkDir::new(folder).min_depth(2).max_depth(2).into_iter().flatten();
    let inner: Vec<_> = inner.filter(|entry| entry.file_type().is_dir()).collect();
    let is_gone = |removed: io::Result<()>| match removed {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    };
    inner
        .par_iter()
        .try_for_each(|entry| is_gone(fs::remove_dir_all(entry.path())))
        .and_then(|()| is_gone(fs::remove_dir_all(folder)))
        .map_err(|error| OutputError::Io(folder.to_path_buf(), error))
}
