//! What happens to shortcodes that nobody meant.

use std::time::{Duration, Instant};

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
fn reading_takes_time_in_proportion_to_the_length() {
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
        // A quadratic reading takes a hundred times as long for ten times the text.
        let time = |count: usize| -> Duration {
            let text = unit.repeat(count);
            let begin = Instant::now();
            std::hint::black_box(expanded(&text));
            begin.elapsed()
        };
        let (short, long) = (time(4_000).max(Duration::from_millis(5)), time(40_000));
        assert!(long < short * 40, "{unit:?}: {short:?}, {long:?}");
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
