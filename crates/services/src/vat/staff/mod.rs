//! What staff see of the rates, and how they enter coming ones. Every verb is for those who may
//! [`Permission::SetVatRates`](domain::accounts::Permission::SetVatRates) and writes what it did to the audit log.

mod add;
mod list;
mod remove;

use chrono::{NaiveDate, TimeDelta};
use domain::vat::DatedRate;
use serde_json::{Value, json};

pub use add::add;
pub use list::list;
pub use remove::remove;

use super::today::day_of;
use crate::{
    error::{Error, Result},
    shop::Shop,
};

/// The last minutes of a day belong to the next one: nodes whose clocks differ a little read the rates of a day when it begins, and have to find the same.
const EVE: TimeDelta = TimeDelta::minutes(10);

/// The first day for which a rate can still be entered or taken away.
fn earliest(shop: &Shop) -> Result<NaiveDate> {
    day_of(shop.clock.now() + EVE).succ_opt().ok_or_else(|| Error::Data("no day follows".into()))
}

/// What an entry of the audit log is about, and the rate as it keeps it.
fn written(rate: DatedRate) -> (&'static str, Value) {
    (rate.class.code(), json!({ "first_day": rate.first_day, "basis_points": rate.rate.0 }))
}
