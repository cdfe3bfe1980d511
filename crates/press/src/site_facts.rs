//! The facts about the blog that every page needs: what the configuration says, else what the folder says of itself.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use quire_bundle::{
    About, Chosen, Content as Shown, Date, HomeSection, Library, Link, Masthead, Parts, Route, Site, Taxonomy,
};

use crate::config::{Author, Config, Found, HomeSource, Target};
use crate::content::Content;
use crate::files::Files;
use crate::library::Read;
use crate::markdown::Rendered;
use crate::pictures::is_drawing;
use crate::problem::{Problem, Rule};
use crate::project::ProjectOptions;
use crate::slug::slug;

/// What can be said before the posts are rendered.
pub(crate) fn site(config: &Config, options: &ProjectOptions, content: &Content) -> Site {
    let own = content.sections.iter().find(|section| section.dir.is_empty() && section.language.is_none());
    let base = options.base_url.as_ref().or(config.base_url.as_ref());
    let base = base.map_or_else(|| "/".to_string(), |url| format!("{}/", url.trim_end_matches('/')));
    let title = config.title.clone().or_else(|| own?.title.clone());
    Site {
        title: title.unwrap_or_else(|| folder_name(&options.content)),
        description: config.description.clone().or_else(|| own?.description.clone()).unwrap_or_default(),
        tagline: config.tagline.clone().unwrap_or_default(),
        language: config.language.clone(),
        page_size: config.page_size,
        words: config.words.clone(),
        colophon: config.colophon.clone().unwrap_or_default(),
        newsletter: config.newsletter.clone(),
        shows: Parts::of(&config.shows.parts(&config.look.parts())),
        base,
        ..Site::default()
    }
}

/// What can be said when all posts are known: navigation, home page, authors and the like. A link of the configuration
/// that leads nowhere, and a part of the home page without posts, become problems.
pub(crate) fn complete(read: &mut Read, found: &Found, content: &Content, files: &Files) -> Vec<Problem> {
    let config = &found.config;
    let library = &read.library;
    let mut said = Said { found, targets: &read.targets, library, files, problems: Vec::new() };
    let navigation = match config.navigation.as_slice() {
        [] => default_navigation(&read.library, content, &read.targets),
        links => links.iter().filter_map(|link| said.navigation(link, &read.library)).collect(),
    };
    let authors = config.authors.iter().map(|author| said.author(author));
    let mut about: Vec<About> = authors.collect();
    for (taxonomy, known) in [(Taxonomy::Category, &config.categories), (Taxonomy::Series, &config.series)] {
        about.extend(known.iter().map(|one| About {
            taxonomy,
            slug: slug(&one.name),
            description: one.description.clone().unwrap_or_default(),
            url: String::new(),
            picture: String::new(),
        }));
    }
    let mut texts = std::mem::take(&mut read.home_texts).into_iter();
    let home: Vec<HomeSection> =
        config.home.iter().map(|section| said.home(section, &read.library, &mut texts)).collect();
    let masthead = config.masthead.as_ref().map(|masthead| issue(masthead, config, &read.library));
    let own = config.picture.as_ref().map(|own| said.picture(own, own.line)).unwrap_or_default();
    let problems = said.problems;
    let site = read.library.site_mut();
    (site.navigation, site.about, site.home) = (navigation, about, home);
    (site.picture, site.masthead) = (own, masthead);
    problems
}

/// Which issue of the blog this is, in its own words.
fn issue(said: &crate::config::Masthead, config: &Config, library: &Library) -> Masthead {
    let filled =
        |word: &str, value: &str| (!value.is_empty()).then(|| config.body_word(word).replace("{}", value));
    let parts = [filled("volume", &said.volume), filled("issue", &said.issue)];
    let newest = || {
        let mut dates = library.posts().iter().rev().filter(|post| !post.unlisted);
        let date: Date = dates.find_map(|post| post.card.date.clone())?;
        Some(format!("{} {}", library.site().words.month(date.month()), date.year()))
    };
    let month = Some(said.month.clone()).filter(|month| !month.is_empty()).or_else(newest);
    Masthead {
        line: parts.into_iter().flatten().collect::<Vec<_>>().join(" · "),
        month: month.unwrap_or_default(),
        number: said.issue.clone(),
    }
}

/// Without one of the author's: the lists that the blog has, and its pages. Nothing, when there are no pages: then the
/// app's own does.
fn default_navigation(library: &Library, content: &Content, targets: &HashMap<String, String>) -> Vec<Link> {
    let site = library.site();
    let own = |page: &&crate::content::PostFile| {
        page.page && page.language.as_ref().is_none_or(|language| *language == site.language)
    };
    let pages = content.posts.iter().filter(own).filter_map(|page| {
        Some(Link {
            title: page.title.clone(),
            url: targets.get(&crate::content::slashed(&page.file))?.clone(),
        })
    });
    let pages: Vec<Link> = pages.collect();
    if pages.is_empty() {
        return pages;
    }
    let mut links = site.lists();
    links.extend(pages);
    links
}

/// The configuration, seen with the posts in mind.
struct Said<'a> {
    found: &'a Found,
    targets: &'a HashMap<String, String>,
    library: &'a Library,
    files: &'a Files,
    problems: Vec<Problem>,
}

impl Said<'_> {
    fn navigation(&mut self, link: &crate::config::Link, library: &Library) -> Option<Link> {
        let url = self.url(&link.target, link.line)?;
        let named = || Some(library.page(&Route::parse("/", &url)?).title(library.site()));
        let title = link.title.clone().or_else(named).unwrap_or_else(|| url.clone());
        Some(Link { title, url })
    }

    fn author(&mut self, author: &Author) -> About {
        let page = author.page.as_ref().and_then(|page| self.url(page, author.line));
        let picture = author.picture.as_deref().map(|picture| self.picture(picture, author.line));
        About {
            taxonomy: Taxonomy::Author,
            slug: slug(&author.name),
            description: author.description.clone().unwrap_or_default(),
            url: page.unwrap_or_default(),
            picture: picture.unwrap_or_default(),
        }
    }

    /// A section of the home page; `texts` are those of the sections that are texts.
    fn home(
        &mut self,
        section: &crate::config::HomeSection,
        library: &Library,
        texts: &mut impl Iterator<Item = Rendered>,
    ) -> HomeSection {
        let posts = match &section.source {
            HomeSource::Latest => Chosen::Latest,
            HomeSource::Pinned => Chosen::Pinned,
            HomeSource::Tag(name) => Chosen::Term(Taxonomy::Tag, slug(name)),
            HomeSource::Category(name) => Chosen::Term(Taxonomy::Category, slug(name)),
            HomeSource::Series(name) => Chosen::Term(Taxonomy::Series, slug(name)),
            HomeSource::Text(_) => self.text(texts.next().unwrap_or_default()),
            HomeSource::Newsletter => Chosen::Newsletter,
        };
        self.is_filled(section, &posts, library);
        let title = section.title.clone().unwrap_or_default();
        HomeSection { title, number: section.number.clone(), posts, count: section.count }
    }

    /// A text, with what is wrong in it.
    fn text(&mut self, text: Rendered) -> Chosen {
        let file = self.file();
        self.problems.extend(text.problems.into_iter().map(|one| Problem { file: file.clone(), ..one }));
        for link in text.links {
            let path = link.address.trim_start_matches('/');
            let is_there = Route::parse("/", &link.address)
                .is_some_and(|route| self.library.page(&route).content != Shown::Missing)
                || self.files.has(path);
            if !is_there {
                let message =
                    format!("there is no page at `{}`; correct the link, or remove it", link.address);
                self.problems.push(Problem::warning(Rule::DeadLink, &file, link.line, message));
            }
        }
        Chosen::Text(text.html)
    }

    /// Says so where there is nothing to show.
    fn is_filled(&mut self, section: &crate::config::HomeSection, posts: &Chosen, library: &Library) {
        let any = |wanted: fn(&quire_bundle::Post) -> bool| {
            library.posts().iter().any(|post| !post.unlisted && wanted(post))
        };
        let is_empty = match posts {
            Chosen::Term(taxonomy, slug) => {
                let route = Route::Term { taxonomy: *taxonomy, slug: slug.clone(), page: 1 };
                library.page(&route).content == Shown::Missing
            }
            Chosen::Pinned => !any(|post| post.card.pinned),
            Chosen::Latest => !any(|_| true),
            Chosen::Newsletter if library.site().newsletter.is_none() => {
                let message = "there is no [subscribe] that this part of the home page could show, so it is left out; \
                               write one with the `action` of your provider, or remove the part";
                self.warn(Rule::Value, section.line, message.to_string());
                return;
            }
            Chosen::Newsletter | Chosen::Text(_) => false,
        };
        if is_empty {
            let message = "no post is in this part of the home page, so it is left out; \
                           correct the name, or remove the part";
            self.warn(Rule::Value, section.line, message.to_string());
        }
    }

    /// A picture's address: absolute as it stands, else from the root of the site; nothing when it is no picture.
    fn picture(&mut self, picture: &str, line: usize) -> String {
        let path = picture.trim_start_matches('/');
        if picture.contains("://") {
            return picture.to_string();
        }
        if self.files.has(path) && !is_drawing(path) {
            let said = match self.files.source(path) {
                Ok(source) => source.flaw(path),
                Err(reason) => {
                    let message = format!(
                        "`{path}` is no picture ({reason}), so it is left out; save it again as a PNG, JPEG, WebP or AVIF"
                    );
                    self.warn(Rule::BrokenPicture, line, message);
                    return String::new();
                }
            };
            if let Some((rule, message)) = said {
                self.warn(rule, line, message);
            }
        }
        format!("/{path}")
    }

    /// The address of a link of the configuration.
    fn url(&mut self, target: &Target, line: usize) -> Option<String> {
        match target {
            Target::Away(url) => Some(url.clone()),
            Target::Path(path) => Some(path.clone()),
            Target::List(route) => Some(route.href("/")),
            Target::File(file) => {
                let url = self.targets.get(file).cloned();
                if url.is_none() {
                    let message = format!(
                        "there is no post `{file}`, so the link is left out; correct the name, or remove it"
                    );
                    self.warn(Rule::DeadLink, line, message);
                }
                url
            }
        }
    }

    /// The configuration.
    fn file(&self) -> PathBuf {
        self.found.shown_file().unwrap_or_else(|| PathBuf::from("quire.toml"))
    }

    fn warn(&mut self, rule: Rule, line: usize, message: String) {
        let file = self.file();
        self.problems.push(Problem::warning(rule, &file, Some(line), message));
    }
}

fn folder_name(folder: &Path) -> String {
    let folder = folder.canonicalize().unwrap_or_else(|_| folder.to_path_buf());
    folder.file_name().map_or_else(|| "Blog".to_string(), |name| name.to_string_lossy().into_owned())
}
