//! One item of JSON Feed 1.1 and the post that it is, both ways.
//!
//! Source: <https://www.jsonfeed.org/version/1.1/>, "Items". What it has no field for stands in `_quire`.

use serde_json::{Value, json};

use crate::date::Date;
use crate::excerpt::{excerpt, plain_text};
use crate::json::Json;
use crate::number::whole_number;
use crate::post::{Card, Heading, Picture, Post, Translation};
use crate::read;
use crate::rebase::{rebase, rebase_urls};
use crate::site::Term;
use crate::url::{encode, is_absolute, relative_root, resolve};

/// How URLs are written in one JSON file.
pub(crate) struct Edge<'a> {
    /// The site's absolute URL, or `/`.
    pub(crate) base: &'a str,
    /// The path of the file from the root.
    pub(crate) from: &'a str,
    /// What stands in front of a path of the site in this file.
    pub(crate) prefix: String,
}

impl<'a> Edge<'a> {
    /// URLs are absolute: feeds.
    pub(crate) fn absolute(base: &'a str) -> Edge<'a> {
        Edge { base, from: "", prefix: base.to_string() }
    }

    /// URLs are relative to the page at `from`: the JSON beside it.
    pub(crate) fn relative(base: &'a str, from: &'a str) -> Edge<'a> {
        Edge { base, from, prefix: relative_root(from) }
    }

    pub(crate) fn url(&self, path: &str) -> String {
        self.prefix.clone() + &encode(path, true)
    }

    pub(crate) fn path(&self, url: &str) -> Option<String> {
        resolve(self.base, self.from, url)
    }
}

/// A card as an item without a body.
pub(crate) fn write_card(card: &Card, edge: &Edge<'_>) -> Value {
    read::build(card_fields(card, edge, Vec::new()))
}

/// A post as a whole item.
pub(crate) fn write_post(post: &Post, edge: &Edge<'_>) -> Value {
    let headings =
        post.headings.iter().map(|heading| json!([heading.level, heading.id, heading.text])).collect();
    let own = vec![
        ("updated", post.updated.as_ref().map_or(Value::Null, |date| json!(date.text))),
        ("words", json!(post.words)),
        ("categories", write_terms(&post.categories)),
        ("series", write_terms(&post.series)),
        ("headings", Value::Array(headings)),
        ("aliases", json!(post.aliases)),
        ("origin", json!(post.origin)),
        ("series_order", json!(post.series_order)),
        ("unlisted", flag(post.unlisted)),
        ("translations", post.translations.iter().map(|one| write_translation(one, edge)).collect()),
        ("cover", post.cover.as_ref().map_or(Value::Null, |cover| write_cover(cover, edge))),
        ("canonical_url", json!(post.canonical_url)),
        ("edit_url", json!(post.edit_url)),
        ("related", post.related.iter().map(|path| json!(edge.url(path))).collect()),
    ];
    let mut fields = card_fields(&post.card, edge, own);
    fields.extend([
        ("id", json!(post.id)),
        ("content_html", json!(rebase(&post.html, "/", &edge.prefix))),
        ("date_modified", json!(post.updated.as_ref().map(|date| &date.rfc3339))),
        ("external_url", json!(post.external_url)),
        ("image", json!(post.cover.as_ref().map(|cover| rebase_urls(&cover.url, "/", &edge.prefix)))),
    ]);
    read::build(fields)
}

fn card_fields<'a>(card: &Card, edge: &Edge<'_>, mut own: Vec<(&'a str, Value)>) -> Vec<(&'a str, Value)> {
    let slugs = |terms: &[Term]| terms.iter().map(|term| json!(term.slug)).collect();
    own.extend([
        ("date", json!(card.date.as_ref().map(|date| &date.text))),
        ("minutes", json!(card.minutes)),
        ("pinned", flag(card.pinned)),
        ("tags", Value::Array(slugs(&card.tags))),
        ("authors", Value::Array(slugs(&card.authors))),
        ("kinds", write_terms(&card.kinds)),
        ("episode", card.episode.as_ref().map_or(Value::Null, write_episode)),
        ("lead", card.lead.as_ref().map_or(Value::Null, |lead| write_lead(lead, edge))),
    ]);
    let authors = card.authors.iter().map(|author| json!({"name": author.label})).collect();
    vec![
        ("url", json!(edge.url(&card.path))),
        ("title", json!(card.title)),
        ("summary", json!(card.summary)),
        ("date_published", json!(card.date.as_ref().map(|date| &date.rfc3339))),
        ("tags", card.tags.iter().map(|tag| json!(tag.label)).collect()),
        ("authors", Value::Array(authors)),
        ("language", json!(card.language)),
        ("_quire", read::build(own)),
    ]
}

/// The post that an item is, or why it is none.
///
/// Its path is what its URL says, and may be empty or taken: the caller sees to that.
pub(crate) fn read_post(item: &Json, edge: &Edge<'_>, site_is_ours: bool) -> Result<Post, &'static str> {
    let Json::Object(_) = item else { return Err("it is not an object") };
    let own = item.get("_quire");
    let url = item.get("url").string();
    let mut post = Post {
        id: item.get("id").text().unwrap_or_else(|| url.clone()),
        updated: date(item.get("date_modified"), own.get("updated")),
        words: own.get("words").count().unwrap_or(0),
        categories: read_terms(own.get("categories")),
        series: read_terms(own.get("series")),
        headings: own.get("headings").list(&read_heading),
        external_url: item.get("external_url").text(),
        aliases: own.get("aliases").texts(),
        origin: own.get("origin").text(),
        series_order: own.get("series_order").integer(),
        unlisted: own.get("unlisted").is_true(),
        translations: own.get("translations").list(&|one| read_translation(one, edge)),
        cover: item.get("image").text().and_then(|url| read_cover(&url, own.get("cover"), edge)),
        canonical_url: own.get("canonical_url").text(),
        edit_url: own.get("edit_url").text(),
        related: own.get("related").list(&|url| edge.path(&url.text()?)),
        html: body(item).unwrap_or_default(),
        card: Card {
            path: edge.path(&url).unwrap_or_default(),
            title: item.get("title").string().trim().to_string(),
            date: date(item.get("date_published"), own.get("date")),
            summary: item.get("summary").string(),
            minutes: own.get("minutes").count().unwrap_or(0),
            tags: named(item.get("tags").texts(), own.get("tags")),
            authors: named(author_names(item), own.get("authors")),
            language: item.get("language").text(),
            pinned: own.get("pinned").is_true(),
            kinds: read_terms(own.get("kinds")),
            episode: read_episode(own.get("episode")),
            lead: read_lead(own.get("lead"), edge),
        },
    };
    if site_is_ours {
        post.html = rebase(&post.html, &edge.prefix, "/");
    } else if post.origin.is_none() {
        post.origin = Some(if is_absolute(&url) { url } else { edge.base.to_string() });
    }
    Ok(post)
}

/// Fills in what a foreign item leaves out: summary, title, minutes. `false` when there is nothing to show of it.
pub(crate) fn complete(post: &mut Post) -> bool {
    if post.words == 0 && !post.html.is_empty() {
        let text = plain_text(&post.html);
        post.words = text.split_whitespace().count();
        post.card.minutes = post.words.div_ceil(220);
        if post.card.summary.is_empty() {
            post.card.summary = excerpt(&text, 200);
        }
    }
    if post.card.title.is_empty() {
        post.card.title = excerpt(&post.card.summary, 60);
    }
    if post.card.title.is_empty() {
        post.card.title = post.external_url.clone().unwrap_or_default();
    }
    !post.card.title.is_empty()
}

/// The body: `content_html`, else `content_text` as paragraphs.
fn body(item: &Json) -> Option<String> {
    if let Some(html) = item.get("content_html").text() {
        return Some(html);
    }
    let text = item.get("content_text").text()?;
    let escaped = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let mut html = String::new();
    let mut paragraph = String::new();
    for line in escaped.lines().chain([""]) {
        if line.is_empty() {
            if !paragraph.trim().is_empty() {
                html = html + "<p>" + &paragraph.trim().replace('\n', "<br>") + "</p>";
            }
            paragraph.clear();
        } else {
            paragraph = paragraph + line + "\n";
        }
    }
    Some(html)
}

/// Version 1.1 has `authors`, 1.0 has `author`.
fn author_names(item: &Json) -> Vec<String> {
    let name = |author: &Json| author.get("name").text();
    let mut names = item.get("authors").list(&name);
    names.extend(name(item.get("author")));
    names
}

/// Labels with their slugs; a label without one is its own slug.
fn named(labels: Vec<String>, slugs: &Json) -> Vec<Term> {
    let mut slugs = slugs.texts().into_iter();
    let mut terms = Vec::new();
    for label in labels {
        let slug = slugs.next().unwrap_or_else(|| label.replace('/', "-"));
        terms.push(Term { slug, label });
    }
    terms
}

fn date(machine: &Json, text: &Json) -> Option<Date> {
    let mut date = Date::parse(&machine.text()?)?;
    date.text = text.string();
    Some(date)
}

pub(crate) fn write_term(term: &Term) -> Value {
    json!({"slug": term.slug, "label": term.label})
}

pub(crate) fn read_term(term: &Json) -> Option<Term> {
    Some(Term { slug: term.get("slug").text()?, label: term.get("label").text()? })
}

/// `true`, or nothing at all.
fn flag(flag: bool) -> Value {
    if flag { Value::Bool(true) } else { Value::Null }
}

fn write_translation(translation: &Translation, edge: &Edge<'_>) -> Value {
    json!([translation.language, translation.label, edge.url(&translation.path)])
}

fn read_translation(value: &Json, edge: &Edge<'_>) -> Option<Translation> {
    let path = edge.path(&value.at(2).text()?)?;
    Some(Translation { language: value.at(0).string(), label: value.at(1).string(), path })
}

/// What JSON Feed's `image` has no room for.
fn write_cover(cover: &Picture, edge: &Edge<'_>) -> Value {
    let (width, height) = cover.size.unwrap_or_default();
    let mut facts = vec![cover.alt.clone(), cover.caption.clone(), width.to_string(), height.to_string()];
    if !cover.set.is_empty() || !cover.color.is_empty() {
        facts.push(rebase_urls(&cover.set, "/", &edge.prefix));
    }
    if !cover.color.is_empty() {
        facts.push(cover.color.clone());
    }
    json!(facts)
}

/// A picture whose facts are not there is one of a foreign feed, which shows it in the body as a rule.
fn read_cover(url: &str, facts: &Json, edge: &Edge<'_>) -> Option<Picture> {
    let facts = facts.row()?;
    let pixels = |place: usize| whole_number(&facts.at(place).string());
    let size = pixels(2).zip(pixels(3)).filter(|size| *size != (0, 0));
    Some(Picture {
        url: rebase_urls(url, &edge.prefix, "/"),
        alt: facts.at(0).string(),
        caption: facts.at(1).string(),
        size,
        set: rebase_urls(&facts.at(4).string(), &edge.prefix, "/"),
        color: facts.at(5).string(),
    })
}

/// A picture that no field of JSON Feed holds: its address, and what else is known of it.
fn write_lead(lead: &Picture, edge: &Edge<'_>) -> Value {
    json!([rebase_urls(&lead.url, "/", &edge.prefix), write_cover(lead, edge)])
}

fn read_lead(lead: &Json, edge: &Edge<'_>) -> Option<Picture> {
    read_cover(&lead.at(0).text()?, lead.at(1), edge)
}

/// A series and a number in it.
fn write_episode((series, number): &(Term, usize)) -> Value {
    json!([write_term(series), number])
}

fn read_episode(episode: &Json) -> Option<(Term, usize)> {
    Some((read_term(episode.at(0))?, episode.at(1).count()?))
}

fn write_terms(terms: &[Term]) -> Value {
    Value::Array(terms.iter().map(write_term).collect())
}

fn read_terms(values: &Json) -> Vec<Term> {
    values.list(&read_term)
}

fn read_heading(value: &Json) -> Option<Heading> {
    Some(Heading { level: value.at(0).count()?, id: value.at(1).text()?, text: value.at(2).text()? })
}
