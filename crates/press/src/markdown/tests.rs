//! What an author may expect of Markdown.

use super::blog::tests::blog;
use super::*;
use crate::content::PostFile;
use std::path::PathBuf;

mod diagrams;
mod headings;
mod links;
mod math;
mod odd;
mod pictures;

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
fn tables_scroll_and_align_without_styles() {
    assert_eq!(
        html("|a|b|\n|-:|:-:|\n|1|2|"),
        "<div class=\"table\" tabindex=\"0\" role=\"group\" aria-label=\"Table\"><table><thead><tr><th class=\"align-right\">a</th>\
         <th class=\"align-center\">b</th></tr></thead>\n<tbody>\n<tr><td class=\"align-right\">1</td>\
         <td class=\"align-center\">2</td></tr>\n</tbody></table></div>"
    );
}

#[test]
fn code_is_coloured_and_kept_byte_for_byte() {
    assert_eq!(
        html("```rust,ignore\nlet x;\n```"),
        "<pre class=\"code\" tabindex=\"0\" role=\"group\" aria-label=\"rust\"><code class=\"language-rust\">\
         <span class=\"hl-keyword\">let</span> x;\n</code></pre>"
    );
    assert_eq!(
        html("```\n{{< x >}} {% y %} <b>\n"),
        "<pre class=\"code\" tabindex=\"0\" role=\"group\" aria-label=\"Code\"><code>{{&lt; x &gt;}} {% y %} &lt;b&gt;\n</code></pre>"
    );
    assert_eq!(html("`{{ x() }}`"), "<p><code>{{ x() }}</code></p>");
    assert!(html("    {{% x %}}").contains("<code>{{% x %}}</code>"));
    let again = html("<pre>\n\n\n x</pre>");
    assert_eq!(again, "<pre class=\"code\" tabindex=\"0\" role=\"group\" aria-label=\"Code\"> x</pre>");
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
            .contains("watch?v=abc\" rel=\"external noopener\">Film</a>")
    );
    assert_eq!(html("<p id=a>1</p><p id=a>2</p>"), "<p id=\"a\">1</p><p>2</p>");
}

#[test]
fn alerts_are_passages_set_apart_with_a_title_in_the_blogs_language() {
    assert_eq!(
        html("> [!NOTE]\n> One.\n\n> [!WARNING]\n> Two.\n\n> [!NO]\n> Three."),
        "<aside class=\"note\" role=\"note\">\n<p class=\"note-title\">Note</p>\n<p>One.</p>\n</aside>\n\
         <aside class=\"note note-warning\" role=\"note\">\n<p class=\"note-title\">Warning</p>\n<p>Two.</p>\n</aside>\n\
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
         <pre class=\"code\" tabindex=\"0\" role=\"group\" aria-label=\"Code\"><code>:d\n</code></pre>\n\
         <div class=\"table\" tabindex=\"0\" role=\"group\" aria-label=\"Table\"><table><thead><tr><th class=\"align-left\">a</th>\
         <th class=\"align-right\">b</th></tr></thead>\n<tbody>\n</tbody></table></div>"
    );
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
