//! A post's Markdown as HTML that is safe to show, with all that the site knows of its body:
//! table of contents, plain text, words, excerpt. In order: shortcodes are taken away, Markdown
//! becomes HTML, the sanitiser has its say, and a last pass over the clean HTML settles links,
//! headings and pictures, alike for Markdown and for HTML that the author wrote by hand.

use std::collections::HashSet;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use crate::content::PostFile;
use crate::diagram::Drawing;
use crate::excerpt;
use crate::problem::{Problem, Rule};
use crate::sanitize;
use crate::shortcode::{self, NOWHERE, Shortcodes};

mod blog;
mod code;
mod definitions;
mod events;
mod finish;
mod footnotes;
mod hashtags;
mod headings;
mod lead;
mod lines;
mod links;
mod math;
mod media;
mod pictures;
mod plain;
mod raw;
mod survey;
mod tables;
pub(crate) mod tags;

#[cfg(test)]
pub(crate) use blog::tests::blog as test_blog;
pub use blog::{Blog, PictureSource, Reading};
pub(crate) use lead::lead;
pub use links::resolve;
pub(crate) use links::{Place, Target, has_scheme};

/// Stands in the HTML where `<!-- more -->` stood, until the last pass takes it out. No text may
/// hold this code point.
const MORE: char = '\u{fdd0}';

/// A post's body, ready for the site.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rendered {
    /// Clean HTML. Every address in it has a scheme, or begins with `//`, `#` or `/`.
    pub html: String,
    /// The headings in order.
    pub toc: Vec<Heading>,
    /// The plain text, code included and formulas not, a line for each block.
    pub text: String,
    /// How many words a reader reads.
    pub words: usize,
    /// The beginning as plain text: up to `<!-- more -->`, or about as much as the author wants.
    pub excerpt: String,
    /// Links that lead nowhere, pictures that are not there, and the like.
    pub problems: Vec<Problem>,
    /// How many shortcodes there were, by name.
    pub shortcodes: Shortcodes,
    /// Words that stand with a `#` in the text, as written, each once and in order; none unless the author wants
    /// hashtags.
    pub hashtags: Vec<String>,
    /// Links to other pages and files of the site, in order. Only who knows the whole site can say whether they lead
    /// somewhere.
    pub links: Vec<InternalLink>,
    /// Every id in the HTML: where a link to this post may lead.
    pub ids: HashSet<String>,
    /// Pictures of the site that it shows and whose author names no other widths, each by its path from the site's root
    /// and with its line.
    pub pictures: Vec<(String, Option<usize>)>,
    /// Its diagrams, each a file that the site must have.
    pub drawings: Vec<Drawing>,
}

/// A link to another page or file of the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InternalLink {
    /// The path from the site's root, as in the HTML (`/news/caf%C3%A9/`), without query and fragment.
    pub address: String,
    /// The id of the place that is meant there, decoded.
    pub fragment: Option<String>,
    /// The line of the author's file on which the link stands.
    pub line: Option<usize>,
}

/// A heading of a post.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// 2 to 6: the page's own heading is the title.
    pub level: u8,
    /// Its anchor, unique within the post.
    pub id: String,
    /// Its text.
    pub text: String,
}

/// Renders a post's body.
pub fn render(post: &PostFile, blog: &Blog<'_>) -> Rendered {
    let place = Place::new(post, blog);
    let mut expanded = shortcode::expand(&place);
    let shaped = events::html(&expanded, &place);
    // Only HTML that an author wrote by hand can be soup; what Markdown makes is stable.
    let clean = if shaped.by_hand {
        sanitize::clean_until_stable(&shaped.html)
    } else {
        Some(sanitize::clean(&shaped.html))
    };
    let Some(clean) = clean else {
        let message = "the HTML in this post cannot be read in one way only, so its body is left \
                       out; close its tags in the order in which they open";
        expanded.problems.push(Problem::warning(Rule::Html, &post.file, Some(post.body_line), message));
        return Rendered {
            problems: expanded.problems,
            shortcodes: expanded.shortcodes,
            ..Rendered::default()
        };
    };
    let clean = without_nowhere(clean);
    let finished = finish::finish(&clean, &shaped.drawings, &place);
    expanded.problems.extend(shaped.problems);
    expanded.problems.extend(finished.problems);
    expanded.problems.dedup();
    let plain = finished.plain;
    let excerpt = if !plain.before.trim().is_empty() {
        excerpt::one_line(&plain.before)
    } else if plain.lead.trim().is_empty() {
        excerpt::excerpt(&plain.text, blog.reading.excerpt)
    } else {
        excerpt::excerpt(&plain.lead, blog.reading.excerpt)
    };
    Rendered {
        words: excerpt::words(&plain.text),
        html: finished.html,
        toc: finished.toc,
        text: plain.text,
        excerpt,
        problems: expanded.problems,
        shortcodes: expanded.shortcodes,
        hashtags: shaped.hashtags,
        links: finished.links,
        ids: finished.ids,
        pictures: finished.pictures,
        drawings: shaped.drawings,
    }
}

/// The HTML without addresses that lead nowhere, where Markdown did not see a link around them
/// because its brackets do not match.
fn without_nowhere(html: String) -> String {
    if !html.contains(NOWHERE) {
        return html;
    }
    html.replace(&format!("]({NOWHERE})"), "").replace(NOWHERE, "")
}

/// The text of the first heading, if there is one.
pub fn first_heading(markdown: &str) -> Option<String> {
    let mut heading: Option<String> = None;
    for event in Parser::new_ext(markdown, options()) {
        match (event, &mut heading) {
            (Event::Start(Tag::Heading { .. }), heading) => *heading = Some(String::new()),
            (Event::End(TagEnd::Heading(_)), Some(text)) if !text.trim().is_empty() => {
                return Some(text.trim().to_owned());
            }
            (Event::Text(part) | Event::Code(part), Some(text)) => text.push_str(&part),
            (Event::SoftBreak | Event::HardBreak, Some(text)) => text.push(' '),
            _ => {}
        }
    }
    None
}

/// The Markdown that authors may write.
pub(crate) fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_GFM
}

#[cfg(test)]
mod tests;
