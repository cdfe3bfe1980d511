//! What whoever shows a link to a page reads of it: Open Graph (<https://ogp.me>), Twitter's card, the versions in other
//! languages, and the linked data of search engines.
//!
//! Nobody who reads these tags runs the app, so only static pages have them, and no reader downloads this code. The
//! neighbours in a list are not among them: Firefox downloads what `rel=next` names, for every reader of the page.

use std::fmt::Write;

use quire_bundle::{Content, Page, Picture, Post, Route, Site, Taxonomy, Translation, is_absolute};

use super::linked_data::linked_data;
use super::locale::locale;
use super::{Head, escape, number};

/// The tags, one a line. `picture` is the one that stands for a page without a cover, if there is any.
pub fn preview(site: &Site, page: &Page, picture: Option<&Picture>) -> String {
    let mut tags = Tags::default();
    if matches!(page.content, Content::Moved { .. } | Content::Missing) {
        return tags.html;
    }
    let head = Head::of(site, page);
    let post = match &page.content {
        Content::Post(leaf) => Some(&leaf.post),
        _ => None,
    };
    let article = post.filter(|post| is_article(post));
    let picture = post.and_then(|post| post.cover.as_ref()).filter(|cover| is_shown(cover)).or(picture);
    let picture = picture.and_then(|picture| Some((absolute(site, &picture.url)?, picture)));

    tags.property("og:type", if article.is_some() { "article" } else { kind(page) });
    tags.property("og:title", &(page.title(site) + &number(page)));
    tags.property("og:description", &head.description);
    tags.property("og:url", head.canonical.as_deref().unwrap_or_default());
    tags.property("og:site_name", &site.title);
    tags.property("og:locale", &locale(&head.language).unwrap_or_default());
    if let Some((url, picture)) = &picture {
        tags.property("og:image", url);
        if let Some((width, height)) = picture.size {
            tags.property("og:image:width", &width.to_string());
            tags.property("og:image:height", &height.to_string());
        }
        tags.property("og:image:alt", &picture.alt);
    }
    if let Some(post) = article {
        article_tags(&mut tags, site, post);
    }
    let card = if picture.is_some() { "summary_large_image" } else { "summary" };
    tags.add("meta", ("name", "twitter:card"), ("content", card));
    if is_absolute(&site.base) {
        if let Some(post) = post {
            languages(&mut tags, site, &page.route, post);
        }
        tags.html += &linked_data(site, page, &head, picture.as_ref().map(|(url, _)| url.as_str()));
    }
    tags.html
}

/// Whether those who show pictures beside links show this one: no drawing in SVG.
pub fn is_shown(picture: &Picture) -> bool {
    let path = picture.url.split(['?', '#']).next().unwrap_or_default();
    !path.to_ascii_lowercase().ends_with(".svg")
}

/// Whether a post is one among others, and not a page that stands on its own.
pub(super) fn is_article(post: &Post) -> bool {
    !post.unlisted || post.card.date.is_some()
}

/// The absolute URL of the page about an author: the one that the blog names, else the list of the author's posts.
pub(super) fn author(site: &Site, slug: &str) -> Option<String> {
    let own = site.about(Taxonomy::Author, slug).and_then(|about| absolute(site, &about.url));
    let list =
        || Route::Term { taxonomy: Taxonomy::Author, slug: slug.to_string(), page: 1 }.href(&site.base);
    own.or_else(|| Some(list()).filter(|url| is_absolute(url)))
}

/// The absolute URL of what is a path from the root, or absolute itself.
fn absolute(site: &Site, url: &str) -> Option<String> {
    if is_absolute(url) {
        return Some(url.to_string());
    }
    Some(site.base.clone() + url.strip_prefix('/')?).filter(|url| is_absolute(url))
}

fn kind(page: &Page) -> &'static str {
    match &page.content {
        Content::List { of: Some((Taxonomy::Author, _)), .. } => "profile",
        _ => "website",
    }
}

fn article_tags(tags: &mut Tags, site: &Site, post: &Post) {
    for (name, date) in
        [("article:published_time", &post.card.date), ("article:modified_time", &post.updated)]
    {
        tags.property(name, date.as_ref().map_or("", |date| &date.rfc3339));
    }
    for term in &post.card.authors {
        tags.add("meta", ("name", "author"), ("content", &term.label));
        tags.property("article:author", &author(site, &term.slug).unwrap_or_default());
    }
    if let Some(section) = post.categories.first() {
        tags.property("article:section", &section.label);
    }
    for tag in &post.card.tags {
        tags.property("article:tag", &tag.label);
    }
}

/// Each version names all, itself too; who speaks none of the languages gets the one in the blog's own.
fn languages(tags: &mut Tags, site: &Site, route: &Route, post: &Post) {
    if post.translations.is_empty() {
        return;
    }
    let language = post.card.language.clone().unwrap_or_else(|| site.language.clone());
    let own = Translation { language, label: String::new(), path: route.path() };
    let mut versions: Vec<&Translation> = post.translations.iter().chain([&own]).collect();
    versions.sort_by(|a, b| a.language.cmp(&b.language));
    let blogs = versions.iter().find(|version| version.language == site.language).or(versions.first());
    let other = blogs.map(|version| ("x-default", &version.path));
    let named = versions.iter().map(|version| (version.language.as_str(), &version.path));
    for (language, path) in named.chain(other) {
        let url = Route::Post { path: path.clone() }.href(&site.base);
        let (language, url) = (escape(language), escape(&url));
        let _ = writeln!(tags.html, "<link rel=\"alternate\" hreflang=\"{language}\" href=\"{url}\">");
    }
}

/// Tags as they are written; what is empty is left out.
#[derive(Default)]
struct Tags {
    html: String,
}

impl Tags {
    fn property(&mut self, name: &str, value: &str) {
        self.add("meta", ("property", name), ("content", value));
    }

    fn add(&mut self, tag: &str, name: (&str, &str), value: (&str, &str)) {
        if !value.1.is_empty() {
            let text = escape(value.1);
            let _ = writeln!(self.html, "<{tag} {}=\"{}\" {}=\"{text}\">", name.0, name.1, value.0);
        }
    }
}
