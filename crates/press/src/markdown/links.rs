//! Where the links of a post lead. An author writes file names, slugs, or paths from the post's
//! own folder; the site needs addresses that hold wherever the page is shown.

use std::path::Path;

use super::Blog;
use crate::content::{self, PostFile, slashed};
use crate::slug;

/// Where an address leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Target {
    /// Here, as it has to be written.
    Address(String),
    /// Here, but there is no such file.
    NoFile(String),
    /// To a post that is not there.
    NoPost,
    /// Nowhere: it is empty.
    Nowhere,
}

/// A post, seen from inside: its folder and what it can ask.
pub(crate) struct Place<'a> {
    /// The post.
    pub post: &'a PostFile,
    /// The rest of the blog.
    pub blog: &'a Blog<'a>,
    folder: String,
}

impl<'a> Place<'a> {
    pub(crate) fn new(post: &'a PostFile, blog: &'a Blog<'a>) -> Self {
        let folder = post.file.parent().map(slashed).unwrap_or_default();
        Self { post, blog, folder }
    }

    /// Where a picture, sound or film is, which is never a post.
    pub(crate) fn media(&self, address: &str) -> Target {
        self.leads(address, false)
    }

    /// Where a link leads.
    pub(crate) fn target(&self, address: &str) -> Target {
        self.leads(address, true)
    }

    fn leads(&self, address: &str, to_posts: bool) -> Target {
        // What a parser of addresses leaves out, and no more: the address was judged as a browser reads it.
        let address = address.trim_ascii();
        if address.is_empty() {
            return Target::Nowhere;
        }
        let inside = self.blog.reading.base_url.as_deref().and_then(|base| inside(base, address));
        let address = inside.as_deref().unwrap_or(address);
        if address.starts_with('#') || address.starts_with("//") || has_scheme(address) {
            return Target::Address(address.to_owned());
        }
        let (path, suffix) = split(address);
        if path.is_empty() {
            return Target::Nowhere;
        }
        if path.starts_with("@/") || is_markdown(path) {
            return match self.reference(address) {
                Some(address) => Target::Address(address),
                None => Target::NoPost,
            };
        }
        if path.starts_with('/') {
            return Target::Address(address.to_owned());
        }
        let Some(resolved) = resolve(&self.folder, path) else {
            return Target::NoFile(format!("/{}{suffix}", path.trim_start_matches("../")));
        };
        let site = format!("/{resolved}{suffix}");
        if (self.blog.file)(&slug::decoded(&resolved)) {
            return Target::Address(site);
        }
        let bare = resolved.strip_suffix(".html").unwrap_or(&resolved);
        let is_page = to_posts && (bare.len() < resolved.len() || !last(bare).contains('.'));
        match is_page.then(|| self.reference(bare)).flatten() {
            Some(post) => Target::Address(post + suffix),
            None => Target::NoFile(site),
        }
    }

    /// The address of a post that an author names by file, path or slug, as Hugo's `ref`, Zola's
    /// `@/` and Jekyll's `post_url` do.
    pub(crate) fn reference(&self, name: &str) -> Option<String> {
        let (path, suffix) = split(name.trim());
        if path.is_empty() {
            return suffix.starts_with('#').then(|| suffix.to_owned());
        }
        let path = slug::decoded(path);
        let rooted = path.trim_start_matches('@').trim_matches('/');
        let ask = |name: &str| (self.blog.post)(name);
        let ask_file = |file: &str| {
            if is_markdown(file) {
                return ask(file);
            }
            ask(file).or_else(|| ask(&format!("{file}.md"))).or_else(|| ask(&format!("{file}/index.md")))
        };
        let beside = resolve(&self.folder, &path).filter(|_| !path.starts_with(['@', '/']));
        let stem = Path::new(last(rooted)).file_stem()?.to_str()?;
        let stem = match (is_markdown(rooted), stem) {
            (true, "index" | "_index") => last(rooted.rsplit_once('/')?.0),
            (true, stem) => stem,
            (false, _) => last(rooted),
        };
        let zone = jiff::tz::TimeZone::UTC;
        let dateless = || crate::date::in_name(stem, &zone).and_then(|(_, rest)| ask(rest));
        beside
            .and_then(|file| ask_file(&file))
            .or_else(|| ask_file(rooted))
            .or_else(|| ask(stem))
            .or_else(dateless)
            .map(|address| address + suffix)
    }
}

/// The path from the site's root of an absolute address that begins with the site's own.
fn inside(base: &str, address: &str) -> Option<String> {
    fn host_on(url: &str) -> Option<&str> {
        ["https://", "http://", "//"].iter().find_map(|scheme| url.strip_prefix(scheme))
    }
    let (base, address) = (host_on(base)?.trim_end_matches('/'), host_on(address)?);
    let (own, rest) = address.split_at_checked(base.len())?;
    if !own.eq_ignore_ascii_case(base) || !(rest.is_empty() || rest.starts_with(['/', '?', '#'])) {
        return None;
    }
    Some(if rest.starts_with('/') { rest.to_owned() } else { format!("/{rest}") })
}

/// A path seen from a folder: `../x.png` from `a/b` is `a/x.png`. `None` when it climbs out.
pub fn resolve(folder: &str, path: &str) -> Option<String> {
    let folder = if path.starts_with('/') { "" } else { folder };
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    let slash = if path.ends_with('/') && !parts.is_empty() { "/" } else { "" };
    Some(parts.join("/") + slash)
}

/// The path, and what follows it.
pub(super) fn split(address: &str) -> (&str, &str) {
    address.split_at(address.find(['?', '#']).unwrap_or(address.len()))
}

fn last(path: &str) -> &str {
    let path = path.trim_end_matches('/');
    path.rsplit_once('/').map_or(path, |(_, last)| last)
}

fn is_markdown(path: &str) -> bool {
    content::is_markdown(Path::new(path))
}

pub(crate) fn has_scheme(address: &str) -> bool {
    quire_bundle::allowed::scheme(address).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_seen_from_its_folder_and_never_climbs_out() {
        assert_eq!(resolve("a/b", "../x.png").as_deref(), Some("a/x.png"));
        assert_eq!(resolve("a", "./x/").as_deref(), Some("a/x/"));
        assert_eq!(resolve("a", "../../x"), None);
        assert_eq!(resolve("", "x").as_deref(), Some("x"));
    }

    #[test]
    fn an_address_of_the_site_itself_is_one_inside_it() {
        let base = "https://a.example/blog/";
        assert_eq!(inside(base, "http://A.example/blog/x/#y").as_deref(), Some("/x/#y"));
        assert_eq!(inside(base, "//a.example/blog").as_deref(), Some("/"));
        assert_eq!(inside(base, "https://a.example/blogger/"), None);
        assert_eq!(inside(base, "https://a.example/"), None);
        assert_eq!(inside(base, "/blog/x/"), None);
    }
}
