//! Which products are shown, in the address.

use domain::backoffice::{ProductQuery, ProductStatus};
use leptos_router::params::ParamsMap;
use site::told::with_query;

/// The table's address.
pub const TABLE: &str = "/backoffice/products";

/// What an address asks for. What cannot be is taken for nothing.
pub fn of_address(query: &ParamsMap) -> ProductQuery {
    let text = |name: &str| query.get(name).unwrap_or_default();
    ProductQuery {
        search: text("q"),
        category: text("category"),
        status: ProductStatus::from_code(&text("status")),
        after: query.get("after").filter(|after| !after.is_empty()),
        size: 0,
    }
}

/// The address of the table of these products.
pub fn address(query: &ProductQuery) -> String {
    address_at(TABLE, query)
}

/// The file of these products, of all pages.
pub fn export_address(query: &ProductQuery) -> String {
    address_at("/backoffice/exports/products.csv", &ProductQuery { after: None, ..query.clone() })
}

fn address_at(page: &str, query: &ProductQuery) -> String {
    let status = query.status.map(ProductStatus::code).unwrap_or_default();
    let after = query.after.as_deref().unwrap_or_default();
    with_query(page, &[("q", query.search.trim()), ("category", &query.category), ("status", status), ("after", after)])
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    #[test]
    fn what_is_asked_for_stands_in_the_address() {
        let query = ProductQuery {
            search: " a b ".into(),
            category: "tisch".into(),
            status: Some(ProductStatus::Draft),
            after: Some("1.a".into()),
            size: 0,
        };
        assert_eq!(address(&query), "/backoffice/products?q=a%20b&category=tisch&status=draft&after=1.a");
        assert_eq!(address(&ProductQuery::default()), TABLE);
        let pairs = [("q", "a b"), ("category", "tisch"), ("status", "draft"), ("after", "1.a")];
        let read = of_address(&pairs.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect());
        assert_eq!(read, ProductQuery { search: "a b".into(), ..query });
        let nonsense = [("status", "sold"), ("after", "")];
        assert_eq!(
            of_address(&nonsense.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect()),
            ProductQuery::default()
        );
    }
}
