//! Every file of the site, from the library: pages, their JSON, the bundle, the index, the app.

use std::path::Path;

use quire_bundle::{Content, Library, Page, Post, Route};
use rayon::prelude::*;

use crate::app_files::AppFiles;
use crate::document::{document, moved, not_found};
use crate::feed::bundles;
use crate::output::{Output, OutputError};
use crate::preview::Previews;
use crate::searched::{Index, Searched};

/// Writes the site; `searched` is what search may find, in the order of the library's posts.
pub(crate) fn write(
    library: &mut Library,
    searched: Vec<Option<Searched>>,
    app: &AppFiles,
    previews: &Previews,
    whole_limit: u64,
    output: &Output,
) -> Result<(), OutputError> {
    library.site_mut().build.clone_from(&app.build);
    // The words are gathered by one thread, and only posts name the posts that are like them: so the others come first.
    let (posts, others): (Vec<Route>, Vec<Route>) =
        library.routes().into_iter().partition(|route| matches!(route, Route::Post { .. }));
    let (index, drawn) = rayon::join(
        || Index::of(library, searched),
        || pages(library, &others, app, previews, output).and_then(|()| not_there(library, app, output)),
    );
    drawn?;
    index.relate(library);
    let (roots, drawn) =
        rayon::join(|| write_index(&index, output), || pages(library, &posts, app, previews, output));
    drawn?;
    library.site_mut().index = roots?;
    drop(index);
    let files = bundles(library, whole_limit);
    files.par_iter().try_for_each(|(name, text)| output.write(Path::new(name), text.as_bytes()))?;
    output.write(Path::new("site.json"), library.site().to_json().as_bytes())?;
    app.files.iter().try_for_each(|(name, bytes)| output.write(Path::new(name), bytes))
}

/// Writes the files of the index, and gives the names of its roots.
fn write_index(index: &Index, output: &Output) -> Result<Vec<String>, OutputError> {
    let written = index.finish();
    written.files.iter().try_for_each(|(name, bytes)| output.write(Path::new(name), bytes))?;
    Ok(written.roots)
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
