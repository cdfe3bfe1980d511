//! What a preview picture shows, as an SVG: the title of a post, the blog's name, who wrote it and when.
//!
//! Colours and mark are those of the light look, so that a link in a conversation is recognised as the page behind it.

use std::fmt::Write;

use quire_app::head::escape;
use quire_bundle::{Post, Site};

use super::face::{Face, SANS, SERIF};
use super::lines::set;

/// Width and height in pixels, as those who show links ask for.
pub(super) const SIZE: (u32, u32) = (1200, 630);

const GROUND: &str = "#f7f8f6";
const INK: &str = "#22281f";
const MUTED: &str = "#596153";
const ACCENT: &str = "#3f6b3a";
/// The large mark behind the text.
const SHADE: [&str; 2] = ["#eceee9", "#f1f3ef"];

/// The two leaves of `public/icon.svg`.
const LEAVES: [&str; 2] = ["M3 5l13 5v19L3 24z", "M29 5l-13 5v19l13-5z"];
/// Their colours there.
const GREENS: [&str; 2] = ["#4f8048", "#8dbd80"];

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
pub(super) fn of_post(site: &Site, post: &Post) -> Option<String> {
    let title = SERIF.covered(&post.card.title)?;
    let mut svg = begin();
    leaves(&mut svg, (82.75, 64.0), 1.75, GREENS);
    if let Some(name) = SANS.covered(&site.title) {
        text(&mut svg, SANS, &SANS.cut(&name, 30.0, MEASURE - 60.0), (152.0, 106.0), 30.0, INK);
    }
    block(&mut svg, &title);
    let date = post.card.date.as_ref().and_then(|date| SANS.covered(&date.text));
    let room = MEASURE - date.as_ref().map_or(0.0, |date| SANS.width(date, SMALL) + 40.0);
    let facts: Vec<String> = authors(post, room).into_iter().chain(date).collect();
    text(&mut svg, SANS, &facts.join("  ·  "), (MARGIN, SMALL_LINE), SMALL, MUTED);
    Some(svg + "</svg>")
}

/// The picture of the blog itself, for its lists and for posts whose titles cannot be drawn: its name, and only the mark
/// when that cannot be drawn either.
pub(super) fn of_blog(site: &Site) -> String {
    let mut svg = begin();
    let Some(name) = SERIF.covered(&site.title) else {
        leaves(&mut svg, (376.0, 79.0), 14.0, GREENS);
        return svg + "</svg>";
    };
    leaves(&mut svg, (76.0, 62.0), 4.0, GREENS);
    block(&mut svg, &name);
    if let Some(tagline) = SANS.covered(&site.tagline) {
        text(&mut svg, SANS, &SANS.cut(&tagline, SMALL, MEASURE), (MARGIN, SMALL_LINE), SMALL, MUTED);
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

fn begin() -> String {
    let (width, height) = SIZE;
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\"><path fill=\"{GROUND}\" d=\"M0 0h{width}v{height}H0z\"/>"
    );
    leaves(&mut svg, (690.0, 6.0), 24.0, SHADE);
    svg
}

/// The mark, by its corner and its scale.
fn leaves(svg: &mut String, at: (f32, f32), scale: f32, colours: [&str; 2]) {
    let _ = write!(svg, "<g transform=\"translate({} {}) scale({scale})\">", at.0, at.1);
    for (path, colour) in LEAVES.iter().zip(colours) {
        let _ = write!(svg, "<path fill=\"{colour}\" d=\"{path}\"/>");
    }
    svg.push_str("</g>");
}

/// The large lines, from below, and the rule that parts them from what stands under them.
fn block(svg: &mut String, title: &str) {
    let set = set(SERIF, title, TITLE, MEASURE);
    for (above, line) in set.lines.iter().rev().enumerate() {
        let baseline = TITLE_BOTTOM - above as f32 * set.size * LEADING;
        text(svg, SERIF, line, (MARGIN - set.size * 0.03, baseline), set.size, INK);
    }
    let _ = write!(svg, "<path fill=\"{ACCENT}\" d=\"M{MARGIN} 484h72v4h-72z\"/>");
}

fn text(svg: &mut String, face: Face, text: &str, at: (f32, f32), size: f32, colour: &str) {
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
    use super::{ACCENT, GREENS, GROUND, INK, LEAVES, MUTED, SHADE};

    #[test]
    fn the_picture_has_the_colours_and_the_mark_of_the_site() {
        let tokens = crate::look::Look::Journal.tokens();
        for (name, colour) in
            [("ground", GROUND), ("ink", INK), ("muted", MUTED), ("accent", ACCENT), ("tint", SHADE[0])]
        {
            assert!(tokens.contains(&format!("--{name}: light-dark({colour},")), "{name}");
        }
        let icon = include_str!("../../../../public/icon.svg");
        for (path, colour) in LEAVES.iter().zip(GREENS) {
            assert!(icon.contains(&format!("fill=\"{colour}\" d=\"{path}\"")), "{path}");
        }
    }
}
