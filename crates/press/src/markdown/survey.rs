//! A first look over a post's clean HTML: which headings there are, which ids are taken, and so
//! what each heading's level and anchor will be.

use std::borrow::Cow;
use std::collections::HashSet;

use super::Heading;
use super::tags::{Token, tokens, unescape};
use crate::excerpt::one_line;
use crate::slug::slug;

/// What the first look found.
pub(super) struct Survey {
    /// The headings as they will be, in order. Without the one that repeats the title.
    pub headings: Vec<Heading>,
    /// Whether the post begins with its own title as a heading, which the page shows already.
    pub repeats_title: bool,
    /// Every id that there will be.
    pub ids: HashSet<String>,
}

impl Survey {
    /// Looks over clean HTML.
    pub(super) fn of(html: &str, title: &str) -> Self {
        let mut headings: Vec<Heading> = Vec::new();
        let mut ids = HashSet::new();
        let mut open = false;
        let mut first = true;
        let mut leads = false;
        for token in tokens(html) {
            match token {
                Token::Open(tag) => {
                    let id = tag.attribute("id").map(Cow::into_owned).unwrap_or_default();
                    // Of two elements with one id, the first is the one that links lead to.
                    let free = !id.is_empty() && ids.insert(id.clone());
                    if let Some(level) = level(tag.name) {
                        open = true;
                        leads |= first && level == 1;
                        let id = if free { id } else { String::new() };
                        headings.push(Heading { level, id, text: String::new() });
                    }
                    first = false;
                }
                Token::Close(name) if level(name).is_some() => open = false,
                Token::Text(text) => {
                    first &= text.trim().is_empty();
                    if let Some(heading) = headings.last_mut().filter(|_| open) {
                        heading.text.push_str(&unescape(text));
                    }
                }
                Token::Close(_) => {}
            }
        }
        for heading in &mut headings {
            heading.text = one_line(&heading.text).replace(super::MORE, "");
        }
        let repeats_title = leads && headings[0].text == one_line(title);
        if repeats_title {
            headings.remove(0);
        }
        let shift = u8::from(headings.iter().any(|heading| heading.level == 1));
        for heading in &mut headings {
            heading.level = (heading.level + shift).min(6);
            if heading.id.is_empty() {
                heading.id = free_id(&slug(&heading.text), &mut ids);
            }
        }
        Self { headings, repeats_title, ids }
    }

    /// The id that a link within the post means. Other systems make anchors of the same words
    /// with other signs between (`whats-new`, `what-s-new`).
    pub(super) fn anchor<'a>(&'a self, wanted: &'a str) -> Option<&'a str> {
        if self.ids.contains(wanted) {
            return Some(wanted);
        }
        let letters = |text: &str| -> String {
            text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
        };
        let wanted = letters(&crate::slug::decoded(wanted));
        let same = |heading: &&Heading| letters(&heading.id) == wanted;
        (!wanted.is_empty()).then(|| self.headings.iter().find(same))?.map(|heading| &*heading.id)
    }
}

/// The level of a heading by its element's name.
pub(super) fn level(name: &str) -> Option<u8> {
    match name.as_bytes() {
        [b'h', digit @ b'1'..=b'6'] => Some(digit - b'0'),
        _ => None,
    }
}

fn free_id(wanted: &str, ids: &mut HashSet<String>) -> String {
    let wanted = if wanted.is_empty() { "section" } else { wanted };
    let mut id = wanted.to_owned();
    let mut count = 1;
    while !ids.insert(id.clone()) {
        count += 1;
        id = format!("{wanted}-{count}");
    }
    id
}
