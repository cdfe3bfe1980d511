//! A page as the `index.json` beside its HTML, both ways.
//!
//! URLs in it are relative to the file, so that the folder can be served under any path.

use serde_json::{Value, json};

use crate::archive::{Month, YearCount};
use crate::date::Date;
use crate::feed_in::{FeedError, parse};
use crate::item::{Edge, read_post, read_term, write_card, write_post, write_term};
use crate::json::Json;
use crate::page::{Content, Counted, Episode, HomePart, Leaf, Page, PageLink, Pager, SeriesPlace};
use crate::post::Card;
use crate::read;
use crate::rebase::rebase;
use crate::route::Route;
use crate::site::{FORMAT, Taxonomy, Term};

/// Why a file is no page: the same causes as for a feed.
pub type PageError = FeedError;

impl Page {
    /// The text of the page's `index.json`.
    pub fn to_json(&self) -> String {
        let path = self.route.path();
        let edge = Edge::relative("/", &path);
        let mut fields = vec![("format", json!(FORMAT))];
        match &self.content {
            Content::Home(parts) => {
                let parts = parts.iter().map(|part| write_part(part, &edge)).collect();
                fields.extend([("kind", json!("home")), ("parts", parts)]);
            }
            Content::List { of, cards, years, pager } => {
                fields.extend([("kind", json!("list")), ("pager", write_pager(*pager))]);
                fields.push(("years", write_years(years)));
                fields.extend(write_cards(of.as_ref(), cards, &edge));
            }
            Content::Terms { taxonomy, terms } => {
                let terms: Vec<Value> =
                    terms.iter().map(|term| json!([term.term.slug, term.term.label, term.count])).collect();
                fields.extend([
                    ("kind", json!("terms")),
                    ("taxonomy", json!(taxonomy.segment())),
                    ("terms", json!(terms)),
                ]);
            }
            Content::Archive { year, years, months, pager } => {
                let months: Vec<Value> = months.iter().map(|month| write_month(month, &edge)).collect();
                fields.extend([
                    ("kind", json!("archive")),
                    ("year", json!(year)),
                    ("years", write_years(years)),
                    ("months", json!(months)),
                    ("pager", write_pager(*pager)),
                ]);
            }
            Content::Post(leaf) => {
                let series = leaf.series.as_ref().map_or(Value::Null, |place| write_place(place, &edge));
                let link = |link: &Option<PageLink>| {
                    link.as_ref().map_or(Value::Null, |link| write_link(link, &edge))
                };
                fields.extend([
                    ("kind", json!("post")),
                    ("item", write_post(&leaf.post, &edge)),
                    ("previous", link(&leaf.previous)),
                    ("next", link(&leaf.next)),
                    ("series", series),
                    ("related", leaf.related.iter().map(|link| write_link(link, &edge)).collect()),
                ]);
            }
            Content::Search => fields.push(("kind", json!("search"))),
            Content::Moved { path } => {
                fields.extend([("kind", json!("moved")), ("url", json!(edge.url(path)))]);
            }
            Content::Missing => fields.push(("kind", json!("missing"))),
        }
        read::build(fields).to_string()
    }

    /// Reads the `index.json` of the page at `route`.
    pub fn read(text: &str, route: Route) -> Result<Page, PageError> {
        let page = parse(text)?;
        let format = page.get("format").count().ok_or(FeedError::NotAFeed)? as u64;
        if format > FORMAT {
            return Err(FeedError::NewerFormat(format));
        }
        let path = route.path();
        match read_content(&page, &Edge::relative("/", &path)) {
            Some(content) => Ok(Page { route, content }),
            None => Err(FeedError::NotAFeed),
        }
    }
}

fn read_content(page: &Json, edge: &Edge<'_>) -> Option<Content> {
    let content = match page.get("kind").string().as_str() {
        "home" => Content::Home(page.get("parts").list(&|part| Some(read_part(part, edge)))),
        "list" => {
            let (of, cards) = read_cards(page, edge);
            let pager = read_pager(page);
            // Posts that cannot be read are no empty list.
            if cards.is_empty() && pager.total > 0 {
                return None;
            }
            Content::List { of, cards, years: read_years(page), pager }
        }
        "terms" => {
            Content::Terms { taxonomy: read_taxonomy(page)?, terms: page.get("terms").list(&read_counted) }
        }
        "archive" => Content::Archive {
            year: page.get("year").integer().map(|year| year as i32),
            years: read_years(page),
            months: page.get("months").list(&|month| Some(read_month(month, edge))),
            pager: read_pager(page),
        },
        "post" => Content::Post(Box::new(Leaf {
            post: read_post(page.get("item"), edge, true).ok()?,
            previous: read_link(page.get("previous"), edge),
            next: read_link(page.get("next"), edge),
            series: read_place(page.get("series"), edge),
            related: read_links(page.get("related"), edge),
        })),
        "search" => Content::Search,
        "moved" => Content::Moved { path: edge.path(&page.get("url").text()?)? },
        "missing" => Content::Missing,
        _ => return None,
    };
    Some(content)
}

fn write_part(part: &HomePart, edge: &Edge<'_>) -> Value {
    let mut fields = vec![
        ("title", json!(part.title)),
        ("number", json!(part.number)),
        ("total", json!(part.total)),
        ("html", json!(rebase(&part.html, "/", &edge.prefix))),
        ("newsletter", if part.newsletter { Value::Bool(true) } else { Value::Null }),
    ];
    fields.extend(write_cards(part.of.as_ref(), &part.cards, edge));
    read::build(fields)
}

fn read_part(part: &Json, edge: &Edge<'_>) -> HomePart {
    let (of, cards) = read_cards(part, edge);
    HomePart {
        title: part.get("title").string(),
        number: part.get("number").string(),
        of,
        cards,
        total: part.get("total").count().unwrap_or(0),
        html: rebase(&part.get("html").string(), &edge.prefix, "/"),
        newsletter: part.get("newsletter").is_true(),
    }
}

/// The cards of a list, and the term whose they are.
fn write_cards(of: Option<&(Taxonomy, Term)>, cards: &[Card], edge: &Edge<'_>) -> [(&'static str, Value); 3] {
    let (taxonomy, term) = of
        .map_or((Value::Null, Value::Null), |(taxonomy, term)| (json!(taxonomy.segment()), write_term(term)));
    let cards = cards.iter().map(|card| write_card(card, edge)).collect();
    [("taxonomy", taxonomy), ("term", term), ("cards", cards)]
}

fn read_cards(list: &Json, edge: &Edge<'_>) -> (Option<(Taxonomy, Term)>, Vec<Card>) {
    let of = read_taxonomy(list).zip(read_term(list.get("term")));
    (of, list.get("cards").list(&|card| Some(read_post(card, edge, true).ok()?.card)))
}

fn read_taxonomy(object: &Json) -> Option<Taxonomy> {
    Taxonomy::of_segment(&object.get("taxonomy").text()?)
}

fn write_pager(pager: Pager) -> Value {
    json!([pager.page, pager.pages, pager.total, pager.size])
}

fn read_pager(page: &Json) -> Pager {
    let number = |place: usize| page.get("pager").at(place).count().unwrap_or(1);
    Pager { page: number(0), pages: number(1), total: number(2), size: number(3) }
}

fn write_link(link: &PageLink, edge: &Edge<'_>) -> Value {
    let (machine, text) = link.date.as_ref().map_or(("", ""), |date| (&date.rfc3339, &date.text));
    json!([edge.url(&link.path), link.title, machine, text])
}

fn read_link(link: &Json, edge: &Edge<'_>) -> Option<PageLink> {
    let path = edge.path(&link.at(0).text()?)?;
    let date = Date::parse(&link.at(2).string());
    let date = date.map(|date| Date { text: link.at(3).string(), ..date });
    Some(PageLink { path, title: link.at(1).text()?, date })
}

fn read_links(links: &Json, edge: &Edge<'_>) -> Vec<PageLink> {
    links.list(&|link| read_link(link, edge))
}

fn write_month(month: &Month, edge: &Edge<'_>) -> Value {
    let rows: Vec<Value> = month.rows.iter().map(|row| write_link(row, edge)).collect();
    json!({"label": month.label, "rows": rows})
}

fn read_month(month: &Json, edge: &Edge<'_>) -> Month {
    Month { label: month.get("label").string(), rows: read_links(month.get("rows"), edge) }
}

fn read_counted(value: &Json) -> Option<Counted> {
    Some(Counted { term: read_named(value)?, count: value.at(2).count()? })
}

fn write_place(place: &SeriesPlace, edge: &Edge<'_>) -> Value {
    let one = |episode: &Episode| json!([episode.number, write_link(&episode.link, edge)]);
    let episodes: Vec<Value> = place.episodes.iter().map(one).collect();
    json!([place.term.slug, place.term.label, place.position, place.total, episodes])
}

fn read_place(value: &Json, edge: &Edge<'_>) -> Option<SeriesPlace> {
    let (position, total) = (value.at(2).count()?, value.at(3).count()?);
    let one =
        |value: &Json| Some(Episode { number: value.at(0).count()?, link: read_link(value.at(1), edge)? });
    Some(SeriesPlace { term: read_named(value)?, position, total, episodes: value.at(4).list(&one) })
}

/// A slug and a label.
fn read_named(value: &Json) -> Option<Term> {
    Some(Term { slug: value.at(0).text()?, label: value.at(1).text()? })
}

fn write_years(years: &[YearCount]) -> Value {
    years.iter().map(|year| json!([year.year, year.count])).collect()
}

fn read_years(page: &Json) -> Vec<YearCount> {
    page.get("years").list(&|value| {
        Some(YearCount { year: value.at(0).integer()? as i32, count: value.at(1).count().unwrap_or(0) })
    })
}

#[cfg(test)]
mod tests {
    use crate::{
        Card, Chosen, Date, FeedError, HomeSection, Library, Newsletter, Page, Part, Parts, Picture, Post,
        Route, Site, Taxonomy, Term, Translation,
    };

    fn picture(url: &str) -> Picture {
        Picture {
            url: url.into(),
            alt: "A".into(),
            caption: String::new(),
            size: Some((3, 2)),
            set: "/resized/a-2.png 2w, /2024/a.png 3w".into(),
            color: "#aabbcc".into(),
        }
    }

    fn library() -> Library {
        let post = |number: usize| {
            let term = |label: &str| Term { slug: label.to_lowercase(), label: label.to_string() };
            let (path, html) =
                (format!("2024/post-{number}/"), "<p><a href=\"/tags/odd/\">odd</a></p>".to_string());
            let date =
                Date { rfc3339: format!("2024-{:02}-01", number % 12 + 1), text: format!("1 of {number}") };
            let card = Card {
                path,
                title: format!("Post \"{number}\""),
                date: Some(date),
                summary: "<b>&".into(),
                minutes: 2,
                tags: vec![term("Odd"), term("Ünï")],
                authors: vec![term("Ann")],
                language: None,
                pinned: number == 7,
                lead: (number == 3).then(|| picture("/2024/b.png")),
                ..Card::default()
            };
            Post {
                card,
                html,
                words: 300,
                series: vec![term("Row")],
                related: vec!["2024/post-1/".into(), "gone/".into()],
                series_order: (number < 3).then_some(-1),
                unlisted: number == 5,
                cover: (number == 2).then(|| picture("/2024/a.png")),
                categories: vec![term("Note")],
                edit_url: Some("https://git.example/edit".into()),
                translations: vec![Translation {
                    language: "es".into(),
                    label: "Español".into(),
                    path: "es/x/".into(),
                }],
                id: number.to_string(),
                ..Post::default()
            }
        };
        let shows = Parts::of(&Part::NAMES.map(|(_, part)| part));
        Library::new(Site { page_size: 4, shows, ..Site::default() }, (0..23).map(post).collect())
    }

    #[test]
    fn every_page_survives_its_file() {
        let mut library = library();
        every_page_survives(&library);
        let section = |posts| HomeSection { title: "T".into(), number: "01".into(), posts, count: 2 };
        let term = Chosen::Term(Taxonomy::Tag, "odd".into());
        let text = Chosen::Text("<p><a href=\"/tags/odd/\">odd</a></p>".into());
        library.site_mut().home =
            [Chosen::Latest, Chosen::Pinned, term, text, Chosen::Newsletter].map(section).into();
        library.site_mut().newsletter = Some(Newsletter::default());
        every_page_survives(&library);
    }

    fn every_page_survives(library: &Library) {
        for route in library.routes() {
            let page = library.page(&route);
            assert_eq!(Page::read(&page.to_json(), route), Ok(page));
        }
    }

    #[test]
    fn urls_in_a_page_are_relative_to_it() {
        let page = library().page(&Route::parse("/", "/2024/post-3/").unwrap());
        let json = page.to_json();
        assert!(json.contains(r#""url":"../../2024/post-3/""#), "{json}");
        assert!(json.contains(r#"<a href=\"../../tags/odd/\">"#), "{json}");
    }

    #[test]
    fn what_is_no_page_is_told_apart() {
        let read = |text: &str| Page::read(text, Route::Home { page: 1 }).unwrap_err();
        assert_eq!(read("<html>"), FeedError::WebPage);
        assert_eq!(read("{\"format\": 1, \"kind\""), FeedError::CutShort);
        assert_eq!(read("{\"format\": 9}"), FeedError::NewerFormat(9));
        assert_eq!(read("{}"), FeedError::NotAFeed);
        assert_eq!(read("{\"format\": 1, \"kind\": \"song\"}"), FeedError::NotAFeed);
        let list = r#"{"format": 1, "kind": "list", "pager": [1, 1, 2, 10], "cards": "odd"}"#;
        assert_eq!(read(list), FeedError::NotAFeed, "two posts are there, and none is read");
    }
}
