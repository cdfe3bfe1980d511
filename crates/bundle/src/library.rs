//! The whole blog in memory, and the one function that says what each URL shows.

use crate::archive::{ARCHIVE_ROWS, archive};
use crate::date::Date;
use crate::order::{arranged, order};
use crate::page::{Content, Counted, Leaf, Page, PageLink, Pager, SeriesPlace};
use crate::post::{Card, Post};
use crate::route::{Filter, Route};
use crate::site::{Site, Taxonomy, Term};

/// The whole blog: what a bundle in one file decodes to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Library {
    site: Site,
    /// Ordered by (date, path), oldest first; what has no date comes first of all.
    posts: Vec<Post>,
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
        for (number, post) in posts.iter().enumerate() {
            for taxonomy in Taxonomy::ALL {
                named.extend(post.terms(taxonomy).iter().map(|term| (taxonomy, term, number)));
            }
        }
        let name = |at: usize| (named[at].0, &named[at].1.slug);
        let by_name = order(named.len(), &|a, b| name(a).cmp(&name(b)));
        let mut terms: Vec<Gathered> = Vec::new();
        for (taxonomy, term, number) in arranged(named, &by_name) {
            match terms.last_mut() {
                Some(last) if last.taxonomy == taxonomy && last.term.slug == term.slug => {
                    if last.posts.last() != Some(&number) {
                        last.posts.push(number);
                    }
                }
                _ => terms.push(Gathered { taxonomy, term: term.clone(), posts: vec![number] }),
            }
        }
        site.taxonomies =
            Taxonomy::ALL.into_iter().filter(|one| terms.iter().any(|term| term.taxonomy == *one)).collect();
        let by_path = order(posts.len(), &|a, b| posts[a].card.path.cmp(&posts[b].card.path));
        let mut aliases: Vec<(String, usize)> = Vec::new();
        for (number, post) in posts.iter().enumerate() {
            aliases.extend(post.aliases.iter().map(|alias| (alias.clone(), number)));
        }
        let by_alias = order(aliases.len(), &|a, b| aliases[a].0.cmp(&aliases[b].0));
        let mut aliases = arranged(aliases, &by_alias);
        aliases.dedup_by(|a, b| a.0 == b.0);
        Library { site, posts, by_path, aliases, terms }
    }

    /// The facts about the blog.
    pub fn site(&self) -> &Site {
        &self.site
    }

    /// The facts about the blog, to be changed.
    pub fn site_mut(&mut self) -> &mut Site {
        &mut self.site
    }

    /// Every post, oldest first; what has no date comes first of all.
    pub fn posts(&self) -> &[Post] {
        &self.posts
    }

    /// Every post, to be changed in what does not order it.
    pub fn posts_mut(&mut self) -> &mut [Post] {
        &mut self.posts
    }

    /// What a URL shows; [`Content::Missing`] when nothing is there.
    pub fn page(&self, route: &Route) -> Page {
        let content = match route {
            Route::Home { page } => self.list(None, *page),
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
        let mut routes: Vec<Route> = pages(self.posts.len(), size).map(|page| Route::Home { page }).collect();
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
        routes.extend(pages(self.posts.len(), ARCHIVE_ROWS).map(|page| Route::Archive { year: None, page }));
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
        let total = gathered.map_or(self.posts.len(), |gathered| gathered.posts.len());
        let pager = Pager::of(total, self.site.page_size, page)?;
        let card = |at: usize| {
            // A series is read from its beginning, all else from its end.
            let number = match gathered {
                None => total - 1 - at,
                Some(Gathered { taxonomy: Taxonomy::Series, posts, .. }) => *posts.get(at)?,
                Some(gathered) => *gathered.posts.get(total - 1 - at)?,
            };
            self.posts.get(number).map(|post| post.card.clone())
        };
        let cards = pager.range(self.site.page_size).filter_map(card).collect();
        let of = gathered.map(|gathered| (gathered.taxonomy, gathered.term.clone()));
        Some(Content::List { of, cards, pager })
    }

    fn terms(&self, taxonomy: Taxonomy) -> Option<Content> {
        // They stand by their slugs here, and those with as many posts as each other stay so.
        let all: Vec<&Gathered> =
            self.terms.iter().filter(|gathered| gathered.taxonomy == taxonomy).collect();
        let by_count = order(all.len(), &|a, b| all[b].posts.len().cmp(&all[a].posts.len()));
        let counted =
            |gathered: &Gathered| Counted { term: gathered.term.clone(), count: gathered.posts.len() };
        let terms: Vec<Counted> = by_count.iter().map(|&at| counted(all[at])).collect();
        (!terms.is_empty()).then_some(Content::Terms { taxonomy, terms })
    }

    fn leaf(&self, path: &str) -> Option<Content> {
        let at = self.by_path.binary_search_by(|&number| self.posts[number].card.path.as_str().cmp(path));
        let number = *self.by_path.get(at.ok()?)?;
        let post = self.posts.get(number)?.clone();
        let link = |number: usize| self.posts.get(number).map(|post| post.card.link());
        let series = post.series.first().and_then(|term| {
            let posts = &self.gathered(Taxonomy::Series, &term.slug)?.posts;
            let position = posts.iter().position(|&other| other == number)? + 1;
            Some(SeriesPlace { term: term.clone(), position, total: posts.len() })
        });
        let previous = number.checked_sub(1).and_then(link);
        Some(Content::Post(Box::new(Leaf { post, previous, next: link(number + 1), series })))
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
mod tests {
    use super::Library;
    use crate::{Card, Content, Date, Post, Route, Site, Taxonomy, Term};

    fn post(path: &str, date: &str, tags: &[&str]) -> Post {
        let term = |tag: &&str| Term { slug: (*tag).to_string(), label: tag.to_uppercase() };
        let tags: Vec<Term> = tags.iter().map(term).collect();
        let card = Card {
            path: path.into(),
            title: path.into(),
            date: Date::parse(date),
            tags: tags.clone(),
            ..Card::default()
        };
        Post { card, series: tags, ..Post::default() }
    }

    fn library() -> Library {
        let posts = vec![
            post("c/", "2025-03-01", &["rust"]),
            post("undated/", "", &["rust", "web"]),
            post("a/", "2024-01-01", &["web"]),
            post("b/", "2025-02-28", &["rust"]),
        ];
        Library::new(Site { page_size: 3, ..Site::default() }, posts)
    }

    fn paths(library: &Library, url: &str) -> Vec<String> {
        match library.page(&Route::parse("/", url).unwrap()).content {
            Content::List { cards, .. } => cards.into_iter().map(|card| card.path).collect(),
            Content::Archive { months, .. } => months
                .into_iter()
                .flat_map(|month| {
                    month.rows.into_iter().map(move |row| format!("{} {}", month.label, row.path))
                })
                .collect(),
            content => panic!("no list: {content:?}"),
        }
    }

    #[test]
    fn the_newest_come_first_and_what_has_no_date_last() {
        assert_eq!(paths(&library(), "/"), ["c/", "b/", "a/"]);
        assert_eq!(paths(&library(), "/page/2/"), ["undated/"]);
        assert_eq!(paths(&library(), "/tags/rust/"), ["c/", "b/", "undated/"]);
        assert_eq!(paths(&library(), "/series/rust/"), ["undated/", "b/", "c/"]);
        assert_eq!(
            paths(&library(), "/archive/"),
            ["March 2025 c/", "February 2025 b/", "January 2024 a/", "Undated undated/"]
        );
        assert_eq!(paths(&library(), "/archive/2025/"), ["March 2025 c/", "February 2025 b/"]);
    }

    #[test]
    fn a_post_knows_its_neighbours_and_its_place() {
        let Content::Post(leaf) = library().page(&Route::parse("/", "/b/").unwrap()).content else {
            panic!()
        };
        assert_eq!(leaf.previous.unwrap().path, "a/");
        assert_eq!(leaf.next.unwrap().path, "c/");
        let place = leaf.series.unwrap();
        assert_eq!((place.position, place.total), (2, 3));
    }

    #[test]
    fn what_is_not_there_is_missing() {
        for url in
            ["/page/3/", "/tags/none/", "/archive/1999/", "/none/", "/categories/", "/archive/2025/page/2/"]
        {
            assert_eq!(library().page(&Route::parse("/", url).unwrap()).content, Content::Missing, "{url}");
        }
    }

    #[test]
    fn an_old_address_leads_to_the_post() {
        let mut moved = post("a/", "2024-01-01", &[]);
        moved.aliases = vec!["old/".into(), "b/".into()];
        let library = Library::new(Site::default(), vec![moved, post("b/", "2025-01-01", &[])]);
        let content = |url: &str| library.page(&Route::parse("/", url).unwrap()).content;
        assert_eq!(content("/old"), Content::Moved { path: "a/".into() });
        assert!(matches!(content("/b/"), Content::Post(_)));
    }

    #[test]
    fn every_route_that_is_written_shows_something() {
        let library = library();
        let routes = library.routes();
        assert_eq!(library.site().taxonomies, [Taxonomy::Tag, Taxonomy::Series]);
        for route in &routes {
            assert_ne!(library.page(route).content, Content::Missing, "{route:?}");
            assert_eq!(routes.iter().filter(|other| *other == route).count(), 1);
        }
    }

    #[test]
    fn an_empty_blog_still_has_a_home() {
        let library = Library::new(Site::default(), Vec::new());
        assert!(
            matches!(library.page(&Route::Home { page: 1 }).content, Content::List { cards, .. } if cards.is_empty())
        );
    }
}
