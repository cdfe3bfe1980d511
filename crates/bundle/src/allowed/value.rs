//! The values of allowed attributes: what of each may stay, so that a list of words or of pictures keeps what is good in it.

use super::{LINK_SCHEMES, LINK_TYPES, MEDIA_SCHEMES, Rule, WordList, class};

/// How the parts of a value are judged that cannot be told by their letters: what this says of an address that has to
/// be of one of some schemes, and how it is to be written.
pub type Judge<'a> = &'a dyn Fn(&str, WordList) -> Option<String>;

/// The value of an attribute as far as the table allows it: of several words or addresses those that may stay.
pub fn value(rule: Rule, value: &str, judge: Judge<'_>) -> Option<String> {
    let is_fine = match rule {
        Rule::Classes => return words(value, &class),
        Rule::LinkTypes => return words(value, &|word| LINK_TYPES.has_in_any_case(word)),
        Rule::Link => return judge(value, LINK_SCHEMES),
        Rule::Media => return judge(value, MEDIA_SCHEMES),
        Rule::MediaSet => return candidates(value, &mut |address| judge(address, MEDIA_SCHEMES)),
        Rule::Places => return words(value, &|_| true),
        Rule::Any => true,
        Rule::OneOf(words) => words.has_in_any_case(value),
        Rule::Number => number(value),
    };
    is_fine.then(|| value.to_string())
}

fn words(value: &str, may_stay: &dyn Fn(&str) -> bool) -> Option<String> {
    let mut words = String::new();
    for word in value.split_ascii_whitespace().filter(|word| may_stay(word)) {
        join(&mut words, " ", word);
    }
    (!words.is_empty()).then_some(words)
}

/// A `srcset` with each address as `written` has it, or without it. It is read as browsers read it: a comma within an
/// address belongs to that.
pub fn candidates(set: &str, written: &mut dyn FnMut(&str) -> Option<String>) -> Option<String> {
    let set = words(set, &|_| true)?;
    let mut all = String::new();
    let mut rest = set.as_str();
    loop {
        while let Some(after) = rest.strip_prefix(' ').or(rest.strip_prefix(',')) {
            rest = after;
        }
        if rest.is_empty() {
            return (!all.is_empty()).then_some(all);
        }
        let (address, after) = rest.split_once(' ').unwrap_or((rest, ""));
        let bare = address.trim_end_matches(',');
        let (size, after) =
            if bare == address { after.split_once(',').unwrap_or((after, "")) } else { ("", after) };
        rest = after;
        if let Some(address) = written(bare) {
            join(&mut all, ", ", &address);
            join(&mut all, if size.is_empty() { "" } else { " " }, size.trim());
        }
    }
}

pub(super) fn join(all: &mut String, between: &str, one: &str) {
    if !all.is_empty() {
        all.push_str(between);
    }
    all.push_str(one);
}

/// What the names of places in a foreign body begin with, so that they never are names of the page around it.
pub const PREFIX: &str = "user-content-";

/// The names of places as a foreign body has them.
pub fn prefixed(names: &str) -> String {
    let mut all = String::new();
    for name in names.split_ascii_whitespace() {
        join(&mut all, " ", if name.starts_with(PREFIX) { "" } else { PREFIX });
        all.push_str(name);
    }
    all
}

fn number(value: &str) -> bool {
    let value = value.trim();
    let value = value.strip_prefix('-').unwrap_or(value);
    let value = value.strip_suffix('%').unwrap_or(value);
    value.starts_with(|c: char| c.is_ascii_digit())
        && value.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_of_pictures_is_read_as_browsers_read_it() {
        let kept = |set: &str| candidates(set, &mut |one| (!one.contains('!')).then(|| format!("/{one}")));
        for (set, written) in [
            ("a.png 1x,b.png 2x", "/a.png 1x, /b.png 2x"),
            ("w_1,h_2/a.png 640w, b.png", "/w_1,h_2/a.png 640w, /b.png"),
            (" ,a.png, b.png  2x ,", "/a.png, /b.png 2x"),
            ("!a 1x, b 2x", "/b 2x"),
            ("a", "/a"),
        ] {
            assert_eq!(kept(set).as_deref(), Some(written), "{set}");
            assert_eq!(candidates(written, &mut |one| Some(one.to_string())).as_deref(), Some(written));
        }
        assert_eq!((kept(",, "), kept("!a, !b 2x")), (None, None));
    }

    #[test]
    fn numbers_are_numbers() {
        for good in ["1", "-2", "0.5", "100%"] {
            assert!(number(good), "{good}");
        }
        for bad in ["", "-", "1px", "calc(1)", "%"] {
            assert!(!number(bad), "{bad}");
        }
    }
}
