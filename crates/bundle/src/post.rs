//! A post, and the card that stands for it in a list.

use crate::date::Date;
use crate::site::{Taxonomy, Term};

/// What a list shows of a post.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Card {
    /// Its path from the root: `posts/first/`, `2020/first.html`. Unique in a [`Library`](crate::Library).
    pub path: String,
    /// Its title, never empty in a [`Library`](crate::Library).
    pub title: String,
    /// When it was published.
    pub date: Option<Date>,
    /// The author's description, or an excerpt: plain text.
    pub summary: String,
    /// Whole minutes of reading, 0 when nobody counted.
    pub minutes: usize,
    /// What it is about.
    pub tags: Vec<Term>,
    /// Who wrote it.
    pub authors: Vec<Term>,
    /// BCP 47 tag, when it is not the site's.
    pub language: Option<String>,
    /// Whether it stands before the others on the home page.
    pub pinned: bool,
    /// What kind of post it is. A [`Library`](crate::Library) takes it from the post.
    pub kinds: Vec<Term>,
    /// Its series and its number there. A [`Library`](crate::Library) takes it from the post.
    pub episode: Option<(Term, usize)>,
    /// The picture that stands for it, if that is another than the post's cover.
    pub lead: Option<Picture>,
}

/// A whole post.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Post {
    /// What lists show of it.
    pub card: Card,
    /// Stable name in feeds.
    pub id: String,
    /// When it was last changed.
    pub updated: Option<Date>,
    /// What kind of post it is.
    pub categories: Vec<Term>,
    /// The sequences it belongs to.
    pub series: Vec<Term>,
    /// Its place in them, when that is another than its date's; what has one comes before what has none.
    pub series_order: Option<i64>,
    /// Its body as HTML; URLs within the site begin with `/`.
    pub html: String,
    /// Its headings, in order.
    pub headings: Vec<Heading>,
    /// Words in the body.
    pub words: usize,
    /// The page that a link post is about.
    pub external_url: Option<String>,
    /// Old paths from the root that lead here.
    pub aliases: Vec<String>,
    /// What relative URLs in a foreign body resolve against.
    pub origin: Option<String>,
    /// Whether it is in no list: a page that stands on its own (`about`), or a post in another language.
    pub unlisted: bool,
    /// The same post in other languages.
    pub translations: Vec<Translation>,
    /// The picture over its body.
    pub cover: Option<Picture>,
    /// The absolute URL under which it was published first, when that is not here.
    pub canonical_url: Option<String>,
    /// The paths of the posts that are most like it, the likest first.
    pub related: Vec<String>,
    /// Where it can be edited, absolute.
    pub edit_url: Option<String>,
}

/// A post in another language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Translation {
    /// BCP 47 tag.
    pub language: String,
    /// What the language calls itself.
    pub label: String,
    /// The path of the post from the root.
    pub path: String,
}

/// A picture.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Picture {
    /// A path from the root that begins with `/`, or an absolute URL.
    pub url: String,
    /// What it shows, for those who do not see it; may be empty.
    pub alt: String,
    /// What stands under it; may be empty.
    pub caption: String,
    /// Width and height in pixels, when they are known.
    pub size: Option<(usize, usize)>,
    /// The same picture in several widths as `srcset` has it, each a path from the root that begins with `/`; empty when
    /// there is only the one.
    pub set: String,
    /// A colour like that of the whole, as `#rrggbb`; empty when nobody looked.
    pub color: String,
}

impl Post {
    /// Its terms of one taxonomy.
    pub fn terms(&self, taxonomy: Taxonomy) -> &[Term] {
        match taxonomy {
            Taxonomy::Tag => &self.card.tags,
            Taxonomy::Category => &self.categories,
            Taxonomy::Series => &self.series,
            Taxonomy::Author => &self.card.authors,
        }
    }
}

/// A heading of a body, as the table of contents shows it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Heading {
    /// 2 to 6.
    pub level: usize,
    /// The id of the heading's element.
    pub id: String,
    /// Its text.
    pub text: String,
}
