//! Where the route lives: the path of the address, or its hash; and what Back has to bring back.
//!
//! Each entry of the history carries a number, and by it the app remembers how far the reader had scrolled there and
//! which link led away.

use crate::held::Held;
use std::fmt::Write;

use quire_bundle::{Route, whole_number};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlAnchorElement, MouseEvent, ScrollRestoration, Storage, Window};

/// How routes are written into the address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mode {
    /// As its path, below the root: a pressed site.
    Path,
    /// Behind `#/`: the app alone beside a feed.
    Hash,
    /// Nowhere but here: a guest on somebody else's page, whose address and history stay as they are.
    Memory,
}

/// The address bar and the history behind it.
pub(crate) struct Location {
    window: Window,
    mode: Mode,
    /// Whether this is somebody else's page: links then lead to the blog's own, and are followed here.
    is_guest: bool,
    /// Absolute URL of the site's root.
    root: String,
    entries: Held<Entries>,
}

/// A place that a link or the history leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Target {
    /// What to show.
    pub(crate) route: Route,
    /// The id to scroll to, decoded; empty for the top.
    pub(crate) fragment: String,
}

/// What the reader had before them at an entry of the history.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Memory {
    /// Whole pixels scrolled.
    pub(crate) scroll: u32,
    /// The link that led away, as its `href` attribute; empty when none did.
    pub(crate) left_by: String,
}

#[derive(Default)]
struct Entries {
    current: u64,
    known: Vec<(u64, Memory)>,
}

impl Location {
    /// The place of a site with this root.
    pub(crate) fn new(window: Window, mode: Mode, is_guest: bool, root: String) -> Location {
        let location = Location { window, mode, is_guest, root, entries: Held::default() };
        let current = location.history_state().unwrap_or_else(|| location.number_entry());
        let mut entries = location.entries.borrow_mut();
        entries.current = current;
        entries.known = location.stored();
        drop(entries);
        location
    }

    /// What stands in front of the site's paths in links that the app draws; `None` is the way up from each page.
    pub(crate) fn base(&self) -> Option<String> {
        match self.mode {
            Mode::Path => None,
            _ if self.is_guest => Some(self.root.clone()),
            _ => Some("#/".to_string()),
        }
    }

    /// The absolute address of a route.
    pub(crate) fn href(&self, route: &Route) -> String {
        match self.mode {
            Mode::Path | Mode::Memory => route.href(&self.root),
            Mode::Hash => route.href("#/"),
        }
    }

    /// Where the address points now; nowhere for a guest.
    pub(crate) fn current(&self) -> Option<Target> {
        if self.mode == Mode::Memory {
            return None;
        }
        let href = self.window.location().href().ok()?;
        match (self.mode, href.split_once('#')) {
            (Mode::Hash, None | Some((_, ""))) => {
                Some(Target { route: Route::Home { page: 1 }, fragment: String::new() })
            }
            _ => self.target(&href),
        }
    }

    /// Where a click on this page leads, if the app should follow it: a plain click on a link to a page of this site.
    pub(crate) fn clicked(&self, event: &MouseEvent) -> Option<(Target, String)> {
        let modified = event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key();
        if event.default_prevented() || event.button() != 0 || modified {
            return None;
        }
        let element = event.target()?.dyn_into::<Element>().ok()?;
        let link = element.closest("a[href]").ok()??.dyn_into::<HtmlAnchorElement>().ok()?;
        if link.has_attribute("target") || link.has_attribute("download") {
            return None;
        }
        Some((self.target(&link.href())?, link.get_attribute("href")?))
    }

    /// The route of an absolute URL, unless it is another site's, or a file of this one that is no page.
    pub(crate) fn target(&self, href: &str) -> Option<Target> {
        let (address, fragment) = href.split_once('#').unwrap_or((href, ""));
        let (base, address, fragment) = match self.mode {
            Mode::Hash if self.is_here(address) && fragment.starts_with('/') => ("/", fragment, ""),
            Mode::Hash if !self.is_guest => return None,
            _ => (self.root.as_str(), address, fragment),
        };
        let route = Route::parse(base, address).filter(|_| Route::names_page(address))?;
        Some(Target { route, fragment: quire_bundle::decode(fragment) })
    }

    /// Whether an absolute URL without its fragment is the document that the reader is in.
    fn is_here(&self, address: &str) -> bool {
        let here = self.window.location().href().unwrap_or_default();
        here.split('#').next() == Some(address)
    }

    /// Goes to a new entry of the history; the one left remembers scroll and link.
    pub(crate) fn push(&self, target: &Target, left_by: String) {
        self.remember(left_by);
        let _ = self.history().and_then(|history| {
            history.set_scroll_restoration(ScrollRestoration::Manual)?;
            let number = js_sys::Date::now() as u64;
            self.entries.borrow_mut().current = number;
            let fragment =
                if target.fragment.is_empty() { String::new() } else { format!("#{}", target.fragment) };
            history.push_state_with_url(&state(number), "", Some(&(self.href(&target.route) + &fragment)))
        });
    }

    /// Writes a route over the current entry.
    pub(crate) fn replace(&self, route: &Route) {
        let number = state(self.entries.borrow().current);
        let _ = self
            .history()
            .and_then(|history| history.replace_state_with_url(&number, "", Some(&self.href(route))));
    }

    /// After the browser has moved through the history: what the reader had before them there.
    /// `None` when the entry is new: a fragment link, which the browser follows by itself.
    pub(crate) fn arrived(&self) -> Option<Memory> {
        self.remember(String::new());
        let number = self.history_state();
        let current = number.unwrap_or_else(|| self.number_entry());
        let mut entries = self.entries.borrow_mut();
        entries.current = current;
        number?;
        Some(
            entries
                .known
                .iter()
                .find(|(known, _)| *known == current)
                .map(|(_, memory)| memory.clone())
                .unwrap_or_default(),
        )
    }

    /// Keeps what is remembered for the next document of this tab, and gives scrolling back to the browser.
    pub(crate) fn leave(&self) {
        self.remember(String::new());
        let mut lines = String::new();
        for (number, memory) in &self.entries.borrow().known {
            let _ = writeln!(lines, "{number} {} {}", memory.scroll, memory.left_by);
        }
        let _ = self.history().and_then(|history| history.set_scroll_restoration(ScrollRestoration::Auto));
        if let Some(storage) = self.storage() {
            let _ = storage.set_item(&self.storage_key(), &lines);
        }
    }

    /// Notes scroll and link of the current entry. Of many entries only the latest hundred are kept.
    fn remember(&self, left_by: String) {
        let scroll = self.window.scroll_y().unwrap_or(0.0) as u32;
        let mut entries = self.entries.borrow_mut();
        let current = entries.current;
        let before = entries
            .known
            .iter()
            .position(|(number, _)| *number == current)
            .map(|at| entries.known.remove(at));
        let left_by = if left_by.is_empty() {
            before.map(|(_, memory)| memory.left_by).unwrap_or_default()
        } else {
            left_by
        };
        entries.known.push((current, Memory { scroll, left_by }));
        if entries.known.len() > 100 {
            entries.known.remove(0);
        }
    }

    fn stored(&self) -> Vec<(u64, Memory)> {
        let text = self
            .storage()
            .and_then(|storage| storage.get_item(&self.storage_key()).ok()?)
            .unwrap_or_default();
        let read = |line: &str| {
            let mut parts = line.splitn(3, ' ');
            let (number, scroll) = (whole_number(parts.next()?)?, whole_number(parts.next()?)?);
            Some((number, Memory { scroll, left_by: parts.next()?.to_string() }))
        };
        text.lines().filter_map(read).collect()
    }

    /// Where storage is forbidden the memory lasts as long as the document.
    fn storage(&self) -> Option<Storage> {
        if self.mode == Mode::Memory {
            return None;
        }
        self.window.session_storage().ok().flatten()
    }

    fn storage_key(&self) -> String {
        format!("quire:{}:history", self.root)
    }

    fn history(&self) -> Result<web_sys::History, JsValue> {
        if self.mode == Mode::Memory {
            return Err(JsValue::UNDEFINED);
        }
        self.window.history()
    }

    fn history_state(&self) -> Option<u64> {
        self.history().ok()?.state().ok()?.as_f64().map(|number| number as u64)
    }

    /// Gives the current entry a number of its own.
    fn number_entry(&self) -> u64 {
        let number = js_sys::Date::now() as u64;
        let _ = self.history().and_then(|history| history.replace_state(&state(number), ""));
        number
    }
}

/// A number as the history keeps it: milliseconds since 1970 are exact in a double.
fn state(number: u64) -> JsValue {
    JsValue::from_f64(number as f64)
}
