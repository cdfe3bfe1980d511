//! Views as text: how `press` turns a [`Page`] into the HTML of its file.

use leptos::prelude::{AnyView, Owner, RenderHtml};
use quire_bundle::{Page, Site};

use crate::app::{Reader, Scene, draw};
use crate::view::unasked::{self, Unasked};

/// Where the app puts what it finds.
const RESULTS: &str = "<div class=\"results\">";

/// The HTML of a page's frame and content, as it stands inside the app's root element.
pub fn render(site: &Site, page: &Page, reader: &Reader) -> String {
    text(|| draw(site, page, reader))
}

/// The same of the search page, with what it shows before anybody has asked.
pub fn render_search(site: &Site, page: &Page, reader: &Reader, unasked: Unasked) -> String {
    let base = Scene { site, page, reader }.base();
    let unasked = text(|| unasked::view(site, &base, unasked).view());
    render(site, page, reader).replacen(RESULTS, &(RESULTS.to_string() + &unasked), 1)
}

fn text(draw: impl FnOnce() -> AnyView) -> String {
    let html = Owner::new().with(|| draw().to_html());
    // Leptos parts neighbouring texts by empty comments, for a hydration that Quire does not do, and closes every
    // element. A text never holds these: its `<` is escaped, and bodies keep no comments.
    let html = html.replace("<!>", "").replace("<!---->", "");
    ["input", "img", "hr", "br"].iter().fold(html, |html, tag| html.replace(&format!("</{tag}>"), ""))
}
