//! A site's style sheet as it is in a shadow root on somebody else's page, made from the one that its own pages have.
//!
//! What is said of the document is said of the element that holds the blog; what asks for the width of the window asks for
//! that of this element; and every colour and font can be had from the host's own custom properties.

use crate::colour;
use crate::css::{Kind, Piece, pieces};

/// The element in the shadow root that stands for the document.
const ROOT: &str = ".quire";
/// What it holds: the first that a container's width can tell something.
const LEAF: &str = ".leaf";
/// What a host can set beside the colours: fonts, the size of text, the margin beside it.
const OPEN: [&str; 6] = ["serif", "sans", "mono", "display", "text", "margin"];

/// Nothing of a host's own style comes in but its custom properties.
const BEFORE: &str = ":host{display:block!important}.quire{all:initial;container-type:inline-size;display:block}\
    .quire[hidden],.way[hidden]{display:none}";
/// What is of no use where the page is not one's own. The name of the blog over its newest posts is not seen, and gets the
/// focus of who comes back to them. What stands in for the blog is the host's, and looks so. A message is in sight for as
/// long as some of the blog is, and takes no ground for itself where there is none of the blog.
const AFTER: &str = "@layer own{:host{background:none;color:inherit;color-scheme:inherit;font:inherit}\
    .leaf{min-block-size:0}.leaf:empty{display:none}\
    .leaf:not(:has(.masthead)) .home{block-size:1px;clip-path:inset(50%);inline-size:1px;\
    overflow:hidden;position:absolute;white-space:nowrap}\
    .leaf:not(:has(.masthead)){justify-content:start;padding-block:var(--s5)}\
    .theme{display:none}.way{margin:0;padding:var(--s3) var(--margin)}\
    .notice{inset:auto auto var(--s4);margin:var(--s4);max-inline-size:none;position:sticky}\
    .notice p:last-child{margin-block-end:var(--s2)}\
    .quire:not(:has(h1)){background:none}.quire:not(:has(h1)) .notice{box-shadow:none;margin:0 0 var(--s4)}}";

/// The style sheet for shadow roots.
pub(super) fn guest(css: &str) -> String {
    let pieces = pieces(css);
    let mut guest = String::from("@layer tokens,base,layout,parts,look,own,print;@layer tokens{");
    guest.extend([BEFORE, "}"]);
    let mut at = 0;
    // How deep the blocks are that ask for a width, from the outermost.
    let (mut depth, mut widths) = (0_usize, Vec::new());
    while let Some(piece) = pieces.get(at) {
        let before = at.checked_sub(1).and_then(|before| pieces.get(before));
        if piece.is("@") {
            let end = at + pieces[at..].iter().position(|piece| piece.is("{") || piece.is(";")).unwrap_or(0);
            let prelude = &pieces[at..end];
            if is_word(prelude.get(1), "font-face") {
                // A font is the document's business.
                at = after_block(&pieces, end);
                continue;
            }
            if is_word(prelude.get(1), "media") && prelude.iter().any(|piece| is_word(Some(piece), "width")) {
                widths.push(depth);
                guest += "@container";
                at += 2;
                continue;
            }
        }
        if piece.is("{") {
            depth += 1;
        } else if piece.is("}") {
            depth = depth.saturating_sub(1);
            widths.pop_if(|width| *width == depth);
        }
        let root = if widths.is_empty() { ROOT } else { LEAF };
        let next = pieces.get(at + 1);
        match piece.text {
            ":" if is_word(next, "root") => {
                guest += root;
                at += 1;
            }
            // Where it stands beside the root it is said already.
            ":" if is_word(next, "host") && root == LEAF => {
                guest += root;
                at += 1;
            }
            "#" if is_word(next, "quire") => {
                guest += ROOT;
                at += 1;
            }
            "body" if !before.is_some_and(|before| before.is(".") || before.is("-")) => guest += ROOT,
            "data-theme" => guest += "theme",
            name if is_open(name) && next.is_some_and(|next| next.is(":")) => {
                let end =
                    at + pieces[at..].iter().position(|piece| piece.is(";") || piece.is("}")).unwrap_or(0);
                let value = css.get(pieces[at + 1].at + 1..pieces.get(end).map_or(css.len(), |end| end.at));
                let (value, own) = (relative(value.unwrap_or_default()), name.trim_start_matches('-'));
                guest.extend([name, ":var(--quire-", own, ",", &value, ")"]);
                at = end;
                continue;
            }
            text => guest += &relative(text),
        }
        at += 1;
    }
    guest + AFTER
}

/// Widths of the window are those of the element.
fn relative(text: &str) -> String {
    let mut turned = String::new();
    let mut rest = text;
    while let Some(at) = rest.find("vw") {
        let (before, after) = rest.split_at(at);
        turned += before;
        turned += if before.ends_with(|sign: char| sign.is_ascii_digit()) { "cqi" } else { "vw" };
        rest = &after[2..];
    }
    turned + rest
}

/// Whether a custom property is one that a host can set.
fn is_open(name: &str) -> bool {
    name.strip_prefix("--").is_some_and(|name| colour::NAMES.contains(&name) || OPEN.contains(&name))
}

fn is_word(piece: Option<&Piece<'_>>, text: &str) -> bool {
    piece.is_some_and(|piece| piece.kind == Kind::Word && piece.text == text)
}

/// The place behind the block that begins at `open`.
fn after_block(pieces: &[Piece<'_>], open: usize) -> usize {
    let mut depth = 0;
    for (at, piece) in pieces.iter().enumerate().skip(open) {
        if piece.is("{") {
            depth += 1;
        } else if piece.is("}") {
            depth -= 1;
            if depth == 0 {
                return at + 1;
            }
        }
    }
    pieces.len()
}

#[cfg(test)]
mod tests {
    use super::guest;

    fn of(css: &str) -> String {
        let whole = guest(css);
        let start = whole.find("display:none}}").expect("what stands before") + "display:none}}".len();
        whole[start..].strip_suffix(super::AFTER).expect("what stands behind").to_owned()
    }

    #[test]
    fn what_is_said_of_the_document_is_said_of_the_element() {
        assert_eq!(of(":root,:host{--s1:1rem}"), ".quire,:host{--s1:1rem}");
        assert_eq!(
            of("body,:host{margin:0}.post .body{margin:1px}"),
            ".quire,:host{margin:0}.post .body{margin:1px}"
        );
        assert_eq!(
            of(":root[data-theme=\"dark\"]{color-scheme:dark}"),
            ".quire[theme=\"dark\"]{color-scheme:dark}"
        );
        assert_eq!(of("body:has(> #quire .post){order:1}"), ".quire:has(> .quire .post){order:1}");
    }

    #[test]
    fn widths_are_those_of_the_element() {
        assert_eq!(
            of("@media (width >= 48rem){:root,:host{--hang:1px}}:root{--hang:0}"),
            "@container (width >= 48rem){.leaf,.leaf{--hang:1px}}.quire{--hang:0}"
        );
        assert_eq!(
            of("a{@media (width<40rem){b{color:red}}}body{x:y}"),
            "a{@container (width<40rem){b{color:red}}}.quire{x:y}"
        );
        assert_eq!(of("@media print{a{margin:4vw}}"), "@media print{a{margin:4cqi}}");
    }

    #[test]
    fn a_host_sets_colours_and_fonts() {
        assert_eq!(
            of(":root{--ink:light-dark(#000,#fff);--s1:1px;--text:clamp(1rem,2vw,3rem)}"),
            ".quire{--ink:var(--quire-ink,light-dark(#000,#fff));--s1:1px;--text:var(--quire-text,clamp(1rem,2cqi,3rem))}"
        );
        assert_eq!(of("a{color:var(--ink)}"), "a{color:var(--ink)}");
    }

    #[test]
    fn fonts_are_the_documents() {
        assert_eq!(of("a{b:c}@font-face{src:url(x);font-family:x}d{e:f}"), "a{b:c}d{e:f}");
    }
}
