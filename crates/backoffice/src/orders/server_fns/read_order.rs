use leptos::{prelude::*, server_fn::codec::GetUrl};
use site::failure::AppFailure;

use crate::orders::OrderScreen;

/// An order, by the id in the address.
#[server(prefix = "/fn", endpoint = "backoffice/orders/read", input = GetUrl)]
pub async fn read_order(order: String) -> Result<OrderScreen, AppFailure> {
    use domain::failure::Failure;
    use site::failure::{answer, told};

    let asker = crate::asker::staff()?;
    let order = order.parse().map_err(|_| told(Failure::NotFound))?;
    let order = answer(services::backoffice::order(&asker.shop, asker.by, order).await)?;
    Ok(crate::orders::lead::screen(&asker, order))
}
