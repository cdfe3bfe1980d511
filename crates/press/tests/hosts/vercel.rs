//! `vercel.json`, read as Vercel says that it reads it.

use serde_json::Value;

use super::{BASES, Headers, MOVED, every_file_has_its_headers, fits, press};

/// What Vercel says of static files for which nobody says anything else.
const OTHERWISE: &str = "public, max-age=0, must-revalidate";

fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().unwrap_or_else(|| panic!("{key} of {value}"))
}

fn headers(file: &Value, url: &str) -> Headers {
    let mut found = Headers::new();
    for rule in file["headers"].as_array().expect("rules") {
        let source = text(rule, "source").replace("(.*)", "*");
        assert!(source.starts_with('/') && !source.contains(['(', ':', '?', '+', '{']), "{source}");
        for header in rule["headers"].as_array().expect("headers").iter().filter(|_| fits(&source, url)) {
            let (name, value) = (text(header, "key").to_lowercase(), text(header, "value").to_owned());
            assert_eq!(found.insert(name.clone(), value), None, "{url} gets {name} twice");
        }
    }
    found
}

#[test]
fn every_file_has_its_headers_and_old_addresses_are_moved_for_good() {
    for base in BASES {
        let site = press("vercel", base);
        let file: Value = serde_json::from_str(&site.text("vercel.json")).expect("JSON");
        every_file_has_its_headers(&site, OTHERWISE, |url| headers(&file, url));
        // Pages count on the slash at the end of their addresses.
        assert_eq!(file["trailingSlash"], true);
        let redirects = file["redirects"].as_array().expect("redirects");
        assert_eq!(redirects.len(), MOVED.len());
        for (from, to) in MOVED {
            let (from, to) = (format!("{base}{from}"), format!("{base}{to}"));
            let rule = redirects.iter().find(|rule| text(rule, "source") == from).expect(&from);
            assert_eq!((text(rule, "destination"), rule["statusCode"].as_u64()), (to.as_str(), Some(301)));
        }
    }
}

#[test]
fn there_is_no_key_that_vercel_does_not_know() {
    let file: Value = serde_json::from_str(&press("vercel", "/").text("vercel.json")).expect("JSON");
    let keys: Vec<&String> = file.as_object().expect("an object").keys().collect();
    assert_eq!(keys, ["$schema", "framework", "headers", "redirects", "trailingSlash"]);
}
