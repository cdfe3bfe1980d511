//! What several pieces of work at once hold and change in turn: a `RefCell` whose borrows fail in one place. Each place
//! that can panic is 20 bytes to download, and the app has eighty borrows.

use std::cell::{Ref, RefCell, RefMut};

/// A value that is borrowed for a moment, never across a wait.
#[derive(Default)]
pub(crate) struct Held<T>(RefCell<T>);

impl<T> Held<T> {
    /// Holds a value.
    pub(crate) const fn new(value: T) -> Held<T> {
        Held(RefCell::new(value))
    }

    /// To be read.
    pub(crate) fn borrow(&self) -> Ref<'_, T> {
        self.0.borrow()
    }

    /// To be changed.
    pub(crate) fn borrow_mut(&self) -> RefMut<'_, T> {
        self.0.borrow_mut()
    }

    /// Puts another value in its place, and gives the one before.
    pub(crate) fn replace(&self, value: T) -> T {
        std::mem::replace(&mut *self.borrow_mut(), value)
    }
}

impl<T: Default> Held<T> {
    /// Takes the value, and leaves nothing.
    pub(crate) fn take(&self) -> T {
        self.replace(T::default())
    }
}
