//! What this node knows of limits that are spent, so that it need not ask for each try of a flood.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

/// Longest time for which the store is not asked again: tries may have been given back meanwhile.
const REMEMBERED: Duration = Duration::from_secs(5);

/// Most subjects that are remembered; some megabytes. Beyond that the store is asked.
const MOST: usize = 20_000;

/// Limits that are spent, by their key in the store.
#[derive(Debug, Default)]
pub(super) struct Spent(Mutex<HashMap<String, Known>>);

#[derive(Clone, Copy, Debug)]
struct Known {
    /// When the window is over.
    over_at: Instant,
    /// From when on the store is asked again.
    ask_at: Instant,
}

impl Spent {
    /// How long the limit is spent still, as far as this node knows.
    pub(super) fn left(&self, key: &str, now: Instant) -> Option<Duration> {
        let spent = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        spent.get(key).filter(|known| now < known.ask_at).map(|known| known.over_at.saturating_duration_since(now))
    }

    /// Notes that a limit is spent for so long.
    pub(super) fn note(&self, key: String, left: Duration, now: Instant) {
        let mut spent = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if spent.len() >= MOST {
            spent.retain(|_, known| now < known.ask_at);
        }
        if spent.len() < MOST {
            spent.insert(key, Known { over_at: now + left, ask_at: now + left.min(REMEMBERED) });
        }
    }

    /// Forgets that a limit is spent.
    pub(super) fn forget(&self, key: &str) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(key);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_remembered_for_a_few_seconds_and_never_beyond_its_window() {
        let (spent, start) = (Spent::default(), Instant::now());
        spent.note("long".into(), Duration::from_mins(10), start);
        spent.note("short".into(), Duration::from_secs(1), start);
        assert_eq!(spent.left("long", start + Duration::from_secs(4)), Some(Duration::from_secs(596)));
        assert_eq!(spent.left("long", start + REMEMBERED), None, "the store is asked again");
        assert_eq!(spent.left("short", start + Duration::from_secs(1)), None);
        assert_eq!(spent.left("other", start), None);
        spent.note("long".into(), Duration::from_mins(10), start);
        spent.forget("long");
        assert_eq!(spent.left("long", start), None);
    }

    #[test]
    fn memory_is_bounded() {
        let (spent, start) = (Spent::default(), Instant::now());
        for number in 0..MOST + 10 {
            spent.note(number.to_string(), Duration::from_mins(1), start);
        }
        assert_eq!(spent.0.lock().unwrap().len(), MOST);
        spent.note("later".into(), Duration::from_mins(1), start + REMEMBERED);
        assert!(spent.left("later", start + REMEMBERED).is_some(), "what is over makes room");
    }
}
