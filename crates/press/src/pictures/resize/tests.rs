//! Promises about one picture in another width.

use std::io::Cursor;

use image::codecs::webp::WebPEncoder;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageEncoder, ImageReader, RgbaImage};
use jpeg_encoder::{ColorType, Encoder};

use super::Decoded;
use crate::pictures::source::{Kind, Source};

/// The four quarters of a picture.
const QUARTERS: [[u8; 3]; 4] = [[200, 30, 30], [30, 160, 30], [30, 30, 200], [220, 220, 40]];
const PROFILE: &[u8] = b"a profile, as far as its bytes go";

/// A picture of 80 by 40 pixels, with a colour in each quarter and holes on its right.
fn quarters() -> RgbaImage {
    RgbaImage::from_fn(80, 40, |x, y| {
        let [r, g, b] = QUARTERS[usize::from(x >= 40) + 2 * usize::from(y >= 20)];
        image::Rgba([r, g, b, if x < 70 { 255 } else { 0 }])
    })
}

fn file(kind: Kind) -> Vec<u8> {
    let (pixels, mut bytes) = (quarters(), Vec::new());
    match kind {
        Kind::Jpeg => {
            let mut encoder = Encoder::new(&mut bytes, 95);
            encoder.add_icc_profile(PROFILE).expect("room");
            encoder.encode(&pixels, 80, 40, ColorType::Rgba).expect("a picture");
        }
        Kind::Png => {
            let mut info = png::Info::with_size(80, 40);
            info.color_type = png::ColorType::Rgba;
            info.bit_depth = png::BitDepth::Eight;
            info.icc_profile = Some(PROFILE.into());
            let mut writer = png::Encoder::with_info(&mut bytes, info)
                .and_then(png::Encoder::write_header)
                .expect("a head");
            writer.write_image_data(&pixels).expect("pixels");
            writer.finish().expect("an end");
        }
        Kind::Webp | Kind::WebpPhoto => {
            let mut encoder = WebPEncoder::new_lossless(&mut bytes);
            encoder.set_icc_profile(PROFILE.to_vec()).expect("a place");
            encoder.write_image(&pixels, 80, 40, image::ExtendedColorType::Rgba8).expect("a picture");
        }
    }
    bytes
}

/// The picture in that width, decoded again, and its profile.
fn resized(kind: Kind, turned: Orientation, size: (usize, usize), width: usize) -> (DynamicImage, Vec<u8>) {
    let source = Source { turned, kind: Some(kind), ..Source::from(size) };
    let bytes = Decoded::read(&source, kind, &file(kind)).and_then(|decoded| decoded.resized(width));
    let bytes = bytes.expect("a picture");
    let reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().expect("a format");
    let mut decoder = reader.into_decoder().expect("a picture");
    let profile = decoder.icc_profile().expect("a profile").unwrap_or_default();
    (DynamicImage::from_decoder(decoder).expect("pixels"), profile)
}

/// The colour of which a pixel has most.
fn nearest(pixels: &DynamicImage, x: u32, y: u32) -> usize {
    let pixel = pixels.to_rgb8().get_pixel(x, y).0;
    let far = |colour: &[u8; 3]| colour.iter().zip(pixel).map(|(a, b)| u32::from(a.abs_diff(b))).sum::<u32>();
    (0..4).min_by_key(|at| far(&QUARTERS[*at])).expect("a colour")
}

#[test]
fn colours_holes_and_profile_stay_in_every_format() {
    for kind in [Kind::Jpeg, Kind::Png, Kind::Webp] {
        let (small, profile) = resized(kind, Orientation::NoTransforms, (80, 40), 40);
        assert_eq!((small.width(), small.height()), (40, 20), "{kind:?}");
        let seen = [(5, 5), (25, 5), (5, 15), (25, 15)].map(|(x, y)| nearest(&small, x, y));
        assert_eq!(seen, [0, 1, 2, 3], "{kind:?}");
        assert_eq!(profile, PROFILE, "{kind:?}");
        if kind != Kind::Jpeg {
            let holes = small.to_rgba8();
            assert_eq!([holes.get_pixel(5, 5).0[3], holes.get_pixel(38, 5).0[3]], [255, 0], "{kind:?}");
        }
    }
}

#[test]
fn a_picture_stands_upright() {
    // The first four stay as wide as they are.
    let all = [
        (Orientation::NoTransforms, [0, 1, 2, 3]),
        (Orientation::FlipHorizontal, [1, 0, 3, 2]),
        (Orientation::Rotate180, [3, 2, 1, 0]),
        (Orientation::FlipVertical, [2, 3, 0, 1]),
        (Orientation::Rotate90FlipH, [0, 2, 1, 3]),
        (Orientation::Rotate90, [2, 0, 3, 1]),
        (Orientation::Rotate270FlipH, [3, 1, 2, 0]),
        (Orientation::Rotate270, [1, 3, 0, 2]),
    ];
    for (number, (turned, upright)) in all.into_iter().enumerate() {
        let (size, width) = if number < 4 { ((80, 40), 40) } else { ((40, 80), 20) };
        let (small, _) = resized(Kind::Jpeg, turned, size, width);
        assert_eq!((small.width() as usize, small.height() as usize), (width, width * size.1 / size.0));
        let (x, y) = (small.width() / 4, small.height() / 4);
        let seen = [(x, y), (3 * x, y), (x, 3 * y), (3 * x, 3 * y)].map(|(x, y)| nearest(&small, x, y));
        assert_eq!(seen, upright, "{turned:?}");
    }
}

#[test]
fn twice_the_same_is_the_same_to_the_byte() {
    for kind in [Kind::Jpeg, Kind::Png, Kind::Webp] {
        let source = Source::from((80, 40));
        let make = || Decoded::read(&source, kind, &file(kind)).and_then(|decoded| decoded.resized(31));
        assert_eq!(make().expect("a picture"), make().expect("a picture"), "{kind:?}");
    }
}

#[test]
fn what_cannot_be_decoded_says_why() {
    let source = Source::from((80, 40));
    for kind in [Kind::Jpeg, Kind::Png, Kind::Webp] {
        let reason = Decoded::read(&source, kind, &file(kind)[..60]).err();
        assert!(reason.is_some_and(|reason| !reason.is_empty()), "{kind:?}");
    }
}
