//! A page's whole HTML document, around what the views draw.

use std::fmt::Write;

use quire_app::app::Reader;
use quire_app::head::{Head, escape, preview};
use quire_app::html::{render, render_search};
use quire_app::view::unasked::Unasked;
use quire_bundle::{Page, Picture, Route, Site, Word, relative_root};

use crate::app_files::AppFiles;
use crate::config::Feeds;
use crate::feeds::{FeedLink, links};
use crate::partials::Partials;
use crate::policy::THEME;

/// What the documents of all pages have in common.
#[derive(Clone, Copy)]
pub(crate) struct Frame<'a> {
    pub(crate) app: &'a AppFiles,
    pub(crate) feeds: &'a Feeds,
    /// What pages may do.
    pub(crate) policy: &'a str,
    pub(crate) partials: &'a Partials,
}

/// The document of a page that lies at its own address.
///
/// `picture` stands for it where it is linked, if it has no cover.
pub(crate) fn document(site: &Site, page: &Page, frame: Frame<'_>, picture: Option<&Picture>) -> String {
    let root = relative_root(&page.route.path());
    whole(site, page, frame, &root, &render(site, page, &Reader::default()), picture)
}

/// The document of the search page, which begins with the newest posts.
pub(crate) fn search(site: &Site, page: &Page, frame: Frame<'_>, unasked: Unasked) -> String {
    let root = relative_root(&page.route.path());
    whole(site, page, frame, &root, &render_search(site, page, &Reader::default(), unasked), None)
}

/// The document that a host shows for any address that does not exist, so that it cannot link relative to its own.
pub(crate) fn not_found(site: &Site, page: &Page, frame: Frame<'_>) -> String {
    let root = base_path(&site.base);
    let reader = Reader { base: Some(root.to_string()), ..Reader::default() };
    whole(site, page, frame, root, &render(site, page, &reader), None)
}

/// The document of a page that no view draws: `main` is what it says.
pub(crate) fn drawn_by_hand(site: &Site, page: &Page, frame: Frame<'_>, title: &str, main: &str) -> String {
    let root = relative_root(&page.route.path());
    let html = whole(site, page, frame, &root, &render(site, page, &Reader::default()), None);
    let html = html.replace(&escape(&page.title(site)), &escape(title));
    let (Some(start), Some(end)) = (html.find("<main"), html.find("</main>")) else { return html };
    let open = html[start..].find('>').map_or(start, |length| start + length + 1);
    format!("{}\n{main}\n{}", &html[..open], &html[end..])
}

/// The document at an address that a post has left.
pub(crate) fn moved(site: &Site, from: &Route, to: &Route) -> String {
    let href = to.href(&relative_root(&from.path()));
    let canonical = to.href(&site.base);
    format!(
        "<!doctype html>\n<html lang=\"{}\">\n<meta charset=\"utf-8\">\n<title>{}</title>\n<link rel=\"canonical\" href=\"{}\">\n\
         <meta name=\"robots\" content=\"noindex\">\n<meta http-equiv=\"refresh\" content=\"0; url={href}\">\n<p><a href=\"{href}\">{}</a></p>\n",
        escape(&site.language),
        escape(&site.title),
        escape(&canonical),
        escape(site.word(Word::Moved)),
    )
}

fn whole(
    site: &Site,
    page: &Page,
    frame: Frame<'_>,
    root: &str,
    leaf: &str,
    picture: Option<&Picture>,
) -> String {
    let Frame { app, feeds, policy, partials } = frame;
    let head = Head::of(site, page);
    let mut html =
        format!("<!doctype html>\n<html {}>\n<head>\n<meta charset=\"utf-8\">\n", head.html_attributes());
    html += "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n";
    let _ = writeln!(html, "<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">");
    html += &head.to_html();
    let _ = writeln!(html, "<script data-root=\"{root}\">{THEME}</script>");
    for font in &app.first_fonts {
        // Fonts are asked for as if they were another site's, even here (CSS Fonts, "Font fetching requirements").
        let _ = writeln!(
            html,
            "<link rel=\"preload\" as=\"font\" type=\"font/woff2\" crossorigin href=\"{root}{font}\">"
        );
    }
    let _ = writeln!(html, "<link rel=\"stylesheet\" href=\"{root}{}\">", app.style);
    let _ = writeln!(html, "<link rel=\"icon\" href=\"{root}{}\">", app.icon);
    for FeedLink { media_type, title, href, own } in links(site, page, feeds) {
        let title = escape(&title);
        // The app takes these out when the reader leaves the page.
        let own = if own { " data-own" } else { "" };
        let _ = writeln!(
            html,
            "<link rel=\"alternate\" type=\"{media_type}\" title=\"{title}\" href=\"{root}{href}\"{own}>"
        );
    }
    let AppFiles { boot, boot_integrity, .. } = app;
    let _ = writeln!(
        html,
        "<script type=\"module\" src=\"{root}{boot}\" integrity=\"{boot_integrity}\"></script>"
    );
    if app.offline.is_some() {
        let _ = writeln!(html, "<link rel=\"manifest\" href=\"{root}manifest.webmanifest\">");
    }
    // Behind all that the page itself needs.
    html += &preview(site, page, picture);
    html += &partials.head(root);
    let _ =
        write!(html, "</head>\n<body>\n<div id=\"quire\" data-root=\"{root}\" data-build=\"{}\"", app.build);
    if let Some(words) = &app.offline {
        let _ = write!(html, " data-offline=\"{}\"", escape(words));
    }
    if let Some(attributes) = &app.reading {
        html += attributes;
    }
    if app.scheduled {
        html += " data-scheduled";
    }
    if let Some((script, wasm)) = &app.app {
        let _ = write!(html, " data-script=\"{root}{script}\" data-wasm=\"{root}{wasm}\"");
    }
    let _ = writeln!(html, ">\n{leaf}\n<p class=\"announcer\" role=\"status\"></p>\n</div>");
    html += &partials.body(root, base_path(&site.base));
    html += "</body>\n</html>\n";
    html
}

/// The path of an absolute URL: `/blog/` of `https://a.example/blog/`.
pub(crate) fn base_path(base: &str) -> &str {
    let after_scheme = base.find("://").map_or(0, |at| at + 3);
    base[after_scheme..].find('/').map_or("/", |at| &base[after_scheme + at..])
}

#[cfg(test)]
mod tests {
    use super::base_path;

    #[test]
    fn the_base_path_is_what_follows_the_host() {
        assert_eq!(base_path("https://a.example/blog/"), "/blog/");
        assert_eq!(base_path("https://a.example"), "/");
        assert_eq!(base_path("/"), "/");
    }
}
