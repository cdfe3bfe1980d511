//! Posts that are pressed ahead: what stands at their addresses until their time comes, what will stand there then, and
//! `scheduled.json`, by which `scheduled.js` shows them on pages that are there already.
//!
//! Feeds, the sitemap, the bundle and the index know nothing of them until the next build.

use std::path::Path;

use quire_app::head::escape;
use quire_app::html;
use quire_bundle::{Content, Date, HomePart, Library, Month, Page, Post, Route, Taxonomy};
use serde::Serialize;

use crate::app_files::hash;
use crate::config::Config;
use crate::document::{Frame, document, drawn_by_hand};
use crate::output::{Output, OutputError};

/// What `scheduled.js` reads.
const LIST: &str = "scheduled.json";

/// The list of them.
#[derive(Serialize)]
struct Scheduled {
    posts: Vec<Ahead>,
}

/// A post that is still to come. Addresses are from the root of the site.
#[derive(Serialize)]
struct Ahead {
    /// The moment in which it appears.
    from: String,
    url: String,
    /// The finished page, whose name holds the hash of its bytes.
    page: String,
    lists: Vec<Place>,
    /// The post in a list, under a heading of the second level, of the third, and in the archive.
    h2: String,
    h3: String,
    month: String,
}

/// Where a post will stand in a list.
#[derive(Serialize)]
struct Place {
    url: String,
    /// Which of the lists on that page it is.
    part: usize,
    /// How many of the list's posts stand before it.
    before: usize,
    /// In which of its forms.
    #[serde(rename = "as")]
    form: &'static str,
}

/// Writes them, if the author wants that; `posts` are in the order in which they appear. Gives back what the author should
/// know.
pub(crate) fn write(
    config: &Config,
    library: &Library,
    posts: Vec<Post>,
    frame: Frame<'_>,
    output: &Output,
) -> Result<Vec<String>, OutputError> {
    if !config.publish_ahead {
        return Ok(Vec::new());
    }
    let (mut scheduled, mut notes) = (Scheduled { posts: Vec::new() }, Vec::new());
    // As the blog will be when the first of them has appeared, and the second, and so on.
    let mut then = match posts.as_slice() {
        [] => Library::default(),
        _ => Library::new(library.site().clone(), library.posts().iter().map(without_body).collect()),
    };
    for post in posts {
        let route = Route::Post { path: post.card.path.clone() };
        if library.page(&route).content != Content::Missing {
            notes.push(format!(
                "/{} is an old address of another post, so the scheduled post of that address is not pressed ahead; \
                 remove the alias",
                post.card.path
            ));
            continue;
        }
        let post = known(post, library);
        let Some(date) = post.card.date.clone() else { continue };
        let (site, mut all) = then.into_parts();
        all.push(post);
        then = Library::new(site, all);
        let before = placeholder(config, library, &route, &date, frame);
        output.write(Path::new(&route.html_path()), before.as_bytes())?;
        // The app asks for it, and shows that nothing is there.
        let nothing = Page { route: route.clone(), content: Content::Missing };
        output.write(Path::new(&route.json_path()), nothing.to_json().as_bytes())?;
        scheduled.posts.push(ahead(library, &then, &route, &date, frame, output)?);
    }
    let list = serde_json::to_vec(&scheduled).unwrap_or_default();
    output.write(Path::new(LIST), &list)?;
    Ok(notes)
}

/// What lists show of a post, and those who link to it.
fn without_body(post: &Post) -> Post {
    Post { html: String::new(), ..post.clone() }
}

/// The post without those of its terms that have no page yet.
fn known(mut post: Post, library: &Library) -> Post {
    let is_known = |taxonomy, slug: &str| {
        let route = Route::Term { taxonomy, slug: slug.to_owned(), page: 1 };
        library.page(&route).content != Content::Missing
    };
    post.card.tags.retain(|term| is_known(Taxonomy::Tag, &term.slug));
    post.card.authors.retain(|term| is_known(Taxonomy::Author, &term.slug));
    post.categories.retain(|term| is_known(Taxonomy::Category, &term.slug));
    post.series.retain(|term| is_known(Taxonomy::Series, &term.slug));
    post
}

/// The page that says when the post appears.
fn placeholder(config: &Config, library: &Library, route: &Route, date: &Date, frame: Frame<'_>) -> String {
    let page = Page { route: route.clone(), content: Content::Missing };
    let shown = if date.text.is_empty() { date.day() } else { &date.text };
    let said = config.body_word("scheduled").replacen("{}", shown, 1);
    let main = format!(
        "<section class=\"ahead\">\n<header class=\"title\"><h1 tabindex=\"-1\">{}</h1></header>\n</section>",
        escape(&said)
    );
    drawn_by_hand(library.site(), &page, frame, &said, &main)
}

/// Writes the finished page, and says where the post belongs; `then` is the blog in the moment in which it appears.
fn ahead(
    now: &Library,
    then: &Library,
    route: &Route,
    date: &Date,
    frame: Frame<'_>,
    output: &Output,
) -> Result<Ahead, OutputError> {
    let page = then.page(route);
    let finished = document(then.site(), &page, frame, None);
    let folder = route.html_path();
    let folder = folder.rsplit_once('/').map_or("", |(folder, _)| folder);
    let file = Path::new(folder).join(format!("scheduled-{}.html", hash(finished.as_bytes())));
    output.write(&file, finished.as_bytes())?;
    let path = route.path();
    let (mut h2, mut h3, mut month) = (String::new(), String::new(), String::new());
    let mut lists = Vec::new();
    if let Content::Post(leaf) = &page.content {
        for list in routes(&leaf.post, date) {
            lists.extend(places(now, then, &list, &path));
        }
        (h2, h3) =
            (html::card(then.site(), &leaf.post.card, "h2"), html::card(then.site(), &leaf.post.card, "h3"));
        month = html::month(then.site(), &month_of(then, &path));
    }
    let used = |form: &str| lists.iter().any(|place: &Place| place.form == form);
    Ok(Ahead {
        from: date.rfc3339.clone(),
        url: route.href(""),
        page: Route::Post { path: crate::content::slashed(&file) }.href(""),
        h2: if used("h2") { h2 } else { String::new() },
        h3: if used("h3") { h3 } else { String::new() },
        month: if used("month") { month } else { String::new() },
        lists,
    })
}

/// The first pages of the lists in which the post may stand.
fn routes(post: &Post, date: &Date) -> Vec<Route> {
    if post.unlisted {
        return Vec::new();
    }
    let mut routes = vec![
        Route::Home { page: 1 },
        Route::Archive { year: None, page: 1 },
        Route::Archive { year: Some(date.year()), page: 1 },
    ];
    for taxonomy in Taxonomy::ALL {
        let terms = post.terms(taxonomy).iter();
        routes.extend(terms.map(|term| Route::Term { taxonomy, slug: term.slug.clone(), page: 1 }));
    }
    routes
}

/// Where the post stands on that page then, in those lists that are on it now.
fn places(now: &Library, then: &Library, list: &Route, path: &str) -> Vec<Place> {
    let place = |part, before, form| Place { url: list.href(""), part, before, form };
    match (now.page(list).content, then.page(list).content) {
        (Content::List { .. }, Content::List { cards, .. }) => {
            let at = cards.iter().position(|card| card.path == path);
            at.map(|at| place(0, at, "h2")).into_iter().collect()
        }
        (Content::Home(now), Content::Home(then)) => {
            let is_list = |part: &&HomePart| part.html.is_empty() && !part.newsletter;
            let now: Vec<&HomePart> = now.iter().filter(is_list).collect();
            let on_page = then.iter().filter(is_list).filter_map(|list| {
                let part = now.iter().position(|old| (&old.of, &old.title) == (&list.of, &list.title))?;
                let at = list.cards.iter().position(|card| card.path == path)?;
                Some(place(part, at, "h3"))
            });
            on_page.collect()
        }
        (Content::Archive { .. }, Content::Archive { .. }) => vec![place(0, 0, "month")],
        _ => Vec::new(),
    }
}

/// The month of the archive in which the post stands, with it alone.
fn month_of(then: &Library, path: &str) -> Month {
    let Content::Archive { months, .. } = then.page(&Route::Archive { year: None, page: 1 }).content else {
        return Month::default();
    };
    let with = |month: Month| {
        let rows: Vec<_> = month.rows.into_iter().filter(|row| row.path == path).collect();
        (!rows.is_empty()).then_some(Month { label: month.label, rows })
    };
    months.into_iter().find_map(with).unwrap_or_default()
}
