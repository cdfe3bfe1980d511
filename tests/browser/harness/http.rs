//! A plain static host, as GitHub Pages or nginx would be one: HTTP/1.1 by hand, so that it can also fail by hand.

use std::path::{Path, PathBuf};
use std::rc::Rc;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

use super::faults::{Fault, State};
use super::{policy, preface};

/// What is served where.
#[derive(Debug)]
pub(crate) struct Host {
    /// The folder.
    pub(crate) folder: PathBuf,
    /// The path in front of everything, with slashes at both ends.
    pub(crate) prefix: String,
    /// Scheme, name and port.
    pub(crate) origin: String,
    /// Whether its pages begin with the script that stands in for the driver.
    pub(crate) has_preface: bool,
    /// Faults and log.
    pub(crate) state: State,
}

struct Answer {
    status: u16,
    kind: &'static str,
    /// Headers of this answer alone.
    own: Vec<(&'static str, String)>,
    /// Whether it says how long it is.
    sized: bool,
    body: Vec<u8>,
}

/// Answers until the runtime of the promise ends.
pub(crate) async fn answer_all(host: Rc<Host>, listener: TcpListener) {
    while let Ok((stream, _)) = listener.accept().await {
        let host = Rc::clone(&host);
        tokio::task::spawn_local(async move {
            // A browser that hangs up is no error of the host.
            let _ = answer_one_by_one(&host, stream).await;
        });
    }
}

async fn answer_one_by_one(host: &Host, mut stream: TcpStream) -> std::io::Result<()> {
    let mut read = Vec::new();
    loop {
        let end = loop {
            if let Some(end) = read.windows(4).position(|window| window == b"\r\n\r\n") {
                break end + 4;
            }
            if stream.read_buf(&mut read).await? == 0 {
                return Ok(());
            }
        };
        let head = String::from_utf8_lossy(&read[..end]).into_owned();
        read.drain(..end);
        let target = head.split(' ').nth(1).unwrap_or("/").to_string();
        if let Some(line) = target.strip_prefix(preface::TOLD) {
            host.state.tell(quire_bundle::decode(line.trim_start_matches('?')));
            stream.write_all(b"HTTP/1.1 204 No Content\r\nContent-Length: 0\r\n\r\n").await?;
            continue;
        }
        let purpose = header(&head, "sec-fetch-dest").unwrap_or_default();
        let path = host.inside(&target);
        let number = host.state.arrived(&path, purpose);
        let fault = host.state.fault(&path).await;
        let mut answer = host.answer(&target, fault.as_ref());
        let status = if matches!(fault, Some(Fault::Unreachable)) { 0 } else { answer.status };
        host.state.answered(number, status);
        let mut policy = host.state.policy();
        if host.has_preface && answer.kind.starts_with("text/html") {
            let script = preface::script(&host.origin, &host.state.scripts());
            answer.body = preface::insert(&answer.body, &script);
            policy = policy.map(|policy| preface::allow(&policy, &script, &host.origin));
        }
        let sent = match fault {
            Some(Fault::Unreachable) => return Ok(()),
            Some(Fault::BreaksOff(sent)) => sent.min(answer.body.len()),
            _ => answer.body.len(),
        };
        let mut head = answer.head(policy);
        if host.state.is_shared() {
            head.insert_str(head.len() - 2, "Access-Control-Allow-Origin: *\r\n");
        }
        stream.write_all(head.as_bytes()).await?;
        stream.write_all(&answer.body[..sent]).await?;
        if sent < answer.body.len() || !answer.sized {
            return Ok(());
        }
    }
}

fn header(head: &str, wanted: &str) -> Option<String> {
    head.lines().find_map(|line| {
        let (name, value) = line.split_once(':')?;
        name.eq_ignore_ascii_case(wanted).then(|| value.trim().to_string())
    })
}

impl Host {
    /// A target as a path from the site's root; what lies outside keeps its own.
    fn inside(&self, target: &str) -> String {
        target
            .strip_prefix(&self.prefix)
            .map_or_else(|| format!("outside:{target}"), |inside| format!("/{inside}"))
    }

    fn answer(&self, target: &str, fault: Option<&Fault>) -> Answer {
        if let Some(Fault::Moved(url)) = fault {
            return Answer::to(url.clone());
        }
        if matches!(fault, Some(Fault::Broken)) {
            return Answer::new(500, "text/plain", b"The host fails.".to_vec());
        }
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        let query = if query.is_empty() { String::new() } else { format!("?{query}") };
        if format!("{path}/") == self.prefix {
            return Answer::to(format!("{}{query}", self.prefix));
        }
        // Browsers ask for this on their own.
        if path == "/favicon.ico" && !self.folder.join("favicon.ico").exists() {
            return Answer::new(204, "image/x-icon", Vec::new());
        }
        let Some(inside) = path.strip_prefix(&self.prefix) else {
            return Answer::new(404, "text/plain", b"This host has nothing outside of the site.".to_vec());
        };
        let mut file = self.folder.join(quire_bundle::decode(inside));
        let climbs = inside.split('/').any(|segment| quire_bundle::decode(segment) == "..");
        if file.is_dir() && !path.ends_with('/') {
            return Answer::to(format!("{path}/{query}"));
        }
        if file.is_dir() {
            file.push("index.html");
        }
        let is_lost = climbs || matches!(fault, Some(Fault::Missing | Fault::Homepage));
        let read = if is_lost { None } else { std::fs::read(&file).ok() };
        let Some(mut body) = read else {
            if matches!(fault, Some(Fault::Homepage)) {
                let home = std::fs::read(self.folder.join("index.html")).unwrap_or_default();
                return Answer::new(200, "text/html; charset=utf-8", home);
            }
            let page = std::fs::read(self.folder.join("404.html")).unwrap_or_default();
            return Answer::new(404, "text/html; charset=utf-8", page);
        };
        match fault {
            Some(Fault::Replaced(text) | Fault::Unsized(text)) => body = text.clone().into_bytes(),
            Some(Fault::CutShort(length)) => body.truncate(*length),
            _ => {}
        }
        let mut answer = Answer::new(200, kind(&file), body);
        answer.sized = !matches!(fault, Some(Fault::Unsized(_)));
        if let Some(Fault::Header(name, value)) = fault {
            answer.own.push((name, value.clone()));
        }
        answer
    }
}

impl Answer {
    fn new(status: u16, kind: &'static str, body: Vec<u8>) -> Answer {
        Answer { status, kind, own: Vec::new(), sized: true, body }
    }

    fn to(place: String) -> Answer {
        Answer { own: vec![("Location", place)], ..Answer::new(301, "text/plain", Vec::new()) }
    }

    fn head(&self, policy: Option<String>) -> String {
        let reason = match self.status {
            200 => "OK",
            204 => "No Content",
            301 => "Moved Permanently",
            404 => "Not Found",
            _ => "Internal Server Error",
        };
        let mut head = format!("HTTP/1.1 {} {reason}\r\nCache-Control: no-cache\r\n", self.status);
        let length = if self.sized {
            ("Content-Length", self.body.len().to_string())
        } else {
            ("Connection", "close".into())
        };
        let mut headers = vec![("Content-Type", self.kind.to_string()), length];
        headers.retain(|(name, _)| self.own.iter().all(|(own, _)| own != name));
        for (name, value) in headers.iter().chain(&self.own) {
            head.push_str(&[name, ": ", value, "\r\n"].concat());
        }
        if self.kind.starts_with("text/html") {
            let policy = policy.unwrap_or_else(|| policy::header(&String::from_utf8_lossy(&self.body)));
            if !policy.is_empty() {
                head.push_str(&["Content-Security-Policy: ", &policy, "\r\n"].concat());
            }
        }
        head + "\r\n"
    }
}

/// The media type of a file, by its ending.
fn kind(file: &Path) -> &'static str {
    match file.extension().and_then(|ending| ending.to_str()).unwrap_or_default() {
        "html" | "htm" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "json" => "application/json",
        "wasm" => "application/wasm",
        "xml" => "application/xml",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "webp" => "image/webp",
        "ico" => "image/x-icon",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}
