//! What the fuzz targets do with their inputs, and the replay of those that they found worth keeping: see `fuzz/`.

use crate::{Content, FeedError, Library, Page, Route, Site, encode};

/// The fuzz target of routes: the first byte says what stands in front of the address that the others are.
///
/// # Panics
///
/// An address leads elsewhere than the address that is written for its route.
pub fn route(input: &[u8]) {
    let Some((&which, rest)) = input.split_first() else { return };
    let bases = ["/", "/blog/", "../../", "#/", "https://a.example/b/"];
    let base = bases[usize::from(which) % bases.len()];
    let rest = String::from_utf8_lossy(rest);
    let Some(route) = Route::parse(base, &format!("{base}{rest}")) else { panic!("{rest:?} is within") };
    let href = route.href(base);
    assert_eq!(Route::parse(base, &href), Some(route), "{rest:?} as {href:?}");
    let path = Route::free_path(&rest);
    assert_eq!(Route::parse("", &encode(&path, true)), Some(Route::Post { path }), "a post at {rest:?}");
}

/// The fuzz target of JSON that comes from elsewhere: as a bundle, as the facts of a site and as a page of one.
///
/// # Panics
///
/// A post or a page of what was read is not there, or what is written is read as something else.
pub fn feed(input: &[u8]) {
    let text = String::from_utf8_lossy(input);
    if let Ok((library, _)) = Library::read(&text) {
        each_page(&library);
    }
    let of_library = |library: Library| library.to_feed(0..library.posts().len(), None);
    settles(&text, |text| Ok(of_library(Library::read(text)?.0)));
    settles(&text, |text| Ok(Site::read(text)?.to_json()));
    settles(&text, |text| Ok(Page::read(text, Route::Home { page: 1 })?.to_json()));
}

/// What was read once may lack something that reading fills in. What was written twice is read as it is written.
fn settles(text: &str, again: impl Fn(&str) -> Result<String, FeedError>) {
    let Ok(once) = again(text) else { return };
    let twice = again(&once);
    let Ok(twice) = twice else { panic!("{twice:?} of {once}") };
    assert_eq!(again(&twice).as_ref(), Ok(&twice), "after {once}");
}

fn each_page(library: &Library) {
    for post in library.posts() {
        let page = library.page(&Route::Post { path: post.card.path.clone() });
        let Content::Post(leaf) = page.content else { panic!("no post at {:?}", post.card.path) };
        assert_eq!(leaf.post.id, post.id);
    }
    for route in library.routes() {
        let page = library.page(&route);
        assert!(page.content != Content::Missing, "{route:?}");
        settles(&page.to_json(), |text| Ok(Page::read(text, route.clone())?.to_json()));
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    /// Plays every file of a corpus.
    fn replay(target: &str, play: fn(&[u8])) {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/corpus").join(target);
        let files: Vec<_> = std::fs::read_dir(&folder).unwrap().collect();
        assert!(files.len() > 10, "{target}: {} files", files.len());
        for file in files {
            play(&std::fs::read(file.unwrap().path()).unwrap());
        }
    }

    #[test]
    fn addresses_of_the_corpus_lead_where_their_routes_lead() {
        replay("route", super::route);
    }

    #[test]
    fn json_of_the_corpus_is_read_as_far_as_it_goes() {
        replay("feed", super::feed);
    }
}
