//! An HTML document as a browser reads it: which addresses it names, and which ids it has.

use std::collections::BTreeSet;

use scraper::{ElementRef, Html, Selector};
use serde_json::Value;

/// What a document names.
pub(crate) struct Document {
    /// In the order of the document.
    pub(crate) addresses: Vec<Address>,
    pub(crate) ids: BTreeSet<String>,
    /// Ids that stand more than once.
    pub(crate) repeated: Vec<String>,
    /// Ids that an attribute names and no element has.
    pub(crate) lost: Vec<String>,
}

/// An address as it is written.
#[derive(Debug)]
pub(crate) struct Address {
    pub(crate) text: String,
    pub(crate) kind: Kind,
}

/// What an address is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A reader follows it, to a place in a page.
    Link,
    /// It is loaded, or is told to others.
    File,
}

/// Attributes that are addresses.
const ATTRIBUTES: [&str; 11] = [
    "href",
    "src",
    "poster",
    "action",
    "formaction",
    "data",
    "cite",
    "background",
    "data-root",
    "data-script",
    "data-wasm",
];
/// Attributes that name ids, with spaces between them.
const NAMES: [&str; 7] =
    ["for", "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "headers", "list"];

impl Document {
    /// Reads a document, or a part of one.
    pub(crate) fn read(html: &str) -> Document {
        let tree = Html::parse_document(html);
        let all = Selector::parse("*").expect("a selector");
        let mut document =
            Document { addresses: Vec::new(), ids: BTreeSet::new(), repeated: Vec::new(), lost: Vec::new() };
        for element in tree.select(&all) {
            if let Some(id) = element.attr("id")
                && !document.ids.insert(id.to_owned())
            {
                document.repeated.push(id.to_owned());
            }
            document.take(element);
        }
        let named =
            tree.select(&all).flat_map(|element| NAMES.iter().filter_map(move |name| element.attr(name)));
        let lost = named.flat_map(str::split_whitespace).filter(|name| !document.ids.contains(*name));
        document.lost = lost.map(str::to_owned).collect();
        // An older way to name a place.
        let anchors = Selector::parse("a[name]").expect("a selector");
        document
            .ids
            .extend(tree.select(&anchors).filter_map(|anchor| anchor.attr("name")).map(str::to_owned));
        document
    }

    fn take(&mut self, element: ElementRef<'_>) {
        let tag = element.value().name();
        for name in ATTRIBUTES {
            let Some(text) = element.attr(name) else { continue };
            let kind = if name == "href" && ["a", "area"].contains(&tag) { Kind::Link } else { Kind::File };
            self.add(text, kind);
        }
        for name in ["srcset", "imagesrcset"] {
            element
                .attr(name)
                .map(candidates)
                .into_iter()
                .flatten()
                .for_each(|text| self.add(text, Kind::File));
        }
        let property = element.attr("property").or_else(|| element.attr("name")).unwrap_or_default();
        let content = element.attr("content").unwrap_or_default();
        match tag {
            "meta" if property == "og:url" || content.starts_with("http") => self.add(content, Kind::File),
            "meta" if element.attr("http-equiv").is_some_and(|name| name.eq_ignore_ascii_case("refresh")) => {
                let to = content.split_once("url=").map(|(_, to)| to).expect("where it leads");
                self.add(to, Kind::File);
            }
            "script" if element.attr("type") == Some("application/ld+json") => {
                let data: String = element.text().collect();
                self.add_data(&serde_json::from_str(&data).expect("linked data is JSON"));
            }
            _ => {}
        }
    }

    /// Linked data: every text that is a whole address.
    fn add_data(&mut self, data: &Value) {
        match data {
            // A search is one page, whatever is looked for.
            Value::String(text) if text.starts_with("http") => {
                self.add(text.split("{search").next().unwrap_or(text), Kind::File);
            }
            Value::Array(list) => list.iter().for_each(|one| self.add_data(one)),
            Value::Object(fields) => fields.values().for_each(|one| self.add_data(one)),
            _ => {}
        }
    }

    fn add(&mut self, text: &str, kind: Kind) {
        self.addresses.push(Address { text: text.trim().to_owned(), kind });
    }
}

/// The addresses of a `srcset`, each of which a width or a density may follow.
fn candidates(srcset: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = srcset.trim_start();
    while !rest.is_empty() {
        let (address, after) = rest.split_at(rest.find(char::is_whitespace).unwrap_or(rest.len()));
        found.push(address.trim_end_matches(','));
        let after =
            if address.ends_with(',') { after } else { after.split_once(',').map_or("", |(_, after)| after) };
        rest = after.trim_start();
    }
    found
}
