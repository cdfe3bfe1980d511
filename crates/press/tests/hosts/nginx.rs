//! nginx itself, started as its reader with the file that was written, on a free port and in a folder of its own.

use std::fs;
use std::io::{Read, Write, stderr};
use std::net::{TcpListener, TcpStream};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command};
use std::thread::sleep;
use std::time::Duration;

use super::{BASES, FOR_EVER, Headers, MOVED, Pressed, every_file_has_its_headers, is_a, is_hashed, press};

/// A server at work; it ends with the test.
struct Nginx {
    process: Child,
    port: u16,
}

impl Drop for Nginx {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

struct Answer {
    status: u16,
    headers: Headers,
    body: Vec<u8>,
}

/// Where nginx is, which is no program for everyone's path. Says so when it is nowhere, past the test's own capture.
fn program() -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let mut folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
    folders.extend(["/usr/sbin", "/usr/local/sbin"].map(PathBuf::from));
    let program = folders.iter().map(|folder| folder.join("nginx")).find(|file| file.is_file());
    if program.is_none() {
        let _ = writeln!(
            stderr(),
            "nginx is not installed, so its promises are not tested (Debian: apt install nginx-light)"
        );
    }
    program
}

/// Starts nginx for a site.
fn serve(site: &Pressed) -> Option<Nginx> {
    let program = program()?;
    let work = site.folder.path().join("nginx");
    fs::create_dir_all(&work).expect("a folder");
    // Started by root, nginx reads the files as somebody else.
    fs::set_permissions(site.folder.path(), fs::Permissions::from_mode(0o755)).expect("it can be read");
    let port =
        TcpListener::bind("127.0.0.1:0").and_then(|free| free.local_addr()).expect("a free port").port();
    let (work_path, root) = (work.display(), site.folder.path().join("www"));
    let paths: String = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
        .map(|kind| format!("    {kind}_temp_path {work_path}/{kind};\n"))
        .concat();
    // Its list of types knows no WebAssembly, as that of an old nginx.
    let configuration = format!(
        "daemon off;\nmaster_process off;\npid {work_path}/pid;\nerror_log {work_path}/error.log;\nevents {{}}\nhttp {{\n    \
         access_log off;\n{paths}    types {{ text/html html; text/css css; application/javascript js; application/json json; }}\n    \
         default_type application/octet-stream;\n    server {{\n        listen 127.0.0.1:{port};\n        root {};\n        \
         include {};\n    }}\n}}\n",
        root.display(),
        site.site.join("nginx.conf").display()
    );
    let file = work.join("server.conf");
    fs::write(&file, configuration).expect("a file");
    let mut command = Command::new(program);
    command.arg("-p").arg(&work).arg("-e").arg(work.join("error.log")).arg("-c").arg(&file);
    let mut server = Nginx { process: command.spawn().expect("nginx starts"), port };
    for _ in 0..200 {
        if TcpStream::connect(("127.0.0.1", port)).is_ok() {
            return Some(server);
        }
        let ended = server.process.try_wait().expect("its state");
        assert!(ended.is_none(), "nginx: {}", fs::read_to_string(work.join("error.log")).unwrap_or_default());
        sleep(Duration::from_millis(50));
    }
    panic!("nginx does not answer");
}

impl Nginx {
    fn get(&self, url: &str, encoding: &str) -> Answer {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).expect("nginx");
        stream.set_read_timeout(Some(Duration::from_secs(20))).expect("a limit");
        let request = format!(
            "GET {url} HTTP/1.1\r\nHost: blog.example\r\nAccept-Encoding: {encoding}\r\nConnection: close\r\n\r\n"
        );
        stream.write_all(request.as_bytes()).expect("asked");
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).expect("an answer");
        let end = answer.windows(4).position(|four| four == b"\r\n\r\n").expect("the end of the headers");
        let head = String::from_utf8(answer[..end].to_vec()).expect("text");
        let mut lines = head.lines();
        let status = lines.next().and_then(|line| line.split(' ').nth(1)).expect("a status");
        let mut headers = Headers::new();
        for (name, value) in lines.map(|line| line.split_once(": ").expect("a header")) {
            let before = headers.insert(name.to_lowercase(), value.to_owned());
            assert_eq!(before, None, "{url}: {name} stands twice");
        }
        Answer { status: status.parse().expect("a number"), headers, body: answer[end + 4..].to_vec() }
    }

    fn page(&self, url: &str) -> Answer {
        self.get(url, "identity")
    }
}

impl Answer {
    fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", String::as_str)
    }
}

#[test]
fn nginx_gives_every_file_its_headers_and_its_type() {
    for base in BASES {
        let site = press("nginx", base);
        let Some(server) = serve(&site) else { return };
        every_file_has_its_headers(&site, "no-cache", |url| {
            let answer = server.page(url);
            let is_moved = MOVED.iter().any(|(from, _)| url == format!("{base}{from}"));
            assert_eq!(answer.status, if is_moved { 301 } else { 200 }, "{url}");
            answer.headers
        });
        let wasm = site.files().into_iter().find(|file| is_a(file, "wasm")).expect("the app");
        assert_eq!(server.page(&format!("{base}{wasm}")).header("content-type"), "application/wasm");
        let css = site.files().into_iter().find(|file| is_a(file, "css")).expect("the style");
        assert_eq!(server.page(&format!("{base}{css}")).header("content-type"), "text/css");
    }
}

#[test]
fn what_is_missing_is_404_with_the_blogs_own_page_and_never_kept() {
    for base in BASES {
        let site = press("nginx", base);
        let Some(server) = serve(&site) else { return };
        let page = fs::read(site.site.join("404.html")).expect("the page");
        for missing in [
            "missing",
            "missing/",
            "quire-0000000000000000.wasm",
            "search/00.bin",
            "x.json",
            "old/",
            "nginx.conf",
        ] {
            let answer = server.page(&format!("{base}{missing}"));
            assert_eq!(answer.status, 404, "{missing}");
            assert!(answer.body == page, "{missing}");
            assert_eq!(answer.header("cache-control"), "no-cache", "{missing}");
            assert_eq!(answer.header("content-security-policy"), site.policy(), "{missing}");
        }
    }
}

#[test]
fn old_addresses_and_addresses_without_their_slash_are_moved_for_good() {
    for base in BASES {
        let site = press("nginx", base);
        let Some(server) = serve(&site) else { return };
        let led = MOVED.iter().copied().chain([("heron", "heron/")]);
        for (from, to) in led {
            let answer = server.page(&format!("{base}{from}?a=b"));
            let to = format!("{base}{to}?a=b");
            assert_eq!((answer.status, answer.header("location")), (301, to.as_str()), "{from}");
            assert_eq!(server.page(&to).status, 200, "{to}");
        }
        if base != "/" {
            let answer = server.page("/blog");
            assert_eq!((answer.status, answer.header("location")), (301, "/blog/"));
            let elsewhere = server.page("/elsewhere");
            assert_eq!(elsewhere.status, 404);
            assert_eq!(
                elsewhere.header("content-security-policy"),
                "",
                "the rest of the server is not the blog's"
            );
        }
    }
}

#[test]
fn what_is_compressed_already_is_sent_as_it_lies_there() {
    let site = press("nginx", "/blog/");
    let Some(server) = serve(&site) else { return };
    for file in site.files().iter().filter(|file| is_a(file, "gz")) {
        let plain = file.trim_end_matches(".gz");
        let answer = server.get(&super::url("/blog/", plain), "gzip");
        assert_eq!(answer.header("content-encoding"), "gzip", "{plain}");
        assert_eq!(answer.header("vary"), "Accept-Encoding", "{plain}");
        assert!(answer.body == fs::read(site.site.join(file)).expect("the file"), "{plain}");
        let cache = if is_hashed(plain) { FOR_EVER } else { "no-cache" };
        assert_eq!(answer.header("cache-control"), cache, "{plain}");
        let mut back = Vec::new();
        flate2::read::GzDecoder::new(answer.body.as_slice()).read_to_end(&mut back).expect("gzip");
        assert!(back == server.get(&super::url("/blog/", plain), "identity").body, "{plain}");
    }
}

#[test]
fn whatever_pays_to_be_compressed_is_in_both_ways() {
    let site = press("nginx", "/");
    let has = |file: &str| Path::new(&site.site).join(file).exists();
    for file in site.files() {
        let [br, gz] = ["br", "gz"].map(|ending| has(&format!("{file}.{ending}")));
        assert_eq!(br, gz, "{file}");
        let large = fs::metadata(site.site.join(&file)).expect("a file").len() > 1_000;
        let plain = !["bin", "br", "gz", "png"].iter().any(|ending| is_a(&file, ending));
        assert_eq!(br, large && plain, "{file}");
    }
    let mut back = Vec::new();
    let page = fs::read(site.site.join("heron/index.html.br")).expect("a page");
    brotli::BrotliDecompress(&mut page.as_slice(), &mut back).expect("Brotli");
    assert!(back == fs::read(site.site.join("heron/index.html")).expect("a page"));
}
