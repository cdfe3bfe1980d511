//! What an author may expect of a front matter.

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

#[test]
fn json_ends_where_its_object_closes() {
    let (front_matter, body, line) = parts("\n{\n \"title\": \"a } b\",\n \"tags\": [\"x\"]\n}\nBody");
    assert_eq!(front_matter.text("title").as_deref(), Some("a } b"));
    assert_eq!((front_matter.line("tags"), body, line), (Some(4), 39, 6));
    for body in ["{{ toc() }}", "{% include x %}", "{: .lead}", "{#x}", "{ x }"] {
        assert_eq!(parts(body).1, 0, "{body}");
    }
}

#[test]
fn a_known_key_in_the_authors_own_table_is_read_only_where_it_is_harmless() {
    let (front_matter, ..) =
        parts("+++\n[extra]\nurl = \"u\"\ntoc = false\nhue = 3\n[taxonomies]\ntags = [\"x\"]\n+++\n");
    assert_eq!((front_matter.text("path"), front_matter.flag("toc")), (None, Some(false)));
    assert_eq!(front_matter.line("toc"), Some(4));
    let extra = serde_json::json!({"url": "u", "hue": 3});
    assert_eq!(serde_json::Value::Object(front_matter.extra), extra);
    assert_eq!(front_matter.unknown, []);
}
