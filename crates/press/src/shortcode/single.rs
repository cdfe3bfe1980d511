//! Calls that stand alone: who answers each, and what the author is told when nobody does.

use super::call::{Argument, Call, Style};
use super::expansion::{Expansion, Source};
use super::replace::{self, StandIn, is_details, is_note};
use super::{NOWHERE, liquid};
use crate::problem::{Problem, Rule};

impl Expansion<'_> {
    /// A call that stands alone.
    pub(super) fn single(&mut self, call: &Call<'_>, source: &mut Source<'_>, out: &mut String) {
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
                self.filled("figure", call, &[("address", &address), ("alt", &alt)], source, out);
            }
            StandIn::Film(address, title) => {
                self.filled("film", call, &[("address", &address), ("title", &title)], source, out);
            }
            StandIn::NoPost(reference, text) => {
                let message = format!(
                    "there is no post `{reference}`, so the words stay without a link; \
                     correct the name, or remove the link"
                );
                self.dropped_by(Rule::DeadLink, call, source, message);
                out.push_str(&text);
            }
            StandIn::NoPicture(picture, text) => {
                let left = left(&text);
                // Of any other shortcode than `figure`, Quire only guesses what it means.
                let next = match name {
                    "figure" => "or correct the name".to_owned(),
                    name => format!("correct the name, or write `{}`", templates.file(name)),
                };
                let message = format!(
                    "the shortcode `{name}` names the picture `{picture}`, which is neither beside the post nor \
                     in the content folder, so {left}; put it there, {next}"
                );
                self.dropped_by(Rule::MissingPicture, call, source, message);
                out.push_str(&text);
            }
            StandIn::Lacks(..) if opens => self.unclosed(call, source),
            StandIn::Lacks(what, argument) => {
                let message = format!(
                    "the shortcode `{name}` lacks {what}, so it is left out; give it as `{argument}`, or \
                     remove the call"
                );
                self.dropped(call, source, message);
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

    /// Quire's template of this name, with arguments beside those of the call.
    fn filled(
        &mut self,
        template: &str,
        call: &Call<'_>,
        more: &[(&str, &str)],
        source: &mut Source<'_>,
        out: &mut String,
    ) {
        let mut call = call.clone();
        for (name, value) in more {
            call.arguments.push(Argument { name, value, quote: Some('`') });
        }
        self.built_in(template, &call, (call.start, call.end), None, source, out);
    }

    fn unclosed(&mut self, call: &Call<'_>, source: &mut Source<'_>) {
        let message = format!(
            "the shortcode `{}` begins here and never ends, so it is left out; write `{}` after its text",
            call.name,
            call.closing()
        );
        self.dropped(call, source, message);
    }
}

/// What a reader sees in place of a call that was dropped.
fn left(text: &str) -> &'static str {
    if text.is_empty() || text == NOWHERE { "it is left out" } else { "only its words are shown" }
}
