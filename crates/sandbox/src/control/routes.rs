//! The remote control over HTTP, in JSON.

use std::{sync::Arc, time::Duration};

use axum::{
    Json, Router,
    extract::{Path, Query, State as Shared},
    http::StatusCode,
    response::{IntoResponse, Response},
    routing::{get, post},
};
use domain::payments::PaymentState;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Control, UnknownPayment};
use crate::state::State;

/// The routes below `/control`.
pub(crate) fn routes() -> Router<Arc<State>> {
    Router::new()
        .route("/control/payments", get(payments))
        .route("/control/payments/{id}/status", post(set_status))
        .route("/control/payments/{id}/webhook", post(fire_webhook))
        .route("/control/payments/{id}/chargeback", post(charge_back))
        .route("/control/payments/{id}/chargeback/reverse", post(reverse_chargebacks))
        .route("/control/mails", get(mails))
        .route("/control/webhooks", get(webhooks))
        .route("/control/expire", post(expire))
        .route("/control/clock", post(advance))
        .route("/control/reset", post(reset))
}

impl IntoResponse for UnknownPayment {
    fn into_response(self) -> Response {
        (StatusCode::NOT_FOUND, Json(json!({"error": self.to_string()}))).into_response()
    }
}

async fn payments(Shared(state): Shared<Arc<State>>) -> Json<Value> {
    let mut payments = Control::new(state).payments();
    payments.reverse();
    Json(json!(payments))
}

#[derive(Debug, Deserialize)]
struct NewStatus {
    status: PaymentState,
}

async fn set_status(Shared(state): Shared<Arc<State>>, Path(id): Path<String>, Json(new): Json<NewStatus>) -> Result<StatusCode, Response> {
    if matches!(new.status, PaymentState::Created | PaymentState::Quarantined) {
        let error = json!({"error": "Mollie knows open, pending, authorized, paid, canceled, expired and failed"});
        return Err((StatusCode::UNPROCESSABLE_ENTITY, Json(error)).into_response());
    }
    Control::new(state).set_status(&id, new.status).map_err(IntoResponse::into_response)?;
    Ok(StatusCode::NO_CONTENT)
}

async fn fire_webhook(Shared(state): Shared<Arc<State>>, Path(id): Path<String>) -> Result<StatusCode, UnknownPayment> {
    Control::new(state).fire_webhook(&id)?;
    Ok(StatusCode::NO_CONTENT)
}

#[derive(Debug, Deserialize)]
struct ChargeBack {
    /// In the minor unit.
    minor: i64,
}

async fn charge_back(
    Shared(state): Shared<Arc<State>>,
    Path(id): Path<String>,
    Json(asked): Json<ChargeBack>,
) -> Result<StatusCode, UnknownPayment> {
    Control::new(state).charge_back(&id, asked.minor)?;
    Ok(StatusCode::NO_CONTENT)
}

async fn reverse_chargebacks(Shared(state): Shared<Arc<State>>, Path(id): Path<String>) -> Result<StatusCode, UnknownPayment> {
    Control::new(state).reverse_chargebacks(&id)?;
    Ok(StatusCode::NO_CONTENT)
}

#[derive(Debug, Deserialize)]
struct Recipient {
    to: Option<String>,
}

async fn mails(Shared(state): Shared<Arc<State>>, Query(recipient): Query<Recipient>) -> Json<Value> {
    let control = Control::new(state);
    let mut mails = recipient.to.map_or_else(|| control.mails(), |to| control.mails_to(&to));
    mails.reverse();
    Json(json!(mails))
}

async fn webhooks(Shared(state): Shared<Arc<State>>) -> Json<Value> {
    Json(json!(Control::new(state).deliveries()))
}

async fn expire(Shared(state): Shared<Arc<State>>) -> Json<Value> {
    Json(json!({"expired": Control::new(state).expire_open()}))
}

#[derive(Debug, Deserialize)]
struct Forward {
    seconds: u64,
}

async fn advance(Shared(state): Shared<Arc<State>>, Json(forward): Json<Forward>) -> Json<Value> {
    let control = Control::new(state);
    control.advance(Duration::from_secs(forward.seconds));
    Json(json!({"now": control.now()}))
}

async fn reset(Shared(state): Shared<Arc<State>>) -> StatusCode {
    Control::new(state).forget();
    StatusCode::NO_CONTENT
}
