//! A site's style sheet is whole, and what an author has of their own works in it or is said to be wrong.

use std::fs;
use std::path::Path;

use super::{OwnStyle, Stylesheet, font_name};
use crate::css::addresses;
use crate::look::Look;
use crate::problem::Problem;
use crate::progress::Progress;
use crate::project::{Project, ProjectOptions};

/// The first bytes of a font in WOFF2.
const FONT: &str = "wOF2 and the rest of it";

/// A blog with this configuration and these files beside it: its style sheet, and what is said of it.
fn dressed(config: &str, files: &[(&str, &str)]) -> (Stylesheet, Vec<String>) {
    let folder = tempfile::tempdir().expect("a folder");
    let post = ("content/a.md", "---\ntitle: A\ndescription: x\n---\nx");
    for (name, text) in files.iter().chain(&[post, ("quire.toml", config)]) {
        let file = folder.path().join(name);
        fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
        fs::write(file, text).expect("a file");
    }
    let options = ProjectOptions { content: folder.path().join("content"), ..ProjectOptions::default() };
    let project = Project::read(&options, &Progress::default()).expect("a project");
    let root = folder.path().canonicalize().expect("a folder");
    let within = |file: &Path| {
        let file = file.canonicalize().unwrap_or_else(|_| file.to_path_buf());
        file.strip_prefix(&root).unwrap_or(&file).to_path_buf()
    };
    let said =
        project.problems.iter().map(|one| Problem { file: within(&one.file), ..one.clone() }.to_string());
    (Stylesheet::of(project.found.config.look, &project.own), said.collect())
}

#[test]
fn the_layers_are_named_first_in_their_order() {
    for look in Look::ALL {
        let css = Stylesheet::of(look, &OwnStyle::default()).css;
        assert!(css.starts_with("@layer tokens,base,layout,parts,look,own,print;"), "{look}");
    }
}

#[test]
fn every_font_that_a_look_names_is_there_and_every_font_is_named() {
    for look in Look::ALL {
        let Stylesheet { css, fonts, .. } = Stylesheet::of(look, &OwnStyle::default());
        let named: Vec<&str> =
            addresses(&css).iter().map(|one| one.url).filter(|url| !url.starts_with("data:")).collect();
        assert!(named.iter().all(|url| fonts.iter().any(|(name, _)| name == url)), "{look}: {named:?}");
        assert!(fonts.iter().all(|(name, _)| named.contains(&name.as_str())), "{look}");
    }
}

#[test]
fn the_fonts_of_a_first_view_are_asked_for_early_unless_the_author_has_others() {
    let asked = |config: &str, files: &[(&str, &str)]| {
        let (sheet, said) = dressed(config, files);
        assert_eq!(said, [""; 0]);
        // A face is known by its family in the rule that names its file.
        let family = |name: &String| {
            let rules: Vec<&str> =
                sheet.css.split("@font-face{").filter(|rule| rule.contains(name)).collect();
            let [rule] = rules.as_slice() else { panic!("{name}: {rules:?}") };
            assert!(rule.contains("font-style:normal") && rule.contains("font-weight:400"), "{rule}");
            assert!(sheet.fonts.iter().any(|(own, _)| own == name), "{name}");
            rule.split_once("font-family:").expect("a family").1.split(';').next().expect("it").to_owned()
        };
        sheet.first.iter().map(family).collect::<Vec<String>>()
    };
    let notebook = "look = \"notebook\"\n";
    assert_eq!(asked(notebook, &[]), ["Fraunces", "\"IBM Plex Sans\""]);
    let fonts = format!("{notebook}[fonts]\ndisplay = \"Georgia, serif\"\n");
    assert_eq!(asked(&fonts, &[]), ["\"IBM Plex Sans\""]);
    let fonts = format!("{fonts}sans = \"system-ui, sans-serif\"\n");
    assert_eq!(asked(&fonts, &[]), [""; 0]);
    let fonts = format!("{notebook}[fonts]\nserif = \"Georgia, serif\"\n");
    assert_eq!(asked(&fonts, &[]), ["Fraunces", "\"IBM Plex Sans\""], "neither is a serif of texts");
    let sheet = [("static/own.css", ":root { --display: Georgia, serif }")];
    assert_eq!(asked(&format!("{notebook}stylesheet = \"own.css\"\n"), &sheet), ["\"IBM Plex Sans\""]);
    assert_eq!(asked("look = \"journal\"\n", &[]), [""; 0]);
}

#[test]
fn what_a_look_asks_for_early_is_what_its_stacks_begin_with() {
    for look in Look::ALL {
        for (stack, file) in look.first_fonts() {
            let face = look.font_faces().split("@font-face").find(|face| face.contains(file)).expect(file);
            let family = face.split_once("font-family: ").expect("a family").1.split(';').next().expect("it");
            assert!(look.tokens().contains(&format!("--{stack}: {family},")), "{look}: {stack}");
        }
    }
}

#[test]
fn braces_are_closed_in_every_look() {
    for look in Look::ALL {
        let css = Stylesheet::of(look, &OwnStyle::default()).css;
        assert_eq!(css.matches('{').count(), css.matches('}').count(), "{look}");
    }
}

#[test]
fn own_colours_and_fonts_come_after_those_of_the_look_and_before_paper() {
    let config = "[colors]\naccent = [\"#8a2d1c\", \"#e3a36a\"]\n[fonts]\nserif = \"Fraunces, serif\"\n\
                  [[fonts.files]]\nfamily = \"Fraunces\"\nfile = \"/f/a.woff2\"\nweight = \"100 900\"\nstyle = \"italic\"\n";
    let (sheet, said) = dressed(config, &[("static/f/a.woff2", FONT)]);
    assert_eq!(said, [""; 0]);
    let own = "@layer tokens{:root,:host{--accent:light-dark(#8a2d1c,#e3a36a);--serif:Fraunces,serif}}";
    let at = |text: &str| sheet.css.find(text).unwrap_or_else(|| panic!("{text} in {}", sheet.css));
    assert!(at("--accent:light-dark(#3f6b3a") < at(own) && at(own) < at("@layer print"));
    let [(name, bytes)] = sheet.fonts.as_slice() else { panic!("{:?}", sheet.fonts) };
    assert_eq!(
        (name.as_str(), bytes.as_slice()),
        (font_name("a.woff2", FONT.as_bytes()).as_str(), FONT.as_bytes())
    );
    at(&format!("font-style:italic;font-weight:100 900;src:url(\"{name}\") format(\"woff2\")"));
}

#[test]
fn a_font_that_is_not_there_or_is_none_is_said_and_the_next_one_stands() {
    let config = "[fonts]\nserif = \"Own, Georgia, serif\"\n[[fonts.files]]\nfamily = \"Own\"\nfile = \"gone.woff2\"\n\
                  [[fonts.files]]\nfamily = \"Own\"\nfile = \"page.woff2\"\n";
    let (sheet, said) = dressed(config, &[("static/page.woff2", "<!doctype html>")]);
    assert_eq!(
        said,
        [
            "quire.toml:5: warning font: there is no font `gone.woff2` in the content folder or the static folder, so the \
             next font of the list is shown; put it there, or correct the name",
            "quire.toml:8: warning font: `page.woff2` is no font that browsers know, so the next font of the list is \
             shown; write a file in WOFF2, WOFF, TrueType or OpenType",
        ]
    );
    assert!(sheet.css.contains("--serif:Own,Georgia,serif") && !sheet.css.contains("@font-face"));
}

#[test]
fn an_own_style_sheet_stands_in_its_layer_and_finds_its_files_from_where_it_then_lies() {
    let css = "@charset \"utf-8\";\n.card { background: url(../img/a%20b.png) }\n.name { background: url('x.svg#y') }\n\
               .foot { background: url(/img/a%20b.png), url(https://a.example/b.png), url(\"data:,x\"); color: var(--mine, red) }";
    let files =
        [("static/style/mine.css", css), ("static/img/a b.png", "x"), ("static/style/x.svg", "<svg/>")];
    let (sheet, said) = dressed("stylesheet = \"style/mine.css\"", &files);
    assert_eq!(said, [""; 0]);
    let own = sheet.css.split("@layer own{").nth(1).and_then(|rest| rest.split("@layer print").next());
    assert_eq!(
        own,
        Some(
            ".card{background:url(\"img/a%20b.png\")}.name{background:url(\"style/x.svg#y\")}\
             .foot{background:url(\"img/a%20b.png\"),url(https://a.example/b.png),url(\"data:,x\");color:var(--mine,red)}}"
        )
    );
}

#[test]
fn what_is_wrong_in_an_own_style_sheet_is_said_with_its_line_and_the_rest_of_it_works() {
    let css = "@import \"other.css\";\na { color: var(--acent) }\nb { color: var(--zzzzzz) }\n\
               c { background: url(gone.png) }\nd { background: url(../../up.png) }\ne { color: var(--own) }\n:root { --own: red }";
    let (sheet, said) = dressed("\nstylesheet = \"mine.css\"", &[("content/mine.css", css)]);
    let problem = |line: usize, text: &str| format!("content/mine.css:{line}: warning stylesheet: {text}");
    assert_eq!(
        said,
        [
            problem(1, "`@import` cannot stand here, so it is left out; put those rules into this file"),
            problem(2, "nothing sets `--acent`; did you mean `var(--accent)`?"),
            problem(3, "nothing sets `--zzzzzz`; the handbook lists those that there are"),
            problem(4, "there is no file `gone.png` on the site; put it there, or correct the address"),
            problem(5, "there is no file `../../up.png` on the site; put it there, or correct the address"),
        ]
    );
    assert!(!sheet.css.contains("@import") && sheet.css.contains("@layer own{a{color:var(--acent)}"));
}

#[test]
fn a_style_sheet_that_is_not_closed_or_not_there_leaves_the_look_as_it_is() {
    let plain = Stylesheet::of(Look::Journal, &OwnStyle::default());
    for (css, line, wrong) in [
        ("a { color: red }\nb {\n", 2, "`{` is not closed"),
        ("a { color: red }\n}\n", 2, "`}` closes nothing"),
        ("\na { b: c(1px; }", 2, "`(` is not closed"),
        ("a {}\n\n/* x", 3, "a comment begins here and does not end"),
        ("a { content: \"x\n}", 1, "a text or an address begins here and does not end"),
    ] {
        let (sheet, said) = dressed("stylesheet = \"mine.css\"", &[("static/mine.css", css)]);
        let then = "so the whole style sheet is left out; close it, or take it out";
        assert_eq!(said, [format!("static/mine.css:{line}: warning stylesheet: {wrong}, {then}")]);
        assert_eq!(sheet, plain, "{css}");
    }
    let (sheet, said) = dressed("\nstylesheet = \"mien.css\"", &[("static/mine.css", "a {}")]);
    assert_eq!(
        said,
        [
            "quire.toml:2: warning stylesheet: there is no style sheet `mien.css` in the content folder or the static \
          folder; put it there, or correct the name"
        ]
    );
    assert_eq!(sheet, plain);
}

#[test]
fn own_colours_that_nobody_can_tell_apart_are_said_with_their_contrast() {
    let (_, said) = dressed("[colors]\nmuted = \"#8f8f8f\"\nink = [\"#5a5a5a\", \"#ffffff\"]\n", &[]);
    let weak = |line: usize, pair: &str, ratio: &str, theme: &str, least: &str| {
        format!(
            "quire.toml:{line}: warning contrast: {pair} has a contrast of {ratio} in the {theme} theme, and some readers \
             cannot read what has less than {least}; make the two differ more"
        )
    };
    assert_eq!(
        said,
        [
            weak(2, "`muted` on `ground`", "3.03", "light", "4.5"),
            weak(2, "`muted` on `tint`", "2.76", "light", "4.5"),
            weak(3, "`ink` on `ground`", "6.47", "light", "7"),
            weak(3, "`ink` on `tint`", "5.90", "light", "7"),
        ]
    );
    // A ground is the reason as well as what stands on it.
    let (_, said) = dressed("[colors]\n\nground = \"#555\"\n", &[]);
    assert!(
        said.iter().any(|one| one.starts_with("quire.toml:3: warning contrast: `ink` on `ground`")),
        "{said:?}"
    );
    assert_eq!(dressed("[colors]\naccent = \"darkblue\"\n[check]\noff = [\"contrast\"]", &[]).1, [""; 0]);
}
