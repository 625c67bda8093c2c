//! Payments and refunds, and what time does to them.

use chrono::{DateTime, TimeDelta, Utc};
use domain::{money::Money, payments::PaymentState};
use serde_json::{Map, Value};

use super::{auth::Mode, webhooks::announce};
use crate::{
    faults::Knob,
    state::{Books, State},
};

/// A payment.
#[derive(Clone, Debug)]
pub(crate) struct Payment {
    pub(crate) id: String,
    pub(crate) mode: Mode,
    pub(crate) amount: Money,
    pub(crate) description: String,
    pub(crate) redirect_url: String,
    pub(crate) cancel_url: Option<String>,
    pub(crate) webhook_url: Option<String>,
    /// The method, once it is known.
    pub(crate) method: Option<String>,
    /// What the buyer may choose from while it is not; empty for all.
    pub(crate) choice: Vec<String>,
    pub(crate) locale: Option<String>,
    pub(crate) metadata: Option<Value>,
    /// What is echoed without being looked at: addresses, lines.
    pub(crate) echoed: Map<String, Value>,
    pub(crate) status: PaymentState,
    pub(crate) cancelable: bool,
    pub(crate) created_at: DateTime<Utc>,
    pub(crate) expires_at: DateTime<Utc>,
    /// When it came to its present status, unless that is the first.
    pub(crate) changed_at: Option<DateTime<Utc>>,
    pub(crate) refunds: Vec<Refund>,
    pub(crate) chargebacks: Vec<Chargeback>,
}

impl Payment {
    /// What was given back or is about to be, in the minor unit.
    pub(crate) fn refunded(&self) -> i64 {
        self.refunds.iter().filter(|refund| refund.counts()).map(|refund| refund.amount.minor).sum()
    }

    /// What the buyer's bank took back and has kept, in the minor unit.
    pub(crate) fn charged_back(&self) -> i64 {
        self.chargebacks.iter().filter(|chargeback| chargeback.reversed_at.is_none()).map(|chargeback| chargeback.amount.minor).sum()
    }

    /// Where a buyer goes who is done with the checkout page.
    pub(crate) fn way_back(&self) -> &str {
        match (&self.cancel_url, self.status) {
            (Some(url), PaymentState::Canceled) => url,
            _ => &self.redirect_url,
        }
    }
}

/// Where a refund stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RefundStatus {
    Queued,
    Pending,
    Processing,
    Refunded,
    Failed,
    Canceled,
}

impl RefundStatus {
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Pending => "pending",
            Self::Processing => "processing",
            Self::Refunded => "refunded",
            Self::Failed => "failed",
            Self::Canceled => "canceled",
        }
    }
}

/// A refund of a payment.
#[derive(Clone, Debug)]
pub(crate) struct Refund {
    pub(crate) id: String,
    pub(crate) amount: Money,
    pub(crate) description: String,
    pub(crate) metadata: Option<Value>,
    pub(crate) status: RefundStatus,
    /// Whether the bank will refuse it, after it was processed.
    pub(crate) fails: bool,
    pub(crate) created_at: DateTime<Utc>,
    /// When it came to its present status.
    pub(crate) changed_at: DateTime<Utc>,
}

impl Refund {
    /// Whether its money is gone or about to be.
    pub(crate) fn counts(&self) -> bool {
        !matches!(self.status, RefundStatus::Canceled | RefundStatus::Failed)
    }

    /// Its next status and when that comes. A queued one waits for the shop's balance.
    fn next(&self, step: TimeDelta) -> Option<(DateTime<Utc>, RefundStatus)> {
        match self.status {
            RefundStatus::Pending => Some((self.changed_at + step, RefundStatus::Processing)),
            RefundStatus::Processing if self.fails => Some((self.changed_at + step, RefundStatus::Failed)),
            RefundStatus::Processing => Some((self.changed_at + step, RefundStatus::Refunded)),
            RefundStatus::Queued | RefundStatus::Refunded | RefundStatus::Failed | RefundStatus::Canceled => None,
        }
    }
}

/// Money that the buyer's bank took back.
#[derive(Clone, Debug)]
pub(crate) struct Chargeback {
    pub(crate) id: String,
    pub(crate) amount: Money,
    pub(crate) created_at: DateTime<Utc>,
    pub(crate) reversed_at: Option<DateTime<Utc>>,
}

/// Does what is due by now: expires payments, moves refunds on, and announces both.
pub(crate) fn pass_time(state: &State, books: &mut Books) {
    let now = state.clock.now();
    let (lag, step) = delays(state);
    let mut changed = Vec::new();
    for payment in &mut books.payments {
        if matches!(payment.status, PaymentState::Open | PaymentState::Pending) && payment.expires_at + lag <= now {
            payment.status = PaymentState::Expired;
            payment.changed_at = Some(payment.expires_at + lag);
            changed.push(payment.id.clone());
        }
        for refund in &mut payment.refunds {
            if refund.status == RefundStatus::Queued && state.faults.get(Knob::MollieRefundQueued).is_none() {
                (refund.status, refund.changed_at) = (RefundStatus::Pending, now);
            }
            while let Some((at, status)) = refund.next(step).filter(|(at, _)| *at <= now) {
                (refund.status, refund.changed_at) = (status, at);
                changed.push(payment.id.clone());
            }
        }
    }
    for id in changed {
        announce(state, books, &id);
    }
}

/// When [`pass_time`] has something to do next.
pub(crate) fn next_event(state: &State, books: &Books) -> Option<DateTime<Utc>> {
    let (lag, step) = delays(state);
    let open = |payment: &&Payment| matches!(payment.status, PaymentState::Open | PaymentState::Pending);
    let expiries = books.payments.iter().filter(open).map(|payment| payment.expires_at + lag);
    let refunds = books.payments.iter().flat_map(|payment| &payment.refunds).filter_map(|refund| refund.next(step));
    expiries.chain(refunds.map(|(at, _)| at)).min()
}

/// Puts a payment into a status, as its buyer or the bank would, and announces it. `false` if there is no such payment.
///
/// Any change is made, impossible ones too: tests want to see what a shop does then.
pub(crate) fn set_status(state: &State, books: &mut Books, id: &str, status: PaymentState) -> bool {
    let now = state.clock.now();
    let Some(payment) = books.payments.iter_mut().find(|payment| payment.id == id) else {
        return false;
    };
    if payment.status == status {
        return true;
    }
    payment.status = status;
    payment.changed_at = Some(now);
    // Open and pending are the two that Mollie does not announce.
    if !matches!(status, PaymentState::Open | PaymentState::Pending) {
        announce(state, books, id);
    }
    true
}

fn delays(state: &State) -> (TimeDelta, TimeDelta) {
    let delta = |duration| TimeDelta::from_std(duration).unwrap_or(TimeDelta::days(1));
    // A step of nothing would have a refund run through its states while it is being made.
    (delta(state.settings.expiry_lag), delta(state.settings.refund_step).max(TimeDelta::milliseconds(1)))
}
