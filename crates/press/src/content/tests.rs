//! What an author may expect of a folder.

use super::*;

pub(super) fn folder(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, bytes) in files {
        let file = folder.path().join(name);
        fs::create_dir_all(file.parent().expect("a parent")).expect("folders");
        fs::write(file, bytes).expect("a file");
    }
    folder
}

pub(super) fn read_all(files: &[(&str, &[u8])]) -> Content {
    read(folder(files).path(), &ReadOptions::default()).expect("content")
}

pub(super) fn problems(content: &Content) -> Vec<String> {
    content.problems.iter().map(ToString::to_string).collect()
}

#[test]
fn a_folder_that_is_missing_empty_or_a_file_is_named_with_a_way_on() {
    let empty = folder(&[("x.png", b"")]);
    let error = |path: &Path| {
        let error = read(path, &ReadOptions::default()).expect_err("an error");
        error.to_string()
    };
    assert!(error(empty.path()).contains("holds no posts; put"));
    assert!(error(&empty.path().join("x.png")).contains("is a file"));
    assert!(error(&empty.path().join("nowhere")).contains("there is no content folder"));
}

#[test]
fn a_bad_post_is_named_with_its_line_and_the_others_go_on() {
    let content = read_all(&[
        ("bad.md", b"---\ntitle: [\n---\n"),
        ("bytes.md", b"---\ntitle: x\n---\n\nabc\xff\n"),
        ("good.md", b"---\ntitle: Good\ndate: soon\n---\nBody\n"),
    ]);
    assert_eq!(content.posts.len(), 1);
    assert_eq!(content.posts[0].body_line, 5);
    let problems: Vec<String> = content.problems.iter().map(ToString::to_string).collect();
    assert!(problems[0].starts_with("bad.md:3: error front-matter: "), "{problems:?}");
    assert!(problems[1].starts_with("bytes.md:5: error unreadable: byte 21 "), "{problems:?}");
    assert!(problems[2].starts_with("good.md:3: warning date: `soon` is not"), "{problems:?}");
}

#[test]
fn names_and_folders_say_slug_date_language_and_section() {
    let content = read_all(&[
        ("_posts/2014-1-2-old.md", b"# Old times\n"),
        ("a/b/my-post/index.es.md", b"---\ntitle: x\n---\n"),
        ("a/my-post/pic.png", b""),
        ("_hidden/x.md", b""),
        (".git/x.md", b""),
        ("_drafts/d.md", b"---\ntitle: d\n---\n"),
        ("a/_index.md", b"+++\ntitle = \"A &amp; B\"\n+++\n"),
    ]);
    let [old, mine] = content.posts.as_slice() else { panic!("{:?}", content.posts) };
    assert_eq!((old.title.as_str(), old.slug.as_str()), ("Old times", "old"));
    assert_eq!(old.date.as_ref().map(|date| date.date), Some((2014, 1, 2)));
    assert_eq!(old.section, None);
    assert_eq!((mine.slug.as_str(), mine.section.as_deref()), ("my-post", Some("a/b")));
    assert_eq!(mine.language.as_deref(), Some("es"));
    assert_eq!(content.files, [PathBuf::from("a/my-post/pic.png")]);
    assert_eq!(content.left_out, [LeftOut { file: "_drafts/d.md".into(), reason: Reason::Draft }]);
    assert_eq!(content.sections[0].dir, "a");
    assert_eq!(content.sections[0].title.as_deref(), Some("A & B"));
}

#[test]
fn a_jekyll_permalink_is_filled_in_and_none_leaves_the_site() {
    let content = read_all(&[
        ("2014-01-02-a.md", b"---\ntitle: a\npermalink: /:year/:title.html\n---\na"),
        ("b.md", b"---\ntitle: b\npermalink: /%2e%2e/b\n---\nb"),
    ]);
    assert_eq!(content.posts[0].path.as_deref(), Some("2014/a.html"));
    assert_eq!(content.posts[1].path, None);
    assert_eq!(content.problems[0].line, Some(3));
}

#[test]
fn folders_above_posts_are_categories_as_in_jekyll_and_those_below_are_not() {
    let content = read_texts(&[
        ("_posts/es/2020-01-02-a.md", "---\ntitle: a\n---\nx"),
        ("films/_posts/2020-01-02-b.md", "---\ntitle: b\ncategories: [films, old]\n---\nx"),
        ("films/horror/_drafts/c.md", "---\ntitle: c\npage: false\ndate: 2020-01-02\n---\nx"),
        ("films/horror/_posts/new/2020-01-02-d.md", "---\ntitle: d\ntag: old\n---\nx"),
        ("notes/2020-01-02-e.md", "---\ntitle: e\n---\nx"),
    ]);
    let categories = |file: &PostFile| format!("{}: {}", file.title, file.categories.join(" "));
    let told: Vec<String> = content.posts.iter().map(categories).collect();
    assert_eq!(told, ["a: ", "b: films old", "d: films horror", "e: "]);
    let drafts = ReadOptions { drafts: true, ..ReadOptions::default() };
    let drafts = read_with(&drafts, &[("films/horror/_drafts/c.md", "---\ntitle: c\n---\nx")]);
    assert_eq!(drafts.posts[0].categories, ["films", "horror"]);
}

#[test]
fn where_posts_have_a_folder_of_jekylls_what_lies_elsewhere_without_a_date_is_a_page() {
    let content = read_texts(&[
        ("_posts/2020-01-02-post.md", "---\ntitle: x\n---\nx"),
        ("contacts/office.md", "---\ntitle: x\n---\nx"),
        ("news/2020-01-02-dated.md", "---\ntitle: x\n---\nx"),
        ("news/soon.md", "---\ntitle: x\ndate: soon\n---\nx"),
        ("news/post.md", "---\ntitle: x\npage: false\n---\nx"),
    ]);
    let pages: Vec<String> =
        content.posts.iter().filter(|post| post.page).map(|post| slashed(&post.file)).collect();
    assert_eq!(pages, ["contacts/office.md"]);
}

#[test]
fn a_post_in_jekylls_folder_without_any_date_is_a_draft_as_it_was_there() {
    let files = [
        ("_posts/2020-01-02-dated.md", "---\ntitle: x\n---\nx"),
        ("_posts/2020-01-02-trip/photos.md", "---\ntitle: x\n---\nx"),
        ("_posts/soon.md", "---\ntitle: x\ndate: 2020-01-02\n---\nx"),
        ("_posts/shown.md", "---\ntitle: x\ndraft: false\n---\nx"),
        ("_drafts/idea.md", "---\ntitle: x\n---\nx"),
    ];
    let content = read_texts(&files);
    let left_out: Vec<String> = content.left_out.iter().map(|one| slashed(&one.file)).collect();
    assert_eq!(left_out, ["_drafts/idea.md", "_posts/2020-01-02-trip/photos.md"]);
    assert_eq!(
        problems(&content),
        [
            "_posts/2020-01-02-trip/photos.md:1: warning date: lies in `_posts` and has no date, so it is a draft, \
          as in Jekyll; begin its name with a day, as in 2024-05-31-photos.md, or write `date:`"
        ]
    );
}

fn read_with(options: &ReadOptions, files: &[(&str, &str)]) -> Content {
    let files: Vec<(&str, &[u8])> = files.iter().map(|(name, text)| (*name, text.as_bytes())).collect();
    read(folder(&files).path(), options).expect("content")
}

fn read_texts(files: &[(&str, &str)]) -> Content {
    read_with(&ReadOptions::default(), files)
}

#[test]
fn every_ending_that_jekyll_takes_for_markdown_is_markdown() {
    let content = read_texts(&[
        ("a.md", "# A\n\nx"),
        ("b.MARKDOWN", "# B\n\nx"),
        ("c.mkdn", "# C\n\nx"),
        ("d.mkd", "# D\n\nx"),
        ("e.mkdown", "# E\n\nx"),
        ("f.text", "F"),
        ("_posts/2020-01-02-g.text", "G"),
    ]);
    let titles: String = content.posts.iter().map(|post| post.title.as_str()).collect();
    assert_eq!(titles, "ABCDE");
    assert_eq!(content.files, [PathBuf::from("f.text")]);
    assert_eq!(
        problems(&content),
        ["_posts/2020-01-02-g.text: warning unreadable: is no Markdown, so it is left out; \
          a post ends in .md, and a picture belongs into another folder"]
    );
}

#[test]
fn what_is_not_shown_is_counted_with_its_reason() {
    let files = [
        ("draft.md", "---\ntitle: x\ndraft: true\n---\nx"),
        ("maybe.md", "---\ntitle: x\ndraft: maybe\n---\nx"),
        ("status.md", "---\ntitle: x\nstatus: draft\n---\nx"),
        ("hidden.md", "---\ntitle: x\npublished: false\n---\nx"),
        ("later.md", "---\ntitle: x\ndate: 2024-06-01\n---\nx"),
        ("now.md", "---\ntitle: x\ndate: 2024-05-31\n---\nx"),
        ("over.md", "---\ntitle: x\ndate: 2020-01-01\nexpiryDate: 2024-05-01\n---\nx"),
    ];
    let now = Some("2024-05-31T12:00:00Z".parse().expect("a time"));
    let left_out = |options: ReadOptions| -> Vec<String> {
        let content = read_with(&options, &files);
        assert_eq!(content.posts.len() + content.left_out.len(), files.len());
        content.left_out.iter().map(|one| format!("{}: {}", one.file.display(), one.reason)).collect()
    };
    let options = ReadOptions { now, ..ReadOptions::default() };
    assert_eq!(
        left_out(options.clone()),
        [
            "draft.md: a draft",
            "hidden.md: a draft",
            "later.md: scheduled for 2024-06-01T00:00:00+00:00",
            "maybe.md: a draft",
            "over.md: expired at 2024-05-01T00:00:00+00:00",
            "status.md: a draft",
        ]
    );
    assert_eq!(
        left_out(ReadOptions { drafts: true, to_come: ToCome::Posts, ..options }),
        ["over.md: expired at 2024-05-01T00:00:00+00:00"]
    );
    assert_eq!(left_out(ReadOptions { drafts: true, ..ReadOptions::default() }), [] as [&str; 0]);
}

#[test]
fn a_page_is_said_by_its_author_its_folder_or_its_lack_of_a_date() {
    let mut files = vec![
        ("about.md", "---\ntitle: x\n---\nx"),
        ("now/index.md", "---\ntitle: x\n---\nx"),
        ("pages/a.md", "---\ntitle: x\ndate: 2020-01-01\n---\nx"),
        ("notes/kind.md", "---\ntitle: x\ntype: page\n---\nx"),
        ("notes/flag.md", "---\ntitle: x\npage: true\n---\nx"),
        ("notes/undated.md", "---\ntitle: x\n---\nx"),
        ("no.md", "---\ntitle: x\npage: false\n---\nx"),
        ("soon.md", "---\ntitle: x\ndate: soon\n---\nx"),
        ("_posts/2020-01-02-post.md", "---\ntitle: x\nlayout: page\n---\nx"),
    ];
    let pages = |files: &[(&str, &str)]| -> Vec<String> {
        let content = read_texts(files);
        let pages = content.posts.iter().filter(|post| post.page);
        pages.inspect(|post| assert_eq!(post.date, None)).map(|post| slashed(&post.file)).collect()
    };
    assert_eq!(
        pages(&files),
        ["about.md", "notes/flag.md", "notes/kind.md", "notes/undated.md", "now/index.md", "pages/a.md"]
    );
    files.pop();
    assert_eq!(pages(&files), ["notes/flag.md", "notes/kind.md", "pages/a.md"], "no post has a date");
}

#[test]
fn a_translation_shares_its_key_with_the_post_in_other_languages() {
    let content = read_texts(&[
        ("_index.es.md", "+++\ntitle = \"Diario\"\n+++\n"),
        ("_index.md", "+++\ntitle = \"Diary\"\n+++\n"),
        ("blog/a.md", "---\ntitle: a\n---\nx"),
        ("blog/a/index.es.md", "---\ntitle: a\n---\nx"),
        ("blog/a.ca.md", "---\ntitle: a\nslug: hola\n---\nx"),
        ("blog/a.en.md", "---\ntitle: a\n---\nx"),
        ("blog/alone.es.md", "---\ntitle: a\n---\nx"),
        ("blog/own.es.md", "---\ntitle: a\ntranslationKey: blog/a\npath: x/y\n---\nx"),
    ]);
    let mut told: Vec<[String; 3]> = content
        .posts
        .iter()
        .map(|post| [slashed(&post.file), post.translation_key.clone(), post.is_translation.to_string()])
        .collect();
    told.sort();
    assert_eq!(
        told,
        [
            ["blog/a.ca.md", "blog/a", "true"],
            ["blog/a.en.md", "blog/a", "true"],
            ["blog/a.md", "blog/a", "false"],
            ["blog/a/index.es.md", "blog/a", "true"],
            ["blog/alone.es.md", "blog/alone", "false"],
            ["blog/own.es.md", "blog/a", "true"],
        ]
    );
    let sections: Vec<Option<&str>> =
        content.sections.iter().map(|section| section.language.as_deref()).collect();
    assert_eq!(sections, [None, Some("es")]);
}

#[test]
fn titles_that_begin_alike_make_a_series_when_that_is_asked_for() {
    let files = [
        ("a.md", "---\ntitle: 'Clocks: the hands'\n---\nx"),
        ("b.md", "---\ntitle: 'Clocks: the face'\n---\nx"),
        ("c.md", "---\ntitle: 'Clocks: the case'\nseries: Cases\n---\nx"),
        ("d.md", "---\ntitle: 'Alone: x'\n---\nx"),
    ];
    let series = |infer_series| -> Vec<String> {
        let content = read_with(&ReadOptions { infer_series, ..ReadOptions::default() }, &files);
        content.posts.iter().map(|post| post.series.join(" ")).collect()
    };
    assert_eq!(series(true), ["Clocks", "Clocks", "Cases", ""]);
    assert_eq!(series(false), ["", "", "Cases", ""]);
}

#[test]
fn a_date_that_is_not_the_file_names_is_named_unless_the_zone_explains_it() {
    let content = read_texts(&[
        ("2023-03-15-a.md", "---\ntitle: x\ndate: 2023-02-24 11:28:00 -0500\n---\nx"),
        ("2023-03-15-b.md", "---\ntitle: x\ndate: 2023-03-15 23:28:00 -0500\n---\nx"),
        ("2023-03-15-c.md", "---\ntitle: x\ndate: 2023-03-16T03:28:00Z\n---\nx"),
        ("2023-03-15-d.md", "---\ntitle: x\n---\nx"),
        ("2023-03-15-e.md", "---\ntitle: x\ndate: 2023-03-14 21:17:00 -0500\n---\nx"),
        ("2023-03-15-f.md", "---\ntitle: x\ndate: 2023-02-24\nsource_url: https://a.example/\n---\n"),
    ]);
    assert_eq!(
        problems(&content),
        [
            "2023-03-15-a.md:3: warning date-mismatch: the date says 2023-02-24 and the file's name 2023-03-15; \
          the date counts, so rename the file or correct it"
        ]
    );
    assert_eq!(content.posts[0].date.as_ref().map(|date| date.date), Some((2023, 2, 24)));
}

#[test]
fn dates_are_read_in_every_shape_and_in_the_blogs_zone() {
    let zone = TimeZone::get("Europe/Paris").expect("zones are built in");
    let options = ReadOptions { time_zone: zone, ..ReadOptions::default() };
    for (front_matter, meant) in [
        ("---\ndate: 2019-03-26 9:05:00 -0500\n---", "2019-03-26T09:05:00-05:00"),
        ("---\ndate: '2019-03-26'\n---", "2019-03-26T00:00:00+01:00"),
        ("---\npublished: 2019-03-26\n---", "2019-03-26T00:00:00+01:00"),
        ("---\npubDatetime: 2019-03-26T08:05:00.000Z\n---", "2019-03-26T09:05:00+01:00"),
        ("+++\ndate = 2019-07-26\n+++", "2019-07-26T00:00:00+02:00"),
        ("+++\ndate = 2019-07-26 09:05:00\n+++", "2019-07-26T09:05:00+02:00"),
        ("+++\ndate = 2019-07-26T09:05:00-07:00\n+++", "2019-07-26T09:05:00-07:00"),
        ("{\"date\": \"2019-07-26T09:05:00Z\"}", "2019-07-26T11:05:00+02:00"),
        ("---\npath: blog/2019/7/26/x\n---", "2019-07-26T00:00:00+02:00"),
    ] {
        let content = read_with(&options, &[("x/y.md", &format!("{front_matter}\n# X\n\nx"))]);
        let date = content.posts[0].date.as_ref().map(|date| date.rfc3339.as_str());
        assert_eq!(date, Some(meant), "{front_matter}");
        assert_eq!(problems(&content), [] as [&str; 0]);
    }
    let content = read_with(&options, &[("2019-03-26-y.md", "---\ntitle: x\ndate: soon\n---\nx")]);
    assert_eq!(content.posts[0].date.as_ref().map(|date| date.date), Some((2019, 3, 26)));
}

#[test]
fn a_cover_is_found_under_every_name_and_in_every_place() {
    let url = |file: &str| Cover { url: file.to_owned(), ..Cover::default() };
    let all = |file: &str| Cover { url: file.to_owned(), alt: "A".to_owned(), caption: "C".to_owned() };
    let feature = "---\nfeature_image: https://blog.example/p.png\nfeature_image_alt: A\n\
                   feature_image_caption: C\n---";
    for (front_matter, cover) in [
        ("---\ncover: {image: p.png, alt: A, caption: C, relative: true}\n---", all("/x/p.png")),
        ("---\nheroImage: {src: ./p.png, alt: A, caption: C}\n---", all("/x/p.png")),
        (feature, all("https://blog.example/p.png")),
        ("---\ncover.image: p.png\ncover.alt: A\ncover.caption: C\n---", all("/x/p.png")),
        ("+++\ncover.image = 'p.png'\ncover.alt = 'A'\ncover.caption = 'C'\n+++", all("/x/p.png")),
        ("+++\n[extra]\nlocal_image = 'img/q r.png'\n+++", url("/img/q r.png")),
        ("---\nimages: [none.png, img/q%20r.png]\n---", url("/img/q r.png")),
        ("---\nimage: /static/p.png\n---", url("/static/p.png")),
    ] {
        let text = format!("{front_matter}\n# X\n\nx");
        let content = read_texts(&[("x/y.md", &text), ("x/p.png", ""), ("img/q r.png", "")]);
        assert_eq!(content.posts[0].cover, Some(cover), "{front_matter}");
        assert_eq!(problems(&content), [] as [&str; 0]);
    }
    let content = read_texts(&[("x.md", "---\ntitle: x\nimage: none.png\n---\nx")]);
    assert_eq!(
        problems(&content),
        ["x.md:3: warning missing-picture: there is no picture `none.png`, neither beside the post nor \
          in the content or the static folder; put it there, or correct the name"]
    );
}

#[test]
fn all_that_an_author_says_is_in_the_post() {
    let content = read_texts(&[(
        "x.md",
        "---\nlinkTitle: T\nupdatedDate: 2020-02-03\nseries: S\nweight: 3\nauthor: {name: Ann}\n\
         canonicalURL: https://blog.example/x\nredirect_to: https://blog.example/y\nsticky: true\n\
         locale: pt_BR\nsearchHidden: true\nShowToc: false\nmood: calm\nmath: true\n\
         extra: {size: {wide: 1.5}, url: u, toc: true}\n---\n",
    )]);
    let post = &content.posts[0];
    assert_eq!((post.title.as_str(), post.series_order), ("T", Some(3)));
    assert_eq!((post.authors.join(" "), post.series.join(" ")), ("Ann".to_owned(), "S".to_owned()));
    assert_eq!(post.updated.as_ref().map(|date| date.date), Some((2020, 2, 3)));
    assert_eq!(post.canonical_url.as_deref(), Some("https://blog.example/x"));
    assert_eq!(post.external_url.as_deref(), Some("https://blog.example/y"));
    assert_eq!((post.pinned, post.search, post.toc), (true, false, false));
    assert_eq!(post.language.as_deref(), Some("pt-BR"));
    let extra = serde_json::json!({"mood": "calm", "size": {"wide": 1.5}, "url": "u"});
    assert_eq!(serde_json::Value::Object(post.extra.clone()), extra);
}

#[test]
fn a_misspelt_key_is_named_with_the_likely_one_and_an_unknown_one_is_noted() {
    let options =
        ReadOptions { keys: BTreeMap::from([("mood".into(), "tags".into())]), ..ReadOptions::default() };
    let content = read_with(
        &options,
        &[
            ("a.md", "---\ntitel: x\nmood: calm\nlayout: post\nkicker: k\nextra:\n  titel: x\n---\nx"),
            ("b.md", "---\ntitle: x\ntitel: y\n---\nx"),
            ("_index.md", "+++\ndiscription = \"x\"\nsort_by = \"date\"\n+++\n"),
        ],
    );
    assert_eq!(
        problems(&content),
        [
            "_index.md:2: warning misspelt-key: `discription` is no key of Quire; did you mean `description`?",
            "a.md:2: warning misspelt-key: `titel` is no key of Quire; did you mean `title`?",
            "a.md:1: warning no-title: has no title, so it is called after its file; \
             write `title:` in the front matter",
        ]
    );
    let unknown: Vec<_> = content.posts.iter().map(|post| post.unknown_keys.clone()).collect();
    assert_eq!(unknown, [[("kicker".to_owned(), Some(5))], [("titel".to_owned(), Some(3))]]);
}
