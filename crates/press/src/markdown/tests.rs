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
        html("![a](pic.png) ![b](../a/pic.png)"),
        "<p><img src=\"/news/pic.png\" alt=\"a\" width=\"40\" height=\"30\" decoding=\"async\"> \
         <img src=\"/a/pic.png\" alt=\"b\" width=\"8\" height=\"8\" loading=\"lazy\" decoding=\"async\"></p>"
    );
    assert_eq!(html("[x](/about/)"), "<p><a href=\"/about/\">x</a></p>");
    assert_eq!(html("[x](mailto:a@b.c)"), "<p><a href=\"mailto:a@b.c\">x</a></p>");
    assert_eq!(html("[x](http://a.b/)"), "<p><a href=\"http://a.b/\" rel=\"external\">x</a></p>");
    assert_eq!(html("[x](javascript:y)"), "<p>x</p>");
    assert_eq!(
        html("<img srcset='pic.png 1x, ../top.png 2x' src=pic.png alt=''>"),
        "<img srcset=\"/news/pic.png 1x, /top.png 2x\" src=\"/news/pic.png\" alt=\"\" width=\"40\" \
         height=\"30\" decoding=\"async\">"
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
    assert!(html("[x](#configuracio)\n\n## Configuració").contains("href=\"#configuració\""));
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
    assert!(
        html.contains(
            "<li id=\"fn-1\" value=\"1\">\n<p>Second. \
             <a class=\"footnote-back\" href=\"#fnref-1\" aria-label=\"Back to reference 1\">↩</a> \
             <a class=\"footnote-back\" href=\"#fnref-1-2\" aria-label=\"Back to reference 1-2\">↩</a></p>"
        ),
        "{html}"
    );
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
    assert_eq!(rendered("> [!NOTE]\n> Old.\n\nWords.[^1]\n\n[^1]: A note.").excerpt, "Words.");
    assert_eq!(rendered("> [!NOTE]\n> Old.").excerpt, "Note Old.");
    assert_eq!(rendered("```\n<!-- more -->\n```").text, "<!-- more -->");
}

#[test]
fn a_link_around_a_picture_that_is_gone_goes_too() {
    assert_eq!(html("[{{< img src=\"x\" >}}](http://a.b/) c"), "<p> c</p>");
    assert_eq!(
        html("[{{< img src=\"x\" alt=\"A cat\" >}}](http://a.b/)"),
        "<p><a href=\"http://a.b/\" rel=\"external\">A cat</a></p>"
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
            .contains("watch?v=abc\" rel=\"external\">Film</a>")
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

/// The problems of a post, without the file that all of them are in.
fn problems(markdown: &str) -> Vec<String> {
    let problems = rendered(markdown).problems;
    problems.iter().map(|problem| problem.to_string().replace("news/here.md:", "")).collect()
}

fn read(reading: &Reading, markdown: &str) -> Rendered {
    let rendered = render(&post(markdown), &blog(reading));
    assert_eq!(sanitize::clean(&rendered.html), rendered.html, "{markdown}");
    rendered
}

#[test]
fn alerts_are_passages_set_apart_with_a_title_in_the_blogs_language() {
    assert_eq!(
        html("> [!NOTE]\n> One.\n\n> [!WARNING]\n> Two.\n\n> [!NO]\n> Three."),
        "<aside class=\"note\">\n<p class=\"note-title\">Note</p>\n<p>One.</p>\n</aside>\n\
         <aside class=\"note note-warning\">\n<p class=\"note-title\">Warning</p>\n<p>Two.</p>\n</aside>\n\
         <blockquote>\n<p>[!NO]\nThree.</p>\n</blockquote>"
    );
    let mut reading = Reading::default();
    reading.alert_titles[1] = "Tipp & <Trick>".into();
    let html = read(&reading, "> [!TIP]\n> One.").html;
    assert!(html.contains("<p class=\"note-title\">Tipp &amp; &lt;Trick&gt;</p>"), "{html}");
}

#[test]
fn a_term_and_what_it_means_make_a_list_and_a_colon_alone_does_not() {
    assert_eq!(
        html("Term\n: Meaning.\n: Another."),
        "<dl>\n<dt>Term</dt>\n<dd>Meaning.</dd>\n<dd>Another.</dd>\n</dl>"
    );
    assert_eq!(html(":::note\nText\n:::"), "<p>:::note\nText\n:::</p>");
    assert_eq!(html("Text\n:smile: it"), "<p>Text\n:smile: it</p>");
    assert_eq!(html(": Text"), "<p>: Text</p>");
    assert_eq!(
        html("Term\n: Meaning.\n\nText `\n:x` [a\n:b](/c)\n\n```\n:d\n```\n\na|b\n:-|-:\n"),
        "<dl>\n<dt>Term</dt>\n<dd>Meaning.</dd>\n</dl>\n<p>Text <code> :x</code> <a href=\"/c\">a\n:b</a></p>\n\
         <pre class=\"code\" tabindex=\"0\"><code>:d\n</code></pre>\n\
         <div class=\"table\" tabindex=\"0\"><table><thead><tr><th class=\"align-left\">a</th>\
         <th class=\"align-right\">b</th></tr></thead>\n<tbody>\n</tbody></table></div>"
    );
}

#[test]
fn a_picture_alone_with_a_title_is_a_figure() {
    let picture = "<img src=\"/news/pic.png\" alt=\"a\" width=\"40\" height=\"30\" decoding=\"async\">";
    let caption = "\n<figcaption>B &amp; c</figcaption>";
    assert_eq!(html("![a](pic.png \"B & c\")"), format!("<figure>\n{picture}{caption}\n</figure>"));
    assert_eq!(
        html("[![a](pic.png \"B & c\")](other.md)"),
        format!("<figure>\n<a href=\"/news/other/\">{picture}</a>{caption}\n</figure>").replace('>', ">")
    );
    for markdown in [
        "![a](pic.png)",
        "![a](pic.png \"b\") text",
        "![a](pic.png \"b\")\n![a](pic.png \"b\")",
        "- ![a](pic.png \"b\")",
    ] {
        assert!(!html(markdown).contains("figure"), "{markdown}");
    }
}

#[test]
fn a_description_of_a_picture_is_text() {
    assert!(html("![a *b* `c` [d](other.md) ![e](pic.png)](pic.png)").contains("alt=\"a b c d e\""));
}

#[test]
fn a_picture_keeps_the_size_that_its_author_gave_and_is_measured_once() {
    assert!(html("<img src=pic.png alt=a width=7>").contains("alt=\"a\" width=\"7\" decoding"));
    assert!(html("![a](http://a.b/c.png)").contains("alt=\"a\" decoding"));
    let asked = std::sync::atomic::AtomicUsize::new(0);
    let reading = Reading::default();
    let size = |_: &str| {
        asked.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        Ok((1, 1))
    };
    let blog = Blog { size: &size, ..blog(&reading) };
    let html = render(&post("![a](pic.png) ![b](pic.png) ![c](pic.svg)"), &blog).html;
    assert_eq!(html.matches("width=\"1\"").count(), 2, "{html}");
    assert_eq!(asked.into_inner(), 1);
}

#[test]
fn a_picture_that_is_not_there_or_is_none_or_is_not_described_is_named_with_its_line() {
    assert_eq!(
        problems("![a](gone.png)\n\n<img alt=a\nsrc=/gone.png>\n\n![a](gone.png)"),
        [
            "5: warning missing-picture: there is no file `gone.png`; put it at news/gone.png, or correct the name",
            "7: warning missing-picture: there is no file `/gone.png`; put it at gone.png, or correct the name",
            "10: warning missing-picture: there is no file `gone.png`; put it at news/gone.png, or correct the name",
        ]
    );
    assert_eq!(html("a ![A & cat](../top.png) b"), "<p>a A &amp; cat b</p>");
    assert_eq!(
        problems("![a](../top.png)"),
        [
            "5: warning broken-picture: `../top.png` is no picture (it is no picture), so its text stands in its place; \
          save it again as a PNG, JPEG, WebP or AVIF"
        ]
    );
    assert!(html("![](pic.png)").contains("decoding=\"async\" alt=\"\">"));
    assert_eq!(problems("<img src=pic.png alt=''>"), [""; 0]);
    for markdown in ["\n![](pic.png)", "\n<img src=pic.png>"] {
        assert_eq!(
            problems(markdown),
            [
                "6: warning no-alternative-text: the picture `pic.png` has no text for those who do not see it; say in a \
              few words what it shows, as in `![words](pic.png)`, or write alt=\"\" if it is only an ornament"
            ]
        );
    }
}

#[test]
fn quotation_marks_and_dashes_become_typographic_only_where_that_is_wanted() {
    let reading = Reading { smart_punctuation: true, ..Reading::default() };
    let markdown = "\"a\" -- b... `\"c\" --`\n\n    \"d\"";
    assert!(read(&reading, markdown).html.starts_with("<p>“a” – b… <code>\"c\" --</code></p>"));
    assert!(read(&reading, markdown).html.contains("<code>\"d\""));
    assert!(html(markdown).starts_with("<p>\"a\" -- b... <code>"));
}

#[test]
fn a_word_with_a_hash_is_a_tag_where_that_is_wanted() {
    let reading = Reading { hashtags: true, ..Reading::default() };
    let tags = |markdown: &str| read(&reading, markdown).hashtags;
    assert_eq!(
        read(&reading, "Of #Rust, (#web_dev) and #rust.").html,
        "<p>Of <a href=\"/tags/rust/\" rel=\"tag\">#Rust</a>, (<a href=\"/tags/web-dev/\" rel=\"tag\">#web_dev</a>) \
         and <a href=\"/tags/rust/\" rel=\"tag\">#rust</a>.</p>\n"
    );
    assert_eq!(tags("#b #a #B\n\n- #c\n\n> *#d*\n\n|#e|\n|-|\n|x|"), ["b", "a", "c", "d", "e"]);
    assert_eq!(tags("#日本語 #हिन्दी #größe #2024goals"), ["日本語", "हिन्दी", "größe", "2024goals"]);
    for none in [
        "#123",
        "C# c#x &#35;x \\#x ##x",
        "`#x`",
        "    #x",
        "## Y #x",
        "[#x](other.md)",
        "<b title='#x'>y</b>",
        "http://a.b/#x http://a.b/(#x",
        "<http://a.b/#x>",
        "<a href='/y'>#x</a>",
        "<div>#x</div>",
        "![#x](pic.png)",
        "# x",
        "#-x #_x #",
    ] {
        assert_eq!(tags(none), [""; 0], "{none}");
    }
    assert_eq!(rendered("#x").hashtags, [""; 0]);
}

#[test]
fn links_that_leave_are_marked_and_links_to_the_site_itself_stay() {
    let reading = Reading { base_url: Some("https://a.example/blog/".into()), ..Reading::default() };
    let html = |markdown: &str| read(&reading, markdown).html;
    assert_eq!(html("[x](https://a.example/blog/x/#y)"), "<p><a href=\"/x/#y\">x</a></p>\n");
    assert_eq!(
        html("[x](https://a.example/)"),
        "<p><a href=\"https://a.example/\" rel=\"external\">x</a></p>\n"
    );
    assert_eq!(html("<a@b.c>"), "<p><a href=\"mailto:a@b.c\">a@b.c</a></p>\n");
}

#[test]
fn links_within_the_site_are_listed_with_their_own_lines() {
    let rendered = rendered(
        "`/x/` /x/ [a](/x/)\n[b](/x/?q#%C3%BC)\n\n{{< gone >}}\n\n{{< note >}}\n> [c](other.md) ![d](pic.png)\n\n<p>\n<a href=/y/>\n\n[e][f]\n\n[f]: /z/",
    );
    let links: Vec<_> =
        rendered.links.iter().map(|one| (one.line, one.address.as_str(), one.fragment.as_deref())).collect();
    assert_eq!(
        links,
        [
            (Some(5), "/x/", None),
            (Some(6), "/x/", Some("ü")),
            (Some(11), "/news/other/", None),
            (Some(14), "/y/", None),
            (Some(16), "/z/", None),
        ]
    );
}

#[test]
fn a_link_to_a_place_that_is_not_in_the_post_is_named() {
    let rendered =
        rendered("[a](#here) [b](#) [c](#top) [d](#%C3%BC)\n\n<p id=ü>\n\n## Here {#here}\n\n[e](#gone)");
    assert_eq!(
        rendered.problems.iter().map(ToString::to_string).collect::<Vec<_>>(),
        [
            "news/here.md:11: warning dead-anchor: there is no heading `gone` in this post, so the link leads nowhere; \
          correct it, or give the place that name with `{#gone}`"
        ]
    );
    assert!(rendered.ids.contains("here") && rendered.ids.contains("ü") && rendered.ids.len() == 2);
}

#[test]
fn the_first_heading_of_some_words_has_their_anchor_whatever_stands_before_it() {
    let ids = |markdown: &str| rendered(markdown).toc.into_iter().map(|one| one.id).collect::<Vec<_>>();
    assert_eq!(ids("## A\n\n## A\n\n## A 2\n\n## A"), ["a", "a-3", "a-2", "a-4"]);
    assert_eq!(ids("## A[^1]\n\n## ?\n\n## {#own .note .card}\n\n[^1]: x"), ["a", "section", "own"]);
    assert_eq!(html("## A {#own .note .card}"), "<h2 id=\"own\" class=\"note\">A</h2>");
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
        let wanting = Reading { smart_punctuation: true, hashtags: true, ..Reading::default() };
        read(&wanting, &markdown);
        let rendered = rendered(&markdown);
        proptest::prop_assert!(!rendered.html.contains(sanitize::LINE), "{markdown}");
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
