//! What an author may expect of templates of their own.

use std::fs;

use super::*;

/// Templates from files, which have to compile.
fn templates(files: &[(&str, &str)]) -> Templates {
    let (templates, problems) = read(files);
    assert_eq!(problems, Vec::<String>::new());
    templates
}

fn read(files: &[(&str, &str)]) -> (Templates, Vec<String>) {
    let folder = tempfile::tempdir().expect("a folder");
    let shortcodes = folder.path().join("shortcodes");
    for (name, source) in files {
        let file = shortcodes.join(name);
        fs::create_dir_all(file.parent().expect("a parent")).expect("made");
        fs::write(file, source).expect("written");
    }
    let (templates, problems) = Templates::read(&shortcodes);
    (templates, problems.iter().map(ToString::to_string).collect())
}

fn shown_by(source: &str, markdown: &str) -> (String, Vec<String>) {
    let templates = templates(&[("own.html", source)]);
    let reading = Reading::default();
    shown(markdown, &Blog { templates: &templates, ..blog(&reading) })
}

fn html_by(source: &str, markdown: &str) -> String {
    let (html, problems) = shown_by(source, markdown);
    assert_eq!(problems, Vec::<String>::new());
    html
}

#[test]
fn arguments_are_named_numbered_and_escaped() {
    assert_eq!(
        html_by("<b>{{ amount }} {{ unit }}</b>", "a {{< own amount=\"3\" unit=\"<i>&\" >}} b"),
        "<p>a <b>3 &lt;i&gt;&amp;</b> b</p>"
    );
    assert_eq!(html_by("{{ args[0] }}-{{ args[1] }}", "{{< own a \"b c\" >}}"), "<p>a-b c</p>");
    assert_eq!(
        html_by(
            "{% if full %}full{% else %}part{% endif %} {{ n + 1 }} {{ a_b }}",
            "{{ own(full=false, n=2, a-b=\"c\\\"d\") }}"
        ),
        "<p>part 3 c\"d</p>"
    );
    assert_eq!(html_by("x{{ missing.deep }}y", "{% own z %}"), "<p>xy</p>");
}

#[test]
fn the_post_gives_its_facts() {
    assert_eq!(html_by("{{ post.title }}{{ post.tags | length }}", "{{< own >}}"), "<p>Here &amp; now0</p>");
}

#[test]
fn a_body_is_markdown_wherever_the_template_puts_it() {
    for (template, body, wanted) in [
        ("<div>{{ body }}</div>", "*a*", "<div><em>a</em></div>"),
        ("<div>\n\n    {{ body }}\n\n</div>", "*a*", "<div>\n<p><em>a</em></p>\n</div>"),
        (
            "<div>{{ body }}</div>",
            "\n*a*\n\n- b\n",
            "<div>\n<p><em>a</em></p>\n<ul>\n<li>b</li>\n</ul>\n</div>",
        ),
        ("<div>{{ body | upper }}</div>", "a", "<div>A</div>"),
        (
            "<div>{{ body }}</div>",
            "\n```\n{{ x }}\n\n    y\n```\n",
            "<div>\n<pre class=\"code\" tabindex=\"0\" role=\"group\" aria-label=\"Code\"><code>{{ x }}\n\n    y\n</code></pre>\n</div>",
        ),
        ("<div>\n    <p>one</p>\n\n        <p>two</p>\n</div>", "", "<div>\n<p>one</p>\n<p>two</p>\n</div>"),
        (
            "## {{ body }}\n\n- a\n    - b",
            "*x*",
            "<h2 id=\"x\"><em>x</em></h2>\n<ul>\n<li>a\n<ul>\n<li>b</li>\n</ul>\n</li>\n</ul>",
        ),
    ] {
        let html = html_by(template, &format!("{{{{< own >}}}}{body}{{{{< /own >}}}}\nafter"));
        assert_eq!(html, format!("{wanted}\n<p>after</p>"), "{template} {body}");
    }
    assert_eq!(html_by("<p>{{ text | markdown }}</p>", "{{< own text=\"*a*\" >}}"), "<p><em>a</em></p>");
    assert_eq!(html_by("<u>{{ body }}</u>\n", "a {% own() %}*b*{% end %} c"), "<p>a <u><em>b</em></u> c</p>");
}

#[test]
fn a_call_works_in_a_heading_a_link_a_table_an_attribute_and_a_list() {
    let template = "<b>\n{{ args[0] }}\n</b>\n";
    assert_eq!(html_by(template, "## a {{< own x >}}"), "<h2 id=\"a-x\">a <b> x </b></h2>");
    assert_eq!(
        html_by(template, "[{{< own x >}}](https://a.b/)"),
        "<p><a href=\"https://a.b/\" rel=\"external noopener\"><b> x </b></a></p>"
    );
    assert!(html_by(template, "|a|\n|-|\n|{{< own x >}}|").contains("<td><b> x </b></td>"));
    let address = "https://a.b/{{ args[0] }}";
    assert_eq!(
        html_by(address, "[y]({{< own x >}})"),
        "<p><a href=\"https://a.b/x\" rel=\"external noopener\">y</a></p>"
    );
    assert_eq!(
        html_by(address, "<a href=\"{{< own \"x\" >}}\">y</a>"),
        "<p><a href=\"https://a.b/x\" rel=\"external noopener\">y</a></p>"
    );
    assert_eq!(
        html_by("<div>\n\n{{ body }}\n\n</div>", "1. a\n\n   {{< own >}}\n   *b*\n   {{< /own >}}\n2. c")
            .replace('\n', ""),
        "<ol><li><p>a</p><div><p><em>b</em></p></div></li><li><p>c</p></li></ol>"
    );
}

#[test]
fn an_own_template_wins_and_pairs_lie_in_pairs() {
    let templates = templates(&[
        ("youtube.html", "<i>{{ args[0] }}</i>"),
        ("card/big.html", "<section>{{ body }}</section>"),
        ("mermaid.html", "<pre>{{ body }}</pre>"),
    ]);
    let reading = Reading::default();
    let blog = Blog { templates: &templates, ..blog(&reading) };
    assert_eq!(shown("a {{< youtube x >}}", &blog).0, "<p>a <i>x</i></p>");
    assert_eq!(
        shown("{{< card/big >}}\n{{< card/big >}}a{{< /card/big >}}\n{{< /card/big >}}", &blog)
            .0
            .replace('\n', ""),
        "<section><section>a</section></section>"
    );
    let deep = format!("{}a{}", "{{< card/big >}}".repeat(1000), "{{< /card/big >}}".repeat(1000));
    let (html, problems) = shown(&deep, &blog);
    assert!(html.contains('a'));
    assert_eq!(
        problems,
        [
            "a/here.md:1: warning shortcode: `card/big` lies more than 20 shortcodes deep, so only the text within it is \
          shown"
        ]
    );
}

#[test]
fn a_template_with_a_mistake_is_named_with_its_line() {
    let (templates, problems) = read(&[("own.html", "a\n{% if %}"), ("good.html", "b")]);
    assert_eq!(
        problems,
        [
            "shortcodes/own.html:2: warning shortcode: the template cannot be read: syntax error: unexpected end of \
          block; correct it"
        ]
    );
    let reading = Reading::default();
    let (html, problems) =
        shown("{{< good >}} {{< own >}}*x*{{< /own >}}", &Blog { templates: &templates, ..blog(&reading) });
    assert_eq!(html, "<p>b <em>x</em></p>");
    assert_eq!(
        problems,
        [
            "a/here.md:1: warning shortcode: `shortcodes/own.html` fails here (it cannot be read), so only the text \
          within it is shown; correct the template"
        ]
    );
}

#[test]
fn a_template_that_fails_is_named_with_the_line_of_the_call() {
    for (template, reason) in [
        ("{{ 1 // 0 }}", "invalid operation: unable to calculate 1 // 0"),
        ("{{ body | nothing }}", "unknown filter: filter nothing is unknown"),
        (
            "{% for a in range(9999) %}{% for b in range(9999) %}{% endfor %}{% endfor %}",
            "it does not come to an end",
        ),
        ("{% include \"own\" %}", "invalid operation: recursion limit exceeded"),
    ] {
        let (html, problems) = shown_by(template, "\n{{< own >}}\n*x*\n{{< /own >}}\n");
        assert_eq!(html, "<p><em>x</em></p>", "{template}");
        let message = format!(
            "a/here.md:2: warning shortcode: `shortcodes/own.html` fails here ({reason}), so only the text within \
             it is shown; correct the template"
        );
        assert_eq!(problems, [message]);
    }
}

#[test]
fn a_template_cannot_bring_a_script() {
    assert_eq!(
        html_by(
            "<div onclick=\"x()\">\n<script>alert(1)</script>\n{{ body }}\n</div>",
            "{{< own >}}a{{< /own >}}"
        ),
        "<div>\n\na\n</div>"
    );
    assert_eq!(html_by("<a href=\"{{ to }}\">x</a>", "{{< own to=\"javascript:y\" >}}"), "<p>x</p>");
}

#[test]
fn a_folder_that_is_not_there_holds_no_templates() {
    let folder = tempfile::tempdir().expect("a folder");
    let (templates, problems) = Templates::read(&folder.path().join("shortcodes"));
    assert!(problems.is_empty() && !templates.has("own"));
}
