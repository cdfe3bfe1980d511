//! Where pages come from: one bundle that holds the whole blog, or a request for each page.
//!
//! The app knows only the trait, and every promise of the app is kept over both.

use std::cell::RefCell;
use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use gloo_net::http::{Request, Response};
use quire_bundle::{FeedError, Library, Page, Post, Report, Route, Site, plain_text};
use quire_search::{Document, Index, build};

use crate::search::fold;

/// What a source promises to bring.
pub(crate) type Promised<'a, T> = Pin<Box<dyn Future<Output = Result<T, Failure>> + 'a>>;

/// Where pages and the search index come from.
pub(crate) trait Source {
    /// What a route shows.
    fn page<'a>(&'a self, route: &'a Route) -> Promised<'a, Page>;
    /// The search index.
    fn index(&self) -> Promised<'_, Arc<Index>>;
}

/// Why something did not come.
#[derive(Clone, Debug)]
pub(crate) enum Failure {
    /// No answer at all: offline, or forbidden by CORS or a content security policy.
    Network(String),
    /// The server's answer was this status.
    Status(String, u16),
    /// The answer was no bundle, page or site.
    Feed(String, FeedError),
    /// The answer was no search index.
    Index(String, quire_search::Error),
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Failure::Network(url) => {
                write!(
                    f,
                    "there was no answer from {url}; you may be offline, or the server may not allow this page to read it"
                )
            }
            Failure::Status(url, status) => write!(f, "the server answered {status} for {url}"),
            Failure::Feed(url, error) => write!(f, "{error} ({url})"),
            Failure::Index(url, error) => write!(f, "{error} ({url})"),
        }
    }
}

/// Opens the site at `root`: its facts, and whichever source suits its size.
pub(crate) async fn open(root: &str) -> Result<(Site, Box<dyn Source>), Failure> {
    let url = format!("{root}site.json");
    let site = Site::read(&text(&url).await?).map_err(|error| Failure::Feed(url, error))?;
    let index = site.index.first().map(|index| format!("{root}{index}"));
    if let Some(whole) = &site.whole {
        match feed(&format!("{root}{whole}")).await {
            Ok((library, _)) => return Ok((site, Box::new(Whole::new(library, index)))),
            // Every page has a file of its own too.
            Err(failure) => web_sys::console::warn_1(&failure.to_string().into()),
        }
    }
    Ok((site, Box::new(Requests { root: root.to_string(), index, opened: RefCell::default() })))
}

/// Opens any JSON Feed as a blog.
pub(crate) async fn open_feed(url: &str) -> Result<(Site, Box<dyn Source>, Report), Failure> {
    let (mut library, report) = feed(url).await?;
    let language = library.site().language.clone();
    for post in library.posts_mut() {
        for date in post.card.date.iter_mut().chain(&mut post.updated) {
            if date.text.is_empty() {
                date.text = date_text(&date.rfc3339, &language);
            }
        }
    }
    Ok((library.site().clone(), Box::new(Whole::new(library, None)), report))
}

/// The whole blog in memory.
struct Whole {
    library: Library,
    index: Option<String>,
    opened: RefCell<Option<Arc<Index>>>,
}

impl Whole {
    fn new(library: Library, index: Option<String>) -> Whole {
        Whole { library, index, opened: RefCell::default() }
    }
}

impl Source for Whole {
    fn page<'a>(&'a self, route: &'a Route) -> Promised<'a, Page> {
        Box::pin(async { Ok(self.library.page(route)) })
    }

    fn index(&self) -> Promised<'_, Arc<Index>> {
        Box::pin(async {
            match &self.index {
                Some(url) => fetched(&self.opened, url).await,
                None => built(&self.opened, &self.library),
            }
        })
    }
}

/// A request for each page.
struct Requests {
    root: String,
    index: Option<String>,
    opened: RefCell<Option<Arc<Index>>>,
}

impl Source for Requests {
    fn page<'a>(&'a self, route: &'a Route) -> Promised<'a, Page> {
        Box::pin(async move {
            if let Route::Search(_) = route {
                return Ok(Page { route: route.clone(), content: quire_bundle::Content::Search });
            }
            let url = format!("{}{}", self.root, route.json_href());
            Page::read(&text(&url).await?, route.clone()).map_err(|error| Failure::Feed(url, error))
        })
    }

    fn index(&self) -> Promised<'_, Arc<Index>> {
        Box::pin(async {
            let url = self.index.clone().unwrap_or_else(|| format!("{}search index", self.root));
            fetched(&self.opened, &url).await
        })
    }
}

/// The index at `url`, fetched once.
async fn fetched(opened: &RefCell<Option<Arc<Index>>>, url: &str) -> Result<Arc<Index>, Failure> {
    if let Some(index) = opened.borrow().as_ref() {
        return Ok(index.clone());
    }
    let bytes = get(url).await?.binary().await.map_err(|_| Failure::Network(url.to_string()))?;
    let index = Index::open(bytes).map_err(|error| Failure::Index(url.to_string(), error))?;
    Ok(opened.borrow_mut().insert(Arc::new(index)).clone())
}

/// The index of a feed that brings none, made here and now, once.
fn built(opened: &RefCell<Option<Arc<Index>>>, library: &Library) -> Result<Arc<Index>, Failure> {
    if let Some(index) = opened.borrow().as_ref() {
        return Ok(index.clone());
    }
    let document = |post: &Post| Document::new(post, plain_text(&post.html));
    let bytes = build(&library.posts().iter().map(document).collect::<Vec<_>>(), &fold);
    let index = Index::open(bytes).map_err(|error| Failure::Index("bundle.json".to_string(), error))?;
    Ok(opened.borrow_mut().insert(Arc::new(index)).clone())
}

async fn feed(url: &str) -> Result<(Library, Report), Failure> {
    Library::read(&text(url).await?).map_err(|error| Failure::Feed(url.to_string(), error))
}

async fn text(url: &str) -> Result<String, Failure> {
    get(url).await?.text().await.map_err(|_| Failure::Network(url.to_string()))
}

async fn get(url: &str) -> Result<Response, Failure> {
    let response = Request::get(url).send().await.map_err(|_| Failure::Network(url.to_string()))?;
    if response.ok() { Ok(response) } else { Err(Failure::Status(url.to_string(), response.status())) }
}

/// The date in the reader's calendar, for feeds that bring no text of it.
fn date_text(rfc3339: &str, language: &str) -> String {
    let date = js_sys::Date::new(&rfc3339.into());
    let options = js_sys::Object::new();
    let _ = js_sys::Reflect::set(&options, &"dateStyle".into(), &"long".into());
    date.to_locale_date_string(language, &options).into()
}
