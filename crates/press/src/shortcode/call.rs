//! A call of a shortcode, taken apart: what it does, its name, and what is given to it.

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
    /// A variable, perhaps with filters (`{{ page.title | upcase }}`), or prose that looks like one.
    Variable,
}

/// The system whose way of writing it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    /// `{{< x >}}` and `{{% x %}}`: Hugo.
    Angle,
    /// `{{ x() }}`: Zola.
    Braces,
    /// `{% x %}`: Zola, Jekyll.
    Tag,
}

/// An argument of a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Argument<'a> {
    /// Its name, or nothing.
    pub(super) name: &'a str,
    /// Its value as it is written between the quotation marks, if there are any.
    pub(super) value: &'a str,
    /// The quotation mark that it stands in.
    pub(super) quote: Option<char>,
}

/// A call of a shortcode.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Call<'a> {
    /// Its first byte.
    pub(super) start: usize,
    /// The byte after it; of a verbatim one, after its end.
    pub(super) end: usize,
    /// Its name; of a closing one, the name that it closes, or nothing.
    pub(super) name: &'a str,
    /// What it does.
    pub(super) kind: Kind,
    /// The text that a verbatim or literal one holds; the expression of a variable.
    pub(super) inner: &'a str,
    /// The system whose way of writing it is.
    pub(super) style: Style,
    /// Everything after the name, as it is written.
    pub(super) written: &'a str,
    /// What is given to it, in order.
    pub(super) arguments: Vec<Argument<'a>>,
    /// Whether its quotation marks do not match.
    pub(super) unquoted: bool,
}

impl<'a> Call<'a> {
    /// The first of these arguments that was given and is not empty. The one without a name is
    /// called `""`.
    pub(super) fn value(&self, names: &[&str]) -> Option<&'a str> {
        names.iter().find_map(|name| {
            let own = self.arguments.iter().find(|own| own.name == *name)?;
            (!own.value.trim().is_empty()).then_some(own.value)
        })
    }

    /// The arguments without a name, in order.
    pub(super) fn positional(&self) -> impl Iterator<Item = &'a str> {
        self.arguments.iter().filter(|own| own.name.is_empty()).map(|own| own.value)
    }

    /// How its end is written.
    pub(super) fn closing(&self) -> String {
        let name = self.name;
        match self.style {
            Style::Angle => format!("{{{{< /{name} >}}}}"),
            Style::Tag if self.written.starts_with('(') => "{% end %}".to_owned(),
            Style::Braces | Style::Tag => format!("{{% end{name} %}}"),
        }
    }
}

/// The name at the beginning, and what follows it.
pub(super) fn name(text: &str) -> (&str, &str) {
    let end = text.find(|c: char| !(c.is_alphanumeric() || "_-./:".contains(c))).unwrap_or(text.len());
    (&text[..end], &text[end..])
}

/// `src="x", alt='y' z` as arguments.
pub(super) fn split(text: &str) -> Vec<Argument<'_>> {
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
        let (value, quote, left) = value(rest);
        list.push(Argument { name: key, value, quote });
        rest = left;
    }
}

/// The value at the beginning, its quotation mark, and what follows it.
fn value(text: &str) -> (&str, Option<char>, &str) {
    let quote = text.chars().next().unwrap_or(' ');
    let closing = match quote {
        '"' | '\'' | '`' => quote,
        '“' => '”',
        _ => {
            let end = text.find(|c: char| c.is_whitespace() || c == ',').unwrap_or(text.len());
            // A lone sign has to go forward too.
            let (value, left) = text.split_at(end.max(quote.len_utf8()).min(text.len()));
            return (value, None, left);
        }
    };
    let inner = &text[quote.len_utf8()..];
    let mut escaped = false;
    for (place, letter) in inner.char_indices() {
        if letter == closing && !escaped {
            return (&inner[..place], Some(quote), &inner[place + closing.len_utf8()..]);
        }
        escaped = letter == '\\' && !escaped;
    }
    (inner, Some(quote), "")
}
