//! The script for Amazon S3, run with an `aws` that only notes how it was called; the notes are read as the AWS command line
//! interface says that it reads its options.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::process::Command;

use serde_json::Value;

use super::{BASES, FOR_EVER, MOVED, Pressed, fits, is_a, is_hashed, press};

/// What was asked of `aws`: a list of words for each call.
fn calls(site: &Pressed, arguments: &[&str]) -> Vec<Vec<String>> {
    let bin = site.folder.path().join("bin");
    fs::create_dir_all(&bin).expect("a folder");
    let (aws, notes) = (bin.join("aws"), site.folder.path().join("notes"));
    fs::write(
        &aws,
        "#!/bin/sh\nfor word; do printf '%s\\n' \"$word\" >>\"$NOTES\"; done\necho >>\"$NOTES\"\n",
    )
    .expect("a script");
    fs::set_permissions(&aws, fs::Permissions::from_mode(0o755)).expect("it can be run");
    let path = format!("{}:{}", bin.display(), std::env::var("PATH").unwrap_or_default());
    let mut command = Command::new("sh");
    command.arg(site.site.join("s3-upload.sh")).args(arguments).env("PATH", path).env("NOTES", &notes);
    let run = command.current_dir("/").output().expect("a shell");
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    let notes = fs::read_to_string(notes).expect("notes");
    notes
        .split("\n\n")
        .filter(|call| !call.is_empty())
        .map(|call| call.lines().map(str::to_owned).collect())
        .collect()
}

fn option<'a>(call: &'a [String], name: &str) -> Option<&'a str> {
    call.iter().position(|word| word == name).map(|at| call[at + 1].as_str())
}

/// Whether a `sync` takes a file: of the filters that fit it the last counts.
fn takes(call: &[String], file: &str) -> bool {
    let mut filters = call.windows(2).filter(|pair| pair[0] == "--include" || pair[0] == "--exclude");
    filters.rfind(|pair| fits(&pair[1], file)).is_none_or(|pair| pair[0] == "--include")
}

/// The options of the call that uploads a file last, by its key in the bucket.
fn uploads(site: &Pressed, calls: &[Vec<String>]) -> BTreeMap<String, Vec<String>> {
    let mut uploads = BTreeMap::new();
    let all = walkdir::WalkDir::new(&site.site).into_iter().map(|entry| entry.expect("an entry").into_path());
    let all: Vec<String> = all
        .filter(|path| path.is_file())
        .map(|path| path.strip_prefix(&site.site).expect("inside").to_string_lossy().into_owned())
        .collect();
    for call in calls.iter().filter(|call| call[0] == "s3") {
        if call[1] == "sync" {
            for file in all.iter().filter(|file| takes(call, file)) {
                uploads.insert(format!("{}/{file}", call[3]), call.clone());
            }
        } else {
            assert_eq!(call[1], "cp");
            assert!(all.contains(&call[2]), "{}", call[2]);
            uploads.insert(call[3].clone(), call.clone());
        }
    }
    uploads
}

#[test]
fn every_file_is_uploaded_with_its_header_and_nothing_else_is() {
    for (base, bucket) in BASES.into_iter().zip(["s3://shelf", "s3://shelf/blog"]) {
        let site = press("s3", base);
        let uploads = uploads(&site, &calls(&site, &["shelf"]));
        assert_eq!(uploads.len(), site.files().len());
        for file in site.files() {
            let call =
                uploads.get(&format!("{bucket}/{file}")).unwrap_or_else(|| panic!("{file}: {uploads:?}"));
            let cache = if is_hashed(&file) { FOR_EVER } else { "no-cache" };
            assert_eq!(option(call, "--cache-control"), Some(cache), "{file}");
            let is_wasm = option(call, "--content-type") == Some("application/wasm");
            assert_eq!(is_wasm, is_a(&file, "wasm"), "{file}");
        }
        for (from, to) in MOVED {
            let from = quire_bundle::decode(from);
            let key = if from.ends_with('/') { format!("{from}index.html") } else { from };
            let call = &uploads[&format!("{bucket}/{key}")];
            assert_eq!(option(call, "--website-redirect"), Some(format!("{base}{to}").as_str()), "{key}");
        }
    }
}

#[test]
fn files_that_open_tabs_ask_for_come_first_and_are_never_taken_away() {
    let site = press("s3", "/");
    let calls = calls(&site, &["shelf", "E123"]);
    let rest = calls.iter().position(|call| call.contains(&"--delete".to_owned())).expect("what takes away");
    let hashed: Vec<String> = site.files().into_iter().filter(|file| is_hashed(file)).collect();
    for file in &hashed {
        assert!(!takes(&calls[rest], file), "{file}");
        let first =
            calls[..rest].iter().any(|call| (call[1] == "sync" && takes(call, file)) || call[2] == *file);
        assert!(first, "{file}");
    }
    let last = calls.last().expect("a call").join(" ");
    assert_eq!(last, "cloudfront create-invalidation --distribution-id E123 --paths /*");
}

#[test]
fn cloudfront_adds_the_headers_that_s3_does_not_store() {
    let site = press("s3", "/");
    let policy: Value = serde_json::from_str(&site.text("cloudfront-headers.json")).expect("JSON");
    let security = &policy["SecurityHeadersConfig"];
    assert_eq!(security["ContentSecurityPolicy"]["ContentSecurityPolicy"], site.policy());
    assert_eq!(security["ReferrerPolicy"]["ReferrerPolicy"], "strict-origin-when-cross-origin");
    assert_eq!(security["ContentTypeOptions"]["Override"], true);
    assert_eq!(policy["CustomHeadersConfig"]["Items"][0]["Header"], "Permissions-Policy");
    assert_eq!(policy["CorsConfig"]["AccessControlAllowOrigins"]["Items"][0], "*");
}
