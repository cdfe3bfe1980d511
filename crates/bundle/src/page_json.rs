//! A page as the `index.json` beside its HTML, both ways.
//!
//! URLs in it are relative to the file, so that the folder can be served under any path.

use serde_json::{Map, Value, json};

use crate::archive::{Month, YearCount};
use crate::date::Date;
use crate::feed_in::{FeedError, parse};
use crate::item::{Edge, read_post, read_term, write_card, write_post, write_term};
use crate::page::{Content, Counted, HomeList, Leaf, Page, PageLink, Pager, SeriesPlace};
use crate::post::Card;
use crate::read;
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
            Content::Home(lists) => {
                let lists = lists.iter().map(|list| write_home_list(list, &edge)).collect();
                fields.extend([("kind", json!("home")), ("lists", lists)]);
            }
            Content::List { of, cards, pager } => {
                fields.extend([("kind", json!("list")), ("pager", write_pager(*pager))]);
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
                let years: Vec<Value> = years.iter().map(|year| json!([year.year, year.count])).collect();
                let months: Vec<Value> = months.iter().map(|month| write_month(month, &edge)).collect();
                fields.extend([
                    ("kind", json!("archive")),
                    ("year", json!(year)),
                    ("years", json!(years)),
                    ("months", json!(months)),
                    ("pager", write_pager(*pager)),
                ]);
            }
            Content::Post(leaf) => {
                let series = leaf.series.as_ref().map_or(Value::Null, |place| {
                    json!([place.term.slug, place.term.label, place.position, place.total])
                });
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
        let mut page = read::as_object(parse(text)?);
        let format = page.get("format").and_then(Value::as_u64).ok_or(FeedError::NotAFeed)?;
        if format > FORMAT {
            return Err(FeedError::NewerFormat(format));
        }
        let path = route.path();
        let edge = Edge::relative("/", &path);
        let kind = read::text(&mut page, "kind").unwrap_or_default();
        let taxonomy = read_taxonomy(&mut page);
        let pager = read_pager(&read::list(&mut page, "pager"));
        let content = match kind.as_str() {
            "home" => Content::Home(
                read::list(&mut page, "lists").into_iter().map(|list| read_home_list(list, &edge)).collect(),
            ),
            "list" => {
                let (of, cards) = read_cards(taxonomy, &mut page, &edge);
                Content::List { of, cards, pager }
            }
            "terms" => Content::Terms {
                taxonomy: taxonomy.ok_or(FeedError::NotAFeed)?,
                terms: read::list(&mut page, "terms").into_iter().filter_map(read_counted).collect(),
            },
            "archive" => Content::Archive {
                year: read::take(&mut page, "year").as_i64().map(|year| year as i32),
                years: read::list(&mut page, "years").into_iter().filter_map(read_year).collect(),
                months: read::list(&mut page, "months")
                    .into_iter()
                    .map(|month| read_month(month, &edge))
                    .collect(),
                pager,
            },
            "post" => Content::Post(Box::new(Leaf {
                post: read_post(read::take(&mut page, "item"), &edge, true)
                    .map_err(|_| FeedError::NotAFeed)?,
                previous: read_link(read::take(&mut page, "previous"), &edge),
                next: read_link(read::take(&mut page, "next"), &edge),
                series: read_place(read::take(&mut page, "series")),
                related: read_links(&mut page, "related", &edge),
            })),
            "search" => Content::Search,
            "moved" => {
                let path = read::text(&mut page, "url").and_then(|url| edge.path(&url));
                Content::Moved { path: path.ok_or(FeedError::NotAFeed)? }
            }
            "missing" => Content::Missing,
            _ => return Err(FeedError::NotAFeed),
        };
        Ok(Page { route, content })
    }
}

fn write_home_list(list: &HomeList, edge: &Edge<'_>) -> Value {
    let mut fields = vec![("title", json!(list.title)), ("total", json!(list.total))];
    fields.extend(write_cards(list.of.as_ref(), &list.cards, edge));
    read::build(fields)
}

fn read_home_list(value: Value, edge: &Edge<'_>) -> HomeList {
    let mut list = read::as_object(value);
    let taxonomy = read_taxonomy(&mut list);
    let (of, cards) = read_cards(taxonomy, &mut list, edge);
    HomeList {
        title: read::text(&mut list, "title").unwrap_or_default(),
        total: read::number(&mut list, "total").unwrap_or(0),
        of,
        cards,
    }
}

/// The cards of a list, and the term whose they are.
fn write_cards(of: Option<&(Taxonomy, Term)>, cards: &[Card], edge: &Edge<'_>) -> [(&'static str, Value); 3] {
    let (taxonomy, term) = of
        .map_or((Value::Null, Value::Null), |(taxonomy, term)| (json!(taxonomy.segment()), write_term(term)));
    let cards = cards.iter().map(|card| write_card(card, edge)).collect();
    [("taxonomy", taxonomy), ("term", term), ("cards", cards)]
}

fn read_cards(
    taxonomy: Option<Taxonomy>,
    list: &mut Map<String, Value>,
    edge: &Edge<'_>,
) -> (Option<(Taxonomy, Term)>, Vec<Card>) {
    let of = taxonomy.and_then(|taxonomy| Some((taxonomy, read_term(read::take(list, "term"))?)));
    let card = |value| read_post(value, edge, true).ok().map(|post| post.card);
    (of, read::list(list, "cards").into_iter().filter_map(card).collect())
}

fn read_taxonomy(object: &mut Map<String, Value>) -> Option<Taxonomy> {
    read::text(object, "taxonomy").and_then(|segment| Taxonomy::of_segment(&segment))
}

fn write_pager(pager: Pager) -> Value {
    json!([pager.page, pager.pages, pager.total])
}

fn read_pager(values: &[Value]) -> Pager {
    let mut numbers = values.iter().map(as_usize);
    let mut next = || numbers.next().unwrap_or(1);
    Pager { page: next(), pages: next(), total: next() }
}

fn write_link(link: &PageLink, edge: &Edge<'_>) -> Value {
    let (machine, text) = link.date.as_ref().map_or(("", ""), |date| (&date.rfc3339, &date.text));
    json!([edge.url(&link.path), link.title, machine, text])
}

fn read_link(value: Value, edge: &Edge<'_>) -> Option<PageLink> {
    let Value::Array(parts) = value else { return None };
    let mut parts = parts.into_iter().map(|part| read::as_text(part).unwrap_or_default());
    let (path, title) = (edge.path(&parts.next()?)?, parts.next()?);
    let date = parts.next().and_then(|date| Date::parse(&date));
    let text = parts.next().unwrap_or_default();
    Some(PageLink { path, title, date: date.map(|date| Date { text, ..date }) })
}

fn read_links(object: &mut Map<String, Value>, name: &str, edge: &Edge<'_>) -> Vec<PageLink> {
    read::list(object, name).into_iter().filter_map(|link| read_link(link, edge)).collect()
}

fn write_month(month: &Month, edge: &Edge<'_>) -> Value {
    let rows: Vec<Value> = month.rows.iter().map(|row| write_link(row, edge)).collect();
    json!({"label": month.label, "rows": rows})
}

fn read_month(value: Value, edge: &Edge<'_>) -> Month {
    let mut month = read::as_object(value);
    Month {
        label: read::text(&mut month, "label").unwrap_or_default(),
        rows: read_links(&mut month, "rows", edge),
    }
}

fn read_counted(value: Value) -> Option<Counted> {
    let (term, numbers) = read_numbered(value)?;
    Some(Counted { term, count: *numbers.first()? })
}

fn read_place(value: Value) -> Option<SeriesPlace> {
    let (term, numbers) = read_numbered(value)?;
    Some(SeriesPlace { term, position: *numbers.first()?, total: *numbers.get(1)? })
}

/// A slug, a label and some numbers.
fn read_numbered(value: Value) -> Option<(Term, Vec<usize>)> {
    let Value::Array(parts) = value else { return None };
    let mut parts = parts.into_iter();
    let term = Term { slug: read::as_text(parts.next()?)?, label: read::as_text(parts.next()?)? };
    Some((term, parts.map(|number| as_usize(&number)).collect()))
}

fn read_year(value: Value) -> Option<YearCount> {
    let Value::Array(parts) = value else { return None };
    Some(YearCount { year: parts.first()?.as_i64()? as i32, count: as_usize(parts.get(1)?) })
}

fn as_usize(value: &Value) -> usize {
    value.as_u64().unwrap_or(0) as usize
}

#[cfg(test)]
mod tests {
    use crate::{
        Card, Chosen, Date, FeedError, HomeSection, Library, Page, Picture, Post, Route, Site, Taxonomy,
        Term, Translation,
    };

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
            };
            Post {
                card,
                html,
                words: 300,
                series: vec![term("Row")],
                related: vec!["2024/post-1/".into(), "gone/".into()],
                series_order: (number < 3).then_some(-1),
                unlisted: number == 5,
                cover: (number == 2).then(|| Picture {
                    url: "/2024/a.png".into(),
                    alt: "A".into(),
                    caption: String::new(),
                    size: Some((3, 2)),
                }),
                translations: vec![Translation {
                    language: "es".into(),
                    label: "Español".into(),
                    path: "es/x/".into(),
                }],
                id: number.to_string(),
                ..Post::default()
            }
        };
        Library::new(Site { page_size: 4, ..Site::default() }, (0..23).map(post).collect())
    }

    #[test]
    fn every_page_survives_its_file() {
        let mut library = library();
        every_page_survives(&library);
        let section = |posts| HomeSection { title: "T".into(), posts, count: 2 };
        let term = Chosen::Term(Taxonomy::Tag, "odd".into());
        library.site_mut().home = vec![section(Chosen::Latest), section(Chosen::Pinned), section(term)];
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
    }
}
