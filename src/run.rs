//! What runs the views in a browser: it waits for a click, brings the page, and swaps it in.
//!
//! Until the first navigation nothing of the static page is touched, so that selection, focus, typed text and scroll
//! survive the app's arrival.

mod asked;
mod listen;
mod searching;
mod settle;

use std::rc::Rc;
use std::sync::Arc;

use js_sys::Promise;
use leptos::prelude::{Mountable, Render};
use quire_bundle::{Content, Filter, Page, Route, Site, Word};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, Element, HtmlElement, Url, Window};

use crate::app::{Frame, Reader, Scene, draw};
use crate::fetch::{Failure, Turns, promise, spawn};
use crate::head::Head;
use crate::held::Held;
use crate::location::{Location, Memory, Mode, Target};
use crate::opened::{Blog, Opened};
use crate::page::{home, post};
use crate::palette::Palette;
use crate::sanitize::{self, Body};
use crate::search::{Search, Trail, focused};
use crate::tell::tell;
use crate::{notice, panic, swap};

/// One place where a blog is drawn: a page of its own, or an element of somebody else's.
struct App {
    window: Window,
    document: Document,
    root: HtmlElement,
    location: Location,
    mode: Mode,
    frame: Frame,
    /// The cards that a list shows at most, where the page says so.
    limit: Option<usize>,
    blog: Rc<Blog>,
    listener: Held<Option<listen::Listener>>,
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
    /// Every place; that of a page of its own, if there is one, among them.
    static APPS: Held<Vec<Rc<App>>> = const { Held::new(Vec::new()) };
}

/// What is done once, whoever asks for the app. The shell is loading nothing else, and is started at once.
pub fn install() {
    panic::install();
    begin_at("#quire:not([data-root]):has(.loading)");
}

/// Starts the app on the page that it was loaded into.
#[wasm_bindgen]
pub fn begin() {
    begin_at("#quire");
}

fn begin_at(selector: &str) {
    let document = web_sys::window().and_then(|window| window.document());
    let root = document.and_then(|document| document.query_selector(selector).ok()?);
    if let Some(root) = root.and_then(|root| root.dyn_into().ok()) {
        mount(root);
    }
}

/// Starts the app in an element, whose attributes say what it shows: `data-root` is the root of a site, or the folder of
/// the feed that `data-feed` names; `data-routing` is `memory` or `hash` in an element of somebody else's page.
#[wasm_bindgen]
pub fn mount(root: HtmlElement) {
    let Some(app) = App::at(root).map(Rc::new) else { return };
    APPS.with(|apps| apps.borrow_mut().push(app.clone()));
    listen::listen(&app);
    let _ = app.root.set_attribute("data-app", "ready");
    spawn(Box::pin(async move { app.begin().await }));
}

/// Ends what [`mount`] started in an element.
#[wasm_bindgen]
#[expect(clippy::needless_pass_by_value, reason = "what is lent to the module takes more than what is given")]
pub fn unmount(root: HtmlElement) {
    let place = |app: &Rc<App>| app.root == root;
    let app = APPS.with(|apps| {
        let mut apps = apps.borrow_mut();
        let at = apps.iter().position(place)?;
        Some(apps.swap_remove(at))
    });
    if let Some(app) = app {
        app.turns.next();
        app.listener.take();
        if let Some(search) = app.search.take() {
            search.leave();
        }
    }
}

/// Goes to an address of this site as a link does; resolves when the page is drawn.
#[wasm_bindgen]
pub fn go(href: String) -> Promise {
    promise(Box::pin(async move {
        let own = |app: &&Rc<App>| app.frame == Frame::Page;
        let Some(app) = APPS.with(|apps| apps.borrow().iter().find(own).cloned()) else {
            return JsValue::UNDEFINED;
        };
        let absolute = Url::new_with_base(&href, &app.document.base_uri().ok().flatten().unwrap_or_default());
        if let Some(target) = absolute.ok().and_then(|url| app.location.target(&url.href())) {
            app.follow(target, String::new()).await;
        }
        JsValue::UNDEFINED
    }))
}

impl App {
    /// The first work that no click asked for: the page itself where the app is alone, else what the page searches, or
    /// what is being typed into it already.
    async fn begin(self: Rc<Self>) {
        self.is_shown();
        let route = self.route.borrow().clone();
        if self.mode != Mode::Path {
            self.show(route, Arrival::Start).await;
            if let Some(opened) = self.blog.opened().filter(|opened| opened.dropped > 0) {
                notice::dropped(&self.root, &opened.site, opened.dropped);
            }
            return;
        }
        if matches!(self.root.query_selector("#content .results"), Ok(Some(_))) {
            match self.blog.open().await {
                Ok(opened) => self.attach_search(&opened, route),
                Err(failure) => self.failed(&failure, &route),
            }
        }
        if let Some(field) = focused(&self.root).and_then(searching::field) {
            self.prepare().await;
            self.typed(field);
        }
    }

    /// Follows a link that the app has taken.
    async fn follow(self: &Rc<Self>, target: Target, left_by: String) {
        let Target { route, fragment } = target.clone();
        let route = &route;
        let facts = [("path", &*route.href("")), ("url", &self.location.href(route))];
        if !tell(&self.root, "quire-navigate", &facts) {
            return;
        }
        if self.is_searching(route) {
            self.location.push(&target, left_by);
            self.ask(route.clone());
            return;
        }
        let turn = self.turns.next();
        match self.bring(route).await {
            Ok(_) if turn.is_over() => {}
            Ok((opened, _)) if self.is_stale(&opened) => {
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
        let _watched =
            notice::watch(&self.root, &self.root, &self.site(), self.waits.next(), self.location.href(route));
        let brought = async {
            let opened = self.blog.open().await?;
            let mut page = opened.source.page(route).await?;
            if let Content::Moved { path } = page.content {
                page = opened.source.page(&Route::Post { path }).await?;
            }
            if let Some(limit) = self.limit {
                page.content.limit(limit);
            }
            Ok((opened, page))
        };
        let brought = brought.await;
        let _ = self.root.remove_attribute("data-loading");
        brought
    }

    /// The facts about the blog; before they are here, those of none.
    fn site(&self) -> Arc<Site> {
        self.blog.opened().map(|opened| opened.site.clone()).unwrap_or_default()
    }

    /// Whether the site has been built anew since this page was loaded: its pages may need another app.
    fn is_stale(&self, opened: &Opened) -> bool {
        self.root.get_attribute("data-build").is_some_and(|build| build != opened.site.build)
    }

    /// Draws the page beside the document and puts it in the place of the one that is there.
    async fn swap_in(self: &Rc<Self>, opened: &Rc<Opened>, page: Page, arrival: Arrival) {
        let Ok(stage) = self.document.create_element("div") else { return };
        let head = Head::of(&opened.site, &page);
        let title = page.title(&opened.site);
        self.draw(&stage, opened, &page);
        let route = page.route;
        let trail = self.trail(&route);
        let is_back = matches!(arrival, Arrival::Back(_));
        let (app, brought) = (self.clone(), opened.clone());
        let (shown, shown_path) = (route.clone(), route.href(""));
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
            if app.frame == Frame::Page {
                head.apply(&app.document);
            } else {
                head.name_language(&app.root);
            }
            app.attach_search(&brought, shown);
            app.settle(&arrival);
        };
        self.route.replace(route.clone());
        match self.frame {
            Frame::Page => swap::run(&self.window, &self.document, Box::new(swap)).await,
            // The moment is the host's, and so is what moves in it.
            _ => swap(),
        }
        if let (Route::Search(_), Some(search), false) = (route, self.search.borrow().as_ref(), is_back) {
            search.focus();
        }
        if let Some(trail) = trail {
            trail.point_out(&self.root);
        }
        if let Ok(Some(announcer)) = self.root.query_selector(".announcer") {
            announcer.set_text_content(Some(&title));
        }
        self.is_shown();
        tell(&self.root, "quire-ready", &[("title", &title), ("path", &shown_path)]);
    }

    fn is_shown(&self) {
        if self.frame == Frame::Page {
            panic::shown(&self.window);
        }
    }

    /// Draws a page into an element, and its body with it.
    #[inline(never)]
    fn draw(&self, stage: &Element, opened: &Opened, page: &Page) {
        let site = &opened.site;
        let reader = Reader { base: self.location.base(), frame: self.frame };
        draw(site, page, &reader).build().mount(stage, None);
        let scene = &Scene { site, page, reader: &reader };
        let fill = |html: &str, origin: Option<&str>| {
            // The next body of what is being drawn: that of the post, or of a text on the home page.
            if let Ok(Some(element)) = stage.query_selector(".body:empty") {
                let cut = site.word(Word::Cut);
                sanitize::fill(&element, &Body { html, origin, is_foreign: self.mode != Mode::Path, cut });
            }
        };
        match &page.content {
            Content::Post(leaf) => fill(&post::html(scene, &leaf.post), leaf.post.origin.as_deref()),
            Content::Home(parts) => {
                for part in parts.iter().filter(|part| !part.html.is_empty()) {
                    fill(&home::html(scene, part), None);
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
