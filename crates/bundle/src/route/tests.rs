//! What addresses mean, and that each means one thing.

use super::{Filter, Route};
use crate::site::Taxonomy;
use proptest::prelude::*;

fn name() -> impl Strategy<Value = String> {
    "[^/]{1,12}".prop_filter("a name that a folder can have", |name| {
        !matches!(name.as_str(), "." | ".." | "index.html")
    })
}

fn filter() -> impl Strategy<Value = Filter> {
    let slugs = || prop::collection::vec(".{1,9}", 0..3);
    let times =
        (prop::collection::vec(any::<i32>(), 0..3), prop::collection::vec((any::<i32>(), 1..=12u8), 0..3));
    let names = (slugs(), slugs(), slugs(), slugs(), slugs());
    (".{0,20}", names, times, any::<(bool, bool)>()).prop_map(
        |(text, (tags, categories, series, authors, languages), (years, months), (any_tag, newest))| Filter {
            text,
            tags,
            any_tag,
            categories,
            series,
            authors,
            languages,
            years,
            months,
            newest,
        },
    )
}

fn route() -> impl Strategy<Value = Route> {
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
        filter().prop_map(Route::Search),
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
fn an_address_that_is_written_otherwise_is_the_same_place() {
    for (odd, plain) in [
        ("a%2Fb/", "a/b/"),
        ("a%2F%2Fb/", "a/b/"),
        ("tags/a%2Fb/", "tags/a/b/"),
        ("a/inde%78.html", "a/"),
        ("a/index.html/", "a/"),
        ("index.html/index.html", ""),
    ] {
        assert_eq!(Route::parse("", odd), Route::parse("", plain), "{odd}");
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
fn a_search_is_written_in_one_order_and_read_in_any() {
    let url = "/search/?q=ink&tag=a&tag=b&any=1&category=c&series=s&author=x&lang=es&year=2023&month=2024-05&order=date";
    let turned = "/search/?order=date&month=2024-5&any=1&tag=a&year=2023&lang=es&tag=b&author=x&series=s&category=c&q=ink";
    for address in [url, turned] {
        assert_eq!(Route::parse("/", address).unwrap().href("/"), url);
    }
    let odd = "/search/?month=2024-13&month=May&year=x&any=yes&order=best&tag=&new=1";
    assert_eq!(Route::parse("/", odd), Some(Route::Search(Filter::default())));
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
        ("a/index.html", "a/"),
        ("", "posts/"),
        ("..", "posts/"),
    ] {
        assert_eq!(Route::free_path(wanted), free);
    }
}
