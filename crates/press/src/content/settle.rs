//! What can be said of a post only when all of them are read: whether it is a page, whether another
//! file says the same in another language, and whether it is shown.

use std::collections::HashMap;

use super::facts::{Found, Page};
use super::{Content, LeftOut, PostFile, ReadOptions, Reason, ToCome, folders, is_posts, series};

/// Puts every post where it belongs in `content`.
pub(super) fn settle(found: Vec<Found>, options: &ReadOptions, content: &mut Content) {
    let dated = found.iter().any(|one| one.page != Page::Yes && one.post.date.is_some());
    let jekyll = found.iter().any(|one| folders(&one.post.file).any(is_posts));
    let mut versions: HashMap<String, usize> = HashMap::new();
    for one in &found {
        *versions.entry(one.post.translation_key.clone()).or_default() += 1;
    }
    for mut one in found {
        one.post.page = match one.page {
            Page::Yes => true,
            Page::No => false,
            Page::AmongDated => dated,
            Page::BesidePosts => jekyll,
        };
        if one.post.page {
            one.post.date = None;
        }
        one.post.is_translation = one.named_language && versions[&one.post.translation_key] > 1;
        match reason(&one.post, options) {
            Some(Reason::Scheduled(_)) if options.to_come == ToCome::Ahead => content.ahead.push(one.post),
            Some(reason) => content.left_out.push(LeftOut { file: one.post.file, reason }),
            None => content.posts.push(one.post),
        }
    }
    if options.infer_series {
        series::infer(&mut content.posts);
    }
}

/// Why a post is not shown, if it is not.
fn reason(post: &PostFile, options: &ReadOptions) -> Option<Reason> {
    if post.draft && !options.drafts {
        return Some(Reason::Draft);
    }
    let now = options.now?.as_second();
    if let Some(end) = post.expires.as_ref().filter(|end| end.seconds <= now) {
        return Some(Reason::Expired(end.clone()));
    }
    let start = post.date.as_ref().filter(|start| start.seconds > now && options.to_come != ToCome::Posts);
    start.cloned().map(Reason::Scheduled)
}
