//! What happens to shortcodes that nobody meant.

use super::*;

#[test]
fn quotation_marks_that_do_not_match_lose_no_text() {
    let (html, problems) = shown(
        "{{< img src=\"pic.png\" alt=\"a >}} between {{< img src=\"pic.png\" alt=\"b\" >}}",
        &blog(&Reading::default()),
    );
    assert!(html.contains("alt=\"a\"") && html.contains("between") && html.contains("alt=\"b\""), "{html}");
    assert_eq!(
        problems,
        [
            "a/here.md:1: warning shortcode: the quotation marks of the shortcode `img` do not match; close them"
        ]
    );
}

#[test]
fn a_call_without_an_end_is_prose() {
    for source in ["{{< x", "{{< x\n\n>}}", "{% x", "{{ x(", "{{ x(}}"] {
        assert_eq!(markdown(source), source);
    }
}

#[test]
fn forty_thousand_calls_of_any_kind_are_read_to_their_end() {
    for unit in [
        "{{< gone >}}\n",
        "{{< note >}}\n",
        "{{< /note >}}",
        "{{ x(a=\"b\") }} ",
        "{{x(",
        "{{x({{x()",
        "{{x(}}",
        "{%x",
        "{%x\n\n%}",
        "{{<x \" ",
        "{{<x ` >}} ",
        "{% if a %}",
        "{% raw %}",
        "{{ page.title }}",
        "{{/*",
        "{{<",
        "{{\"a",
        "{{<x a=`>}}",
        "{{‹ ",
        "{{< ",
        "{{< x ",
        "{{< x >}} ",
        "{{ page.x | y ",
    ] {
        // A reading whose time grows with the square of the length would not come to an end here.
        let text = unit.repeat(40_000);
        assert!(expanded(&text).0.len() <= 20 * text.len(), "{unit:?}");
    }
}

#[test]
fn a_hundred_thousand_calls_are_each_named() {
    let text = "{{< gone >}}\n".repeat(100_000);
    let post = post(&text);
    let reading = Reading::default();
    let blog = blog(&reading);
    let expanded = expand(&Place::new(&post, &blog));
    assert_eq!(expanded.problems.len(), 100_000);
    assert_eq!(expanded.problems[99_999].line, Some(100_000));
}
