//! How long each test program took the last time: what took longest begins first. A lost or wrong file costs time, nothing else.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::checkout::Checkout;

/// The times of the last run, by the program's name.
#[derive(Debug, Default, PartialEq)]
pub struct Times(BTreeMap<String, Duration>);

impl Times {
    pub fn read(checkout: &Checkout) -> Self {
        Self::parse(&fs::read_to_string(file(checkout)).unwrap_or_default())
    }

    /// Keeps them for the next run.
    pub fn write(&self, checkout: &Checkout) {
        // Without the file the next run is slower, and not wrong.
        let _ = fs::write(file(checkout), self.text());
    }

    pub fn set(&mut self, name: &str, took: Duration) {
        self.0.insert(name.to_owned(), took);
    }

    pub fn of(&self, name: &str) -> Option<Duration> {
        self.0.get(name).copied()
    }

    /// A line for each: seconds and name.
    fn text(&self) -> String {
        self.0.iter().fold(String::new(), |text, (name, took)| format!("{text}{:.1} {name}\n", took.as_secs_f64()))
    }

    fn parse(text: &str) -> Self {
        let lines = text.lines().filter_map(|line| line.split_once(' '));
        let times = lines.filter_map(|(seconds, name)| Some((name.to_owned(), Duration::try_from_secs_f64(seconds.parse().ok()?).ok()?)));
        Self(times.collect())
    }
}

fn file(checkout: &Checkout) -> PathBuf {
    checkout.logs().join(Path::new("tests-times.txt"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        let mut times = Times::default();
        times.set("services.test.stock", Duration::from_millis(21_300));
        assert_eq!(times.text(), "21.3 services.test.stock\n");
        assert_eq!(Times::parse(&times.text()), times);
    }

    #[test]
    fn nonsense_is_nothing() {
        assert_eq!(Times::parse("soon services.test.stock\n-1 x\nNaN x\n\n"), Times::default());
    }
}
