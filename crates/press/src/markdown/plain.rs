//! The plain text of a post, gathered while its HTML goes by: a line for each block, white space
//! as a browser would show it, without the marks of footnotes.

use super::tags::unescape;

/// Enough of the first paragraphs for the longest excerpt, in bytes.
const LEAD: usize = 4 * crate::excerpt::LONGEST;

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
    /// Where in `text` the mark for "more" stood.
    pub more: Option<usize>,
    /// How deep inside elements whose text is no part of the post's.
    pub aside: usize,
    pre: usize,
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
        self.more.get_or_insert(self.text.len());
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
                    self.lead.push_str(&self.text[start..]);
                    self.lead.push(' ');
                }
            }
            _ => {}
        }
        self.new_line(name);
    }

    /// The text ends here.
    pub(super) fn end(&mut self) {
        self.text.truncate(self.text.trim_end().len());
        self.more = self.more.map(|more| more.min(self.text.len()));
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
