//! Search as one types: the part of the search page that lives, and of a page that is missing.
//!
//! The form belongs to the page, drawn by `press` or by the app, and is never drawn again while a reader types in it;
//! only what stands below it is. The posts come first, then what narrows them, then the passages of those in view: what
//! comes later never moves what is there.

use std::rc::Rc;
use std::sync::Arc;

use js_sys::Reflect;
use quire_bundle::{Filter, Site};
use quire_search::Facets;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlInputElement};

use crate::fetch::{End, Turn, Turns, rest, spawn};
use crate::finder::{Finder, KEY};
use crate::held::Held;
use crate::notice;
use crate::page::search::STEP;
use crate::tell::tell;
use crate::view::element::{Drawn, element};
use crate::view::results::{Answer, Excerpt, Results, joined, said};

/// Results shown on a page that is missing.
const FEW: usize = 5;
/// Milliseconds of rest before what is not asked for in so many words: numbers, passages.
const REST: i32 = 150;
/// Words that a reader without results is offered.
const OFFERED: usize = 4;

/// What stands below the form before anybody has asked; `press` draws it.
const UNASKED: &str = ".unasked";

/// The parts below the form, in their order.
const STATUS: usize = 0;
const NARROW: usize = 1;
const HITS: usize = 2;

/// The live results of the page that is on screen.
pub(crate) struct Search {
    root: HtmlElement,
    field: HtmlInputElement,
    found: Element,
    site: Arc<Site>,
    base: String,
    finder: Rc<Finder>,
    /// Whether there are only posts below the form, as on a page that is missing.
    is_brief: bool,
    turns: Turns,
    scrolls: Turns,
    state: Held<State>,
    parts: Held<[Option<Drawn>; 3]>,
}

/// What is asked, and what is shown.
struct State {
    filter: Filter,
    limit: usize,
    turn: Turn,
    answer: Option<Rc<Answer>>,
    facets: Option<Facets>,
    /// Passages by the paths of their posts. Older ones stay until the new are there.
    excerpts: Vec<(String, Excerpt)>,
    /// The posts whose passages were looked for since the last answer.
    sought: Vec<String>,
}

/// What leads a reader from a result to the passage.
pub(crate) struct Trail {
    answer: Rc<Answer>,
    /// The words of the passage that are marked, as they stand in it.
    passage: Vec<String>,
}

impl Trail {
    /// From an answer, if it has the post at `path`.
    pub(crate) fn new(answer: &Rc<Answer>, path: &str) -> Option<Trail> {
        let has = answer.hits.iter().any(|hit| hit.url == path);
        has.then(|| Trail { answer: answer.clone(), passage: Vec::new() })
    }

    /// Has `boot.js` mark the words that were found, and show the passage.
    pub(crate) fn point_out(&self, root: &HtmlElement) {
        let marks = &self.answer.found.marks;
        let [words, starts, passage] =
            [marks.words(), marks.prefixes(), &self.passage].map(|words| joined(words, "\n"));
        tell(root, "quire-found", &[("words", &words), ("starts", &starts), ("passage", &passage)]);
    }
}

impl Search {
    /// Brings the form inside `root` to life; `None` when there is none with a place for results.
    pub(crate) fn attach(
        root: &HtmlElement,
        site: &Arc<Site>,
        finder: &Rc<Finder>,
        base: String,
    ) -> Option<Rc<Search>> {
        let results = root.query_selector("#content .results").ok()??.dyn_into::<HtmlElement>().ok()?;
        let field = root.query_selector("#content [name=q]").ok()??.dyn_into::<HtmlInputElement>().ok()?;
        let is_brief = root.query_selector(".missing").ok()?.is_some();
        // The newest posts, which a static page shows until there is more to show.
        if results.query_selector(UNASKED).ok()?.is_none() {
            results.set_inner_html("");
        }
        element("div").class("found").mount(&results);
        let found = results.last_element_child()?;
        let turns = Turns::default();
        let state = State {
            filter: Filter::default(),
            limit: if is_brief { FEW } else { STEP },
            turn: turns.next(),
            answer: None,
            facets: None,
            excerpts: Vec::new(),
            sought: Vec::new(),
        };
        let search = Search {
            root: root.clone(),
            field,
            found,
            site: site.clone(),
            base,
            finder: finder.clone(),
            is_brief,
            turns,
            scrolls: Turns::default(),
            state: Held::new(state),
            parts: Held::default(),
        };
        Some(Rc::new(search))
    }

    /// What the page shows that nobody has asked for, while it does.
    pub(crate) fn unasked(&self) -> Option<Element> {
        self.found.parent_element()?.query_selector(UNASKED).ok()?
    }

    /// What is asked for now.
    pub(crate) fn filter(&self) -> Filter {
        self.state.borrow().filter.clone()
    }

    /// What is in the field.
    pub(crate) fn text(&self) -> String {
        self.field.value()
    }

    /// Puts the cursor into the field.
    pub(crate) fn focus(&self) {
        let _ = self.field.focus();
    }

    /// How many posts are shown at most.
    pub(crate) fn limit(&self) -> usize {
        self.state.borrow().limit
    }

    /// Asks for something else; the field follows unless it is where the words came from.
    pub(crate) fn ask(self: &Rc<Self>, filter: Filter, limit: Option<usize>, is_typed: bool) {
        if self.field.value() != filter.text {
            self.field.set_value(&filter.text);
        }
        let mut state = self.state.borrow_mut();
        state.filter = filter;
        if !self.is_brief {
            state.limit = limit.unwrap_or(STEP);
        }
        drop(state);
        self.go(is_typed);
    }

    /// Shows more of the same.
    pub(crate) fn more(self: &Rc<Self>) {
        self.state.borrow_mut().limit += STEP;
        self.go(false);
    }

    /// Somebody has scrolled: passages of the posts that came into view are looked for.
    pub(crate) fn scrolled(self: &Rc<Self>) {
        let (search, turn) = (self.clone(), self.scrolls.next());
        spawn(Box::pin(async move {
            rest(REST).await;
            if !turn.is_over() {
                search.look();
            }
        }));
    }

    /// What leads from here to the passage in the post at `path`.
    pub(crate) fn trail(&self, path: &str) -> Option<Trail> {
        let state = self.state.borrow();
        let mut trail = Trail::new(state.answer.as_ref()?, path)?;
        if let Some((_, excerpt)) = state.excerpts.iter().find(|(post, _)| post == path) {
            let words = excerpt.marked.iter().filter_map(|mark| excerpt.text.get(mark.clone()));
            trail.passage = words.map(str::to_string).collect();
        }
        Some(trail)
    }

    /// Nobody looks at it any more.
    pub(crate) fn leave(&self) {
        self.turns.next();
        self.scrolls.next();
    }

    fn go(self: &Rc<Self>, is_typed: bool) {
        let turn = self.turns.next();
        self.state.borrow_mut().turn = turn.clone();
        // With everything at hand the answer is there before the reader's next blink, and before a page is scrolled.
        let at_once = {
            let state = self.state.borrow();
            self.finder.attempt(&state.filter, state.limit)
        };
        let mut watched = None;
        if let Ok(answer) = at_once {
            self.show(answer);
        } else {
            let _ = self.found.set_attribute("aria-busy", "true");
            self.draw(STATUS);
            watched = Some(notice::watch(&self.root, &self.found, &self.site, turn.clone(), String::new()));
        }
        let search = self.clone();
        spawn(Box::pin(async move {
            search.work(turn, watched, is_typed).await;
        }));
    }

    async fn work(self: Rc<Self>, turn: Turn, watched: Option<End>, is_typed: bool) -> Option<()> {
        let (filter, limit) = {
            let state = self.state.borrow();
            (state.filter.clone(), state.limit)
        };
        // What is watched is not here yet.
        if let Some(_watched) = watched {
            let wait = if is_typed { KEY } else { 0 };
            let answer = self.finder.answer(&filter, limit, &turn, wait).await?;
            self.show(answer);
        }
        if is_typed {
            rest(REST).await;
        }
        if turn.is_over() {
            return None;
        }
        if !self.is_brief {
            let answer = self.state.borrow().answer.clone()?;
            let facets = self.finder.facets(&filter, &answer.found, &turn).await?;
            self.state.borrow_mut().facets = Some(facets);
            self.draw(STATUS);
            self.draw(NARROW);
        }
        self.look();
        self.finder.rummage().await;
        Some(())
    }

    fn show(&self, answer: Answer) {
        let mut state = self.state.borrow_mut();
        state.answer = Some(Rc::new(answer));
        state.sought.clear();
        drop(state);
        let _ = self.found.set_attribute("aria-busy", "false");
        notice::in_time(&self.root);
        for part in [STATUS, NARROW, HITS] {
            // What narrows the answer is drawn when its numbers are there.
            if part != NARROW || self.parts.borrow()[NARROW].is_none() {
                self.draw(part);
            }
        }
        let state = self.state.borrow();
        let query = state.filter.text.clone();
        let total = state.answer.as_ref().map_or(0, |answer| answer.found.total).to_string();
        drop(state);
        tell(&self.found, "quire-search", &[("query", &query), ("total", &total)]);
    }

    /// Looks for the passages of the posts in view.
    fn look(self: &Rc<Self>) {
        let Some(answer) = self.state.borrow().answer.clone() else { return };
        let (Ok(cards), Some(window)) = (self.found.query_selector_all("article"), web_sys::window()) else {
            return;
        };
        let height = window.inner_height().ok().and_then(|height| height.as_f64()).unwrap_or(0.0);
        let mut state = self.state.borrow_mut();
        let mut paths = Vec::new();
        for (at, hit) in answer.hits.iter().enumerate() {
            let card = cards.get(at as u32).and_then(|card| card.dyn_into::<Element>().ok());
            let is_near = card.is_some_and(|card| card.get_bounding_client_rect().top() < height);
            if is_near && !state.sought.contains(&hit.url) {
                paths.push(hit.url.clone());
            }
        }
        state.sought.extend(paths.iter().cloned());
        let (search, turn) = (self.clone(), state.turn.clone());
        drop(state);
        let found = move |path: String, excerpt: Excerpt| {
            if !turn.is_over() {
                let mut state = search.state.borrow_mut();
                state.excerpts.retain(|(other, _)| *other != path);
                state.excerpts.push((path, excerpt));
                drop(state);
                search.draw(HITS);
            }
        };
        let found: Rc<dyn Fn(String, Excerpt)> = Rc::new(found);
        self.finder.excerpts(&answer, paths, &found);
    }

    fn draw(&self, part: usize) {
        let state = self.state.borrow();
        let results = Results { site: &self.site, base: &self.base, filter: &state.filter };
        let view = match (part, &state.answer) {
            (NARROW, _) if self.is_brief => element("div"),
            (NARROW, _) => results.narrow(state.facets.as_ref()),
            (HITS, Some(answer)) => results.hits(answer, &state.excerpts, !self.is_brief),
            (_, Some(answer)) if self.is_brief => results.perhaps(answer),
            (_, Some(answer)) => {
                let is_empty = answer.hits.is_empty();
                let suggestions =
                    if is_empty { self.finder.suggestions(&state.filter.text, OFFERED) } else { Vec::new() };
                results.head(answer, state.facets.as_ref(), &suggestions)
            }
            _ => said(results.site.word(quire_bundle::Word::Loading)),
        };
        let focused = self.focused_filter();
        match &mut self.parts.borrow_mut()[part] {
            Some(drawn) => drawn.update(view),
            none => *none = Some(view.mount(&self.found)),
        }
        // What is on the page gives way to an answer; while a filter in it has the focus, to one with filters.
        if part == HITS && focused.is_none() || part == NARROW && state.facets.is_some() {
            self.unasked().inspect(Element::remove);
        }
        // A chosen filter has moved, or was taken away: the reader stays with it, or goes where they read on.
        if let Some(name) = focused.filter(|name| self.focused_filter().as_ref() != Some(name)) {
            let next = self.found.query_selector(&named("data-filter", &name)).ok().flatten();
            let next = next.or_else(|| self.found.query_selector(".status").ok().flatten());
            if let Some(next) = next.and_then(|next| next.dyn_into::<HtmlElement>().ok()) {
                let _ = next.focus();
            }
        }
    }

    /// The name of the filter that has the focus.
    fn focused_filter(&self) -> Option<String> {
        focused(&self.found)?.get_attribute("data-filter")
    }
}

/// What has the focus, in the document or the shadow root that an element is in.
pub(crate) fn focused(within: &Element) -> Option<Element> {
    let focused = Reflect::get(&within.get_root_node(), &"activeElement".into()).ok()?;
    focused.dyn_into().ok()
}

/// The selector of an element with an attribute of this value.
pub(crate) fn named(attribute: &str, value: &str) -> String {
    let value = value.replace('\\', "\\\\").replace('"', "\\\"");
    format!("[{attribute}=\"{value}\"]")
}
