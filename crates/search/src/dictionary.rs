//! The dictionary: every word that readers type and see, gathered under its stem, whose posting list it shares.
//!
//! A stem with its words is a *group*. Groups lie in the order of their stems, cut into shards; a word whose own place in
//! that order is in another shard than its stem's is told there by an *alias*.

use std::ops::Range;

use crate::coder::{Coder, LETTER, MOST_TEXT, NUMBER, Reader, Writer};

/// A stem and its words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Group {
    /// The stem, folded.
    pub(crate) stem: String,
    /// The words that have it, folded, in the order of their bytes, with a space between them.
    pub(crate) forms: String,
    /// How many documents of the segment hold it.
    pub(crate) holding: u32,
}

/// One shard of a dictionary.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Dictionary {
    /// In the order of their stems.
    pub(crate) groups: Vec<Group>,
    /// Words whose stem is in another shard, and that stem.
    pub(crate) aliases: Vec<(String, String)>,
    /// Every word of the groups in the order of their bytes; made when a shard is read.
    sorted: Vec<Form>,
}

/// A word: the number of its group, and where it stands among that group's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Form {
    group: u32,
    start: u32,
    end: u32,
}

// The contexts: numbers, flags, then letters of stems and of endings.
const SHARED: usize = 0;
const HOLDING: usize = NUMBER;
const FORMS: usize = 2 * NUMBER;
const DROPPED: usize = 3 * NUMBER;
const COUNT: usize = 4 * NUMBER;
const PLAIN: usize = 5 * NUMBER;
const STEMS: usize = PLAIN + 2;
const ENDINGS: usize = STEMS + LETTER;
const CONTEXTS: usize = ENDINGS + LETTER;

impl Dictionary {
    /// A shard that is to be written.
    pub(crate) fn new(groups: Vec<Group>, aliases: Vec<(String, String)>) -> Dictionary {
        Dictionary { groups, aliases, sorted: Vec::new() }
    }

    /// How many words it has.
    pub(crate) fn len(&self) -> usize {
        self.sorted.len()
    }

    /// A word by its place in their order, and its group.
    pub(crate) fn form(&self, at: usize) -> Option<(&str, &Group)> {
        let form = self.sorted.get(at)?;
        let group = self.groups.get(form.group as usize)?;
        Some((group.forms.get(form.start as usize..form.end as usize)?, group))
    }

    /// The places of the words that begin with `prefix`.
    pub(crate) fn beginning_with(&self, prefix: &str) -> Range<usize> {
        let first = self.sorted.partition_point(|form| self.text(form) < prefix);
        first..self.behind(prefix, first)
    }

    /// The first place from `start` on whose word does not begin with `prefix`, if those before it do. Few do as a rule,
    /// so that it is looked for nearby first.
    pub(crate) fn behind(&self, prefix: &str, start: usize) -> usize {
        let rest = self.sorted.get(start..).unwrap_or_default();
        let begins = |form: &Form| self.text(form).starts_with(prefix);
        let mut end = 1;
        while rest.get(end).is_some_and(begins) {
            end *= 2;
        }
        let near = rest.get(end / 2..end.min(rest.len())).unwrap_or_default();
        start + end / 2 + near.partition_point(begins)
    }

    fn text(&self, form: &Form) -> &str {
        let group = self.groups.get(form.group as usize);
        group.and_then(|group| group.forms.get(form.start as usize..form.end as usize)).unwrap_or("")
    }

    /// The bytes of the shard.
    pub(crate) fn encode(&self) -> Vec<u8> {
        let mut coder = Writer::new(CONTEXTS);
        self.code(&mut coder);
        coder.finish()
    }

    /// Reads a shard. Bytes that are damaged give fewer groups, or odd ones.
    pub(crate) fn decode(bytes: &[u8]) -> Dictionary {
        Dictionary::default().code(&mut Reader::new(CONTEXTS, bytes)).sorted()
    }

    /// The shard with its words in order, as it is asked.
    pub(crate) fn sorted(mut self) -> Dictionary {
        for (group, number) in self.groups.iter().zip(0..) {
            let mut start = 0;
            for form in group.forms.split(' ') {
                let end = start + form.len() as u32;
                self.sorted.push(Form { group: number, start, end });
                start = end + 1;
            }
        }
        let text = |at: usize| self.sorted.get(at).map_or("", |form| self.text(form));
        let order = quire_bundle::order(self.len(), &|a, b| text(a).cmp(text(b)));
        self.sorted = order.into_iter().filter_map(|at| self.sorted.get(at).copied()).collect();
        self
    }

    /// Writes the shard, or reads one.
    fn code<const READS: bool>(&self, coder: &mut Coder<READS>) -> Dictionary {
        let mut read = Dictionary::default();
        let (mut before, mut text) = (String::new(), 0);
        for at in 0..coder.number(COUNT, self.groups.len() as u32) {
            let group = group(coder, &before, self.groups.get(at as usize).unwrap_or(&Group::default()));
            text += group.stem.len() + group.forms.len();
            if coder.is_over() || READS && text > MOST_TEXT {
                return read;
            }
            before.clone_from(&group.stem);
            read.groups.push(group);
        }
        for at in 0..coder.number(COUNT, self.aliases.len() as u32) {
            let (form, stem) = self.aliases.get(at as usize).cloned().unwrap_or_default();
            let alias = (letters(coder, STEMS, &form), letters(coder, STEMS, &stem));
            if coder.is_over() {
                return read;
            }
            read.aliases.push(alias);
        }
        read
    }
}

/// A stem as what it shares with the one before and what follows; each form as what it drops of the stem's end and adds.
fn group<const READS: bool>(coder: &mut Coder<READS>, before: &str, group: &Group) -> Group {
    let shared = coder.number(SHARED, shared(before, &group.stem) as u32) as usize;
    let mut stem = before.as_bytes().get(..shared).unwrap_or_default().to_vec();
    let rest = group.stem.as_bytes().get(shared..).unwrap_or_default();
    stem.extend(coder.letters(STEMS, stem.last().copied().unwrap_or(0), rest));
    let holding = coder.number(HOLDING, group.holding.saturating_sub(1)) + 1;

    let plain = coder.bit(PLAIN, group.forms == group.stem);
    let stem = String::from_utf8(stem).unwrap_or_default();
    if plain {
        return Group { forms: stem.clone(), stem, holding };
    }
    let mut forms = String::new();
    let mut given = group.forms.split(' ');
    for _ in 0..=coder.number(FORMS, group.forms.split(' ').count() as u32 - 1) {
        let form = given.next().unwrap_or("");
        let kept = self::shared(&group.stem, form);
        let dropped = coder.number(DROPPED, (group.stem.len() - kept) as u32) as usize;
        let kept = stem.len().saturating_sub(dropped);
        let mut read = stem.as_bytes().get(..kept).unwrap_or_default().to_vec();
        let last = read.last().copied().unwrap_or(0);
        read.extend(coder.letters(ENDINGS, last, form.as_bytes().get(kept..).unwrap_or_default()));
        if coder.is_over() || READS && forms.len() > MOST_TEXT {
            break;
        }
        if !forms.is_empty() {
            forms.push(' ');
        }
        forms.push_str(std::str::from_utf8(&read).unwrap_or(""));
    }
    Group { stem, forms, holding }
}

fn letters<const READS: bool>(coder: &mut Coder<READS>, context: usize, text: &str) -> String {
    String::from_utf8(coder.letters(context, 0, text.as_bytes())).unwrap_or_default()
}

/// How many bytes two texts have in common at their beginnings.
pub(crate) fn shared(a: &str, b: &str) -> usize {
    a.bytes().zip(b.bytes()).take_while(|(a, b)| a == b).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn dictionary() -> impl Strategy<Value = Dictionary> {
        let forms = prop::collection::btree_set("[a-zé検]{1,8}", 1..4);
        let groups = prop::collection::btree_map("[a-cé検]{1,6}", (forms, 1..100_000u32), 0..40);
        let aliases = prop::collection::vec(("[a-z]{1,6}", "[a-z]{1,6}"), 0..3);
        (groups, aliases).prop_map(|(groups, aliases)| {
            let group = |(stem, (forms, holding)): (String, (std::collections::BTreeSet<String>, u32))| {
                Group { stem, forms: forms.into_iter().collect::<Vec<_>>().join(" "), holding }
            };
            Dictionary::new(groups.into_iter().map(group).collect(), aliases)
        })
    }

    proptest! {
        #[test]
        fn a_dictionary_is_read_as_it_was_written(dictionary in dictionary()) {
            let read = Dictionary::decode(&dictionary.encode());
            prop_assert_eq!(&read.groups, &dictionary.groups);
            prop_assert_eq!(&read.aliases, &dictionary.aliases);
        }

        #[test]
        fn words_are_found_by_their_beginnings(dictionary in dictionary(), prefix in "[a-zé検]{0,2}") {
            let read = Dictionary::decode(&dictionary.encode());
            let all: Vec<&str> = (0..read.len()).filter_map(|at| read.form(at)).map(|form| form.0).collect();
            prop_assert!(all.is_sorted());
            let range = read.beginning_with(&prefix);
            let expected: Vec<usize> = (0..all.len()).filter(|&at| all[at].starts_with(&prefix)).collect();
            prop_assert_eq!(range.collect::<Vec<_>>(), expected);
        }

        #[test]
        fn any_bytes_are_read(bytes: Vec<u8>) {
            Dictionary::decode(&bytes);
        }
    }
}
