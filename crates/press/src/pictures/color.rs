//! The colour of a picture on the whole, which stands in its place until it has come.
//!
//! It is the mean of pixels that lie in a grid, so that a large picture takes no longer than a small one.

use image::{DynamicImage, GenericImageView};

/// About so many rows and columns are looked at: more change no colour that is seen.
const GRID: u32 = 128;

/// The mean as `#rrggbb`; nothing for a picture that is all holes.
pub(super) fn average(pixels: &DynamicImage) -> String {
    let (width, height) = pixels.dimensions();
    let step = |side: u32| usize::try_from(side.div_ceil(GRID).max(1)).unwrap_or(1);
    let (mut sum, mut weight) = ([0u64; 3], 0u64);
    for y in (0..height).step_by(step(height)) {
        for x in (0..width).step_by(step(width)) {
            let [red, green, blue, seen] = pixels.get_pixel(x, y).0.map(u64::from);
            weight += seen;
            sum = [sum[0] + red * seen, sum[1] + green * seen, sum[2] + blue * seen];
        }
    }
    if weight == 0 {
        return String::new();
    }
    let [red, green, blue] = sum.map(|one| (one + weight / 2) / weight);
    format!("#{red:02x}{green:02x}{blue:02x}")
}

/// Whether a text is a colour as [`average`] writes it.
pub(super) fn is_color(text: &str) -> bool {
    let is_digit = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
    text.len() == 7 && text.strip_prefix('#').is_some_and(|digits| digits.bytes().all(is_digit))
}

#[cfg(test)]
mod tests {
    use image::{DynamicImage, Rgba, RgbaImage};

    use super::{average, is_color};

    fn picture(color: impl Fn(u32, u32) -> [u8; 4]) -> DynamicImage {
        RgbaImage::from_fn(600, 400, |x, y| Rgba(color(x, y))).into()
    }

    #[test]
    fn one_colour_is_that_colour_in_every_form() {
        let orange = picture(|_, _| [0xc2, 0x41, 0x0c, 255]);
        assert_eq!(average(&orange), "#c2410c");
        assert_eq!(average(&orange.to_rgb8().into()), "#c2410c");
        assert_eq!(average(&DynamicImage::new_luma8(1, 1)), "#000000");
    }

    #[test]
    fn the_mean_is_that_of_the_whole_picture() {
        // Half black, half white, from side to side.
        assert_eq!(average(&picture(|x, _| [if x < 300 { 0 } else { 255 }; 4].map(|one| one))), "#ffffff");
        let halves = picture(|x, _| if x < 300 { [0, 0, 0, 255] } else { [200, 100, 50, 255] });
        assert_eq!(average(&halves), "#643219");
    }

    #[test]
    fn holes_do_not_count() {
        assert_eq!(average(&picture(|x, _| if x < 500 { [9, 9, 9, 0] } else { [1, 2, 3, 255] })), "#010203");
        assert_eq!(average(&picture(|_, _| [9, 9, 9, 0])), "");
    }

    #[test]
    fn only_what_is_written_here_is_read_back() {
        assert!(is_color("#00ff1a"));
        for text in ["", "#00FF1A", "#00ff1", "00ff1a0", "#00ff1a;", "red"] {
            assert!(!is_color(text), "{text}");
        }
    }
}
