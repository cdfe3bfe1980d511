//! The author's own over the look: colours, fonts and a style sheet, read and checked. What cannot be used is left out, so
//! that the page still looks right, and said.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::{Path, PathBuf};

use super::font_name;
use super::sheet;
use crate::config::{FontFile, Found, Said};
use crate::css::properties;
use crate::files::Files;
use crate::look::Look;
use crate::problem::{Problem, Rule};

/// What the author has of their own, as a site's style sheet takes it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct OwnStyle {
    /// Colours and stacks of fonts, for the layer `tokens`.
    pub(super) tokens: String,
    /// The rules that name font files.
    pub(super) faces: String,
    /// The style sheet, for the layer `own`.
    pub(super) css: String,
    /// Name and bytes of each font file.
    pub(super) fonts: Vec<(String, Vec<u8>)>,
}

impl OwnStyle {
    /// Reads what the configuration names, and says what is wrong with it.
    pub(crate) fn read(found: &Found, files: &Files) -> (OwnStyle, Vec<Problem>) {
        let own = &found.config.own;
        let (mut style, mut problems) = (OwnStyle::default(), Vec::new());
        for (name, said) in &own.colors {
            let [light, dark] = said.value;
            let _ = write!(style.tokens, "--{name}:light-dark({light},{dark});");
        }
        for font in &own.fonts {
            let _ = write!(style.tokens, "--{}:{};", font.name, font.stack);
        }
        let config = found.shown_file().unwrap_or_default();
        for font in &own.files {
            match face(font, files) {
                Ok((css, name, bytes)) => {
                    style.faces += &css;
                    style.fonts.push((name, bytes));
                }
                Err(message) => {
                    problems.push(Problem::warning(Rule::Font, &config, Some(font.file.line), message));
                }
            }
        }
        style.fonts.sort();
        style.fonts.dedup();
        if let Some(said) = &own.stylesheet {
            let known = names(found.config.look);
            match file(said, files) {
                Ok((place, css)) => {
                    let (css, wrong) = sheet::read(&css, (said, &place), files, &known);
                    style.css = css;
                    problems.extend(wrong);
                }
                Err(message) => {
                    problems.push(Problem::warning(Rule::Stylesheet, &config, Some(said.line), message));
                }
            }
        }
        (style, problems)
    }

    /// Whether the author says what the custom property of this name is.
    pub(super) fn sets(&self, name: &str) -> bool {
        let is_it = |(own, ..): (&str, &str, usize)| own.strip_prefix("--") == Some(name);
        [&self.tokens, &self.css].into_iter().any(|css| properties(css).into_iter().any(is_it))
    }
}

/// The custom properties that the style sheet of a look sets.
fn names(look: Look) -> BTreeSet<String> {
    let css = look.stylesheet();
    properties(&css).into_iter().map(|(name, ..)| name.to_owned()).collect()
}

/// The author's style sheet, and where it lies as they see it.
fn file(said: &Said<String>, files: &Files) -> Result<(PathBuf, String), String> {
    let path = said.trim_start_matches('/');
    let Some(place) = files.place(path) else {
        return Err(format!(
            "there is no style sheet `{path}` in the content folder or the static folder; put it there, or correct the name"
        ));
    };
    let bytes = files
        .bytes(path)
        .map_err(|cause| format!("`{path}` cannot be read ({cause}); check who may read it"))?;
    let css = String::from_utf8(bytes);
    let css = css.map_err(|_| format!("`{path}` is not UTF-8 text, so it is left out; save it as UTF-8"))?;
    Ok((place, css.trim_start_matches('\u{feff}').to_owned()))
}

/// The rule that names a font file, the file's name on the site, and its bytes.
fn face(font: &FontFile, files: &Files) -> Result<(String, String, Vec<u8>), String> {
    let path = font.file.trim_start_matches('/');
    let then = "so the next font of the list is shown";
    if !files.has(path) {
        return Err(format!(
            "there is no font `{path}` in the content folder or the static folder, {then}; put it there, or correct the name"
        ));
    }
    let bytes = files.bytes(path).map_err(|cause| format!("`{path}` cannot be read ({cause}), {then}"))?;
    let Some((ending, format)) = kind(&bytes) else {
        return Err(format!(
            "`{path}` is no font that browsers know, {then}; write a file in WOFF2, WOFF, TrueType or OpenType"
        ));
    };
    let name = font_name(Path::new(path).with_extension(ending).to_string_lossy().as_ref(), &bytes);
    let style = if font.is_italic { "italic" } else { "normal" };
    let weight = font.weight.as_deref().unwrap_or("400");
    let css = format!(
        "@font-face{{font-display:fallback;font-family:\"{}\";font-style:{style};font-weight:{weight};src:url(\"{name}\") format(\"{format}\")}}",
        font.family
    );
    Ok((css, name, bytes))
}

/// The ending and the format of a font, by its first bytes.
fn kind(bytes: &[u8]) -> Option<(&'static str, &'static str)> {
    match bytes.first_chunk()? {
        b"wOF2" => Some(("woff2", "woff2")),
        b"wOFF" => Some(("woff", "woff")),
        b"OTTO" => Some(("otf", "opentype")),
        b"true" | [0, 1, 0, 0] => Some(("ttf", "truetype")),
        _ => None,
    }
}
