//! One post on its way from Markdown with shortcodes to Markdown without: who answers each call, and
//! what the author is told.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::path::Path;

use minijinja::value::Value;

use super::liquid::{self, Meaning, Variables};
use super::parse::{Argument, Call, Kind, Style};
use super::replace::{StandIn, is_details, is_note};
use super::templates::Given;
use super::{NOWHERE, Shortcodes, calls, fenced, pairs, replace, shape};
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
    endless: BTreeSet<String>,
    facts: Option<Value>,
}

/// The text in which calls stand.
pub(super) struct Source<'s> {
    pub(super) text: &'s str,
    pub(super) file: &'s Path,
    /// A byte, and its line counted from 1; it only goes forward, so that a long text is read once.
    counted: (usize, usize),
}

impl Source<'_> {
    fn line(&mut self, byte: usize) -> usize {
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
                self.warn(&mut source, call, message);
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
                    self.warn(&mut source, call, message);
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

    /// A call that stands alone.
    fn single(&mut self, call: &Call<'_>, source: &mut Source<'_>, out: &mut String) {
        let templates = self.place.blog.templates;
        let name = call.name;
        // In Zola, this way of writing always opens a pair.
        let opens = call.style == Style::Tag && call.written.starts_with('(');
        if templates.has(name) {
            if opens {
                return self.unclosed(call, source);
            }
            return self.own(call, (call.start, call.end), None, source, out);
        }
        if call.style == Style::Tag {
            if name == "assign" && self.variables.assign(call.written, self.place) {
                return;
            }
            if liquid::is_branch(name) {
                return;
            }
            if liquid::is_block(name) {
                self.variables.bind(call.written);
                return self.unclosed(call, source);
            }
        }
        if matches!(name, "include" | "include_relative" | "include_cached" | "readfile") {
            return self.include(call, source, out);
        }
        match replace::stand_in(call, source, self.place) {
            StandIn::Text(text) => {
                self.rendered(name);
                out.push_str(&text);
            }
            StandIn::Template(template) => {
                self.built_in(template, call, (call.start, call.end), None, source, out);
            }
            StandIn::Figure(address, alt) => {
                let mut call = call.clone();
                for (name, value) in [("address", &*address), ("alt", &*alt)] {
                    call.arguments.push(Argument { name, value, quote: Some('`') });
                }
                self.built_in("figure", &call, (call.start, call.end), None, source, out);
            }
            StandIn::NoPost(reference, text) => {
                let message = format!(
                    "there is no post `{reference}`, so the words stay without a link; \
                     correct the name, or remove the link"
                );
                *self.shortcodes.dropped.entry(name.to_owned()).or_default() += 1;
                let line = source.line(call.start);
                self.problems.push(Problem::warning(Rule::DeadLink, source.file, Some(line), message));
                out.push_str(&text);
            }
            StandIn::NoPicture(picture, text) => {
                let left = left(&text);
                let message = format!(
                    "there is no picture `{picture}` for the shortcode `{name}`, so {left}; put the file \
                     beside the post, or correct the name"
                );
                self.dropped(call, source, message);
                out.push_str(&text);
            }
            StandIn::Unknown(_) if opens || is_note(name) || is_details(name) => {
                self.unclosed(call, source);
            }
            StandIn::Unknown(_) if matches!(name, "toc" | "TOC" | "table_of_contents") => {
                *self.shortcodes.dropped.entry(name.to_owned()).or_default() += 1;
                let message = format!("Quire shows the table of contents by itself; remove `{name}`");
                let line = source.line(call.start);
                self.problems.push(Problem::note(Rule::Shortcode, source.file, Some(line), message));
            }
            StandIn::Unknown(text) => {
                let left = left(&text);
                let message = format!(
                    "Quire does not know the shortcode `{name}`, so {left}; write `{}`, or remove it",
                    templates.file(name)
                );
                self.dropped(call, source, message);
                out.push_str(&text);
            }
        }
        // `[x]({{< ref "y" >}}"Title")` lacks a space that Hugo does not need.
        let before = source.text[..call.start].trim_end_matches([' ', '<']);
        if before.ends_with("](") && source.text[call.end..].starts_with('"') {
            out.push(' ');
        }
    }

    /// An author's own template.
    fn own(
        &mut self,
        call: &Call<'_>,
        range: (usize, usize),
        body: Option<&str>,
        source: &mut Source<'_>,
        out: &mut String,
    ) {
        let templates = self.place.blog.templates;
        let name = call.name;
        let reason = if self.endless.contains(name) {
            "it does not come to an end".to_owned()
        } else {
            let given = Given { arguments: &call.arguments, body, post: self.facts() };
            match templates.own(name, &given) {
                Ok(written) => return self.written(name, &written, range, source, out),
                Err(failure) => {
                    if failure.endless {
                        self.endless.insert(name.to_owned());
                    }
                    failure.reason
                }
            }
        };
        let left = if body.is_some() { "only the text within it is shown" } else { "it is left out" };
        let message =
            format!("`{}` fails here ({reason}), so {left}; correct the template", templates.file(name));
        self.dropped(call, source, message);
        out.push_str(body.unwrap_or_default());
    }

    /// One of Quire's templates.
    fn built_in(
        &mut self,
        template: &str,
        call: &Call<'_>,
        range: (usize, usize),
        body: Option<&str>,
        source: &mut Source<'_>,
        out: &mut String,
    ) {
        let given = Given { arguments: &call.arguments, body, post: Value::UNDEFINED };
        match self.place.blog.templates.built_in(template, &given) {
            Ok(written) => self.written(call.name, &written, range, source, out),
            Err(failure) => {
                let message = format!("the shortcode `{}` fails ({})", call.name, failure.reason);
                self.dropped(call, source, message);
                out.push_str(body.unwrap_or_default());
            }
        }
    }

    fn written(
        &mut self,
        name: &str,
        written: &str,
        range: (usize, usize),
        source: &Source<'_>,
        out: &mut String,
    ) {
        self.rendered(name);
        match shape::alone(source.text, range.0, range.1) {
            Some(indent) => shape::block(written, indent, out),
            None => shape::inline(written, out),
        }
    }

    /// Code that stands in a shortcode becomes code in Markdown.
    fn verbatim(&mut self, call: &Call<'_>, source: &mut Source<'_>, out: &mut String) {
        if self.place.blog.templates.has(call.name) {
            return self.own(call, (call.start, call.end), Some(call.inner), source, out);
        }
        let language = match call.name {
            // A comment is for the author.
            "comment" => return,
            "raw" => return out.push_str(&call.inner.replace('<', "&lt;")),
            "mermaid" | "katex" => call.name,
            _ => call.value(&["", "lang", "language"]).unwrap_or_default(),
        };
        self.rendered(call.name);
        if !call.inner.contains('\n') && call.name == "highlight" {
            return fenced::span(call.inner, out);
        }
        fenced::fenced(language, call.inner, "", out);
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

    fn unclosed(&mut self, call: &Call<'_>, source: &mut Source<'_>) {
        let message = format!(
            "the shortcode `{}` begins here and never ends, so it is left out; write `{}` after its text",
            call.name,
            call.closing()
        );
        self.dropped(call, source, message);
    }

    pub(super) fn rendered(&mut self, name: &str) {
        *self.shortcodes.rendered.entry(name.to_owned()).or_default() += 1;
    }

    pub(super) fn dropped(&mut self, call: &Call<'_>, source: &mut Source<'_>, message: String) {
        *self.shortcodes.dropped.entry(call.name.to_owned()).or_default() += 1;
        self.warn(source, call, message);
    }

    fn warn(&mut self, source: &mut Source<'_>, call: &Call<'_>, message: String) {
        let line = source.line(call.start);
        self.problems.push(Problem::warning(Rule::Shortcode, source.file, Some(line), message));
    }

    /// The facts of the post, for templates.
    fn facts(&mut self) -> Value {
        let post = self.place.post;
        let url = (self.place.blog.post)(&slashed(&post.file));
        let facts = self.facts.get_or_insert_with(|| {
            let moment = |moment: &Option<crate::date::Moment>| {
                Value::from_serialize(moment.as_ref().map(|moment| moment.rfc3339.as_str()))
            };
            let names = |names: &Vec<String>| Value::from_serialize(names);
            let facts: BTreeMap<&str, Value> = BTreeMap::from([
                ("title", Value::from(post.title.as_str())),
                ("url", Value::from_serialize(url)),
                ("slug", Value::from(post.slug.as_str())),
                ("date", moment(&post.date)),
                ("updated", moment(&post.updated)),
                ("description", Value::from_serialize(&post.description)),
                ("tags", names(&post.tags)),
                ("categories", names(&post.categories)),
                ("series", names(&post.series)),
                ("authors", names(&post.authors)),
                ("language", Value::from_serialize(&post.language)),
                ("extra", Value::from_serialize(&post.extra)),
            ]);
            Value::from_serialize(facts)
        });
        facts.clone()
    }
}

/// What a reader sees in place of a call that was dropped.
fn left(text: &str) -> &'static str {
    if text.is_empty() || text == NOWHERE { "it is left out" } else { "only its words are shown" }
}

/// `{{</* x */>}}` shows how `{{< x >}}` is written.
fn literal(call: &Call<'_>, out: &mut String) {
    let shown = call.inner.replacen("/*", "", 1).replace("*/", "");
    out.push_str(&shown.replace('<', "&lt;"));
}
