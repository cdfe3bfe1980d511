//! What runs the views in a browser: it waits for a click, brings the page, and swaps it in.
//!
//! Until the first navigation nothing of the static page is touched, so that selection, focus, typed text and scroll
//! survive the app's arrival.

mod listen;
mod searching;

use std::rc::Rc;

use js_sys::Promise;
use leptos::prelude::{Mountable, Render};
use quire_bundle::{Content, Filter, Page, Route, Site};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, Element, HtmlElement, Url, Window};

use crate::app::{Reader, Scene, draw};
use crate::fetch::{Door, Failure, Turns, allow, promise, spawn};
use crate::finder::Finder;
use crate::head::Head;
use crate::held::Held;
use crate::location::{Location, Memory, Mode, Target};
use crate::page::{home, post};
use crate::palette::Palette;
use crate::search::{Search, Trail, named};
use crate::source::{Source, open_feed, site};
use crate::{notice, panic, sanitize, swap};

/// One blog on one page.
struct App {
    window: Window,
    document: Document,
    root: HtmlElement,
    location: Location,
    mode: Mode,
    /// Absolute URL of the site's root.
    site_root: String,
    opened: Held<Option<Rc<Opened>>>,
    door: Door,
    /// Navigations: one that was overtaken draws nothing.
    turns: Turns,
    /// Pages that are waited for.
    waits: Turns,
    /// What is on screen.
    route: Held<Route>,
    search: Held<Option<Rc<Search>>>,
    /// The last search and how many of its results were shown, for a reader who comes back to it.
    left: Held<Option<(Filter, usize)>>,
    palette: Palette,
}

/// The site and its source, once they are there.
pub(crate) struct Opened {
    pub(crate) site: Rc<Site>,
    pub(crate) source: Rc<Source>,
    pub(crate) finder: Rc<Finder>,
    /// How many items of a feed could not be shown.
    dropped: usize,
    /// The site has been built anew since this page was loaded: its pages may need another app.
    stale: bool,
}

impl Opened {
    /// Opens the site at `root`, or a feed that lies there.
    pub(crate) async fn open(
        root: &str,
        feed: Option<&str>,
        build: Option<String>,
    ) -> Result<Opened, Failure> {
        let (site, source, dropped) = match feed {
            None => {
                let site = site(root).await?;
                let source = Source::new(root, &site);
                (site, source, 0)
            }
            Some(name) => {
                let (site, source, report) = open_feed(root, name).await?;
                for dropped in &report.dropped {
                    let line = format!("{name}: item {} was left out: {}", dropped.item, dropped.reason);
                    web_sys::console::warn_1(&line.into());
                }
                (site, source, report.dropped.len())
            }
        };
        let stale = build.is_some_and(|build| build != site.build);
        let source = Rc::new(source);
        let finder = Finder::new(root, &site, source.clone());
        Ok(Opened { site: Rc::new(site), source, finder, dropped, stale })
    }
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
    static APP: Held<Option<Rc<App>>> = const { Held::new(None) };
}

/// Starts the app on the page that it was loaded into.
pub fn start() {
    panic::install();
    let Some(app) = App::find() else { return };
    let app = Rc::new(app);
    APP.with(|slot| slot.replace(Some(app.clone())));
    listen::listen(&app);
    let first = app.clone();
    spawn(Box::pin(async move { first.begin().await }));
    let _ = app.root.set_attribute("data-app", "ready");
}

/// Goes to an address of this site as a link does; resolves when the page is drawn.
#[wasm_bindgen]
pub fn go(href: String) -> Promise {
    promise(Box::pin(async move {
        let Some(app) = APP.with(|slot| slot.borrow().clone()) else { return JsValue::UNDEFINED };
        let absolute = Url::new_with_base(&href, &app.document.base_uri().ok().flatten().unwrap_or_default());
        if let Some(target) = absolute.ok().and_then(|url| app.location.target(&url.href())) {
            app.follow(target, String::new()).await;
        }
        JsValue::UNDEFINED
    }))
}

impl App {
    /// The page says what it is: a pressed page names its root, the shell alone does not.
    fn find() -> Option<App> {
        let window = web_sys::window()?;
        let document = window.document()?;
        let root = document.get_element_by_id("quire")?.dyn_into::<HtmlElement>().ok()?;
        panic::guard(&root);
        if let Some(most) = root.get_attribute("data-most-bytes").and_then(|most| most.parse().ok()) {
            allow(most);
        }
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
            opened: Held::default(),
            door: Door::default(),
            turns: Turns::default(),
            waits: Turns::default(),
            route: Held::new(route),
            search: Held::default(),
            left: Held::default(),
            palette: Palette::default(),
        })
    }

    /// The first work that no click asked for: the page itself where the app is alone, else what the page searches, or
    /// what is being typed into it already.
    async fn begin(self: Rc<Self>) {
        let route = self.route.borrow().clone();
        if self.mode == Mode::Hash {
            self.show(route, Arrival::Start).await;
            if let Some(opened) = self.opened.borrow().as_ref().filter(|opened| opened.dropped > 0) {
                notice::dropped(&self.root, &opened.site, opened.dropped);
            }
            return;
        }
        if matches!(self.root.query_selector("main .results"), Ok(Some(_))) {
            match self.open().await {
                Ok(opened) => self.attach_search(&opened, route),
                Err(failure) => self.failed(&failure, &route),
            }
        }
        if let Some(field) = self.document.active_element().and_then(searching::field) {
            self.prepare().await;
            self.typed(field);
        }
    }

    /// Follows a link that the app has taken.
    async fn follow(self: &Rc<Self>, target: Target, left_by: String) {
        let Target { route, fragment } = target.clone();
        let route = &route;
        if self.is_searching(route) {
            self.location.push(&target, left_by);
            self.ask(route.clone());
            return;
        }
        let turn = self.turns.next();
        match self.bring(route).await {
            Ok(_) if turn.is_over() => {}
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
        let turn = self.turns.next();
        match self.bring(&route).await {
            Ok(_) if turn.is_over() => {}
            Ok((opened, page)) => self.swap_in(&opened, page, arrival).await,
            Err(failure) => self.failed(&failure, &route),
        }
    }

    async fn bring(&self, route: &Route) -> Result<(Rc<Opened>, Page), Failure> {
        let _ = self.root.set_attribute("data-loading", "");
        notice::watch(&self.root, &self.root, &self.site(), self.waits.next(), self.location.href(route));
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

    /// The facts about the blog; before they are here, those of none.
    fn site(&self) -> Rc<Site> {
        self.opened.borrow().as_ref().map(|opened| opened.site.clone()).unwrap_or_default()
    }

    async fn open(&self) -> Result<Rc<Opened>, Failure> {
        let _key = self.door.enter().await;
        if let Some(opened) = self.opened.borrow().as_ref() {
            return Ok(opened.clone());
        }
        let feed = (self.mode == Mode::Hash).then_some("bundle.json");
        let opened =
            Rc::new(Opened::open(&self.site_root, feed, self.root.get_attribute("data-build")).await?);
        self.opened.replace(Some(opened.clone()));
        Ok(opened)
    }

    /// Draws the page beside the document and puts it in the place of the one that is there.
    async fn swap_in(self: &Rc<Self>, opened: &Rc<Opened>, page: Page, arrival: Arrival) {
        let Ok(stage) = self.document.create_element("div") else { return };
        let head = Head::of(&opened.site, &page);
        let title = page.title(&opened.site);
        self.draw(&stage, &opened.site, &page);
        let route = page.route;
        let trail = self.trail(&route);
        let is_back = matches!(arrival, Arrival::Back(_));
        let (app, brought) = (self.clone(), opened.clone());
        let shown = route.clone();
        let swap = move || {
            let old = app.root.query_selector(".leaf").ok().flatten();
            if let (Some(old), Some(new)) = (old, stage.first_element_child()) {
                let _ = old.replace_with_with_node_1(&new);
            }
            if let Some(search) = app.search.take() {
                search.leave();
                app.left.replace(Some((search.filter(), search.limit())));
            }
            notice::clear(&app.root);
            head.apply(&app.document);
            app.attach_search(&brought, shown);
            app.settle(&arrival);
        };
        self.route.replace(route.clone());
        swap::run(&self.window, &self.document, Box::new(swap)).await;
        if let (Route::Search(_), Some(search), false) = (route, self.search.borrow().as_ref(), is_back) {
            search.focus();
        }
        if let Some(trail) = trail {
            trail.point_out(&self.root);
        }
        if let Ok(Some(announcer)) = self.root.query_selector(".announcer") {
            announcer.set_text_content(Some(&title));
        }
    }

    /// Draws a page into an element, and its body with it.
    #[inline(never)]
    fn draw(&self, stage: &Element, site: &Site, page: &Page) {
        let reader = Reader { base: self.location.base() };
        draw(site, page, &reader).build().mount(stage, None);
        let scene = &Scene { site, page, reader: &reader };
        match &page.content {
            Content::Post(leaf) => {
                fill(stage, &post::html(scene, &leaf.post), leaf.post.origin.as_deref());
            }
            Content::Home(parts) => {
                for part in parts.iter().filter(|part| !part.html.is_empty()) {
                    fill(stage, &home::html(scene, part), None);
                }
            }
            _ => {}
        }
    }

    /// What leads from the results that the reader leaves to the words in the post that they go to.
    fn trail(&self, route: &Route) -> Option<Trail> {
        let Route::Post { path } = route else { return None };
        let search = self.search.borrow();
        search.as_ref().and_then(|search| search.trail(path)).or_else(|| self.palette.trail(path))
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
            // The reader goes on from there with the keyboard too.
            let _ = target.set_attribute("tabindex", "-1");
            self.focus(&named("id", fragment));
            return;
        }
        match arrival {
            Arrival::Link { .. } => {
                self.focus("h1");
                scroll(0);
            }
            Arrival::Back(memory) => {
                // The way to a passage is longer than the way to its post, which is what is there at first.
                let left_by = memory.left_by.rsplit_once('#').map_or("", |(post, _)| post);
                let left_by = if left_by.is_empty() { &memory.left_by } else { left_by };
                if left_by.is_empty() || !self.focus(&named("href", left_by)) {
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
        let site = self.site();
        notice::failure(&self.root, &site, failure, &self.location.href(route));
        if self.mode == Mode::Hash
            && let Ok(Some(loading)) = self.root.query_selector(".loading")
        {
            loading.remove();
        }
    }
}

/// Fills the next body of what is being drawn: that of the post, or of a text on the home page.
fn fill(stage: &Element, html: &str, origin: Option<&str>) {
    if let Ok(Some(body)) = stage.query_selector(".body:empty") {
        sanitize::fill(&body, html, origin);
    }
}
