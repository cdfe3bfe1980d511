//! Blogs that are open: the facts, pages and search of each, which all places that show it share. So twenty elements on
//! one page, and a script beside them, bring a blog once.

use std::rc::Rc;
use std::sync::Arc;

use quire_bundle::Site;

use crate::fetch::{Door, Failure};
use crate::finder::Finder;
use crate::held::Held;
use crate::source::{Source, open_feed, site};

/// The site and its source, once they are there.
pub(crate) struct Opened {
    pub(crate) site: Arc<Site>,
    pub(crate) source: Rc<Source>,
    pub(crate) finder: Rc<Finder>,
    /// How many items of a feed could not be shown.
    pub(crate) dropped: usize,
}

/// A blog, open or about to be.
pub(crate) struct Blog {
    /// Absolute URL of the site's root, or of the folder of a feed.
    root: String,
    /// The name of a feed there. One called `bundle.json` may lie beside the facts of a site.
    feed: Option<String>,
    is_alone: bool,
    door: Door,
    opened: Held<Option<Rc<Opened>>>,
}

/// Items that the console names, one by one; the page says how many there are.
const LINES: usize = 100;

thread_local! {
    static BLOGS: Held<Vec<Rc<Blog>>> = const { Held::new(Vec::new()) };
}

impl Blog {
    /// The blog at `root`, or the feed of that name there, and its number; `is_alone` says that there is only the feed.
    pub(crate) fn at(root: String, feed: Option<String>, is_alone: bool) -> (Rc<Blog>, usize) {
        BLOGS.with(|blogs| {
            let mut blogs = blogs.borrow_mut();
            for (number, blog) in blogs.iter().enumerate() {
                if blog.root == root && blog.feed == feed {
                    return (blog.clone(), number);
                }
            }
            let blog = Rc::new(Blog { root, feed, is_alone, door: Door::default(), opened: Held::default() });
            blogs.push(blog.clone());
            (blog, blogs.len() - 1)
        })
    }

    /// The blog of a number that was given before.
    pub(crate) fn numbered(number: usize) -> Option<Rc<Blog>> {
        BLOGS.with(|blogs| blogs.borrow().get(number).cloned())
    }

    /// What is there of it.
    pub(crate) fn opened(&self) -> Option<Rc<Opened>> {
        self.opened.borrow().clone()
    }

    /// Opens it, unless it is open.
    pub(crate) async fn open(&self) -> Result<Rc<Opened>, Failure> {
        let _key = self.door.enter().await;
        if let Some(opened) = self.opened() {
            return Ok(opened);
        }
        let opened = Rc::new(self.bring().await?);
        self.opened.replace(Some(opened.clone()));
        Ok(opened)
    }

    async fn bring(&self) -> Result<Opened, Failure> {
        let root = &self.root;
        let name = match &self.feed {
            Some(name) if self.is_alone || name != "bundle.json" => name,
            feed => match (site(root).await, feed) {
                (Ok(site), _) => {
                    let index = site.index.clone();
                    return Ok(Opened::new(root, Source::new(root, Arc::new(site)), index, 0));
                }
                (Err(failure), None) => return Err(failure),
                // Without the facts of a site it is a feed like any other.
                (Err(_), Some(name)) => name,
            },
        };
        let (source, report) = open_feed(root, name).await?;
        for dropped in report.dropped.iter().take(LINES) {
            let line = format!("{name}: item {} was left out: {}", dropped.item, dropped.reason);
            web_sys::console::warn_1(&line.into());
        }
        // The index that it may name is that of the site that it was pressed for, which is not here.
        Ok(Opened::new(root, source, Vec::new(), report.dropped.len()))
    }
}

impl Opened {
    fn new(root: &str, source: Source, index: Vec<String>, dropped: usize) -> Opened {
        let (site, source) = (source.site().clone(), Rc::new(source));
        let finder = Finder::new(root, index, source.clone());
        Opened { site, source, finder, dropped }
    }
}
