//! What a host reads beside the site: headers, redirects for old addresses, and files that are compressed already.
//!
//! A site of Quire's needs none of it to be whole. It is written when the author names the host, because each has a syntax
//! and traps of its own, and a wrong cache header breaks the open tabs of a blog's readers.

use std::fmt;
use std::path::Path;
use std::str::FromStr;

use quire_bundle::{Library, is_absolute};

use crate::document::Frame;
use crate::feeds;
use crate::files::Files;
use crate::likely::likely;
use crate::output::{Output, OutputError};

mod compress;
mod limits;
mod nginx;
mod pages;
mod rules;
mod s3;
mod vercel;

pub(crate) use limits::without_host;
use rules::Rules;

/// Where a site is published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Host {
    /// Netlify.
    Netlify,
    /// Cloudflare Pages.
    Cloudflare,
    /// GitHub Pages.
    Github,
    /// Vercel.
    Vercel,
    /// Amazon S3, with or without `CloudFront` in front of it.
    S3,
    /// An nginx of the author's own.
    Nginx,
}

impl Host {
    /// All of them.
    pub const ALL: [Host; 6] =
        [Host::Netlify, Host::Cloudflare, Host::Github, Host::Vercel, Host::S3, Host::Nginx];

    /// Its name on the command line and in `quire.toml`.
    pub fn name(self) -> &'static str {
        match self {
            Host::Netlify => "netlify",
            Host::Cloudflare => "cloudflare",
            Host::Github => "github",
            Host::Vercel => "vercel",
            Host::S3 => "s3",
            Host::Nginx => "nginx",
        }
    }
}

impl fmt::Display for Host {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Host {
    type Err = String;

    fn from_str(name: &str) -> Result<Host, String> {
        let names = Host::ALL.map(Host::name);
        let known = |name: &str| Host::ALL.into_iter().find(|host| host.name() == name);
        known(name).ok_or_else(|| {
            let meant = likely(name, names).map_or_else(String::new, |meant| format!("did you mean {meant}? "));
            format!(
                "there is no host \"{name}\"; {meant}Quire knows {}, and any other host takes the site without rules",
                names.join(", ")
            )
        })
    }
}

/// Writes what the host reads into a site that is complete, and gives what the author should know about it, a sentence each.
pub(crate) fn write(
    host: Host,
    library: &Library,
    frame: Frame<'_>,
    own: &Files,
    output: &Output,
) -> Result<Vec<String>, OutputError> {
    // S3 takes a redirect for a page alone, and the feed is there under its old name too.
    let is_told = host != Host::S3 && is_absolute(&library.site().base);
    let moved = feeds::moved(frame.feeds).filter(|(old, _)| is_told && !own.has(old));
    let rules = Rules::of(library, frame.policy, moved, output.list()?.into_iter().map(|file| file.path));
    let Told { files, mut notes } = match host {
        Host::Netlify => pages::netlify(&rules),
        Host::Cloudflare => pages::cloudflare(&rules),
        Host::Github => pages::github(&library.site().base),
        Host::Vercel => vercel::files(&rules),
        Host::S3 => s3::files(&rules),
        Host::Nginx => nginx::files(&rules),
    };
    for (name, text) in files {
        if own.has(name) {
            notes.push(format!(
                "{host}: {name} is one of your own files, so Quire writes none; remove yours to have it written"
            ));
        } else {
            output.write(Path::new(name), text.as_bytes())?;
        }
    }
    if host == Host::Nginx {
        compress::site(output)?;
    }
    notes.extend(limits::near(host, &output.list()?));
    Ok(notes)
}

/// What a host is told.
#[derive(Debug, Default)]
struct Told {
    /// Name and text of each file.
    files: Vec<(&'static str, String)>,
    /// What the author should know, a sentence each.
    notes: Vec<String>,
}

#[cfg(test)]
mod tests {
    use super::Host;

    #[test]
    fn a_host_is_known_by_its_name_and_a_slip_of_the_fingers_is_understood() {
        for host in Host::ALL {
            assert_eq!(host.name().parse(), Ok(host));
        }
        let said = "netlfy".parse::<Host>().expect_err("no host");
        assert!(said.contains("did you mean netlify?") && said.contains("cloudflare, github"), "{said}");
    }
}
