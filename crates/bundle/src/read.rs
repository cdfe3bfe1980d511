//! Tolerant reading of JSON: what has the wrong type counts as absent, and what can be coerced is.
//!
//! Methods of one [`Json`] instead of derived `Deserialize`, because feeds in the wild need the tolerance, and because in
//! WebAssembly they are a third of the size.

use serde_json::Value;

use crate::json::Json;

/// What is not there.
static NULL: Json = Json::Null;

impl Json {
    /// The fields of an object; of another type, it has none.
    pub(crate) fn fields(&self) -> &[(String, Json)] {
        match self {
            Json::Object(fields) => fields,
            _ => &[],
        }
    }

    /// The values of a list; of another type, it is empty.
    pub(crate) fn values(&self) -> &[Json] {
        match self {
            Json::List(values) => values,
            _ => &[],
        }
    }

    fn find(&self, name: &str) -> Option<&Json> {
        self.fields().iter().rfind(|field| field.0 == name).map(|field| &field.1)
    }

    /// Whether it is an object that has this field.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.find(name).is_some()
    }

    /// The value of a field; null when there is none.
    #[inline(never)]
    pub(crate) fn get(&self, name: &str) -> &Json {
        self.find(name).unwrap_or(&NULL)
    }

    /// A value of a list; null when the list is shorter.
    #[inline(never)]
    pub(crate) fn at(&self, place: usize) -> &Json {
        self.values().get(place).unwrap_or(&NULL)
    }

    /// Itself, if it is a list.
    pub(crate) fn row(&self) -> Option<&Json> {
        matches!(self, Json::List(_)).then_some(self)
    }

    /// As text: a string, or a number written out.
    #[inline(never)]
    pub(crate) fn text(&self) -> Option<String> {
        match self {
            Json::Text(text) => Some(text.clone()),
            Json::Number(number) => Some(number.to_string()),
            _ => None,
        }
    }

    /// As text, which may be empty.
    #[inline(never)]
    pub(crate) fn string(&self) -> String {
        self.text().unwrap_or_default()
    }

    /// As a whole number.
    pub(crate) fn integer(&self) -> Option<i64> {
        match self {
            Json::Number(number) => Some(*number),
            _ => None,
        }
    }

    /// As a whole number that is not negative.
    #[inline(never)]
    pub(crate) fn count(&self) -> Option<usize> {
        usize::try_from(self.integer()?).ok()
    }

    /// Whether it is true; all else is false.
    pub(crate) fn is_true(&self) -> bool {
        matches!(self, Json::Bool(true))
    }

    /// As a list of texts; what is no text in it is passed over, and one text is a list of one.
    #[inline(never)]
    pub(crate) fn texts(&self) -> Vec<String> {
        let values = match self {
            Json::Text(_) => std::slice::from_ref(self),
            _ => self.values(),
        };
        let mut texts = Vec::new();
        for text in values.iter().filter_map(Json::text) {
            if !text.trim().is_empty() {
                texts.push(text);
            }
        }
        texts
    }

    /// As a list of what `read` makes of its values; those of which it makes nothing are passed over.
    ///
    /// A loop around a function that is not known, as iterators would be compiled anew for every caller.
    #[inline(never)]
    pub(crate) fn list<T>(&self, read: &dyn Fn(&Json) -> Option<T>) -> Vec<T> {
        let mut list = Vec::new();
        for value in self.values() {
            if let Some(one) = read(value) {
                list.push(one);
            }
        }
        list
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
