//! Braces at the end of a heading (`## fn main() {}`). The Markdown library takes them all for attributes; those that
//! set nothing are words of the author.

use std::ops::Range;

use pulldown_cmark::Tag;

/// Where the heading that stands at `at` ends with braces that set no id, no class and no value.
pub(super) fn idle_braces(tag: &Tag<'_>, source: &str, at: &Range<usize>) -> Option<Range<usize>> {
    let Tag::Heading { id: None, classes, attrs, .. } = tag else { return None };
    if !classes.is_empty() || attrs.iter().any(|(_, value)| value.is_some()) {
        return None;
    }
    let text = source.get(at.clone())?.trim_end();
    let underlined = text.trim_end_matches(['=', '-']);
    let text = if underlined.ends_with('\n') { underlined.trim_end() } else { text };
    let start = text.ends_with('}').then(|| text.rfind('{'))??;
    Some(at.start + start..at.start + text.len())
}
