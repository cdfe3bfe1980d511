//! Tables of Markdown, with classes where the library writes styles, which the site's policy forbids.

use pulldown_cmark::{Alignment, Event, Tag, TagEnd};

/// Where in a table the events are.
#[derive(Default)]
pub(super) struct Table {
    columns: Vec<Alignment>,
    column: usize,
    in_head: bool,
}

impl Table {
    /// The HTML of what belongs to a table; any other event comes back.
    pub(super) fn html<'a>(&mut self, event: Event<'a>) -> Result<String, Event<'a>> {
        Ok(match event {
            Event::Start(Tag::Table(columns)) => {
                self.columns = columns;
                "<table>".into()
            }
            Event::Start(Tag::TableHead) => {
                (self.column, self.in_head) = (0, true);
                "<thead><tr>".into()
            }
            Event::End(TagEnd::TableHead) => {
                self.in_head = false;
                "</tr></thead>\n<tbody>\n".into()
            }
            Event::Start(Tag::TableRow) => {
                self.column = 0;
                "<tr>".into()
            }
            Event::End(TagEnd::TableRow) => "</tr>\n".into(),
            Event::Start(Tag::TableCell) => {
                let name = if self.in_head { "th" } else { "td" };
                let class = match self.columns.get(self.column) {
                    Some(Alignment::Left) => " class=\"align-left\"",
                    Some(Alignment::Center) => " class=\"align-center\"",
                    Some(Alignment::Right) => " class=\"align-right\"",
                    _ => "",
                };
                format!("<{name}{class}>")
            }
            Event::End(TagEnd::TableCell) => {
                self.column += 1;
                if self.in_head { "</th>" } else { "</td>" }.into()
            }
            Event::End(TagEnd::Table) => "</tbody></table>\n".into(),
            event => return Err(event),
        })
    }
}
