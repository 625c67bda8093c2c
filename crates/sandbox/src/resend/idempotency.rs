//! Resend's idempotency keys: 24 hours, for each endpoint.

use axum::{
    body::to_bytes,
    http::{StatusCode, header::CONTENT_TYPE, request::Parts},
    response::{IntoResponse, Response},
};
use chrono::TimeDelta;

use super::problem::Problem;
use crate::{
    replay::{Claim, Kept, fingerprint},
    state::State,
};

/// How long a key is remembered.
const LIFETIME: TimeDelta = TimeDelta::hours(24);
/// Longest key, in characters.
const LONGEST: usize = 256;

/// The key to keep the answer under; or the answer, if the work is not to be done now.
pub(super) fn claim(state: &State, parts: &Parts, body: &[u8]) -> Result<Option<String>, Box<Response>> {
    let Some(key) = parts.headers.get("idempotency-key") else { return Ok(None) };
    let refuse = |status, name, message: &str| Err(Box::new(Problem::new(status, name, message).into_response()));
    let key = match key.to_str() {
        Ok(key) if (1..=LONGEST).contains(&key.len()) => key,
        _ => return refuse(StatusCode::BAD_REQUEST, "invalid_idempotency_key", "The key must be between 1-256 chars."),
    };
    let now = state.clock.now();
    match state.books().resend_replays.claim((parts.uri.path(), key), fingerprint(&[body]), now, LIFETIME) {
        Claim::Fresh => Ok(Some(key.to_owned())),
        Claim::Replay(kept) => Err(Box::new(kept.into_response())),
        Claim::Mismatch => {
            refuse(StatusCode::CONFLICT, "invalid_idempotent_request", "Same idempotency key used with a different request payload.")
        }
        Claim::Running => refuse(
            StatusCode::CONFLICT,
            "concurrent_idempotent_requests",
            "Same idempotency key used while original request is still in progress.",
        ),
    }
}

/// Keeps a success and gives every answer back to be sent. After a refusal the key is free again.
pub(super) async fn keep(state: &State, path: &str, key: &str, response: Response) -> Response {
    let (parts, body) = response.into_parts();
    let body = to_bytes(body, usize::MAX).await.unwrap_or_default();
    let kept = Kept { status: parts.status, content_type: parts.headers.get(CONTENT_TYPE).cloned(), body };
    let mut books = state.books();
    if parts.status.is_success() {
        books.resend_replays.keep((path, key), kept.clone());
    } else {
        books.resend_replays.release((path, key));
    }
    kept.into_response()
}
