//! Half-remembered titles find their posts: 300 queries made from the titles of `rust-blog`, asked through its page, as they
//! are and with one typo each.
//!
//! The recipe is that of the measurements (kinds `prefix` and `typo`): two or three of a title's rarer words, the last one
//! cut to two thirds as while typing; or whole, with a letter of one of them lost, doubled, turned with the next or
//! mistyped. The right answer is the post that the title is from, among the first ten.

use std::collections::{BTreeMap, BTreeSet};

use quire_bundle::{Library, plain_text};
use serde_json::{Value, json};

use crate::harness::{Source, note, promises, rust_blog};

promises![half_remembered_titles_find_their_posts, misspelt_titles_find_their_posts];

const COUNT: usize = 300;
const STOP: &str =
    "the of and to in a for is on with how your you we our from new at by an it as what why this that are be";

/// Asks each query in the page's own field, and waits until the answer to it is there.
const ASK: &str = "return (async ([queries]) => {
    const field = document.querySelector('.search input[name=q]');
    const turn = (act) => new Promise(done => act(done));
    const answers = [];
    for (const query of queries) {
        field.value = query;
        field.dispatchEvent(new InputEvent('input', {bubbles: true}));
        await turn(done => requestAnimationFrame(() => setTimeout(done)));
        while (document.querySelector('.found:not(.unasked)')?.ariaBusy !== 'false') await turn(done => setTimeout(done, 10));
        const links = document.querySelectorAll('.results .hits article.card h2 a');
        answers.push([...links].slice(0, 10).map(link => link.href.split('#')[0]));
    }
    return answers;
})(arguments)";

/// Numbers without a pattern, the same in every run (a linear congruential generator, Knuth's constants).
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % end
    }

    fn shuffle<T>(&mut self, values: &mut [T]) {
        for at in (1..values.len()).rev() {
            values.swap(at, self.below(at + 1));
        }
    }
}

fn words(text: &str) -> Vec<String> {
    let lower = text.to_lowercase();
    let words = lower.split(|letter: char| !letter.is_ascii_alphanumeric());
    let words = words.map(|word| word.trim_start_matches(|letter: char| letter.is_ascii_digit()));
    words.filter(|word| word.len() >= 2).map(str::to_string).collect()
}

/// Queries with the path of their post.
fn queries(library: &Library, spoil: fn(&mut [String], &mut Dice)) -> Vec<(String, String)> {
    let stop: BTreeSet<&str> = STOP.split(' ').collect();
    let mut spread: BTreeMap<String, usize> = BTreeMap::new();
    for post in library.posts() {
        let all: BTreeSet<String> =
            words(&format!("{} {}", post.card.title, plain_text(&post.html))).into_iter().collect();
        for word in all {
            *spread.entry(word).or_default() += 1;
        }
    }
    let most = library.posts().len() / 5;
    let rare = |title: &str| {
        let mut seen = BTreeSet::new();
        let mut rare = words(title);
        rare.retain(|word| {
            let is_rare =
                word.len() >= 4 && !stop.contains(word.as_str()) && (2..=most).contains(&spread[word]);
            is_rare && seen.insert(word.clone())
        });
        rare
    };
    let mut pool: Vec<(Vec<String>, String)> =
        library.posts().iter().map(|post| (rare(&post.card.title), post.card.path.clone())).collect();
    pool.retain(|(words, _)| words.len() >= 2);
    let mut dice = Dice(7);
    dice.shuffle(&mut pool);
    let query = |(words, path): (Vec<String>, String)| {
        let mut places: Vec<usize> = (0..words.len()).collect();
        dice.shuffle(&mut places);
        places.truncate(3);
        places.sort_unstable();
        let mut chosen: Vec<String> = places.into_iter().map(|at| words[at].clone()).collect();
        spoil(&mut chosen, &mut dice);
        (chosen.join(" "), path)
    };
    pool.into_iter().take(COUNT).map(query).collect()
}

/// The last word as it is while it is typed.
fn cut(words: &mut [String], _: &mut Dice) {
    if let Some(last) = words.last_mut() {
        last.truncate((last.len() * 2 / 3).max(3));
    }
}

/// One edit in the longest word, behind its first letter.
fn misspell(words: &mut [String], dice: &mut Dice) {
    let Some(word) = words.iter_mut().max_by_key(|word| word.len()) else { return };
    let right = word.clone();
    while *word == right {
        let mut letters: Vec<char> = right.chars().collect();
        let at = 1 + dice.below(letters.len() - 1);
        let other = char::from(b'a' + dice.below(26) as u8);
        match dice.below(4) {
            0 => drop(letters.remove(at)),
            1 => letters.insert(at, other),
            2 => letters[at] = other,
            _ if at + 1 < letters.len() => letters.swap(at, at + 1),
            _ => {}
        }
        *word = letters.into_iter().collect();
    }
}

async fn half_remembered_titles_find_their_posts() {
    asked_through_the_page(cut, 0.9).await;
}

async fn misspelt_titles_find_their_posts() {
    asked_through_the_page(misspell, 0.95).await;
}

async fn asked_through_the_page(spoil: fn(&mut [String], &mut Dice), least: f64) {
    let Some(pressed) = rust_blog(Source::Whole) else { return };
    let site = pressed.serve("/blog/").await;
    let bundle = std::fs::read_to_string(site.folder().join("bundle.json")).expect("the blog is one file");
    let (library, _) = Library::read(&bundle).expect("what press wrote can be read");
    let queries = queries(&library, spoil);
    assert_eq!(queries.len(), COUNT, "of {} posts", library.posts().len());

    let page = site.open("/search/").await;
    page.wait_for_app().await;
    page.wait_until("the newest posts", "document.querySelector('.unasked .hits article')").await;
    let (mut found, mut missed) = (0, Vec::new());
    for batch in queries.chunks(50) {
        let texts: Value = batch.iter().map(|(text, _)| text.as_str()).collect();
        let answers = page.run(ASK, &[texts]).await.expect("the page can be asked");
        for ((text, path), hits) in batch.iter().zip(answers.as_array().into_iter().flatten()) {
            let right = json!(site.url(&quire_bundle::encode(path, true)));
            if hits.as_array().is_some_and(|hits| hits.contains(&right)) {
                found += 1;
            } else {
                missed.push((text, path));
            }
        }
    }
    let share = f64::from(found) / COUNT as f64;
    note(format!("{found} of {COUNT} queries ({:.1} %) have the right post in the first ten", share * 100.0));
    assert!(share >= least, "only {:.1} %; missed {:?}", share * 100.0, &missed[..missed.len().min(20)]);
}
