//! Which variants are shown, in the address.

use domain::backoffice::StockQuery;
use leptos_router::params::ParamsMap;
use site::told::with_query;

/// The table's address.
pub const TABLE: &str = "/backoffice/stock";

/// The query's name for the page of movements.
pub const BEFORE: &str = "before";

/// What an address asks for. What cannot be is taken for nothing.
pub fn of_address(query: &ParamsMap) -> StockQuery {
    StockQuery {
        search: query.get("q").unwrap_or_default(),
        low: query.get("low").is_some_and(|low| low == "1"),
        after: query.get("after").filter(|after| !after.is_empty()),
        size: 0,
    }
}

/// The address of a page that shows these variants: the table's, or that of a variant beside it.
pub fn address(page: &str, query: &StockQuery) -> String {
    let low = if query.low { "1" } else { "" };
    with_query(page, &[("q", query.search.trim()), ("low", low), ("after", query.after.as_deref().unwrap_or_default())])
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    #[test]
    fn what_is_asked_for_survives_its_way_through_an_address() {
        let query = StockQuery { search: "tasse blau".into(), low: true, after: Some("TAS-01".into()), size: 0 };
        let address = address(TABLE, &query);
        assert_eq!(address, "/backoffice/stock?q=tasse%20blau&low=1&after=TAS-01");
        let pairs = [("q", "tasse blau"), ("low", "1"), ("after", "TAS-01")];
        assert_eq!(of_address(&pairs.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect()), query);
        assert_eq!(super::address(TABLE, &StockQuery::default()), TABLE);
    }

    #[test]
    fn nonsense_asks_for_everything() {
        let pairs = [("low", "maybe"), ("after", "")];
        let read = of_address(&pairs.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect());
        assert_eq!(read, StockQuery::default());
    }
}
