//! The feature is on: which point is armed, and what happens there.

use std::{
    collections::HashSet,
    env,
    fs::OpenOptions,
    io::Write,
    sync::{
        LazyLock, Mutex, PoisonError,
        atomic::{AtomicU32, Ordering},
    },
};

/// The point that ends this process.
struct Armed {
    name: String,
    /// How often it is still passed, the last time included.
    left: AtomicU32,
}

static ARMED: LazyLock<Option<Armed>> = LazyLock::new(|| env::var("ASTRIS_FAILPOINT").ok().map(|text| Armed::of(&text)));
static LOG: LazyLock<Option<String>> = LazyLock::new(|| env::var("ASTRIS_FAILPOINT_LOG").ok());
static HASTE: LazyLock<bool> = LazyLock::new(|| env::var_os("ASTRIS_FAILPOINT_HASTE").is_some());
static REACHED: LazyLock<Mutex<HashSet<&'static str>>> = LazyLock::new(Mutex::default);

impl Armed {
    /// `name` or `name:times`.
    fn of(text: &str) -> Self {
        let (name, times) = text.split_once(':').unwrap_or((text, "1"));
        Self { name: name.to_owned(), left: AtomicU32::new(times.parse().unwrap_or(1)) }
    }

    /// Whether this is the time that counts.
    fn strikes(&self, name: &str) -> bool {
        self.name == name && self.left.fetch_sub(1, Ordering::SeqCst) == 1
    }
}

/// Ends the process if this point is armed.
pub(crate) fn reach(name: &'static str) {
    if let Some(log) = LOG.as_deref() {
        note(log, name);
    }
    if ARMED.as_ref().is_some_and(|armed| armed.strikes(name)) {
        eprintln!("failpoint {name}: the process ends");
        std::process::abort();
    }
}

pub(super) fn in_haste() -> bool {
    *HASTE
}

fn note(log: &str, name: &'static str) {
    let is_new = REACHED.lock().unwrap_or_else(PoisonError::into_inner).insert(name);
    if is_new && let Ok(mut file) = OpenOptions::new().create(true).append(true).open(log) {
        // A line that is missing makes the test fail that reads the file.
        let _ = file.write_all(format!("{name}\n").as_bytes());
    }
}

#[cfg(test)]
mod tests {
    use super::Armed;

    #[test]
    fn strikes_once_at_its_time() {
        let armed = Armed::of("orders.place.committed:2");
        let struck: Vec<_> = ["orders.place.committed", "mail.deliver.sent", "orders.place.committed", "orders.place.committed"]
            .into_iter()
            .map(|name| armed.strikes(name))
            .collect();
        assert_eq!(struck, [false, false, true, false]);
        assert!(Armed::of("mail.deliver.sent").strikes("mail.deliver.sent"));
    }
}
