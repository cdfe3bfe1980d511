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
    /// What stands over the blog's name on the home page, if it is published in issues.
    pub masthead: Option<Masthead>,
    /// What is said at the foot of every page; may be empty.
    pub colophon: String,
    /// How to get the blog by mail, if that is possible.
    pub newsletter: Option<Newsletter>,
    /// The parts that its pages have.
    pub shows: Parts,
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
            masthead: None,
            colophon: String::new(),
            newsletter: None,
            shows: Parts::of(&Part::USUAL),
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

    /// Whether pages have this part.
    pub fn shows(&self, part: Part) -> bool {
        self.shows.has(part)
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
    /// Its heading; may be empty, and for posts of one term that is then the heading.
    pub title: String,
    /// The number before the heading, as it is written; may be empty.
    pub number: String,
    /// What it shows.
    pub posts: Chosen,
    /// How many posts at most.
    pub count: usize,
}

/// What a part of the home page shows: mostly some of the posts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Chosen {
    /// The newest.
    Latest,
    /// Those that are pinned.
    Pinned,
    /// Those of the term with this slug.
    Term(Taxonomy, String),
    /// No posts but this text, as HTML; URLs within the site begin with `/`.
    Text(String),
    /// No posts but the blog's [`Newsletter`].
    Newsletter,
}

/// A part of pages that a blog has or has not.
///
/// What is shown of posts is left out of the data where it is not shown; see [`Library`](crate::Library).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// How many minutes a post takes to read, in lists.
    Minutes,
    /// The categories of a post, in lists.
    Kinds,
    /// The tags of a post, in lists.
    Tags,
    /// The picture of a post, in lists.
    Pictures,
    /// The series of a post and its number there, in lists.
    Episodes,
    /// "Read more" after an excerpt that was cut.
    More,
    /// In lists of all posts, where a year begins, and how much was written in each.
    Years,
    /// How far one has read.
    Progress,
    /// A post's table of contents.
    Contents,
    /// The other posts of a post's series.
    Series,
    /// A button that shares a post or copies its address.
    Share,
    /// The posts that are most like a post.
    Related,
    /// The posts before and after a post.
    Neighbours,
}

impl Part {
    /// All of them by their names in an author's configuration. Their order is part of the format.
    pub const NAMES: [(&'static str, Part); 13] = [
        ("minutes", Part::Minutes),
        ("kinds", Part::Kinds),
        ("tags", Part::Tags),
        ("pictures", Part::Pictures),
        ("episodes", Part::Episodes),
        ("more", Part::More),
        ("years", Part::Years),
        ("progress", Part::Progress),
        ("contents", Part::Contents),
        ("series", Part::Series),
        ("share", Part::Share),
        ("related", Part::Related),
        ("neighbours", Part::Neighbours),
    ];

    /// What a blog has that says nothing of it, such as a foreign feed.
    pub const USUAL: [Part; 6] =
        [Part::Minutes, Part::Tags, Part::Contents, Part::Series, Part::Related, Part::Neighbours];
}

/// Some parts of pages: a bit for each, as that is what a reader downloads least for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Parts(pub(crate) usize);

impl Parts {
    /// These.
    pub fn of(parts: &[Part]) -> Parts {
        Parts(parts.iter().fold(0, |bits, part| bits | 1 << *part as usize))
    }

    /// Whether it is one of them.
    pub fn has(self, part: Part) -> bool {
        self.0 >> part as usize & 1 == 1
    }
}

/// What stands over the name of a blog that is published in issues.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Masthead {
    /// Volume and issue: `Vol. III · Issue 07`.
    pub line: String,
    /// When the issue appeared: `May 2026`.
    pub month: String,
    /// The issue alone: `07`; may be empty.
    pub number: String,
}

/// How to get a blog by mail: a form that the author's provider answers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Newsletter {
    /// Where the form goes, absolute.
    pub action: String,
    /// The name of the field that holds the reader's address.
    pub field: String,
    /// The heading; may be empty.
    pub title: String,
    /// What is promised; may be empty.
    pub text: String,
    /// What stands under the form; may be empty.
    pub note: String,
    /// Whether it stands after posts too.
    pub after_posts: bool,
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
