//! The whole site on one screen: the frame that every page shares, and one `match` over what the page is.

use leptos::prelude::AnyView;
use quire_bundle::{Content, Filter, Link, Page, Route, Site, Taxonomy, Word, relative_root};

use crate::head::is_right_to_left;
use crate::page::{archive, home, list, missing, post, search, terms};
use crate::view::element::{Element, element, line, link};

/// What only this reader's place and device know; `Reader::default()` is whom `press` draws for.
#[derive(Clone, Debug, Default)]
pub struct Reader {
    /// What stands in front of the site's paths in links; `None` is the way up from the page itself.
    pub base: Option<String>,
    /// How much of a page is drawn, and as what.
    pub frame: Frame,
}

/// Where a blog is drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Frame {
    /// On a page of its own.
    #[default]
    Page,
    /// In an element of somebody else's page, whole: what is a landmark of a page is not one there.
    Guest,
    /// Likewise, without what stands around the content.
    Bare,
}

/// What a view is a function of.
#[derive(Clone, Copy, Debug)]
pub struct Scene<'a> {
    /// The facts about the blog.
    pub site: &'a Site,
    /// What is shown.
    pub page: &'a Page,
    /// For whom.
    pub reader: &'a Reader,
}

/// A page, frame and all.
pub fn draw(site: &Site, page: &Page, reader: &Reader) -> AnyView {
    let scene = &Scene { site, page, reader };
    let (leaf, main) = match reader.frame {
        Frame::Page => (element("div"), "main"),
        Frame::Guest => (element("section").attribute("aria-label", &site.title), "div"),
        Frame::Bare => (element("div"), "div"),
    };
    let is_framed = reader.frame != Frame::Bare;
    leaf.class("leaf")
        .maybe((reader.frame == Frame::Page).then(|| skip_link(site)))
        .maybe(is_framed.then(|| masthead(scene)))
        .child(element(main).attribute("id", "content").child(content(scene)))
        .maybe(is_framed.then(|| footer(scene)))
        .view()
}

fn content(scene: &Scene<'_>) -> Element {
    match &scene.page.content {
        Content::Home(parts) => home::view(scene, parts),
        Content::List { of, cards, years, pager } => list::view(scene, of.as_ref(), cards, years, pager),
        Content::Terms { taxonomy, terms } => terms::view(scene, *taxonomy, terms),
        Content::Archive { year, years, months, pager } => archive::view(scene, *year, years, months, pager),
        Content::Post(leaf) => post::view(scene, leaf),
        Content::Search => search::view(scene),
        Content::Moved { path } => missing::moved(scene, path),
        Content::Missing => missing::view(scene),
    }
}

fn skip_link(site: &Site) -> Element {
    link("#content").class("skip").text(site.word(Word::SkipToContent))
}

fn masthead(scene: &Scene<'_>) -> Element {
    let Scene { site, page, .. } = scene;
    let home = Route::Home { page: 1 };
    let mut name = link(scene.href(&home)).class("name").attribute("dir", "auto").text(&site.title);
    if page.route == home {
        name = name.attribute("aria-current", "page");
    }
    let search =
        Link { title: site.word(Word::Search).to_string(), url: Route::Search(Filter::default()).href("/") };
    let own = if site.navigation.is_empty() { site.lists() } else { site.navigation.clone() };
    let search_url = search.url.clone();
    // Once: an author may have put it elsewhere, or called it otherwise.
    let search = (!own.iter().any(|entry| entry.url == search_url)).then_some(search);
    let items = own.into_iter().chain(search).map(|entry| {
        let mut link = link(scene.within(&entry.url)).attribute("dir", "auto").text(&entry.title);
        if entry.url == search_url {
            // By these `boot.js` makes the palette.
            let title = site.word(Word::SearchShortcut);
            link = link.attribute("title", title).attribute("data-search", site.word(Word::SearchLabel));
        }
        if Route::parse("/", &entry.url).is_some_and(|route| route.path() == page.route.path()) {
            link = link.attribute("aria-current", "page");
        }
        element("li").child(link)
    });
    let theme = element("button")
        .class("theme")
        .attribute("type", "button")
        .attribute("data-action", "theme")
        .attribute("aria-label", site.word(Word::Theme));
    element("header").class("masthead").child(name).child(
        element("nav")
            .attribute("aria-label", site.word(Word::SiteNavigation))
            .child(element("ul").children(items).child(element("li").child(theme))),
    )
}

fn footer(scene: &Scene<'_>) -> Element {
    let Scene { site, page, reader } = scene;
    let feed = Route::Post { path: "bundle.json".to_string() }.href(&scene.base());
    let mut others = element("ul");
    let listed = [Taxonomy::Category, Taxonomy::Author];
    for taxonomy in site.taxonomies.iter().copied().filter(|taxonomy| listed.contains(taxonomy)) {
        let terms = link(scene.href(&Route::Terms { taxonomy })).text(site.word(taxonomy.words().0));
        others = others.child(element("li").child(terms));
    }
    // Behind the hash router the feed is a file beside the page, not a place on it.
    let feed = if reader.base.as_deref() == Some("#/") { "bundle.json".to_string() } else { feed };
    let feed = link(feed).attribute("type", "application/feed+json").text(site.word(Word::Subscribe));
    let described = page.route != Route::Home { page: 1 } && !site.description.is_empty();
    element("footer")
        .class("footer")
        .maybe(line("colophon", &site.colophon))
        .maybe(described.then(|| element("p").attribute("dir", "auto").text(&site.description)))
        .child(others.child(element("li").child(feed)))
}

impl Scene<'_> {
    /// What stands in front of the site's paths on this page.
    pub fn base(&self) -> String {
        self.reader.base.clone().unwrap_or_else(|| relative_root(&self.page.route.path()))
    }

    /// The address of a route, as this page links to it.
    pub fn href(&self, route: &Route) -> String {
        route.href(&self.base())
    }

    /// The address of a post.
    pub fn post_href(&self, path: &str) -> String {
        self.href(&Route::Post { path: path.to_string() })
    }

    /// An address that a bundle gives, as this page links to it: a path from the root of the site, a web address, or
    /// nothing, as other schemes may run what they hold.
    pub fn within(&self, url: &str) -> String {
        let leaves = ["https://", "http://", "mailto:"].iter().any(|scheme| url.starts_with(scheme));
        match url.strip_prefix('/').filter(|path| !path.starts_with('/')) {
            Some(path) => self.base() + path,
            None if leaves => url.to_string(),
            None => String::new(),
        }
    }

    /// Says that an element is in another language than the site, and which way that one runs.
    pub fn in_language(&self, element: Element, language: Option<&String>) -> Element {
        match language {
            Some(language) => {
                let direction = if is_right_to_left(language) { "rtl" } else { "ltr" };
                element.attribute("lang", language).attribute("dir", direction)
            }
            None => element,
        }
    }

    /// The heading of the page: what a reader's focus goes to on arrival.
    pub fn heading(&self) -> Element {
        element("h1").attribute("tabindex", "-1").attribute("dir", "auto").text(&self.page.title(self.site))
    }
}
