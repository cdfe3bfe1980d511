//! Untrusted HTML to nodes: what stands between a bundle and the reader's document.
//!
//! The HTML is parsed inert, walked, and built anew from [`quire_bundle::allowed`], the table that `press` uses too;
//! nothing is ever serialised and parsed again, so a text cannot mean one thing here and another there.
//! The walk keeps its own stack, and has a bound on depth and on nodes.

use quire_bundle::allowed;
use wasm_bindgen::JsCast;
use web_sys::{Document, Element, HtmlFormElement, HtmlTemplateElement, Node, Url};

/// Deeper than any text is nested by hand; browsers' parsers stop at 512.
const DEPTH: usize = 200;
/// A very long book.
const NODES: usize = 100_000;
const HTML: &str = "http://www.w3.org/1999/xhtml";
const MATH: &str = "http://www.w3.org/1998/Math/MathML";

/// Fills `element` with what is allowed of `html`; relative URLs resolve against `origin` when there is one.
pub(crate) fn fill(element: &Element, html: &str, origin: Option<&str>) {
    let Some(document) = element.owner_document() else { return };
    let Some(template) = document.create_element("template").ok() else { return };
    let Ok(template) = template.dyn_into::<HtmlTemplateElement>() else { return };
    template.set_inner_html(html);
    let mut left = NODES;
    // Each entry is a node of the parsed tree whose children are still to come, and where they go.
    let mut stack: Vec<(Node, Node)> = vec![(template.content().into(), element.clone().into())];
    while let Some((from, to)) = stack.last() {
        let to = to.clone();
        let Some(child) = from.first_child() else {
            stack.pop();
            continue;
        };
        let _ = from.remove_child(&child);
        if left == 0 {
            break;
        }
        left -= 1;
        match built(&document, &child, origin) {
            Built::Leaf(node) => drop(to.append_child(&node)),
            Built::Element(new) => {
                let _ = to.append_child(&new);
                if stack.len() < DEPTH {
                    stack.push((child, new.into()));
                }
            }
            Built::Unwrapped if stack.len() < DEPTH => stack.push((child, to)),
            Built::Unwrapped | Built::Nothing => {}
        }
    }
}

enum Built {
    Leaf(Node),
    Element(Element),
    /// The tags go, the content stays.
    Unwrapped,
    Nothing,
}

fn built(document: &Document, node: &Node, origin: Option<&str>) -> Built {
    if node.node_type() == Node::TEXT_NODE {
        let text = node.node_value().unwrap_or_default();
        return Built::Leaf(document.create_text_node(&text).into());
    }
    // A form can hide its own properties behind fields of their names, so it is not asked for any.
    if node.is_instance_of::<HtmlFormElement>() {
        return Built::Nothing;
    }
    let Some(parsed) = node.dyn_ref::<Element>() else { return Built::Nothing };
    let (name, space) = (parsed.local_name(), parsed.namespace_uri());
    let is_in = |wanted| space.as_deref() == Some(wanted);
    if !(is_in(HTML) || is_in(MATH)) || allowed::dropped_with_content(&name) {
        return Built::Nothing;
    }
    let Some(rule) = allowed::element(&name) else { return Built::Unwrapped };
    // An element that looks like one of the other language is an attack, or an accident.
    if is_in(MATH) != allowed::is_math(&rule) {
        return Built::Nothing;
    }
    let Ok(element) = document.create_element_ns(space.as_deref(), &name) else { return Built::Nothing };
    for attribute in parsed.get_attribute_names().iter().filter_map(|name| name.as_string()) {
        let value = parsed.get_attribute(&attribute).unwrap_or_default();
        if !allowed::attribute(&rule, &attribute) {
            continue;
        }
        if let Some(value) = allowed::value(&rule, &attribute, &value) {
            let value = if is_url(&attribute) { resolved(value, origin) } else { value };
            let _ = element.set_attribute(&attribute, &value);
        }
    }
    if rule.name == "input" {
        let _ = element.set_attribute("disabled", "");
    }
    Built::Element(element)
}

fn is_url(attribute: &str) -> bool {
    matches!(attribute, "href" | "src" | "poster" | "cite")
}

/// A foreign body's relative URL made absolute; all others as they stand.
fn resolved(value: String, origin: Option<&str>) -> String {
    match origin {
        Some(origin) if !value.starts_with('#') => {
            Url::new_with_base(&value, origin).map_or(value, |url| url.href())
        }
        _ => value,
    }
}
