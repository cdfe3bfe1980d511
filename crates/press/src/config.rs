//! The author's configuration: the few things that a folder of posts does not say by itself. `quire.toml` is ours; those
//! of other systems are read for the facts that a blog cannot do without.

use std::collections::BTreeMap;
use std::ops::Deref;
use std::path::PathBuf;
use std::{fmt, fs, io};

use jiff::tz::TimeZone;
use quire_bundle::{Newsletter, Part, Route, Words};

use crate::colour::Colour;
use crate::date::Form;
use crate::host::Host;
use crate::look::Look;
use crate::permalink::Permalinks;
use crate::problem::Rule;

mod address;
mod feeds;
mod find;
mod foreign;
mod front_page;
mod look;
mod policy;
mod read;
mod static_files;
mod table;
#[cfg(test)]
mod tests;
mod words;

pub(crate) use address::{is_web_address, whole_address};
pub(crate) use feeds::{Feeds, Format};
pub(crate) use find::{Found, shown};
use read::is_setting;

/// What `quire.toml` says, with the defaults for what it leaves out.
#[derive(Clone, Debug, PartialEq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own in the author's file")]
pub(crate) struct Config {
    /// The blog's name; else the title of `_index.md`, else the folder's name.
    pub(crate) title: Option<String>,
    /// A few words that stand beside the title.
    pub(crate) tagline: Option<String>,
    /// One sentence; else the description of `_index.md`.
    pub(crate) description: Option<String>,
    /// Where the blog will live, absolute.
    pub(crate) base_url: Option<String>,
    /// Where the blog is published, if its host is to be told something.
    pub(crate) host: Option<Host>,
    /// How the blog looks.
    pub(crate) look: Look,
    /// What the author has of their own over that.
    pub(crate) own: Own,
    /// BCP 47 tag; `en` when it is left out.
    pub(crate) language: String,
    /// The time zone in which dates are read and shown; UTC when it is left out.
    pub(crate) time_zone: TimeZone,
    /// What the blog says of those who write it.
    pub(crate) authors: Vec<Author>,
    /// The links at the head of every page; none means the blog's own lists.
    pub(crate) navigation: Vec<Link>,
    /// Posts on a list page.
    pub(crate) page_size: usize,
    /// The addresses of posts that name none themselves.
    pub(crate) permalinks: Permalinks,
    /// The sections of the home page; none means the newest posts, page by page.
    pub(crate) home: Vec<HomeSection>,
    /// Which issue of the blog this is.
    pub(crate) masthead: Option<Masthead>,
    /// How to get the blog by mail.
    pub(crate) newsletter: Option<Newsletter>,
    /// What is said at the foot of every page.
    pub(crate) colophon: Option<String>,
    /// Where the files of posts can be edited, with `{}` where their path goes.
    pub(crate) edit_url: Option<String>,
    /// How long excerpts are that are cut from posts, in letters, if that is not as usual.
    pub(crate) excerpt: Option<usize>,
    /// Which parts pages have, where that is not as usual.
    pub(crate) shows: Shows,
    /// What the blog says of its categories, in the order in which they are shown.
    pub(crate) categories: Vec<About>,
    /// What the blog says of its series, in the order in which they are shown.
    pub(crate) series: Vec<About>,
    /// The picture of posts that have none: an absolute URL, or a file of the content folder or the static one.
    pub(crate) picture: Option<Said<String>>,
    /// For how many posts that have no picture one is drawn, the newest.
    pub(crate) previews: usize,
    /// The widths in pixels that pictures are resized to, the smallest first.
    pub(crate) picture_widths: Vec<usize>,
    /// How dates are shown, in the blog's language.
    pub(crate) date_form: Form,
    /// The folder that is copied as it is, as the author named it; see [`Found::static_folder`].
    pub(crate) static_folder: Said<PathBuf>,
    /// The folder of the author's own shortcodes, as the author named it; see [`Found::shortcode_folder`].
    pub(crate) shortcode_folder: Said<PathBuf>,
    /// The folder of the author's own HTML, as the author named it; see [`Found::partial_folder`].
    pub(crate) partial_folder: Said<PathBuf>,
    /// The servers that pages may ask beside the blog's own, by the directive of the policy that allows it.
    pub(crate) policy: Vec<(&'static str, Vec<String>)>,
    /// Whether straight quotation marks, `--` and `...` become typographic ones.
    pub(crate) smart_punctuation: bool,
    /// Whether `#word` in the text is a tag.
    pub(crate) hashtags: bool,
    /// Whether `$x$` is a formula, in posts that do not say so themselves.
    pub(crate) math: bool,
    /// Whether blocks of code that are diagrams are drawn, in posts that do not say so themselves.
    pub(crate) diagrams: bool,
    /// Whether the blog is kept on its readers' devices.
    pub(crate) offline: bool,
    /// Whether scheduled posts are written before their time, to appear on it without a build.
    pub(crate) publish_ahead: bool,
    /// Whether posts called "Name: part" are a series.
    pub(crate) infer_series: bool,
    /// The words of the interface; names of months are in the blog's language by themselves.
    pub(crate) words: Words,
    /// Words that no view holds, by their names in [`BODY_WORDS`].
    pub(crate) body_words: BTreeMap<&'static str, String>,
    /// Which feeds the blog has.
    pub(crate) feeds: Feeds,
    /// The rules that `quire check` leaves out.
    pub(crate) off: Vec<Rule>,
    /// The blog's own front matter keys, and which key of Quire each one stands for.
    pub(crate) keys: BTreeMap<String, String>,
}

/// The words that stand within posts, of a post that is still to come, and of a blog that is kept on a device, with their English: `[words]` may set
/// them too.
pub(crate) const BODY_WORDS: &[(&str, &str)] = &[
    ("alert_note", "Note"),
    ("alert_tip", "Tip"),
    ("alert_important", "Important"),
    ("alert_warning", "Warning"),
    ("alert_caution", "Caution"),
    ("footnote_back", "Back to the text"),
    ("footnote", "Footnote {}"),
    ("code", "Code"),
    ("table", "Table"),
    ("formula", "Formula"),
    ("link_to_section", "Link to this section"),
    ("copy", "Copy"),
    ("copied", "Copied"),
    ("share_with", "Share"),
    ("enlarged", "Enlarged picture"),
    ("volume", "Vol. {}"),
    ("issue", "Issue {}"),
    ("scheduled", "This post appears on {}"),
    ("offline", "You are offline"),
    ("offline_posts", "Posts on this device"),
    ("no_offline_posts", "No post is on this device yet."),
    (
        "offline_search",
        "Search finds posts that are not on this device too; they open when you are online again.",
    ),
    ("forget_blog", "Forget this blog on this device"),
    ("blog_forgotten", "It is forgotten."),
    ("newer_version", "There is a newer version of this page."),
    ("load_newer", "Load it"),
];

impl Config {
    /// One of [`BODY_WORDS`], as the author has it.
    pub(crate) fn body_word(&self, name: &str) -> String {
        let english = BODY_WORDS.iter().find(|(known, _)| *known == name).map_or("", |(_, english)| english);
        self.body_words.get(name).cloned().unwrap_or_else(|| english.to_owned())
    }
}

/// A value, and the line of the configuration on which it stands; 0 when nobody said it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Said<T> {
    pub(crate) value: T,
    pub(crate) line: usize,
}

impl<T> Deref for Said<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

/// One who writes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Author {
    /// As posts name them.
    pub(crate) name: String,
    /// A page about them.
    pub(crate) page: Option<Target>,
    /// An absolute URL, or a file of the content folder or the static one.
    pub(crate) picture: Option<String>,
    /// A sentence about them.
    pub(crate) description: Option<String>,
    /// The line of the configuration on which they begin.
    pub(crate) line: usize,
}

/// An entry of the navigation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Link {
    /// What readers see; else the name of what it leads to.
    pub(crate) title: Option<String>,
    /// Where it leads.
    pub(crate) target: Target,
    /// The line of the configuration on which it begins.
    pub(crate) line: usize,
}

/// Where a link of the configuration leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Target {
    /// An absolute URL, elsewhere.
    Away(String),
    /// A path from the blog's root, such as `/about/`.
    Path(String),
    /// A Markdown file, named from the content folder.
    File(String),
    /// One of the lists that every blog has, by its name: `tags`, `archive`.
    List(Route),
}

/// A section of the home page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct HomeSection {
    /// Its heading; else the name of what it shows.
    pub(crate) title: Option<String>,
    /// The number before the heading, as it is written; may be empty.
    pub(crate) number: String,
    /// What it shows.
    pub(crate) source: HomeSource,
    /// How many posts at most.
    pub(crate) count: usize,
    /// The line of the configuration on which it begins.
    pub(crate) line: usize,
}

/// What a section of the home page shows: mostly posts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum HomeSource {
    /// The newest.
    Latest,
    /// Those that are pinned.
    Pinned,
    /// Those with this tag, by its name.
    Tag(String),
    /// Those of this category, by its name.
    Category(String),
    /// Those of this series, by its name.
    Series(String),
    /// This Markdown.
    Text(Said<String>),
    /// The form of the newsletter.
    Newsletter,
}

/// Which issue of the blog this is; each may be empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Masthead {
    pub(crate) volume: String,
    pub(crate) issue: String,
    /// When it appeared; else the month of the newest post.
    pub(crate) month: String,
}

/// Which parts the author wants shown, and which not; the look decides on the others.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Shows {
    /// What the views draw.
    pub(crate) parts: Vec<(Part, bool)>,
    /// What `reading.js` does, each one of [`Shows::READING`].
    pub(crate) reading: Vec<(&'static str, bool)>,
}

impl Shows {
    /// What `reading.js` does for readers, each unless the author does not want it.
    pub(crate) const READING: [&'static str; 5] = ["copy", "footnotes", "zoom", "anchors", "films"];

    /// The parts that pages have, where those of `usual` are shown that the author says nothing of.
    pub(crate) fn parts(&self, usual: &[Part]) -> Vec<Part> {
        let all = Part::NAMES.iter().map(|(_, part)| *part);
        let said = |part: &Part| self.parts.iter().find(|(one, _)| one == part).map(|(_, shown)| *shown);
        all.filter(|part| said(part).unwrap_or_else(|| usual.contains(part))).collect()
    }
}

/// What the blog says of a category or of a series.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct About {
    /// As posts name it.
    pub(crate) name: String,
    /// A sentence about it.
    pub(crate) description: Option<String>,
    /// The line of the configuration on which it begins.
    pub(crate) line: usize,
}

/// What the author has of their own over the look.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Own {
    /// A style sheet: a file of the content folder or the static one.
    pub(crate) stylesheet: Option<Said<String>>,
    /// Colours by their names: light, dark.
    pub(crate) colors: Vec<(&'static str, Said<[Colour; 2]>)>,
    /// Which fonts are shown.
    pub(crate) fonts: Vec<Font>,
    /// The files of fonts that readers may not have.
    pub(crate) files: Vec<FontFile>,
}

/// The fonts of what is read, of headings and so on, the first that a reader has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Font {
    /// What they are for: `serif`, `sans`, `mono` or `display`.
    pub(crate) name: &'static str,
    /// As a style sheet has it.
    pub(crate) stack: String,
}

/// A file with one face of a family of fonts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FontFile {
    pub(crate) family: String,
    /// A file of the content folder or the static one.
    pub(crate) file: Said<String>,
    /// One number, or two for a font that has all between them.
    pub(crate) weight: Option<String>,
    pub(crate) is_italic: bool,
}

/// Why a configuration cannot be used: everything that is wrong with it, a line for each.
#[derive(Debug)]
pub struct ConfigError {
    file: PathBuf,
    /// The line, counted from 1 where it is known, and what is wrong.
    mistakes: Vec<(Option<usize>, String)>,
}

impl ConfigError {
    fn unreadable(file: PathBuf, cause: &io::Error) -> ConfigError {
        let message = match cause.kind() {
            io::ErrorKind::NotFound => {
                "there is no such file; name your configuration with --config".to_owned()
            }
            io::ErrorKind::InvalidData => "it is not UTF-8 text; save it as UTF-8".to_owned(),
            _ => format!("it cannot be read: {cause}; check who may read it"),
        };
        ConfigError { file, mistakes: vec![(None, message)] }
    }
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, (line, message)) in self.mistakes.iter().enumerate() {
            let end = if index == 0 { "" } else { "\n" };
            let line = line.map_or_else(String::new, |line| format!("{line}:"));
            write!(f, "{end}{}:{line} {message}", self.file.display())?;
        }
        Ok(())
    }
}

impl std::error::Error for ConfigError {}

/// The text of a file, without the mark that some editors put before it.
fn text_of(file: &std::path::Path) -> io::Result<String> {
    let text = fs::read_to_string(file)?;
    Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
}
