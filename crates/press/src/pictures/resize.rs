//! One picture in smaller widths: decoded once, turned the way it is shown, and written in its own format.
//!
//! A profile of colours goes along, so that nothing looks otherwise; everything else that a camera writes into its files,
//! such as the place, stays behind.

use std::io::Cursor;

use fast_image_resize::{ResizeOptions, Resizer};
use image::codecs::jpeg::JpegDecoder;
use image::codecs::png::PngDecoder;
use image::codecs::webp::{WebPDecoder, WebPEncoder};
use image::{DynamicImage, ExtendedColorType, ImageDecoder, ImageEncoder, Limits};
use jpeg_encoder::{ChromaSubsamplingMethod, ColorType, Encoder};

use super::color;
use super::source::{Kind, MOST_PIXELS, Source};

/// The quality of what is written as JPEG, of 100: losses are seen at arm's length from 75 down.
const QUALITY: u8 = 82;

/// A picture that has been decoded.
pub(super) struct Decoded {
    pixels: DynamicImage,
    profile: Option<Vec<u8>>,
    kind: Kind,
    source: Source,
}

impl Decoded {
    /// Decodes a picture; an error says why that cannot be done.
    pub(super) fn read(source: &Source, kind: Kind, bytes: &[u8]) -> Result<Decoded, String> {
        let reader = Cursor::new(bytes);
        let read = match kind {
            Kind::Jpeg => JpegDecoder::new(reader).and_then(decoded),
            Kind::Png => PngDecoder::with_limits(reader, limits()).and_then(decoded),
            Kind::Webp | Kind::WebpPhoto => WebPDecoder::new(reader).and_then(decoded),
        };
        let (pixels, profile) = read.map_err(|error| error.to_string())?;
        Ok(Decoded { pixels: in_bytes(pixels), profile, kind, source: source.clone() })
    }

    /// Its colour on the whole, as `#rrggbb`; nothing for one that cannot be seen.
    pub(super) fn color(&self) -> String {
        color::average(&self.pixels)
    }

    /// The file of this picture in that width, as it is shown.
    pub(super) fn resized(&self, width: usize) -> Result<Vec<u8>, String> {
        let (whole, height) = self.source.size;
        let height = (height * width + whole / 2) / whole.max(1);
        let (shown, across) = (width as u32, height.max(1) as u32);
        let is_on_its_side =
            self.source.size != (self.pixels.width() as usize, self.pixels.height() as usize);
        let (width, height) = if is_on_its_side { (across, shown) } else { (shown, across) };
        let mut small = DynamicImage::new(width, height, self.pixels.color());
        Resizer::new()
            .resize(&self.pixels, &mut small, &ResizeOptions::new())
            .map_err(|error| error.to_string())?;
        small.apply_orientation(self.source.turned);
        match self.kind {
            Kind::Jpeg | Kind::WebpPhoto => self.jpeg(&small),
            Kind::Png => self.png(&small),
            Kind::Webp => self.webp(&small),
        }
    }

    fn jpeg(&self, pixels: &DynamicImage) -> Result<Vec<u8>, String> {
        let mut bytes = Vec::new();
        let mut encoder = Encoder::new(&mut bytes, QUALITY);
        encoder.set_progressive(true);
        encoder.set_optimized_huffman_tables(true);
        encoder.set_chroma_subsampling_method(ChromaSubsamplingMethod::Average);
        if let Some(profile) = &self.profile {
            encoder.add_icc_profile(profile).map_err(|error| error.to_string())?;
        }
        let (pixels, colours) = match pixels {
            DynamicImage::ImageLuma8(_) => (pixels.clone(), ColorType::Luma),
            other => (other.to_rgb8().into(), ColorType::Rgb),
        };
        // A width comes from the configuration, which has none above this.
        let side = |side: u32| u16::try_from(side).map_err(|_| "it is too high for its width".to_owned());
        let (width, height) = (side(pixels.width())?, side(pixels.height())?);
        encoder.encode(pixels.as_bytes(), width, height, colours).map_err(|error| error.to_string())?;
        Ok(bytes)
    }

    fn png(&self, pixels: &DynamicImage) -> Result<Vec<u8>, String> {
        let mut info = png::Info::with_size(pixels.width(), pixels.height());
        info.color_type = match pixels {
            DynamicImage::ImageLuma8(_) => png::ColorType::Grayscale,
            DynamicImage::ImageLumaA8(_) => png::ColorType::GrayscaleAlpha,
            DynamicImage::ImageRgb8(_) => png::ColorType::Rgb,
            _ => png::ColorType::Rgba,
        };
        info.bit_depth = png::BitDepth::Eight;
        info.icc_profile = self.profile.as_ref().map(Into::into);
        let mut bytes = Vec::new();
        let written = png::Encoder::with_info(&mut bytes, info).and_then(|mut encoder| {
            encoder.set_compression(png::Compression::High);
            encoder.set_filter(png::Filter::Adaptive);
            let mut writer = encoder.write_header()?;
            writer.write_image_data(pixels.as_bytes())?;
            writer.finish()
        });
        written.map_err(|error| error.to_string())?;
        Ok(bytes)
    }

    fn webp(&self, pixels: &DynamicImage) -> Result<Vec<u8>, String> {
        let mut bytes = Vec::new();
        let mut encoder = WebPEncoder::new_lossless(&mut bytes);
        let _ = self.profile.clone().map(|profile| encoder.set_icc_profile(profile));
        let colours = ExtendedColorType::from(pixels.color());
        encoder
            .write_image(pixels.as_bytes(), pixels.width(), pixels.height(), colours)
            .map_err(|error| error.to_string())?;
        Ok(bytes)
    }
}

/// Pixels, and the profile of their colours.
fn decoded(mut decoder: impl ImageDecoder) -> image::ImageResult<(DynamicImage, Option<Vec<u8>>)> {
    decoder.set_limits(limits())?;
    let profile = decoder.icc_profile()?;
    Ok((DynamicImage::from_decoder(decoder)?, profile))
}

/// What a decoder may take, at eight bytes a pixel; the file itself may say that it wants more.
fn limits() -> Limits {
    let mut limits = Limits::no_limits();
    limits.max_alloc = Some(MOST_PIXELS as u64 * 8 + (1 << 20));
    limits
}

/// Eight bits for each colour: more are not seen in a picture that is shown small.
fn in_bytes(pixels: DynamicImage) -> DynamicImage {
    match pixels {
        DynamicImage::ImageLuma16(_) => pixels.into_luma8().into(),
        DynamicImage::ImageLumaA16(_) => pixels.into_luma_alpha8().into(),
        DynamicImage::ImageRgb16(_) => pixels.into_rgb8().into(),
        DynamicImage::ImageRgba16(_) => pixels.into_rgba8().into(),
        pixels => pixels,
    }
}

#[cfg(test)]
mod tests;
