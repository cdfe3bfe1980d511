//! Addresses by a pattern, `/:year/:month/:slug/`: the blog's for all its posts, and a post's own. The placeholders are
//! those of Jekyll and of Hugo, so that a blog that moves keeps its addresses.

use std::fmt;
use std::path::Path;

use jiff::civil::Date;
use jiff::fmt::strtime;
use jiff::tz::TimeZone;

use crate::content::{Name, PostFile};
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
        own.or(self.all.as_ref())?.path(&Facts::of(post))
    }
}

/// What a pattern's placeholders stand for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Facts<'a> {
    /// The post's file, relative to the content folder.
    pub(crate) file: &'a Path,
    /// Its title; only Hugo's patterns ask for it.
    pub(crate) title: &'a str,
    /// The author's slug, else that of the file's name.
    pub(crate) slug: &'a str,
    /// The folder, slash separated.
    pub(crate) section: Option<&'a str>,
    /// Where it belongs.
    pub(crate) categories: &'a [String],
    /// Year, month and day.
    pub(crate) date: Option<(i16, u8, u8)>,
}

impl<'a> Facts<'a> {
    fn of(post: &'a PostFile) -> Facts<'a> {
        Facts {
            file: &post.file,
            title: &post.title,
            slug: &post.slug,
            section: post.section.as_deref(),
            categories: &post.categories,
            date: post.date.as_ref().map(|moment| moment.date),
        }
    }
}

/// Why a pattern is none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Wrong {
    /// What is wrong, as the end of a sentence that names the pattern.
    pub(crate) what: String,
    /// What to do.
    pub(crate) next: String,
}

impl Wrong {
    fn new(what: impl Into<String>, next: impl Into<String>) -> Wrong {
        Wrong { what: what.into(), next: next.into() }
    }
}

impl fmt::Display for Wrong {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}; {}", self.what, self.next)
    }
}

/// One pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Permalink {
    parts: Vec<Part>,
}

/// Whose pattern it is: two names mean another thing to Hugo.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Dialect {
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
    /// Reads a pattern that is for many posts.
    pub(crate) fn read(pattern: &str, dialect: Dialect) -> Result<Permalink, Wrong> {
        let permalink = Permalink::read_own(pattern, dialect)?;
        let parts = &permalink.parts;
        let named = [Part::Slug, Part::Title, Part::SlugOrTitle, Part::Name];
        if !parts.iter().any(|part| named.contains(part)) {
            return Err(Wrong::new("gives all posts one address", "write :slug into it"));
        }
        let leaves = |part: &Part| matches!(part, Part::Text(text) if text.contains(['?', '#', '\\']));
        if parts.iter().any(leaves) || pattern.contains("://") || pattern.split('/').any(|part| part == "..")
        {
            return Err(Wrong::new("is no path inside the site", "write it like /:year/:month/:slug/"));
        }
        Ok(permalink)
    }

    /// Reads a pattern that is for one post, which may have any address.
    pub(crate) fn read_own(pattern: &str, dialect: Dialect) -> Result<Permalink, Wrong> {
        let mut parts = Vec::new();
        let mut rest = pattern;
        while let Some((before, after)) = rest.split_once(':') {
            let run = after.find(|c: char| !(c.is_ascii_lowercase() || c == '_')).unwrap_or(after.len());
            let (run, _) = after.split_at(run);
            parts.push(Part::Text(before.to_owned()));
            if run.is_empty() {
                parts.push(Part::Text(":".to_owned()));
                rest = after;
                continue;
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
        Ok(Permalink { parts })
    }

    /// The path of a post, without a slash in front; `None` when a date is wanted and the post has none.
    pub(crate) fn path(&self, post: &Facts<'_>) -> Option<String> {
        let parts: Option<String> = self.parts.iter().map(|part| part.of(post)).collect();
        let parts = parts?;
        let slash = if parts.ends_with('/') { "/" } else { "" };
        let segments: Vec<&str> = parts.split('/').filter(|segment| !segment.is_empty()).collect();
        Some(segments.join("/") + slash)
    }
}

impl Part {
    fn of(&self, post: &Facts<'_>) -> Option<String> {
        let folders = || post.section.unwrap_or_default();
        let name = || slug(&Name::of(post.file, &TimeZone::UTC).text);
        Some(match self {
            Part::Text(text) => text.clone(),
            Part::Date(form) => {
                let (year, month, day) = post.date?;
                let date = Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
                strtime::format(form, date).ok()?
            }
            Part::Title => kept(slug(post.title), post.slug),
            Part::SlugOrTitle if post.slug == name() => kept(slug(post.title), post.slug),
            Part::Slug | Part::SlugOrTitle => post.slug.to_owned(),
            Part::Name => kept(name(), post.slug),
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

fn unknown(run: &str) -> Wrong {
    let next = match likely(run, PLACEHOLDERS.iter().map(|(name, _)| *name)) {
        Some(meant) => format!("did you mean `:{meant}`?"),
        None => "write it like /:year/:month/:slug/".to_owned(),
    };
    Wrong::new(format!("has a placeholder `:{run}`, which there is not"), next)
}

/// The text, or the other one when it is empty.
fn kept(text: String, other: &str) -> String {
    if text.is_empty() { other.to_owned() } else { text }
}

/// As Jekyll has them: one folder each.
fn categories(post: &Facts<'_>, slugs: bool) -> Vec<String> {
    let mut categories: Vec<String> = Vec::new();
    for category in post.categories {
        let category = if slugs { slug(category) } else { category.replace('/', "-").to_lowercase() };
        if !categories.contains(&category) {
            categories.push(category);
        }
    }
    categories
}

#[cfg(test)]
mod tests {
    use super::{Dialect, Facts, Permalink};
    use std::path::Path;

    #[test]
    fn a_posts_own_pattern_may_be_any_and_a_lone_colon_is_one() {
        let categories = ["Foo Bar".to_owned(), "baz".to_owned()];
        let facts = Facts {
            file: Path::new("a/b/2008-03-05-n.es.md"),
            title: "T",
            slug: "s",
            section: Some("a/b"),
            categories: &categories,
            date: Some((2008, 3, 5)),
        };
        let filled = |pattern: &str, facts: &Facts<'_>| {
            Permalink::read_own(pattern, Dialect::Quire).expect("a pattern").path(facts)
        };
        for (pattern, path) in [
            ("/:year/:month/:day/:title.html", "2008/03/05/s.html"),
            ("/:short_year:i_month-:i_day_:slug/", "083-5_s/"),
            ("/:sections/:slugified_categories/:name/:filename", "a/b/foo-bar/baz/n/n"),
            ("/:section/archive/", "a/archive/"),
            ("/:year/a: b/12:30", "2008/a: b/12:30"),
        ] {
            assert_eq!(filled(pattern, &facts).as_deref(), Some(path), "{pattern}");
        }
        let undated = Facts { date: None, ..facts };
        assert_eq!(filled("/:year/:slug", &undated), None);
    }
}
