//! Addresses in a configuration: where the blog lives, and where its links lead.

use quire_bundle::allowed::{LINK_SCHEMES, scheme};
use quire_bundle::{Filter, Route, Taxonomy};

use super::Target;

/// Whether a URL names a host on the web.
pub(crate) fn is_web_address(url: &str) -> bool {
    ["http://", "https://"]
        .iter()
        .any(|scheme| url.strip_prefix(scheme).is_some_and(|rest| !rest.is_empty() && !rest.starts_with('/')))
}

/// What to write in the place of a text that is no [web address](is_web_address).
pub(crate) fn whole_address(url: &str) -> String {
    let bare = url.trim_start_matches('/');
    if bare.contains('.') && !bare.contains(':') {
        format!("write the whole address: https://{bare}")
    } else {
        "write the whole address, such as https://example.org/".to_owned()
    }
}

/// The lists that every blog has, by the names under which a link may ask for them.
pub(super) fn lists() -> impl Iterator<Item = (&'static str, Route)> {
    let terms = Taxonomy::ALL.map(|taxonomy| (taxonomy.segment(), Route::Terms { taxonomy }));
    let archive = Route::Archive { year: None, page: 1 };
    let others = [("archive", archive), ("search", Route::Search(Filter::default()))];
    terms.into_iter().chain(others)
}

impl Target {
    /// What a link means: `/about/`, `about.md`, `tags`, `https://example.org/`. `None` when it is none of these.
    pub(super) fn of(url: &str) -> Option<Target> {
        if let Some(scheme) = scheme(url) {
            let known = LINK_SCHEMES.iter().any(|known| scheme.eq_ignore_ascii_case(known));
            return known.then(|| Target::Away(url.to_owned()));
        }
        if url.starts_with('/') {
            return (!url.starts_with("//")).then(|| Target::Path(url.to_owned()));
        }
        let file = url.split('#').next().unwrap_or_default();
        if std::path::Path::new(file).extension().is_some_and(|ending| ending == "md" || ending == "markdown")
        {
            let inside = url.trim_start_matches("@/").trim_start_matches("./");
            return Some(Target::File(inside.to_owned()));
        }
        lists().find(|(name, _)| *name == url).map(|(_, route)| Target::List(route))
    }
}
