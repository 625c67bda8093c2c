//! Mollie's idempotency keys: one hour, per key's mode, for POST requests.

use axum::{
    body::to_bytes,
    http::{HeaderValue, StatusCode, header::CONTENT_TYPE, request::Parts},
    response::{IntoResponse, Response},
};
use chrono::TimeDelta;

use super::{auth::Mode, problem::Problem};
use crate::{
    replay::{Claim, Kept, fingerprint},
    state::State,
};

/// How long a key is remembered.
const LIFETIME: TimeDelta = TimeDelta::hours(1);

/// The key to keep the answer under; or the answer, if the work is not to be done now.
pub(super) fn claim(state: &State, mode: Mode, parts: &Parts, body: &[u8]) -> Result<Option<String>, Box<Response>> {
    let Some(key) = parts.headers.get("idempotency-key").and_then(|key| key.to_str().ok()).filter(|key| !key.is_empty()) else {
        return Ok(None);
    };
    let print = fingerprint(&[parts.method.as_str().as_bytes(), parts.uri.to_string().as_bytes(), body]);
    let now = state.clock.now();
    let claim = state.books().mollie_replays.claim((mode.name(), key), print, now, LIFETIME);
    let problem = match claim {
        Claim::Fresh => return Ok(Some(key.to_owned())),
        Claim::Replay(kept) => {
            let mut response = kept.into_response();
            response.headers_mut().insert("idempotent-replayed", HeaderValue::from_static("true"));
            return Err(Box::new(response));
        }
        Claim::Running => Problem::new(StatusCode::CONFLICT, "A request with the same idempotency key is still being processed."),
        Claim::Mismatch => Problem::new(StatusCode::BAD_REQUEST, "The idempotency key was used with another endpoint or other parameters."),
    };
    Err(Box::new(problem.into_response()))
}

/// Keeps the answer, whatever it is, and gives it back to be sent.
pub(super) async fn keep(state: &State, mode: Mode, key: &str, response: Response) -> Response {
    let (parts, body) = response.into_parts();
    let Ok(body) = to_bytes(body, usize::MAX).await else {
        state.books().mollie_replays.release((mode.name(), key));
        return Problem::new(StatusCode::INTERNAL_SERVER_ERROR, "The sandbox has failed.").into_response();
    };
    let kept = Kept { status: parts.status, content_type: parts.headers.get(CONTENT_TYPE).cloned(), body };
    state.books().mollie_replays.keep((mode.name(), key), kept.clone());
    kept.into_response()
}
