//! What the app hears of: clicks, typing and submitting on its root, the history on the window.
//!
//! A click that the app does not take is left to the browser, and so is everything once the app has broken.

use std::rc::Rc;

use quire_bundle::{Filter, Route};
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, Event, MouseEvent};

use super::{App, Arrival, field};
use crate::fetch::spawn;
use crate::location::{Mode, Target};
use crate::panic;

/// Everything the app hears of, on its root and on the window.
pub(super) fn listen(app: &Rc<App>) {
    let clicked = app.clone();
    on(
        &app.root,
        "click",
        Box::new(move |event| {
            let Some(event) = event.dyn_ref::<MouseEvent>() else { return };
            if let Some(fragment) = own_fragment(&clicked, event) {
                event.prevent_default();
                if let Some(target) = clicked.document.get_element_by_id(&fragment) {
                    target.scroll_into_view();
                }
                return;
            }
            let at =
                |selector: &str| element(event).and_then(|element| element.closest(selector).ok().flatten());
            let search = clicked.search.borrow().clone();
            if let (Some(search), Some(_)) = (&search, at("[data-action=more]")) {
                return search.more();
            }
            let Some((mut target, href)) = clicked.location.clicked(event) else { return };
            // A filter goes with the words as they are now, though it may have been drawn for those before.
            if let (Some(search), Some(_), Route::Search(filter)) =
                (&search, at("[data-filter]"), &mut target.route)
            {
                filter.text = search.text();
            }
            // A fragment of the page on screen is the browser's to find.
            if !target.fragment.is_empty() && target.route == *clicked.route.borrow() {
                return;
            }
            event.prevent_default();
            let app = clicked.clone();
            spawn(Box::pin(async move { app.follow(target, href).await }));
        }),
    );
    let typing = app.clone();
    on(
        &app.root,
        "input",
        Box::new(move |event| {
            if let Some(field) = element(&event).and_then(field) {
                typing.typed(field);
            }
        }),
    );
    let focused = app.clone();
    on(
        &app.root,
        "focusin",
        Box::new(move |event| {
            if element(&event).and_then(field).is_some() {
                let app = focused.clone();
                spawn(Box::pin(async move { app.prepare().await }));
            }
        }),
    );
    let submitted = app.clone();
    on(
        &app.root,
        "submit",
        Box::new(move |event| {
            event.prevent_default();
            let Some(form) = element(&event) else { return };
            let is_own = !matches!(form.closest("dialog"), Ok(Some(_)));
            // The search page has its results already.
            if is_own && matches!(*submitted.route.borrow(), Route::Search(_)) {
                return;
            }
            let Some(field) = form.query_selector("[name=q]").ok().flatten().and_then(field) else { return };
            let route = Route::Search(Filter { text: field.value(), ..Filter::default() });
            let app = submitted.clone();
            let target = Target { route, fragment: String::new() };
            spawn(Box::pin(async move { app.follow(target, String::new()).await }));
        }),
    );
    let moved = app.clone();
    on(
        &app.window,
        "popstate",
        Box::new(move |_| {
            let memory = moved.location.arrived();
            let Some(target) = moved.location.current() else { return };
            if target.route == *moved.route.borrow() {
                if let Some(memory) = memory {
                    moved.window.scroll_to_with_x_and_y(0.0, f64::from(memory.scroll));
                }
                return;
            }
            let app = moved.clone();
            let arrival = memory.map_or(Arrival::Link { fragment: target.fragment }, Arrival::Back);
            spawn(Box::pin(async move { app.show(target.route, arrival).await }));
        }),
    );
    let scrolled = app.clone();
    on(
        &app.window,
        "scroll",
        Box::new(move |_| {
            if let Some(search) = scrolled.search.borrow().as_ref() {
                search.scrolled();
            }
        }),
    );
    let left = app.clone();
    on(&app.window, "pagehide", Box::new(move |_| left.location.leave()));
}

/// Behind the hash router a link to a fragment of the page cannot be the browser's: the hash is taken.
fn own_fragment(app: &App, event: &MouseEvent) -> Option<String> {
    if app.mode != Mode::Hash {
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

/// Listens for as long as the page lives, or until the app breaks.
fn on(target: &web_sys::EventTarget, name: &str, act: Box<dyn Fn(Event)>) {
    let act = move |event: Event| {
        if !panic::is_broken() {
            act(event);
        }
    };
    let closure: Closure<dyn Fn(Event)> = Closure::new(act);
    let _ =
        target.add_event_listener_with_callback(name, closure.as_ref().unchecked_ref::<js_sys::Function>());
    closure.forget();
}
