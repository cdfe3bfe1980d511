//! What a page shows, by its address.

use super::Library;
use crate::{
    Card, Chosen, Content, Date, HomePart, HomeSection, Leaf, Newsletter, Part, Parts, Picture, Post, Route,
    Site, Taxonomy, Term,
};

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
            .flat_map(|month| month.rows.into_iter().map(move |row| format!("{} {}", month.label, row.path)))
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
    let Content::Post(leaf) = library().page(&Route::parse("/", "/b/").unwrap()).content else { panic!() };
    assert_eq!(leaf.previous.unwrap().path, "undated/");
    assert_eq!(leaf.next.unwrap().path, "c/");
    let place = leaf.series.unwrap();
    assert_eq!((place.position, place.total), (2, 3));
}

#[test]
fn a_post_leads_to_its_related_posts_that_are_there() {
    let mut library = library();
    for post in library.posts_mut() {
        post.related = vec!["c/".into(), "gone/".into(), "undated/".into()];
    }
    let Content::Post(leaf) = library.page(&Route::parse("/", "/b/").unwrap()).content else { panic!() };
    let links: Vec<(&str, bool)> =
        leaf.related.iter().map(|link| (link.path.as_str(), link.date.is_some())).collect();
    assert_eq!(links, [("c/", true), ("undated/", false)]);
}

#[test]
fn a_page_that_stands_on_its_own_is_in_no_list() {
    let mut posts = vec![post("a/", "2024-01-01", &["web"]), post("b/", "2025-01-01", &["rust"])];
    posts.push(Post { unlisted: true, ..post("about/", "2024-06-01", &["web", "me"]) });
    let library = Library::new(Site::default(), posts);
    assert_eq!(paths(&library, "/"), ["b/", "a/"]);
    assert_eq!(paths(&library, "/tags/web/"), ["a/"]);
    assert_eq!(paths(&library, "/archive/"), ["January 2025 b/", "January 2024 a/"]);
    let content = |url: &str| library.page(&Route::parse("/", url).unwrap()).content;
    assert_eq!(content("/tags/me/"), Content::Missing);
    let Content::Post(page) = content("/about/") else { panic!("the page is at its address") };
    assert_eq!((page.previous, page.next), (None, None));
    let Content::Post(first) = content("/a/") else { panic!("a post") };
    assert_eq!(first.next.unwrap().path, "b/");
}

#[test]
fn a_pinned_post_stands_first_on_the_home_page_only() {
    let mut old = post("old/", "2020-01-01", &["web"]);
    old.card.pinned = true;
    let library = Library::new(Site::default(), vec![old, post("new/", "2025-01-01", &["web"])]);
    assert_eq!(paths(&library, "/"), ["old/", "new/"]);
    assert_eq!(paths(&library, "/tags/web/"), ["new/", "old/"]);
    assert_eq!(paths(&library, "/archive/"), ["January 2025 new/", "January 2020 old/"]);
}

#[test]
fn a_series_is_read_in_the_order_that_its_posts_say() {
    let part = |path: &str, date: &str, order: Option<i64>| Post {
        series_order: order,
        ..post(path, date, &["row"])
    };
    let posts = vec![
        part("late/", "2025-01-01", None),
        part("two/", "2023-01-01", Some(2)),
        part("one/", "2024-01-01", Some(1)),
        part("early/", "2022-01-01", None),
    ];
    let library = Library::new(Site::default(), posts);
    assert_eq!(paths(&library, "/series/row/"), ["one/", "two/", "early/", "late/"]);
}

#[test]
fn a_home_page_of_parts_shows_each_that_has_posts() {
    let mut library = library();
    library.site_mut().home = vec![
        section("New", Chosen::Latest),
        section("Pinned", Chosen::Pinned),
        section("", Chosen::Term(Taxonomy::Series, "rust".into())),
        section("Gone", Chosen::Term(Taxonomy::Tag, "none".into())),
    ];
    assert_eq!(shown(&library), ["New 4: c/ b/", "RUST 3: undated/ b/"]);
    assert_eq!(library.page(&Route::Home { page: 2 }).content, Content::Missing);
    assert!(!library.routes().contains(&Route::Home { page: 2 }));
}

fn section(title: &str, posts: Chosen) -> HomeSection {
    HomeSection { title: title.into(), number: String::new(), posts, count: 2 }
}

fn home(library: &Library) -> Vec<HomePart> {
    let Content::Home(parts) = library.page(&Route::Home { page: 1 }).content else { panic!("parts") };
    parts
}

/// The home page's parts: heading, number of posts, and the paths that are shown.
fn shown(library: &Library) -> Vec<String> {
    let paths = |part: &HomePart| part.cards.iter().flat_map(|card| [" ", &card.path]).collect::<String>();
    home(library).iter().map(|part| format!("{} {}:{}", part.title, part.total, paths(part))).collect()
}

#[test]
fn a_pinned_post_stands_once_where_the_pinned_have_a_part_of_their_own() {
    let mut posts = vec![post("a/", "2024-01-01", &[]), post("b/", "2025-01-01", &[])];
    posts[1].card.pinned = true;
    let mut library = Library::new(Site::default(), posts);
    library.site_mut().home = vec![section("New", Chosen::Latest)];
    assert_eq!(shown(&library), ["New 2: b/ a/"]);
    library.site_mut().home.push(section("First", Chosen::Pinned));
    assert_eq!(shown(&library), ["New 2: a/", "First 1: b/"]);
}

#[test]
fn a_part_of_the_home_page_may_be_a_text_or_the_newsletter_that_there_is() {
    let mut library = library();
    library.site_mut().home =
        vec![section("", Chosen::Text("<p>Hello</p>".into())), section("Mail", Chosen::Newsletter)];
    assert_eq!(home(&library), [HomePart { html: "<p>Hello</p>".into(), ..HomePart::default() }]);
    library.site_mut().newsletter = Some(Newsletter::default());
    assert_eq!(home(&library).len(), 2);
}

fn leaf(library: &Library, url: &str) -> Leaf {
    let Content::Post(leaf) = library.page(&Route::parse("/", url).unwrap()).content else { panic!("{url}") };
    *leaf
}

fn first_card(library: &Library) -> Card {
    let Content::List { cards, .. } = library.page(&Route::Home { page: 1 }).content else {
        panic!("a list")
    };
    cards.into_iter().next().unwrap()
}

#[test]
fn a_part_that_the_blog_does_not_show_is_not_in_its_pages() {
    let mut whole = post("a/", "2024-01-01", &["row"]);
    whole.card.minutes = 3;
    whole.categories = whole.series.clone();
    whole.cover = Some(Picture { url: "/a.png".into(), ..Picture::default() });
    whole.headings = vec![crate::Heading::default()];
    whole.related = vec!["b/".into()];
    let mut library = Library::new(Site::default(), vec![whole, post("b/", "2023-01-01", &["row"])]);
    let pages = |library: &mut Library, shows: &[Part]| {
        library.site_mut().shows = Parts::of(shows);
        let Content::List { years, .. } = library.page(&Route::Home { page: 1 }).content else { panic!() };
        (first_card(library), leaf(library, "/a/"), years)
    };
    for (_, part) in Part::NAMES {
        let (bare, without, no_years) = pages(&mut library, &[]);
        let (card, with, years) = pages(&mut library, &[part]);
        let is_data = !matches!(part, Part::More | Part::Progress | Part::Share);
        assert_eq!((bare, without, no_years) != (card, with, years), is_data, "{part:?}");
    }
    let (card, leaf, years) = pages(&mut library, &Part::NAMES.map(|(_, part)| part));
    assert_eq!(card.lead.unwrap().url, "/a.png");
    assert_eq!((card.episode.unwrap().1, card.kinds.len(), card.minutes), (2, 1, 3));
    assert_eq!((leaf.related.len(), leaf.post.headings.len(), years.len()), (1, 1, 2));
}

#[test]
fn a_series_is_read_on_from_part_to_part() {
    let mut posts: Vec<Post> = (1..=60_usize)
        .map(|day| {
            post(&format!("{day}/"), &format!("2024-{:02}-{:02}", day / 28 + 1, day % 28 + 1), &["row"])
        })
        .collect();
    posts.push(post("between/", "2024-01-05", &[]));
    let library = Library::new(Site::default(), posts);
    let paths =
        |leaf: &Leaf| [&leaf.previous, &leaf.next].map(|link| link.as_ref().map(|one| one.path.clone()));
    let middle = leaf(&library, "/4/");
    assert_eq!(paths(&middle), [Some("3/".to_string()), Some("5/".to_string())]);
    // At the end of a series time goes on.
    assert_eq!(paths(&leaf(&library, "/60/")), [Some("59/".to_string()), None]);
    let place = leaf(&library, "/30/").series.unwrap();
    assert_eq!((place.position, place.total, place.episodes.len()), (30, 60, 25));
    assert_eq!((place.episodes[0].number, place.episodes[24].number), (18, 42));
    assert_eq!(leaf(&library, "/60/").series.unwrap().episodes[24].number, 60);
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
