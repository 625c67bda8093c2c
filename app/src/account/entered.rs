//! An address that was entered before, in the address that a plain form has led back to.

use domain::address::Address;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// A page's address with what was entered in its query.
#[cfg(feature = "ssr")]
pub fn with_address(page: &str, address: &Address) -> String {
    let Address { name, company, street, postal_code, city, country } = address;
    let pairs =
        [("name", name), ("company", company), ("street", street), ("postal_code", postal_code), ("city", city), ("country", country)];
    crate::told::with_query(page, &pairs.map(|(key, value)| (key, value.as_str())))
}

/// What was entered, if a form has led back. The country always has a value.
pub fn entered_address() -> Option<Address> {
    use_query_map().with_untracked(|query| {
        let text = |key: &str| query.get(key).unwrap_or_default();
        query.get("country").map(|country| Address {
            name: text("name"),
            company: text("company"),
            street: text("street"),
            postal_code: text("postal_code"),
            city: text("city"),
            country,
        })
    })
}
