use domain::{
    address::Address,
    language::Language,
    money::Money,
    orders::{Happening, HistoryView, OrderLineView, OrderState, OrderView, Pieces, TimelineEntry, timeline},
    vat::VatShare,
};
use sqlx::PgConnection;
use uuid::Uuid;

use super::{fulfilment, invoices, parts_history, returns, store};
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
    let view = OrderView { payment, refunds, invoice, ..view };
    let mut view = with_parts(&mut connection, order, shop.in_force().return_days, view).await?;
    // The gateway may have to be asked: no connection waits for it.
    drop(connection);
    if let Some(payment) = view.payment.as_mut().filter(|payment| payment.may_retry) {
        payment.methods = payments::methods(shop, view.language).await;
    }
    Ok(view)
}

/// The order with its parcels, its returns, and everything that happened.
async fn with_parts(connection: &mut PgConnection, order: Uuid, return_days: u32, view: OrderView) -> Result<OrderView> {
    let states = view.history.iter().map(|line| TimelineEntry { what: Happening::Order(line.state), at: line.at }).collect();
    let refunds = view.refunds.iter().map(|refund| TimelineEntry {
        what: Happening::Refund { state: refund.state, amount: Money { minor: refund.amount, currency: refund.currency } },
        at: refund.changed_at,
    });
    let refunds = refunds.collect();
    let attempts = payments::ended_attempts(connection, order).await?;
    let parts = parts_history::timeline(connection, order).await?;
    let returns = returns::returns(connection, order).await?;
    let may_ask = view.state.takes_returns() && returns.len() < returns::MOST_RETURNS;
    let returnable = if may_ask { returns::returnable(connection, order, return_days).await? } else { Vec::new() };
    let returnable = returnable.into_iter().map(|line| Pieces { position: line.position, quantity: line.in_time });
    Ok(OrderView {
        timeline: timeline([states, attempts, refunds, parts]),
        parcels: fulfilment::parcels(connection, order).await?,
        returns,
        returnable: returnable.filter(|pieces| pieces.quantity > 0).collect(),
        ..view
    })
}

/// An order without its payments, parcels and returns, as the caller's transaction sees it.
pub(crate) async fn load(connection: &mut PgConnection, order: Uuid) -> Result<OrderView> {
    let row = store::row(connection, order).await?;
    let state = OrderState::from_code(&row.state).ok_or_else(|| Error::Data(format!("order state {}", row.state)))?;
    let (Some(number), Some(placed_at)) = (row.number, row.placed_at) else {
        // A cart has no page of an order.
        return Err(Error::NotFound);
    };
    let address: Address = serde_json::from_value(row.address).map_err(|error| Error::Data(error.to_string()))?;
    let vat: Vec<VatShare> = serde_json::from_value(row.vat).map_err(|error| Error::Data(error.to_string()))?;
    let voucher = row.voucher.map(serde_json::from_value).transpose().map_err(|error| Error::Data(error.to_string()))?;
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
        discount_total: row.discount_total,
        voucher,
        total: row.total,
        gift_card_total: row.gift_card_total,
        due: row.due,
        vat,
        lines,
        placed_at,
        held_until: row.hold_expires_at,
        payment: None,
        refunds: Vec::new(),
        history,
        timeline: Vec::new(),
        parcels: Vec::new(),
        returns: Vec::new(),
        returnable: Vec::new(),
        invoice: None,
    })
}

fn line(row: store::LineRow) -> OrderLineView {
    OrderLineView {
        position: u32::try_from(row.position).unwrap_or(0),
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
