use std::collections::HashMap;

use domain::{
    backoffice::ParcelDetail,
    ids::{AccountId, VariantId},
    orders::{OrderView, ReturnView, left_to_send},
};
use sqlx::PgConnection;
use uuid::Uuid;

use super::super::{find, fulfilment, invoices, returns};
use crate::{
    error::{Error, Result},
    shop::Shop,
};

/// An order with what is the room's own of it.
pub(crate) struct Facts {
    pub version: i64,
    pub account: Option<AccountId>,
    /// As its buyer sees it, without payments, parcels and returns.
    pub view: OrderView,
    pub parcels: Vec<ParcelDetail>,
    pub returns: Vec<ReturnView>,
}

/// An order that was placed, as the caller's transaction sees it.
pub(crate) async fn facts(connection: &mut PgConnection, shop: &Shop, order: Uuid) -> Result<Facts> {
    let row = sqlx::query!("SELECT version, account_id FROM orders WHERE id = $1 AND state <> 'pending'", order)
        .fetch_optional(&mut *connection)
        .await?
        .ok_or(Error::NotFound)?;
    let view = find::load(connection, order).await?;
    let invoice = invoices::number(connection, shop, order).await?;
    let notified: HashMap<Uuid, _> = fulfilment::notified(connection, order).await?.into_iter().collect();
    let parcels = fulfilment::parcels(connection, order).await?.into_iter();
    let parcels = parcels.map(|parcel| ParcelDetail { notified_at: notified.get(&parcel.id).copied().flatten(), parcel });
    Ok(Facts {
        version: row.version,
        account: row.account_id.map(AccountId),
        view: OrderView { invoice, ..view },
        parcels: parcels.collect(),
        returns: returns::returns(connection, order).await?,
    })
}

/// What a line's row knows that its buyer is not shown, and how far the line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct LineFacts {
    pub variant: VariantId,
    /// In rappen.
    pub discount: i64,
    pub to_ship: u32,
    pub to_return: u32,
}

/// How far the lines of an order are, by their positions.
pub(crate) async fn line_facts(connection: &mut PgConnection, shop: &Shop, order: Uuid) -> Result<HashMap<u32, LineFacts>> {
    let rows = sqlx::query!("SELECT position, variant_id, discount FROM orders_lines WHERE order_id = $1", order)
        .fetch_all(&mut *connection)
        .await?;
    let left = left_to_send(&fulfilment::progress(connection, order).await?);
    let there = returns::returnable(connection, order, shop.in_force().return_days).await?;
    let facts = rows.into_iter().map(|row| {
        let position = u32::try_from(row.position).unwrap_or(0);
        let to_ship = left.iter().find(|pieces| pieces.position == position).map_or(0, |pieces| pieces.quantity);
        let to_return = there.iter().find(|line| line.position == position).map_or(0, |line| line.there);
        (position, LineFacts { variant: VariantId(row.variant_id), discount: row.discount, to_ship, to_return })
    });
    Ok(facts.collect())
}
