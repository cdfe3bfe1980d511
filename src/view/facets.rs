//! What an answer could be narrowed by: tags, categories, series, authors, languages, years and months, and what is chosen.

use quire_bundle::{Filter, Word, whole_number};
use quire_search::{Facet, Facets};

use crate::view::element::{Element, element};
use crate::view::results::Results;

/// Values shown of each kind.
const VALUES: usize = 20;

/// What one filters by. The order is that of the page.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Tag,
    Category,
    Series,
    Author,
    Language,
    Year,
}

const KINDS: [(Kind, Word); 6] = [
    (Kind::Tag, Word::Tags),
    (Kind::Category, Word::Categories),
    (Kind::Series, Word::Series),
    (Kind::Author, Word::Authors),
    (Kind::Language, Word::Languages),
    (Kind::Year, Word::Years),
];

impl Results<'_> {
    /// What is chosen, each to be taken away again.
    pub(crate) fn chosen(&self, facets: Option<&Facets>) -> Option<Element> {
        let mut chips = element("ul").class("chips");
        for (kind, _) in KINDS {
            for slug in chosen(self.filter, kind) {
                let facet = facets.and_then(|all| of(all, kind).iter().find(|facet| facet.slug == slug));
                let label = facet.map_or(&slug, |facet| &facet.label);
                chips = chips.child(self.chip(label, toggled(self.filter, kind, &slug)));
            }
        }
        for month in &self.filter.months {
            chips = chips.child(self.chip(&self.month(*month), with_month(self.filter, *month)));
        }
        let bare = Filter { text: self.filter.text.clone(), newest: self.filter.newest, ..Filter::default() };
        let is_bare = bare == *self.filter;
        let clear = self
            .to(bare)
            .class("clear")
            .attribute("data-filter", "clear")
            .text(self.site.word(Word::ClearFilters));
        (!is_bare).then(|| chips.child(element("li").child(clear)))
    }

    fn chip(&self, label: &str, without: Filter) -> Element {
        let name = format!("{}: {label}", self.site.word(Word::ClearFilters));
        let link = self.to(without).attribute("data-filter", "chip").attribute("aria-label", name);
        element("li").child(link.attribute("dir", "auto").text(label))
    }

    /// Everything that would narrow the answer, with the number of posts that it leaves.
    ///
    /// Before the numbers are there their place is kept, so that nothing moves when they come.
    pub(crate) fn narrow(&self, facets: Option<&Facets>) -> Element {
        let summary = element("summary").text(self.site.word(Word::Filters));
        let mut filters = element("details").class("filters").child(summary);
        let mut narrow = element("div").class("narrow");
        match facets {
            None => narrow = narrow.child(element("div").class("months")),
            Some(facets) => {
                narrow = narrow.maybe(self.histogram(&facets.months));
                for (kind, title) in KINDS {
                    filters = filters.maybe(self.group(kind, title, of(facets, kind)));
                }
            }
        }
        narrow.child(filters)
    }

    /// The values of one kind; nothing when there is no choice.
    fn group(&self, kind: Kind, title: Word, facets: &[Facet]) -> Option<Element> {
        if facets.len() < 2 && !facets.iter().any(|facet| facet.chosen) {
            return None;
        }
        let title = self.site.word(title);
        let value = |facet: &Facet| {
            let link = self
                .to(toggled(self.filter, kind, &facet.slug))
                .attribute("dir", "auto")
                // By this the app finds a filter again when choosing it has moved it to the front.
                .attribute("data-filter", format!("{title} {}", facet.slug))
                .when(facet.chosen, "aria-current", "true")
                .text(&facet.label);
            element("li")
                .child(link.text(" ").child(element("span").class("number").text(&facet.count.to_string())))
        };
        let ways = (kind == Kind::Tag && self.filter.tags.len() > 1).then(|| {
            let any = |any_tag| Filter { any_tag, ..self.filter.clone() };
            let all = self.choice(Word::AllOfTags, "all", any(false));
            element("p").class("order").child(all).text(" ").child(self.choice(
                Word::OneOfTags,
                "any",
                any(true),
            ))
        });
        let values = element("ul").children(facets.iter().take(VALUES).map(value));
        Some(element("div").class("group").child(element("h2").text(title)).maybe(ways).child(values))
    }

    /// A bar for each month in which the blog has posts, the newest first, from the first to the last that would leave any.
    fn histogram(&self, months: &[(i32, u8, usize)]) -> Option<Element> {
        let is_chosen = |year: i32, month: u8| self.filter.months.contains(&(year, month));
        let counts = |&(year, month, count): &(i32, u8, usize)| count > 0 || is_chosen(year, month);
        let (first, last) = (months.iter().position(counts)?, months.iter().rposition(counts)?);
        if first == last && self.filter.months.is_empty() {
            return None;
        }
        let months = months.get(first..=last).unwrap_or_default();
        let most = months.iter().map(|(_, _, count)| *count).max().unwrap_or(0).max(1);
        let mut bars = element("div")
            .class("months")
            .attribute("role", "toolbar")
            .attribute("aria-label", self.site.word(Word::MonthsHistogram));
        let mut stop = "0";
        for (at, &(year, month, count)) in months.iter().enumerate().rev() {
            let height = format!("bar h{}", (count * 10).div_ceil(most));
            let name = format!("{}: {count}", self.month((year, month)));
            let bar = if count == 0 && !is_chosen(year, month) {
                element("span")
            } else {
                self.to(with_month(self.filter, (year, month)))
                    .attribute("data-filter", format!("{year}-{}", usize::from(month)))
                    .attribute("aria-label", &name)
                    .attribute("title", &name)
                    // One stop of the tab key for all; `boot.js` has the arrows go from bar to bar.
                    .attribute("tabindex", std::mem::replace(&mut stop, "-1"))
                    .when(is_chosen(year, month), "aria-current", "true")
            };
            // The first bar of a year says which one it is.
            let begins =
                at.checked_sub(1).and_then(|at| months.get(at)).is_none_or(|before| before.0 != year);
            let year_text = || element("span").class("year").text(&year.to_string());
            bars = bars.child(bar.attribute("class", height).maybe(begins.then(year_text)));
        }
        Some(bars)
    }

    fn month(&self, (year, month): (i32, u8)) -> String {
        format!("{} {year}", self.site.words.month(usize::from(month)))
    }
}

fn of(facets: &Facets, kind: Kind) -> &[Facet] {
    match kind {
        Kind::Tag => &facets.tags,
        Kind::Category => &facets.categories,
        Kind::Series => &facets.series,
        Kind::Author => &facets.authors,
        Kind::Language => &facets.languages,
        Kind::Year => &facets.years,
    }
}

fn values(filter: &mut Filter, kind: Kind) -> &mut Vec<String> {
    match kind {
        Kind::Category => &mut filter.categories,
        Kind::Series => &mut filter.series,
        Kind::Author => &mut filter.authors,
        Kind::Language => &mut filter.languages,
        _ => &mut filter.tags,
    }
}

fn chosen(filter: &Filter, kind: Kind) -> Vec<String> {
    match kind {
        Kind::Year => filter.years.iter().map(i32::to_string).collect(),
        _ => values(&mut filter.clone(), kind).clone(),
    }
}

/// The filter with a value put in, or taken out when it was in.
fn toggled(filter: &Filter, kind: Kind, slug: &str) -> Filter {
    let mut filter = filter.clone();
    match kind {
        Kind::Year => toggle(&mut filter.years, whole_number(slug).unwrap_or(0)),
        _ => toggle(values(&mut filter, kind), slug.to_string()),
    }
    filter
}

fn with_month(filter: &Filter, month: (i32, u8)) -> Filter {
    let mut filter = filter.clone();
    toggle(&mut filter.months, month);
    filter
}

fn toggle<T: PartialEq>(values: &mut Vec<T>, value: T) {
    match values.iter().position(|other| *other == value) {
        Some(at) => drop(values.remove(at)),
        None => values.push(value),
    }
}
