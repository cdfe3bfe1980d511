//! What every host is to do, before it is said in the host's own syntax: which headers which files have, and which old
//! addresses lead where.

use quire_bundle::{Content, Library, Route, decode, encode};

use crate::document::base_path;

/// For files whose names hold the hash of their bytes.
pub(super) const FOR_EVER: &str = "public, max-age=31536000, immutable";
/// For all others: a browser may keep them, and asks before each use.
pub(super) const ASK: &str = "no-cache";
/// Digits of the hash in the name of an app file, and of a picture that this tool makes.
pub(super) const DIGITS: usize = 16;
/// What stands before the hash in the name of an app file.
pub(super) const WORDS: [&str; 11] = [
    "boot",
    "embed",
    "font",
    "frame",
    "icon",
    "offline",
    "quire",
    "reading",
    "scheduled",
    "search",
    "trouble",
];
/// The endings of app files.
pub(super) const ENDINGS: [&str; 8] = ["css", "js", "otf", "svg", "ttf", "wasm", "woff", "woff2"];
/// The files of the index.
const INDEX: &str = "search/*.bin";
/// The endings of the pictures that this tool makes.
pub(super) const PICTURES: [&str; 4] = ["jpg", "png", "svg", "webp"];
/// The folders of the pictures that this tool makes, and the pattern of what is in them.
const MADE: [(&str, &str); 3] = [("diagrams/", "diagrams/*"), ("og/", "og/*"), ("resized/", "resized/*")];

/// A header's name and value.
pub(super) type Header = (&'static str, String);

/// What every host is to do.
#[derive(Debug)]
pub(super) struct Rules {
    /// The path under which the site will live, as in URLs: `/` or `/blog/`.
    pub(super) base: String,
    /// The headers of every file.
    pub(super) everywhere: Vec<Header>,
    /// The files of the app, by their names, which hold a hash: those of this build, and those that are kept for open tabs.
    pub(super) app: Vec<String>,
    /// Patterns of all other files whose names hold a hash. Each has one `*`, which stands for anything.
    pub(super) lasting: Vec<&'static str>,
    /// The way in for scripts on other sites.
    pub(super) scripts: Vec<String>,
    /// Old addresses, in their order.
    pub(super) redirects: Vec<Redirect>,
}

/// An old address.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Redirect {
    /// As a URL's path, base path included.
    pub(super) from: String,
    /// Likewise.
    pub(super) to: String,
    /// The page that leads on where the host does not, from the root of the site.
    pub(super) file: String,
}

impl Redirect {
    /// Whether one of its paths has a sign that is a placeholder or a pattern in the files of page services.
    pub(super) fn is_pattern(&self) -> bool {
        [&self.from, &self.to].iter().any(|path| path.contains(['*', ':', '(', ')', '$']))
    }
}

impl Rules {
    /// The rules for a site with these files, whose pages have that policy; `feeds` are old addresses of feeds, and where these are now.
    pub(super) fn of<'a>(
        library: &Library,
        policy: &str,
        feeds: impl Iterator<Item = (&'a str, String)>,
        files: impl Iterator<Item = String>,
    ) -> Rules {
        let base = base_path(&library.site().base).to_owned();
        let (mut app, mut scripts) = (Vec::new(), Vec::new());
        let mut made = MADE.map(|(folder, _)| (folder, 0, true));
        for file in files {
            for (folder, count, is_ours) in &mut made {
                if let Some(name) = file.strip_prefix(*folder) {
                    *count += 1;
                    *is_ours &= is_made(name);
                }
            }
            if is_app(&file) {
                app.push(file);
            } else if ["embed.js", "quire.js"].contains(&file.as_str()) {
                scripts.push(file);
            }
        }
        // Not where the author has files, too, which may change under their names.
        let made = made.iter().zip(MADE).filter(|((_, count, is_ours), _)| *count > 0 && *is_ours);
        let lasting = [INDEX].into_iter().chain(made.map(|(_, (_, pattern))| pattern)).collect();
        let mut redirects = redirects(library, &base);
        redirects.extend(feeds.map(|(old, new)| Redirect {
            from: base.clone() + &encode(old, true),
            to: base.clone() + &encode(&new, true),
            file: old.to_owned(),
        }));
        redirects.sort_by(|a, b| a.from.cmp(&b.from));
        redirects.dedup();
        Rules { everywhere: everywhere(policy), app, lasting, scripts, redirects, base }
    }

    /// The base path as it stands in a file system: `/мир/`, where the URL has `/%D0%BC…/`.
    pub(super) fn folder(&self) -> String {
        decode(&self.base)
    }
}

fn everywhere(policy: &str) -> Vec<Header> {
    vec![
        // The same as in the page, which has it for hosts that send no headers. It does not say who may frame a page:
        // that is how a blog is embedded where its scripts may not run.
        ("Content-Security-Policy", policy.to_owned()),
        ("X-Content-Type-Options", "nosniff".to_owned()),
        ("Referrer-Policy", "strict-origin-when-cross-origin".to_owned()),
        ("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()".to_owned()),
    ]
}

/// Whether a file at the root has a name such as `quire-0123456789abcdef.js`.
fn is_app(file: &str) -> bool {
    let name = file.rsplit_once('.').filter(|(_, ending)| ENDINGS.contains(ending));
    name.and_then(|(stem, _)| stem.split_once('-'))
        .is_some_and(|(word, hash)| WORDS.contains(&word) && is_hash(hash))
}

/// Whether a picture has a name such as `0123456789abcdef.png` or `0123456789abcdef-640.jpg`.
fn is_made(name: &str) -> bool {
    let Some((stem, _)) = name.split_once('.').filter(|(_, ending)| PICTURES.contains(ending)) else {
        return false;
    };
    match stem.split_once('-') {
        Some((hash, width)) => is_hash(hash) && width.bytes().all(|digit| digit.is_ascii_digit()),
        None => is_hash(stem),
    }
}

fn is_hash(text: &str) -> bool {
    text.len() == DIGITS && text.bytes().all(|digit| matches!(digit, b'0'..=b'9' | b'a'..=b'f'))
}

fn redirects(library: &Library, base: &str) -> Vec<Redirect> {
    let aliases = library.posts().iter().flat_map(|post| &post.aliases);
    aliases
        .filter_map(|alias| {
            let from = Route::Post { path: alias.clone() };
            let Content::Moved { path } = library.page(&from).content else { return None };
            // Where a host looks for the page of all that is missing, nothing may lead away.
            if from.html_path() == "404.html" {
                return None;
            }
            let to = Route::Post { path }.href(base);
            Some(Redirect { from: from.href(base), to, file: from.html_path() })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{is_app, is_made};

    #[test]
    fn only_a_name_with_a_whole_hash_is_kept_for_ever() {
        for name in ["quire-0123456789abcdef.js", "icon-0123456789abcdef.svg", "font-fedcba9876543210.woff2"]
        {
            assert!(is_app(name), "{name}");
        }
        for name in [
            "quire.js",
            "quire-notes.js",
            "quire-0123456789ABCDEF.js",
            "a/quire-0123456789abcdef.js",
            "index.html",
        ] {
            assert!(!is_app(name), "{name}");
        }
        for name in ["0123456789abcdef.png", "0123456789abcdef-640.jpg", "0123456789abcdef-1280.webp"] {
            assert!(is_made(name), "{name}");
        }
        for name in [
            "card.png",
            "0123456789abcde.png",
            "0123456789abcdef-x.png",
            "0123456789abcdef.json",
            "a/0123456789abcdef.png",
        ] {
            assert!(!is_made(name), "{name}");
        }
    }
}
