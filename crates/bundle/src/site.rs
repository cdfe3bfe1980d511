//! The facts about a blog that every page needs, and the four ways in which posts are gathered.

use crate::route::Route;
use crate::words::{Word, Words};

/// The bundle format that this build writes, and the newest that it reads.
pub const FORMAT: u64 = 1;

/// What is true of the whole blog.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Site {
    /// The blog's name.
    pub title: String,
    /// One sentence about it; may be empty.
    pub description: String,
    /// A few words under the name on the home page; may be empty.
    pub tagline: String,
    /// BCP 47 language tag, `en` when nobody said.
    pub language: String,
    /// Absolute URL of the blog's root with a slash at its end, or `/` when nobody said where it will live.
    pub base: String,
    /// Posts on a list page.
    pub page_size: usize,
    /// The words of the interface.
    pub words: Words,
    /// Which taxonomies have terms, so that the navigation links to these only.
    pub taxonomies: Vec<Taxonomy>,
    /// The links of the navigation; when there are none, they are those of archive, tags and series.
    pub navigation: Vec<Link>,
    /// What the home page is made of; when there is nothing, all posts.
    pub home: Vec<HomeSection>,
    /// What is known of tags, categories, series and authors beside their names.
    pub about: Vec<About>,
    /// The picture that stands for pages that have none, where they are linked: a path from the root that begins with
    /// `/`, or an absolute URL; may be empty.
    pub picture: String,
    /// The bundle that holds every post, relative to the root, when the blog is small enough for one file.
    pub whole: Option<String>,
    /// The first file of each segment of the search index, relative to the root, that of the oldest posts first.
    pub index: Vec<String>,
    /// Which build of the app wrote the pages: a page of another build is loaded as a document.
    pub build: String,
}

impl Default for Site {
    fn default() -> Site {
        Site {
            title: String::new(),
            description: String::new(),
            tagline: String::new(),
            language: "en".to_string(),
            base: "/".to_string(),
            page_size: 10,
            words: Words::default(),
            taxonomies: Vec::new(),
            navigation: Vec::new(),
            home: Vec::new(),
            about: Vec::new(),
            picture: String::new(),
            whole: None,
            index: Vec::new(),
            build: String::new(),
        }
    }
}

impl Site {
    /// The text of a word of the interface.
    pub fn word(&self, word: Word) -> &str {
        self.words.get(word)
    }

    /// Links to the lists that the blog has: the navigation of a blog whose author names none.
    pub fn lists(&self) -> Vec<Link> {
        let link =
            |route: Route, word: Word| Link { title: self.word(word).to_string(), url: route.href("/") };
        let mut links = vec![link(Route::Archive { year: None, page: 1 }, Word::Archive)];
        for taxonomy in [Taxonomy::Tag, Taxonomy::Series] {
            if self.taxonomies.contains(&taxonomy) {
                links.push(link(Route::Terms { taxonomy }, taxonomy.words().0));
            }
        }
        links
    }

    /// What is known of a term beside its name.
    pub fn about(&self, taxonomy: Taxonomy, slug: &str) -> Option<&About> {
        self.about.iter().find(|about| about.taxonomy == taxonomy && about.slug == slug)
    }
}

/// A link of the navigation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Link {
    /// What it says.
    pub title: String,
    /// A path from the root that begins with `/`, or an absolute URL.
    pub url: String,
}

/// A part of the home page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HomeSection {
    /// Its heading; may be empty for posts of one term, which is then the heading.
    pub title: String,
    /// Which posts it shows.
    pub posts: Chosen,
    /// How many at most.
    pub count: usize,
}

/// Which posts a part of the home page shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Chosen {
    /// The newest.
    Latest,
    /// Those that are pinned.
    Pinned,
    /// Those of the term with this slug.
    Term(Taxonomy, String),
}

/// What is known of a tag, category, series or author.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct About {
    /// Of which taxonomy it is.
    pub taxonomy: Taxonomy,
    /// Its name in URLs.
    pub slug: String,
    /// A sentence about it; may be empty.
    pub description: String,
    /// A page about it: a path from the root that begins with `/`, or an absolute URL; may be empty.
    pub url: String,
    /// Its picture, likewise; may be empty.
    pub picture: String,
}

/// A way to gather posts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Taxonomy {
    /// What a post is about.
    Tag,
    /// What kind of post it is.
    Category,
    /// A sequence to be read in order.
    Series,
    /// Who wrote it.
    Author,
}

impl Taxonomy {
    /// All four, in the order in which they are shown.
    pub const ALL: [Taxonomy; 4] = [Taxonomy::Tag, Taxonomy::Category, Taxonomy::Series, Taxonomy::Author];

    /// The first segment of its URLs, and its name in JSON.
    pub fn segment(self) -> &'static str {
        match self {
            Taxonomy::Tag => "tags",
            Taxonomy::Category => "categories",
            Taxonomy::Series => "series",
            Taxonomy::Author => "authors",
        }
    }

    /// The taxonomy of that URL segment.
    pub fn of_segment(segment: &str) -> Option<Taxonomy> {
        Taxonomy::ALL.into_iter().find(|taxonomy| taxonomy.segment() == segment)
    }

    /// Its name in the interface: that of all its terms, and that of one.
    pub fn words(self) -> (Word, Word) {
        match self {
            Taxonomy::Tag => (Word::Tags, Word::Tag),
            Taxonomy::Category => (Word::Categories, Word::Category),
            Taxonomy::Series => (Word::Series, Word::OneSeries),
            Taxonomy::Author => (Word::Authors, Word::Author),
        }
    }
}

/// One tag, category, series or author.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Term {
    /// Its name in URLs, unique within the taxonomy.
    pub slug: String,
    /// Its name for readers.
    pub label: String,
}
