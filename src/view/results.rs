//! What a search found: how much, what to narrow it by, and the posts.

use leptos::prelude::AnyView;
use quire_bundle::{Filter, Route, Site, Word};
use quire_search::{Answer, Facet, Hit};

use crate::search::{Loaded, State, answer, fold};
use crate::view::element::{Element, element, link};

/// Values shown of each filter.
const VALUES: usize = 12;

/// The results; `more` is called for the next ones.
pub(crate) fn view(site: &Site, base: &str, state: &State, more: impl Fn() + 'static) -> AnyView {
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
    let answer = answer(index, &state.filter, state.limit);
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
            .group(Word::Tags, &self.answer.tags, |filter, slug| toggle(&mut filter.tags, slug.to_string()));
        let authors = self.group(Word::Authors, &self.answer.authors, |filter, slug| {
            toggle(&mut filter.authors, slug.to_string())
        });
        let years = self.group(Word::Years, &self.answer.years, |filter, slug| {
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
        let mut details = element("details").class("filters").attribute("open", "");
        details = details.child(element("summary").text(self.site.word(Word::Filters)));
        Some(details.maybe((!chosen.is_empty()).then(clear)).maybe(tags).maybe(authors).maybe(years))
    }

    fn group(&self, title: Word, facets: &[Facet], change: impl Fn(&mut Filter, &str)) -> Option<Element> {
        let value = |facet: &Facet| {
            let mut filter = self.filter.clone();
            change(&mut filter, &facet.slug);
            let mut link =
                link(Route::Search(filter).href(self.base)).attribute("dir", "auto").text(&facet.label);
            if facet.chosen {
                link = link.attribute("aria-current", "true");
            }
            let number = element("span").class("number").text(&facet.count.to_string());
            element("li").child(link.text(" ").child(number))
        };
        let values = element("ul").children(facets.iter().take(VALUES).map(value));
        let group =
            || element("div").class("group").child(element("h2").text(self.site.word(title))).child(values);
        (!facets.is_empty()).then(group)
    }

    /// Adds a text to an element, with the words that were found marked.
    fn marked(&self, element_: Element, text: &str) -> Element {
        let mut marked = element_;
        let mut plain = String::new();
        let inside = |character: char| character.is_alphanumeric();
        let mut rest = text;
        while !rest.is_empty() {
            let starts_word = rest.starts_with(inside);
            let end = rest.find(|character| inside(character) != starts_word).unwrap_or(rest.len());
            let (part, after) = rest.split_at(end);
            rest = after;
            if starts_word && self.is_found(part) {
                marked = marked.text(&std::mem::take(&mut plain)).child(element("mark").text(part));
            } else {
                plain.push_str(part);
            }
        }
        marked.text(&plain)
    }

    fn is_found(&self, word: &str) -> bool {
        !self.answer.words.is_empty() && self.answer.words.contains(&fold(word))
    }
}

/// Takes a value out, or puts it in.
fn toggle<T: PartialEq>(values: &mut Vec<T>, value: T) {
    match values.iter().position(|other| *other == value) {
        Some(at) => drop(values.remove(at)),
        None => values.push(value),
    }
}
