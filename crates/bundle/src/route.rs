//! What a URL looks like, both ways: nothing else in Quire builds or reads one.
//!
//! A route is written behind a *base*, which is whatever stands in front of the site's own paths: `/`, `/blog/`, the way
//! up from a page (`../../`), or `#/`.

use crate::site::Taxonomy;
use crate::url::{decode, encode};

/// One place on the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Route {
    /// The newest posts; pages count from 1.
    Home {
        /// Which page of the list.
        page: usize,
    },
    /// A post, or whatever else the address may turn out to be.
    Post {
        /// Its decoded path from the root: `posts/a/`, or a file such as `2020/a.html`.
        path: String,
    },
    /// All the terms of a taxonomy.
    Terms {
        /// Which taxonomy.
        taxonomy: Taxonomy,
    },
    /// The posts of one term.
    Term {
        /// Which taxonomy.
        taxonomy: Taxonomy,
        /// Which of its terms.
        slug: String,
        /// Which page of the list.
        page: usize,
    },
    /// Every post by year and month.
    Archive {
        /// Only that year's.
        year: Option<i32>,
        /// Which page of the list.
        page: usize,
    },
    /// Search, and any combination of filters.
    Search(Filter),
}

/// What a reader searches and filters by.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// The words typed, as typed.
    pub text: String,
    /// Slugs of tags.
    pub tags: Vec<String>,
    /// Slugs of authors.
    pub authors: Vec<String>,
    /// Years.
    pub years: Vec<i32>,
}

impl Filter {
    /// Nothing typed and nothing chosen.
    pub fn is_empty(&self) -> bool {
        *self == Filter::default()
    }
}

impl Route {
    /// The route that `url` means on a site whose root is `base` (which ends with a slash), or `None` outside it.
    ///
    /// A fragment is ignored; every address within the site is some route: what is nothing else is a post.
    pub fn parse(base: &str, url: &str) -> Option<Route> {
        let inside = match url.strip_prefix(base) {
            Some(inside) => inside,
            None if base.strip_suffix('/') == Some(url) => "",
            None => return None,
        };
        let inside = inside.split_once('#').map_or(inside, |(before, _)| before);
        let (path, query) = inside.split_once('?').unwrap_or((inside, ""));
        let path = path
            .strip_suffix("index.html")
            .filter(|rest| rest.is_empty() || rest.ends_with('/'))
            .unwrap_or(path);
        let segments: Vec<String> =
            path.split('/').filter(|segment| !segment.is_empty()).map(decode).collect();
        let segments: Vec<&str> = segments.iter().map(String::as_str).collect();
        Some(
            Route::of_segments(&segments, query)
                .unwrap_or_else(|| Route::Post { path: post_path(&segments) }),
        )
    }

    /// Its URL behind `base`.
    pub fn href(&self, base: &str) -> String {
        base.to_string() + &encode(&self.path(), true) + &self.query()
    }

    /// Its decoded path from the root, without the query: the folder of its `index.html`, or the file.
    pub fn path(&self) -> String {
        match self {
            Route::Home { page } => paged("", *page),
            Route::Post { path } => path.clone(),
            Route::Terms { taxonomy } => format!("{}/", taxonomy.segment()),
            // A slash in a term's name must not become a folder; see `of_segments`.
            Route::Term { taxonomy, slug, page } => paged(&format!("{}/{slug}/", taxonomy.segment()), *page),
            Route::Archive { year: None, page } => paged("archive/", *page),
            Route::Archive { year: Some(year), page } => paged(&format!("archive/{year}/"), *page),
            Route::Search(_) => "search/".to_string(),
        }
    }

    /// Whether an address can be that of a page, and not of a file beside the pages, such as a picture or the bundle.
    pub fn names_page(url: &str) -> bool {
        let path = url.split(['?', '#']).next().unwrap_or("");
        let file = path.rsplit('/').next().unwrap_or("");
        file.rsplit_once('.').is_none_or(|(_, ending)| matches!(ending, "html" | "htm"))
    }

    /// The file that holds the page itself, from the root: `posts/a/index.html`, or the path of a file.
    pub fn html_path(&self) -> String {
        let path = self.path();
        if path.is_empty() || path.ends_with('/') { path + "index.html" } else { path }
    }

    /// The file beside it that holds the page as JSON, from the root.
    pub fn json_path(&self) -> String {
        let path = self.html_path();
        let stem = path.rsplit_once('.').map_or(path.as_str(), |(stem, _)| stem);
        format!("{stem}.json")
    }

    /// The URL of [`json_path`](Route::json_path) from the root.
    pub fn json_href(&self) -> String {
        encode(&self.json_path(), true)
    }

    /// The same list on another of its pages; the same route when it is no list.
    #[must_use]
    pub fn with_page(&self, number: usize) -> Route {
        let mut route = self.clone();
        if let Route::Home { page } | Route::Term { page, .. } | Route::Archive { page, .. } = &mut route {
            *page = number;
        }
        route
    }

    /// The path that a post may have: `path` itself, or behind `posts/` when the address means something else already.
    pub fn free_path(path: &str) -> String {
        let segments: Vec<&str> =
            path.split('/').filter(|segment| !matches!(*segment, "" | "." | "..")).collect();
        let path = post_path(&segments);
        match Route::parse("", &encode(&path, true)) {
            Some(Route::Post { path: parsed }) if parsed == path => path,
            _ => format!("posts/{path}"),
        }
    }

    fn of_segments(segments: &[&str], query: &str) -> Option<Route> {
        let (list, page) = match segments {
            [list @ .., "page", number] => (list, positive(number)?),
            list => (list, 1),
        };
        match *list {
            [] => Some(Route::Home { page }),
            ["search"] if page == 1 => Some(Route::Search(filter(query))),
            ["archive"] => Some(Route::Archive { year: None, page }),
            ["archive", year] => {
                let number = year.parse().ok().filter(|number: &i32| number.to_string() == year)?;
                Some(Route::Archive { year: Some(number), page })
            }
            [taxonomy] if page == 1 => Some(Route::Terms { taxonomy: Taxonomy::of_segment(taxonomy)? }),
            [taxonomy, slug] => {
                Some(Route::Term { taxonomy: Taxonomy::of_segment(taxonomy)?, slug: slug.to_string(), page })
            }
            _ => None,
        }
    }

    fn query(&self) -> String {
        let Route::Search(filter) = self else { return String::new() };
        let years: Vec<String> = filter.years.iter().map(i32::to_string).collect();
        let mut query = String::new();
        let text = std::slice::from_ref(&filter.text);
        let text = if filter.text.is_empty() { &[] } else { text };
        for (name, values) in
            [("q", text), ("tag", &filter.tags), ("author", &filter.authors), ("year", &years)]
        {
            for value in values {
                query.push(if query.is_empty() { '?' } else { '&' });
                query.push_str(name);
                query.push('=');
                query.push_str(&encode(value, false));
            }
        }
        query
    }
}

/// A post's path: a folder with a slash at its end, or a file when it ends in `.html`.
#[expect(clippy::case_sensitive_file_extension_comparisons, reason = "`x.HTML` has always been a folder")]
fn post_path(segments: &[&str]) -> String {
    let joined = segments.join("/");
    if joined.ends_with(".html") || joined.ends_with(".htm") { joined } else { joined + "/" }
}

fn paged(list: &str, page: usize) -> String {
    if page <= 1 { list.to_string() } else { format!("{list}page/{page}/") }
}

/// A page number above 1, written as [`paged`] writes it: the first page has one address only.
fn positive(text: &str) -> Option<usize> {
    text.parse().ok().filter(|number: &usize| *number > 1 && number.to_string() == text)
}

fn filter(query: &str) -> Filter {
    let mut filter = Filter::default();
    for pair in query.split('&') {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        let value = decode(&value.replace('+', " "));
        match name {
            "q" => filter.text = value,
            "tag" if !value.is_empty() => filter.tags.push(value),
            "author" if !value.is_empty() => filter.authors.push(value),
            "year" => filter.years.extend(value.parse::<i32>().ok()),
            _ => {}
        }
    }
    filter
}

#[cfg(test)]
mod tests {
    use super::{Filter, Route};
    use crate::site::Taxonomy;
    use proptest::prelude::*;

    fn name() -> impl Strategy<Value = String> {
        "[^/]{1,12}".prop_filter("a name that a folder can have", |name| {
            !matches!(name.as_str(), "." | ".." | "index.html")
        })
    }

    fn route() -> impl Strategy<Value = Route> {
        let filter = (
            ".{0,20}",
            prop::collection::vec(".{1,9}", 0..3),
            prop::collection::vec(".{1,9}", 0..3),
            prop::collection::vec(any::<i32>(), 0..3),
        );
        prop_oneof![
            (1..9usize).prop_map(|page| Route::Home { page }),
            prop::collection::vec(name(), 1..5)
                .prop_map(|names| Route::Post { path: Route::free_path(&names.join("/")) }),
            (0..4usize).prop_map(|at| Route::Terms { taxonomy: Taxonomy::ALL[at] }),
            (0..4usize, name(), 1..9usize).prop_map(|(at, slug, page)| Route::Term {
                taxonomy: Taxonomy::ALL[at],
                slug,
                page
            }),
            (any::<Option<i32>>(), 1..9usize).prop_map(|(year, page)| Route::Archive { year, page }),
            filter.prop_map(|(text, tags, authors, years)| Route::Search(Filter {
                text,
                tags,
                authors,
                years
            })),
        ]
    }

    proptest! {
        #[test]
        fn a_route_survives_its_own_address(route in route(), at in 0..5usize) {
            let base = ["/", "/blog/", "../../", "#/", "https://a.example/b/"][at];
            prop_assert_eq!(Route::parse(base, &route.href(base)), Some(route.clone()));
        }

        #[test]
        fn no_address_is_too_odd(url in ".*") {
            let route = Route::parse("", &url).unwrap();
            let again = Route::parse("", &route.href("")).unwrap();
            prop_assert_eq!(again.href(""), route.href(""));
        }
    }

    #[test]
    fn the_base_ends_at_a_segment() {
        assert_eq!(Route::parse("/blog/", "/blog/"), Some(Route::Home { page: 1 }));
        assert_eq!(Route::parse("/blog/", "/blog"), Some(Route::Home { page: 1 }));
        assert_eq!(Route::parse("/blog/", "/blogger/"), None);
        assert_eq!(Route::parse("/blog/", "/"), None);
    }

    #[test]
    fn one_page_has_one_address() {
        for url in ["posts/a", "posts/a/", "posts/a/index.html", "posts//a/#b", "posts/a/?utm=1"] {
            assert_eq!(Route::parse("", url).unwrap().href("/"), "/posts/a/", "{url}");
        }
        assert_eq!(Route::parse("", "index.html"), Some(Route::Home { page: 1 }));
        assert_eq!(Route::parse("", "2020/a.html").unwrap().href("/"), "/2020/a.html");
        let tag = Route::Term { taxonomy: Taxonomy::Tag, slug: "日本".to_string(), page: 2 };
        assert_eq!(tag.href("/"), "/tags/%E6%97%A5%E6%9C%AC/page/2/");
    }

    #[test]
    fn a_file_is_not_taken_for_a_page() {
        for page in ["/", "/posts/a", "/posts/a.b/", "/2020/a.html", "/search/?q=a.png"] {
            assert!(Route::names_page(page), "{page}");
        }
        for file in ["/bundle.json", "/posts/a/picture.png?x=1", "/a.PDF"] {
            assert!(!Route::names_page(file), "{file}");
        }
    }

    #[test]
    fn a_post_cannot_take_the_address_of_a_list() {
        for (wanted, free) in [
            ("tags", "posts/tags/"),
            ("tags/rust", "posts/tags/rust/"),
            ("page/2", "posts/page/2/"),
            ("archive/2020/", "posts/archive/2020/"),
            ("../../etc/passwd", "etc/passwd/"),
            ("2014/12/12/1.0-Timeline", "2014/12/12/1.0-Timeline/"),
            ("", "posts//"),
        ] {
            assert_eq!(Route::free_path(wanted), free);
        }
    }
}
