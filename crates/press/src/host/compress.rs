//! Files compressed once, when the site is built, so that the host need not do it again for every reader, and can take all
//! the time that the best compression asks for.

use std::io::{self, Read, Write};
use std::path::Path;

use brotli::enc::BrotliEncoderParams;
use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use rayon::prelude::*;

use crate::output::{Listed, Output, OutputError};

/// Below this a compressed file saves no packet.
const WORTH: u64 = 1_000;
/// The endings of files that are not compressed by themselves.
const ENDINGS: &[&str] = &[
    "css",
    "htm",
    "html",
    "js",
    "json",
    "map",
    "md",
    "mjs",
    "svg",
    "ts",
    "txt",
    "wasm",
    "webmanifest",
    "xml",
];

/// Writes a `.br` and a `.gz` beside each file of the site for which it pays.
pub(super) fn site(output: &Output) -> Result<(), OutputError> {
    let files = output.list()?;
    files.par_iter().filter(|file| is_worth(file)).try_for_each(|file| {
        let bytes = output.read(Path::new(&file.path))?;
        for way in [Way::Brotli, Way::Gzip] {
            let name = format!("{}.{}", file.path, way.ending());
            let name = Path::new(&name);
            // Most files are as they were, and to compress one takes a hundred times as long as to read it.
            let kept = output.earlier(name).filter(|kept| way.holds(kept, &bytes));
            let compressed =
                kept.or_else(|| way.compress(&bytes, quality(&file.path)).ok()).unwrap_or_default();
            // Not when the other encoding, or none, is nearly as good.
            if !compressed.is_empty() && compressed.len() * 20 < bytes.len() * 19 {
                output.write(name, &compressed)?;
            }
        }
        Ok(())
    })
}

/// How a file is compressed.
#[derive(Clone, Copy, Debug)]
enum Way {
    Brotli,
    Gzip,
}

impl Way {
    fn ending(self) -> &'static str {
        match self {
            Way::Brotli => "br",
            Way::Gzip => "gz",
        }
    }

    fn compress(self, bytes: &[u8], quality: i32) -> io::Result<Vec<u8>> {
        match self {
            Way::Brotli => brotli(bytes, quality),
            Way::Gzip => gzip(bytes),
        }
    }

    /// Whether these bytes, and nothing else, are in the compressed file.
    fn holds(self, compressed: &[u8], bytes: &[u8]) -> bool {
        let mut back = Vec::with_capacity(bytes.len() + 1);
        // However much a damaged file says that it holds, no more is read than tells it from these.
        let most = bytes.len() as u64 + 1;
        let read = match self {
            Way::Brotli => brotli::Decompressor::new(compressed, 4096).take(most).read_to_end(&mut back),
            Way::Gzip => GzDecoder::new(compressed).take(most).read_to_end(&mut back),
        };
        read.is_ok() && back == bytes
    }
}

fn is_worth(file: &Listed) -> bool {
    let ending = file.path.rsplit_once('.').map(|(_, ending)| ending);
    file.bytes > WORTH && ending.is_some_and(|ending| ENDINGS.contains(&ending)) && file.path != "nginx.conf"
}

/// What every page loads is worth the best. Of pages there are many, and they change: from 5 to 9 they lose 0.1 % of their
/// bytes for 3.7 times the time, and at 11 another 16 % for 26 times (measured on 681 pages of a blog in English).
fn quality(path: &str) -> i32 {
    let app = !path.contains('/') && [".js", ".css", ".wasm"].iter().any(|ending| path.ends_with(ending));
    if app { 11 } else { 5 }
}

fn brotli(bytes: &[u8], quality: i32) -> io::Result<Vec<u8>> {
    let size = bytes.len();
    let parameters =
        BrotliEncoderParams { quality, lgwin: 22, size_hint: size, ..BrotliEncoderParams::default() };
    let mut compressed = Vec::with_capacity(size / 4);
    brotli::BrotliCompress(&mut &*bytes, &mut compressed, &parameters)?;
    Ok(compressed)
}

fn gzip(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::with_capacity(bytes.len() / 4), Compression::best());
    encoder.write_all(bytes)?;
    encoder.finish()
}

#[cfg(test)]
mod tests {
    use super::{Way, is_worth, quality};
    use crate::output::Listed;

    #[test]
    fn only_what_is_not_compressed_by_itself_is_worth_it() {
        let worth = |path: &str, bytes| is_worth(&Listed { path: path.to_owned(), bytes });
        for path in ["index.html", "a/index.json", "quire-0.wasm", "style.css", "atom.xml", "icon.svg"] {
            assert!(worth(path, 5_000) && !worth(path, 1_000), "{path}");
        }
        for path in ["search/0.bin", "tide.png", "film.mp4", "CNAME", "nginx.conf"] {
            assert!(!worth(path, 5_000), "{path}");
        }
        assert_eq!((quality("quire-0.wasm"), quality("a/index.html"), quality("index.html")), (11, 5, 5));
    }

    #[test]
    fn what_is_compressed_can_be_read_again_and_is_known_again() {
        let text = "Nets, and the mending of nets. ".repeat(200);
        let bytes = text.as_bytes();
        for way in [Way::Brotli, Way::Gzip] {
            let small = way.compress(bytes, 11).expect("compressed");
            assert!(way.holds(&small, bytes), "{way:?}");
            let (shorter, longer) = (&bytes[1..], format!("{text}!"));
            for other in [shorter, longer.as_bytes(), b""] {
                assert!(!way.holds(&small, other), "{way:?}");
            }
            for damaged in [&small[..small.len() / 2], b"no file", b""] {
                assert!(!way.holds(damaged, bytes), "{way:?}");
            }
        }
    }
}
