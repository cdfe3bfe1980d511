//! What an author hears who names a host, or should.

use std::fs;

use super::{blog, press, quire};

#[test]
fn a_host_that_is_not_known_is_named_with_those_that_are_and_nothing_is_written() {
    let folder = blog();
    let run = quire(folder.path(), &["build", "--host", "netlfy"]);
    let said = String::from_utf8_lossy(&run.stderr).into_owned();
    assert_eq!(run.status.code(), Some(2), "{said}");
    let wanted = "there is no host \"netlfy\"; did you mean netlify? Quire knows netlify, cloudflare, github, vercel, s3, nginx";
    assert!(said.contains(wanted) && !folder.path().join("site").exists(), "{said}");

    fs::write(folder.path().join("quire.toml"), "title = \"Blog\"\nhost = \"heroku\"\n").expect("a file");
    let run = quire(folder.path(), &["build"]);
    let said = String::from_utf8_lossy(&run.stderr).into_owned();
    assert_eq!(run.status.code(), Some(2), "{said}");
    assert!(said.contains("quire.toml:2: there is no host \"heroku\"; Quire knows netlify,"), "{said}");
    assert!(!folder.path().join("site").exists());
}

#[test]
fn the_configuration_names_the_host_and_the_command_line_another_one() {
    let folder = blog();
    fs::write(folder.path().join("quire.toml"), "host = \"vercel\"\n").expect("a file");
    let written = |arguments: &[&str]| {
        assert!(quire(folder.path(), arguments).status.success());
        ["vercel.json", "_headers"].map(|file| folder.path().join("site").join(file).exists())
    };
    assert_eq!(written(&["build"]), [true, false]);
    assert_eq!(written(&["build", "--host", "netlify"]), [false, true]);
}

#[test]
fn without_a_host_nothing_is_written_for_one() {
    let folder = blog();
    assert!(quire(folder.path(), &["build"]).status.success());
    for file in
        ["_headers", "_redirects", "vercel.json", "nginx.conf", ".nojekyll", "index.html.gz", "s3-upload.sh"]
    {
        assert!(!folder.path().join("site").join(file).exists(), "{file}");
    }
}

#[test]
fn an_authors_own_file_stays_and_that_is_said() {
    let folder = blog();
    fs::write(folder.path().join("static/_redirects"), "/a /b\n").expect("a file");
    let run = quire(folder.path(), &["build", "--host", "netlify"]);
    let said = String::from_utf8_lossy(&run.stderr).into_owned();
    assert!(said.contains("netlify: _redirects is one of your own files, so Quire writes none"), "{said}");
    let file = fs::read_to_string(folder.path().join("site/_redirects")).expect("the file");
    assert_eq!(file, "/a /b\n");
    assert!(folder.path().join("site/_headers").exists());
}

#[test]
fn a_folder_of_made_pictures_lasts_only_where_the_author_has_no_file_in_it() {
    let folder = blog();
    let lasts = |host: &str, file: &str| {
        let base = ["--base-url", "https://blog.example/"];
        assert!(
            quire(folder.path(), &[&["build", "--host", host], base.as_slice()].concat()).status.success()
        );
        let rules = fs::read_to_string(folder.path().join("site").join(file)).expect("rules");
        ["og/", "resized/"].map(|folder| rules.contains(folder))
    };
    let hosts = [
        ("netlify", "_headers"),
        ("cloudflare", "_headers"),
        ("vercel", "vercel.json"),
        ("s3", "s3-upload.sh"),
    ];
    for (host, file) in hosts {
        assert_eq!(lasts(host, file), [true, true], "{host}");
    }
    fs::create_dir(folder.path().join("static/og")).expect("a folder");
    fs::write(folder.path().join("static/og/card.png"), "may change").expect("a file");
    for (host, file) in hosts {
        assert_eq!(lasts(host, file), [false, true], "{host}");
    }
}

#[test]
fn under_a_sub_path_an_author_hears_where_the_files_belong() {
    assert!(press("netlify", "/blog/").said.contains("belongs into the folder /blog/ of what you publish"));
    assert!(!press("netlify", "/").said.contains("belong"));
}

#[test]
fn github_is_told_its_domain_and_that_there_is_no_jekyll() {
    let site = press("github", "/");
    assert_eq!((site.text(".nojekyll"), site.text("CNAME")), (String::new(), "blog.example\n".to_owned()));
    assert!(site.said.contains("github: GitHub Pages lets no site set headers"), "{}", site.said);
    assert!(!press("github", "/blog/").site.join("CNAME").exists(), "the domain is another repository's");
    let folder = blog();
    let github = ["build", "--host", "github", "--base-url", "https://ada.github.io/"];
    assert!(quire(folder.path(), &github).status.success());
    assert!(!folder.path().join("site/CNAME").exists(), "github.io needs no telling");
}

#[test]
fn two_builds_for_a_host_are_the_same_to_the_byte() {
    for host in ["netlify", "vercel", "s3", "nginx"] {
        let (one, two) = (press(host, "/"), press(host, "/"));
        assert_eq!(one.files(), two.files());
        for file in
            walkdir::WalkDir::new(&one.site).into_iter().map(|entry| entry.expect("an entry").into_path())
        {
            if file.is_file() {
                let other = two.site.join(file.strip_prefix(&one.site).expect("inside"));
                assert!(
                    fs::read(&file).expect("a file") == fs::read(other).expect("a file"),
                    "{}",
                    file.display()
                );
            }
        }
    }
}

#[test]
fn a_base_url_without_a_scheme_and_a_folder_of_another_tool_are_refused() {
    let folder = blog();
    let refused = |arguments: &[&str], why: &str| {
        let run = quire(folder.path(), arguments);
        let said = String::from_utf8_lossy(&run.stderr).into_owned();
        assert!(run.status.code() == Some(2) && said.contains(why), "{said}");
    };
    refused(
        &["build", "--base-url", "example.org"],
        "--base-url is \"example.org\"; write the whole address",
    );
    assert!(!folder.path().join("site").exists());
    fs::create_dir(folder.path().join("site")).expect("a folder");
    fs::write(folder.path().join("site/index.html"), "Hugo's").expect("a file");
    refused(&["build"], "site: the folder holds files that Quire did not write");
    assert_eq!(fs::read_to_string(folder.path().join("site/index.html")).expect("the file"), "Hugo's");
}
