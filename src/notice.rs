//! A message in the corner of the page when something did not come: what happened, and a way on.

use quire_bundle::{Site, Word};
use web_sys::{Document, Element, HtmlElement};

/// Shows that the page at `href` did not come, and why; the page that the reader is on stays.
pub(crate) fn failure(root: &HtmlElement, site: &Site, reason: &str, href: &str) {
    let message = site.words.fill(Word::CouldNotLoad, &[reason]);
    let Some((document, notice)) = show(root, site, &message) else { return };
    let Some(link) = element(&document, "a", site.word(Word::OpenDirectly)) else { return };
    let _ = link.set_attribute("href", href);
    // With a target the link is the browser's, not the app's.
    let _ = link.set_attribute("target", "_self");
    let _ = notice.insert_before(&link, notice.last_child().as_ref());
}

/// Says how many items of a feed could not be shown.
pub(crate) fn dropped(root: &HtmlElement, site: &Site, count: usize) {
    let _ = show(root, site, &site.words.fill(Word::DroppedItems, &[&count.to_string()]));
}

/// A box with a message and a button that takes it away.
fn show(root: &HtmlElement, site: &Site, message: &str) -> Option<(Document, Element)> {
    clear(root);
    let document = root.owner_document()?;
    let notice = element(&document, "div", "")?;
    notice.set_class_name("notice");
    let _ = notice.set_attribute("role", "alert");
    // It is in the document before its text is, or the alert is not heard.
    let _ = root.append_child(&notice);
    let text = element(&document, "p", message)?;
    let _ = notice.append_child(&text);
    let button = element(&document, "button", site.word(Word::Dismiss))?;
    let _ = button.set_attribute("type", "button");
    let _ = button.set_attribute("data-action", "dismiss");
    let _ = notice.append_child(&button);
    Some((document, notice))
}

/// Takes the message away.
pub(crate) fn clear(root: &HtmlElement) {
    if let Ok(Some(notice)) = root.query_selector(".notice") {
        notice.remove();
    }
}

fn element(document: &Document, tag: &str, text: &str) -> Option<Element> {
    let element = document.create_element(tag).ok()?;
    element.set_text_content(Some(text));
    Some(element)
}
