//! The one table of the HTML that a post may hold. `press` sanitises with it when it writes a site,
//! and the app sanitises with it again in the browser, because a bundle may come from anywhere;
//! one table keeps both of the same mind. Texts of words and small functions, nothing allocated:
//! a reader downloads this, and a table of pointers to each word would be as large again.

mod link;
mod value;

pub use link::{external, film, is_external, scheme};
pub use value::{Judge, PREFIX, candidates, prefixed, value};

/// Words with a space between them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WordList(&'static str);

impl WordList {
    /// Whether this is one of them.
    pub fn has(self, word: &str) -> bool {
        self.0.split(' ').any(|one| one == word)
    }

    /// Whether this is one of them, in whatever case.
    fn has_in_any_case(self, word: &str) -> bool {
        self.0.split(' ').any(|one| one.eq_ignore_ascii_case(word))
    }

    /// Each of them.
    pub fn iter(self) -> impl Iterator<Item = &'static str> {
        self.0.split(' ').filter(|word| !word.is_empty())
    }
}

/// An element that a post may hold, with the attributes that are its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Element {
    /// The name in lower case: `img`.
    pub name: &'static str,
    /// Attributes allowed on this element, beside [`GLOBAL_ATTRIBUTES`].
    pub attributes: WordList,
}

/// What a value of an allowed attribute has to look like; a value that does not is dropped with
/// its attribute.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rule {
    /// Any text.
    Any,
    /// One of these words, whatever the case.
    OneOf(WordList),
    /// A decimal number, perhaps with a sign, a point, or a closing `%`.
    Number,
    /// Words set apart by white space, of which those stay that [`class`] allows.
    Classes,
    /// Words set apart by white space, of which those stay that are in [`LINK_TYPES`].
    LinkTypes,
    /// An address to go to, by one of [`LINK_SCHEMES`].
    Link,
    /// An address of a picture, sound or film, by one of [`MEDIA_SCHEMES`].
    Media,
    /// Several such addresses with their sizes: `srcset`.
    MediaSet,
    /// The name of a place, or several: in a foreign body it gets [`PREFIX`].
    Places,
}

/// Every element that a post may hold, each with its attributes, but for those of formulas.
const ELEMENTS: &str = "\
a href hreflang referrerpolicy rel\n\
abbr\n\
address\n\
article\n\
aside\n\
audio controls loop muted preload src\n\
b\n\
bdi\n\
bdo\n\
blockquote\n\
br\n\
caption\n\
cite\n\
code\n\
col span\n\
colgroup span\n\
dd\n\
del datetime\n\
details open\n\
dfn\n\
div\n\
dl\n\
dt\n\
em\n\
figcaption\n\
figure\n\
footer\n\
h1\n\
h2\n\
h3\n\
h4\n\
h5\n\
h6\n\
header\n\
hr\n\
i\n\
img alt decoding height loading referrerpolicy sizes src srcset width\n\
input checked disabled type\n\
ins datetime\n\
kbd\n\
label\n\
li value\n\
mark\n\
meter high low max min optimum value\n\
ol reversed start type\n\
p\n\
picture\n\
pre\n\
progress max value\n\
q\n\
rp\n\
rt\n\
ruby\n\
s\n\
samp\n\
section\n\
small\n\
source height media sizes src srcset type width\n\
span\n\
strong\n\
sub\n\
summary\n\
sup\n\
table\n\
tbody\n\
td colspan headers rowspan\n\
tfoot\n\
th colspan headers rowspan scope\n\
thead\n\
time datetime\n\
tr\n\
track default kind label src srclang\n\
tt\n\
u\n\
ul\n\
var\n\
video controls height loop muted playsinline poster preload src width\n\
wbr";

/// The elements of formulas (`MathML` Core) that a post may hold; none that hides, links or carries another language.
/// They count in their own namespace only: an HTML element of such a name is not meant.
const MATH: WordList = WordList(
    "math mfrac mi mmultiscripts mn mo mover mpadded mphantom mprescripts mroot mrow ms mspace msqrt mstyle msub \
    msubsup msup mtable mtd mtext mtr munder munderover",
);

/// What all of [`MATH`] may have: whatever their values are, they move and size signs.
const OF_MATH: Element = Element {
    name: "math",
    attributes: WordList(
        "accent accentunder columnspan depth display displaystyle form height linethickness lspace mathvariant maxsize \
    minsize movablelimits rowspan rspace scriptlevel stretchy width",
    ),
};

/// Attributes allowed on every element. Never `style`, `name`, `data-*` or an event handler.
pub const GLOBAL_ATTRIBUTES: WordList = WordList("aria-label class dir id lang role tabindex title");

/// Elements dropped with all that they hold, because it is not text, or because a browser reads
/// it by other rules than HTML's. An element in neither list loses its tags and keeps its content.
pub const DROPPED_WITH_CONTENT: WordList = WordList(
    "annotation annotation-xml applet base button canvas datalist dialog embed fieldset form frame frameset head \
    iframe link listing map marquee meta noembed noframes noscript object optgroup option output param plaintext \
    portal script select selectedcontent slot style svg template textarea title xmp",
);

/// Schemes that a link may have.
pub const LINK_SCHEMES: WordList = WordList("http https mailto tel");

/// Schemes that a picture, sound or film may have.
pub const MEDIA_SCHEMES: WordList = WordList("http https");

/// What `rel` may say on a link.
pub const LINK_TYPES: WordList = WordList(
    "author bookmark external help license me next nofollow noopener noreferrer prev sponsored tag ugc",
);

/// Class names that a post may carry.
pub const CLASSES: WordList = WordList(
    "code diagram film math note note-caution note-important note-tip note-title note-warning table",
);

/// Beginnings of class names that a post may carry.
pub const CLASS_PREFIXES: WordList = WordList("align- footnote hl- language- rule- task");

/// The element of this name (in lower case), if a post may hold it; one entry stands for all of formulas.
pub fn element(name: &str) -> Option<Element> {
    if MATH.has(name) {
        return Some(OF_MATH);
    }
    elements().find(|element| element.name == name)
}

fn elements() -> impl Iterator<Item = Element> {
    ELEMENTS.lines().map(|line| {
        let (name, attributes) = line.split_once(' ').unwrap_or((line, ""));
        Element { name, attributes: WordList(attributes) }
    })
}

/// Whether it stands for the elements of formulas, which have a namespace of their own.
pub fn is_math(element: &Element) -> bool {
    element.name == OF_MATH.name
}

/// The names of all elements that a post may hold.
pub fn names() -> impl Iterator<Item = &'static str> {
    elements().map(|element| element.name).chain(MATH.iter())
}

/// Whether an element of this name goes with all that it holds.
pub fn dropped_with_content(name: &str) -> bool {
    DROPPED_WITH_CONTENT.has(name)
}

/// Whether this attribute (in lower case) is allowed on this element.
pub fn attribute(element: &Element, name: &str) -> bool {
    GLOBAL_ATTRIBUTES.has(name) || element.attributes.has(name)
}

/// Attributes whose values are numbers.
const NUMBERS: WordList = WordList("width height colspan rowspan span start value max min high low optimum");

/// What a value of this attribute has to look like. Ask only for allowed attributes.
pub fn rule(element: &Element, attribute: &str) -> Rule {
    match (element.name, attribute) {
        (_, "class") => Rule::Classes,
        (_, "id" | "headers") => Rule::Places,
        (_, "role") => Rule::OneOf(WordList("group note")),
        (_, "tabindex") => Rule::OneOf(WordList("0 -1")),
        (_, "dir") => Rule::OneOf(WordList("ltr rtl auto")),
        (_, "href") => Rule::Link,
        (_, "src" | "poster") => Rule::Media,
        (_, "srcset") => Rule::MediaSet,
        (_, "rel") => Rule::LinkTypes,
        ("math", _) => Rule::Any,
        ("input", "type") => Rule::OneOf(WordList("checkbox")),
        (_, "loading") => Rule::OneOf(WordList("lazy eager")),
        (_, "decoding") => Rule::OneOf(WordList("async sync auto")),
        (_, "referrerpolicy") => {
            Rule::OneOf(WordList("no-referrer same-origin strict-origin strict-origin-when-cross-origin"))
        }
        (_, "preload") => Rule::OneOf(WordList("none metadata")),
        (_, name) if NUMBERS.has(name) => Rule::Number,
        _ => Rule::Any,
    }
}

/// Whether a post may carry this class name.
pub fn class(name: &str) -> bool {
    CLASSES.has(name) || CLASS_PREFIXES.iter().any(|prefix| name.starts_with(prefix))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_element_of_the_table_is_found_and_stands_in_it_once() {
        for entry in elements() {
            assert_eq!(element(entry.name), Some(entry), "{}", entry.name);
            assert_eq!(elements().filter(|other| other.name == entry.name).count(), 1, "{}", entry.name);
            assert!(!dropped_with_content(entry.name), "{}", entry.name);
        }
        assert!(element("script").is_none() && element("x-card").is_none());
    }

    #[test]
    fn nothing_that_runs_code_or_styles_the_page_is_allowed() {
        for entry in elements() {
            for name in ["style", "onclick", "onerror", "name", "is", "slot", "data-x", "srcdoc"] {
                assert!(!attribute(&entry, name), "{} {name}", entry.name);
            }
        }
        for name in ["script", "style", "iframe", "template", "svg", "annotation-xml", "title", "textarea"] {
            assert!(dropped_with_content(name), "{name}");
        }
    }

    #[test]
    fn formulas_may_neither_lead_anywhere_nor_run_nor_hold_another_language() {
        for name in MATH.iter() {
            let entry = element(name).expect("an element of MathML");
            assert!(is_math(&entry) && elements().all(|html| html.name != name), "{name}");
        }
        for name in
            ["href", "xlink:href", "src", "style", "actiontype", "onclick", "encoding", "definitionurl"]
        {
            assert!(!attribute(&OF_MATH, name), "{name}");
        }
        for name in
            ["maction", "mglyph", "malignmark", "semantics", "annotation", "annotation-xml", "menclose"]
        {
            assert!(element(name).is_none(), "{name}");
        }
        assert_eq!(rule(&OF_MATH, "width"), Rule::Any);
        assert!(!is_math(&element("mark").expect("an element of HTML")));
    }

    #[test]
    fn a_post_wears_only_classes_that_the_stylesheet_gives_to_posts() {
        for good in ["language-rust", "hl-keyword", "align-right", "code", "table", "footnotes", "task"] {
            assert!(class(good), "{good}");
        }
        for bad in ["card", "codex", "header", "x-hl-keyword", ""] {
            assert!(!class(bad), "{bad}");
        }
    }
}
