//! On which line of a front matter each key stands, so that a problem can say where it is. The parsers
//! do not tell, so this reads the text once more, key by key.

use std::collections::HashMap;

/// The lines of keys, by the key or by `table.key`; counted from 0.
pub(super) type Lines = HashMap<String, usize>;

/// Of YAML: keys at the margin, and those one step in. Of a key that stands there twice the last.
pub(super) fn of_yaml(text: &str) -> Lines {
    let mut lines = Lines::new();
    let mut top = "";
    for (number, line) in text.lines().enumerate() {
        let inner = line.trim_start();
        let Some(key) = key(inner, ':') else { continue };
        if inner.len() == line.len() {
            top = key;
            lines.insert(key.to_owned(), number);
        } else {
            lines.entry(format!("{top}.{key}")).or_insert(number);
        }
    }
    lines
}

/// Of TOML: keys, dotted keys and tables.
pub(super) fn of_toml(text: &str) -> Lines {
    let mut lines = Lines::new();
    let mut table = String::new();
    for (number, line) in text.lines().enumerate() {
        let line = line.trim();
        let path = if let Some(name) = line.strip_prefix('[') {
            name.trim_matches(['[', ']', ' ']).clone_into(&mut table);
            table.clone()
        } else if let Some(key) = key(line, '=') {
            if table.is_empty() { key.to_owned() } else { format!("{table}.{key}") }
        } else {
            continue;
        };
        if let Some((first, _)) = path.split_once('.') {
            lines.entry(first.to_owned()).or_insert(number);
        }
        lines.entry(path).or_insert(number);
    }
    lines
}

/// Of JSON: keys of the object, and of the objects in it.
pub(super) fn of_json(text: &str) -> Lines {
    let mut lines = Lines::new();
    let (mut depth, mut number) = (0_usize, 0);
    let mut top = "";
    let mut word = "";
    let mut string: Option<usize> = None;
    let mut escaped = false;
    for (place, letter) in text.char_indices() {
        if letter == '\n' {
            number += 1;
        }
        match (string, letter) {
            (Some(_), _) if escaped => escaped = false,
            (Some(_), '\\') => escaped = true,
            (Some(start), '"') => {
                word = &text[start..place];
                string = None;
            }
            (None, '"') => string = Some(place + 1),
            (None, '{' | '[') => depth += 1,
            (None, '}' | ']') => depth = depth.saturating_sub(1),
            (None, ':') if depth == 1 => {
                top = word;
                lines.insert(word.to_owned(), number);
            }
            (None, ':') if depth == 2 => {
                lines.entry(format!("{top}.{word}")).or_insert(number);
            }
            _ => {}
        }
    }
    lines
}

fn key(line: &str, sign: char) -> Option<&str> {
    let quote = line.chars().next().filter(|letter| matches!(letter, '"' | '\''));
    let (key, rest) = match quote {
        Some(quote) => line[1..].split_once(quote)?,
        None => line.split_at(line.find(sign)?),
    };
    let key = key.trim_end();
    (rest.trim_start().starts_with(sign) && !key.is_empty() && !key.starts_with(['#', '-'])).then_some(key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_found_where_they_stand() {
        let yaml = of_yaml("# title: no\n\"title\": x\ncover:\n  image: a\ntags:\n- date: x\ntitle : y\n");
        assert_eq!((yaml["title"], yaml["cover.image"], yaml.get("date")), (6, 3, None));
        let toml =
            of_toml("title = \"a\"\ncover.alt = \"b\"\n[extra]\ntoc = true\n[[extra.more]]\npath = 1\n");
        assert_eq!((toml["cover"], toml["extra.toc"], toml["extra.more.path"]), (1, 3, 5));
        assert_eq!(toml.get("path"), None);
        let json = of_json(
            "{\n \"title\": \"a: \\\" {\",\n \"params\": {\n  \"toc\": [true]\n }, \"draft\": true\n}",
        );
        assert_eq!((json["title"], json["params.toc"], json["draft"]), (1, 3, 4));
    }
}
