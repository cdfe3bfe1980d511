//! Words that were probably meant: those of the dictionary that differ by the fewest edits.
//!
//! An edit is a letter put in, left out or changed, or two neighbours exchanged (the optimal string alignment distance;
//! Damerau, 1964). The words of a dictionary are walked in order, and the rows of the table that a word shares with the
//! one before are not made again.

/// How many edits a word of so many letters may be away.
pub(crate) fn most_edits(letters: usize) -> usize {
    match letters {
        0..4 => 0,
        4..8 => 1,
        _ => 2,
    }
}

/// How far a word is from what was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Distance {
    /// So many edits.
    Near(usize),
    /// Too many.
    Far,
    /// Too many, and so is every word that begins with so many bytes of it.
    FarFrom(usize),
}

/// Compares words with one that was typed.
pub(crate) struct Speller {
    typed: Vec<char>,
    /// Whether the beginning of a word is enough.
    is_prefix: bool,
    most: usize,
    /// The letters of the word before.
    letters: Vec<char>,
    /// A row of the table behind each letter, one after the other. Only what lies near the diagonal is worked out: the
    /// rest stays above `most`.
    table: Vec<u8>,
    /// The least number of each row.
    least: Vec<u8>,
}

impl Speller {
    /// Compares with `typed`; words that are more than `most` edits away are of no interest.
    pub(crate) fn new(typed: &str, is_prefix: bool, most: usize) -> Speller {
        let typed: Vec<char> = typed.chars().collect();
        let table = (0..=typed.len()).map(|edits| edits.min(255) as u8).collect();
        Speller { typed, is_prefix, most, letters: Vec::new(), table, least: vec![0] }
    }

    /// How many edits a word is away: the word itself, or the beginning of it that is nearest.
    pub(crate) fn distance(&mut self, word: &str) -> Distance {
        let columns = self.typed.len() + 1;
        let mut nearest = usize::MAX;
        let mut count = 0;
        for (at, (place, letter)) in word.char_indices().enumerate() {
            if self.letters.get(at) != Some(&letter) {
                self.letters.truncate(at);
                self.table.truncate((at + 1) * columns);
                self.least.truncate(at + 1);
                self.letters.push(letter);
                self.add_row(at);
            }
            count = at + 1;
            let last = self.table.get((at + 2) * columns - 1).map_or(usize::MAX, |&last| usize::from(last));
            nearest = if self.is_prefix { nearest.min(last) } else { last };
            // An exchange looks back two rows, so that both must be far off before the rest can be left.
            let is_far = |row: usize| self.least.get(row).is_none_or(|&least| usize::from(least) > self.most);
            if nearest > self.most && is_far(at + 1) && is_far(at) {
                return Distance::FarFrom(place + letter.len_utf8());
            }
        }
        // The word before may have been longer.
        self.letters.truncate(count);
        self.table.truncate((count + 1) * columns);
        self.least.truncate(count + 1);
        if nearest <= self.most { Distance::Near(nearest) } else { Distance::Far }
    }

    /// Adds the row behind the letter at this place: how far its word's beginning is from each beginning of what was
    /// typed.
    fn add_row(&mut self, at: usize) {
        let columns = self.typed.len() + 1;
        let (above, here) = (at * columns, (at + 1) * columns);
        let far = (self.most + 1) as u8;
        self.table.resize(here + columns, far);
        self.table[here] = (at + 1).min(usize::from(far)) as u8;
        let letter = self.letters[at];
        let mut least_of_row = self.table[here];
        let near = (at + 1).saturating_sub(self.most).max(1)..columns.min(at + 2 + self.most);
        for column in near {
            let typed = self.typed[column - 1];
            let changed = self.table[above + column - 1] + u8::from(typed != letter);
            let mut least =
                changed.min(self.table[above + column] + 1).min(self.table[here + column - 1] + 1);
            if at > 0 && column > 1 && self.letters[at - 1] == typed && self.typed[column - 2] == letter {
                least = least.min(self.table[above - columns + column - 2] + 1);
            }
            self.table[here + column] = least.min(far);
            least_of_row = least_of_row.min(least);
        }
        self.least.push(least_of_row);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn near(speller: &mut Speller, word: &str) -> Option<usize> {
        match speller.distance(word) {
            Distance::Near(edits) => Some(edits),
            _ => None,
        }
    }

    fn distance(typed: &str, word: &str) -> Option<usize> {
        near(&mut Speller::new(typed, false, 2), word)
    }

    #[test]
    fn edits_are_counted() {
        assert_eq!(distance("search", "search"), Some(0));
        assert_eq!(distance("serch", "search"), Some(1));
        assert_eq!(distance("saerch", "search"), Some(1));
        assert_eq!(distance("seaarch", "search"), Some(1));
        assert_eq!(distance("sezrhc", "search"), Some(2));
        assert_eq!(distance("zzzzzz", "search"), None);
        assert_eq!(distance("über", "uber"), Some(1));
    }

    #[test]
    fn the_beginning_of_a_word_is_enough_while_it_is_typed() {
        assert_eq!(near(&mut Speller::new("acessib", true, 1), "accessibility"), Some(1));
        assert_eq!(near(&mut Speller::new("acessib", false, 1), "accessibility"), None);
    }

    /// The distance by the plain table.
    fn plain(a: &[char], b: &[char]) -> usize {
        let row = |i: usize| (0..=b.len()).map(|j| i + j).collect::<Vec<_>>();
        let mut table: Vec<Vec<usize>> = (0..=a.len()).map(row).collect();
        for i in 1..=a.len() {
            for j in 1..=b.len() {
                let changed = table[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]);
                table[i][j] = changed.min(table[i - 1][j] + 1).min(table[i][j - 1] + 1);
                if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                    table[i][j] = table[i][j].min(table[i - 2][j - 2] + 1);
                }
            }
        }
        table[a.len()][b.len()]
    }

    proptest! {
        #[test]
        fn distances_are_those_of_the_table(
            typed in "[abc]{1,6}",
            words in prop::collection::vec("[abc]{1,8}", 0..30),
            most in 0..3usize,
            is_prefix: bool,
        ) {
            let mut words = words;
            words.sort();
            let mut speller = Speller::new(&typed, is_prefix, most);
            let text = typed.clone();
            let typed: Vec<char> = typed.chars().collect();
            for word in words {
                let letters: Vec<char> = word.chars().collect();
                let whole = plain(&typed, &letters);
                let least = (1..=letters.len()).map(|end| plain(&typed, &letters[..end])).min().unwrap_or(usize::MAX);
                let expected = Some(if is_prefix { least } else { whole }).filter(|&edits| edits <= most);
                let distance = speller.distance(&word);
                let edits = if let Distance::Near(edits) = distance { Some(edits) } else { None };
                prop_assert_eq!(edits, expected, "{}", word);
                if let Distance::FarFrom(end) = distance {
                    // Whatever follows, it stays far.
                    for longer in ["", "a", "b", "ab", "cabca"] {
                        let longer = word[..end].to_string() + longer;
                        prop_assert_eq!(near(&mut Speller::new(&text, is_prefix, most), &longer), None);
                    }
                }
            }
        }
    }
}
