//! What is entered to book many articles. It stands in the address.

use leptos_router::params::ParamsMap;
use serde::{Deserialize, Serialize};
use site::told::with_query;

use super::PAGE;

/// The fields of the form, as entered.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct StockBulkFields {
    /// What is booked: `count`, `receive` or `correct`.
    pub act: String,
    /// How many pieces; of a correction with its sign.
    pub value: String,
    /// Why.
    pub reason: String,
    /// For which articles: `selected`, or `found` for all that the table finds.
    pub scope: String,
    /// The articles that are ticked.
    pub ids: Vec<String>,
    /// What the table is searched for.
    pub q: String,
    /// `1` where the table shows only what is low.
    pub low: String,
}

impl StockBulkFields {
    /// What an address says.
    pub fn of_address(query: &ParamsMap) -> Self {
        let text = |name: &str| query.get(name).unwrap_or_default();
        Self {
            act: text("act"),
            value: text("value"),
            reason: text("reason"),
            scope: text("scope"),
            ids: query.get_all("ids").unwrap_or_default(),
            q: text("q"),
            low: text("low"),
        }
    }

    /// The address of the page that shows what it would book.
    pub fn address(&self) -> String {
        let mut pairs = vec![
            ("act", self.act.as_str()),
            ("value", &self.value),
            ("reason", &self.reason),
            ("scope", &self.scope),
            ("q", &self.q),
            ("low", &self.low),
        ];
        pairs.extend(self.ids.iter().map(|id| ("ids", id.as_str())));
        with_query(PAGE, &pairs)
    }
}

#[cfg(any(feature = "ssr", test))]
mod reading {
    use domain::{
        backoffice::{StockAct, StockQuery, StockScope},
        failure::FieldError,
        ids::VariantId,
        stock::MOST_MOVED,
    };

    use super::StockBulkFields;
    use crate::parsed::count;

    impl StockBulkFields {
        /// What is booked.
        ///
        /// # Errors
        /// What is wrong with `act`, `value` or `reason`, all of it at once.
        pub fn act(&self) -> Result<StockAct, Vec<FieldError>> {
            let act = match self.act.as_str() {
                // Nothing is left, which counting can show as well as anything else.
                "count" if self.value.trim() == "0" => Ok(StockAct::Count(0)),
                "count" => count("value", &self.value, MOST_MOVED).map(StockAct::Count),
                "receive" => count("value", &self.value, MOST_MOVED).map(StockAct::Receive),
                "correct" => self.difference().map(StockAct::Correct),
                _ => return Err(vec![FieldError::unknown("act")]),
            };
            match act {
                Ok(act) => act.check_reason(&self.reason).map_or(Ok(act), |error| Err(vec![error])),
                Err(error) => {
                    // Said together, so that nobody has to send it twice to hear of both.
                    let needs_reason = self.act != "receive" && self.reason.trim().is_empty();
                    Err(std::iter::once(error).chain(needs_reason.then(|| FieldError::required("reason"))).collect())
                }
            }
        }

        /// For which articles.
        ///
        /// # Errors
        /// What is wrong with `ids`.
        pub fn scope(&self) -> Result<StockScope, FieldError> {
            if self.scope == "found" {
                return Ok(StockScope::Found(StockQuery { search: self.q.clone(), low: self.low == "1", ..StockQuery::default() }));
            }
            let ids: Vec<VariantId> = self.ids.iter().filter_map(|id| id.parse().ok().map(VariantId)).collect();
            if ids.is_empty() { Err(FieldError::required("ids")) } else { Ok(StockScope::Selected(ids)) }
        }

        /// A whole number with its sign.
        fn difference(&self) -> Result<i32, FieldError> {
            let text = self.value.trim();
            let (sign, digits) = match text.strip_prefix(['-', '−', '–']) {
                Some(digits) => (-1, digits),
                None => (1, text.strip_prefix('+').unwrap_or(text)),
            };
            count("value", digits, MOST_MOVED).map(|pieces| sign * pieces.cast_signed())
        }
    }
}

/// Articles as a screen showed them, in one field: `id:available:movement,id:available:movement`.
#[cfg(any(feature = "ssr", test))]
pub fn items(text: &str) -> Option<Vec<domain::backoffice::StockSeen>> {
    let item = |part: &str| {
        let mut parts = part.split(':');
        let seen = domain::backoffice::StockSeen {
            variant: domain::ids::VariantId(parts.next()?.parse().ok()?),
            available: parts.next()?.parse().ok()?,
            movement: parts.next()?.parse().ok()?,
        };
        parts.next().is_none().then_some(seen)
    };
    text.split(',').map(item).collect()
}

#[cfg(test)]
mod tests {
    use domain::{
        backoffice::{StockAct, StockScope, StockSeen},
        failure::FieldError,
        ids::VariantId,
    };
    use uuid::Uuid;

    use super::*;

    fn act(act: &str, value: &str, reason: &str) -> Result<StockAct, Vec<FieldError>> {
        StockBulkFields { act: act.into(), value: value.into(), reason: reason.into(), ..StockBulkFields::default() }.act()
    }

    #[test]
    fn pieces_are_whole_and_a_correction_has_a_sign() {
        assert_eq!((act("count", "0", "Inventur"), act("count", "1'200", "x")), (Ok(StockAct::Count(0)), Ok(StockAct::Count(1_200))));
        assert_eq!((act("receive", "12", ""), act("correct", "-3", "x")), (Ok(StockAct::Receive(12)), Ok(StockAct::Correct(-3))));
        assert_eq!((act("correct", " +4 ", "x"), act("correct", "−4", "x")), (Ok(StockAct::Correct(4)), Ok(StockAct::Correct(-4))));
        let malformed = || FieldError::malformed("value");
        assert_eq!((act("receive", "0", ""), act("correct", "--1", "x")), (Err(vec![malformed()]), Err(vec![malformed()])));
        assert_eq!(act("count", "-1", " "), Err(vec![malformed(), FieldError::required("reason")]));
        assert_eq!(act("count", "5", " "), Err(vec![FieldError::required("reason")]));
        assert_eq!(act("give away", "1", "x"), Err(vec![FieldError::unknown("act")]));
    }

    #[test]
    fn nobody_books_everything_by_accident() {
        let none = StockBulkFields { ids: vec!["x".into()], ..StockBulkFields::default() };
        assert_eq!(none.scope(), Err(FieldError::required("ids")));
        let id = Uuid::from_u128(7);
        let one = StockBulkFields { ids: vec![id.to_string()], scope: "all of them".into(), ..StockBulkFields::default() };
        assert_eq!(one.scope(), Ok(StockScope::Selected(vec![VariantId(id)])));
        assert!(matches!(StockBulkFields { scope: "found".into(), ..none }.scope(), Ok(StockScope::Found(_))));
    }

    #[test]
    fn articles_go_with_what_was_shown() {
        let (one, two) = (Uuid::from_u128(1), Uuid::from_u128(2));
        let seen = |id, available, movement| StockSeen { variant: VariantId(id), available, movement };
        assert_eq!(items(&format!("{one}:-3:9,{two}:4:0")), Some(vec![seen(one, -3, 9), seen(two, 4, 0)]));
        for text in ["", "x", "1:2:3", &format!("{one}:3"), &format!("{one}:3:4:5"), &format!("{one}:3:4,")] {
            assert_eq!(items(text), None, "{text}");
        }
    }
}
