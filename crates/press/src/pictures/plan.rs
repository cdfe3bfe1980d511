//! What is to be made of one picture: in which widths, under which names.

use std::panic::{AssertUnwindSafe, catch_unwind};

use super::color::is_color;
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
    /// The name of the note of its colour, if that is wanted.
    pub(super) color: Option<String>,
}

/// What was made of a picture.
pub(super) struct Made {
    /// The files that were wanted, in their order; nothing in the place of one that would save no one anything.
    pub(super) files: Vec<Option<Vec<u8>>>,
    /// Its colour on the whole.
    pub(super) color: String,
}

impl<'a> Plan<'a> {
    /// What is to be made of a picture, if anything.
    pub(super) fn of(path: &'a str, widths: &[usize], files: &Files, has_color: bool) -> Option<Plan<'a>> {
        // Who wants no widths wants no picture decoded.
        let has_color = has_color && !widths.is_empty();
        let source = files.source(path).ok().filter(Source::is_resizable)?;
        let kind = source.kind?;
        // Barely smaller than the whole is not worth a file.
        let widths = widths.iter().copied().filter(|width| width * 5 <= source.size.0 * 4);
        let widths: Vec<usize> = widths.collect();
        if widths.is_empty() && !has_color {
            return None;
        }
        let bytes = files.bytes(path).ok()?;
        let is_small = bytes.len() <= SMALL;
        if is_small && !has_color {
            return None;
        }
        let ending = match kind {
            Kind::Jpeg | Kind::WebpPhoto => "jpg",
            Kind::Png => "png",
            Kind::Webp => "webp",
        };
        let digits = hash(format!("{RECIPE} {}", hash(&bytes)).as_bytes());
        let name = |width: usize| (width, format!("resized/{digits}-{width}.{ending}"));
        let wanted = widths.into_iter().filter(|_| !is_small).map(name).collect();
        let color = has_color.then(|| format!("color/{digits}"));
        Some(Plan { path, source, kind, bytes: bytes.len(), wanted, color })
    }

    /// Its colour on the whole, if it is wanted and known; what else may stand there under its name is no colour.
    pub(super) fn color(&self, made: &crate::made::Made<'_>) -> Option<String> {
        made.noted(self.color.as_ref()?).filter(|text| text.is_empty() || is_color(text))
    }

    /// Decodes it, and makes these files of it.
    pub(super) fn made(&self, wanted: &[&(usize, String)], files: &Files) -> Result<Made, String> {
        let make = || {
            let decoded = Decoded::read(&self.source, self.kind, &files.bytes(self.path)?)?;
            let one = |(width, _): &&(usize, String)| {
                let bytes = decoded.resized(*width)?;
                Ok((bytes.len() * 10 < self.bytes * 9).then_some(bytes))
            };
            let files: Result<_, String> = wanted.iter().map(one).collect();
            Ok(Made { files: files?, color: decoded.color() })
        };
        // One file must not stop the build, not even by a defect of whoever reads it.
        catch_unwind(AssertUnwindSafe(make)).unwrap_or_else(|_| Err("it cannot be decoded".to_owned()))
    }
}
