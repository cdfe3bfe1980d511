//! What is wrong with an author's file, where, and what to do about it. One bad post never stops
//! a build; it becomes a `Problem` under the name of a rule, and problems are counted and named at the end.

use std::fmt;
use std::path::{Path, PathBuf};

use serde::Serialize;

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The post is left out.
    Error,
    /// The post is there, with something less on show.
    Warning,
    /// Nothing is lost, but a careful author would want to know.
    Note,
}

impl Severity {
    /// Its name in reports.
    pub fn name(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        }
    }
}

macro_rules! rules {
    ($($(#[doc = $doc:literal])+ $variant:ident = $name:literal,)+) => {
        /// What a problem is about. Its name stands in reports, and switches the rule off in `quire.toml`.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Rule {
            $($(#[doc = $doc])+ $variant,)+
        }

        impl Rule {
            /// All of them, in the order of their names in the handbook.
            pub const ALL: &[Rule] = &[$(Rule::$variant),+];

            /// Its name in reports and in `quire.toml`.
            pub fn name(self) -> &'static str {
                match self { $(Rule::$variant => $name),+ }
            }

            /// What it finds.
            pub fn about(self) -> &'static str {
                match self { $(Rule::$variant => concat!($($doc),+).trim_ascii()),+ }
            }
        }
    };
}

rules! {
    /// A file that cannot be read, or is not text.
    Unreadable = "unreadable",
    /// A front matter that is not valid YAML, TOML or JSON.
    FrontMatter = "front-matter",
    /// A key that stands twice in a front matter.
    RepeatedKey = "repeated-key",
    /// A key that looks like one of Quire's, misspelt.
    MisspeltKey = "misspelt-key",
    /// A key that Quire does not know; what it says is kept for the author's own shortcodes.
    UnknownKey = "unknown-key",
    /// A value that its key cannot have.
    Value = "value",
    /// A date that cannot be read.
    Date = "date",
    /// A date that is another one than in the file's name.
    DateMismatch = "date-mismatch",
    /// A post without a title.
    NoTitle = "no-title",
    /// A post without anything in it.
    EmptyPost = "empty-post",
    /// A post without a description.
    NoDescription = "no-description",
    /// An address that is not one inside the site.
    Path = "path",
    /// Two posts that want one address.
    DuplicatePath = "duplicate-path",
    /// An old address that leads nowhere, as something else is there.
    Alias = "alias",
    /// Two posts with one title.
    DuplicateTitle = "duplicate-title",
    /// Two posts with one number in one series.
    SeriesOrder = "series-order",
    /// Two tags, categories, series or authors that differ in capitals, signs or an ending only.
    SimilarTags = "similar-tags",
    /// A link to a post or file of the site that is not there.
    DeadLink = "dead-link",
    /// A link to a place within a post that is not there.
    DeadAnchor = "dead-anchor",
    /// A picture, sound or film of the site that is not there.
    MissingPicture = "missing-picture",
    /// A file that should be a picture and is none, or only a part of one.
    BrokenPicture = "broken-picture",
    /// A picture that is too large to be resized.
    LargePicture = "large-picture",
    /// A picture without a text for those who do not see it.
    NoAlternativeText = "no-alternative-text",
    /// A shortcode that is not known, or that lacks what it needs.
    Shortcode = "shortcode",
    /// A formula that cannot be read.
    Formula = "formula",
    /// A diagram that cannot be drawn.
    Diagram = "diagram",
    /// HTML by hand that cannot be read in one way only.
    Html = "html",
    /// A style sheet of the blog's own that is not there, or in which something is wrong.
    Stylesheet = "stylesheet",
    /// Two colours of the blog's own that some readers cannot tell apart.
    Contrast = "contrast",
    /// A font of the blog's own that is not there, or is none.
    Font = "font",
    /// HTML of the blog's own for all pages that cannot be used as it is.
    Partial = "partial",
    /// A link of the file system that leads out of the folder.
    Outside = "outside",
    /// A defect of Quire's own.
    Defect = "defect",
}

impl Rule {
    /// The rule of that name.
    pub fn of(name: &str) -> Option<Rule> {
        Rule::ALL.iter().copied().find(|rule| rule.name() == name)
    }
}

impl Serialize for Rule {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

/// One thing that is wrong with one file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Problem {
    /// The file, relative to the content folder.
    pub file: PathBuf,
    /// The line, counted from 1, where it is known.
    pub line: Option<usize>,
    /// How bad it is.
    pub severity: Severity,
    /// What it is about.
    pub rule: Rule,
    /// What happened, and what to do.
    pub message: String,
}

impl Problem {
    /// A problem for which the post is left out.
    pub fn error(rule: Rule, file: &Path, line: Option<usize>, message: impl Into<String>) -> Self {
        Self::new(Severity::Error, rule, file, line, message.into())
    }

    /// A problem that the post survives.
    pub fn warning(rule: Rule, file: &Path, line: Option<usize>, message: impl Into<String>) -> Self {
        Self::new(Severity::Warning, rule, file, line, message.into())
    }

    /// Something that a careful author would want to know.
    pub fn note(rule: Rule, file: &Path, line: Option<usize>, message: impl Into<String>) -> Self {
        Self::new(Severity::Note, rule, file, line, message.into())
    }

    fn new(severity: Severity, rule: Rule, file: &Path, line: Option<usize>, message: String) -> Self {
        Self { file: file.to_path_buf(), line, severity, rule, message }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}:", self.file.display())?;
        if let Some(line) = self.line {
            write!(formatter, "{line}:")?;
        }
        write!(formatter, " {} {}: {}", self.severity.name(), self.rule.name(), self.message)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_problem_reads_like_a_compilers() {
        let file = Path::new("news/x.md");
        let known = Problem::error(Rule::Date, file, Some(3), "the date is not one");
        assert_eq!(known.to_string(), "news/x.md:3: error date: the date is not one");
        let unknown = Problem::warning(Rule::NoTitle, file, None, "no title");
        assert_eq!(unknown.to_string(), "news/x.md: warning no-title: no title");
    }

    #[test]
    fn a_rule_is_known_by_its_name() {
        for rule in Rule::ALL {
            assert_eq!(Rule::of(rule.name()), Some(*rule));
            assert!(rule.about().ends_with('.'), "{rule:?}");
        }
    }
}
