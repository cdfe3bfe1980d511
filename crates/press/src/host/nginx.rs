//! `nginx.conf`: a file to include in the `server` of the blog.
//!
//! Two of nginx's traps shape it. A block that adds one header loses all those of the blocks around it, so each block here
//! names all of its headers. And a `types` block replaces the whole list of file types, so it stands where only WebAssembly
//! is served.

use std::fmt::Write;

use quire_bundle::decode;

use super::Told;
use super::rules::{ASK, DIGITS, ENDINGS, FOR_EVER, PICTURES, Rules, WORDS};

const FILE: &str = "nginx.conf";

/// The file.
pub(super) fn files(rules: &Rules) -> Told {
    Told { files: vec![(FILE, configuration(rules))], notes: Vec::new() }
}

fn configuration(rules: &Rules) -> String {
    let folder = rules.folder();
    let here = pattern(&folder);
    let hash = format!("-[0-9a-f]{{{DIGITS}}}");
    let mut text = format!(
        "# For nginx, written by each `quire build --host nginx`. Include it in the server {{ }} of the blog, and set there what it\n\
         # does not know: listen, server_name, certificates, and as root the folder {}.\n\
         # Where the Brotli module is installed, `brotli_static on;` beside the include serves the .br files too.\n\n",
        if folder == "/" {
            "with this file".to_owned()
        } else {
            format!("in which the site is {}", &folder[..folder.len() - 1])
        },
    );
    if folder != "/" {
        let bare = folder.trim_end_matches('/');
        let _ = write!(
            text,
            "location = {} {{\n    absolute_redirect off;\n    return 301 {}$is_args$args;\n}}\n\n",
            quoted(bare),
            rules.base.replace('$', "%24")
        );
    }
    let _ = write!(
        text,
        "location {}{} {{\n    index index.html;\n    \
         # A folder without a page answers as a page that is missing does.\n    \
         error_page 403 404 =404 {};\n    \
         # Behind something that speaks https for it, nginx does not know its own address.\n    absolute_redirect off;\n    \
         gzip_static on;\n    gzip_vary on;\n",
        if folder == "/" { "" } else { "^~ " },
        quoted(&folder),
        quoted(&format!("{folder}404.html")),
    );
    headers(&mut text, 1, rules, ASK, false);
    let mut block = |pattern: &str, first: &str, cache: &str| {
        let _ = write!(text, "\n    location ~ {} {{\n{first}", quoted(pattern));
        headers(&mut text, 2, rules, cache, true);
        text += "    }\n";
    };
    let wasm = "        types { application/wasm wasm; }\n";
    block(&format!("^{here}quire{hash}\\.wasm$"), wasm, FOR_EVER);
    // WebAssembly has the block above.
    let endings: Vec<&str> = ENDINGS.into_iter().filter(|ending| *ending != "wasm").collect();
    let app = format!("(?:{}){hash}\\.(?:{})", WORDS.join("|"), endings.join("|"));
    let pictures =
        format!("(?:diagrams|og|resized)/[0-9a-f]{{{DIGITS}}}(?:-[0-9]+)?\\.(?:{})", PICTURES.join("|"));
    let lasting = format!("{app}|search/[^/]+\\.bin|{pictures}");
    block(&format!("^{here}(?:{lasting})$"), "", FOR_EVER);
    block(&format!("^{here}(?:(?:embed|quire)\\.js|.+\\.json)$"), "", ASK);
    let _ = write!(text, "\n    location = {} {{ return 404; }}\n", quoted(&format!("{folder}{FILE}")));
    for redirect in rules.redirects.iter().filter(|redirect| redirect.from != format!("{}{FILE}", rules.base))
    {
        let (from, to) = (quoted(&decode(&redirect.from)), redirect.to.replace('$', "%24"));
        let _ = writeln!(text, "    location = {from} {{ return 301 \"{to}$is_args$args\"; }}");
    }
    text + "}\n"
}

fn headers(text: &mut String, depth: usize, rules: &Rules, cache: &str, shared: bool) {
    let mut header = |name: &str, value: &str| {
        let _ = writeln!(text, "{:1$}add_header {name} {value:?} always;", "", depth * 4);
    };
    for (name, value) in &rules.everywhere {
        header(name, value);
    }
    header("Cache-Control", cache);
    if shared {
        header("Access-Control-Allow-Origin", "*");
    }
}

/// A word as nginx takes it, whatever is in it.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for letter in text.chars() {
        // In a pattern a backslash means what it says already: nginx takes away only one that stands before a quote.
        if letter == '"' {
            quoted.push('\\');
        }
        quoted.push(letter);
    }
    quoted.push('"');
    quoted
}

/// A path as a pattern that only it fits.
fn pattern(path: &str) -> String {
    let mut pattern = String::new();
    for letter in path.chars() {
        if "\\.+*?()[]{}|^$".contains(letter) {
            pattern.push('\\');
        }
        pattern.push(letter);
    }
    pattern
}
