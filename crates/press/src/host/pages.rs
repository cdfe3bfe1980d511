//! The page services that read `_headers` and `_redirects`: Netlify and Cloudflare Pages; and GitHub Pages, which reads
//! neither.
//!
//! Where two rules name one header, Cloudflare joins the values with a comma and Netlify says nothing of what it does.
//! So no two rules that can meet name the same one, and `Cache-Control` of all that is not hashed is left to the hosts,
//! whose own value is `public, max-age=0, must-revalidate`: it means the same as `no-cache`.

use std::fmt::Write;

use super::Told;
use super::rules::{FOR_EVER, Rules};
use crate::document::base_path;

/// How many fixed redirects Cloudflare Pages takes, <https://developers.cloudflare.com/pages/configuration/redirects/>.
const CLOUDFLARE_REDIRECTS: usize = 2_000;
/// How many bytes a redirect of it may have.
const CLOUDFLARE_REDIRECT: usize = 1_000;

/// Netlify: <https://docs.netlify.com/manage/routing/headers/> and `…/redirects/overview/`.
pub(super) fn netlify(rules: &Rules) -> Told {
    // Without the `!` a file that lies at the old address wins, and the redirect page does.
    let (redirects, left_out) = redirects(rules, "301!", usize::MAX, usize::MAX);
    told("netlify", rules, redirects, left_out)
}

/// Cloudflare Pages: <https://developers.cloudflare.com/pages/configuration/headers/> and `…/redirects/`.
pub(super) fn cloudflare(rules: &Rules) -> Told {
    let (redirects, left_out) = redirects(rules, "301", CLOUDFLARE_REDIRECTS, CLOUDFLARE_REDIRECT);
    told("cloudflare", rules, redirects, left_out)
}

/// GitHub Pages: no rules at all, but two files that tell it what it is not to do and where the site lives.
pub(super) fn github(base_url: &str) -> Told {
    let mut told = Told { files: vec![(".nojekyll", String::new())], ..Told::default() };
    let domain = base_url.split_once("://").and_then(|(_, rest)| rest.split('/').next()).unwrap_or_default();
    let domain = domain.split(':').next().unwrap_or_default();
    // Under a sub-path it is another repository, the one of the whole domain, that has to name it.
    if base_path(base_url) == "/" && !domain.is_empty() && !domain.ends_with(".github.io") {
        told.files.push(("CNAME", format!("{domain}\n")));
    }
    told.notes.push(
        "github: GitHub Pages lets no site set headers; the security policy stands in each page, old addresses lead on by a \
         page of their own, and a reader may see a page for ten minutes after it has changed"
            .to_owned(),
    );
    told
}

fn told(host: &str, rules: &Rules, redirects: String, left_out: usize) -> Told {
    let mut told = Told { files: vec![("_headers", headers(rules))], notes: Vec::new() };
    if !redirects.is_empty() {
        told.files.push(("_redirects", redirects));
    }
    told.notes.extend(left_out_note(host, left_out));
    told.notes.extend(sub_path_note(host, rules, &["_headers", "_redirects", "404.html"]));
    told
}

/// What to say of redirects that a host does not take.
pub(super) fn left_out_note(host: &str, count: usize) -> Option<String> {
    let (addresses, have) = if count == 1 { ("address", "has") } else { ("addresses", "have") };
    (count > 0).then(|| {
        format!(
            "{host}: {count} old {addresses} {have} no rule, as the host takes no more or not such; the redirect page at each \
             leads on all the same"
        )
    })
}

/// What to say when the site does not live at the root of what is published.
pub(super) fn sub_path_note(host: &str, rules: &Rules, files: &[&str]) -> Option<String> {
    (rules.base != "/").then(|| {
        let (last, others) = files.split_last().unwrap_or((&"", &[]));
        let others = others.join(", ");
        format!(
            "{host}: the site belongs into the folder {} of what you publish, but {others} and {last} belong into its root",
            rules.folder()
        )
    })
}

fn headers(rules: &Rules) -> String {
    let base = &rules.base;
    let mut text = format!("{base}*\n");
    for (name, value) in &rules.everywhere {
        let _ = writeln!(text, "  {name}: {value}");
    }
    let lasting = rules.app.iter().map(String::as_str).chain(rules.lasting.iter().copied());
    for file in lasting {
        let _ = write!(text, "{base}{file}\n  Access-Control-Allow-Origin: *\n  Cache-Control: {FOR_EVER}\n");
    }
    for file in rules.scripts.iter().map(String::as_str).chain(["*.json"]) {
        let _ = write!(text, "{base}{file}\n  Access-Control-Allow-Origin: *\n");
    }
    text
}

/// A line for each old address, and how many are left out.
fn redirects(rules: &Rules, code: &str, most: usize, longest: usize) -> (String, usize) {
    let (mut text, mut count) = (String::new(), 0);
    for redirect in rules.redirects.iter().filter(|redirect| !redirect.is_pattern()) {
        let line = format!("{} {} {code}\n", redirect.from, redirect.to);
        if count < most && line.len() <= longest {
            text += &line;
            count += 1;
        }
    }
    (text, rules.redirects.len() - count)
}
