//! Search as one types: the part of the search page that lives.
//!
//! The form belongs to the page, drawn by `press` or by the app, and is never drawn again while a reader types in it;
//! only the results below it are reactive.

use std::sync::Arc;

use js_sys::{JsString, RegExp};
use leptos::prelude::*;
use leptos::tachys::view::any_view::AnyViewState;
use quire_bundle::{Filter, Site};
use quire_search::Index;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlInputElement};

use crate::view::results;

/// Results shown at once, and added by "more".
const STEP: usize = 10;

/// The live results of the search page that is on screen.
pub(crate) struct Search {
    field: HtmlInputElement,
    state: ArcRwSignal<State>,
    /// Takes the results off the page when it is dropped.
    _results: leptos::mount::UnmountHandle<AnyViewState>,
}

/// What the results are a function of.
#[derive(Clone)]
pub(crate) struct State {
    pub(crate) filter: Filter,
    pub(crate) index: Loaded,
    pub(crate) limit: usize,
}

/// The index, as far as it is here.
#[derive(Clone)]
pub(crate) enum Loaded {
    /// It is being fetched.
    Waiting,
    /// It did not come, and this is why.
    Failed(String),
    /// It is here.
    Here(Arc<Index>),
}

impl Search {
    /// Brings the search page inside `root` to life; `None` when there is none.
    pub(crate) fn attach(
        root: &HtmlElement,
        site: &Arc<Site>,
        filter: Filter,
        base: String,
    ) -> Option<Search> {
        let results = root.query_selector(".search .results").ok()??.dyn_into::<HtmlElement>().ok()?;
        let field = root.query_selector(".search input").ok()??.dyn_into::<HtmlInputElement>().ok()?;
        let state = State { filter, index: Loaded::Waiting, limit: STEP };
        let state = ArcRwSignal::new(state);
        let (site, shown) = (site.clone(), state.clone());
        let view = move || {
            let view = move || {
                let state = shown.clone();
                let more = Box::new(move || state.update(|state| state.limit += STEP));
                shown.with(|state| results::view(&site, &base, state, more))
            };
            view.into_any()
        };
        results.set_inner_html("");
        Some(Search { field, state, _results: mount_to(results, view) })
    }

    /// What is asked for now.
    pub(crate) fn filter(&self) -> Filter {
        self.state.with_untracked(|state| state.filter.clone())
    }

    /// What is in the field.
    pub(crate) fn typed(&self) -> String {
        self.field.value()
    }

    /// Asks for something else; the field follows unless it is where the words came from.
    pub(crate) fn ask(&self, filter: Filter) {
        if self.field.value() != filter.text {
            self.field.set_value(&filter.text);
        }
        self.state.update(|state| {
            state.filter = filter;
            state.limit = STEP;
        });
    }

    /// Takes the index in, or the reason why it did not come.
    pub(crate) fn load(&self, index: Result<Arc<Index>, String>) {
        self.state.update(|state| {
            state.index = match index {
                Ok(index) => Loaded::Here(index),
                Err(reason) => Loaded::Failed(reason),
            };
        });
    }

    /// Puts the cursor into the field.
    pub(crate) fn focus(&self) {
        let _ = self.field.focus();
    }
}

/// Lower case, marks removed, composed: by the browser's own tables. `press` folds the same way.
pub(crate) fn fold(text: &str) -> String {
    let lower = JsString::from(text).to_lower_case();
    let marks = RegExp::new("\\p{M}", "gu");
    let bare = lower.normalize("NFD").replace_by_pattern(&marks, "");
    bare.normalize("NFC").into()
}
