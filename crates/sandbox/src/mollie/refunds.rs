//! Refunds: create, read, list, cancel.

use std::sync::Arc;

use axum::{
    Extension,
    body::Bytes,
    extract::{Path, Query, State as Shared},
    http::{HeaderMap, StatusCode},
};
use chrono::TimeDelta;
use domain::{money::Money, payments::PaymentState};
use serde_json::Value;

use super::{
    auth::Mode,
    books::{Payment, Refund, RefundStatus},
    fields::{self, Fields},
    lists, payments,
    problem::Problem,
    validation,
    wire::{self, Hal},
};
use crate::{
    faults::Knob,
    state::{State, random_id},
};

/// A second refund of the same amount within this time is taken for a mistake.
const DUPLICATE_WINDOW: TimeDelta = TimeDelta::hours(1);

pub(super) async fn create(
    Shared(state): Shared<Arc<State>>,
    Extension(mode): Extension<Mode>,
    Path(id): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Hal, Problem> {
    let mut books = state.books();
    let payment = payments::find(&mut books, mode, &id)?;
    let map = fields::body(&headers, &body)?;
    let fields = Fields::top(&map);
    fields.only(&["amount", "description", "metadata"])?;
    let amount = fields.required_amount("amount", "refunds")?;
    let now = state.clock.now();
    check(payment, amount, now)?;
    let refund = Refund {
        id: random_id("re_"),
        amount,
        description: validation::cut(fields.text("description")?.unwrap_or_default()),
        metadata: validation::metadata(&fields)?,
        status: if state.faults.get(Knob::MollieRefundQueued).is_some() { RefundStatus::Queued } else { RefundStatus::Pending },
        fails: state.faults.take(Knob::MollieRefundFails).is_some(),
        created_at: now,
        changed_at: now,
    };
    let answer = wire::refund(&state, payment, &refund);
    payment.refunds.push(refund);
    drop(books);
    state.bell.notify_one();
    Ok(Hal(StatusCode::CREATED, answer))
}

/// Whether that much can be given back now.
fn check(payment: &Payment, amount: Money, now: chrono::DateTime<chrono::Utc>) -> Result<(), Problem> {
    if payment.status != PaymentState::Paid {
        return Err(Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "The payment cannot be refunded"));
    }
    if amount.currency != payment.amount.currency {
        return Err(Problem::field("amount.currency", "The currency is not that of the payment"));
    }
    let is_twin = |refund: &&Refund| refund.counts() && refund.amount == amount && now - refund.created_at < DUPLICATE_WINDOW;
    if payment.refunds.iter().any(|refund| is_twin(&refund)) {
        return Err(Problem::new(StatusCode::CONFLICT, "A duplicate refund has been detected"));
    }
    if amount.minor > payment.amount.minor - payment.refunded() {
        return Err(Problem::field("amount.value", "The specified amount cannot be refunded"));
    }
    Ok(())
}

pub(super) async fn read(
    Shared(state): Shared<Arc<State>>,
    Extension(mode): Extension<Mode>,
    Path((id, refund)): Path<(String, String)>,
) -> Result<Hal, Problem> {
    let mut books = state.books();
    let payment = payments::find(&mut books, mode, &id)?;
    let found = payment.refunds.iter().find(|known| known.id == refund).ok_or_else(|| unknown(&refund))?;
    Ok(Hal(StatusCode::OK, wire::refund(&state, payment, found)))
}

pub(super) async fn list_of_payment(
    Shared(state): Shared<Arc<State>>,
    Extension(mode): Extension<Mode>,
    Path(id): Path<String>,
    Query(part): Query<lists::Part>,
) -> Result<Hal, Problem> {
    let mut books = state.books();
    let payment = payments::find(&mut books, mode, &id)?;
    let refunds = payment.refunds.iter().map(|refund| wire::refund(&state, payment, refund)).collect();
    lists::page("refunds", &format!("{}/mollie/v2/payments/{id}/refunds", state.base_url), &part, refunds)
}

pub(super) async fn list(
    Shared(state): Shared<Arc<State>>,
    Extension(mode): Extension<Mode>,
    Query(part): Query<lists::Part>,
) -> Result<Hal, Problem> {
    let books = state.books();
    let mut refunds: Vec<_> = books
        .payments
        .iter()
        .filter(|payment| payment.mode == mode)
        .flat_map(|payment| payment.refunds.iter().map(move |refund| (payment, refund)))
        .collect();
    refunds.sort_by_key(|(_, refund)| refund.created_at);
    let refunds: Vec<Value> = refunds.into_iter().map(|(payment, refund)| wire::refund(&state, payment, refund)).collect();
    lists::page("refunds", &format!("{}/mollie/v2/refunds", state.base_url), &part, refunds)
}

/// Possible until the refund is handed to the bank.
pub(super) async fn cancel(
    Shared(state): Shared<Arc<State>>,
    Extension(mode): Extension<Mode>,
    Path((id, refund)): Path<(String, String)>,
) -> Result<StatusCode, Problem> {
    let mut books = state.books();
    let payment = payments::find(&mut books, mode, &id)?;
    let found = payment.refunds.iter_mut().find(|known| known.id == refund).ok_or_else(|| unknown(&refund))?;
    if !matches!(found.status, RefundStatus::Queued | RefundStatus::Pending) {
        return Err(Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "The refund cannot be cancelled any more"));
    }
    (found.status, found.changed_at) = (RefundStatus::Canceled, state.clock.now());
    Ok(StatusCode::NO_CONTENT)
}

fn unknown(id: &str) -> Problem {
    Problem::new(StatusCode::NOT_FOUND, format!("No refund exists with token {id}."))
}
