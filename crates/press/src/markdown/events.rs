//! Markdown as HTML, with this site's own shape for what the Markdown library writes another way:
//! code, tables, task lists, footnotes, alerts, pictures. Links and pictures carry their line.

mod drawn;

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{
    BlockQuoteKind, CodeBlockKind, CowStr, Event, LinkType, Options, Parser, Tag, TagEnd, html,
};

use super::footnotes::Footnotes;
use super::hashtags::Hashtags;
use super::headings::idle_braces;
use super::lines::Lines;
use super::links::Place;
use super::math::Formulas;
use super::pictures::Picture;
use super::tables::Table;
use super::tags::{push_attribute, push_href};
use super::{Reading, definitions, options, raw};
use crate::diagram::Drawing;
use crate::highlight::escape;
use crate::problem::{Problem, Rule};
use crate::sanitize::LINE;
use crate::shortcode::Expanded;

/// A post as HTML.
pub(super) struct Shaped {
    /// Not yet clean.
    pub html: String,
    /// Whether the author wrote HTML by hand in it.
    pub by_hand: bool,
    /// Words that stand with a `#`, as written, each once.
    pub hashtags: Vec<String>,
    /// Formulas that cannot be read, and the like.
    pub problems: Vec<Problem>,
    /// Its diagrams.
    pub drawings: Vec<Drawing>,
}

/// Makes HTML of a post's Markdown.
pub(super) fn html(expanded: &Expanded<'_>, place: &Place<'_>) -> Shaped {
    let (guarded, defines) = definitions::guarded(&expanded.markdown);
    let source = &*guarded;
    let is_guarded = matches!(guarded, Cow::Owned(_));
    let reading = place.blog.reading;
    let mut options = options();
    options.set(Options::ENABLE_DEFINITION_LIST, defines);
    options.set(Options::ENABLE_SMART_PUNCTUATION, reading.smart_punctuation);
    let math = place.post.math.unwrap_or(reading.math);
    options.set(Options::ENABLE_MATH, math);
    let lines = Lines::new(&place.post.markdown, expanded, place.post.body_line);
    let mut shaper = Shaper::new(source, reading, lines);
    shaper.math = math;
    shaper.diagrams = place.post.diagrams.unwrap_or(reading.diagrams);
    let mut events = Parser::new_ext(source, options).into_offset_iter().peekable();
    while let Some((event, at)) = events.next() {
        shaper.is_task = matches!(events.peek(), Some((Event::TaskListMarker(_), _)));
        let event = if is_guarded { definitions::restored(event) } else { event };
        if !reading.hashtags || shaper.is_gathering() {
            shaper.event(event, &at);
        } else if let Some(event) = shaper.hashtags.gather(event, &at, source, &mut shaper.body) {
            shaper.event(event, &at);
        }
    }
    shaper.hashtags.flush(source, &mut shaper.body);
    let Shaper { mut body, footnotes, by_hand, hashtags, wrong, drawings, .. } = shaper;
    body.extend(footnotes.list(&reading.back_to_reference));
    let mut html = String::with_capacity(source.len() + source.len() / 2);
    html::push_html(&mut html, body.into_iter());
    let problem = |(rule, line, message)| Problem::warning(rule, &place.post.file, Some(line), message);
    let problems = wrong.into_iter().map(problem).collect();
    Shaped { html, by_hand, hashtags: hashtags.found, problems, drawings }
}

/// Lists, quotations and emphasis that are nested deeper are shown at this depth: nobody reads further down, and
/// whoever parses HTML walks up from every element.
const DEPTH: usize = 100;

#[expect(clippy::struct_excessive_bools, reason = "each is a question of its own about what has gone by")]
struct Shaper<'a> {
    source: &'a str,
    reading: &'a Reading,
    lines: Lines<'a>,
    hashtags: Hashtags,
    body: Vec<Event<'a>>,
    /// Bodies that wait while a footnote inside them is read, with the footnote's name.
    outer: Vec<(CowStr<'a>, Vec<Event<'a>>)>,
    footnotes: Footnotes<'a>,
    /// A block of code, its text so far, and where its first line stands.
    code: Option<(CodeBlockKind<'a>, String, usize)>,
    /// HTML by hand with its line, gathered so that a tag over several lines is whole.
    block: Option<(usize, String)>,
    /// The picture whose description is being read.
    picture: Option<Picture<'a>>,
    /// The last picture, and where in the body it stands.
    last_picture: Option<(usize, Picture<'a>)>,
    /// Where in the body the last paragraph begins.
    paragraph: usize,
    /// Braces at the end of the heading that is open, and up to where its text was read.
    braces: Option<Range<usize>>,
    read: usize,
    /// How deep in lists, quotations and emphasis.
    depth: usize,
    table: Table,
    /// Whether the mark of a task follows.
    is_task: bool,
    in_label: bool,
    by_hand: bool,
    /// Whether formulas are read.
    math: bool,
    formulas: Formulas,
    /// Whether diagrams are drawn.
    diagrams: bool,
    drawings: Vec<Drawing>,
    /// What is wrong, and on which line.
    wrong: Vec<(Rule, usize, String)>,
}

impl<'a> Shaper<'a> {
    fn new(source: &'a str, reading: &'a Reading, lines: Lines<'a>) -> Self {
        Self {
            source,
            reading,
            lines,
            hashtags: Hashtags::default(),
            body: Vec::new(),
            outer: Vec::new(),
            footnotes: Footnotes::default(),
            code: None,
            block: None,
            picture: None,
            last_picture: None,
            paragraph: 0,
            braces: None,
            read: 0,
            depth: 0,
            table: Table::default(),
            is_task: false,
            in_label: false,
            by_hand: false,
            math: false,
            formulas: Formulas::default(),
            diagrams: false,
            drawings: Vec::new(),
            wrong: Vec::new(),
        }
    }

    /// Whether the text that comes is not the post's own running text.
    fn is_gathering(&self) -> bool {
        self.code.is_some() || self.block.is_some() || self.picture.is_some()
    }

    fn html(&mut self, html: String) {
        self.body.push(Event::Html(html.into()));
    }

    /// HTML that the author wrote. Comments alone are nothing.
    fn raw_html(&mut self, html: &str, line: usize) {
        let html = raw::prepare(html, line).into_owned();
        self.by_hand |= html.contains('<');
        self.html(html);
    }

    #[expect(clippy::too_many_lines, reason = "one arm for each event")]
    fn event(&mut self, event: Event<'a>, at: &Range<usize>) {
        if self.braces.is_some() && !matches!(event, Event::Start(_) | Event::End(TagEnd::Heading(_))) {
            self.read = at.end;
        }
        if let Some(picture) = &mut self.picture {
            if picture.describe(&event) {
                self.close_picture();
            }
            return;
        }
        if let (Some((_, text, start)), Event::Text(part)) = (&mut self.code, &event) {
            if text.is_empty() {
                *start = at.start;
            }
            text.push_str(part);
            return;
        }
        if let (Some((_, block)), Event::Html(part) | Event::Text(part)) = (&mut self.block, &event) {
            block.push_str(part);
            return;
        }
        if self.is_too_deep(&event) {
            return self.body.push(Event::SoftBreak);
        }
        if self.in_label && ends_label(&event) {
            self.in_label = false;
            self.html("</label>".into());
        }
        match event {
            Event::Start(Tag::CodeBlock(kind)) => self.code = Some((kind, String::new(), at.start)),
            Event::End(TagEnd::CodeBlock) => {
                if let Some((kind, text, start)) = self.code.take() {
                    let html = self.code_block(&kind, &text, start);
                    self.html(html);
                }
            }
            Event::InlineMath(source) => self.formula(&source, "$", at.start),
            Event::DisplayMath(source) => self.formula(&source, "$$", at.start),
            Event::Start(Tag::HtmlBlock) => self.block = Some((self.lines.of(at.start), String::new())),
            Event::End(TagEnd::HtmlBlock) => {
                if let Some((line, block)) = self.block.take() {
                    self.raw_html(&block, line);
                }
            }
            Event::InlineHtml(html) => {
                let line = self.lines.of(at.start);
                self.raw_html(&html, line);
            }
            Event::Start(Tag::BlockQuote(Some(kind))) => self.alert(kind),
            Event::End(TagEnd::BlockQuote(Some(_))) => self.html("</aside>\n".into()),
            Event::Start(tag @ Tag::Heading { .. }) => {
                self.braces = idle_braces(&tag, self.source, at);
                self.read = self.braces.as_ref().map_or(0, |braces| braces.start);
                self.body.push(Event::Start(tag));
            }
            Event::End(TagEnd::Heading(_)) => {
                if let Some(braces) = self.braces.take().filter(|braces| self.read <= braces.start) {
                    self.body.push(Event::Text(self.source[self.read..braces.end].into()));
                }
                self.body.push(event);
            }
            Event::Start(Tag::Paragraph) => {
                self.paragraph = self.body.len();
                self.body.push(event);
            }
            Event::End(TagEnd::Paragraph) => {
                let picture = self.last_picture.take();
                let figure = |(place, picture): (usize, Picture<'a>)| {
                    picture.figure(&mut self.body, self.paragraph, place)
                };
                if !picture.is_some_and(figure) {
                    self.body.push(event);
                }
            }
            Event::Start(Tag::Link { link_type, dest_url, title, .. }) => {
                let line = self.lines.of(at.start);
                self.html(link(line, link_type, &dest_url, &title));
            }
            Event::Start(Tag::Image { dest_url, title, .. }) => {
                self.picture = Some(Picture::new(self.lines.of(at.start), dest_url, title));
            }
            Event::Start(Tag::Item) if self.is_task => self.html("<li class=\"task\">".into()),
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
            event => match self.table.html(event) {
                Ok(html) => self.html(html),
                Err(event) => self.body.push(event),
            },
        }
    }

    /// Counts the depth; whether this begins or ends something beyond [`DEPTH`].
    fn is_too_deep(&mut self, event: &Event<'a>) -> bool {
        match event {
            Event::Start(
                Tag::BlockQuote(_)
                | Tag::List(_)
                | Tag::Item
                | Tag::Emphasis
                | Tag::Strong
                | Tag::Strikethrough,
            ) => {
                self.depth += 1;
                self.depth > DEPTH
            }
            Event::End(
                TagEnd::BlockQuote(_)
                | TagEnd::List(_)
                | TagEnd::Item
                | TagEnd::Emphasis
                | TagEnd::Strong
                | TagEnd::Strikethrough,
            ) => {
                self.depth -= 1;
                self.depth >= DEPTH
            }
            _ => false,
        }
    }

    /// A passage set apart as GitHub writes it (`> [!TIP]`). Its title is the first that is read of it.
    fn alert(&mut self, kind: BlockQuoteKind) {
        let (class, title) = match kind {
            BlockQuoteKind::Note => ("", 0),
            BlockQuoteKind::Tip => (" note-tip", 1),
            BlockQuoteKind::Important => (" note-important", 2),
            BlockQuoteKind::Warning => (" note-warning", 3),
            BlockQuoteKind::Caution => (" note-caution", 4),
        };
        let mut html = format!("<aside class=\"note{class}\" role=\"note\">\n<p class=\"note-title\">");
        escape(&self.reading.alert_titles[title], &mut html);
        html.push_str("</p>\n");
        self.html(html);
    }

    fn close_picture(&mut self) {
        if let Some(picture) = self.picture.take() {
            let place = self.body.len();
            self.html(picture.html());
            self.last_picture = Some((place, picture));
        }
    }
}

fn link(line: usize, kind: LinkType, address: &str, title: &str) -> String {
    let mut html = String::with_capacity(address.len() + title.len() + 32);
    html.push_str("<a");
    push_attribute(&mut html, LINE, &line.to_string());
    match kind {
        LinkType::Email => push_href(&mut html, "href", &format!("mailto:{address}")),
        _ => push_href(&mut html, "href", address),
    }
    if !title.is_empty() {
        push_attribute(&mut html, "title", title);
    }
    html.push('>');
    html
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
                | Tag::DefinitionList
                | Tag::FootnoteDefinition(_)
                | Tag::Table(_)
        ),
        Event::Rule => true,
        _ => false,
    }
}
