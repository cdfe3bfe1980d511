//! One file of the author's and its rendered body, as the post that readers see.

use quire_bundle::{Card, Date, Heading, Picture, Post, Route, Site, Term};

use crate::config::Config;
use crate::content::{Content, Cover, PostFile};
use crate::date::{self, Form, Moment};
use crate::files::Files;
use crate::markdown::Rendered;
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
    /// The post at `path`.
    pub(super) fn post(&self, file: &PostFile, path: String, rendered: Rendered) -> Post {
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
        Post {
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
            cover: file.cover.as_ref().map(|cover| self.picture(cover)),
            canonical_url: file.canonical_url.clone(),
            related: Vec::new(),
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
            },
        }
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

    fn picture(&self, cover: &Cover) -> Picture {
        let size = cover.url.strip_prefix('/').and_then(|path| self.files.size(path).ok());
        Picture { url: cover.url.clone(), alt: cover.alt.clone(), caption: cover.caption.clone(), size }
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
