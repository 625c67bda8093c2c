//! What every request passes: User-Agent, key, rate limit, faults, idempotency key.

use std::{sync::Arc, time::Duration};

use axum::{
    Extension,
    body::{Body, to_bytes},
    extract::{Request, State as Shared},
    http::{
        Method, StatusCode,
        header::{AUTHORIZATION, USER_AGENT},
        request::Parts,
    },
    middleware::Next,
    response::{IntoResponse, Response},
};

use super::{idempotency, problem::Problem, rate};
use crate::{
    faults::Knob,
    serve::Dropped,
    settings::{RESEND_KEY, RESEND_SENDING_KEY},
    state::State,
};

/// Longest body that is read: attachments may have 40 MB, in Base64.
const LONGEST_BODY: usize = 60 * 1024 * 1024;

pub(super) async fn gate(Shared(state): Shared<Arc<State>>, request: Request, next: Next) -> Response {
    if request.headers().get(USER_AGENT).is_none_or(axum::http::HeaderValue::is_empty) {
        // The shield in front of the API answers, not the API.
        return (StatusCode::FORBIDDEN, "error code: 1010").into_response();
    }
    if let Err(problem) = authorize(&state, &request) {
        return problem.into_response();
    }
    let limit = state.settings.resend_rate;
    let left = state.books().resend_window.take(state.clock.now(), limit);
    let mut response = match left {
        None => Problem::new(StatusCode::TOO_MANY_REQUESTS, "rate_limit_exceeded", "Too many requests.").into_response(),
        Some(_) => within_limit(&state, request, next).await,
    };
    let left = left.filter(|_| response.status() != StatusCode::TOO_MANY_REQUESTS);
    rate::describe(response.headers_mut(), limit, left);
    response
}

fn authorize(state: &State, request: &Request) -> Result<(), Problem> {
    let key = request.headers().get(AUTHORIZATION).and_then(|header| header.to_str().ok()?.strip_prefix("Bearer "));
    match key {
        None => Err(Problem::new(StatusCode::UNAUTHORIZED, "missing_api_key", "Missing API key in the authorization header.")),
        Some(RESEND_KEY) => Ok(()),
        Some(RESEND_SENDING_KEY) if request.method() == Method::POST => Ok(()),
        Some(RESEND_SENDING_KEY) => {
            Err(Problem::new(StatusCode::UNAUTHORIZED, "restricted_api_key", "This API key is restricted to only send emails."))
        }
        Some(_) => {
            let status = StatusCode::from_u16(state.settings.resend_wrong_key_status).unwrap_or(StatusCode::BAD_REQUEST);
            Err(Problem::new(status, "validation_error", "API key is invalid"))
        }
    }
}

async fn within_limit(state: &Arc<State>, request: Request, next: Next) -> Response {
    let fault = state.faults.take(Knob::ResendStatus).and_then(|value| StatusCode::from_u16(u16::try_from(value).ok()?).ok());
    if let Some(status) = fault {
        return Problem::fault(status).into_response();
    }
    let (parts, body) = request.into_parts();
    let Ok(body) = to_bytes(body, LONGEST_BODY).await else {
        return Problem::new(StatusCode::BAD_REQUEST, "validation_error", "The request body could not be read.").into_response();
    };
    // On a task of its own: what was begun is finished, whether or not the caller waits for it.
    match tokio::spawn(work(Arc::clone(state), parts, body, next)).await {
        Ok(response) => response,
        Err(_) => Problem::new(StatusCode::INTERNAL_SERVER_ERROR, "application_error", "The sandbox has failed.").into_response(),
    }
}

async fn work(state: Arc<State>, parts: Parts, body: axum::body::Bytes, next: Next) -> Response {
    let claimed = if parts.method == Method::POST { idempotency::claim(&state, &parts, &body) } else { Ok(None) };
    if let Some(milliseconds) = state.faults.take(Knob::ResendSlowMs) {
        tokio::time::sleep(Duration::from_millis(milliseconds)).await;
    }
    let path = parts.uri.path().to_owned();
    let response = match claimed {
        Ok(None) => next.run(Request::from_parts(parts, Body::from(body))).await,
        Ok(Some(key)) => {
            let response = next.run(Request::from_parts(parts, Body::from(body))).await;
            idempotency::keep(&state, &path, &key, response).await
        }
        Err(answer) => *answer,
    };
    if state.faults.take(Knob::ResendDrop).is_some() {
        return (Extension(Dropped), response).into_response();
    }
    response
}
