//! Promises about what the file of a picture says of itself.

use std::fs;
use std::path::PathBuf;

use image::codecs::webp::WebPEncoder;
use image::metadata::Orientation;
use jpeg_encoder::{ColorType, Encoder};

use super::{Kind, MOST_PIXELS, Source};
use crate::problem::Rule;

const SIZE: (u16, u16) = (12, 8);

/// An Exif block that says nothing but which way up a picture is.
fn exif(turned: u8) -> Vec<u8> {
    let mut exif = b"MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".to_vec();
    exif.extend([turned, 0, 0, 0, 0, 0, 0]);
    exif
}

fn jpeg(turned: u8) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, 80);
    encoder.add_exif_metadata(&exif(turned)).expect("room");
    encoder.encode(&[90; 12 * 8 * 3], SIZE.0, SIZE.1, ColorType::Rgb).expect("a picture");
    bytes
}

/// A PNG with these chunks before its pixels.
fn png(chunks: &[(&[u8; 4], &[u8])]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, SIZE.0.into(), SIZE.1.into());
    encoder.set_color(png::ColorType::Rgb);
    let mut writer = encoder.write_header().expect("a head");
    for (name, data) in chunks {
        writer.write_chunk(png::chunk::ChunkType(**name), data).expect("a chunk");
    }
    writer.write_image_data(&[90; 12 * 8 * 3]).expect("pixels");
    writer.finish().expect("an end");
    bytes
}

fn webp() -> Vec<u8> {
    let mut bytes = Vec::new();
    let encoder = WebPEncoder::new_lossless(&mut bytes);
    encoder.encode(&[90; 12 * 8 * 3], 12, 8, image::ExtendedColorType::Rgb8).expect("a picture");
    bytes
}

struct Folder(tempfile::TempDir);

impl Folder {
    fn new() -> Folder {
        Folder(tempfile::tempdir().expect("a folder"))
    }

    fn file(&self, bytes: &[u8]) -> PathBuf {
        let file = self.0.path().join("picture");
        fs::write(&file, bytes).expect("a file");
        file
    }

    fn read(&self, bytes: &[u8]) -> Result<Source, String> {
        Source::read(&self.file(bytes))
    }
}

#[test]
fn a_photograph_is_as_wide_as_it_is_shown_whichever_way_the_camera_was_held() {
    let folder = Folder::new();
    for turned in 0..=9 {
        let source = folder.read(&jpeg(turned)).expect("a picture");
        let expected = if (5..=8).contains(&turned) { (8, 12) } else { (12, 8) };
        assert_eq!(source.size, expected, "{turned}");
        assert_eq!((source.kind, source.is_whole), (Some(Kind::Jpeg), true));
        assert_eq!(source.turned, Orientation::from_exif(turned).unwrap_or(Orientation::NoTransforms));
    }
}

#[test]
fn a_picture_that_ends_too_early_is_told_wherever_it_was_cut() {
    let folder = Folder::new();
    for bytes in [jpeg(6), png(&[]), webp()] {
        assert!(folder.read(&bytes).expect("a picture").is_whole);
        let from = bytes.len() / 2;
        for length in (from..bytes.len()).chain([bytes.len() - 1]) {
            let source = folder.read(&bytes[..length]);
            assert!(source.is_ok_and(|source| !source.is_whole && !source.is_resizable()), "{length}");
        }
        // What stands behind its end is none of its business.
        assert!(folder.read(&[bytes.as_slice(), b"a film"].concat()).expect("a picture").is_whole);
    }
    let cut = folder.read(&jpeg(1)[..200]).map(|source| source.flaw("a.jpg"));
    assert!(cut.is_err() || cut.is_ok_and(|flaw| flaw.is_some_and(|(rule, _)| rule == Rule::BrokenPicture)));
}

#[test]
fn what_is_no_picture_says_why() {
    let folder = Folder::new();
    for bytes in ["".as_bytes(), b"text", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"RIFF\0\0\0\0WEBP"] {
        assert!(folder.read(bytes).is_err_and(|reason| !reason.is_empty()), "{bytes:?}");
    }
    assert!(Source::read(&folder.0.path().join("gone")).is_err());
}

#[test]
fn what_moves_or_has_colours_of_its_own_is_left_as_it_is() {
    let folder = Folder::new();
    let kind = |chunks: &[(&[u8; 4], &[u8])]| folder.read(&png(chunks)).expect("a picture").kind;
    assert_eq!(kind(&[]), Some(Kind::Png));
    assert_eq!(kind(&[(b"gAMA", &45_455u32.to_be_bytes())]), Some(Kind::Png));
    assert_eq!(kind(&[(b"sRGB", &[0]), (b"gAMA", &100_000u32.to_be_bytes())]), Some(Kind::Png));
    for chunk in [
        (b"acTL", [0, 0, 0, 2, 0, 0, 0, 0].as_slice()),
        (b"cICP", &[9, 16, 0, 1]),
        (b"gAMA", &100_000u32.to_be_bytes()),
        (b"cHRM", &[0; 32]),
        (b"eXIf", &exif(6)),
    ] {
        assert_eq!(kind(&[chunk]), None, "{chunk:?}");
    }
    assert_eq!(kind(&[(b"eXIf", &exif(1))]), Some(Kind::Png));
    let mut press = Vec::new();
    Encoder::new(&mut press, 80).encode(&[90; 12 * 8 * 4], 12, 8, ColorType::Cmyk).expect("a picture");
    assert_eq!(folder.read(&press).expect("a picture").kind, None);
    assert_eq!(folder.read(&webp()).expect("a picture").kind, Some(Kind::Webp));
    let gif = b"GIF89a\x0c\0\x08\0\0\0\0;";
    assert_eq!(folder.read(gif), Ok(Source::from((12, 8))));
}

#[test]
fn of_a_hundred_megapixels_the_head_is_read_and_nothing_else() {
    let mut bytes = png(&[]);
    bytes[16..24].copy_from_slice(&[10_000u32.to_be_bytes(), 10_000u32.to_be_bytes()].concat());
    let source = Folder::new().read(&bytes).expect("a picture");
    assert_eq!((source.size, source.is_resizable()), ((10_000, 10_000), false));
    let (rule, message) = source.flaw("wall.png").expect("a flaw");
    assert_eq!(rule, Rule::LargePicture);
    assert!(
        message.starts_with("`wall.png` has 10000 × 10000 pixels, and Quire resizes none above 64 million")
    );
    assert!(Source::from((8_000, MOST_PIXELS / 8_000)).flaw("x").is_none());
}
