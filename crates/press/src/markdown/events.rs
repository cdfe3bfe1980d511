//! Markdown as HTML, with this site's own shape for what the Markdown library writes another way:
//! code, tables, task lists, footnotes.

use pulldown_cmark::{Alignment, CodeBlockKind, CowStr, Event, Parser, Tag, TagEnd, html};

use super::footnotes::Footnotes;
use super::{code, options, raw};

/// The HTML, not yet clean, and whether the author wrote HTML by hand in it.
pub(super) fn html(markdown: &str) -> (String, bool) {
    let mut shaper = Shaper::default();
    let mut events = Parser::new_ext(markdown, options()).peekable();
    while let Some(event) = events.next() {
        let task = matches!(event, Event::Start(Tag::Item))
            && matches!(events.peek(), Some(Event::TaskListMarker(_)));
        if task {
            shaper.html("<li class=\"task\">".into());
        } else {
            shaper.event(event);
        }
    }
    let Shaper { mut body, footnotes, by_hand, .. } = shaper;
    body.extend(footnotes.list());
    let mut html = String::with_capacity(markdown.len() + markdown.len() / 2);
    html::push_html(&mut html, body.into_iter());
    (html, by_hand)
}

#[derive(Default)]
struct Shaper<'a> {
    body: Vec<Event<'a>>,
    /// Bodies that wait while a footnote inside them is read, with the footnote's name.
    outer: Vec<(CowStr<'a>, Vec<Event<'a>>)>,
    footnotes: Footnotes<'a>,
    code: Option<(CodeBlockKind<'a>, String)>,
    /// HTML by hand, gathered so that a tag over several lines is whole.
    block: Option<String>,
    columns: Vec<Alignment>,
    column: usize,
    in_head: bool,
    in_label: bool,
    by_hand: bool,
}

impl<'a> Shaper<'a> {
    fn html(&mut self, html: String) {
        self.body.push(Event::Html(html.into()));
    }

    fn event(&mut self, event: Event<'a>) {
        if let (Some((_, text)), Event::Text(part)) = (&mut self.code, &event) {
            text.push_str(part);
            return;
        }
        if let (Some(block), Event::Html(part) | Event::Text(part)) = (&mut self.block, &event) {
            block.push_str(part);
            return;
        }
        if self.in_label && ends_label(&event) {
            self.in_label = false;
            self.html("</label>".into());
        }
        match event {
            Event::Start(Tag::CodeBlock(kind)) => self.code = Some((kind, String::new())),
            Event::End(TagEnd::CodeBlock) => {
                if let Some((kind, text)) = self.code.take() {
                    self.html(code::block(&kind, &text));
                }
            }
            Event::Start(Tag::HtmlBlock) => self.block = Some(String::new()),
            Event::End(TagEnd::HtmlBlock) => {
                if let Some(block) = self.block.take() {
                    self.by_hand = true;
                    self.html(raw::prepare(&block).into_owned());
                }
            }
            Event::InlineHtml(html) | Event::Html(html) => {
                self.by_hand = true;
                self.html(raw::prepare(&html).into_owned());
            }
            Event::TaskListMarker(done) => {
                let checked = if done { " checked=\"\"" } else { "" };
                self.html(format!("<label><input type=\"checkbox\" disabled=\"\"{checked}> "));
                self.in_label = true;
            }
            Event::FootnoteReference(name) => {
                let reference = self.footnotes.reference(name);
                self.html(reference);
            }
            Event::Start(Tag::FootnoteDefinition(name)) => {
                self.outer.push((name, std::mem::take(&mut self.body)));
            }
            Event::End(TagEnd::FootnoteDefinition) => {
                if let Some((name, outer)) = self.outer.pop() {
                    let content = std::mem::replace(&mut self.body, outer);
                    self.footnotes.define(name, content);
                }
            }
            event => self.table(event),
        }
    }

    /// Tables get classes where the library writes styles, which the site's policy forbids.
    fn table(&mut self, event: Event<'a>) {
        let html = match event {
            Event::Start(Tag::Table(columns)) => {
                self.columns = columns;
                "<table>".into()
            }
            Event::Start(Tag::TableHead) => {
                (self.column, self.in_head) = (0, true);
                "<thead><tr>".into()
            }
            Event::End(TagEnd::TableHead) => {
                self.in_head = false;
                "</tr></thead>\n<tbody>\n".into()
            }
            Event::Start(Tag::TableRow) => {
                self.column = 0;
                "<tr>".into()
            }
            Event::End(TagEnd::TableRow) => "</tr>\n".into(),
            Event::Start(Tag::TableCell) => {
                let name = if self.in_head { "th" } else { "td" };
                let class = match self.columns.get(self.column) {
                    Some(Alignment::Left) => " class=\"align-left\"",
                    Some(Alignment::Center) => " class=\"align-center\"",
                    Some(Alignment::Right) => " class=\"align-right\"",
                    _ => "",
                };
                format!("<{name}{class}>")
            }
            Event::End(TagEnd::TableCell) => {
                self.column += 1;
                if self.in_head { "</th>" } else { "</td>" }.into()
            }
            Event::End(TagEnd::Table) => "</tbody></table>\n".into(),
            event => return self.body.push(event),
        };
        self.html(html);
    }
}

/// A label names its box with the words beside it, and ends where a block begins.
fn ends_label(event: &Event<'_>) -> bool {
    match event {
        Event::End(end) => matches!(end, TagEnd::Item | TagEnd::Paragraph),
        Event::Start(tag) => matches!(
            tag,
            Tag::Paragraph
                | Tag::Heading { .. }
                | Tag::BlockQuote(_)
                | Tag::CodeBlock(_)
                | Tag::HtmlBlock
                | Tag::List(_)
                | Tag::FootnoteDefinition(_)
                | Tag::Table(_)
        ),
        Event::Rule => true,
        _ => false,
    }
}
