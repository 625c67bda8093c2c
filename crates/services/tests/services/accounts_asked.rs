//! How the tests of accounts ask: as often as they like, and what they are refused with.

use std::time::Duration;

use domain::{accounts::AccountRefusal, failure::Refusal};
use services::{
    accounts::limits::{Limit, Limits, Rule},
    error::Error,
};
use testkit::Options;

/// A shop in which nobody is told to wait.
pub fn patient() -> Options {
    let rule = Rule { most: 100_000, window: Duration::from_hours(1) };
    let limits = Limit::ALL.into_iter().fold(Limits::default(), |limits, limit| limits.with(limit, rule));
    Options::default().connections(20).limits(limits)
}

/// What an account was refused.
pub fn refusal<T: std::fmt::Debug>(answer: Result<T, Error>) -> AccountRefusal {
    match answer {
        Err(Error::Refused(Refusal::Account(refusal))) => refusal,
        other => panic!("not refused: {other:?}"),
    }
}
