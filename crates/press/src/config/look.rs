//! How the blog looks, by its author's configuration.

use super::table::Table;
use crate::look::Look;

/// The look.
pub(super) fn look(table: &mut Table<'_>) -> Look {
    let Some(said) = table.text("look", Look::default().name()) else { return Look::default() };
    said.parse().unwrap_or_else(|wrong: String| {
        table.mistakes.add(said.line, wrong);
        Look::default()
    })
}
