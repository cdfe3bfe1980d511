//! What an author may expect of links.

use super::*;

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
    assert!(
        problems("[x](gone.mkdn)")[0].contains("there is no post `gone.mkdn`"),
        "every ending of Markdown's"
    );
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
    assert_eq!(html("[x](http://a.b/)"), "<p><a href=\"http://a.b/\" rel=\"external noopener\">x</a></p>");
    assert_eq!(html("[x](javascript:y)"), "<p>x</p>");
    assert_eq!(
        html("<img srcset='pic.png 1x, ../top.png 2x' src=pic.png alt=''>"),
        "<img srcset=\"/news/pic.png 1x, /top.png 2x\" src=\"/news/pic.png\" alt=\"\" width=\"40\" \
         height=\"30\" decoding=\"async\">"
    );
}

#[test]
fn links_within_a_post_find_anchors_that_another_system_spelled() {
    assert!(html("[x](#whats-new)\n\n## What's new").contains("href=\"#what-s-new\""));
    assert!(html("[x](#configuracio)\n\n## Configuració").contains("href=\"#configuració\""));
}

#[test]
fn what_is_no_space_to_a_browser_stays_in_an_address() {
    for space in ["\u{2028}", "\u{a0}", "\u{3000}", "\u{85}"] {
        for text in [
            format!("[x](<{space}javascript:alert(1)>)"),
            format!("<a href='{space}javascript:alert(1)'>x</a>"),
            format!("<a href='{space}{space}#{space}javascript:alert(1)'>x</a>"),
        ] {
            let html = html(&text);
            assert!(!html.contains("href=\"javascript:"), "{text} became {html}");
        }
    }
}

#[test]
fn a_link_around_a_picture_that_is_gone_goes_too() {
    assert_eq!(html("[{{< img src=\"x\" >}}](http://a.b/) c"), "<p> c</p>");
    assert_eq!(
        html("[{{< img src=\"x\" alt=\"A cat\" >}}](http://a.b/)"),
        "<p><a href=\"http://a.b/\" rel=\"external noopener\">A cat</a></p>"
    );
}

#[test]
fn links_that_leave_are_marked_and_links_to_the_site_itself_stay() {
    let reading = Reading { base_url: Some("https://a.example/blog/".into()), ..Reading::default() };
    let html = |markdown: &str| read(&reading, markdown).html;
    assert_eq!(html("[x](https://a.example/blog/x/#y)"), "<p><a href=\"/x/#y\">x</a></p>\n");
    assert_eq!(
        html("[x](https://a.example/)"),
        "<p><a href=\"https://a.example/\" rel=\"external noopener\">x</a></p>\n"
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
