//! Files compressed once, when the site is built, so that the host need not do it again for every reader, and can take all
//! the time that the best compression asks for.

use std::io::{self, Write};
use std::path::Path;

use brotli::enc::BrotliEncoderParams;
use flate2::Compression;
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
        for (ending, compressed) in [("br", brotli(&bytes, quality(&file.path))), ("gz", gzip(&bytes))] {
            let compressed = compressed.unwrap_or_default();
            // Not when the other encoding, or none, is nearly as good.
            if !compressed.is_empty() && compressed.len() * 20 < bytes.len() * 19 {
                output.write(Path::new(&format!("{}.{ending}", file.path)), &compressed)?;
            }
        }
        Ok(())
    })
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
    use super::{brotli, gzip, is_worth, quality};
    use crate::output::Listed;
    use std::io::Read;

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
    fn what_is_compressed_can_be_read_again() {
        let text = "Nets, and the mending of nets. ".repeat(200);
        let mut back = Vec::new();
        let small = brotli(text.as_bytes(), 11).expect("compressed");
        ::brotli::BrotliDecompress(&mut small.as_slice(), &mut back).expect("read");
        assert_eq!(back, text.as_bytes());
        let mut back = String::new();
        let small = gzip(text.as_bytes()).expect("compressed");
        flate2::read::GzDecoder::new(small.as_slice()).read_to_string(&mut back).expect("read");
        assert_eq!(back, text);
    }
}
