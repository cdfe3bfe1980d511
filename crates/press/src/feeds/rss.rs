//! A feed as RSS 2.0: <https://www.rssboard.org/rss-specification>, and the additions that all readers know: whole texts
//! (`content:encoded`), names of authors (`dc:creator`, as `author` is an e-mail address), the feed's own address, and covers (`media:content`).

use quire_app::head::escape;
use quire_bundle::{Feed, FeedItem, Route};
use rss::extension::Extension;
use rss::extension::atom::{AtomExtension, Link};
use rss::extension::dublincore::DublinCoreExtension;
use rss::{Category, Channel, Guid, Item};

use super::media;
use super::time::{newest, published};
use super::without_controls;
use crate::config::Format;

/// The text of `rss.xml`; `path` is that of the file from the root.
pub(super) fn rss(feed: &Feed<'_>, path: &str) -> String {
    let own = Link {
        href: feed.url(path),
        rel: "self".into(),
        mime_type: Some(Format::Rss.media_type().into()),
        ..Link::default()
    };
    // The two are demanded, the description with a text in it.
    let description = if feed.description.is_empty() { &feed.title } else { &feed.description };
    let channel = Channel {
        title: feed.title.clone(),
        link: feed.page.href(&feed.site.base),
        description: description.clone(),
        language: Some(feed.site.language.clone()),
        last_build_date: newest(feed).map(|moment| moment.to_rfc2822()),
        generator: Some(concat!("Quire ", env!("CARGO_PKG_VERSION")).into()),
        atom_ext: Some(AtomExtension { links: vec![own] }),
        items: feed.items.iter().map(|item| entry(feed, item)).collect(),
        namespaces: media::namespaces(feed),
        ..Channel::default()
    };
    // Writing to memory does not fail.
    without_controls(channel.write_to(Vec::new()).unwrap_or_default())
}

fn entry(feed: &Feed<'_>, item: &FeedItem<'_>) -> Item {
    let post = item.post;
    let link = feed.url(&post.card.path);
    let category = |(taxonomy, term): (quire_bundle::Taxonomy, &quire_bundle::Term)| Category {
        name: term.label.clone(),
        domain: Some(Route::Terms { taxonomy }.href(&feed.site.base)),
    };
    let more = DublinCoreExtension {
        creators: post.card.authors.iter().map(|author| author.label.clone()).collect(),
        languages: post.card.language.iter().cloned().collect(),
        ..DublinCoreExtension::default()
    };
    Item {
        title: Some(post.card.title.clone()),
        guid: Some(Guid { value: post.id.clone(), permalink: post.id == link }),
        link: Some(link),
        pub_date: published(post).map(|moment| moment.to_rfc2822()),
        categories: item.terms().map(category).collect(),
        // It is read as HTML.
        description: (!post.card.summary.is_empty()).then(|| escape(&post.card.summary)),
        content: item.html.clone().filter(|html| !html.is_empty()),
        dublin_core_ext: Some(more),
        extensions: media::cover(feed, post, |name, attrs| Extension { name, attrs, ..Extension::default() }),
        ..Item::default()
    }
}
