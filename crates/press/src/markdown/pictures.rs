//! Pictures of Markdown: what describes them, and when they are figures. A picture that stands alone in its paragraph
//! and has a title is a figure, with the title under it for everyone to see.

use pulldown_cmark::{CowStr, Event, TagEnd};

use super::tags::{push_attribute, push_href};
use crate::sanitize::LINE;

/// A picture while what describes it goes by.
pub(super) struct Picture<'a> {
    line: usize,
    address: CowStr<'a>,
    title: CowStr<'a>,
    alt: String,
    depth: usize,
}

impl<'a> Picture<'a> {
    pub(super) fn new(line: usize, address: CowStr<'a>, title: CowStr<'a>) -> Self {
        Self { line, address, title, alt: String::new(), depth: 0 }
    }

    /// Takes one more event of its description; whether that was its end.
    pub(super) fn describe(&mut self, event: &Event<'a>) -> bool {
        match event {
            Event::Start(_) => self.depth += 1,
            Event::End(TagEnd::Image) if self.depth == 0 => return true,
            Event::End(_) => self.depth -= 1,
            Event::Text(text) | Event::Code(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
                self.alt.push_str(text);
            }
            Event::SoftBreak | Event::HardBreak => self.alt.push(' '),
            _ => {}
        }
        false
    }

    /// Its element. Without a description it has no `alt`, so that the last pass can say so.
    pub(super) fn html(&self) -> String {
        let mut html = self.start();
        if !self.title.is_empty() {
            push_attribute(&mut html, "title", &self.title);
        }
        html.push('>');
        html
    }

    fn start(&self) -> String {
        let mut html = String::from("<img");
        push_attribute(&mut html, LINE, &self.line.to_string());
        push_href(&mut html, "src", &self.address);
        if !self.alt.trim().is_empty() {
            push_attribute(&mut html, "alt", &self.alt);
        }
        html
    }

    /// Makes the paragraph that begins at `start` a figure, if there is nothing in it but this picture, which stands
    /// at `place`, and perhaps a link around it.
    pub(super) fn figure(&self, body: &mut Vec<Event<'a>>, start: usize, place: usize) -> bool {
        let linked = match body.len() - start {
            2 => false,
            4 => matches!(body.last(), Some(Event::End(TagEnd::Link))),
            _ => return false,
        };
        if self.title.trim().is_empty() || place != start + 1 + usize::from(linked) {
            return false;
        }
        let mut caption = String::from("\n<figcaption>");
        crate::highlight::escape(self.title.trim(), &mut caption);
        caption.push_str("</figcaption>\n</figure>\n");
        body[start] = Event::Html("<figure>\n".into());
        body[place] = Event::Html((self.start() + ">").into());
        body.push(Event::Html(caption.into()));
        true
    }
}
