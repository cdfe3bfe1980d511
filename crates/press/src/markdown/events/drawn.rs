//! What is drawn of a post's sources when it is pressed: formulas, and blocks of code that are formulas or diagrams. What
//! cannot be drawn stays as it is written, and is said.

use pulldown_cmark::{CodeBlockKind, Event};

use super::super::code;
use super::super::tags::push_attribute;
use super::Shaper;
use crate::diagram::{self, Drawing};
use crate::problem::Rule;
use crate::sanitize::LINE;

impl Shaper<'_> {
    /// A formula between dollars; one that cannot be read stays as it is written.
    pub(super) fn formula(&mut self, source: &str, dollars: &str, start: usize) {
        // GitHub has the sign of code within the dollars too.
        let inner = source.strip_prefix('`').and_then(|inner| inner.strip_suffix('`')).unwrap_or(source);
        let apart = (dollars == "$$").then_some(&*self.reading.formula);
        match self.formulas.html(inner, apart) {
            Ok(html) => self.html(html),
            Err(wrong) => {
                let line = self.lines.of(start) + wrong.line;
                self.wrong.push((Rule::Formula, line, wrong.message));
                self.body.push(Event::Code(format!("{dollars}{source}{dollars}").into()));
            }
        }
    }

    /// A block of code, or what is made of it.
    pub(super) fn code_block(&mut self, kind: &CodeBlockKind<'_>, text: &str, start: usize) -> String {
        if self.math && code::language(kind) == "math" {
            match self.formulas.html(text, Some(&self.reading.formula)) {
                Ok(html) => return format!("<p>{html}</p>\n"),
                Err(wrong) => {
                    let line = self.lines.of(start) + wrong.line;
                    self.wrong.push((Rule::Formula, line, wrong.message));
                }
            }
        }
        if self.diagrams && diagram::is_diagram(&code::language(kind)) {
            match diagram::draw(text) {
                Ok(drawing) => return self.drawing(drawing, kind, start),
                Err(diagram::Wrong { line, message }) => {
                    let line = self.lines.of(start) + line;
                    let message = format!(
                        "the diagram cannot be drawn: {message}; it stays as code; correct or simplify it"
                    );
                    self.wrong.push((Rule::Diagram, line, message));
                }
            }
        }
        code::block(kind, text, &self.reading.code)
    }

    /// The picture that a diagram has become, with what the block or the diagram itself says of it.
    fn drawing(&mut self, drawing: Drawing, kind: &CodeBlockKind<'_>, start: usize) -> String {
        let alt = code::said(kind, "alt").or_else(|| drawing.title.clone());
        let mut html = String::from("<figure class=\"diagram\"><img");
        push_attribute(&mut html, LINE, &self.lines.of(start).saturating_sub(1).to_string());
        push_attribute(&mut html, "src", &format!("/{}", drawing.path));
        if let Some(alt) = alt {
            push_attribute(&mut html, "alt", &alt);
        }
        push_attribute(&mut html, "width", &drawing.size.0.to_string());
        push_attribute(&mut html, "height", &drawing.size.1.to_string());
        html.push_str("></figure>\n");
        self.drawings.push(drawing);
        html
    }
}
