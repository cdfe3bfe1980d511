//! The lines at the head of a post that say what it is: YAML between `---`, TOML between `+++`.
//! Other blog systems name the same thing by other keys; here each gets its one name, so that an
//! author can point `quire` at an old blog and have a site.

use std::collections::BTreeMap;

use serde_yaml_ng::Value;

mod block;

use block::Block;

/// Names under which other systems keep what we keep under the first, most telling first.
/// Compared without case, `_` and `-`.
const NAMES: &[(&str, &[&str])] = &[
    ("title", &["title"]),
    ("date", &["date", "pubdatetime", "pubdate", "publishdate", "publishedat", "created"]),
    (
        "updated",
        &["updated", "lastmod", "moddatetime", "updateddate", "updatedat", "lastmodifiedat", "modified"],
    ),
    ("draft", &["draft"]),
    ("published", &["published", "publish"]),
    ("description", &["description", "summary", "customexcerpt", "excerpt", "deck", "tldr"]),
    ("tags", &["tags", "tag", "topics"]),
    ("categories", &["categories", "category"]),
    ("series", &["series"]),
    ("authors", &["authors", "author"]),
    ("slug", &["slug"]),
    ("path", &["path", "url", "permalink"]),
    ("aliases", &["aliases", "alias", "redirectfrom"]),
    (
        "image",
        &[
            "image",
            "cover",
            "images",
            "ogimage",
            "heroimage",
            "featureimage",
            "featuredimage",
            "socialimage",
            "bannerimage",
            "localimage",
            "socialmediacard",
        ],
    ),
    ("lang", &["lang", "language", "locale"]),
    ("pinned", &["pinned", "featured", "sticky"]),
];

/// Tables whose keys count as if they stood at the top (Zola, Hugo).
const TABLES: &[&str] = &["taxonomies", "extra", "params"];

/// Why a front matter cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Broken {
    /// The line of the file, counted from 1.
    pub(crate) line: Option<usize>,
    /// What is wrong, and what to do.
    pub(crate) message: String,
}

/// What a front matter says, by our own names.
#[derive(Debug, Default)]
pub(crate) struct FrontMatter {
    /// Keys that stand there twice, with the line of the first: the last is the one that counts.
    pub(crate) repeated: Vec<(String, usize)>,
    fields: Vec<Field>,
}

#[derive(Debug)]
struct Field {
    name: String,
    rank: usize,
    plural: bool,
    line: Option<usize>,
    value: Value,
}

/// A file taken apart: what its front matter says, where its body begins (byte), and on which
/// line, counted from 1.
pub(crate) type Parts = (FrontMatter, usize, usize);

/// Takes a file apart. A file without a front matter is all body. `own` says which of the blog's
/// own keys stand for which of ours (`team` for `tags`).
pub(crate) fn read(source: &str, own: &BTreeMap<String, String>) -> Result<Parts, Broken> {
    let Some(block) = Block::find(source)? else {
        return Ok((FrontMatter::default(), 0, 1));
    };
    let mut front_matter = FrontMatter::default();
    let value = block.value(&mut front_matter.repeated)?;
    match value {
        Value::Null => {}
        Value::Mapping(mapping) => {
            for (key, value) in mapping {
                let Some(key) = text_of(&key) else { continue };
                if TABLES.contains(&key.as_str())
                    && let Value::Mapping(table) = value
                {
                    for (key, value) in table {
                        let Some(key) = text_of(&key) else { continue };
                        front_matter.add(&key, value, 100, own, &block);
                    }
                } else {
                    front_matter.add(&key, value, 0, own, &block);
                }
            }
        }
        _ => {
            return Err(Broken {
                line: Some(block.first_line),
                message: "the front matter is not a list of `key: value` lines; \
                          write it so, or remove its fence"
                    .into(),
            });
        }
    }
    front_matter.fields.sort_by_key(|field| field.rank);
    Ok((front_matter, block.body, block.body_line))
}

impl FrontMatter {
    /// The first text given under this name that is not empty. Numbers and truth values count as
    /// text, of a list the first, of a table its `name`, `src`, `url`, `image` or `path`.
    pub(crate) fn text(&self, name: &str) -> Option<String> {
        self.named(name).find_map(|field| first_text(&field.value))
    }

    /// Everything given under this name, each once, in order. A single text is split at commas;
    /// one without commas at spaces, when its key is a plural (as Jekyll does).
    pub(crate) fn list(&self, name: &str) -> Vec<String> {
        let mut list = Vec::new();
        for field in self.named(name) {
            match &field.value {
                Value::String(text) if text.contains(',') => {
                    text.split(',').for_each(|part| push(&mut list, part));
                }
                Value::String(text) if field.plural => {
                    text.split_whitespace().for_each(|part| push(&mut list, part));
                }
                value => all_texts(value, &mut list),
            }
        }
        list
    }

    /// Everything given under this name, each once, in order; a single text is one of them whole.
    pub(crate) fn names(&self, name: &str) -> Vec<String> {
        let mut list = Vec::new();
        for field in self.named(name) {
            all_texts(&field.value, &mut list);
        }
        list
    }

    /// Yes or no, where that is what was said.
    pub(crate) fn flag(&self, name: &str) -> Option<bool> {
        self.named(name).find_map(|field| match &field.value {
            Value::Bool(flag) => Some(*flag),
            value => match first_text(value)?.to_ascii_lowercase().as_str() {
                "true" | "yes" | "on" | "1" => Some(true),
                "false" | "no" | "off" | "0" => Some(false),
                _ => None,
            },
        })
    }

    /// The line of the file on which this was said, counted from 1.
    pub(crate) fn line(&self, name: &str) -> Option<usize> {
        self.named(name).find_map(|field| field.line)
    }

    fn named<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Field> {
        self.fields.iter().filter(move |field| field.name == name)
    }

    fn add(
        &mut self,
        key: &str,
        value: Value,
        base: usize,
        own: &BTreeMap<String, String>,
        block: &Block<'_>,
    ) {
        let name = own.get(key).map_or(key, String::as_str);
        let plain: String =
            name.chars().filter(|letter| !"_-".contains(*letter)).flat_map(char::to_lowercase).collect();
        let known = NAMES.iter().find_map(|(name, synonyms)| {
            let rank = synonyms.iter().position(|synonym| *synonym == plain)?;
            Some((*name, rank))
        });
        if let Some((name, rank)) = known {
            self.fields.push(Field {
                name: name.to_owned(),
                rank: base + rank,
                plural: matches!(key, "tags" | "categories"),
                line: block.line_of(key),
                value,
            });
        }
    }
}

fn first_text(value: &Value) -> Option<String> {
    let text = match value {
        Value::Sequence(list) => return list.iter().find_map(first_text),
        Value::Mapping(table) => {
            return ["name", "title", "src", "url", "image", "path"]
                .iter()
                .find_map(|key| first_text(table.get(*key)?));
        }
        Value::Tagged(tagged) => return first_text(&tagged.value),
        value => text_of(value)?,
    };
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

fn text_of(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(flag) => Some(flag.to_string()),
        _ => None,
    }
}

fn all_texts(value: &Value, list: &mut Vec<String>) {
    match value {
        Value::Sequence(values) => values.iter().for_each(|value| all_texts(value, list)),
        value => {
            if let Some(text) = first_text(value) {
                push(list, &text);
            }
        }
    }
}

fn push(list: &mut Vec<String>, text: &str) {
    let text = text.trim();
    if !text.is_empty() && !list.iter().any(|one| one == text) {
        list.push(text.to_owned());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(source: &str) -> Parts {
        read(source, &BTreeMap::new()).expect("a front matter that can be read")
    }

    #[test]
    fn yaml_and_toml_say_the_same() {
        for source in [
            "---\ntitle: A\ntags: [x, y]\n---\nBody",
            "+++\ntitle = \"A\"\n[taxonomies]\ntags = [\"x\", \"y\"]\n+++\nBody",
        ] {
            let (front_matter, body, line) = parts(source);
            assert_eq!(front_matter.text("title").as_deref(), Some("A"));
            assert_eq!(front_matter.list("tags"), ["x", "y"]);
            assert_eq!(&source[body..], "Body");
            assert_eq!(line, source.lines().count());
        }
    }

    #[test]
    fn keys_of_other_systems_and_of_the_blog_itself_are_known() {
        let own = BTreeMap::from([("team".to_owned(), "tags".to_owned())]);
        let source = "---\npubDatetime: 2020-01-02\ndeck: ''\nsummary: S\ntopics: [a]\n\
                      author: {name: Ann}\nextra: {team: The T}\nfeatured: yes\n---\n";
        let (front_matter, ..) = read(source, &own).expect("readable");
        assert_eq!(front_matter.text("date").as_deref(), Some("2020-01-02"));
        assert_eq!(front_matter.text("description").as_deref(), Some("S"));
        assert_eq!(front_matter.list("tags"), ["a", "The T"]);
        assert_eq!(front_matter.names("authors"), ["Ann"]);
        assert_eq!(front_matter.flag("pinned"), Some(true));
        assert_eq!(front_matter.line("date"), Some(2));
    }

    #[test]
    fn what_is_not_text_where_text_belongs_is_made_text() {
        let (front_matter, ..) =
            parts("---\ntitle: 2014\ndescription: null\ntags: one two\nauthors: [1, null, [b]]\n---\n");
        assert_eq!(front_matter.text("title").as_deref(), Some("2014"));
        assert_eq!(front_matter.text("description"), None);
        assert_eq!(front_matter.list("tags"), ["one", "two"]);
        assert_eq!(front_matter.names("authors"), ["1", "b"]);
    }

    #[test]
    fn a_broken_front_matter_is_named_by_its_line_in_the_file() {
        let broken = |source: &str| read(source, &BTreeMap::new()).expect_err("broken");
        let yaml = broken("\n---\ntitle: A\ndeck: one: two\n---\n");
        assert_eq!(yaml.line, Some(4), "{}", yaml.message);
        let toml = broken("+++\ntitle = \"A\"\ndate = soon\n+++\n");
        assert_eq!(toml.line, Some(3), "{}", toml.message);
        assert_eq!(broken("---\ntitle: A\n").line, Some(1));
        assert_eq!(broken("---\njust words\n---\n").line, Some(2));
    }

    #[test]
    fn a_key_that_stands_there_twice_counts_the_last_time() {
        let (front_matter, ..) = parts("---\ntags:\n  - a\ntitle: x\ntags: [b]\n---\n");
        assert_eq!(front_matter.list("tags"), ["b"]);
        assert_eq!(front_matter.repeated, [("tags".to_owned(), 2)]);
    }

    #[test]
    fn a_file_without_front_matter_is_all_body() {
        for source in ["", "Words\n---\nmore", "\n\n# Words", "--- \nx: 1\n---"] {
            let (front_matter, body, _) = parts(source);
            assert_eq!(front_matter.text("title"), None);
            assert!(body == 0 || source.starts_with("---"), "{source}");
        }
    }
}
