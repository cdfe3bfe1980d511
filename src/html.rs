//! Views as text: how `press` turns a [`Page`] into the HTML of its file.

use leptos::prelude::{Owner, RenderHtml};
use quire_bundle::{Page, Site};

use crate::app::{Reader, draw};

/// The HTML of a page's frame and content, as it stands inside the app's root element.
pub fn render(site: &Site, page: &Page, reader: &Reader) -> String {
    let html = Owner::new().with(|| draw(site, page, reader).to_html());
    // Leptos parts neighbouring texts by empty comments, for a hydration that Quire does not do, and closes every
    // element. A text never holds these: its `<` is escaped, and bodies keep no comments.
    let html = html.replace("<!>", "").replace("<!---->", "");
    ["input", "img", "hr", "br"].iter().fold(html, |html, tag| html.replace(&format!("</{tag}>"), ""))
}
