//! Feeds: which ones a blog has, what is in each, and the links by which a page names them.
//!
//! One [`Feed`] is written in every format that the author wants, so that a reader loses nothing by the choice.
//! Outside its site a relative address means nothing, so without a base URL there are no feeds at all.

use std::collections::BTreeMap;

use quire_app::head::is_right_to_left;
use quire_bundle::{Content, Feed, FeedItem, Library, Page, Post, Route, Site, Taxonomy, Term, encode};
use rayon::prelude::*;

use crate::config::{Feeds, Format};

mod absolute;
mod atom;
mod media;
mod rss;
#[cfg(test)]
mod tests;
mod time;
mod xml;

use absolute::absolute;
pub(crate) use time::changed;
pub(crate) use xml::without_controls;

/// What a page says of a feed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FeedLink {
    pub(crate) media_type: &'static str,
    pub(crate) title: String,
    /// From the root, percent-encoded.
    pub(crate) href: String,
    /// Whether it is that of the page alone, and not the blog's.
    pub(crate) own: bool,
}

/// The feeds that a page names. The first is the one that a reader takes who does not choose: that of the page's own tag,
/// series and so on, when there is one, and that of the blog on every other page.
pub(crate) fn links(site: &Site, page: &Page, feeds: &Feeds) -> Vec<FeedLink> {
    if !quire_bundle::is_absolute(&site.base) {
        // What there is without a base URL: the bundle, which a reader of JSON Feed can follow where it lies.
        let href = "bundle.json".to_owned();
        let media_type = Format::Json.media_type();
        return vec![FeedLink { media_type, title: site.title.clone(), href, own: false }];
    }
    let own = match &page.content {
        Content::List { of: Some((taxonomy, term)), .. } if feeds.of.contains(taxonomy) => {
            Some((title(site, Some(term)), list(Some((*taxonomy, term))), true))
        }
        _ => None,
    };
    let all = own.into_iter().chain([(title(site, None), list(None), false)]);
    let link = |title: &str, page: &Route, own: bool, format: Format| FeedLink {
        media_type: format.media_type(),
        title: title.to_owned(),
        href: encode(&file(page, format), true),
        own,
    };
    all.flat_map(|(title, page, own)| {
        feeds.formats.iter().map(|format| link(&title, &page, own, *format)).collect::<Vec<_>>()
    })
    .collect()
}

/// The paths of all files of feeds, from the root.
pub(crate) fn paths(library: &Library, feeds: &Feeds) -> Vec<String> {
    if !quire_bundle::is_absolute(&library.site().base) {
        return Vec::new();
    }
    let terms = terms(library, feeds);
    let pages = terms.keys().map(|(taxonomy, slug)| term_page(*taxonomy, slug)).chain([list(None)]);
    let files = pages.flat_map(|page| feeds.formats.iter().map(move |format| file(&page, *format)));
    files.chain(feeds.old.iter().map(|(path, _)| path.clone())).collect()
}

/// Old addresses of feeds, each with the feed that is there instead; both from the root.
pub(crate) fn moved(feeds: &Feeds) -> impl Iterator<Item = (&str, String)> {
    let moved = feeds.old.iter().filter(|(_, format)| feeds.formats.contains(format));
    moved.map(|(path, format)| (path.as_str(), file(&list(None), *format)))
}

/// Makes all feeds and hands each to `write`, with its path from the root.
pub(crate) fn write<E: Send>(
    library: &Library,
    feeds: &Feeds,
    write: &(impl Fn(&str, &[u8]) -> Result<(), E> + Sync),
) -> Result<(), E> {
    let site = library.site();
    if !quire_bundle::is_absolute(&site.base) || (feeds.formats.is_empty() && feeds.old.is_empty()) {
        return Ok(());
    }
    let newest: Vec<&Post> = listed(library).take(feeds.items).collect();
    let terms = terms(library, feeds);
    let of_terms = terms.par_iter().map(|((taxonomy, _), (term, posts))| (Some((*taxonomy, *term)), posts));
    of_terms.chain(rayon::iter::once((None, &newest))).try_for_each(|(of, posts)| {
        let page = list(of);
        let feed = feed(site, of, page.clone(), posts, feeds.summaries);
        feeds.formats.iter().try_for_each(|format| {
            let path = file(&page, *format);
            write(&path, text(&feed, *format, &path).as_bytes())
        })?;
        let old = feeds.old.iter().filter(|_| of.is_none());
        old.into_iter().try_for_each(|(old, format)| {
            // A reader who comes by an old name is told the new one.
            let path = if feeds.formats.contains(format) { file(&page, *format) } else { old.clone() };
            write(old, text(&feed, *format, &path).as_bytes())
        })
    })
}

/// A feed in one format, which names itself by its path from the root.
fn text(feed: &Feed<'_>, format: Format, path: &str) -> String {
    match format {
        Format::Atom => atom::atom(feed, path),
        Format::Rss => rss::rss(feed, path),
        Format::Json => feed.to_json(path),
    }
}

type Of<'a> = Option<(Taxonomy, &'a Term)>;

fn feed<'a>(site: &'a Site, of: Of<'_>, page: Route, posts: &[&'a Post], summaries: bool) -> Feed<'a> {
    let about = of.and_then(|(taxonomy, term)| site.about(taxonomy, &term.slug));
    let description = about.map(|about| &about.description).filter(|text| !text.is_empty());
    let item = |post: &&'a Post| FeedItem { post, html: (!summaries).then(|| body(site, post)) };
    Feed {
        site,
        title: title(site, of.map(|(_, term)| term)),
        description: description.unwrap_or(&site.description).clone(),
        page,
        items: posts.iter().map(item).collect(),
    }
}

/// A body as it can be read anywhere: with absolute addresses, those of its own footnotes too, and running the way that
/// its language does.
fn body(site: &Site, post: &Post) -> String {
    let address = Route::Post { path: post.card.path.clone() }.href(&site.base);
    let html = absolute(&post.html, &site.base, &address);
    let language = post.card.language.as_ref().unwrap_or(&site.language);
    if is_right_to_left(language) && !html.is_empty() {
        format!("<div dir=\"rtl\">{html}</div>")
    } else {
        html
    }
}

/// The posts that are in lists, the newest first.
fn listed(library: &Library) -> impl Iterator<Item = &Post> {
    library.posts().iter().rev().filter(|post| !post.unlisted)
}

/// The terms that have feeds, each with its newest posts.
fn terms<'a>(
    library: &'a Library,
    feeds: &Feeds,
) -> BTreeMap<(Taxonomy, &'a str), (&'a Term, Vec<&'a Post>)> {
    let mut terms: BTreeMap<(Taxonomy, &str), (&Term, Vec<&Post>)> = BTreeMap::new();
    for post in listed(library) {
        for taxonomy in &feeds.of {
            for term in post.terms(*taxonomy) {
                let (named, posts) =
                    terms.entry((*taxonomy, &term.slug)).or_insert_with(|| (term, Vec::new()));
                // The oldest post names a term, as it does on the term's own page.
                *named = term;
                if posts.len() < feeds.items {
                    posts.push(post);
                }
            }
        }
    }
    terms
}

fn title(site: &Site, term: Option<&Term>) -> String {
    term.map_or_else(|| site.title.clone(), |term| format!("{} · {}", term.label, site.title))
}

fn list(of: Of<'_>) -> Route {
    of.map_or(Route::Home { page: 1 }, |(taxonomy, term)| term_page(taxonomy, &term.slug))
}

fn term_page(taxonomy: Taxonomy, slug: &str) -> Route {
    Route::Term { taxonomy, slug: slug.to_owned(), page: 1 }
}

/// A feed lies beside the page whose posts are in it.
fn file(page: &Route, format: Format) -> String {
    page.path() + format.file()
}
