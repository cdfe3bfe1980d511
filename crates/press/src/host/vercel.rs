//! `vercel.json`: <https://vercel.com/docs/project-configuration/vercel-json>.
//!
//! `Cache-Control` of all that is not hashed is left to Vercel, whose own value for static files is
//! `public, max-age=0, must-revalidate`: it means the same as `no-cache`.

use serde_json::{Value, json};

use super::Told;
use super::pages::{left_out_note, sub_path_note};
use super::rules::{FOR_EVER, Header, Rules};

/// How many rules a deployment may have, headers and redirects together: <https://vercel.com/docs/limits>.
const ROUTES: usize = 2_048;

/// The file, and what the author should know.
pub(super) fn files(rules: &Rules) -> Told {
    let base = &rules.base;
    let shared = || ("Access-Control-Allow-Origin", "*".to_owned());
    let lasting = || vec![shared(), ("Cache-Control", FOR_EVER.to_owned())];
    let mut headers = vec![rule(&format!("{base}(.*)"), &rules.everywhere)];
    headers.extend(rules.app.iter().map(|file| rule(&format!("{base}{file}"), &lasting())));
    let patterns = rules.lasting.iter().map(|pattern| pattern.replace('*', "(.*)"));
    headers.extend(patterns.map(|pattern| rule(&format!("{base}{pattern}"), &lasting())));
    headers.extend(rules.scripts.iter().map(|file| rule(&format!("{base}{file}"), &[shared()])));
    headers.push(rule(&format!("{base}(.*).json"), &[shared()]));
    let fit = rules.redirects.iter().filter(|redirect| !redirect.is_pattern());
    let redirects: Vec<Value> = fit
        .take(ROUTES.saturating_sub(headers.len()))
        .map(|redirect| json!({"source": redirect.from, "destination": redirect.to, "statusCode": 301}))
        .collect();
    let left_out = rules.redirects.len() - redirects.len();
    let file = json!({
        "$schema": "https://openapi.vercel.sh/vercel.json",
        // Not a framework's project: nothing is to be built.
        "framework": null,
        "trailingSlash": true,
        "headers": headers,
        "redirects": redirects,
    });
    let notes = left_out_note("vercel", left_out).into_iter();
    let notes = notes.chain(sub_path_note("vercel", rules, &["vercel.json", "404.html"])).collect();
    Told { files: vec![("vercel.json", format!("{file:#}\n"))], notes }
}

fn rule(source: &str, headers: &[Header]) -> Value {
    let headers: Vec<Value> =
        headers.iter().map(|(name, value)| json!({"key": name, "value": value})).collect();
    json!({"source": source, "headers": headers})
}
