//! A date with its machine form beside it.

use quire_bundle::Date;

use crate::view::element::{Element, element};

/// The reader's text of a date; the day itself where nobody wrote one.
pub fn view(date: &Date) -> Element {
    let shown = if date.text.is_empty() { date.day() } else { &date.text };
    element("time").attribute("datetime", date.rfc3339.clone()).text(shown)
}
