//! What a search found: how much, in which order, and the posts.

use std::ops::Range;

use quire_bundle::{Filter, Route, Site, Word};
use quire_search::{Facets, Found, Hit, Marks, passage};

#[cfg(target_arch = "wasm32")]
use crate::finder::fold;
use crate::view::element::{Element, element, link};

/// What was found, and what is shown of it.
pub(crate) struct Answer {
    pub(crate) found: Found,
    pub(crate) hits: Vec<Hit>,
    /// Why it may not be all.
    pub(crate) trouble: String,
}

/// The passage of a post that answers best.
#[derive(Default)]
pub(crate) struct Excerpt {
    pub(crate) text: String,
    /// What to mark in it, in bytes.
    pub(crate) marked: Vec<Range<usize>>,
    /// The id of the heading that it stands under; may be empty.
    pub(crate) heading: String,
    /// The post's own address, when that is elsewhere.
    #[cfg(target_arch = "wasm32")]
    pub(crate) origin: Option<String>,
}

/// What all parts of the results are drawn from.
#[derive(Clone, Copy)]
pub(crate) struct Results<'a> {
    pub(crate) site: &'a Site,
    /// What stands in front of the site's paths in links.
    pub(crate) base: &'a str,
    pub(crate) filter: &'a Filter,
}

impl Results<'_> {
    /// A link to another search.
    pub(crate) fn to(&self, filter: Filter) -> Element {
        link(Route::Search(filter).href(self.base))
    }

    /// What stands above the posts: how much was found, in which order, and what is chosen.
    pub(crate) fn head(&self, answer: &Answer, facets: Option<&Facets>, suggestions: &[String]) -> Element {
        let has_order = !self.filter.text.trim().is_empty() && answer.found.total > 1;
        element("div")
            .class("head")
            .child(self.status(answer, suggestions))
            .maybe(has_order.then(|| self.order()))
            .maybe(self.chosen(facets))
    }

    /// Above the posts that somebody at an address where nothing is may have meant.
    #[cfg(target_arch = "wasm32")]
    pub(crate) fn perhaps(&self, answer: &Answer) -> Element {
        let head = element("div").class("head").attribute("role", "status");
        let title = || element("h2").text(self.site.word(Word::Suggestions));
        head.maybe((!answer.hits.is_empty()).then(title))
    }

    fn status(&self, answer: &Answer, suggestions: &[String]) -> Element {
        let words = &self.site.words;
        let Answer { found, hits, trouble } = answer;
        if hits.is_empty() && !trouble.is_empty() {
            return self.failed(trouble);
        }
        let hint = |text: String| element("p").class("hint").text(&text);
        let mut status = said(&self.count(found));
        if !found.corrected.is_empty() {
            let shown: Vec<&str> = found.corrected.iter().map(|(_, shown)| shown.as_str()).collect();
            status = status.child(hint(words.fill(Word::ShowingResultsFor, &[&shown.join(", ")])));
        }
        for unknown in &found.unknown {
            status = status.child(hint(words.fill(Word::SearchedAsWord, &[unknown])));
        }
        if !trouble.is_empty() {
            let missing = words.fill(Word::NotSearched, &[&joined(&found.missing, ", "), trouble]);
            status = status.child(hint(missing).text(" ").child(self.again()));
        }
        if hits.is_empty() {
            status = status.child(self.help(suggestions));
        }
        status
    }

    /// That nothing can be searched, and why.
    pub(crate) fn failed(&self, reason: &str) -> Element {
        let text = self.site.words.fill(Word::SearchFailed, &[reason]);
        status_of(element("p").class("status").text(&text).text(" ").child(self.again()))
    }

    fn again(&self) -> Element {
        link(String::new()).attribute("target", "_self").text(self.site.word(Word::TryAgain))
    }

    fn help(&self, suggestions: &[String]) -> Element {
        let mut help = element("p").class("hint").text(self.site.word(Word::NoResultsHelp));
        for word in suggestions {
            let filter = Filter { text: word.clone(), ..self.filter.clone() };
            help = help.text(" ").child(self.to(filter).text(word));
        }
        let archive = Route::Archive { year: None, page: 1 };
        help.text(" ").child(link(archive.href(self.base)).text(self.site.word(Word::Archive)))
    }

    /// `12 results`, or at least so many.
    pub(crate) fn count(&self, found: &Found) -> String {
        let words = &self.site.words;
        match found.total {
            0 => words.get(Word::NoResults).to_string(),
            total if found.settled => words.count(total, Word::OneResult, Word::ManyResults),
            total => words.fill(Word::ResultsAtLeast, &[&total.to_string()]),
        }
    }

    /// The best first, or the newest.
    fn order(&self) -> Element {
        let newest = |newest| Filter { newest, ..self.filter.clone() };
        let best = self.choice(Word::ByRelevance, "best", newest(false));
        let newest = self.choice(Word::ByDate, "newest", newest(true));
        element("p").class("order").child(best).text(" ").child(newest)
    }

    /// One of several ways, marked when it is the present one.
    pub(crate) fn choice(&self, word: Word, name: &str, filter: Filter) -> Element {
        let is_chosen = filter == *self.filter;
        self.to(filter)
            .attribute("data-filter", name)
            .when(is_chosen, "aria-current", "true")
            .text(self.site.word(word))
    }

    /// The posts, each with its passage as far as it is here.
    pub(crate) fn hits(&self, answer: &Answer, excerpts: &[(String, Excerpt)], has_more: bool) -> Element {
        let hit = |hit: &Hit| {
            let excerpt = excerpts.iter().find(|(path, _)| *path == hit.url).map(|(_, excerpt)| excerpt);
            self.hit(hit, &answer.found.marks, excerpt)
        };
        let more = || {
            let button =
                element("button").class("more").attribute("type", "button").attribute("data-action", "more");
            button.text(self.site.word(Word::MoreResults))
        };
        element("div")
            .class("hits")
            .children(answer.hits.iter().map(hit))
            .maybe((has_more && answer.found.total > answer.hits.len()).then(more))
    }

    fn hit(&self, hit: &Hit, marks: &Marks, excerpt: Option<&Excerpt>) -> Element {
        let title = titled(self.post(&hit.url, excerpt.map_or("", |excerpt| &excerpt.heading)), hit, marks);
        let date = element("div").class("about").child(element("time").text(&hit.date));
        let summary = element("p").class("summary").attribute("dir", "auto");
        let summary = match excerpt {
            Some(excerpt) => marked(summary, &excerpt.text, &excerpt.marked),
            None => summary,
        };
        element("article").class("card").child(element("h2").child(title)).child(summary).child(date)
    }

    /// A link to a post, or to a place in it.
    pub(crate) fn post(&self, path: &str, id: &str) -> Element {
        let href = Route::Post { path: path.to_string() }.href(self.base);
        // Behind the hash router the fragment is the address itself.
        let is_place = !id.is_empty() && !self.base.starts_with('#');
        link(if is_place { format!("{href}#{id}") } else { href })
    }
}

/// Without the browser's own way: nothing that is drawn for a file is marked.
#[cfg(not(target_arch = "wasm32"))]
fn fold(word: &str) -> String {
    word.to_string()
}

/// A status that is read out whenever it changes.
pub(crate) fn said(text: &str) -> Element {
    status_of(element("p").class("status").attribute("tabindex", "-1").text(text))
}

fn status_of(line: Element) -> Element {
    element("div").attribute("role", "status").child(line)
}

/// The title of a hit, with the words that were found marked.
pub(crate) fn titled(element: Element, hit: &Hit, marks: &Marks) -> Element {
    // A passage that is long enough is the whole of it.
    let marks = passage(&hit.title, marks, 4 * hit.title.len(), &fold).marked;
    marked(element.attribute("dir", "auto"), &hit.title, &marks)
}

/// Adds a text, with some of its words marked.
fn marked(mut added: Element, text: &str, ranges: &[Range<usize>]) -> Element {
    let mut from = 0;
    for range in ranges {
        let (before, word) = (text.get(from..range.start), text.get(range.clone()));
        added = added.text(before.unwrap_or("")).child(element("mark").text(word.unwrap_or("")));
        from = range.end;
    }
    added.text(text.get(from..).unwrap_or(""))
}

/// Words with something between them. Of texts that are lent the app has what joins them already, and not of those that
/// are owned.
#[inline(never)]
pub(crate) fn joined(words: &[String], between: &str) -> String {
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    words.join(between)
}
