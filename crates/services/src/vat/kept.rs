use chrono::NaiveDate;

use super::Today;
use crate::kept;

/// The rates of the day as this process has read them. No rate is entered or taken away for a day that has come, nor just before it comes, so what was
/// read on a day is true until its end, on every node.
#[derive(Debug, Default)]
pub struct Kept(kept::Kept<Today>);

impl Kept {
    /// The rates of the day, if they were read for it.
    pub(super) fn of(&self, day: NaiveDate) -> Option<Today> {
        self.0.get().filter(|kept| kept.day == day)
    }

    /// Keeps the rates of a day.
    pub(super) fn keep(&self, today: Today) {
        self.0.keep_unless(today, |_| false);
    }
}
