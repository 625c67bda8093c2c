use std::sync::{Mutex, PoisonError};

use chrono::NaiveDate;

use super::Today;

/// The rates of the day as this process has read them. No rate is entered or taken away for a day that has come, nor just before it comes, so what was
/// read on a day is true until its end, on every node.
#[derive(Debug, Default)]
pub struct Kept(Mutex<Option<Today>>);

impl Kept {
    /// The rates of the day, if they were read for it.
    pub(super) fn of(&self, day: NaiveDate) -> Option<Today> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone().filter(|kept| kept.day == day)
    }

    /// Keeps the rates of a day.
    pub(super) fn keep(&self, today: Today) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(today);
    }
}
