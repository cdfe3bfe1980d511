//! `cargo xtask serve`: from a fresh checkout to the blog in a browser with one command.

use std::{
    io,
    net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream},
    process::{Command, Stdio},
    thread,
    time::Duration,
};

use crate::{
    app,
    args::{Arguments, Takes, optional},
    build::must_exist,
    error::Error,
    project::Project,
    step,
};

/// The options of the task.
pub(crate) const TAKES: Takes = Takes {
    options: &[optional("--content", Some("DIR")), optional("--port", Some("N")), optional("--open", None)],
    word: None,
};

const PORT: u16 = 8080;

/// Builds, presses and serves until interrupted.
pub(crate) fn run(project: &mut Project, arguments: &Arguments) -> Result<(), Error> {
    let port = port(arguments.value("--port"))?;
    let given = arguments.path("--content", &project.caller);
    let content = given.unwrap_or_else(|| project.root.join("content"));
    must_exist("--content", &content)?;
    must_be_free(port)?;

    app::build(project)?;
    app::build_tool(project)?;
    let site = project.target.join("site");
    app::press(project, &["--content".into(), content.into(), "--out".into(), (&site).into()])?;

    // Someone may have taken it during the build.
    must_be_free(port)?;
    let url = format!("http://127.0.0.1:{port}/");
    eprintln!("\n  {url}  (stop with Ctrl+C)\n");
    if arguments.has("--open") {
        thread::spawn(move || open_when_ready(port, &url));
    }
    let mut quire = project.command(project.quire());
    quire.arg("serve").arg("--site").arg(&site).arg("--port").arg(port.to_string());
    match quire.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(stopped(&quire, &status.to_string())),
        Err(error) => Err(stopped(&quire, &format!("it could not be started: {error}"))),
    }
}

fn stopped(quire: &Command, why: &str) -> Error {
    let what = format!("The server stopped ({why}): {}", step::command_line(quire));
    Error::new(what, "read what it printed above; if the port is the reason, choose another `--port`")
}

fn port(given: Option<&str>) -> Result<u16, Error> {
    let Some(given) = given else { return Ok(PORT) };
    given
        .parse()
        .ok()
        .filter(|&port| port > 0)
        .ok_or_else(|| Error::Usage(format!("`--port {given}`: a port is a number from 1 to 65535.")))
}

fn must_be_free(port: u16) -> Result<(), Error> {
    let Err(error) = TcpListener::bind((Ipv4Addr::LOCALHOST, port)) else {
        return Ok(());
    };
    let what = match error.kind() {
        io::ErrorKind::AddrInUse => format!("Port {port} is taken by another program"),
        _ => format!("Port {port} cannot be used: {error}"),
    };
    let other = port.checked_add(1).unwrap_or(PORT);
    Err(Error::new(what, format!("choose another port: `cargo xtask serve --port {other}`")))
}

/// Opens the reader's usual browser as soon as the server answers.
fn open_when_ready(port: u16, url: &str) {
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    let pause = Duration::from_millis(100);
    for _ in 0..100 {
        if TcpStream::connect_timeout(&address, pause).is_ok() {
            let mut open = opener();
            let opened = open.arg(url).stdout(Stdio::null()).stderr(Stdio::null()).status();
            if !opened.is_ok_and(|status| status.success()) {
                eprintln!("  No browser could be opened from here; the address is {url}");
            }
            return;
        }
        thread::sleep(pause);
    }
}

fn opener() -> Command {
    if cfg!(target_os = "macos") {
        Command::new("open")
    } else if cfg!(windows) {
        Command::new("explorer")
    } else {
        Command::new("xdg-open")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_port_is_a_number_the_system_can_name() {
        assert_eq!(port(None).expect("the usual one"), PORT);
        assert_eq!(port(Some("81")).expect("a fine port"), 81);
        for wrong in ["0", "65536", "http"] {
            assert_eq!(port(Some(wrong)).expect_err(wrong).exit_code(), 2);
        }
    }

    #[test]
    fn a_taken_port_is_refused_and_another_one_named() {
        let taken = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("some port is free");
        let port = taken.local_addr().expect("it is bound").port();
        let message = must_be_free(port).expect_err("it is taken").to_string();
        assert!(message.contains("taken") && message.contains("--port"), "{message}");
    }
}
