//! Chargebacks: read only, since the buyer's bank makes them.

use std::sync::Arc;

use axum::{
    Extension,
    extract::{Path, Query, State as Shared},
    http::StatusCode,
};
use serde_json::Value;

use super::{
    auth::Mode,
    lists, payments,
    problem::Problem,
    wire::{self, Hal},
};
use crate::state::State;

pub(super) async fn read(
    Shared(state): Shared<Arc<State>>,
    Extension(mode): Extension<Mode>,
    Path((id, chargeback)): Path<(String, String)>,
) -> Result<Hal, Problem> {
    let mut books = state.books();
    let payment = payments::find(&mut books, mode, &id)?;
    let found = payment.chargebacks.iter().find(|known| known.id == chargeback);
    let found = found.ok_or_else(|| Problem::new(StatusCode::NOT_FOUND, format!("No chargeback exists with token {chargeback}.")))?;
    Ok(Hal(StatusCode::OK, wire::chargeback(&state, payment, found)))
}

pub(super) async fn list_of_payment(
    Shared(state): Shared<Arc<State>>,
    Extension(mode): Extension<Mode>,
    Path(id): Path<String>,
    Query(part): Query<lists::Part>,
) -> Result<Hal, Problem> {
    let mut books = state.books();
    let payment = payments::find(&mut books, mode, &id)?;
    let chargebacks = payment.chargebacks.iter().map(|chargeback| wire::chargeback(&state, payment, chargeback)).collect();
    lists::page("chargebacks", &format!("{}/mollie/v2/payments/{id}/chargebacks", state.base_url), &part, chargebacks)
}

pub(super) async fn list(
    Shared(state): Shared<Arc<State>>,
    Extension(mode): Extension<Mode>,
    Query(part): Query<lists::Part>,
) -> Result<Hal, Problem> {
    let books = state.books();
    let mut chargebacks: Vec<_> = books
        .payments
        .iter()
        .filter(|payment| payment.mode == mode)
        .flat_map(|payment| payment.chargebacks.iter().map(move |chargeback| (payment, chargeback)))
        .collect();
    chargebacks.sort_by_key(|(_, chargeback)| chargeback.created_at);
    let chargebacks: Vec<Value> =
        chargebacks.into_iter().map(|(payment, chargeback)| wire::chargeback(&state, payment, chargeback)).collect();
    lists::page("chargebacks", &format!("{}/mollie/v2/chargebacks", state.base_url), &part, chargebacks)
}
