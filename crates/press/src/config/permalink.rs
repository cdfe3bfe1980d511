//! The pattern by which posts get their addresses: `/:year/:month/:slug/`, with the placeholders of Jekyll and of Hugo,
//! so that a blog that moves keeps its addresses.

use std::path::Path;

use jiff::civil::Date;
use jiff::fmt::strtime;
use jiff::tz::TimeZone;

use crate::content::PostFile;
use crate::date;
use crate::likely::likely;
use crate::slug::slug;

/// The patterns of a blog: one for all posts, and those of single sections.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Permalinks {
    /// For posts whose section has none.
    pub(crate) all: Option<Permalink>,
    /// By section, as Hugo has them: the first folder below the content folder.
    pub(crate) sections: Vec<(String, Permalink)>,
}

impl Permalinks {
    /// The path that a post gets, without a slash in front; `None` for a page, when no pattern is for the post, and when
    /// the pattern wants a date and the post has none.
    pub(crate) fn path(&self, post: &PostFile) -> Option<String> {
        if post.page {
            return None;
        }
        let section = post.section.as_deref().unwrap_or_default();
        let section = section.split('/').next().unwrap_or_default();
        let own = self.sections.iter().find(|(name, _)| name == section).map(|(_, permalink)| permalink);
        own.or(self.all.as_ref())?.path(post)
    }
}

/// One pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Permalink {
    parts: Vec<Part>,
}

/// Whose pattern it is: two names mean another thing to Hugo.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Dialect {
    /// Ours, which is Jekyll's too.
    Quire,
    /// `:title` is the title, and `:slug` too when the post has no slug of its own.
    Hugo,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    /// As it stands.
    Text(String),
    /// A part of the date, as `strftime` has it.
    Date(&'static str),
    /// The post's slug, or that of its file.
    Slug,
    /// The slug of its title.
    Title,
    /// Its own slug, else that of its title.
    SlugOrTitle,
    /// The name of its file.
    Name,
    /// Its categories, one folder each; `true` makes slugs of them.
    Categories(bool),
    /// Its folders; `true` for the first one alone.
    Section(bool),
}

/// Every placeholder. A day and a month are told in English, as Jekyll and Hugo do.
const PLACEHOLDERS: &[(&str, Part)] = &[
    ("year", Part::Date("%Y")),
    ("short_year", Part::Date("%y")),
    ("month", Part::Date("%m")),
    ("i_month", Part::Date("%-m")),
    ("short_month", Part::Date("%b")),
    ("long_month", Part::Date("%B")),
    ("monthname", Part::Date("%B")),
    ("day", Part::Date("%d")),
    ("i_day", Part::Date("%-d")),
    ("y_day", Part::Date("%j")),
    ("yearday", Part::Date("%-j")),
    ("w_year", Part::Date("%G")),
    ("week", Part::Date("%V")),
    ("w_day", Part::Date("%u")),
    ("weekday", Part::Date("%w")),
    ("short_day", Part::Date("%a")),
    ("long_day", Part::Date("%A")),
    ("weekdayname", Part::Date("%A")),
    ("slug", Part::Slug),
    ("title", Part::Slug),
    ("name", Part::Name),
    ("filename", Part::Name),
    ("contentbasename", Part::Name),
    ("slugorfilename", Part::Slug),
    ("slugorcontentbasename", Part::Slug),
    ("categories", Part::Categories(false)),
    ("slugified_categories", Part::Categories(true)),
    ("section", Part::Section(true)),
    ("sections", Part::Section(false)),
];

impl Permalink {
    /// Reads a pattern; an error says what is wrong with it, and what to do.
    pub(super) fn read(pattern: &str, dialect: Dialect) -> Result<Permalink, String> {
        let mut parts = Vec::new();
        let mut rest = pattern;
        while let Some((before, after)) = rest.split_once(':') {
            let run = after.find(|c: char| !(c.is_ascii_lowercase() || c == '_')).unwrap_or(after.len());
            let (run, _) = after.split_at(run);
            if !before.is_empty() {
                parts.push(Part::Text(before.to_owned()));
            }
            if let Some(after) = after.strip_prefix("output_ext") {
                parts.push(Part::Text(".html".to_owned()));
                rest = after;
                continue;
            }
            let (name, part) = placeholder(run).ok_or_else(|| unknown(run))?;
            parts.push(match (dialect, *name) {
                (Dialect::Hugo, "title") => Part::Title,
                (Dialect::Hugo, "slug") => Part::SlugOrTitle,
                _ => part.clone(),
            });
            rest = &after[name.len()..];
        }
        parts.push(Part::Text(rest.to_owned()));
        let named = [Part::Slug, Part::Title, Part::SlugOrTitle, Part::Name];
        if !parts.iter().any(|part| named.contains(part)) {
            return Err("gives all posts one address; write :slug into it".to_owned());
        }
        let leaves = |part: &Part| matches!(part, Part::Text(text) if text.contains(['?', '#', '\\']));
        if parts.iter().any(leaves) || pattern.contains("://") || pattern.split('/').any(|part| part == "..")
        {
            return Err("is no path inside the site; write it like /:year/:month/:slug/".to_owned());
        }
        Ok(Permalink { parts })
    }

    /// The path of a post; `None` when a date is wanted and the post has none.
    fn path(&self, post: &PostFile) -> Option<String> {
        let parts: Option<String> = self.parts.iter().map(|part| part.of(post)).collect();
        let parts = parts?;
        let slash = if parts.ends_with('/') { "/" } else { "" };
        let segments: Vec<&str> = parts.split('/').filter(|segment| !segment.is_empty()).collect();
        Some(segments.join("/") + slash)
    }
}

impl Part {
    fn of(&self, post: &PostFile) -> Option<String> {
        let folders = || post.section.as_deref().unwrap_or_default();
        Some(match self {
            Part::Text(text) => text.clone(),
            Part::Date(form) => {
                let (year, month, day) = post.date.as_ref()?.date;
                let date = Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
                strtime::format(form, date).ok()?
            }
            Part::Title => kept(slug(&post.title), &post.slug),
            Part::SlugOrTitle if post.slug == slug(&name(&post.file)) => kept(slug(&post.title), &post.slug),
            Part::Slug | Part::SlugOrTitle => post.slug.clone(),
            Part::Name => kept(slug(&name(&post.file)), &post.slug),
            Part::Categories(slugs) => categories(post, *slugs).join("/"),
            Part::Section(first) if *first => folders().split('/').next().unwrap_or_default().to_owned(),
            Part::Section(_) => folders().to_owned(),
        })
    }
}

/// The placeholder that the letters after a colon begin with; after it nothing or `_` may follow.
fn placeholder(run: &str) -> Option<&'static (&'static str, Part)> {
    let fits =
        |name: &str| run.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with('_'));
    PLACEHOLDERS.iter().filter(|(name, _)| fits(name)).max_by_key(|(name, _)| name.len())
}

fn unknown(run: &str) -> String {
    let hint = match likely(run, PLACEHOLDERS.iter().map(|(name, _)| *name)) {
        Some(meant) => format!("did you mean `:{meant}`?"),
        None => "write it like /:year/:month/:slug/".to_owned(),
    };
    format!("has a placeholder `:{run}`, which there is not; {hint}")
}

/// The text, or the other one when it is empty.
fn kept(text: String, other: &str) -> String {
    if text.is_empty() { other.to_owned() } else { text }
}

/// The name of a file without date, language and ending; that of its folder for an `index.md`.
fn name(file: &Path) -> String {
    let stem = |path: &Path| path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let mut name = stem(file);
    if name.split('.').next() == Some("index") {
        name = file.parent().and_then(Path::file_name).unwrap_or_default().to_string_lossy().into_owned();
    } else if let Some((before, _)) = name.split_once('.').filter(|(_, language)| language.len() == 2) {
        name = before.to_owned();
    }
    date::in_name(&name, &TimeZone::UTC).map_or(name.clone(), |(_, rest)| rest.to_owned())
}

/// As Jekyll has them: the folders above `_posts`, then those that the post names, each once.
fn categories(post: &PostFile, slugs: bool) -> Vec<String> {
    let jekyll = post.file.components().any(|part| part.as_os_str() == "_posts");
    let folders = post.section.iter().filter(|_| jekyll).flat_map(|section| section.split('/'));
    let mut categories: Vec<String> = Vec::new();
    for category in folders.chain(post.categories.iter().map(String::as_str)) {
        let category = if slugs { slug(category) } else { category.replace('/', "-").to_lowercase() };
        if !categories.contains(&category) {
            categories.push(category);
        }
    }
    categories
}
