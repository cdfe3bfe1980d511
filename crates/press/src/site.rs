//! Every file of the site, from the library: pages, their JSON, the bundle, the index, the app.

use std::path::Path;

use quire_bundle::{Content, Library, Page, Post, Route};
use rayon::prelude::*;

use crate::announce;
use crate::app_files::AppFiles;
use crate::bundles::bundles;
use crate::config::Feeds;
use crate::document::{document, moved, not_found};
use crate::files::Files;
use crate::output::{Output, OutputError};
use crate::searched::{Index, Searched};
use crate::sitemap::Entry;

/// What the site is made with, beside the posts.
pub(crate) struct Parts<'a> {
    pub(crate) app: &'a AppFiles,
    pub(crate) feeds: &'a Feeds,
    /// The author's own files.
    pub(crate) files: &'a Files,
    /// Up to how many bytes one file holds the whole blog.
    pub(crate) whole_limit: u64,
}

/// Writes the site; `searched` is what search may find, in the order of the library's posts. Gives back what the author
/// should know of it.
pub(crate) fn write(
    library: &mut Library,
    searched: Vec<Option<Searched>>,
    parts: &Parts<'_>,
    output: &Output,
) -> Result<Vec<String>, OutputError> {
    let Parts { app, feeds, files, whole_limit } = *parts;
    library.site_mut().build.clone_from(&app.build);
    // The words are gathered by one thread, and only posts name the posts that are like them: so the others come first.
    let (posts, others): (Vec<Route>, Vec<Route>) =
        library.routes().into_iter().partition(|route| matches!(route, Route::Post { .. }));
    let (index, drawn) = rayon::join(
        || Index::of(library, searched),
        || {
            let found = pages(library, &others, parts, output)?;
            not_there(library, parts, output)?;
            Ok(found)
        },
    );
    let mut entries = drawn?;
    index.relate(library);
    let (roots, drawn) =
        rayon::join(|| write_index(&index, output), || pages(library, &posts, parts, output));
    entries.extend(drawn?);
    library.site_mut().index = roots?;
    drop(index);
    let said = announce::write(library, &entries, feeds, files, output)?;
    let bundles = bundles(library, whole_limit);
    bundles.par_iter().try_for_each(|(name, text)| output.write(Path::new(name), text.as_bytes()))?;
    output.write(Path::new("site.json"), library.site().to_json().as_bytes())?;
    app.files.iter().try_for_each(|(name, bytes)| output.write(Path::new(name), bytes))?;
    Ok(said)
}

/// Writes the files of the index, and gives the names of its roots.
fn write_index(index: &Index, output: &Output) -> Result<Vec<String>, OutputError> {
    let written = index.finish();
    written.files.iter().try_for_each(|(name, bytes)| output.write(Path::new(name), bytes))?;
    Ok(written.roots)
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

/// Writes what stands where no page does: old addresses, and the page for all that are not there.
fn not_there(library: &Library, parts: &Parts<'_>, output: &Output) -> Result<(), OutputError> {
    library.posts().par_iter().try_for_each(|post| aliases(library, post, output))?;
    let missing = Page { route: Route::Post { path: "404.html".to_string() }, content: Content::Missing };
    output
        .write(Path::new("404.html"), not_found(library.site(), &missing, parts.app, parts.feeds).as_bytes())
}

fn page(
    library: &Library,
    route: &Route,
    parts: &Parts<'_>,
    output: &Output,
) -> Result<Option<Entry>, OutputError> {
    let page = library.page(route);
    let site = library.site();
    output.write(Path::new(&route.html_path()), document(site, &page, parts.app, parts.feeds).as_bytes())?;
    output.write(Path::new(&route.json_path()), page.to_json().as_bytes())?;
    Ok(Entry::of(site, &page))
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
