//! What a page may do: the Content Security Policy that stands in each page, and in the headers of each host.
//!
//! <https://www.w3.org/TR/CSP3/>

use url::Url;

use crate::app_files::integrity;
use crate::config::Config;

/// Sets the theme that the reader chose before the first paint, and whether the address asks a question, which what a page
/// shows without one would not answer. It is the one inline script, and never changes.
pub(crate) const THEME: &str = "if(location.search)document.documentElement.dataset.asked='';try{let t=localStorage.getItem(`quire:${new URL(document.currentScript.dataset.root,location).pathname}:theme`);if(t)document.documentElement.dataset.theme=t}catch{}";

/// The policy of a blog: pages run their own scripts and WebAssembly, and the one inline script; show pictures and films
/// from wherever their author takes them; and ask nothing of other servers but what the configuration allows.
pub(crate) fn policy(config: &Config) -> String {
    let said = directives(config).into_iter().map(|(name, sources)| format!("{name} {}", sources.join(" ")));
    said.collect::<Vec<_>>().join("; ")
}

/// What a directive of that policy allows; nothing beside the blog's own where it is not said.
pub(crate) fn sources(config: &Config, directive: &str) -> Vec<String> {
    let found = directives(config).into_iter().find(|(name, _)| *name == directive);
    found.map(|(_, sources)| sources).unwrap_or_default()
}

fn directives(config: &Config) -> Vec<(&'static str, Vec<String>)> {
    let mut policy = base();
    if let Some(origin) = config.newsletter.as_ref().and_then(|letter| origin(&letter.action)) {
        allow(&mut policy, "form-action", &origin);
    }
    for (directive, origins) in &config.policy {
        for origin in origins {
            allow(&mut policy, directive, origin);
        }
    }
    policy
}

/// What every blog allows, in the order in which it is said.
fn base() -> Vec<(&'static str, Vec<String>)> {
    let theme = format!("'{}'", integrity(THEME.as_bytes()));
    let own = |others: &[&str]| ["'self'"].iter().chain(others).map(|source| (*source).to_owned()).collect();
    let none = || vec!["'none'".to_owned()];
    vec![
        ("default-src", own(&[])),
        ("script-src", own(&["'wasm-unsafe-eval'", &theme])),
        ("style-src", own(&[])),
        ("img-src", own(&["https:", "http:", "data:"])),
        ("media-src", own(&["https:", "http:"])),
        ("object-src", none()),
        ("base-uri", none()),
        ("form-action", own(&[])),
    ]
}

/// Allows a server in a directive; one that was not said yet begins with what it is without.
fn allow(policy: &mut Vec<(&'static str, Vec<String>)>, directive: &'static str, origin: &str) {
    match policy.iter_mut().find(|(one, _)| *one == directive) {
        Some((_, sources)) if sources.iter().any(|source| source == origin) => {}
        Some((_, sources)) => sources.push(origin.to_owned()),
        None => policy.push((directive, vec!["'self'".to_owned(), origin.to_owned()])),
    }
}

/// The server of an address.
fn origin(url: &str) -> Option<String> {
    let origin = Url::parse(url).ok()?.origin();
    origin.is_tuple().then(|| origin.ascii_serialization())
}

#[cfg(test)]
mod tests {
    use super::policy;
    use crate::config::Config;
    use quire_bundle::Newsletter;

    #[test]
    fn nothing_is_asked_of_other_servers_unless_the_author_says_so() {
        let mut config = Config::default();
        let usual = policy(&config);
        assert!(
            usual.starts_with("default-src 'self'; script-src 'self' 'wasm-unsafe-eval' 'sha256-"),
            "{usual}"
        );
        assert!(usual.ends_with("object-src 'none'; base-uri 'none'; form-action 'self'"), "{usual}");
        assert!(!usual.contains("unsafe-inline") && !usual.contains("://"), "{usual}");
        config.policy = vec![
            ("script-src", vec!["https://a.example".to_owned(), "https://a.example".to_owned()]),
            ("frame-src", vec!["https://b.example".to_owned()]),
        ];
        let own = policy(&config);
        assert!(own.contains("' https://a.example; style-src 'self';"), "{own}");
        assert!(own.ends_with("; frame-src 'self' https://b.example"), "{own}");
    }

    #[test]
    fn the_form_of_the_newsletter_may_be_sent_to_its_server() {
        let action = "https://mail.example/subscribe?list=1".to_owned();
        let config =
            Config { newsletter: Some(Newsletter { action, ..Newsletter::default() }), ..Config::default() };
        let own = policy(&config);
        assert!(own.ends_with("form-action 'self' https://mail.example"), "{own}");
    }
}
