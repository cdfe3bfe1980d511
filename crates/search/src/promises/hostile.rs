//! The promise that no file can take the page down, though it bears the right name: whatever is in it, questions are
//! answered, soon and with little memory.

use proptest::prelude::*;
use quire_bundle::{Filter, Term};

use super::corpus::{builder, document_of, fold};
use crate::build::Chance;
use crate::coder::Writer;
use crate::dictionary::{Dictionary, Group};
use crate::name::{hash, name};
use crate::root::{File, PositionsTable, Root, Shard, UNDATED};
use crate::rows::{self, Row};
use crate::{Index, passage};

/// Questions that need every kind of file.
const QUESTIONS: [&str; 9] = [
    "",
    "ink",
    "leaf 7 ",
    "papper",
    "inkpaper",
    "\"ink and\"",
    "-paper a",
    "tag:rust title:leaf",
    "-\"and paper\" w",
];

/// Files by their names.
type Named = Vec<(String, Vec<u8>)>;

/// Asks all there is to ask.
fn ask(index: &mut Index, files: &[(String, Vec<u8>)]) {
    for text in QUESTIONS {
        let filter =
            Filter { text: text.into(), tags: vec!["rust".into()], any_tag: true, ..Filter::default() };
        for filter in [Filter { text: text.into(), ..Filter::default() }, filter] {
            let found = until(index, files, |index| index.find(&filter, &fold));
            assert!(found.total <= index.len());
            let hits = until(index, files, |index| index.hits(&found, 0, 12));
            assert!(hits.len() <= found.total);
            until(index, files, |index| index.facets(&found, &filter));
            passage("ink and paper", &found.marks, 20, &fold);
        }
        index.suggest(text, 5, &fold);
    }
    index.idle();
    index.parts();
}

/// Asks until there is an answer.
fn until<T>(
    index: &mut Index,
    files: &[(String, Vec<u8>)],
    ask: impl Fn(&Index) -> Result<T, Vec<String>>,
) -> T {
    for _ in 0..1000 {
        match ask(index) {
            Ok(answer) => return answer,
            Err(needed) => {
                for name in needed {
                    let bytes = files.iter().find(|file| file.0 == name);
                    if bytes.is_none_or(|(name, bytes)| index.take(name, bytes).is_err()) {
                        index.give_up(&name);
                    }
                }
            }
        }
    }
    panic!("files are asked for without end")
}

/// Opens bytes as a root, whatever they are, and asks.
fn open(root: &[u8], files: &[(String, Vec<u8>)]) {
    let root_name = name(hash(root));
    let mut index = Index::new(std::slice::from_ref(&root_name));
    if index.take(&root_name, root).is_ok() {
        ask(&mut index, files);
    }
}

/// A segment of many small files: its root, all its files by the names that they had, and the bytes of the root.
fn segment(whole: usize) -> (Root, Named, Vec<u8>) {
    let post = |number: usize| {
        let mut post = document_of(
            &format!("Leaf {number}"),
            &format!("ink and paper w{} a w{}", number % 7, number % 3),
        );
        post.tags.push(Term { slug: "rust".into(), label: "Rust".into() });
        post.day = i32::try_from(number).ok();
        post
    };
    let documents: Vec<_> = (0..40).map(post).collect();
    let chance = Chance { segment: 40, positions: 4, postings: 3, dictionary: 6, seed: 9, whole };
    let files = builder(&documents).finish_cut(&chance);
    let bytes = files.files.iter().find(|file| file.0 == files.roots[0]).unwrap().1.clone();
    (Root::decode(&bytes).unwrap().0, files.files, bytes)
}

/// The files of a root, to be changed.
fn each_file(root: &mut Root) -> Vec<&mut File> {
    let shards = root.dictionary.iter_mut().chain(&mut root.postings).map(|shard| &mut shard.file);
    shards.chain(&mut root.facets).chain(&mut root.rows).chain([&mut root.positions]).collect()
}

fn file(bytes: &[u8]) -> File {
    File { hash: hash(bytes), size: bytes.len() as u32 }
}

fn bytes() -> impl Strategy<Value = Vec<u8>> {
    let dull = prop::sample::select(&[0x00, 0xFF, 0x80, 0x7F][..]);
    prop_oneof![
        prop::collection::vec(any::<u8>(), 1..200),
        (dull, 1..2000usize).prop_map(|(byte, count)| vec![byte; count]),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn any_bytes_are_a_root_or_are_refused(rest in bytes(), length: bool) {
        open(&rest, &[]);
        let size = if length { rest.len() as u32 } else { 40 };
        open(&[&b"QSEARCH\x02"[..], &size.to_le_bytes(), &rest].concat(), &[]);
    }

    #[test]
    fn a_root_that_was_changed_under_its_right_name_is_survived(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..4),
        whole in prop::sample::select(&[0, 1 << 20][..]),
    ) {
        let (_, files, mut bytes) = segment(whole);
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        open(&bytes, &files);
    }

    #[test]
    fn files_that_hold_anything_under_their_right_names_are_survived(
        replaced in prop::collection::vec((any::<prop::sample::Index>(), bytes()), 1..4),
    ) {
        let (mut root, mut files, _) = segment(0);
        for (at, bytes) in replaced {
            let mut all = each_file(&mut root);
            let at = at.index(all.len());
            *all[at] = file(&bytes);
            files.push((name(hash(&bytes)), bytes));
        }
        open(&root.encode(), &files);
    }

    #[test]
    fn files_that_were_changed_under_their_right_names_are_survived(
        changed in prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>(), any::<u8>()), 1..5),
    ) {
        let (mut root, mut files, _) = segment(0);
        for (at, place, byte) in changed {
            let mut all = each_file(&mut root);
            let at = at.index(all.len());
            let known = name(all[at].hash);
            if let Some((_, bytes)) = files.iter().find(|file| file.0 == known) {
                let mut bytes = bytes.clone();
                let place = place.index(bytes.len());
                bytes[place] = byte;
                *all[at] = file(&bytes);
                files.push((name(hash(&bytes)), bytes));
            }
        }
        open(&root.encode(), &files);
    }

    #[test]
    fn shards_in_no_order_are_survived(keys in prop::collection::vec("[a-z]{0,2}", 0..9), days in prop::collection::vec(any::<i32>(), 0..9)) {
        let (mut root, mut files, _) = segment(0);
        root.days = days;
        root.lengths = vec![255; root.days.len()];
        for (at, key) in keys.into_iter().enumerate() {
            let all = if at % 2 == 0 { &mut root.dictionary } else { &mut root.postings };
            let shard = all.get(at / 2).cloned().unwrap_or_default();
            all.insert(at / 3, Shard { key, ..shard });
        }
        let table = PositionsTable { places: vec![u32::MAX - 1; 9], shards: root.postings.clone() }.encode();
        root.positions = file(&table);
        files.push((name(hash(&table)), table));
        open(&root.encode(), &files);
    }
}

#[test]
fn a_small_file_does_not_unfold_to_a_large_one() {
    let long = "a".repeat(20_000);
    let group = |number: usize| Group {
        stem: format!("{long}{number:05}"),
        forms: format!("{long}{number:05}"),
        holding: 1,
    };
    let bytes = Dictionary::new((0..2000).map(group).collect(), Vec::new()).encode();
    assert!(bytes.len() < 16_000);
    let read = Dictionary::decode(&bytes);
    assert!(read.groups.iter().map(|group| group.stem.len() + group.forms.len()).sum::<usize>() < 1 << 23);

    let forms = vec![long.as_str(); 2000].join(" ");
    let bytes = Dictionary::new(vec![Group { stem: long.clone(), forms, holding: 1 }], Vec::new()).encode();
    assert!(bytes.len() < 16_000);
    assert!(Dictionary::decode(&bytes).groups.iter().all(|group| group.forms.len() < 1 << 23));

    let row = Row { url: long.clone(), ..Row::default() };
    let bytes = rows::encode(&vec![row; 2000]);
    assert!(bytes.len() < 16_000);
    assert!(rows::decode(&bytes).len() < 300);

    let shard = |number: usize| Shard { key: format!("{long}{number:05}"), file: File::default() };
    let table = PositionsTable { places: Vec::new(), shards: (0..2000).map(shard).collect() }.encode();
    assert!(table.len() < 16_000);
    assert!(PositionsTable::decode(&table).shards.len() < 300);
}

#[test]
fn documents_without_end_are_survived() {
    let days = vec![UNDATED; 200_000];
    let root = Root { lengths: vec![0; days.len()], days, ..Root::default() }.encode();
    assert!(root.len() < 10_000);
    open(&root, &[]);
}

#[test]
fn places_without_end_are_survived() {
    use crate::{positions, postings};
    // A word that stands at every place of documents of sixteen million, as the table and the lists have it.
    let group = Group { stem: "ink".into(), forms: "ink".into(), holding: 500 };
    let dictionary = Dictionary::new(vec![group], Vec::new()).encode();
    let list: Vec<_> = (0..500).map(|document| postings::Posting::new(document, 1)).collect();
    let mut coder = Writer::new(postings::CONTEXTS);
    postings::list(&mut coder, 500, 500, &list);
    let lists = coder.finish();
    let mut coder = Writer::new(positions::CONTEXTS);
    for _ in 0..500 {
        coder.number(crate::coder::NUMBER, u32::MAX - 1);
    }
    let places = coder.finish();
    let shard = |bytes: &[u8]| vec![Shard { key: String::new(), file: file(bytes) }];
    let table = PositionsTable { places: vec![u32::MAX - 1; 500], shards: shard(&places) }.encode();
    let root = Root {
        days: vec![0; 500],
        lengths: vec![255; 500],
        dictionary: shard(&dictionary),
        postings: shard(&lists),
        positions: file(&table),
        ..Root::default()
    };
    let files = [dictionary, lists, places, table].map(|bytes| (name(hash(&bytes)), bytes));
    open(&root.encode(), &files);
}
