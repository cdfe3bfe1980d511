//! What the blog offers other people's pages beside `embed.js`: a page for frames, where a host forbids WebAssembly, and
//! the name of the script that never changes, with what its bytes must be.

use std::path::Path;

use quire_app::head::{Head, escape};
use quire_bundle::{Content, Library, Page, Route};
use serde_json::json;

use crate::app_files::AppFiles;
use crate::document::Frame;
use crate::output::{Output, OutputError};

/// Where the page for frames lies.
const PAGE: &str = "embed/";

/// Writes both, where there is an app to show the blog with.
pub(crate) fn write(library: &Library, frame: Frame<'_>, output: &Output) -> Result<(), OutputError> {
    let Some(pinned) = &frame.app.pinned else { return Ok(()) };
    let site = library.site();
    let said = json!({
        "src": format!("{}{}", site.base, pinned.name),
        "integrity": pinned.integrity,
    });
    output.write(Path::new("embed.json"), format!("{said:#}\n").as_bytes())?;
    // An author's own page of that name is worth more.
    let route = Route::Post { path: PAGE.to_owned() };
    let page = library.page(&route);
    if page.content != Content::Missing {
        return Ok(());
    }
    output.write(Path::new(&route.html_path()), document(library, &page, frame).as_bytes())
}

/// The page for frames; without scripts it leads to the blog.
fn document(library: &Library, page: &Page, frame: Frame<'_>) -> String {
    let site = library.site();
    let AppFiles { frame: script, .. } = frame.app;
    format!(
        "<!doctype html>\n<html {}>\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{}\">\n<title>{}</title>\n\
         <meta name=\"robots\" content=\"noindex\">\n\
         <script type=\"module\" src=\"../{script}\"></script>\n</head>\n<body>\n\
         <p><a href=\"../\" target=\"_top\">{}</a></p>\n</body>\n</html>\n",
        Head::of(site, page).html_attributes(),
        frame.policy,
        escape(&site.title),
        escape(&site.title),
    )
}
