//! How much of what a host takes a site uses. Who hears of it at nine tenths has time to do something about it.

use std::collections::BTreeMap;

use super::Host;
use crate::output::Listed;

/// What a host counts.
#[derive(Clone, Copy)]
enum Counted {
    Files,
    FilesInAFolder,
    LargestFile,
    Bytes,
}

/// A limit, and what to do when it is near.
struct Limit {
    counted: Counted,
    most: u64,
    next: &'static str,
}

const MB: u64 = 1_000_000;
const MIB: u64 = 1 << 20;
const GB: u64 = 1_000 * MB;

/// Cloudflare Pages' number of files, the smallest of all: above it a site no longer fits every host.
const FILES: u64 = 20_000;

fn limits(host: Host) -> &'static [Limit] {
    use Counted::{Bytes, Files, FilesInAFolder, LargestFile};
    match host {
        // https://docs.netlify.com/deploy/deploy-overview/
        Host::Netlify => &[Limit {
            counted: FilesInAFolder,
            most: 54_000,
            next: "spread its posts over more folders, by year for example",
        }],
        // https://developers.cloudflare.com/pages/platform/limits/
        Host::Cloudflare => &[
            Limit {
                counted: Files,
                most: FILES,
                next: "raise page_size for fewer list pages, name fewer picture_widths, or take a paid plan, which has room for \
                       100,000",
            },
            Limit {
                counted: LargestFile,
                most: 25 * MIB,
                next: "put it elsewhere and link to it, or make it smaller",
            },
        ],
        // https://docs.github.com/pages/getting-started-with-github-pages/github-pages-limits
        Host::Github => &[
            Limit {
                counted: Bytes,
                most: GB,
                next: "put pictures and films elsewhere, or take another host",
            },
            Limit {
                counted: LargestFile,
                most: 100 * MIB,
                next: "put it elsewhere and link to it, or make it smaller",
            },
        ],
        // https://vercel.com/docs/limits
        Host::Vercel => &[Limit {
            counted: Bytes,
            most: 100 * MB,
            next: "that is what the free plan takes from the command line; take a paid one, which has room for 1 GB",
        }],
        Host::S3 | Host::Nginx => &[],
    }
}

/// The limits of the host that these files are near to or over, a sentence each.
pub(super) fn near(host: Host, files: &[Listed]) -> Vec<String> {
    limits(host).iter().filter_map(|limit| said(host, limit, files)).collect()
}

/// What to say of the number of files when no host is named.
pub(crate) fn without_host(files: u64) -> Option<String> {
    (files > FILES).then(|| {
        format!(
            "{} files: that is more than Cloudflare Pages takes ({}); name your host with --host to have its limits checked",
            thousands(files),
            thousands(FILES)
        )
    })
}

fn said(host: Host, limit: &Limit, files: &[Listed]) -> Option<String> {
    let (count, what) = match limit.counted {
        Counted::Files => (files.len() as u64, "files".to_owned()),
        Counted::Bytes => (files.iter().map(|file| file.bytes).sum(), "bytes".to_owned()),
        Counted::LargestFile => {
            let largest = files.iter().max_by_key(|file| file.bytes)?;
            (largest.bytes, format!("bytes in {}", largest.path))
        }
        Counted::FilesInAFolder => {
            let (folder, count) = fullest(files)?;
            (count, format!("files in {}", if folder.is_empty() { "the root" } else { folder }))
        }
    };
    if count * 10 < limit.most * 9 {
        return None;
    }
    let over = if count > limit.most { "over" } else { "near" };
    Some(format!(
        "{host}: {} {what} are {over} the host's limit of {}; {}",
        thousands(count),
        thousands(limit.most),
        limit.next
    ))
}

fn fullest(files: &[Listed]) -> Option<(&str, u64)> {
    let mut folders: BTreeMap<&str, u64> = BTreeMap::new();
    for file in files {
        *folders.entry(file.path.rsplit_once('/').map_or("", |(folder, _)| folder)).or_default() += 1;
    }
    folders.into_iter().max_by_key(|(_, count)| *count)
}

/// `20000` as people read it: `20,000`.
fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{MIB, near, thousands, without_host};
    use crate::host::Host;
    use crate::output::Listed;

    fn site(count: usize, bytes: u64) -> Vec<Listed> {
        (0..count).map(|number| Listed { path: format!("a/{number}"), bytes }).collect()
    }

    #[test]
    fn an_author_hears_of_a_limit_at_nine_tenths_of_it() {
        let said = |host, files: &[Listed]| near(host, files).join("\n");
        assert_eq!(said(Host::Cloudflare, &site(17_999, 1)), "");
        let near = said(Host::Cloudflare, &site(18_000, 1));
        assert!(
            near.starts_with("cloudflare: 18,000 files are near the host's limit of 20,000; raise"),
            "{near}"
        );
        assert!(said(Host::Cloudflare, &site(20_001, 1)).contains("files are over"));
        let large = said(Host::Cloudflare, &site(1, 25 * MIB));
        assert!(large.starts_with("cloudflare: 26,214,400 bytes in a/0 are near"), "{large}");
        let full = said(Host::Netlify, &site(54_001, 1));
        assert!(full.starts_with("netlify: 54,001 files in a are over the host's limit of 54,000"), "{full}");
        assert!(said(Host::Github, &site(10, 100_000_000)).contains("1,000,000,000 bytes are near"));
        assert!(said(Host::Vercel, &site(10, 10_000_001)).contains("bytes are over"));
        assert_eq!(said(Host::Nginx, &site(60_000, MIB)), "");
    }

    #[test]
    fn without_a_host_a_site_that_not_all_take_is_told() {
        assert_eq!(without_host(20_000), None);
        assert!(without_host(20_001).is_some_and(|said| said.starts_with("20,001 files: ")));
        assert_eq!(
            (thousands(7), thousands(1_000), thousands(1_234_567)),
            ("7".into(), "1,000".into(), "1,234,567".into())
        );
    }
}
