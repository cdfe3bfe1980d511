//! What the search page shows before anybody has asked: the newest posts and what would narrow them, where the app puts
//! what it finds. So the page is whole before the app comes, which then waits until somebody asks.

use quire_bundle::{Filter, Route, Site, Word};
use quire_search::{Facets, Found, Hit};

use crate::view::element::{Element, element, link};
use crate::view::results::{Answer, Excerpt, Results};

/// What the engine answers when nothing is asked, and what is shown of it.
#[derive(Debug)]
pub struct Unasked {
    /// All posts that can be found.
    pub found: Found,
    /// The newest of them.
    pub hits: Vec<Hit>,
    /// What each of these says of itself, by its path.
    pub summaries: Vec<(String, String)>,
    /// How many posts there are of each kind.
    pub facets: Facets,
}

/// The results of no question.
pub(crate) fn view(site: &Site, base: &str, unasked: Unasked) -> Element {
    let Unasked { found, hits, summaries, facets } = unasked;
    let filter = Filter::default();
    let results = Results { site, base, filter: &filter };
    let excerpt = |(path, text)| (path, Excerpt { text, ..Excerpt::default() });
    let excerpts: Vec<(String, Excerpt)> = summaries.into_iter().map(excerpt).collect();
    let answer = Answer { found, hits, trouble: String::new() };
    let archive = Route::Archive { year: None, page: 1 };
    let more = link(archive.href(base)).class("more");
    element("div")
        .class("found unasked")
        .child(results.head(&answer, None, &[]))
        .child(results.narrow(Some(&facets)))
        .child(results.hits(&answer, &excerpts, false).child(more.text(site.word(Word::Archive))))
}
