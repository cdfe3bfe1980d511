//! What `quire build --host` writes means to the host what it is meant to mean: the files are read back by the rules of the
//! host's documentation, and asked which headers each file of the site gets and where each old address leads. nginx itself
//! is asked.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

mod asked;
mod nginx;
mod pages;
mod s3;
mod vercel;

/// The value of `Cache-Control` for names that hold a hash.
const FOR_EVER: &str = "public, max-age=31536000, immutable";

/// Names of headers, small, and their values.
type Headers = BTreeMap<String, String>;

/// A blog that has been pressed for a host.
struct Pressed {
    folder: tempfile::TempDir,
    site: PathBuf,
    /// `/` or `/blog/`.
    base: &'static str,
    said: String,
}

const BASES: [&str; 2] = ["/", "/blog/"];

/// Old addresses, as URLs behind the base, and where they lead.
const MOVED: [(&str, &str); 3] =
    [("old/heron/", "heron/"), ("2019/heron.html", "heron/"), ("was/na%C3%AFve%20boat/", "m%C3%B6we/")];

fn quire(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_quire"));
    command
        .args(arguments)
        .current_dir(folder)
        .env("SOURCE_DATE_EPOCH", "1767225600")
        .output()
        .expect("quire runs")
}

/// A picture of 900 by 100 pixels, of which no two are alike, so that it is worth resizing.
fn photo() -> Vec<u8> {
    let mut seed = 1u32;
    let mut noise = || {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (seed >> 24) as u8
    };
    let pixels: Vec<u8> = (0..900 * 100 * 3).map(|_| noise()).collect();
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, 900, 100);
    encoder.set_color(png::ColorType::Rgb);
    let mut writer = encoder.write_header().expect("a head");
    writer.write_image_data(&pixels).expect("pixels");
    writer.finish().expect("an end");
    bytes
}

/// A folder with a small blog, and an app that is none.
fn blog() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir(folder.path().join("content")).expect("a folder");
    fs::write(folder.path().join("content/tide.png"), photo()).expect("a picture");
    let words = "Nets, and the mending of nets. ".repeat(60);
    for (file, text) in [
        (
            "content/heron.md",
            format!(
                "---\ntitle: Heron\ndescription: x\naliases: [/old/heron/, 2019/heron.html]\n---\n![Tide](tide.png)\n\n{words}\n"
            ),
        ),
        (
            "content/möwe.md",
            format!("---\ntitle: Gull\ndescription: x\naliases: [was/naïve boat]\n---\n{words}\n"),
        ),
        ("content/quire-notes.md", "---\ntitle: Notes\ndescription: x\n---\nShort.\n".to_owned()),
        ("static/boot-camp.js", "'no hash in the name'".to_owned()),
        ("app/quire-app-1.js", "'the app'; ".repeat(200)),
        ("app/quire-app-1_bg.wasm", "\0asm".repeat(500)),
    ] {
        let file = folder.path().join(file);
        fs::create_dir_all(file.parent().expect("a folder")).expect("folders");
        fs::write(file, text).expect("a file");
    }
    folder
}

/// Presses the blog for a host, below `base`.
fn press(host: &str, base: &'static str) -> Pressed {
    let folder = blog();
    let url = format!("https://blog.example{base}");
    let site = folder.path().join(format!("www{base}"));
    let out = site.to_string_lossy();
    let run =
        quire(folder.path(), &["build", "--app", "app", "--host", host, "--base-url", &url, "--out", &out]);
    let said = String::from_utf8(run.stderr).expect("text");
    assert!(run.status.success(), "{said}");
    drop(out);
    Pressed { folder, site, base, said }
}

impl Pressed {
    fn text(&self, file: &str) -> String {
        fs::read_to_string(self.site.join(file)).unwrap_or_else(|error| panic!("{file}: {error}"))
    }

    /// Every file, from the root of the site, but those that are for the host alone.
    fn files(&self) -> Vec<String> {
        let files = walkdir::WalkDir::new(&self.site).sort_by_file_name().into_iter();
        let files = files.map(|entry| entry.expect("an entry")).filter(|entry| entry.file_type().is_file());
        let files = files.map(|entry| entry.path().strip_prefix(&self.site).expect("inside").to_path_buf());
        let files: Vec<String> = files.map(|file| file.to_string_lossy().into_owned()).collect();
        let ours = [
            "_headers",
            "_redirects",
            "vercel.json",
            "s3-upload.sh",
            "cloudfront-headers.json",
            "nginx.conf",
        ];
        files.into_iter().filter(|file| !ours.contains(&file.as_str())).collect()
    }

    /// The policy that a page has of its own.
    fn policy(&self) -> String {
        let page = self.text("index.html");
        let after = page.split_once("Content-Security-Policy\" content=\"").expect("a policy").1;
        after.split('"').next().expect("its end").to_owned()
    }
}

/// Whether a file's name has this ending.
fn is_a(file: &str, ending: &str) -> bool {
    file.rsplit('.').next() == Some(ending)
}

/// Whether the name of a file holds the hash of its bytes, as a person sees it.
fn is_hashed(file: &str) -> bool {
    let digits = file.chars().filter(char::is_ascii_hexdigit).count();
    let is_made = ["diagrams/", "og/", "resized/"].iter().any(|folder| file.starts_with(folder));
    is_a(file, "bin") || ((is_made || !file.contains('/')) && digits >= 16 && !is_a(file, "html"))
}

/// The URL of a file, as a browser asks for it.
fn url(base: &str, file: &str) -> String {
    let page =
        file.strip_suffix("index.html").filter(|page| page.is_empty() || page.ends_with('/')).unwrap_or(file);
    format!("{base}{}", quire_bundle::encode(page, true))
}

/// Every file has the headers that it is meant to have, whatever the host: `headers` are those that a URL gets, and
/// `otherwise` what the host says of caching where no rule does.
fn every_file_has_its_headers(site: &Pressed, otherwise: &str, headers: impl Fn(&str) -> Headers) {
    let files = site.files();
    assert!(files.iter().filter(|file| is_hashed(file)).count() > 8, "{files:?}");
    // What lies there compressed is sent in the place of another file, and under that one's address.
    for file in files.into_iter().filter(|file| !is_a(file, "gz") && !is_a(file, "br")) {
        let url = url(site.base, &file);
        let headers = headers(&url);
        let header = |name: &str| headers.get(name).map(String::as_str);
        let cache = if is_hashed(&file) { FOR_EVER } else { otherwise };
        assert_eq!(header("cache-control").unwrap_or(otherwise), cache, "{url}");
        let shared =
            is_hashed(&file) || is_a(&file, "json") || ["embed.js", "quire.js"].contains(&file.as_str());
        assert_eq!(header("access-control-allow-origin"), shared.then_some("*"), "{url}");
        assert_eq!(header("content-security-policy"), Some(site.policy().as_str()), "{url}");
        assert_eq!(header("x-content-type-options"), Some("nosniff"), "{url}");
        assert_eq!(header("referrer-policy"), Some("strict-origin-when-cross-origin"), "{url}");
        assert!(header("permissions-policy").is_some_and(|policy| policy.contains("camera=()")), "{url}");
    }
}

/// Whether a pattern with `*` for any signs fits the whole text.
fn fits(pattern: &str, text: &str) -> bool {
    match pattern.split_once('*') {
        None => pattern == text,
        Some((start, rest)) => text.strip_prefix(start).is_some_and(|after| {
            (0..=after.len()).filter(|at| after.is_char_boundary(*at)).any(|at| fits(rest, &after[at..]))
        }),
    }
}
