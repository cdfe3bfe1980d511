//! What an author may expect of shortcodes.

use super::*;
use crate::content::PostFile;
use crate::markdown::{Reading, test_blog as blog};
use std::path::PathBuf;

fn expanded(markdown: &str) -> (String, Vec<(String, usize)>) {
    let post = PostFile {
        file: PathBuf::from("a/here.md"),
        markdown: markdown.into(),
        body_line: 1,
        ..PostFile::default()
    };
    let reading = Reading::default();
    let blog = blog(&reading);
    let place = Place::new(&post, &blog);
    let expanded = expand(&place);
    (expanded.markdown.into_owned(), expanded.dropped.into_iter().collect())
}

fn markdown(source: &str) -> String {
    expanded(source).0.trim().to_owned()
}

#[test]
fn films_and_messages_become_links() {
    for (source, link) in [
        ("{{< youtube abc >}}", "[youtube.com/watch?v=abc](<https://www.youtube.com/watch?v=abc>)"),
        (
            "{{< youtube id=\"abc\"  title=\"A [film]\">}}",
            "[A \\[film\\]](<https://www.youtube.com/watch?v=abc>)",
        ),
        (
            "{{ youtube(id=\"abc\", autoplay=true) }}",
            "[youtube.com/watch?v=abc](<https://www.youtube.com/watch?v=abc>)",
        ),
        ("{% youtube abc %}", "[youtube.com/watch?v=abc](<https://www.youtube.com/watch?v=abc>)"),
        ("{{< tweet user=\"u\" id=\"1\" >}}", "[twitter.com/u/status/1](<https://twitter.com/u/status/1>)"),
        ("{{< gist u 2 >}}", "[gist.github.com/u/2](<https://gist.github.com/u/2>)"),
        ("{{< button href=\"https://a.b/\" text=\"Go\" >}}", "[Go](<https://a.b/>)"),
    ] {
        assert_eq!(markdown(source), link, "{source}");
    }
}

#[test]
fn a_picture_stays_when_it_is_there() {
    assert_eq!(markdown("{{< img src=\"pic.png\" alt=\"A\" >}}"), "![A](</a/pic.png>)");
    assert_eq!(markdown("{{< figure src=\"https://a.b/c.png\" >}}"), "![](<https://a.b/c.png>)");
    let (text, dropped) = expanded("a {{< img src=\"gone\" >}}{{< img \"gone\" >}} b {{< toc >}}");
    assert_eq!(text, "a  b ");
    assert_eq!(dropped, [("img".to_owned(), 2), ("toc".to_owned(), 1)]);
}

#[test]
fn pairs_keep_their_inner_text() {
    assert_eq!(markdown("a {{< box >}}**b**{{< /box >}} c"), "a **b** c");
    assert_eq!(
        markdown("{{< ring title=\"T\">}}\nx\n{{< /ring >}}\ny"),
        "<aside class=\"note\">\n\n**T**\n\n\nx\n\n\n</aside>\n\n\ny"
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
fn code_and_prose_that_only_look_like_shortcodes_stay() {
    for source in [
        "`{{< x >}}`",
        "```\n{{< x >}}\n{% y %}\n```",
        "a\n\n    {{ x() }}\n",
        "`push {{r0, r1}}` and {{closure}} and {{ page.title }}",
        "100{% and {{{ and {{",
        "$ {{ #include <cmath> }}",
        "{# heading #}",
    ] {
        assert_eq!(expanded(source).0, source);
    }
    assert_eq!(markdown("{{</* x */>}}"), "{{&lt; x >}}");
}

#[test]
fn arguments_may_hold_quotation_marks_and_brackets() {
    assert_eq!(markdown("x {{ admonition(type=\"tip\", text='a `b` (c) \"d\"') }} y"), "x a `b` (c) \"d\" y");
    assert_eq!(markdown("x {{< img alt=\"a >}} b\" src=\"it's\" >}} y"), "x  y");
    assert_eq!(markdown("{{< quote-block text=\"It's.\" cite=\"Me\" >}}"), "> It's.\n>\n> — Me");
}
