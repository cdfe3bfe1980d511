//! Finds calls of shortcodes in text.

use super::call::{Call, Kind, Style, name, split};

/// A call is not longer than this, in bytes; what is longer is prose that happens to hold braces.
const LONGEST: usize = 8_000;

/// What can end a call or a paragraph. A long text is searched for each of them once.
const SIGNS: [&str; 6] = ["\n\n", ">}}", "%}}", "%}", "}}", "*/"];

/// Finds the calls of a text, one after the other.
pub(super) struct Reader<'a> {
    source: &'a str,
    /// Where each sign stands.
    signs: [Vec<usize>; SIGNS.len()],
    /// Where `)` and `}}` close a call, at the `)`.
    brackets: Vec<usize>,
    /// Verbatim calls that nothing ends, so that nobody searches for their ends again.
    endless: Vec<(Style, &'a str)>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(source: &'a str) -> Self {
        let signs = SIGNS.map(|sign| source.match_indices(sign).map(|(place, _)| place).collect());
        let brackets = source.match_indices(')').map(|(place, _)| place);
        let brackets = brackets.filter(|place| ends_braces(&source[*place..])).collect();
        Self { source, signs, brackets, endless: Vec::new() }
    }

    /// The first call at or after a byte.
    pub(super) fn next(&mut self, from: usize) -> Option<Call<'a>> {
        let mut at = from;
        while let Some(found) = self.source.get(at..)?.find('{') {
            let start = at + found;
            let rest = &self.source[start..];
            let call = match rest.as_bytes().get(1..3) {
                Some(b"{<") => self.angle(start, ">}}"),
                Some(b"{%") => self.angle(start, "%}}"),
                Some([b'{', _]) => {
                    let literal = self.literal(start, "}}");
                    literal.or_else(|| self.braces(start)).or_else(|| self.variable(start))
                }
                Some([b'%', _]) => self.literal(start, "%}").or_else(|| self.tag(start)),
                _ => None,
            };
            if let Some(call) = call {
                return Some(self.verbatim(call));
            }
            at = start + 1;
            // `{{{<` is read from its last two braces.
            if !rest.starts_with("{{{") && rest.starts_with("{{") {
                at += 1;
            }
        }
        None
    }

    /// `{{< x … >}}`, from its first brace.
    fn angle(&self, start: usize, closing: &str) -> Option<Call<'a>> {
        let (name, _) = name(self.source[start + 3..].trim_start().trim_start_matches('/').trim_start());
        if name.is_empty() && !self.source[start + 3..].trim_start().starts_with("/*") {
            return None;
        }
        let first = self.first(closing, start + 3)?;
        let (end, matched) = self.end(start + 3, first, |text| text.starts_with(closing));
        let inner = self.source[start + 3..end].trim();
        let end = end + closing.len();
        if inner.starts_with("/*") {
            let inner = &self.source[start..end];
            return Some(Call { inner, ..call(start, end, "", Kind::Literal, Style::Angle) });
        }
        let (kind, inner) = match inner.strip_prefix('/') {
            Some(name) => (Kind::Close, name.trim()),
            None => (Kind::Open, inner.strip_suffix('/').unwrap_or(inner)),
        };
        let (name, written) = self::name(inner);
        if name.is_empty() {
            return None;
        }
        Some(given(call(start, end, name, kind, Style::Angle), written, matched))
    }

    /// `{{/* x() */}}` and `{%/* x() */%}`: Zola's way to show how a call is written.
    fn literal(&self, start: usize, closing: &str) -> Option<Call<'a>> {
        let inner = self.source[start + 2..].trim_start_matches(['-', ' ']);
        inner.starts_with("/*").then_some(())?;
        let shut = self.first("*/", start)?;
        let end = self.first(closing, shut)? + closing.len();
        Some(Call { inner: &self.source[start..end], ..call(start, end, "", Kind::Literal, Style::Braces) })
    }

    /// `{{ x(…) }}`, from its first brace. Braces around anything else are prose.
    fn braces(&self, start: usize) -> Option<Call<'a>> {
        let (name, after) = name(self.source[start + 2..].trim_start_matches(['-', ' ']));
        if !is_word(name) || !after.starts_with('(') {
            return None;
        }
        let open = self.source.len() - after.len() + 1;
        let first = after_or_at(&self.brackets, open).filter(|place| *place < self.limit(open))?;
        let (end, matched) = self.end(open, first, ends_braces);
        let left = &self.source[end + 1..];
        let after = end + 1 + left.find("}}").unwrap_or(0) + 2;
        let call = call(start, after, name, Kind::Open, Style::Braces);
        Some(given(call, &self.source[open..end], matched))
    }

    /// `{{ page.title | upcase }}`, or a text in quotation marks with filters, from its first brace.
    fn variable(&self, start: usize) -> Option<Call<'a>> {
        let end = self.first("}}", start + 2)?;
        let inner = self.source[start + 2..end].trim_matches(|c: char| c.is_whitespace() || c == '-');
        let (name, after) = name(inner);
        let named = is_word(name) && (after.is_empty() || after.trim_start().starts_with('|'));
        let quoted = inner.starts_with(['"', '\'']) && inner.contains('|');
        // A text is counted by what is done with it.
        let filter =
            || inner.rsplit('|').next().and_then(|last| last.split(':').next()).unwrap_or_default().trim();
        let name = if named { name } else { filter() };
        (named || quoted).then(|| Call { inner, ..call(start, end + 2, name, Kind::Variable, Style::Braces) })
    }

    /// `{% x … %}`, from its brace.
    fn tag(&self, start: usize) -> Option<Call<'a>> {
        let inner = self.source[start + 2..].trim_start_matches(|c: char| c.is_whitespace() || c == '-');
        if !is_word(inner) {
            return None;
        }
        let first = self.first("%}", start + 2)?;
        let (end, matched) = self.end(start + 2, first, |text| text.starts_with("%}"));
        let inner = self.source[start + 2..end].trim_matches(|c: char| c.is_whitespace() || c == '-');
        let (name, written) = name(inner);
        if !is_word(name) {
            return None;
        }
        let (kind, name) = match name.strip_prefix("end") {
            Some(name) => (Kind::Close, name.trim_start_matches('_')),
            None => (Kind::Open, name),
        };
        Some(given(call(start, end + 2, name, kind, Style::Tag), written, matched))
    }

    /// A call that holds code takes everything up to its end.
    fn verbatim(&mut self, open: Call<'a>) -> Call<'a> {
        let holds = match open.name {
            "raw" | "comment" | "mermaid" | "katex" => true,
            "highlight" => open.value(&["", "lang", "language"]).is_some(),
            _ => false,
        };
        let tells = (open.style, open.name);
        if !holds || open.kind != Kind::Open || open.style == Style::Braces || self.endless.contains(&tells) {
            return open;
        }
        let mut at = open.end;
        while let Some(found) = self.source[at..].find('{') {
            let start = at + found;
            let rest = &self.source[start..];
            let close = match rest.as_bytes().get(1..3) {
                Some(b"{<") => angle_close(rest, ">}}"),
                Some(b"{%") => angle_close(rest, "%}}"),
                Some([b'%', _]) => tag_close(rest),
                _ => None,
            };
            if let Some((name, length)) = close
                && (name == open.name || (name.is_empty() && open.style == Style::Tag))
            {
                let inner = &self.source[open.end..start];
                return Call { inner, end: start + length, kind: Kind::Verbatim, ..open };
            }
            at = start + 1;
        }
        self.endless.push(tells);
        open
    }

    /// Where this sign stands first, within what a call may be.
    fn first(&self, sign: &str, from: usize) -> Option<usize> {
        after_or_at(self.places(sign), from).filter(|place| *place < self.limit(from))
    }

    fn places(&self, sign: &str) -> &[usize] {
        SIGNS.iter().position(|one| *one == sign).map_or(&[], |place| &self.signs[place])
    }

    /// The byte before which a call that goes on here has to end: it does not run over an empty line.
    fn limit(&self, from: usize) -> usize {
        let limit = self.source.floor_char_boundary(from + LONGEST);
        after_or_at(self.places("\n\n"), from).map_or(limit, |line| line.min(limit))
    }

    /// Where the call ends, and whether its quotation marks match: at the first closing sign outside
    /// them, or, when they do not match, at the first of all. They do not match either when another
    /// call would begin inside them, after the sign: then one was forgotten.
    fn end(&self, from: usize, first: usize, closes: impl Fn(&str) -> bool) -> (usize, bool) {
        let text = &self.source[from..self.limit(from)];
        let mut quote = None;
        let mut escaped = false;
        for (place, letter) in text.char_indices() {
            let rest = &text[place..];
            if from + place > first && (rest.starts_with("{{") || rest.starts_with("{%")) {
                break;
            }
            match quote {
                None if closes(&self.source[from + place..]) => return (from + place, true),
                None if matches!(letter, '"' | '`') => quote = Some(letter),
                // An apostrophe opens a text only where a value begins.
                None if letter == '\'' && text[..place].ends_with(['=', '(', ' ', ',']) => {
                    quote = Some(letter);
                }
                Some(open) if letter == open && !escaped => quote = None,
                _ => {}
            }
            escaped = letter == '\\' && !escaped;
        }
        (first, false)
    }
}

fn after_or_at(places: &[usize], from: usize) -> Option<usize> {
    places.get(places.partition_point(|place| *place < from)).copied()
}

/// Whether the text begins with `)` and ends a call in braces with it.
fn ends_braces(text: &str) -> bool {
    let rest = text.strip_prefix(')');
    rest.is_some_and(|rest| {
        rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '-').starts_with("}}")
    })
}

fn is_word(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
}

/// The call with its arguments.
fn given<'a>(mut call: Call<'a>, written: &'a str, matched: bool) -> Call<'a> {
    let written = written.trim();
    let inner = match written.strip_prefix('(') {
        Some(inner) if call.style == Style::Tag => inner.strip_suffix(')').unwrap_or(inner),
        _ => written,
    };
    (call.arguments, call.written, call.unquoted) = (split(inner), written, !matched);
    call
}

/// The beginning of a text, in which a call that closes something has its end.
fn near(text: &str) -> &str {
    &text[..text.floor_char_boundary(100)]
}

fn angle_close<'a>(rest: &'a str, closing: &str) -> Option<(&'a str, usize)> {
    let end = near(rest).find(closing)?;
    let name = rest.get(3..end)?.trim().strip_prefix('/')?;
    Some((name.trim(), end + closing.len()))
}

fn tag_close(rest: &str) -> Option<(&str, usize)> {
    let end = near(rest).find("%}")?;
    let inner = rest.get(2..end)?.trim_matches(|c: char| c.is_whitespace() || c == '-');
    let name = inner.strip_prefix("end")?;
    Some((name.trim_start_matches('_'), end + 2))
}

fn call(start: usize, end: usize, name: &str, kind: Kind, style: Style) -> Call<'_> {
    let arguments = Vec::new();
    Call { start, end, name, kind, inner: "", style, written: "", arguments, unquoted: false }
}
