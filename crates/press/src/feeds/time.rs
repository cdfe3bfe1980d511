//! The dates of posts as feeds and sitemaps want them: moments with their time zones.

use atom_syndication::FixedDateTime;
use quire_bundle::{Date, Feed, Post};

/// When a post was published.
pub(super) fn published(post: &Post) -> Option<FixedDateTime> {
    post.card.date.as_ref().and_then(moment)
}

/// When a post was last changed, as far as anyone knows.
pub(crate) fn changed(post: &Post) -> Option<FixedDateTime> {
    post.updated.as_ref().and_then(moment).or_else(|| published(post))
}

/// When the newest change of a feed was. The build's own time would make every build another feed.
pub(super) fn newest(feed: &Feed<'_>) -> Option<FixedDateTime> {
    feed.items.iter().filter_map(|item| changed(item.post)).max()
}

/// The moment that stands where Atom demands one and there is none. It never changes, so nobody sees an old post as news.
pub(super) fn never() -> FixedDateTime {
    FixedDateTime::default()
}

fn moment(date: &Date) -> Option<FixedDateTime> {
    let text = date.rfc3339.as_str();
    let parse = |text: &str| FixedDateTime::parse_from_rfc3339(text).ok();
    // Before there were time zones, offsets had seconds, which RFC 3339 has no room for.
    let minutes = || text.get(.."2026-05-10T09:00:00+02:00".len()).and_then(parse);
    parse(text).or_else(minutes).or_else(|| parse(&format!("{text}T00:00:00Z")))
}
