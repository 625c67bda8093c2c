//! Row by row: the shop's tables, and what lies at the gateway and in the inboxes.

use std::collections::BTreeMap;

use domain::{
    orders::{OrderState, ParcelState},
    payments::{PaymentState, RefundState},
};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::{
    model::{Level, MailState},
    said::same,
    world::World,
};

/// Id, state, the gateway's id, what has arrived, whether it pays the order.
type PaymentRow = (Uuid, String, Option<String>, Option<i64>, bool);
/// Key, payment, amount, reason, state, whether the gateway knows it, whether it is due, tries.
type RefundRow = (Uuid, Uuid, i64, String, String, bool, bool, i32);

pub async fn check(world: &World, books: &mut PgConnection) -> Result<(), String> {
    orders(world, books).await?;
    payments(world, books).await?;
    gateway(world)?;
    refunds(world, books).await?;
    chargebacks(world, books).await?;
    transfers(world, books).await?;
    cards(world, books).await?;
    levels(world, books).await?;
    parcels(world, books).await?;
    returns(world, books).await?;
    notices(world, books).await?;
    mails(world, books).await
}

async fn orders(world: &World, books: &mut PgConnection) -> Result<(), String> {
    let shop: Vec<(String, String, i64, Vec<String>)> = sqlx::query_as(
        "SELECT token, state, due, ARRAY(SELECT after FROM orders_history WHERE order_id = orders.id ORDER BY id)
         FROM orders WHERE state <> 'pending' ORDER BY placed_at",
    )
    .fetch_all(books)
    .await
    .unwrap();
    let code = |state: &OrderState| state.code().to_owned();
    let orders = world.model.orders.iter();
    let model: Vec<_> = orders
        .map(|order| (order.token.clone(), code(&order.state), order.due, order.history.iter().map(code).collect::<Vec<_>>()))
        .collect();
    same("orders", &shop, &model)
}

async fn payments(world: &World, books: &mut PgConnection) -> Result<(), String> {
    let shop: Vec<PaymentRow> =
        sqlx::query_as("SELECT id, state, gateway_payment_id, received, pays_order FROM payments ORDER BY created_at, id")
            .fetch_all(books)
            .await
            .unwrap();
    let payments = world.model.payments.iter();
    let model: Vec<_> = payments
        .map(|payment| {
            let known = payment.there.as_ref().filter(|_| payment.known).map(|there| there.id.clone());
            (payment.id, PaymentState::code(payment.state).to_owned(), known, payment.received, payment.pays)
        })
        .collect();
    same("payments", &shop, &model)
}

/// No payment lies at the gateway that the model does not know, and no more was given back there.
fn gateway(world: &World) -> Result<(), String> {
    let there: BTreeMap<_, _> =
        world.test.sandbox.control().payments().into_iter().map(|payment| (payment.id, (payment.status, payment.refunded))).collect();
    let payments = world.model.payments.iter().enumerate();
    let model: BTreeMap<_, _> = payments
        .filter_map(|(number, payment)| {
            let there = payment.there.as_ref().filter(|_| !payment.by_transfer())?;
            Some((there.id.clone(), (there.truth, world.model.given_there(number))))
        })
        .collect();
    same("what lies at the gateway", &there, &model)
}

async fn refunds(world: &World, books: &mut PgConnection) -> Result<(), String> {
    let shop: Vec<RefundRow> = sqlx::query_as(
        "SELECT request_key, payment_id, amount, reason, state, gateway_refund_id IS NOT NULL, state = 'requested' AND not_before <= now(), attempts
         FROM payments_refunds ORDER BY request_key",
    )
    .fetch_all(books)
    .await
    .unwrap();
    let refunds = world.model.refunds.iter();
    let mut model: Vec<_> = refunds
        .map(|refund| {
            let (payment, is_due) =
                (world.model.payments[refund.payment].id, refund.state == RefundState::Requested && refund.due <= world.model.now);
            let (reason, state) = (refund.reason.code().to_owned(), RefundState::code(refund.state).to_owned());
            (refund.key, payment, refund.amount, reason, state, refund.submitted.is_some(), is_due, refund.attempts)
        })
        .collect();
    model.sort();
    same("refunds", &shop, &model)
}

async fn chargebacks(world: &World, books: &mut PgConnection) -> Result<(), String> {
    let shop: Vec<(Uuid, String, i64, bool)> = sqlx::query_as(
        "SELECT payment_id, gateway_chargeback_id, amount, reversed_at IS NOT NULL FROM payments_chargebacks
         ORDER BY payment_id, gateway_chargeback_id COLLATE \"C\"",
    )
    .fetch_all(books)
    .await
    .unwrap();
    let payments = world.model.payments.iter();
    let charged = payments.flat_map(|payment| payment.there.iter().flat_map(|there| &there.charged).map(|charged| (payment.id, charged)));
    let heard = charged.filter(|(_, charged)| charged.heard);
    let mut model: Vec<_> = heard.map(|(payment, charged)| (payment, charged.id.clone(), charged.amount, charged.heard_off)).collect();
    model.sort();
    same("chargebacks", &shop, &model)
}

async fn transfers(world: &World, books: &mut PgConnection) -> Result<(), String> {
    let shop: Vec<(String, i64, String)> =
        sqlx::query_as("SELECT reference, amount, outcome FROM payments_transfers ORDER BY reference COLLATE \"C\", recorded_at, id")
            .fetch_all(books)
            .await
            .unwrap();
    let bills = world.model.payments.iter().flat_map(|payment| &payment.there);
    let arrived = bills.flat_map(|there| there.transfers.iter().map(|transfer| (there.id.clone(), transfer)));
    let mut model: Vec<_> = arrived.map(|(reference, transfer)| (reference, transfer.amount, transfer.outcome.code().to_owned())).collect();
    // Those of one bill stay in their order.
    model.sort_by(|one, other| one.0.cmp(&other.0));
    same("transfers", &shop, &model)
}

async fn cards(world: &World, books: &mut PgConnection) -> Result<(), String> {
    let shop: Vec<(Uuid, i64)> = sqlx::query_as("SELECT id, balance FROM payments_gift_cards ORDER BY id").fetch_all(books).await.unwrap();
    let mut model: Vec<_> = world.model.cards.iter().map(|card| (card.id, card.balance)).collect();
    model.sort();
    same("gift cards", &shop, &model)
}

async fn levels(world: &World, books: &mut PgConnection) -> Result<(), String> {
    let rows: Vec<(i32, i32, i32, i32)> =
        sqlx::query_as("SELECT available, held, sold, sellable FROM stock_levels ORDER BY variant_id").fetch_all(books).await.unwrap();
    let pieces = |number: i32| u32::try_from(number).unwrap();
    if let Some(row) = rows.iter().find(|(available, .., sellable)| available != sellable) {
        return Err(format!("not all that is available can be bought, or more than that: {row:?}"));
    }
    let shop: Vec<Level> = rows
        .into_iter()
        .map(|(available, held, sold, _)| Level { available: pieces(available), held: pieces(held), sold: pieces(sold) })
        .collect();
    same("stock", &shop, &world.model.levels)?;
    let sums: Vec<u32> = shop.iter().map(|level| level.available + level.held + level.sold).collect();
    let come_in: Vec<u32> = world.stock.iter().zip(&world.model.restocked).map(|(stock, back)| stock + back).collect();
    same("pieces altogether", &sums, &come_in)
}

async fn parcels(world: &World, books: &mut PgConnection) -> Result<(), String> {
    let shop: Vec<(Uuid, String, Vec<i32>, Vec<i32>)> = sqlx::query_as(
        "SELECT id, state, ARRAY(SELECT position FROM orders_parcel_lines WHERE parcel_id = parcel.id ORDER BY position),
             ARRAY(SELECT quantity FROM orders_parcel_lines WHERE parcel_id = parcel.id ORDER BY position)
         FROM orders_parcels AS parcel ORDER BY id",
    )
    .fetch_all(books)
    .await
    .unwrap();
    let whole = |numbers: Vec<&u32>| numbers.into_iter().map(|number| i32::try_from(*number).unwrap()).collect::<Vec<_>>();
    let parcels = world.model.parcels.iter();
    let mut model: Vec<_> = parcels
        .map(|parcel| {
            let (positions, pieces) = (whole(parcel.pieces.keys().collect()), whole(parcel.pieces.values().collect()));
            (parcel.id, ParcelState::code(parcel.state).to_owned(), positions, pieces)
        })
        .collect();
    model.sort();
    same("parcels", &shop, &model)
}

async fn returns(world: &World, books: &mut PgConnection) -> Result<(), String> {
    let shop: Vec<(Uuid, String, bool, Option<i64>, i32, i32)> = sqlx::query_as(
        "SELECT id, state, restocked, worth, position, quantity FROM orders_returns JOIN orders_return_lines ON return_id = id ORDER BY id",
    )
    .fetch_all(books)
    .await
    .unwrap();
    let returns = world.model.returns.iter();
    let mut model: Vec<_> = returns
        .map(|goods| {
            let (position, pieces) = (i32::try_from(goods.position).unwrap(), i32::try_from(goods.pieces).unwrap());
            (goods.id, goods.state.code().to_owned(), goods.restocked, goods.worth, position, pieces)
        })
        .collect();
    model.sort();
    same("returns", &shop, &model)
}

async fn notices(world: &World, books: &mut PgConnection) -> Result<(), String> {
    let shop: Vec<(i32, bool)> = sqlx::query_as("SELECT attempts, done_at IS NOT NULL FROM payments_notices ORDER BY received_at, id")
        .fetch_all(books)
        .await
        .unwrap();
    let model: Vec<_> = world.model.notices.iter().map(|notice| (notice.attempts, notice.is_done)).collect();
    same("notices", &shop, &model)
}

async fn mails(world: &World, books: &mut PgConnection) -> Result<(), String> {
    let shop: Vec<(String, String, String, i32)> =
        sqlx::query_as("SELECT dedupe_key, recipient, state, attempts FROM mail_outbox ORDER BY created_at, id")
            .fetch_all(books)
            .await
            .unwrap();
    let mails = &world.model.mails;
    let model: Vec<_> = mails
        .iter()
        .map(|mail| (mail.key.clone(), world.address(mail.to), MailState::code(mail.state).to_owned(), mail.attempts))
        .collect();
    same("mails", &shop, &model)?;
    let inboxes = world.test.sandbox.control().mails().len();
    same("mails that arrived", &inboxes, &mails.iter().filter(|mail| mail.arrived).count())
}
