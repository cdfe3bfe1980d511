//! The browser of a worker, which its promises share one after the other: a new browser for each would take longer than
//! most of them.
//!
//! What a promise could leave behind belongs to its tab, which is closed as long as its hosts answer, or to the origins of its
//! hosts, which nobody gets again (`site.rs`). After a broken promise the browser is closed, whatever state it is in.

use std::cell::RefCell;
use std::rc::Rc;

use super::driver::Driver;
use super::engine::Engine;
use super::session::Session;

struct Browser {
    engine: Engine,
    driver: Driver,
    session: Option<Rc<Session>>,
}

thread_local! {
    static BROWSER: RefCell<Option<Browser>> = const { RefCell::new(None) };
}

/// Starts the driver of an engine, unless it is there; one of another is ended, with its browser.
pub(crate) async fn begin(engine: Engine, screen: Option<&str>) {
    if BROWSER.with_borrow(|browser| browser.as_ref().is_some_and(|browser| browser.engine == engine)) {
        return;
    }
    end().await;
    let driver = Driver::start(engine, screen.filter(|_| engine == Engine::WebKit));
    let driver = driver.unwrap_or_else(|error| panic!("{error}"));
    BROWSER.set(Some(Browser { engine, driver, session: None }));
}

/// A browser for a promise that begins.
pub(crate) async fn open() -> Rc<Session> {
    let (engine, port, used) = BROWSER.with_borrow(|browser| {
        let browser = browser.as_ref().expect("a worker begins before it opens");
        (browser.engine, browser.driver.port(), browser.session.clone())
    });
    if let Some(session) = used {
        return session;
    }
    let session = Session::open(engine, port).await;
    let session = Rc::new(session.unwrap_or_else(|error| panic!("{error}")));
    BROWSER.with_borrow_mut(|browser| {
        if let Some(browser) = browser {
            browser.session = Some(Rc::clone(&session));
        }
    });
    session
}

/// Whether a browser of this engine starts at all on this machine; why not, after the third time.
pub(crate) async fn starts(engine: Engine, screen: Option<&str>) -> Result<(), String> {
    let mut started = Err(String::new());
    for _ in 0..3 {
        started = start_and_close(engine, screen.filter(|_| engine == Engine::WebKit)).await;
        if started.is_ok() {
            break;
        }
    }
    started
}

async fn start_and_close(engine: Engine, screen: Option<&str>) -> Result<(), String> {
    let driver = Driver::start(engine, screen)?;
    Session::open(engine, driver.port()).await?.close().await
}

/// Leaves the page of a promise that was kept, as long as its hosts answer: what a page still asks for when they are gone
/// would be a failure of the next promise.
pub(crate) async fn leave() {
    let session = BROWSER.with_borrow(|browser| browser.as_ref()?.session.clone());
    let Some(session) = session else { return };
    if session.renew().await.is_err() {
        close().await;
    }
}

/// Closes the browser; the next promise gets another. A driver that cannot close it is ended with it.
pub(crate) async fn close() {
    let session = BROWSER.with_borrow_mut(|browser| browser.as_mut()?.session.take());
    if let Some(session) = session
        && session.close().await.is_err()
    {
        BROWSER.take();
    }
}

/// Closes the browser, and ends its driver.
pub(crate) async fn end() {
    close().await;
    BROWSER.take();
}
