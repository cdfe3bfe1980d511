//! The whole blog in memory, and the one function that says what each URL shows.

use std::ops::Range;
use std::sync::Arc;

use crate::archive::{ARCHIVE_ROWS, archive, years};
use crate::date::Date;
use crate::order::{arranged, order};
use crate::page::{Content, Counted, Episode, HomePart, Leaf, Page, PageLink, Pager, SeriesPlace};
use crate::post::{Card, Post};
use crate::route::{Filter, Route};
use crate::site::{Chosen, HomeSection, Part, Site, Taxonomy, Term};

/// Posts of a series that a page of one of them leads to; of a longer one, those around it.
const EPISODES: usize = 25;

/// The whole blog: what a bundle in one file decodes to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Library {
    site: Arc<Site>,
    /// Ordered by (date, path), oldest first; what has no date comes first of all.
    posts: Vec<Post>,
    /// Numbers of the posts that are in lists, ascending.
    listed: Vec<usize>,
    /// The same, those that are pinned after the others: the home page is read from its end.
    home: Vec<usize>,
    /// Numbers of posts, ordered by path.
    by_path: Vec<usize>,
    /// Old paths and the numbers of the posts that left them, ordered by path.
    aliases: Vec<(String, usize)>,
    /// Ordered by (taxonomy, slug).
    terms: Vec<Gathered>,
}

/// A term and its posts.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Gathered {
    taxonomy: Taxonomy,
    term: Term,
    /// Numbers of posts, ascending.
    posts: Vec<usize>,
}

impl Library {
    /// Orders the posts and gathers their terms; the site's [`taxonomies`](Site::taxonomies) are set here.
    ///
    /// Paths and slugs should be unique; of two posts with one path, the later is not found by its route.
    pub fn new(mut site: Site, posts: Vec<Post>) -> Library {
        let seconds = |post: &Post| post.card.date.as_ref().and_then(Date::seconds);
        let dates: Vec<Option<i64>> = posts.iter().map(seconds).collect();
        let place = |number: usize| (dates[number], &posts[number].card.path);
        let by_date = order(posts.len(), &|a, b| place(a).cmp(&place(b)));
        let posts = arranged(posts, &by_date);
        let mut named: Vec<(Taxonomy, &Term, usize)> = Vec::new();
        let (mut listed, mut home, mut pinned) = (Vec::new(), Vec::new(), Vec::new());
        for (number, post) in posts.iter().enumerate().filter(|(_, post)| !post.unlisted) {
            listed.push(number);
            (if post.card.pinned { &mut pinned } else { &mut home }).push(number);
            for taxonomy in Taxonomy::ALL {
                for term in post.terms(taxonomy) {
                    named.push((taxonomy, term, number));
                }
            }
        }
        home.extend_from_slice(&pinned);
        let name = |at: usize| (named[at].0, &named[at].1.slug);
        let by_name = order(named.len(), &|a, b| name(a).cmp(&name(b)));
        let mut terms: Vec<Gathered> = Vec::new();
        for (taxonomy, term, number) in by_name.into_iter().map(|at| named[at]) {
            match terms.last_mut() {
                Some(last) if last.taxonomy == taxonomy && last.term.slug == term.slug => {
                    if last.posts.last() != Some(&number) {
                        last.posts.push(number);
                    }
                }
                _ => terms.push(Gathered { taxonomy, term: term.clone(), posts: vec![number] }),
            }
        }
        for series in terms.iter_mut().filter(|gathered| gathered.taxonomy == Taxonomy::Series) {
            // By their order, those without one last, and then by their dates, as they stand.
            let place = |at: usize| posts[series.posts[at]].series_order.unwrap_or(i64::MAX);
            let by_place = order(series.posts.len(), &|a, b| place(a).cmp(&place(b)));
            series.posts = by_place.into_iter().map(|at| series.posts[at]).collect();
        }
        site.taxonomies =
            Taxonomy::ALL.into_iter().filter(|one| terms.iter().any(|term| term.taxonomy == *one)).collect();
        let by_path = order(posts.len(), &|a, b| posts[a].card.path.cmp(&posts[b].card.path));
        let mut left: Vec<(&String, usize)> = Vec::new();
        for (number, post) in posts.iter().enumerate() {
            for alias in &post.aliases {
                left.push((alias, number));
            }
        }
        let by_alias = order(left.len(), &|a, b| left[a].0.cmp(left[b].0));
        let mut aliases: Vec<(String, usize)> = Vec::new();
        for (alias, number) in by_alias.into_iter().map(|at| left[at]) {
            if aliases.last().is_none_or(|(last, _)| last != alias) {
                aliases.push((alias.clone(), number));
            }
        }
        Library { site: Arc::new(site), posts, listed, home, by_path, aliases, terms }
    }

    /// The facts about the blog.
    pub fn site(&self) -> &Site {
        &self.site
    }

    /// The same, for those who hold them as long as they like.
    pub fn shared_site(&self) -> Arc<Site> {
        self.site.clone()
    }

    /// The facts about the blog, to be changed.
    pub fn site_mut(&mut self) -> &mut Site {
        Arc::make_mut(&mut self.site)
    }

    /// Every post, oldest first; what has no date comes first of all.
    pub fn posts(&self) -> &[Post] {
        &self.posts
    }

    /// Every post, to be changed in what does not order it.
    pub fn posts_mut(&mut self) -> &mut [Post] {
        &mut self.posts
    }

    /// What it was made of; the posts in its order.
    pub fn into_parts(self) -> (Site, Vec<Post>) {
        (Arc::unwrap_or_clone(self.site), self.posts)
    }

    /// The numbers of the posts that are in lists, ascending.
    pub(crate) fn listed(&self) -> &[usize] {
        &self.listed
    }

    /// What a URL shows; [`Content::Missing`] when nothing is there.
    pub fn page(&self, route: &Route) -> Page {
        let content = match route {
            Route::Home { page: 1 } if !self.site.home.is_empty() => Some(self.home()),
            Route::Home { page } if self.site.home.is_empty() => self.list(None, *page),
            Route::Home { .. } => None,
            Route::Term { taxonomy, slug, page } => {
                self.gathered(*taxonomy, slug).and_then(|gathered| self.list(Some(gathered), *page))
            }
            Route::Terms { taxonomy } => self.terms(*taxonomy),
            Route::Archive { year, page } => archive(self, *year, *page),
            Route::Post { path } => self.leaf(path).or_else(|| self.moved(path)),
            Route::Search(_) => Some(Content::Search),
        };
        Page { route: route.clone(), content: content.unwrap_or(Content::Missing) }
    }

    /// Every route that has a page of its own: what `press` writes.
    pub fn routes(&self) -> Vec<Route> {
        let pages = |total: usize, size: usize| 1..=total.div_ceil(size.max(1)).max(1);
        let size = self.site.page_size;
        let home = if self.site.home.is_empty() { self.home.len() } else { 0 };
        let mut routes: Vec<Route> = pages(home, size).map(|page| Route::Home { page }).collect();
        routes.extend(self.posts.iter().map(|post| Route::Post { path: post.card.path.clone() }));
        routes.extend(self.site.taxonomies.iter().map(|&taxonomy| Route::Terms { taxonomy }));
        for gathered in &self.terms {
            let (taxonomy, slug) = (gathered.taxonomy, &gathered.term.slug);
            routes.extend(pages(gathered.posts.len(), size).map(|page| Route::Term {
                taxonomy,
                slug: slug.clone(),
                page,
            }));
        }
        routes.extend(pages(self.listed.len(), ARCHIVE_ROWS).map(|page| Route::Archive { year: None, page }));
        if let Some(Content::Archive { years, .. }) = archive(self, None, 1) {
            for count in years {
                let year = Some(count.year);
                routes.extend(pages(count.count, ARCHIVE_ROWS).map(|page| Route::Archive { year, page }));
            }
        }
        routes.push(Route::Search(Filter::default()));
        routes
    }

    fn list(&self, gathered: Option<&Gathered>, page: usize) -> Option<Content> {
        let numbers = gathered.map_or(&self.home, |gathered| &gathered.posts);
        let pager = Pager::of(numbers.len(), self.site.page_size, page)?;
        let in_order = gathered.is_some_and(|gathered| gathered.taxonomy == Taxonomy::Series);
        let cards = self.cards(numbers, in_order, pager.range());
        let of = gathered.map(|gathered| (gathered.taxonomy, gathered.term.clone()));
        let has_years = of.is_none() && page == 1 && self.site.shows(Part::Years);
        let years = if has_years { years(self) } else { Vec::new() };
        Some(Content::List { of, cards, years, pager })
    }

    /// The cards of some of a list's posts. A series is read from its beginning, all else from its end.
    fn cards(&self, numbers: &[usize], in_order: bool, range: Range<usize>) -> Vec<Card> {
        let mut cards = Vec::new();
        for at in range.start..range.end.min(numbers.len()) {
            let number = numbers.get(if in_order { at } else { numbers.len() - 1 - at });
            cards.extend(number.and_then(|&number| self.card(number)));
        }
        cards
    }

    /// What a list shows of a post, without what the blog does not show.
    fn card(&self, number: usize) -> Option<Card> {
        let post = self.posts.get(number)?;
        let shows = |part: Part| self.site.shows(part);
        let mut card = post.card.clone();
        if !shows(Part::Minutes) {
            card.minutes = 0;
        }
        if !shows(Part::Tags) {
            card.tags.clear();
        }
        if shows(Part::Kinds) {
            card.kinds.clone_from(&post.categories);
        }
        if shows(Part::Episodes) {
            card.episode = post.series.first().and_then(|term| {
                let at =
                    self.gathered(Taxonomy::Series, &term.slug)?.posts.iter().position(|&one| one == number);
                Some((term.clone(), self.episode_number(number, at?)))
            });
        }
        card.lead = card.lead.or_else(|| post.cover.clone()).filter(|_| shows(Part::Pictures));
        Some(card)
    }

    /// The number that its author gave a post in its series, else its place there, which is counted from 0.
    fn episode_number(&self, number: usize, at: usize) -> usize {
        let own = self.posts.get(number).and_then(|post| usize::try_from(post.series_order?).ok());
        own.filter(|&own| own > 0).unwrap_or(at + 1)
    }

    fn home(&self) -> Content {
        let mut parts = Vec::new();
        for section in &self.site.home {
            parts.extend(self.home_part(section));
        }
        Content::Home(parts)
    }

    /// A part of the home page; `None` when it has nothing to show.
    fn home_part(&self, section: &HomeSection) -> Option<HomePart> {
        let mut part =
            HomePart { title: section.title.clone(), number: section.number.clone(), ..HomePart::default() };
        let (all, pinned) = match &section.posts {
            Chosen::Latest => (&self.listed, false),
            Chosen::Pinned => (&self.listed, true),
            Chosen::Term(taxonomy, slug) => {
                let gathered = self.gathered(*taxonomy, slug)?;
                part.of = Some((*taxonomy, gathered.term.clone()));
                if part.title.is_empty() {
                    part.title.clone_from(&gathered.term.label);
                }
                (&gathered.posts, false)
            }
            Chosen::Text(html) => return Some(HomePart { html: html.clone(), ..part }),
            Chosen::Newsletter => {
                self.site.newsletter.as_ref()?;
                return Some(HomePart { newsletter: true, ..part });
            }
        };
        // What is pinned stands once, if it has a part of its own.
        let apart = self.site.home.iter().any(|section| section.posts == Chosen::Pinned);
        let mut numbers = Vec::new();
        for &number in all {
            let is_pinned = self.posts.get(number).is_some_and(|post| post.card.pinned);
            if is_pinned == pinned || !(pinned || apart) {
                numbers.push(number);
            }
        }
        let in_order = matches!(part.of, Some((Taxonomy::Series, _)));
        part.cards = self.cards(&numbers, in_order, 0..section.count);
        // The way to all of them leads to the pinned as well.
        part.total = if pinned { numbers.len() } else { all.len() };
        (!part.cards.is_empty()).then_some(part)
    }

    fn terms(&self, taxonomy: Taxonomy) -> Option<Content> {
        // They stand by their slugs here, and those with as many posts as each other stay so.
        let mut all: Vec<&Gathered> = Vec::new();
        for gathered in &self.terms {
            if gathered.taxonomy == taxonomy {
                all.push(gathered);
            }
        }
        let by_count = order(all.len(), &|a, b| all[b].posts.len().cmp(&all[a].posts.len()));
        let mut terms = Vec::new();
        for gathered in by_count.into_iter().map(|at| all[at]) {
            terms.push(Counted { term: gathered.term.clone(), count: gathered.posts.len() });
        }
        (!terms.is_empty()).then_some(Content::Terms { taxonomy, terms })
    }

    /// The number of the post with this path.
    fn number(&self, path: &str) -> Option<usize> {
        let at = self.by_path.binary_search_by(|&number| self.posts[number].card.path.as_str().cmp(path));
        self.by_path.get(at.ok()?).copied()
    }

    fn leaf(&self, path: &str) -> Option<Content> {
        let number = self.number(path)?;
        let mut post = self.posts.get(number)?.clone();
        let shows = |part: Part| self.site.shows(part);
        if !shows(Part::Contents) {
            post.headings.clear();
        }
        let series = if shows(Part::Series) { self.series_place(&post, number) } else { None };
        let (mut previous, mut next) = (None, None);
        if shows(Part::Neighbours) {
            (previous, next) = series.as_ref().map(|place| place.beside(path)).unwrap_or_default();
            let place = self.listed.binary_search(&number).ok();
            let beside = |at: Option<usize>| self.link(*self.listed.get(at?)?);
            previous = previous.or_else(|| beside(place.and_then(|at| at.checked_sub(1))));
            next = next.or_else(|| beside(place.map(|at| at + 1)));
        }
        let mut related = Vec::new();
        if shows(Part::Related) {
            for path in &post.related {
                related.extend(self.number(path).and_then(|number| self.link(number)));
            }
        }
        Some(Content::Post(Box::new(Leaf { post, previous, next, series, related })))
    }

    fn link(&self, number: usize) -> Option<PageLink> {
        self.posts.get(number).map(|post| post.card.link())
    }

    /// The place of a post in its first series.
    fn series_place(&self, post: &Post, number: usize) -> Option<SeriesPlace> {
        let term = post.series.first()?;
        let posts = &self.gathered(Taxonomy::Series, &term.slug)?.posts;
        let at = posts.iter().position(|&other| other == number)?;
        let first = at.saturating_sub(EPISODES / 2).min(posts.len().saturating_sub(EPISODES));
        let mut episodes = Vec::new();
        for (at, &number) in posts.iter().enumerate().skip(first).take(EPISODES) {
            if let Some(link) = self.link(number) {
                episodes.push(Episode { number: self.episode_number(number, at), link });
            }
        }
        Some(SeriesPlace { term: term.clone(), position: at + 1, total: posts.len(), episodes })
    }

    /// Where the post went that once had this path.
    fn moved(&self, path: &str) -> Option<Content> {
        let at = self.aliases.binary_search_by(|(alias, _)| alias.as_str().cmp(path)).ok()?;
        let post = self.posts.get(self.aliases.get(at)?.1)?;
        Some(Content::Moved { path: post.card.path.clone() })
    }

    fn gathered(&self, taxonomy: Taxonomy, slug: &str) -> Option<&Gathered> {
        let at = self.terms.binary_search_by(|gathered| {
            (gathered.taxonomy, gathered.term.slug.as_str()).cmp(&(taxonomy, slug))
        });
        self.terms.get(at.ok()?)
    }
}

impl Card {
    /// A link to the post.
    pub(crate) fn link(&self) -> PageLink {
        PageLink { path: self.path.clone(), title: self.title.clone(), date: self.date.clone() }
    }
}

#[cfg(test)]
mod tests;
