//! What an author may expect of text that is odd, or written to break things.

use super::*;

#[test]
fn no_text_however_odd_makes_it_panic_or_leaves_it_unstable() {
    for markdown in [
        "```\nunclosed",
        "[x](",
        "![](",
        "{{<",
        "{{< x",
        "{% ",
        "{{ x(",
        "<",
        "<a",
        "</",
        "<!--",
        "[^1]",
        "[^1]: ",
        "[^a]: [^a]",
        "- [ ]",
        "|\n-|\n",
        "<table><tr><td><table><p>",
        "<b><p></b></p>",
        "#\n#\n# ",
        "<h1>a<h2>b</h1>",
        "</h1>",
        "</a></pre></table></p>",
        "<a><a href=x><a name=y>",
        "\u{0}\u{fdd0}\u{feff}",
        "<pre>\n\n",
        "{{</* x */>}}",
        "{{< /x >}}{{< /x >}}",
        "{% end %}",
        "{% raw %}",
        "{{< highlight rust >}}",
        "<svg><p>",
        "<math><mi><p>x",
        "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
        "$x$ $$ $y\n",
        "<p><table><a><td></a>",
        "<select><option><a>",
        "&#x26;lt;",
        "<img src=a srcset=',,'>",
        "<sup class=footnote-ref>a<a class=footnote-back>",
        "<h1>x<p><h1>y",
        "<aside>\n\n{{< note >}}\n",
        "x]({{< ref \"y\" >}})",
    ] {
        let html = rendered(markdown).html;
        assert!(!html.contains("quire-nowhere"), "{markdown}: {html}");
    }
}

#[test]
fn a_post_that_was_made_to_break_it_is_rendered_with_its_words() {
    let many = 2_000;
    for (markdown, words) in [
        ("> ".repeat(many) + "deep", "deep"),
        ("- ".repeat(many) + "deep", "deep"),
        ("*a ".repeat(many) + "deep" + &"*".repeat(many), "deep"),
        ("**a ".repeat(many) + "deep" + &"b**".repeat(many), "deep"),
        ("[".repeat(many) + "deep" + &"]".repeat(many), "deep"),
        ("![".repeat(many) + "deep" + &"](/x.png)".repeat(many), ""),
        (
            (0..many).flat_map(|one| [format!("a[^{one}]\n\n"), format!("[^{one}]: deep\n\n")]).collect(),
            "deep",
        ),
        ("a[^1] ".repeat(many) + "\n\n[^1]: deep", "deep"),
        ("|a".repeat(many) + "|\n" + &"|-".repeat(many) + "|\n" + &"|deep".repeat(many), "deep"),
        ("# ".to_owned() + &"deep ".repeat(many * 100), "deep"),
        ("## deep\n\n".repeat(many), "deep"),
        ("a\0 \u{202e}deep\u{2066}".to_owned(), "deep"),
        ("<b><p>deep</b>y<table><tr><td><i>".repeat(20), "deep"),
        ("<div>deep".repeat(many), ""),
        ("deep <".repeat(many), "deep"),
        ("deep\n\n<div>".to_owned() + &"<!--".repeat(many), "deep"),
    ] {
        let rendered = rendered(&markdown);
        assert!(rendered.text.contains(words), "{}", &markdown[..20]);
    }
    assert_eq!(
        problems(&"<div>deep".repeat(many)),
        [
            "5: warning html: the HTML in this post cannot be read in one way only, so its body is left out; close its \
          tags in the order in which they open"
        ]
    );
    assert_eq!(html(&("> ".repeat(many) + "deep")).matches("<blockquote>").count(), 100);
}

proptest::proptest! {
    #[test]
    fn whatever_an_author_writes_is_rendered_and_stays_as_it_is(
        pieces in proptest::collection::vec(proptest::sample::select(PIECES), 0..24)
    ) {
        let markdown: String = pieces.concat();
        let wanting = Reading { smart_punctuation: true, hashtags: true, math: true, ..Reading::default() };
        read(&wanting, &markdown);
        let rendered = rendered(&markdown);
        proptest::prop_assert!(!rendered.html.contains(sanitize::LINE), "{markdown}");
        proptest::prop_assert!(!rendered.html.contains(sanitize::SOURCE), "{markdown}");
        proptest::prop_assert!(!rendered.html.contains("quire-nowhere"), "{markdown}");
        proptest::prop_assert!(!rendered.html.contains("=\"javascript:"), "{markdown}");
        proptest::prop_assert!(!rendered.text.contains(MORE), "{markdown}");
    }
}

/// What the property test writes posts of.
const PIECES: &[&str] = &[
    "a",
    "é",
    " ",
    "\n",
    "\n\n",
    "    ",
    "# ",
    "## T {#x}",
    "- ",
    "- [ ] ",
    "1. ",
    "> ",
    "```",
    "```rust\n",
    "`",
    "**",
    "[",
    "](",
    ")",
    "](other.md)",
    "](javascript:x)",
    "![",
    "[^1]",
    "\n[^1]: ",
    "\n: ",
    "#tag",
    "> [!TIP]\n",
    "![a](pic.png \"b\")",
    "[x](#y)",
    "|a|b|\n|-|:-:|\n|",
    "|",
    "{{< note >}}",
    "{{< /note >}}",
    "{{< ref \"other.md\" >}}",
    "{{< ref \"gone.md\" >}}",
    "{{< img src=\"x\" >}}",
    "{{ x(text=\"y\") }}",
    "{% highlight rust %}",
    "{% endhighlight %}",
    "{% raw %}",
    "{% endraw %}",
    "{{",
    "}}",
    "%}",
    "\"",
    "<b>",
    "</b>",
    "<p>",
    "</p>",
    "<div>",
    "</div>",
    "<table>",
    "<tr>",
    "<td>",
    "</table>",
    "<a href=x>",
    "<a name=x>",
    "</a>",
    "<h1>",
    "</h1>",
    "<pre>",
    "</pre>",
    "<svg>",
    "</svg>",
    "<math>",
    "<mtext>",
    "<mi>",
    "</math>",
    "<mglyph>",
    "$x^2$",
    "$",
    "$$y$$",
    "```math\n",
    "<style>",
    "</style>",
    "<script>",
    "<!--",
    "-->",
    "<!-- more -->",
    "<select>",
    "<option>",
    "<li>",
    "<ul>",
    "</ul>",
    "<img src=a>",
    "<sup class=footnote-ref>",
    "<iframe src=https://a.b>",
    "<summary>",
    "<details>",
    "<caption>",
    "<col>",
    "<ruby><rt>",
    "<input type=checkbox>",
    "&amp;",
    "&lt;",
    "<",
];
