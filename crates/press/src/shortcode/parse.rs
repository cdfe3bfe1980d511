//! Finds calls of shortcodes in text, and takes their arguments apart.

/// What a call does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Stands alone, or opens a passage.
    Open,
    /// Closes a passage.
    Close,
    /// Holds text in which nothing is read: code, or `raw`.
    Verbatim,
    /// Shows how a call is written (`{{</* x */>}}`).
    Literal,
}

/// The system whose way of writing it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Style {
    /// `{{< x >}}` and `{{% x %}}`: Hugo.
    Angle,
    /// `{{ x() }}`: Zola.
    Braces,
    /// `{% x %}`: Zola, Jekyll.
    Tag,
}

/// A call of a shortcode.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Call<'a> {
    /// Its first byte.
    pub(crate) start: usize,
    /// The byte after it; of a verbatim one, after its end.
    pub(crate) end: usize,
    /// Its name; of a closing one, the name that it closes, or nothing.
    pub(crate) name: &'a str,
    /// What it does.
    pub(crate) kind: Kind,
    /// The text that a verbatim or literal one holds.
    pub(crate) inner: &'a str,
    style: Style,
    arguments: Vec<(&'a str, &'a str)>,
}

impl<'a> Call<'a> {
    /// The first of these arguments that was given and is not empty. The one without a name is
    /// called `""`.
    pub(super) fn value(&self, names: &[&str]) -> Option<&'a str> {
        names.iter().find_map(|name| {
            let own = self.arguments.iter().find(|(own, _)| own == name)?;
            (!own.1.trim().is_empty()).then_some(own.1)
        })
    }

    /// The arguments without a name, in order.
    pub(super) fn positional(&self) -> impl Iterator<Item = &'a str> {
        self.arguments.iter().filter(|(name, _)| name.is_empty()).map(|(_, value)| *value)
    }

    /// Whether that call ends the passage that this one opens.
    pub(super) fn is_closed_by(&self, close: &Call<'_>) -> bool {
        let same_system = (self.style == Style::Tag) == (close.style == Style::Tag);
        let any = close.style == Style::Tag && close.name.is_empty();
        same_system && self.style != Style::Braces && (any || close.name == self.name)
    }
}

/// A call is not longer than this, in bytes; what is longer is prose that happens to hold braces.
const LONGEST: usize = 8_000;

/// The first call at or after a byte.
pub(super) fn next(source: &str, from: usize) -> Option<Call<'_>> {
    let mut at = from;
    while let Some(found) = source.get(at..)?.find('{') {
        let start = at + found;
        let rest = &source[start..];
        let call = match rest.as_bytes().get(1..3) {
            Some(b"{<") => angle(rest, ">}}"),
            Some(b"{%") => angle(rest, "%}}"),
            Some([b'{', _]) => comment(rest).or_else(|| braces(rest)),
            Some([b'%', _]) => tag(rest),
            _ => None,
        };
        if let Some(mut call) = call {
            call.start += start;
            call.end += start;
            return Some(call);
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
fn angle<'a>(rest: &'a str, closing: &str) -> Option<Call<'a>> {
    let end = end(rest, 3, closing)?;
    let inner = rest[3..end].trim();
    let end = end + closing.len();
    if inner.starts_with("/*") {
        return Some(Call { inner: &rest[..end], ..call(0, end, "", Kind::Literal, Style::Angle) });
    }
    let (kind, inner) = match inner.strip_prefix('/') {
        Some(name) => (Kind::Close, name.trim()),
        None => (Kind::Open, inner.strip_suffix('/').unwrap_or(inner)),
    };
    let (name, arguments) = name(inner);
    if name.is_empty() {
        return None;
    }
    let call = Call { arguments: split(arguments), ..call(0, end, name, kind, Style::Angle) };
    Some(verbatim(rest, call))
}

/// `{{/* … */}}`: a comment, which goes.
fn comment(rest: &str) -> Option<Call<'_>> {
    let inner = rest.strip_prefix("{{")?.trim_start_matches(['-', ' ']);
    inner.starts_with("/*").then_some(())?;
    let end = rest.find("*/")? + rest[rest.find("*/")?..].find("}}")? + 2;
    Some(call(0, end, "", Kind::Close, Style::Angle))
}

/// `{{ x(…) }}`, from its first brace. Braces around anything else are prose.
fn braces(rest: &str) -> Option<Call<'_>> {
    let inner = rest[2..].trim_start_matches(['-', ' ']);
    let (name, after) = name(inner);
    let first_is_letter = name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_');
    if !first_is_letter || !after.starts_with('(') {
        return None;
    }
    let open = rest.len() - after.len() + 1;
    let mut from = open;
    loop {
        let close = end(rest, from, ")")?;
        let left = rest[close + 1..].trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '-');
        if left.starts_with("}}") {
            return Some(Call {
                arguments: split(&rest[open..close]),
                ..call(0, rest.len() - left.len() + 2, name, Kind::Open, Style::Braces)
            });
        }
        from = close + 1;
    }
}

/// `{% x … %}`, from its brace.
fn tag(rest: &str) -> Option<Call<'_>> {
    let end = end(rest, 2, "%}")?;
    let inner = rest[2..end].trim_matches(|c: char| c.is_whitespace() || c == '-');
    let (name, arguments) = name(inner);
    if !name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_') {
        return None;
    }
    let (kind, name) = match name.strip_prefix("end") {
        Some(name) => (Kind::Close, name.trim_start_matches('_')),
        None => (Kind::Open, name),
    };
    let arguments = arguments.trim().trim_start_matches('(').trim_end_matches(')');
    let call = Call { arguments: split(arguments), ..call(0, end + 2, name, kind, Style::Tag) };
    Some(verbatim(rest, call))
}

/// A call that holds code takes everything up to its end.
fn verbatim<'a>(rest: &'a str, open: Call<'a>) -> Call<'a> {
    let holds = match open.name {
        "raw" | "mermaid" | "katex" => true,
        "highlight" => open.value(&["", "lang", "language"]).is_some(),
        _ => false,
    };
    if !holds || open.kind != Kind::Open {
        return open;
    }
    let mut at = open.end;
    while let Some(found) = rest.get(at..).and_then(|rest| rest.find('{')) {
        let start = at + found;
        let close = match rest.as_bytes().get(start + 1..start + 3) {
            Some(b"{<") => angle_close(&rest[start..], ">}}"),
            Some(b"{%") => angle_close(&rest[start..], "%}}"),
            Some([b'%', _]) => tag_close(&rest[start..]),
            _ => None,
        };
        if let Some((name, length)) = close
            && (name == open.name || (name.is_empty() && open.style == Style::Tag))
        {
            return Call { inner: &rest[open.end..start], end: start + length, kind: Kind::Verbatim, ..open };
        }
        at = start + 1;
    }
    open
}

fn angle_close<'a>(rest: &'a str, closing: &str) -> Option<(&'a str, usize)> {
    let end = rest.get(..60.min(rest.len())).unwrap_or(rest).find(closing)?;
    let name = rest.get(3..end)?.trim().strip_prefix('/')?;
    Some((name.trim(), end + closing.len()))
}

fn tag_close(rest: &str) -> Option<(&str, usize)> {
    let end = rest.find("%}")?;
    let inner = rest.get(2..end)?.trim_matches(|c: char| c.is_whitespace() || c == '-');
    let name = inner.strip_prefix("end")?;
    Some((name.trim_start_matches('_'), end + 2))
}

fn call(start: usize, end: usize, name: &str, kind: Kind, style: Style) -> Call<'_> {
    Call { start, end, name, kind, inner: "", style, arguments: Vec::new() }
}

/// Where the call ends: at the first such sign outside quotation marks, or, when its quotation
/// marks do not match, at the first of all. A call does not run over an empty line.
fn end(rest: &str, from: usize, closing: &str) -> Option<usize> {
    let mut limit = rest.len().min(LONGEST);
    while !rest.is_char_boundary(limit) {
        limit -= 1;
    }
    let text = rest.get(from..limit)?;
    let text = text.split("\n\n").next().unwrap_or(text);
    let mut quote = None;
    let mut escaped = false;
    for (place, letter) in text.char_indices() {
        match quote {
            None if text[place..].starts_with(closing) => return Some(from + place),
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
    text.find(closing).map(|place| from + place)
}

/// The name at the beginning, and what follows it.
fn name(text: &str) -> (&str, &str) {
    let end = text.find(|c: char| !(c.is_alphanumeric() || "_-./:".contains(c))).unwrap_or(text.len());
    (&text[..end], &text[end..])
}

/// `src="x", alt='y' z` as names and values; a value without a name has an empty one.
fn split(text: &str) -> Vec<(&str, &str)> {
    let mut list = Vec::new();
    let mut rest = text;
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == ',');
        if rest.is_empty() {
            return list;
        }
        let (key, after) = name(rest);
        let after = after.trim_start();
        let key = match after.strip_prefix('=') {
            Some(value) if !key.is_empty() => {
                rest = value.trim_start();
                key
            }
            _ => "",
        };
        let (value, left) = value(rest);
        list.push((key, value));
        rest = left;
    }
}

/// The value at the beginning, and what follows it.
fn value(text: &str) -> (&str, &str) {
    let quote = text.chars().next().unwrap_or(' ');
    let closing = match quote {
        '"' | '\'' | '`' => quote,
        '“' => '”',
        _ => {
            let end = text.find(|c: char| c.is_whitespace() || c == ',').unwrap_or(text.len());
            // A lone sign has to go forward too.
            return text.split_at(end.max(quote.len_utf8()).min(text.len()));
        }
    };
    let inner = &text[quote.len_utf8()..];
    let mut escaped = false;
    for (place, letter) in inner.char_indices() {
        if letter == closing && !escaped {
            return (&inner[..place], &inner[place + closing.len_utf8()..]);
        }
        escaped = letter == '\\' && !escaped;
    }
    (inner, "")
}
