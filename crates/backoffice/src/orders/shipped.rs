//! What became of several orders that were shipped at once.

use leptos_router::params::ParamsMap;
use serde::{Deserialize, Serialize};

use crate::text::Texts;

/// The query's name for the orders that went.
pub const WENT: &str = "went";
/// The query's name for those that stayed, with the reason behind a colon.
pub const STAYED: &str = "stayed";

/// The orders by their numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shipped {
    /// Those that went.
    pub went: Vec<String>,
    /// Those that did not.
    pub stayed: Vec<(String, Stayed)>,
}

/// Why an order did not go.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Stayed {
    /// Somebody has changed it since it was shown.
    Changed,
    /// All of it has gone.
    NothingLeft,
    /// It is not paid, or not any more.
    WrongState,
    /// There is no such order.
    Missing,
    /// Something does not work, or may not be done.
    Failed,
}

impl Stayed {
    const ALL: [Self; 5] = [Self::Changed, Self::NothingLeft, Self::WrongState, Self::Missing, Self::Failed];

    /// The name in addresses.
    const fn code(self) -> &'static str {
        match self {
            Self::Changed => "changed",
            Self::NothingLeft => "nothing",
            Self::WrongState => "state",
            Self::Missing => "missing",
            Self::Failed => "failed",
        }
    }

    /// The reason in words.
    pub const fn words(self, t: &'static Texts) -> &'static str {
        match self {
            Self::Changed => t.orders.stayed_changed,
            Self::NothingLeft => t.failure.nothing_to_send,
            Self::WrongState => t.failure.wrong_state,
            Self::Missing => t.failure.not_found_title,
            Self::Failed => t.failure.unavailable_text,
        }
    }
}

impl Shipped {
    /// For the address that a plain form leads back to.
    #[cfg(any(feature = "ssr", test))]
    pub fn pairs(&self) -> [(&'static str, String); 2] {
        let stayed = self.stayed.iter().map(|(number, why)| format!("{number}:{}", why.code()));
        [(WENT, self.went.join(",")), (STAYED, stayed.collect::<Vec<_>>().join(","))]
    }

    /// What an address tells, if it does. Anyone can write an address, so nothing is shown from it but what looks like a number.
    pub fn of_address(query: &ParamsMap) -> Option<Self> {
        let text = |name: &str| query.get(name).unwrap_or_default();
        let (went, stayed) = (text(WENT), text(STAYED));
        let went = went.split(',').filter(|number| is_number(number)).map(str::to_owned).collect();
        let stayed = stayed.split(',').filter_map(|pair| {
            let (number, code) = pair.split_once(':')?;
            let why = Stayed::ALL.into_iter().find(|why| why.code() == code)?;
            (number.is_empty() || is_number(number)).then(|| (number.to_owned(), why))
        });
        let shipped = Self { went, stayed: stayed.collect() };
        (shipped != Self::default()).then_some(shipped)
    }
}

/// From what the services answer.
#[cfg(feature = "ssr")]
mod answered {
    use domain::{
        backoffice::{BulkOutcome, StaffRefusal},
        failure::{Failure, Refusal},
        orders::OrderRefusal,
    };

    use super::{Shipped, Stayed};

    impl Stayed {
        const fn of(failure: &Failure) -> Self {
            match failure {
                Failure::Refused(Refusal::Staff(StaffRefusal::Changed { .. })) => Self::Changed,
                Failure::Refused(Refusal::Order(OrderRefusal::NothingToSend)) => Self::NothingLeft,
                Failure::Refused(_) => Self::WrongState,
                Failure::NotFound => Self::Missing,
                Failure::Forbidden
                | Failure::Unauthenticated
                | Failure::Unproven(_)
                | Failure::TooMany { .. }
                | Failure::Invalid(_)
                | Failure::Unavailable
                | Failure::Internal { .. } => Self::Failed,
            }
        }
    }

    impl Shipped {
        /// From the answer for each order.
        pub fn of(outcomes: Vec<BulkOutcome>) -> Self {
            let mut shipped = Self::default();
            for outcome in outcomes {
                match outcome.failure {
                    None => shipped.went.push(outcome.number),
                    Some(failure) => shipped.stayed.push((outcome.number, Stayed::of(&failure))),
                }
            }
            shipped
        }
    }
}

/// Whether it is of the form `2026-000042`.
fn is_number(text: &str) -> bool {
    (1..=20).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(pairs: &[(&str, &str)]) -> Option<Shipped> {
        Shipped::of_address(&pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect())
    }

    #[test]
    fn what_became_of_orders_survives_its_way_through_an_address() {
        let shipped = Shipped {
            went: vec!["2026-000001".into(), "2026-000002".into()],
            stayed: vec![("2026-000003".into(), Stayed::Changed), (String::new(), Stayed::Missing)],
        };
        let [(_, went), (_, stayed)] = shipped.pairs();
        assert_eq!(address(&[(WENT, &went), (STAYED, &stayed)]), Some(shipped));
    }

    #[test]
    fn strangers_put_no_words_on_the_screen() {
        assert_eq!(address(&[(WENT, "call 044 123,<b>"), (STAYED, "2026-000001:because,x:changed")]), None);
        assert_eq!(address(&[]), None);
    }
}
