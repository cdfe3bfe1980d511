//! From the name of a compiled function to the crate that is to blame for its size.

/// The readable name: demangled, without the hash.
pub(crate) fn readable(name: &str) -> String {
    format!("{:#}", rustc_demangle::demangle(name))
}

/// The crate of a readable name. A method counts for the crate of its type; when the type
/// has none (`<T as Trait>::f`, `<[u8] as Trait>::f`), for that of the trait.
pub(crate) fn crate_of(name: &str) -> &str {
    if ["__wbindgen", "__wbg", "__externref"].iter().any(|start| name.starts_with(start)) {
        return "wasm_bindgen";
    }
    if let Some((inside, _)) = name.strip_prefix('<').and_then(split_closing) {
        let (own, of_trait) = split_as(inside);
        let of_trait = of_trait.and_then(first_segment);
        // Only the standard library can give methods to a type like `str`.
        return first_segment(own).or(of_trait).unwrap_or("core");
    }
    first_segment(name).unwrap_or("(no crate)")
}

/// The crate at the start of a path, past what may stand before it in a type.
fn first_segment(path: &str) -> Option<&str> {
    let mut path = path;
    while let Some(rest) = ["&", "*const ", "*mut ", "mut ", "dyn ", "impl ", "[", "(", "<"]
        .iter()
        .find_map(|before| path.strip_prefix(before))
    {
        path = rest;
    }
    let end = path.find(|c: char| !c.is_alphanumeric() && c != '_')?;
    let (segment, rest) = path.split_at(end);
    (rest.starts_with("::") && !segment.is_empty()).then_some(segment)
}

/// Splits behind an opening `<` at the `>` that closes it.
fn split_closing(text: &str) -> Option<(&str, &str)> {
    let mut depth = 1;
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        match c {
            '<' => depth += 1,
            // The arrow of `fn() -> T` closes nothing.
            '>' if before != '-' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Some((&text[..at], &text[at + 1..]));
        }
        before = c;
    }
    None
}

/// Splits `Type as Trait` at the outermost ` as `.
fn split_as(inside: &str) -> (&str, Option<&str>) {
    for (at, _) in inside.match_indices(" as ") {
        let before = &inside[..at];
        let arrows = before.matches("->").count();
        if before.matches('<').count() + arrows == before.matches('>').count() {
            return (before, Some(&inside[at + 4..]));
        }
    }
    (inside, None)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_function_counts_for_its_crate_and_a_method_for_that_of_its_type() {
        for (name, expected) in [
            ("quire_app::routes::go::{{closure}}", "quire_app"),
            ("core::ptr::drop_in_place<leptos::View>", "core"),
            ("<leptos::View as core::fmt::Debug>::fmt", "leptos"),
            ("<leptos::View>::new", "leptos"),
            ("<&mut alloc::vec::Vec<u8> as core::fmt::Write>::write_str", "alloc"),
            ("<T as tachys::view::Render>::build", "tachys"),
            ("<(A,B) as tachys::view::Render>::build", "tachys"),
            ("<(leptos::A, B) as tachys::view::Render>::build", "leptos"),
            ("<dyn any_spawner::Spawn>::spawn", "any_spawner"),
            ("<str>::trim", "core"),
            ("<<a::B as c::D>::E as f::G>::h", "a"),
            ("<fn() -> b::C as d::E>::f", "d"),
            ("__wbindgen_malloc", "wasm_bindgen"),
            ("memcpy", "(no crate)"),
        ] {
            assert_eq!(crate_of(name), expected, "{name}");
        }
    }

    #[test]
    fn both_manglings_become_readable() {
        let legacy = "_ZN4core3fmt9Formatter3pad17h0123456789abcdefE";
        assert_eq!(readable(legacy), "core::fmt::Formatter::pad");
        assert_eq!(readable("_RNvCs1234_7mycrate3foo"), "mycrate::foo");
        assert_eq!(readable("memcpy"), "memcpy");
    }
}
