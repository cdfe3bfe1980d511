//! What a preview picture shows, as an SVG: the title of a post, the blog's name, who wrote it and when.
//!
//! Colours are those of the blog in light, so that a link in a conversation is recognised as the page behind it.

use std::fmt::Write;

use quire_app::head::escape;
use quire_bundle::{Post, Site};

use super::face::{Face, SANS, SERIF};
use super::lines::set;
use crate::colour::Colour;
use crate::config::Config;
use crate::contrast::colours;

/// Width and height in pixels, as those who show links ask for.
pub(super) const SIZE: (u32, u32) = (1200, 630);

/// The colours that it is drawn in.
#[derive(Clone, Copy, Debug)]
pub(super) struct Paint {
    ground: Colour,
    ink: Colour,
    muted: Colour,
    accent: Colour,
    /// The large mark behind the text.
    shade: [Colour; 2],
}

impl Paint {
    /// Those of a blog.
    pub(super) fn of(config: &Config) -> Paint {
        let colours = colours(config);
        let light = |name: &str| colours.get(name).map_or(Colour::BLACK, |colour| colour[0]);
        let (ground, tint) = (light("ground"), light("tint"));
        Paint {
            ground,
            ink: light("ink"),
            muted: light("muted"),
            accent: light("accent"),
            shade: [tint, tint.mixed(0.5, ground)],
        }
    }

    /// The two leaves of the mark.
    fn leaves(self) -> [Colour; 2] {
        [self.accent, self.accent.mixed(0.6, self.ground)]
    }
}

/// The two leaves of `public/icon.svg`.
const LEAVES: [&str; 2] = ["M3 5l13 5v19L3 24z", "M29 5l-13 5v19l13-5z"];

/// The margin on the left, and the width of what is read.
const MARGIN: f32 = 88.0;
const MEASURE: f32 = 1000.0;

/// The sizes of a title, each with the number of lines that it may have.
const TITLE: &[(f32, usize)] = &[(84.0, 2), (72.0, 3), (60.0, 4), (50.0, 5)];
/// The baseline of its last line.
const TITLE_BOTTOM: f32 = 436.0;
const LEADING: f32 = 1.17;

/// The size of what stands under it, and its baseline.
const SMALL: f32 = 28.0;
const SMALL_LINE: f32 = 548.0;

/// The picture of a post; `None` when its title has letters that the typefaces lack.
pub(super) fn of_post(site: &Site, post: &Post, paint: Paint) -> Option<String> {
    let title = SERIF.covered(&post.card.title)?;
    let mut svg = begin(paint);
    leaves(&mut svg, (82.75, 64.0), 1.75, paint.leaves());
    if let Some(name) = SANS.covered(&site.title) {
        text(&mut svg, SANS, &SANS.cut(&name, 30.0, MEASURE - 60.0), (152.0, 106.0), 30.0, paint.ink);
    }
    block(&mut svg, &title, paint);
    let date = post.card.date.as_ref().and_then(|date| SANS.covered(&date.text));
    let room = MEASURE - date.as_ref().map_or(0.0, |date| SANS.width(date, SMALL) + 40.0);
    let facts: Vec<String> = authors(post, room).into_iter().chain(date).collect();
    text(&mut svg, SANS, &facts.join("  ·  "), (MARGIN, SMALL_LINE), SMALL, paint.muted);
    Some(svg + "</svg>")
}

/// The picture of the blog itself, for its lists and for posts whose titles cannot be drawn: its name, and only the mark
/// when that cannot be drawn either.
pub(super) fn of_blog(site: &Site, paint: Paint) -> String {
    let mut svg = begin(paint);
    let Some(name) = SERIF.covered(&site.title) else {
        leaves(&mut svg, (376.0, 79.0), 14.0, paint.leaves());
        return svg + "</svg>";
    };
    leaves(&mut svg, (76.0, 62.0), 4.0, paint.leaves());
    block(&mut svg, &name, paint);
    if let Some(tagline) = SANS.covered(&site.tagline) {
        text(&mut svg, SANS, &SANS.cut(&tagline, SMALL, MEASURE), (MARGIN, SMALL_LINE), SMALL, paint.muted);
    }
    svg + "</svg>"
}

/// Those who wrote a post, as many as there is room for.
fn authors(post: &Post, room: f32) -> Option<String> {
    let mut names: Vec<&str> = post.card.authors.iter().map(|author| author.label.as_str()).collect();
    let whole = SANS.covered(&names.join(", "))?;
    while names.len() > 1 && SANS.width(&names.join(", "), SMALL) > room {
        names.pop();
    }
    if names.len() == post.card.authors.len() {
        return Some(SANS.cut(&whole, SMALL, room));
    }
    let some = SANS.covered(&format!("{} …", names.join(", ")))?;
    Some(SANS.cut(&some, SMALL, room))
}

fn begin(paint: Paint) -> String {
    let (width, height) = SIZE;
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\"><path fill=\"{}\" d=\"M0 0h{width}v{height}H0z\"/>",
        paint.ground
    );
    leaves(&mut svg, (690.0, 6.0), 24.0, paint.shade);
    svg
}

/// The mark, by its corner and its scale.
fn leaves(svg: &mut String, at: (f32, f32), scale: f32, colours: [Colour; 2]) {
    let _ = write!(svg, "<g transform=\"translate({} {}) scale({scale})\">", at.0, at.1);
    for (path, colour) in LEAVES.iter().zip(colours) {
        let _ = write!(svg, "<path fill=\"{colour}\" d=\"{path}\"/>");
    }
    svg.push_str("</g>");
}

/// The large lines, from below, and the rule that parts them from what stands under them.
fn block(svg: &mut String, title: &str, paint: Paint) {
    let set = set(SERIF, title, TITLE, MEASURE);
    for (above, line) in set.lines.iter().rev().enumerate() {
        let baseline = TITLE_BOTTOM - above as f32 * set.size * LEADING;
        text(svg, SERIF, line, (MARGIN - set.size * 0.03, baseline), set.size, paint.ink);
    }
    let _ = write!(svg, "<path fill=\"{}\" d=\"M{MARGIN} 484h72v4h-72z\"/>", paint.accent);
}

fn text(svg: &mut String, face: Face, text: &str, at: (f32, f32), size: f32, colour: Colour) {
    let _ = write!(
        svg,
        "<text x=\"{:.1}\" y=\"{:.1}\" font-family=\"{}\" font-size=\"{size}\" fill=\"{colour}\" xml:space=\"preserve\">{}</text>",
        at.0,
        at.1,
        face.family,
        escape(text)
    );
}

#[cfg(test)]
mod tests {
    use super::{LEAVES, Paint, of_blog};
    use crate::config::Config;
    use crate::look::Look;
    use quire_bundle::Site;

    #[test]
    fn the_picture_has_the_colours_and_the_mark_of_the_site() {
        let site = Site { title: "Notes".to_owned(), ..Site::default() };
        for look in Look::ALL {
            let drawn = of_blog(&site, Paint::of(&Config { look, ..Config::default() }));
            let tokens = look.tokens();
            for name in ["ground", "ink", "accent", "tint"] {
                let after = tokens.split_once(&format!("--{name}: light-dark(")).expect(name).1;
                let light = after.split_once(',').expect("two colours").0;
                // Three digits are each two of the same.
                let whole = match light.len() {
                    4 => light
                        .chars()
                        .skip(1)
                        .fold("#".to_owned(), |all, digit| format!("{all}{digit}{digit}")),
                    _ => light.to_owned(),
                };
                assert!(drawn.contains(&format!("fill=\"{whole}\"")), "{look} {name} {whole}: {drawn}");
            }
        }
        let icon = include_str!("../../../../public/icon.svg");
        assert!(LEAVES.iter().all(|path| icon.contains(&format!("d=\"{path}\""))));
    }
}
