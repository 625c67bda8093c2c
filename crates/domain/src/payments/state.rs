//! A payment attempt's life, in the words of Mollie's API (v2): one attempt is one payment there and is never changed into another.

use serde::{Deserialize, Serialize};

/// Where a payment attempt stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PaymentState {
    /// Ours alone so far: the gateway has not answered yet.
    Created,
    /// Known to the gateway and payable.
    Open,
    /// Under way at the gateway, outcome unknown.
    Pending,
    /// Held, to be captured (cards; never TWINT).
    Authorized,
    /// The money is there.
    Paid,
    /// The buyer or the shop called it off.
    Canceled,
    /// The buyer did not finish in time.
    Expired,
    /// It did not work.
    Failed,
    /// The gateway's amount or currency is not the order's: untouched until staff have looked.
    Quarantined,
}

impl PaymentState {
    /// All states.
    pub const ALL: [Self; 9] = [
        Self::Created,
        Self::Open,
        Self::Pending,
        Self::Authorized,
        Self::Paid,
        Self::Canceled,
        Self::Expired,
        Self::Failed,
        Self::Quarantined,
    ];

    /// Whether the gateway's word `next` is news that may be written over this state.
    ///
    /// Notices come in any order, so a final state is never left again, with one exception: money that arrives after all is believed.
    pub const fn accepts(self, next: Self) -> bool {
        match self {
            Self::Created => !matches!(next, Self::Created),
            Self::Open => !matches!(next, Self::Created | Self::Open),
            Self::Pending => !matches!(next, Self::Created | Self::Open | Self::Pending),
            Self::Authorized => matches!(next, Self::Paid | Self::Canceled | Self::Expired | Self::Failed | Self::Quarantined),
            Self::Canceled | Self::Expired | Self::Failed => {
                matches!(next, Self::Paid | Self::Quarantined)
            }
            Self::Paid | Self::Quarantined => false,
        }
    }

    /// Whether nothing more is expected to happen.
    pub const fn is_final(self) -> bool {
        match self {
            Self::Created | Self::Open | Self::Pending | Self::Authorized => false,
            Self::Paid | Self::Canceled | Self::Expired | Self::Failed | Self::Quarantined => true,
        }
    }

    /// The name in the database.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Created => "created",
            Self::Open => "open",
            Self::Pending => "pending",
            Self::Authorized => "authorized",
            Self::Paid => "paid",
            Self::Canceled => "canceled",
            Self::Expired => "expired",
            Self::Failed => "failed",
            Self::Quarantined => "quarantined",
        }
    }

    /// The state of a name in the database.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_that_arrived_is_never_lost() {
        for state in PaymentState::ALL {
            let expected = !matches!(state, PaymentState::Paid | PaymentState::Quarantined);
            assert_eq!(state.accepts(PaymentState::Paid), expected, "{state:?}");
        }
    }

    #[test]
    fn a_final_state_takes_nothing_but_money() {
        for state in PaymentState::ALL.into_iter().filter(|state| state.is_final()) {
            for next in PaymentState::ALL {
                if state.accepts(next) {
                    assert!(matches!(next, PaymentState::Paid | PaymentState::Quarantined), "{state:?} {next:?}");
                }
            }
        }
    }

    #[test]
    fn no_state_accepts_itself_and_nothing_goes_back_to_created() {
        for state in PaymentState::ALL {
            assert!(!state.accepts(state), "{state:?}");
            assert!(!state.accepts(PaymentState::Created), "{state:?}");
            assert_eq!(PaymentState::from_code(state.code()), Some(state));
        }
    }
}
