//! Addresses by a pattern, as Jekyll and Hugo write them: `/:year/:month/:slug/`.

use crate::date::Moment;

/// What a pattern's placeholders stand for.
pub(super) struct Facts<'a> {
    /// `:slug` and `:title`: the author's slug, else the file's name without its date.
    pub slug: &'a str,
    /// `:name` and `:filename`: the file's name without its date.
    pub name: &'a str,
    pub section: &'a str,
    pub categories: &'a [String],
    pub date: Option<&'a Moment>,
}

/// Why a pattern gives no path.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Unfilled {
    /// It asks for a date, and there is none.
    NoDate,
    /// It asks for something that is not known.
    Unknown(String),
}

/// The placeholders, for messages.
pub(super) const KNOWN: &str = ":year, :short_year, :month, :i_month, :day, :i_day, :title, :slug, :name, :filename, :section and :categories";

/// The pattern with its placeholders filled in. Parts that stay empty are for the caller to drop.
pub(super) fn filled(pattern: &str, facts: &Facts<'_>) -> Result<String, Unfilled> {
    let mut path = String::new();
    let mut rest = pattern;
    while let Some(start) = rest.find(':') {
        let (before, after) = rest.split_at(start);
        path.push_str(before);
        let end = after[1..].find(|letter: char| !(letter.is_ascii_lowercase() || letter == '_'));
        let name = after[1..end.map_or(after.len(), |end| end + 1)].trim_end_matches('_');
        if name.is_empty() {
            path.push(':');
        } else {
            path.push_str(&value(name, facts)?);
        }
        rest = &after[1 + name.len()..];
    }
    path.push_str(rest);
    Ok(path)
}

fn value(name: &str, facts: &Facts<'_>) -> Result<String, Unfilled> {
    let date = || facts.date.map(|moment| moment.date).ok_or(Unfilled::NoDate);
    Ok(match name {
        "title" | "slug" => facts.slug.to_owned(),
        "name" | "filename" => facts.name.to_owned(),
        "section" => facts.section.to_owned(),
        "categories" => {
            let slugs: Vec<String> = facts.categories.iter().map(|label| crate::slug::slug(label)).collect();
            slugs.join("/")
        }
        "year" => format!("{:04}", date()?.0),
        "short_year" => format!("{:02}", date()?.0.rem_euclid(100)),
        "month" => format!("{:02}", date()?.1),
        "i_month" => date()?.1.to_string(),
        "day" => format!("{:02}", date()?.2),
        "i_day" => date()?.2.to_string(),
        name => return Err(Unfilled::Unknown(format!(":{name}"))),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::tz::TimeZone;

    #[test]
    fn every_placeholder_of_jekyll_and_hugo_is_filled_in() {
        let date = crate::date::day(2008, 3, 5, &TimeZone::UTC);
        let categories = ["Foo Bar".to_owned(), "baz".to_owned()];
        let facts =
            Facts { slug: "s", name: "n", section: "a/b", categories: &categories, date: date.as_ref() };
        for (pattern, path) in [
            ("/:year/:month/:day/:title.html", "/2008/03/05/s.html"),
            ("/:short_year:i_month-:i_day_:slug/", "/083-5_s/"),
            ("/:section/:categories/:name/:filename", "/a/b/foo-bar/baz/n/n"),
            ("a: b/12:30", "a: b/12:30"),
        ] {
            assert_eq!(filled(pattern, &facts).as_deref(), Ok(path), "{pattern}");
        }
        let undated = Facts { date: None, ..facts };
        assert_eq!(filled("/:year/:slug", &undated), Err(Unfilled::NoDate));
    }
}
