//! What every request passes: the key, the faults, the idempotency key.

use std::{sync::Arc, time::Duration};

use axum::{
    body::{Body, Bytes, to_bytes},
    extract::{Request, State as Shared},
    http::{Method, StatusCode, header::CONTENT_TYPE, request::Parts},
    middleware::Next,
    response::{IntoResponse, Response},
};

use super::{auth, auth::Mode, idempotency, problem::Problem, wire::HAL};
use crate::{faults::Knob, serve::Dropped, state::State};

/// Longest body that is read.
const LONGEST_BODY: usize = 1024 * 1024;

pub(super) async fn gate(Shared(state): Shared<Arc<State>>, request: Request, next: Next) -> Response {
    let Some(mode) = auth::mode(request.headers()) else {
        return Problem::new(StatusCode::UNAUTHORIZED, "Missing authentication, or failed to authenticate").into_response();
    };
    if let Some(response) = state.faults.take(Knob::MollieStatus).and_then(status_fault) {
        return response;
    }
    let (mut parts, body) = request.into_parts();
    let Ok(body) = to_bytes(body, LONGEST_BODY).await else {
        return Problem::new(StatusCode::BAD_REQUEST, "The request body could not be read.").into_response();
    };
    parts.extensions.insert(mode);
    // On a task of its own: what was begun is finished, whether or not the caller waits for it.
    match tokio::spawn(work(state, mode, parts, body, next)).await {
        Ok(response) => response,
        Err(_) => Problem::new(StatusCode::INTERNAL_SERVER_ERROR, "The sandbox has failed.").into_response(),
    }
}

async fn work(state: Arc<State>, mode: Mode, parts: Parts, body: Bytes, next: Next) -> Response {
    // Mollie looks at the key of POST requests only.
    let claimed = if parts.method == Method::POST { idempotency::claim(&state, mode, &parts, &body) } else { Ok(None) };
    if let Some(milliseconds) = state.faults.take(Knob::MollieSlowMs) {
        tokio::time::sleep(Duration::from_millis(milliseconds)).await;
    }
    let response = match claimed {
        Ok(None) => next.run(Request::from_parts(parts, Body::from(body))).await,
        Ok(Some(key)) => {
            let response = next.run(Request::from_parts(parts, Body::from(body))).await;
            idempotency::keep(&state, mode, &key, response).await
        }
        Err(answer) => *answer,
    };
    if state.faults.take(Knob::MollieDrop).is_some() {
        return (axum::Extension(Dropped), response).into_response();
    }
    if state.faults.take(Knob::MollieGarbage).is_some() {
        return (response.status(), [(CONTENT_TYPE, HAL)], "{\"resource\":\"payment\",\"id\":<html>").into_response();
    }
    response
}

fn status_fault(value: u64) -> Option<Response> {
    let status = StatusCode::from_u16(u16::try_from(value).ok()?).ok()?;
    let detail = match status {
        StatusCode::TOO_MANY_REQUESTS => "You have exceeded the rate limit. Please slow down your requests.",
        StatusCode::SERVICE_UNAVAILABLE => "Payment platform for this payment method temporarily not available",
        _ => "A fault that was asked for.",
    };
    Some(Problem::new(status, detail).into_response())
}
