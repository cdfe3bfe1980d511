//! What runs the views in a browser: it waits for a click, brings the page, and swaps it in.
//!
//! Until the first navigation nothing of the static page is touched, so that selection, focus, typed text and scroll
//! survive the app's arrival.

mod listen;
mod searching;

use std::rc::Rc;
use std::sync::Arc;

use js_sys::Promise;
use leptos::prelude::{Mountable, Render};
use quire_bundle::{Content, Filter, Page, Route, Site, Word, allowed, whole_number};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, Element, HtmlElement, Url, Window};

use crate::app::{Frame, Reader, Scene, draw};
use crate::fetch::{Failure, Turns, allow, promise, spawn};
use crate::head::Head;
use crate::held::Held;
use crate::location::{Location, Memory, Mode, Target};
use crate::opened::{Blog, Opened};
use crate::page::{home, post};
use crate::palette::Palette;
use crate::sanitize::{self, Body};
use crate::search::{Search, Trail, focused, named};
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
    /// The element says what it is: a pressed page names its root, the shell alone does not.
    fn at(root: HtmlElement) -> Option<App> {
        let window = web_sys::window()?;
        let document = window.document()?;
        panic::guard(&root);
        let says = |name: &str| root.get_attribute(name);
        if let Some(most) = says("data-most-bytes").and_then(|most| whole_number(&most)) {
            allow(most);
        }
        let relative = says("data-root");
        let routing = says("data-routing");
        let mode = match (routing.as_deref(), &relative) {
            (Some("memory"), _) => Mode::Memory,
            (None, Some(_)) => Mode::Path,
            _ => Mode::Hash,
        };
        let frame = match (&routing, root.has_attribute("data-bare")) {
            (None, _) => Frame::Page,
            (_, false) => Frame::Guest,
            _ => Frame::Bare,
        };
        let is_shell = relative.is_none();
        let relative = relative.unwrap_or_else(|| "./".to_string());
        let site_root = Url::new_with_base(&relative, &document.base_uri().ok()??).ok()?.href();
        let feed = says("data-feed").or_else(|| is_shell.then(|| "bundle.json".to_string()));
        let (blog, _) = Blog::at(site_root.clone(), feed, is_shell);
        let limit = says("data-limit").and_then(|limit| whole_number(&limit));
        let shown = says("data-at").and_then(|address| Route::parse("", &address));
        let location = Location::new(window.clone(), mode, routing.is_some(), site_root);
        let route = location.current().map(|target| target.route);
        Some(App {
            window,
            document,
            root,
            location,
            mode,
            frame,
            limit,
            blog,
            listener: Held::default(),
            turns: Turns::default(),
            waits: Turns::default(),
            route: Held::new(shown.or(route).unwrap_or(Route::Home { page: 1 })),
            search: Held::default(),
            left: Held::default(),
            palette: Palette::default(),
        })
    }

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

    /// Scroll and focus, as they are after a link and after Back.
    fn settle(&self, arrival: &Arrival) {
        // How far a host's page is scrolled is its own.
        let scroll = |y: u32| {
            if self.frame == Frame::Page {
                self.window.scroll_to_with_x_and_y(0.0, f64::from(y));
            }
        };
        let fragment = match arrival {
            Arrival::Link { fragment } => fragment.as_str(),
            _ => "",
        };
        let place = place(fragment);
        if let (false, Ok(Some(target))) = (fragment.is_empty(), self.root.query_selector(&place)) {
            target.scroll_into_view();
            // The reader goes on from there with the keyboard too.
            let _ = target.set_attribute("tabindex", "-1");
            self.focus(&place);
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

    /// Focuses the first match without scrolling to it; a guest's reader is shown it, if it is out of sight.
    fn focus(&self, selector: &str) -> bool {
        let found = self.root.query_selector(&format!(".leaf {selector}")).ok().flatten();
        let Some(element) = found.and_then(|element| element.dyn_into::<HtmlElement>().ok()) else {
            return false;
        };
        let options = web_sys::FocusOptions::new();
        options.set_prevent_scroll(self.frame == Frame::Page);
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

/// The selector of the place that a fragment names, which has another name in a foreign body.
fn place(fragment: &str) -> String {
    let foreign = allowed::PREFIX.to_string() + fragment;
    format!(":is({},{})", named("id", &foreign), named("id", fragment))
}
