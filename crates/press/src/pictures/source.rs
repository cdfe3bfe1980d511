//! What the file of a picture says of itself: how large it is shown, whether it can be resized, and whether it is whole.
//!
//! Only its head is read, and how it ends. Pixels are never taken here, so that a picture of a thousand megapixels costs as
//! little as any other.

use std::fs::File;
use std::io::{self, BufReader, Read, Seek};
use std::path::Path;

use image::metadata::Orientation;
use imagesize::ImageType;

use super::drawing::{self, is_drawing};
use crate::problem::Rule;

mod jpeg;
mod png;
mod webp;

/// Pixels up to which a picture is resized: more than any telephone takes by itself, and as many as the memory of a small
/// machine holds.
pub(crate) const MOST_PIXELS: usize = 64_000_000;

/// What the file of a picture says of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Width and height in pixels, as it is shown.
    pub size: (usize, usize),
    /// How it can be resized; nothing for what is left as it is: drawings, animations, colours that would not be the same.
    pub(crate) kind: Option<Kind>,
    /// How its pixels have to be turned.
    pub(crate) turned: Orientation,
    /// Whether it is there from its first byte to its last.
    pub(crate) is_whole: bool,
}

/// A format that can be resized.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Jpeg,
    Png,
    /// WebP that has lost nothing, or has holes.
    Webp,
    /// WebP that has lost something, without holes.
    WebpPhoto,
}

/// What the reader of one format finds behind the size.
struct Seen {
    kind: Option<Kind>,
    turned: Orientation,
    is_whole: bool,
}

impl Source {
    /// Reads the head of a picture; an error says why it is none, or why the size of a drawing is not known.
    pub(crate) fn read(file: &Path) -> Result<Source, String> {
        if file.to_str().is_some_and(is_drawing) {
            return drawing::size(file).map(Source::from);
        }
        let shown = |error: &dyn std::fmt::Display| error.to_string();
        let mut reader = BufReader::new(File::open(file).map_err(|error| shown(&error))?);
        let kind = imagesize::reader_type(&mut reader).map_err(|error| shown(&error))?;
        reader.rewind().map_err(|error| shown(&error))?;
        let size = imagesize::reader_size(&mut reader).map_err(|error| shown(&error))?;
        reader.rewind().map_err(|error| shown(&error))?;
        let Seen { kind, turned, is_whole } = match kind {
            ImageType::Jpeg => ended(jpeg::see(&mut reader)),
            ImageType::Png => ended(png::see(&mut reader)),
            ImageType::Webp => ended(webp::see(&mut reader)),
            _ => Ok(Seen { kind: None, turned: Orientation::NoTransforms, is_whole: true }),
        }
        .map_err(|error| shown(&error))?;
        let (width, height) = (size.width, size.height);
        let is_on_its_side = matches!(
            turned,
            Orientation::Rotate90
                | Orientation::Rotate270
                | Orientation::Rotate90FlipH
                | Orientation::Rotate270FlipH
        );
        let size = if is_on_its_side { (height, width) } else { (width, height) };
        Ok(Source { size, kind, turned, is_whole })
    }

    /// How many pixels it has.
    pub(crate) fn pixels(&self) -> usize {
        self.size.0.saturating_mul(self.size.1)
    }

    /// Whether it can be resized.
    pub(crate) fn is_resizable(&self) -> bool {
        self.kind.is_some() && self.is_whole && self.pixels() <= MOST_PIXELS
    }

    /// What is wrong with it, though it is a picture; `name` is what its author calls it.
    pub(crate) fn flaw(&self, name: &str) -> Option<(Rule, String)> {
        let (width, height) = self.size;
        if self.pixels() > MOST_PIXELS {
            let message = format!(
                "`{name}` has {width} × {height} pixels, and Quire resizes none above {} million, so every reader has to load \
                 all of it; save it smaller: 2,000 pixels in width are enough",
                MOST_PIXELS / 1_000_000
            );
            return Some((Rule::LargePicture, message));
        }
        let message = format!(
            "`{name}` ends in the middle, so readers see a part of it at most; copy it here once more, or save it again"
        );
        (!self.is_whole).then_some((Rule::BrokenPicture, message))
    }
}

impl From<(usize, usize)> for Source {
    /// A picture of this size of which nothing else is known.
    fn from(size: (usize, usize)) -> Source {
        Source { size, kind: None, turned: Orientation::NoTransforms, is_whole: true }
    }
}

/// A file that ends before what has to be in it is cut short.
fn ended(seen: io::Result<Seen>) -> io::Result<Seen> {
    match seen {
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => {
            Ok(Seen { kind: None, turned: Orientation::NoTransforms, is_whole: false })
        }
        seen => seen,
    }
}

/// So many bytes.
fn take<const COUNT: usize>(reader: &mut impl Read) -> io::Result<[u8; COUNT]> {
    let mut bytes = [0; COUNT];
    reader.read_exact(&mut bytes)?;
    Ok(bytes)
}

/// Bytes of a length that stands in the file.
fn take_some(reader: &mut impl Read, count: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    reader.by_ref().take(count).read_to_end(&mut bytes)?;
    if bytes.len() as u64 == count { Ok(bytes) } else { Err(io::ErrorKind::UnexpectedEof.into()) }
}

#[cfg(test)]
mod tests;
