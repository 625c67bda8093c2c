//! Which gift cards are shown, in the address.

use domain::backoffice::{GiftCardQuery, GiftCardState};
use leptos_router::params::ParamsMap;
use site::told::with_query;

/// The table's address.
pub const TABLE: &str = "/backoffice/gift-cards";

/// The address of the form for a new one.
pub const NEW: &str = "/backoffice/gift-cards/new";

/// The query's name for the page of movements.
pub const BEFORE: &str = "before";

/// What an address asks for. What cannot be is taken for nothing.
pub fn of_address(query: &ParamsMap) -> GiftCardQuery {
    GiftCardQuery {
        search: query.get("q").unwrap_or_default(),
        state: query.get("state").and_then(|state| GiftCardState::from_code(&state)),
        after: query.get("after").filter(|after| !after.is_empty()),
        size: 0,
    }
}

/// The address of a page that shows these cards: the table's, or that of what is beside it.
pub fn address(page: &str, query: &GiftCardQuery) -> String {
    let state = query.state.map(GiftCardState::code).unwrap_or_default();
    with_query(page, &[("q", query.search.trim()), ("state", state), ("after", query.after.as_deref().unwrap_or_default())])
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    #[test]
    fn what_is_asked_for_survives_its_way_through_an_address() {
        let query = GiftCardQuery { search: "7K2M".into(), state: Some(GiftCardState::Blocked), after: Some("1.2".into()), size: 0 };
        assert_eq!(address(TABLE, &query), "/backoffice/gift-cards?q=7K2M&state=blocked&after=1.2");
        let read =
            |pairs: &[(&str, &str)]| of_address(&pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect());
        assert_eq!(read(&[("q", "7K2M"), ("state", "blocked"), ("after", "1.2")]), query);
        assert_eq!(read(&[("state", "lost"), ("after", "")]), GiftCardQuery::default());
    }
}
