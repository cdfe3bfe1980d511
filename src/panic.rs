//! What happens when the app breaks: it says so in the console and gets out of the way.
//!
//! Every address has a page of its own, so a reader whose links are left to the browser loses nothing.

use std::sync::atomic::{AtomicBool, Ordering};

static BROKEN: AtomicBool = AtomicBool::new(false);

/// Installs the hook.
pub(crate) fn install() {
    std::panic::set_hook(Box::new(|info| {
        BROKEN.store(true, Ordering::Relaxed);
        let place = info.location().map(ToString::to_string).unwrap_or_default();
        let message = info.payload_as_str().unwrap_or("no message");
        web_sys::console::error_1(
            &format!("Quire stopped at {place}: {message}. Links work as ordinary links.").into(),
        );
        let document = web_sys::window().and_then(|window| window.document());
        if let Some(root) = document.and_then(|document| document.get_element_by_id("quire")) {
            let _ = root.set_attribute("data-app", "broken");
            let _ = root.remove_attribute("data-loading");
        }
    }));
}

/// Whether the app has broken: its listeners then leave every event to the browser.
pub(crate) fn is_broken() -> bool {
    BROKEN.load(Ordering::Relaxed)
}
