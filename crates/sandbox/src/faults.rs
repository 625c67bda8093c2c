//! Faults on demand.

use std::{
    collections::BTreeMap,
    sync::{Mutex, PoisonError},
};

/// A fault that can be switched on, for the next calls or until it is switched off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Knob {
    /// Mollie answers this many milliseconds late. The work is done even if nobody waits for the answer.
    MollieSlowMs,
    /// Mollie answers with this HTTP status (429, 500, 503, …) and does nothing.
    MollieStatus,
    /// Mollie does the work and closes the connection without an answer.
    MollieDrop,
    /// Mollie does the work and answers with something that is not JSON.
    MollieGarbage,
    /// The refunds that are made now will be refused by the bank after they were processed.
    MollieRefundFails,
    /// The shop's balance at Mollie does not suffice: refunds are queued until the knob is turned back.
    MollieRefundQueued,
    /// Each webhook of Mollie's comes twice, at the same time.
    WebhookDuplicate,
    /// Mollie calls the webhook of a new payment before it answers its creation.
    WebhookBeforeAnswer,
    /// Mollie's webhooks never come.
    WebhookNever,
    /// Mollie's webhooks come this many milliseconds late.
    WebhookDelayMs,
    /// Resend answers this many milliseconds late. The mail is sent even if nobody waits for the answer.
    ResendSlowMs,
    /// Resend answers with this HTTP status (429, 500, 503, …) and sends nothing.
    ResendStatus,
    /// Resend sends the mail and closes the connection without an answer.
    ResendDrop,
}

impl Knob {
    /// All knobs.
    pub const ALL: [Self; 13] = [
        Self::MollieSlowMs,
        Self::MollieStatus,
        Self::MollieDrop,
        Self::MollieGarbage,
        Self::MollieRefundFails,
        Self::MollieRefundQueued,
        Self::WebhookDuplicate,
        Self::WebhookBeforeAnswer,
        Self::WebhookNever,
        Self::WebhookDelayMs,
        Self::ResendSlowMs,
        Self::ResendStatus,
        Self::ResendDrop,
    ];

    /// The name in requests, such as `mollie_slow_ms`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::MollieSlowMs => "mollie_slow_ms",
            Self::MollieStatus => "mollie_status",
            Self::MollieDrop => "mollie_drop",
            Self::MollieGarbage => "mollie_garbage",
            Self::MollieRefundFails => "mollie_refund_fails",
            Self::MollieRefundQueued => "mollie_refund_queued",
            Self::WebhookDuplicate => "webhook_duplicate",
            Self::WebhookBeforeAnswer => "webhook_before_answer",
            Self::WebhookNever => "webhook_never",
            Self::WebhookDelayMs => "webhook_delay_ms",
            Self::ResendSlowMs => "resend_slow_ms",
            Self::ResendStatus => "resend_status",
            Self::ResendDrop => "resend_drop",
        }
    }

    /// What it does, in a sentence for people.
    pub const fn meaning(self) -> &'static str {
        match self {
            Self::MollieSlowMs => "Mollie answers this many milliseconds late",
            Self::MollieStatus => "Mollie answers with this status: 429, 500 or 503",
            Self::MollieDrop => "Mollie does the work, then drops the connection",
            Self::MollieGarbage => "Mollie does the work, then answers nonsense",
            Self::MollieRefundFails => "Refunds that are made now will fail at the bank",
            Self::MollieRefundQueued => "Refunds wait for the shop's balance",
            Self::WebhookDuplicate => "Webhooks come twice",
            Self::WebhookBeforeAnswer => "The webhook comes before the payment is confirmed",
            Self::WebhookNever => "Webhooks never come",
            Self::WebhookDelayMs => "Webhooks come this many milliseconds late",
            Self::ResendSlowMs => "Resend answers this many milliseconds late",
            Self::ResendStatus => "Resend answers with this status: 429, 500 or 503",
            Self::ResendDrop => "Resend sends the mail, then drops the connection",
        }
    }

    /// Whether it has a number (milliseconds, a status) or is on or off.
    pub const fn is_number(self) -> bool {
        matches!(self, Self::MollieSlowMs | Self::MollieStatus | Self::WebhookDelayMs | Self::ResendSlowMs | Self::ResendStatus)
    }

    /// The knob of a name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|knob| knob.name() == name)
    }

    /// Whether the knob takes this value; 0 is off.
    pub const fn takes(self, value: u64) -> bool {
        match self {
            Self::MollieStatus | Self::ResendStatus => value == 0 || (value >= 400 && value <= 599),
            Self::MollieSlowMs | Self::WebhookDelayMs | Self::ResendSlowMs => value <= 600_000,
            _ => value <= 1,
        }
    }
}

/// A knob's position.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Fault {
    pub(crate) value: u64,
    /// For how many more calls; until it is reset if `None`.
    pub(crate) times: Option<u32>,
}

/// The knobs that are on.
#[derive(Debug, Default)]
pub(crate) struct Faults(Mutex<BTreeMap<Knob, Fault>>);

impl Faults {
    pub(crate) fn set(&self, knob: Knob, fault: Fault) {
        let mut faults = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if fault.value == 0 || fault.times == Some(0) {
            faults.remove(&knob);
        } else {
            faults.insert(knob, fault);
        }
    }

    pub(crate) fn reset(&self) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }

    pub(crate) fn get(&self, knob: Knob) -> Option<Fault> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get(&knob).copied()
    }

    /// The value for a call that happens now, which counts as one of its times.
    pub(crate) fn take(&self, knob: Knob) -> Option<u64> {
        let mut faults = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let fault = faults.get_mut(&knob)?;
        let value = fault.value;
        match &mut fault.times {
            Some(1) => {
                faults.remove(&knob);
            }
            Some(times) => *times -= 1,
            None => {}
        }
        Some(value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_ends_after_its_times() {
        let faults = Faults::default();
        faults.set(Knob::MollieStatus, Fault { value: 503, times: Some(2) });
        faults.set(Knob::WebhookNever, Fault { value: 1, times: None });
        let taken: Vec<_> = (0..3).map(|_| faults.take(Knob::MollieStatus)).collect();
        assert_eq!(taken, [Some(503), Some(503), None]);
        assert_eq!(faults.take(Knob::WebhookNever), Some(1));
        faults.set(Knob::WebhookNever, Fault { value: 0, times: None });
        assert_eq!(faults.take(Knob::WebhookNever), None);
    }

    #[test]
    fn names_are_unique_and_lead_back() {
        for knob in Knob::ALL {
            assert_eq!(Knob::from_name(knob.name()), Some(knob));
        }
    }
}
