use leptos::prelude::*;
use site::failure::AppFailure;
use uuid::Uuid;

use crate::orders::Shipped;

/// Gives all that is left of several orders to the carrier, a parcel for each; each of `orders` is an id and, behind a dot, the version that was shown.
/// Nobody is written to. Answers for each order whether it went.
#[server(prefix = "/fn", endpoint = "backoffice/orders/ship-selected")]
pub async fn ship_selected(key: Uuid, #[server(default)] orders: Vec<String>, back: String) -> Result<Shipped, AppFailure> {
    use site::{plain_form, told::with_query};

    let screen = crate::back::ours(&back);
    plain_form::lead(ship(key, &orders).await, &screen, |shipped| {
        let pairs = shipped.pairs();
        with_query(&screen, &pairs.each_ref().map(|(name, value)| (*name, value.as_str())))
    })
}

#[cfg(feature = "ssr")]
async fn ship(key: Uuid, orders: &[String]) -> Result<Shipped, AppFailure> {
    use domain::{
        backoffice::BulkShipRequest,
        failure::{Failure, FieldError},
    };
    use site::failure::{answer, told};

    let asker = crate::asker::staff()?;
    let selected: Option<Vec<_>> = orders.iter().map(|entry| selected(key, entry)).collect();
    let orders = selected.ok_or_else(|| told(Failure::Invalid(vec![FieldError::malformed("orders")])))?;
    let request = BulkShipRequest { orders, notify: false };
    let outcomes = answer(services::backoffice::orders::bulk_ship(&asker.shop, asker.by, &request).await)?;
    Ok(Shipped::of(outcomes))
}

/// An order of the form, with a key of its own: both ids are unique, and what one is made of is no secret.
#[cfg(feature = "ssr")]
fn selected(key: Uuid, entry: &str) -> Option<domain::backoffice::BulkOrder> {
    use domain::{backoffice::BulkOrder, ids::OrderId};

    let (order, version) = entry.split_once('.')?;
    let (order, version): (Uuid, i64) = (order.parse().ok()?, version.parse().ok()?);
    let key = Uuid::from_u128(key.as_u128() ^ order.as_u128().rotate_left(64));
    Some(BulkOrder { order: OrderId(order), version, key })
}
