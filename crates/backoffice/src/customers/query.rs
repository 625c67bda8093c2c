//! Which customers are shown, in the address.

use domain::backoffice::{CustomerKind, CustomerQuery};
use leptos_router::params::ParamsMap;
use site::told::with_query;

/// The table's address.
pub const TABLE: &str = "/backoffice/customers";

/// The query's name for the page of attempts to log in.
pub const BEFORE: &str = "before";

/// The query's name for the address of the account that is taken into another one.
pub const OTHER: &str = "other";

/// What an address asks for. What cannot be is taken for nothing.
pub fn of_address(query: &ParamsMap) -> CustomerQuery {
    CustomerQuery {
        search: query.get("q").unwrap_or_default(),
        kind: query.get("kind").and_then(|kind| CustomerKind::from_code(&kind)),
        after: query.get("after").filter(|after| !after.is_empty()),
        size: 0,
    }
}

/// The address of a page that shows these customers: the table's, or that of a customer beside it.
pub fn address(page: &str, query: &CustomerQuery) -> String {
    let kind = query.kind.map(CustomerKind::code).unwrap_or_default();
    with_query(page, &[("q", query.search.trim()), ("kind", kind), ("after", query.after.as_deref().unwrap_or_default())])
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    #[test]
    fn what_is_asked_for_survives_its_way_through_an_address() {
        let query = CustomerQuery { search: "anna m".into(), kind: Some(CustomerKind::Staff), after: Some("a.b".into()), size: 0 };
        assert_eq!(address(TABLE, &query), "/backoffice/customers?q=anna%20m&kind=staff&after=a.b");
        let pairs = [("q", "anna m"), ("kind", "staff"), ("after", "a.b")];
        assert_eq!(of_address(&pairs.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect()), query);
        let nonsense = [("kind", "king"), ("after", "")];
        let read = of_address(&nonsense.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect());
        assert_eq!((address(TABLE, &read), read), (TABLE.to_owned(), CustomerQuery::default()));
    }
}
