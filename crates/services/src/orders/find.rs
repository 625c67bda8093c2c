use domain::{
    address::Address,
    language::Language,
    orders::{HistoryView, OrderLineView, OrderState, OrderView},
    vat::VatShare,
};
use sqlx::PgConnection;
use uuid::Uuid;

use super::{invoices, store};
use crate::{
    error::{Error, Result},
    payments,
    shop::Shop,
};

/// An order by its token. Whoever has the token may see it; anything else is not found.
pub async fn find(shop: &Shop, token: &str) -> Result<OrderView> {
    let order = store::id_of_token(&shop.pool, token).await?;
    let mut connection = shop.pool.acquire().await?;
    let view = load(&mut connection, order).await?;
    let payment = payments::of_order(&mut connection, order, view.state).await?;
    let refunds = payments::refunds_of_order(&mut connection, order).await?;
    let invoice = invoices::number(&mut connection, shop, order).await?;
    Ok(OrderView { payment, refunds, invoice, ..view })
}

/// An order without its payments, as the caller's transaction sees it.
pub(crate) async fn load(connection: &mut PgConnection, order: Uuid) -> Result<OrderView> {
    let row = store::row(connection, order).await?;
    let state = OrderState::from_code(&row.state).ok_or_else(|| Error::Data(format!("order state {}", row.state)))?;
    let (Some(number), Some(placed_at)) = (row.number, row.placed_at) else {
        // A cart has no page of an order.
        return Err(Error::NotFound);
    };
    let address: Address = serde_json::from_value(row.address).map_err(|error| Error::Data(error.to_string()))?;
    let vat: Vec<VatShare> = serde_json::from_value(row.vat).map_err(|error| Error::Data(error.to_string()))?;
    let lines = store::lines(connection, order).await?.into_iter().map(line).collect();
    let history = store::history(connection, order)
        .await?
        .into_iter()
        .filter_map(|line| Some(HistoryView { state: OrderState::from_code(&line.after)?, at: line.at }))
        .collect();
    Ok(OrderView {
        number,
        token: row.token,
        state,
        language: Language::from_code(&row.language).unwrap_or_default(),
        email: row.email,
        address,
        delivery_name: row.delivery_name,
        delivery_fee: row.delivery_fee,
        items_total: row.items_total,
        total: row.total,
        vat,
        lines,
        placed_at,
        held_until: row.hold_expires_at,
        payment: None,
        refunds: Vec::new(),
        history,
        invoice: None,
    })
}

fn line(row: store::LineRow) -> OrderLineView {
    OrderLineView {
        product_slug: row.product_slug,
        name: row.name,
        options: row.options,
        sku: row.sku,
        quantity: u32::try_from(row.quantity).unwrap_or(0),
        unit_price: row.unit_price,
        total: row.total,
        picture: row.picture.and_then(|picture| serde_json::from_value(picture).ok()),
    }
}
