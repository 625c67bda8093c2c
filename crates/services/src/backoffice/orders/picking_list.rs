use documents::picking_list::{self, Item, PickedOrder, PickingList};
use domain::{
    accounts::Permission,
    backoffice::MOST_AT_ONCE,
    failure::FieldError,
    ids::OrderId,
    language::Language,
    orders::{OrderEvent, OrderRefusal, OrderState},
};
use uuid::Uuid;

use crate::{
    error::{Error, Result},
    orders::{
        Acting,
        invoices::{Document, swiss_day},
        staff::{self, LineToPick, ToPick},
    },
    shop::Shop,
};

/// What has to be taken from the shelves for these orders: altogether, and for each of them what is left to send. In the language of whoever asks. For
/// staff who may [`Permission::Fulfil`].
///
/// # Errors
/// As of [`crate::orders::Actor::may`]; [`Error::Invalid`] for no order or more than [`MOST_AT_ONCE`]; [`Error::NotFound`] without any of them;
/// [`OrderRefusal::NothingToSend`] when nothing is to be sent of any.
pub async fn picking_list(shop: &Shop, by: impl Into<Acting>, language: Language, orders: &[OrderId]) -> Result<Document> {
    let list = picked(shop, by.into(), language, orders).await?;
    Ok(Document { file_name: format!("picking-list-{}.pdf", list.made_on), bytes: picking_list::pdf(&list)? })
}

/// The same before it is a document.
///
/// # Errors
/// As of [`picking_list`].
pub async fn picked(shop: &Shop, by: Acting, language: Language, orders: &[OrderId]) -> Result<PickingList> {
    by.may(Permission::Fulfil)?;
    if orders.is_empty() {
        return Err(Error::Invalid(vec![FieldError::required("orders")]));
    }
    if orders.len() > MOST_AT_ONCE {
        return Err(Error::Invalid(vec![FieldError::too_large("orders", u32::try_from(MOST_AT_ONCE).unwrap_or(u32::MAX))]));
    }
    let mut connection = shop.pool.acquire().await?;
    let found = staff::to_pick(&mut connection, language, &once(orders)).await?;
    drop(connection);
    if found.is_empty() {
        return Err(Error::NotFound);
    }
    let (picked, left_out): (Vec<ToPick>, Vec<ToPick>) = found.into_iter().partition(is_to_be_sent);
    if picked.is_empty() {
        return Err(Error::refused(OrderRefusal::NothingToSend));
    }
    Ok(PickingList {
        language,
        made_on: swiss_day(shop.clock.now()),
        orders: picked.into_iter().map(order).collect(),
        left_out: left_out.into_iter().map(|order| order.number).collect(),
    })
}

/// Each order once, where it is named first.
fn once(orders: &[OrderId]) -> Vec<Uuid> {
    let mut ids: Vec<Uuid> = Vec::with_capacity(orders.len());
    for order in orders {
        if !ids.contains(&order.0) {
            ids.push(order.0);
        }
    }
    ids
}

/// As a parcel may be made of it: a parcel that came back is sent again from an order that is shipped.
fn is_to_be_sent(order: &ToPick) -> bool {
    !order.lines.is_empty() && (order.state.allows(OrderEvent::Ship) || order.state == OrderState::Shipped)
}

fn order(order: ToPick) -> PickedOrder {
    let place = format!("{} {}", order.address.postal_code, order.address.city);
    PickedOrder {
        number: order.number,
        ordered_on: swiss_day(order.placed_at),
        recipient: format!("{}, {}", order.address.name, place.trim()),
        delivery_name: order.delivery_name,
        items: order.lines.into_iter().map(item).collect(),
    }
}

fn item(line: LineToPick) -> Item {
    let name = if line.options.is_empty() { line.name } else { format!("{} · {}", line.name, line.options) };
    Item { quantity: line.quantity, sku: line.sku, name }
}
