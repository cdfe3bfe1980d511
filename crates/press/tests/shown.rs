//! Parts of pages are turned off one by one in `[show]`: whatever the look shows by itself, what is turned off is in no
//! page, and what is turned on is there.

use std::fs;
use std::path::Path;
use std::process::Command;

use quire_bundle::Part;
use scraper::{Html, Selector};

/// By which element each part is known, and on which page.
const ELEMENTS: &[(Part, &str, &str)] = &[
    (Part::Minutes, "", ".card .minutes"),
    (Part::Kinds, "", ".card .kinds a"),
    (Part::Tags, "", ".card .tags:not(.kinds) a"),
    (Part::Pictures, "", ".card img.lead"),
    (Part::Episodes, "", ".card .serial .episode"),
    (Part::More, "", ".card .summary .more"),
    (Part::Years, "", ".cards > .year"),
    (Part::Years, "", "nav .years a"),
    (Part::Progress, "keel", ".post > .progress"),
    (Part::Contents, "keel", ".post > .toc a"),
    (Part::Series, "keel", ".post > nav.series ol a"),
    (Part::Share, "keel", ".end [data-action=share]"),
    (Part::Related, "keel", ".post > .related a"),
    (Part::Neighbours, "keel", ".post > .neighbours a"),
];

/// Presses a small blog that has something for each part.
fn pressed(settings: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let post = |title: &str, day: usize| {
        let body = "The keel is laid on blocks of oak, and nobody hurries. ".repeat(60);
        format!(
            "---\ntitle: {title}\ndate: 2026-05-{day:02}\ntags: [boats]\ncategories: [Report]\nseries: Refit\n\
             cover: tide.png\n---\n{body}\n\n## One\n\na\n\n## Two\n\nb\n\n## Three\n\nc\n"
        )
    };
    let content = folder.path().join("content");
    fs::create_dir(&content).expect("a folder");
    let write = |name: &str, text: &str| fs::write(content.join(name), text).expect("a file");
    write("keel.md", &post("The keel", 1));
    write("mast.md", &post("The mast", 2));
    write("quire.toml", settings);
    fs::write(content.join("tide.png"), include_bytes!("../../../content/tide.png")).expect("a picture");
    let mut command = Command::new(env!("CARGO_BIN_EXE_quire"));
    command.args(["build", "--content", "content", "--out", "site"]).current_dir(folder.path());
    let output = command.output().expect("quire runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    folder
}

/// How many elements of a page a selector finds.
fn found(site: &Path, page: &str, element: &str) -> usize {
    let text = fs::read_to_string(site.join("site").join(page).join("index.html")).expect("a page");
    let selector = Selector::parse(element).expect("a selector");
    Html::parse_document(&text).select(&selector).count()
}

#[test]
fn each_part_is_there_when_it_is_shown_and_gone_when_it_is_not() {
    for look in ["notebook", "ledger", "journal", "magazine"] {
        let all = |shown: bool| {
            let flags = Part::NAMES.map(|(name, _)| format!("{name} = {shown}\n")).concat();
            pressed(&format!("look = \"{look}\"\n[show]\n{flags}"))
        };
        let (with, without) = (all(true), all(false));
        for (part, page, element) in ELEMENTS {
            assert!(found(with.path(), page, element) > 0, "{look}: {part:?} is not shown");
            assert_eq!(found(without.path(), page, element), 0, "{look}: {part:?} is shown");
        }
    }
}

#[test]
fn turning_one_part_off_leaves_the_others() {
    for (name, off) in Part::NAMES {
        let flags = Part::NAMES.map(|(other, _)| format!("{other} = {}\n", other != name)).concat();
        let site = pressed(&format!("[show]\n{flags}"));
        for (part, page, element) in ELEMENTS {
            assert_eq!(found(site.path(), page, element) > 0, *part != off, "{name}: {part:?}");
        }
    }
}

#[test]
fn a_front_page_of_sections_has_its_masthead_numbers_text_and_newsletter() {
    let site = pressed(
        "colophon = \"Set by hand\"\nedit_url = \"https://git.example/edit/{}\"\n\
         [masthead]\nvolume = \"II\"\nissue = \"05\"\n\
         [subscribe]\naction = \"https://mail.example/join\"\ntitle = \"By mail\"\nafter_posts = true\n\
         [[home]]\nnumber = \"01\"\ntitle = \"Hello\"\ntext = \"I *mend* [boats](keel.md).\"\n\
         [[home]]\nnumber = \"02\"\nlatest = true\ncount = 1\n[[home]]\nsubscribe = true\n",
    );
    let is_there =
        |page: &str, element: &str| assert!(found(site.path(), page, element) > 0, "{page} {element}");
    is_there("", ".home .issue > .pale[data-number]");
    is_there("", ".part.prose .body em");
    is_there("", ".part.prose .body a[href='./keel/']");
    is_there("", ".part h2 > .number");
    is_there("", ".part.list .all a");
    is_there("", ".part.subscribe form[action='https://mail.example/join'][method=post] input[type=email]");
    is_there("", "footer .colophon");
    is_there("keel", ".post .part.subscribe h2");
    is_there("keel", "a.edit[href='https://git.example/edit/keel.md']");
    let text = fs::read_to_string(site.path().join("site/index.html")).expect("a page");
    for said in ["Vol. II · Issue 05", "May 2026", "form-action 'self' https://mail.example"] {
        assert!(text.contains(said), "{said}");
    }
}

#[test]
fn a_section_that_has_nothing_to_show_is_said_with_its_line() {
    let site = pressed(
        "title = \"A\"\n\n[[home]]\npinned = true\n\n[[home]]\nsubscribe = true\n\n[[home]]\nlatest = true\n",
    );
    let mut command = Command::new(env!("CARGO_BIN_EXE_quire"));
    let output = command
        .args(["check", "--content", "content"])
        .current_dir(site.path())
        .output()
        .expect("quire runs");
    let said = String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned();
    assert!(said.contains("quire.toml:3: warning value: no post is in this part"), "{said}");
    assert!(said.contains("quire.toml:6: warning value: there is no [subscribe]"), "{said}");
}
