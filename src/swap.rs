//! The moment in which one page takes the place of another: with a view transition where the browser has them and the
//! reader welcomes motion, else at once.

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Document, Window};

/// Runs `swap`, and is done when the new page is in the document.
pub(crate) async fn run(window: &Window, document: &Document, swap: Box<dyn FnOnce()>) {
    let start = Reflect::get(document, &"startViewTransition".into())
        .ok()
        .and_then(|start| start.dyn_into::<Function>().ok());
    let still = window
        .match_media("(prefers-reduced-motion: reduce)")
        .ok()
        .flatten()
        .is_none_or(|query| query.matches());
    let Some(start) = start.filter(|_| !still && !document.hidden()) else { return swap() };
    let callback = Closure::once_into_js(swap);
    let Ok(transition) = start.call1(document, &callback) else { return };
    let promise = |name: &str| {
        Reflect::get(&transition, &name.into()).ok().and_then(|promise| promise.dyn_into::<Promise>().ok())
    };
    // A transition that is overtaken rejects these, which is nobody's error.
    let ignore: Closure<dyn FnMut(JsValue)> = Closure::new(|_| ());
    for skipped in ["ready", "finished"].into_iter().filter_map(promise) {
        let _ = skipped.catch(&ignore);
    }
    ignore.forget();
    if let Some(done) = promise("updateCallbackDone") {
        let _ = JsFuture::from(done).await;
    }
}
