//! What a post says of itself, gathered from its front matter, its first heading and its name.

use std::collections::BTreeSet;
use std::path::Path;

use super::name::{Name, titled};
use super::plain::plain;
use super::{PostFile, ReadOptions, cover, folders, is_jekyll, is_posts, report};
use crate::config::is_web_address;
use crate::date::{self, Moment};
use crate::front_matter::{FrontMatter, shown};
use crate::markdown;
use crate::permalink::{self, Dialect, Permalink, Wrong};
use crate::problem::{Problem, Rule};
use crate::slug;

/// How many tags, categories, series or authors of one post count. Each has a page that lists them
/// all again, so their square is what a site has to hold.
const MOST_LABELS: usize = 200;

/// Everything that a post's facts are found in.
pub(super) struct Facts<'a> {
    pub file: &'a Path,
    pub front_matter: &'a FrontMatter,
    pub options: &'a ReadOptions,
    pub known: &'a BTreeSet<String>,
}

/// A post, and what can be decided only when all posts are read.
pub(super) struct Found {
    pub post: PostFile,
    pub page: Page,
    /// Whether it is the file's name that says the language.
    pub named_language: bool,
}

/// Whether a file is a page that stands on its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Page {
    Yes,
    No,
    /// When the blog's posts have dates: this file lies at the top and has none.
    AmongDated,
    /// When the blog's posts lie in `_posts`: this file lies elsewhere, and has no date.
    BesidePosts,
}

impl Facts<'_> {
    pub(super) fn post(&self, markdown: String, body_line: usize, problems: &mut Vec<Problem>) -> Found {
        let said = self.front_matter;
        let unknown_keys = report::report(said, self.file, problems);
        let name = Name::of(self.file, &self.options.time_zone);
        let file_slug = slug::slug(&name.text);
        let slug = self.slug(&file_slug, problems);
        let categories = self.labels("categories", &self.categories(), problems);
        let written = self.date(&name, problems);
        let path = self.path(
            &permalink::Facts {
                file: self.file,
                title: "",
                slug: &slug,
                section: name.section.as_deref(),
                categories: &categories,
                date: written.as_ref().map(|moment| moment.date),
            },
            problems,
        );
        let date = written.or_else(|| date::in_path(path.as_deref()?, &self.options.time_zone));
        let page = self.page(&name, date.as_ref());
        let draft = self.is_draft() || self.is_draft_of_jekylls(page, date.as_ref(), problems);
        let external_url = self.web_address("external_url", "the post is a page of its own", problems);
        if markdown.trim().is_empty() && external_url.is_none() {
            let message = "there is nothing in this post; write it, name the page that it is about under \
                           `external_url`, or set `draft: true` until you do";
            problems.push(self.warning(Rule::EmptyPost, Some(1), message));
        }
        let post = PostFile {
            title: self.title(&name, &markdown, problems),
            updated: self.moment("updated", problems),
            expires: self.moment("expires", problems),
            date,
            slug,
            description: said.text("description").map(|text| plain(&text)),
            tags: self.labels("tags", &said.list("tags"), problems),
            categories,
            series: self.labels("series", &said.names("series"), problems),
            series_order: said.number("series_order").or_else(|| said.number("weight")),
            authors: self.labels("authors", &said.names("authors"), problems),
            aliases: self.aliases(problems),
            language: self.language(problems).or_else(|| name.language.clone()),
            translation_key: said.text("translation_key").unwrap_or_else(|| match &name.section {
                Some(section) => format!("{section}/{}", name.stem),
                None => name.stem.clone(),
            }),
            is_translation: false,
            pinned: said.flag("pinned").unwrap_or(false),
            draft,
            page: page == Page::Yes,
            search: said.flag("search").or(said.flag("not_search").map(|not| !not)).unwrap_or(true),
            toc: said.flag("toc").or(said.flag("not_toc").map(|not| !not)).unwrap_or(true),
            math: said.flag("math"),
            diagrams: said.flag("diagrams"),
            cover: cover::cover(self, problems),
            canonical_url: self.web_address(
                "canonical_url",
                "search engines are told this page's own",
                problems,
            ),
            external_url,
            extra: said.extra.clone(),
            unknown_keys,
            lines: said.lines(),
            section: name.section,
            path,
            markdown,
            body_line,
            file: self.file.to_path_buf(),
        };
        Found { post, page, named_language: name.language.is_some() }
    }

    fn title(&self, name: &Name, markdown: &str, problems: &mut Vec<Problem>) -> String {
        let title = self.front_matter.text("title").map(|title| plain(&title));
        title.or_else(|| markdown::first_heading(markdown)).unwrap_or_else(|| {
            let message = "has no title, so it is called after its file; \
                           write `title:` in the front matter";
            problems.push(self.warning(Rule::NoTitle, Some(1), message));
            titled(&name.text)
        })
    }

    /// From the front matter, else the file name.
    fn date(&self, name: &Name, problems: &mut Vec<Problem>) -> Option<Moment> {
        // Some themes of Astro's call the date `published`, which elsewhere is yes or no.
        let published = || date::parse(&self.front_matter.text("published")?, &self.options.time_zone);
        let Some(said) = self.moment("date", problems).or_else(published) else {
            return name.date.clone();
        };
        if let Some(named) = name.date.as_ref().filter(|named| self.disagree(&said, named)) {
            let message = format!(
                "the date says {} and the file's name {}; the date counts, so rename the file or correct it",
                day(said.date),
                day(named.date)
            );
            problems.push(self.warning(Rule::DateMismatch, self.front_matter.line("date"), message));
        }
        Some(said)
    }

    /// Whether two dates are of different days, in whichever zone they were written.
    fn disagree(&self, said: &Moment, named: &Moment) -> bool {
        let text = self.front_matter.text("date").unwrap_or_default();
        let in_utc = said.has_time && (text.ends_with(['Z', 'z']) || text.ends_with("UTC"));
        let near = in_utc && (said.seconds - named.seconds).abs() < 36 * 3600;
        // A link post has the day of the page that it is about, and its file the day on which that was found.
        let linked = said.seconds < named.seconds && self.front_matter.text("external_url").is_some();
        // Content management systems name files by the day in UTC.
        let same_in_utc = said.has_time && date::day_in_utc(said.seconds) == Some(named.date);
        !near
            && !linked
            && !same_in_utc
            && said.date != named.date
            && date::written_day(&text) != Some(named.date)
    }

    fn moment(&self, key: &str, problems: &mut Vec<Problem>) -> Option<Moment> {
        let text = self.front_matter.text(key)?;
        let moment = date::parse(&text, &self.options.time_zone);
        if moment.is_none() {
            problems.push(self.warning(Rule::Date, self.front_matter.line(key), date::trouble(&text)));
        }
        moment
    }

    fn slug(&self, file_slug: &str, problems: &mut Vec<Problem>) -> String {
        let given = self.front_matter.text("slug");
        let chosen = given.as_deref().map(slug::chosen).unwrap_or_default();
        let slug = [&chosen, file_slug, "post"].into_iter().find(|slug| !slug.is_empty()).unwrap_or("post");
        if let Some(given) = given.filter(|given| given.trim() != slug) {
            let message = format!(
                "the slug {} is not fit for an address, so it is {}; write letters, digits, `-`, `_` and `.`",
                shown(&given),
                shown(slug)
            );
            problems.push(self.warning(Rule::Path, self.front_matter.line("slug"), message));
        }
        slug.to_owned()
    }

    /// The author's own path, with its placeholders filled in.
    fn path(&self, facts: &permalink::Facts<'_>, problems: &mut Vec<Problem>) -> Option<String> {
        let given = self.front_matter.text("path")?;
        let is_pattern = given.contains("/:") || given.starts_with(':');
        let wrong = |what: &str, next: &str| Wrong { what: what.to_owned(), next: next.to_owned() };
        let filled = if is_pattern {
            let pattern = Permalink::read_own(&given, Dialect::Quire);
            pattern.and_then(|own| own.path(facts).ok_or_else(|| wrong("needs a date", "write `date:`")))
        } else {
            Ok(given.clone())
        };
        let path = filled.and_then(|path| {
            slug::path(&path).ok_or_else(|| wrong("is not one inside the site", "write it like 2024/my-post"))
        });
        path.inspect_err(|Wrong { what, next }| {
            let message =
                format!("the path {} {what}, so the post gets one from its file name; {next}", shown(&given));
            problems.push(self.warning(Rule::Path, self.front_matter.line("path"), message));
        })
        .ok()
    }

    fn aliases(&self, problems: &mut Vec<Problem>) -> Vec<String> {
        let mut aliases = Vec::new();
        for given in self.front_matter.names("aliases") {
            if let Some(path) = slug::path(&given) {
                aliases.push(path);
            } else {
                let message = format!(
                    "the alias {} is not an address inside the site, so nothing leads on from it; \
                     write it like old/my-post",
                    shown(&given)
                );
                problems.push(self.warning(Rule::Path, self.front_matter.line("aliases"), message));
            }
        }
        aliases
    }

    /// The folders above Jekyll's `_posts`, then those that the front matter names, each once.
    fn categories(&self) -> Vec<String> {
        let folders: Vec<&str> = folders(self.file).collect();
        let above = folders.iter().position(|folder| is_jekyll(folder)).unwrap_or(0);
        let mut categories: Vec<String> = folders[..above].iter().map(ToString::to_string).collect();
        let named = self.front_matter.list("categories");
        categories.extend(named.into_iter().filter(|name| !folders[..above].contains(&name.as_str())));
        categories
    }

    /// Tags, categories, series or authors.
    fn labels(&self, key: &str, labels: &[String], problems: &mut Vec<Problem>) -> Vec<String> {
        if labels.len() > MOST_LABELS {
            let message = format!(
                "has {} {key}, each with a page of its own, so only the first {MOST_LABELS} count; \
                 remove those that readers do not need",
                labels.len()
            );
            problems.push(self.warning(Rule::Value, self.front_matter.line(key), message));
        }
        labels.iter().take(MOST_LABELS).map(|label| plain(label)).collect()
    }

    fn language(&self, problems: &mut Vec<Problem>) -> Option<String> {
        let given = self.front_matter.text("lang")?;
        let tag = given.replace('_', "-");
        let mut parts = tag.split('-');
        let fit = parts.next().is_some_and(|code| {
            (2..=3).contains(&code.len()) && code.bytes().all(|byte| byte.is_ascii_alphabetic())
        }) && parts.all(|part| {
            (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
        });
        if !fit {
            let message = format!(
                "{} is no language tag, so it counts as not said; write one such as en or pt-BR",
                shown(&given)
            );
            problems.push(self.warning(Rule::Value, self.front_matter.line("lang"), message));
        }
        fit.then_some(tag)
    }

    fn web_address(&self, key: &str, instead: &str, problems: &mut Vec<Problem>) -> Option<String> {
        let given = self.front_matter.text(key)?;
        let fit =
            is_web_address(&given) && !given.contains(|letter: char| letter.is_control() || letter == ' ');
        if !fit {
            let message = format!(
                "{} is no address on the web, so {instead}; write it with https:// in front",
                shown(&given)
            );
            problems.push(self.warning(Rule::Value, self.front_matter.line(key), message));
        }
        fit.then_some(given)
    }

    /// A draft that cannot be told for sure is one: to publish it by mistake is worse.
    fn is_draft(&self) -> bool {
        let said = self.front_matter;
        said.flag("draft").unwrap_or(said.says("draft"))
            || said.flag("published") == Some(false)
            || said.text("status").is_some_and(|status| status.eq_ignore_ascii_case("draft"))
            || folders(self.file).any(|folder| folder == "_drafts")
    }

    /// Jekyll shows no file of `_posts` that has no date, so it was never meant for readers.
    fn is_draft_of_jekylls(&self, page: Page, date: Option<&Moment>, problems: &mut Vec<Problem>) -> bool {
        let says = |key| self.front_matter.says(key);
        let hidden = folders(self.file).any(is_posts)
            && date.is_none()
            && page != Page::Yes
            && !["date", "draft", "published", "status"].into_iter().any(says);
        if hidden {
            let name = self.file.file_name().unwrap_or_default().to_string_lossy();
            let message = format!(
                "lies in `_posts` and has no date, so it is a draft, as in Jekyll; \
                 begin its name with a day, as in 2024-05-31-{name}, or write `date:`"
            );
            problems.push(self.warning(Rule::Date, Some(1), message));
        }
        hidden
    }

    fn page(&self, name: &Name, date: Option<&Moment>) -> Page {
        let said = self.front_matter;
        if let Some(page) = said.flag("page") {
            return if page { Page::Yes } else { Page::No };
        }
        if folders(self.file).any(is_jekyll) {
            return Page::No;
        }
        let is_page = |text: String| ["page", "pages"].iter().any(|word| text.eq_ignore_ascii_case(word));
        let of_kind = ["type", "layout"].into_iter().any(|key| said.text(key).is_some_and(is_page));
        if of_kind || folders(self.file).next() == Some("pages") {
            Page::Yes
        } else if date.is_some() || said.says("date") {
            Page::No
        } else if name.section.is_none() {
            Page::AmongDated
        } else {
            Page::BesidePosts
        }
    }

    fn warning(&self, rule: Rule, line: Option<usize>, message: impl Into<String>) -> Problem {
        Problem::warning(rule, self.file, line, message)
    }
}

fn day((year, month, day): (i16, u8, u8)) -> String {
    format!("{year:04}-{month:02}-{day:02}")
}
