use leptos::{prelude::*, server_fn::codec::GetUrl};
use site::failure::AppFailure;

use crate::customers::CustomerScreen;

/// A customer by the id in the address, with the attempts to log in before a time (RFC 3339), or the latest.
#[server(prefix = "/fn", endpoint = "backoffice/customers/read", input = GetUrl)]
pub async fn read_customer(customer: String, #[server(default)] before: String) -> Result<CustomerScreen, AppFailure> {
    use chrono::{DateTime, Utc};

    let asker = crate::asker::staff()?;
    // Who may not see customers learns nothing about ids.
    let customer = customer.parse().unwrap_or_default();
    // What is no time asks for the latest.
    let before = DateTime::parse_from_rfc3339(&before).ok().map(|at| at.with_timezone(&Utc));
    crate::customers::screen(&asker, customer, before).await
}
