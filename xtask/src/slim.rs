//! The names by which the module and wasm-bindgen's script call each other, made short: each holds a hash of sixteen
//! digits, which no compression makes smaller, and stands in both files. What is for readers of the code goes too.

use std::collections::HashSet;

use oxc::{
    allocator::Allocator,
    codegen::{Codegen, CodegenOptions},
    minifier::{Minifier, MinifierOptions},
    parser::Parser,
    span::SourceType,
};

/// A script that does the same in fewer bytes; `None` if it is none.
pub(crate) fn minified(script: &str) -> Option<String> {
    let allocator = Allocator::default();
    let mut parsed = Parser::new(&allocator, script, SourceType::mjs()).parse();
    if !parsed.diagnostics.is_empty() {
        return None;
    }
    let minified = Minifier::new(MinifierOptions::default()).minify(&allocator, &mut parsed.program);
    let code = Codegen::new().with_options(CodegenOptions::minify()).with_scoping(minified.scoping);
    Some(code.build(&parsed.program).code)
}

/// The generated names of a script, in the order in which they first appear.
pub(crate) fn names(script: &str) -> Vec<&str> {
    let mut seen = HashSet::new();
    identifiers(script).filter(|name| is_generated(name) && seen.insert(*name)).collect()
}

/// The short name of the one at this place: what wasm-bindgen writes never begins with a dollar sign.
pub(crate) fn short(place: usize) -> String {
    const DIGITS: &[u8; 36] = b"0123456789abcdefghijklmnopqrstuvwxyz";
    let (mut rest, mut name) = (place, String::new());
    loop {
        name.insert(0, char::from(DIGITS[rest % 36]));
        rest /= 36;
        if rest == 0 {
            return format!("${name}");
        }
    }
}

/// What stands before the path of a source file in a module, for messages of panics: which compiler it was, and in which
/// home it was compiled. Neither is anybody's business, and no compression makes the former smaller. All of it becomes
/// slashes, so that nothing in the module moves.
pub(crate) fn blank_places(module: &mut [u8], cargo_home: &str) {
    let packages = format!("{cargo_home}/registry/src/");
    // Behind them stand the hash of the compiler, and the name of the registry.
    for start in ["/rustc/", packages.as_str()] {
        let mut at = 0;
        while let Some(found) = module[at..].windows(start.len()).position(|bytes| bytes == start.as_bytes())
        {
            let named = at + found + start.len();
            let Some(length) = module[named..].iter().position(|byte| *byte == b'/') else { break };
            module[at + found..named + length].fill(b'/');
            at = named + length;
        }
    }
}

/// The script with its generated names made short.
pub(crate) fn script(script: &str, names: &[&str]) -> String {
    let mut slim = String::with_capacity(script.len());
    let mut rest = script;
    for identifier in identifiers(script) {
        let (before, after) = rest.split_once(identifier).unwrap_or((rest, ""));
        slim.push_str(before);
        match names.iter().position(|name| *name == identifier) {
            Some(place) => slim.push_str(&short(place)),
            None => slim.push_str(identifier),
        }
        rest = after;
    }
    slim + rest
}

/// Whether something of this name stands in a script.
pub(crate) fn mentions(script: &str, name: &str) -> bool {
    identifiers(script).any(|identifier| identifier == name)
}

fn identifiers(text: &str) -> impl Iterator<Item = &str> {
    let part = |character: char| character.is_ascii_alphanumeric() || character == '_' || character == '$';
    text.split(move |character| !part(character)).filter(|word| !word.is_empty())
}

/// Whether wasm-bindgen made this name up, and both sides use it.
fn is_generated(name: &str) -> bool {
    let hashed = |start: &str| {
        let hash = name.strip_prefix(start).and_then(|rest| rest.get(rest.len().checked_sub(16)?..));
        hash.is_some_and(|hash| hash.bytes().all(|digit| digit.is_ascii_hexdigit()))
    };
    hashed("__wbg_") || hashed("__wbindgen_generic_") || hashed("wasm_bindgen__convert__closures_")
}

#[cfg(test)]
mod tests {
    use super::{names, script, short};

    const SCRIPT: &str = "/**\n * @param {string} href\n */\nexport function go(href) {\n    // Goes.\n    \
        return wasm.go(__wbg_ok_670a05555db5f713, __wbg_ok_670a05555db5f713x, 'a // b');\n}\n\n\
        const a = __wbindgen_generic_0000000000000002;\n";

    #[test]
    fn a_script_says_the_same_in_fewer_bytes() {
        let script = "// What it is.\nlet a = 1; // why\n  /* More. */\n  a += 2;\nexport const sum = a, name = 'ä';\n";
        assert_eq!(super::minified(script).as_deref(), Some("let e=1;e+=2;export const sum=e,name=`ä`;"));
        assert_eq!(super::minified("let = ;"), None);
    }

    #[test]
    fn nobody_learns_in_which_home_a_module_was_built() {
        let of = |home: &str, hash: &str| {
            format!("a/rustc/{hash}/library/core/x.rs{home}/registry/src/index-1/b-2/lib.rs/rustc/")
                .into_bytes()
        };
        let mut module = of("/home/ann/.cargo", "0123abcd");
        super::blank_places(&mut module, "/home/ann/.cargo");
        let blank = |text: &str| "/".repeat(text.len());
        let packages = blank("/home/ann/.cargo/registry/src/index-1");
        let expected = format!("a{}/library/core/x.rs{packages}/b-2/lib.rs/rustc/", blank("/rustc/0123abcd"));
        assert_eq!(String::from_utf8(module), Ok(expected));
    }

    #[test]
    fn generated_names_are_short_and_all_else_is_as_it_was() {
        let names = names(SCRIPT);
        assert_eq!(names, ["__wbg_ok_670a05555db5f713", "__wbindgen_generic_0000000000000002"]);
        assert_eq!(
            script(SCRIPT, &names),
            "/**\n * @param {string} href\n */\nexport function go(href) {\n    // Goes.\n    \
            return wasm.go($0, __wbg_ok_670a05555db5f713x, 'a // b');\n}\n\nconst a = $1;\n"
        );
    }

    #[test]
    fn no_two_names_are_shortened_to_one() {
        let all: std::collections::HashSet<String> = (0..5000).map(short).collect();
        assert_eq!(all.len(), 5000);
        assert_eq!((short(35), short(36)), ("$z".to_owned(), "$10".to_owned()));
    }
}
