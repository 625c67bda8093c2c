//! The first screen: what needs somebody now, and how the day goes.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

/// The first screen. A figure is missing where the asker's roles do not reach, so that a screen leaves it out instead of showing 0.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct HomeView {
    /// What waits for a person.
    pub waiting: Waiting,
    /// How the day goes.
    pub today: Option<Today>,
    /// When this was counted, UTC.
    pub at: DateTime<Utc>,
}

/// What waits for a person, counted. Each is missing where the asker may not see it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waiting {
    /// Paid orders of which something is left to send.
    pub to_ship: Option<u32>,
    /// Mails that kept failing.
    pub parked_mails: Option<u32>,
    /// Notices of gateways that were tried and have not been worked off.
    pub failed_webhooks: Option<u32>,
    /// Variants on sale with no more pieces left than the shop's setting for low stock.
    pub low_stock: Option<u32>,
    /// Payments whose money is not what was asked for.
    pub quarantined_payments: Option<u32>,
    /// Returns that are asked for, accepted or received.
    pub open_returns: Option<u32>,
}

/// The day so far, by the calendar of Zurich.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Today {
    /// Which day.
    pub day: NaiveDate,
    /// Orders that were placed, whatever became of them.
    pub orders: u32,
    /// Orders that were paid.
    pub paid: u32,
    /// What the orders that were paid cost, gross, in rappen. Money that went back is not taken off.
    pub revenue: i64,
}
