//! A blog that is kept on its readers' devices, when its author wants that: the service worker with the files that every
//! reader needs, the page that stands for those that are not there, and what makes the blog an app that can be installed.
//!
//! Without that the worker is one that takes an earlier one away.

use std::path::Path;

use quire_app::head::escape;
use quire_bundle::{Content, Page, Route, Site, Word};
use serde_json::json;

use crate::app_files::AppFiles;
use crate::config::Config;
use crate::contrast::colours;
use crate::document::{Frame, drawn_by_hand};
use crate::output::{Output, OutputError};
use crate::site::Written;

/// Bytes of the index that readers are sent while nothing else is to be done. A larger index is kept as it is used.
const INDEX: u64 = 2_000_000;
/// Bytes of the bundle up to which it is kept for every reader.
const BUNDLE: u64 = 1_000_000;

const WORKER: &str = include_str!("../../../public/worker.js");
const OFF: &str = include_str!("../../../public/worker-off.js");

/// What the pages say to a reader who is offline, for `offline.js`; nothing unless the author wants the blog kept.
pub(crate) fn words(config: &Config, site: &Site) -> Option<String> {
    let word = |name: &str| config.body_word(name);
    let words = json!({
        "offline": word("offline"),
        "posts": word("offline_posts"),
        "search": word("offline_search"),
        "newer": word("newer_version"),
        "load": word("load_newer"),
        "dismiss": site.word(Word::Dismiss),
    });
    config.offline.then(|| words.to_string())
}

/// Writes the worker and what belongs to it.
pub(crate) fn write(
    config: &Config,
    site: &Site,
    frame: Frame<'_>,
    written: &Written,
    output: &Output,
) -> Result<(), OutputError> {
    if !config.offline {
        return output.write(Path::new("sw.js"), OFF.as_bytes());
    }
    let mut pages = vec!["./", "search/", "offline.html", "site.json"];
    if site.whole.is_some() && written.bundle <= BUNDLE {
        pages.push("bundle.json");
    }
    let bytes: u64 = written.searched.iter().map(|(_, bytes)| bytes).sum();
    let index: Vec<&str> = match bytes {
        0..=INDEX => written.searched.iter().map(|(name, _)| name.as_str()).collect(),
        _ => Vec::new(),
    };
    let kept = json!({ "app": frame.app.own().collect::<Vec<_>>(), "pages": pages, "index": index });
    output.write(Path::new("sw.js"), WORKER.replace("__KEPT__", &kept.to_string()).as_bytes())?;
    output.write(Path::new("offline.html"), page(config, site, frame).as_bytes())?;
    output.write(Path::new("manifest.webmanifest"), manifest(config, site, frame.app).as_bytes())
}

/// The page that stands for those that are not on the device; `offline.js` fills it.
fn page(config: &Config, site: &Site, frame: Frame<'_>) -> String {
    let word = |name: &str| escape(&config.body_word(name));
    let main = format!(
        "<h1 tabindex=\"-1\">{}</h1>\n<div class=\"body\">\n<p><a class=\"again\" hidden>{}</a></p>\n<h2>{}</h2>\n<p class=\"none\" hidden>{}</p>\n\
         <ul class=\"here\"></ul>\n<p><button type=\"button\" class=\"more forget\">{}</button></p>\n\
         <p class=\"forgotten\" role=\"status\" data-text=\"{}\"></p>\n</div>",
        word("offline"),
        escape(site.word(Word::TryAgain)),
        word("offline_posts"),
        word("no_offline_posts"),
        word("forget_blog"),
        word("blog_forgotten"),
    );
    let missing = Page { route: Route::Post { path: "offline.html".into() }, content: Content::Missing };
    drawn_by_hand(site, &missing, frame, &config.body_word("offline"), &main)
}

/// What makes the blog an app that can be installed (W3C, Web Application Manifest).
fn manifest(config: &Config, site: &Site, app: &AppFiles) -> String {
    let colours = colours(config);
    let ground = colours.get("ground").map(|colour| colour[0].to_string());
    let icon = json!({ "src": app.icon, "sizes": "any", "type": "image/svg+xml" });
    json!({
        "name": site.title,
        "short_name": site.title,
        "description": site.description,
        "lang": site.language,
        "id": "./",
        "start_url": "./",
        "scope": "./",
        "display": "standalone",
        "background_color": ground,
        "theme_color": ground,
        "icons": [icon],
    })
    .to_string()
}
