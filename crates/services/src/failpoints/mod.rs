//! Points at which a test ends this process, to prove that nothing is lost there.
//!
//! `failpoint!("orders.place.before_commit")` is nothing but a check of its name unless the feature `failpoints` is on, which only the server's
//! tests ask for; an optimised build with it does not compile. With it, three variables of the environment decide:
//!
//! - `ASTRIS_FAILPOINT=orders.place.committed`, or `…:2`: the process aborts when it reaches the point, or when it does so for the second time.
//!   Nothing is unwound, flushed or closed, as with `kill -9`.
//! - `ASTRIS_FAILPOINT_LOG=/path`: the name of each point that is reached is appended to this file once.
//! - `ASTRIS_FAILPOINT_HASTE=1`: every job of the schedule ticks once a second, so that a test needs no patience.

#[cfg(feature = "failpoints")]
mod armed;

#[cfg(feature = "failpoints")]
pub(crate) use armed::reach;

#[cfg(all(feature = "failpoints", not(debug_assertions)))]
compile_error!("the feature `failpoints` is for tests: an optimised build must not have it");

/// Every point, in the order in which an order meets them. The crash test goes through all of them and fails when one is never reached.
pub const POINTS: [&str; 41] = [
    "orders.place.before_commit",
    "orders.place.committed",
    "payments.submit.claimed",
    "payments.submit.answered",
    "payments.submit.noted",
    "payments.retry.before_commit",
    "payments.retry.committed",
    "payments.record_notice.received",
    "payments.record_notice.noted",
    "payments.work_notices.claimed",
    "payments.work_notices.settled",
    "payments.work_notices.noted",
    "payments.apply.before_commit",
    "payments.apply.committed",
    "mail.deliver.claimed",
    "mail.deliver.sent",
    "mail.deliver.noted",
    "orders.expire.before_commit",
    "orders.expire.committed",
    "orders.cancel.before_commit",
    "orders.cancel.committed",
    "payments.cancel_open.claimed",
    "payments.cancel_open.answered",
    "payments.cancel_open.noted",
    "orders.hand_over.before_commit",
    "orders.hand_over.committed",
    "orders.confirm_delivery.before_commit",
    "orders.confirm_delivery.committed",
    "orders.returns.request.before_commit",
    "orders.returns.request.committed",
    "orders.returns.decide.before_commit",
    "orders.returns.decide.committed",
    "orders.returns.receive.before_commit",
    "orders.returns.receive.committed",
    "orders.returns.close.before_commit",
    "orders.returns.close.committed",
    "payments.refund.before_commit",
    "payments.refund.committed",
    "payments.submit_refunds.claimed",
    "payments.submit_refunds.answered",
    "payments.submit_refunds.noted",
];

/// A point of [`POINTS`]; another name does not compile.
macro_rules! failpoint {
    ($name:literal) => {
        const { assert!($crate::failpoints::is_listed($name), "the point is not listed in failpoints::POINTS") };
        #[cfg(feature = "failpoints")]
        $crate::failpoints::reach($name);
    };
}
pub(crate) use failpoint;

/// Whether a point has this name.
pub const fn is_listed(name: &str) -> bool {
    let mut index = 0;
    while index < POINTS.len() {
        if is_same(POINTS[index].as_bytes(), name.as_bytes()) {
            return true;
        }
        index += 1;
    }
    false
}

/// `==`, which cannot be asked while compiling.
const fn is_same(one: &[u8], other: &[u8]) -> bool {
    if one.len() != other.len() {
        return false;
    }
    let mut index = 0;
    while index < one.len() {
        if one[index] != other[index] {
            return false;
        }
        index += 1;
    }
    true
}

/// How often a job of the schedule runs: as often as the schedule says, or once a second where a test is in haste.
#[must_use]
pub fn pace(every: std::time::Duration) -> std::time::Duration {
    #[cfg(feature = "failpoints")]
    if armed::in_haste() {
        return std::time::Duration::from_secs(1);
    }
    every
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_unique_and_begin_with_a_room() {
        for (index, point) in POINTS.iter().enumerate() {
            assert!(is_listed(point) && !POINTS[..index].contains(point), "{point}");
            assert!(["orders.", "payments.", "mail."].iter().any(|room| point.starts_with(room)), "{point}");
        }
        assert!(!is_listed("orders.place") && !is_listed("orders.place.before_commiT") && !is_listed(""));
    }
}
