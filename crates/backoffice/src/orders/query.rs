//! Which orders are shown, in the address.

use domain::{
    backoffice::{OrderQuery, OrderSort, OrderWaits},
    orders::OrderState,
};
use leptos_router::params::ParamsMap;
use site::told::with_query;

/// The table's address.
pub const TABLE: &str = "/backoffice/orders";

/// The name of the board in addresses.
pub const BOARD: &str = "board";

/// What an address asks for. What cannot be is taken for nothing.
pub fn of_address(query: &ParamsMap) -> OrderQuery {
    let text = |name: &str| query.get(name).unwrap_or_default();
    let after = query.get("after").filter(|after| !after.is_empty());
    let board = query.get("view").is_some_and(|view| view == BOARD);
    OrderQuery { after, board, ..read(&text("q"), &text("state"), &text("waits"), &text("sort")) }
}

/// What the codes of an address or of a form ask for, from the first page on.
pub fn read(words: &str, states: &str, waits: &str, sort: &str) -> OrderQuery {
    OrderQuery {
        search: words.to_owned(),
        states: states.split(',').filter_map(OrderState::from_code).collect(),
        waits: OrderWaits::from_code(waits),
        sort: OrderSort::from_code(sort).unwrap_or_default(),
        after: None,
        size: 0,
        board: false,
    }
}

/// The address of a page that shows these orders: the table's, or that of an order beside it.
pub fn address(page: &str, query: &OrderQuery) -> String {
    let states = codes(&query.states);
    let sort = if query.sort == OrderSort::default() { "" } else { query.sort.code() };
    let waits = query.waits.map(OrderWaits::code).unwrap_or_default();
    let after = query.after.as_deref().unwrap_or_default();
    let view = if query.board { BOARD } else { "" };
    with_query(page, &[("q", query.search.trim()), ("state", &states), ("waits", waits), ("sort", sort), ("after", after), ("view", view)])
}

/// The file of these orders, of all pages.
pub fn export_address(query: &OrderQuery) -> String {
    address("/backoffice/exports/orders.csv", &OrderQuery { after: None, board: false, ..query.clone() })
}

/// The table of what somebody searches for.
pub fn search_address(words: &str) -> String {
    with_query(TABLE, &[("q", words)])
}

/// States in an address.
pub fn codes(states: &[OrderState]) -> String {
    states.iter().map(|state| state.code()).collect::<Vec<_>>().join(",")
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    fn read(address: &str) -> OrderQuery {
        let (_, query) = address.split_once('?').unwrap_or((address, ""));
        let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
        of_address(
            &pairs.map(|(name, value)| (name.to_owned(), value.replace("%20", " ").replace("%2C", ",").replace("%40", "@"))).collect(),
        )
    }

    #[test]
    fn what_is_asked_for_survives_its_way_through_an_address() {
        let query = OrderQuery {
            search: "a b@c".into(),
            states: vec![OrderState::Paid, OrderState::Shipped],
            waits: Some(OrderWaits::Return),
            sort: OrderSort::Dearest,
            after: Some("x-1".into()),
            size: 0,
            board: true,
        };
        let address = address(TABLE, &query);
        assert_eq!(address, "/backoffice/orders?q=a%20b%40c&state=paid%2Cshipped&waits=return&sort=dearest&after=x-1&view=board");
        assert_eq!(read(&address), query);
        assert_eq!(super::address(TABLE, &OrderQuery::default()), TABLE);
    }

    #[test]
    fn nonsense_asks_for_everything() {
        assert_eq!(read("/backoffice/orders?state=lost,,&waits=forever&sort=prettiest&after=&view=ceiling"), OrderQuery::default());
    }
}
