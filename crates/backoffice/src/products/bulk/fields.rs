//! What is entered to change many products. It stands in the address.

use leptos_router::params::ParamsMap;
use serde::{Deserialize, Serialize};
use site::told::with_query;

use super::PAGE;

/// The fields of the form, as entered.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct BulkFields {
    /// What is done: `percent`, `amount`, `draft`, `published`, `archived`.
    pub act: String,
    /// By how much, in percent or in francs, with its sign.
    pub value: String,
    /// To which products: `selected`, or `found` for all that the table finds.
    pub scope: String,
    /// The products that are ticked.
    pub ids: Vec<String>,
    /// What the table is searched for.
    pub q: String,
    /// The table's category.
    pub category: String,
    /// The table's status.
    pub status: String,
}

impl BulkFields {
    /// What an address says.
    pub fn of_address(query: &ParamsMap) -> Self {
        let text = |name: &str| query.get(name).unwrap_or_default();
        Self {
            act: text("act"),
            value: text("value"),
            scope: text("scope"),
            ids: query.get_all("ids").unwrap_or_default(),
            q: text("q"),
            category: text("category"),
            status: text("status"),
        }
    }

    /// The address of the page that shows what it would do.
    pub fn address(&self) -> String {
        let mut pairs = vec![
            ("act", self.act.as_str()),
            ("value", &self.value),
            ("scope", &self.scope),
            ("q", &self.q),
            ("category", &self.category),
            ("status", &self.status),
        ];
        pairs.extend(self.ids.iter().map(|id| ("ids", id.as_str())));
        with_query(PAGE, &pairs)
    }
}

#[cfg(any(feature = "ssr", test))]
mod reading {
    use domain::{
        backoffice::{BulkAct, BulkScope, BulkStatus, PriceChange, ProductQuery, ProductStatus},
        failure::FieldError,
        ids::ProductId,
    };

    use super::BulkFields;
    use crate::parsed::amount;

    /// Largest change in percent.
    const MOST_PERCENT: u32 = 1_000;

    impl BulkFields {
        /// What is done.
        ///
        /// # Errors
        /// What is wrong with `act` or `value`.
        pub fn act(&self) -> Result<BulkAct, FieldError> {
            Ok(match self.act.as_str() {
                "percent" => BulkAct::Price(PriceChange::Percent(self.percent()?)),
                "amount" => BulkAct::Price(PriceChange::Amount(self.hundredths()?)),
                "draft" => BulkAct::Status(BulkStatus::Draft),
                "published" => BulkAct::Status(BulkStatus::Published),
                "archived" => BulkAct::Status(BulkStatus::Archived),
                _ => return Err(FieldError::unknown("act")),
            })
        }

        /// To which products.
        ///
        /// # Errors
        /// What is wrong with `ids`.
        pub fn scope(&self) -> Result<BulkScope, FieldError> {
            if self.scope == "found" {
                let status = ProductStatus::from_code(&self.status);
                return Ok(BulkScope::Found(ProductQuery {
                    search: self.q.clone(),
                    category: self.category.clone(),
                    status,
                    ..ProductQuery::default()
                }));
            }
            let ids: Vec<ProductId> = self.ids.iter().filter_map(|id| id.parse().ok()).collect();
            if ids.is_empty() { Err(FieldError::required("ids")) } else { Ok(BulkScope::Selected(ids)) }
        }

        fn percent(&self) -> Result<i32, FieldError> {
            let points = self.hundredths()?;
            let is_small = points.unsigned_abs() <= u64::from(MOST_PERCENT) * 100;
            i32::try_from(points).ok().filter(|_| is_small).ok_or_else(|| FieldError::too_large("value", MOST_PERCENT))
        }

        /// A number with its sign in hundredths, which are basis points of a percentage and rappen of francs.
        fn hundredths(&self) -> Result<i64, FieldError> {
            let text = self.value.trim().trim_end_matches('%').trim_end();
            if text.is_empty() {
                return Err(FieldError::required("value"));
            }
            let (sign, digits) = match text.strip_prefix(['-', '−', '–']) {
                Some(digits) => (-1, digits),
                None => (1, text.strip_prefix('+').unwrap_or(text)),
            };
            amount(digits).filter(|number| *number > 0).map(|number| sign * number).ok_or_else(|| FieldError::malformed("value"))
        }
    }
}

/// Products with the versions that a screen showed, in one field: `id:version,id:version`.
#[cfg(any(feature = "ssr", test))]
pub fn products(text: &str) -> Option<Vec<(domain::ids::ProductId, i64)>> {
    let product = |part: &str| {
        let (id, version) = part.split_once(':')?;
        Some((id.parse().ok()?, version.parse().ok()?))
    };
    text.split(',').map(product).collect()
}

#[cfg(test)]
mod tests {
    use domain::{
        backoffice::{BulkAct, BulkScope, PriceChange},
        failure::FieldError,
        ids::ProductId,
    };
    use uuid::Uuid;

    use super::*;

    fn act(act: &str, value: &str) -> Result<BulkAct, FieldError> {
        BulkFields { act: act.into(), value: value.into(), ..BulkFields::default() }.act()
    }

    #[test]
    fn numbers_have_a_sign() {
        let percent = |points| Ok(BulkAct::Price(PriceChange::Percent(points)));
        assert_eq!(
            (act("percent", "-10"), act("percent", " +5.5 % "), act("percent", "−0,25")),
            (percent(-1_000), percent(550), percent(-25))
        );
        assert_eq!(act("amount", "-1’000.05"), Ok(BulkAct::Price(PriceChange::Amount(-100_005))));
        assert_eq!((act("percent", ""), act("percent", "--1")), (Err(FieldError::required("value")), Err(FieldError::malformed("value"))));
        assert_eq!(
            (act("amount", "0"), act("percent", "1001")),
            (Err(FieldError::malformed("value")), Err(FieldError::too_large("value", 1_000)))
        );
        assert_eq!(act("give away", "1"), Err(FieldError::unknown("act")));
    }

    #[test]
    fn nobody_changes_all_products_by_accident() {
        let none = BulkFields { ids: vec!["x".into()], ..BulkFields::default() };
        assert_eq!(none.scope(), Err(FieldError::required("ids")));
        let id = Uuid::from_u128(7);
        let one = BulkFields { ids: vec![id.to_string()], scope: "all of them".into(), ..BulkFields::default() };
        assert_eq!(one.scope(), Ok(BulkScope::Selected(vec![ProductId(id)])));
        assert!(matches!(BulkFields { scope: "found".into(), ..none }.scope(), Ok(BulkScope::Found(_))));
    }

    #[test]
    fn products_go_with_their_versions() {
        let (one, two) = (ProductId(Uuid::from_u128(1)), ProductId(Uuid::from_u128(2)));
        assert_eq!(products(&format!("{one}:3,{two}:4")), Some(vec![(one, 3), (two, 4)]));
        for text in ["", "x", "1:2", &format!("{one}:3,")] {
            assert_eq!(products(text), None, "{text}");
        }
    }
}
