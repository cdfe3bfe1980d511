//! `site.json`, and the same facts at the top of a bundle, both ways.

use serde_json::{Value, json};

use crate::feed_in::{FeedError, parse};
use crate::json::Json;
use crate::number::whole_number;
use crate::read;
use crate::site::{About, Chosen, FORMAT, HomeSection, Link, Masthead, Newsletter, Parts, Site, Taxonomy};

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
        let facts = parse(text)?;
        if !facts.has("_quire") {
            return Err(FeedError::NotAFeed);
        }
        Site::of(&facts)
    }

    /// What only Quire knows.
    pub(crate) fn own(&self) -> Value {
        let words = self.words.numbered().map(|(number, text)| json!([number, text])).collect();
        let taxonomies: Vec<&str> = self.taxonomies.iter().map(|taxonomy| taxonomy.segment()).collect();
        read::build(vec![
            ("format", json!(FORMAT)),
            ("base", json!(self.base)),
            ("page_size", json!(self.page_size)),
            ("words", Value::Array(words)),
            ("taxonomies", json!(taxonomies)),
            ("tagline", json!(self.tagline)),
            ("picture", json!(self.picture)),
            ("navigation", self.navigation.iter().map(|link| json!([link.title, link.url])).collect()),
            ("home", self.home.iter().map(write_section).collect()),
            ("masthead", self.masthead.as_ref().map_or(Value::Null, write_masthead)),
            ("colophon", json!(self.colophon)),
            ("newsletter", self.newsletter.as_ref().map_or(Value::Null, write_newsletter)),
            ("shows", json!(self.shows.0)),
            ("about", self.about.iter().map(write_about).collect()),
            ("whole", json!(self.whole)),
            ("index", json!(self.index)),
            ("build", json!(self.build)),
        ])
    }

    /// Takes the facts from the top of a bundle or of `site.json`.
    pub(crate) fn of(facts: &Json) -> Result<Site, FeedError> {
        let own = facts.get("_quire");
        let format = own.get("format").count().map_or(FORMAT, |format| format as u64);
        if format > FORMAT {
            return Err(FeedError::NewerFormat(format));
        }
        let mut site = Site {
            title: facts.get("title").string(),
            description: facts.get("description").string(),
            taxonomies: own.get("taxonomies").list(&|segment| Taxonomy::of_segment(&segment.text()?)),
            tagline: own.get("tagline").string(),
            picture: own.get("picture").string(),
            navigation: own.get("navigation").list(&read_navigation),
            home: own.get("home").list(&read_section),
            masthead: read_masthead(own.get("masthead")),
            colophon: own.get("colophon").string(),
            newsletter: read_newsletter(own.get("newsletter")),
            about: own.get("about").list(&read_about),
            whole: own.get("whole").text(),
            index: own.get("index").texts(),
            build: own.get("build").string(),
            ..Site::default()
        };
        if let Some(shows) = own.get("shows").count() {
            site.shows = Parts(shows);
        }
        if let Some(language) = facts.get("language").text().filter(|tag| !tag.is_empty()) {
            site.language = language;
        }
        if let Some(base) = own.get("base").text() {
            site.base = base;
        }
        if let Some(size) = own.get("page_size").count().filter(|&size| size > 0) {
            site.page_size = size;
        }
        for word in own.get("words").values() {
            if let (Some(number), Some(text)) = (word.at(0).count(), word.at(1).text()) {
                site.words.put(number, text);
            }
        }
        Ok(site)
    }
}

fn read_navigation(value: &Json) -> Option<Link> {
    let value = value.row()?;
    Some(Link { title: value.at(0).string(), url: value.at(1).string() })
}

/// A part of the home page as heading, count, source, the slug of its term or its text, and number.
fn write_section(section: &HomeSection) -> Value {
    let (source, slug) = match &section.posts {
        Chosen::Latest => ("latest", ""),
        Chosen::Pinned => ("pinned", ""),
        Chosen::Term(taxonomy, slug) => (taxonomy.segment(), slug.as_str()),
        Chosen::Text(html) => ("text", html.as_str()),
        Chosen::Newsletter => ("newsletter", ""),
    };
    json!([section.title, section.count.to_string(), source, slug, section.number])
}

fn read_section(value: &Json) -> Option<HomeSection> {
    let posts = match value.at(2).string().as_str() {
        "latest" => Chosen::Latest,
        "pinned" => Chosen::Pinned,
        "text" => Chosen::Text(value.at(3).string()),
        "newsletter" => Chosen::Newsletter,
        segment => Chosen::Term(Taxonomy::of_segment(segment)?, value.at(3).string()),
    };
    let count = whole_number(&value.at(1).string())?;
    Some(HomeSection { title: value.at(0).string(), posts, count, number: value.at(4).string() })
}

fn write_masthead(masthead: &Masthead) -> Value {
    json!([masthead.line, masthead.month, masthead.number])
}

fn read_masthead(value: &Json) -> Option<Masthead> {
    let value = value.row()?;
    let text = |place: usize| value.at(place).string();
    Some(Masthead { line: text(0), month: text(1), number: text(2) })
}

fn write_newsletter(letter: &Newsletter) -> Value {
    json!([letter.action, letter.field, letter.title, letter.text, letter.note, letter.after_posts])
}

fn read_newsletter(value: &Json) -> Option<Newsletter> {
    let value = value.row()?;
    let text = |place: usize| value.at(place).string();
    Some(Newsletter {
        action: text(0),
        field: text(1),
        title: text(2),
        text: text(3),
        note: text(4),
        after_posts: value.at(5).is_true(),
    })
}

fn write_about(about: &About) -> Value {
    json!([about.taxonomy.segment(), about.slug, about.description, about.url, about.picture])
}

fn read_about(value: &Json) -> Option<About> {
    Some(About {
        taxonomy: Taxonomy::of_segment(&value.at(0).text()?)?,
        slug: value.at(1).string(),
        description: value.at(2).string(),
        url: value.at(3).string(),
        picture: value.at(4).string(),
    })
}

#[cfg(test)]
mod tests {
    use crate::{
        About, Chosen, FeedError, HomeSection, Link, Masthead, Newsletter, Part, Parts, Site, Taxonomy,
    };

    #[test]
    fn the_facts_survive_their_file() {
        let section = |title: &str, number: &str, posts| HomeSection {
            title: title.into(),
            number: number.into(),
            posts,
            count: 3,
        };
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
                section("New", "01", Chosen::Latest),
                section("", "", Chosen::Term(Taxonomy::Tag, "ink".into())),
                section("Hello", "", Chosen::Text("<p>a</p>".into())),
                section("", "03", Chosen::Newsletter),
            ],
            masthead: Some(Masthead {
                line: "Vol. II".into(),
                month: "May 2026".into(),
                number: String::new(),
            }),
            colophon: "Set by hand".into(),
            newsletter: Some(Newsletter {
                action: "https://mail.example/join".into(),
                field: "email".into(),
                after_posts: true,
                ..Newsletter::default()
            }),
            shows: Parts::of(&[Part::Years]),
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
    fn a_site_that_shows_nothing_is_not_one_that_says_nothing() {
        let bare = Site { shows: Parts::default(), ..Site::default() };
        assert_eq!(Site::read(&bare.to_json()).unwrap().shows, Parts::default());
        assert_eq!(Site::read(r#"{"_quire": {}}"#).unwrap().shows, Parts::of(&Part::USUAL));
    }

    #[test]
    fn a_newer_format_is_refused_by_name() {
        assert_eq!(Site::read(r#"{"_quire": {"format": 99}}"#), Err(FeedError::NewerFormat(99)));
        assert_eq!(Site::read(r#"{"title": "x"}"#), Err(FeedError::NotAFeed));
    }
}
