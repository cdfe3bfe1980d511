//! Every file of the site, from the library: pages, their JSON, the bundle, the index, the app.

use std::collections::HashSet;
use std::path::Path;

use quire_bundle::{Content, Filter, Library, Page, Post, Route};
use quire_search::Files as IndexFiles;
use rayon::prelude::*;

use crate::announce;
use crate::bundles::bundles;
use crate::document::{self, Frame, document, moved, not_found};
use crate::embed;
use crate::files::Files;
use crate::output::{Output, OutputError};
use crate::preview::Previews;
use crate::progress::{Phase, Progress};
use crate::searched::{Index, Searched};
use crate::sitemap::Entry;
use crate::unasked::unasked;

/// What the site is made with, beside the posts.
pub(crate) struct Parts<'a> {
    pub(crate) frame: Frame<'a>,
    /// The author's own files.
    pub(crate) files: &'a Files,
    pub(crate) previews: &'a Previews,
    /// Up to how many bytes one file holds the whole blog.
    pub(crate) whole_limit: u64,
    pub(crate) progress: &'a Progress,
}

/// What was written beside pages.
pub(crate) struct Written {
    /// The names of the files that never change, as they hold the hash of their bytes.
    pub(crate) lasting: Vec<String>,
    /// Names and bytes of the files of the index that a question may need, but for quotations.
    pub(crate) searched: Vec<(String, u64)>,
    /// Pages: posts, and the lists that lead to them.
    pub(crate) pages: usize,
    /// Bytes of `bundle.json`.
    pub(crate) bundle: u64,
    /// What the author should know of it.
    pub(crate) notes: Vec<String>,
}

/// Writes the site; `posts_searched` is what search may find, in the order of the library's posts.
pub(crate) fn write(
    library: &mut Library,
    posts_searched: Vec<Option<Searched>>,
    parts: &Parts<'_>,
    output: &Output,
) -> Result<Written, OutputError> {
    let Parts { frame: Frame { app, feeds, .. }, files, whole_limit, progress, .. } = *parts;
    library.site_mut().build.clone_from(&app.build);
    // Only posts name the posts that are like them, which all words tell: so the others come first.
    let mut routes = library.routes();
    routes.retain(|route| !matches!(route, Route::Search(_)));
    let (posts, others): (Vec<Route>, Vec<Route>) =
        routes.into_iter().partition(|route| matches!(route, Route::Post { .. }));
    let count = posts.len() + others.len() + 1;
    progress.begin(Phase::Pages, count);
    let ((index, related), drawn) = rayon::join(
        || {
            let index = Index::of(library, posts_searched);
            let related = index.related(library);
            (index, related)
        },
        || {
            let found = pages(library, &others, parts, output)?;
            not_there(library, parts, output)?;
            Ok(found)
        },
    );
    let mut entries = drawn?;
    for (number, paths) in related {
        library.posts_mut()[number].related = paths;
    }
    let (indexed, drawn) =
        rayon::join(|| write_index(&index, library, parts, output), || pages(library, &posts, parts, output));
    entries.extend(drawn?);
    let Indexed { roots, names: mut lasting, searched, entry } = indexed?;
    entries.extend(entry);
    progress.begin(Phase::Index, 0);
    library.site_mut().index = roots;
    drop(index);
    let notes = announce::write(library, &entries, feeds, files, output)?;
    let bundles = bundles(library, whole_limit);
    bundles.par_iter().try_for_each(|(name, text)| output.write(Path::new(name), text.as_bytes()))?;
    output.write(Path::new("site.json"), library.site().to_json().as_bytes())?;
    embed::write(library, parts.frame, output)?;
    app.files.iter().try_for_each(|(name, bytes)| output.write(Path::new(name), bytes))?;
    lasting.extend(app.lasting().map(str::to_owned));
    lasting.sort_unstable();
    lasting.dedup();
    let bundle =
        bundles.iter().find(|(name, _)| name == "bundle.json").map_or(0, |(_, text)| text.len() as u64);
    Ok(Written { lasting, searched, pages: count, bundle, notes })
}

/// The names of the files of the index: the first ones, all, and those that a question may need with their bytes.
struct Indexed {
    roots: Vec<String>,
    names: Vec<String>,
    searched: Vec<(String, u64)>,
    /// The search page, which begins with what is in the index.
    entry: Option<Entry>,
}

/// Writes the files of the index, and the page that asks it.
fn write_index(
    index: &Index,
    library: &Library,
    parts: &Parts<'_>,
    output: &Output,
) -> Result<Indexed, OutputError> {
    let written = index.finish();
    written.files.iter().try_for_each(|(name, bytes)| output.write(Path::new(name), bytes))?;
    let searched = asked(&written);
    let entry = search_page(&written, library, parts, output)?;
    let names = written.files.into_iter().map(|(name, _)| name).collect();
    Ok(Indexed { roots: written.roots, names, searched, entry })
}

/// Names and bytes of the files of an index, without positions.
fn asked(index: &IndexFiles) -> Vec<(String, u64)> {
    let mut read = quire_search::Index::new(&index.roots);
    let mut asked = Vec::new();
    for (name, bytes) in index.files.iter().filter(|(name, _)| index.roots.contains(name)) {
        // What was just written can be read.
        let _ = read.take(name, bytes);
        asked.push((name.clone(), bytes.len() as u64));
    }
    // What follows the root of a small segment is no file.
    let files: HashSet<&str> = index.files.iter().map(|(name, _)| name.as_str()).collect();
    let parts = read
        .parts()
        .into_iter()
        .filter(|part| part.kind != "positions" && files.contains(part.name.as_str()));
    asked.extend(parts.map(|part| (part.name, part.bytes)));
    asked
}

/// Writes pages, and gives those that search engines may find.
fn pages(
    library: &Library,
    routes: &[Route],
    parts: &Parts<'_>,
    output: &Output,
) -> Result<Vec<Entry>, OutputError> {
    let found: Result<Vec<Option<Entry>>, OutputError> =
        routes.par_iter().map(|route| page(library, route, parts, output)).collect();
    Ok(found?.into_iter().flatten().collect())
}

fn search_page(
    index: &IndexFiles,
    library: &Library,
    parts: &Parts<'_>,
    output: &Output,
) -> Result<Option<Entry>, OutputError> {
    let route = Route::Search(Filter::default());
    let Some(unasked) = unasked(index, library) else { return page(library, &route, parts, output) };
    let page = library.page(&route);
    let html = document::search(library.site(), &page, parts.frame, unasked);
    write_page(library, &page, &html, parts, output)
}

/// Writes what stands where no page does: old addresses, and the page for all that are not there.
fn not_there(library: &Library, parts: &Parts<'_>, output: &Output) -> Result<(), OutputError> {
    library.posts().par_iter().try_for_each(|post| aliases(library, post, output))?;
    let missing = Page { route: Route::Post { path: "404.html".to_string() }, content: Content::Missing };
    output.write(Path::new("404.html"), not_found(library.site(), &missing, parts.frame).as_bytes())
}

fn page(
    library: &Library,
    route: &Route,
    parts: &Parts<'_>,
    output: &Output,
) -> Result<Option<Entry>, OutputError> {
    let page = library.page(route);
    let site = library.site();
    let html = document(site, &page, parts.frame, parts.previews.of(&page));
    write_page(library, &page, &html, parts, output)
}

/// Writes a page and its JSON beside it.
fn write_page(
    library: &Library,
    page: &Page,
    html: &str,
    parts: &Parts<'_>,
    output: &Output,
) -> Result<Option<Entry>, OutputError> {
    output.write(Path::new(&page.route.html_path()), html.as_bytes())?;
    output.write(Path::new(&page.route.json_path()), page.to_json().as_bytes())?;
    parts.progress.step();
    Ok(Entry::of(library.site(), page))
}

/// Old addresses lead to the post, with the app and without. An address that a page has by itself is that page's.
fn aliases(library: &Library, post: &Post, output: &Output) -> Result<(), OutputError> {
    let to = Route::Post { path: post.card.path.clone() };
    for alias in &post.aliases {
        let from = Route::Post { path: alias.clone() };
        let page = library.page(&from);
        if matches!(&page.content, Content::Moved { path } if *path == post.card.path) {
            output.write(Path::new(&from.html_path()), moved(library.site(), &from, &to).as_bytes())?;
            output.write(Path::new(&from.json_path()), page.to_json().as_bytes())?;
        }
    }
    Ok(())
}
