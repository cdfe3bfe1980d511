//! All that one URL shows.

use crate::archive::{Month, YearCount};
use crate::date::Date;
use crate::post::{Card, Post};
use crate::route::Route;
use crate::site::{Site, Taxonomy, Term};
use crate::words::Word;

/// One URL's content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// Where it stands.
    pub route: Route,
    /// What it shows.
    pub content: Content,
}

/// What a page shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// The home page of a blog whose author has put it together from parts.
    Home(Vec<HomePart>),
    /// The newest posts of the blog, or those of one term.
    List {
        /// Which term, `None` on the home page.
        of: Option<(Taxonomy, Term)>,
        /// The cards of this page, in reading order.
        cards: Vec<Card>,
        /// Every year that has posts, newest first, on a first page that shows them.
        years: Vec<YearCount>,
        /// Where this page stands among those of the list.
        pager: Pager,
    },
    /// All the terms of a taxonomy, with the number of posts of each.
    Terms {
        /// Which taxonomy.
        taxonomy: Taxonomy,
        /// Its terms, most posts first.
        terms: Vec<Counted>,
    },
    /// Titles by year and month.
    Archive {
        /// Only that year's.
        year: Option<i32>,
        /// Every year that has posts, newest first.
        years: Vec<YearCount>,
        /// The months of this page, newest first.
        months: Vec<Month>,
        /// Where this page stands among those of the archive.
        pager: Pager,
    },
    /// A post.
    Post(Box<Leaf>),
    /// The search form; its results come from the index.
    Search,
    /// The post that was here is elsewhere now.
    Moved {
        /// Its path from the root.
        path: String,
    },
    /// Nothing is at this address.
    Missing,
}

/// A part of the home page, with what it shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HomePart {
    /// Its heading; may be empty where no posts are.
    pub title: String,
    /// The number before the heading; may be empty.
    pub number: String,
    /// The term whose posts these are.
    pub of: Option<(Taxonomy, Term)>,
    /// The posts that are shown, in reading order.
    pub cards: Vec<Card>,
    /// How many there are in all.
    pub total: usize,
    /// A text in place of posts, as HTML; URLs within the site begin with `/`.
    pub html: String,
    /// Whether the blog's newsletter stands here in place of posts.
    pub newsletter: bool,
}

/// A post and what stands around it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Leaf {
    /// The post itself.
    pub post: Post,
    /// The post before it in its first series, else in time.
    pub previous: Option<PageLink>,
    /// The post after it in its first series, else in time.
    pub next: Option<PageLink>,
    /// Its place in its first series.
    pub series: Option<SeriesPlace>,
    /// The posts that are most like it, the likest first.
    pub related: Vec<PageLink>,
}

/// A link to a post.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PageLink {
    /// The post's path from the root.
    pub path: String,
    /// The post's title.
    pub title: String,
    /// When it was published.
    pub date: Option<Date>,
}

/// The place of a post in a series.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SeriesPlace {
    /// The series.
    pub term: Term,
    /// From 1, oldest first.
    pub position: usize,
    /// How many posts it has.
    pub total: usize,
    /// Its posts in their order: all of them, or those around this one.
    pub episodes: Vec<Episode>,
}

impl SeriesPlace {
    /// The posts of the series before and after the one at `path`.
    pub(crate) fn beside(&self, path: &str) -> (Option<PageLink>, Option<PageLink>) {
        let Some(at) = self.episodes.iter().position(|episode| episode.link.path == path) else {
            return (None, None);
        };
        let link = |at: Option<usize>| Some(self.episodes.get(at?)?.link.clone());
        (link(at.checked_sub(1)), link(Some(at + 1)))
    }

    /// Whether the post at `path` is one of those that it names.
    pub fn names(&self, path: &str) -> bool {
        self.episodes.iter().any(|episode| episode.link.path == path)
    }
}

/// A post in its series.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Episode {
    /// The number that its author gave it, else its place in the series, from 1.
    pub number: usize,
    /// The post.
    pub link: PageLink,
}

/// A term and how many posts it has.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counted {
    /// The term.
    pub term: Term,
    /// How many posts.
    pub count: usize,
}

/// Where a page stands among those of its list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pager {
    /// From 1.
    pub page: usize,
    /// How many pages there are, at least 1.
    pub pages: usize,
    /// How many posts the whole list has.
    pub total: usize,
    /// How many posts a page holds.
    pub size: usize,
}

impl Content {
    /// Leaves no more than so many cards, and no way to more of them: what is meant to be a short list on another page.
    pub fn limit(&mut self, most: usize) {
        match self {
            Content::List { cards, pager, years, .. } => {
                cards.truncate(most);
                years.clear();
                pager.pages = 1;
            }
            Content::Home(parts) => {
                let mut left = most;
                for part in parts.iter_mut() {
                    part.cards.truncate(left);
                    left -= part.cards.len();
                }
                parts.retain(|part| !part.cards.is_empty());
            }
            _ => {}
        }
    }
}

impl Page {
    /// The heading of the page.
    pub fn title(&self, site: &Site) -> String {
        match &self.content {
            Content::Home(_) | Content::List { of: None, .. } => site.title.clone(),
            Content::List { of: Some((_, term)), .. } => term.label.clone(),
            Content::Terms { taxonomy, .. } => site.word(taxonomy.words().0).to_string(),
            Content::Archive { year: Some(year), .. } => year.to_string(),
            Content::Archive { year: None, .. } => site.word(Word::Archive).to_string(),
            Content::Post(leaf) => leaf.post.card.title.clone(),
            Content::Search => site.word(Word::Search).to_string(),
            Content::Moved { .. } => site.word(Word::Moved).to_string(),
            Content::Missing => site.word(Word::NotFound).to_string(),
        }
    }

    /// One sentence about the page; may be empty.
    pub fn description<'a>(&'a self, site: &'a Site) -> &'a str {
        match &self.content {
            Content::Post(leaf) => &leaf.post.card.summary,
            Content::List { of: Some((taxonomy, term)), .. } => site
                .about(*taxonomy, &term.slug)
                .map(|about| about.description.as_str())
                .filter(|description| !description.is_empty())
                .unwrap_or(&site.description),
            _ => &site.description,
        }
    }

    /// The language of its content.
    pub fn language<'a>(&'a self, site: &'a Site) -> &'a str {
        match &self.content {
            Content::Post(leaf) => leaf.post.card.language.as_deref().unwrap_or(&site.language),
            _ => &site.language,
        }
    }
}
