//! A refund's life, in the words of Mollie's API (v2), and why money is given back.

use serde::{Deserialize, Serialize};

/// Where a refund stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RefundState {
    /// Ours alone so far: the gateway has not been asked, or has not answered yet.
    Requested,
    /// Waits until the shop's balance at the gateway suffices.
    Queued,
    /// Will be sent shortly; can still be called off.
    Pending,
    /// Handed to the bank.
    Processing,
    /// The buyer has the money.
    Refunded,
    /// It did not work; the money is the shop's again.
    Failed,
    /// Called off before it was sent.
    Canceled,
}

impl RefundState {
    /// All states.
    pub const ALL: [Self; 7] =
        [Self::Requested, Self::Queued, Self::Pending, Self::Processing, Self::Refunded, Self::Failed, Self::Canceled];

    /// Whether the gateway's word `next` is news that may be written over this state.
    ///
    /// Notices come in any order, so nothing goes back. A refund that was paid out can still fail: a bank sends money back that it cannot book.
    pub const fn accepts(self, next: Self) -> bool {
        match self {
            Self::Requested => !matches!(next, Self::Requested),
            Self::Queued => matches!(next, Self::Pending | Self::Processing | Self::Refunded | Self::Failed | Self::Canceled),
            Self::Pending => matches!(next, Self::Processing | Self::Refunded | Self::Failed | Self::Canceled),
            Self::Processing => matches!(next, Self::Refunded | Self::Failed),
            Self::Refunded => matches!(next, Self::Failed),
            Self::Failed | Self::Canceled => false,
        }
    }

    /// Whether the money is away, or is about to be: such refunds may not sum to more than what was paid.
    pub const fn counts(self) -> bool {
        match self {
            Self::Requested | Self::Queued | Self::Pending | Self::Processing | Self::Refunded => true,
            Self::Failed | Self::Canceled => false,
        }
    }

    /// Whether the gateway has it and will still say more.
    pub const fn is_under_way(self) -> bool {
        match self {
            Self::Queued | Self::Pending | Self::Processing => true,
            Self::Requested | Self::Refunded | Self::Failed | Self::Canceled => false,
        }
    }

    /// The name in the database.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Requested => "requested",
            Self::Queued => "queued",
            Self::Pending => "pending",
            Self::Processing => "processing",
            Self::Refunded => "refunded",
            Self::Failed => "failed",
            Self::Canceled => "canceled",
        }
    }

    /// The state of a name in the database.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }
}

/// Why money is given back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RefundReason {
    /// Paid after the time to pay was over, when the goods were gone.
    PaidTooLate,
    /// Paid after the order had been called off.
    PaidAfterCancel,
    /// Paid a second time.
    PaidTwice,
    /// Another amount or currency arrived than what was asked for.
    WrongAmount,
    /// The buyer sent goods back.
    Return,
    /// The shop cannot deliver.
    Undeliverable,
    /// A sign of good will.
    Goodwill,
    /// Made in the gateway's own dashboard; why is known there.
    AtGateway,
}

impl RefundReason {
    /// All reasons.
    pub const ALL: [Self; 8] = [
        Self::PaidTooLate,
        Self::PaidAfterCancel,
        Self::PaidTwice,
        Self::WrongAmount,
        Self::Return,
        Self::Undeliverable,
        Self::Goodwill,
        Self::AtGateway,
    ];

    /// The name in the database.
    pub const fn code(self) -> &'static str {
        match self {
            Self::PaidTooLate => "paid_too_late",
            Self::PaidAfterCancel => "paid_after_cancel",
            Self::PaidTwice => "paid_twice",
            Self::WrongAmount => "wrong_amount",
            Self::Return => "return",
            Self::Undeliverable => "undeliverable",
            Self::Goodwill => "goodwill",
            Self::AtGateway => "at_gateway",
        }
    }

    /// The reason of a name in the database.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.code() == code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The whole table, written out a second time by hand: every state × every word of the gateway.
    #[test]
    fn every_state_and_word() {
        use RefundState as S;
        let allowed = [
            (S::Requested, S::Queued),
            (S::Requested, S::Pending),
            (S::Requested, S::Processing),
            (S::Requested, S::Refunded),
            (S::Requested, S::Failed),
            (S::Requested, S::Canceled),
            (S::Queued, S::Pending),
            (S::Queued, S::Processing),
            (S::Queued, S::Refunded),
            (S::Queued, S::Failed),
            (S::Queued, S::Canceled),
            (S::Pending, S::Processing),
            (S::Pending, S::Refunded),
            (S::Pending, S::Failed),
            (S::Pending, S::Canceled),
            (S::Processing, S::Refunded),
            (S::Processing, S::Failed),
            (S::Refunded, S::Failed),
        ];
        for state in S::ALL {
            for next in S::ALL {
                assert_eq!(state.accepts(next), allowed.contains(&(state, next)), "{state:?} {next:?}");
            }
        }
    }

    #[test]
    fn money_that_came_back_is_given_back_anew_only_by_another_refund() {
        for state in RefundState::ALL.into_iter().filter(|state| !state.counts()) {
            assert!(RefundState::ALL.into_iter().all(|next| !state.accepts(next)), "{state:?}");
        }
    }

    #[test]
    fn codes_round_trip() {
        for state in RefundState::ALL {
            assert_eq!(RefundState::from_code(state.code()), Some(state));
            assert_eq!(serde_json::to_string(&state).unwrap(), format!("\"{}\"", state.code()));
        }
        for reason in RefundReason::ALL {
            assert_eq!(RefundReason::from_code(reason.code()), Some(reason));
            assert_eq!(serde_json::to_string(&reason).unwrap(), format!("\"{}\"", reason.code()));
        }
        assert_eq!((RefundState::from_code("lost"), RefundReason::from_code("whim")), (None, None));
    }
}
