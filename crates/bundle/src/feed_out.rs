//! JSON Feed 1.1 out: the bundle, which any feed reader can subscribe to.

use serde_json::json;

use crate::item::{Edge, write_post};
use crate::library::Library;
use crate::post::Post;
use crate::read;

impl Library {
    /// Some of the posts, by their numbers, as a bundle with the newest first; `next` is the path of the file that holds
    /// older ones.
    ///
    /// URLs are absolute when the site's base is.
    pub fn to_feed(&self, numbers: std::ops::Range<usize>, next: Option<&str>) -> String {
        let site = self.site();
        let edge = Edge::absolute(&site.base);
        let posts = self.posts().get(numbers).unwrap_or(&[]).iter().rev();
        let (unlisted, items): (Vec<_>, Vec<_>) = posts.partition(|post| post.unlisted);
        let write =
            |posts: Vec<&Post>| -> Vec<_> { posts.into_iter().map(|post| write_post(post, &edge)).collect() };
        let mut own = site.own();
        // What is in no list is no news either: a feed reader passes over it, and the app finds it here.
        if !unlisted.is_empty() {
            own["unlisted"] = json!(write(unlisted));
        }
        let mut feed = read::build(vec![
            ("version", json!("https://jsonfeed.org/version/1.1")),
            ("title", json!(site.title)),
            ("home_page_url", json!(site.base)),
            ("feed_url", json!(edge.url("bundle.json"))),
            ("next_url", json!(next.map(|path| edge.url(path)))),
            ("description", json!(site.description)),
            ("language", json!(site.language)),
            ("_quire", own),
        ]);
        // `build` leaves empty lists out, and a feed needs its items.
        feed["items"] = json!(write(items));
        feed.to_string()
    }
}

#[cfg(test)]
mod tests {
    use crate::{Card, Date, Heading, Library, Picture, Post, Route, Site, Term, Translation};
    use proptest::prelude::*;

    fn term() -> impl Strategy<Value = Term> {
        ("[a-z]{1,6}", "[^\u{0}\\s]{1,9}").prop_map(|(slug, label)| Term { slug, label })
    }

    fn post() -> impl Strategy<Value = Post> {
        let card = (
            "[a-zé]{1,8}",
            "[^\u{0}\\s].{0,20}",
            ".{0,20}",
            1..9usize,
            prop::collection::vec(term(), 0..3),
            prop::collection::vec(term(), 0..2),
        );
        (card, prop::collection::vec(term(), 0..2), 2000..2030, "[a-z ]{1,9}").prop_map(
            |((path, title, summary, minutes, tags, authors), series, year, text)| Post {
                id: format!("https://a.example/{path}/"),
                card: Card {
                    path: format!("{path}/"),
                    title: title.trim().to_string(),
                    summary,
                    minutes,
                    tags,
                    authors,
                    date: Some(Date {
                        rfc3339: format!("{year}-01-02T03:04:05Z"),
                        text: format!("2 January {year}"),
                    }),
                    language: None,
                    pinned: minutes == 3,
                    ..Card::default()
                },
                html: format!("<p>{text} <a href=\"/{text}/\">x</a></p>"),
                headings: vec![Heading { level: 2, id: "x".into(), text }],
                words: 3,
                series,
                series_order: (year < 2010).then_some(i64::from(year)),
                unlisted: year == 2011,
                cover: (year == 2012).then(|| Picture {
                    url: "/a b.png".into(),
                    alt: "A".into(),
                    caption: "C".into(),
                    ..Picture::default()
                }),
                translations: vec![Translation {
                    language: "es".into(),
                    label: "Español".into(),
                    path: "es/x/".into(),
                }],
                related: vec!["é/".into(), "a.html".into()],
                canonical_url: (year == 2013).then(|| "https://b.example/x".into()),
                ..Post::default()
            },
        )
    }

    proptest! {
        #[test]
        fn a_library_survives_its_bundle(posts in prop::collection::btree_map("[a-z]{1,4}", post(), 0..6), at in 0..2usize) {
            let site = Site { title: "T".into(), base: ["/", "https://a.example/b/"][at].into(), ..Site::default() };
            let posts = posts.into_iter().map(|(path, mut post)| { post.card.path = Route::free_path(&path); post }).collect();
            let library = Library::new(site, posts);
            let (read, report) = Library::read(&library.to_feed(0..library.posts().len(), None)).unwrap();
            prop_assert!(report.dropped.is_empty());
            prop_assert_eq!(read, library);
        }
    }

    #[test]
    fn a_page_in_no_list_is_no_item_of_the_feed_and_still_in_the_bundle() {
        let card = |path: &str| Card { path: path.into(), title: "T".into(), ..Card::default() };
        let page = Post { card: card("about/"), unlisted: true, ..Post::default() };
        let library = Library::new(Site::default(), vec![Post { card: card("a/"), ..Post::default() }, page]);
        let text = library.to_feed(0..2, None);
        let feed: serde_json::Value = serde_json::from_str(&text).unwrap();
        assert_eq!(feed["items"].as_array().unwrap().len(), 1);
        let (read, _) = Library::read(&text).unwrap();
        assert_eq!(read.posts().iter().map(|post| post.unlisted).collect::<Vec<_>>(), [false, true]);
    }

    #[test]
    fn an_empty_bundle_is_still_a_feed() {
        let (read, _) =
            Library::read(&Library::new(Site::default(), Vec::new()).to_feed(0..0, None)).unwrap();
        assert!(read.posts().is_empty());
    }
}
