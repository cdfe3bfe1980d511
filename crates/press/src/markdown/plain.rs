//! The plain text of a post, gathered while its HTML goes by: a line for each block, white space
//! as a browser would show it, without the marks of footnotes.

use super::tags::unescape;

/// Enough of the first paragraphs for the longest excerpt, in bytes.
const LEAD: usize = 4 * crate::excerpt::LONGEST;

/// Stands in the text for a formula that is part of a sentence, until the text ends. No text may hold this code point.
const FORMULA: char = '\u{fdd1}';

/// Elements that begin a new line.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "br",
    "caption",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "figcaption",
    "figure",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "li",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tbody",
    "tfoot",
    "thead",
    "tr",
    "ul",
];

/// Elements that stand beside the running text: alerts, tables, footnotes.
const APART: &[&str] = &["aside", "section", "table"];

/// Plain text being gathered.
#[derive(Default)]
pub(super) struct Plain {
    /// The text so far.
    pub text: String,
    /// The text of the first paragraphs outside tables, notes and the like, as far as an excerpt may need it.
    pub lead: String,
    /// What stood before the mark for "more", with its formulas as they are written.
    pub before: String,
    /// How deep inside elements whose text is no part of the post's.
    pub aside: usize,
    pre: usize,
    /// The formulas that [`FORMULA`] stands for, as they are written.
    formulas: Vec<String>,
    has_more: bool,
    /// How deep inside elements that are no beginning of a post.
    apart: usize,
    /// Where the text of the paragraph that is open begins.
    paragraph: Option<usize>,
}

impl Plain {
    /// Adds text as it stands in HTML.
    pub(super) fn push(&mut self, html: &str) {
        if self.aside > 0 {
            return;
        }
        let text = unescape(html);
        if self.pre > 0 {
            self.text.push_str(&text);
            return;
        }
        let is_blank = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_whitespace);
        if is_blank(text.as_bytes().first()) {
            self.space();
        }
        for (count, word) in text.split_ascii_whitespace().enumerate() {
            if count > 0 {
                self.space();
            }
            self.text.push_str(word);
        }
        if is_blank(text.as_bytes().last()) {
            self.space();
        }
    }

    /// Notes that the mark for "more" stands here.
    pub(super) fn mark_more(&mut self) {
        if !self.has_more {
            self.has_more = true;
            self.before = self.written(0);
        }
    }

    /// A formula stands here. It is no text that anybody searches or that is read word by word, but an excerpt has a hole
    /// without it.
    pub(super) fn formula(&mut self, source: &str) {
        if self.aside == 0 {
            self.text.push(FORMULA);
            self.formulas.push(source.to_owned());
        }
    }

    /// An element opens.
    pub(super) fn open(&mut self, name: &str) {
        self.new_line(name);
        match name {
            "td" | "th" => self.space(),
            "pre" => self.pre += 1,
            name if APART.contains(&name) => self.apart += 1,
            "p" if self.apart == 0 => self.paragraph = Some(self.text.len()),
            _ => {}
        }
    }

    /// An element closes.
    pub(super) fn close(&mut self, name: &str) {
        match name {
            "pre" => self.pre = self.pre.saturating_sub(1),
            name if APART.contains(&name) => self.apart = self.apart.saturating_sub(1),
            "p" => {
                if let Some(start) = self.paragraph.take()
                    && self.lead.len() < LEAD
                {
                    let paragraph = self.written(start);
                    self.lead.push_str(&paragraph);
                    self.lead.push(' ');
                }
            }
            _ => {}
        }
        self.new_line(name);
    }

    /// The text ends here.
    pub(super) fn end(&mut self) {
        if !self.formulas.is_empty() {
            self.text =
                self.text.replace(&format!("{FORMULA} "), "").replace(FORMULA, "").replace(" \n", "\n");
        }
        self.text.truncate(self.text.trim_end().len());
    }

    /// The text from here on, with its formulas as they are written.
    fn written(&self, start: usize) -> String {
        let (before, text) = self.text.split_at(start.min(self.text.len()));
        let mut formulas = self.formulas.iter().skip(before.matches(FORMULA).count());
        let mut written = String::with_capacity(text.len());
        for part in text.split_inclusive(FORMULA) {
            written.push_str(part.trim_end_matches(FORMULA));
            if part.ends_with(FORMULA) {
                written.extend(formulas.next().map(String::as_str));
            }
        }
        written
    }

    fn space(&mut self) {
        if self.aside == 0 && !self.text.is_empty() && !self.text.ends_with([' ', '\n']) {
            self.text.push(' ');
        }
    }

    fn new_line(&mut self, name: &str) {
        if self.aside > 0 || BLOCKS.binary_search(&name).is_err() {
            return;
        }
        if self.text.ends_with(' ') {
            self.text.pop();
        }
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
    }
}
