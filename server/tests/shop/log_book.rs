//! What the shop logs while tests run: what matters goes to the terminal, and all of it into a book while a test wants to read it.

use std::{
    io::Write,
    sync::{
        Mutex,
        atomic::{AtomicBool, Ordering},
    },
};

use tracing_subscriber::{
    Layer,
    filter::{FilterExt, LevelFilter, dynamic_filter_fn},
    fmt::layer,
    layer::SubscriberExt,
    util::SubscriberInitExt,
};

static IS_OPEN: AtomicBool = AtomicBool::new(false);
static BOOK: Mutex<Vec<u8>> = Mutex::new(Vec::new());

struct Pen;

impl Write for Pen {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        BOOK.lock().unwrap().extend(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// Starts logging. Another test of this process may have done so before.
pub fn open() {
    // What the server has to say belongs to a test that fails.
    let terminal = layer().with_writer(std::io::stderr).with_filter(LevelFilter::WARN);
    // As for an operator who wants to know much, without what the tests' own browsers say.
    let wanted = server::logging::filter("debug,cookie_store=off").and(dynamic_filter_fn(|_, _| IS_OPEN.load(Ordering::Relaxed)));
    let book = layer().with_ansi(false).with_writer(|| Pen).with_filter(wanted);
    let _ = tracing_subscriber::registry().with(terminal).with(book).try_init();
}

/// Writes the book from now on. Other tests of this process are in it as well.
pub fn write() {
    IS_OPEN.store(true, Ordering::Relaxed);
}

/// Closes the book and reads it.
pub fn read() -> String {
    IS_OPEN.store(false, Ordering::Relaxed);
    String::from_utf8_lossy(&std::mem::take(&mut *BOOK.lock().unwrap())).into_owned()
}
