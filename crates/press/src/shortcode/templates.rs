//! Templates for shortcodes: an author's own, from files (`shortcodes/price.html`), and the few
//! that Quire brings. They are Jinja. What a call gives is escaped; the body of a pair is Markdown.

use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

use minijinja::value::Value;
use minijinja::{
    AutoEscape, Environment, Error, ErrorKind, Output, State, UndefinedBehavior, escape_formatter,
};
use walkdir::WalkDir;

use super::call::Argument;
use super::shape;
use crate::content::slashed;
use crate::problem::{Problem, Rule};

/// How many steps one call may take: a loop over thousands of things, but none that never ends.
const FUEL: u64 = 100_000;

/// How deep templates may include each other.
const DEEPEST: usize = 20;

/// A template is not longer than this, in bytes.
const LONGEST: u64 = 1_000_000;

/// Quire's own templates.
const BUILT_IN: &[(&str, &str)] = &[
    ("details", include_str!("details.html")),
    ("film", "<p class=\"film\"><a href=\"{{ address }}\">{{ title }}</a></p>"),
    ("figure", include_str!("figure.html")),
    ("mark", "<mark>{{ body }}</mark>"),
    ("multilingual_quote", include_str!("multilingual_quote.html")),
    ("note", include_str!("note.html")),
];

/// Templates by the names of their shortcodes.
pub struct Templates {
    own: Environment<'static>,
    built_in: Environment<'static>,
    /// Those that cannot be used, with their files.
    broken: BTreeMap<String, PathBuf>,
    /// The name of the folder.
    folder: PathBuf,
}

impl fmt::Debug for Templates {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names = self.own.templates().map(|(name, _)| name.to_owned());
        formatter.debug_set().entries(names).finish()
    }
}

impl Default for Templates {
    fn default() -> Self {
        let mut built_in = environment();
        for (name, source) in BUILT_IN {
            let compiled = built_in.add_template(name, source);
            debug_assert!(compiled.is_ok(), "{name}: {compiled:?}");
        }
        Self { own: environment(), built_in, broken: BTreeMap::new(), folder: PathBuf::from("shortcodes") }
    }
}

/// What a call gives a template.
pub(super) struct Given<'a> {
    /// Its arguments.
    pub(super) arguments: &'a [Argument<'a>],
    /// The Markdown between the calls of a pair.
    pub(super) body: Option<&'a str>,
    /// The facts of the post.
    pub(super) post: Value,
}

impl Templates {
    /// Reads every `.html` file of a folder, `card/big.html` as `card/big`. Those that do not
    /// compile are named; a folder that is not there holds none.
    pub fn read(folder: &Path) -> (Templates, Vec<Problem>) {
        let name = folder.file_name().map_or_else(|| folder.to_path_buf(), PathBuf::from);
        let mut templates = Templates { folder: name, ..Templates::default() };
        let mut problems = Vec::new();
        for entry in WalkDir::new(folder).sort_by_file_name() {
            let Ok(entry) = entry else { continue };
            let Ok(file) = entry.path().strip_prefix(folder) else { continue };
            let is_template =
                file.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("html"));
            if !is_template || !entry.path().is_file() {
                continue;
            }
            let shown = templates.folder.join(file);
            let name = slashed(&file.with_extension(""));
            let compiled = source(entry.path()).map_err(|message| (None, message)).and_then(|source| {
                let added = templates.own.add_template_owned(name.clone(), source);
                added.map_err(|error| (error.line(), reason(&error)))
            });
            if let Err((line, message)) = compiled {
                let message = format!("the template cannot be read: {message}; correct it");
                problems.push(Problem::warning(Rule::Shortcode, &shown, line, message));
                templates.broken.insert(name, shown);
            }
        }
        (templates, problems)
    }

    /// Whether the author has a template of this name, though it may be broken.
    pub(super) fn has(&self, name: &str) -> bool {
        self.own.get_template(name).is_ok() || self.broken.contains_key(name)
    }

    /// The file of the author's template of this name, as it is named to the author.
    pub(super) fn file(&self, name: &str) -> String {
        slashed(&self.folder.join(format!("{name}.html")))
    }

    /// What the author's template of this name writes for a call, or what went wrong.
    pub(super) fn own(&self, name: &str, given: &Given<'_>) -> Result<String, Failure> {
        if self.broken.contains_key(name) {
            return Err(Failure { reason: "it cannot be read".to_owned(), endless: false });
        }
        render(&self.own, name, given)
    }

    /// What Quire's template of this name writes for a call.
    pub(super) fn built_in(&self, name: &str, given: &Given<'_>) -> Result<String, Failure> {
        render(&self.built_in, name, given)
    }
}

/// Why a template wrote nothing.
pub(super) struct Failure {
    /// The reason, as a part of a sentence.
    pub(super) reason: String,
    /// Whether it did not come to an end.
    pub(super) endless: bool,
}

fn environment() -> Environment<'static> {
    let mut environment = Environment::new();
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    environment.set_undefined_behavior(UndefinedBehavior::Chainable);
    environment.set_formatter(write_value);
    environment.set_fuel(Some(FUEL));
    environment.set_recursion_limit(DEEPEST);
    environment.set_trim_blocks(true);
    environment.set_lstrip_blocks(true);
    for name in ["markdown", "markdownify"] {
        environment.add_filter(name, |text: &str| Value::from_safe_string(shape::passage(text)));
    }
    environment
}

fn render(environment: &Environment<'_>, name: &str, given: &Given<'_>) -> Result<String, Failure> {
    let named = given.arguments.iter().filter(|argument| !argument.name.is_empty());
    let mut context: BTreeMap<String, Value> =
        named.map(|argument| (argument.name.replace('-', "_"), value(argument))).collect();
    let positional = given.arguments.iter().filter(|argument| argument.name.is_empty());
    context.insert("args".into(), positional.map(value).collect());
    context.insert("post".into(), given.post.clone());
    if let Some(body) = given.body {
        let passage = if body.trim().is_empty() { String::new() } else { shape::passage(body) };
        context.insert("body".into(), Value::from_safe_string(passage));
    }
    let written = environment.get_template(name).and_then(|template| template.render(context));
    written.map_err(|error| {
        let endless = cause(&error).kind() == ErrorKind::OutOfFuel;
        Failure { reason: reason(&error), endless }
    })
}

/// Escapes what HTML needs escaped. The library would escape `/` too, and Markdown would not see an
/// address any more.
fn write_value(out: &mut Output<'_>, state: &State<'_, '_>, value: &Value) -> Result<(), Error> {
    let Some(text) = value.as_str().filter(|_| !value.is_safe()) else {
        return escape_formatter(out, state, value);
    };
    let mut rest = text;
    while let Some(place) = rest.find(['&', '<', '>', '"', '\'']) {
        let entity = match rest.as_bytes()[place] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            _ => "&#39;",
        };
        out.write_str(&rest[..place]).and_then(|()| out.write_str(entity))?;
        rest = &rest[place + 1..];
    }
    Ok(out.write_str(rest)?)
}

/// The value of an argument; without quotation marks, `true` and numbers are what they say.
fn value(argument: &Argument<'_>) -> Value {
    let text = argument.value;
    match argument.quote {
        None if text == "true" || text == "false" => Value::from(text == "true"),
        None => text.parse::<i64>().map_or_else(|_| Value::from(text), Value::from),
        Some('`') => Value::from(text),
        Some(_) => Value::from(unescaped(text)),
    }
}

/// A text in quotation marks without its backslashes.
fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut letters = text.chars();
    while let Some(letter) = letters.next() {
        match (letter, letters.clone().next()) {
            ('\\', Some(next @ ('"' | '\'' | '\\' | 'n'))) => {
                out.push(if next == 'n' { '\n' } else { next });
                letters.next();
            }
            _ => out.push(letter),
        }
    }
    out
}

fn source(file: &Path) -> Result<String, String> {
    let length = fs::metadata(file).map_err(|error| error.to_string())?.len();
    if length > LONGEST {
        return Err(format!("it is longer than {LONGEST} bytes"));
    }
    let text = fs::read_to_string(file).map_err(|error| error.to_string())?;
    Ok(text.trim_start_matches('\u{feff}').replace("\r\n", "\n"))
}

fn reason(error: &Error) -> String {
    let error = cause(error);
    if error.kind() == ErrorKind::OutOfFuel {
        return "it does not come to an end".to_owned();
    }
    match error.detail() {
        Some(detail) => format!("{}: {detail}", error.kind()),
        None => error.kind().to_string(),
    }
}

/// What went wrong first, perhaps in a template that another includes.
fn cause(error: &Error) -> &Error {
    let mut cause = error;
    while let Some(inner) = std::error::Error::source(cause).and_then(|inner| inner.downcast_ref()) {
        cause = inner;
    }
    cause
}
