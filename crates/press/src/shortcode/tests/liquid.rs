//! What an author may expect of Liquid in a post that Jekyll made.

use super::*;

#[test]
fn the_facts_of_the_post_are_filled_in() {
    assert_eq!(html("# {{ page.title }}\n\na"), "<p>a</p>");
    assert_eq!(html("{{page.title | upcase}}!"), "<p>HERE &amp; NOW!</p>");
    assert_eq!(
        html("![b]({{ site.baseurl }}/a/pic.png) [c]({{ \"/about/\" | relative_url }})"),
        "<p><img src=\"/a/pic.png\" alt=\"b\" width=\"8\" height=\"8\" decoding=\"async\"> <a href=\"/about/\">c</a></p>"
    );
    assert_eq!(html("{% assign x = 'y' %}a {{ x }}{% comment %}z{% endcomment %}"), "<p>a y</p>");
}

#[test]
fn raw_text_is_shown_as_it_stands_in_code_and_outside() {
    assert_eq!(html("{% raw %}a {{ b }} <i>{% endraw %}"), "<p>a {{ b }} &lt;i&gt;</p>");
    assert!(html("{% raw %}\n```\n<div>{{ b }}\n```\n{% endraw %}").contains(">&lt;div&gt;{{ b }}"));
    assert_eq!(html("{% raw %}a `<b>` <i>{% endraw %}"), "<p>a <code>&lt;b&gt;</code> &lt;i&gt;</p>");
}

#[test]
fn what_only_jekyll_knows_is_left_out_and_named() {
    assert_eq!(html("a {{ site.posts | size }} b"), "<p>a  b</p>");
    assert_eq!(
        problems(
            "{% if page.x %}\na\n{% else %}\nb\n{% endif %}\n\n{{ page.next.url }}{% for p in site.posts %}{{ p.url }}{% endfor %}"
        ),
        [
            "a/here.md:1: warning shortcode: Quire does not run `if`, so all the text within it is shown; keep what \
             readers should see, and remove the rest",
            "a/here.md:7: warning shortcode: Quire does not know what `page.next.url` stands for, so it is left out; \
             write the text in its place",
            "a/here.md:7: warning shortcode: Quire does not run `for`, so all the text within it is shown; keep what \
             readers should see, and remove the rest",
            "a/here.md:7: warning shortcode: Quire does not know what `p.url` stands for, so it is left out; write the \
             text in its place",
        ]
    );
}

#[test]
fn what_is_left_out_is_counted_by_its_name_or_its_filter() {
    let (_, dropped) = expanded("{{ page.next.url }} {{ \"a\" | upcase | i18n: \"b\" }}");
    assert_eq!(dropped, [("i18n".to_owned(), 1), ("page.next.url".to_owned(), 1)]);
}

#[test]
fn prose_about_templates_stays() {
    let prose = "<p>Write {{ name }} or {{ user.name }}, not {{ 1 + 1 }}.</p>";
    assert_eq!(html("Write {{ name }} or {{ user.name }}, not {{ 1 + 1 }}."), prose);
}
