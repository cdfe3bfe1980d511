//! What a post's body asks of the rest of the blog while it is rendered: where other posts are, what its files hold,
//! and how the author wants Markdown read.

use crate::date::Form;
use crate::pictures::Source;
use crate::shortcode::Templates;

/// What a picture says of itself, or why a file is none.
pub type PictureSource = Result<Source, String>;

/// What the rest of the blog answers. Everything is asked again and again, so it has to be quick.
#[derive(Clone, Copy)]
pub struct Blog<'a> {
    /// The site-rooted URL (`/news/2019/x/`) of a post, asked by its file's path from the content folder, or by its
    /// slug; mostly guesses.
    pub post: &'a (dyn Fn(&str) -> Option<String> + Sync),
    /// Whether this file, named from the content folder, is one that is copied to the site.
    pub file: &'a (dyn Fn(&str) -> bool + Sync),
    /// What a picture says of itself that is copied to the site, named from the content folder; an error says why the file
    /// is no picture.
    pub picture: &'a (dyn Fn(&str) -> PictureSource + Sync),
    /// The text of a file of the content folder, or why it cannot be had.
    pub text: &'a (dyn Fn(&str) -> Result<String, String> + Sync),
    /// The author's own shortcodes.
    pub templates: &'a Templates,
    /// How the author wants Markdown read.
    pub reading: &'a Reading,
}

/// How the author wants Markdown read, and what it says in the blog's language.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own in the author's file")]
pub struct Reading {
    /// Whether straight quotation marks, `--` and `...` become typographic ones.
    pub smart_punctuation: bool,
    /// Whether `#word` in the text is a tag.
    pub hashtags: bool,
    /// Whether `$x$` is a formula, in posts that do not say so themselves.
    pub math: bool,
    /// Whether blocks of code that are diagrams are drawn, in posts that do not say so themselves.
    pub diagrams: bool,
    /// The absolute URL of the site, when it is known: links to it do not leave.
    pub base_url: Option<String>,
    /// How long excerpts are, in characters.
    pub excerpt: usize,
    /// How a date is written that a shortcode asks for.
    pub date_form: Form,
    /// What stands over `[!NOTE]`, `[!TIP]`, `[!IMPORTANT]`, `[!WARNING]` and `[!CAUTION]`.
    pub alert_titles: [String; 5],
    /// What code is called that is in no language.
    pub code: String,
    /// What a table is called.
    pub table: String,
    /// What a formula is called that stands apart.
    pub formula: String,
    /// What the way back from a footnote is called; `{}` is the reference's number.
    pub back_to_reference: String,
}

impl Default for Reading {
    /// Markdown as it stands, in English.
    fn default() -> Self {
        Self {
            smart_punctuation: false,
            hashtags: false,
            math: false,
            diagrams: false,
            excerpt: crate::excerpt::USUAL,
            base_url: None,
            date_form: Form::default(),
            alert_titles: ["Note", "Tip", "Important", "Warning", "Caution"].map(String::from),
            code: "Code".into(),
            table: "Table".into(),
            formula: "Formula".into(),
            back_to_reference: "Back to reference {}".into(),
        }
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use std::sync::LazyLock;

    use super::{Blog, Reading, Templates};

    static NONE: LazyLock<Templates> = LazyLock::new(Templates::default);

    /// A blog with one post (`news/other.md`) and two pictures, of which `news/pic.png` is 40 by 30 pixels.
    pub(crate) fn blog(reading: &Reading) -> Blog<'_> {
        Blog {
            post: &|name| match name {
                "news/other.md" | "other" | "pages/x/index.md" => Some("/news/other/".to_owned()),
                _ => None,
            },
            file: &|name| matches!(name, "news/pic.png" | "a/pic.png" | "top.png" | "news/code.rs"),
            picture: &|name| match name {
                "news/pic.png" => Ok((40, 30).into()),
                "a/pic.png" => Ok((8, 8).into()),
                _ => Err("it is no picture".to_owned()),
            },
            text: &|name| match name {
                "news/code.rs" => Ok("fn main() {}\n".to_owned()),
                _ => Err("there is no such file".to_owned()),
            },
            templates: &NONE,
            reading,
        }
    }
}
