//! What is to be made of one picture: in which widths, under which names.

use std::panic::{AssertUnwindSafe, catch_unwind};

use super::resize::Decoded;
use super::source::{Kind, Source};
use crate::app_files::hash;
use crate::files::Files;

/// Says by what a resized picture differs from one that another version of this tool makes.
const RECIPE: u8 = 1;
/// A file up to so many bytes is small enough for everyone.
const SMALL: usize = 30_000;

/// A picture and what is to be made of it.
pub(super) struct Plan<'a> {
    /// From the root of the site.
    pub(super) path: &'a str,
    pub(super) source: Source,
    kind: Kind,
    bytes: usize,
    /// Width and name of each resized picture, the smallest first.
    pub(super) wanted: Vec<(usize, String)>,
}

impl<'a> Plan<'a> {
    /// What is to be made of a picture, if anything.
    pub(super) fn of(path: &'a str, widths: &[usize], files: &Files) -> Option<Plan<'a>> {
        let source = files.source(path).ok().filter(Source::is_resizable)?;
        let kind = source.kind?;
        // Barely smaller than the whole is not worth a file.
        let widths = widths.iter().copied().filter(|width| width * 5 <= source.size.0 * 4);
        let widths: Vec<usize> = widths.collect();
        if widths.is_empty() {
            return None;
        }
        let bytes = files.bytes(path).ok().filter(|bytes| bytes.len() > SMALL)?;
        let ending = match kind {
            Kind::Jpeg | Kind::WebpPhoto => "jpg",
            Kind::Png => "png",
            Kind::Webp => "webp",
        };
        let digits = hash(format!("{RECIPE} {}", hash(&bytes)).as_bytes());
        let name = |width: usize| (width, format!("resized/{digits}-{width}.{ending}"));
        let wanted = widths.into_iter().map(name).collect();
        Some(Plan { path, source, kind, bytes: bytes.len(), wanted })
    }

    /// The files that are wanted of it, in their order; nothing in the place of one that would save no one anything.
    pub(super) fn resized(
        &self,
        wanted: &[&(usize, String)],
        files: &Files,
    ) -> Result<Vec<Option<Vec<u8>>>, String> {
        let make = || {
            let decoded = Decoded::read(&self.source, self.kind, &files.bytes(self.path)?)?;
            let one = |(width, _): &&(usize, String)| {
                let bytes = decoded.resized(*width)?;
                Ok((bytes.len() * 10 < self.bytes * 9).then_some(bytes))
            };
            wanted.iter().map(one).collect()
        };
        // One file must not stop the build, not even by a defect of whoever reads it.
        catch_unwind(AssertUnwindSafe(make)).unwrap_or_else(|_| Err("it cannot be decoded".to_owned()))
    }
}
