//! Where a reader is after a page was swapped in: how far it is scrolled, and what has the focus.

use quire_bundle::allowed;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::{App, Arrival};
use crate::app::Frame;
use crate::search::named;

impl App {
    /// Scroll and focus, as they are after a link and after Back.
    pub(super) fn settle(&self, arrival: &Arrival) {
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
}

/// The selector of the place that a fragment names, which has another name in a foreign body.
pub(super) fn place(fragment: &str) -> String {
    let foreign = allowed::PREFIX.to_string() + fragment;
    format!(":is({},{})", named("id", &foreign), named("id", fragment))
}
