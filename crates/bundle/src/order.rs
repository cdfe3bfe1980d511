//! The one sort of all that a reader downloads.
//!
//! The standard library's sort is fast, and is compiled anew for each kind of element that is sorted: three to four
//! kilobytes of WebAssembly, eight times. Here elements are sorted by their numbers, through a function that compares
//! two of them, and that is compiled once.

use std::cmp::Ordering;

/// The numbers below `count` in the order of `compare`; of two equals the lower comes first.
///
/// ```
/// let words = ["pear", "fig", "plum"];
/// let by_length = quire_bundle::order(words.len(), &|a, b| words[a].len().cmp(&words[b].len()));
/// assert_eq!(by_length, [1, 0, 2]);
/// ```
pub fn order(count: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut sorted: Vec<usize> = (0..count).collect();
    let mut merged = Vec::with_capacity(count);
    let mut width = 1;
    // Runs of `width` numbers are in order; each turn merges them in pairs.
    while width < count {
        for pair in sorted.chunks(width * 2) {
            let (mut left, mut right) = pair.split_at_checked(width).unwrap_or((pair, &[]));
            while let ([a, left_rest @ ..], [b, right_rest @ ..]) = (left, right) {
                if compare(*b, *a).is_lt() {
                    merged.push(*b);
                    right = right_rest;
                } else {
                    merged.push(*a);
                    left = left_rest;
                }
            }
            merged.extend_from_slice(left);
            merged.extend_from_slice(right);
        }
        std::mem::swap(&mut sorted, &mut merged);
        merged.clear();
        width *= 2;
    }
    sorted
}

/// The values in the order that their numbers stand in, each of which stands there once.
pub(crate) fn arranged<T>(values: Vec<T>, order: &[usize]) -> Vec<T> {
    let mut values: Vec<Option<T>> = values.into_iter().map(Some).collect();
    order.iter().filter_map(|&number| values.get_mut(number)?.take()).collect()
}

#[cfg(test)]
mod tests {
    use super::{arranged, order};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn it_sorts_as_the_standard_library_does(values in prop::collection::vec((0..9u8, any::<u8>()), 0..70)) {
            let order = order(values.len(), &|a, b| values[a].0.cmp(&values[b].0));
            let mut sorted = values.clone();
            sorted.sort_by_key(|value| value.0);
            prop_assert_eq!(arranged(values, &order), sorted);
        }
    }
}
