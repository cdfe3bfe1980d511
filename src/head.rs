//! What a page's `<head>` says: one value, and two writers, so that static page and app agree.
//!
//! What only those read who run no app (search engines, and whoever shows a link with a picture) is written by
//! `preview` alone; the app takes it out when the reader leaves the page that it is about.

#[cfg(not(target_arch = "wasm32"))]
use std::fmt::Write;

use quire_bundle::{Content, Filter, Page, Route, Site, excerpt};

#[cfg(not(target_arch = "wasm32"))]
mod description;
#[cfg(not(target_arch = "wasm32"))]
mod linked_data;
#[cfg(not(target_arch = "wasm32"))]
mod locale;
#[cfg(not(target_arch = "wasm32"))]
mod preview;
#[cfg(test)]
mod tests;

#[cfg(not(target_arch = "wasm32"))]
pub use preview::{is_shown, preview};

/// The length that a description is cut near to, in characters: what is longer, search engines cut themselves.
const DESCRIPTION: usize = 190;

/// Every tag that `preview` writes, and the feeds of the page's own tag, series and so on.
#[cfg(any(target_arch = "wasm32", test))]
const STALE: &str = "head>:is([property],[hreflang],[name^=tw],[name=author],[type*=ld],[data-own])";

/// The head of one page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// The document's title: the page's, then the blog's.
    pub title: String,
    /// One sentence; may be empty.
    pub description: String,
    /// The page's absolute URL, when the blog says where it lives.
    pub canonical: Option<String>,
    /// BCP 47 tag of the page's language.
    pub language: String,
    /// Whether the page runs from right to left.
    pub right_to_left: bool,
    /// Whether search engines should pass over it: an answer to a question, and what is not there.
    pub hidden: bool,
}

impl Head {
    /// The head of a page.
    pub fn of(site: &Site, page: &Page) -> Head {
        let (heading, number) = (page.title(site), number(page));
        let title = if heading == site.title {
            heading + &number
        } else {
            format!("{heading}{number} · {}", site.title)
        };
        let language = page.language(site).to_string();
        #[cfg(target_arch = "wasm32")]
        let description = page.description(site);
        // What search engines show, they read from files alone.
        #[cfg(not(target_arch = "wasm32"))]
        let description = &description::of(site, page);
        let base = Some(&site.base).filter(|base| quire_bundle::is_absolute(base));
        Head {
            title,
            description: excerpt(description, DESCRIPTION),
            canonical: canonical(page).or_else(|| base.map(|base| page.route.href(base))),
            right_to_left: is_right_to_left(&language),
            language,
            hidden: match &page.content {
                Content::Moved { .. } | Content::Missing => true,
                Content::Search => page.route != Route::Search(Filter::default()),
                _ => false,
            },
        }
    }

    /// The attributes of `<html>`.
    pub fn html_attributes(&self) -> String {
        let direction = if self.right_to_left { " dir=\"rtl\"" } else { "" };
        format!("lang=\"{}\"{direction}", escape(&self.language))
    }

    /// The tags that the app keeps right, one a line.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn to_html(&self) -> String {
        let mut html = format!("<title>{}</title>\n", escape(&self.title));
        if !self.description.is_empty() {
            let _ = writeln!(html, "<meta name=\"description\" content=\"{}\">", escape(&self.description));
        }
        if let Some(canonical) = &self.canonical {
            let _ = writeln!(html, "<link rel=\"canonical\" href=\"{}\">", escape(canonical));
        }
        if self.hidden {
            html += "<meta name=\"robots\" content=\"noindex\">\n";
        }
        html
    }

    /// Says of an element of somebody else's page in which language it is now.
    #[cfg(target_arch = "wasm32")]
    pub fn name_language(&self, element: &web_sys::Element) {
        let _ = element.set_attribute("lang", &self.language);
        let _ = element.set_attribute("dir", if self.right_to_left { "rtl" } else { "ltr" });
    }

    /// Puts the head into the document that the reader is in.
    #[cfg(target_arch = "wasm32")]
    pub fn apply(&self, document: &web_sys::Document) {
        document.set_title(&self.title);
        if let Some(html) = document.document_element() {
            self.name_language(&html);
        }
        // What `preview` wrote is about the page that the document was loaded for.
        while let Ok(Some(stale)) = document.query_selector(STALE) {
            stale.remove();
        }
        let canonical = self.canonical.clone().unwrap_or_default();
        let robots = if self.hidden { "noindex" } else { "" };
        set(document, "meta", ("name", "description"), "content", &self.description);
        set(document, "link", ("rel", "canonical"), "href", &canonical);
        set(document, "meta", ("name", "robots"), "content", robots);
    }
}

/// Where a post was published first, if its author says so.
fn canonical(page: &Page) -> Option<String> {
    let Content::Post(leaf) = &page.content else { return None };
    leaf.post.canonical_url.clone().filter(|url| quire_bundle::is_absolute(url))
}

/// What stands behind the title of a page that is not the first of its list.
fn number(page: &Page) -> String {
    match page.content {
        Content::List { pager, .. } | Content::Archive { pager, .. } if pager.page > 1 => {
            format!(" ({})", pager.page)
        }
        _ => String::new(),
    }
}

/// Whether text in the language of this BCP 47 tag runs from right to left.
pub fn is_right_to_left(language: &str) -> bool {
    let primary = language.split('-').next().unwrap_or("");
    ["ar", "arc", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"].contains(&primary)
}

/// Escapes text for an attribute or an element.
pub fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// Sets, adds or takes out the one tag of that name.
#[cfg(target_arch = "wasm32")]
fn set(document: &web_sys::Document, tag: &str, name: (&str, &str), attribute: &str, value: &str) {
    let selector = format!("{tag}[{}={}]", name.0, name.1);
    let found = document.query_selector(&selector).ok().flatten();
    match (found, value) {
        (Some(element), "") => element.remove(),
        (Some(element), _) => drop(element.set_attribute(attribute, value)),
        (None, "") => {}
        (None, _) => {
            let (Ok(element), Some(head)) = (document.create_element(tag), document.head()) else { return };
            let _ = element.set_attribute(name.0, name.1);
            let _ = element.set_attribute(attribute, value);
            let _ = head.append_child(&element);
        }
    }
}
