//! Promises about the pictures of the author's: readers get them in the width of their screens, and what is wrong with one
//! is said.

mod bad;
mod leads;

use std::collections::BTreeMap;
use std::fs;
use std::sync::mpsc::channel;
use std::thread;

use jpeg_encoder::{ColorType, Encoder};
use quire_press::{BuildOptions, ProjectOptions, Summary, build, serve};
use serde_json::Value;
use tempfile::TempDir;

const SETTINGS: &str = "title = \"Pier\"\nbase_url = \"https://a.example/b/\"\npreviews = false\n[check]\noff = [\"no-description\"]\n";

/// Pixels of which no two are alike, as in a photograph.
fn noise(count: usize) -> Vec<u8> {
    let mut seed = 1u32;
    let mut next = || {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (seed >> 24) as u8 / 2
    };
    (0..count).map(|_| next()).collect()
}

/// A photograph, with a note of its camera's which way up it is and where it was made.
fn photo(width: u16, height: u16, turned: u8) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, 90);
    let mut exif = b"MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".to_vec();
    exif.extend([turned, 0, 0, 0, 0, 0, 0]);
    exif.extend(b"38 42 N, 9 8 W");
    encoder.add_exif_metadata(&exif).expect("room");
    let pixels = noise(usize::from(width) * usize::from(height) * 3);
    encoder.encode(&pixels, width, height, ColorType::Rgb).expect("a picture");
    bytes
}

fn png(width: u32, height: u32, pixels: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, width, height);
    encoder.set_color(png::ColorType::Rgb);
    let mut writer = encoder.write_header().expect("a head");
    writer.write_image_data(pixels).expect("pixels");
    writer.finish().expect("an end");
    bytes
}

struct Blog(TempDir);

impl Blog {
    fn new(body: &str, files: &[(&str, &[u8])]) -> Blog {
        let blog = Blog(tempfile::tempdir().expect("a folder"));
        fs::create_dir(blog.0.path().join("content")).expect("a folder");
        blog.write("quire.toml", SETTINGS.as_bytes());
        blog.write("content/a.md", format!("---\ntitle: A\ndate: 2026-05-10\n{body}").as_bytes());
        for (file, bytes) in files {
            blog.write(&format!("content/{file}"), bytes);
        }
        blog
    }

    fn write(&self, file: &str, bytes: &[u8]) {
        fs::write(self.0.path().join(file), bytes).expect("a file");
    }

    fn options(&self) -> BuildOptions {
        let project = ProjectOptions { content: self.0.path().join("content"), ..ProjectOptions::default() };
        BuildOptions { project, out: self.0.path().join("site"), ..BuildOptions::default() }
    }

    fn build(&self) -> Summary {
        build(&self.options()).expect("a site")
    }

    fn text(&self, file: &str) -> String {
        fs::read_to_string(self.0.path().join("site").join(file))
            .unwrap_or_else(|error| panic!("{file}: {error}"))
    }

    fn json(&self, file: &str) -> Value {
        serde_json::from_str(&self.text(file)).expect("JSON")
    }

    /// Name and bytes of every resized picture.
    fn resized(&self) -> BTreeMap<String, Vec<u8>> {
        let files = fs::read_dir(self.0.path().join("site/resized")).into_iter().flatten().flatten();
        let read = |entry: fs::DirEntry| {
            (entry.file_name().to_string_lossy().into_owned(), fs::read(entry.path()).expect("a picture"))
        };
        files.map(read).collect()
    }

    /// The tags of all pictures on the page of the post.
    fn tags(&self) -> Vec<String> {
        let html = self.text("a/index.html");
        let tags =
            html.split("<img ").skip(1).map(|rest| rest.split('>').next().unwrap_or_default().to_owned());
        tags.collect()
    }

    /// What is wrong, with the names of files as seen from the folder.
    fn problems(&self) -> Vec<String> {
        let folder = format!("{}/", self.0.path().display());
        self.build().problems.iter().map(|one| one.to_string().replace(&folder, "")).collect()
    }
}

/// The value of an attribute; empty when it is not there.
fn value<'a>(tag: &'a str, name: &str) -> &'a str {
    let found = tag.split_once(&format!("{name}=\"")).map(|(_, rest)| rest);
    found.and_then(|rest| rest.split('"').next()).unwrap_or_default()
}

/// The addresses that a `srcset` names, and their widths.
fn candidates(set: &str) -> Vec<(&str, &str)> {
    set.split(", ").filter_map(|one| one.split_once(' ')).collect()
}

fn size(bytes: &[u8]) -> (usize, usize) {
    let size = imagesize::blob_size(bytes).expect("a picture");
    (size.width, size.height)
}

#[test]
fn a_photograph_comes_in_every_width_below_its_own_and_never_larger() {
    let tide = photo(1300, 260, 1);
    let blog = Blog::new("---\n![Tide](tide.jpg)\n", &[("tide.jpg", &tide)]);
    let summary = blog.build();
    assert_eq!((summary.pictures.made, summary.pictures.kept), (2, 0));
    let [tag] = blog.tags().try_into().expect("a picture");
    assert_eq!(
        (value(&tag, "src"), value(&tag, "width"), value(&tag, "height")),
        ("../tide.jpg", "1300", "260")
    );
    assert_eq!(value(&tag, "sizes"), "(max-width: 688px) 90vw, 620px");
    let set = candidates(value(&tag, "srcset"));
    assert_eq!(set.iter().map(|(_, width)| *width).collect::<Vec<_>>(), ["640w", "1000w", "1300w"]);
    assert_eq!(set[2].0, "../tide.jpg");
    let resized = blog.resized();
    assert_eq!(resized.len(), 2);
    for ((address, width), expected) in set.iter().zip([(640, 128), (1000, 200)]) {
        let bytes = &resized[address.strip_prefix("../resized/").expect("a resized one")];
        assert_eq!(size(bytes), expected, "{width}");
        assert!(bytes.len() * 10 < tide.len() * 9);
        assert!(
            !bytes.windows(6).any(|six| six == b"Exif\0\0" || six == b"38 42 "),
            "where it was made is told"
        );
    }
}

#[test]
fn fine_screens_get_the_resized_one_and_not_what_a_camera_made() {
    let blog = Blog::new("---\n![Tide](tide.jpg)\n", &[("tide.jpg", &photo(1700, 170, 1))]);
    blog.build();
    let [tag] = blog.tags().try_into().expect("a picture");
    let set = candidates(value(&tag, "srcset"));
    assert_eq!(set.iter().map(|(_, width)| *width).collect::<Vec<_>>(), ["640w", "1000w", "1280w"]);
}

#[test]
fn what_would_save_nothing_is_not_made() {
    // Barely wider, of few bytes, a drawing, and one that moves.
    let plain = png(1000, 400, &vec![80; 1000 * 400 * 3]);
    assert!(plain.len() < 30_000);
    let moving = b"GIF89a\x40\x06\x40\x06\0\0\0;";
    let files: [(&str, &[u8]); 4] = [
        ("a.jpg", &photo(790, 300, 1)),
        ("b.png", &plain),
        ("c.svg", b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>"),
        ("d.gif", &[moving.as_slice(), &noise(40_000), b";"].concat()),
    ];
    let body = "---\n![a](a.jpg) ![b](b.png) ![c](c.svg) ![d](d.gif) ![e](https://b.example/e.jpg)\n";
    let blog = Blog::new(body, &files);
    assert_eq!((blog.problems(), blog.resized().len()), (Vec::new(), 0));
    assert!(
        blog.tags().iter().all(|tag| !tag.contains("srcset") && !tag.contains("sizes")),
        "{:?}",
        blog.tags()
    );
    assert!(!blog.0.path().join("site/made-pictures.json").exists());
}

#[test]
fn a_picture_is_taken_as_wide_as_the_look_shows_it_where_it_stands() {
    let photo = photo(1500, 300, 1);
    let picture = "![Tide](tide.jpg)";
    let figure = "![Tide](tide.jpg \"The tide\")";
    let body = format!("---\n{picture}\n\n{figure}\n\n{figure}\n\n{picture}\n");
    let widths = |look: &str| {
        let blog = Blog::new(&body, &[("tide.jpg", &photo)]);
        blog.write("quire.toml", format!("look = \"{look}\"\n{SETTINGS}").as_bytes());
        assert_eq!(blog.problems(), [""; 0]);
        let last = |tag: &String| value(tag, "sizes").rsplit(' ').next().unwrap_or_default().to_owned();
        blog.tags().iter().map(last).collect::<Vec<String>>()
    };
    assert_eq!(widths("notebook"), ["627px"; 4]);
    assert_eq!(widths("ledger"), ["612px", "992px", "992px", "612px"]);
    assert_eq!(widths("magazine"), ["620px"; 4]);
}

#[test]
fn the_room_of_a_drawing_is_kept_over_a_post_and_in_it_where_its_file_says_how_large_it_is() {
    let files: [(&str, &[u8]); 4] = [
        ("cover.svg", b"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 16 9\"/>"),
        ("sized.svg", b"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"90px\" height=\"60\"/>"),
        // Larger than any photograph that is resized, which costs a drawing nothing.
        ("vast.svg", b"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"90000\" height=\"60000\"/>"),
        ("odd.svg", b"not a drawing"),
    ];
    let body = "cover: cover.svg\ncover_alt: C\n---\n![s](sized.svg) ![v](vast.svg) ![o](odd.svg) <img src=\"sized.svg\" alt=\"w\" width=\"30\">\n";
    let blog = Blog::new(body, &files);
    assert_eq!(blog.problems(), [""; 0]);
    let tags = blog.tags();
    let sizes: Vec<_> = tags.iter().map(|tag| (value(tag, "width"), value(tag, "height"))).collect();
    assert_eq!(sizes, [("1600", "900"), ("90", "60"), ("90000", "60000"), ("", ""), ("30", "")]);
}

#[test]
fn a_file_that_is_not_smaller_is_left_out_and_not_made_again() {
    // A checkerboard packs well as it is, and badly between its fields.
    let pixels: Vec<u8> = (0..840 * 840)
        .flat_map(|at| [if (at % 840 + at / 840) % 2 == 0 { 255 } else { noise_at(at / 40) }; 3])
        .collect();
    let board = png(840, 840, &pixels);
    let blog = Blog::new("---\n![Board](board.png)\n", &[("board.png", &board)]);
    assert!(board.len() > 30_000, "{}", board.len());
    assert_eq!(blog.build().pictures.made, 0);
    let list = blog.json("made-pictures.json");
    let names: Vec<_> = list.as_object().expect("a list").iter().collect();
    assert!(names.len() == 1 && names[0].1.is_null(), "{names:?}");
    assert!(blog.tags().iter().all(|tag| !tag.contains("srcset")));
    // It stays on the list, which is how the next build knows.
    blog.build();
    assert_eq!(blog.json("made-pictures.json"), list);
}

fn noise_at(at: usize) -> u8 {
    (at as u32).wrapping_mul(2_654_435_761).to_be_bytes()[0]
}

#[test]
fn what_the_author_wrote_wins() {
    let body = "---\n<img src=tide.jpg alt=a srcset='tide.jpg 1x, other.jpg 2x'>\n\n<img src=tide.jpg alt=b width=300>\n\n\
                <img src=tide.jpg alt=c sizes=50vw>\n";
    let files: [(&str, &[u8]); 2] = [("tide.jpg", &photo(900, 200, 1)), ("other.jpg", &photo(900, 200, 1))];
    let blog = Blog::new(body, &files);
    blog.build();
    let [a, b, c] = blog.tags().try_into().expect("three pictures");
    // Its addresses hold on every page all the same.
    assert_eq!((value(&a, "srcset"), value(&a, "sizes")), ("../tide.jpg 1x, ../other.jpg 2x", ""));
    assert_eq!(value(&b, "sizes"), "(max-width: 333px) 90vw, 300px");
    assert_eq!(value(&c, "sizes"), "50vw");
    assert!([&b, &c].iter().all(|tag| value(tag, "srcset").contains("640w")));
}

#[test]
fn a_photograph_stands_upright_in_size_and_in_pixels() {
    let blog = Blog::new("cover: tide.jpg\n---\n![Tide](tide.jpg)\n", &[("tide.jpg", &photo(300, 900, 6))]);
    blog.build();
    for tag in blog.tags() {
        assert_eq!((value(&tag, "width"), value(&tag, "height")), ("900", "300"));
    }
    let resized = blog.resized();
    assert_eq!(resized.values().map(|bytes| size(bytes)).collect::<Vec<_>>(), [(640, 213)]);
}

#[test]
fn addresses_hold_wherever_they_stand() {
    let tide = photo(900, 300, 1);
    let body = "cover: a, tide.jpg\ncover_alt: Tide\n---\n![Tide](<a, tide.jpg>)\n";
    let blog = Blog::new(body, &[("a, tide.jpg", &tide)]);
    blog.build();
    let name = blog.resized().into_keys().next().expect("a picture");
    let set = |root: &str| format!("{root}resized/{name} 640w, {root}a%2C%20tide.jpg 900w");
    let [cover, body] = blog.tags().try_into().expect("two pictures");
    assert_eq!(value(&body, "srcset"), set("../"));
    assert_eq!(value(&cover, "srcset").replace(",%20tide", "%2C%20tide"), set("../"));
    let sizes = "(max-width: 688px) 90vw, 620px";
    assert_eq!((value(&cover, "sizes"), value(&body, "sizes")), (sizes, sizes));
    for (file, root) in [
        ("a/index.json", "../"),
        ("bundle.json", "https://a.example/b/"),
        ("feed.json", "https://a.example/b/"),
    ] {
        assert!(
            blog.text(file).contains(&format!("srcset=\\\"{}\\\"", set(root))),
            "{file}: {}",
            blog.text(file)
        );
    }
    for file in ["atom.xml", "rss.xml"] {
        let text = blog.text(file).replace("&quot;", "\"");
        assert!(text.contains(&format!("srcset=\"{}\"", set("https://a.example/b/"))), "{file}: {text}");
        let media = text.split_once("<media:content ").expect("a cover").1;
        assert!(value(media, "url").starts_with("https://a.example/b/a"), "{media}");
        assert_eq!((value(media, "type"), value(media, "width")), ("image/jpeg", "900"));
    }
    assert!(
        blog.json("feed.json")["items"][0]["image"].as_str().is_some_and(|url| url.ends_with("%20tide.jpg"))
    );
}

#[test]
fn only_new_pictures_are_made_and_the_others_stay_to_the_byte() {
    let body = "---\n![a](a.jpg) ![b](b.jpg)\n";
    let blog = Blog::new(body, &[("a.jpg", &photo(900, 200, 1)), ("b.jpg", &photo(900, 220, 1))]);
    assert_eq!(blog.build().pictures.made, 2);
    let before = blog.resized();
    let again = blog.build().pictures;
    assert_eq!((again.made, again.kept), (0, 2));
    assert_eq!(blog.resized(), before);
    // A changed picture has another name, and a damaged file is made anew.
    blog.write("content/a.jpg", &photo(900, 210, 1));
    let changed = blog.build().pictures;
    assert_eq!((changed.made, changed.kept), (1, 1));
    let names: Vec<String> = blog.resized().into_keys().collect();
    assert_eq!(names.iter().filter(|name| before.contains_key(*name)).count(), 1);
    let whole = blog.resized();
    blog.write(&format!("site/resized/{}", names[0]), b"half");
    assert_eq!(blog.build().pictures.made, 1);
    assert_eq!(blog.resized(), whole);
}

#[test]
fn two_machines_make_the_same_site() {
    let make = || {
        let blog = Blog::new("---\n![a](a.jpg)\n", &[("a.jpg", &photo(900, 200, 1))]);
        blog.build();
        (blog.resized(), blog.text("a/index.html"), blog.text("made-pictures.json"))
    };
    assert_eq!(make(), make());
}

#[test]
fn a_machine_that_starts_from_nothing_takes_them_from_the_web_and_trusts_no_damaged_one() {
    let body = "---\n![a](a.jpg) ![b](b.jpg)\n";
    let files: [(&str, &[u8]); 2] = [("a.jpg", &photo(900, 200, 1)), ("b.jpg", &photo(900, 220, 1))];
    let live = Blog::new(body, &files);
    live.build();
    let whole = live.resized();
    let damaged = whole.keys().next().expect("a picture");
    live.write(&format!("site/resized/{damaged}"), b"half");
    let (send, receive) = channel();
    let site = live.0.path().join("site");
    thread::spawn(move || {
        serve::serve(&site, 0, move |address| drop(send.send(format!("http://{address}/"))))
    });
    let previous = Some(receive.recv().expect("an address"));
    let clean = Blog::new(body, &files);
    let summary = build(&BuildOptions { previous, ..clean.options() }).expect("a site");
    assert_eq!((summary.pictures.made, summary.pictures.kept), (1, 1));
    assert_eq!(clean.resized(), whole);
}

#[test]
fn an_author_may_have_other_widths_or_none() {
    let blog = Blog::new("---\n![a](a.jpg)\n", &[("a.jpg", &photo(900, 200, 1))]);
    let widths = |widths: &str| {
        blog.write("quire.toml", format!("picture_widths = {widths}\n{SETTINGS}").as_bytes());
        blog.build();
        blog.resized().values().map(|bytes| size(bytes).0).collect::<Vec<_>>()
    };
    assert_eq!(widths("[600, 300, 2000]"), [300, 600]);
    assert_eq!(widths("[]"), [0; 0]);
    assert!(!blog.text("a/index.html").contains("srcset"));
}

#[test]
fn a_picture_that_nobody_shows_costs_nothing() {
    let blog = Blog::new("---\n[The picture](tide.jpg)\n", &[("tide.jpg", &photo(900, 200, 1))]);
    assert_eq!(blog.build().pictures.made, 0);
    assert!(blog.resized().is_empty());
}
