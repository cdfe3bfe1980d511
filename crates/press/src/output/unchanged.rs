//! Files that are the same as in the site before. They are not written again: a second name is given to what is there
//! (a hard link), so that their modification times say what has changed, and a deploy sends only that.
//!
//! A file that has two names is never written in place: the site that is being served would change with it.

use std::fs::{self, File, Metadata, Permissions};
use std::io::{self, Read, Write};
use std::path::Path;

/// Bytes that are compared at once.
const PIECE: usize = 16 * 1024;

/// What a file is made from.
#[derive(Clone, Copy)]
pub(super) enum Source<'a> {
    /// What stands in memory.
    Bytes(&'a [u8]),
    /// A file of the author's, which lends its rights too.
    File(&'a Path),
}

/// How a file came to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Made {
    pub(super) bytes: u64,
    /// Whether the site before has another file there, or none.
    pub(super) changed: bool,
    /// Whether it took the place of a file that this build had written before.
    pub(super) replaced: bool,
}

impl Source<'_> {
    /// Makes the file, from `before` if that is the same.
    pub(super) fn make(self, before: &Path, file: &Path) -> io::Result<Made> {
        let same = self.is_in(before).unwrap_or(None);
        if let Some(metadata) = &same
            && let Ok(((), replaced)) = anew(file, || fs::hard_link(before, file))
        {
            return Ok(Made { bytes: metadata.len(), changed: false, replaced });
        }
        let (mut made, replaced) = anew(file, || File::create_new(file))?;
        let bytes = match self {
            Source::Bytes(bytes) => made.write_all(bytes).map(|()| bytes.len() as u64),
            Source::File(from) => copy(from, &mut made),
        }?;
        // Where links are not possible, the times at least tell what has changed.
        if let Some(time) = same.as_ref().and_then(|metadata| metadata.modified().ok()) {
            let _ = made.set_modified(time);
        }
        Ok(Made { bytes, changed: same.is_none(), replaced })
    }

    /// The facts about a file that holds the same, if it does.
    fn is_in(self, before: &Path) -> io::Result<Option<Metadata>> {
        let metadata = fs::symlink_metadata(before)?;
        if !metadata.is_file() {
            return Ok(None);
        }
        let same = match self {
            Source::Bytes(bytes) => {
                metadata.len() == bytes.len() as u64 && are_same(bytes, File::open(before)?)?
            }
            Source::File(from) => {
                let own = fs::metadata(from)?;
                metadata.len() == own.len()
                    && has_rights(&metadata, &own.permissions())
                    && are_same(File::open(from)?, File::open(before)?)?
            }
        };
        Ok(same.then_some(metadata))
    }
}

fn has_rights(metadata: &Metadata, wanted: &Permissions) -> bool {
    metadata.permissions() == *wanted
}

/// Makes a file that is not there; one that is there loses its name first.
fn anew<T>(file: &Path, make: impl Fn() -> io::Result<T>) -> io::Result<(T, bool)> {
    match make() {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            fs::remove_file(file)?;
            make().map(|made| (made, true))
        }
        done => done.map(|made| (made, false)),
    }
}

fn copy(from: &Path, to: &mut File) -> io::Result<u64> {
    let mut source = File::open(from)?;
    let bytes = io::copy(&mut source, to)?;
    to.set_permissions(source.metadata()?.permissions())?;
    Ok(bytes)
}

fn are_same(mut a: impl Read, mut b: impl Read) -> io::Result<bool> {
    let (mut left, mut right) = ([0; PIECE], [0; PIECE]);
    loop {
        let count = fill(&mut a, &mut left)?;
        if fill(&mut b, &mut right)? != count || left[..count] != right[..count] {
            return Ok(false);
        }
        if count < PIECE {
            return Ok(true);
        }
    }
}

/// Reads as much as there is place for, or as there is.
fn fill(from: &mut impl Read, to: &mut [u8]) -> io::Result<usize> {
    let mut filled = 0;
    while filled < to.len() {
        match from.read(&mut to[filled..]) {
            Ok(0) => break,
            Ok(count) => filled += count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(filled)
}
