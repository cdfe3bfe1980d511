//! `[policy]`: what pages may ask of other servers, for the sake of the author's partials.

use url::Url;

use super::table::Table;

/// Which directive of the policy each setting adds to, after <https://www.w3.org/TR/CSP3/#csp-directives>.
const DIRECTIVES: [(&str, &str); 6] = [
    ("script", "script-src"),
    ("style", "style-src"),
    ("frame", "frame-src"),
    ("connect", "connect-src"),
    ("font", "font-src"),
    ("form", "form-action"),
];

/// The servers that each directive allows beside the blog's own.
pub(super) fn policy(table: &mut Table<'_>) -> Vec<(&'static str, Vec<String>)> {
    let mut allowed = Vec::new();
    for (name, directive) in DIRECTIVES {
        let mut origins = Vec::new();
        for said in table.texts(name, "https://comments.example").unwrap_or_default() {
            match origin(&said) {
                Ok(origin) => origins.push(origin),
                Err(hint) => {
                    let message = format!("`{name}` has \"{}\" in it; {hint}", said.value);
                    table.mistakes.add(said.line, message);
                }
            }
        }
        if !origins.is_empty() {
            allowed.push((directive, origins));
        }
    }
    allowed
}

/// A server as a policy names it; an error says what to write.
fn origin(text: &str) -> Result<String, String> {
    let whole =
        || "write the server's address with https://, such as \"https://comments.example\"".to_owned();
    let url = Url::parse(text).map_err(|_| whole())?;
    let host = url.host_str().unwrap_or_default();
    let name = host.strip_prefix("*.").unwrap_or(host);
    let is_name = name.contains(|sign: char| sign.is_ascii_alphanumeric())
        && name
            .chars()
            .all(|sign| sign.is_ascii_alphanumeric() || matches!(sign, '-' | '.' | '[' | ']' | ':'));
    if url.scheme() != "https" || !is_name {
        return Err(whole());
    }
    let origin = url.origin().ascii_serialization();
    if text.trim_end_matches('/') == origin {
        Ok(origin)
    } else {
        Err(format!("write the server alone: \"{origin}\""))
    }
}
