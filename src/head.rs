//! What a page's `<head>` says: one value, and two writers, so that static page and app agree.

use std::fmt::Write;

use quire_bundle::{Content, Page, Site};

/// The head of one page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// The document's title: the page's, then the blog's.
    pub title: String,
    /// One sentence; may be empty.
    pub description: String,
    /// The page's absolute URL, when the blog says where it lives.
    pub canonical: Option<String>,
    /// The absolute URL of the picture that stands for the page where it is linked.
    pub picture: Option<String>,
    /// BCP 47 tag of the page's language.
    pub language: String,
    /// Whether the page runs from right to left.
    pub right_to_left: bool,
    /// Whether search engines should pass over it: search, and what is not there.
    pub hidden: bool,
}

impl Head {
    /// The head of a page.
    pub fn of(site: &Site, page: &Page) -> Head {
        let heading = page.title(site);
        let number = match page.content {
            Content::List { pager, .. } | Content::Archive { pager, .. } if pager.page > 1 => {
                format!(" ({})", pager.page)
            }
            _ => String::new(),
        };
        let title = if heading == site.title {
            heading + &number
        } else {
            format!("{heading}{number} · {}", site.title)
        };
        let language = page.language(site).to_string();
        let base = Some(&site.base).filter(|base| quire_bundle::is_absolute(base));
        Head {
            title,
            description: page.description(site).to_string(),
            canonical: canonical(page).or_else(|| base.map(|base| page.route.href(base))),
            picture: base.and_then(|base| picture(site, page, base)),
            right_to_left: is_right_to_left(&language),
            language,
            hidden: matches!(page.content, Content::Search | Content::Moved { .. } | Content::Missing),
        }
    }

    /// The attributes of `<html>`.
    pub fn html_attributes(&self) -> String {
        let direction = if self.right_to_left { " dir=\"rtl\"" } else { "" };
        format!("lang=\"{}\"{direction}", escape(&self.language))
    }

    /// The tags, one a line.
    pub fn to_html(&self) -> String {
        let mut html = format!("<title>{}</title>\n", escape(&self.title));
        if !self.description.is_empty() {
            let _ = writeln!(html, "<meta name=\"description\" content=\"{}\">", escape(&self.description));
        }
        if let Some(canonical) = &self.canonical {
            let _ = writeln!(html, "<link rel=\"canonical\" href=\"{}\">", escape(canonical));
        }
        // Nobody who reads this tag runs the app, so the app does not keep it.
        if let Some(picture) = &self.picture {
            let _ = writeln!(html, "<meta property=\"og:image\" content=\"{}\">", escape(picture));
        }
        if self.hidden {
            html += "<meta name=\"robots\" content=\"noindex\">\n";
        }
        html
    }

    /// Puts the head into the document that the reader is in.
    #[cfg(target_arch = "wasm32")]
    pub fn apply(&self, document: &web_sys::Document) {
        document.set_title(&self.title);
        if let Some(html) = document.document_element() {
            let _ = html.set_attribute("lang", &self.language);
            let _ = html.set_attribute("dir", if self.right_to_left { "rtl" } else { "ltr" });
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

/// The post's cover, else the blog's own picture.
fn picture(site: &Site, page: &Page, base: &str) -> Option<String> {
    let cover = match &page.content {
        Content::Post(leaf) => leaf.post.cover.as_ref().map(|cover| cover.url.as_str()),
        _ => None,
    };
    let url = cover.unwrap_or(&site.picture);
    match url.strip_prefix('/') {
        Some(path) => Some(base.to_string() + path),
        None => Some(url.to_string()).filter(|url| quire_bundle::is_absolute(url)),
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

#[cfg(test)]
mod tests {
    use super::Head;
    use quire_bundle::{Content, Leaf, Page, Picture, Post, Route, Site};

    #[test]
    fn the_head_says_where_the_page_is_and_what_it_is_about() {
        let site = Site { title: "A & B".into(), base: "https://a.example/blog/".into(), ..Site::default() };
        let route = Route::parse("/", "/search/?q=x").unwrap();
        let head = Head::of(&site, &Page { route, content: Content::Search });
        assert_eq!(head.title, "Search · A & B");
        assert!(head.hidden);
        let html = head.to_html();
        assert!(html.contains("<title>Search · A &amp; B</title>"), "{html}");
        assert!(html.contains("href=\"https://a.example/blog/search/?q=x\""), "{html}");
    }

    #[test]
    fn a_linked_page_has_the_posts_picture_or_the_blogs() {
        let site =
            Site { base: "https://a.example/b/".into(), picture: "/leaf.png".into(), ..Site::default() };
        let page = Page { route: Route::Home { page: 1 }, content: Content::Search };
        assert_eq!(Head::of(&site, &page).picture.as_deref(), Some("https://a.example/b/leaf.png"));
        let cover = Picture { url: "https://c.example/d.png".into(), ..Picture::default() };
        let post = Post { cover: Some(cover), ..Post::default() };
        let leaf = Leaf { post, ..Leaf::default() };
        let page = Page { content: Content::Post(Box::new(leaf)), ..page };
        assert_eq!(Head::of(&site, &page).picture.as_deref(), Some("https://c.example/d.png"));
        assert_eq!(Head::of(&Site { picture: String::new(), ..Site::default() }, &page).picture, None);
    }

    #[test]
    fn a_page_in_arabic_runs_from_right_to_left() {
        let site = Site { language: "ar-EG".into(), ..Site::default() };
        let head = Head::of(&site, &Page { route: Route::Home { page: 1 }, content: Content::Missing });
        assert_eq!(head.html_attributes(), "lang=\"ar-EG\" dir=\"rtl\"");
    }
}
