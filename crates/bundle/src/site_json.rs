//! `site.json`, and the same facts at the top of a bundle, both ways.

use serde_json::{Map, Value, json};

use crate::feed_in::{FeedError, parse};
use crate::read;
use crate::site::{FORMAT, Site, Taxonomy};

impl Site {
    /// The text of `site.json`.
    pub fn to_json(&self) -> String {
        let title = [
            ("title", json!(self.title)),
            ("description", json!(self.description)),
            ("language", json!(self.language)),
        ];
        read::build(title.into_iter().chain([("_quire", self.own())]).collect()).to_string()
    }

    /// Reads `site.json`.
    pub fn read(text: &str) -> Result<Site, FeedError> {
        let mut object = read::as_object(parse(text)?);
        if !object.contains_key("_quire") {
            return Err(FeedError::NotAFeed);
        }
        Site::of(&mut object)
    }

    /// What only Quire knows.
    pub(crate) fn own(&self) -> Value {
        let words = self.words.own().map(|(name, text)| (name, json!(text))).collect();
        let taxonomies: Vec<&str> = self.taxonomies.iter().map(|taxonomy| taxonomy.segment()).collect();
        read::build(vec![
            ("format", json!(FORMAT)),
            ("base", json!(self.base)),
            ("page_size", json!(self.page_size)),
            ("words", read::build(words)),
            ("taxonomies", json!(taxonomies)),
            ("whole", json!(self.whole)),
            ("index", json!(self.index)),
            ("build", json!(self.build)),
        ])
    }

    /// Takes the facts from the top of a bundle or of `site.json`.
    pub(crate) fn of(object: &mut Map<String, Value>) -> Result<Site, FeedError> {
        let mut own = read::object(object, "_quire");
        let format = own.get("format").and_then(Value::as_u64).unwrap_or(FORMAT);
        if format > FORMAT {
            return Err(FeedError::NewerFormat(format));
        }
        let site = Site::default();
        let taxonomies = read::texts(&mut own, "taxonomies");
        let mut site = Site {
            title: read::text(object, "title").unwrap_or_default(),
            description: read::text(object, "description").unwrap_or_default(),
            language: read::text(object, "language").filter(|tag| !tag.is_empty()).unwrap_or(site.language),
            base: read::text(&mut own, "base").unwrap_or(site.base),
            page_size: read::number(&mut own, "page_size").filter(|&size| size > 0).unwrap_or(site.page_size),
            taxonomies: taxonomies.iter().filter_map(|segment| Taxonomy::of_segment(segment)).collect(),
            whole: read::text(&mut own, "whole"),
            index: read::text(&mut own, "index"),
            build: read::text(&mut own, "build").unwrap_or_default(),
            words: site.words,
        };
        for (name, text) in read::object(&mut own, "words") {
            if let Some(text) = read::as_text(text) {
                site.words.set(&name, &text);
            }
        }
        Ok(site)
    }
}

#[cfg(test)]
mod tests {
    use crate::{FeedError, Site, Taxonomy};

    #[test]
    fn the_facts_survive_their_file() {
        let mut site = Site {
            title: "Ink & paper".into(),
            language: "es".into(),
            base: "https://a.example/blog/".into(),
            taxonomies: vec![Taxonomy::Tag, Taxonomy::Author],
            whole: Some("bundle.json".into()),
            build: "abc".into(),
            ..Site::default()
        };
        site.words.set("search", "Buscar");
        assert_eq!(Site::read(&site.to_json()).unwrap(), site);
    }

    #[test]
    fn a_newer_format_is_refused_by_name() {
        assert_eq!(Site::read(r#"{"_quire": {"format": 99}}"#), Err(FeedError::NewerFormat(99)));
        assert_eq!(Site::read(r#"{"title": "x"}"#), Err(FeedError::NotAFeed));
    }
}
