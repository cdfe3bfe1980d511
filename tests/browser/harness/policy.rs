//! The content security policy of the design, which every page of every promise is served under.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha256};

/// The header for a page: its own files, WebAssembly, and the inline scripts that it has, by their digests.
pub(crate) fn header(html: &str) -> String {
    let mut policy =
        "style-src 'self'; object-src 'none'; base-uri 'self'; script-src 'self' 'wasm-unsafe-eval'"
            .to_string();
    for script in inline_scripts(html) {
        policy.push_str(&[" 'sha256-", &STANDARD.encode(Sha256::digest(script)), "'"].concat());
    }
    policy
}

/// The scripts that stand in a page itself and run; data such as JSON-LD does not.
pub(crate) fn inline_scripts(html: &str) -> Vec<&str> {
    let mut scripts = Vec::new();
    let mut rest = html;
    while let Some(start) = rest.find("<script") {
        let Some((tag, after)) = rest[start..].split_once('>') else { break };
        let (text, after) = after.split_once("</script>").unwrap_or((after, ""));
        let is_data = tag.contains("type=") && !tag.contains("module") && !tag.contains("text/javascript");
        if !tag.contains(" src=") && !is_data {
            scripts.push(text);
        }
        rest = after;
    }
    scripts
}
