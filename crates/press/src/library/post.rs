//! One file of the author's and its rendered body, as the post that readers see.

use quire_bundle::{Card, Date, Heading, Part, Picture, Post, Route, Site, Term, encode};

use crate::config::Config;
use crate::content::{Content, Cover, PostFile, slashed};
use crate::date::{self, Form, Moment};
use crate::files::Files;
use crate::markdown::{self, Rendered};
use crate::pictures::is_drawing;
use crate::problem::{Problem, Rule};
use crate::slug::slug;

/// Words that a reader reads in a minute.
const WORDS_A_MINUTE: usize = 220;

/// What the rest of the blog says of a post.
pub(super) struct Around<'a> {
    pub(super) site: &'a Site,
    pub(super) config: &'a Config,
    pub(super) content: &'a Content,
    pub(super) files: &'a Files,
}

impl Around<'_> {
    /// The post at `path`, and what is wrong with its cover.
    pub(super) fn post(&self, file: &PostFile, path: String, rendered: Rendered) -> (Post, Option<Problem>) {
        let (cover, flaw) = match file.cover.as_ref().map(|cover| self.picture(cover)) {
            Some((cover, flaw)) => (cover, flaw),
            None => (None, None),
        };
        let flaw =
            flaw.map(|(rule, message)| Problem::warning(rule, &file.file, Some(file.line("cover")), message));
        let lead = if cover.is_none() { self.lead(&rendered.html) } else { None };
        let form = self.form(file);
        let date =
            |moment: &Moment| Date { rfc3339: moment.rfc3339.clone(), text: date::text(moment, &form) };
        let summary =
            file.description.clone().filter(|text| !text.trim().is_empty()).unwrap_or(rendered.excerpt);
        let minutes = if rendered.words == 0 { 0 } else { rendered.words.div_ceil(WORDS_A_MINUTE) };
        let mut categories = terms(&file.categories);
        if categories.is_empty() {
            categories.extend(self.section(file));
        }
        let headings = if file.toc { rendered.toc } else { Vec::new() };
        let heading =
            |one: crate::markdown::Heading| Heading { level: one.level.into(), id: one.id, text: one.text };
        let post = Post {
            id: Route::Post { path: path.clone() }.href(&self.site.base),
            updated: file.updated.as_ref().map(date),
            categories,
            series: terms(&file.series),
            series_order: file.series_order,
            html: rendered.html,
            headings: headings.into_iter().map(heading).collect(),
            words: rendered.words,
            external_url: file.external_url.clone(),
            aliases: file.aliases.iter().map(|alias| Route::free_path(alias)).collect(),
            origin: None,
            unlisted: file.page,
            translations: Vec::new(),
            cover,
            canonical_url: file.canonical_url.clone(),
            related: Vec::new(),
            edit_url: self.edit_url(file),
            card: Card {
                path,
                title: file.title.clone(),
                date: file.date.as_ref().map(date),
                summary,
                minutes,
                tags: terms(&[file.tags.as_slice(), &rendered.hashtags].concat()),
                authors: terms(&file.authors),
                language: file.language.clone().filter(|language| *language != self.site.language),
                pinned: file.pinned,
                lead,
                ..Card::default()
            },
        };
        (post, flaw)
    }

    /// Dates are in the language of the post, unless the author has a form for all.
    fn form(&self, file: &PostFile) -> Form {
        let form = self.config.date_form.clone();
        match &file.language {
            Some(language) if form.date.is_none() => {
                Form { language: language.clone(), months: None, ..form }
            }
            _ => form,
        }
    }

    /// Where its author's file can be edited.
    fn edit_url(&self, file: &PostFile) -> Option<String> {
        let pattern = self.config.edit_url.as_ref()?;
        Some(pattern.replace("{}", &encode(&slashed(&file.file), true)))
    }

    /// A cover, unless it is no picture, and what is wrong with it.
    fn picture(&self, cover: &Cover) -> (Option<Picture>, Option<(Rule, String)>) {
        let mut picture = Picture {
            url: cover.url.clone(),
            alt: cover.alt.clone(),
            caption: cover.caption.clone(),
            ..Picture::default()
        };
        let Some(path) = cover.url.strip_prefix('/').filter(|path| self.files.has(path)) else {
            return (Some(picture), None);
        };
        if is_drawing(path) {
            picture.size = self.files.source(path).ok().map(|source| source.size);
            return (Some(picture), None);
        }
        match self.files.source(path) {
            Ok(source) => {
                picture.size = Some(source.size);
                (Some(picture), source.flaw(path))
            }
            Err(reason) => {
                let message = format!(
                    "the cover `{path}` is no picture ({reason}), so the post goes without; save it again as a PNG, JPEG, \
                     WebP or AVIF"
                );
                (None, Some((Rule::BrokenPicture, message)))
            }
        }
    }

    /// The picture that a body begins with, where lists show any. What is wrong with it is said of the body.
    fn lead(&self, html: &str) -> Option<Picture> {
        let lead = markdown::lead(html).filter(|_| self.site.shows(Part::Pictures))?;
        let (Picture { url, alt, .. }, caption) = (lead.clone(), String::new());
        // The tag says how large it is meant, the file how large it is.
        let (known, _) = self.picture(&Cover { url, alt, caption });
        known.map(|known| Picture { size: known.size.or(lead.size), ..known })
    }

    /// The folder that a post lies in, when that introduces itself and is not the whole blog.
    fn section(&self, file: &PostFile) -> Option<Term> {
        let folder = file.section.as_deref()?;
        let introduced =
            |section: &&crate::content::Section| !section.dir.is_empty() && section.dir == folder;
        let section = self.content.sections.iter().find(introduced)?;
        let whole = self.content.posts.iter().all(|post| post.section.as_deref() == Some(folder));
        let term = || Some(Term { slug: slug(folder), label: section.title.clone()? });
        if whole { None } else { term() }
    }
}

/// Labels as terms; of two that have one slug the first counts.
fn terms(labels: &[String]) -> Vec<Term> {
    let mut terms: Vec<Term> = Vec::new();
    for label in labels {
        let slug = slug(label);
        if !slug.is_empty() && terms.iter().all(|term| term.slug != slug) {
            terms.push(Term { slug, label: label.trim().to_string() });
        }
    }
    terms
}
