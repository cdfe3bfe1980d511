//! What a post says of itself, gathered from its front matter, its first heading and its name.

use std::collections::BTreeSet;
use std::path::Path;

use jiff::tz::TimeZone;

use super::name::{Name, filled, titled};
use super::{Cover, PostFile, folders, slashed};
use crate::date::{self, Moment};
use crate::front_matter::FrontMatter;
use crate::markdown;
use crate::problem::{Problem, Rule};
use crate::slug;

/// Everything that a post's facts are found in.
pub(super) struct Facts<'a> {
    pub file: &'a Path,
    pub front_matter: &'a FrontMatter,
    pub zone: &'a TimeZone,
    pub known: &'a BTreeSet<String>,
}

impl Facts<'_> {
    pub(super) fn post(
        &self,
        text: String,
        body: usize,
        body_line: usize,
        problems: &mut Vec<Problem>,
    ) -> PostFile {
        let said = self.front_matter;
        let markdown = if body == 0 { text } else { text[body..].to_owned() };
        for (key, line) in &said.repeated {
            let message = format!("`{key}` is said twice; the last one counts, so remove this one");
            problems.push(Problem::warning(Rule::RepeatedKey, self.file, Some(*line), message));
        }
        let name = Name::of(self.file, self.zone);
        let path = self.path(&name, problems);
        let date = self
            .moment("date", problems)
            .or(name.date)
            .or_else(|| date::in_path(path.as_deref()?, self.zone));
        let slug = said.text("slug").map(|text| slug::chosen(&text)).unwrap_or_default();
        let slug = [slug, slug::slug(&name.text), "post".into()]
            .into_iter()
            .find(|slug| !slug.is_empty())
            .unwrap_or_default();
        let title = said.text("title").map(|title| plain(&title));
        let title = title.or_else(|| markdown::first_heading(&markdown)).unwrap_or_else(|| {
            let message = "has no title, so it is called after its file; \
                           write `title:` in the front matter";
            problems.push(Problem::warning(Rule::NoTitle, self.file, Some(1), message));
            titled(&name.text)
        });
        let plain_names = |names: Vec<String>| names.iter().map(|name| plain(name)).collect();
        PostFile {
            title,
            updated: self.moment("updated", problems),
            date,
            slug,
            section: name.section,
            description: said.text("description").map(|text| plain(&text)),
            tags: plain_names(said.list("tags")),
            categories: plain_names(said.list("categories")),
            series: plain_names(said.names("series")),
            authors: plain_names(said.names("authors")),
            aliases: said.names("aliases").iter().filter_map(|alias| slug::path(alias)).collect(),
            language: said.text("lang").or(name.language),
            pinned: said.flag("pinned").unwrap_or(false),
            draft: said.flag("draft").unwrap_or(false)
                || said.flag("published") == Some(false)
                || folders(self.file).any(|folder| folder == "_drafts"),
            cover: self.image(problems).map(|url| Cover { url, ..Cover::default() }),
            search: true,
            toc: true,
            path,
            markdown,
            body_line,
            file: self.file.to_path_buf(),
            ..PostFile::default()
        }
    }

    fn moment(&self, name: &str, problems: &mut Vec<Problem>) -> Option<Moment> {
        let text = self.front_matter.text(name)?;
        let moment = date::parse(&text, self.zone);
        if moment.is_none() {
            let message =
                format!("`{text}` is not a date; write it like 2024-05-31 or 2024-05-31 18:00:00 +0200");
            problems.push(Problem::warning(Rule::Date, self.file, self.front_matter.line(name), message));
        }
        moment
    }

    fn path(&self, name: &Name, problems: &mut Vec<Problem>) -> Option<String> {
        let given = self.front_matter.text("path")?;
        let date = self.moment("date", &mut Vec::new()).or_else(|| name.date.clone());
        let filled = filled(&given, &slug::slug(&name.text), date.as_ref());
        let path = filled.and_then(|path| slug::path(&path));
        if path.is_none() {
            let message = format!(
                "the path `{given}` is not one inside the site, so the post gets \
                                   one from its file name; write it like 2024/my-post"
            );
            problems.push(Problem::warning(Rule::Path, self.file, self.front_matter.line("path"), message));
        }
        path
    }

    fn image(&self, problems: &mut Vec<Problem>) -> Option<String> {
        let given = self.front_matter.text("image")?;
        if given.contains("://") || given.starts_with('/') {
            return Some(given);
        }
        let folder = self.file.parent().map(slashed).unwrap_or_default();
        let beside = markdown::resolve(&folder, &given);
        let found =
            [beside, Some(given.clone())].into_iter().flatten().find(|path| self.known.contains(path));
        if found.is_none() {
            let message = format!(
                "there is no picture `{given}`, neither beside the post nor from \
                                   the content folder; put it there, or correct the name"
            );
            problems.push(Problem::warning(
                Rule::MissingPicture,
                self.file,
                self.front_matter.line("image"),
                message,
            ));
        }
        found.map(|path| format!("/{path}"))
    }
}

/// References such as `&#58;` and `&mdash;`, which old systems wrote into titles, as the letters
/// that they stand for.
pub(super) fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find('&') {
        plain.push_str(&rest[..start]);
        rest = &rest[start..];
        let reference = rest.find(';').filter(|end| *end < 12);
        if let Some((end, letter)) = reference.and_then(|end| Some((end, letter(&rest[1..end])?))) {
            plain.push(letter);
            rest = &rest[end + 1..];
        } else {
            plain.push('&');
            rest = &rest[1..];
        }
    }
    plain.push_str(rest);
    plain
}

fn letter(reference: &str) -> Option<char> {
    if let Some(number) = reference.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        };
        return char::from_u32(code).filter(|letter| !letter.is_control());
    }
    let named = [
        ("amp", '&'),
        ("lt", '<'),
        ("gt", '>'),
        ("quot", '"'),
        ("apos", '\''),
        ("nbsp", '\u{a0}'),
        ("ndash", '–'),
        ("mdash", '—'),
        ("lsquo", '‘'),
        ("rsquo", '’'),
        ("ldquo", '“'),
        ("rdquo", '”'),
        ("hellip", '…'),
        ("bull", '•'),
        ("copy", '©'),
        ("reg", '®'),
        ("trade", '™'),
        ("eacute", 'é'),
        ("ntilde", 'ñ'),
    ];
    named.iter().find(|(name, _)| *name == reference).map(|(_, letter)| *letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_become_letters_and_everything_else_stays() {
        assert_eq!(plain("A&#58; B &mdash; C&#x21;"), "A: B — C!");
        assert_eq!(plain("AT&T; x & y &nosuch; &#0; &"), "AT&T; x & y &nosuch; &#0; &");
    }
}
