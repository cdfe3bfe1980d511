//! What an author may expect of shortcodes.

use super::*;
use crate::content::PostFile;
use crate::markdown::{Blog, Reading, render, test_blog as blog};
use crate::sanitize;
use std::path::PathBuf;

mod bad;
mod include;
mod liquid;
mod own;

fn post(markdown: &str) -> PostFile {
    PostFile {
        file: PathBuf::from("a/here.md"),
        title: "Here & now".into(),
        markdown: markdown.into(),
        body_line: 1,
        ..PostFile::default()
    }
}

/// The clean HTML of a post, and its problems.
fn shown(markdown: &str, blog: &Blog<'_>) -> (String, Vec<String>) {
    let rendered = render(&post(markdown), blog);
    assert_eq!(sanitize::clean(&rendered.html), rendered.html, "{markdown}");
    let problems = rendered.problems.iter().map(ToString::to_string).collect();
    (rendered.html.trim().to_owned(), problems)
}

fn html(markdown: &str) -> String {
    shown(markdown, &blog(&Reading::default())).0
}

fn problems(markdown: &str) -> Vec<String> {
    shown(markdown, &blog(&Reading::default())).1
}

fn expanded(markdown: &str) -> (String, Vec<(String, usize)>) {
    let post = post(markdown);
    let reading = Reading::default();
    let blog = blog(&reading);
    let place = Place::new(&post, &blog);
    let expanded = expand(&place);
    (expanded.markdown.into_owned(), expanded.shortcodes.dropped.into_iter().collect())
}

fn markdown(source: &str) -> String {
    expanded(source).0.trim().to_owned()
}

#[test]
fn films_and_messages_become_links() {
    for (source, link) in [
        ("a {{< youtube abc >}}", "a [youtube.com/watch?v=abc](<https://www.youtube.com/watch?v=abc>)"),
        (
            "{{< youtube id=\"abc\"  title=\"A [film]\">}} a",
            "[A \\[film\\]](<https://www.youtube.com/watch?v=abc>) a",
        ),
        (
            "- {{ youtube(id=\"abc\", autoplay=true) }}",
            "- [youtube.com/watch?v=abc](<https://www.youtube.com/watch?v=abc>)",
        ),
        ("{% youtube abc %}.", "[youtube.com/watch?v=abc](<https://www.youtube.com/watch?v=abc>)."),
        ("{{< tweet user=\"u\" id=\"1\" >}}", "[twitter.com/u/status/1](<https://twitter.com/u/status/1>)"),
        ("{{< gist u 2 >}}", "[gist.github.com/u/2](<https://gist.github.com/u/2>)"),
        ("{{< button href=\"https://a.b/\" text=\"Go\" >}}", "[Go](<https://a.b/>)"),
    ] {
        assert_eq!(markdown(source), link, "{source}");
    }
}

#[test]
fn a_film_that_stands_alone_is_set_apart_and_the_text_after_it_stays_text() {
    for (source, address, title) in [
        ("{{< youtube abc >}}", "https://www.youtube.com/watch?v=abc", "youtube.com/watch?v=abc"),
        (
            "{{< youtube id=\"abc\" title=\"A <film> & \\\"more\\\"\" >}}",
            "https://www.youtube.com/watch?v=abc",
            "A &lt;film&gt; &amp; \"more\"",
        ),
        ("{{ vimeo(id=\"12\") }}", "https://vimeo.com/12", "vimeo.com/12"),
    ] {
        let html = html(&format!("{source}\nOf *the* sea."));
        let film =
            format!("<p class=\"film\"><a href=\"{address}\" rel=\"external noopener\">{title}</a></p>");
        assert_eq!(html, format!("{film}\n<p>Of <em>the</em> sea.</p>"), "{source}");
    }
}

#[test]
fn a_picture_stays_when_it_is_there() {
    assert_eq!(markdown("{{< img src=\"pic.png\" alt=\"A\" >}}"), "![A](</a/pic.png>)");
    assert_eq!(markdown("{{< img src=\"https://a.b/c.png\" >}}"), "![](<https://a.b/c.png>)");
    let (text, dropped) = expanded("a {{< img src=\"gone\" >}}{{< img \"gone\" >}} b {{< toc >}}");
    assert_eq!(text, "a  b ");
    assert_eq!(dropped, [("img".to_owned(), 2), ("toc".to_owned(), 1)]);
}

#[test]
fn pairs_keep_their_inner_text() {
    assert_eq!(markdown("a {{< box >}}**b**{{< /box >}} c"), "a **b** c");
    assert_eq!(
        markdown("{{< ring title=\"T\">}}\nx\n{{< /ring >}}\ny"),
        "<aside class=\"note\" role=\"note\">\n<p class=\"note-title\">T</p>\n\n\n\nx\n\n</aside>\n\n\ny"
    );
    assert_eq!(markdown("{% wide() %}\nx\n{% end %}"), "x");
    assert_eq!(markdown("{%- if x -%}y{%- endif -%}"), "y");
    assert_eq!(markdown("{{< highlight >}}x{{< /highlight >}}"), "<mark>x</mark>");
}

#[test]
fn code_in_a_shortcode_becomes_code() {
    let fenced = "```rust\nlet {{< x >}};\n```";
    assert_eq!(
        markdown("{{< highlight rust \"linenos=table\" >}}\nlet {{< x >}};\n{{< /highlight >}}"),
        fenced
    );
    assert_eq!(markdown("{% highlight rust %}\nlet {{< x >}};\n{% endhighlight %}"), fenced);
    assert_eq!(markdown("{% raw %}{{ x }} {% y %}{% endraw %}"), "{{ x }} {% y %}");
    assert_eq!(markdown("{% mermaid() %}\na-->b\n{% end %}"), "```mermaid\na-->b\n```");
}

#[test]
fn code_that_jekyll_highlights_is_without_the_marks_that_keep_liquid_from_it() {
    for source in [
        "{% highlight rust %}{% raw %}\n{{ x }}\n{% endraw %}{% endhighlight %}",
        "{% highlight rust %}\n{%- assign y = 'z' -%}\n  {% raw\n%}\n{{ x }}\n{%\n endraw\n%}\n{% endhighlight %}",
    ] {
        assert_eq!(markdown(source), "```rust\n{{ x }}\n```", "{source}");
    }
    let shown =
        "{% highlight rust %}\na{% raw %}{% assign x = 1 %}{% endraw %} {% if y %}\n{% endhighlight %}";
    assert_eq!(markdown(shown), "```rust\na{% assign x = 1 %} {% if y %}\n```");
}

#[test]
fn code_and_prose_that_only_look_like_shortcodes_stay() {
    for source in [
        "`{{< x >}}`",
        "```\n{{< x >}}\n{% y %}\n```",
        "a\n\n    {{ x() }}\n",
        "`push {{r0, r1}}` and `{{ page.title }}` and {{closure}} and {{ user.name | upper }}",
        "100{% and {{{ and {{",
        "$ {{ #include <cmath> }}",
        "{# heading #}",
    ] {
        assert_eq!(expanded(source).0, source);
    }
    assert_eq!(markdown("{{</* x */>}}"), "{{&lt; x >}}");
    assert_eq!(markdown("{{/* x(a=\"b\") */}}"), "{{ x(a=\"b\") }}");
    assert_eq!(markdown("{%/* x() */%}y{%/* end */%}"), "{% x() %}y{% end %}");
}

#[test]
fn arguments_may_hold_quotation_marks_and_brackets() {
    assert_eq!(markdown("x {{ admonition(type=\"tip\", text='a `b` (c) \"d\"') }} y"), "x a `b` (c) \"d\" y");
    assert_eq!(markdown("x {{< img alt=\"a >}} b\" src=\"it's\" >}} y"), "x  y");
    assert_eq!(markdown("{{< quote-block text=\"It's.\" cite=\"Me\" >}}"), "> It's.\n>\n> — Me");
}

#[test]
fn a_figure_has_its_words_beneath_and_markdown_in_them() {
    assert_eq!(
        html(
            "{{< figure src=\"pic.png\" alt=\"A \\\"b\\\"\" title=\"T\" caption=\"A *c* & [d](https://d.e/)\" \
             attr=\"Me\" attrlink=\"https://me.me/\" link=\"https://f.g/\" class=\"note wide\" >}}"
        ),
        "<figure class=\"note\">\n<a href=\"https://f.g/\" rel=\"external noopener\">\
         <img src=\"/a/pic.png\" alt=\"A &quot;b&quot;\" width=\"8\" height=\"8\" decoding=\"async\"></a>\n<figcaption>\
         <strong>T</strong><br>A <em>c</em> &amp; <a href=\"https://d.e/\" rel=\"external noopener\">d</a><br>\
         <a href=\"https://me.me/\" rel=\"external noopener\">Me</a></figcaption>\n</figure>"
    );
    assert_eq!(
        html("a {{< figure src=\"pic.png\" alt=\"b\" caption=\"c\" >}} d"),
        "<p>a <img src=\"/a/pic.png\" alt=\"b\" width=\"8\" height=\"8\" decoding=\"async\"> d</p>"
    );
}

#[test]
fn both_pictures_of_a_pair_are_there() {
    assert_eq!(
        markdown("{{ dual_theme_image(light_src=\"pic.png\", dark_src=\"top.png\" alt=\"a\") }}"),
        "<picture><source media=\"(prefers-color-scheme: dark)\" srcset=\"/top.png\">\
         <img src=\"/a/pic.png\" alt=\"a\"></picture>"
    );
    assert_eq!(
        markdown(
            "{{ image_toggler(default_src=\"pic.png\", toggled_src=\"top.png\", default_alt=\"a\", toggled_alt=\"b\") }}"
        ),
        "![a](</a/pic.png>) ![b](</top.png>)"
    );
}

#[test]
fn details_hide_markdown_behind_a_line() {
    assert_eq!(
        html("{{< details summary=\"A `b`\" >}}\n- x\n\n```\n{{ y }}\n```\n{{< /details >}}\n*after*"),
        "<details>\n<summary>A <code>b</code></summary>\n<ul>\n<li>x</li>\n</ul>\n\
         <pre class=\"code\" tabindex=\"0\" role=\"group\" aria-label=\"Code\"><code>{{ y }}\n</code></pre>\n</details>\n<p><em>after</em></p>"
    );
    assert_eq!(
        html("- a\n\n  {{< details \"S\" >}}\n  b\n  {{< /details >}}\n- c").replace('\n', ""),
        "<ul><li><p>a</p><details><summary>S</summary><p>b</p></details></li><li><p>c</p></li></ul>"
    );
}

#[test]
fn every_dropped_call_is_named_with_its_line() {
    assert_eq!(
        problems("a {{< x >}}\n\n{{ y(a=1) }}\n\n{{< x >}} {{< img \"no.png\" >}}\n\n{{< toc >}}"),
        [
            "a/here.md:1: warning shortcode: Quire does not know the shortcode `x`, so it is left out; \
             write `shortcodes/x.html`, or remove it",
            "a/here.md:3: warning shortcode: Quire does not know the shortcode `y`, so it is left out; \
             write `shortcodes/y.html`, or remove it",
            "a/here.md:5: warning shortcode: Quire does not know the shortcode `x`, so it is left out; \
             write `shortcodes/x.html`, or remove it",
            "a/here.md:5: warning missing-picture: the shortcode `img` names the picture `no.png`, which is neither beside \
             the post nor in the content folder, so it is left out; put it there, correct the name, or write \
             `shortcodes/img.html`",
            "a/here.md:7: note shortcode: Quire shows the table of contents by itself; remove `toc`",
        ]
    );
    assert_eq!(
        problems("{{< figure alt=\"a\" >}}\n\n{{< youtube >}}"),
        [
            "a/here.md:1: warning shortcode: the shortcode `figure` lacks the address of a picture, so it is left out; \
             give it as `src`, or remove the call",
            "a/here.md:3: warning shortcode: the shortcode `youtube` lacks an id, so it is left out; give it as `id`, \
             or remove the call",
        ]
    );
    assert_eq!(
        problems("{% wide() %}\n*x*\n{% end %}\n\n{{< asset file=\"x.pdf\" label=\"words\" >}}"),
        [
            "a/here.md:1: warning shortcode: Quire does not know the shortcode `wide`, so only the text \
             within it is shown; write `shortcodes/wide.html`, or remove it",
            "a/here.md:5: warning shortcode: Quire does not know the shortcode `asset`, so only its words are \
             shown; write `shortcodes/asset.html`, or remove it",
        ]
    );
}

#[test]
fn a_picture_is_no_post_and_may_be_an_ornament() {
    assert_eq!(
        problems(
            "{{< figure src=\"other\" >}}\n\n{{< img src=\"pic.png\" alt=\"\" >}}\n\n![x](../news/other)"
        ),
        [
            "a/here.md:1: warning missing-picture: the shortcode `figure` names the picture `other`, which is neither beside \
             the post nor in the content folder, so it is left out; put it there, or correct the name",
            "a/here.md:5: warning missing-picture: there is no file `../news/other`; put it at news/other, or correct the \
             name",
        ]
    );
}

#[test]
fn a_pair_that_is_half_is_named() {
    assert_eq!(
        problems("{{< note >}}\na\n\nb {{< /box >}}\n\n{% wide() %}\n\n{% endwide %} {% end %}"),
        [
            "a/here.md:1: warning shortcode: the shortcode `note` begins here and never ends, so it is left \
             out; write `{{< /note >}}` after its text",
            "a/here.md:4: warning shortcode: this ends a shortcode `box` that nothing begins, so it is left \
             out; remove it",
            "a/here.md:6: warning shortcode: Quire does not know the shortcode `wide`, so only the text within \
             it is shown; write `shortcodes/wide.html`, or remove it",
            "a/here.md:8: warning shortcode: this ends a shortcode that nothing begins, so it is left out; \
             remove it",
        ]
    );
    assert_eq!(html("{{< note >}}\na"), "<p>a</p>");
}
