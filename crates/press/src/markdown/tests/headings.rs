//! What an author may expect of headings and their anchors.

use super::*;

#[test]
fn headings_leave_the_first_level_to_the_title_and_have_anchors_in_any_script() {
    let rendered = rendered(
        "# Title\n\n# Eins\n\n## Übung & <b>x</b>\n\n## Übung & x\n\n### 日本 {#own}\n\n###### deep\n",
    );
    let toc: Vec<(u8, &str)> = rendered.toc.iter().map(|one| (one.level, one.id.as_str())).collect();
    assert_eq!(toc, [(2, "eins"), (3, "übung-x"), (3, "übung-x-2"), (4, "own"), (6, "deep")]);
    assert!(rendered.html.starts_with("\n<h2 id=\"eins\">Eins</h2>"), "{}", rendered.html);
    assert_eq!(rendered.toc[1].text, "Übung & x");
}

#[test]
fn braces_after_a_heading_are_its_attributes_only_when_they_set_something() {
    for (markdown, heading) in [
        ("## fn main() {}", "<h2 id=\"fn-main\">fn main() {}</h2>"),
        ("struct {a, b}\n---", "<h2 id=\"struct-a-b\">struct {a, b}</h2>"),
        ("## {x}", "<h2 id=\"x\">{x}</h2>"),
        ("## `a {}`", "<h2 id=\"a\"><code>a {}</code></h2>"),
        ("## A {.note}", "<h2 class=\"note\" id=\"a\">A</h2>"),
        ("## A {toc=false}", "<h2 id=\"a\">A</h2>"),
    ] {
        assert_eq!(html(markdown), heading, "{markdown}");
    }
}

#[test]
fn the_first_heading_of_some_words_has_their_anchor_whatever_stands_before_it() {
    let ids = |markdown: &str| rendered(markdown).toc.into_iter().map(|one| one.id).collect::<Vec<_>>();
    assert_eq!(ids("## A\n\n## A\n\n## A 2\n\n## A"), ["a", "a-3", "a-2", "a-4"]);
    assert_eq!(ids("## A[^1]\n\n## ?\n\n## {#own .note .card}\n\n[^1]: x"), ["a", "section", "own"]);
    assert_eq!(html("## A {#own .note .card}"), "<h2 id=\"own\" class=\"note\">A</h2>");
}
