//! Promises about the pictures that stand for posts where somebody links to them.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use quire_press::{BuildOptions, ProjectOptions, Summary, build};
use tempfile::TempDir;

const SETTINGS: &str = "title = \"Notes from the pier\"\nbase_url = \"https://example.org/notes/\"\n";

/// A small blog in a folder of its own, its pictures drawn.
struct Blog(TempDir);

impl Blog {
    fn new(settings: &str, posts: &[(&str, &str)]) -> Blog {
        let blog = Blog(tempfile::tempdir().expect("a folder"));
        fs::create_dir(blog.0.path().join("content")).expect("a folder");
        blog.write("quire.toml", settings);
        for (name, title) in posts {
            blog.post(name, title);
        }
        blog
    }

    fn write(&self, file: &str, text: &str) {
        fs::write(self.0.path().join(file), text).expect("a file");
    }

    fn post(&self, name: &str, title: &str) {
        let title = serde_json::to_string(title).expect("a text");
        let text = format!("---\ntitle: {title}\ndate: 2026-05-10\nauthors: [Ada Reyes]\n---\nText.\n");
        self.write(&format!("content/{name}.md"), &text);
    }

    fn build(&self) -> Summary {
        let project = ProjectOptions { content: self.0.path().join("content"), ..ProjectOptions::default() };
        let out = self.0.path().join("site");
        build(&BuildOptions { project, out, ..BuildOptions::default() }).expect("a site")
    }

    /// Name and bytes of every picture that was drawn.
    fn pictures(&self) -> BTreeMap<String, Vec<u8>> {
        let files = fs::read_dir(self.0.path().join("site/og")).into_iter().flatten().flatten();
        let read = |entry: fs::DirEntry| {
            (entry.file_name().to_string_lossy().into_owned(), fs::read(entry.path()).expect("a picture"))
        };
        files.map(read).collect()
    }

    /// The file that a page names as its picture.
    fn picture(&self, page: &str) -> Option<String> {
        let html = fs::read_to_string(self.0.path().join("site").join(page).join("index.html")).expect(page);
        let after = html.split("property=\"og:image\" content=\"").nth(1)?;
        Some(after.split('"').next()?.replace("https://example.org/notes/", ""))
    }
}

/// Width, height and the colour of each pixel.
fn decoded(bytes: &[u8]) -> (u32, u32, Vec<[u8; 3]>) {
    let mut reader = png::Decoder::new(std::io::Cursor::new(bytes));
    reader.set_transformations(png::Transformations::EXPAND);
    let mut reader = reader.read_info().expect("a picture");
    let mut pixels = vec![0; reader.output_buffer_size().expect("a size")];
    let info = reader.next_frame(&mut pixels).expect("a whole picture");
    let colours = pixels.chunks_exact(3).map(|part| [part[0], part[1], part[2]]).collect();
    (info.width, info.height, colours)
}

#[test]
fn every_post_has_a_picture_of_the_right_size_that_is_small() {
    let long = "What the tide left behind on the pier in the first week of November, ".repeat(5);
    let blog = Blog::new(SETTINGS, &[("a", "Hello"), ("b", &long), ("c", "Съешь ещё"), ("d", "Αβγ — ½ €")]);
    let summary = blog.build();
    assert_eq!((summary.previews.drawn, summary.previews.kept), (5, 0));
    let pictures = blog.pictures();
    assert_eq!(pictures.len(), 5);
    for (name, bytes) in &pictures {
        let (width, height, colours) = decoded(bytes);
        assert_eq!((width, height, colours.len()), (1200, 630, 1200 * 630), "{name}");
        assert!(bytes.len() < 40_000, "{name}: {} bytes", bytes.len());
        assert_eq!(colours[0], [0xf7, 0xf8, 0xf6], "{name}: its ground");
        let dark = colours.iter().filter(|colour| colour.iter().all(|part| *part < 90)).count();
        assert!((2_000..90_000).contains(&dark), "{name}: {dark} dark pixels are no text");
    }
    for page in ["a", "b", "c", "d", ""] {
        let picture = blog.picture(page).expect(page);
        assert!(pictures.contains_key(picture.strip_prefix("og/").expect("a drawn one")), "{picture}");
    }
}

#[test]
fn only_new_posts_are_drawn_and_the_others_stay_to_the_byte() {
    let blog = Blog::new(SETTINGS, &[("a", "Hello"), ("b", "Boats")]);
    blog.build();
    let before = blog.pictures();
    let again = blog.build();
    assert_eq!((again.previews.drawn, again.previews.kept), (0, 3));
    assert_eq!(blog.pictures(), before);
    blog.post("a", "Hello again");
    let changed = blog.build();
    assert_eq!((changed.previews.drawn, changed.previews.kept), (1, 2));
    assert_eq!(blog.pictures().keys().filter(|name| before.contains_key(*name)).count(), 2);
}

#[test]
fn a_large_blog_has_pictures_for_its_newest_posts_and_says_so() {
    let blog = Blog::new(SETTINGS, &[("a", "Oldest"), ("b", "Middle"), ("c", "Newest")]);
    for (name, day) in [("a", 1), ("b", 2), ("c", 3)] {
        blog.write(
            &format!("content/{name}.md"),
            &format!("---\ntitle: {name}\ndate: 2026-05-0{day}\n---\nText.\n"),
        );
    }
    blog.write("content/about.md", "---\ntitle: About\npage: true\n---\nText.\n");
    let with = |previews: &str| {
        blog.write("quire.toml", &format!("{SETTINGS}previews = {previews}\n"));
        let summary = blog.build();
        let own = blog.picture("").unwrap_or_default();
        let pages =
            ["a", "b", "c", "about"].map(|page| blog.picture(page).is_some_and(|picture| picture != own));
        (pages, summary.notes.into_iter().filter(|note| note.contains("preview")).collect::<Vec<_>>())
    };
    let (pages, notes) = with("2");
    assert_eq!(pages, [false, false, true, true], "a page without a date is not old");
    assert_eq!(
        notes,
        [
            "preview pictures: the newest 2 posts have one each; 2 older ones share that of the blog; write `previews = true` in \
          quire.toml to draw one for each"
        ]
    );
    assert_eq!(with("true"), ([true; 4], Vec::new()));
    assert_eq!(with("4"), ([true; 4], Vec::new()));
    assert_eq!(with("false"), ([false; 4], Vec::new()));
}

#[test]
fn two_machines_draw_the_same_picture() {
    let posts = [("a", "Hello"), ("b", "Boats & tides <1>")];
    let [one, two] = [Blog::new(SETTINGS, &posts), Blog::new(SETTINGS, &posts)];
    one.build();
    two.build();
    assert_eq!(one.pictures(), two.pictures());
}

#[test]
fn a_picture_that_is_not_whole_is_drawn_again() {
    let blog = Blog::new(SETTINGS, &[("a", "Hello")]);
    blog.build();
    let before = blog.pictures();
    let picture = blog.picture("a").expect("a picture");
    blog.write(&format!("site/{picture}"), "half");
    assert_eq!(blog.build().previews.drawn, 1);
    assert_eq!(blog.pictures(), before);
}

#[test]
fn titles_that_the_typefaces_do_not_cover_share_the_picture_of_the_blog() {
    let posts =
        [("a", "مرحبا بالعالم"), ("b", "世界你好"), ("c", "🎉🎉"), ("d", "Hello, 世界"), ("e", "🚀 Launch")];
    let blog = Blog::new(SETTINGS, &posts);
    blog.build();
    let own = blog.picture("");
    for page in ["a", "b", "c", "d"] {
        assert_eq!(blog.picture(page), own, "{page}");
    }
    assert_ne!(blog.picture("e"), own);
    let unnamed = Blog::new(&SETTINGS.replace("Notes from the pier", "桟橋"), &posts);
    unnamed.build();
    let (_, _, colours) = decoded(unnamed.pictures().values().next().expect("a picture"));
    assert!(colours.contains(&[0x3f, 0x6b, 0x3a]), "the mark is there");
}

#[test]
fn hostile_titles_are_drawn_as_they_are() {
    let posts = [
        ("a", "</text><script>alert(1)</script>"),
        ("b", "&lt;b&gt; & \"quotes\" ]]>"),
        ("c", "<!--"),
        ("d", "x\u{1}y\u{1b}z"),
    ];
    let blog = Blog::new(SETTINGS, &posts);
    let summary = blog.build();
    assert_eq!((summary.posts, summary.previews.drawn), (4, 5));
}

#[test]
fn a_picture_of_the_authors_wins_and_none_is_drawn_where_none_is_wanted_or_could_be_seen() {
    let posts = [("a", "Hello")];
    let pixel = include_bytes!("../../../content/tide.png");
    let cover = Blog::new(SETTINGS, &posts);
    fs::write(cover.0.path().join("content/tide.png"), pixel).expect("a picture");
    cover.write("content/a.md", "---\ntitle: A\ndate: 2026-05-10\ncover: tide.png\n---\nText.\n");
    cover.build();
    assert_eq!(cover.picture("a").as_deref(), Some("tide.png"));
    assert!(cover.picture("").is_some_and(|picture| picture.starts_with("og/")));

    let wide = Blog::new(&format!("{SETTINGS}picture = \"tide.png\"\n"), &posts);
    fs::write(wide.0.path().join("content/tide.png"), pixel).expect("a picture");
    assert_eq!(wide.build().previews.drawn, 0);
    assert_eq!(wide.picture("a").as_deref(), Some("tide.png"));

    for settings in [&format!("{SETTINGS}previews = false\n"), "title = \"Notes\"\n"] {
        let none = Blog::new(settings, &posts);
        assert_eq!(none.build().previews.drawn, 0);
        assert_eq!((none.picture("a"), none.pictures().len()), (None, 0));
        assert!(!Path::new(&none.0.path().join("site/og")).exists());
    }
}
