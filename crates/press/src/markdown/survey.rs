//! A first look over a post's clean HTML: which headings there are, which ids are taken, and so
//! what each heading's level and anchor will be.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::{HashMap, HashSet};

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::Heading;
use super::tags::{Token, tokens, unescape};
use crate::excerpt::one_line;
use crate::sanitize::SOURCE;
use crate::slug::{decoded, slug};

/// What the first look found.
pub(super) struct Survey {
    /// The headings as they will be, in order. Without the one that repeats the title.
    pub headings: Vec<Heading>,
    /// Whether the post begins with its own title as a heading, which the page shows already.
    pub repeats_title: bool,
    /// Every id that there will be.
    pub ids: HashSet<String>,
    /// Which heading has an id of these letters, made when it is first asked for.
    by_letters: OnceCell<HashMap<String, usize>>,
}

impl Survey {
    /// Looks over clean HTML.
    pub(super) fn of(html: &str, title: &str) -> Self {
        let mut headings: Vec<Heading> = Vec::new();
        let mut ids = HashSet::new();
        let mut open = false;
        let mut first = true;
        let mut leads = false;
        let mut mark = false;
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
                    if let ("math", Some(heading)) = (tag.name, headings.last_mut().filter(|_| open)) {
                        heading.text.push_str(&tag.attribute(SOURCE).unwrap_or_default());
                    }
                    mark |= tag.name == "math" || (tag.name == "sup" && tag.has_class("footnote-ref"));
                    first = false;
                }
                Token::Close(name) if level(name).is_some() => open = false,
                Token::Close("sup" | "math") => mark = false,
                Token::Text(text) => {
                    first &= text.trim().is_empty();
                    if let Some(heading) = headings.last_mut().filter(|_| open && !mark) {
                        heading.text.push_str(&unescape(text));
                    }
                }
                Token::Close(_) => {}
            }
        }
        for heading in &mut headings {
            heading.text = one_line(&heading.text).replace(super::MORE, "");
        }
        // Where formulas are read, the title has the dollars around them still.
        let plain = |text: &str| one_line(text).replace('$', "");
        let repeats_title = leads && plain(&headings[0].text) == plain(title);
        if repeats_title {
            ids.remove(&headings.remove(0).id);
        }
        let shift = u8::from(headings.iter().any(|heading| heading.level == 1));
        for heading in &mut headings {
            heading.level = (heading.level + shift).min(6);
        }
        name(&mut headings, &mut ids);
        Self { headings, repeats_title, ids, by_letters: OnceCell::new() }
    }

    /// The id that a link within the post means. Other systems make anchors of the same words
    /// with other signs between (`whats-new`, `what-s-new`), or without accents.
    pub(super) fn anchor(&self, wanted: &str) -> Option<&str> {
        let wanted = decoded(wanted);
        if let Some(id) = self.ids.get(&wanted) {
            return Some(id);
        }
        let letters = |text: &str| -> String {
            let plain = text.nfkd().filter(|c| c.is_alphanumeric() && !is_combining_mark(*c));
            plain.flat_map(char::to_lowercase).collect()
        };
        let by_letters = self.by_letters.get_or_init(|| {
            // The first of several is meant, so it is put in last.
            let places = self.headings.iter().enumerate().rev();
            places.map(|(place, heading)| (letters(&heading.id), place)).collect()
        });
        let wanted = Some(letters(&wanted)).filter(|wanted| !wanted.is_empty())?;
        by_letters.get(&wanted).map(|place| &*self.headings[*place].id)
    }
}

/// Gives every heading without an id of its own one that is made of its words. The first of its words has them alone,
/// wherever it stands and whatever else does; the others are counted.
fn name(headings: &mut [Heading], ids: &mut HashSet<String>) {
    let mut later = Vec::new();
    for (place, heading) in headings.iter_mut().enumerate().filter(|(_, heading)| heading.id.is_empty()) {
        let slug = slug(&heading.text);
        let wanted = if slug.is_empty() { "section".to_owned() } else { slug };
        if ids.insert(wanted.clone()) {
            heading.id = wanted;
        } else {
            later.push((place, wanted));
        }
    }
    let mut counts: HashMap<String, usize> = HashMap::new();
    for (place, wanted) in later {
        let count = counts.entry(wanted.clone()).or_insert(1);
        headings[place].id = loop {
            *count += 1;
            let id = format!("{wanted}-{count}");
            if ids.insert(id.clone()) {
                break id;
            }
        };
    }
}

/// The level of a heading by its element's name.
pub(super) fn level(name: &str) -> Option<u8> {
    match name.as_bytes() {
        [b'h', digit @ b'1'..=b'6'] => Some(digit - b'0'),
        _ => None,
    }
}
