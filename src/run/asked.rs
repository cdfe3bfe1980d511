//! What an element asks for: which blog it shows, how its addresses are kept, and how much of a page stands around it.

use quire_bundle::Route;
use web_sys::{HtmlElement, Url};

use super::App;
use crate::app::Frame;
use crate::fetch::Turns;
use crate::held::Held;
use crate::location::{Location, Mode};
use crate::opened::Blog;
use crate::palette::Palette;
use crate::{limits, panic};

impl App {
    /// The element says what it is: a pressed page names its root, the shell alone does not.
    pub(super) fn at(root: HtmlElement) -> Option<App> {
        let window = web_sys::window()?;
        let document = window.document()?;
        panic::guard(&root);
        let says = |name: &str| root.get_attribute(name);
        limits::read(&root);
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
        let limit = limits::number(&root, "data-limit");
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
}
