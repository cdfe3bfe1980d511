//! Which stemmer a language has, and which short words its apostrophes hang on others.

use snowball_stemmers_rs::Algorithm;

/// The stemmer of a language by the primary subtag of its BCP 47 tag.
///
/// Only those that the Snowball project itself publishes: a rough stemmer finds what nobody looked for.
/// Source: <https://snowballstem.org/algorithms/>.
pub(super) fn algorithm(primary: &str) -> Option<Algorithm> {
    Some(match primary {
        "ar" => Algorithm::Arabic,
        // What Snowball calls Serbian is made for all of these.
        "bs" | "cnr" | "hr" | "sh" | "sr" => Algorithm::Serbian,
        "ca" => Algorithm::Catalan,
        "cs" => Algorithm::Czech,
        "da" => Algorithm::Danish,
        "de" => Algorithm::German,
        "el" => Algorithm::Greek,
        "en" => Algorithm::English,
        "eo" => Algorithm::Esperanto,
        "es" => Algorithm::Spanish,
        "et" => Algorithm::Estonian,
        "eu" => Algorithm::Basque,
        "fi" => Algorithm::Finnish,
        "fr" => Algorithm::French,
        "ga" => Algorithm::Irish,
        "hi" => Algorithm::Hindi,
        "hu" => Algorithm::Hungarian,
        "hy" => Algorithm::Armenian,
        "id" => Algorithm::Indonesian,
        "it" => Algorithm::Italian,
        "lt" => Algorithm::Lithuanian,
        "nb" | "nn" | "no" => Algorithm::Norwegian,
        "ne" => Algorithm::Nepali,
        "nl" => Algorithm::Dutch,
        "pl" => Algorithm::Polish,
        "pt" => Algorithm::Portuguese,
        "ro" => Algorithm::Romanian,
        "ru" => Algorithm::Russian,
        "sv" => Algorithm::Swedish,
        "ta" => Algorithm::Tamil,
        "tr" => Algorithm::Turkish,
        "yi" => Algorithm::Yiddish,
        _ => return None,
    })
}

/// The words that lose their end before a vowel and are written together with the next word: `l'article`.
pub(super) fn elisions(primary: &str) -> &'static [&'static str] {
    match primary {
        "ca" => &["d", "l", "m", "n", "s", "t"],
        "fr" => &["c", "d", "j", "jusqu", "l", "lorsqu", "m", "n", "puisqu", "qu", "quoiqu", "s", "t"],
        "it" => &[
            "agl", "all", "c", "coll", "d", "dagl", "dall", "degl", "dell", "gl", "l", "m", "n", "negl",
            "nell", "quell", "quest", "s", "sugl", "sull", "t", "un", "v",
        ],
        _ => &[],
    }
}
