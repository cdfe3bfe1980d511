//! The text of JSON to a [`Json`], by hand.
//!
//! `serde_json` reads every float to its last bit, through a table of powers of ten, words every error, and keeps objects
//! in ordered maps; all this would be downloaded for numbers, sentences and an order that no page shows. What is read here
//! is what `serde_json` reads (a test holds the two together), but for numbers with a fraction or an exponent, or of more
//! than 63 bits: these are null, as no field of a feed has them.

use crate::number::whole_number;

/// A value that was read.
#[derive(Debug)]
pub(crate) enum Json {
    Null,
    Bool(bool),
    Number(i64),
    Text(String),
    List(Vec<Json>),
    /// As it stands in the text: of two fields with one name the later counts.
    Object(Vec<(String, Json)>),
}

/// Lists and objects inside each other, at most: more would overflow the stack.
const DEPTH: usize = 127;

/// Reads one JSON value, or gives the place of the first byte that cannot be read: the length of the text, when more was
/// to come.
pub(crate) fn parse(text: &str) -> Result<Json, usize> {
    let mut reader = Reader { text, at: 0 };
    match reader.value(0) {
        Some(value) if reader.sign().is_none() => Ok(value),
        _ => Err(reader.at),
    }
}

/// What is read, and how far. Each method stops at the byte that it cannot read.
struct Reader<'a> {
    text: &'a str,
    at: usize,
}

impl Reader<'_> {
    /// The next byte.
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// The next byte that is no white space.
    fn sign(&mut self) -> Option<u8> {
        while let Some(b' ' | b'\t' | b'\n' | b'\r') = self.peek() {
            self.at += 1;
        }
        self.peek()
    }

    /// Passes over the next byte if it is this one.
    fn pass(&mut self, byte: u8) -> Option<()> {
        (self.peek()? == byte).then(|| self.at += 1)
    }

    fn value(&mut self, depth: usize) -> Option<Json> {
        match self.sign()? {
            b'"' => self.string().map(Json::Text),
            b'{' | b'[' if depth == DEPTH => None,
            b'{' => self.object(depth + 1),
            b'[' => self.list(depth + 1),
            b't' => self.word("true", Json::Bool(true)),
            b'f' => self.word("false", Json::Bool(false)),
            b'n' => self.word("null", Json::Null),
            _ => self.number(),
        }
    }

    fn object(&mut self, depth: usize) -> Option<Json> {
        let mut fields = Vec::new();
        self.pass(b'{')?;
        let mut more = self.sign()? != b'}';
        while more {
            self.sign()?;
            let name = self.string()?;
            self.sign()?;
            self.pass(b':')?;
            let value = self.value(depth)?;
            fields.push((name, value));
            more = self.comma()?;
        }
        self.pass(b'}')?;
        Some(Json::Object(fields))
    }

    fn list(&mut self, depth: usize) -> Option<Json> {
        let mut values = Vec::new();
        self.pass(b'[')?;
        let mut more = self.sign()? != b']';
        while more {
            values.push(self.value(depth)?);
            more = self.comma()?;
        }
        self.pass(b']')?;
        Some(Json::List(values))
    }

    /// Whether a comma comes next, and another entry after it.
    fn comma(&mut self) -> Option<bool> {
        self.sign()?;
        Some(self.pass(b',').is_some())
    }

    fn word(&mut self, word: &str, value: Json) -> Option<Json> {
        word.bytes().try_for_each(|byte| self.pass(byte))?;
        Some(value)
    }

    fn number(&mut self) -> Option<Json> {
        let start = self.at;
        let _ = self.pass(b'-');
        if self.pass(b'0').is_none() {
            self.digits()?;
        }
        let whole = self.at;
        if self.pass(b'.').is_some() {
            self.digits()?;
        }
        if let Some(b'e' | b'E') = self.peek() {
            self.at += 1;
            if let Some(b'+' | b'-') = self.peek() {
                self.at += 1;
            }
            self.digits()?;
        }
        let number = self.text.get(start..self.at).filter(|_| whole == self.at);
        // To `serde_json`, `-0` is a float.
        let number = number.filter(|number| *number != "-0").and_then(whole_number);
        Some(number.map_or(Json::Null, Json::Number))
    }

    /// Passes over one digit or more.
    fn digits(&mut self) -> Option<()> {
        let start = self.at;
        while self.peek().is_some_and(|byte| byte.is_ascii_digit()) {
            self.at += 1;
        }
        (self.at > start).then_some(())
    }

    fn string(&mut self) -> Option<String> {
        self.pass(b'"')?;
        let mut string = String::new();
        loop {
            let start = self.at;
            while self.peek().is_some_and(|byte| byte >= b' ' && byte != b'"' && byte != b'\\') {
                self.at += 1;
            }
            string.push_str(self.text.get(start..self.at)?);
            if self.pass(b'"').is_some() {
                return Some(string);
            }
            self.pass(b'\\')?;
            string.push(self.escaped()?);
        }
    }

    /// The character that stands behind a backslash.
    fn escaped(&mut self) -> Option<char> {
        let character = match self.peek()? {
            b'u' => {
                self.at += 1;
                return self.code_point();
            }
            b'b' => '\u{8}',
            b'f' => '\u{C}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            plain @ (b'"' | b'\\' | b'/') => char::from(plain),
            _ => return None,
        };
        self.at += 1;
        Some(character)
    }

    /// A character as UTF-16 has it: four hexadecimal digits, or a pair of such.
    fn code_point(&mut self) -> Option<char> {
        let first = self.unit()?;
        if !(0xD800..0xDC00).contains(&first) {
            return char::from_u32(first);
        }
        self.pass(b'\\')?;
        self.pass(b'u')?;
        let second = self.unit()?.checked_sub(0xDC00).filter(|low| *low < 0x400)?;
        char::from_u32(0x1_0000 + ((first - 0xD800) << 10) + second)
    }

    fn unit(&mut self) -> Option<u32> {
        let mut unit = 0;
        for _ in 0..4 {
            unit = unit * 16 + char::from(self.peek()?).to_digit(16)?;
            self.at += 1;
        }
        Some(unit)
    }
}

#[cfg(test)]
mod tests {
    use super::{Json, parse};
    use proptest::prelude::*;
    use serde_json::{Value, json};

    /// What `serde_json` reads, with null for what is read as null here. Where it stops is not compared: it takes the four
    /// digits of an escape at once, so three bytes of which the first is no digit are a text cut short to it.
    fn expected(text: &str) -> Result<Value, serde_json::Error> {
        fn simple(value: Value) -> Value {
            match value {
                Value::Number(number) if number.as_i64().is_none() => Value::Null,
                Value::Array(values) => values.into_iter().map(simple).collect(),
                Value::Object(fields) => {
                    fields.into_iter().map(|(name, value)| (name, simple(value))).collect()
                }
                other => other,
            }
        }
        serde_json::from_str(text).map(simple)
    }

    /// The value as `serde_json` has it.
    fn theirs(value: Json) -> Value {
        match value {
            Json::Null => Value::Null,
            Json::Bool(value) => json!(value),
            Json::Number(number) => json!(number),
            Json::Text(text) => json!(text),
            Json::List(values) => values.into_iter().map(theirs).collect(),
            Json::Object(fields) => fields.into_iter().map(|(name, value)| (name, theirs(value))).collect(),
        }
    }

    fn agrees(text: &str) {
        let expected = expected(text);
        // A float beyond all floats is an error there, and here null like the others.
        if expected.as_ref().is_err_and(|error| error.to_string().starts_with("number out of range")) {
            return;
        }
        assert_eq!(parse(text).map(theirs).ok(), expected.ok(), "{text}");
    }

    fn value() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<i64>().prop_map(Value::from),
            any::<f32>().prop_map(Value::from),
            "(.|[\"\\\\\u{0}-\u{20}😀])*".prop_map(Value::from),
        ];
        leaf.prop_recursive(4, 40, 6, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
                prop::collection::vec((".{0,3}", inner), 0..6)
                    .prop_map(|fields| fields.into_iter().collect()),
            ]
        })
    }

    proptest! {
        #[test]
        fn it_reads_what_serde_json_writes(value in value()) {
            agrees(&value.to_string());
            agrees(&format!("{value:#}"));
        }

        #[test]
        fn it_refuses_what_serde_json_refuses(text in r#"[\[\]{}:," \n\\u019dDcC.eE+\-truefalsn]{0,14}"#) {
            agrees(&text);
            agrees(&format!("[\"{text}"));
        }

        #[test]
        fn a_text_that_is_cut_is_cut_short(value in value(), cut in 0..200usize) {
            let text = json!([value]).to_string();
            if let Some(start) = text.get(..cut.min(text.len() - 1)) {
                prop_assert_eq!(parse(start).map(theirs), Err(start.len()));
            }
        }
    }

    #[test]
    fn escapes_are_read() {
        for text in [
            r#""\u00e9\"\\\/\b\f\n\r\t""#,
            r#""\ud83d\ude00""#,
            r#""\ud83d""#,
            r#""\ude00 ""#,
            r#""\ud83d\u0041""#,
            r#""\u12g4""#,
            r#""\x ""#,
            "[\"\\u{:n",
            "\"\u{1}\"",
            "-",
            "-0",
            "01",
            "1.",
            "1.5e+3",
            "9223372036854775808",
            "{\"a\": 1, \"a\": 2}",
            "[1,]",
            "{\"a\",}",
            "{} {}",
            "",
        ] {
            agrees(text);
        }
    }

    #[test]
    fn deep_nesting_ends_in_an_error_and_not_in_a_crash() {
        for depth in [127, 128, 100_000] {
            let text = "[".repeat(depth) + &"]".repeat(depth);
            assert_eq!(parse(&text).is_ok(), serde_json::from_str::<Value>(&text).is_ok());
        }
    }
}
