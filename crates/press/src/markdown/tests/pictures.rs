//! What an author may expect of pictures.

use super::*;

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
    let picture = |_: &str| {
        asked.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        Ok((1, 1).into())
    };
    let blog = Blog { picture: &picture, ..blog(&reading) };
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
    assert_eq!(problems("<img src=pic.png title='A pier'>"), [""; 0], "a title is read out");
    assert!(html("<img src=pic.png title='A pier'>").contains("alt=\"A pier\""));
    for markdown in ["\n![](pic.png)", "\n<img src=pic.png>"] {
        assert_eq!(
            problems(markdown),
            [
                "6: warning no-alternative-text: the picture `pic.png` has no text for those who do not see it; say in a \
              few words what it shows, as in `![words](address)` or `alt=\"words\"`, or write `alt=\"\"` if it is only \
              an ornament"
            ]
        );
    }
}
