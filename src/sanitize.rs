//! Untrusted HTML to nodes: what stands between a bundle and the reader's document.
//!
//! The HTML is parsed inert, walked, and built anew from [`quire_bundle::allowed`], the table that `press` uses too;
//! nothing is ever serialised and parsed again, so a text cannot mean one thing here and another there.
//! The walk keeps its own stack, and has a bound on depth and on nodes; where it left something out it says so.

use js_sys::Array;
use quire_bundle::after_scheme;
use quire_bundle::allowed::{self, WordList};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::{Document, Element, HtmlTemplateElement, Node, Text, Url};

use crate::limits::{Most, most};

const HTML: &str = "http://www.w3.org/1999/xhtml";
const MATH: &str = "http://www.w3.org/1998/Math/MathML";

/// What elements of foreign bodies get that they do not bring: element, attribute, value.
const GIVEN: &[[&str; 3]] = &[
    ["img", "alt", ""],
    ["img", "decoding", "async"],
    ["img", "loading", "lazy"],
    ["img", "referrerpolicy", "no-referrer"],
    ["a", "referrerpolicy", "no-referrer"],
    ["audio", "controls", ""],
    ["video", "controls", ""],
];

#[wasm_bindgen]
extern "C" {
    /// What the parser has made. It is read by the getters of the browser's own prototypes, as a form hides its
    /// properties behind fields of their names.
    #[wasm_bindgen(js_name = Node)]
    type Parsed;
    #[wasm_bindgen(method, getter, final, js_class = "Node", js_name = firstChild)]
    fn first_child(this: &Parsed) -> Option<Parsed>;
    #[wasm_bindgen(method, getter, final, js_class = "Node", js_name = nextSibling)]
    fn next_sibling(this: &Parsed) -> Option<Parsed>;
    #[wasm_bindgen(method, getter, final, js_class = "Element", js_name = localName)]
    fn local_name(this: &Parsed) -> String;
    #[wasm_bindgen(method, getter, final, js_class = "Element", js_name = namespaceURI)]
    fn namespace(this: &Parsed) -> Option<String>;
    #[wasm_bindgen(method, final, js_class = "Element", js_name = getAttributeNames)]
    fn attribute_names(this: &Parsed) -> Array;
    #[wasm_bindgen(method, final, js_class = "Element", js_name = getAttribute)]
    fn attribute(this: &Parsed, name: &str) -> Option<String>;
}

/// A body to be filled in.
pub(crate) struct Body<'a> {
    /// As the bundle has it.
    pub(crate) html: &'a str,
    /// What its relative addresses resolve against, when it was written for another site.
    pub(crate) origin: Option<&'a str>,
    /// Whether it is shown on a page that is not its author's.
    pub(crate) is_foreign: bool,
    /// What is said at its end when not all of it could be shown.
    pub(crate) cut: &'a str,
}

/// Fills `element` with what is allowed of a body.
pub(crate) fn fill(element: &Element, body: &Body<'_>) {
    let _ = filled(element, body);
}

fn filled(element: &Element, body: &Body<'_>) -> Option<()> {
    let template = element.owner_document()?.create_element("template").ok()?;
    let template: HtmlTemplateElement = template.unchecked_into();
    template.set_inner_html(body.html);
    let content = template.content();
    let here = element.base_uri().ok()??;
    let base = Url::new_with_base(body.origin.unwrap_or_default(), &here).map_or(here, |url| url.href());
    // New nodes belong to the inert document until all is said of them: a picture is asked for once, and when it is near.
    let builder = Builder { document: content.owner_document()?, base, body };
    let (mut left, mut is_cut) = (most(Most::Nodes), false);
    // Each entry is the next node of the parsed tree at its depth, and where that goes.
    let mut stack: Vec<(Option<Parsed>, Node)> =
        vec![(content.unchecked_ref::<Parsed>().first_child(), element.clone().into())];
    while let Some((next, to)) = stack.last_mut() {
        let Some(child) = next.take() else {
            stack.pop();
            continue;
        };
        if left == 0 {
            is_cut = true;
            break;
        }
        left -= 1;
        *next = child.next_sibling();
        if child.is_instance_of::<Text>() {
            // A text holds nothing but itself.
            let _ = to.append_child(child.unchecked_ref());
            continue;
        }
        let to = match builder.built(&child) {
            Built::Element(new) => {
                let _ = to.append_child(&new);
                Node::from(new)
            }
            Built::Unwrapped => to.clone(),
            Built::Nothing => continue,
        };
        let inner = child.first_child();
        if stack.len() < most(Most::Depth) {
            stack.push((inner, to));
        } else {
            is_cut |= inner.is_some();
        }
    }
    if is_cut {
        let note = element.owner_document()?.create_element("p").ok()?;
        note.set_class_name("note");
        note.set_text_content(Some(body.cut));
        element.append_child(&note).ok()?;
    }
    Some(())
}

enum Built {
    Element(Element),
    /// The tags go, the content stays.
    Unwrapped,
    Nothing,
}

struct Builder<'a> {
    document: Document,
    /// What addresses resolve against.
    base: String,
    body: &'a Body<'a>,
}

impl Builder<'_> {
    fn built(&self, parsed: &Parsed) -> Built {
        if !parsed.is_instance_of::<Element>() {
            return Built::Nothing;
        }
        let (name, space) = (parsed.local_name(), parsed.namespace());
        let is_in = |wanted| space.as_deref() == Some(wanted);
        if name == "iframe" && is_in(HTML) {
            return self.framed(parsed).map_or(Built::Nothing, Built::Element);
        }
        if !(is_in(HTML) || is_in(MATH)) || allowed::dropped_with_content(&name) {
            return Built::Nothing;
        }
        let Some(entry) = allowed::element(&name) else { return Built::Unwrapped };
        // An element that looks like one of the other language is an attack, or an accident.
        if is_in(MATH) != allowed::is_math(&entry) {
            return Built::Nothing;
        }
        let Ok(element) = self.document.create_element_ns(space.as_deref(), &name) else {
            return Built::Nothing;
        };
        for name in parsed.attribute_names().iter().filter_map(|name| name.as_string()) {
            if allowed::attribute(&entry, &name)
                && let rule = allowed::rule(&entry, &name)
                && let Some(value) = parsed.attribute(&name)
                && let Some(value) = allowed::value(rule, &value, &|url, schemes| self.address(url, schemes))
            {
                let value = if rule == allowed::Rule::Places { self.places(&value) } else { value };
                let _ = element.set_attribute(&name, &value);
            }
        }
        self.complete(&element, entry.name);
        Built::Element(element)
    }

    /// What an element has whether its author thought of it or not.
    fn complete(&self, element: &Element, name: &str) {
        if name == "input" {
            let _ = element.set_attribute("disabled", "");
        }
        let get = |name: &str| element.get_attribute(name);
        if name == "a" && get("href").is_some_and(|address| allowed::is_external(&address)) {
            let _ = element.set_attribute("rel", &allowed::external(&get("rel").unwrap_or_default()));
        }
        for [of, attribute, value] in GIVEN {
            if self.body.is_foreign && *of == name && get(attribute).is_none() {
                let _ = element.set_attribute(attribute, value);
            }
        }
    }

    /// A frame would run another site within this one; a link says what it shows.
    fn framed(&self, frame: &Parsed) -> Option<Element> {
        let url = Url::new_with_base(&frame.attribute("src")?, &self.base).ok()?.href();
        let film = allowed::film(&url);
        let place = self.document.create_element("span").ok()?;
        let link = self.document.create_element("a").ok()?;
        if film.is_some() {
            place.set_class_name("film");
        }
        let url = self.address(&film.unwrap_or(url), allowed::MEDIA_SCHEMES)?;
        let _ = link.set_attribute("href", &url);
        let title = frame.attribute("title").filter(|title| !title.is_empty());
        let bare = url.split(['?', '#']).next().and_then(after_scheme)?;
        link.set_text_content(Some(title.as_deref().unwrap_or(bare)));
        self.complete(&link, "a");
        place.append_child(&link).ok()?;
        Some(place)
    }

    /// An address by one of some schemes: whole in a body from elsewhere, else as it stands, as a pressed page has it.
    fn address(&self, written: &str, schemes: WordList) -> Option<String> {
        if let Some(place) = written.strip_prefix('#').filter(|place| !place.starts_with('/')) {
            return Some("#".to_string() + &self.places(place));
        }
        let url = Url::new_with_base(written, &self.base).ok()?;
        let is_fine = schemes.has(url.protocol().trim_end_matches(':'));
        is_fine.then(|| if self.body.origin.is_some() { url.href() } else { written.to_string() })
    }

    /// The names of places, which in a foreign body are none of the page around it.
    fn places(&self, names: &str) -> String {
        if self.body.is_foreign { allowed::prefixed(names) } else { names.to_string() }
    }
}
