//! What happens when the app breaks: it says so in the console and on the page, and gets out of the way.
//!
//! Every address has a page of its own, so a reader whose links are left to the browser loses nothing.

use std::sync::atomic::{AtomicBool, Ordering};

use wasm_bindgen::JsValue;
use web_sys::{HtmlElement, Window};

use crate::held::Held;
use crate::notice;

static BROKEN: AtomicBool = AtomicBool::new(false);

thread_local! {
    /// Where blogs are shown.
    static ROOTS: Held<Vec<HtmlElement>> = const { Held::new(Vec::new()) };
    /// The address of the page on screen.
    static ADDRESS: Held<String> = const { Held::new(String::new()) };
}

/// Installs the hook.
pub(crate) fn install() {
    std::panic::set_hook(Box::new(|info| {
        // What is said of it may break as well, and is said once.
        if BROKEN.swap(true, Ordering::Relaxed) {
            return;
        }
        let place = info.location().map(ToString::to_string).unwrap_or_default();
        let message = info.payload_as_str().unwrap_or("no message");
        web_sys::console::error_1(
            &format!("Quire (broken): {message}, at {place}. Links work as ordinary links.").into(),
        );
        // The page that stays keeps the address that its links are relative to.
        if let (Some(window), address) = (web_sys::window(), ADDRESS.with(Held::take))
            && let (Ok(history), false) = (window.history(), address.is_empty())
        {
            let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&address));
        }
        for root in ROOTS.with(Held::take) {
            let _ = root.set_attribute("data-app", "broken");
            let _ = root.remove_attribute("data-loading");
            notice::broken(&root);
        }
    }));
}

/// Has a root hear of it when the app breaks. Roots that are on no page any more are forgotten.
pub(crate) fn guard(root: &HtmlElement) {
    ROOTS.with(|roots| {
        let mut roots = roots.borrow_mut();
        roots.retain(|root| root.is_connected());
        roots.push(root.clone());
    });
}

/// A page of the blog's own is on screen; the address is its own.
pub(crate) fn shown(window: &Window) {
    ADDRESS.with(|address| address.replace(window.location().href().unwrap_or_default()));
}

/// Whether the app has broken: its listeners then leave every event to the browser.
pub(crate) fn is_broken() -> bool {
    BROKEN.load(Ordering::Relaxed)
}
