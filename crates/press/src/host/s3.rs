//! Amazon S3: a script that uploads the site with the right headers, and the policy by which `CloudFront` adds those that S3
//! does not store.
//!
//! A script, and not a list of files, because `aws s3 sync` is what its users run: it uploads what changed, takes away what
//! is gone, and asks for patterns of names.

use std::fmt::Write;
use std::path::Path;

use serde_json::json;

use super::Told;
use super::rules::{ASK, FOR_EVER, Rules};

const SCRIPT: &str = "s3-upload.sh";
const POLICY: &str = "cloudfront-headers.json";

/// The two files.
pub(super) fn files(rules: &Rules) -> Told {
    let notes =
        vec![format!("s3: upload with `sh {SCRIPT} BUCKET`; “On Amazon S3” in the handbook has the rest")];
    Told { files: vec![(SCRIPT, script(rules)), (POLICY, policy(rules))], notes }
}

fn script(rules: &Rules) -> String {
    let base = &rules.base;
    let folder = rules.folder();
    let folder = folder.trim_end_matches('/');
    let app: Vec<&str> = rules.app.iter().map(String::as_str).collect();
    let (modules, others): (Vec<&str>, Vec<&str>) =
        app.iter().partition(|file| Path::new(file).extension().is_some_and(|ending| ending == "wasm"));
    let filters = |option: &str, files: &[&str]| {
        files.iter().fold(String::new(), |text, file| text + &format!(" {option} \"{file}\""))
    };
    let lasting = filters("--include", &[others.as_slice(), rules.lasting.as_slice()].concat());
    let not_rest =
        filters("--exclude", &[app.as_slice(), rules.lasting.as_slice(), &[SCRIPT, POLICY]].concat());
    let mut text = format!(
        "#!/bin/sh\n\
         # Uploads this site to Amazon S3 with the AWS command line interface:\n\
         #     sh {SCRIPT} BUCKET [CLOUDFRONT-DISTRIBUTION]\n\
         set -eu\n\
         bucket=${{1:?name the bucket: sh {SCRIPT} BUCKET}}\n\
         cd \"$(dirname \"$0\")\"\n\
         to=\"s3://$bucket\"{}\n\
         \n\
         # First what pages ask for: names with a hash, which never change. Nothing of it is taken away, as tabs that are open\n\
         # still ask for the files of the build before.\n\
         aws s3 sync . \"$to\" --exclude \"*\"{lasting} --cache-control \"{FOR_EVER}\"\n",
        quoted(folder)
    );
    for module in modules {
        let _ = writeln!(
            text,
            "aws s3 cp \"{module}\" \"$to/{module}\" --content-type application/wasm --cache-control \"{FOR_EVER}\""
        );
    }
    let _ = write!(
        text,
        "\n# Then all others.\naws s3 sync . \"$to\" --delete --exclude \"*.DS_Store\"{not_rest} --cache-control {ASK}\n"
    );
    if !rules.redirects.is_empty() {
        let _ = write!(
            text,
            "\n# Old addresses: the website endpoint answers 301 for each of these.\n\
             moved() {{\n    aws s3 cp \"$1\" \"$to/$1\" --website-redirect \"$2\" --content-type \"text/html; charset=utf-8\" --cache-control {ASK}\n}}\n"
        );
    }
    for redirect in &rules.redirects {
        let _ = writeln!(text, "moved {} {}", quoted(&redirect.file), quoted(&redirect.to));
    }
    let _ = write!(
        text,
        "\n# CloudFront keeps copies; this makes it ask again.\nif [ -n \"${{2:-}}\" ]; then\n    \
         aws cloudfront create-invalidation --distribution-id \"$2\" --paths {}\nfi\n",
        quoted(&format!("{base}*"))
    );
    text
}

/// A response headers policy, for `aws cloudfront create-response-headers-policy`. Cross-origin reading is allowed for all
/// files, as a policy knows no paths; a public site has nothing that only its own pages may read.
fn policy(rules: &Rules) -> String {
    let mut security = serde_json::Map::new();
    let mut custom = Vec::new();
    for (name, value) in &rules.everywhere {
        let (key, said) = match *name {
            "Content-Security-Policy" => {
                ("ContentSecurityPolicy", json!({"Override": true, "ContentSecurityPolicy": value}))
            }
            "X-Content-Type-Options" => ("ContentTypeOptions", json!({"Override": true})),
            "Referrer-Policy" => ("ReferrerPolicy", json!({"Override": true, "ReferrerPolicy": value})),
            _ => {
                custom.push(json!({"Header": name, "Value": value, "Override": true}));
                continue;
            }
        };
        security.insert(key.to_owned(), said);
    }
    let list = |items: &[&str]| json!({"Quantity": items.len(), "Items": items});
    let policy = json!({
        "Name": "quire",
        "Comment": "The headers of a site made by Quire",
        "SecurityHeadersConfig": security,
        "CustomHeadersConfig": {"Quantity": custom.len(), "Items": custom},
        "CorsConfig": {
            "AccessControlAllowOrigins": list(&["*"]),
            "AccessControlAllowHeaders": list(&["*"]),
            "AccessControlAllowMethods": list(&["GET", "HEAD"]),
            "AccessControlAllowCredentials": false,
            "OriginOverride": true,
        },
    });
    format!("{policy:#}\n")
}

/// A word as a shell takes it, whatever is in it.
fn quoted(text: &str) -> String {
    if text.is_empty() { String::new() } else { format!("'{}'", text.replace('\'', "'\\''")) }
}
