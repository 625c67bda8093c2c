//! Which earlier orders are shown, in the address.

use domain::backoffice::EarlierQuery;
use leptos_router::params::ParamsMap;
use site::told::with_query;

/// The table's address.
pub const TABLE: &str = "/backoffice/earlier-orders";

/// What an address asks for. What cannot be is taken for nothing.
pub fn of_address(query: &ParamsMap) -> EarlierQuery {
    EarlierQuery { search: query.get("q").unwrap_or_default(), after: query.get("after").filter(|after| !after.is_empty()), size: 0 }
}

/// The address of a page that shows these orders: the table's, or that of an order beside it.
pub fn address(page: &str, query: &EarlierQuery) -> String {
    with_query(page, &[("q", query.search.trim()), ("after", query.after.as_deref().unwrap_or_default())])
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    #[test]
    fn what_is_asked_for_survives_its_way_through_an_address() {
        let query = EarlierQuery { search: "#1001".into(), after: Some("1.b".into()), size: 0 };
        assert_eq!(address(TABLE, &query), "/backoffice/earlier-orders?q=%231001&after=1.b");
        let pairs = [("q", "#1001"), ("after", "1.b")];
        assert_eq!(of_address(&pairs.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect()), query);
    }
}
