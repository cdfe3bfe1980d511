//! The front page and what pages are made of, in `quire.toml`: the sections of the home page, the masthead, the
//! newsletter, and which parts are shown.

use quire_bundle::Part;

use super::table::Table;
use super::{HomeSection, HomeSource, Masthead, Newsletter, Said, Shows, is_web_address, whole_address};

/// Posts in a section of the home page that does not say how many.
const HOME_COUNT: usize = 5;

/// `[[home]]`: one section.
pub(super) fn section(table: &mut Table<'_>) -> Option<HomeSection> {
    let title = table.text("title", "New here").map(|said| said.value);
    let number = table.text("number", "01").map(|said| said.value).unwrap_or_default();
    let mut sources = Vec::new();
    sources.extend(table.flag("latest").filter(|yes| *yes).map(|_| HomeSource::Latest));
    sources.extend(table.flag("pinned").filter(|yes| *yes).map(|_| HomeSource::Pinned));
    sources.extend(table.text("tag", "boats").map(|said| HomeSource::Tag(said.value)));
    sources.extend(table.text("category", "Repairs").map(|said| HomeSource::Category(said.value)));
    sources.extend(table.text("series", "The winter refit").map(|said| HomeSource::Series(said.value)));
    sources.extend(table.text("text", "Some Markdown.").map(HomeSource::Text));
    sources.extend(table.flag("subscribe").filter(|yes| *yes).map(|_| HomeSource::Newsletter));
    let count = table.count("count", HOME_COUNT).unwrap_or(HOME_COUNT);
    let message = match sources.len() {
        1 => {
            let line = table.line;
            return sources.pop().map(|source| HomeSection { title, number, source, count, line });
        }
        0 => "this [[home]] does not say what it shows",
        _ => "this [[home]] shows two things; make it two",
    };
    let hint = "write one of latest = true, pinned = true, tag, category, series, text or subscribe = true";
    table.mistakes.add(table.line, format!("{message}; {hint}"));
    None
}

/// `[masthead]`: which issue this is.
pub(super) fn masthead(table: &mut Table<'_>) -> Masthead {
    let mut text =
        |key, example| table.text(key, example).map(|said: Said<String>| said.value).unwrap_or_default();
    Masthead { volume: text("volume", "III"), issue: text("issue", "07"), month: text("month", "May 2026") }
}

/// `[subscribe]`: how to get the blog by mail.
pub(super) fn newsletter(table: &mut Table<'_>) -> Option<Newsletter> {
    let action = table.required("action", "https://mail.example/subscribe");
    let mut text =
        |key, example| table.text(key, example).map(|said: Said<String>| said.value).unwrap_or_default();
    let letter = Newsletter {
        action: String::new(),
        field: text("field", "email"),
        title: text("title", "A letter from the pier"),
        text: text("text", "Two letters a month, nothing else."),
        note: text("note", "You can leave at any time."),
        after_posts: table.flag("after_posts").unwrap_or(false),
    };
    let action = action?;
    if !is_web_address(&action) {
        let message = format!("`action` is \"{}\"; {}", action.value, whole_address(&action));
        table.mistakes.add(action.line, message);
        return None;
    }
    let field = if letter.field.is_empty() { "email".to_owned() } else { letter.field };
    Some(Newsletter { action: action.value, field, ..letter })
}

/// `[show]`: which parts pages have.
pub(super) fn shows(table: &mut Table<'_>) -> Shows {
    let mut shows = Shows::default();
    for (name, part) in Part::NAMES {
        shows.parts.extend(table.flag(name).map(|shown| (part, shown)));
    }
    for name in Shows::READING {
        shows.reading.extend(table.flag(name).map(|shown| (name, shown)));
    }
    shows
}

/// `edit_url`: where the files of posts can be edited.
pub(super) fn edit_url(table: &mut Table<'_>) -> Option<String> {
    let said = table.text("edit_url", "https://git.example/pier/edit/main/content/{}")?;
    if !is_web_address(&said) || !said.contains("{}") {
        let message = format!(
            "`edit_url` is \"{}\"; write an address that begins with https:// and has {{}} where a file's path goes",
            said.value
        );
        table.mistakes.add(said.line, message);
        return None;
    }
    Some(said.value)
}

/// `excerpt`: how long the excerpts of posts are that have no description.
pub(super) fn excerpt(table: &mut Table<'_>) -> Option<usize> {
    let length = table.count("excerpt", crate::excerpt::USUAL)?;
    if length > crate::excerpt::LONGEST {
        let message = format!("`excerpt` is {length}; write at most {}, in letters", crate::excerpt::LONGEST);
        table.mistakes.add(table.line, message);
    }
    Some(length.min(crate::excerpt::LONGEST))
}
