//! Which mails are shown, in the address.

use domain::backoffice::{MailQuery, MailState};
use leptos_router::params::ParamsMap;
use site::told::with_query;

/// The table's address.
pub const TABLE: &str = "/backoffice/mail";

/// The address of what the shop writes, with example data.
pub const TEMPLATES: &str = "/backoffice/mail/templates";

/// What an address asks for. What cannot be is taken for nothing.
pub fn of_address(query: &ParamsMap) -> MailQuery {
    MailQuery {
        search: query.get("q").unwrap_or_default(),
        state: query.get("state").and_then(|state| MailState::from_code(&state)),
        after: query.get("after").filter(|after| !after.is_empty()),
        size: 0,
    }
}

/// The address of a page that shows these mails: the table's, or that of a mail beside it.
pub fn address(page: &str, query: &MailQuery) -> String {
    let state = query.state.map(MailState::code).unwrap_or_default();
    with_query(page, &[("q", query.search.trim()), ("state", state), ("after", query.after.as_deref().unwrap_or_default())])
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    #[test]
    fn what_is_asked_for_survives_its_way_through_an_address() {
        let query = MailQuery { search: "anna@b".into(), state: Some(MailState::Parked), after: Some("1.b".into()), size: 0 };
        assert_eq!(address(TABLE, &query), "/backoffice/mail?q=anna%40b&state=parked&after=1.b");
        let pairs = [("q", "anna@b"), ("state", "parked"), ("after", "1.b")];
        assert_eq!(of_address(&pairs.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect()), query);
        let nonsense = [("state", "lost"), ("after", "")];
        let read = of_address(&nonsense.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect());
        assert_eq!((address(TABLE, &read), read), (TABLE.to_owned(), MailQuery::default()));
    }
}
