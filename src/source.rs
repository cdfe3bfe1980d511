//! Where pages come from: one bundle that holds the whole blog, or a request for each page.
//!
//! The rest of the app asks for pages and does not know which of the two it is; every promise of the app is kept over both.

use std::cell::OnceCell;
use std::sync::Arc;

use quire_bundle::{Content, Library, Page, Post, Report, Route, Site};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};

use crate::fetch::{Door, Failure, Why, send};
use crate::held::Held;
use crate::limits::{Most, most};
use crate::notice;

/// Posts that are kept after they were brought: a search shows passages of them, key after key, and leads to them.
const KEPT: usize = 60;

/// The pages of one blog.
pub(crate) struct Source {
    /// Absolute URL of the site's root.
    root: String,
    site: Arc<Site>,
    /// What it holds, or why it did not come.
    library: OnceCell<Result<Library, String>>,
    door: Door,
    /// Addresses and texts of posts.
    posts: Held<Vec<(String, String)>>,
}

/// Reads the facts of the site at `root`, by way of the browser's cache if that is still right.
pub(crate) async fn site(root: &str) -> Result<Site, Failure> {
    let url = format!("{root}site.json");
    let text = send(url.clone(), "no-cache").text().await?;
    Site::read(&text).map_err(|error| Failure { url, why: Why::Feed(error) })
}

/// Opens any JSON Feed as a blog.
pub(crate) async fn open_feed(root: &str, name: &str) -> Result<(Source, Report), Failure> {
    let (mut library, report) = feed(&format!("{root}{name}"), most(Most::Items)).await?;
    let language = library.site().language.clone();
    for post in library.posts_mut() {
        for date in post.card.date.iter_mut().chain(&mut post.updated) {
            if date.text.is_empty() {
                date.text = date_text(&date.rfc3339, &language);
            }
        }
    }
    let source = Source::new(root, library.shared_site());
    let _ = source.library.set(Ok(library));
    Ok((source, report))
}

impl Source {
    /// The pages of the site at `root`; nothing is asked for yet.
    pub(crate) fn new(root: &str, site: Arc<Site>) -> Source {
        Source {
            root: root.to_string(),
            site,
            library: OnceCell::new(),
            door: Door::default(),
            posts: Held::default(),
        }
    }

    /// The facts about the blog.
    pub(crate) fn site(&self) -> &Arc<Site> {
        &self.site
    }

    /// The whole blog, where one file holds it; else why it is not here, and nothing when there is no such file.
    pub(crate) async fn library(&self) -> Result<&Library, &str> {
        let _key = self.door.enter().await;
        if self.library.get().is_none() {
            let brought = match &self.site.whole {
                Some(whole) => feed(&format!("{}{whole}", self.root), usize::MAX).await.map_err(|failure| {
                    // Every page has a file of its own too.
                    let said = failure.said(&self.site.words);
                    notice::warn(failure.code(), &said);
                    said
                }),
                None => Err(String::new()),
            };
            let _ = self.library.set(brought.map(|(library, _)| library));
        }
        match self.library.get() {
            Some(Ok(library)) => Ok(library),
            Some(Err(reason)) => Err(reason),
            None => Err(""),
        }
    }

    /// What a route shows.
    pub(crate) async fn page(&self, route: &Route) -> Result<Page, Failure> {
        if let Route::Search(_) = route {
            return Ok(Page { route: route.clone(), content: Content::Search });
        }
        if let Ok(library) = self.library().await {
            return Ok(library.page(route));
        }
        let url = format!("{}{}", self.root, route.json_href());
        let text = match self.kept(&url) {
            Some(text) => text,
            None => send(url.clone(), "default").text().await?,
        };
        let page = Page::read(&text, route.clone());
        if matches!(route, Route::Post { .. }) {
            let mut posts = self.posts.borrow_mut();
            posts.insert(0, (url.clone(), text));
            posts.truncate(KEPT);
        }
        page.map_err(|error| Failure { url, why: Why::Feed(error) })
    }

    /// Takes out what is kept of an address: it goes to the front when it is read.
    fn kept(&self, url: &str) -> Option<String> {
        let mut posts = self.posts.borrow_mut();
        let place = posts.iter().position(|(kept, _)| kept == url)?;
        Some(posts.remove(place).1)
    }

    /// A post, of which a passage is to be shown.
    pub(crate) async fn post(&self, path: &str) -> Option<Post> {
        let page = self.page(&Route::Post { path: path.to_string() }).await.ok()?;
        match page.content {
            Content::Post(leaf) => Some(leaf.post),
            _ => None,
        }
    }
}

/// Reads so many items of a feed. Of a blog that was pressed all are read, as its pages and its search know of all.
async fn feed(url: &str, most: usize) -> Result<(Library, Report), Failure> {
    let text = send(url.to_string(), "default").text().await?;
    Library::read_up_to(&text, most).map_err(|error| Failure { url: url.to_string(), why: Why::Feed(error) })
}

/// The date in the reader's calendar, for feeds that bring no text of it. Where the language is none, or the browser
/// reads no such date, it is the day as it stands.
fn date_text(rfc3339: &str, language: &str) -> String {
    let date = js_sys::Date::new(&rfc3339.into());
    let options = js_sys::Object::new();
    let _ = js_sys::Reflect::set(&options, &"dateStyle".into(), &"long".into());
    let text =
        date.unchecked_ref::<Calendar>().text(language, &options).ok().and_then(|text| text.as_string());
    text.filter(|text| text != "Invalid Date").unwrap_or_else(|| rfc3339.get(..10).unwrap_or("").to_string())
}

#[wasm_bindgen]
extern "C" {
    type Calendar;
    #[wasm_bindgen(method, catch, js_name = toLocaleDateString)]
    fn text(this: &Calendar, language: &str, options: &js_sys::Object) -> Result<JsValue, JsValue>;
}
