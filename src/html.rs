//! Views as text: how `press` turns a [`Page`] into the HTML of its file.

use leptos::prelude::{AnyView, Owner, RenderHtml};
use quire_bundle::{Card, Content, Month, Page, Route, Site};

use crate::app::{Reader, Scene, draw};
use crate::page::archive;
use crate::view::card;
use crate::view::unasked::{self, Unasked};

/// Where the app puts what it finds.
const RESULTS: &str = "<div class=\"results\">";

/// What Leptos writes and a document does not need: empty comments that part neighbouring texts, for a hydration that
/// Quire does not do, and ends of elements that have none.
const NEEDLESS: [&str; 6] = ["!>", "!---->", "/input>", "/img>", "/hr>", "/br>"];

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

/// A card by itself, under a heading of that level; its links are from the root of the site.
pub fn card(site: &Site, card: &Card, heading: &'static str) -> String {
    at_root(site, |scene| card::view(scene, card, heading, false).view())
}

/// A month of the archive by itself; its links are from the root of the site.
pub fn month(site: &Site, month: &Month) -> String {
    at_root(site, |scene| archive::month_view(scene, month).view())
}

fn at_root(site: &Site, view: impl FnOnce(&Scene<'_>) -> AnyView) -> String {
    let page = Page { route: Route::Home { page: 1 }, content: Content::Missing };
    let reader = Reader { base: Some(String::new()), ..Reader::default() };
    text(|| view(&Scene { site, page: &page, reader: &reader }))
}

fn text(view: impl FnOnce() -> AnyView) -> String {
    needed(&Owner::new().with(|| view().to_html()))
}

/// The HTML without what is needless. A text never holds that: its `<` is escaped, and bodies keep no comments.
fn needed(html: &str) -> String {
    let mut kept = String::with_capacity(html.len());
    let mut parts = html.split('<');
    kept.extend(parts.next());
    for part in parts {
        let may_be = part.starts_with(['!', '/']);
        match NEEDLESS.iter().filter(|_| may_be).find_map(|needless| part.strip_prefix(needless)) {
            Some(rest) => kept += rest,
            None => kept.extend(["<", part]),
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::{needed, render};
    use crate::app::Reader;
    use quire_bundle::{Content, Link, Page, Route, Site};

    #[test]
    fn search_is_one_link_wherever_the_author_has_put_it() {
        let link = |title: &str, url: &str| Link { title: title.to_string(), url: url.to_string() };
        let page = Page { route: Route::Home { page: 1 }, content: Content::Missing };
        for (navigation, name) in
            [(vec![link("Find", "/search/"), link("Archive", "/archive/")], "Find"), (Vec::new(), "Search")]
        {
            let site = Site { navigation, ..Site::default() };
            let html = render(&site, &page, &Reader::default());
            let links: Vec<&str> = html.split("data-search=").skip(1).collect();
            assert!(links.len() == 1 && links[0].contains(&format!(">{name}</a>")), "{html}");
        }
    }

    #[test]
    fn what_leptos_writes_for_itself_is_left_out() {
        for (from, to) in [
            ("<p>a<!>b<!----> c</p>", "<p>ab c</p>"),
            ("x<br></br><img src=\"a\"></img><p>5 &lt; 6</p>", "x<br><img src=\"a\"><p>5 &lt; 6</p>"),
            ("<input></input><hr></hr>", "<input><hr>"),
            ("", ""),
        ] {
            assert_eq!(needed(from), to);
        }
    }
}
