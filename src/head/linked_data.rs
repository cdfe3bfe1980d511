//! The linked data of a page (JSON-LD, <https://schema.org>): what search engines show beside its title.

use quire_bundle::{Content, Date, Filter, Leaf, Page, Route, Site, Taxonomy, Term, Word, excerpt};
use serde_json::{Map, Value, json};

use super::Head;
use super::preview::{author, is_article};

/// The longest headline that search engines show, in characters.
const HEADLINE: usize = 109;

/// The data in its element, or nothing when there is nothing to say. The site has an absolute URL.
pub(super) fn linked_data(site: &Site, page: &Page, head: &Head, picture: Option<&str>) -> String {
    let mut graph: Vec<Value> = Vec::new();
    match &page.content {
        Content::Post(leaf) => graph.push(post(site, leaf, head, picture)),
        _ if page.route == (Route::Home { page: 1 }) => graph.push(website(site)),
        _ => {}
    }
    graph.extend(breadcrumbs(site, page));
    if graph.is_empty() {
        return String::new();
    }
    let data = json!({ "@context": "https://schema.org", "@graph": graph }).to_string();
    // A title may hold what would end the element; within JSON a `<` can be written otherwise.
    format!("<script type=\"application/ld+json\">{}</script>\n", data.replace('<', "\\u003c"))
}

fn post(site: &Site, leaf: &Leaf, head: &Head, picture: Option<&str>) -> Value {
    let post = &leaf.post;
    let (kind, title) = if is_article(post) { ("BlogPosting", "headline") } else { ("WebPage", "name") };
    let section = post.categories.first().filter(|_| is_article(post)).map(|term| term.label.as_str());
    let authors: Vec<Value> = post.card.authors.iter().map(|term| person(site, term)).collect();
    let tags: Vec<&str> = post.card.tags.iter().map(|term| term.label.as_str()).collect();
    let moment = |date: &Option<Date>| date.as_ref().map(|date| date.rfc3339.clone());
    let published = moment(&post.card.date);
    let blog = filled([("@id", json!(id(site))), ("@type", json!("WebSite")), ("name", json!(site.title))]);
    filled([
        ("@type", json!(kind)),
        (title, json!(excerpt(&post.card.title, HEADLINE))),
        ("description", json!(head.description)),
        ("dateModified", json!(moment(&post.updated).or_else(|| published.clone()))),
        ("datePublished", json!(published)),
        ("author", json!(authors)),
        ("image", json!(picture)),
        ("mainEntityOfPage", json!(head.canonical)),
        ("articleSection", json!(section)),
        ("keywords", json!(tags)),
        ("inLanguage", json!(head.language)),
        ("isPartOf", blog),
    ])
}

fn person(site: &Site, term: &Term) -> Value {
    let url = author(site, &term.slug);
    filled([("@type", json!("Person")), ("name", json!(term.label)), ("url", json!(url))])
}

/// The blog, and how to search it.
fn website(site: &Site) -> Value {
    let place = "search_term_string";
    let search = Route::Search(Filter { text: place.to_string(), ..Filter::default() }).href(&site.base);
    let template = search.replace(place, &format!("{{{place}}}"));
    let action = json!({
        "@type": "SearchAction",
        "target": { "@type": "EntryPoint", "urlTemplate": template },
        "query-input": format!("required name={place}"),
    });
    filled([
        ("@id", json!(id(site))),
        ("@type", json!("WebSite")),
        ("name", json!(site.title)),
        ("description", json!(site.description)),
        ("url", json!(site.base)),
        ("inLanguage", json!(site.language)),
        ("potentialAction", action),
    ])
}

/// The way from the home page to this one; none for the home page itself, and for search.
fn breadcrumbs(site: &Site, page: &Page) -> Option<Value> {
    let term = |taxonomy: Taxonomy, term: &Term| {
        (term.label.clone(), Route::Term { taxonomy, slug: term.slug.clone(), page: 1 })
    };
    let terms = |taxonomy: Taxonomy| (site.word(taxonomy.words().0).to_string(), Route::Terms { taxonomy });
    let archive = (site.word(Word::Archive).to_string(), Route::Archive { year: None, page: 1 });
    let first = page.route.with_page(1);
    let mut way = vec![(site.title.clone(), Route::Home { page: 1 })];
    match &page.content {
        Content::Post(leaf) => {
            way.extend(leaf.post.categories.first().map(|category| term(Taxonomy::Category, category)));
            way.push((leaf.post.card.title.clone(), first));
        }
        Content::List { of: Some((taxonomy, one)), .. } => {
            way.extend([terms(*taxonomy), term(*taxonomy, one)]);
        }
        Content::Terms { taxonomy, .. } => way.push(terms(*taxonomy)),
        Content::Archive { year: Some(year), .. } => way.extend([archive, (year.to_string(), first)]),
        Content::Archive { year: None, .. } => way.push(archive),
        Content::Home(_)
        | Content::List { of: None, .. }
        | Content::Search
        | Content::Moved { .. }
        | Content::Missing => return None,
    }
    let item = |(number, (name, route)): (usize, (String, Route))| json!({ "@type": "ListItem", "position": number + 1, "name": name, "item": route.href(&site.base) });
    let items: Vec<Value> = way.into_iter().enumerate().map(item).collect();
    Some(json!({ "@type": "BreadcrumbList", "itemListElement": items }))
}

/// The name by which pages say which blog they are part of.
fn id(site: &Site) -> String {
    format!("{}#blog", site.base)
}

/// An object of what is not empty.
fn filled<const N: usize>(fields: [(&str, Value); N]) -> Value {
    let is_empty = |value: &Value| match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Array(list) => list.is_empty(),
        _ => false,
    };
    let fields = fields.into_iter().filter(|(_, value)| !is_empty(value));
    Value::Object(fields.map(|(name, value)| (name.to_string(), value)).collect::<Map<_, _>>())
}
