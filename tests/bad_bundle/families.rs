//! The ways in which a bundle goes wrong, made of one that is right: cut short, robbed of a field, of the wrong type,
//! overlong, full of control characters, too deep, said twice.

use std::collections::BTreeSet;

use serde_json::{Value, json};

/// One bundle that is wrong.
#[derive(Clone, Debug)]
pub(crate) struct Case {
    /// What was done to it: the family, and where.
    pub(crate) name: String,
    pub(crate) text: String,
}

impl Case {
    fn new(name: String, text: &(impl ToString + ?Sized)) -> Case {
        Case { name, text: text.to_string() }
    }
}

/// All that a text without its end could be, at every hundredth of its length.
pub(crate) fn cuts(text: &str) -> Vec<Case> {
    let cut = |percent: usize| {
        let mut end = text.len() * percent / 100;
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        Case::new(format!("cut at {percent} %"), &text[..end])
    };
    (0..100).map(cut).collect()
}

/// Each field away.
pub(crate) fn dropped(bundle: &Value) -> Vec<Case> {
    fields(bundle)
        .into_iter()
        .map(|at| {
            let mut without = bundle.clone();
            let (parent, name) = at.rsplit_once('/').expect("a pointer has a slash");
            match without.pointer_mut(parent).expect("it was found there") {
                Value::Object(fields) => drop(fields.remove(name)),
                Value::Array(values) => drop(values.remove(name.parse().expect("a number"))),
                _ => {}
            }
            Case::new(format!("without {at}"), &without)
        })
        .collect()
}

/// Each field of each other type.
pub(crate) fn flipped(bundle: &Value) -> Vec<Case> {
    let types =
        [json!(null), json!(true), json!(-7), json!(1.5e300), json!("odd"), json!([0]), json!({"odd": 0})];
    let kind = std::mem::discriminant::<Value>;
    let mut cases = Vec::new();
    for at in fields(bundle) {
        let is = bundle.pointer(&at).map(kind);
        for other in types.iter().filter(|other| Some(kind(other)) != is) {
            cases.push(Case::new(format!("{at} is {other}"), &with(bundle, &at, other.clone())));
        }
    }
    cases
}

/// Each text 64 kB long, and each of control characters alone.
pub(crate) fn overlong(bundle: &Value) -> Vec<Case> {
    let control: String = (0..0x20u8)
        .chain(0x7f..0xa0)
        .map(char::from)
        .chain("\u{202e}\u{2066}\u{200d}\u{feff}\u{fffe}".chars())
        .collect();
    let mut cases = Vec::new();
    for at in fields(bundle).into_iter().filter(|at| bundle.pointer(at).is_some_and(Value::is_string)) {
        cases.push(Case::new(format!("{at} of 64 kB"), &with(bundle, &at, "long ".repeat(13_108).into())));
        cases.push(Case::new(
            format!("{at} of control characters"),
            &with(bundle, &at, control.clone().into()),
        ));
    }
    cases
}

/// Lists, objects and elements, 10,000 inside each other.
pub(crate) fn nested(bundle: &Value) -> Vec<Case> {
    const DEEP: usize = 10_000;
    let list = "[".repeat(DEEP) + &"]".repeat(DEEP);
    let object = "{\"a\":".repeat(DEEP) + "1" + &"}".repeat(DEEP);
    let html = "<div>".repeat(DEEP) + "words" + &"</div>".repeat(DEEP);
    let mut cases = vec![Case::new("a list".into(), &list), Case::new("an object".into(), &object)];
    for at in ["/title", "/_quire", "/items", "/items/0", "/items/0/tags", "/items/0/_quire"] {
        let text = with(bundle, at, json!("deep")).to_string();
        for deep in [&list, &object] {
            cases.push(Case::new(format!("{at}, deep"), &text.replacen("\"deep\"", deep, 1)));
        }
    }
    cases.push(Case::new("a body, deep".into(), &with(bundle, "/items/0/content_html", html.into())));
    cases
}

/// Items with one id, one address, or both.
pub(crate) fn twins(bundle: &Value) -> Vec<Case> {
    let first = bundle["items"][0].clone();
    let names = [("id", vec!["id"]), ("address", vec!["url"]), ("id and address", vec!["id", "url"])];
    names
        .into_iter()
        .map(|(name, fields)| {
            let mut same = bundle.clone();
            for item in same["items"].as_array_mut().expect("items") {
                for field in &fields {
                    item[*field] = first[*field].clone();
                }
            }
            Case::new(format!("all items of one {name}"), &same)
        })
        .collect()
}

/// The bundle with something else at one place.
pub(crate) fn with(bundle: &Value, at: &str, other: Value) -> Value {
    let mut bundle = bundle.clone();
    *bundle.pointer_mut(at).expect("it was found there") = other;
    bundle
}

/// A place of every kind of field: of a list, the first entry that has it.
pub(crate) fn fields(bundle: &Value) -> Vec<String> {
    fn look(value: &Value, at: &str, kind: &str, seen: &mut BTreeSet<String>, found: &mut Vec<String>) {
        let mut next = |name: String, shown: &str, value: &Value| {
            let (at, kind) = (format!("{at}/{name}"), format!("{kind}/{shown}"));
            if seen.insert(kind.clone()) {
                found.push(at.clone());
            }
            look(value, &at, &kind, seen, found);
        };
        match value {
            Value::Object(fields) => fields.iter().for_each(|(name, value)| next(name.clone(), name, value)),
            Value::Array(values) => {
                values.iter().enumerate().for_each(|(place, value)| next(place.to_string(), "*", value));
            }
            _ => {}
        }
    }
    let mut found = Vec::new();
    look(bundle, "", "", &mut BTreeSet::new(), &mut found);
    found
}
