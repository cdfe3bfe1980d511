//! The language of a page as Open Graph names it: language and territory, `pt_BR`.

/// The territories of languages that are not named like theirs, as the Unicode CLDR holds them likeliest
/// (<https://cldr.unicode.org>, "Likely Subtags").
const TERRITORIES: &[(&str, &str)] = &[
    ("ar", "EG"),
    ("be", "BY"),
    ("bn", "BD"),
    ("bs", "BA"),
    ("ca", "ES"),
    ("cs", "CZ"),
    ("cy", "GB"),
    ("da", "DK"),
    ("el", "GR"),
    ("en", "US"),
    ("et", "EE"),
    ("eu", "ES"),
    ("fa", "IR"),
    ("fil", "PH"),
    ("ga", "IE"),
    ("gl", "ES"),
    ("he", "IL"),
    ("hi", "IN"),
    ("hy", "AM"),
    ("ja", "JP"),
    ("ka", "GE"),
    ("kk", "KZ"),
    ("km", "KH"),
    ("ko", "KR"),
    ("ms", "MY"),
    ("nb", "NO"),
    ("ne", "NP"),
    ("nn", "NO"),
    ("pa", "IN"),
    ("pt", "BR"),
    ("sl", "SI"),
    ("sq", "AL"),
    ("sr", "RS"),
    ("sv", "SE"),
    ("sw", "TZ"),
    ("ta", "IN"),
    ("te", "IN"),
    ("uk", "UA"),
    ("ur", "PK"),
    ("vi", "VN"),
    ("zh", "CN"),
    ("zh-hant", "TW"),
];

/// The languages whose territory has their own letters: `de` is `de_DE`.
const ALIKE: &[&str] = &[
    "bg", "de", "es", "fi", "fr", "hr", "hu", "id", "is", "it", "lt", "lv", "mk", "nl", "no", "pl", "ro",
    "ru", "sk", "th", "tr",
];

/// The locale of a BCP 47 tag, if its territory is known.
pub(super) fn locale(tag: &str) -> Option<String> {
    let tag = tag.to_ascii_lowercase();
    let mut parts = tag.split('-');
    let language = parts.next()?;
    let region = parts.find(|part| part.len() == 2).map(str::to_ascii_uppercase);
    let known = |name: &str| {
        TERRITORIES.iter().find(|(known, _)| *known == name).map(|(_, territory)| (*territory).to_string())
    };
    let alike = || ALIKE.contains(&language).then(|| language.to_ascii_uppercase());
    let territory = region.or_else(|| known(&tag)).or_else(|| known(language)).or_else(alike)?;
    Some(format!("{language}_{territory}"))
}

#[cfg(test)]
mod tests {
    use super::locale;

    #[test]
    fn a_language_has_its_likely_territory() {
        let pairs = [
            ("en", "en_US"),
            ("en-GB", "en_GB"),
            ("pt-BR", "pt_BR"),
            ("de", "de_DE"),
            ("zh-Hant", "zh_TW"),
            ("sr-Latn-ME", "sr_ME"),
        ];
        for (tag, expected) in pairs {
            assert_eq!(locale(tag).as_deref(), Some(expected), "{tag}");
        }
        assert_eq!(locale("eo"), None);
    }
}
