//! What a URL looks like, both ways: nothing else in Quire builds or reads one.
//!
//! A route is written behind a *base*, which is whatever stands in front of the site's own paths: `/`, `/blog/`, the way
//! up from a page (`../../`), or `#/`.

use crate::number::whole_number;
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
    /// Slugs of tags: a post must have all of them, or one with [`any_tag`](Filter::any_tag).
    pub tags: Vec<String>,
    /// Whether one of the tags is enough.
    pub any_tag: bool,
    /// Slugs of categories, of which one is enough, as it is with all that follow.
    pub categories: Vec<String>,
    /// Slugs of series.
    pub series: Vec<String>,
    /// Slugs of authors.
    pub authors: Vec<String>,
    /// BCP 47 tags of languages.
    pub languages: Vec<String>,
    /// Years.
    pub years: Vec<i32>,
    /// Years and months, 1 to 12. A post is of one of the years or of one of the months.
    pub months: Vec<(i32, u8)>,
    /// Whether the newest come first, and not the best.
    pub newest: bool,
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
        // Decoded before it is cut: a slash is a slash, however it is written.
        let path = decode(path);
        let mut segments: Vec<&str> = path.split('/').filter(|segment| !segment.is_empty()).collect();
        while segments.last() == Some(&"index.html") {
            segments.pop();
        }
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
        let mut segments: Vec<&str> =
            path.split('/').filter(|segment| !matches!(*segment, "" | "." | ".." | "index.html")).collect();
        let path = post_path(&segments);
        match Route::parse("", &encode(&path, true)) {
            Some(Route::Post { path: parsed }) if parsed == path => path,
            _ => {
                segments.insert(0, "posts");
                post_path(&segments)
            }
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
                let number = whole_number(year).filter(|number: &i32| number.to_string() == year)?;
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
        let months: Vec<String> =
            filter.months.iter().map(|(year, month)| format!("{year}-{:02}", usize::from(*month))).collect();
        let given = |is_given: bool, value: &str| Vec::from_iter(is_given.then(|| value.to_string()));
        let mut query = String::new();
        for (name, values) in [
            ("q", &given(!filter.text.is_empty(), &filter.text)),
            ("tag", &filter.tags),
            ("any", &given(filter.any_tag, "1")),
            ("category", &filter.categories),
            ("series", &filter.series),
            ("author", &filter.authors),
            ("lang", &filter.languages),
            ("year", &years),
            ("month", &months),
            ("order", &given(filter.newest, "date")),
        ] {
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
    whole_number(text).filter(|number: &usize| *number > 1 && number.to_string() == text)
}

fn filter(query: &str) -> Filter {
    let mut filter = Filter::default();
    for pair in query.split('&') {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        let value = decode(&value.replace('+', " "));
        let values = match name {
            "tag" => &mut filter.tags,
            "category" => &mut filter.categories,
            "series" => &mut filter.series,
            "author" => &mut filter.authors,
            "lang" => &mut filter.languages,
            _ => {
                match name {
                    "q" => filter.text = value,
                    "any" => filter.any_tag = value == "1",
                    "year" => filter.years.extend(whole_number::<i32>(&value)),
                    "month" => filter.months.extend(month(&value)),
                    "order" => filter.newest = value == "date",
                    _ => {}
                }
                continue;
            }
        };
        if !value.is_empty() {
            values.push(value);
        }
    }
    filter
}

/// `2024-05` as year and month.
fn month(text: &str) -> Option<(i32, u8)> {
    let (year, month) = text.rsplit_once('-')?;
    Some((whole_number(year)?, whole_number(month).filter(|month| (1..=12).contains(month))?))
}

#[cfg(test)]
mod tests;
