//! Payments: create, read, list, change, cancel.

use std::{collections::HashMap, sync::Arc};

use axum::{
    Extension,
    body::Bytes,
    extract::{Path, Query, State as Shared},
    http::{HeaderMap, StatusCode},
};
use domain::payments::PaymentState;
use serde_json::Value;

use super::{
    auth::Mode,
    books::{Payment, set_status},
    fields, lists,
    problem::Problem,
    validation, webhooks,
    wire::{self, Hal},
};
use crate::{
    faults::Knob,
    state::{Books, State},
};

/// The payment of an id that a key sees.
pub(super) fn find<'a>(books: &'a mut Books, mode: Mode, id: &str) -> Result<&'a mut Payment, Problem> {
    books.payments.iter_mut().find(|payment| payment.id == id && payment.mode == mode).ok_or_else(|| Problem::unknown_payment(id))
}

pub(super) async fn create(
    Shared(state): Shared<Arc<State>>,
    Extension(mode): Extension<Mode>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Hal, Problem> {
    let payment = validation::new_payment(&state, mode, &headers, &body)?;
    let answer = Hal(StatusCode::CREATED, wire::payment(&state, &payment));
    let (id, webhook_url) = (payment.id.clone(), payment.webhook_url.clone());
    state.books().payments.push(payment);
    // It will have to be expired one day.
    state.bell.notify_one();
    if let Some(url) = webhook_url
        && state.faults.take(Knob::WebhookBeforeAnswer).is_some()
    {
        webhooks::call_early(&state, &id, url).await;
    }
    Ok(answer)
}

pub(super) async fn read(
    Shared(state): Shared<Arc<State>>,
    Extension(mode): Extension<Mode>,
    Path(id): Path<String>,
    Query(query): Query<HashMap<String, String>>,
) -> Result<Hal, Problem> {
    let mut books = state.books();
    let payment = find(&mut books, mode, &id)?;
    let mut body = wire::payment(&state, payment);
    for part in query.get("embed").into_iter().flat_map(|embed| embed.split(',')) {
        let embedded: Vec<_> = match part {
            "refunds" => payment.refunds.iter().map(|refund| wire::refund(&state, payment, refund)).collect(),
            "chargebacks" => payment.chargebacks.iter().map(|chargeback| wire::chargeback(&state, payment, chargeback)).collect(),
            "captures" => Vec::new(),
            _ => return Err(Problem::new(StatusCode::BAD_REQUEST, format!("Unknown embed {part}."))),
        };
        body["_embedded"][part] = embedded.into();
    }
    Ok(Hal(StatusCode::OK, body))
}

pub(super) async fn list(
    Shared(state): Shared<Arc<State>>,
    Extension(mode): Extension<Mode>,
    Query(part): Query<lists::Part>,
) -> Result<Hal, Problem> {
    let books = state.books();
    let payments: Vec<Value> =
        books.payments.iter().filter(|payment| payment.mode == mode).map(|payment| wire::payment(&state, payment)).collect();
    lists::page("payments", &format!("{}/mollie/v2/payments", state.base_url), &part, payments)
}

pub(super) async fn update(
    Shared(state): Shared<Arc<State>>,
    Extension(mode): Extension<Mode>,
    Path(id): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Hal, Problem> {
    let map = fields::body(&headers, &body)?;
    let mut books = state.books();
    let payment = find(&mut books, mode, &id)?;
    validation::change(&state, payment, &map)?;
    Ok(Hal(StatusCode::OK, wire::payment(&state, payment)))
}

pub(super) async fn cancel(
    Shared(state): Shared<Arc<State>>,
    Extension(mode): Extension<Mode>,
    Path(id): Path<String>,
) -> Result<Hal, Problem> {
    let mut books = state.books();
    let payment = find(&mut books, mode, &id)?;
    if payment.status.is_final() || !payment.cancelable {
        return Err(Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "The payment cannot be cancelled"));
    }
    set_status(&state, &mut books, &id, PaymentState::Canceled);
    let payment = find(&mut books, mode, &id)?;
    Ok(Hal(StatusCode::OK, wire::payment(&state, payment)))
}
