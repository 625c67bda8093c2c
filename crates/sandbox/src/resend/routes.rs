//! Resend's endpoints.

use std::sync::Arc;

use axum::{
    Router,
    http::StatusCode,
    middleware,
    routing::{get, post},
};

use super::{emails, gate::gate, problem::Problem};
use crate::state::State;

/// The routes below `/resend`.
pub(crate) fn routes(state: &Arc<State>) -> Router<Arc<State>> {
    Router::new()
        .route("/emails", post(emails::send).get(emails::list))
        .route("/emails/batch", post(emails::send_batch))
        .route("/emails/{id}", get(emails::read))
        .fallback(|| async { Problem::new(StatusCode::NOT_FOUND, "not_found", "The requested endpoint does not exist.") })
        .method_not_allowed_fallback(|| async {
            Problem::new(StatusCode::METHOD_NOT_ALLOWED, "method_not_allowed", "Method is not allowed for the requested path.")
        })
        .layer(middleware::from_fn_with_state(Arc::clone(state), gate))
}
