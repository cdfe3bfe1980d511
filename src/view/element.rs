//! One untyped builder for everything that is not reactive.
//!
//! Leptos' `view!` gives every shape of element a type of its own, and each type its own code: written this way the same
//! views are a tenth smaller in WebAssembly.

use leptos::prelude::*;
use leptos::tachys::html::attribute::any_attribute::{AnyAttribute, IntoAnyAttribute};
use leptos::tachys::html::attribute::custom::custom_attribute;
use leptos::tachys::html::element::custom;
#[cfg(target_arch = "wasm32")]
use leptos::tachys::view::any_view::AnyViewState;

/// An element that is being put together.
///
/// It is one pointer, and what is done to it are calls of functions that are compiled once: a call then takes a few bytes
/// in every view.
pub struct Element(Box<Parts>);

struct Parts {
    tag: &'static str,
    attributes: Vec<AnyAttribute>,
    children: Vec<AnyView>,
}

/// An element without attributes and children.
#[inline(never)]
pub fn element(tag: &'static str) -> Element {
    Element(Box::new(Parts { tag, attributes: Vec::new(), children: Vec::new() }))
}

/// A link.
pub fn link(href: impl AsRef<str>) -> Element {
    element("a").attribute("href", href)
}

/// A paragraph in whatever direction its text runs; nothing without a text.
#[inline(never)]
pub fn line(class: &'static str, text: &str) -> Option<Element> {
    (!text.is_empty()).then(|| element("p").class(class).attribute("dir", "auto").text(text))
}

/// Text.
#[inline(never)]
pub fn text(text: &str) -> AnyView {
    text.to_string().into_any()
}

impl Element {
    /// Sets an attribute; escaping is Leptos' work.
    #[must_use]
    pub fn attribute(self, name: &'static str, value: impl AsRef<str>) -> Element {
        self.set(name, value.as_ref())
    }

    #[inline(never)]
    fn set(mut self, name: &'static str, value: &str) -> Element {
        self.0.attributes.push(custom_attribute(name, value.to_string()).into_any_attr());
        self
    }

    /// Sets the class.
    #[must_use]
    pub fn class(self, class: &'static str) -> Element {
        self.set("class", class)
    }

    /// Adds a child.
    #[must_use]
    #[inline(never)]
    pub fn child(mut self, child: Element) -> Element {
        self.0.children.push(child.view());
        self
    }

    /// Adds a child, if there is one.
    #[must_use]
    #[inline(never)]
    pub fn maybe(self, child: Option<Element>) -> Element {
        match child {
            Some(child) => self.child(child),
            None => self,
        }
    }

    /// Adds children.
    #[must_use]
    pub fn children(self, children: impl IntoIterator<Item = Element>) -> Element {
        children.into_iter().fold(self, Element::child)
    }

    /// Adds text.
    #[must_use]
    #[inline(never)]
    pub fn text(mut self, content: &str) -> Element {
        self.0.children.push(text(content));
        self
    }

    /// Adds HTML that `press` has sanitised; in the browser `sanitize.rs` adds it to what is drawn.
    #[must_use]
    #[cfg(not(target_arch = "wasm32"))]
    pub fn html(mut self, html: String) -> Element {
        self.0.attributes.push(leptos::tachys::html::element::inner_html(html).into_any_attr());
        self
    }

    /// Sets an attribute, if something is so.
    #[must_use]
    pub(crate) fn when(self, is: bool, name: &'static str, value: &str) -> Element {
        if is { self.set(name, value) } else { self }
    }

    /// Puts it into the document, as the last child of `parent`.
    #[cfg(target_arch = "wasm32")]
    #[inline(never)]
    pub(crate) fn mount(self, parent: &web_sys::Element) -> Drawn {
        let mut state = self.view().build();
        state.mount(parent, None);
        Drawn(state)
    }

    /// The finished view.
    #[inline(never)]
    pub fn view(self) -> AnyView {
        let Parts { tag, attributes, children } = *self.0;
        // The browser's own name of an HTML element is in capitals, and by it Leptos knows an element again when a view
        // changes; otherwise every change would make all elements anew, and focus would be lost with them.
        #[cfg(target_arch = "wasm32")]
        let tag = tag.to_ascii_uppercase();
        custom(tag).child(children).add_any_attr(attributes).into_any()
    }
}

/// A view in the document, to be drawn anew in its place: what is the same stays, and the focus with it.
///
/// Nothing here is reactive, which takes half of what Leptos would bring.
#[cfg(target_arch = "wasm32")]
pub(crate) struct Drawn(AnyViewState);

#[cfg(target_arch = "wasm32")]
impl Drawn {
    /// Draws it anew.
    pub(crate) fn update(&mut self, element: Element) {
        element.view().rebuild(&mut self.0);
    }
}
