//! What runs the views in a browser: it waits for a click, brings the page, and swaps it in.
//!
//! Until the first navigation nothing of the static page is touched, so that selection, focus, typed text and scroll
//! survive the app's arrival.

mod listen;

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::Arc;

use js_sys::Promise;
use leptos::mount::{UnmountHandle, mount_to};
use leptos::tachys::view::any_view::AnyViewState;
use quire_bundle::{Content, Filter, Page, Route, Site};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Document, HtmlElement, Url, Window};

use crate::app::{Reader, draw};
use crate::head::Head;
use crate::location::{Location, Memory, Mode, Target};
use crate::search::Search;
use crate::source::{Failure, Source, open, open_feed};
use crate::{notice, panic, swap};

/// One blog on one page.
struct App {
    window: Window,
    document: Document,
    root: HtmlElement,
    location: Location,
    mode: Mode,
    /// Absolute URL of the site's root.
    site_root: String,
    opened: RefCell<Option<Rc<Opened>>>,
    /// Counts navigations: one that was overtaken draws nothing.
    turn: Cell<u32>,
    /// What is on screen.
    route: RefCell<Route>,
    drawn: RefCell<Option<UnmountHandle<AnyViewState>>>,
    search: RefCell<Option<Search>>,
}

/// The site and its source, once they are there.
struct Opened {
    site: Arc<Site>,
    source: Box<dyn Source>,
    /// How many items of a feed could not be shown.
    dropped: usize,
    /// The site has been built anew since this page was loaded: its pages may need another app.
    stale: bool,
}

/// How a reader came to a page.
enum Arrival {
    /// By a link.
    Link { fragment: String },
    /// By the history.
    Back(Memory),
    /// The app alone draws the page on which it has started.
    Start,
}

thread_local! {
    static APP: RefCell<Option<Rc<App>>> = const { RefCell::new(None) };
}

/// Starts the app on the page that it was loaded into.
pub fn start() {
    panic::install();
    let Some(app) = App::find() else { return };
    let app = Rc::new(app);
    APP.with(|slot| slot.replace(Some(app.clone())));
    listen::listen(&app);
    if app.mode == Mode::Hash || matches!(*app.route.borrow(), Route::Search(_)) {
        let first = app.clone();
        spawn_local(async move { first.begin().await });
    }
    let _ = app.root.set_attribute("data-app", "ready");
}

/// Goes to an address of this site as a link does; resolves when the page is drawn.
#[wasm_bindgen]
pub async fn go(href: String) {
    let app = APP.with(|slot| slot.borrow().clone());
    let Some(app) = app else { return };
    let absolute = Url::new_with_base(&href, &app.document.base_uri().ok().flatten().unwrap_or_default());
    if let Some(target) = absolute.ok().and_then(|url| app.location.target(&url.href())) {
        app.follow(target, String::new()).await;
    }
}

impl App {
    /// The page says what it is: a pressed page names its root, the shell alone does not.
    fn find() -> Option<App> {
        let window = web_sys::window()?;
        let document = window.document()?;
        let root = document.get_element_by_id("quire")?.dyn_into::<HtmlElement>().ok()?;
        let mode = if root.has_attribute("data-root") { Mode::Path } else { Mode::Hash };
        let relative = root.get_attribute("data-root").unwrap_or_else(|| "./".to_string());
        let site_root = Url::new_with_base(&relative, &document.base_uri().ok()??).ok()?.href();
        let location = Location::new(window.clone(), mode, site_root.clone());
        let route = location.current().map_or(Route::Home { page: 1 }, |target| target.route);
        Some(App {
            window,
            document,
            root,
            location,
            mode,
            site_root,
            opened: RefCell::default(),
            turn: Cell::new(0),
            route: RefCell::new(route),
            drawn: RefCell::default(),
            search: RefCell::default(),
        })
    }

    /// The first work that no click asked for: the page itself where the app is alone, else the results of a search.
    async fn begin(self: Rc<Self>) {
        let route = self.route.borrow().clone();
        match (self.mode, route) {
            (Mode::Hash, route) => {
                self.show(route, Arrival::Start).await;
                if let Some(opened) = self.opened.borrow().as_ref().filter(|opened| opened.dropped > 0) {
                    notice::dropped(&self.root, &opened.site, opened.dropped);
                }
            }
            (Mode::Path, Route::Search(filter)) => match self.open().await {
                Ok(opened) => self.attach_search(&opened, filter),
                Err(failure) => self.failed(&failure, &Route::Search(filter)),
            },
            (Mode::Path, _) => {}
        }
    }

    /// Follows a link that the app has taken.
    async fn follow(self: &Rc<Self>, target: Target, left_by: String) {
        let Target { route, fragment } = target.clone();
        let route = &route;
        if self.is_searching(route) {
            let filter = self.document.active_element().and_then(|link| link.get_attribute("data-filter"));
            self.location.push(&target, left_by);
            self.ask(route.clone());
            if let Some(filter) = filter {
                // The results are drawn in a task of their own, which was queued first.
                let _ = JsFuture::from(Promise::resolve(&JsValue::UNDEFINED)).await;
                self.focus(&named("a", "data-filter", &filter));
            }
            return;
        }
        let turn = self.next_turn();
        match self.bring(route).await {
            Ok(_) if turn != self.turn.get() => {}
            Ok((opened, _)) if opened.stale => {
                drop(self.window.location().assign(&self.location.href(route)));
            }
            Ok((opened, page)) => {
                let target = Target { route: page.route.clone(), ..target };
                self.location.push(&target, left_by);
                self.swap_in(&opened, page, Arrival::Link { fragment }).await;
            }
            Err(failure) => self.failed(&failure, route),
        }
    }

    /// Shows what the address already names.
    async fn show(self: &Rc<Self>, route: Route, arrival: Arrival) {
        if self.is_searching(&route) {
            self.ask(route);
            return;
        }
        let turn = self.next_turn();
        match self.bring(&route).await {
            Ok(_) if turn != self.turn.get() => {}
            Ok((opened, page)) => self.swap_in(&opened, page, arrival).await,
            Err(failure) => self.failed(&failure, &route),
        }
    }

    async fn bring(&self, route: &Route) -> Result<(Rc<Opened>, Page), Failure> {
        let _ = self.root.set_attribute("data-loading", "");
        let brought = async {
            let opened = self.open().await?;
            let mut page = opened.source.page(route).await?;
            if let Content::Moved { path } = page.content {
                page = opened.source.page(&Route::Post { path }).await?;
            }
            Ok((opened, page))
        };
        let brought = brought.await;
        let _ = self.root.remove_attribute("data-loading");
        brought
    }

    async fn open(&self) -> Result<Rc<Opened>, Failure> {
        if let Some(opened) = self.opened.borrow().as_ref() {
            return Ok(opened.clone());
        }
        let (site, source, dropped) = match self.mode {
            Mode::Path => {
                let (site, source) = open(&self.site_root).await?;
                (site, source, 0)
            }
            Mode::Hash => {
                let (site, source, report) = open_feed(&format!("{}bundle.json", self.site_root)).await?;
                for dropped in &report.dropped {
                    let line = format!("bundle.json: item {} was left out: {}", dropped.item, dropped.reason);
                    web_sys::console::warn_1(&line.into());
                }
                (site, source, report.dropped.len())
            }
        };
        let stale = self.root.get_attribute("data-build").is_some_and(|build| build != site.build);
        Ok(self
            .opened
            .borrow_mut()
            .insert(Rc::new(Opened { site: Arc::new(site), source, dropped, stale }))
            .clone())
    }

    /// Draws the page beside the document and puts it in the place of the one that is there.
    async fn swap_in(self: &Rc<Self>, opened: &Rc<Opened>, page: Page, arrival: Arrival) {
        let Ok(stage) = self.document.create_element("div") else { return };
        let Ok(stage) = stage.dyn_into::<HtmlElement>() else { return };
        let site = opened.site.clone();
        let reader = Reader { base: self.location.base() };
        let head = Head::of(&site, &page);
        let title = page.title(&site);
        let route = page.route.clone();
        let view = move || draw(&site, &page, &reader);
        let drawn = mount_to(stage.clone(), view);
        let app = self.clone();
        let swap = move || {
            let old = app.root.query_selector(".leaf").ok().flatten();
            if let (Some(old), Some(new)) = (old, stage.first_element_child()) {
                let _ = old.replace_with_with_node_1(&new);
            }
            *app.search.borrow_mut() = None;
            drop(app.drawn.borrow_mut().replace(drawn));
            notice::clear(&app.root);
            head.apply(&app.document);
            app.settle(&arrival);
        };
        self.route.replace(route.clone());
        swap::run(&self.window, &self.document, Box::new(swap)).await;
        if let Route::Search(filter) = route {
            self.attach_search(opened, filter);
            if let Some(search) = self.search.borrow().as_ref() {
                search.focus();
            }
        }
        if let Ok(Some(announcer)) = self.root.query_selector(".announcer") {
            announcer.set_text_content(Some(&title));
        }
    }

    /// Scroll and focus, as they are after a link and after Back.
    fn settle(&self, arrival: &Arrival) {
        let scroll = |y: u32| self.window.scroll_to_with_x_and_y(0.0, f64::from(y));
        let fragment = match arrival {
            Arrival::Link { fragment } => fragment.as_str(),
            _ => "",
        };
        let target = (!fragment.is_empty()).then(|| self.document.get_element_by_id(fragment)).flatten();
        if let Some(target) = target {
            target.scroll_into_view();
            return;
        }
        match arrival {
            Arrival::Link { .. } => {
                self.focus("h1");
                scroll(0);
            }
            Arrival::Back(memory) => {
                if memory.left_by.is_empty() || !self.focus(&named("a", "href", &memory.left_by)) {
                    self.focus("h1");
                }
                scroll(memory.scroll);
            }
            Arrival::Start => {}
        }
    }

    /// Focuses the first match without scrolling to it.
    fn focus(&self, selector: &str) -> bool {
        let found = self.root.query_selector(&format!(".leaf {selector}")).ok().flatten();
        let Some(element) = found.and_then(|element| element.dyn_into::<HtmlElement>().ok()) else {
            return false;
        };
        let options = web_sys::FocusOptions::new();
        options.set_prevent_scroll(true);
        element.focus_with_options(&options).is_ok()
    }

    /// The page stays; a message says what happened. Where the app is alone there is no page, so the message is all.
    fn failed(&self, failure: &Failure, route: &Route) {
        let site = self.opened.borrow().as_ref().map(|opened| opened.site.clone()).unwrap_or_default();
        notice::failure(&self.root, &site, &failure.to_string(), &self.location.href(route));
        if self.mode == Mode::Hash
            && let Ok(Some(loading)) = self.root.query_selector(".loading")
        {
            loading.remove();
        }
    }

    fn next_turn(&self) -> u32 {
        self.turn.set(self.turn.get().wrapping_add(1));
        self.turn.get()
    }

    /// Brings the search form on screen to life.
    fn attach_search(self: &Rc<Self>, opened: &Rc<Opened>, filter: Filter) {
        let base = self.location.base().unwrap_or_else(|| "../".to_string());
        let Some(search) = Search::attach(&self.root, &opened.site, filter, base) else { return };
        // What was typed before the app came counts more than the address.
        let (typed, asked) = (search.typed(), search.filter());
        search.ask(asked);
        self.search.replace(Some(search));
        if !typed.is_empty() {
            self.typed(&typed);
        }
        let (app, opened) = (self.clone(), opened.clone());
        spawn_local(async move {
            let index = opened.source.index().await.map_err(|failure| failure.to_string());
            if let Some(search) = app.search.borrow().as_ref() {
                search.load(index);
            }
        });
    }

    /// Whether the search page is alive and `route` is another search.
    fn is_searching(&self, route: &Route) -> bool {
        self.search.borrow().is_some() && matches!(route, Route::Search(_))
    }

    fn ask(&self, route: Route) {
        if let (Some(search), Route::Search(filter)) = (self.search.borrow().as_ref(), &route) {
            search.ask(filter.clone());
        }
        self.route.replace(route);
    }

    /// The reader has typed: results and address follow, without a new entry in the history.
    fn typed(&self, text: &str) {
        let filter = self.search.borrow().as_ref().map(Search::filter);
        let Some(filter) = filter.filter(|filter| filter.text != text) else { return };
        let route = Route::Search(Filter { text: text.to_string(), ..filter });
        self.location.replace(&route);
        self.ask(route);
    }
}

/// The selector of an element with an attribute of this value.
fn named(tag: &str, attribute: &str, value: &str) -> String {
    let value = value.replace('\\', "\\\\").replace('"', "\\\"");
    format!("{tag}[{attribute}=\"{value}\"]")
}
