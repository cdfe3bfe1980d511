//! A message in the corner of the page when something did not come: what happened, and a way on.

use quire_bundle::{Site, Word};
use web_sys::{Document, Element, HtmlElement};

/// Shows that the page at `href` did not come, and why; the page that the reader is on stays.
pub(crate) fn show(root: &HtmlElement, site: &Site, reason: &str, href: &str) {
    clear(root);
    let Some(document) = root.owner_document() else { return };
    let Some(notice) = element(&document, "div", "notice") else { return };
    let _ = notice.set_attribute("role", "alert");
    // It is in the document before its text is, or the alert is not heard.
    let _ = root.append_child(&notice);
    let message = site.words.fill(Word::CouldNotLoad, &[reason]);
    for (tag, text) in
        [("p", message.as_str()), ("a", site.word(Word::OpenDirectly)), ("button", site.word(Word::Dismiss))]
    {
        let Some(part) = element(&document, tag, "") else { continue };
        part.set_text_content(Some(text));
        if tag == "a" {
            let _ = part.set_attribute("href", href);
            // With a target the link is the browser's, not the app's.
            let _ = part.set_attribute("target", "_self");
        } else if tag == "button" {
            let _ = part.set_attribute("type", "button");
            let _ = part.set_attribute("data-action", "dismiss");
        }
        let _ = notice.append_child(&part);
    }
}

/// Takes the message away.
pub(crate) fn clear(root: &HtmlElement) {
    if let Ok(Some(notice)) = root.query_selector(".notice") {
        notice.remove();
    }
}

fn element(document: &Document, tag: &str, class: &str) -> Option<Element> {
    let element = document.create_element(tag).ok()?;
    if !class.is_empty() {
        element.set_class_name(class);
    }
    Some(element)
}
