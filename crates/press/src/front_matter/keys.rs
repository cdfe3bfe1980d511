//! The keys of a front matter: what Quire calls each thing, what other systems call it, and which of
//! their keys say nothing that a blog of Quire's would lack.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use crate::likely::{likely, plain};

/// What a key's value has to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// One text.
    Text,
    /// One date.
    Date,
    /// Yes or no.
    Flag,
    /// A whole number.
    Number,
    /// Texts, each a name.
    Names,
    /// A picture's address, or a table with its address and texts.
    Picture,
    /// Whatever another system puts there.
    Any,
}

/// A thing that a front matter says, and the keys that say it, most telling first.
/// Keys are compared without case, `_`, `-` and `.`.
#[derive(Debug)]
pub(super) struct Key {
    pub name: &'static str,
    pub kind: Kind,
    synonyms: &'static [&'static str],
}

const fn key(name: &'static str, kind: Kind, synonyms: &'static [&'static str]) -> Key {
    Key { name, kind, synonyms }
}

static KEYS: &[Key] = &[
    key("title", Kind::Text, &["title", "linkTitle"]),
    key(
        "date",
        Kind::Date,
        &[
            "date",
            "pubDatetime",
            "pubDate",
            "publishDate",
            "published_at",
            "date_published",
            "created",
            "created_at",
        ],
    ),
    key(
        "updated",
        Kind::Date,
        &[
            "updated",
            "lastmod",
            "modDatetime",
            "updatedDate",
            "updated_at",
            "last_modified_at",
            "date_modified",
            "modified",
        ],
    ),
    key("expires", Kind::Date, &["expires", "expiryDate", "unpublishDate"]),
    key("draft", Kind::Flag, &["draft"]),
    key("published", Kind::Any, &["published", "publish"]),
    key("status", Kind::Any, &["status"]),
    key(
        "description",
        Kind::Text,
        &["description", "summary", "custom_excerpt", "excerpt", "deck", "tldr", "meta_description"],
    ),
    key("excerpt_separator", Kind::Any, &["excerpt_separator"]),
    key("tags", Kind::Names, &["tags", "tag", "topics"]),
    key("categories", Kind::Names, &["categories", "category"]),
    key("series", Kind::Names, &["series"]),
    key("series_order", Kind::Number, &["series_order", "series_weight"]),
    key("weight", Kind::Any, &["weight"]),
    key("authors", Kind::Names, &["authors", "author"]),
    key("slug", Kind::Text, &["slug"]),
    key("path", Kind::Text, &["path", "url", "permalink"]),
    key("aliases", Kind::Names, &["aliases", "alias", "redirect_from"]),
    key(
        "cover",
        Kind::Picture,
        &[
            "cover",
            "image",
            "images",
            "ogImage",
            "heroImage",
            "feature_image",
            "featured_image",
            "cover_image",
            "socialImage",
            "banner_image",
            "thumbnail",
            "local_image",
            "social_media_card",
        ],
    ),
    key(
        "cover_alt",
        Kind::Text,
        &["cover_alt", "feature_image_alt", "featured_image_alt", "image_alt", "heroImageAlt", "ogImageAlt"],
    ),
    key(
        "cover_caption",
        Kind::Text,
        &["cover_caption", "feature_image_caption", "featured_image_caption", "image_caption"],
    ),
    key("canonical_url", Kind::Text, &["canonical_url", "canonical"]),
    key(
        "external_url",
        Kind::Text,
        &["external_url", "external_link", "link", "redirect_to", "redirect_url", "source_url"],
    ),
    key("lang", Kind::Text, &["lang", "language", "locale"]),
    key("translation_key", Kind::Text, &["translationKey"]),
    key("pinned", Kind::Flag, &["pinned", "pin", "featured", "sticky"]),
    key("search", Kind::Flag, &["search", "in_search_index", "searchable"]),
    key("not_search", Kind::Flag, &["searchHidden", "exclude_from_search"]),
    key("toc", Kind::Flag, &["toc", "ShowToc", "enableToc", "table_of_contents"]),
    key("not_toc", Kind::Flag, &["hide_table_of_contents", "hide_toc", "disable_toc"]),
    key("math", Kind::Flag, &["math", "katex", "mathjax", "usemathjax"]),
    key("diagrams", Kind::Flag, &["diagrams"]),
    key("page", Kind::Flag, &["page"]),
    key("type", Kind::Any, &["type"]),
    key("layout", Kind::Any, &["layout"]),
];

/// Keys that other systems define and whose absence takes nothing from a post on Quire.
const FOREIGN: &str = "\
    _build build cascade comments disableHLJS disableShare editPost headless hidden hiddenInHomeList \
    hiddenInRss hideMeta hideSummary isCJKLanguage keywords kind latex license markup \
    menu menus mermaid modified_by modules outputs resources robotsNoIndex ShowBreadCrumbs \
    ShowCodeCopyButtons ShowPostNavLinks ShowReadingTime ShowRssButtonInSectionTermList ShowShareButtons \
    ShowWordCount sitemap TocOpen TocSide UseHugoToc videos audio \
    generate_feed generate_feeds insert_anchor_links page_template paginate_by paginate_path \
    paginate_reversed render sort_by template transparent \
    feed hideEditPost heading timezone \
    author_profile classes grand_parent has_children header img_path last_modified \
    media_subpath nav_exclude nav_order parent read_time related render_with_liquid robots share sidebar \
    toc_icon toc_label toc_sticky \
    cssclass cssclasses id noindex socialDescription uid up uuid \
    access codeinjection_foot codeinjection_head comment_id custom_template frontmatter meta_title \
    og_description og_title primary_author primary_tag reading_time twitter_description twitter_image \
    twitter_title visibility \
    custom_edit_url displayed_sidebar hide_title pagination_next pagination_prev sidebar_label \
    sidebar_position truncate \
    abbrlink format guid meta order password photos post_format post_id top wordpress_id \
    data links name pages subtitle video";

/// Tables whose keys count as if they stood at the top (Zola, Hugo).
pub(super) const TABLES: &[&str] = &["taxonomies", "extra", "params"];

/// What is not read from `[extra]` and `params`: there an author's `url` is one of the author's own.
const TOP_ONLY: &[&str] = &[
    "title",
    "draft",
    "published",
    "status",
    "slug",
    "path",
    "aliases",
    "lang",
    "translation_key",
    "page",
    "type",
    "layout",
    "weight",
];

static KNOWN: LazyLock<HashMap<String, (&'static Key, usize)>> = LazyLock::new(|| {
    let keys = KEYS.iter().flat_map(|key| {
        key.synonyms.iter().enumerate().map(move |(rank, synonym)| (plain(synonym), (key, rank)))
    });
    keys.collect()
});

static HARMLESS: LazyLock<HashSet<String>> =
    LazyLock::new(|| FOREIGN.split_whitespace().map(plain).collect());

/// The thing that a key at the top says, and the key's place among its synonyms.
pub(super) fn known(key: &str) -> Option<(&'static Key, usize)> {
    KNOWN.get(&plain(key)).copied()
}

/// The same for a key in one of [`TABLES`].
pub(super) fn known_in(table: &str, key: &str) -> Option<(&'static Key, usize)> {
    known(key).filter(|(key, _)| table == "taxonomies" || !TOP_ONLY.contains(&key.name))
}

/// Whether another system defines the key, and a post lacks nothing without it.
pub(super) fn is_harmless(key: &str) -> bool {
    HARMLESS.contains(&plain(key))
}

/// The key that an author probably meant. `said` tells whether a thing is said already: then the
/// odd key is probably one of the author's own.
pub(super) fn meant(key: &str, said: impl Fn(&str) -> bool) -> Option<&'static str> {
    let near = |word: &&str| word.len().abs_diff(key.len()) <= 4;
    let words = KEYS.iter().flat_map(|key| key.synonyms.iter().copied()).filter(near);
    let meant = likely(key, words)?;
    let (word, found) = (plain(key), plain(meant));
    // Four letters with another one in place of one are mostly another word: `part` is no `path`.
    let near = word.len().min(found.len()) > 4 || letters(&word) == letters(&found);
    let name = known(meant).map_or(meant, |(key, _)| key.name);
    (near && !said(name)).then_some(meant)
}

fn letters(word: &str) -> Vec<char> {
    let mut letters: Vec<char> = word.chars().collect();
    letters.sort_unstable();
    letters
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_understood_and_an_authors_own_word_is_left_alone() {
        let none = |_: &str| false;
        for (key, expected) in [
            ("titel", Some("title")),
            ("discription", Some("description")),
            ("catagories", Some("categories")),
            ("dtae", Some("date")),
            ("permalnik", Some("permalink")),
            ("seires", Some("series")),
            ("part", None),
            ("rate", None),
            ("data", None),
            ("kicker", None),
            ("source", None),
            ("primary_image", None),
        ] {
            assert_eq!(meant(key, none), expected, "{key}");
        }
        assert_eq!(meant("titel", |name| name == "title"), None, "the title is there already");
    }

    #[test]
    fn no_key_has_two_meanings() {
        let all: Vec<String> =
            KEYS.iter().flat_map(|key| key.synonyms.iter().map(|one| plain(one))).collect();
        let mut once = all.clone();
        once.sort();
        once.dedup();
        assert_eq!(once.len(), all.len());
        let both: Vec<&String> = all.iter().filter(|key| HARMLESS.contains(*key)).collect();
        assert!(both.is_empty(), "{both:?}");
    }
}
