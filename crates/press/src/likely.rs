//! What an author probably meant by a word that is not known, so that a message can say it.

/// The nearest of the known words, when it is near enough to be a slip of the fingers: one wrong, missing or swapped
/// letter in a short word, two in a word of eight letters or more, whatever the capitals, `_`, `-` and `.`.
pub(crate) fn likely<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = plain(word);
    let length = word.chars().count();
    let slips = match length {
        0..=3 => return known.into_iter().find(|known| plain(known) == word),
        4..=7 => 1,
        _ => 2,
    };
    let distance = |known: &str| {
        let known = plain(known);
        // A word that is longer or shorter by more than the slips cannot be near.
        let may_be = known.chars().count().abs_diff(length) <= slips;
        may_be.then(|| strsim::damerau_levenshtein(&word, &known)).filter(|distance| *distance <= slips)
    };
    let near = known.into_iter().filter_map(|known| Some((distance(known)?, known)));
    near.min_by_key(|(distance, _)| *distance).map(|(_, known)| known)
}

/// A word as it is compared with others: small letters, without `_`, `-` and `.`.
pub(crate) fn plain(word: &str) -> String {
    word.chars().filter(|letter| !"_-.".contains(*letter)).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::likely;

    #[test]
    fn a_slip_of_the_fingers_is_understood_and_another_word_is_not() {
        let known = ["title", "tags", "description", "date"];
        for (word, meant) in [
            ("titel", Some("title")),
            ("Discription", Some("description")),
            ("tag", None),
            ("descriptoin", Some("description")),
            ("dat", None),
            ("team", None),
            ("layout", None),
            ("", None),
        ] {
            assert_eq!(likely(word, known), meant, "{word}");
        }
    }
}
