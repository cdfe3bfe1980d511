//! Every file of the site, from the library: pages, their JSON, the bundle, the index, the app.

use std::path::Path;

use quire_bundle::{Content, Library, Page, Post, Route};
use quire_search::Document;
use rayon::prelude::*;

use crate::app_files::{AppFiles, hash};
use crate::document::{document, moved, not_found};
use crate::feed::bundles;
use crate::output::{Output, OutputError};
use crate::search::fold;

/// Writes the site; `texts` are the bodies' plain texts in the order of the library's posts, of those that search finds.
pub(crate) fn write(
    library: &mut Library,
    texts: &[Option<String>],
    app: &AppFiles,
    whole_limit: u64,
    output: &Output,
) -> Result<(), OutputError> {
    library.site_mut().build.clone_from(&app.build);
    // The index is made by one thread, and pages do not name it: so they are drawn beside it.
    let (index, pages) = rayon::join(|| index(library, texts), || pages(library, app, output));
    pages?;
    let name = format!("search-{}.bin", hash(&index));
    output.write(Path::new(&name), &index)?;
    library.site_mut().index = vec![name];
    let files = bundles(library, whole_limit);
    files.par_iter().try_for_each(|(name, text)| output.write(Path::new(name), text.as_bytes()))?;
    output.write(Path::new("site.json"), library.site().to_json().as_bytes())?;
    app.files.iter().try_for_each(|(name, bytes)| output.write(Path::new(name), bytes))
}

fn index(library: &Library, texts: &[Option<String>]) -> Vec<u8> {
    let documents = library.posts().iter().zip(texts);
    let documents = documents.filter_map(|(post, text)| Some(Document::new(post, text.clone()?)));
    quire_search::build(&documents.collect::<Vec<_>>(), &fold)
}

fn pages(library: &Library, app: &AppFiles, output: &Output) -> Result<(), OutputError> {
    library.routes().par_iter().try_for_each(|route| page(library, route, app, output))?;
    library.posts().par_iter().try_for_each(|post| aliases(library, post, output))?;
    let missing = Page { route: Route::Post { path: "404.html".to_string() }, content: Content::Missing };
    output.write(Path::new("404.html"), not_found(library.site(), &missing, app).as_bytes())
}

fn page(library: &Library, route: &Route, app: &AppFiles, output: &Output) -> Result<(), OutputError> {
    let page = library.page(route);
    output.write(Path::new(&route.html_path()), document(library.site(), &page, app).as_bytes())?;
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
