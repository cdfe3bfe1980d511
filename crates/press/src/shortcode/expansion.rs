//! One post on its way from Markdown with shortcodes to Markdown without: who answers each call, and
//! what the author is told.

use std::collections::BTreeSet;
use std::ops::Range;
use std::path::Path;

use minijinja::value::Value;

use super::call::{Call, Kind, Style};
use super::liquid::{self, Meaning, Variables};
use super::replace::{is_details, is_note};
use super::{Shortcodes, calls, fenced, pairs, shape};
use crate::content::slashed;
use crate::markdown::Place;
use crate::problem::{Problem, Rule};

/// How deep the pairs that a template forms may lie within each other.
const DEEPEST: usize = 20;

/// What all calls of a post share.
pub(super) struct Expansion<'a> {
    pub(super) place: &'a Place<'a>,
    pub(super) shortcodes: Shortcodes,
    pub(super) problems: Vec<Problem>,
    /// Which parts of the author's text are in the result as they stand: where each begins, and what it was.
    pub(super) copied: Vec<(usize, Range<usize>)>,
    pub(super) variables: Variables,
    /// Files that are being put in, outermost first.
    pub(super) including: Vec<String>,
    /// How many bytes of files were put in.
    pub(super) included: usize,
    /// The author's templates that did not come to an end; they are not tried again.
    pub(super) endless: BTreeSet<String>,
    pub(super) facts: Option<Value>,
}

/// The text in which calls stand.
pub(super) struct Source<'s> {
    pub(super) text: &'s str,
    pub(super) file: &'s Path,
    /// A byte, and its line counted from 1; it only goes forward, so that a long text is read once.
    counted: (usize, usize),
}

impl Source<'_> {
    pub(super) fn line(&mut self, byte: usize) -> usize {
        let (from, line) = self.counted;
        let between = self.text.get(from..byte).unwrap_or_default();
        self.counted = (byte.max(from), line + between.bytes().filter(|byte| *byte == b'\n').count());
        self.counted.1
    }
}

/// Text inside a pair that a template forms, and the call that opens it.
struct Passage {
    open: Option<usize>,
    text: String,
}

impl<'a> Expansion<'a> {
    pub(super) fn new(place: &'a Place<'a>) -> Self {
        Self {
            place,
            shortcodes: Shortcodes::default(),
            problems: Vec::new(),
            copied: Vec::new(),
            variables: Variables::default(),
            including: vec![slashed(&place.post.file)],
            included: 0,
            endless: BTreeSet::new(),
            facts: None,
        }
    }

    /// The text without shortcodes; `None` when there are none in it.
    pub(super) fn passage(&mut self, text: &str, file: &Path, line: usize) -> Option<String> {
        let calls = calls(text);
        if calls.is_empty() {
            return None;
        }
        let partners = pairs::partners(&calls);
        let mut source = Source { text, file, counted: (0, line) };
        let mut outer: Vec<Passage> = Vec::new();
        let mut passage = Passage { open: None, text: String::with_capacity(text.len()) };
        let mut at = 0;
        for (index, call) in calls.iter().enumerate() {
            if outer.is_empty() {
                self.copies(&passage.text, at..call.start);
            }
            passage.text.push_str(&text[at..call.start]);
            at = call.end;
            if call.unquoted {
                let message =
                    format!("the quotation marks of the shortcode `{}` do not match; close them", call.name);
                self.warn(Rule::Shortcode, &mut source, call, message);
            }
            let partner = partners[index].map(|partner| &calls[partner]);
            match (call.kind, partner) {
                (Kind::Variable, _) => self.variable(call, &mut source, &mut passage.text),
                (Kind::Literal, _) => literal(call, &mut passage.text),
                (Kind::Verbatim, _) => self.verbatim(call, &mut source, &mut passage.text),
                (Kind::Open, None) => self.single(call, &mut source, &mut passage.text),
                (Kind::Open, Some(close)) => {
                    if self.forms(call, close, outer.len(), &mut source) {
                        outer.push(passage);
                        passage = Passage { open: Some(index), text: String::new() };
                    }
                }
                (Kind::Close, Some(open)) if passage.open == partners[index] => {
                    let body = passage.text;
                    passage = outer.pop().unwrap_or(Passage { open: None, text: String::new() });
                    self.pair(open, call, &body, &mut source, &mut passage.text);
                }
                (Kind::Close, Some(_)) => {}
                (Kind::Close, None) => {
                    let message = format!(
                        "this ends a shortcode{} that nothing begins, so it is left out; remove it",
                        if call.name.is_empty() { String::new() } else { format!(" `{}`", call.name) }
                    );
                    self.warn(Rule::Shortcode, &mut source, call, message);
                }
            }
        }
        // Pairs are closed in order, so nothing is open here.
        self.copies(&passage.text, at..text.len());
        passage.text.push_str(&text[at..]);
        Some(passage.text)
    }

    /// Notes that a part of the post's own text comes next; files that are put in have no lines in it.
    fn copies(&mut self, before: &str, part: Range<usize>) {
        if self.including.len() == 1 {
            self.copied.push((before.len(), part));
        }
    }

    /// Whether a template forms the pair. If none does, its inner text stays, and the author is told.
    fn forms(&mut self, open: &Call<'_>, close: &Call<'_>, depth: usize, source: &mut Source<'_>) -> bool {
        let name = open.name;
        let own = self.place.blog.templates.has(name);
        let message = if depth >= DEEPEST {
            format!("`{name}` lies more than {DEEPEST} shortcodes deep, so only the text within it is shown")
        } else if own || name == "highlight" {
            return true;
        } else if is_note(name) || is_details(name) {
            if shape::alone(source.text, open.start, close.end).is_some() {
                return true;
            }
            format!(
                "the shortcode `{name}` stands in the middle of a line, so only the text within it is \
                 shown; put it on lines of its own"
            )
        } else if open.style == Style::Tag && liquid::is_block(name) {
            self.variables.bind(open.written);
            format!(
                "Quire does not run `{name}`, so all the text within it is shown; keep what readers should \
                 see, and remove the rest"
            )
        } else {
            format!(
                "Quire does not know the shortcode `{name}`, so only the text within it is shown; write \
                 `{}`, or remove it",
                self.place.blog.templates.file(name)
            )
        };
        self.dropped(open, source, message);
        false
    }

    /// A pair that a template forms.
    fn pair(
        &mut self,
        open: &Call<'_>,
        close: &Call<'_>,
        body: &str,
        source: &mut Source<'_>,
        out: &mut String,
    ) {
        if self.place.blog.templates.has(open.name) {
            return self.own(open, (open.start, close.end), Some(body), source, out);
        }
        let template = match open.name {
            "highlight" => "mark",
            name if is_details(name) => "details",
            _ => "note",
        };
        self.built_in(template, open, (open.start, close.end), Some(body), source, out);
    }

    /// Code that stands in a shortcode becomes code in Markdown.
    fn verbatim(&mut self, call: &Call<'_>, source: &mut Source<'_>, out: &mut String) {
        if self.place.blog.templates.has(call.name) {
            return self.own(call, (call.start, call.end), Some(call.inner), source, out);
        }
        let language = match call.name {
            // A comment is for the author.
            "comment" => return,
            "raw" => return raw(call.inner, out),
            "mermaid" | "katex" => call.name,
            _ => call.value(&["", "lang", "language"]).unwrap_or_default(),
        };
        self.rendered(call.name);
        let code =
            if call.name == "highlight" { liquid::highlighted(call.inner) } else { call.inner.to_owned() };
        if !call.inner.contains('\n') && call.name == "highlight" {
            return fenced::span(&code, out);
        }
        fenced::fenced(language, &code, "", out);
    }

    fn variable(&mut self, call: &Call<'_>, source: &mut Source<'_>, out: &mut String) {
        match self.variables.meaning(call.inner, self.place) {
            Meaning::Prose => out.push_str(&source.text[call.start..call.end]),
            Meaning::Text(text) => {
                self.rendered(call.name);
                out.push_str(&text.replace('&', "&amp;").replace('<', "&lt;"));
            }
            Meaning::Unknown => {
                let message = format!(
                    "Quire does not know what `{}` stands for, so it is left out; write the text in its \
                     place",
                    call.inner
                );
                self.dropped(call, source, message);
            }
        }
    }

    pub(super) fn rendered(&mut self, name: &str) {
        *self.shortcodes.rendered.entry(name.to_owned()).or_default() += 1;
    }

    /// Counts a call that is left out, and tells the author.
    pub(super) fn dropped(&mut self, call: &Call<'_>, source: &mut Source<'_>, message: String) {
        self.dropped_by(Rule::Shortcode, call, source, message);
    }

    /// The same, by a rule that says more.
    pub(super) fn dropped_by(
        &mut self,
        rule: Rule,
        call: &Call<'_>,
        source: &mut Source<'_>,
        message: String,
    ) {
        *self.shortcodes.dropped.entry(call.name.to_owned()).or_default() += 1;
        self.warn(rule, source, call, message);
    }

    fn warn(&mut self, rule: Rule, source: &mut Source<'_>, call: &Call<'_>, message: String) {
        let line = source.line(call.start);
        self.problems.push(Problem::warning(rule, source.file, Some(line), message));
    }
}

/// Text that is shown as it stands. Code in it is so by itself; outside code, a `<` would begin HTML.
fn raw(inner: &str, out: &mut String) {
    let mut at = 0;
    for code in super::code(inner) {
        let Some(before) = inner.get(at..code.start) else { continue };
        out.push_str(&before.replace('<', "&lt;"));
        out.push_str(&inner[code.clone()]);
        at = code.end;
    }
    out.push_str(&inner[at..].replace('<', "&lt;"));
}

/// `{{</* x */>}}` shows how `{{< x >}}` is written.
fn literal(call: &Call<'_>, out: &mut String) {
    let shown = call.inner.replacen("/*", "", 1).replace("*/", "");
    out.push_str(&shown.replace('<', "&lt;"));
}
