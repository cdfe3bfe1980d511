//! A body whose pictures name their other widths. What an author wrote by hand wins.

use std::collections::HashMap;

use super::set::Set;
use crate::look::Columns;
use crate::markdown::tags::{attributes, push_attribute, tag_end, unescape};
use crate::slug::decoded;

const START: &str = "<img ";

/// The body with `srcset` and `sizes` at each picture that has other widths, if there is one.
pub(super) fn with_sets(html: &str, sets: &HashMap<&str, Set>, columns: Columns) -> Option<String> {
    let (mut done, mut is_figure) = (String::new(), false);
    let mut rest = html;
    while let Some(start) = rest.find(START) {
        let end = start + tag_end(&rest[start..]);
        let (before, after) = rest.split_at(end);
        let last = |tag: &str| rest[..start].rfind(tag);
        is_figure = match (last("<figure"), last("</figure>")) {
            (None, None) => is_figure,
            (open, close) => open > close,
        };
        let column = if is_figure { columns.figure } else { columns.text };
        done.push_str(before);
        if let Some(more) =
            before.ends_with('>').then(|| more(&rest[start + START.len()..end - 1], sets, column)).flatten()
        {
            done.pop();
            done.push_str(&more);
            done.push('>');
        }
        rest = after;
    }
    (done.len() + rest.len() > html.len()).then(|| done + rest)
}

/// What is to be added to the attributes of a picture in a column of that width.
fn more(tag: &str, sets: &HashMap<&str, Set>, column: usize) -> Option<String> {
    let value = |name: &str| attributes(tag).find(|(own, _)| *own == name).map(|(_, value)| unescape(value));
    let address = value("src")?;
    let path = address.strip_prefix('/')?.split(['?', '#']).next().unwrap_or_default();
    let set = sets.get(decoded(path).as_str()).filter(|_| value("srcset").is_none())?;
    let mut more = String::new();
    push_attribute(&mut more, "srcset", &set.candidates(&address));
    if value("sizes").is_none() {
        let width = value("width").and_then(|width| width.trim().parse().ok());
        push_attribute(&mut more, "sizes", &set.sizes(width, column));
    }
    Some(more)
}
