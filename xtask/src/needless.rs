//! What wasm-bindgen writes into its script for every module and for every browser of ten years, and what does the same
//! for ours: a reader downloads it. Where wasm-bindgen comes to write something else, that stays as it is, and the budget
//! of the app tells.

/// The first line of a block at the left edge, and what stands in its place.
const BLOCKS: [(&str, &str); 8] = [
    // One to start without waiting.
    ("function initSync(module) {", ""),
    // Values are described at length for messages.
    ("function debugString(val) {", "function debugString(val) {\nreturn String(val);\n}"),
    // The module comes by its address alone; a host that gives it no type of its own has it compiled when it is all there.
    (
        "async function __wbg_load(module, imports) {",
        "async function __wbg_load(module, imports) {\nif (!module.ok) throw Error(module.status + ' ' + module.url);\n\
         return WebAssembly.instantiateStreaming(module.clone(), imports).catch(async () =>\n\
         WebAssembly.instantiate(await module.arrayBuffer(), imports));\n}",
    ),
    (
        "async function __wbg_init_once(module_or_path) {",
        "async function __wbg_init_once({ module_or_path }) {\n\
         const { instance, module } = await __wbg_load(await fetch(module_or_path), __wbg_get_imports());\n\
         return __wbg_finalize_init(instance, module);\n}",
    ),
    // Texts are encoded by what every browser with WebAssembly and modules has.
    ("if (!('encodeInto' in cachedTextEncoder)) {", ""),
    (
        "function passStringToWasm0(arg, malloc, realloc) {",
        "function passStringToWasm0(arg) {\nconst bytes = cachedTextEncoder.encode(arg);\n\
         const ptr = wasm.__wbindgen_malloc(bytes.length, 1) >>> 0;\ngetUint8ArrayMemory0().set(bytes, ptr);\n\
         WASM_VECTOR_LEN = bytes.length;\nreturn ptr;\n}",
    ),
    // A browser's own getters are looked up once, where every browser has them; the sanitiser reads thousands of nodes.
    (
        "function GetOwnOrInheritedPropertyDescriptor(obj, id) {",
        "const getters = {};\nfunction GetOwnOrInheritedPropertyDescriptor(obj, id) {\n\
         return getters[id] ??= Object.getOwnPropertyDescriptor(obj, id);\n}",
    ),
    // An old Safari stops after two gigabytes of texts.
    (
        "function decodeText(bytes) {",
        "function decodeText(bytes) {\nreturn cachedTextDecoder.decode(bytes);\n}",
    ),
];

/// How the function above that passes texts begins.
const PASSES: &str = "\nfunction passStringToWasm0(arg) {\n";
/// What the one of wasm-bindgen is called with, though there is one memory.
const ALLOCATORS: &str = ", wasm.__wbindgen_malloc, wasm.__wbindgen_realloc)";

/// The script without what nothing needs.
pub(crate) fn without(script: &str) -> String {
    let mut script = script.replace("export { initSync, ", "export { ");
    for (first, instead) in BLOCKS {
        let Some(start) = script.find(&format!("\n{first}\n")).map(|at| at + 1) else { continue };
        // A block at the left edge ends where a line begins with its brace.
        let Some(length) = script[start..].find("\n}\n") else { continue };
        script.replace_range(start..start + length + 2, instead);
    }
    if script.contains(PASSES) { script.replace(ALLOCATORS, ")") } else { script }
}

#[cfg(test)]
mod tests {
    use super::{BLOCKS, without};

    #[test]
    fn what_nothing_needs_is_left_out() {
        let needless = "let a;\nfunction debugString(val) {\n    if (val) {\n        return 1;\n    }\n}\n\nfunction \
            initSync(module) {\n    a();\n}\n\nlet b;\nexport { initSync, __wbg_init as default };\n";
        let left = "let a;\nfunction debugString(val) {\nreturn String(val);\n}\n\n\n\nlet b;\nexport { __wbg_init as \
            default };\n";
        assert_eq!(without(needless), left);
        assert_eq!(without("function other(module) {\n}\n"), "function other(module) {\n}\n");
        let call = "pass(a, wasm.__wbindgen_malloc, wasm.__wbindgen_realloc);";
        assert_eq!(without(call), call);
        let passes = format!("{call}\nfunction passStringToWasm0(arg, malloc, realloc) {{\n    a();\n}}\n");
        assert!(without(&passes).starts_with("pass(a);\nfunction passStringToWasm0(arg) {\n"));
    }

    #[test]
    fn what_stands_in_the_place_of_a_block_is_a_script() {
        for (first, instead) in BLOCKS {
            assert!(crate::slim::minified(instead).is_some(), "{first}");
        }
    }
}
