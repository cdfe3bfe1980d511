//! A driver of one engine, and the HTTP that it speaks (W3C `WebDriver`).
//!
//! Written by hand because half of what the promises need (emulation, scripts off, the console) is Chromium's own and
//! outside the vocabulary of `WebDriver` crates.

use std::net::{Ipv4Addr, TcpListener};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use super::engine::Engine;

/// How long a driver may take to listen.
const DEADLINE: Duration = Duration::from_secs(30);
/// How long it may take to answer: longer than any page or script is given (`engine.rs`), so that only one that hangs does.
const ANSWER: Duration = Duration::from_secs(130);

/// What is said of one that hangs.
pub(crate) const NO_ANSWER: &str = "the driver does not answer";

/// A running driver; it ends when this is dropped.
pub(crate) struct Driver {
    child: Child,
    port: u16,
}

impl Driver {
    /// Starts it on a free port; its browsers show themselves on a screen of X, if there is one.
    pub(crate) fn start(engine: Engine, screen: Option<&str>) -> Result<Driver, String> {
        let free = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).and_then(|listener| listener.local_addr());
        let port = free.expect("a free port").port();
        let mut command = Command::new(engine.driver());
        command.arg(format!("--port={port}")).stdout(Stdio::null()).stderr(Stdio::null());
        if engine == Engine::Firefox {
            // Two drivers would both want the usual one.
            command.arg("--websocket-port=0");
        }
        if let Some(screen) = screen {
            command.env("DISPLAY", screen);
        }
        let name = engine.driver();
        let child = command.spawn().map_err(|error| format!("{name} cannot be started: {error}"))?;
        let driver = Driver { child, port };
        let started = Instant::now();
        while std::net::TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_err() {
            if started.elapsed() > DEADLINE {
                return Err(format!("{name} does not listen"));
            }
            std::thread::sleep(Duration::from_millis(10));
        }
        Ok(driver)
    }

    /// Where it listens.
    pub(crate) fn port(&self) -> u16 {
        self.port
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        // One that hangs has left its browser.
        let _ = Command::new("pkill").args(["-KILL", "-P", &self.child.id().to_string()]).status();
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Sends one command; the error is the driver's name for it and its first line.
pub(crate) async fn command(port: u16, method: &str, path: &str, body: &Value) -> Result<Value, String> {
    let body = if method == "POST" { body.to_string() } else { String::new() };
    let answer = tokio::time::timeout(ANSWER, exchange(port, method, path, &body)).await;
    let answer = answer.map_err(|_| format!("{NO_ANSWER} to {path}"))?;
    let answer = answer.map_err(|error| format!("the driver: {error}"))?;
    let mut answer: Value =
        serde_json::from_slice(&answer).map_err(|error| format!("the driver: {error}"))?;
    let value = answer["value"].take();
    match value["error"].as_str() {
        Some(error) => {
            let message = value["message"].as_str().unwrap_or_default();
            Err(format!("{error}: {}", message.lines().next().unwrap_or_default()))
        }
        None => Ok(value),
    }
}

async fn exchange(port: u16, method: &str, path: &str, body: &str) -> std::io::Result<Vec<u8>> {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).await?;
    let request = format!(
        "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Type: application/json\r\n\
         Content-Length: {}\r\nConnection: close\r\n\r\n{body}",
        body.len()
    );
    stream.write_all(request.as_bytes()).await?;
    let mut answer = Vec::new();
    let head = loop {
        if let Some(end) = answer.windows(4).position(|window| window == b"\r\n\r\n") {
            break end;
        }
        if stream.read_buf(&mut answer).await? == 0 {
            return Err(std::io::ErrorKind::UnexpectedEof.into());
        }
    };
    let headers = String::from_utf8_lossy(&answer[..head]).to_ascii_lowercase();
    let length = headers.lines().find_map(|line| line.strip_prefix("content-length:")?.trim().parse().ok());
    let mut body = answer.split_off(head + 4);
    let length: usize = length.unwrap_or(usize::MAX);
    while body.len() < length && stream.read_buf(&mut body).await? > 0 {}
    Ok(body)
}
