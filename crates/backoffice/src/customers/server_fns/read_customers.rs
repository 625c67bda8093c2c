use domain::backoffice::{CustomerList, CustomerQuery};
use leptos::{prelude::*, server_fn::codec::GetUrl};
use site::failure::AppFailure;

/// A page of the table.
#[server(prefix = "/fn", endpoint = "backoffice/customers", input = GetUrl)]
pub async fn read_customers(#[server(default)] query: CustomerQuery) -> Result<CustomerList, AppFailure> {
    let asker = crate::asker::staff()?;
    site::failure::answer(services::accounts::customers::list(&asker.shop, asker.by, &query).await)
}
