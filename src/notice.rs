//! A message in the corner of the page when something did not come: what happened, and a way on.
//!
//! What failed has a code, which the message carries, a script hears as an event, and the console says.

use std::sync::Arc;

use quire_bundle::{Site, Word};
use web_sys::{Document, Element, HtmlElement};

use crate::fetch::{End, Failure, Turn, Why, rest_until, spawn};
use crate::finder::all;
use crate::tell::tell;

/// Milliseconds after which a reader is told that what they wait for is still on its way.
const SLOW: i32 = 10_000;

/// Shows that the page at `href` did not come, and why; the page that the reader is on stays.
pub(crate) fn failure(root: &HtmlElement, site: &Site, failure: &Failure, href: &str) {
    let (code, said) = (failure.code(), failure.said(&site.words));
    failure.told();
    warn(code, &said);
    // A question is no complaint.
    let is_asked = matches!(failure.why, Why::TooLarge(_));
    let message = if is_asked { said } else { site.words.fill(Word::CouldNotLoad, &[&said]) };
    show(root, site, code, &message, href);
    tell(root, "quire-error", &[("code", code), ("message", &message), ("url", &failure.url)]);
}

/// Says so when the page at `href`, or an answer, takes its time; until it is there, `place` has a mark of it, and what
/// this gives is kept.
#[inline(never)]
pub(crate) fn watch(root: &HtmlElement, place: &Element, site: &Arc<Site>, turn: Turn, href: String) -> End {
    let (root, place, site) = (root.clone(), place.clone(), site.clone());
    let (rest, end) = rest_until(SLOW);
    spawn(Box::pin(async move {
        all(vec![rest]).await;
        if !turn.is_over() && matches!(place.closest("[data-loading], [aria-busy=true]"), Ok(Some(_))) {
            show(&root, &site, "slow", site.word(Word::StillLoading), &href);
        }
    }));
    end
}

/// Says that the app has broken.
pub(crate) fn broken(root: &HtmlElement) {
    let site = Site::default();
    show(root, &site, "broken", site.word(Word::Stopped), "");
    tell(root, "quire-error", &[("code", "broken")]);
}

/// Says how many items of a feed could not be shown.
pub(crate) fn dropped(root: &HtmlElement, site: &Site, count: usize) {
    show(root, site, "items", &site.words.numbers(Word::DroppedItems, [count, 0]), "");
}

/// Says it to the owner of the blog.
pub(crate) fn warn(code: &str, text: &str) {
    web_sys::console::warn_1(&["Quire (", code, "): ", text].concat().into());
}

/// Takes the message away.
pub(crate) fn clear(root: &HtmlElement) {
    remove(root, ".notice");
}

/// Takes away the message that something takes its time.
pub(crate) fn in_time(root: &HtmlElement) {
    remove(root, ".notice[data-code=slow]");
}

fn remove(root: &HtmlElement, selector: &str) {
    if let Ok(Some(notice)) = root.query_selector(selector) {
        notice.remove();
    }
}

/// A box with a message, what helps, and a button that takes it away.
#[inline(never)]
fn show(root: &HtmlElement, site: &Site, code: &str, message: &str, href: &str) -> Option<()> {
    clear(root);
    let document = root.owner_document()?;
    let notice = add(&document, root, "div", "")?;
    notice.set_class_name("notice");
    let _ = notice.set_attribute("data-code", code);
    let _ = notice.set_attribute("role", if code == "slow" { "status" } else { "alert" });
    // It is in the document before its text is, or the alert is not heard.
    add(&document, &notice, "p", message)?;
    let link = |word: Word, name: &str, value: &str| {
        let link = add(&document, &notice, "a", site.word(word))?;
        let _ = link.set_attribute("href", href);
        link.set_attribute(name, value).ok()
    };
    let button = |word: Word, action: &str| {
        let button = add(&document, &notice, "button", site.word(word))?;
        let _ = button.set_attribute("type", "button");
        button.set_attribute("data-action", action).ok()
    };
    let has_page = !href.is_empty() && !href.starts_with('#');
    if has_page {
        // With a target the link is the browser's, not the app's.
        link(Word::OpenDirectly, "target", "_self");
    }
    match code {
        "items" => None,
        "slow" | "newer" if has_page => None,
        "slow" | "newer" | "broken" => button(Word::Reload, "reload"),
        "too-large" => link(Word::LoadIt, "class", "again"),
        _ => link(Word::TryAgain, "class", "again"),
    };
    button(Word::Dismiss, "dismiss")
}

#[inline(never)]
fn add(document: &Document, parent: &Element, tag: &str, text: &str) -> Option<Element> {
    let element = document.create_element(tag).ok()?;
    let _ = parent.append_child(&element);
    element.set_text_content(Some(text));
    Some(element)
}
