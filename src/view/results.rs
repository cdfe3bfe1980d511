//! What a search found: how much, what to narrow it by, and the posts.

use leptos::prelude::AnyView;
use quire_bundle::{Filter, Route, Site, Word};
use quire_search::{Answer, Facet, Hit};

use crate::search::{Loaded, State, fold};
use crate::view::element::{Element, element, link};

/// Values shown of each filter.
const VALUES: usize = 12;

/// The results; `more` is called for the next ones.
pub(crate) fn view(site: &Site, base: &str, state: &State, more: Box<dyn Fn()>) -> AnyView {
    let status = element("p").class("status").attribute("role", "status");
    let index = match &state.index {
        Loaded::Waiting => return found(status.text(site.word(Word::Loading))).view(),
        Loaded::Failed(reason) => {
            let again = link(String::new()).attribute("target", "_self").text(site.word(Word::TryAgain));
            let text = site.words.fill(Word::SearchFailed, &[reason]);
            return found(status.text(&text).text(" ").child(again)).view();
        }
        Loaded::Here(index) => index,
    };
    let answer = index.search(&state.filter, 0, state.limit, &fold);
    let count = match answer.total {
        0 => site.word(Word::NoResults).to_string(),
        total => site.words.count(total, Word::OneResult, Word::ManyResults),
    };
    let scene = Results { site, base, filter: &state.filter, answer: &answer };
    let hits = element("div").class("hits").children(answer.hits.iter().map(|hit| scene.hit(hit)));
    let more = (answer.total > answer.hits.len()).then(|| {
        let button = element("button").class("more").attribute("type", "button");
        button.on_click(more).text(site.word(Word::MoreResults))
    });
    found(status.text(&count)).maybe(scene.filters()).child(hits).maybe(more).view()
}

fn found(status: Element) -> Element {
    element("div").class("found").child(status)
}

/// What the parts of the results share.
struct Results<'a> {
    site: &'a Site,
    base: &'a str,
    filter: &'a Filter,
    answer: &'a Answer,
}

impl Results<'_> {
    fn hit(&self, hit: &Hit) -> Element {
        let href = Route::Post { path: hit.url.clone() }.href(self.base);
        let title = self.marked(link(href).attribute("dir", "auto"), &hit.title);
        let date = element("time").text(&hit.date);
        let tags = hit.tags.iter().map(|tag| {
            let filter = Filter { tags: vec![tag.slug.clone()], ..self.filter.clone() };
            element("li")
                .child(link(Route::Search(filter).href(self.base)).attribute("dir", "auto").text(&tag.label))
        });
        let tags = element("ul").class("tags").children(tags);
        let about = element("div").class("about").maybe((!hit.date.is_empty()).then_some(date)).child(tags);
        let summary = self.marked(element("p").class("summary").attribute("dir", "auto"), &hit.summary);
        element("article").class("card").child(element("h2").child(title)).child(summary).child(about)
    }

    /// The filters that would narrow the answer, with the number of posts that each leaves.
    fn filters(&self) -> Option<Element> {
        let tags = self
            .group(Word::Tags, &self.answer.tags, &|filter, slug| toggle(&mut filter.tags, slug.to_string()));
        let authors = self.group(Word::Authors, &self.answer.authors, &|filter, slug| {
            toggle(&mut filter.authors, slug.to_string());
        });
        let years = self.group(Word::Years, &self.answer.years, &|filter, slug| {
            toggle(&mut filter.years, slug.parse().unwrap_or(0));
        });
        if tags.is_none() && authors.is_none() && years.is_none() {
            return None;
        }
        let chosen = Filter { text: String::new(), ..self.filter.clone() };
        let clear = || {
            let bare = Filter { text: self.filter.text.clone(), ..Filter::default() };
            link(Route::Search(bare).href(self.base)).class("clear").text(self.site.word(Word::ClearFilters))
        };
        let mut details = element("details").class("filters");
        if !chosen.is_empty() {
            details = details.attribute("open", "");
        }
        details = details.child(element("summary").text(self.site.word(Word::Filters)));
        Some(details.maybe(tags).maybe(authors).maybe(years).maybe((!chosen.is_empty()).then(clear)))
    }

    fn group(&self, title: Word, facets: &[Facet], change: &dyn Fn(&mut Filter, &str)) -> Option<Element> {
        let value = |facet: &Facet| {
            let mut filter = self.filter.clone();
            change(&mut filter, &facet.slug);
            let mut link =
                link(Route::Search(filter).href(self.base)).attribute("dir", "auto").text(&facet.label);
            if facet.chosen {
                link = link.attribute("aria-current", "true");
            }
            // By this the app finds a filter again when choosing it has moved it to the front.
            let name = format!("{} {}", self.site.word(title), facet.slug);
            let number = element("span").class("number").text(&facet.count.to_string());
            element("li").child(link.attribute("data-filter", name).text(" ").child(number))
        };
        let values = element("ul").children(facets.iter().take(VALUES).map(value));
        let group =
            || element("div").class("group").child(element("h2").text(self.site.word(title))).child(values);
        (!facets.is_empty()).then(group)
    }

    /// Adds a text to an element, with the words that were found marked.
    fn marked(&self, mut marked: Element, text: &str) -> Element {
        let (mut plain, mut word) = (String::new(), String::new());
        for character in text.chars() {
            if character.is_alphanumeric() {
                word.push(character);
            } else {
                marked = self.end_word(marked, &mut plain, &mut word);
                plain.push(character);
            }
        }
        self.end_word(marked, &mut plain, &mut word).text(&plain)
    }

    /// A word that was found is marked, behind the plain text before it; any other joins that text.
    fn end_word(&self, marked: Element, plain: &mut String, word: &mut String) -> Element {
        let word = std::mem::take(word);
        if self.is_found(&word) {
            return marked.text(&std::mem::take(plain)).child(element("mark").text(&word));
        }
        plain.push_str(&word);
        marked
    }

    fn is_found(&self, word: &str) -> bool {
        !word.is_empty() && !self.answer.words.is_empty() && self.answer.words.contains(&fold(word))
    }
}

/// Takes a value out, or puts it in.
fn toggle<T: PartialEq>(values: &mut Vec<T>, value: T) {
    match values.iter().position(|other| *other == value) {
        Some(at) => drop(values.remove(at)),
        None => values.push(value),
    }
}
