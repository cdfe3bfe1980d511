//! The engine at work in a page: it asks the index, brings the files that an answer needs, and finds the passages.
//!
//! The index is files that are brought as they are needed. A file that does not come, or comes damaged, is asked for once
//! more past every cache; then the site is asked whether it has been built anew; then the answer does without, and says so.

use std::cell::Cell;
use std::rc::Rc;

use js_sys::{JsString, Object, Promise, Reflect, RegExp};
use quire_bundle::{Filter, Library, Post, plain_text};
use quire_search::{Document, Draft, Facets, Found, Index, Marks, passage};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen_futures::JsFuture;

use crate::fetch::{Door, Turn, idle, promise, rest, send};
use crate::held::Held;
use crate::limits::{Most, most};
use crate::source::{Source, site};
use crate::view::results::{Answer, Excerpt};

/// Characters of an excerpt, about.
const EXCERPT: usize = 180;
/// Posts of a feed that are read for its index in one go.
const SLICE: usize = 24;
/// Milliseconds of rest after a key before files are asked for: half a word that is typed on is nobody's question.
pub(crate) const KEY: i32 = 100;

/// The search of one blog.
pub(crate) struct Finder {
    /// Absolute URL of the site's root.
    root: String,
    /// The first files of the index; none where the index is made here.
    roots: Held<Vec<String>>,
    source: Rc<Source>,
    index: Held<Index>,
    /// Whether there is something to ask.
    made: Cell<bool>,
    door: Door,
    /// Files on their way, with what is done when they are here.
    coming: Held<Vec<(String, Promise)>>,
    /// Why the last thing that did not come did not.
    trouble: Held<String>,
    renewed: Cell<bool>,
}

impl Finder {
    /// The search of the site at `root`; nothing is asked for yet.
    pub(crate) fn new(root: &str, roots: Vec<String>, source: Rc<Source>) -> Rc<Finder> {
        Rc::new(Finder {
            root: root.to_string(),
            index: Held::new(Index::new(&roots)),
            made: Cell::new(!roots.is_empty()),
            roots: Held::new(roots),
            source,
            door: Door::default(),
            coming: Held::default(),
            trouble: Held::default(),
            renewed: Cell::new(false),
        })
    }

    /// Brings what every question needs, as somebody is about to ask one.
    pub(crate) async fn prepare(self: &Rc<Self>) {
        self.make().await;
        let roots = self.index.borrow().missing_roots();
        self.bring(roots).await;
    }

    /// The answer, if everything that it needs is here.
    pub(crate) fn attempt(&self, filter: &Filter, limit: usize) -> Result<Answer, Vec<String>> {
        let index = self.index.borrow();
        if !self.made.get() {
            return Err(Vec::new());
        }
        let mut found = index.find_up_to(most(Most::Words), filter, &fold)?;
        let hits = index.hits(&found, 0, limit)?;
        let unshown = index.missing_hits(&found, 0, limit);
        found.missing.extend(unshown);
        let is_whole = found.missing.is_empty() && !index.is_empty();
        let trouble = if is_whole { String::new() } else { self.trouble.borrow().clone() };
        Ok(Answer { found, hits, trouble })
    }

    /// The answer, once everything that it needs is here; nothing when it is overtaken.
    pub(crate) async fn answer(
        self: &Rc<Self>,
        filter: &Filter,
        limit: usize,
        turn: &Turn,
        wait: i32,
    ) -> Option<Answer> {
        self.make().await;
        let mut answer = None;
        let mut ask = || {
            answer = Some(self.attempt(filter, limit)?);
            Ok(())
        };
        self.until(&mut ask, turn, wait).await?;
        answer
    }

    /// How the answer could be narrowed.
    pub(crate) async fn facets(
        self: &Rc<Self>,
        filter: &Filter,
        found: &Found,
        turn: &Turn,
    ) -> Option<Facets> {
        let mut facets = None;
        let mut ask = || {
            facets = Some(self.index.borrow().facets(found, filter)?);
            Ok(())
        };
        self.until(&mut ask, turn, 0).await?;
        let mut facets = facets?;
        for facet in &mut facets.languages {
            facet.label = language_name(&facet.slug, &self.source.site().language);
        }
        Some(facets)
    }

    /// Words that the last one of a text may be the beginning of.
    pub(crate) fn suggestions(&self, text: &str, limit: usize) -> Vec<String> {
        self.index.borrow().suggest(text, limit, &fold)
    }

    /// Brings, while nothing else is to be done, what the next questions are likely to need.
    pub(crate) async fn rummage(self: &Rc<Self>) {
        idle().await;
        let files = self.index.borrow().idle();
        self.bring(files).await;
    }

    /// The passage of a post in which the words stand densest; without words, what the post says of itself.
    async fn excerpt(&self, path: &str, marks: &Marks) -> Option<Excerpt> {
        let Post { html, card, origin, .. } = self.source.post(path).await?;
        let text = plain_text(&html);
        if text.is_empty() || marks.is_empty() {
            return Some(Excerpt { text: card.summary, origin, ..Excerpt::default() });
        }
        let passage = passage(&text, marks, EXCERPT, &fold);
        let at = passage.start + passage.marked.first().map_or(0, |mark| mark.start);
        Some(Excerpt { heading: heading(&html, at), text: passage.text, marked: passage.marked, origin })
    }

    /// Looks for the passages of posts side by side, and hands over each as it is found.
    pub(crate) fn excerpts(
        self: &Rc<Self>,
        answer: &Rc<Answer>,
        paths: Vec<String>,
        found: &Rc<dyn Fn(String, Excerpt)>,
    ) -> Vec<Promise> {
        let one = |path: String| {
            let (finder, answer, found) = (self.clone(), answer.clone(), found.clone());
            promise(Box::pin(async move {
                if let Some(excerpt) = finder.excerpt(&path, &answer.found.marks).await {
                    found(path, excerpt);
                }
                JsValue::UNDEFINED
            }))
        };
        paths.into_iter().map(one).collect()
    }

    /// Asks until there is an answer, and brings what it needs; nothing when it is overtaken.
    async fn until(
        self: &Rc<Self>,
        ask: &mut dyn FnMut() -> Result<(), Vec<String>>,
        turn: &Turn,
        wait: i32,
    ) -> Option<()> {
        let mut wait = wait;
        while let Err(files) = ask() {
            if wait > 0 {
                rest(wait).await;
                wait = 0;
            }
            if turn.is_over() {
                return None;
            }
            self.bring(files).await;
            if turn.is_over() {
                return None;
            }
        }
        Some(())
    }

    /// Brings files side by side. Those that are on their way already are waited for.
    async fn bring(self: &Rc<Self>, files: Vec<String>) {
        let mut awaited: Vec<Promise> = Vec::new();
        let mut new = Vec::new();
        for file in files {
            match self.coming.borrow().iter().find(|(name, _)| *name == file) {
                Some((_, promise)) => awaited.push(promise.clone()),
                None => new.push(file),
            }
        }
        if !new.is_empty() {
            let (finder, files) = (self.clone(), new.clone());
            let promise = promise(Box::pin(async move {
                finder.fetch(files).await;
                JsValue::UNDEFINED
            }));
            self.coming.borrow_mut().extend(new.into_iter().map(|file| (file, promise.clone())));
            awaited.push(promise);
        }
        all(awaited).await;
    }

    async fn fetch(&self, files: Vec<String>) {
        let mut left = files.clone();
        for cache in ["default", "reload"] {
            let ask = |file| (send(format!("{}{file}", self.root), cache), file);
            let asked: Vec<_> = left.drain(..).map(ask).collect();
            for (answer, file) in asked {
                let reason = match answer.bytes().await {
                    Ok(bytes) => match self.index.borrow_mut().take(&file, &bytes) {
                        Ok(()) => continue,
                        Err(error) => format!("{error} ({}{file})", self.root),
                    },
                    Err(failure) => failure.said(&self.source.site().words),
                };
                self.trouble.replace(reason);
                left.push(file);
            }
        }
        if !left.is_empty() && !self.renewed.replace(true) && self.renew().await {
            left.clear();
        }
        for file in &left {
            self.index.borrow_mut().give_up(file);
        }
        self.coming.borrow_mut().retain(|(file, _)| !files.contains(file));
    }

    /// Starts over with the index that the site has now, if that is another.
    async fn renew(&self) -> bool {
        let Ok(site) = site(&self.root).await else { return false };
        if site.index == *self.roots.borrow() {
            return false;
        }
        self.index.replace(Index::new(&site.index));
        self.roots.replace(site.index);
        true
    }

    /// Makes the index of a blog that brings none, a few posts at a time, so that the page stays at hand.
    async fn make(&self) {
        if self.made.get() {
            return;
        }
        let _key = self.door.enter().await;
        if self.made.get() {
            return;
        }
        match self.source.library().await {
            Ok(library) => drop(self.index.replace(self.made_of(library).await)),
            Err(reason) => drop(self.trouble.replace(reason.to_string())),
        }
        self.made.set(true);
    }

    async fn made_of(&self, library: &Library) -> Index {
        let mut draft = Draft::new();
        for (number, post) in library.posts().iter().enumerate() {
            if number % SLICE == SLICE - 1 {
                rest(0).await;
            }
            draft.add(&Document::new(post, plain_text(&post.html), &self.source.site().language), &fold);
        }
        draft.index()
    }
}

/// Waits for all of them.
pub(crate) async fn all(promises: Vec<Promise>) {
    for promise in promises {
        let _ = JsFuture::from(promise).await;
    }
}

/// The id of the last heading in front of a place in the plain text of some HTML, as the sanitiser of `press` writes it.
fn heading(html: &str, at: usize) -> String {
    let mut last = "";
    for (start, _) in html.match_indices('<') {
        let (before, tag) = html.split_at_checked(start).unwrap_or((html, ""));
        let tag = tag.split('>').next().unwrap_or("");
        if !(tag.starts_with("<h") && tag.as_bytes().get(2).is_some_and(u8::is_ascii_digit)) {
            continue;
        }
        if plain_text(before).len() > at {
            break;
        }
        let mut parts = tag.split('"');
        while let (Some(name), Some(value)) = (parts.next(), parts.next()) {
            if name.ends_with(" id=") {
                last = value;
            }
        }
    }
    last.to_string()
}

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = Intl)]
    type DisplayNames;
    #[wasm_bindgen(constructor, catch, js_namespace = Intl)]
    fn new(language: &str, settings: &Object) -> Result<DisplayNames, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn of(this: &DisplayNames, tag: &str) -> Result<JsValue, JsValue>;
}

/// What a language is called in another; its tag where the browser knows no name.
fn language_name(tag: &str, language: &str) -> String {
    let settings = Object::new();
    let _ = Reflect::set(&settings, &"type".into(), &"language".into());
    let name = DisplayNames::new(language, &settings).and_then(|names| names.of(tag));
    name.ok().and_then(|name| name.as_string()).unwrap_or_else(|| tag.to_string())
}

/// Lower case, marks removed, composed: by the browser's own tables. `press` folds the same way.
pub(crate) fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let lower = JsString::from(text).to_lower_case();
    let marks = RegExp::new("\\p{M}", "gu");
    let bare = lower.normalize("NFD").replace_by_pattern(&marks, "");
    bare.normalize("NFC").into()
}
