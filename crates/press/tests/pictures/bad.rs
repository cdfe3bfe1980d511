//! Pictures that are none, that are cut short or damaged, and that are too large: each is said with its line, and the page
//! that shows it is whole.

use std::fs;

use quire_press::{BuildError, BuildOptions, build, check};

use crate::{Blog, noise, photo, png, value};

/// A PNG that says that it has a hundred megapixels, in a few bytes.
fn wall() -> Vec<u8> {
    let mut bytes = png(1, 1, &[0; 3]);
    bytes[16..24].copy_from_slice(&[10_000u32.to_be_bytes(), 10_000u32.to_be_bytes()].concat());
    bytes
}

/// What is said of a bad picture, and the page that shows it, as body picture, as cover and as the blog's own.
fn bad(name: &str, bytes: &[u8]) -> ([Vec<String>; 3], Blog) {
    let body = Blog::new(&format!("---\nText.\n\n![Tide]({name})\n"), &[(name, bytes)]);
    let cover = Blog::new(&format!("cover: {name}\ncover_alt: Tide\n---\nText.\n"), &[(name, bytes)]);
    let own = Blog::new("---\nText.\n", &[(name, bytes)]);
    own.write(
        "quire.toml",
        format!("title = \"Pier\"\npicture = \"{name}\"\nbase_url = \"https://a.example/\"\npreviews = false\n[check]\noff = [\"no-description\"]\n").as_bytes(),
    );
    let said = [&body, &cover, &own].map(Blog::problems);
    for blog in [&body, &cover, &own] {
        assert!(blog.text("a/index.html").contains("<p>Text.</p>") && blog.resized().is_empty());
        let checked = check(&blog.options().project).expect("checked");
        assert_eq!(checked.problems.len(), 1, "a check says it as well");
    }
    let shows = |blog: &Blog| blog.tags().len();
    assert_eq!(shows(&body), shows(&cover), "{said:?}");
    assert_eq!(own.text("a/index.html").contains("og:image"), shows(&body) > 0);
    (said, body)
}

#[test]
fn a_file_that_is_no_picture_is_said_and_its_words_stand_in_its_place() {
    let (said, blog) = bad("tide.jpg", b"saved with the wrong ending");
    let next = "save it again as a PNG, JPEG, WebP or AVIF";
    let no = "is no picture (Could not decode image), so";
    assert_eq!(
        said[0],
        [format!(
            "content/a.md:7: warning broken-picture: `tide.jpg` {no} its text stands in its place; {next}"
        )]
    );
    assert_eq!(
        said[1],
        [format!(
            "content/a.md:4: warning broken-picture: the cover `tide.jpg` {no} the post goes without; {next}"
        )]
    );
    assert_eq!(
        said[2],
        [format!("quire.toml:2: warning broken-picture: `tide.jpg` {no} it is left out; {next}")]
    );
    assert!(blog.text("a/index.html").contains("<p>Tide</p>"));
}

#[test]
fn a_picture_of_a_hundred_megapixels_is_said_and_shown_as_it_is() {
    let (said, blog) = bad("wall.png", &wall());
    for (said, place) in said.iter().zip(["content/a.md:7", "content/a.md:4", "quire.toml:2"]) {
        let [said] = said.as_slice() else { panic!("{said:?}") };
        let start = format!("{place}: warning large-picture: `wall.png` has 10000 × 10000 pixels, ");
        assert!(
            said.starts_with(&start) && said.ends_with("save it smaller: 2,000 pixels in width are enough"),
            "{said}"
        );
    }
    assert_eq!(value(&blog.tags()[0], "width"), "10000");
}

#[test]
fn a_picture_that_was_copied_in_part_is_said_and_what_there_is_of_it_is_shown() {
    for (name, bytes) in [("tide.jpg", photo(900, 200, 1)), ("tide.png", png(900, 40, &noise(900 * 40 * 3)))]
    {
        let (said, blog) = bad(name, &bytes[..bytes.len() / 2]);
        for (said, place) in said.iter().zip(["content/a.md:7", "content/a.md:4", "quire.toml:2"]) {
            let message = "ends in the middle, so readers see a part of it at most; copy it here once more, or save it again";
            assert_eq!(said, &[format!("{place}: warning broken-picture: `{name}` {message}")]);
        }
        assert_eq!(value(&blog.tags()[0], "width"), "900");
    }
}

#[test]
fn damage_inside_a_picture_is_said_where_it_is_shown_and_stops_a_strict_build_with_nothing_written() {
    let mut bytes = png(900, 40, &noise(900 * 40 * 3));
    let middle = bytes.len() / 2;
    bytes[middle..middle + 64].fill(0);
    let blog =
        Blog::new("cover: tide.png\ncover_alt: Tide\n---\n![Tide](tide.png)\n", &[("tide.png", &bytes)]);
    let said = blog.problems();
    assert_eq!(said.len(), 2, "{said:?}");
    for (said, place) in said.iter().zip(["content/a.md:4", "content/a.md:7"]) {
        assert!(
            said.starts_with(&format!("{place}: warning broken-picture: `tide.png` is damaged (")),
            "{said}"
        );
        assert!(said.ends_with("copy it here once more, or save it again"), "{said}");
    }
    assert!(blog.resized().is_empty() && blog.tags().iter().all(|tag| !tag.contains("srcset")));
    let before = blog.text("a/index.html");
    let strict = build(&BuildOptions { strict: true, ..blog.options() });
    assert!(matches!(strict, Err(BuildError::Strict(problems)) if problems.len() == 2));
    assert_eq!(blog.text("a/index.html"), before);
    let beside = fs::read_dir(blog.0.path()).expect("a folder").count();
    assert_eq!(beside, 3, "content, configuration and the old site");
}
