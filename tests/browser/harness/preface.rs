//! What the host puts in front of every page for engines whose drivers neither tell the console nor run scripts before
//! pages: one inline script, which takes itself out of the page again.
//!
//! It sends each error, warning and breach of the content security policy to the host, where it outlives the page. Whatever
//! policy a page has lets in this script, by its digest, and this one address, and nothing else.
//!
//! Not told is what only these engines do: Firefox breaks off what a page waits for as soon as the page is being left, which
//! scripts then take for a failure, and it holds the icon that it asks for by itself to the policy of the page. A frame that grows by what it is told is an
//! error event in `WebKit` alone.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha256};

/// Where a page tells its console, on the host of the page.
pub(crate) const TOLD: &str = "/the-console-says";

/// Waits until all that the page had to tell has been told.
pub(crate) const ALL_TOLD: &str = "return window[Symbol.for('told')]?.().then(() => 1)";

const SCRIPT: &str = "{
    document.currentScript.remove();
    let left = false;
    const told = [], send = fetch, place = new URL('TOLD', 'ORIGIN').href;
    const tell = words => left || told.push(send(`${place}?${encodeURIComponent(words)}`, {method: 'POST', keepalive: true}).catch(() => 0));
    for (const level of ['error', 'warn']) {
        const say = console[level];
        console[level] = (...words) => (tell(words.join(' ')), say.apply(console, words));
    }
    addEventListener('beforeunload', () => left = true);
    addEventListener('pageshow', () => left = false);
    addEventListener('error', event => {
        const from = event.target.src ?? event.target.href;
        if (/^ResizeObserver loop/.test(event.message)) return;
        if (!from) tell(`${event.message} at ${event.filename}:${event.lineno}`);
        else if (!from.startsWith('ORIGIN')) tell(`Failed to load resource: ${from}`);
    }, true);
    addEventListener('unhandledrejection', event => tell(`Uncaught (in promise) ${event.reason}`));
    addEventListener('securitypolicyviolation', event => /favicon.ico$/.test(event.blockedURI) || event.blockedURI === place || tell(
        `policy: ${event.violatedDirective} forbids ${event.blockedURI} ${event.sample} on ${location}`));
    window[Symbol.for('told')] = () => Promise.all(told);
}";

/// The script for pages of an origin, with what a promise runs before pages.
pub(crate) fn script(origin: &str, others: &[String]) -> String {
    let own = SCRIPT.replace("TOLD", TOLD).replace("ORIGIN", origin);
    [&[own], others].concat().join(";\n")
}

/// The page with the script in front of all that its head has; where it names no head, behind its doctype, which begins one.
pub(crate) fn insert(html: &[u8], script: &str) -> Vec<u8> {
    let end_of = |tag: &[u8]| {
        let is_tag = |part: &[u8]| part.eq_ignore_ascii_case(tag);
        html.windows(tag.len()).position(is_tag).map(|at| at + tag.len())
    };
    let Some(at) = end_of(b"<head>").or_else(|| end_of(b"<!doctype html>")) else { return html.to_vec() };
    let (before, after) = html.split_at(at);
    [before, b"<script>", script.as_bytes(), b"</script>", after].concat()
}

/// A policy that lets the script in as well, and what it tells.
pub(crate) fn allow(policy: &str, script: &str, origin: &str) -> String {
    let digest = format!("'sha256-{}'", STANDARD.encode(Sha256::digest(script)));
    let mut directives: Vec<Vec<String>> = policy
        .split(';')
        .map(|directive| directive.split_whitespace().map(str::to_string).collect())
        .filter(|words: &Vec<String>| !words.is_empty())
        .collect();
    add(&mut directives, "script-src", &digest);
    add(&mut directives, "connect-src", &format!("{origin}{TOLD}"));
    directives.iter().map(|words| words.join(" ")).collect::<Vec<_>>().join("; ")
}

/// Adds a source to a directive, or to what stands in for it.
fn add(directives: &mut Vec<Vec<String>>, name: &str, source: &str) {
    let find = |name: &str| directives.iter().position(|words| words[0] == name);
    let (own, default) = (find(name), find("default-src"));
    let Some(mut words) = own.or(default).map(|at| directives[at].clone()) else { return };
    name.clone_into(&mut words[0]);
    words.retain(|word| word != "'none'");
    // Beside a digest it would no longer let in all others.
    if !words.iter().any(|word| word == "'unsafe-inline'") || name != "script-src" {
        words.push(source.to_string());
    }
    match own {
        Some(at) => directives[at] = words,
        None => directives.push(words),
    }
}
