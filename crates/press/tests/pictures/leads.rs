//! Promises about the pictures that stand for posts in lists: their widths, their colours, and which one it is.

use std::fs;

use super::{Blog, photo, png, value};

/// A blog that shows pictures in its lists.
fn blog(body: &str, files: &[(&str, &[u8])]) -> Blog {
    let blog = Blog::new(body, files);
    let settings = format!("{}[show]\npictures = true\n", super::SETTINGS);
    blog.write("quire.toml", settings.as_bytes());
    blog
}

/// The tag of the first picture on the home page.
fn lead(blog: &Blog) -> String {
    let html = blog.text("index.html");
    let tag = html.split_once("<img ").map(|(_, rest)| rest.split('>').next().unwrap_or_default().to_owned());
    tag.unwrap_or_default()
}

/// A picture of one colour, and of few bytes.
fn orange() -> Vec<u8> {
    png(800, 450, &[0xc2, 0x41, 0x0c].repeat(800 * 450))
}

#[test]
fn a_cover_stands_for_its_post_in_every_width_with_its_room_and_its_colour() {
    let blog = blog("cover: tide.jpg\n---\nWords.\n", &[("tide.jpg", &photo(1300, 260, 1))]);
    blog.build();
    let tag = lead(&blog);
    assert_eq!(
        (value(&tag, "src"), value(&tag, "width"), value(&tag, "height")),
        ("./tide.jpg", "1300", "260")
    );
    assert_eq!(super::candidates(value(&tag, "srcset")).len(), 3, "{tag}");
    let color = value(&tag, "data-color");
    // Noise from black to grey.
    let parts: Vec<_> =
        [1, 3, 5].iter().filter_map(|at| u8::from_str_radix(color.get(*at..at + 2)?, 16).ok()).collect();
    assert!(parts.len() == 3 && parts.iter().all(|part| (50..80).contains(part)), "{tag}");
}

#[test]
fn a_picture_of_few_bytes_has_its_colour_all_the_same() {
    let blog = blog("cover: plain.png\n---\nWords.\n", &[("plain.png", &orange())]);
    assert_eq!(blog.build().pictures.made, 0);
    assert_eq!((value(&lead(&blog), "data-color"), value(&lead(&blog), "srcset")), ("#c2410c", ""));
}

#[test]
fn a_colour_is_kept_and_the_same_on_every_machine() {
    let make = || {
        let blog = blog("cover: plain.png\n---\nWords.\n", &[("plain.png", &orange())]);
        blog.build();
        blog
    };
    let (one, other) = (make(), make());
    let list = one.text("made-pictures.json");
    assert!(list.contains("#c2410c"), "{list}");
    assert_eq!(
        (&list, one.text("index.html")),
        (&other.text("made-pictures.json"), other.text("index.html"))
    );
    // It comes from the list: another one there is believed as long as it is a colour.
    one.write("site/made-pictures.json", list.replace("#c2410c", "#00ff00").as_bytes());
    one.build();
    assert_eq!(value(&lead(&one), "data-color"), "#00ff00");
    one.write("site/made-pictures.json", list.replace("#c2410c", "url(x)").as_bytes());
    one.build();
    assert_eq!((value(&lead(&one), "data-color"), one.text("made-pictures.json")), ("#c2410c", list));
}

#[test]
fn a_post_without_a_cover_is_stood_for_by_the_picture_that_its_body_begins_with() {
    let body = "---\n![Tide](<the tide.jpg>)\n\nWords.\n";
    let blog = blog(body, &[("the tide.jpg", &photo(1300, 260, 1))]);
    blog.build();
    let tag = lead(&blog);
    assert_eq!((value(&tag, "alt"), value(&tag, "width"), value(&tag, "height")), ("", "1300", "260"));
    assert!(value(&tag, "src").ends_with("tide.jpg") && value(&tag, "srcset").contains("640w"), "{tag}");
    assert_eq!(value(&tag, "data-color").len(), 7, "{tag}");
    // On its own page it stands once, where its author put it.
    let [own] = blog.tags().try_into().expect("one picture");
    assert_eq!(value(&own, "alt"), "Tide");
    assert!(!blog.text("a/index.html").contains("<figure class=\"cover\">"));
}

#[test]
fn a_cover_wins_over_the_picture_that_a_body_begins_with() {
    let files: [(&str, &[u8]); 2] = [("tide.png", &orange()), ("ebb.png", &orange())];
    let blog = blog("cover: tide.png\n---\n![Ebb](ebb.png)\n\nWords.\n", &files);
    blog.build();
    assert_eq!(value(&lead(&blog), "src"), "./tide.png");
}

#[test]
fn a_damaged_picture_has_no_colour_and_the_site_is_whole() {
    let mut bytes = photo(1300, 260, 1);
    // Its end is there, and its middle is not.
    let middle = bytes.len() / 2;
    bytes.drain(600..middle);
    let blog = blog("cover: tide.jpg\n---\nWords.\n", &[("tide.jpg", &bytes)]);
    blog.build();
    let color = value(&lead(&blog), "data-color").to_owned();
    assert!(color.is_empty() || color.len() == 7, "{color}");
    assert_eq!(value(&lead(&blog), "src"), "./tide.jpg");
}

#[test]
fn lists_without_pictures_have_none_and_nothing_is_decoded_for_them() {
    let blog = blog("---\n![Tide](plain.png)\n\nWords.\n", &[("plain.png", &orange())]);
    blog.write("quire.toml", format!("{}[show]\npictures = false\n", super::SETTINGS).as_bytes());
    blog.build();
    assert_eq!(lead(&blog), "");
    assert!(!blog.text("bundle.json").contains("\"lead\""));
    assert!(!fs::exists(blog.0.path().join("site/made-pictures.json")).expect("a folder"));
}
