//! Mollie's endpoints.

use std::sync::Arc;

use axum::{
    Router,
    http::StatusCode,
    middleware,
    routing::{get, post},
};

use super::{chargebacks, gate::gate, methods, payments, problem::Problem, refunds};
use crate::state::State;

/// The routes below `/mollie/v2`.
pub(crate) fn routes(state: &Arc<State>) -> Router<Arc<State>> {
    Router::new()
        .route("/payments", post(payments::create).get(payments::list))
        .route("/payments/{id}", get(payments::read).patch(payments::update).delete(payments::cancel))
        .route("/payments/{id}/refunds", post(refunds::create).get(refunds::list_of_payment))
        .route("/payments/{id}/refunds/{refund}", get(refunds::read).delete(refunds::cancel))
        .route("/refunds", get(refunds::list))
        .route("/payments/{id}/chargebacks", get(chargebacks::list_of_payment))
        .route("/payments/{id}/chargebacks/{chargeback}", get(chargebacks::read))
        .route("/chargebacks", get(chargebacks::list))
        .route("/methods", get(methods::list))
        .route("/methods/{id}", get(methods::read))
        .fallback(|| async { Problem::new(StatusCode::NOT_FOUND, "This endpoint does not exist.") })
        .method_not_allowed_fallback(|| async { Problem::new(StatusCode::METHOD_NOT_ALLOWED, "This endpoint does not know this method.") })
        .layer(middleware::from_fn_with_state(Arc::clone(state), gate))
}
