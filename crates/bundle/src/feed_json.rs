//! A feed for feed readers alone, as JSON Feed 1.1: some of the posts, and nothing of what only the app needs.
//!
//! The tool writes the same [`Feed`] as Atom and as RSS, so that all three say one thing; the app never calls this.

use serde_json::{Value, json};

use crate::item::{Edge, write_post};
use crate::post::Post;
use crate::read;
use crate::route::Route;
use crate::site::{Site, Taxonomy, Term};

/// Some posts of a blog, for feed readers. The blog's base is absolute.
#[derive(Clone, Debug)]
pub struct Feed<'a> {
    /// The blog.
    pub site: &'a Site,
    /// What the feed is called.
    pub title: String,
    /// One sentence about it; may be empty.
    pub description: String,
    /// The page whose posts these are.
    pub page: Route,
    /// The newest first.
    pub items: Vec<FeedItem<'a>>,
}

/// A post in a feed.
#[derive(Clone, Debug)]
pub struct FeedItem<'a> {
    /// The post.
    pub post: &'a Post,
    /// Its whole text as HTML with absolute URLs; `None` when its summary has to do.
    pub html: Option<String>,
}

impl Feed<'_> {
    /// The absolute URL of a path from the root.
    pub fn url(&self, path: &str) -> String {
        Edge::absolute(&self.site.base).url(path)
    }

    /// The absolute URL of the page about an author, if the blog names one.
    pub fn author_url(&self, author: &Term) -> Option<String> {
        let url = &self.site.about(Taxonomy::Author, &author.slug)?.url;
        match url.strip_prefix('/') {
            Some(path) => Some(self.site.base.clone() + path),
            None => Some(url.clone()).filter(|url| !url.is_empty()),
        }
    }

    /// The absolute URL of a post's cover in the largest of its widths, and its size in pixels.
    pub fn cover(&self, post: &Post) -> Option<(String, Option<(usize, usize)>)> {
        let cover = post.cover.as_ref()?;
        let resized = || {
            let (url, width) = cover.set.rsplit(", ").next()?.split_once(' ')?;
            let (width, (across, down)) = (width.strip_suffix('w')?.parse::<usize>().ok()?, cover.size?);
            Some((
                self.site.base.clone() + url.strip_prefix('/')?,
                Some((width, (down * width).checked_div(across)?)),
            ))
        };
        let whole = || match cover.url.strip_prefix('/').filter(|path| !path.starts_with('/')) {
            Some(path) => self.url(path),
            None => cover.url.clone(),
        };
        Some(resized().unwrap_or_else(|| (whole(), cover.size)))
    }

    /// The feed as JSON; `path` is that of its file from the root.
    pub fn to_json(&self, path: &str) -> String {
        let mut feed = read::build(vec![
            ("version", json!("https://jsonfeed.org/version/1.1")),
            ("title", json!(self.title)),
            ("home_page_url", json!(self.page.href(&self.site.base))),
            ("feed_url", json!(self.url(path))),
            ("description", json!(self.description)),
            ("language", json!(self.site.language)),
        ]);
        // `build` leaves empty lists out, and a feed needs its items.
        feed["items"] = self.items.iter().map(|item| self.item(item)).collect();
        feed.to_string()
    }

    fn item(&self, item: &FeedItem<'_>) -> Value {
        let post = item.post;
        let mut value = write_post(post, &Edge::absolute(&self.site.base));
        let Value::Object(fields) = &mut value else { return value };
        fields.remove("_quire");
        fields.remove("content_html");
        // One of the two has to be there.
        match item.html.as_ref().filter(|html| !html.is_empty()) {
            Some(html) => fields.insert("content_html".into(), json!(html)),
            None => fields.insert("content_text".into(), json!(item.text())),
        };
        if let Some((url, _)) = self.cover(post) {
            fields.insert("image".into(), json!(url));
        }
        let authors = post.card.authors.iter().map(|author| {
            let url = json!(self.author_url(author));
            read::build(vec![("name", json!(author.label)), ("url", url)])
        });
        let authors: Vec<Value> = authors.collect();
        if !authors.is_empty() {
            fields.insert("authors".into(), Value::Array(authors));
        }
        let tags: Vec<Value> = item.terms().map(|(_, term)| json!(term.label)).collect();
        if !tags.is_empty() {
            fields.insert("tags".into(), Value::Array(tags));
        }
        value
    }
}

impl<'a> FeedItem<'a> {
    /// Its tags and categories, each label once.
    pub fn terms(&self) -> impl Iterator<Item = (Taxonomy, &'a Term)> + use<'a> {
        let post = self.post;
        let tags = &post.card.tags;
        let other = move |term: &&Term| tags.iter().all(|tag| tag.label != term.label);
        let categories = post.categories.iter().filter(other).map(|term| (Taxonomy::Category, term));
        tags.iter().map(|term| (Taxonomy::Tag, term)).chain(categories)
    }

    /// Its summary, else its title: a text that is never empty.
    pub fn text(&self) -> &'a str {
        let card = &self.post.card;
        if card.summary.is_empty() { &card.title } else { &card.summary }
    }
}

#[cfg(test)]
mod tests {
    use super::{Feed, FeedItem};
    use crate::{Card, Library, Picture, Post, Route, Site, Term};

    #[test]
    fn a_cover_stands_in_the_feed_in_the_largest_of_its_widths() {
        let site = Site { base: "https://a.example/b/".into(), ..Site::default() };
        let feed = Feed {
            site: &site,
            title: String::new(),
            description: String::new(),
            page: Route::Home { page: 1 },
            items: Vec::new(),
        };
        let cover = |url: &str, set: &str| {
            let cover =
                Picture { url: url.into(), size: Some((3000, 2000)), set: set.into(), ..Picture::default() };
            feed.cover(&Post { cover: Some(cover), ..Post::default() }).unwrap()
        };
        let whole = Some((3000, 2000));
        assert_eq!(cover("/a é.jpg", ""), ("https://a.example/b/a%20%C3%A9.jpg".into(), whole));
        assert_eq!(cover("https://c.example/a.jpg", ""), ("https://c.example/a.jpg".into(), whole));
        let set = "/resized/x-640.jpg 640w, /resized/x-1200.jpg 1200w";
        assert_eq!(
            cover("/a.jpg", set),
            ("https://a.example/b/resized/x-1200.jpg".into(), Some((1200, 800)))
        );
        assert_eq!(feed.cover(&Post::default()), None);
    }

    #[test]
    fn a_feed_is_read_back_as_the_posts_that_it_was_made_of() {
        let term = |label: &str| Term { slug: label.to_lowercase(), label: label.into() };
        let site = Site { title: "T".into(), base: "https://a.example/b/".into(), ..Site::default() };
        let card = |path: &str, summary: &str| Card {
            path: path.into(),
            title: "A".into(),
            summary: summary.into(),
            tags: vec![term("Boats"), term("Tides")],
            authors: vec![term("Ada")],
            ..Card::default()
        };
        let whole = Post {
            id: "urn:x:1".into(),
            card: card("é/", ""),
            categories: vec![term("Boats"), term("Repairs")],
            ..Post::default()
        };
        let short = Post { id: "urn:x:2".into(), card: card("s/", "Only this."), ..Post::default() };
        let items = vec![
            FeedItem { post: &whole, html: Some("<p>x</p>".into()) },
            FeedItem { post: &short, html: None },
        ];
        let page = Route::Home { page: 1 };
        let feed = Feed { site: &site, title: "T & U".into(), description: String::new(), page, items }
            .to_json("f.json");
        let value: serde_json::Value = serde_json::from_str(&feed).unwrap();
        assert_eq!(value["feed_url"], "https://a.example/b/f.json");
        assert_eq!(value["items"][0]["url"], "https://a.example/b/%C3%A9/");
        assert_eq!(value["items"][0]["tags"], serde_json::json!(["Boats", "Tides", "Repairs"]));
        assert_eq!(value["items"][1].get("content_html"), None);
        let (read, report) = Library::read(&feed).unwrap();
        assert!(report.dropped.is_empty());
        let bodies: Vec<(&str, &str)> =
            read.posts().iter().map(|post| (post.id.as_str(), post.html.as_str())).collect();
        assert!(bodies.contains(&("urn:x:1", "<p>x</p>")), "{bodies:?}");
        assert!(bodies.contains(&("urn:x:2", "<p>Only this.</p>")), "{bodies:?}");
    }
}
