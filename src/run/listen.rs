//! What the app hears of: clicks, typing and submitting on its root, the history on the window.
//!
//! A click that the app does not take is left to the browser, and so is everything once the app has broken.

use std::rc::Rc;

use js_sys::Function;
use quire_bundle::{Filter, Route};
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, Event, MouseEvent, Window};

use super::searching::field;
use super::settle::place;
use super::{App, Arrival};
use crate::fetch::spawn;
use crate::location::{Mode, Target};
use crate::panic;

/// The events of the window that the app hears.
const ON_WINDOW: [&str; 3] = ["popstate", "scroll", "pagehide"];

/// What listens for as long as it is there.
pub(super) struct Listener {
    closure: Closure<dyn Fn(Event)>,
    window: Window,
}

impl Drop for Listener {
    fn drop(&mut self) {
        for name in ON_WINDOW {
            let listener = self.closure.as_ref().unchecked_ref();
            let _ = self.window.remove_event_listener_with_callback(name, listener);
        }
    }
}

/// Listens on the app's root and on the window, until the app breaks or ends.
pub(super) fn listen(app: &Rc<App>) {
    let heard = app.clone();
    let act = move |event: Event| {
        if !panic::is_broken() {
            hear(&heard, &event);
        }
    };
    let closure: Closure<dyn Fn(Event)> = Closure::new(act);
    let listener = closure.as_ref().unchecked_ref::<Function>();
    for name in ["click", "input", "focusin", "submit"] {
        let _ = app.root.add_event_listener_with_callback(name, listener);
    }
    for name in ON_WINDOW {
        let _ = app.window.add_event_listener_with_callback(name, listener);
    }
    app.listener.replace(Some(Listener { closure, window: app.window.clone() }));
}

fn hear(app: &Rc<App>, event: &Event) {
    match event.type_().as_str() {
        "click" => drop(clicked(app, event)),
        "input" => {
            if let Some(field) = element(event).and_then(field) {
                app.typed(field);
            }
        }
        "focusin" => {
            if element(event).and_then(field).is_some() {
                let app = app.clone();
                spawn(Box::pin(async move { app.prepare().await }));
            }
        }
        "submit" => drop(submitted(app, event)),
        "popstate" => moved(app),
        "scroll" => {
            if let Some(search) = app.search.borrow().as_ref() {
                search.scrolled();
            }
        }
        _ => app.location.leave(),
    }
}

fn clicked(app: &Rc<App>, event: &Event) -> Option<()> {
    let event = event.dyn_ref::<MouseEvent>()?;
    if let Some(fragment) = own_fragment(app, event) {
        event.prevent_default();
        app.root.query_selector(&place(&fragment)).ok()??.scroll_into_view();
        return None;
    }
    let at = |selector: &str| element(event).and_then(|element| element.closest(selector).ok().flatten());
    let search = app.search.borrow().clone();
    if let (Some(search), Some(_)) = (&search, at("[data-action=more]")) {
        search.more();
        return None;
    }
    let (mut target, href) = app.location.clicked(event)?;
    // A filter goes with the words as they are now, though it may have been drawn for those before.
    if let (Some(search), Some(_), Route::Search(filter)) = (&search, at("[data-filter]"), &mut target.route)
    {
        filter.text = search.text();
    }
    // A fragment of the page on screen is the browser's to find.
    if !target.fragment.is_empty() && target.route == *app.route.borrow() {
        return None;
    }
    event.prevent_default();
    follow(app, target, href);
    None
}

fn submitted(app: &Rc<App>, event: &Event) -> Option<()> {
    event.prevent_default();
    let form = element(event)?;
    let is_own = form.closest("dialog").ok()?.is_none();
    // The search page has its results already.
    if is_own && matches!(*app.route.borrow(), Route::Search(_)) {
        return None;
    }
    let field = form.query_selector("[name=q]").ok()?.and_then(field)?;
    let route = Route::Search(Filter { text: field.value(), ..Filter::default() });
    follow(app, Target { route, fragment: String::new() }, String::new());
    None
}

fn moved(app: &Rc<App>) {
    let memory = app.location.arrived();
    let Some(target) = app.location.current() else { return };
    if target.route == *app.route.borrow() {
        if let Some(memory) = memory {
            app.window.scroll_to_with_x_and_y(0.0, f64::from(memory.scroll));
        }
        return;
    }
    let app = app.clone();
    let arrival = memory.map_or(Arrival::Link { fragment: target.fragment }, Arrival::Back);
    spawn(Box::pin(async move { app.show(target.route, arrival).await }));
}

fn follow(app: &Rc<App>, target: Target, left_by: String) {
    let app = app.clone();
    spawn(Box::pin(async move { app.follow(target, left_by).await }));
}

/// Behind the hash router a link to a fragment of the page cannot be the browser's: the hash is taken.
fn own_fragment(app: &App, event: &MouseEvent) -> Option<String> {
    if app.mode == Mode::Path {
        return None;
    }
    let href = element(event)?.closest("a[href]").ok()??.get_attribute("href")?;
    let fragment = href.strip_prefix('#').filter(|fragment| !fragment.starts_with('/'))?;
    Some(quire_bundle::decode(fragment))
}

/// Where an event happened.
fn element(event: &Event) -> Option<Element> {
    event.target()?.dyn_into::<Element>().ok()
}
