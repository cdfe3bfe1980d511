//! A file of the index that may be here, or still to come, or lost; and what a question has to say of those that it lacks.

use std::cell::OnceCell;

use crate::name::name;
use crate::root::File;

/// A file, and what it holds once it is here.
pub(crate) struct Slot<T> {
    pub(crate) file: File,
    bytes: Option<Vec<u8>>,
    /// It will not come.
    is_lost: bool,
    pub(crate) decoded: OnceCell<T>,
}

impl<T> Slot<T> {
    /// A file of no bytes is here: what it holds is as likely as can be.
    pub(crate) fn new(file: File) -> Slot<T> {
        let bytes = (file.size == 0).then(Vec::new);
        Slot { file, bytes, is_lost: false, decoded: OnceCell::new() }
    }

    /// What needs no file.
    pub(crate) fn of(decoded: T) -> Slot<T> {
        Slot {
            file: File::default(),
            bytes: Some(Vec::new()),
            is_lost: false,
            decoded: OnceCell::from(decoded),
        }
    }

    /// What the file holds; else its name is among what is needed.
    pub(crate) fn get(&self, needs: &mut Needs, decode: impl FnOnce(&[u8]) -> T) -> Option<&T> {
        if let Some(bytes) = &self.bytes {
            return Some(self.decoded.get_or_init(|| decode(bytes)));
        }
        if self.is_lost {
            let name = name(self.file.hash);
            if !needs.lost.contains(&name) {
                needs.lost.push(name);
            }
        } else {
            Needs::add(&mut needs.files, self.file);
        }
        None
    }

    /// Whether nothing more is to come.
    pub(crate) fn is_here(&self) -> bool {
        self.bytes.is_some() || self.is_lost
    }
}

/// The files of a kind, none of them here yet.
pub(crate) fn slots<T>(files: impl Iterator<Item = File>) -> Vec<Slot<T>> {
    files.map(Slot::new).collect()
}

/// A file of any kind, to be filled.
pub(crate) trait Filled {
    /// Takes the bytes, or that there are none, and says whether it is this file.
    fn fill(&mut self, hash: u64, bytes: Option<&[u8]>) -> bool;
}

impl<T> Filled for Slot<T> {
    fn fill(&mut self, hash: u64, bytes: Option<&[u8]>) -> bool {
        let is_it = self.file.size > 0 && self.file.hash == hash;
        if is_it && self.bytes.is_none() {
            self.bytes = bytes.map(<[u8]>::to_vec);
            self.is_lost = bytes.is_none();
        }
        is_it
    }
}

/// The files that a question needs, and those that it does without.
#[derive(Debug, Default)]
pub(crate) struct Needs {
    /// Names of files that have not come yet, and their bytes.
    pub(crate) files: Vec<(String, u32)>,
    /// Names of files that will not come.
    pub(crate) lost: Vec<String>,
    /// Whether something was left out because it would cost too much.
    pub(crate) is_narrow: bool,
}

impl Needs {
    /// Adds a file to a list, once.
    pub(crate) fn add(list: &mut Vec<(String, u32)>, file: File) {
        let name = name(file.hash);
        if list.iter().all(|known| known.0 != name) {
            list.push((name, file.size));
        }
    }

    /// Whether a file is still to come.
    pub(crate) fn is_waiting(&self) -> bool {
        !self.files.is_empty()
    }

    /// Whether a file was needed that will not come.
    pub(crate) fn is_without(&self, file: File) -> bool {
        self.lost.contains(&name(file.hash))
    }

    /// The names of the files that are still to come.
    pub(crate) fn names(self) -> Vec<String> {
        self.files.into_iter().map(|file| file.0).collect()
    }
}
