//! `quire serve`: a pressed site on this machine, served as a plain static host would.

use std::fs::File;
use std::io;
use std::net::SocketAddr;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;
use std::thread;

use quire_bundle::decode;
use tiny_http::{Header, Request, Response, Server, StatusCode};

/// Requests answered at once.
const THREADS: usize = 8;

/// Serves `folder` until the process ends; `started` is told the address once it answers.
pub fn serve(folder: &Path, port: u16, started: impl FnOnce(SocketAddr)) -> io::Result<()> {
    let folder = folder.canonicalize()?;
    let server = Server::http(("127.0.0.1", port)).map_err(|error| io::Error::other(error.to_string()))?;
    let server = Arc::new(server);
    if let Some(address) = server.server_addr().to_ip() {
        started(address);
    }
    let answer = |server: Arc<Server>, folder: PathBuf| {
        move || {
            while let Ok(request) = server.recv() {
                // A reader who has gone away is no error of ours.
                let _ = respond(request, &folder);
            }
        }
    };
    let workers: Vec<_> =
        (0..THREADS).map(|_| thread::spawn(answer(server.clone(), folder.clone()))).collect();
    for worker in workers {
        drop(worker.join());
    }
    Ok(())
}

fn respond(request: Request, folder: &Path) -> io::Result<()> {
    let path = decode(request.url().split(['?', '#']).next().unwrap_or("/"));
    let Some(inside) = inside(&path) else { return request.respond(Response::empty(StatusCode(400))) };
    let mut file = folder.join(inside);
    if file.is_dir() {
        if !path.ends_with('/') {
            let url = request.url();
            let (before, query) = url
                .split_once('?')
                .map_or((url, String::new()), |(before, query)| (before, format!("?{query}")));
            let location = header("Location", &format!("{before}/{query}"));
            return request.respond(Response::empty(StatusCode(301)).with_header(location));
        }
        file.push("index.html");
    }
    let (file, status) = if file.is_file() { (file, 200) } else { (folder.join("404.html"), 404) };
    let kind = mime_guess::from_path(&file).first_or_octet_stream();
    let kind = if kind.type_() == "text" { format!("{kind}; charset=utf-8") } else { kind.to_string() };
    match File::open(&file) {
        Ok(file) => {
            let response = Response::from_file(file).with_status_code(status);
            request.respond(
                response
                    .with_header(header("Content-Type", &kind))
                    .with_header(header("Cache-Control", "no-cache")),
            )
        }
        Err(_) => request.respond(Response::from_string("404: there is no such page").with_status_code(404)),
    }
}

/// The file path that a URL path names, if it stays inside the folder.
fn inside(path: &str) -> Option<PathBuf> {
    let path = PathBuf::from(path.trim_start_matches('/'));
    path.components().all(|part| matches!(part, Component::Normal(_))).then_some(path)
}

fn header(name: &str, value: &str) -> Header {
    Header::from_bytes(name, value)
        .unwrap_or_else(|()| Header::from_bytes("X-Dropped", name).expect("plain ASCII is a header"))
}
