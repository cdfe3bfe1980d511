//! A feed as Atom: RFC 4287, <https://www.rfc-editor.org/rfc/rfc4287>.

use atom_syndication::extension::Extension;
use atom_syndication::{
    Category, Content, Entry, Feed as Atom, Generator, Link, Person, Text, TextType, WriteConfig,
};
use quire_bundle::{Feed, FeedItem, Route};

use super::media;
use super::time::{changed, never, newest, published};
use super::without_controls;
use crate::config::Format;

/// The text of `atom.xml`; `path` is that of the file from the root.
pub(super) fn atom(feed: &Feed<'_>, path: &str) -> String {
    let site = feed.site;
    let page = feed.page.href(&site.base);
    let atom = Atom {
        title: feed.title.as_str().into(),
        id: page.clone(),
        updated: newest(feed).unwrap_or_else(never),
        // An entry needs an author, and takes the feed's when it names none.
        authors: vec![Person { name: site.title.clone(), uri: Some(site.base.clone()), ..Person::default() }],
        generator: Some(Generator {
            value: "Quire".into(),
            version: Some(env!("CARGO_PKG_VERSION").into()),
            uri: None,
        }),
        links: vec![
            link("self", Format::Atom.media_type(), feed.url(path)),
            link("alternate", "text/html", page),
        ],
        subtitle: (!feed.description.is_empty()).then(|| feed.description.as_str().into()),
        entries: feed.items.iter().map(|item| entry(feed, item)).collect(),
        lang: Some(site.language.clone()),
        namespaces: media::namespaces(feed),
        ..Atom::default()
    };
    // Writing to memory does not fail.
    without_controls(atom.write_with_config(Vec::new(), WriteConfig::default()).unwrap_or_default())
}

fn entry(feed: &Feed<'_>, item: &FeedItem<'_>) -> Entry {
    let (site, post) = (feed.site, item.post);
    let card = &post.card;
    let text = |value: &str| Text {
        value: value.to_owned(),
        lang: card.language.clone(),
        r#type: TextType::Text,
        base: None,
    };
    let mut links = vec![link("alternate", "text/html", feed.url(&card.path))];
    links.extend(post.external_url.as_ref().map(|url| Link {
        href: url.clone(),
        rel: "related".into(),
        ..Link::default()
    }));
    let author = |author: &quire_bundle::Term| Person {
        name: author.label.clone(),
        uri: feed.author_url(author),
        ..Person::default()
    };
    let category = |(taxonomy, term): (quire_bundle::Taxonomy, &quire_bundle::Term)| Category {
        term: term.slug.clone(),
        scheme: Some(Route::Terms { taxonomy }.href(&site.base)),
        label: Some(term.label.clone()),
    };
    Entry {
        title: text(&card.title),
        id: post.id.clone(),
        updated: changed(post).unwrap_or_else(never),
        published: published(post),
        authors: card.authors.iter().map(author).collect(),
        categories: item.terms().map(category).collect(),
        links,
        summary: (!card.summary.is_empty()).then(|| text(&card.summary)),
        content: item.html.clone().map(|html| Content {
            value: Some(html),
            lang: card.language.clone(),
            content_type: Some("html".into()),
            ..Content::default()
        }),
        extensions: media::cover(feed, post, |name, attrs| Extension { name, attrs, ..Extension::default() }),
        ..Entry::default()
    }
}

fn link(rel: &str, media_type: &str, href: String) -> Link {
    Link { href, rel: rel.to_owned(), mime_type: Some(media_type.to_owned()), ..Link::default() }
}
