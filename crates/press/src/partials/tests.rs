//! What an author adds to all pages stands where it belongs, breaks nothing, and what does not work is said.

use std::fs;
use std::path::Path;

use super::Partials;
use crate::problem::Problem;
use crate::progress::Progress;
use crate::project::{Project, ProjectOptions};

/// A blog with these files in `partials`, and what is said of it.
fn with(config: &str, partials: &[(&str, &str)], statics: &[&str]) -> (Partials, Vec<String>) {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: String, text: &str| {
        let file = folder.path().join(name);
        fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
        fs::write(file, text).expect("a file");
    };
    write("quire.toml".to_owned(), config);
    write("content/a.md".to_owned(), "---\ntitle: A\ndescription: x\n---\nx");
    for (name, text) in partials {
        write(format!("partials/{name}"), text);
    }
    for name in statics {
        write(format!("static/{name}"), "x");
    }
    let options = ProjectOptions { content: folder.path().join("content"), ..ProjectOptions::default() };
    let project = Project::read(&options, &Progress::default()).expect("a project");
    let root = folder.path().canonicalize().expect("a folder");
    let within = |file: &Path| file.strip_prefix(&root).unwrap_or(file).to_path_buf();
    let said =
        project.problems.iter().map(|one| Problem { file: within(&one.file), ..one.clone() }.to_string());
    (project.partials, said.collect())
}

#[test]
fn each_stands_in_its_place_with_addresses_that_work_on_every_page() {
    let head = "<meta name=\"x\" content='y'>\n<script src=\"/js/count.js\" defer></script>";
    let after = "<h2>Letters</h2><p><a href=\"/about/\">Write</a> or <a href='mailto:a@b.example'>mail</a>";
    let foot = "<img src=ring.png alt=\"A ring\"><a href=\"#top\">Up</a><form action=\"/search/\"></form>";
    let partials = [("head.html", head), ("after-post.html", after), ("footer.html", foot)];
    let (partials, said) = with("", &partials, &["js/count.js", "ring.png"]);
    assert_eq!(said, [""; 0]);
    assert_eq!(
        partials.head("../../"),
        "<meta name=\"x\" content='y'>\n<script src=\"../../js/count.js\" defer></script>"
    );
    assert_eq!(
        partials.body("../", "/blog/"),
        "<div class=\"partial after-post\">\n<h2>Letters</h2><p><a href=\"/blog/about/\">Write</a> or \
         <a href='mailto:a@b.example'>mail</a>\n</div>\n\
         <div class=\"partial foot\">\n<img src=../ring.png alt=\"A ring\"><a href=\"#top\">Up</a>\
         <form action=\"/blog/search/\"></form>\n</div>\n"
    );
}

#[test]
fn without_the_folder_nothing_is_added_and_nothing_said() {
    let (partials, said) = with("", &[], &[]);
    assert_eq!((partials.head("./"), partials.body("./", "/")), (String::new(), String::new()));
    assert_eq!(said, [""; 0]);
    let (_, said) = with("partials = \"bits\"", &[], &[]);
    assert_eq!(
        said,
        [
            "quire.toml:1: warning value: there is no folder `bits` beside this file; make it, or correct the name"
        ]
    );
}

#[test]
fn one_that_would_break_the_page_is_left_out_and_named_with_its_line() {
    for (name, text, line, wrong) in [
        ("footer.html", "<p>One</p>\n<div>Two", 2, "`<div>` is not closed"),
        ("footer.html", "One\n\n</div>", 3, "`</div>` closes nothing"),
        ("after-post.html", "<!-- x", 1, "a comment is not closed"),
        ("head.html", "<meta name=x>\n<div></div>", 2, "`<div>` cannot stand in the head of a page"),
        ("head.html", "<meta name=x> text", 1, "text cannot stand in the head of a page"),
    ] {
        let (partials, said) = with("", &[(name, text)], &[]);
        let then = "so this file is left out; mend it";
        assert_eq!(said, [format!("partials/{name}:{line}: warning partial: {wrong}, {then}")]);
        assert_eq!(partials, Partials::default(), "{text}");
    }
}

#[test]
fn what_the_policy_forbids_is_said_with_what_to_do() {
    let text = "<script>count()</script>\n<p style=\"color: red\" onclick=\"go()\">x</p>\n<style>p {}</style>\n\
                <iframe src=\"https://b.example/x\"></iframe>\n<script src=\"gone.js\"></script>\n\
                <script type=\"application/json\">{}</script>";
    let (partials, said) = with("", &[("footer.html", text)], &[]);
    let about = |line: usize, text: &str| format!("partials/footer.html:{line}: warning partial: {text}");
    let starts = [
        about(1, "no browser runs a script that stands in the page; put it into a file of the static folder"),
        about(2, "no browser runs a script that stands in an attribute;"),
        about(2, "no browser takes `style=` on these pages;"),
        about(3, "no browser takes a style sheet that stands in the page;"),
        about(
            4,
            "these pages may not ask https://b.example; if you want them to, write `frame = [\"https://b.example\"]` under \
             [policy] in quire.toml",
        ),
        about(5, "there is no file `gone.js` on the site;"),
    ];
    assert_eq!(said.len(), starts.len(), "{said:#?}");
    for (one, start) in said.iter().zip(&starts) {
        assert!(one.starts_with(start.as_str()), "{one}\n{start}");
    }
    assert!(partials.body("./", "/").contains("count()"), "the page is as it would be without");
    let policy = "[policy]\nframe = [\"https://b.example\"]\nscript = [\"https://*.c.example\"]";
    let asks =
        "<iframe src=\"https://b.example/x\"></iframe><script src=\"https://a.c.example/x.js\"></script>";
    assert_eq!(with(policy, &[("footer.html", asks)], &[]).1, [""; 0]);
}

#[test]
fn a_file_of_another_name_is_said_and_stands_nowhere() {
    let (partials, said) = with("", &[("foter.html", "x"), ("readme.txt", "x"), (".hidden", "x")], &[]);
    assert_eq!(
        said,
        [
            "partials/foter.html: warning partial: stands on no page, as it has another name than a partial; did you mean \
             `footer.html`?",
            "partials/readme.txt: warning partial: stands on no page, as it has another name than a partial; name it as \
             one of head.html, after-post.html, footer.html",
        ]
    );
    assert_eq!(partials, Partials::default());
}
