//! Searching from the page on screen: its form, and the palette.

use std::rc::Rc;

use quire_bundle::{Filter, Route, relative_root};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement};

use super::App;
use crate::fetch::spawn;
use crate::opened::Opened;
use crate::search::Search;

impl App {
    /// Brings the form on screen to life, if there is one with a place for results.
    pub(super) fn attach_search(self: &Rc<Self>, opened: &Rc<Opened>, route: Route) {
        let base = self.base();
        let Some(search) = Search::attach(&self.root, &opened.site, &opened.finder, base) else { return };
        // What was typed before the app came counts more than the address.
        let typed = search.text();
        let (mut filter, is_page) = match route {
            Route::Search(filter) => (filter, true),
            _ => (Filter::default(), false),
        };
        if !typed.is_empty() {
            filter.text = typed;
        }
        let left = self.left.borrow().as_ref().filter(|(left, _)| *left == filter).map(|(_, limit)| *limit);
        // What a static page shows is the answer to no question.
        let is_answered = if is_page {
            filter == Filter::default() && search.unasked().is_some()
        } else {
            filter.text.is_empty()
        };
        if !is_answered {
            search.ask(filter, left, false);
        }
        self.search.replace(Some(search));
    }

    /// What stands in front of the site's paths in links that are drawn into the page on screen.
    fn base(&self) -> String {
        self.location.base().unwrap_or_else(|| relative_root(&self.route.borrow().path()))
    }

    /// Whether the search page is alive and `route` is another search.
    pub(super) fn is_searching(&self, route: &Route) -> bool {
        let is_search = |route: &Route| matches!(route, Route::Search(_));
        self.search.borrow().is_some() && is_search(route) && is_search(&self.route.borrow())
    }

    pub(super) fn ask(&self, route: Route) {
        if let (Some(search), Route::Search(filter)) = (self.search.borrow().as_ref(), &route) {
            search.ask(filter.clone(), None, false);
        }
        self.route.replace(route);
    }

    /// Somebody is about to search: what every search needs is brought.
    pub(super) async fn prepare(&self) {
        if let Ok(opened) = self.blog.open().await {
            opened.finder.prepare().await;
        }
    }

    /// The reader has typed. In the page, results and address follow, without a new entry in the history.
    pub(super) fn typed(self: &Rc<Self>, field: HtmlInputElement) {
        let text = field.value();
        if matches!(field.closest("dialog"), Ok(Some(_))) {
            return self.offer(field);
        }
        let Some(search) = self.search.borrow().clone() else { return };
        let filter = search.filter();
        if filter.text == text {
            return;
        }
        let filter = Filter { text, ..filter };
        if matches!(*self.route.borrow(), Route::Search(_)) {
            let route = Route::Search(filter.clone());
            self.location.replace(&route);
            self.route.replace(route);
        }
        search.ask(filter, None, true);
    }

    /// Offers in the palette what its field asks for.
    fn offer(self: &Rc<Self>, field: HtmlInputElement) {
        let (app, turn) = (self.clone(), self.palette.turn());
        spawn(Box::pin(async move {
            match app.blog.open().await {
                Ok(opened) => {
                    let base = app.base();
                    app.palette.offer(&field, &opened.site, &opened.finder, &base, &turn).await;
                }
                Err(failure) => app.failed(&failure, &Route::Search(Filter::default())),
            }
        }));
    }
}

/// The element as a field that somebody searches with.
pub(super) fn field(element: Element) -> Option<HtmlInputElement> {
    element.dyn_into::<HtmlInputElement>().ok().filter(|field| field.name() == "q")
}
