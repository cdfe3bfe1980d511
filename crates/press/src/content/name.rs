//! What a file's name and folders say of a post: its slug, its day, its language, its section.

use std::path::Path;

use jiff::tz::TimeZone;

use super::{folders, is_jekyll};
use crate::date::{self, Moment};

/// What a file's name says of a post.
pub(crate) struct Name {
    /// The name without its date, its language and its ending.
    pub text: String,
    /// The same with its date: together with the folder, what all language versions of a post share.
    pub stem: String,
    pub date: Option<Moment>,
    pub language: Option<String>,
    pub section: Option<String>,
}

impl Name {
    pub(crate) fn of(file: &Path, zone: &TimeZone) -> Self {
        let mut folders: Vec<&str> = folders(file).filter(|folder| !is_jekyll(folder)).collect();
        let stem = file.file_stem().unwrap_or_default().to_string_lossy();
        let (stem, language) = with_language(&stem);
        let stem = match stem {
            "index" => folders.pop().unwrap_or(stem),
            stem => stem,
        };
        let (date, text) = match date::in_name(stem, zone) {
            Some((date, rest)) => (Some(date), rest),
            None => (None, stem),
        };
        Self {
            text: text.to_owned(),
            stem: stem.to_owned(),
            date,
            language: language.map(str::to_owned),
            section: (!folders.is_empty()).then(|| folders.join("/")),
        }
    }
}

/// A file's name as a title: `my-first_post` is `My first post`.
pub(super) fn titled(name: &str) -> String {
    let words = name.replace(['-', '_'], " ");
    let words = words.trim();
    let mut letters = words.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => name.to_owned(),
    }
}

/// A name without the language that it ends in, and the language: `x.es` is `x` in `es`.
pub(super) fn with_language(stem: &str) -> (&str, Option<&str>) {
    match stem.rsplit_once('.') {
        Some((name, language)) if is_language(language) && !name.is_empty() => (name, Some(language)),
        _ => (stem, None),
    }
}

/// Two-letter language codes of ISO 639-1.
const LANGUAGES: &str = "aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co \
    cr cs cu cv cy da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi \
    ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw \
    ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc \
    oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv \
    sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu";

/// `es`, `zh-Hant`, `pt-BR`.
fn is_language(text: &str) -> bool {
    let (code, region) = text.split_once('-').unwrap_or((text, "XX"));
    code.len() == 2
        && LANGUAGES.split(' ').any(|one| one == code)
        && (2..=4).contains(&region.len())
        && region.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dot_in_a_name_is_a_language_only_when_it_is_one() {
        for (language, is) in [("es", true), ("zh-Hant", true), ("js", false), ("min", false)] {
            assert_eq!(is_language(language), is, "{language}");
        }
    }

    #[test]
    fn a_name_becomes_a_title() {
        assert_eq!(titled("my-first_post"), "My first post");
        assert_eq!(titled("---"), "---");
    }
}
