//! `_headers` and `_redirects`, read as Netlify and Cloudflare Pages say that they read them.

use std::collections::BTreeMap;
use std::fs;

use super::{BASES, Headers, MOVED, Pressed, blog, every_file_has_its_headers, fits, press, quire};

/// What both hosts say of static files for which nobody says anything else.
const OTHERWISE: &str = "public, max-age=0, must-revalidate";

/// `_headers`: a path on a line of its own, and the headers of what fits it indented below.
fn rules(text: &str) -> Vec<(String, Vec<(String, String)>)> {
    let mut rules: Vec<(String, Vec<(String, String)>)> = Vec::new();
    for line in text.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#')) {
        match (line.starts_with('/'), rules.last_mut()) {
            (true, _) => rules.push((line.to_owned(), Vec::new())),
            (false, Some((_, headers))) if line.starts_with(' ') => {
                let (name, value) = line.split_once(':').expect("name and value");
                headers.push((name.trim().to_lowercase(), value.trim().to_owned()));
            }
            _ => panic!("`{line}` is neither a path nor a header"),
        }
    }
    rules
}

/// The headers of a URL. A host that finds a header twice joins the values, so it must not.
fn headers(rules: &[(String, Vec<(String, String)>)], url: &str) -> Headers {
    let mut found = BTreeMap::new();
    for (name, value) in rules.iter().filter(|(path, _)| fits(path, url)).flat_map(|(_, headers)| headers) {
        assert_eq!(found.insert(name.clone(), value.clone()), None, "{url} gets {name} twice");
    }
    found
}

/// `_redirects`: from, to, and the code.
fn redirects(site: &Pressed) -> Vec<(String, String, String)> {
    let text = site.text("_redirects");
    let lines = text.lines().map(|line| line.split(' ').map(str::to_owned).collect::<Vec<_>>());
    let mut redirects = Vec::new();
    for line in lines {
        let [from, to, code] = <[String; 3]>::try_from(line).expect("three words");
        redirects.push((from, to, code));
    }
    redirects
}

#[test]
fn netlify_and_cloudflare_give_every_file_its_headers() {
    for host in ["netlify", "cloudflare"] {
        for base in BASES {
            let site = press(host, base);
            let rules = rules(&site.text("_headers"));
            every_file_has_its_headers(&site, OTHERWISE, |url| headers(&rules, url));
        }
    }
}

#[test]
fn old_addresses_are_moved_for_good() {
    // Netlify shows the file that lies at an address, the redirect page that is, unless the rule has an exclamation mark.
    for (host, code) in [("netlify", "301!"), ("cloudflare", "301")] {
        for base in BASES {
            let site = press(host, base);
            let redirects = redirects(&site);
            assert_eq!(redirects.len(), MOVED.len());
            for (from, to) in MOVED {
                let rule = (format!("{base}{from}"), format!("{base}{to}"), code.to_owned());
                assert!(redirects.contains(&rule), "{rule:?}: {redirects:?}");
                let page = site.site.join(quire_bundle::decode(to)).join("index.html");
                assert!(page.exists(), "{}", page.display());
            }
        }
    }
}

#[test]
fn cloudflare_has_no_rule_that_it_does_not_take() {
    let site = press("cloudflare", "/blog/");
    let text = site.text("_headers");
    assert!(rules(&text).len() <= 100 && text.lines().all(|line| line.len() <= 2_000));
    assert!(rules(&text).iter().all(|(path, _)| path.matches('*').count() <= 1));
}

#[test]
fn redirects_beyond_what_cloudflare_takes_are_left_to_their_pages_and_that_is_said() {
    let folder = blog();
    let aliases: Vec<String> = (0..2_010).map(|number| format!("old/{number}")).collect();
    let long = format!("{}/{}", "ж".repeat(90), "ж".repeat(90));
    let post = format!(
        "---\ntitle: Tern\ndescription: x\naliases: [{}, \"{long}\", \"a*b\", \"a:b\"]\n---\nShe dives.\n",
        aliases.join(", ")
    );
    fs::write(folder.path().join("content/tern.md"), post).expect("a post");
    for (host, rules, left_out) in
        [("cloudflare", 2_000, "16 old addresses have"), ("netlify", 2_014, "2 old addresses have")]
    {
        let run = quire(folder.path(), &["build", "--host", host]);
        let said = String::from_utf8_lossy(&run.stderr).into_owned();
        assert!(said.contains(&format!("{host}: {left_out} no rule")), "{said}");
        let text = fs::read_to_string(folder.path().join("site/_redirects")).expect("the file");
        assert_eq!(text.lines().count(), rules, "{host}");
        assert!(text.lines().all(|line| !line.contains(['*', ':'])));
        let longest = text.lines().map(str::len).max().unwrap_or_default();
        assert!(host == "netlify" || longest < 1_000, "{longest}");
        assert!(folder.path().join("site/old/2009/index.html").exists());
    }
}
