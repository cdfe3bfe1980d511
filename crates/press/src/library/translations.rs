//! Posts that say the same in several languages: each leads to the others, and lists show the one in the blog's own.

use std::collections::HashMap;

use quire_bundle::{Post, Translation};

use crate::content::PostFile;

/// Links the versions of each post with each other. A version in another language is in no list when there is one in
/// the blog's. `posts` are those of `files`, in their order.
pub(super) fn link(files: &[&PostFile], posts: &mut [Post], language: &str) {
    let mut versions: HashMap<&str, Vec<usize>> = HashMap::new();
    for (number, file) in files.iter().enumerate().filter(|(_, file)| !file.translation_key.is_empty()) {
        versions.entry(&file.translation_key).or_default().push(number);
    }
    let spoken = |number: usize| files[number].language.as_deref().unwrap_or(language);
    for (number, file) in files.iter().enumerate() {
        let Some(others) = versions.get(file.translation_key.as_str()) else { continue };
        let others = others.iter().copied().filter(|&other| spoken(other) != spoken(number));
        let mut translations: Vec<Translation> = others
            .map(|other| Translation {
                language: spoken(other).to_string(),
                label: autonym(spoken(other)).to_string(),
                path: posts[other].card.path.clone(),
            })
            .collect();
        translations.sort_by(|a, b| a.language.cmp(&b.language));
        translations.dedup_by(|a, b| a.language == b.language);
        if spoken(number) != language && translations.iter().any(|one| one.language == language) {
            posts[number].unlisted = true;
        }
        posts[number].translations = translations;
    }
}

/// What a language calls itself, as the Unicode CLDR writes it (<https://cldr.unicode.org>, "Locale Display Names"); of
/// others the tag.
fn autonym(tag: &str) -> &str {
    let known =
        |tag: &str| AUTONYMS.iter().find(|(known, _)| known.eq_ignore_ascii_case(tag)).map(|(_, name)| *name);
    let primary = tag.split('-').next().unwrap_or(tag);
    known(tag).or_else(|| known(primary)).unwrap_or(tag)
}

const AUTONYMS: &[(&str, &str)] = &[
    ("ar", "العربية"),
    ("bg", "български"),
    ("bn", "বাংলা"),
    ("ca", "català"),
    ("cs", "čeština"),
    ("da", "dansk"),
    ("de", "Deutsch"),
    ("el", "Ελληνικά"),
    ("en", "English"),
    ("eo", "Esperanto"),
    ("es", "español"),
    ("et", "eesti"),
    ("eu", "euskara"),
    ("fa", "فارسی"),
    ("fi", "suomi"),
    ("fr", "français"),
    ("ga", "Gaeilge"),
    ("gl", "galego"),
    ("he", "עברית"),
    ("hi", "हिन्दी"),
    ("hr", "hrvatski"),
    ("hu", "magyar"),
    ("id", "Indonesia"),
    ("is", "íslenska"),
    ("it", "italiano"),
    ("ja", "日本語"),
    ("ko", "한국어"),
    ("lt", "lietuvių"),
    ("lv", "latviešu"),
    ("ms", "Melayu"),
    ("nb", "norsk bokmål"),
    ("nl", "Nederlands"),
    ("nn", "norsk nynorsk"),
    ("no", "norsk"),
    ("pl", "polski"),
    ("pt", "português"),
    ("pt-BR", "português (Brasil)"),
    ("ro", "română"),
    ("ru", "русский"),
    ("sk", "slovenčina"),
    ("sl", "slovenščina"),
    ("sr", "српски"),
    ("sv", "svenska"),
    ("ta", "தமிழ்"),
    ("th", "ไทย"),
    ("tr", "Türkçe"),
    ("uk", "українська"),
    ("ur", "اردو"),
    ("vi", "Tiếng Việt"),
    ("zh", "中文"),
    ("zh-Hans", "简体中文"),
    ("zh-Hant", "繁體中文"),
];

#[cfg(test)]
mod tests {
    use super::{autonym, link};
    use crate::content::PostFile;
    use quire_bundle::Post;

    #[test]
    fn each_version_leads_to_the_others_and_lists_show_the_blogs_own() {
        let file = |key: &str, language: Option<&str>| PostFile {
            translation_key: key.into(),
            language: language.map(Into::into),
            ..PostFile::default()
        };
        let files = [
            file("a", None),
            file("a", Some("es")),
            file("a", Some("ar")),
            file("b", Some("es")),
            file("c", None),
        ];
        let mut posts: Vec<Post> = (0..files.len())
            .map(|number| {
                let mut post = Post::default();
                post.card.path = format!("{number}/");
                post
            })
            .collect();
        link(&files.iter().collect::<Vec<_>>(), &mut posts, "en");
        let of = |number: usize| -> Vec<String> {
            posts[number].translations.iter().map(|one| format!("{} {}", one.label, one.path)).collect()
        };
        assert_eq!(of(0), ["العربية 2/", "español 1/"]);
        assert_eq!(of(1), ["العربية 2/", "English 0/"]);
        assert_eq!(of(3), [""; 0]);
        let unlisted: Vec<bool> = posts.iter().map(|post| post.unlisted).collect();
        assert_eq!(unlisted, [false, true, true, false, false]);
    }

    #[test]
    fn a_language_is_called_as_it_calls_itself() {
        assert_eq!(autonym("pt-br"), "português (Brasil)");
        assert_eq!(autonym("es-MX"), "español");
        assert_eq!(autonym("tlh"), "tlh");
    }
}
