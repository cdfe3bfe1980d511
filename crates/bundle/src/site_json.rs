//! `site.json`, and the same facts at the top of a bundle, both ways.

use serde_json::{Map, Value, json};

use crate::feed_in::{FeedError, parse};
use crate::read;
use crate::site::{About, Chosen, FORMAT, HomeSection, Link, Site, Taxonomy};

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
            ("tagline", json!(self.tagline)),
            ("picture", json!(self.picture)),
            ("navigation", self.navigation.iter().map(|link| json!([link.title, link.url])).collect()),
            ("home", self.home.iter().map(write_section).collect()),
            ("about", self.about.iter().map(write_about).collect()),
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
            tagline: read::text(&mut own, "tagline").unwrap_or_default(),
            picture: read::text(&mut own, "picture").unwrap_or_default(),
            navigation: read::list(&mut own, "navigation").into_iter().filter_map(read_navigation).collect(),
            home: read::list(&mut own, "home").into_iter().filter_map(read_section).collect(),
            about: read::list(&mut own, "about").into_iter().filter_map(read_about).collect(),
            whole: read::text(&mut own, "whole"),
            index: read::texts(&mut own, "index"),
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

fn read_navigation(value: Value) -> Option<Link> {
    let [title, url, ..] = read::row(value)?;
    Some(Link { title, url })
}

/// A part of the home page as heading, count, source, and the slug of its term.
fn write_section(section: &HomeSection) -> Value {
    let (source, slug) = match &section.posts {
        Chosen::Latest => ("latest", ""),
        Chosen::Pinned => ("pinned", ""),
        Chosen::Term(taxonomy, slug) => (taxonomy.segment(), slug.as_str()),
    };
    json!([section.title, section.count.to_string(), source, slug])
}

fn read_section(value: Value) -> Option<HomeSection> {
    let [title, count, source, slug, _] = read::row(value)?;
    let posts = match source.as_str() {
        "latest" => Chosen::Latest,
        "pinned" => Chosen::Pinned,
        segment => Chosen::Term(Taxonomy::of_segment(segment)?, slug),
    };
    Some(HomeSection { title, posts, count: count.parse().ok()? })
}

fn write_about(about: &About) -> Value {
    json!([about.taxonomy.segment(), about.slug, about.description, about.url, about.picture])
}

fn read_about(value: Value) -> Option<About> {
    let [segment, slug, description, url, picture] = read::row(value)?;
    Some(About { taxonomy: Taxonomy::of_segment(&segment)?, slug, description, url, picture })
}

#[cfg(test)]
mod tests {
    use crate::{About, Chosen, FeedError, HomeSection, Link, Site, Taxonomy};

    #[test]
    fn the_facts_survive_their_file() {
        let mut site = Site {
            title: "Ink & paper".into(),
            language: "es".into(),
            base: "https://a.example/blog/".into(),
            taxonomies: vec![Taxonomy::Tag, Taxonomy::Author],
            whole: Some("bundle.json".into()),
            index: vec!["search/a.bin".into(), "search/b.bin".into()],
            build: "abc".into(),
            tagline: "Leaves".into(),
            picture: "/leaf.png".into(),
            navigation: vec![Link { title: "About".into(), url: "/about/".into() }],
            home: vec![
                HomeSection { title: "New".into(), posts: Chosen::Latest, count: 3 },
                HomeSection {
                    title: String::new(),
                    posts: Chosen::Term(Taxonomy::Tag, "ink".into()),
                    count: 2,
                },
            ],
            about: vec![About {
                taxonomy: Taxonomy::Author,
                slug: "ann".into(),
                description: "Writes.".into(),
                url: "https://ann.example/".into(),
                picture: String::new(),
            }],
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
