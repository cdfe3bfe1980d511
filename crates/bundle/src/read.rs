//! Tolerant reading of JSON: what has the wrong type counts as absent, and what can be coerced is.
//!
//! Reader functions over one [`Value`] instead of derived `Deserialize`, because feeds in the wild need the tolerance,
//! and because in WebAssembly they are a third of the size.

use serde_json::{Map, Value};

/// Takes the value of a field; null when there is none.
///
/// The field itself stays behind as null: taking it out of the map as well costs 3 kB of WebAssembly.
pub(crate) fn take(object: &mut Map<String, Value>, name: &str) -> Value {
    object.get_mut(name).map(Value::take).unwrap_or_default()
}

/// Takes a field that is text, or a number that stands where text belongs.
pub(crate) fn text(object: &mut Map<String, Value>, name: &str) -> Option<String> {
    as_text(take(object, name))
}

/// A value as text: a string, or a number written out.
pub(crate) fn as_text(value: Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text),
        // Whole numbers only: writing a float costs 6 kB of WebAssembly, and stands for no text.
        Value::Number(number) => number.as_i64().map(|number| number.to_string()),
        _ => None,
    }
}

/// Takes a field that is a whole number, not negative.
pub(crate) fn number(object: &mut Map<String, Value>, name: &str) -> Option<usize> {
    take(object, name).as_u64().map(|number| number as usize)
}

/// Takes a field that is true; all else is false.
pub(crate) fn flag(object: &mut Map<String, Value>, name: &str) -> bool {
    take(object, name) == Value::Bool(true)
}

/// Takes a field that is a list; absent, or of another type, it is empty.
pub(crate) fn list(object: &mut Map<String, Value>, name: &str) -> Vec<Value> {
    match take(object, name) {
        Value::Array(values) => values,
        _ => Vec::new(),
    }
}

/// Takes a field that is a list of texts; what is no text in it is passed over, and one text is a list of one.
pub(crate) fn texts(object: &mut Map<String, Value>, name: &str) -> Vec<String> {
    let values = match take(object, name) {
        Value::Array(values) => values,
        value @ Value::String(_) => vec![value],
        _ => Vec::new(),
    };
    values.into_iter().filter_map(as_text).filter(|text| !text.trim().is_empty()).collect()
}

/// A list of texts as a row of five cells; what is missing at its end is empty.
///
/// One length for all, and so one function in WebAssembly.
pub(crate) fn row(value: Value) -> Option<[String; 5]> {
    let Value::Array(values) = value else { return None };
    let mut row = [const { String::new() }; 5];
    for (cell, value) in row.iter_mut().zip(values) {
        *cell = as_text(value).unwrap_or_default();
    }
    Some(row)
}

/// Takes a field that is an object; absent, or of another type, it is empty.
pub(crate) fn object(object: &mut Map<String, Value>, name: &str) -> Map<String, Value> {
    as_object(take(object, name))
}

/// A value as an object; of another type, it is empty.
pub(crate) fn as_object(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(object) => object,
        _ => Map::new(),
    }
}

/// Builds an object, leaving out what is null, empty text or an empty list.
pub(crate) fn build(fields: Vec<(&str, Value)>) -> Value {
    let kept = fields.into_iter().filter(|(_, value)| match value {
        Value::Null => false,
        Value::String(text) => !text.is_empty(),
        Value::Array(values) => !values.is_empty(),
        Value::Object(fields) => !fields.is_empty(),
        _ => true,
    });
    Value::Object(kept.map(|(name, value)| (name.to_string(), value)).collect())
}
