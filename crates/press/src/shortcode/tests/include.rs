//! What an author may expect of `include`.

use super::*;

/// The HTML of a post in a folder with a few files.
fn with_files(markdown: &str) -> (String, Vec<String>) {
    let text = |name: &str| -> Result<String, String> {
        let text = match name {
            "a/part.md" => "---\ntitle: Part\n---\n**part** {{ include.x }}{{< gone >}}",
            "a/code.rs" => "fn main() {\n    {{ x() }}\n}\n",
            "top.md" => "top",
            "a/me.md" => "me {{< include \"me.md\" >}}",
            "a/one.md" => "1 {{< include \"two.md\" >}}",
            "a/two.md" => "2 {{< include \"one.md\" >}}",
            "_includes/sig.md" => "---\nsig",
            "a/_includes/near.md" => "near",
            "_includes/near.md" => "far",
            "a/bad.bin" => return Err("it is not UTF-8 text".to_owned()),
            _ => match name.strip_prefix("a/d").and_then(|name| name.strip_suffix(".md")) {
                Some(number) => {
                    let next = number.parse::<usize>().expect("a number") + 1;
                    return Ok(format!("d{{{{< include \"d{next}.md\" >}}}}").repeat(3));
                }
                None => return Err("there is no such file in the content folder".to_owned()),
            },
        };
        Ok(text.to_owned())
    };
    let reading = Reading::default();
    shown(markdown, &Blog { text: &text, file: &|name| name == "a/bad.bin", ..blog(&reading) })
}

#[test]
fn the_text_of_a_file_goes_in_without_its_front_matter() {
    for call in [
        "{% include part.md x=\"y\" %}",
        "{% include_relative part.md x='y' %}",
        "{{< include \"part.md\" x=\"y\" >}}",
        "{{ include(path=\"part.md\", x=\"y\") }}",
    ] {
        let (html, problems) = with_files(call);
        assert_eq!(html, "<p><strong>part</strong> y</p>", "{call}");
        assert_eq!(
            problems,
            ["a/part.md:4: warning shortcode: Quire does not know the shortcode `gone`, so it is left out; \
              write `shortcodes/gone.html`, or remove it"]
        );
    }
    assert_eq!(with_files("{% include top.md %}").0, "<p>top</p>");
    assert_eq!(with_files("{% include /top.md %}").0, "<p>top</p>");
    assert_eq!(with_files("{% include near.md %}").0, "<p>near</p>");
    assert_eq!(with_files("{% include sig.md %}").0, "<hr>\n<p>sig</p>");
}

#[test]
fn the_name_of_a_file_may_come_from_the_front_matter() {
    let mut post = post("");
    for (key, value) in [("one", "part.md"), ("two", "PART"), ("three", "ar")] {
        post.extra.insert(key.to_owned(), value.into());
    }
    let reading = Reading::default();
    let text = |name: &str| match name {
        "a/b/part.md" => Ok("part {{ include.x }}".to_owned()),
        "_includes/part.md" => Ok("shared {{ include.x }}".to_owned()),
        _ => Err("there is no such file in the content folder".to_owned()),
    };
    let blog = Blog { text: &text, ..blog(&reading) };
    for (call, shown) in [
        ("{% include {{ page.one }} x=\"y\" %}", "<p>shared y</p>"),
        ("{% include_relative b/{{page.one}} x=\"y\" %}", "<p>part y</p>"),
        ("{% include_relative b/{{  page.two | downcase |  append:  '.md'}} x='y' %}", "<p>part y</p>"),
        ("{% include p{{ page.three }}t.md x='y' %}", "<p>shared y</p>"),
    ] {
        post.markdown = call.to_owned();
        let rendered = render(&post, &blog);
        assert_eq!(rendered.html.trim(), shown, "{call}");
        assert_eq!(rendered.problems, [], "{call}");
    }
}

#[test]
fn code_goes_in_as_code_in_its_language() {
    let (html, problems) = with_files("- a\n\n  {{< include \"code.rs\" >}}\n");
    assert!(html.contains("<code class=\"language-rust\">") && html.contains("    {{ "), "{html}");
    assert_eq!(problems, Vec::<String>::new());
    assert!(with_files("{{< include file=\"code.rs\" lang=\"toml\" >}}").0.contains("language-toml"));
    assert!(
        with_files("{{< include file=\"part.md\" code=\"true\" >}}").0.contains("**part** {{ include.x }}")
    );
    assert!(!with_files("{{< include file=\"code.rs\" code=false >}}").0.contains("<pre"));
}

#[test]
fn a_file_that_cannot_be_put_in_is_named() {
    for (call, reason) in [
        (
            "{% include gone.md %}",
            "`gone.md` cannot be put in (there is no such file in the content folder); put the file beside the post, or correct the name",
        ),
        (
            "{% include bad.bin %}",
            "`bad.bin` cannot be put in (it is not UTF-8 text); put the file beside the post, or correct the name",
        ),
        (
            "{{< include \"../../etc/passwd\" >}}",
            "`../../etc/passwd` cannot be put in (it lies outside the content folder); put the file beside the post, or correct the name",
        ),
        ("{{< include >}}", "`include` needs the name of a file, such as `parts/note.md`"),
        (
            "{% include {{ page.gone }} %}",
            "Quire does not know what `{{ page.gone }}` stands for, so no file is put in; write the file's name",
        ),
    ] {
        let (html, problems) = with_files(&format!("a\n\n{call}"));
        assert_eq!(html, "<p>a</p>");
        assert_eq!(problems, [format!("a/here.md:3: warning shortcode: {reason}")]);
    }
}

#[test]
fn includes_come_to_an_end() {
    let (html, problems) = with_files("{% include me.md %}");
    assert_eq!(html, "<p>me</p>");
    assert_eq!(
        problems,
        ["a/me.md:1: warning shortcode: `me.md` includes itself, so it is left out here; remove the call"]
    );
    assert_eq!(with_files("{% include one.md %}").0, "<p>1 2</p>");
    let (_, problems) = with_files("{% include d0.md %}");
    assert_eq!(
        problems[0],
        "a/d7.md:1: warning shortcode: `d8.md` lies more than 8 files deep, so it is left out; put it into the post itself"
    );
}
