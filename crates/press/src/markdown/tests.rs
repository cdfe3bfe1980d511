//! What an author may expect of Markdown.

use super::blog::tests::blog;
use super::*;
use crate::content::PostFile;
use std::path::PathBuf;

fn post(markdown: &str) -> PostFile {
    PostFile {
        file: PathBuf::from("news/here.md"),
        title: "Title".into(),
        slug: "here".into(),
        section: Some("news".into()),
        markdown: markdown.into(),
        body_line: 5,
        ..PostFile::default()
    }
}

fn rendered(markdown: &str) -> Rendered {
    let rendered = render(&post(markdown), &blog(&Reading::default()));
    assert_eq!(sanitize::clean(&rendered.html), rendered.html, "{markdown}");
    rendered
}

fn html(markdown: &str) -> String {
    rendered(markdown).html.trim_end().to_owned()
}

#[test]
fn links_lead_to_posts_by_file_path_or_slug() {
    let link = "<p><a href=\"/news/other/\">x</a></p>";
    for markdown in [
        "[x](other.md)",
        "[x](./other.md)",
        "[x](/news/other.md)",
        "[x](@/news/other.md)",
        "[x]({{< ref \"other.md\" >}})",
        "[x]({{<ref \"news/other.md\">}})",
        "[x]({{% relref \"/news/other\" %}})",
        "[x]({% post_url 2014-01-02-other %})",
        "<a href='{{< ref \"other.md\" >}}'>x</a>",
        "[x](other.html)",
    ] {
        assert!(
            html(markdown).contains(link.trim_start_matches("<p>")) || html(markdown) == link,
            "{markdown}: {}",
            html(markdown)
        );
    }
    assert_eq!(html("[x](other.md#part)"), "<p><a href=\"/news/other/#part\">x</a></p>");
    assert_eq!(
        html("[x]({{< ref \"other.md\" >}}\"T\")"),
        "<p><a href=\"/news/other/\" title=\"T\">x</a></p>"
    );
}

#[test]
fn a_link_to_nothing_becomes_its_words_and_is_named_with_its_line() {
    for markdown in ["one\n\n[x](gone.md)", "one\n\n[x]({{< ref \"gone.md\" >}})"] {
        let rendered = rendered(markdown);
        assert!(rendered.html.ends_with("<p>x</p>\n"), "{}", rendered.html);
        let problem = rendered.problems[0].to_string();
        assert!(
            problem.starts_with("news/here.md:7: warning dead-link: there is no post `gone.md`"),
            "{problem}"
        );
    }
}

#[test]
fn every_address_holds_wherever_the_page_is_shown() {
    assert_eq!(
        html("![a](pic.png) ![b](../top.png)"),
        "<p><img src=\"/news/pic.png\" alt=\"a\" decoding=\"async\"> \
         <img src=\"/top.png\" alt=\"b\" loading=\"lazy\" decoding=\"async\"></p>"
    );
    assert_eq!(html("[x](/about/)"), "<p><a href=\"/about/\">x</a></p>");
    assert_eq!(html("[x](mailto:a@b.c)"), "<p><a href=\"mailto:a@b.c\">x</a></p>");
    assert_eq!(html("[x](http://a.b/)"), "<p><a href=\"http://a.b/\" rel=\"noopener\">x</a></p>");
    assert_eq!(html("[x](javascript:y)"), "<p>x</p>");
    assert_eq!(
        html("<img srcset='pic.png 1x, ../top.png 2x' src=pic.png alt=''>"),
        "<img srcset=\"/news/pic.png 1x, /top.png 2x\" src=\"/news/pic.png\" alt=\"\" decoding=\"async\">"
    );
}

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
fn links_within_a_post_find_anchors_that_another_system_spelled() {
    assert!(html("[x](#whats-new)\n\n## What's new").contains("href=\"#what-s-new\""));
}

#[test]
fn tables_scroll_and_align_without_styles() {
    assert_eq!(
        html("|a|b|\n|-:|:-:|\n|1|2|"),
        "<div class=\"table\" tabindex=\"0\"><table><thead><tr><th class=\"align-right\">a</th>\
         <th class=\"align-center\">b</th></tr></thead>\n<tbody>\n<tr><td class=\"align-right\">1</td>\
         <td class=\"align-center\">2</td></tr>\n</tbody></table></div>"
    );
}

#[test]
fn code_is_coloured_and_kept_byte_for_byte() {
    assert_eq!(
        html("```rust,ignore\nlet x;\n```"),
        "<pre class=\"code\" tabindex=\"0\"><code class=\"language-rust\">\
         <span class=\"hl-keyword\">let</span> x;\n</code></pre>"
    );
    assert_eq!(
        html("```\n{{< x >}} {% y %} <b>\n"),
        "<pre class=\"code\" tabindex=\"0\"><code>{{&lt; x &gt;}} {% y %} &lt;b&gt;\n</code></pre>"
    );
    assert_eq!(html("`{{ x() }}`"), "<p><code>{{ x() }}</code></p>");
    assert!(html("    {{% x %}}").contains("<code>{{% x %}}</code>"));
    let again = html("<pre>\n\n\n x</pre>");
    assert_eq!(again, "<pre class=\"code\" tabindex=\"0\"> x</pre>");
}

#[test]
fn tasks_are_boxes_named_by_their_words() {
    assert_eq!(
        html("- [x] done\n  - [ ] *not* yet\n- plain"),
        "<ul>\n<li class=\"task\"><label><input type=\"checkbox\" disabled=\"\" checked=\"\"> done</label>\n\
         <ul>\n<li class=\"task\"><label><input type=\"checkbox\" disabled=\"\"> <em>not</em> yet</label></li>\n\
         </ul>\n</li>\n<li>plain</li>\n</ul>"
    );
}

#[test]
fn footnotes_are_numbered_as_they_are_met_and_lead_back() {
    let html = html("A[^b] B[^a] C[^b].\n\n[^a]: First.\n[^b]: Second.\n");
    assert!(
        html.contains("A<sup class=\"footnote-ref\" id=\"fnref-1\"><a href=\"#fn-1\">1</a></sup>"),
        "{html}"
    );
    assert!(html.contains("<li id=\"fn-1\" value=\"1\">\n<p>Second. <a class=\"footnote-back\" href=\"#fnref-1\">↩</a> <a class=\"footnote-back\" href=\"#fnref-1-2\">↩</a></p>"), "{html}");
    assert_eq!(html.matches("<section class=\"footnotes\">").count(), 1);
    assert_eq!(rendered("A[^b]\n\n[^b]: Second.").text, "A\nSecond.");
}

#[test]
fn the_excerpt_is_what_stands_before_more_or_the_first_words() {
    let rendered_more = rendered("One *two*.\n\n<!-- more -->\n\nThree.");
    assert_eq!(rendered_more.excerpt, "One two.");
    assert_eq!(rendered_more.text, "One two.\nThree.");
    assert!(!rendered_more.html.contains(MORE));
    let long = rendered(&format!("# T\n\n{}\n", "word ".repeat(80)));
    assert!(long.excerpt.starts_with("word word") && long.excerpt.ends_with("word…"));
    assert_eq!(rendered("- a\n- b").excerpt, "a b");
    assert_eq!(rendered("```\n<!-- more -->\n```").text, "<!-- more -->");
}

#[test]
fn a_link_around_a_picture_that_is_gone_goes_too() {
    assert_eq!(html("[{{< img src=\"x\" >}}](http://a.b/) c"), "<p> c</p>");
    assert_eq!(
        html("[{{< img src=\"x\" alt=\"A cat\" >}}](http://a.b/)"),
        "<p><a href=\"http://a.b/\" rel=\"noopener\">A cat</a></p>"
    );
}

#[test]
fn html_by_hand_keeps_its_words_and_loses_what_runs() {
    assert_eq!(html("<div style=x onclick=y>a\n\n*b*\n\n</div>"), "<div>a\n<p><em>b</em></p>\n</div>");
    assert_eq!(html("<a name=old></a>x"), "<p><a id=\"old\"></a>x</p>");
    assert_eq!(
        html("a <input type=text> <input type=checkbox checked> b"),
        "<p>a  <input type=\"checkbox\" checked=\"\" disabled=\"\"> b</p>"
    );
    assert!(html("<video src=http://a.b/v.mp4 autoplay></video>").contains("controls=\"\""));
    assert!(
        html("<iframe src='https://www.youtube.com/embed/abc' title=Film></iframe>")
            .contains("watch?v=abc\" rel=\"noopener\">Film</a>")
    );
    assert_eq!(html("<p id=a>1</p><p id=a>2</p>"), "<p id=\"a\">1</p><p>2</p>");
}

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

proptest::proptest! {
    #[test]
    fn whatever_an_author_writes_is_rendered_and_stays_as_it_is(
        pieces in proptest::collection::vec(proptest::sample::select(PIECES), 0..24)
    ) {
        let markdown: String = pieces.concat();
        let rendered = rendered(&markdown);
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
