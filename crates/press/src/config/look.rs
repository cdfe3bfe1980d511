//! How the blog looks, by its author's configuration: the look, and the author's own colours, fonts and style sheet.

use super::table::{Mistakes, Table};
use super::{Font, FontFile, Own, Said};
use crate::colour::{self, Colour};
use crate::css::{Kind, pieces};
use crate::look::Look;

/// The families whose fonts can be said.
const FAMILIES: [(&str, &str); 4] = [
    ("serif", "Charter, Georgia, serif"),
    ("sans", "Inter, system-ui, sans-serif"),
    ("mono", "ui-monospace, monospace"),
    ("display", "Fraunces, Georgia, serif"),
];

/// The look.
pub(super) fn look(table: &mut Table<'_>) -> Look {
    let Some(said) = table.text("look", Look::default().name()) else { return Look::default() };
    said.parse().unwrap_or_else(|wrong: String| {
        table.mistakes.add(said.line, wrong);
        Look::default()
    })
}

/// What the author has of their own over the look.
pub(super) fn own(table: &mut Table<'_>) -> Own {
    let stylesheet = table.text("stylesheet", "mine.css");
    let colors = table.table("colors", colors).unwrap_or_default();
    let (fonts, files) = table.table("fonts", fonts).unwrap_or_default();
    Own { stylesheet, colors, fonts, files }
}

/// `[colors]`: any of the colours that a look is made of.
fn colors(table: &mut Table<'_>) -> Vec<(&'static str, Said<[Colour; 2]>)> {
    let mut colors = Vec::new();
    for name in colour::NAMES {
        let Some(said) = table.one_or_two(name, "\"#8a2d1c\"") else { continue };
        let read = |text: &str| {
            let colour = text.parse::<Colour>();
            colour.map_err(|wrong| table.mistakes.add(said.line, format!("`{name}` {wrong}"))).ok()
        };
        // Both, so that both mistakes are told; one that is said once is read once.
        let [light, dark] = &said.value;
        let light_read = read(light);
        let dark_read = if light == dark { light_read } else { read(dark) };
        if let (Some(light), Some(dark)) = (light_read, dark_read) {
            colors.push((name, Said { value: [light, dark], line: said.line }));
        }
    }
    colors
}

/// `[fonts]`: stacks, and the files that belong to them.
fn fonts(table: &mut Table<'_>) -> (Vec<Font>, Vec<FontFile>) {
    let mut fonts = Vec::new();
    for (name, example) in FAMILIES {
        let Some(said) = table.text(name, example) else { continue };
        if is_stack(&said) {
            fonts.push(Font { name, stack: said.value });
        } else {
            wrong_stack(table.mistakes, name, &said, example);
        }
    }
    (fonts, table.tables("files", file))
}

fn wrong_stack(mistakes: &Mistakes<'_>, name: &str, said: &Said<String>, example: &str) {
    let message = format!(
        "`{name}` is \"{}\", which is no list of fonts; write their names with commas between them, such as \
         {name} = \"{example}\"",
        said.value
    );
    mistakes.add(said.line, message);
}

/// Whether a text can stand for `font-family`, and cannot end it.
fn is_stack(text: &str) -> bool {
    let pieces = pieces(text);
    let is_whole = |text: &str| text.len() > 1 && text.chars().next() == text.chars().next_back();
    pieces.iter().all(|piece| match piece.kind {
        Kind::Space | Kind::Word => !piece.text.contains('\n'),
        Kind::Text => is_whole(piece.text),
        Kind::Sign => piece.text == ",",
        Kind::Comment | Kind::Address => false,
    }) && !text.split(',').any(|name| name.trim().is_empty())
}

/// `[[fonts.files]]`: a file with one face of a family.
fn file(table: &mut Table<'_>) -> Option<FontFile> {
    let family = table.required("family", "Fraunces");
    let file = table.required("file", "fonts/fraunces.woff2");
    let weight = table.text_or_number("weight", "400, or \"100 900\" for a font that has them all");
    let style = table.text("style", "italic");
    let family = family?;
    if family.contains(['"', '\\', '\n', '<']) {
        let message =
            format!("`family` is {:?}, which is no name of a font; write letters and blanks", family.value);
        table.mistakes.add(family.line, message);
    }
    let weights = |text: &str| {
        let numbers: Vec<Option<u16>> = text.split(' ').map(|one| one.parse().ok()).collect();
        matches!(numbers.len(), 1..=2)
            && numbers.iter().all(|one| one.is_some_and(|one| (1..=1000).contains(&one)))
    };
    if let Some(weight) = weight.as_ref().filter(|weight| !weights(weight)) {
        let message = format!(
            "`weight` is \"{}\"; write a number from 1 to 1000, or two, such as weight = \"100 900\"",
            weight.value
        );
        table.mistakes.add(weight.line, message);
    }
    if let Some(style) = style.as_ref().filter(|style| !["normal", "italic"].contains(&style.as_str())) {
        let message = format!("`style` is \"{}\"; write \"normal\" or \"italic\"", style.value);
        table.mistakes.add(style.line, message);
    }
    Some(FontFile {
        family: family.value,
        file: file?,
        weight: weight.map(|said| said.value),
        is_italic: style.is_some_and(|style| *style == "italic"),
    })
}
