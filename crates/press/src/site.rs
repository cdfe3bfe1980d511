//! Every file of the site, from the library: pages, their JSON, the bundle, the index, the app.

use std::collections::HashSet;
use std::path::Path;

use quire_bundle::{Content, Library, Page, Post, Route};
use quire_search::Files as IndexFiles;
use rayon::prelude::*;

use crate::app_files::AppFiles;
use crate::document::{document, moved, not_found};
use crate::feed::bundles;
use crate::output::{Output, OutputError};
use crate::preview::Previews;
use crate::searched::{Index, Searched};

/// What was written beside pages.
pub(crate) struct Written {
    /// The names of the files that never change, as they hold the hash of their bytes.
    pub(crate) lasting: Vec<String>,
    /// Names and bytes of the files of the index that a question may need, but for quotations.
    pub(crate) searched: Vec<(String, u64)>,
    /// Bytes of `bundle.json`.
    pub(crate) bundle: u64,
}

/// Writes the site; `posts_searched` is what search may find, in the order of the library's posts.
pub(crate) fn write(
    library: &mut Library,
    posts_searched: Vec<Option<Searched>>,
    app: &AppFiles,
    previews: &Previews,
    whole_limit: u64,
    output: &Output,
) -> Result<Written, OutputError> {
    library.site_mut().build.clone_from(&app.build);
    // The words are gathered by one thread, and only posts name the posts that are like them: so the others come first.
    let (posts, others): (Vec<Route>, Vec<Route>) =
        library.routes().into_iter().partition(|route| matches!(route, Route::Post { .. }));
    let (index, drawn) = rayon::join(
        || Index::of(library, posts_searched),
        || pages(library, &others, app, previews, output).and_then(|()| not_there(library, app, output)),
    );
    drawn?;
    index.relate(library);
    let (indexed, drawn) =
        rayon::join(|| write_index(&index, output), || pages(library, &posts, app, previews, output));
    drawn?;
    let Indexed { roots, names: mut lasting, searched } = indexed?;
    library.site_mut().index = roots;
    drop(index);
    let files = bundles(library, whole_limit);
    files.par_iter().try_for_each(|(name, text)| output.write(Path::new(name), text.as_bytes()))?;
    output.write(Path::new("site.json"), library.site().to_json().as_bytes())?;
    app.files.iter().try_for_each(|(name, bytes)| output.write(Path::new(name), bytes))?;
    lasting.extend(app.lasting().map(str::to_owned));
    lasting.sort_unstable();
    lasting.dedup();
    let bundle =
        files.iter().find(|(name, _)| name == "bundle.json").map_or(0, |(_, text)| text.len() as u64);
    Ok(Written { lasting, searched, bundle })
}

/// The names of the files of the index: the first ones, all, and those that a question may need with their bytes.
struct Indexed {
    roots: Vec<String>,
    names: Vec<String>,
    searched: Vec<(String, u64)>,
}

/// Writes the files of the index.
fn write_index(index: &Index, output: &Output) -> Result<Indexed, OutputError> {
    let written = index.finish();
    written.files.iter().try_for_each(|(name, bytes)| output.write(Path::new(name), bytes))?;
    let searched = asked(&written);
    let names = written.files.into_iter().map(|(name, _)| name).collect();
    Ok(Indexed { roots: written.roots, names, searched })
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

fn pages(
    library: &Library,
    routes: &[Route],
    app: &AppFiles,
    previews: &Previews,
    output: &Output,
) -> Result<(), OutputError> {
    routes.par_iter().try_for_each(|route| page(library, route, app, previews, output))
}

/// Writes what stands where no page does: old addresses, and the page for all that are not there.
fn not_there(library: &Library, app: &AppFiles, output: &Output) -> Result<(), OutputError> {
    library.posts().par_iter().try_for_each(|post| aliases(library, post, output))?;
    let missing = Page { route: Route::Post { path: "404.html".to_string() }, content: Content::Missing };
    output.write(Path::new("404.html"), not_found(library.site(), &missing, app).as_bytes())
}

fn page(
    library: &Library,
    route: &Route,
    app: &AppFiles,
    previews: &Previews,
    output: &Output,
) -> Result<(), OutputError> {
    let page = library.page(route);
    let html = document(library.site(), &page, app, previews.of(&page));
    output.write(Path::new(&route.html_path()), html.as_bytes())?;
    output.write(Path::new(&route.json_path()), page.to_json().as_bytes())
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
