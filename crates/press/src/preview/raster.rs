//! A drawing in SVG to the bytes of a PNG: few colours, so that few bytes.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock};

use png::{BitDepth, ColorType, Compression, Encoder, Filter};
use resvg::tiny_skia::{Pixmap, PremultipliedColorU8, Transform};
use resvg::usvg::fontdb::{Database, Source};
use resvg::usvg::{Options, Tree};

use super::card::SIZE;
use super::face::{SANS, SERIF};

type Colour = [u8; 3];

/// The two typefaces and no other, so that a picture is the same on every machine.
static OPTIONS: LazyLock<Options<'static>> = LazyLock::new(|| {
    let mut fonts = Database::new();
    for face in [SERIF, SANS] {
        fonts.load_font_source(Source::Binary(Arc::new(face.bytes)));
    }
    Options { fontdb: Arc::new(fonts), ..Options::default() }
});

/// The picture, or why it cannot be drawn, which would be a defect of ours.
pub(super) fn png(svg: &str) -> Result<Vec<u8>, String> {
    let tree = Tree::from_str(svg, &OPTIONS).map_err(|error| error.to_string())?;
    let mut pixels = Pixmap::new(SIZE.0, SIZE.1).ok_or("no room for the picture")?;
    resvg::render(&tree, Transform::identity(), &mut pixels.as_mut());
    let runs = pixels.pixels().chunk_by(|one, other| one == other);
    let runs: Vec<(Colour, usize)> = runs.map(|run| (colour(run), run.len())).collect();
    encoded(&runs).map_err(|error| error.to_string())
}

fn colour(run: &[PremultipliedColorU8]) -> Colour {
    run.first().map_or_else(Colour::default, |pixel| [pixel.red(), pixel.green(), pixel.blue()])
}

fn encoded(runs: &[(Colour, usize)]) -> Result<Vec<u8>, png::EncodingError> {
    let (palette, numbers) = palette(runs);
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, SIZE.0, SIZE.1);
    encoder.set_color(ColorType::Indexed);
    encoder.set_depth(BitDepth::Eight);
    encoder.set_palette(palette.concat());
    encoder.set_compression(Compression::Balanced);
    encoder.set_filter(Filter::NoFilter);
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&numbers)?;
    writer.finish()?;
    Ok(bytes)
}

/// At most 256 colours, and the number of one of them for each pixel; these are given as runs of one colour. Of colours
/// that are nearly the same the most common stands for all, so that plain ground stays exactly as it is.
fn palette(runs: &[(Colour, usize)]) -> (Vec<Colour>, Vec<u8>) {
    let mut counts: HashMap<Colour, usize> = HashMap::new();
    for (colour, length) in runs {
        *counts.entry(*colour).or_default() += length;
    }
    let mut common: Vec<(Colour, usize)> = counts.into_iter().collect();
    common.sort_by(|a, b| (b.1, a.0).cmp(&(a.1, b.0)));
    let mut coarse = 3;
    loop {
        let mut palette: Vec<Colour> = Vec::new();
        let mut groups: HashMap<Colour, usize> = HashMap::new();
        for (colour, _) in &common {
            groups.entry(colour.map(|part| part >> coarse)).or_insert_with(|| {
                palette.push(*colour);
                palette.len() - 1
            });
        }
        if palette.len() <= 256 {
            let mut numbers = Vec::with_capacity(runs.iter().map(|(_, length)| length).sum());
            for (colour, length) in runs {
                let number = groups.get(&colour.map(|part| part >> coarse)).map_or(0, |&number| number as u8);
                numbers.resize(numbers.len() + length, number);
            }
            return (palette, numbers);
        }
        coarse += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::{Colour, palette};

    #[test]
    fn plain_ground_keeps_its_colour_and_all_pixels_are_near_theirs() {
        let ground: Colour = [247, 248, 246];
        let mut colours = vec![ground; 5000];
        colours.extend((0..=255u8).flat_map(|a| (0..=255u8).step_by(16).map(move |b| [a, b, a / 2])));
        let runs: Vec<(Colour, usize)> = colours.iter().map(|colour| (*colour, 1)).collect();
        let (palette, numbers) = palette(&runs);
        assert!(palette.len() <= 256);
        assert_eq!(palette[usize::from(numbers[0])], ground);
        for (colour, number) in colours.iter().zip(numbers) {
            let near = palette[usize::from(number)].iter().zip(colour).all(|(a, b)| a.abs_diff(*b) < 64);
            assert!(near, "{colour:?}");
        }
    }
}
