//! The palette: search from wherever the reader is, as a field with options under it.
//!
//! `boot.js` opens it before the app is there, and moves through the options; what they are is said here.

use std::rc::Rc;
use std::sync::Arc;

use quire_bundle::{Filter, Site};
use web_sys::HtmlInputElement;

use crate::fetch::{Turn, Turns};
use crate::finder::{Finder, KEY};
use crate::held::Held;
use crate::search::Trail;
use crate::view::element::Drawn;
use crate::view::options;
use crate::view::results::{Answer, Results};

/// Posts and words that are offered at most.
const POSTS: usize = 8;
const WORDS: usize = 3;

/// What the palette offers.
#[derive(Default)]
pub(crate) struct Palette {
    turns: Turns,
    answer: Held<Option<Rc<Answer>>>,
    drawn: Held<Option<Drawn>>,
}

impl Palette {
    /// Something was typed.
    pub(crate) fn turn(&self) -> Turn {
        self.turns.next()
    }

    /// Looks for what the field holds, and offers it.
    pub(crate) async fn offer(
        &self,
        field: &HtmlInputElement,
        site: &Arc<Site>,
        finder: &Rc<Finder>,
        base: &str,
        turn: &Turn,
    ) -> Option<()> {
        let filter = Filter { text: field.value(), ..Filter::default() };
        let mut answer = None;
        if !filter.text.trim().is_empty() {
            answer = Some(Rc::new(finder.answer(&filter, POSTS, turn, KEY).await?));
        }
        let words = answer.as_ref().map(|_| finder.suggestions(&filter.text, WORDS)).unwrap_or_default();
        let results = Results { site, base, filter: &filter };
        let view = options::view(results, answer.as_deref(), &words);
        let _ = field.set_attribute("aria-expanded", if answer.is_some() { "true" } else { "false" });
        let _ = field.remove_attribute("aria-activedescendant");
        let dialog = field.closest("dialog").ok()??;
        match &mut *self.drawn.borrow_mut() {
            Some(drawn) => drawn.update(view),
            none => *none = Some(view.mount(&dialog)),
        }
        let is_asked = answer.is_some();
        self.answer.replace(answer);
        if is_asked {
            finder.rummage().await;
        }
        None
    }

    /// What leads from here to the words in the post at `path`.
    pub(crate) fn trail(&self, path: &str) -> Option<Trail> {
        Trail::new(self.answer.borrow().as_ref()?, path)
    }
}
