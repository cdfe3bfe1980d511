//! Moves the URLs of a body from one root to another.
//!
//! In memory a body names the site's own pages from the root (`/posts/a/`); a static page needs them relative to
//! itself, a feed absolute, the hash router behind `#/`.

/// Replaces the prefix `from` by `to` in every URL attribute of the tags in `html`; text is left alone.
///
/// A `from` of `/` does not match `//host/…`.
/// The HTML must quote its attributes with `"` and escape `<` in text, as the sanitiser of `press` does.
pub fn rebase(html: &str, from: &str, to: &str) -> String {
    if from == to {
        return html.to_string();
    }
    let mut rebased = String::with_capacity(html.len() + 64);
    let mut rest = html;
    while let Some((text, tag)) = rest.split_once('<') {
        rebased.push_str(text);
        rebased.push('<');
        rest = rebase_tag(tag, from, to, &mut rebased);
    }
    rebased.push_str(rest);
    rebased
}

/// Replaces the prefix `from` by `to` in a URL, or in each of several that are set apart by blanks, as in `srcset`.
pub fn rebase_urls(urls: &str, from: &str, to: &str) -> String {
    let mut rebased = String::new();
    let mut rest = urls;
    loop {
        if let Some(path) = rest.strip_prefix(from)
            && !(from == "/" && path.starts_with('/'))
        {
            rebased.push_str(to);
            rest = path;
        }
        let Some((url, after)) = rest.split_once(' ') else { break };
        rebased.push_str(url);
        rebased.push(' ');
        rest = after;
    }
    rebased.push_str(rest);
    rebased
}

/// Copies one tag from behind its `<`, and gives what follows it.
fn rebase_tag<'a>(tag: &'a str, from: &str, to: &str, rebased: &mut String) -> &'a str {
    let mut rest = tag;
    // Each turn copies up to the next quoted value and the value itself.
    loop {
        let end = rest.bytes().position(|byte| byte == b'"' || byte == b'>').map(|at| at + 1);
        let (before, after) = end.and_then(|end| rest.split_at_checked(end)).unwrap_or((rest, ""));
        rebased.push_str(before);
        if !before.ends_with('"') {
            return after;
        }
        let end = after.bytes().position(|byte| byte == b'"').map(|at| at + 1);
        let (value, after) = end.and_then(|end| after.split_at_checked(end)).unwrap_or((after, ""));
        let names = [" href=\"", " src=\"", " srcset=\"", " poster=\"", " cite=\""];
        if names.iter().any(|name| before.ends_with(name)) {
            rebased.push_str(&rebase_urls(value, from, to));
        } else {
            rebased.push_str(value);
        }
        rest = after;
    }
}

#[cfg(test)]
mod tests {
    use super::{rebase, rebase_urls};

    #[test]
    fn only_urls_within_the_site_move() {
        let html = r##"<p class="/x">a "/b" <a href="/c/">="/d"</a> <img alt="href="> <a href="#e">e</a> <a href="//f">f</a></p>"##;
        let moved = rebase(html, "/", "../../");
        assert_eq!(moved, html.replace("href=\"/c/\"", "href=\"../../c/\""));
        assert_eq!(rebase(&moved, "../../", "/"), html);
    }

    #[test]
    fn every_url_of_a_set_moves() {
        let set = "/a.jpg 640w, //b.example/c.jpg 2x, https://d.example/e.jpg 3x, /f.jpg 4x";
        let moved = set.replace("/a.jpg", "../a.jpg").replace("/f.jpg", "../f.jpg");
        assert_eq!(rebase_urls(set, "/", "../"), moved);
        assert_eq!(rebase_urls(&moved, "../", "/"), set);
        let html = |set: &str| format!("<img src=\"\" srcset=\"{set}\" title=\"/x /y\">");
        assert_eq!(rebase(&html(set), "/", "../"), html(&moved));
    }

    #[test]
    fn a_body_that_is_cut_short_is_kept() {
        for html in ["<", "<a href=\"", "<a href=\"/x", "a < b", "<a href=\"/x\""] {
            assert_eq!(rebase(html, "#", "/"), html);
        }
    }
}
