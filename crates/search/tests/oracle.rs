//! The promise that a settled answer is the one a reader would find by going through all posts by
//! hand: same posts, same counts, same order. The scan below knows nothing of the file.

use proptest::prelude::*;
use quire_bundle::{Filter, Term};
use quire_search::{Answer, Document, Facet, Index, build, words};

fn fold(text: &str) -> String {
    text.to_lowercase().replace('é', "e")
}

/// Every field of a document that is text, as words.
struct Post {
    title: Vec<String>,
    body: Vec<String>,
    labels: Vec<String>,
}

impl Post {
    fn new(document: &Document) -> Self {
        let labels = document.tags.iter().chain(&document.authors);
        Post {
            title: words(&document.title, &fold),
            body: [&document.summary, &document.body].iter().flat_map(|text| words(text, &fold)).collect(),
            labels: labels.flat_map(|term| words(&term.label, &fold)).collect(),
        }
    }

    /// The best fit of the forms of a word, as `rank` has it; `None` if none is there.
    fn fit(&self, word: &str, prefix: bool, average: f64) -> Option<f64> {
        let forms = self.title.iter().chain(&self.body).chain(&self.labels);
        forms
            .filter(|form| *form == word || prefix && form.starts_with(word))
            .map(|form| {
                let times = self.body.iter().filter(|other| *other == form).count();
                let frequency = match times {
                    0 => 0.0,
                    1 => 1.0,
                    2 | 3 => 2.4,
                    _ => 6.0,
                };
                // Short bodies only, so that their lengths are kept exactly.
                let mut weight = frequency / (0.25 + 0.75 * self.body.len() as f64 / average);
                weight += if self.title.contains(form) { 20.0 } else { 0.0 };
                weight += if self.labels.contains(form) { 8.0 } else { 0.0 };
                weight / (weight + 1.2) * if form == word { 1.0 } else { 0.85 }
            })
            .max_by(f64::total_cmp)
    }
}

/// One document that matches, by its number.
#[derive(Debug)]
struct Found {
    number: usize,
    exact: bool,
    score: f64,
}

fn scan(documents: &[Document], query: &Filter) -> Vec<Found> {
    let posts: Vec<Post> = documents.iter().map(Post::new).collect();
    let lengths: usize = posts.iter().map(|post| post.body.len()).sum();
    let average = (lengths as f64 / posts.len() as f64).max(1.0);
    let typed = words(&query.text, &fold);
    let mut wanted: Vec<(&str, bool)> = Vec::new();
    for (at, word) in typed.iter().enumerate() {
        let last = at + 1 == typed.len();
        if !typed[..at].contains(word) {
            wanted.push((word, last && !query.text.ends_with(char::is_whitespace)));
        }
    }
    let mut found: Vec<Found> = (0..documents.len())
        .filter(|&number| passes(&documents[number], query))
        .map(|number| Found { number, exact: !typed.is_empty() && posts[number].title == typed, score: 0.0 })
        .collect();
    for (word, prefix) in wanted {
        let fits: Vec<Option<f64>> = posts.iter().map(|post| post.fit(word, prefix, average)).collect();
        let holding = fits.iter().flatten().count() as f64;
        let rarity = (1.0 + (posts.len() as f64 - holding + 0.5) / (holding + 0.5)).log2();
        found.retain_mut(|found| {
            found.score += fits[found.number].unwrap_or_default() * rarity;
            fits[found.number].is_some()
        });
    }
    found
}

fn passes(document: &Document, query: &Filter) -> bool {
    let has = |terms: &[Term], slug: &String| terms.iter().any(|term| term.slug == *slug);
    let mut authors = query.authors.iter();
    query.tags.iter().all(|tag| has(&document.tags, tag))
        && (query.authors.is_empty() || authors.any(|author| has(&document.authors, author)))
        && (query.years.is_empty() || document.year.is_some_and(|year| query.years.contains(&year)))
}

/// The facets of one kind, counted by hand; labels are slugs in capitals.
fn count(all: &[Vec<String>], found: &[Found], chosen: &[String]) -> Vec<Facet> {
    let mut slugs: Vec<&String> = all.iter().flatten().collect();
    slugs.sort();
    slugs.dedup();
    let mut facets: Vec<Facet> = slugs
        .into_iter()
        .map(|slug| Facet {
            slug: slug.clone(),
            label: slug.to_uppercase(),
            count: found.iter().filter(|found| all[found.number].contains(slug)).count(),
            chosen: chosen.contains(slug),
        })
        .filter(|facet| facet.chosen || facet.count > 0)
        .collect();
    facets.sort_by_key(|facet| (!facet.chosen, usize::MAX - facet.count));
    facets
}

const VOCABULARY: [&str; 16] = [
    "rust",
    "Rusty",
    "rusting",
    "café",
    "cafes",
    "C++",
    "c",
    "don't",
    "検索機能",
    "検索",
    "1.85.0",
    "1.85",
    "wasm32-unknown",
    "the",
    "The",
    "—",
];

fn text(most: usize) -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(&VOCABULARY[..]), 0..most).prop_map(|words| words.join(" "))
}

fn terms(slugs: &'static [&'static str]) -> impl Strategy<Value = Vec<Term>> {
    prop::sample::subsequence(slugs, 0..=slugs.len()).prop_map(|slugs| {
        let term = |slug: &str| Term { slug: slug.into(), label: slug.to_uppercase() };
        slugs.into_iter().map(term).collect()
    })
}

fn slugs(known: &'static [&'static str]) -> impl Strategy<Value = Vec<String>> {
    prop_oneof![
        2 => Just(Vec::new()),
        1 => prop::collection::vec(prop::sample::select(known).prop_map(str::to_owned), 0..3),
    ]
}

fn document() -> impl Strategy<Value = Document> {
    let year = prop::option::of(-1..3);
    (text(4), text(3), text(4), terms(&["a", "b", "rust"]), terms(&["x", "y"]), year).prop_map(
        |(title, summary, body, tags, authors, year)| Document {
            title,
            url: String::new(),
            date: "a day".into(),
            summary,
            body,
            tags,
            authors,
            year,
        },
    )
}

fn documents() -> impl Strategy<Value = Vec<Document>> {
    prop::collection::vec(document(), 0..12).prop_map(|mut documents| {
        for (number, document) in documents.iter_mut().enumerate() {
            document.url = number.to_string();
        }
        documents
    })
}

fn query() -> impl Strategy<Value = Filter> {
    let years = prop_oneof![2 => Just(vec![]), 1 => prop::collection::vec(-1..4, 0..3)];
    let ending = prop::sample::select(&["", " ", "ru", " ru", "1.8", " c", "検", " t"][..]);
    let tags = slugs(&["a", "b", "rust", "none"]);
    (text(3), ending, tags, slugs(&["x", "y", "z"]), years).prop_map(
        |(text, ending, tags, authors, years)| Filter {
            text: text + ending,
            tags,
            authors,
            years,
            ..Filter::default()
        },
    )
}

fn number(url: &str) -> usize {
    url.parse().expect("urls are numbers here")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn an_answer_is_what_a_scan_of_all_posts_finds(documents in documents(), query in query()) {
        let index = Index::open(build(&documents, &fold)).expect("what build writes opens");
        prop_assert_eq!(index.len(), documents.len());
        let answer = index.search(&query, 0, usize::MAX, &fold);
        let found = scan(&documents, &query);

        prop_assert_eq!(answer.total, found.len());
        prop_assert_eq!(answer.hits.len(), found.len());
        for hit in &answer.hits {
            let number = number(&hit.url);
            let found = found.iter().find(|found| found.number == number);
            let found = found.expect("the scan finds the hit as well");
            prop_assert_eq!(hit.score >> 31 == 1, found.exact);
            // The logarithm of the index is good to two decimals.
            let score = f64::from(hit.score & (u32::MAX >> 1)) / 256.0;
            prop_assert!((score - found.score).abs() < 0.1, "{} {}", score, found.score);
            let document = &documents[number];
            prop_assert_eq!(&hit.title, &document.title);
            prop_assert_eq!(&hit.date, &document.date);
            prop_assert_eq!(&hit.summary, &document.summary);
            prop_assert_eq!(&hit.tags, &document.tags);
            prop_assert_eq!(&hit.authors, &document.authors);
        }
        let best_first = |hits: &[quire_search::Hit]| {
            hits.is_sorted_by_key(|hit| std::cmp::Reverse((hit.score, number(&hit.url))))
        };
        prop_assert!(best_first(&answer.hits));

        let names = |terms: &[Term]| terms.iter().map(|term| term.slug.clone()).collect();
        let tags: Vec<_> = documents.iter().map(|document| names(&document.tags)).collect();
        let authors: Vec<_> = documents.iter().map(|document| names(&document.authors)).collect();
        let digits = |document: &Document| document.year.iter().map(i32::to_string).collect();
        let years: Vec<_> = documents.iter().map(digits).collect();
        let chosen: Vec<String> = query.years.iter().map(i32::to_string).collect();
        prop_assert_eq!(answer.tags, count(&tags, &found, &query.tags));
        prop_assert_eq!(answer.authors, count(&authors, &found, &query.authors));
        prop_assert_eq!(answer.years, count(&years, &found, &chosen));
    }

    #[test]
    fn the_pages_of_an_answer_are_the_answer(documents in documents(), query in query(), size in 1usize..5) {
        let index = Index::open(build(&documents, &fold)).expect("what build writes opens");
        let whole = index.search(&query, 0, usize::MAX, &fold);
        let mut hits = Vec::new();
        for offset in (0..whole.total).step_by(size) {
            let page: Answer = index.search(&query, offset, size, &fold);
            prop_assert_eq!(page.total, whole.total);
            prop_assert_eq!(&page.tags, &whole.tags);
            hits.extend(page.hits);
        }
        prop_assert_eq!(hits, whole.hits);
    }

    #[test]
    fn the_words_to_mark_are_those_that_answer_the_question(documents in documents(), query in query()) {
        let index = Index::open(build(&documents, &fold)).expect("what build writes opens");
        let answer = index.search(&query, 0, 3, &fold);
        let typed = words(&query.text, &fold);
        for word in &answer.words {
            prop_assert!(typed.iter().any(|typed| word.starts_with(typed)));
        }
        for hit in &answer.hits {
            let post = Post::new(&documents[number(&hit.url)]);
            for typed in &typed {
                let all = [&post.title, &post.body, &post.labels];
                let marked = |word: &String| word.starts_with(typed) && answer.words.contains(word);
                prop_assert!(all.into_iter().flatten().any(marked));
            }
        }
    }

    #[test]
    fn the_same_posts_give_the_same_bytes(documents in documents()) {
        prop_assert_eq!(build(&documents, &fold), build(&documents, &fold));
    }
}
