//! On which line of the author's file a byte of the Markdown stands, when shortcodes have been taken out of it in
//! between. Whoever asks goes forward through the text, so each line end is counted about once.

use crate::shortcode::Expanded;

/// Lines of one post, asked in order.
pub(super) struct Lines<'a> {
    source: &'a str,
    expanded: &'a Expanded<'a>,
    /// The byte that was asked for last, and its line.
    last: (usize, usize),
}

impl<'a> Lines<'a> {
    /// The lines of a body that begins on `first`.
    pub(super) fn new(source: &'a str, expanded: &'a Expanded<'a>, first: usize) -> Self {
        Self { source, expanded, last: (0, first) }
    }

    /// The line of this byte of the expanded Markdown.
    pub(super) fn of(&mut self, byte: usize) -> usize {
        let byte = self.in_source(byte).min(self.source.len());
        let (last, line) = self.last;
        let ends =
            |from: usize, to: usize| self.source.get(from..to).unwrap_or_default().matches('\n').count();
        let line = if byte >= last { line + ends(last, byte) } else { line - ends(byte, last) };
        self.last = (byte, line);
        line
    }

    /// Where the author wrote it; what a shortcode made, he wrote where its call stands.
    fn in_source(&self, byte: usize) -> usize {
        let after = self.expanded.copied.partition_point(|(start, _)| *start <= byte);
        match after.checked_sub(1).and_then(|place| self.expanded.copied.get(place)) {
            Some((start, range)) => (range.start + byte - start).min(range.end),
            None => byte,
        }
    }
}
