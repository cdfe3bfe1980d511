//! Series that their authors name in the titles alone: `Making a clock: the hands`, `Making a clock: the face`.

use std::collections::HashMap;

use super::PostFile;

/// Gives a series to posts that have none, where two or more titles begin with the same words and a colon.
pub(super) fn infer(posts: &mut [PostFile]) {
    let mut counts: HashMap<String, usize> = HashMap::new();
    for name in posts.iter().filter_map(name) {
        *counts.entry(name.to_owned()).or_default() += 1;
    }
    for post in posts {
        let series = name(post).filter(|name| counts[*name] > 1).map(str::to_owned);
        post.series.extend(series);
    }
}

/// The words before the first colon, of a post that could be part of a series.
fn name(post: &PostFile) -> Option<&str> {
    let (name, part) = post.title.split_once(": ").filter(|_| !post.page && post.series.is_empty())?;
    let name = name.trim();
    (!name.is_empty() && !part.trim().is_empty()).then_some(name)
}
