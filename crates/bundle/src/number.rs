//! Whole numbers in texts: a reader downloads one function that reads them, and not one for each type.

/// The whole number that a text is, where the type has room for it.
pub fn whole_number<T: TryFrom<i64>>(text: &str) -> Option<T> {
    T::try_from(read(text)?).ok()
}

#[inline(never)]
fn read(text: &str) -> Option<i64> {
    text.parse().ok()
}
