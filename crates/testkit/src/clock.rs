use std::sync::{Mutex, PoisonError};

use chrono::{DateTime, TimeDelta, Utc};
use services::shop::Clock;

/// A clock that stands still until it is set. The database's clock, which decides about holds and expiry, is not affected.
#[derive(Debug)]
pub struct TestClock {
    now: Mutex<DateTime<Utc>>,
}

/// Noon of a summer's day in Zurich, 2026-06-15, in seconds since the Unix epoch.
const START: i64 = 1_781_517_600;

impl Default for TestClock {
    fn default() -> Self {
        Self { now: Mutex::new(DateTime::from_timestamp(START, 0).expect("a time in range")) }
    }
}

impl TestClock {
    /// Sets the time.
    pub fn set(&self, now: DateTime<Utc>) {
        *self.now.lock().unwrap_or_else(PoisonError::into_inner) = now;
    }

    /// Lets time pass.
    pub fn advance(&self, by: TimeDelta) {
        *self.now.lock().unwrap_or_else(PoisonError::into_inner) += by;
    }
}

impl Clock for TestClock {
    fn now(&self) -> DateTime<Utc> {
        *self.now.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
