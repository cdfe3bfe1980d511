//! A site that its author has dressed: every page brings what they added, pages and host agree on what may be asked, and what
//! a style sheet names is there for as long as its name says.

use std::fs;
use std::path::{Path, PathBuf};

use quire_press::{BuildOptions, Host, Look, ProjectOptions, Summary, build};

/// A blog in a folder of its own, with these files.
struct Blog {
    folder: tempfile::TempDir,
}

impl Blog {
    fn new(files: &[(&str, &str)]) -> Blog {
        let folder = tempfile::tempdir().expect("a folder");
        let post = ("content/heron.md", "---\ntitle: Heron\ndescription: A boat.\n---\nShe floats.\n");
        for (name, text) in files.iter().chain(&[post]) {
            let file = folder.path().join(name);
            fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
            fs::write(file, text).expect("a file");
        }
        Blog { folder }
    }

    fn build(&self) -> Summary {
        let content = self.folder.path().join("content");
        let project = ProjectOptions { content, ..ProjectOptions::default() };
        let out = self.folder.path().join("site");
        let options = BuildOptions { project, out, host: Some(Host::Netlify), ..BuildOptions::default() };
        build(&options).expect("a site")
    }

    fn text(&self, file: &str) -> String {
        fs::read_to_string(self.folder.path().join("site").join(file)).expect(file)
    }

    /// The name of the style sheet that the home page asks for.
    fn sheet(&self) -> String {
        let home = self.text("index.html");
        let name = home.split("rel=\"stylesheet\" href=\"./").nth(1).expect("a style sheet");
        name.split('"').next().expect("its end").to_owned()
    }
}

/// All pages of a site but those that only lead on.
fn pages(folder: &Path) -> Vec<PathBuf> {
    let mut pages = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder").flatten() {
        let path = entry.path();
        if path.is_dir() {
            pages.extend(self::pages(&path));
        } else if path.extension().is_some_and(|ending| ending == "html") {
            pages.push(path);
        }
    }
    pages
}

const HEAD: &str = "<meta name=\"verified\" content=\"yes\">";

#[test]
fn every_page_asks_for_the_fonts_of_its_first_view_before_the_style_sheet() {
    let blog = Blog::new(&[("quire.toml", "title = \"Pier\"\nlook = \"notebook\"\n")]);
    blog.build();
    for (page, root) in [("index.html", "./"), ("heron/index.html", "../"), ("404.html", "/")] {
        let html = blog.text(page);
        let start = "<link rel=\"preload\" as=\"font\" type=\"font/woff2\" crossorigin href=\"";
        let sheet = html.find("<link rel=\"stylesheet\"").expect("a style sheet");
        let asked: Vec<(usize, &str)> = html
            .match_indices(start)
            .map(|(at, _)| (at, html[at + start.len()..].split('"').next().unwrap_or_default()))
            .collect();
        assert_eq!(asked.len(), 2, "{page}: {asked:?}");
        for (at, address) in asked {
            let name = address.strip_prefix(root).expect(address);
            assert!(at < sheet && blog.folder.path().join("site").join(name).is_file(), "{page}: {address}");
        }
    }
}

#[test]
fn every_page_has_what_its_author_added_outside_what_the_app_draws() {
    let blog = Blog::new(&[
        (
            "quire.toml",
            "base_url = \"https://a.example/blog/\"\n[policy]\nframe = [\"https://talk.example\"]\n",
        ),
        ("partials/head.html", HEAD),
        ("partials/after-post.html", "<iframe src=\"https://talk.example/1\" title=\"Talk\"></iframe>"),
        ("partials/footer.html", "<a href=\"/about/\">About</a>"),
    ]);
    let problems = blog.build().problems;
    assert!(problems.is_empty(), "{problems:?}");
    let headers = blog.text("_headers");
    let policy =
        headers.split("Content-Security-Policy: ").nth(1).and_then(|rest| rest.lines().next()).expect("one");
    assert!(policy.contains("; frame-src 'self' https://talk.example"), "{policy}");
    let all = pages(&blog.folder.path().join("site"));
    assert!(all.len() > 4, "{all:?}");
    // What stands in other people's frames is no page of the blog's own.
    for page in all.into_iter().filter(|page| !page.ends_with("embed/index.html")) {
        let html = fs::read_to_string(&page).expect("a page");
        let at = |text: &str| html.find(text).unwrap_or_else(|| panic!("{}: {text}", page.display()));
        assert!(at(HEAD) < at("</head>") && at("rel=\"stylesheet\"") < at(HEAD));
        let (root, after, foot) =
            (at("</div>\n<div class=\"partial"), at("partial after-post"), at("partial foot"));
        assert!(at("class=\"announcer\"") < root && root < after && after < foot);
        assert!(html.contains("<a href=\"/blog/about/\">About</a>"));
        assert!(
            html.contains(&format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">"))
        );
    }
}

#[test]
fn a_font_of_the_authors_own_lasts_and_the_style_sheet_finds_it() {
    let blog = Blog::new(&[
        (
            "quire.toml",
            "[fonts]\nserif = \"Own, serif\"\n[[fonts.files]]\nfamily = \"Own\"\nfile = \"own.woff2\"\n",
        ),
        ("static/own.woff2", "wOF2 x"),
    ]);
    let problems = blog.build().problems;
    assert!(problems.is_empty(), "{problems:?}");
    let css = blog.text(&blog.sheet());
    let font = css.split("src:url(\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a font");
    assert_eq!(blog.text(font), "wOF2 x");
    assert!(blog.text("builds.json").contains(font), "it is kept for tabs that are open");
    let rule = format!(
        "/{font}\n  Access-Control-Allow-Origin: *\n  Cache-Control: public, max-age=31536000, immutable\n"
    );
    assert!(blog.text("_headers").contains(&rule));
}

#[test]
fn each_look_has_a_style_sheet_of_its_own_and_the_fonts_that_it_names() {
    let mut names = Vec::new();
    for look in Look::ALL {
        let blog = Blog::new(&[("quire.toml", &format!("look = \"{look}\""))]);
        blog.build();
        let css = blog.text(&blog.sheet());
        assert_eq!(css, look.stylesheet());
        for font in css.split("url(\"font-").skip(1).map(|rest| rest.split('"').next().expect("its end")) {
            assert!(blog.folder.path().join(format!("site/font-{font}")).is_file(), "{look}: {font}");
        }
        names.push(blog.sheet());
    }
    names.sort();
    names.dedup();
    assert_eq!(names.len(), Look::ALL.len(), "looks that are the same: {names:?}");
}
