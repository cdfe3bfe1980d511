//! Footnotes: numbered in the order in which the text refers to them, listed at the end, each with
//! links back to every place where it was referred to.

use std::collections::HashMap;

use pulldown_cmark::{CowStr, Event, TagEnd};

use super::tags::push_attribute;

/// The footnotes of one post.
#[derive(Default)]
pub(super) struct Footnotes<'a> {
    numbers: HashMap<CowStr<'a>, usize>,
    references: Vec<usize>,
    definitions: Vec<(CowStr<'a>, Vec<Event<'a>>)>,
}

impl<'a> Footnotes<'a> {
    /// The HTML of a reference.
    pub(super) fn reference(&mut self, name: CowStr<'a>) -> String {
        let number = self.number(name);
        let references = &mut self.references[number - 1];
        *references += 1;
        let reference = reference(number, *references);
        format!(
            "<sup class=\"footnote-ref\" id=\"fnref-{reference}\"><a href=\"#fn-{number}\">{number}</a></sup>"
        )
    }

    /// Keeps what a footnote says for the end.
    pub(super) fn define(&mut self, name: CowStr<'a>, content: Vec<Event<'a>>) {
        self.definitions.push((name, content));
    }

    /// The list for the end of the post; nothing if there are none. `{}` in what the ways back are called is the
    /// reference's number.
    pub(super) fn list(mut self, back_to_reference: &str) -> Vec<Event<'a>> {
        let definitions = std::mem::take(&mut self.definitions);
        let mut numbered: Vec<(usize, Vec<Event<'a>>)> =
            definitions.into_iter().map(|(name, content)| (self.number(name), content)).collect();
        if numbered.is_empty() {
            return Vec::new();
        }
        numbered.sort_by_key(|(number, _)| *number);
        // Of two notes with one name, the first is the one that Markdown means.
        numbered.dedup_by_key(|(number, _)| *number);
        let mut events = vec![html("<section class=\"footnotes\">\n<ol>\n".into())];
        for (number, mut content) in numbered {
            events.push(html(format!("<li id=\"fn-{number}\" value=\"{number}\">\n")));
            let mut back = String::new();
            for count in 1..=self.references[number - 1] {
                let reference = reference(number, count);
                let name = back_to_reference.replace("{}", &reference);
                back.push_str(" <a class=\"footnote-back\" href=\"#fnref-");
                back.push_str(&reference);
                back.push('"');
                push_attribute(&mut back, "aria-label", &name);
                back.push_str(">↩</a>");
            }
            let end = match content.last() {
                Some(Event::End(TagEnd::Paragraph)) => content.len() - 1,
                _ => content.len(),
            };
            content.insert(end, html(back));
            events.append(&mut content);
            events.push(html("</li>\n".into()));
        }
        events.push(html("</ol>\n</section>\n".into()));
        events
    }

    fn number(&mut self, name: CowStr<'a>) -> usize {
        let next = self.numbers.len() + 1;
        let number = *self.numbers.entry(name).or_insert(next);
        if number > self.references.len() {
            self.references.push(0);
        }
        number
    }
}

/// A reference's own number: the second to note 3 is `3-2`.
fn reference(number: usize, count: usize) -> String {
    match count {
        1 => number.to_string(),
        _ => format!("{number}-{count}"),
    }
}

fn html<'a>(text: String) -> Event<'a> {
    Event::Html(text.into())
}
