//! One untyped builder for everything that is not reactive.
//!
//! Leptos' `view!` gives every shape of element a type of its own, and each type its own code: written this way the same
//! views are a tenth smaller in WebAssembly.

use leptos::prelude::*;
use leptos::tachys::html::attribute::any_attribute::{AnyAttribute, IntoAnyAttribute};
use leptos::tachys::html::attribute::custom::custom_attribute;
use leptos::tachys::html::element::custom;

/// An element that is being put together.
pub struct Element {
    tag: &'static str,
    attributes: Vec<AnyAttribute>,
    children: Vec<AnyView>,
}

/// An element without attributes and children.
pub fn element(tag: &'static str) -> Element {
    Element { tag, attributes: Vec::new(), children: Vec::new() }
}

/// A link.
pub fn link(href: String) -> Element {
    element("a").attribute("href", href)
}

/// Text.
pub fn text(text: &str) -> AnyView {
    text.to_string().into_any()
}

impl Element {
    /// Sets an attribute; escaping is Leptos' work.
    #[must_use]
    pub fn attribute(mut self, name: &'static str, value: impl Into<String>) -> Element {
        self.attributes.push(custom_attribute(name, value.into()).into_any_attr());
        self
    }

    /// Sets the class.
    #[must_use]
    pub fn class(self, class: &'static str) -> Element {
        self.attribute("class", class)
    }

    /// Adds a child.
    #[must_use]
    pub fn child(mut self, child: Element) -> Element {
        self.children.push(child.view());
        self
    }

    /// Adds a child, if there is one.
    #[must_use]
    pub fn maybe(self, child: Option<Element>) -> Element {
        match child {
            Some(child) => self.child(child),
            None => self,
        }
    }

    /// Adds children.
    #[must_use]
    pub fn children(mut self, children: impl IntoIterator<Item = Element>) -> Element {
        self.children.extend(children.into_iter().map(Element::view));
        self
    }

    /// Adds text.
    #[must_use]
    pub fn text(mut self, content: &str) -> Element {
        self.children.push(text(content));
        self
    }

    /// Adds HTML of a bundle: as it stands in `press`, which has sanitised it; through the sanitiser in the browser.
    ///
    /// `origin` is what relative URLs of a foreign body resolve against.
    #[must_use]
    pub fn html(mut self, html: String, origin: Option<String>) -> Element {
        #[cfg(target_arch = "wasm32")]
        {
            use leptos::tachys::html::directive::directive;
            let fill = |element, (html, origin): (String, Option<String>)| {
                crate::sanitize::fill(&element, &html, origin.as_deref());
            };
            self.attributes.push(directive(fill, (html, origin)).into_any_attr());
        }
        #[cfg(not(target_arch = "wasm32"))]
        {
            let _ = origin;
            self.attributes.push(leptos::tachys::html::element::inner_html(html).into_any_attr());
        }
        self
    }

    /// Calls `act` on a click.
    #[cfg(target_arch = "wasm32")]
    #[must_use]
    pub(crate) fn on_click(mut self, act: impl Fn() + 'static) -> Element {
        use leptos::tachys::html::event::{click, on};
        self.attributes.push(on(click, move |_| act()).into_any_attr());
        self
    }

    /// The finished view.
    pub fn view(self) -> AnyView {
        custom(self.tag).child(self.children).add_any_attr(self.attributes).into_any()
    }
}
